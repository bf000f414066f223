"""Where a copy differs from what it was made of."""

from __future__ import annotations

from hypernav.edits.changes import changes, subscripts
from hypernav.missing import MISSING


def test_objects_are_compared_member_by_member():
    found = changes({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": 1, "c": 4}, "d": 3})
    assert [(each.pointer, each.before, each.after) for each in found] == [("/a/c", 2, 4)]


def test_an_array_that_differs_anywhere_differs_as_a_whole():
    found = changes({"rules": [{"on": True}, {"on": True}]}, {"rules": [{"on": True}, {"on": False}]})
    assert [each.pointer for each in found] == ["/rules"]


def test_members_that_came_and_went_are_missing_on_one_side():
    found = changes({"gone": None}, {"new": None})
    assert [(each.pointer, each.before, each.after) for each in found] == [
        ("/gone", None, MISSING),
        ("/new", MISSING, None),
    ]


def test_equal_numbers_are_no_change_and_a_switch_is_not_a_number():
    assert changes({"n": 1}, {"n": 1.0}) == []
    assert [each.after for each in changes({"n": 1}, {"n": True})] == [True]


def test_an_object_in_the_place_of_something_else_is_one_change():
    assert [each.pointer for each in changes({"a": 1}, {"a": {"b": 1}})] == ["/a"]


def test_a_path_is_shown_as_somebody_would_type_it():
    assert subscripts(("environments", "it's", 0)) == "['environments'][\"it's\"][0]"
