"""Contentful's search parameters, read strictly: names such as ``fields.price[gte]`` and the values behind them.

Source: "Search parameters" of the Content Delivery API.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

OPERATORS = ("ne", "in", "nin", "all", "exists", "lt", "lte", "gt", "gte", "match", "near", "within")
"""What may stand in brackets behind a path; nothing is equality."""

_NAME = re.compile(r"(?P<path>(?:fields|sys|metadata)(?:\.[A-Za-z][A-Za-z0-9_-]*)+)(?:\[(?P<operator>[a-z]+)\])?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_TYPES = ".sys.contentType.sys.id"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a path, an operator (``""`` for equality) and its values."""

    path: str
    operator: str
    values: tuple[Any, ...]
    """One text; several for ``in``, ``nin`` and ``all``; a boolean for ``exists``; numbers for places."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the parameters of a list ask for."""

    conditions: tuple[Condition, ...]
    options: Mapping[str, Any]
    """``content_type``, ``select`` and ``order`` as tuples, ``limit``, ``skip`` and ``include`` as numbers, …"""


def parse(pairs: Iterable[tuple[str, str]], *, entries: bool = True) -> Asked:
    """Return what query parameters ask for.

    Args:
        pairs: Names and values, as they were decoded.
        entries: Whether entries are searched, whose fields need a content type.

    Raises:
        ValueError: A parameter is not known, is there twice, lacks what it needs, or has a value that cannot be read.

    >>> parse([("content_type", "product"), ("fields.tags[in]", "a,b"), ("order", "-sys.createdAt")]).conditions
    (Condition(path='fields.tags', operator='in', values=('a', 'b')),)
    """
    conditions: list[Condition] = []
    options: dict[str, Any] = {}
    seen: set[str] = set()
    for position, (name, value) in enumerate(pairs):
        if name in seen:
            raise ValueError(f"{name!r} is there twice, at {position}")
        seen.add(name)
        if name in _OPTIONS:
            options[name] = _OPTIONS[name](name, value)
        else:
            conditions.append(_condition(name, value, position))
    if entries:
        _require_types([*(each.path for each in conditions), *_paths(options)], conditions, options)
    return Asked(tuple(conditions), options)


def _condition(name: str, value: str, position: int) -> Condition:
    read = _NAME.fullmatch(name)
    if read is None:
        raise ValueError(f"{name!r} is no search parameter, at {position}")
    operator = read["operator"] or ""
    if operator and operator not in OPERATORS:
        raise ValueError(f"{name!r} has no operator {operator!r}")
    if operator in ("in", "nin", "all"):
        return Condition(read["path"], operator, _list(name, value))
    if operator == "exists":
        if value not in ("true", "false"):
            raise ValueError(f"{name!r} is true or false, not {value!r:.50}")
        return Condition(read["path"], operator, (value == "true",))
    if operator in ("near", "within"):
        return Condition(read["path"], operator, _place(name, operator, value))
    return Condition(read["path"], operator, (value,))


def _list(name: str, value: str) -> tuple[str, ...]:
    values = tuple(value.split(","))
    if "" in values:
        raise ValueError(f"{name!r} has an empty value, at {values.index('')}")
    return values


def _place(name: str, operator: str, value: str) -> tuple[float, ...]:
    parts = value.split(",")
    if len(parts) not in {"near": (2,), "within": (3, 4)}[operator] or not all(map(_NUMBER.fullmatch, parts)):
        raise ValueError(f"{name!r} is no place: {value!r:.50}")
    numbers = tuple(map(float, parts))
    corners = [numbers[:2], numbers[2:]] if len(numbers) == 4 else [numbers[:2]]
    if any(abs(latitude) > 90 or abs(longitude) > 180 for latitude, longitude in corners):
        raise ValueError(f"{name!r} is outside the world: {value!r:.50}")
    return numbers


def _whole(least: int, most: int) -> Callable[[str, str], int]:
    def read(name: str, value: str) -> int:
        if not value.isascii() or not value.isdecimal() or not least <= int(value) <= most:
            raise ValueError(f"{name!r} is {least} to {most}, not {value!r:.50}")
        return int(value)

    return read


def _text(name: str, value: str) -> str:
    if not value:
        raise ValueError(f"{name!r} is empty")
    return value


_OPTIONS: Mapping[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(("content_type", "links_to_entry", "links_to_asset", "locale", "mimetype_group", "query"), _text),
    **dict.fromkeys(("select", "order"), _list),
    "limit": _whole(0, 1_000),
    "skip": _whole(0, 10**9),
    "include": _whole(0, 10),
}


def _paths(options: Mapping[str, Any]) -> list[str]:
    return [*options.get("select", ()), *(path.removeprefix("-") for path in options.get("order", ()))]


def _require_types(paths: Iterable[str], conditions: Iterable[Condition], options: Mapping[str, Any]) -> None:
    typed = {each.path.removesuffix(_TYPES) for each in conditions if each.path.endswith(_TYPES)}
    for path in paths:
        if path.startswith("fields.") and "content_type" not in options:
            raise ValueError(f"{path!r} needs a content_type")
        before, linked, _ = path.rpartition(".fields.")
        if linked and before not in typed:
            raise ValueError(f"{path!r} needs {before + _TYPES!r}")
