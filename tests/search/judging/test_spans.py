"""Times as spans of what they may mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hypernav.search.judging.spans import span_of

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-01-31T12:00:00Z", 1),
        ("2026-01-31T12:00:00+00:00", 1),
        ("2026-01-31T12:00Z", 60),
        ("2026-01-31T12:00+00:00", 60),
        ("2026-01-31T12:00:00.5Z", 0.1),
        ("2026-01-31T12:00:00.123456Z", 1e-6),
        ("2026-01-31T13:00:00+01:00[Europe/Paris]", 1),
    ],
)
def test_a_time_lasts_as_long_as_its_last_digit_says(text, seconds):
    span = span_of(text, None)
    assert (span.last - span.first + timedelta(microseconds=1)).total_seconds() == seconds


def test_a_time_without_a_zone_may_be_anywhere_on_earth():
    span = span_of("2026-01-31T12:00:00", None)
    assert (span.first, span.last) == (
        NOON - timedelta(hours=14),
        NOON + timedelta(hours=14, seconds=1) - timedelta(microseconds=1),
    )


def test_a_day_is_a_day_long_in_any_zone():
    span = span_of(date(2026, 1, 31), None)
    assert span == span_of("2026-01-31", None)
    assert span.overlaps(span_of(NOON, None))
    assert not span.overlaps(span_of(NOON + timedelta(days=2), None))


def test_numbers_are_times_only_beside_a_time():
    assert span_of(1769860800, 5) is None
    assert span_of(1769860800, NOON).first == NOON
    assert span_of(1769860800000, "2026-01-31T12:00:00Z").first == NOON
    assert span_of(12, NOON) is None


@pytest.mark.parametrize("value", ["", "open", "2026", "2026-13-01", "20x6-01-01", None, True, {}, "9" * 100])
def test_what_is_no_time_has_no_span(value):
    assert span_of(value, NOON) is None


def test_the_first_and_the_last_day_there_are_have_spans_too():
    assert span_of(date.min, None).first.year == 1
    assert span_of(date.max, None).last.year == 9999
    assert span_of("0001-01-01T00:00:00+14:00", None).first.year == 1
    assert span_of("9999-12-31T23:59:59-14:00", None).last.year == 9999
