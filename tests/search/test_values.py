"""Which Python values each kind of field takes, and what a wrong one was probably meant to be."""

from __future__ import annotations

import enum
import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from ipaddress import IPv4Interface, ip_address, ip_network
from typing import get_args

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.search import Enumerated, Field, same
from hypernav.search.values import Unfit, fitting
from hypernav.search.vocabulary import ValueKind
from tests.search.hostile import LITERALS

MOMENT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
OSLO = datetime(2026, 1, 31, 9, 30, tzinfo=timezone(timedelta(hours=1)))
NAIVE = datetime(2026, 1, 31, 9, 30)  # what people type
GUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
STATES = (*same("open closed"), Enumerated(2, "Hypervisor"), Enumerated(3, "Mobile device"))


class Color(str, enum.Enum):  # noqa: UP042  # what many clients declare
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


def fit(kind: ValueKind, value: object) -> object:
    """Return a value as a field of a kind has it."""
    return fitting(Field("it", kind, values=STATES), kind, value)


def refused(kind: ValueKind, value: object) -> Unfit:
    """Return why a kind does not take a value."""
    with pytest.raises(Unfit) as caught:
        fit(kind, value)
    return caught.value


TAKEN: list[tuple[ValueKind, object, object]] = [
    ("any", "x", "x"),
    ("any", True, True),
    ("any", 1.5, 1.5),
    ("any", MOMENT, MOMENT),
    ("any", date(2026, 1, 31), date(2026, 1, 31)),
    ("any", uuid.UUID(GUID), uuid.UUID(GUID)),
    ("any", timedelta(hours=2), timedelta(hours=2)),
    ("string", "", ""),
    ("string", "O'Brien", "O'Brien"),
    ("number", 5, 5),
    ("number", -0.5, -0.5),
    ("number", 10**400, 10**400),
    ("number", Decimal("1.10"), Decimal("1.10")),
    ("integer", 0, 0),
    ("integer", 10**30, 10**30),
    ("boolean", False, False),
    ("date", date(2026, 1, 31), date(2026, 1, 31)),
    ("date", "2026-01-31", date(2026, 1, 31)),
    ("datetime", OSLO, OSLO),
    ("datetime", "2026-01-31T09:30:00Z", MOMENT),
    ("datetime", "2026-01-31T09:30:00+01:00", OSLO),
    ("local datetime", NAIVE, NAIVE),
    ("local datetime", "2026-01-31T09:30:00", NAIVE),
    ("time", time(9, 30), time(9, 30)),
    ("time", "09:30:15", time(9, 30, 15)),
    ("milliseconds", MOMENT, 1_769_851_800_000),
    ("milliseconds", "2026-01-31T10:30:00+01:00", 1_769_851_800_000),
    ("milliseconds", 1_769_851_800_000, 1_769_851_800_000),
    ("milliseconds", 0, 0),
    ("days", 30, 30),
    ("days", 0, 0),
    ("days", timedelta(days=7), 7),
    ("duration", timedelta(minutes=5), timedelta(minutes=5)),
    ("address", "10.0.0.1", ip_address("10.0.0.1")),
    ("address", " fe80::1 ", ip_address("fe80::1")),
    ("address", ip_address("10.0.0.1"), ip_address("10.0.0.1")),
    ("identifier", 5, 5),
    ("identifier", "web-1", "web-1"),
    ("identifier", uuid.UUID(GUID), GUID),
    ("guid", GUID, uuid.UUID(GUID)),
    ("guid", uuid.UUID(GUID), uuid.UUID(GUID)),
    ("json", None, None),
    ("json", {"a": [1, (2.5, None)], "b": True}, {"a": [1, [2.5, None]], "b": True}),
    ("enumeration", "open", "open"),
    ("enumeration", "OPEN", "open"),
    ("enumeration", 2, 2),
    ("enumeration", "2", 2),
    ("enumeration", "hypervisor", 2),
    ("enumeration", " Mobile Device ", 3),
]


@pytest.mark.parametrize(("kind", "value", "kept"), TAKEN, ids=lambda each: f"{each!r:.40}")
def test_a_kind_takes_a_value_as_it_has_it(kind, value, kept):
    found = fit(kind, value)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize("kind", get_args(ValueKind))
def test_every_kind_takes_something_and_refuses_something(kind):
    assert any(kind == each for each, _, _ in TAKEN)
    assert refused(kind, object()).expected


