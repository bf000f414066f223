"""What a search wants, compared with the JSON that members have."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from hypernav.search.local.wanted import equal, equals_nothing, network_in, order, plain, text, time_in


class Kind(Enum):
    """A kind whose value is a kind again."""

    ONE = "one"


def test_a_member_of_an_enumeration_stands_for_its_value():
    assert (plain(Kind.ONE), plain("one")) == ("one", "one")


@pytest.mark.parametrize(("value", "nothing"), [(float("nan"), True), (Decimal("sNaN"), True), (0, False), ([], False)])
def test_what_is_not_even_equal_to_itself_is_found(value: Any, nothing: bool):
    assert equals_nothing(value) is nothing


@pytest.mark.parametrize(
    ("value", "wanted", "same"), [(None, None, True), (None, [], False), ({"a": 1}, {"a": 1}, True)]
)
def test_null_equals_null_alone(value: Any, wanted: Any, same: bool):
    assert equal(value, wanted) is same


def test_an_object_and_a_text_are_not_compared():
    with pytest.raises(TypeError):
        equal({"a": 1}, "a")


def test_what_is_not_there_has_no_order():
    assert order(None, 1) is None


def test_addresses_of_two_versions_are_compared_as_texts():
    assert order("::1", "10.0.0.1") == 1


def test_a_number_is_a_time_only_where_it_is_said():
    moment = datetime(2026, 1, 31, tzinfo=UTC)
    assert order(1_769_817_600_000, moment, is_time=True) == 0
    with pytest.raises(TypeError):
        order(1_769_817_600_000, moment)


def test_a_list_is_no_text():
    with pytest.raises(TypeError):
        text(["a"])


INSTANT = "2025-11-01T04:14:00Z"
SPELLINGS = (
    "2025-11-01T04:14:00.000Z",
    "2025-11-01T05:14:00+01:00",
    "2025-11-01T06:14:00+0200",
    "2025-10-31 23:14:00-05",
    "2025-11-01t04:14z",
    "2025-11-01T05:14:00+01:00[Europe/Paris]",
    "Sat, 01 Nov 2025 04:14:00 GMT",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_one_time_has_many_spellings(spelling: str):
    assert equal(spelling, INSTANT)
    assert order(spelling, INSTANT) == 0


@pytest.mark.parametrize(
    ("value", "wanted", "place"),
    [
        ("2025-11-01T06:00:00+02:00", INSTANT, -1),
        ("2025-11-01T04:14:00.0000001Z", INSTANT, 1),
        ("2025-11-01T04:14:00.1234567Z", "2025-11-01T04:14:00.123456Z", 1),
        ("2025-11-01T23:30:00-05:00", "2025-11-01", 0),
        ("2025-11-01T23:30:00-05:00", "2025-11-02", -1),
        ("2025-11-01", "2025-11-01T00:00:01", -1),
        ("", INSTANT, None),
    ],
)
def test_times_written_as_texts_are_in_the_order_of_times(value: str, wanted: str, place: int | None):
    assert order(value, wanted) == place


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("soon", INSTANT),
        (INSTANT, "soon"),
        (INSTANT, "2025-11"),
        (INSTANT, "2025-11-01T04:14:00"),
        ("2025-11-01", INSTANT),
        (5, INSTANT),
        (INSTANT, 5),
    ],
)
def test_a_time_is_never_compared_by_its_letters(value: Any, wanted: Any):
    with pytest.raises(TypeError):
        order(value, wanted)


def test_a_text_that_is_no_time_equals_none():
    assert not equal("soon", INSTANT)
    assert not equal(INSTANT, "soon")


def test_milliseconds_beyond_the_calendar_are_no_time():
    with pytest.raises(TypeError):
        order(10**20, INSTANT, is_time=True)


def test_the_zone_of_a_time_is_never_made_up():
    with pytest.raises(TypeError):
        equal(INSTANT, "2025-11-01T04:14:00")


@pytest.mark.parametrize(
    ("value", "wanted", "same"),
    [
        ("10.0.0.7", "10.0.0.0/24", True),
        ("10.0.1.7", "10.0.0.0/24", False),
        ("2001:db8::1", "10.0.0.0/24", False),
        ("10.0.0.0/24", "10.0.0.0/24", True),
        ("10.0.0.0/25", "10.0.0.0/24", False),
        ("host-7", "10.0.0.0/24", False),
        ("2001:DB8:0::1", "2001:db8::1", True),
    ],
)
def test_a_network_is_the_range_of_its_addresses(value: str, wanted: str, same: bool):
    assert equal(value, wanted) is same


@pytest.mark.parametrize(
    ("value", "place"),
    [("9.255.255.255", -1), ("10.0.0.7", 0), ("10.0.0.0/25", 0), ("10.0.1.0", 1), ("10.0.0.0/8", None), ("::1", None)],
)
def test_what_lies_in_a_network_is_neither_before_nor_after_it(value: str, place: int | None):
    assert order(value, "10.0.0.0/24") == place


def test_true_in_a_list_is_not_one():
    assert not equal([True], [1])
    assert equal([1.0], [1])


def test_what_is_wanted_is_told_to_be_a_time_or_a_network():
    assert time_in("soon") is None
    assert network_in("10.0.0.1") is None
    assert network_in("1/2") is None
