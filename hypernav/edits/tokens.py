"""Tokens: one for all equal JSON values, so that comparing two values of any size is comparing two objects."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

Token = Hashable
"""What stands for a value: text, numbers and null for themselves, ``TRUE``, ``FALSE`` or a ``Whole``."""

_ITSELF = frozenset({str, float, type(None)})
_LARGE = 2**60
"""Larger integers can be chosen so that Python's hashes of them all collide."""


class OddValueError(Exception):
    """A value is not of the plain types that a JSON parser makes."""


class Whole:
    """Stand for an array or object by its parts: a tuple of tokens, or a set of names and tokens."""

    __slots__ = ("_distinct", "parts")

    def __init__(self, parts: tuple[Token, ...] | frozenset[tuple[str, Token]]) -> None:
        """Keep the parts."""
        self.parts = parts
        self._distinct: frozenset[Token] | None = None

    @property
    def distinct(self) -> frozenset[Token]:
        """Return the parts without order."""
        if self._distinct is None:
            self._distinct = frozenset(self.parts)
        return self._distinct


TRUE, FALSE = Whole(()), Whole(())


class Tokens:
    """Give values tokens; the values must stay and not change meanwhile. Sends nothing.

    Each array and object is looked at once, whatever is asked afterwards: the time is linear in the size of the
    documents. Equal is what JSON says is equal: 1 is 1.0, true is not 1, the order of members does not count.

    >>> tokens, one, other = Tokens(), {"a": [1]}, {"a": [1.0]}
    >>> tokens.read(one) is tokens.read(other)
    True
    """

    __slots__ = ("_known", "_of")

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[Hashable, Whole] = {}
        self._of: dict[int, Whole] = {}

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
        parts: Any
        if type(value) is dict:
            members = []
            for name, item in value.items():
                if type(name) is not str:
                    raise OddValueError
                kind = type(item)
                if kind not in _ITSELF and not (kind is int and -_LARGE < item < _LARGE):
                    item = self.read(item)  # noqa: PLW2901  # the token in its place
                members.append((name, item))
            parts = frozenset(members)
        else:
            items = []
            for item in value:
                kind = type(item)
                if kind not in _ITSELF and not (kind is int and -_LARGE < item < _LARGE):
                    item = self.read(item)  # noqa: PLW2901  # the token in its place
                items.append(item)
            parts = tuple(items)
        token = self._known.get(parts)
        if token is None:
            token = self._known[parts] = Whole(parts)
        self._of[id(value)] = token
        return token

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
    """Return how much two arrays, or two objects, have in common: from 0 to 1. Sends nothing.

    >>> tokens, one, other = Tokens(), {"a": 1, "b": 2}, {"a": 1, "b": 3}
    >>> likeness(tokens.read(one), tokens.read(other))
    0.5
    """
    if not isinstance(one, Whole) or not isinstance(other, Whole) or type(one.parts) is not type(other.parts):
        return 0.0
    return len(one.distinct & other.distinct) / (max(len(one.distinct), len(other.distinct)) or 1)
