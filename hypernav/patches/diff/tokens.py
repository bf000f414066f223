"""Tokens: one for all equal JSON values, so that comparing two values of any size is comparing two objects."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from hypernav.web.exact import ExactNumber, ExactText

Token = Hashable
"""What stands for a value: text, numbers and null for themselves, ``TRUE``, ``FALSE`` or a ``Whole``."""

_TEXTS = frozenset({str, ExactText})
_ITSELF = frozenset({float, ExactNumber, type(None), *_TEXTS})
_LARGE = 2**60
"""Larger integers can be chosen so that Python's hashes of them all collide."""


class OddValueError(Exception):
    """A value is not of the plain types that a JSON parser makes."""


class Whole:
    """Stand for an array by the tokens of its items, or for an object by its names and the tokens of its members."""

    __slots__ = ("_distinct", "names", "parts")

    def __init__(self, parts: tuple[Token, ...], names: tuple[str, ...] | None = None) -> None:
        """Keep the tokens, and the names in their order."""
        self.parts = parts
        self.names = names
        self._distinct: frozenset[Token] | None = None

    @property
    def distinct(self) -> frozenset[Token]:
        """Return the items without order, or the members with their names."""
        if self._distinct is None:
            self._distinct = frozenset(self.parts if self.names is None else zip(self.names, self.parts, strict=True))
        return self._distinct


TRUE, FALSE = Whole(()), Whole(())


class Known(dict[tuple[Token, ...], Whole]):
    """Hold one token for all equal arrays, or for all equal objects of the same names; made when it is looked up."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...] | None) -> None:
        """Keep the names in the order in which they came first."""
        self.names = names

    def __missing__(self, parts: tuple[Token, ...]) -> Whole:
        """Make the token."""
        token = self[parts] = Whole(parts, self.names)
        return token


class Tokens:
    """Give values tokens; the values must stay and not change meanwhile. Sends nothing.

    Each array and object is looked at once, whatever is asked afterwards: the time is linear in the size of the
    documents. Equal is what JSON says is equal: 1 is 1.0, true is not 1, the order of members does not count.

    >>> tokens, one, other = Tokens(), {"a": [1]}, {"a": [1.0]}
    >>> tokens.read(one) is tokens.read(other)
    True
    """

    __slots__ = ("_arrays", "_objects", "_of")

    def __init__(self) -> None:
        """Begin without any."""
        self._of: dict[int, Whole] = {}
        self._arrays = Known(None)
        self._objects: dict[Hashable, Known] = {}

    def read(self, value: Any) -> Token:
        """Return the token of a value, having read all of it.

        Raises:
            OddValueError: It is not of the plain types.
        """
        kind = type(value)
        if kind is dict or kind is list:
            known = self._of.get(id(value))
            return known if known is not None else self._read(value)
        if kind in _ITSELF or kind is int or kind is bool:
            return self.of(value)
        raise OddValueError

    def _read(self, value: Any) -> Whole:
        known, items = self._arrays, value
        if type(value) is dict:
            names = tuple(value)
            named = self._objects.get(names)
            known, items = self._named(names) if named is None else named, value.values()
            if known.names != names:
                items = [value[name] for name in known.names or ()]
        parts = []
        for item in items:
            kind = type(item)
            if kind not in _ITSELF and not (kind is int and -_LARGE < item < _LARGE):
                item = self.read(item)  # noqa: PLW2901  # the token in its place
            parts.append(item)
        token = self._of[id(value)] = known[tuple(parts)]
        return token

    def _named(self, names: tuple[str, ...]) -> Known:
        """Return what is known of objects with these names, in whatever order."""
        if not all(type(name) in _TEXTS for name in names):
            raise OddValueError
        known = self._objects.setdefault(frozenset(names), Known(names))
        self._objects[names] = known
        return known

    def of(self, value: Any) -> Token:
        """Return the token of a part of something that was read."""
        kind = type(value)
        if kind is dict or kind is list:
            return self._of[id(value)]
        if kind is bool:
            return TRUE if value else FALSE
        return _large(value) if kind is int and not -_LARGE < value < _LARGE else value

    def all_of(self, values: Sequence[Any]) -> list[Token]:
        """Return the tokens of the items of an array that was read."""
        token = self._of[id(values)]
        return list(token.parts)


def _large(value: int) -> Token:
    try:
        near = float(value)
    except OverflowError:
        return hex(value), int
    return near if near == value else (hex(value), int)


def likeness(one: Token, other: Token) -> float:
    """Return how much two arrays, or two objects, have in common: from 0 to 1.

    >>> tokens, one, other = Tokens(), {"a": 1, "b": 2}, {"a": 1, "b": 3}
    >>> likeness(tokens.read(one), tokens.read(other))
    0.5
    """
    if not isinstance(one, Whole) or not isinstance(other, Whole) or (one.names is None) is not (other.names is None):
        return 0.0
    return len(one.distinct & other.distinct) / (max(len(one.parts), len(other.parts)) or 1)
