"""Values as OData writes them, and those that it cannot."""

from __future__ import annotations

import copy
import pickle
import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.errors import WrongValue
from hypernav.sandbox.odata.grammar import parse
from hypernav.search.odata import Enum
from hypernav.search.odata.literals import literal

OSLO = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-(2**63), "-9223372036854775808"),
        (2.5, "2.5"),
        (1e300, "1e+300"),
        (Decimal("2.50"), "2.50"),
        (Decimal("1E+3"), "1E+3"),
        ("", "''"),
        ("O'Neil", "'O''Neil'"),
        (date(2026, 1, 31), "2026-01-31"),
        (date(1, 1, 1), "0001-01-01"),
        (datetime(2026, 1, 31, 9, 30, tzinfo=UTC), "2026-01-31T09:30:00Z"),
        (datetime(2026, 1, 31, 9, 30, 0, 5, tzinfo=OSLO), "2026-01-31T09:30:00.000005+01:00"),
        (datetime(2026, 1, 31, tzinfo=timezone(timedelta(seconds=-30))), "2026-01-31T00:00:30Z"),
        (time(9, 30), "09:30:00"),
        (time(9, 30, 15, 250_000), "09:30:15.250000"),
        (timedelta(), "duration'PT0S'"),
        (timedelta(hours=12), "duration'PT12H'"),
        (timedelta(days=1, hours=2, minutes=3, seconds=4.5), "duration'P1DT2H3M4.5S'"),
        (-timedelta(days=2), "duration'-P2D'"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Enum("Sales.Pattern", "Solid", "Yellow"), "Sales.Pattern'Solid,Yellow'"),
    ],
)
def test_a_value_is_written_as_the_grammar_has_it(value, expected):
    assert literal(value) == expected


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False, places=5),
    st.text(),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.sampled_from([UTC, OSLO])),
    st.timedeltas(),
    st.uuids(),
)


@given(VALUES)
def test_every_value_is_read_as_what_it_was(value):
    assert parse("primitiveLiteral", literal(value)).value == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_fraction_is_read_as_what_it_was(value):
    assert float(parse("primitiveLiteral", literal(value)).value) == value


@pytest.mark.parametrize(
    ("value", "what", "nearest"),
    [
        (ip_address("10.0.0.1"), "OData has no value like IPv4Address('10.0.0.1'), a IPv4Address.", "'10.0.0.1'"),
        (float("nan"), "nan is no number that OData can compare with.", None),
        (Decimal("Infinity"), "Infinity is no number that OData can compare with.", None),
        (Decimal("1E+9999"), "1E+9999 is no number that OData can compare with.", None),
        (10**1000, "A whole number of more than 1,000 digits is more than OData can hold.", None),
        (
            datetime(2026, 1, 31),
            "datetime.datetime(2026, 1, 31, 0, 0) has no zone.",
            "'2026-01-31T00:00:00+00:00'",
        ),
        (time(9, 30, tzinfo=UTC), "datetime.time(9, 30, tzinfo=datetime.timezone.utc) has a zone.", "'09:30:00'"),
    ],
)
def test_what_odata_cannot_hold_is_refused(value, what, nearest):
    with pytest.raises(WrongValue) as caught:
        literal(value)
    assert (caught.value.what, caught.value.details.get("nearest")) == (what, nearest)


def test_members_of_an_enumeration_are_shown_as_they_are_typed():
    made = Enum("Sales.Pattern", "Solid", 3)
    assert (repr(made), made.type, made.members) == (
        "Enum('Sales.Pattern', 'Solid', '3')",
        "Sales.Pattern",
        ("Solid", "3"),
    )


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copy_of_members_is_the_same(duplicate):
    made = duplicate(Enum("Sales.Pattern", "Solid"))
    assert (type(made), made) == (Enum, Enum("Sales.Pattern", "Solid"))


@pytest.mark.parametrize("name", ["Pattern", "", "Sales.", "Sales.Pat tern", "Sales.Pattern'x"])
def test_an_enumeration_is_named_with_its_namespace(name):
    with pytest.raises(WrongValue, match="is not the qualified name of an enumeration"):
        Enum(name, "Yellow")


@pytest.mark.parametrize("members", [(), ("",), ("a b",), ("x'",), ("a,b",), (True,), ("1" * 20,)])
def test_what_can_be_no_member_is_refused(members):
    with pytest.raises(WrongValue, match="is no member of an enumeration"):
        Enum("Sales.Pattern", *members)
