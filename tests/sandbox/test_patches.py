"""JSON Patch and JSON Merge Patch as simulated servers apply them."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.sandbox.json_patch import PatchRefused, apply_json_patch, check_json_patch, same_json
from hypernav.sandbox.merge_patch import apply_merge_patch


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


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), ({"a": 1}, {"a": 1, "b": 1}), ([1], [1, 1]), ("1", 1), (None, 0)]
)
def test_different_values_are_not_the_same(one: Any, other: Any) -> None:
    assert not same_json(one, other)


@pytest.mark.parametrize(
    ("document", "patch", "expected"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "foo"}, None, None),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_the_examples_of_rfc_7396_come_out(document: Any, patch: Any, expected: Any) -> None:
    assert apply_merge_patch(document, patch) == expected
