"""The filters of Kitsu's lists, read strictly: query parameters as columns and what they are compared with.

Source: Zou 1.0.97, ``build_filters`` and ``apply_criterions_to_db_query``; PostgreSQL, "Pattern Matching", LIKE.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

_OPTIONS = ("page", "limit", "relations", "fields")


class Wildcard(Enum):
    """What a pattern leaves open."""

    ANY = "%"
    """Any characters, or none."""
    ONE = "_"
    """One character."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: a column, how it is compared, and with what."""

    column: str
    comparison: str
    """``equal``, ``in``, ``like`` or ``related``."""
    operands: tuple[Any, ...]
    """One value; several for ``in``; for ``like`` the literal texts and wildcards of the pattern in order."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the parameters of a list ask for."""

    conditions: tuple[Filter, ...] = ()
    page: int | None = None
    limit: int | None = None
    relations: bool = False
    fields: tuple[str, ...] = field(default=())


def parse(pairs: Iterable[tuple[str, str]], columns: Collection[str], related: Collection[str] = ()) -> Filters:
    """Return what query parameters ask for.

    Args:
        pairs: Names and values, as they were decoded.
        columns: The columns of the list that hold one value.
        related: Those that hold several related rows.

    Raises:
        ValueError: A parameter is not known, is there twice, or has a value that cannot be read.

    >>> parse([("id", '["a","b"]'), ("name", "%chair%")], ["id", "name"]).conditions
    (Filter(column='id', comparison='in', operands=('a', 'b')),
     Filter(column='name', comparison='like', operands=(<Wildcard.ANY: '%'>, 'chair', <Wildcard.ANY: '%'>)))
    """
    conditions: list[Filter] = []
    options: dict[str, str] = {}
    for position, (name, value) in enumerate(pairs):
        if name in options or any(name == each.column for each in conditions):
            raise ValueError(f"{name!r} is there twice, at {position}")
        if "\0" in value:
            raise ValueError(f"{name!r} holds NUL at {value.index(chr(0))}")
        if name in _OPTIONS:
            options[name] = value
        elif name in related:
            conditions.append(Filter(name, "related", (value,)))
        elif name in columns:
            conditions.append(_condition(name, value))
        else:
            raise ValueError(f"{name!r} is no column, at {position}")
    return Filters(
        tuple(conditions),
        int(options["page"]) if "page" in options else None,
        int(options["limit"]) if "limit" in options else None,
        options.get("relations", "false").lower() == "true",
        tuple(each.strip() for each in options["fields"].split(",")) if "fields" in options else (),
    )


def _condition(name: str, value: str) -> Filter:
    if name == "name":
        return Filter(name, "like", pattern(value))
    if not value.startswith("["):
        return Filter(name, "equal", (value,))
    try:
        values = json.loads(value)
    except ValueError as error:
        raise ValueError(f"{name!r} begins like a list and is none: {error}") from None
    if not isinstance(values, list) or any(isinstance(each, dict | list) for each in values):
        raise ValueError(f"{name!r} is no list of plain values")
    return Filter(name, "in", tuple(values))


def pattern(text: str) -> tuple[str | Wildcard, ...]:
    r"""Return the parts of a LIKE pattern: literal texts, and wildcards.

    Raises:
        ValueError: It ends in the middle of an escape.

    >>> pattern("50\\%_x%")
    ('50%', <Wildcard.ONE: '_'>, 'x', <Wildcard.ANY: '%'>)
    """
    parts: list[str | Wildcard] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character in "%_":
            parts.append(Wildcard(character))
        else:
            if character == "\\":
                position += 1
                if position == len(text):
                    raise ValueError(f"an escape without what it escapes at {position - 1}")
            if parts and isinstance(parts[-1], str):
                parts[-1] += text[position]
            else:
                parts.append(text[position])
        position += 1
    return tuple(parts)
