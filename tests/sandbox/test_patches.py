"""JSON Patch and merge patch as simulated servers apply them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from hypernav.sandbox.patches import (
    PatchRefused,
    apply_json_patch,
    apply_merge_patch,
    check_json_patch,
    is_editable,
    touched,
)


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([{"op": "add", "path": "/b", "value": 2}], {"a": [1], "b": 2}),
        ([{"op": "add", "path": "/a/-", "value": 2}], {"a": [1, 2]}),
        ([{"op": "add", "path": "/a/0", "value": 0}], {"a": [0, 1]}),
        ([{"op": "remove", "path": "/a/0"}], {"a": []}),
        ([{"op": "replace", "path": "/a", "value": None}], {"a": None}),
        ([{"op": "copy", "from": "/a/0", "path": "/c"}], {"a": [1], "c": 1}),
        ([{"op": "move", "from": "/a/0", "path": "/c"}], {"a": [], "c": 1}),
        ([{"op": "test", "path": "/a", "value": [1.0]}], {"a": [1]}),
        ([{"op": "replace", "path": "", "value": 7}], 7),
        ([], {"a": [1]}),
    ],
)
def test_operations_are_applied(operations: Any, expected: Any) -> None:
    assert apply_json_patch({"a": [1]}, operations) == expected


@pytest.mark.parametrize(
    ("operations", "reason", "index"),
    [
        ({}, "malformed", 0),
        ([1], "malformed", 0),
        ([{"op": "jump", "path": "/a"}], "malformed", 0),
        ([{"op": ["add"], "path": "/a", "value": 1}], "malformed", 0),
        ([{"op": "add", "path": "/a"}], "malformed", 0),
        ([{"op": "add", "path": "a", "value": 1}], "malformed", 0),
        ([{"op": "move", "path": "/a"}], "malformed", 0),
        ([{"op": "test", "path": "/a", "value": [1]}, {"op": "test", "path": "/a", "value": 1}], "test", 1),
        ([{"op": "test", "path": "/a/0", "value": True}], "test", 0),
        ([{"op": "remove", "path": "/b"}], "path", 0),
        ([{"op": "add", "path": "/a/9", "value": 1}], "path", 0),
        ([{"op": "replace", "path": "/x/y", "value": 1}], "path", 0),
        ([{"op": "test", "path": "/x", "value": None}], "path", 0),
        ([{"op": "test", "path": "/~2", "value": None}], "path", 0),
        ([{"op": "test", "path": "/a/-", "value": 1}], "path", 0),
        ([{"op": "remove", "path": "/~2"}], "path", 0),
        ([{"op": "remove", "path": "/a/0/b"}], "path", 0),
        ([{"op": "replace", "path": "/a/-", "value": 1}], "path", 0),
        ([{"op": "add", "path": "/a/00", "value": 1}], "path", 0),
        ([{"op": "move", "from": "/a", "path": "/a/0"}], "path", 0),
    ],
)
def test_a_patch_that_cannot_be_applied_says_why(operations: Any, reason: str, index: int) -> None:
    with pytest.raises(PatchRefused) as caught:
        apply_json_patch({"a": [1]}, operations)
    assert (caught.value.reason, caught.value.index) == (reason, index)


def test_the_document_is_not_changed_by_a_patch_that_fails_half_way() -> None:
    document = {"a": [1]}
    with pytest.raises(PatchRefused):
        apply_json_patch(document, [{"op": "remove", "path": "/a/0"}, {"op": "remove", "path": "/b"}])
    assert document == {"a": [1]}


def test_good_operations_pass_the_check_unchanged() -> None:
    operations = [{"op": "remove", "path": ""}]
    assert check_json_patch(operations) is operations


def test_values_of_the_patch_are_copied_into_the_document() -> None:
    operations = [{"op": "add", "path": "/b", "value": {}}, {"op": "add", "path": "/b/c", "value": 1}]
    assert apply_json_patch({}, operations) == {"b": {"c": 1}}
    assert operations[0]["value"] == {}


@pytest.mark.parametrize(
    ("document", "patch", "merged"),
    [
        # The cases of RFC 7396, appendix A.
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
def test_a_merge_patch_is_applied(document: Any, patch: Any, merged: Any) -> None:
    before = copy.deepcopy(document)
    assert apply_merge_patch(document, patch) == merged
    assert document == before


@pytest.mark.parametrize(
    ("patch", "places"),
    [
        ([{"op": "replace", "path": "/a~1b/~0", "value": 1}], [("a/b", "~")]),
        ([{"op": "replace", "path": "", "value": 1}], [()]),
        ([{"op": "copy", "from": "/a", "path": "/b"}], [("b",)]),
        ([{"op": "move", "from": "/a", "path": "/b"}], [("b",), ("a",)]),
        ([{"op": "test", "path": "/a", "value": 1}], []),
        ({"a": {"b": None, "c": {}}, "d": [1]}, [("a", "b"), ("a", "c"), ("d",)]),
        ({}, []),
    ],
)
def test_a_patch_tells_which_places_it_changes(patch: Any, places: Any) -> None:
    assert list(touched(patch)) == places


@pytest.mark.parametrize(
    ("place", "editable"),
    [
        (("name",), True),
        (("name", "en"), True),
        (("environments",), False),
        (("environments", "test"), False),
        (("environments", "test", "on"), True),
        (("environments", "test", "rules", "0"), False),
        ((), False),
    ],
)
def test_a_place_is_editable_at_or_below_those_that_are(place: Any, editable: bool) -> None:
    assert is_editable(place, [("name",), ("environments", "*", "on")]) is editable
