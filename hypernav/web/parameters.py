"""Values as query parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Any
from uuid import UUID

from hypernav.errors import WrongValue

_PLAIN = (
    *(str, int, float, Decimal, date, time, timedelta, UUID, Enum),
    *(IPv4Address, IPv4Network, IPv6Address, IPv6Network),
)


def text_of(value: Any) -> str:
    """Return a value as text in a query: ``true`` and ``false``, dates and times as ISO 8601 has them.

    A member of an enumeration stands for its value.

    Raises:
        WrongValue: It is a duration, which each API spells in its own way.

    >>> text_of(True), text_of(date(2026, 1, 31))
    ('true', '2026-01-31')
    """
    if isinstance(value, Enum):
        return text_of(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        raise WrongValue(
            f"A duration has no common spelling in a query, and {value!r} was given.",
            next="give the text that the API takes, such as 'PT2H' or 7200",
        )
    return value.isoformat() if isinstance(value, date | time) else str(value)


def parameters_of(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield parameters as texts; a list or column repeats its name, None leaves it out.

    Raises:
        WrongValue: A value is neither plain nor a list of plain ones.

    >>> list(parameters_of({"tag": ["a", "b"], "open": True, "page": None}))
    [('tag', 'a'), ('tag', 'b'), ('open', 'true')]
    """
    for name, value in given.items():
        # What numbers and columns of numpy and pandas have.
        to_list = getattr(value, "tolist", None)
        plain = to_list() if callable(to_list) and not isinstance(value, type) else value
        for each in plain if isinstance(plain, list | tuple) else [plain]:
            if each is not None:
                _require_plain(name, each)
                yield name, text_of(each)


def _require_plain(name: str, value: Any) -> None:
    if not isinstance(value, _PLAIN):
        raise WrongValue(
            f"The parameter {name!r} takes a plain value or a list of them, and was given {value!r:.200}.",
            next="give JSON as text: json.dumps(…)",
        )
    if value != value:  # noqa: PLR0124  # only NaN, and pandas' NaT, differ from themselves
        raise WrongValue(f"The parameter {name!r} was given {value!r}, which is no value.", next="leave it out")
