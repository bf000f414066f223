"""How the operations of a JSON Patch change a document (RFC 6902, section 4), and what each one touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from hypernav.documents.document import copied
from hypernav.errors import PatchConflict, PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.operation import Operation, brief
from hypernav.patches.json.pointer import at_pointer, find, index_of, is_below, segments_of, shown, why_not
from hypernav.patches.json.values import json_text, same_json


class Touch(NamedTuple):
    """One place that an operation wrote: ``-`` resolved, and what stood there before and after.

    The values are those of the document, which a later operation may change. ``MISSING`` stands for nothing; an
    item of an array never has both, because what follows it makes room or moves up.
    """

    pointer: str
    before: Any
    after: Any


class Applied(NamedTuple):
    """A document after an operation, and what the operation touched."""

    document: Any
    operation: Operation
    touches: tuple[Touch, ...]


def steps(document: Any, operations: Sequence[Operation]) -> Iterator[Applied]:
    """Apply operations in order **to the document itself**, yielding after each one.

    Raises:
        PatchConflict: A test does not hold.
        PatchError: An operation names a place that is not there.

    >>> [step.touches for step in steps({"a": 1}, [Operation.make("add", "/a", value=2)])]
    [(Touch(pointer='/a', before=1, after=2),)]
    """
    for number, operation in enumerate(operations, 1):
        try:
            document, touches = _DO[operation.op](document, operation)
        except PatchError as error:
            error.details = {"operation": f"{number} of {len(operations)}: {brief(operation)}", **error.details}
            raise
        yield Applied(document, operation, touches)


Done = tuple[Any, tuple[Touch, ...]]


def _test(document: Any, operation: Operation) -> Done:
    found, expected = find(document, operation.path), operation.value
    if found is MISSING or not same_json(found, expected):
        conflict = PatchConflict(
            f"{shown(operation.path)} is not what the patch expects.",
            expected=json_text(expected),
            found="nothing" if found is MISSING else json_text(found),
            next="read the document again and make the patch from what it is now",
        )
        conflict.pointer, conflict.expected, conflict.found = operation.path, expected, copied(found)
        raise conflict
    return document, ()


def _add(document: Any, operation: Operation) -> Done:
    document, touch = _put(document, operation.path, operation.value)
    return document, (touch,)


def _copy(document: Any, operation: Operation) -> Done:
    document, touch = _put(document, operation.path, copied(at_pointer(document, operation.source)))
    return document, (touch,)


def _remove(document: Any, operation: Operation) -> Done:
    return document, (_take(document, operation.path),)


def _replace(document: Any, operation: Operation) -> Done:
    value = operation.value
    before = at_pointer(document, operation.path)
    if not operation.path:
        return value, (Touch("", before, value),)
    around, segment = _around(document, operation.path)
    around[_key(around, segment)] = value
    return document, (Touch(operation.path, before, value),)


def _move(document: Any, operation: Operation) -> Done:
    value = at_pointer(document, operation.source)
    if operation.source == operation.path:
        return document, ()
    taken = _take(document, operation.source)
    try:
        document, put = _put(document, operation.path, value)
    except PatchError as error:
        if is_below(operation.path, operation.source.rpartition("/")[0]):
            error.details = {**error.details, "counted": "after the move has taken its value out (RFC 6902, 4.4)"}
        raise
    return document, (taken, put)


_DO = {"test": _test, "add": _add, "copy": _copy, "remove": _remove, "replace": _replace, "move": _move}


def _put(document: Any, path: str, value: Any) -> tuple[Any, Touch]:
    """Add a value (section 4.1): insert an item, or set a member whether it is there or not."""
    if not path:
        return value, Touch("", document, value)
    around, segment = _around(document, path)
    above = path.rpartition("/")[0]
    if isinstance(around, dict):
        before = around.get(segment, MISSING)
        around[segment] = value
        return document, Touch(path, before, value)
    index = len(around) if segment == "-" and isinstance(around, list) else index_of(segment)
    if not isinstance(around, list) or index is None or index > len(around):
        because, _ = why_not(around, above, segment)
        way_out = f"{above + '/-'!r} appends" if isinstance(around, list) else ""
        raise PatchError(f"Nothing can be added at {shown(path)}.", because=because, next=way_out)
    around.insert(index, value)
    return document, Touch(f"{above}/{index}", MISSING, value)


def _take(document: Any, path: str) -> Touch:
    value = at_pointer(document, path)
    around, segment = _around(document, path)
    del around[_key(around, segment)]
    return Touch(path, value, MISSING)


def _around(document: Any, path: str) -> tuple[Any, str]:
    """Return what a place is in, and its last segment."""
    above, _, _ = path.rpartition("/")
    return at_pointer(document, above), segments_of(path)[-1]


def _key(around: Any, segment: str) -> Any:
    return int(segment) if isinstance(around, list) else segment


def undoing(touches: Sequence[Touch], operation: Operation) -> list[Operation]:
    """Return the operations that undo one, in order.

    >>> undoing([Touch("/a", 1, MISSING)], Operation.make("remove", "/a"))
    [.add('/a', 1)]
    """
    if operation.op == "move" and touches:
        taken, put = touches
        if put.before is MISSING and not is_below(taken.pointer, put.pointer):
            return [Operation.make("move", taken.pointer, source=put.pointer)]
    return [_undo(touch) for touch in reversed(touches)]


def _undo(touch: Touch) -> Operation:
    if touch.before is MISSING:
        return Operation.make("remove", touch.pointer)
    return Operation.make("add" if touch.after is MISSING else "replace", touch.pointer, value=touch.before)
