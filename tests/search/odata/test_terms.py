"""Comparisons checked before they are written: what each refusal says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hypernav.errors import UnknownField, UnknownOperator, WrongValue
from hypernav.search import Expression, where
from hypernav.search.odata import ODATA, Enum
from hypernav.search.odata.terms import literals, said
from tests.search.odata.trips import PEOPLE, TRIPS, filter_of


def test_a_comparison_keeps_its_operands_as_python_has_them():
    found = said(where("StartsAt").between("2026-01-31T09:30Z", datetime(2026, 2, 1, tzinfo=UTC)), TRIPS.vocabulary)
    assert found.operator.name == "between"
    assert found.operands == (datetime(2026, 1, 31, 9, 30, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
    assert literals(found) == ("2026-01-31T09:30:00Z", "2026-02-01T00:00:00Z")


def refusal(expression: Expression, dialect=PEOPLE) -> str:
    with pytest.raises((UnknownField, UnknownOperator, WrongValue)) as caught:
        filter_of(expression, dialect)
    return str(caught.value)


def test_a_path_through_a_collection_is_refused_with_the_lambda_that_is_meant():
    assert refusal(where("Trips/Budget").between(1, 5)) == (
        "People/Trips is a collection: ask whether any or all of its members have 'Budget'.\n"
        "  where      where('Trips/Budget').between(1, 5)\n"
        "  nearest    where('Trips').any(where('Budget').between(1, 5))"
    )


def test_a_path_through_a_collection_is_refused_inside_of_a_lambda_too():
    assert "nearest    where('Trips').any(where('Stops/Order').eq(1))" in refusal(
        where("Friends").any(where("Trips/Stops/Order").eq(1))
    )


def test_a_whole_collection_is_not_compared():
    assert refusal(where("Emails").contains("@x.test")) == (
        "'Emails' is a collection, which cannot be compared by 'contains'.\n"
        "  where      where('Emails').contains('@x.test')\n"
        "  nearest    where('Emails').any(where('$this').contains('@x.test'))\n"
        "  operators  .any, .all, .is_empty, .is_not_empty"
    )


def test_a_whole_instance_is_not_compared():
    assert refusal(where("Photo") == 5) == (
        "'Photo' is a whole instance, which cannot be compared by '=='.\n"
        "  where      (where('Photo') == 5)\n"
        "  nearest    (where('Photo/Id') == 5)\n"
        "  operators  .is_null, .is_not_null"
    )


def test_a_number_is_in_the_range_of_its_type():
    assert refusal(where("Age") == 256) == (
        "'Age' is Edm.Byte, from 0 to 255, and was given 256.\n  where      (where('Age') == 256)\n  nearest    255"
    )


def test_a_lambda_is_given_a_condition():
    assert refusal(where("Emails").all("x")) == (
        ".all() of 'Emails' takes one condition on a member of the collection.\n"
        "  where      where('Emails').all('x')\n"
        "  nearest    where('Emails').all(where('$this') == 'x')"
    )


def test_what_has_no_members_has_no_lambda():
    assert refusal(where("length(Name)").any(), ODATA) == (
        "'length(Name)' has no operator 'any' in OData.\n"
        "  where      where('length(Name)').any()\n"
        "  nearest    .in_  .eq\n"
        "  operators  .eq, .ne, .in_, .not_in, .gt, .ge, .lt, .le, .between, .not_between, .is_null, .is_not_null"
    )


def test_a_flag_is_a_name_of_a_member():
    assert refusal(where("style").has("not yellow"), ODATA) == (
        "'style' has members of an enumeration, and 'not yellow' is none.\n"
        "  where      where('style').has('not yellow')\n"
        '  next       Enum("Sales.Pattern", "Yellow")'
    )


def test_a_text_that_is_a_whole_type_is_no_path():
    assert refusal(where("Friends/Model.Employee") == "x", ODATA).startswith(
        "'Friends/Model.Employee' is no path of OData."
    )


@pytest.mark.parametrize(
    ("expression", "what", "nearest"),
    [
        (
            where("UserName") == Enum("Travel.Gender", "Male"),
            "'UserName' takes no member of an enumeration here.",
            "'Male'",
        ),
        (where("Nick").contains(Enum("A.B", "C")), "'Nick' takes no member of an enumeration here.", "'C'"),
        (
            where("Gender") == Enum("Other.Gender", "Male"),
            "'Gender' is of the enumeration Travel.Gender, not Other.Gender.",
            "Enum('Travel.Gender', 'Male')",
        ),
        (
            where("Gender") == Enum("Travel.Gender", "Femail"),
            "'Gender' takes one of Male (0), Female (1), Unknown (2), and was given 'Femail'.",
            "'Female'",
        ),
        (
            where("Trips").any(where("Comfort") == Enum("Travel.Comfort", "Quiet", "Windo")),
            "'Comfort' takes one of Quiet (1), Window (2), Sleeper (4), and was given 'Windo'.",
            "'Window'",
        ),
    ],
)
def test_members_of_enumerations_fit_their_fields(expression, what, nearest):
    with pytest.raises(WrongValue) as caught:
        filter_of(expression, PEOPLE)
    assert (caught.value.what, caught.value.details["nearest"].split("  ")[0]) == (what, nearest)


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        (where("Price") == float("inf"), "'Price' takes a finite number, and was given inf."),
        (where("Price") == Decimal("NaN"), "'Price' takes a finite number, and was given Decimal('NaN')."),
        (
            where("Data") == b"abc",
            "'Data' takes one plain value: a text, a number, a boolean, a date, and was given b'abc'.",
        ),
        (where("Name").in_([]), ".in_() of 'Name' takes one value or more, and was given 0."),
        (
            where("At").between(date(2026, 1, 1), timedelta(1)),
            "The bounds of 'At' are of two kinds: datetime.date(2026, 1, 1) and datetime.timedelta(days=1).",
        ),
    ],
)
def test_without_metadata_values_are_checked_by_what_they_are(expression, what):
    with pytest.raises(WrongValue) as caught:
        filter_of(expression)
    assert caught.value.what == what
