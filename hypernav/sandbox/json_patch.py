"""JSON Patch, RFC 6902, as a simulated server applies it: whole or not at all."""

from __future__ import annotations

import copy
from typing import Any, Literal

import jsonpatch
import jsonpointer

_MEMBERS = {
    "add": ("value",),
    "replace": ("value",),
    "test": ("value",),
    "remove": (),
    "move": ("from",),
    "copy": ("from",),
}


class PatchRefused(ValueError):
    """A patch that cannot be applied.

    ``reason`` says which kind of mistake: ``malformed`` (not a patch at all), ``test`` (a test operation failed)
    or ``path`` (an operation names a place that is not there). ``index`` is the number of the operation.
    """

    def __init__(self, reason: Literal["malformed", "test", "path"], message: str, index: int = 0) -> None:
        """Keep the reason and the number of the operation."""
        super().__init__(message)
        self.reason = reason
        self.index = index


def check_json_patch(operations: Any) -> list[dict[str, Any]]:
    """Return the operations if they have the form that RFC 6902, section 4 asks for. Sends nothing.

    Raises:
        PatchRefused: They have not; ``reason`` is ``malformed``.

    >>> check_json_patch([{"op": "remove", "path": "/a"}])
    [{'op': 'remove', 'path': '/a'}]
    """
    if not isinstance(operations, list):
        raise PatchRefused("malformed", "A JSON patch is an array of operations")
    for index, operation in enumerate(operations):
        _check_operation(operation, index)
    return operations


def _check_operation(operation: Any, index: int) -> None:
    if not isinstance(operation, dict) or not isinstance(operation.get("op"), str) or operation["op"] not in _MEMBERS:
        raise PatchRefused("malformed", f"Operation {index} has no known op", index)
    for member in ("path", *(name for name in _MEMBERS[operation["op"]] if name == "from")):
        pointer = operation.get(member)
        if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
            raise PatchRefused("malformed", f"Operation {index} needs a JSON pointer as its {member}", index)
    if "value" in _MEMBERS[operation["op"]] and "value" not in operation:
        raise PatchRefused("malformed", f"Operation {index} needs a value", index)


def apply_json_patch(document: Any, operations: Any) -> Any:
    """Return the document with all operations applied, in order; the document itself is not changed. Sends nothing.

    Raises:
        PatchRefused: An operation is malformed, tests something that does not hold, or names no place.

    >>> apply_json_patch({"name": "a"}, [{"op": "replace", "path": "/name", "value": "b"}])
    {'name': 'b'}
    """
    result = copy.deepcopy(document)
    for index, operation in enumerate(check_json_patch(operations)):
        try:
            result = _apply(result, operation)
        except _TestFailed as error:
            raise PatchRefused("test", f"test failed at {operation['path']}", index) from error
        except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException, KeyError, TypeError) as error:
            raise PatchRefused("path", f"{operation['op']} cannot be applied at {operation['path']}", index) from error
    return result


class _TestFailed(Exception):
    pass


def _apply(document: Any, operation: dict[str, Any]) -> Any:
    if operation["op"] != "test":
        return jsonpatch.apply_patch(document, [operation], in_place=True)
    if not same_json(jsonpointer.resolve_pointer(document, operation["path"]), operation["value"]):
        raise _TestFailed
    return document


def same_json(one: Any, other: Any) -> bool:
    """Say whether two JSON values are equal (RFC 6902, section 4.6): true is not 1. Sends nothing.

    >>> same_json({"a": [1]}, {"a": [1.0]}), same_json(1, True)
    (True, False)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_json(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)
