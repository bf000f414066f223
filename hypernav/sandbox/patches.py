"""JSON Patch (RFC 6902) and merge patch (RFC 7396) as a simulated server applies them: whole or not at all."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import jsonpatch
import jsonpointer

from hypernav.sandbox.bodies import same_json
from hypernav.sandbox.problems import Wrong

_OPERATIONS = ("add", "remove", "replace", "move", "copy", "test")


class PatchRefused(Wrong, ValueError):
    """A patch that cannot be applied.

    ``reason`` says which kind of mistake: ``malformed`` (not a patch at all), ``test`` (a test operation failed)
    or ``path`` (an operation names a place that is not there). ``index`` is the number of the operation.
    """

    code = "patch_refused"

    def __init__(self, reason: Literal["malformed", "test", "path"], message: str, index: int = 0) -> None:
        """Keep the reason and the number of the operation."""
        super().__init__(message)
        self.reason = reason
        self.index = index


def check_json_patch(operations: Any) -> list[dict[str, Any]]:
    """Return the operations if they have the form that RFC 6902, section 4 asks for.

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
    if not isinstance(operation, dict) or operation.get("op") not in _OPERATIONS:
        raise PatchRefused("malformed", f"Operation {index} has no known op", index)
    for member in ("path", "from") if operation["op"] in ("move", "copy") else ("path",):
        pointer = operation.get(member)
        if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
            raise PatchRefused("malformed", f"Operation {index} needs a JSON pointer as its {member}", index)
    if operation["op"] in ("add", "replace", "test") and "value" not in operation:
        raise PatchRefused("malformed", f"Operation {index} needs a value", index)


def apply_json_patch(document: Any, operations: Any) -> Any:
    """Return the document with all operations applied, in order; the document itself is not changed.

    Raises:
        PatchRefused: An operation is malformed, tests something that does not hold, or names no place.

    >>> apply_json_patch({"name": "a"}, [{"op": "replace", "path": "/name", "value": "b"}])
    {'name': 'b'}
    """
    result = copy.deepcopy(document)
    for index, operation in enumerate(check_json_patch(operations)):
        try:
            if operation["op"] == "test":
                _test(result, operation, index)
            else:
                result = jsonpatch.apply_patch(result, [copy.deepcopy(operation)], in_place=True)
        except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException, TypeError) as error:
            message = f"{operation['op']} cannot be applied at {operation['path']}"
            raise PatchRefused("path", message, index) from error
    return result


def _test(document: Any, operation: dict[str, Any], index: int) -> None:
    found = jsonpointer.resolve_pointer(document, operation["path"])
    if isinstance(found, jsonpointer.EndOfList):
        raise jsonpointer.JsonPointerException("there is no item after the last one")
    # To Python True is 1 and so to some versions of the library; to JSON it is not (section 4.6).
    if not same_json(found, operation["value"]):
        raise PatchRefused("test", f"test failed at {operation['path']}", index)


def apply_merge_patch(document: Any, patch: Any) -> Any:
    """Return the document with a merge patch applied (RFC 7396, section 2); neither is changed.

    >>> apply_merge_patch({"a": 1, "b": {"c": 2}}, {"a": None, "b": {"d": 3}})
    {'b': {'c': 2, 'd': 3}}
    """
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    merged = copy.deepcopy(document) if isinstance(document, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = apply_merge_patch(merged.get(name), value)
    return merged


Place = tuple[str, ...]
"""The names that lead to a place in a document."""


def touched(patch: Any) -> Iterator[Place]:
    """Yield the places that a patch changes: a list of operations, or the object of a merge patch.

    >>> [*touched([{"op": "move", "from": "/a", "path": "/b/c"}])], [*touched({"a": {"b": None}})]
    ([('b', 'c'), ('a',)], [('a', 'b')])
    """
    if isinstance(patch, dict):
        for name, value in patch.items():
            yield from _leaves(value, (name,))
        return
    for operation in patch:
        if operation["op"] != "test":
            yield names_of(operation["path"])
        if operation["op"] == "move":
            yield names_of(operation["from"])


def is_editable(place: Place, editable: Iterable[Place]) -> bool:
    """Say whether a place is one of some, or lies below one; ``*`` stands for any one name.

    >>> is_editable(("environments", "test", "on"), [("environments", "*")]), is_editable(("name",), [("name", "en")])
    (True, False)
    """
    return any(
        len(place) >= len(top) and all(name in ("*", given) for name, given in zip(top, place, strict=False))
        for top in editable
    )


def names_of(pointer: str) -> Place:
    """Return the names that a JSON pointer consists of (RFC 6901, section 4).

    >>> names_of("/environments/a~1b/on")
    ('environments', 'a/b', 'on')
    """
    return tuple(name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:])


def _leaves(value: Any, place: Place) -> Iterator[Place]:
    if isinstance(value, dict) and value:
        for name, content in value.items():
            yield from _leaves(content, (*place, name))
    else:
        yield place
