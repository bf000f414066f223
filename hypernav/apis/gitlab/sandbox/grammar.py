"""The filters of GitLab's lists, read strictly: parameters such as ``not[labels]`` and ``iids[]``.

Source: GitLab's REST API documentation, "Encoding API parameters of array and hash types", and ``lib/api``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

JOINED = frozenset({"labels", "topic", "in"})
"""Parameters whose values are joined by commas."""

_NAME = re.compile(r"(?P<negated>not\[)?(?P<name>[a-z_]+)(?(negated)\])(?P<array>\[\])?")
_OPTIONS = ("page", "per_page", "order_by", "sort", "search")


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: a parameter and its values, which must be there, or must not."""

    name: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What the parameters of a list ask for."""

    conditions: tuple[Filter, ...] = ()
    page: int | None = None
    per_page: int | None = None
    order_by: str = ""
    descending: bool = True
    """GitLab's own order, where nothing is said."""
    search: str = ""


def parse(pairs: Iterable[tuple[str, str]], known: Collection[str]) -> Filters:
    """Return what query parameters ask for.

    Args:
        pairs: Names and values, as they were decoded.
        known: Names of the parameters that the list has.

    Raises:
        ValueError: A parameter is not known, is there twice, or has a value that GitLab refuses or ignores.

    >>> parse([("labels", "a,b"), ("not[labels]", "c"), ("iids[]", "1")], ["labels", "iids"]).conditions
    (Filter(name='labels', values=('a', 'b'), negated=False),
     Filter(name='labels', values=('c',), negated=True),
     Filter(name='iids', values=('1',), negated=False))
    """
    found: dict[tuple[str, bool], tuple[str, ...]] = {}
    arrays: set[tuple[str, bool]] = set()
    options: dict[str, str] = {}
    for position, (written, value) in enumerate(pairs):
        read = _NAME.fullmatch(written)
        if read is None:
            raise ValueError(f"{written!r} is no parameter, at {position}")
        if "\0" in value or not value.strip():
            raise ValueError(f"{written!r} holds NUL, or nothing, at {position}")
        name, key = read["name"], (read["name"], read["negated"] is not None)
        if name in _OPTIONS and written == name and name not in options:
            options[name] = value
            continue
        if name not in known:
            raise ValueError(f"{written!r} is not known, at {position}")
        if key in found and not (read["array"] and key in arrays):
            raise ValueError(f"{written!r} is there twice, at {position}")
        if read["array"]:
            arrays.add(key)
        found[key] = (*found.get(key, ()), *_values(name, written, value))
    conditions = tuple(Filter(name, values, negated) for (name, negated), values in found.items())
    if options.get("sort", "desc") not in ("asc", "desc"):
        raise ValueError(f"'sort' is asc or desc, not {options['sort']!r:.50}")
    return Filters(
        conditions,
        _number(options, "page", 10**9),
        _number(options, "per_page", 100),
        options.get("order_by", ""),
        options.get("sort", "desc") == "desc",
        options.get("search", ""),
    )


def _values(name: str, written: str, value: str) -> tuple[str, ...]:
    if name not in JOINED:
        return (value,)
    values = tuple(part.strip(" \t\n\v\f\r") for part in value.split(","))
    if "" in values:
        raise ValueError(f"{written!r} has an empty value")
    return values


def _number(options: dict[str, str], name: str, most: int) -> int | None:
    text = options.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= most:
        raise ValueError(f"{name!r} is 1 to {most}, not {text!r:.50}")
    return int(text)
