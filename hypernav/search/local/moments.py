"""Times as answers and searches write them, compared as times whatever their zone, fraction and spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from fractions import Fraction

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400
# RFC 3339, 5.6, and what is common beside it: no seconds, no colon in the offset, the zone's name in brackets.
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,40}))?)?"
    r" ?([Zz]|[+-]\d\d(?::?\d\d)?)?(?:\[[^\]]*\])?)?",
    re.ASCII,
)
_INTERNET = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})")


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold a day, or a time, as exactly as it was written."""

    day: date
    """In the zone in which it was written."""
    seconds: Fraction | None = None
    """Since the day began there; None for a day as a whole."""
    offset: int | None = None
    """Seconds by which its zone is ahead of UTC; None where no zone is known."""

    @property
    def position(self) -> Fraction:
        """Return the seconds since year 1, in UTC where the zone is known."""
        return self.day.toordinal() * _DAY + (self.seconds or Fraction()) - (self.offset or 0)

    @property
    def epoch_seconds(self) -> int:
        """Return the whole seconds since 1970, in UTC where the zone is known."""
        return int(self.position) - _EPOCH.toordinal() * _DAY


def moment_in(text: str) -> Moment | None:
    """Return the day or time that a text is, None where it is none (RFC 3339, 5.6; RFC 5322, 3.3).

    >>> moment_in("2026-01-31T09:30:00.5+01:00").position == moment_in("2026-01-31 08:30:00.500Z").position
    True
    >>> moment_in("soon") is None, moment_in("2026-02-30") is None
    (True, True)
    """
    found = _ISO.fullmatch(text)
    try:
        if found is None:
            return moment_of(parsedate_to_datetime(text)) if _INTERNET.fullmatch(text) else None
        day, hour, minute, second, fraction, zone = found.groups()
        if hour is None:
            return Moment(date.fromisoformat(day))
        # 60 is a leap second, which is the second behind the last one.
        if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
            return None
        whole = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
        part = Fraction(int(fraction), 10 ** len(fraction)) if fraction else Fraction()
        return Moment(date.fromisoformat(day), whole + part, _offset(zone))
    except ValueError:
        return None


def moment_of(value: date) -> Moment:
    """Return what a date or a datetime of Python is.

    >>> moment_of(date(2026, 1, 31)).seconds is None, moment_of(datetime(2026, 1, 31, 0, 1)).seconds
    (True, Fraction(60, 1))
    """
    if not isinstance(value, datetime):
        return Moment(value)
    since = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    # pandas keeps what is smaller than a microsecond beside the datetime.
    exact = Fraction(since // timedelta(microseconds=1), 10**6) + Fraction(getattr(value, "nanosecond", 0), 10**9)
    zone = value.utcoffset()
    return Moment(value.date(), exact, None if zone is None else zone // timedelta(seconds=1))


def moment_of_milliseconds(number: float) -> Moment:
    """Return the time of epoch milliseconds.

    Raises:
        OverflowError: It is no time of the years 1 to 9999.

    >>> moment_of_milliseconds(1_769_817_600_000).day
    datetime.date(2026, 1, 31)
    """
    day, rest = divmod(Fraction(number), _DAY * 1000)
    return Moment((_EPOCH + timedelta(days=day)).date(), rest / 1000, 0)


def order_of(found: Moment, wanted: Moment) -> int:
    """Return -1, 0 or 1 for a time before, at or after the wanted one; a wanted day is compared with the day of a time.

    Raises:
        TypeError: Only one of two times knows its zone.

    >>> order_of(Moment(date(2026, 1, 31), Fraction(60), 3600), Moment(date(2026, 1, 31), Fraction(60), 0))
    -1
    """
    if wanted.seconds is None:
        return (found.day > wanted.day) - (found.day < wanted.day)
    if (found.offset is None) != (wanted.offset is None):
        raise TypeError
    return (found.position > wanted.position) - (found.position < wanted.position)


def _offset(zone: str | None) -> int | None:
    if zone is None or zone in "Zz":
        return None if zone is None else 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    seconds = int(digits[:2]) * 3600 + int(digits[2:]) * 60
    return -seconds if zone[0] == "-" else seconds
