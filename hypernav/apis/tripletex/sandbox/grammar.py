"""The grammars of Tripletex's query parameters, read strictly: ``fields``, ``sorting`` and the values of filters.

Nothing here is used to write them: a search that was written is held against what is read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DEEPEST = 32


class Part(NamedTuple):
    """One name of ``fields``, and what is asked for inside of it: None for nothing in particular."""

    name: str
    inside: tuple[Part, ...] | None = None


def read_fields(text: str) -> tuple[Part, ...]:
    """Return what a ``fields`` parameter asks for; white space around names does not count.

    Raises:
        ValueError: It is malformed; the message says at which character.

    >>> read_fields("*,activity(name)")
    (Part(name='*', inside=None), Part(name='activity', inside=(Part(name='name', inside=None),)))
    """
    parts, end = _parts(text, 0, 0)
    if end < len(text):
        raise ValueError(f"{text[end]!r} at character {end + 1} closes nothing")
    return parts


def _parts(text: str, at: int, depth: int) -> tuple[tuple[Part, ...], int]:
    if depth > _DEEPEST:
        raise ValueError(f"parentheses within {_DEEPEST} others at character {at + 1}")
    parts: list[Part] = []
    while True:
        part, at = _part(text, _skip(text, at), depth)
        parts.append(part)
        at = _skip(text, at)
        if text[at : at + 1] != ",":
            return tuple(parts), at
        at += 1


def _part(text: str, at: int, depth: int) -> tuple[Part, int]:
    if text[at : at + 1] == "*":
        return Part("*"), at + 1
    found = _NAME.match(text, at)
    if found is None:
        what = f"{text[at]!r} stands" if at < len(text) else "the text ends"
        raise ValueError(f"{what} where a name should be, at character {at + 1}")
    at = _skip(text, found.end())
    if text[at : at + 1] != "(":
        return Part(found[0]), found.end()
    inside, end = _parts(text, at + 1, depth + 1)
    if text[end : end + 1] != ")":
        raise ValueError(f"the parenthesis at character {at + 1} is not closed")
    return Part(found[0], inside), end + 1


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] == " ":
        at += 1
    return at


def read_sorting(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the paths of a ``sorting`` parameter, and whether each descends.

    Raises:
        ValueError: It is malformed; the message says at which character.

    >>> read_sorting("project.name, -date")
    (('project.name', False), ('date', True))
    """
    found, at = [], 0
    for part in text.split(","):
        name = part.strip(" ")
        if not _PATH.fullmatch(name.removeprefix("-")):
            raise ValueError(f"{part!r} at character {at + 1} is nothing to sort by")
        found.append((name.removeprefix("-"), name.startswith("-")))
        at += len(part) + 1
    return tuple(found)


def read_value(kind: str, text: str) -> Any:
    """Return the value of a filter: of the kinds of ``lists.py``, or a unit of its ranges.

    Raises:
        ValueError: The kind does not take it.

    >>> read_value("in", "1,2"), read_value("yes", "true"), read_value("since", "2026-01-31T09:30:00")
    (('1', '2'), True, datetime.datetime(2026, 1, 31, 9, 30))
    """
    return _READ[kind](text)


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("an empty value at character 1 asks for nothing")
    return text


def _list(text: str) -> tuple[str, ...]:
    values = tuple(value.strip() for value in text.split(","))
    if not all(values):
        raise ValueError(f"value {values.index('') + 1} of {text!r} is empty")
    return values


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"


def _matched(pattern: re.Pattern[str], read: Callable[[str], Any]) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        if not pattern.fullmatch(text):
            raise ValueError(f"{text!r} is not of the form {pattern.pattern}")
        return read(text)

    return convert


_READ: Mapping[str, Callable[[str], Any]] = {
    "in": _list,
    "is": _text,
    "id": _text,
    "each": _text,
    "like": _text,
    "name": _text,
    "one": _text,
    "yes": _boolean,
    "day": _matched(_DATE, date.fromisoformat),
    "date": _matched(_DATE, date.fromisoformat),
    "since": _matched(_DATETIME, datetime.fromisoformat),
    "integer": _matched(_WHOLE, int),
    "number": _matched(_DECIMAL, Decimal),
}
