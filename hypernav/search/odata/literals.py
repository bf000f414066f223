"""Values as OData writes them in URLs (OData ABNF construction rules 4.01, section 7)."""

from __future__ import annotations

import math
import re
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypernav.errors import WrongValue

_LARGEST = 10**1_000
_LARGEST_EXPONENT = 6_144
_MEMBER = re.compile(r"-?\d{1,19}", re.ASCII)
_LONGEST_NAME = 128


class Enum(str):
    """Name members of an enumeration by its qualified type: several for one whose members are flags. Sends nothing.

    >>> Enum("Sales.Pattern", "Yellow")
    Enum('Sales.Pattern', 'Yellow')
    >>> print(Enum("Sales.Pattern", "Solid", "Yellow"))
    Sales.Pattern'Solid,Yellow'
    """

    __slots__ = ()

    def __new__(cls, type: str, *members: str | int) -> Enum:
        """Return the value; a member is named, or given by its number.

        Raises:
            WrongValue: The type is not qualified by its namespace, or a member can be none.
        """
        if "." not in str(type) or not all(map(is_name, str(type).split("."))):
            raise WrongValue(
                f"{type!r:.200} is not the qualified name of an enumeration.", next='Enum("Sales.Pattern", "Yellow")'
            )
        texts = [str(member) for member in members if not isinstance(member, bool)]
        wrong = [text for text in texts if not is_member(text)]
        if wrong or len(texts) != len(members) or not texts:
            what = repr(wrong[0])[:200] if wrong else repr(members)
            raise WrongValue(f"{what} is no member of an enumeration.", next=f"Enum({type!r}, 'Yellow')")
        return super().__new__(cls, f"{type}'{','.join(texts)}'")

    @property
    def type(self) -> str:
        """Return the qualified name of the enumeration."""
        return self.partition("'")[0]

    @property
    def members(self) -> tuple[str, ...]:
        """Return the members."""
        return tuple(self.partition("'")[2][:-1].split(","))

    def __repr__(self) -> str:
        """Return what to type to get this value."""
        return f"Enum({', '.join(map(repr, (self.type, *self.members)))})"

    def __getnewargs__(self) -> tuple[str, ...]:  # type: ignore[override]  # what a copy is made from
        """Return what a copy is made from."""
        return (self.type, *self.members)


def is_name(text: str) -> bool:
    """Tell whether a text is a simple name (rule ``odataIdentifier``).

    >>> is_name("Name"), is_name("a b"), is_name("1st")
    (True, False, False)
    """
    return text.isidentifier() and len(text) <= _LONGEST_NAME


def is_member(text: str) -> bool:
    """Tell whether a text can be a member of an enumeration: its name, or its number.

    >>> is_member("Yellow"), is_member("-3"), is_member("a b")
    (True, True, False)
    """
    return is_name(text) or _MEMBER.fullmatch(text) is not None


def literal(value: Any) -> str:
    """Return a value as OData writes it; a URL has still to be percent-encoded.

    Raises:
        WrongValue: OData has no such value, or no way to write it.

    >>> from datetime import UTC, datetime, timedelta
    >>> literal("O'Neil"), literal(datetime(2026, 1, 31, 9, 30, tzinfo=UTC)), literal(timedelta(hours=12))
    ("'O''Neil'", '2026-01-31T09:30:00Z', "duration'PT12H'")
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str.__str__(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, uuid.UUID):
        return str(value)
    written = _time(value)
    if written:
        return written
    raise WrongValue(
        f"OData has no value like {value!r:.200}, a {type(value).__name__}.", nearest=repr(str(value))[:200]
    )


def sendable(text: str) -> str:
    """Return a text that a URL can hold.

    Raises:
        WrongValue: It holds half of a surrogate pair.

    >>> sendable("é")
    'é'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise WrongValue(
            f"{text!r:.200} holds half of a surrogate pair, which no URL can hold.", next="give whole characters"
        ) from None
    return text


def _quoted(text: str) -> str:
    return "'" + sendable(text).replace("'", "''") + "'"


def _number(value: float | Decimal) -> str:
    if isinstance(value, int):
        if -_LARGEST < value < _LARGEST:
            return str(value)
        raise WrongValue("A whole number of more than 1,000 digits is more than OData can hold.")
    if not math.isfinite(value) or (isinstance(value, Decimal) and abs(value.adjusted()) > _LARGEST_EXPONENT):
        raise WrongValue(f"{value} is no number that OData can compare with.", next="give a finite number")
    return repr(float(value)) if isinstance(value, float) else str(value)


def _time(value: Any) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise WrongValue(f"{value!r} has no zone.", nearest=repr(value.replace(tzinfo=UTC).isoformat()))
        offset = value.utcoffset() or timedelta()
        # The grammar has hours and minutes in an offset, and no seconds.
        moment = value.astimezone(UTC) if offset % timedelta(minutes=1) else value
        return re.sub(r"\+00:00\Z", "Z", moment.isoformat())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        if value.tzinfo is not None:
            raise WrongValue(f"{value!r} has a zone.", nearest=repr(value.replace(tzinfo=None).isoformat()))
        return value.isoformat()
    return f"duration'{_duration(value)}'" if isinstance(value, timedelta) else ""


def _duration(value: timedelta) -> str:
    """Return a duration as XML Schema has it: ``P1DT2H3M4.5S``."""
    sign = "-" if value < timedelta() else ""
    length = abs(value)
    hours, rest = divmod(length.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{length.microseconds:06}".rstrip("0") if length.microseconds else ""
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    if seconds or fraction or not (length.days or any(parts)):
        parts.append(f"{seconds}{fraction}S")
    times = "".join(parts)
    return f"{sign}P{f'{length.days}D' if length.days else ''}{f'T{times}' if times else ''}"
