"""Times of answers as spans: a day is a day long, and a time without a zone may be anywhere on Earth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ANYWHERE = timedelta(hours=14)
_TINY = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Hold the first and the last moment that a time may mean, in UTC.

    >>> day = span_of("2026-01-31", None)
    >>> day.overlaps(span_of("2026-01-31T09:30:00Z", None)), day.overlaps(span_of("2026-02-03T09:30:00Z", None))
    (True, False)
    """

    first: datetime
    last: datetime

    def overlaps(self, other: Span) -> bool:
        """Return whether both may mean the same moment."""
        return self.first <= other.last and other.first <= self.last


def span_of(value: Any, beside: Any) -> Span | None:
    """Return the span of a time, None for what is none.

    Args:
        value: A date, a time, a text of ISO 8601, or epoch seconds or milliseconds beside a time.
        beside: What it is compared with; only beside a time is a number one.
    """
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, datetime):
        return _of_moment(value, _TINY)
    if isinstance(value, date):
        return _of_day(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_time(beside):
        return _of_number(value)
    return None


def _is_time(value: Any) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and _of_text(value) is not None)


def _of_number(value: int | float) -> Span | None:
    if not 10**8 <= value < 10**14:
        return None
    milliseconds = value >= 10**11
    moment = _EPOCH + (timedelta(milliseconds=value) if milliseconds else timedelta(seconds=value))
    return Span(moment, moment + (timedelta(milliseconds=1) if milliseconds else timedelta(seconds=1)) - _TINY)


def _of_text(text: str) -> Span | None:
    if not 8 <= len(text) <= 80 or not text[:4].isdecimal():
        return None
    text = text.strip().partition("[")[0]
    try:
        if len(text) <= 10:
            return _of_day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    fraction = text.partition(".")[2]
    digits = len(fraction) - len(fraction.lstrip("0123456789"))
    precise = digits or text.count(":") > 1 + (moment.tzinfo is not None and text[-3:-2] == ":")
    return _of_moment(moment, timedelta(seconds=10.0 ** -min(digits, 6)) if precise else timedelta(minutes=1))


def _of_day(day: date) -> Span:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return _widened(start, start + (timedelta(days=1) - _TINY))


def _of_moment(moment: datetime, precision: timedelta) -> Span:
    length = precision - _TINY
    start = moment.replace(tzinfo=UTC)
    if moment.tzinfo is None:
        return _widened(start, _shifted(start, length))
    start = _shifted(start, -(moment.utcoffset() or timedelta()))
    return Span(start, _shifted(start, length))


def _widened(first: datetime, last: datetime) -> Span:
    """Return the span of a time of which the zone is not known."""
    return Span(_shifted(first, -_ANYWHERE), _shifted(last, _ANYWHERE))


def _shifted(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return moment
