"""One operation of a JSON Patch: checked when it is made, immutable, readable."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.operation import Operation, brief


@pytest.mark.parametrize(
    "document",
    [
        {"op": "add", "path": "/a", "value": None},
        {"op": "remove", "path": "/a~1b"},
        {"op": "replace", "path": "", "value": {"a": [1, True]}},
        {"op": "move", "from": "/a", "path": "/b"},
        {"op": "copy", "from": "", "path": "/b"},
        {"op": "test", "path": "/a", "value": 1.5},
    ],
)
def test_a_standard_operation_is_read_and_written_alike(document: dict[str, Any]):
    operation = Operation.read(document)
    assert operation.to_json() == document
    assert Operation.read({**document, "note": "ignored"}) == operation
    assert pickle.loads(pickle.dumps(operation)) == operation
    assert copy.deepcopy(operation) == operation


def test_an_operation_without_a_value_says_so():
    assert Operation.read({"op": "remove", "path": "/a", "value": 1}).value is MISSING


def test_a_value_comes_in_and_goes_out_as_a_copy():
    value = {"tags": ["a"]}
    operation = Operation.make("add", "/a", value=value)
    value["tags"].append("b")
    operation.value["tags"].append("c")
    operation.to_json()["value"]["tags"].append("d")
    assert operation.value == {"tags": ["a"]}


def test_an_operation_cannot_be_changed():
    operation = Operation.make("remove", "/a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        operation.path = "/b"  # type: ignore[misc]


def test_operations_are_equal_as_json_is():
    one = Operation.make("add", "/a", value=1)
    assert one == Operation.make("add", ("a",), value=1.0)
    assert hash(one) == hash(Operation.make("add", "/a", value=1.0))
    assert one != Operation.make("add", "/a", value=True)
    assert one != Operation.make("replace", "/a", value=1)
    assert one != Operation.make("add", "/b", value=1)
    assert Operation.make("move", "/a", source="/b") != Operation.make("move", "/a", source="/c")
    assert one != one.to_json()


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            ["add", "/a"],
            """An operation is an object, not ["add", "/a"].
  next       {"op": "replace", "path": "/description", "value": "x"}""",
        ),
        (
            {"path": "/a"},
            """An operation needs an op.
  operations add, remove, replace, move, copy, test""",
        ),
        (
            {"op": "delete", "path": "/a"},
            """There is no operation "delete".
  operations add, remove, replace, move, copy, test""",
        ),
        (
            {"op": "Replace", "path": "/a"},
            """There is no operation "Replace".
  nearest    replace
  operations add, remove, replace, move, copy, test""",
        ),
        (
            {"op": ["add"], "path": "/a"},
            """There is no operation ["add"].
  operations add, remove, replace, move, copy, test""",
        ),
        (
            {"op": "copy", "path": "/a"},
            """The operation copy needs a from.
  next       {"op": "copy", "from": "/a", "path": "/b"}""",
        ),
        (
            {"op": "test", "path": "/a"},
            """The operation test needs a value.
  next       {"op": "test", "path": "/a", "value": "x"}""",
        ),
        (
            {"op": "remove"},
            """The operation remove needs a path.
  next       {"op": "remove", "path": "/a"}""",
        ),
        (
            {"op": "remove", "path": ["a"]},
            """A path is a JSON Pointer, not ["a"].
  next       {"op": "remove", "path": "/a"}""",
        ),
        (
            {"op": "remove", "path": ""},
            """A document cannot be removed from itself.
  next       .replace("", None) makes it null""",
        ),
        (
            {"op": "move", "from": "/a", "path": "/a/b"},
            """Nothing can be moved into itself: /a/b is inside /a.
  next       .copy('/a', '/a/b') writes a second one there""",
        ),
    ],
)
def test_what_is_no_operation_is_refused_with_what_is(document: Any, message: str):
    with pytest.raises(PatchError) as caught:
        Operation.read(document)
    assert str(caught.value) == message


def test_a_place_may_be_copied_into_itself():
    assert Operation.make("copy", "/a/b", source="/a").source == "/a"


def test_an_operation_reads_as_what_to_type_and_as_a_line():
    move = Operation.make("move", "/b", source="/a")
    add = Operation.make("add", "/a", value="x" * 200)
    assert (repr(move), str(move)) == (".move('/a', '/b')", "move  /a  → /b")
    assert str(Operation.make("remove", "/a")) == "remove  /a"
    assert str(add) == f'add  /a  "{"x" * 79}… 122 more characters'
    assert brief(add).endswith("… 94 more characters")
