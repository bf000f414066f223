"""One operation of a JSON Patch (RFC 6902, section 4): a checked, immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from hypernav.documents.document import copied
from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.names import suggest
from hypernav.patches.json.pointer import Path, as_pointer, is_below, shown
from hypernav.patches.json.values import checked, json_key, json_text, same_json, shortened

WITH_VALUE = ("add", "replace", "test")
WITH_SOURCE = ("move", "copy")
NAMES = ("add", "remove", "replace", "move", "copy", "test")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Operation:
    """Hold one operation: its name, where it writes or looks, and what or from where. Sends nothing.

    Made by ``JsonPatch().replace(…)`` and the like, or of a standard one by ``Operation.read``.

    >>> Operation.read({"op": "move", "from": "/a", "path": "/b"})
    .move('/a', '/b')
    """

    op: str
    path: str
    _value: Any = MISSING
    source: str = ""

    @classmethod
    def make(cls, op: str, path: Path, *, value: Any = MISSING, source: Path = "") -> Self:
        """Return an operation of checked parts.

        Raises:
            PatchError: A path is no pointer, the value is no JSON, or something would move into itself.

        >>> Operation.make("add", ("tags", "-"), value="beta").to_json()
        {'op': 'add', 'path': '/tags/-', 'value': 'beta'}
        """
        target, origin = as_pointer(path), as_pointer(source)
        if op == "remove" and not target:
            raise PatchError("A document cannot be removed from itself.", next='.replace("", None) makes it null')
        if op == "move" and is_below(target, origin):
            raise PatchError(
                f"Nothing can be moved into itself: {shown(target)} is inside {shown(origin)}.",
                next=f".copy({origin!r}, {target!r}) writes a second one there",
            )
        return cls(op, target, checked(value) if op in WITH_VALUE else MISSING, origin)

    @classmethod
    def read(cls, document: Any) -> Self:
        """Return the operation of a standard document (RFC 6902, section 4).

        Members that the standard does not define are ignored.

        Raises:
            PatchError: It is not one.

        >>> Operation.read({"op": "remove", "path": "/tags/0", "note": "no longer used"})
        .remove('/tags/0')
        """
        if not isinstance(document, Mapping):
            raise PatchError(f"An operation is an object, not {json_text(document)}.", next=_LIKE)
        op = document.get("op", MISSING)
        if not isinstance(op, str) or op not in NAMES:
            raise PatchError(
                "An operation needs an op." if op is MISSING else f"There is no operation {json_text(op)}.",
                nearest=", ".join(suggest(op, NAMES)) if isinstance(op, str) else "",
                operations=", ".join(NAMES),
            )
        for member in ("path", *(["from"] if op in WITH_SOURCE else []), *(["value"] if op in WITH_VALUE else [])):
            if member not in document:
                raise PatchError(f"The operation {op} needs a {member}.", next=json_text(_example(op)))
        for member in ("path", *(["from"] if op in WITH_SOURCE else [])):
            if not isinstance(document[member], str):
                raise PatchError(
                    f"A {member} is a JSON Pointer, not {json_text(document[member])}.", next=json_text(_example(op))
                )
        source = document["from"] if op in WITH_SOURCE else ""
        return cls.make(op, document["path"], value=document.get("value"), source=source)

    @property
    def value(self) -> Any:
        """Return a copy of what is written or expected; ``MISSING`` where the operation has no value."""
        return copied(self._value)

    def to_json(self) -> dict[str, Any]:
        """Return the operation as RFC 6902 writes it.

        >>> Operation.make("copy", "/b", source="/a").to_json()
        {'op': 'copy', 'from': '/a', 'path': '/b'}
        """
        if self.op in WITH_SOURCE:
            return {"op": self.op, "from": self.source, "path": self.path}
        if self.op in WITH_VALUE:
            return {"op": self.op, "path": self.path, "value": self.value}
        return {"op": self.op, "path": self.path}

    def __eq__(self, other: object) -> bool:
        """Compare values as JSON does: 1 is 1.0, and true is not 1."""
        if not isinstance(other, Operation):
            return NotImplemented
        mine, theirs = (self.op, self.path, self.source), (other.op, other.path, other.source)
        return mine == theirs and same_json(self._value, other._value)

    def __hash__(self) -> int:
        """Return the same number for equal operations."""
        return hash((self.op, self.path, self.source, json_key(self._value)))

    def __repr__(self) -> str:
        """Return what to type after a patch to append the operation."""
        if self.op in WITH_SOURCE:
            return f".{self.op}({self.source!r}, {self.path!r})"
        return f".{self.op}({self.path!r}, {self._value!r})" if self.op in WITH_VALUE else f".{self.op}({self.path!r})"

    def __str__(self) -> str:
        """Return the operation for people, on one line."""
        return "  ".join(part for part in self.columns() if part)

    def columns(self) -> tuple[str, str, str]:
        """Return what is done, where, and what is written there, for people.

        >>> Operation.make("test", "/_version", value=10).columns()
        ('test', '/_version', '10')
        """
        if self.op in WITH_SOURCE:
            return self.op, shown(self.source), f"→ {shown(self.path)}"
        value = json_text(self._value) if self.op in WITH_VALUE else ""
        return self.op, shown(self.path), value


_LIKE = '{"op": "replace", "path": "/description", "value": "x"}'


def _example(op: str) -> dict[str, str]:
    source = {"from": "/a"} if op in WITH_SOURCE else {}
    return {"op": op, **source, "path": "/b" if source else "/a", **({"value": "x"} if op in WITH_VALUE else {})}


def brief(operation: Operation) -> str:
    """Return an operation for an error message: what to type, cut."""
    return shortened(repr(operation), 120)
