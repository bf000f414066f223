"""Merging two changes of one document: nobody's change is lost, and nothing is merged that could be wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.edits.three_way import merge
from hypernav.missing import MISSING
from hypernav.patches.json.values import same_json

BASE: dict[str, Any] = {"name": "a", "tags": ["x"], "production": {"on": False, "rules": [{"_id": "1", "w": 1}]}}


def changed(**members: Any) -> dict[str, Any]:
    return {**BASE, **members}


def test_changes_of_different_members_are_taken_from_both():
    merged = merge(BASE, changed(name="b"), changed(production={"on": True, "rules": BASE["production"]["rules"]}))
    assert merged.overlaps == ()
    assert merged.document == {**BASE, "name": "b", "production": {**BASE["production"], "on": True}}


def test_the_same_change_on_both_sides_is_no_overlap():
    merged = merge(BASE, changed(name="b"), changed(name="b"))
    assert (merged.document["name"], merged.overlaps) == ("b", ())


def test_two_changes_of_one_member_overlap_with_all_three_sides():
    (overlap,) = merge(BASE, changed(name="b"), changed(name="c")).overlaps
    assert (overlap.pointer, overlap.base, overlap.mine, overlap.theirs) == ("/name", "a", "b", "c")


@pytest.mark.parametrize(("prefer", "name"), [("mine", "b"), ("theirs", "c")])
def test_the_preferred_side_is_taken_where_they_overlap_and_only_there(prefer: Any, name: str):
    merged = merge(BASE, changed(name="b", tags=["x", "y"]), changed(name="c", size=3), prefer=prefer)
    assert merged.document == {**BASE, "name": name, "tags": ["x", "y"], "size": 3}
    assert [each.pointer for each in merged.overlaps] == ["/name"]


def test_taking_away_and_changing_overlap():
    without = {name: value for name, value in BASE.items() if name != "name"}
    (overlap,) = merge(BASE, without, changed(name="c")).overlaps
    assert (overlap.mine, overlap.theirs) == (MISSING, "c")
    assert merge(BASE, changed(name="c"), without, prefer="theirs").document == without


def test_taking_away_on_one_side_takes_away():
    without = {name: value for name, value in BASE.items() if name != "name"}
    assert merge(BASE, without, changed(tags=[])).document == {"tags": [], "production": BASE["production"]}
    assert merge(BASE, changed(tags=[]), without).overlaps == ()


def test_new_objects_of_both_sides_are_merged():
    merged = merge(BASE, changed(custom={"a": 1}), changed(custom={"b": 2}))
    assert (merged.document["custom"], merged.overlaps) == ({"a": 1, "b": 2}, ())


def test_null_is_a_value_and_not_nothing():
    (overlap,) = merge({"a": 1}, {"a": None}, {}).overlaps
    assert (overlap.mine, overlap.theirs) == (None, MISSING)


# Arrays


def test_an_array_of_plain_values_that_both_changed_overlaps_as_a_whole():
    (overlap,) = merge(BASE, changed(tags=["x", "y"]), changed(tags=["x", "z"])).overlaps
    assert (overlap.pointer, overlap.base, overlap.mine, overlap.theirs) == ("/tags", ["x"], ["x", "y"], ["x", "z"])


def test_an_array_that_one_side_changed_is_taken():
    assert merge(BASE, changed(tags=[]), changed(name="c")).document == {**BASE, "tags": [], "name": "c"}


def rules(*each: tuple[Any, ...]) -> list[Any]:
    return [{"_id": identity, "w": weight, **dict(more)} for identity, weight, *more in each]


def merge_rules(base: list[Any], mine: list[Any], theirs: list[Any], **settings: Any) -> Any:
    return merge({"rules": base}, {"rules": mine}, {"rules": theirs}, **settings)


def test_elements_that_name_themselves_are_merged_one_by_one():
    merged = merge_rules(rules(("1", 1), ("2", 1)), rules(("1", 5), ("2", 1)), rules(("1", 1), ("2", 7)))
    assert (merged.document["rules"], merged.overlaps) == (rules(("1", 5), ("2", 7)), ())


def test_two_changes_of_one_element_overlap_where_they_do():
    (overlap,) = merge_rules(rules(("1", 1), ("2", 1)), rules(("1", 1), ("2", 2)), rules(("1", 1), ("2", 3))).overlaps
    assert overlap.pointer == "/rules/1/w"


def test_one_side_may_add_and_move_elements_while_the_other_changes_some():
    merged = merge_rules(rules(("1", 1), ("2", 1)), rules(("2", 1), ("1", 1), ("3", 1)), rules(("1", 9), ("2", 1)))
    assert (merged.document["rules"], merged.overlaps) == (rules(("2", 1), ("1", 9), ("3", 1)), ())


def test_an_element_gone_on_one_side_and_changed_on_the_other_overlaps():
    (overlap,) = merge_rules(rules(("1", 1), ("2", 1)), rules(("1", 1)), rules(("1", 1), ("2", 2))).overlaps
    assert (overlap.mine, overlap.theirs["w"]) == (MISSING, 2)


def test_two_sides_that_both_add_elements_overlap_because_their_order_is_nobodys():
    (overlap,) = merge_rules(rules(("1", 1)), rules(("1", 1), ("2", 1)), rules(("1", 1), ("3", 1))).overlaps
    assert overlap.pointer == "/rules"


@pytest.mark.parametrize(
    "elements",
    [[1], [{"w": 1}], [{"_id": "1"}, {"_id": "1"}], [{"_id": True}], [{"_id": ["1"]}]],
    ids=["numbers", "nameless", "twins", "switch", "array"],
)
def test_elements_without_a_name_of_their_own_are_never_matched(elements: list[Any]):
    mine, theirs = [*elements, 2], [*elements, 3]
    assert [each.pointer for each in merge_rules(elements, mine, theirs).overlaps] == ["/rules"]


@pytest.mark.parametrize("name", ["id", "key"])
def test_other_names_identify_too(name: str):
    base, mine, theirs = ([{name: 1, "a": a, "b": b}] for a, b in ((1, 1), (2, 1), (1, 2)))
    assert merge_rules(base, mine, theirs).document["rules"] == [{name: 1, "a": 2, "b": 2}]


# Properties

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from("ab"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_a_side_that_changed_nothing_never_stands_in_the_way(base: Any, other: Any):
    assert merge(base, base, other).document == other
    assert merge(base, other, base).document == other
    assert merge(base, base, other).overlaps == merge(base, other, base).overlaps == ()


@given(VALUES, VALUES, VALUES)
def test_the_two_sides_may_be_exchanged(base: Any, mine: Any, theirs: Any):
    one, other = merge(base, mine, theirs, prefer="mine"), merge(base, theirs, mine, prefer="theirs")
    assert same_json(one.document, other.document)
    assert len(one.overlaps) == len(other.overlaps)
