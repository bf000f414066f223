"""JSON Patch, RFC 6902, as a simulated server applies it: whole or not at all."""

from __future__ import annotations

import copy
from typing import Any, Literal

from hypernav.errors import PatchConflict, PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.applying import steps
from hypernav.patches.json.operation import NAMES, WITH_SOURCE, WITH_VALUE, Operation


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
    if not isinstance(operation, dict) or not isinstance(operation.get("op"), str) or operation["op"] not in NAMES:
        raise PatchRefused("malformed", f"Operation {index} has no known op", index)
    for member in ("path", "from") if operation["op"] in WITH_SOURCE else ("path",):
        pointer = operation.get(member)
        if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
            raise PatchRefused("malformed", f"Operation {index} needs a JSON pointer as its {member}", index)
    if operation["op"] in WITH_VALUE and "value" not in operation:
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
            (step,) = steps(result, [Operation.read(operation)])
            result = step.document
        except PatchError as error:
            if isinstance(error, PatchConflict) and error.found is not MISSING:
                raise PatchRefused("test", f"test failed at {operation['path']}", index) from error
            message = f"{operation['op']} cannot be applied at {operation['path']}"
            raise PatchRefused("path", message, index) from error
    return result
