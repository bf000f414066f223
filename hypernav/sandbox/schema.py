"""What the body of a request must be: a table of its members, and every mistake at once."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hypernav.sandbox.problems import Invalid, Problem
from hypernav.sandbox.records import Record

Kind = Literal["string", "integer", "number", "boolean", "object", "array", "any"]
Doing = Literal["create", "replace", "patch"]
Known = Mapping[str, Container[Any]]
"""The records that there are, by the name of their table."""

_ARTICLES: Mapping[Kind, str] = {"integer": "an", "object": "an", "array": "an"}
_UNITS: Mapping[Kind, str] = {"string": " characters", "array": " items"}
_NOTHING: Any = object()


def _free(value: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """Say what one member of a body must be."""

    kind: Kind = "string"
    required: bool = False
    """Whether a body that creates or replaces must have it."""
    read_only: bool = False
    """Whether the server alone sets it."""
    null: bool = False
    values: tuple[Any, ...] = ()
    """All that it can be, if that is known."""
    least: float | None = None
    """The least number, or the fewest characters or items."""
    most: float | None = None
    """The highest number, or the most characters or items."""
    pattern: str = ""
    """What a string must look like as a whole, as a regular expression."""
    default: Any = _NOTHING
    """What a record gets that is created or replaced without it."""
    refers: str = ""
    """The table in which the value, or each item, must be a key."""
    items: Property | Schema | None = None
    """What each item of an array must be."""
    members: Schema | None = None
    """What an object must be."""
    check: Callable[[Any], str] = _free
    """Says what is wrong with a value of the right kind; nothing if nothing is."""

    def problems(self, name: str, value: Any, known: Known) -> Iterator[Problem]:
        """Yield what is wrong with a value.

        >>> print(*Property(kind="integer", least=1).problems("size", 0, {}))
        size: must be at least 1
        """
        if value is None and self.null:
            return
        if not _is(self.kind, value):
            yield Problem(name, f"must be {_ARTICLES.get(self.kind, 'a')} {self.kind}", "kind", value)
            return
        if self.values and value not in self.values:
            yield Problem(name, f"must be one of {', '.join(map(str, self.values))}", "value", value)
        size = len(value) if self.kind in _UNITS else value
        unit = _UNITS.get(self.kind, "")
        if self.least is not None and size < self.least:
            yield Problem(name, f"must be at least {self.least:g}{unit}", "least", value)
        if self.most is not None and size > self.most:
            yield Problem(name, f"must be at most {self.most:g}{unit}", "most", value)
        if self.pattern and not re.fullmatch(self.pattern, value):
            yield Problem(name, f"must match {self.pattern}", "pattern", value)
        yield from self._inside(name, value, known)
        said = self.check(value)
        if said:
            yield Problem(name, said, "rule", value)

    def _inside(self, name: str, value: Any, known: Known) -> Iterator[Problem]:
        each = list(enumerate(value)) if self.kind == "array" else [(None, value)]
        for index, item in each:
            if self.refers and item not in known[self.refers]:
                yield Problem(name, f"{item!r} is not one of the {self.refers}", "reference", item)
            place = name if index is None else f"{name}.{index}"
            if index is not None and isinstance(self.items, Property):
                yield from self.items.problems(place, item, known)
            inner = self.members if index is None else self.items
            if isinstance(inner, Schema):
                yield from inner.problems(item, "replace", known, f"{place}.")


@dataclass(frozen=True, slots=True)
class Schema:
    """Say what a body must be.

    Arguments:
        properties: Its members.
        unknown: What becomes of members that are not listed.
        read_only: What becomes of members that the server alone sets.
        rule: Yields what is wrong with a whole record whose members are right.

    >>> order = Schema({"id": Property(read_only=True), "size": Property(kind="integer", default=1)})
    >>> order.clean({"id": "x"}, "create"), order.clean({}, "patch", old={"id": "7", "size": 3})
    ({'size': 1}, {'id': '7', 'size': 3})
    """

    properties: Mapping[str, Property] = field(default_factory=dict)
    unknown: Literal["refuse", "ignore", "keep"] = "refuse"
    read_only: Literal["ignore", "refuse"] = "ignore"
    rule: Callable[[Record], Iterator[Problem] | tuple[Problem, ...]] = lambda record: ()

    def clean(self, body: Any, doing: Doing, known: Known | None = None, old: Record | None = None) -> Record:
        """Return the record that a body makes.

        Arguments:
            body: The JSON value of the body.
            doing: Whether it makes a record, replaces all of one that the client sets, or some members.
            known: The tables that members refer to.
            old: The record that is replaced or patched.

        Raises:
            Invalid: All that is wrong with it.
        """
        problems = list(self.problems(body, doing, known or {}))
        if problems:
            raise Invalid(problems, "body" if isinstance(body, dict) else "shape")
        kept = {name: value for name, value in body.items() if self.takes(name)}
        laid = self._below(doing, old or {}) | kept
        record = {name: laid[name] for name in [*self.properties, *laid] if name in laid}
        problems = list(self.rule(record))
        if problems:
            raise Invalid(problems)
        return record

    def problems(self, body: Any, doing: Doing, known: Known, prefix: str = "") -> Iterator[Problem]:
        """Yield what is wrong with a body; names of members begin with the prefix."""
        if not isinstance(body, dict):
            yield Problem(
                prefix.rstrip("."), "must be an object" if prefix else "The body must be an object", "kind", body
            )
            return
        for name, value in body.items():
            declared = self.properties.get(name)
            if declared is None and self.unknown == "refuse":
                yield Problem(prefix + name, "is not a known member", "unknown", value)
            elif declared is not None and declared.read_only and self.read_only == "refuse":
                yield Problem(prefix + name, "is set by the server", "read-only", value)
            elif declared is not None and not declared.read_only:
                yield from declared.problems(prefix + name, value, known)
        for name, declared in self.properties.items():
            if declared.required and doing != "patch" and name not in body:
                yield Problem(prefix + name, "is required", "required")

    def takes(self, name: str) -> bool:
        """Say whether clients set a member."""
        declared = self.properties.get(name)
        return not declared.read_only if declared is not None else self.unknown == "keep"

    def _below(self, doing: Doing, old: Record) -> Record:
        """Return what a body is laid over: what the server sets, and the defaults or all that was there."""
        if doing == "patch":
            return dict(old)
        defaults = {
            name: copy.deepcopy(each.default) for name, each in self.properties.items() if each.default is not _NOTHING
        }
        # A member that the table does not list is the server's own, such as a version.
        own = {
            name: value for name, value in old.items() if name not in self.properties or self.properties[name].read_only
        }
        return defaults | own


def _is(kind: Kind, value: Any) -> bool:
    if kind == "any":
        return True
    if isinstance(value, bool) or kind == "boolean":
        return isinstance(value, bool) and kind == "boolean"
    kinds = {"string": str, "integer": int, "number": (int, float), "object": dict, "array": list}
    return isinstance(value, kinds[kind])  # type: ignore[arg-type]  # a table of types and tuples of types
