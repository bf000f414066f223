"""JSON Patch (RFC 6902): built fluently, found by comparing, applied, undone and previewed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self, overload

from hypernav.documents.document import copied
from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.applying import steps, undoing
from hypernav.patches.json.operation import Operation
from hypernav.patches.json.pointer import Path
from hypernav.patches.json.preview import Change, Preview, table
from hypernav.patches.json.reading import read_json
from hypernav.patches.json.values import checked, json_text

_WIDTH = 100
_SHOWN = 100
_TYPED = 1_000


@dataclass(frozen=True, slots=True, repr=False)
class JsonPatch:
    """Hold the operations of a JSON Patch (RFC 6902); immutable: each method returns another patch. Sends nothing.

    A place is a JSON Pointer such as ``"/tags/0"``, or its segments such as ``("tags", 0)``, which are escaped.

    >>> patch = JsonPatch().test("/_version", 10).replace("/description", "x")
    >>> patch.apply({"_version": 10, "description": ""})
    {'_version': 10, 'description': 'x'}
    >>> print(patch)
    test     /_version     10
    replace  /description  "x"
    """

    operations: tuple[Operation, ...] = ()

    media_type: ClassVar[str] = "application/json-patch+json"

    def __post_init__(self) -> None:
        """Keep the operations as a tuple, checked."""
        operations = tuple(self.operations)
        for each in operations:
            if not isinstance(each, Operation):
                raise PatchError(
                    f"{json_text(each)} is no operation.",
                    next="JsonPatch.loads([…]) reads standard documents; JsonPatch().replace(…) builds new ones",
                )
        object.__setattr__(self, "operations", operations)

    def add(self, path: Path, value: Any) -> Self:
        """Return the patch that then sets a member, or inserts an item; ``-`` appends (section 4.1).

        >>> JsonPatch().add(("tags", "-"), "beta").apply({"tags": ["web"]})
        {'tags': ['web', 'beta']}
        """
        return self._then("add", path, value=value)

    def remove(self, path: Path) -> Self:
        """Return the patch that then removes what must be there (section 4.2).

        >>> JsonPatch().remove("/tags/0").apply({"tags": ["web"]})
        {'tags': []}
        """
        return self._then("remove", path)

    def replace(self, path: Path, value: Any) -> Self:
        """Return the patch that then replaces what must be there (section 4.3).

        >>> JsonPatch().replace("/name", "b").apply({"name": "a"})
        {'name': 'b'}
        """
        return self._then("replace", path, value=value)

    def move(self, source: Path, path: Path) -> Self:
        """Return the patch that then takes a value out and adds it elsewhere (section 4.4).

        >>> JsonPatch().move("/a", "/b").apply({"a": 1})
        {'b': 1}
        """
        return self._then("move", path, source=source)

    def copy(self, source: Path, path: Path) -> Self:
        """Return the patch that then adds a copy of a value elsewhere (section 4.5).

        >>> JsonPatch().copy("/a", "/b").apply({"a": 1})
        {'a': 1, 'b': 1}
        """
        return self._then("copy", path, source=source)

    def test(self, path: Path, value: Any) -> Self:
        """Return the patch that then goes on only where a place holds that value (section 4.6).

        >>> JsonPatch().test("/_version", 10).remove("/old").apply({"_version": 11, "old": 1})
        Traceback (most recent call last):
            ...
        hypernav.errors.PatchConflict: /_version is not what the patch expects.
          operation  1 of 2: .test('/_version', 10)
          expected   10
          found      11
          next       read the document again and make the patch from what it is now
        """
        return self._then("test", path, value=value)

    def _then(self, op: str, path: Path, *, value: Any = MISSING, source: Path = "") -> Self:
        return type(self)((*self.operations, Operation.make(op, path, value=value, source=source)))

    @classmethod
    def diff(cls, before: Any, after: Any, *, moves: bool = True) -> Self:
        """Return a short patch that makes one document equal to another.

        Args:
            before: The document as it is.
            after: The document as it should be.
            moves: Whether reordered items and renamed members are moved; else they are removed and added.

        Raises:
            PatchError: A document is no JSON.

        >>> JsonPatch.diff({"tags": ["a", "b"], "on": False}, {"tags": ["a", "x", "b"], "on": True})
        JsonPatch().add('/tags/1', 'x').replace('/on', True)
        """
        from hypernav.patches.diff.differences import diff  # loaded by the first diff

        return cls(tuple(diff(before, after, moves=moves)))

    def apply(self, document: Any) -> Any:
        """Return the document with all operations applied, in order; the document itself stays.

        Raises:
            PatchConflict: A test does not hold.
            PatchError: An operation names a place that is not there, or the document is no JSON.

        >>> JsonPatch().replace("/tags/0", "b").apply({"tags": ["a"]})
        {'tags': ['b']}
        """
        result = checked(document)
        for step in steps(result, self.operations):
            result = step.document
        return result

    def inverse(self, document: Any) -> Self:
        """Return the patch that leads back from ``apply(document)`` to the document.

        Raises:
            PatchConflict: A test does not hold.
            PatchError: An operation names a place that is not there, or the document is no JSON.

        >>> JsonPatch().replace("/a", 2).remove("/b").inverse({"a": 1, "b": 1})
        JsonPatch().add('/b', 1).replace('/a', 1)
        """
        back: list[Operation] = []
        for step in steps(checked(document), self.operations):
            back += reversed(undoing(step.touches, step.operation))
        return type(self)(tuple(reversed(back)))

    def preview(self, document: Any) -> Preview:
        """Return what the patch would change in a document, place by place.

        Raises:
            PatchConflict: A test does not hold.
            PatchError: An operation names a place that is not there, or the document is no JSON.

        >>> print(JsonPatch().replace("/a", 2).preview({"a": 1}))
        1 change
          place  operation  before  after
          ─────  ─────────  ──────  ─────
          /a     replace    1       2
        """
        changes: list[Change] = []
        tests: list[Change] = []
        for step in steps(checked(document), self.operations):
            op = step.operation.op
            if op == "test":
                tests.append(Change(step.operation.path, op, step.operation.value, step.operation.value))
            changes += [Change(at, op, copied(before), copied(after)) for at, before, after in step.touches]
        return Preview(tuple(changes), tuple(tests))

    @classmethod
    def loads(cls, text: str | bytes | bytearray | Iterable[Any]) -> Self:
        """Return the patch of a standard document: JSON text, or the list that it holds.

        Raises:
            PatchError: It is not one; says which operation is wrong, and how.

        >>> JsonPatch.loads('[{"op": "remove", "path": "/a"}]')
        JsonPatch().remove('/a')
        """
        if isinstance(text, cls):
            return text
        found = read_json(text, "JSON Patch") if isinstance(text, str | bytes | bytearray) else text
        if not isinstance(found, list | tuple):
            raise PatchError(
                f"A JSON Patch is an array of operations, not {json_text(found)}.",
                next="MergePatch.loads(…) reads an object of changes" if isinstance(found, dict) else "",
            )
        return cls(tuple(_read(each, number, len(found)) for number, each in enumerate(found, 1)))

    def to_json(self) -> list[dict[str, Any]]:
        """Return the patch as RFC 6902 writes it, independent of this one.

        >>> JsonPatch().remove("/a").to_json()
        [{'op': 'remove', 'path': '/a'}]
        """
        return [each.to_json() for each in self.operations]

    def dumps(self, *, indent: int | None = None) -> str:
        """Return the patch as JSON text.

        >>> JsonPatch().remove("/a").dumps()
        '[{"op": "remove", "path": "/a"}]'
        """
        return json.dumps(self.to_json(), indent=indent, allow_nan=False)

    def __add__(self, other: object) -> Self:
        """Return the patch with all operations of this one, then of the other one."""
        if not isinstance(other, JsonPatch):
            return NotImplemented
        return type(self)(self.operations + other.operations)

    def __len__(self) -> int:
        """Return the number of operations; a patch without any is falsy."""
        return len(self.operations)

    def __iter__(self) -> Iterator[Operation]:
        """Yield the operations."""
        return iter(self.operations)

    @overload
    def __getitem__(self, index: int) -> Operation: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> Operation | Self:
        """Return one operation, or a patch of some."""
        return type(self)(self.operations[index]) if isinstance(index, slice) else self.operations[index]

    def __repr__(self) -> str:
        """Return what to type to get the patch; a very long one says how long it is."""
        if len(self) > _TYPED:
            return f"<JsonPatch of {len(self):,} operations: str() shows the first {_SHOWN}, .dumps() has all>"
        parts = ["JsonPatch()", *map(repr, self.operations)]
        line = "".join(parts)
        return line if len(line) <= _WIDTH else "\n    ".join(["(", *parts]) + "\n)"

    def __str__(self) -> str:
        """Return the operations for people, one a line."""
        lines = table([each.columns() for each in self.operations[:_SHOWN]]) or "No operations"
        more = len(self) - _SHOWN
        return f"{lines}\n… {more:,} more operation{'' if more == 1 else 's'}" if more > 0 else lines


def _read(document: Any, number: int, count: int) -> Operation:
    try:
        return Operation.read(document)
    except PatchError as error:
        error.details = {"operation": f"{number} of {count}: {json_text(document, 120)}", **error.details}
        raise
