"""Paths with dots, such as ``environments.production.on``: one reading of them for all who declare or type one.

A step is the name of a member or, in an array, an index. A name may hold dots itself, so that the document tells where
it ends: what the whole path names goes first, then longer names before shorter ones, as long as they lead somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from hypernav.missing import MISSING

Path = tuple[str | int, ...]
"""Names of members and numbers of elements, from the top."""

_LONGEST = 400
"""Characters. A server may make up a name of nothing but dots, and reading it must not take long."""
_LONGEST_INDEX = 9


def value_at(document: Any, path: str) -> Any:
    """Return what stands at a path with dots, ``MISSING`` where nothing does; ``""`` is the document.

    Args:
        document: Decoded JSON of any shape.
        path: Names joined by dots; in an array a number, counted from the end where it is negative.

    >>> value_at({"sys": {"version": 7}}, "sys.version"), value_at({"@acme.next": "x"}, "@acme.next")
    (7, 'x')
    >>> value_at({"a.b": [{"c": 1}, {"c": 2}]}, "a.b.-1.c")
    2
    >>> value_at({"a": None}, "a"), value_at({"a": None}, "a.b")
    (None, MISSING)
    """
    return _found(document, path) if path else document


def steps_to(document: Any, path: str) -> Path:
    """Return the steps of a path with dots, as far as the document tells where names end; beyond it, dots do.

    >>> steps_to({"@acme.page": {"next": 1}}, "@acme.page.next"), steps_to({}, "sys.version")
    (('@acme.page', 'next'), ('sys', 'version'))
    >>> steps_to({"tags": ["a", "b"]}, "tags.-1")
    ('tags', 1)
    """
    return _steps(document, path)[0] if path else ()


def at_path(document: Any, path: Path) -> Any:
    """Return what stands at exactly these steps, ``MISSING`` where nothing does.

    >>> at_path({"a": [{"b": 1}]}, ("a", 0, "b")), at_path({}, ("a", 0))
    (1, MISSING)
    """
    for step in path:
        if isinstance(document, dict) and isinstance(step, str):
            document = document.get(step, MISSING)
        elif isinstance(document, list) and isinstance(step, int) and 0 <= step < len(document):
            document = document[step]
        else:
            return MISSING
    return document


def put_at(document: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value at steps into a document, making the objects on the way.

    >>> document = {"where": [{"a": 1}]}
    >>> put_at(document, ("where", 0, "b", "c"), 2)
    >>> document
    {'where': [{'a': 1, 'b': {'c': 2}}]}
    """
    place: Any = document
    for step in path[:-1]:
        place = place.setdefault(str(step), {}) if isinstance(place, dict) else place[step]
    if isinstance(place, dict):
        place[str(path[-1])] = value
    else:
        place[path[-1]] = value


def with_value(document: Any, path: Path, value: Any) -> Any:
    """Return a document with another value at steps of names, the rest shared with the one given.

    Where nothing stands at the steps, the document is returned as it is.

    >>> with_value({"data": {"items": [1, 2], "total": 2}}, ("data", "items"), [])
    {'data': {'items': [], 'total': 2}}
    """
    if not path:
        return value
    step, *rest = path
    if not isinstance(document, dict) or step not in document:
        return document
    return {**document, step: with_value(document[step], tuple(rest), value)}


def covers(pattern: str, path: Path) -> bool:
    """Tell whether steps lead to what a pattern names, or below it; in a pattern, ``*`` is any one step.

    >>> covers("parts.*.serial", ("parts", "door", "serial")), covers("parts.*.serial", ("parts", "door"))
    (True, False)
    """
    return remaining(pattern, path) == ""


def remaining(pattern: str, path: Path) -> str | None:
    """Return what a pattern names below some steps, ``""`` where they reach it; None where they lead elsewhere.

    >>> remaining("parts.*.serial", ("parts", "front.door")), remaining("@acme.version", ("@acme.version", "major"))
    ('serial', '')
    >>> remaining("parts.*.serial", ("name",)) is None
    True
    """
    expected = pattern.split(".") if pattern else []
    for step in path:
        if not expected:
            return ""
        names = ["*"] if expected[0] == "*" else str(step).split(".")
        if expected[: len(names)] != names:
            return None
        expected = expected[len(names) :]
    return ".".join(expected)


@lru_cache(maxsize=128)
def heads(path: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to part a path at one dot, the longest head first; a very long path is one name.

    >>> heads("a.b.c")
    (('a.b', 'c'), ('a', 'b.c'))
    """
    dots = [position for position, character in enumerate(path) if character == "."] if len(path) <= _LONGEST else []
    return tuple((path[:dot], path[dot + 1 :]) for dot in reversed(dots))


def _found(value: Any, path: str) -> Any:
    if type(value) is dict:
        # Columns are looked up so, in each of many records.
        found = value.get(path, MISSING)
        if found is not MISSING or "." not in path:
            return found
    for step, rest in _first_steps(value, path):
        found = value[step] if rest is None else _found(value[step], rest)
        if found is not MISSING:
            return found
    return MISSING


def _steps(value: Any, path: str) -> tuple[Path, bool]:
    """Return the steps, and whether something stands there."""
    nearest: Path = ()
    for step, rest in _first_steps(value, path):
        below, found = ((), True) if rest is None else _steps(value[step], rest)
        if found:
            return (step, *below), True
        nearest = nearest or (step, *below)
    return nearest or tuple(path.split(".")), False


def _first_steps(value: Any, path: str) -> Iterator[tuple[Any, str | None]]:
    """Yield each step that a path may begin with, and the path from there; None where the step is all of it."""
    if type(value) is dict or isinstance(value, Mapping):
        if path in value:
            yield path, None
        for head, rest in heads(path):
            if head in value:
                yield head, rest
    elif isinstance(value, list | tuple):
        head, dot, rest = path.partition(".")
        index = _index(head, len(value))
        if index is not None:
            yield index, rest if dot else None


def _index(text: str, count: int) -> int | None:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _LONGEST_INDEX:
        return None
    index = int(text)
    return index % count if -count <= index < count else None
