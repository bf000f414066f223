"""Where a copy differs from what it was made of."""

from __future__ import annotations

import pytest

from hypernav.edits.draft_changes import at_path, changes, dotted, put_at, split_dotted, subscripts
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


@pytest.mark.parametrize(
    ("path", "found"),
    [(("a", 0, "b"), 1), (("a", 1), MISSING), (("a", "0"), MISSING), (("x",), MISSING), ((), {"a": [{"b": 1}]})],
)
def test_a_path_leads_to_what_stands_there(path: tuple[str | int, ...], found: object):
    assert at_path({"a": [{"b": 1}]}, path) == found


def test_dots_are_steps_unless_a_name_has_them():
    assert dotted({"sys": {"version": 7}}, "sys.version") == 7
    assert dotted({"sys.version": 8, "sys": {"version": 7}}, "sys.version") == 8
    assert dotted({"a": {"@odata.etag": "x"}}, "a.@odata.etag") == "x"
    assert dotted({}, "sys.version") is MISSING
    assert split_dotted({}, "") == ()


def test_a_path_is_shown_as_somebody_would_type_it():
    assert subscripts(("environments", "it's", 0)) == "['environments'][\"it's\"][0]"


def test_putting_makes_the_objects_on_the_way():
    document: dict[str, object] = {"role": {"id": "user"}}
    put_at(document, ("role", "allSites"), True)
    put_at(document, ("locale", "default"), "en")
    assert document == {"role": {"id": "user", "allSites": True}, "locale": {"default": "en"}}
