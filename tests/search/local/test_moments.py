"""Times read as exactly as they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from hypernav.search.local.moments import Moment, moment_in, moment_of, moment_of_milliseconds, order_of

DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-31", Moment(DAY)),
        ("2026-01-31T09:30", Moment(DAY, Fraction(34_200))),
        ("2026-01-31T09:30:00,25Z", Moment(DAY, Fraction(136_801, 4), 0)),
        ("2026-01-31T09:30:00-05:30", Moment(DAY, Fraction(34_200), -19_800)),
        ("2026-01-31T23:59:60Z", Moment(DAY, Fraction(86_400), 0)),
        ("31 Jan 2026 09:30:00 +0100", Moment(DAY, Fraction(34_200), 3_600)),
    ],
)
def test_a_text_is_the_time_that_it_says(text: str, moment: Moment):
    assert moment_in(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-01",
        "20260131",
        "2026-02-30",
        "2026-01-31T24:00:00Z",
        "2026-01-31T09:60:00Z",
        "2026-01-31T09:30:61Z",
        "2026-01-31T09:30:00ZZ",
        "2026-01-31-preview",
        "\u0662\u0660\u0662\u0666-01-31",
        "Sat, 99 Jan 2026 09:30:00 GMT",
    ],
)
def test_what_only_resembles_a_time_is_none(text: str):
    assert moment_in(text) is None


def test_the_time_of_a_datetime_keeps_its_zone_and_its_microseconds():
    zone = timezone(timedelta(hours=1))
    assert moment_of(datetime(2026, 1, 31, 0, 0, 1, 500_000, zone)) == Moment(DAY, Fraction(3, 2), 3_600)


def test_the_nanoseconds_of_pandas_count():
    pandas = pytest.importorskip("pandas")
    assert moment_of(pandas.Timestamp("2026-01-31T00:00:00.000000001")).seconds == Fraction(1, 10**9)


def test_milliseconds_are_a_time_in_utc():
    assert moment_of_milliseconds(1_769_817_600_500) == moment_of(datetime(2026, 1, 31, 0, 0, 0, 500_000, UTC))
    assert moment_of_milliseconds(-1).day == date(1969, 12, 31)


def test_a_time_at_the_beginning_of_the_calendar_has_a_position_whatever_its_zone():
    assert order_of(Moment(date(1, 1, 1), Fraction(0), 3_600), Moment(date(1, 1, 1), Fraction(0), 0)) == -1


def test_the_seconds_of_the_epoch_are_told():
    assert moment_of(datetime(1970, 1, 1, 0, 1, tzinfo=UTC)).epoch_seconds == 60
