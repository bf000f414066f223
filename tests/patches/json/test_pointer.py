"""JSON Pointers: built, taken apart, followed, and refused with the nearest right thing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.pointer import (
    as_pointer,
    at_pointer,
    find,
    index_of,
    is_below,
    parent,
    pointer,
    segments,
    shown,
)
from tests.patches.documents import NAMES, documents, places, value_at


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("environments", "a/b", "on"), "/environments/a~1b/on"),
        (("tags", 0), "/tags/0"),
        (("tags", "-"), "/tags/-"),
        (("a~b",), "/a~0b"),
        (("~1",), "/~01"),
        (("", ""), "//"),
        (("/tags/0",), "/tags/0"),
        (("",), ""),
        ((("",),), "/"),
        ((("/tags/0",),), "/~1tags~10"),
        ((["tags", 0],), "/tags/0"),
        (((),), ""),
        ((), ""),
        ((0,), "/0"),
        (("tags",), "/tags"),
    ],
)
def test_a_pointer_is_built_from_segments_or_taken_as_it_is(path: tuple[Any, ...], expected: str):
    assert pointer(*path) == expected


@settings(max_examples=500)
@given(st.lists(st.one_of(st.sampled_from(NAMES), st.text())))
def test_segments_come_out_of_a_pointer_as_they_went_in(names: list[str]):
    assert segments(pointer(names)) == tuple(names)


@settings(max_examples=500)
@given(documents)
def test_every_place_of_a_document_is_found_by_its_pointer(document: Any):
    for place in places(document):
        assert at_pointer(document, pointer(place)) is value_at(document, place)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_a_name_like_any_other(name: str):
    assert at_pointer({name: {name: 1}}, (name, name)) == 1
    assert find({}, (name,)) is MISSING


@pytest.mark.parametrize(
    "segment", ["01", "-", "-1", "+1", "1.0", "1e0", " 1", "1 ", "", "length", "١", "²", "9" * 30, "2", "__len__"]
)
def test_only_an_index_that_is_there_finds_an_item(segment: str):
    assert find(["a", "b"], (segment,)) is MISSING


@pytest.mark.parametrize("value", ["text", 7, None, True])
def test_nothing_is_inside_a_value_that_is_no_container(value: Any):
    assert find({"a": value}, "/a/0") is MISSING


def test_an_index_is_read_as_the_standard_writes_it():
    assert [index_of(text) for text in ("0", "7", "10", "00", "07", "x", "")] == [0, 7, 10, None, None, None, None]


def test_a_default_stands_for_what_is_not_there_but_not_for_null():
    assert find({"a": None}, "/a", 1) is None
    assert find({}, "/a", 1) == 1


def test_a_place_knows_what_it_is_in():
    assert (parent("/a/b~1c/0"), parent("/a"), parent("/")) == ("/a/b~1c", "", "")


def test_a_place_is_below_another_one_by_whole_segments():
    assert is_below("/a/b", "/a")
    assert is_below("/a", "")
    assert not is_below("/ab", "/a")
    assert not is_below("/a", "/a")
    assert not is_below("/a", "/a/b")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "tags/0",
            "A JSON Pointer begins with a slash.\n  pointer    tags/0\n  nearest    /tags~10",
        ),
        (
            "/a~b",
            """In a JSON Pointer, ~ is written ~0 and / is written ~1.
  pointer    /a~b
  nearest    /a~0b
  next       segments are escaped for you: ("a~b", "c")""",
        ),
        (
            ("tags", -1),
            """JSON Pointers do not count from the end: -1 is no index.
  next       the index from 0, or "-" for the place after the last item""",
        ),
        (
            ("tags", 1.0),
            "1.0 is no segment of a JSON Pointer.\n  next       the name of a member as text, or an index from 0",
        ),
        (
            7,
            """7 is no place in a document.
  next       a pointer such as "/tags/0", or its segments such as ("tags", 0)""",
        ),
    ],
)
def test_what_is_no_pointer_is_refused_with_what_is(path: Any, message: str):
    with pytest.raises(PatchError) as caught:
        as_pointer(path)
    assert str(caught.value) == message


def test_a_nearest_pointer_is_one():
    with pytest.raises(PatchError) as caught:
        as_pointer("/a~b~1c~")
    assert as_pointer(caught.value.details["nearest"]) == "/a~0b~1c~0"


@pytest.mark.parametrize("segment", [True, None, b"a"])
def test_no_segment_is_made_of_other_values(segment: Any):
    with pytest.raises(PatchError, match="is no segment"):
        pointer("a", segment)


def test_the_whole_document_is_in_nothing():
    with pytest.raises(PatchError) as caught:
        parent("")
    assert str(caught.value) == 'The whole document has no parent.\n  pointer    ""'


@pytest.mark.parametrize(
    ("document", "path", "because", "nearest"),
    [
        ({"tags": []}, "/tag", 'the document has no member "tag"', "/tags"),
        ({"a": {"prod~eu": 1}}, "/a/prod~0us", '/a has no member "prod~us"', "/a/prod~0eu"),
        ({"a": [1, 2]}, "/a/2", "/a has 2 items, counted from 0", ""),
        ({"a": [1]}, "/a/x", '/a is an array, and "x" is no index from 0', ""),
        ({"a": [1]}, "/a/1/b", "/a has 1 item, counted from 0", ""),
        (
            [1],
            "/-",
            '"-" is the place after the last item of the document: only add, move and copy write there',
            "",
        ),
        ({"a": "text"}, "/a/0", '/a is "text", which holds nothing', ""),
    ],
)
def test_a_place_that_is_not_there_says_why_and_what_is_near(document: Any, path: str, because: str, nearest: str):
    with pytest.raises(PatchError) as caught:
        at_pointer(document, path)
    assert caught.value.what == f"There is nothing at {path}."
    assert caught.value.details == {"because": because, **({"nearest": nearest} if nearest else {})}


def test_a_hostile_name_is_shown_harmless_and_short():
    with pytest.raises(PatchError) as caught:
        at_pointer({"a": 1}, ("\x1b[31m\u202e" + "x" * 1_000,))
    assert caught.value.what.startswith("There is nothing at /\\u001b[31m\\u202exxx")
    assert str(caught.value).isascii() or "…" in str(caught.value)
    assert max(map(len, str(caught.value).splitlines())) < 300


def test_the_whole_document_has_a_name_for_people():
    assert (shown(""), shown("/a")) == ("the document", "/a")
