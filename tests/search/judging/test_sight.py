"""Where members show what a condition is about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from hypernav.missing import MISSING
from hypernav.search.expression import Term, where
from hypernav.search.judging.sight import Sight, holds, values_at
from hypernav.search.judging.truth import Truth

NO, UNSEEN, LIKELY, YES = Truth


def look(term: Term) -> Sight | None:
    meaning = {"==": "equal", ">": "greater"}.get(term.operator)
    return Sight(meaning, (term.field,), term.values) if meaning else None


@pytest.mark.parametrize(
    ("record", "path", "expected"),
    [
        ({"a": 1}, "a", [1]),
        ({"a": {"b": 1}}, "a.b", [1]),
        ({"a.b": 1}, "a.b", [1]),
        ({"a": [{"b": 1}, {"b": 2}, {}]}, "a.b", [1, 2, MISSING]),
        ({"a": {"b": [{"c": 1}]}}, "a.b.c", [1]),
        ({"a": None}, "a.b", [MISSING]),
        ({"a": []}, "a.b", []),
        ({}, "a", [MISSING]),
        ("text", "a", [MISSING]),
    ],
)
def test_paths_go_through_lists(record, path, expected):
    assert values_at(record, path) == expected


def test_one_of_several_members_is_enough():
    sight = Sight("contains", ("hostName", "hostNames.name"), ("db",))
    assert sight.truth({"hostName": "web", "hostNames": [{"name": "web"}, {"name": "db-1"}]}) is LIKELY
    assert sight.truth({"hostName": "web", "hostNames": [{"name": "web"}]}) is NO


def test_what_a_member_does_not_show_may_meet_the_condition():
    sight = Sight("contains", ("hostName", "hostNames.name"), ("db",))
    assert sight.truth({"hostName": "web"}) is UNSEEN
    assert sight.truth({}) is UNSEEN


@pytest.mark.parametrize(
    ("expression", "record", "expected"),
    [
        ((where("a") == 1) & (where("b") == 2), {"a": 1, "b": 2}, YES),
        ((where("a") == 1) & (where("b") == 2), {"a": 1, "b": 3}, NO),
        ((where("a") == 1) & (where("b") == 2), {"a": 1}, UNSEEN),
        ((where("a") == 1) & (where("b") == 2), {"b": 3}, NO),
        ((where("a") == 1) | (where("b") == 2), {"a": 9, "b": 2}, YES),
        ((where("a") == 1) | (where("b") == 2), {"a": 9}, UNSEEN),
        ((where("a") == 1) | (where("b") == 2), {"a": 9, "b": 9}, NO),
        (~(where("a") == 1), {"a": 1}, NO),
        (~(where("a") == 1), {"a": 2}, YES),
        (~(where("a") == "x"), {"a": "X"}, UNSEEN),
        (~(where("a") == 1), {"a": [1]}, UNSEEN),
        (~((where("a") == 1) | (where("b") == 2)), {"a": 9, "b": 2}, NO),
        (~((where("a") == 1) & (where("b") == 2)), {"a": 1, "b": 3}, YES),
        (where("a").sounds_like(1), {"a": 9}, UNSEEN),
    ],
)
def test_expressions_are_judged_in_three_values(expression: Any, record: Any, expected: Truth):
    assert holds(expression, record, look) is expected


RECORDS = [{"n": 1, "s": "ab", "t": "2026-01-01T00:00:00Z"}, {"n": 5, "s": "abc", "t": "2026-01-05T00:00:00Z"}]
THIRD = datetime(2026, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "sight",
    [
        Sight("equal", ("n",), (1,)),
        Sight("equal", ("s",), ("ab",)),
        Sight("in", ("n",), (1, 7)),
        Sight("contains", ("s",), ("c",)),
        Sight("greater", ("n",), (0,)),
        Sight("greater", ("n",), (1,)),
        Sight("at least", ("n",), (1,)),
        Sight("less", ("n",), (9,)),
        Sight("at most", ("n",), (1,)),
        Sight("greater", ("t",), (THIRD,)),
        Sight("less", ("t",), (datetime(2027, 1, 1, tzinfo=UTC),)),
        Sight("greater", ("t",), (datetime(2026, 1, 1, tzinfo=UTC),)),
        Sight("greater", ("t",), ("2025",)),
        Sight("equal", ("absent",), (1,)),
        Sight("equal", ("a.b",), (1,)),
        Sight("like", ("s",), ("a*",)),
        Sight("in", ("n",), ([],)),
        Sight("equal", ("n",), (1, 2)),
    ],
)
def test_the_quick_look_leaves_out_only_members_that_meet_the_condition(sight: Sight):
    doubtful = sight.doubtful(RECORDS)
    assert all(sight.truth(record) in (YES, LIKELY) for record in RECORDS if record not in doubtful)


def test_the_quick_look_is_worth_it_where_members_meet_the_condition():
    assert list(Sight("equal", ("n",), (1,)).doubtful(RECORDS[:1])) == []
    assert list(Sight("greater", ("n",), (0,)).doubtful(RECORDS)) == []
    assert list(Sight("contains", ("s",), ("a",)).doubtful(RECORDS)) == []
    assert list(Sight("greater", ("t",), (datetime(2025, 1, 1, tzinfo=UTC),)).doubtful(RECORDS)) == []
    milliseconds = [{"t": 1769860800000}]
    assert list(Sight("less", ("t",), (datetime(2030, 1, 1, tzinfo=UTC),)).doubtful(milliseconds)) == []


def test_keys_of_an_object_are_not_what_it_contains():
    assert Sight("contains", ("o",), ("k",)).doubtful([{"o": {"k": 1}}]) == [{"o": {"k": 1}}]
