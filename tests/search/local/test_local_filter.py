"""Filtering members here: what each operator means, and that no mistake of a filter passes in silence."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from ipaddress import ip_address, ip_network
from typing import Any
from uuid import UUID

import pytest

from hypernav.errors import UnknownField, UnknownOperator, WrongValue
from hypernav.search import Expression, where
from hypernav.search.local.local_filter import LocalFilter

RECORD = {
    "name": "Checkout",
    "size": 5,
    "price": 2.5,
    "on": True,
    "nothing": None,
    "tags": ["beta", "shop"],
    "empty": "",
    "created": "2026-01-31T09:30:00+01:00",
    "day": "2026-01-31",
    "since": 1_769_817_600_000,
    "seen": 1_769_850_000_000,
    "zoned": "2017-12-03T10:15:30+01:00[Europe/Paris]",
    "deep": {"count": 3, "list": [{"id": 7}]},
    "cost": 0.1,
    "ip": "10.0.0.10",
    "guid": "6BA7B810-9dad-11d1-80b4-00c04fd430c8",
}
MILLISECONDS = frozenset({"since", "seen"})


def test_a_time_may_stand_under_a_name_with_dots():
    expression = where("@acme.since") > datetime(2026, 1, 30, tzinfo=UTC)
    assert LocalFilter(expression, frozenset({"@acme.since"})).holds({"@acme.since": 1_769_817_600_000})


class Name(Enum):
    """What something may be called."""

    CHECKOUT = "Checkout"


def holds(expression: Expression, record: Any = None) -> bool:
    return LocalFilter(expression, MILLISECONDS).holds(RECORD if record is None else record)


@pytest.mark.parametrize(
    "expression",
    [
        where("name") == "Checkout",
        where("name") != "checkout",
        where("size") == 5.0,
        where("size") > 4,
        where("size") >= 5,
        where("size") < 6,
        where("size") <= 5,
        where("price").between(2, 3),
        where("price").not_between(3, 4),
        where("name").contains("CHECK"),
        where("name").does_not_contain("pay"),
        where("name").starts_with("check"),
        where("name").ends_with("OUT"),
        where("name").like("c*k?ut"),
        where("name").not_like("c?"),
        where("name").in_("Cart", "Checkout"),
        where("name").in_(["Cart", "Checkout"]),
        where("name").not_in("Cart"),
        where("tags").contains("beta"),
        where("tags").in_("beta", "gone"),
        where("tags").all_of("beta", "shop"),
        where("tags").does_not_contain("bet"),
        where("nothing").is_empty(),
        where("empty").is_empty(),
        where("gone").is_empty(),
        where("name").is_not_empty(),
        where("name").exists(),
        where("gone").exists(False),
        where("nothing") == None,  # noqa: E711  # that is the comparison
        where("gone") != "x",
        where("on") == True,  # noqa: E712  # that is the comparison
        where("created") > date(2026, 1, 30),
        where("created") == date(2026, 1, 31),
        where("created") < datetime(2026, 1, 31, 9, 0, tzinfo=UTC),
        where("day") <= date(2026, 1, 31),
        where("since") == date(2026, 1, 31),
        where("since") > datetime(2026, 1, 30, tzinfo=UTC),
        where("zoned") < datetime(2017, 12, 3, 9, 16, tzinfo=UTC),
        where("deep.count") == 3,
        where("deep.list.0.id") == 7,
        where("name").does_not_start_with("out"),
        where("name").does_not_end_with("check"),
        where("name").all_of("check", "out"),
        where("name") == Name.CHECKOUT,
        where("name").in_(Name.CHECKOUT),
        where("tags") == ["beta", "shop"],
        where("tags") != ["shop", "beta"],
        where("cost") == Decimal("0.1"),
        where("seen").between(date(2026, 1, 31), date(2026, 1, 31)),
        where("seen") <= date(2026, 1, 31),
        where("seen") == date(2026, 1, 31),
        where("ip") > "10.0.0.9",
        where("ip").between("10.0.0.2", "10.0.0.200"),
        where("ip") == ip_address("10.0.0.10"),
        where("ip").in_(ip_network("10.0.0.0/24")),
        where("ip") == "10.0.0.0/24",
        where("ip").between("10.0.0.0/24"),
        where("ip").between(ip_network("10.0.0.0/24")),
        where("ip").not_between("10.0.1.0/24"),
        where("ip") < ip_network("10.0.1.0/24"),
        where("created") == "2026-01-31T08:30:00.000Z",
        where("created") >= "2026-01-31T08:30:00Z",
        where("created") < "2026-01-31T08:30:00.5Z",
        where("created").in_("2026-01-31 03:30:00-05:00"),
        where("created") == "2026-01-31",
        where("created").between("2026-01-31", "2026-01-31"),
        where("since") > "2026-01-30",
        where("since") == "2026-01-31T00:00:00Z",
        where("empty") != "2026-01-31",
        where("name").matches("^Ch.*t$"),
        where("name").matches("eck"),
        where("name").does_not_match("^check"),
        where("tags").matches("^shop$"),
        where("nothing").does_not_match("."),
        where("guid") == UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        (where("size") > 9) | (where("on") == True),  # noqa: E712  # that is the comparison
        ~(where("size") > 9),
    ],
    ids=repr,
)
def test_an_expression_that_holds(expression: Expression):
    assert holds(expression)
    assert not holds(~expression)


@pytest.mark.parametrize(
    "expression",
    [
        where("on") == 1,
        where("size") == True,  # noqa: E712  # true is not 1
        where("size") == "5",
        where("name") == None,  # noqa: E711  # nothing but null is null
        where("nothing") > 1,
        where("gone") < 1,
        where("name").like("[c]heckout"),
        where("empty") > "2026-01-31",
        where("gone").matches("."),
        where("ip") == ip_network("2001:db8::/32"),
        where("name").like("check"),
    ],
    ids=repr,
)
def test_an_expression_that_does_not_hold(expression: Expression):
    assert not holds(expression)


@pytest.mark.parametrize(
    "expression",
    [
        where("name") > 5,
        where("size") > "4",
        where("on") > 0,
        where("name") == date(2026, 1, 1),
        where("day") < datetime(2026, 1, 1, tzinfo=UTC),
        where("since") < datetime(2026, 1, 1),
        where("deep") == "count",
        where("deep").contains("count"),
        where("deep").starts_with("{"),
        where("deep.list").contains("id"),
        where("deep.list").in_(7),
        where("tags") == "beta",
        where("tags").starts_with("be"),
        where("tags").like("*beta*"),
        where("name") == ["Checkout"],
        where("name") > "2026-01-31",
        where("created") > "yesterday",
        where("created") > "2026-01-31T08:30:00",
        where("name") > "10.0.0.0/8",
        where("size").matches("5"),
        where("name") == ip_address("10.0.0.1"),
        where("name").in_(ip_network("10.0.0.0/8")),
        where("size") == UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
    ],
    ids=repr,
)
def test_values_that_cannot_be_compared_are_refused(expression: Expression):
    with pytest.raises(WrongValue, match=r"of a member and .* of the search cannot be compared"):
        holds(expression)


def test_the_refusal_says_what_met_what():
    with pytest.raises(WrongValue) as caught:
        holds(where("size") > "4")
    assert str(caught.value) == (
        "5 of a member and '4' of the search cannot be compared.\n"
        "  where      (where('size') > '4'), filtered here\n"
        "  next       give a value of the kind that the members have"
    )


def test_a_number_that_may_be_a_time_is_told_with_the_number_to_give():
    with pytest.raises(WrongValue) as caught:
        LocalFilter(where("since") > date(2026, 1, 31)).holds({"since": 1_769_817_600_000})
    assert caught.value.details["next"] == (
        "give a number as the members have it: 1769817600000 in milliseconds, 1769817600 in seconds"
    )


@pytest.mark.parametrize(
    ("pattern", "why"), [("(", "missing ), unterminated subpattern at position 0"), (5, "it is no text")]
)
def test_what_is_no_regular_expression_is_refused_at_once(pattern: Any, why: str):
    with pytest.raises(WrongValue) as caught:
        LocalFilter(where("name").matches(pattern))
    assert str(caught.value) == (
        f"{pattern!r} is no regular expression: {why}.\n"
        f"  where      where('name').matches({pattern!r})\n"
        f"  nearest    where('name').like({pattern!r})\n"
        "  takes      what Python's re.search does"
    )


def test_a_pattern_may_be_compiled_already():
    assert holds(where("name").matches(re.compile("^check", re.IGNORECASE)))


@pytest.mark.parametrize(
    ("expression", "what", "nearest"),
    [
        (where("name").is_("a", "b"), ".is_() takes one value where it is filtered here, and was given 2.", ".in_(…)"),
        (where("tags").contains("a", "b"), ".contains() takes one value where", ".all_of(…)  .in_(…)"),
        (where("size").between(1), ".is_between() takes two bounds where it is filtered here, and was given 1.", None),
        (where("size").is_greater_than(), ".is_greater_than() takes one value where", None),
        (where("name").is_empty(True), ".is_empty() takes no value where it is filtered here, and was given 1.", None),
        (where("name").exists(True, False), ".exists() takes True, False or no value where", None),
        (
            where("size").is_at_least(float("nan")),
            "What 'size' is compared with equals nothing",
            "where('size').is_empty()",
        ),
        (where("size").in_(1, Decimal("sNaN")), "What 'size' is compared with equals nothing", None),
    ],
    ids=str,
)
def test_values_that_no_member_could_meet_are_refused_at_once(expression: Expression, what: str, nearest: str | None):
    with pytest.raises(WrongValue) as caught:
        LocalFilter(expression)
    assert caught.value.what.startswith(what)
    assert nearest in (None, caught.value.details.get("nearest"))


def test_an_operator_that_only_a_server_knows_is_refused_at_once():
    with pytest.raises(UnknownOperator) as caught:
        LocalFilter(where("size").is_within_the_last(3))
    assert (
        caught.value.what == "'is_within_the_last' means something to the server only, and this part is filtered here."
    )
    assert caught.value.details["where"] == "where('size').is_within_the_last(3)"
    assert caught.value.details["operators"].startswith(".is_, .is_not, .is_greater_than")


def test_a_field_that_no_member_had_is_refused_with_the_nearest():
    tested = LocalFilter((where("size") > 4) & (where("nam") == "x"))
    assert not tested.holds(RECORD)
    with pytest.raises(UnknownField) as caught:
        tested.require_fields()
    assert caught.value.what == "None of the 1 members read has 'nam', by which they are filtered here."
    assert caught.value.details["nearest"] == "'name'"
    assert caught.value.details["fields"].startswith("name, size, price")


def test_names_of_a_server_turn_nothing_around_in_a_refusal():
    tested = LocalFilter(where("nam") == "x")
    tested.holds({"a\u202eb\nc": 1})
    with pytest.raises(UnknownField) as caught:
        tested.require_fields()
    assert caught.value.details["fields"] == r"a\u202eb\nc"


def test_a_field_that_some_members_have_is_good():
    tested = LocalFilter((where("size") > 4) | (where("name") == "x"))
    assert [tested.holds(record) for record in ({"size": 9}, {"name": "x"}, {"other": 1})] == [True, True, False]
    tested.require_fields()
    assert tested.read == 3


def test_a_filter_that_tested_nothing_says_nothing():
    untested = LocalFilter(where("name") == "x")
    untested.require_fields()
    assert untested.read == 0


def test_a_member_that_is_no_object_has_no_fields():
    assert not holds(where("name") == "x", 5)
