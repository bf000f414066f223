"""Limits and display bounds: one immutable value, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Hold every limit of a navigator. Sends nothing.

    Raises:
        ValueError: A limit is negative, zero where that makes no sense, or of the wrong type.

    >>> Options(read_timeout=10).read_timeout
    10
    >>> Options(rows=0)
    Traceback (most recent call last):
        ...
    ValueError: Options.rows must be at least 1, not 0.
    """

    connect_timeout: float = 5.0
    """Seconds to wait for a connection."""
    read_timeout: float = 30.0
    """Seconds to wait for the next bytes."""
    deadline: float = 120.0
    """Seconds for one whole exchange, however slowly its bytes drip."""
    max_wait: float = 60.0
    """Seconds that a wait for a rate limit may last before RateLimited is raised instead."""
    max_attempts: int = 4
    """Times that a safe request is sent at most, the first one included."""
    max_redirects: int = 10
    """Redirects followed at most in one exchange."""
    max_body_bytes: int = 64 * 2**20
    """Decoded bytes accepted of one body."""
    max_expansion: int = 200
    """Times its size as received that a compressed body may unpack to, where that is more than 1 MiB."""
    max_json_values: int = 4_000_000
    """Values accepted in a JSON body, an object counting for three."""
    max_json_depth: int = 200
    """Levels of nesting accepted in a JSON body."""
    max_json_digits: int = 400
    """Digits accepted in one JSON number."""
    max_pages: int = 10_000
    """Pages read of one collection before paging stops, visibly."""
    memory_bytes: int = 256 * 2**20
    """Bytes that documents kept for a second look take, as estimated from their texts."""
    trust_environment: bool = False
    """Whether proxy settings of the environment are used."""
    netrc: bool = False
    """Whether a netrc entry of the exact host is used where no other credential is given."""
    verify: bool | str = True
    """Whether certificates are checked, or the path of the authorities to check them against."""
    strict: bool = False
    """Whether an answer that contradicts what was asked raises AnswerContradicts, and does not only warn."""
    upgrade_links: bool = False
    """Whether http links to the host of an https API are followed as https."""
    rows: int = 10
    """Members shown on the page of a place; a table that you ask for shows 20, or this many where that is more."""
    columns: int = 8
    """Columns shown of a table whose columns were not named."""
    string_length: int = 80
    """Characters shown of one value."""
    depth: int = 2
    """Levels shown of nested data."""
    html_bytes: int = 50_000
    """Bytes of one HTML display."""

    def __post_init__(self) -> None:
        """Check each limit."""
        for field in fields(self):
            _check(field.name, getattr(self, field.name))

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some limits changed.

        >>> Options().replace(rows=3).rows
        3
        """
        return replace(self, **changes)


_SWITCHES = frozenset({"strict", "trust_environment", "netrc", "verify", "upgrade_links"})
_MAY_BE_ZERO = frozenset({"max_wait", "max_redirects"})


def _check(name: str, value: object) -> None:
    if name in _SWITCHES:
        if not isinstance(value, bool) and not (name == "verify" and isinstance(value, str)):
            raise ValueError(f"Options.{name} must be True or False, not {value!r}.")
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"Options.{name} must be a number, not {value!r}.")
    least = 0 if name in _MAY_BE_ZERO else 1 if isinstance(value, int) else 0.001
    if not value >= least:
        raise ValueError(f"Options.{name} must be at least {least}, not {value!r}.")
