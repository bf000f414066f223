"""The editable copy: objects behave as dicts and arrays as lists, and what they hold is checked JSON of its own."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.edits.editable_copy import EditableArray, EditableCopy, EditableObject, plain
from hypernav.edits.server_members import ServerMembers
from hypernav.errors import FieldNotFound, PatchError

MEMBERS = ServerMembers(where="GET /things/1", read_only=("frozen",))
DOCUMENT: dict[str, Any] = {
    "id": 1,
    "name": "a",
    "tags": ["b", "a"],
    "environments": {"production": {"on": False, "rules": [{"_id": "r1", "clauses": [{"values": ["x"]}]}]}},
    "frozen": ["ice"],
}


@pytest.fixture
def held() -> EditableCopy:
    return EditableCopy(DOCUMENT, MEMBERS)


@pytest.fixture
def top(held: EditableCopy) -> EditableObject:
    return held.top


def test_the_document_itself_is_never_changed(held: EditableCopy):
    before = copy.deepcopy(DOCUMENT)
    held.top["environments"]["production"]["rules"][0]["clauses"][0]["values"].append("y")
    assert before == DOCUMENT
    assert held.value["environments"]["production"]["rules"][0]["clauses"][0]["values"] == ["x", "y"]


def test_a_part_that_was_read_stays_connected(held: EditableCopy):
    production = held.top["environments"]["production"]
    production["on"] = True
    assert held.value["environments"]["production"]["on"] is True


def test_an_object_does_what_a_dict_does(top: EditableObject):
    top.update({"name": "b", "size": 3}, colour="red")
    top |= {"price": 4}
    assert top.setdefault("name", "c") == "b"
    assert top.pop("size") == 3
    assert top.pop("nothing", None) is None
    del top["colour"]
    assert list(top) == ["id", "name", "tags", "environments", "frozen", "price"]
    assert (top.get("price"), "price" in top, len(top)) == (4, True, 6)


def test_an_array_does_what_a_list_does(top: EditableObject):
    tags = top["tags"]
    tags.append("c")
    tags.extend(["d"])
    tags.insert(0, "z")
    assert tags == ["z", "b", "a", "c", "d"]
    tags.sort(reverse=True)
    assert tags == ["z", "d", "c", "b", "a"]
    tags.reverse()
    assert (tags.pop(), tags.pop(0), tags.index("c"), tags.count("d")) == ("z", "a", 1, 1)
    tags.remove("c")
    tags[0] = "B"
    tags[1:] = ["x", "y"]
    del tags[-1]
    assert (tags[:], tags[-1], tags + list("q"), len(tags)) == (["B", "x"], "x", ["B", "x", "q"], 2)
    tags.clear()
    assert top["tags"] == []


def test_adding_in_place_keeps_the_array(held: EditableCopy):
    held.top["tags"] += ["c"]
    assert held.value["tags"] == ["b", "a", "c"]


def test_what_is_set_is_a_copy_and_parts_of_drafts_are_taken_as_data(held: EditableCopy):
    given = {"values": ["v"]}
    held.top["copy"] = given
    held.top["again"] = held.top["environments"]["production"]
    held.top["inside"] = {"list": [held.top["tags"]]}
    given["values"].append("w")
    held.top["tags"].append("c")
    assert held.value["copy"] == {"values": ["v"]}
    assert held.value["again"] is not held.value["environments"]["production"]
    assert held.value["inside"] == {"list": [["b", "a"]]}


def test_what_is_set_by_default_can_be_edited(held: EditableCopy):
    held.top.setdefault("new", {})["a"] = 1
    held.top["environments"].setdefault("staging", []).append(2)
    assert held.value["new"] == {"a": 1}
    assert held.value["environments"]["staging"] == [2]


def test_an_array_is_extended_by_itself_once(held: EditableCopy):
    held.top["tags"] += held.top["tags"]
    assert held.value["tags"] == ["b", "a", "b", "a"]


def test_parts_are_added_to_plain_data_and_plain_data_to_parts(top: EditableObject):
    assert ["c"] + top["tags"] + ["d"] == ["c", "b", "a", "d"]
    production = top["environments"]["production"]
    assert production | {"on": True} == {**production.copy(), "on": True}
    assert {"on": True, "off": 1} | production == {**production.copy(), "off": 1}
    assert isinstance(production | {}, dict)


def test_what_holds_itself_is_refused_as_too_deep(top: EditableObject):
    endless: list[Any] = []
    endless.append(endless)
    for value in (endless, {"a": [endless]}):
        with pytest.raises(PatchError, match="deeper than 400 levels, or contains itself"):
            top["name"] = value


def test_parts_read_as_their_data(top: EditableObject):
    assert repr(top["tags"]) == "['b', 'a']"
    assert top["environments"] == DOCUMENT["environments"]
    assert top["tags"] == top["tags"] != ["a"]
    assert type(top.copy()) is type(copy.copy(top)) is type(copy.deepcopy(top["environments"])) is dict
    assert isinstance(top["environments"]["production"]["rules"], EditableArray)
    assert [type(rule) for rule in top["environments"]["production"]["rules"]] == [EditableObject]
    assert [type(rule) for rule in top["environments"]["production"]["rules"][:]] == [EditableObject]
    assert top._ipython_key_completions_() == list(DOCUMENT)


def test_a_part_of_a_draft_has_no_hash(top: EditableObject):
    for part in (top, top["tags"]):
        with pytest.raises(TypeError, match="unhashable"):
            hash(part)


def test_a_missing_member_is_named_with_the_nearest(top: EditableObject):
    with pytest.raises(FieldNotFound) as caught:
        top["environments"]["prodction"]
    assert str(caught.value) == ("draft['environments'] has no member 'prodction'.\n  nearest    ['production']")


def test_what_is_no_json_is_refused_where_it_stands(top: EditableObject):
    with pytest.raises(PatchError) as caught:
        top["environments"]["production"]["seen"] = {1, 2}
    assert str(caught.value).startswith("A set is not JSON.\n  at         /environments/production/seen")


def test_members_are_named_by_text(top: EditableObject):
    with pytest.raises(PatchError) as caught:
        top["environments"][7] = {}  # type: ignore[index]
    assert str(caught.value) == (
        "The members of a JSON object are named by text, not by 7.\n"
        "  where      draft['environments']\n"
        "  next       draft['environments']['7'] = …"
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda top: top.__setitem__("id", 2),
        lambda top: top.pop("id"),
        lambda top: top.clear(),
        lambda top: top["frozen"].append("x"),
        lambda top: top["frozen"].insert(0, "x"),
        lambda top: top["frozen"].sort(),
        lambda top: top["frozen"].reverse(),
        lambda top: top["frozen"].__setitem__(0, "x"),
        lambda top: top["frozen"].__setitem__(slice(0, 1), []),
        lambda top: top["frozen"].__delitem__(0),
        lambda top: top["environments"]["production"]["rules"][0].__setitem__("_id", "r2"),
    ],
)
def test_every_way_to_edit_respects_what_is_the_servers(held: EditableCopy, edit: Any):
    with pytest.raises(PatchError, match="cannot be"):
        edit(held.top)
    assert held.value == DOCUMENT


def test_a_part_of_before_an_exchange_cannot_be_edited_by_mistake(held: EditableCopy):
    production = held.top["environments"]["production"]
    held.exchange(DOCUMENT, MEMBERS)
    with pytest.raises(PatchError) as caught:
        production["on"] = True
    assert str(caught.value) == (
        "['environments']['production'] was read before the draft was exchanged by discard() or rebase().\n"
        "  next       read it again: draft['environments']['production']"
    )


def test_a_closed_copy_says_why_it_is(held: EditableCopy):
    held.closed = "it was sent"
    for edit in (lambda: held.top.update(name="b"), lambda: held.top["tags"].append("c")):
        with pytest.raises(PatchError, match="cannot be edited: it was sent"):
            edit()


def test_plain_data_stays_what_it_is():
    assert plain({"a": (1, [2])}) == {"a": [1, [2]]}


# As lists and dicts

ITEMS = st.lists(st.integers(0, 9), max_size=6)


@given(ITEMS, st.integers(-8, 8), st.integers(-8, 8), ITEMS)
def test_slices_mean_what_they_mean_in_lists(items: list[int], start: int, stop: int, new: list[int]):
    held = EditableCopy({"items": items}, MEMBERS)
    expected = list(items)
    expected[start:stop] = new
    held.top["items"][start:stop] = new
    assert held.value["items"] == expected
    assert held.top["items"][start:stop] == expected[start:stop]
    del expected[stop:start]
    del held.top["items"][stop:start]
    assert held.value["items"] == expected


@given(ITEMS, st.integers(-8, 8))
def test_an_element_that_is_not_there_is_an_index_error_as_in_lists(items: list[int], index: int):
    array = EditableCopy({"items": items}, MEMBERS).top["items"]
    if -len(items) <= index < len(items):
        assert array[index] == items[index]
    else:
        for read in (lambda: array[index], lambda: array.__setitem__(index, 1)):
            with pytest.raises(IndexError):
                read()
    array.insert(index, 7)
    items.insert(index, 7)
    assert array == items
