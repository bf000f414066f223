"""Points in time of the simulated console and how the API writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

NOW = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
"""The moment at which the generated data was true."""


def instant(moment: datetime) -> str:
    """Write a moment as the API does, in UTC with milliseconds.

    >>> instant(NOW)
    '2025-11-03T09:00:00.000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def whole_second(moment: datetime) -> str:
    """Write a moment as the API does where it keeps no fraction of a second: in histories, schedules and reports.

    >>> whole_second(NOW)
    '2025-11-03T09:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def midnight(day: date) -> datetime:
    """Return the first moment of a day, in UTC.

    >>> midnight(date(2025, 1, 2)).isoformat()
    '2025-01-02T00:00:00+00:00'
    """
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def duration(length: timedelta) -> str:
    """Write a length of time as ISO 8601 does.

    >>> duration(timedelta(hours=1, seconds=62))
    'PT1H1M2S'
    """
    seconds = int(length.total_seconds())
    parts = ((seconds // 3600, "H"), (seconds % 3600 // 60, "M"), (seconds % 60, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def month_after(day: date, months: int) -> date:
    """Return the first day of the month that many months later.

    >>> month_after(date(2024, 11, 12), 3)
    datetime.date(2025, 2, 1)
    """
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
