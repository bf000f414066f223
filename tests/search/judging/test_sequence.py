"""Whether members come in the order that was asked for."""

from __future__ import annotations

import pytest

from hypernav.search.judging.sequence import in_order
from hypernav.search.judging.truth import Truth


def judged(*values: object, descending: bool = False) -> Truth:
    return in_order([{"v": value} for value in values], "v", descending=descending)[0]


@pytest.mark.parametrize(
    "values",
    [
        (1, 2, 2, 10),
        (1, 2.5, 3),
        ("a", "B", "c"),
        ("B", "a", "c"),
        ("item 9", "item 10"),
        ("item 10", "item 9"),
        ("élan", "fin"),
        ("a-b", "aa", "ab"),
        ("2026-01-01T00:00:00Z", "2026-01-01T02:00:00+01:00", "2026-01-02T00:00:00Z"),
        (None, 1, 2),
        (1, None, 2),
    ],
)
def test_an_order_that_some_server_has_is_held(values):
    assert judged(*values) is Truth.YES
    assert judged(*reversed(values), descending=True) is Truth.YES


@pytest.mark.parametrize(
    "values", [(1, 3, 2), ("b", "a", "c"), ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z")]
)
def test_an_order_that_no_server_has_is_contradicted(values):
    assert judged(*values) is Truth.NO


@pytest.mark.parametrize(
    "values",
    [(), (1,), ("low", "low", "medium", "high"), (True, False), (1, "a"), ({}, {}), (None, None), ([2], [1])],
)
def test_an_order_that_cannot_be_known_is_not_seen(values):
    assert judged(*values) is Truth.UNSEEN


def test_texts_that_come_back_after_others_are_in_no_order():
    assert judged("low", "high", "low") is Truth.NO


def test_the_example_names_two_that_stand_the_wrong_way_round():
    assert in_order([{"v": 1}, {"v": 3}, {"v": 2}], "v", descending=False)[1] == "3 comes before 2"


def test_members_without_the_value_are_passed_over():
    assert in_order([{"v": 1}, {}, {"v": 2}], "v", descending=False)[0] is Truth.YES
