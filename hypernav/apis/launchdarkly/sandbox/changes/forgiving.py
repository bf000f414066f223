"""JSON patches as the vendor applies them: it takes more than RFC 6902 allows, and its own clients count on that."""

from __future__ import annotations

from typing import Any

from hypernav.apis.launchdarkly.sandbox.refusals import invalid_patch
from hypernav.sandbox.patches import Place, apply_json_patch, names_of

_ABSENT = object()


def apply_forgivingly(document: Any, operations: list[dict[str, Any]]) -> Any:
    """Return the document with operations applied, in order; the document itself is not changed.

    A member of an object that is not there can be replaced, and null empties a member, or takes a number away.

    Raises:
        Refusal: An operation removes or moves what is not there.
        PatchRefused: It tests something that does not hold, or names no place.

    >>> apply_forgivingly({"a": 1}, [{"op": "replace", "path": "/b", "value": 2}])
    {'a': 1, 'b': 2}
    """
    for operation in operations:
        document = apply_json_patch(document, _strict(document, operation))
    return document


def _strict(document: Any, operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what RFC 6902 calls the operation."""
    word, pointer = operation["op"], operation["from" if operation["op"] == "move" else "path"]
    *parents, name = names_of(pointer) or ("",)
    if word in ("remove", "move") and _at(document, names_of(pointer)) is _ABSENT:
        raise invalid_patch(f"Unprocessable patch: {pointer} is not there")
    if word not in ("add", "replace") or not isinstance(_at(document, tuple(parents)), dict):
        return [operation]
    # The value of a variation may be any JSON value but null, which is for its own check to say.
    if operation["value"] is None and name != "value":
        return _nothing(pointer, _at(document, names_of(pointer)))
    return [{**operation, "op": "add"}]


def _nothing(pointer: str, present: Any) -> list[dict[str, Any]]:
    if present is _ABSENT:
        return []
    if isinstance(present, list | dict | str | bool):
        return [{"op": "replace", "path": pointer, "value": empty_of(present)}]
    return [{"op": "remove", "path": pointer}]


def _at(document: Any, place: Place) -> Any:
    for name in place:
        if isinstance(document, dict):
            document = document.get(name, _ABSENT)
        elif isinstance(document, list) and name.isdecimal() and int(name) < len(document):
            document = document[int(name)]
        else:
            return _ABSENT
    return document


def empty_of(value: Any) -> Any:
    """Return what a member is once it was taken away: nothing of its kind.

    >>> [empty_of(value) for value in (["a"], "a", True)]
    [[], '', False]
    """
    return type(value)()
