"""Whether a value that came back meets what was asked; NO only where no honest server could send it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from ipaddress import ip_address, ip_network
from uuid import UUID

import pytest

from hypernav.search.judging.truth import Truth, every, folded, some, truth

NO, UNSEEN, LIKELY, YES = Truth
NINE = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        ("open", "open", YES),
        ("closed", "open", NO),
        ("Open ", "open", LIKELY),
        ("ZOË", "zoe", LIKELY),
        ("inactive", "active", NO),
        (5, 5, YES),
        (5, 6, NO),
        (1000001, 1000002, NO),
        (12345678901234567, 12345678901234568, NO),
        ("5", 5, LIKELY),
        ("005", 5, LIKELY),
        (0.1, 0.1000000001, LIKELY),
        (0.1, 0.2, NO),
        (True, True, YES),
        (False, True, NO),
        (1, True, LIKELY),
        ("yes", True, LIKELY),
        *((word, True, LIKELY) for word in ("true", "1", "on", "YES", "On")),
        *((word, False, LIKELY) for word in ("false", "no", "0", "off", "No")),
        *((word, True, NO) for word in ("false", "no", "0", "off")),
        *((word, False, NO) for word in ("true", "yes", "1", "on")),
        ("maybe", True, UNSEEN),
        (3, "open", UNSEEN),
        ("open", 3, UNSEEN),
        (None, "open", NO),
        (None, None, YES),
        ("", None, YES),
        ({"login": "ann"}, "ann", UNSEEN),
        (["a", "B"], "b", LIKELY),
        (["a"], "b", NO),
        ([], "b", NO),
        ([{"name": "b"}], "b", UNSEEN),
        ("2026-01-31T10:30:00+01:00", NINE, LIKELY),
        ("2026-01-31T10:30:00Z", NINE, NO),
        ("2026-01-31T12:00:00", NINE, LIKELY),
        ("2026-02-03", date(2026, 1, 31), NO),
        (1769851800000, NINE, LIKELY),
        (1769851800, NINE, LIKELY),
        (1769851801000, NINE, NO),
        ("10.0.0.1", ip_address("10.0.0.1"), YES),
        ("10.0.0.2", ip_address("10.0.0.1"), NO),
        ("10.0.0.2", ip_network("10.0.0.0/24"), YES),
        ("10.0.1.2", ip_network("10.0.0.0/24"), NO),
        ("web", ip_address("10.0.0.1"), UNSEEN),
        ("6BA7B810-9DAD-11D1-80B4-00C04FD430C8", UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), LIKELY),
    ],
)
def test_equality_passes_over_case_accents_zones_and_spelling_and_nothing_else(value, wanted, expected):
    assert truth("equal", value, [wanted]) is expected


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        ("Runs daily", "running shoes", NO),
        ("Running daily", "running shoes", UNSEEN),
        ("The runner", "running", UNSEEN),
        ("Daily running", "runners", UNSEEN),
        ("running", "daily runners", UNSEEN),
        ("running", "runners", NO),
        ("The running", "runs", NO),
        ("inactive", "active", NO),
        ("active-2", "active", UNSEEN),
        ("closed", "open", NO),
        ("closed", "open,closed", UNSEEN),
        ("closed", "!open", UNSEEN),
        ("closed", "-open", UNSEEN),
        ("checkout", "check*", UNSEEN),
        ("", "open", UNSEEN),
        (None, "open", UNSEEN),
        ("ann", "me", UNSEEN),
        ("1.2.0", "latest", UNSEEN),
        ("United States", "US", UNSEEN),
        ("DE", "Germany", UNSEEN),
        ("IN_PROGRESS", "in-progress", UNSEEN),
        ("Łódź", "lodz", LIKELY),
        ("fe80:0:0:0:0:0:0:1", "FE80::1", LIKELY),
        ("proj_123", "123", UNSEEN),
        ("https://acme.test/users/ann", "ann", UNSEEN),
        ("a***@acme.test", "ann@acme.test", UNSEEN),
        ("bob@acme.test", "ann@acme.test", NO),
    ],
)
def test_where_only_a_parameter_says_what_is_compared_patterns_lists_and_words_may_match(value, wanted, expected):
    assert truth("equal", value, [wanted], loose=True) is expected


@pytest.mark.parametrize("sign", "*?,|;<>!~^$%()[]{}")
def test_a_sign_that_servers_give_a_meaning_leaves_it_unseen(sign):
    for wanted in (f"open{sign}", f"{sign}open", f"op{sign}en"):
        assert truth("equal", "closed", [wanted], loose=True) is UNSEEN
        assert truth("equal", "closed", [wanted]) is NO


@pytest.mark.parametrize("sign", ["_", ":", "=", "@", "&", "'", " "])
def test_a_sign_without_a_meaning_changes_nothing(sign):
    assert truth("equal", "closed", [f"op{sign}en"], loose=True) is NO


@pytest.mark.parametrize(
    ("meaning", "wanted", "met"),
    [
        ("not equal", ["open"], "closed"),
        ("does not contain", ["pe"], "closed"),
        ("does not start with", ["op"], "closed"),
        ("does not end with", ["en"], "closed"),
        ("not like", ["op*"], "closed"),
        ("not in", ["open", "new"], "closed"),
        ("not between", [1, 9], 10),
    ],
)
def test_each_opposite_is_judged(meaning, wanted, met):
    assert truth(meaning, met, wanted) is YES
    assert truth(meaning, "open", wanted) in (NO, UNSEEN)
    assert truth(meaning, ["open", "closed"], wanted) is UNSEEN


def test_not_empty_is_the_opposite_of_empty():
    assert [truth("not empty", value, []) for value in ("x", "", None)] == [YES, NO, NO]


@pytest.mark.parametrize(
    ("meaning", "value", "wanted", "expected"),
    [
        ("greater", 5, 3, YES),
        ("greater", 3, 3, NO),
        ("at least", 3, 3, YES),
        ("less", "10", 9, NO),
        ("at most", 0.1, 0.1000000001, UNSEEN),
        ("greater", None, 3, UNSEEN),
        ("greater", True, 0, UNSEEN),
        ("greater", "2026-01-31T09:30:00Z", NINE, UNSEEN),
        ("greater", "2026-01-31T09:29:59Z", NINE, NO),
        ("greater", "2026-01-31T09:30:01Z", NINE, YES),
        ("at least", "2026-01-31", date(2026, 1, 31), UNSEEN),
        ("less", "2026-03-01", date(2026, 1, 31), NO),
        ("greater", "10.0.0.10", "10.0.0.9", YES),
        ("greater", "b", "a", UNSEEN),
        ("greater", "a", "b", UNSEEN),
        ("greater", "high", "medium", UNSEEN),
        ("greater", "9", "10", UNSEEN),
        ("greater", "item 10", "item 9", UNSEEN),
        ("greater", [1, 9], 5, YES),
        ("greater", [1, 2], 5, NO),
        ("greater", {}, 5, UNSEEN),
    ],
)
def test_an_order_is_judged_where_all_servers_agree_on_it(meaning, value, wanted, expected):
    assert truth(meaning, value, [wanted]) is expected


@pytest.mark.parametrize(
    ("meaning", "value", "wanted", "expected"),
    [
        ("contains", "Ubuntu Linux", ["linux"], LIKELY),
        ("contains", "Windows", ["linux"], NO),
        ("contains", ["beta", "ops"], ["ops"], LIKELY),
        ("contains", ["beta"], ["ops"], NO),
        ("contains", None, ["ops"], NO),
        ("contains", {"a": 1}, ["a"], UNSEEN),
        ("starts with", "Web-01", ["web"], LIKELY),
        ("starts with", "my-web", ["web"], NO),
        ("ends with", "a.test", [".TEST"], LIKELY),
        ("like", "web-01", ["web*"], LIKELY),
        ("like", "web-01", ["%01"], LIKELY),
        ("like", "db-01", ["web*"], NO),
        ("like", "db-01", ["b"], UNSEEN),
        ("like", "db-01", ["^d"], UNSEEN),
        ("in", "b", ["a", "b"], YES),
        ("in", "c", ["a", "b"], NO),
        ("in", {}, ["a"], UNSEEN),
        ("in", "c", [], NO),
        ("all of", ["a", "b"], ["a", "b"], LIKELY),
        ("all of", ["a"], ["a", "b"], NO),
        ("between", 5, [1, 9], YES),
        ("between", 10, [1, 9], NO),
        ("between", [0, 5], [1, 9], YES),
        ("empty", "", [], YES),
        ("empty", "x", [], NO),
        ("exists", "x", [], YES),
        ("exists", "x", [False], NO),
        ("exists", None, [], UNSEEN),
        ("", "x", ["y"], UNSEEN),
    ],
)
def test_each_meaning_has_its_test(meaning, value, wanted, expected):
    assert truth(meaning, value, wanted) is expected


@pytest.mark.parametrize(
    ("meaning", "value", "wanted", "expected"),
    [
        ("not equal", "closed", ["open"], YES),
        ("not equal", "open", ["open"], NO),
        ("not equal", "Open", ["open"], UNSEEN),
        ("not equal", ["open"], ["open"], UNSEEN),
        ("does not contain", "Windows", ["linux"], YES),
        ("does not contain", "linux", ["linux"], UNSEEN),
        ("not in", "a", ["a"], NO),
        ("not empty", None, [], NO),
        ("not empty", "x", [], YES),
        ("not between", 5, [1, 9], NO),
    ],
)
def test_an_opposite_is_seen_where_the_comparison_is_exact(meaning, value, wanted, expected):
    assert truth(meaning, value, wanted) is expected


def test_numbers_too_long_to_read_are_not_judged():
    assert truth("equal", "9" * 5000, [1]) is UNSEEN


def test_and_takes_the_least_certain_part_and_or_the_most_certain():
    assert (every([YES, UNSEEN, LIKELY]), every([UNSEEN, NO]), every([])) == (UNSEEN, NO, YES)
    assert (some([NO, UNSEEN]), some([NO, LIKELY]), some([])) == (UNSEEN, LIKELY, NO)


def test_folding_keeps_letters_and_one_space_between_words():
    assert folded("  Ça  VA ß") == "ca va ss"
