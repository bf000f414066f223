"""Times with their zones, as requests spell them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.web.times import rfc_3339

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 3),
    max_value=datetime(9999, 12, 29),
    timezones=st.integers(-86_000, 86_000).map(lambda seconds: timezone(timedelta(seconds=seconds))),
)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOON, "2026-01-31T12:00:00Z"),
        (NOON.replace(microsecond=500), "2026-01-31T12:00:00.000500Z"),
        (NOON.astimezone(timezone(timedelta(hours=5, minutes=45))), "2026-01-31T17:45:00+05:45"),
        (NOON.astimezone(timezone(-timedelta(hours=9, minutes=30))), "2026-01-31T02:30:00-09:30"),
        (NOON.astimezone(ZoneInfo("Europe/London")), "2026-01-31T12:00:00Z"),
        (datetime(1880, 1, 1, tzinfo=timezone(timedelta(seconds=1172))), "1879-12-31T23:40:28Z"),
        (datetime(33, 4, 3, 15, tzinfo=UTC), "0033-04-03T15:00:00Z"),
        (pandas.Timestamp("2026-01-31T12:00:00.000000001Z"), "2026-01-31T12:00:00.000000001Z"),
    ],
    ids=repr,
)
def test_a_time_is_written_as_rfc_3339_has_it(moment, text):
    assert rfc_3339(moment) == text


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_in_autumn_keeps_its_offset(fold):
    moment = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=fold)
    assert rfc_3339(moment) == f"2026-10-25T02:30:00+0{2 - fold}:00"


@given(MOMENTS)
def test_any_time_stays_the_same_instant(moment):
    assert datetime.fromisoformat(rfc_3339(moment)) == moment
