"""Windows of at most 30 days: they leave no instant out, whether their ends belong to them or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.getaround.search.windows import LONGEST, OVERLAP, fixed, windows

PARIS = ZoneInfo("Europe/Paris")
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = st.sampled_from(
    [UTC, PARIS, ZoneInfo("Europe/London"), ZoneInfo("America/St_Johns"), timezone(timedelta(hours=14))]
)
STARTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2040, 1, 1), timezones=ZONES)
SPANS = st.one_of(
    st.timedeltas(min_value=timedelta(), max_value=timedelta(days=400)),
    st.integers(0, 12).map(lambda count: count * LONGEST),
    st.integers(0, 12).map(lambda count: count * (LONGEST - OVERLAP)),
    st.integers(1, 12).map(lambda count: count * LONGEST + OVERLAP),
)


def seconds(start: datetime, end: datetime) -> float:
    """Return how long a span takes, not what clocks show."""
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


@pytest.mark.parametrize(
    ("days", "count"), [(0, 1), (1, 1), (30, 1), (30.001, 2), (31, 2), (59.9, 2), (60, 3), (75, 3), (365, 13)]
)
def test_a_span_takes_as_few_windows_as_overlaps_allow(days, count):
    assert len(list(windows(NEW_YEAR, NEW_YEAR + timedelta(days=days)))) == count


@given(STARTS, SPANS)
def test_windows_cover_a_span_and_no_more(start, span):
    end = (start.astimezone(UTC) + span).astimezone(start.tzinfo)
    found = list(windows(start, end))
    # An hour that clocks leave out equals nothing in another zone: instants are compared in UTC.
    assert [each.astimezone(UTC) for each in (found[0][0], found[-1][1])] == [
        *(start.astimezone(UTC), end.astimezone(UTC))
    ]
    assert [one for one in found if not timedelta() <= one[1] - one[0] <= LONGEST] == []
    assert [pair for pair in pairwise(found) if pair[0][1] - pair[1][0] != OVERLAP] == []


def test_a_month_in_which_clocks_go_back_is_longer_than_30_days():
    start, end = datetime(2026, 10, 1, tzinfo=PARIS), datetime(2026, 10, 31, tzinfo=PARIS)
    found = list(windows(start, end))
    assert [seconds(*each) for each in found] == [720 * 3_600, 3_601]
    assert found[0][1] == datetime(2026, 10, 30, 23, tzinfo=PARIS)


def test_a_month_in_which_clocks_go_forward_is_shorter():
    found = list(windows(datetime(2026, 3, 15, tzinfo=PARIS), datetime(2026, 4, 14, tzinfo=PARIS)))
    assert [seconds(*each) for each in found] == [719 * 3_600]


def test_the_hour_that_comes_twice_is_a_span_of_its_own():
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=fold) for fold in (0, 1))
    assert [seconds(*each) for each in windows(first, second)] == [3_600]


def test_a_time_with_seconds_in_its_offset_is_told_in_utc():
    assert str(fixed(datetime(1890, 1, 1, tzinfo=PARIS))) == "1889-12-31 23:50:39+00:00"


@pytest.mark.parametrize("offset", [timedelta(hours=14), timedelta(hours=-12), timedelta()])
def test_times_at_the_ends_of_the_calendar_can_be_counted(offset):
    first, last = (each.replace(tzinfo=timezone(offset)) for each in (datetime.min, datetime.max))
    assert (fixed(first), fixed(last)) == (first, last)
    assert list(windows(last - timedelta(days=1), last)) == [(last - timedelta(days=1), last)]
