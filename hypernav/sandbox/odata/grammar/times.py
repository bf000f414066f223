"""Dates, times, points in time and durations of OData's grammar (section 7 of its construction rules)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone

from hypernav.sandbox.odata.grammar.reader import Reader
from hypernav.sandbox.odata.grammar.tree import Literal

DIGITS = "0123456789"
_MOST_DIGITS = 9
_FRACTION_DIGITS = 12
_PYTHON_FRACTION = 6


class TimeReader(Reader):
    """Read what a calendar or a clock says.

    >>> from hypernav.sandbox.odata.grammar.source import Source
    >>> TimeReader(Source.plain("2026-01-31T09:30Z")).point_in_time().value
    datetime.datetime(2026, 1, 31, 9, 30, tzinfo=datetime.timezone.utc)
    """

    def date(self) -> Literal:
        """Take a date. The year may lie before 0 or beyond 9999, where Python has no date: then it stays a text."""
        start = self.position
        year, month, day = self._date_parts()
        fits = 1 <= year <= 9999
        return Literal("date", date(year, month, day) if fits else self.text[start : self.position])

    def time_of_day(self) -> Literal:
        """Take a time of day."""
        start = self.position
        parts = self._time_parts()
        return Literal("time", time(*parts) if parts else self.text[start : self.position])

    def point_in_time(self) -> Literal:
        """Take a date, a time and a zone."""
        start = self.position
        year, month, day = self._date_parts()
        self.expect("T")
        parts = self._time_parts()
        zone = self._zone()
        if parts is None or not 1 <= year <= 9999:
            return Literal("datetime", self.text[start : self.position])
        return Literal("datetime", datetime.combine(date(year, month, day), time(*parts), zone))

    def duration(self) -> Literal:
        """Take a duration of days, hours, minutes and seconds, without the quotes."""
        start = self.position
        negative = self.accept("-")
        self.expect("P")
        days, times = 0, {"H": 0, "M": 0, "S": 0}
        fraction = ""
        if self.next in set(DIGITS):
            days = self._count()
            self.expect("D")
        elif not self.at("T"):
            raise self.fail("a number of days, or T")
        if self.accept("T"):
            fraction = self._clock(times)
        if len(fraction) > _PYTHON_FRACTION:
            return Literal("duration", self.text[start : self.position])
        microseconds = int(fraction.ljust(_PYTHON_FRACTION, "0"))
        try:
            value = timedelta(
                days, times["S"], microseconds, minutes=times["M"], hours=times["H"]
            )  # a timedelta has no larger unit than days
        except OverflowError:
            raise self.fail("a duration of at most 999,999,999 days", start) from None
        return Literal("duration", -value if negative else value)

    def _clock(self, times: dict[str, int]) -> str:
        """Take hours, minutes and seconds into ``times``, in this order, and return the fraction of the seconds."""
        units = "HMS"
        read = 0
        while self.next in set(DIGITS):
            number = self._count()
            if units.endswith("S") and self.accept("."):
                fraction = self.many_of(DIGITS, "digits", most=_FRACTION_DIGITS)
                self.expect("S")
                times["S"] = number
                return fraction
            unit = self.one_of(units, f"one of {', '.join(units)}" if units else "the end of the duration")
            times[unit] = number
            units = units[units.index(unit) + 1 :]
            read += 1
        if not read:
            raise self.fail("a number of hours, minutes or seconds")
        return ""

    def _count(self) -> int:
        return int(self.many_of(DIGITS, "a number of at most nine digits", most=_MOST_DIGITS))

    def _date_parts(self) -> tuple[int, int, int]:
        negative = self.accept("-")
        digits = self.many_of(DIGITS, "a year", most=_MOST_DIGITS)
        if len(digits) < 4:
            raise self.fail("a year of at least four digits")
        if len(digits) > 4 and digits.startswith("0"):
            raise self.fail("-", self.position - len(digits) + 4)
        year = -int(digits) if negative else int(digits)
        self.expect("-")
        first = self.one_of("01", "a month")
        month = int(first + self.one_of("123456789" if first == "0" else "012", "a month"))
        self.expect("-")
        at = self.position
        first = self.one_of("0123", "a day")
        day = int(first + self.one_of({"0": "123456789", "3": "01"}.get(first, DIGITS), "a day"))
        # The calendar repeats itself every 400 years.
        if day > monthrange(2000 + year % 400, month)[1]:
            raise self.fail("a day of that month", at)
        return year, month, day

    def _time_parts(self) -> tuple[int, int, int, int] | None:
        """Take a time and return hour, minute, second and microsecond, None where Python has no such time."""
        hour, minute = self._hour(), self._minute()
        second, fraction = 0, ""
        if self.accept(":"):
            second = 60 if self.accept("60") else self._minute(colon=False)
            if self.accept("."):
                fraction = self.many_of(DIGITS, "digits", most=_FRACTION_DIGITS)
        if second == 60 or len(fraction) > _PYTHON_FRACTION:
            return None
        return hour, minute, second, int(fraction.ljust(_PYTHON_FRACTION, "0"))

    def _hour(self) -> int:
        first = self.one_of("012", "an hour")
        return int(first + self.one_of("0123" if first == "2" else DIGITS, "an hour"))

    def _minute(self, *, colon: bool = True) -> int:
        if colon:
            self.expect(":")
        return int(self.one_of("012345", "0 to 59") + self.one_of(DIGITS, "0 to 59"))

    def _zone(self) -> timezone:
        if self.accept("Z"):
            return UTC
        sign = -1 if self.one_of("+-", "a zone: Z, or an offset such as +02:00") == "-" else 1
        minutes = sign * (self._hour() * 60 + self._minute())
        return timezone(timedelta(minutes=minutes)) if minutes else UTC


DATE_AHEAD = re.compile(r"-?[0-9]{4,}-[0-9]{2}-")
POINT_AHEAD = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T")
TIME_AHEAD = re.compile(r"[0-9]{2}:[0-9]{2}")
