"""The examples of the standards: RFC 6901 section 5, RFC 6902 appendix A, RFC 7396 appendix A."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from hypernav.errors import PatchConflict, PatchError
from hypernav.patches import JsonPatch, MergePatch
from hypernav.patches.json.pointer import at_pointer, segments

POINTED_AT = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("", POINTED_AT),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ("/g|h", 4),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
    ],
)
def test_a_pointer_of_rfc_6901_section_5_finds_what_the_standard_says(pointer: str, expected: Any):
    assert at_pointer(POINTED_AT, pointer) == expected
    assert at_pointer(POINTED_AT, segments(pointer)) == expected


PATCHED: dict[str, tuple[Any, str, Any]] = {
    "A.1 adding an object member": (
        {"foo": "bar"},
        '[{"op": "add", "path": "/baz", "value": "qux"}]',
        {"baz": "qux", "foo": "bar"},
    ),
    "A.2 adding an array element": (
        {"foo": ["bar", "baz"]},
        '[{"op": "add", "path": "/foo/1", "value": "qux"}]',
        {"foo": ["bar", "qux", "baz"]},
    ),
    "A.3 removing an object member": (
        {"baz": "qux", "foo": "bar"},
        '[{"op": "remove", "path": "/baz"}]',
        {"foo": "bar"},
    ),
    "A.4 removing an array element": (
        {"foo": ["bar", "qux", "baz"]},
        '[{"op": "remove", "path": "/foo/1"}]',
        {"foo": ["bar", "baz"]},
    ),
    "A.5 replacing a value": (
        {"baz": "qux", "foo": "bar"},
        '[{"op": "replace", "path": "/baz", "value": "boo"}]',
        {"baz": "boo", "foo": "bar"},
    ),
    "A.6 moving a value": (
        {"foo": {"bar": "baz", "waldo": "fred"}, "qux": {"corge": "grault"}},
        '[{"op": "move", "from": "/foo/waldo", "path": "/qux/thud"}]',
        {"foo": {"bar": "baz"}, "qux": {"corge": "grault", "thud": "fred"}},
    ),
    "A.7 moving an array element": (
        {"foo": ["all", "grass", "cows", "eat"]},
        '[{"op": "move", "from": "/foo/1", "path": "/foo/3"}]',
        {"foo": ["all", "cows", "eat", "grass"]},
    ),
    "A.8 testing a value: success": (
        {"baz": "qux", "foo": ["a", 2, "c"]},
        '[{"op": "test", "path": "/baz", "value": "qux"}, {"op": "test", "path": "/foo/1", "value": 2}]',
        {"baz": "qux", "foo": ["a", 2, "c"]},
    ),
    "A.10 adding a nested member object": (
        {"foo": "bar"},
        '[{"op": "add", "path": "/child", "value": {"grandchild": {}}}]',
        {"foo": "bar", "child": {"grandchild": {}}},
    ),
    "A.11 ignoring unrecognized elements": (
        {"foo": "bar"},
        '[{"op": "add", "path": "/baz", "value": "qux", "xyz": 123}]',
        {"foo": "bar", "baz": "qux"},
    ),
    "A.14 escape ordering": (
        {"/": 9, "~1": 10},
        '[{"op": "test", "path": "/~01", "value": 10}]',
        {"/": 9, "~1": 10},
    ),
    "A.16 adding an array value": (
        {"foo": ["bar"]},
        '[{"op": "add", "path": "/foo/-", "value": ["abc", "def"]}]',
        {"foo": ["bar", ["abc", "def"]]},
    ),
}


@pytest.mark.parametrize(("document", "patch", "expected"), PATCHED.values(), ids=PATCHED.keys())
def test_a_patch_of_rfc_6902_appendix_a_does_what_the_standard_says(document: Any, patch: str, expected: Any):
    kept = copy.deepcopy(document)
    assert JsonPatch.loads(patch).apply(document) == expected
    assert document == kept


@pytest.mark.parametrize(("document", "patch", "expected"), PATCHED.values(), ids=PATCHED.keys())
def test_a_patch_of_rfc_6902_appendix_a_can_be_undone(document: Any, patch: str, expected: Any):
    assert JsonPatch.loads(patch).inverse(document).apply(expected) == document


@pytest.mark.parametrize(
    ("document", "patch", "error"),
    [
        pytest.param(
            {"baz": "qux"}, '[{"op": "test", "path": "/baz", "value": "bar"}]', PatchConflict, id="A.9 test: error"
        ),
        pytest.param(
            {"foo": "bar"}, '[{"op": "add", "path": "/baz/bat", "value": "qux"}]', PatchError, id="A.12 no target"
        ),
        pytest.param(
            {}, '[{"op": "add", "path": "/baz", "value": "qux", "op": "remove"}]', PatchError, id="A.13 invalid"
        ),
        pytest.param(
            {"/": 9, "~1": 10},
            '[{"op": "test", "path": "/~01", "value": "10"}]',
            PatchConflict,
            id="A.15 text is not a number",
        ),
    ],
)
def test_what_rfc_6902_appendix_a_calls_an_error_is_one(document: Any, patch: str, error: type[PatchError]):
    with pytest.raises(PatchError) as caught:
        JsonPatch.loads(patch).apply(document)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    ("document", "patch", "expected"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_a_merge_patch_of_rfc_7396_appendix_a_does_what_the_standard_says(document: Any, patch: Any, expected: Any):
    kept = copy.deepcopy((document, patch))
    assert MergePatch(patch).apply(document) == expected
    assert (document, patch) == kept


def test_the_example_of_rfc_7396_section_3_comes_out():
    document = {
        "title": "Goodbye!",
        "author": {"givenName": "John", "familyName": "Doe"},
        "tags": ["example", "sample"],
        "content": "This will be unchanged",
    }
    patch = MergePatch().set("/title", "Hello!").set("/phoneNumber", "+01-123-456-7890")
    patch = patch.remove("/author/familyName").set("/tags", ["example"])
    assert patch.apply(document) == {
        "title": "Hello!",
        "author": {"givenName": "John"},
        "tags": ["example"],
        "content": "This will be unchanged",
        "phoneNumber": "+01-123-456-7890",
    }
