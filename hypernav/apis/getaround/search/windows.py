"""Cut a span of time into windows of at most 30 days that leave no instant out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

LONGEST = timedelta(days=30)
"""The longest window that the API takes. It is counted in hours: a month in which clocks go back has one more."""
OVERLAP = timedelta(seconds=1)
"""How far windows reach into each other, since nobody says whether their ends belong to them."""


def windows(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the beginning and end of each window, in order, in the zone's offset at the start.

    Neighbours overlap, so that what happens at an inner end is in one of them whether ends are included or not.

    Args:
        start: A time with its zone.
        end: A time with its zone, not before the start.

    >>> new_year = datetime(2026, 1, 1, tzinfo=UTC)
    >>> [str(end) for _, end in windows(new_year, new_year + timedelta(days=40))]
    ['2026-01-31 00:00:00+00:00', '2026-02-10 00:00:00+00:00']
    """
    begin, last = fixed(start), fixed(end)
    while last - begin > LONGEST:
        yield begin, begin + LONGEST
        begin += LONGEST - OVERLAP
    yield begin, last


def fixed(moment: datetime) -> datetime:
    """Return the same instant with the offset that it has, by which times can be counted.

    ISO 8601 has no seconds in an offset; zones that had some, in the 19th century, are told in UTC.

    >>> from zoneinfo import ZoneInfo
    >>> str(fixed(datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/Paris"))))
    '2026-07-01 00:00:00+02:00'
    """
    offset = moment.utcoffset() or timedelta()
    clock = moment.replace(tzinfo=None)
    if offset % timedelta(minutes=1):
        return (clock - offset).replace(tzinfo=UTC)
    return clock.replace(tzinfo=timezone(offset))