REFUSED: list[tuple[ValueKind, object, str, tuple[str, ...]]] = [
    ("any", None, "one plain value: a text, a number, a boolean, a date", ()),
    ("any", ["a"], "one plain value: a text, a number, a boolean, a date", ()),
    ("any", b"a", "one plain value: a text, a number, a boolean, a date", ()),
    ("any", float("nan"), "a finite number", ()),
    ("any", Decimal("Infinity"), "a finite number", ()),
    ("any", NAIVE, "a time with its zone", ("'2026-01-31T09:30:00+00:00'",)),
    ("string", 5, "a text", ("'5'",)),
    ("string", MOMENT, "a text", ("'2026-01-31 09:30:00+00:00'",)),
    ("string", True, "a text", ()),
    ("string", None, "a text", ()),
    ("number", "20_000", "a number", ("20000",)),
    ("number", "1,234.5", "a number", ("1234.5",)),
    ("number", "12,5", "a number", ("12.5",)),
    ("number", True, "a number", ()),
    ("number", "many", "a number", ()),
    ("number", "nan", "a number", ()),
    ("number", float("inf"), "a finite number", ()),
    ("number", Decimal("NaN"), "a finite number", ()),
    ("integer", 5.0, "a whole number", ("5",)),
    ("integer", Decimal(5), "a whole number", ("5",)),
    ("integer", "5", "a whole number", ("5",)),
    ("integer", 5.5, "a whole number", ()),
    ("integer", "5.5", "a whole number", ()),
    ("integer", False, "a whole number", ()),
    ("integer", float("inf"), "a whole number", ()),
    ("boolean", "true", "True or False", ("True",)),
    ("boolean", 0, "True or False", ("False",)),
    ("boolean", "yes", "True or False", ("True",)),
    ("boolean", "perhaps", "True or False", ()),
    ("date", MOMENT, "a date without a time", ("'2026-01-31'",)),
    ("date", "31.01.2026", "a date: date(2026, 1, 31) or '2026-01-31'", ("'2026-01-31'",)),
    ("date", "2026/01/31", "a date: date(2026, 1, 31) or '2026-01-31'", ("'2026-01-31'",)),
    ("date", "2026-1-3", "a date: date(2026, 1, 31) or '2026-01-31'", ("'2026-01-03'",)),
    ("date", "20260131", "a date: date(2026, 1, 31) or '2026-01-31'", ("'2026-01-31'",)),
    ("date", "2026-01-31T09:30:00Z", "a date: date(2026, 1, 31) or '2026-01-31'", ("'2026-01-31'",)),
    ("date", "03/04/2026", "a date: date(2026, 1, 31) or '2026-01-31'", ("'2026-04-03'", "'2026-03-04'")),
    ("date", "2026-02-30", "a date: date(2026, 1, 31) or '2026-01-31'", ()),
    ("date", 2026, "a date: date(2026, 1, 31) or '2026-01-31'", ()),
    ("datetime", NAIVE, "a time with its zone", ("'2026-01-31T09:30:00+00:00'",)),
    ("datetime", "2026-01-31T09:30:00", "a time with its zone", ("'2026-01-31T09:30:00+00:00'",)),
    (
        *("datetime", date(2026, 1, 31), "a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'"),
        ("'2026-01-31T00:00:00+00:00'",),
    ),
    (
        *("datetime", "2026-01-31", "a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'"),
        ("'2026-01-31T00:00:00+00:00'",),
    ),
    (
        *("datetime", " 2026/01/31 09:30 ", "a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'"),
        ("'2026-01-31T09:30:00+00:00'",),
    ),
    (
        *("datetime", 1_769_851_800, "a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'"),
        ("'2026-01-31T09:30:00+00:00'",),
    ),
    (
        *("datetime", 1_769_851_800_000, "a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'"),
        ("'2026-01-31T09:30:00+00:00'",),
    ),
    ("datetime", pandas.NaT, "a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'", ()),
    ("datetime", "yesterday", "a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'", ()),
    ("local datetime", MOMENT, "a time without a zone, as this API counts", ("'2026-01-31T09:30:00'",)),
    (
        "local datetime",
        date(2026, 1, 31),
        "a time without a zone: datetime(2026, 1, 31, 9, 30) or '2026-01-31T09:30:00'",
        ("'2026-01-31T00:00:00'",),
    ),
    ("time", NAIVE, "a time of day without a zone: time(9, 30) or '09:30'", ("'09:30:00'",)),
    ("time", "9.30", "a time of day without a zone: time(9, 30) or '09:30'", ()),
    ("milliseconds", 1_769_851_800, "epoch milliseconds, and these look like seconds", ("1769851800000",)),
    ("milliseconds", 1_769_851_800.5, "epoch milliseconds, and these look like seconds", ("1769851800500",)),
    ("milliseconds", 1_769_851_800_000.0, "epoch milliseconds, which are whole", ("1769851800000",)),
    ("milliseconds", "1769851800", "epoch milliseconds, and these look like seconds", ("1769851800000",)),
    ("milliseconds", float("inf"), "a time: datetime(…, tzinfo=UTC), or epoch milliseconds", ()),
    ("milliseconds", True, "a time: datetime(…, tzinfo=UTC), or epoch milliseconds", ()),
    ("milliseconds", NAIVE, "a time with its zone", ("'2026-01-31T09:30:00+00:00'",)),
    ("days", timedelta(hours=36), "whole days", ("1",)),
    ("days", timedelta(hours=2), "whole days", ("1",)),
    ("days", timedelta(days=-3), "whole days", ("3",)),
    ("days", -3, "a number of days that is not negative", ("3",)),
    ("days", date(2026, 1, 31), "a number of days, not a date", ()),
    ("days", "30", "a whole number", ("30",)),
    ("duration", 7_200, "a duration: timedelta(hours=2)", ()),
    ("address", "010.0.0.001", "an IP address: '10.0.0.1'", ("'10.0.0.1'",)),
    ("address", "10.0.0.300", "an IP address: '10.0.0.1'", ("'10.0.0.255'",)),
    ("address", "10.0.0.1:8080", "an IP address: '10.0.0.1'", ("'10.0.0.1'",)),
    ("address", "10.0.0.1/24", "an IP address: '10.0.0.1'", ("'10.0.0.1'",)),
    ("address", "[fe80::1]", "an IP address: '10.0.0.1'", ("'fe80::1'",)),
    ("address", "web-1", "an IP address: '10.0.0.1'", ()),
    ("address", "1.2.3." + "4" * 5_000, "an IP address: '10.0.0.1'", ()),
    ("address", 167_772_161, "an IP address: '10.0.0.1'", ()),
    ("address", ip_network("10.0.0.0/8"), "one address; for a network use a range", ("'10.0.0.0'",)),
    ("address", IPv4Interface("10.0.0.1/24"), "an IP address: '10.0.0.1'", ("'10.0.0.1'",)),
    ("identifier", "", "an id: a number, or a text that is not empty", ()),
    ("identifier", True, "an id: a number, or a text that is not empty", ()),
    ("identifier", 5.0, "an id: a number, or a text that is not empty", ("5",)),
    ("guid", "web-1", f"a UUID: '{GUID}'", ()),
    ("guid", 5, f"a UUID: '{GUID}'", ()),
    ("json", {1: 2}, "JSON: texts, numbers, booleans, None, lists and objects of them", ()),
    ("json", [float("nan")], "JSON: texts, numbers, booleans, None, lists and objects of them", ()),
    ("json", MOMENT, "JSON: texts, numbers, booleans, None, lists and objects of them", ()),
    ("enumeration", "opne", "one of open, closed, 2 (Hypervisor), 3 (Mobile device)", ("'open'",)),
    ("enumeration", "hypervisors", "one of open, closed, 2 (Hypervisor), 3 (Mobile device)", ("'Hypervisor'",)),
    ("enumeration", 7, "one of open, closed, 2 (Hypervisor), 3 (Mobile device)", ()),
    ("enumeration", True, "one of open, closed, 2 (Hypervisor), 3 (Mobile device)", ()),
]


