"""Values as query parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

from hypernav.errors import WrongValue


def text_of(value: Any) -> str:
    """Return a value as text in a query: ``true`` and ``false``, dates and times as ISO 8601 has them. Sends nothing.

    Raises:
        WrongValue: It is a duration, which each API spells in its own way.

    >>> text_of(True), text_of(date(2026, 1, 31))
    ('true', '2026-01-31')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        raise WrongValue(
            f"A duration has no common spelling in a query, and {value!r} was given.",
            next="give the text that the API takes, such as 'PT2H' or 7200",
        )
    return value.isoformat() if isinstance(value, date | time) else str(value)


def parameters_of(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield parameters as texts; a list repeats its name, None leaves it out. Sends nothing.

    Raises:
        WrongValue: A value is neither plain nor a list of plain ones.

    >>> list(parameters_of({"tag": ["a", "b"], "open": True, "page": None}))
    [('tag', 'a'), ('tag', 'b'), ('open', 'true')]
    """
    for name, value in given.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, dict | list | tuple | set | bytes):
                raise WrongValue(
                    f"The parameter {name!r} takes a plain value or a list of them, and was given {each!r:.200}.",
                    next="give JSON as text: json.dumps(…)",
                )
            if each is not None:
                yield name, text_of(each)