@pytest.mark.parametrize(("kind", "value", "expected", "nearest"), REFUSED, ids=lambda each: f"{each!r:.40}")
def test_another_value_is_refused_with_what_was_meant(kind, value, expected, nearest):
    error = refused(kind, value)
    assert (error.expected, error.nearest) == (expected, nearest)


def test_a_time_of_day_is_a_plain_value():
    assert fit("any", time(9, 30)) == time(9, 30)


def test_a_member_of_an_enumeration_of_python_stands_for_its_value():
    assert (type(fit("string", Color.RED)), fit("string", Color.RED)) == (str, "red")
    assert (type(fit("integer", Level.HIGH)), fit("enumeration", Level.HIGH)) == (int, 3)


@given(st.sampled_from(get_args(ValueKind)), st.integers(0, len(LITERALS) - 1))
def test_no_kind_stumbles_over_a_hostile_text(kind, place):
    fitted, expected = None, ""
    try:
        fitted = fit(kind, LITERALS[place])
    except Unfit as error:
        expected = error.expected
    assert fitted is not None or expected


def test_a_text_stays_as_it_is():
    assert [fit("string", literal) for literal in LITERALS] == list(LITERALS)


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_suggested_for_a_time_without_a_zone_is_taken(moment):
    (nearest,) = refused("datetime", moment.replace(tzinfo=None)).nearest
    assert fit("datetime", nearest.strip("'")) == moment


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%d.%m.%Y", "%Y%m%d", "%Y/%m/%d", "%d %B %Y"]))
def test_what_is_suggested_for_a_date_in_another_form_is_taken(day, form):
    assert fit("date", refused("date", day.strftime(form)).nearest[0].strip("'")) == day
