"""Conditions as ``$filter`` has them: the standard's own examples, precedence, lambdas, and with metadata."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from hypernav.errors import SearchError, UnknownOperator, WrongValue
from hypernav.search import Query, where
from hypernav.search.expression import Every, Some
from hypernav.search.odata import ODATA, Enum, Expand
from tests.search.odata.trips import PEOPLE, TRIPS, filter_of, options

A, B, C = where("A") == 1, where("B") == 2, where("C") == 3

OF_THE_STANDARD = [
    (where("Name") == "Milk", "Name eq 'Milk'"),
    (where("Name") != "Milk", "Name ne 'Milk'"),
    (where("Name") > "Milk", "Name gt 'Milk'"),
    (where("Name") >= "Milk", "Name ge 'Milk'"),
    (where("Name") < "Milk", "Name lt 'Milk'"),
    (where("Name") <= "Milk", "Name le 'Milk'"),
    ((where("Name") == "Milk") & (where("Price") < Decimal("2.55")), "Name eq 'Milk' and Price lt 2.55"),
    ((where("Name") == "Milk") | (where("Price") < Decimal("2.55")), "Name eq 'Milk' or Price lt 2.55"),
    (~where("Name").ends_with("ilk"), "not endswith(Name,'ilk')"),
    (where("style").has(Enum("Sales.Pattern", "Yellow")), "style has Sales.Pattern'Yellow'"),
    (where("Name").in_("Milk", "Cheese"), "Name in ('Milk','Cheese')"),
    (where("CompanyName").contains("Alfreds"), "contains(CompanyName,'Alfreds')"),
    (where("CompanyName").endswith("Futterkiste"), "endswith(CompanyName,'Futterkiste')"),
    (where("CompanyName").startswith("Alfr"), "startswith(CompanyName,'Alfr')"),
    (where("length(CompanyName)") == 19, "length(CompanyName) eq 19"),
    (where("tolower(CompanyName)") == "alfreds futterkiste", "tolower(CompanyName) eq 'alfreds futterkiste'"),
    (where("CompanyName").matches_pattern("^A.*e$"), "matchesPattern(CompanyName,'^A.*e$')"),
    (where("day(BirthDate)") == 8, "day(BirthDate) eq 8"),
    (where("fractionalseconds(BirthDate)") < 0.1, "fractionalseconds(BirthDate) lt 0.1"),
    (where("ceiling(Freight)") == 32, "ceiling(Freight) eq 32"),
    (where("Items").any(where("Quantity") > 100), "Items/any(i:i/Quantity gt 100)"),
    (where("Items").all(where("Quantity") > 100), "Items/all(i:i/Quantity gt 100)"),
    (where("$it").ends_with(".com"), "endswith($it,'.com')"),
    (where("Price/@Measures.Currency") == "EUR", "Price/@Measures.Currency eq 'EUR'"),
    (where("@Core.Messages").any(where("severity") == "error"), "@Core.Messages/any(m:m/severity eq 'error')"),
    (where("NullValue") == None, "NullValue eq null"),  # noqa: E711  # what people write
    (where("TrueValue") == True, "TrueValue eq true"),  # noqa: E712  # as above
    (where("FalseValue").is_(False), "FalseValue eq false"),
    (where("IntegerValue") < -128, "IntegerValue lt -128"),
    (where("DecimalValue") == Decimal("34.95"), "DecimalValue eq 34.95"),
    (where("StringValue") == "Say Hello,then go", "StringValue eq 'Say Hello,then go'"),
    (where("DateValue") == date(2012, 12, 3), "DateValue eq 2012-12-03"),
    (where("At") == datetime(2012, 12, 3, 7, 16, 23, tzinfo=UTC), "At eq 2012-12-03T07:16:23Z"),
    (where("Length") == timedelta(12, 86399), "Length eq duration'P12DT23H59M59S'"),
    (
        where("GuidValue") == UUID("01234567-89ab-cdef-0123-456789abcdef"),
        "GuidValue eq 01234567-89ab-cdef-0123-456789abcdef",
    ),
    (where("ColorEnumValue") == Enum("Sales.Pattern", "Yellow"), "ColorEnumValue eq Sales.Pattern'Yellow'"),
    (where("Products/$count") > 0, "Products/$count gt 0"),
    (where("Model.VipCustomer/Level") == "gold", "Model.VipCustomer/Level eq 'gold'"),
]


@pytest.mark.parametrize(("expression", "expected"), OF_THE_STANDARD, ids=[each for _, each in OF_THE_STANDARD])
def test_the_examples_of_the_standard_are_written_as_it_has_them(expression, expected):
    assert filter_of(expression) == expected


# Precedence


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (A & B | C, "A eq 1 and B eq 2 or C eq 3"),
        (A & (B | C), "A eq 1 and (B eq 2 or C eq 3)"),
        ((A | B) & C, "(A eq 1 or B eq 2) and C eq 3"),
        (~A, "A ne 1"),
        (~(where("A") != 1), "A eq 1"),
        (~(where("A") > 1), "not (A gt 1)"),
        (~(where("A") == None), "A ne null"),  # noqa: E711  # what people write
        (~where("A").is_not_null(), "A eq null"),
        (~where("A").not_in(1, 2), "A in (1,2)"),
        (~where("A").any(~B), "not A/any(a:a/B ne 2)"),
        (~(A & B) | C, "not (A eq 1 and B eq 2) or C eq 3"),
        (~where("A").any(), "not A/any()"),
        (~where("A").in_(1, 2), "not (A in (1,2))"),
        (Every((Every((A, B)), C)), "A eq 1 and B eq 2 and C eq 3"),
        (Every((A, Some((B,)))), "A eq 1 and B eq 2"),
        (~~A, "A eq 1"),
    ],
)
def test_parentheses_stand_only_where_they_are_needed(expression, expected):
    assert filter_of(expression) == expected


def test_any_of_the_conditions_may_be_asked_for():
    assert options(conditions=(A, B & C), match="any") == {"$filter": "A eq 1 or B eq 2 and C eq 3"}


# What is written with several operators


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (where("Price").between(1, 5), "Price ge 1 and Price le 5"),
        (~where("Price").between(1, 5), "not (Price ge 1 and Price le 5)"),
        (where("Price").between(1, 5) | A, "Price ge 1 and Price le 5 or A eq 1"),
        (where("Price").not_between(1, 5), "not (Price ge 1 and Price le 5)"),
        (where("Name").not_in("a", "b"), "not (Name in ('a','b'))"),
        (where("Name").does_not_contain("a"), "not contains(Name,'a')"),
        (where("Name").does_not_start_with("a"), "not startswith(Name,'a')"),
        (where("Name").does_not_end_with("a"), "not endswith(Name,'a')"),
        (where("Name").icontains("a"), "contains(tolower(Name),tolower('a'))"),
        (where("Name").starts_with_ignoring_case("a"), "startswith(tolower(Name),tolower('a'))"),
        (where("Name").endswith_ignoring_case("a"), "endswith(tolower(Name),tolower('a'))"),
        (where("Name").is_ignoring_case("O'X"), "tolower(Name) eq tolower('O''X')"),
        (where("Name").is_empty(), "Name eq null"),
        (where("Name").is_not_null(), "Name ne null"),
        (where("Name") != None, "Name ne null"),  # noqa: E711  # what people write
        (where("Name").in_("a", None), "Name in ('a') or Name eq null"),
        (where("Name").not_in(["a", None]), "not (Name in ('a') or Name eq null)"),
        (where("Name").in_([None]), "Name eq null"),
        (where("Name").in_({"b", "a"}), "Name in ('a','b')"),
        (where("style").has("Solid,Yellow"), "style has 'Solid,Yellow'"),
        (where("style").has(5), "style has '5'"),
        (
            where("style").has(Enum("S.P", "Solid"), Enum("S.P", "Yellow")),
            "style has S.P'Solid' and style has S.P'Yellow'",
        ),
    ],
)
def test_what_odata_has_no_word_for_is_said_in_several(expression, expected):
    assert filter_of(expression) == expected


@pytest.mark.parametrize("version", ["", "4.0", "4.0;NetFx", "3.0"])
@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (where("Id").in_(1, 2), "Id eq 1 or Id eq 2"),
        (where("Id").in_(1), "Id eq 1"),
        (where("Id").in_(1, 2) & A, "(Id eq 1 or Id eq 2) and A eq 1"),
        (where("Id").not_in(1, 2) | A, "Id ne 1 and Id ne 2 or A eq 1"),
        (~where("Id").in_(1, 2), "Id ne 1 and Id ne 2"),
        (where("Id").in_(1, None), "Id eq 1 or Id eq null"),
        (where("Id").not_in(1, None), "Id ne 1 and Id ne null"),
        (where("Items").any(where("Id").in_(1, 2)), "Items/any(i:i/Id eq 1 or i/Id eq 2)"),
    ],
)
def test_several_values_are_compared_one_by_one_before_401(version, expression, expected):
    assert filter_of(expression, version=version) == expected


@pytest.mark.parametrize("version", ["4.01", "4.02", "5.0", " 4.01;x"])
def test_a_later_version_has_lists(version):
    assert filter_of(where("Id").in_(1, 2), version=version) == "Id in (1,2)"
    assert options(replace(PEOPLE, version=version), expand=[Expand("Trips", where=where("Name").in_("a", "b"))]) == {
        "$expand": "Trips($filter=Name in ('a','b'))"
    }


# Lambdas


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (where("Trips").any_(where("Budget") > 3000), "Trips/any(t:t/Budget gt 3000)"),
        (where("Trips").any(), "Trips/any()"),
        (where("Emails").any(where("$this").ends_with(".com")), "Emails/any(e:endswith(e,'.com'))"),
        (where("Trips").any(where("$this/Name") == "x"), "Trips/any(t:t/Name eq 'x')"),
        (where("Trips").any(A | B), "Trips/any(t:t/A eq 1 or t/B eq 2)"),
        (where("Trips").any(A & B) & C, "Trips/any(t:t/A eq 1 and t/B eq 2) and C eq 3"),
        (where("Trips").any(where("$it/Name") == "x"), "Trips/any(t:$it/Name eq 'x')"),
        (where("Trips").any(where("year(StartsAt)") == 2026), "Trips/any(t:year(t/StartsAt) eq 2026)"),
        (where("Home/Trips").all(A), "Home/Trips/all(t:t/A eq 1)"),
        (where("Дома").any(A), "Дома/any(x:x/A eq 1)"),
        (where("Friends/Model.Employee").any(A), "Friends/Model.Employee/any(e:e/A eq 1)"),
        (
            where("Trips").any(where("Tags").any(where("$this") == "t") & where("Stops").all(where("Order") > 1)),
            "Trips/any(t:t/Tags/any(t2:t2 eq 't') and t/Stops/all(s:s/Order gt 1))",
        ),
        (
            where("Friends").any(where("Friends").any(where("Friends").any(A))),
            "Friends/any(f:f/Friends/any(f2:f2/Friends/any(f3:f3/A eq 1)))",
        ),
        (where("A").any(A) | where("A").any(B), "A/any(a:a/A eq 1) or A/any(a:a/B eq 2)"),
    ],
)
def test_members_of_collections_are_asked_about_by_lambdas(expression, expected):
    assert filter_of(expression) == expected


@pytest.mark.parametrize(
    ("make", "nearest"),
    [
        (lambda: where("Trips").all(), "where('Trips').all(where('…') == …)"),
        (lambda: where("Emails").any("a@b.c"), "where('Emails').any(where('$this') == 'a@b.c')"),
        (lambda: where("Trips").any(A, B), "where('Trips').any((where('A') == 1) & (where('B') == 2))"),
    ],
)
def test_a_lambda_takes_one_condition(make, nearest):
    with pytest.raises(WrongValue, match="takes one condition on a member of the collection") as caught:
        filter_of(make())
    assert caught.value.details["nearest"] == nearest


@pytest.mark.parametrize("field", ["length(Trips)", "Trips/$count"])
def test_a_number_has_no_members(field):
    with pytest.raises(UnknownOperator):
        filter_of(where(field).any(A))


# Names that could be taken for literals


@pytest.mark.parametrize("name", ["null", "true", "FALSE", "INF", "NaN", "not"])
def test_a_field_that_is_called_like_a_literal_is_told_apart_from_it(name):
    assert filter_of(where(name) == 1) == f"$it/{name} eq 1"
    assert filter_of(where("Trips").any(where(name) == 1)) == f"Trips/any(t:t/{name} eq 1)"


# With metadata


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (where("Gender") == "Female", "Gender eq Travel.Gender'Female'"),
        (where("Gender") == "female", "Gender eq Travel.Gender'Female'"),
        (where("Gender") == 1, "Gender eq Travel.Gender'Female'"),
        (where("Gender").in_("Male", "Unknown"), "Gender in (Travel.Gender'Male',Travel.Gender'Unknown')"),
        (where("Gender") == Enum("Travel.Gender", "Male"), "Gender eq Travel.Gender'Male'"),
        (where("Gender") == Enum("Travel.Gender", 2), "Gender eq Travel.Gender'Unknown'"),
        (where("BirthDate") > "1990-01-31", "BirthDate gt 1990-01-31"),
        (where("user_name") == "x", "UserName eq 'x'"),
        (where("Emails").is_empty(), "not Emails/any()"),
        (where("Emails").is_not_empty(), "Emails/any()"),
        (where("Photo") == None, "Photo eq null"),  # noqa: E711  # what people write
        (where("Home/Name") == "Oslo", "Home/Name eq 'Oslo'"),
        (where("Travel.Employee/Salary") > Decimal("1.5"), "Travel.Employee/Salary gt 1.5"),
        (where("length(Emails)") > 2, "length(Emails) gt 2"),
        (where("Nickname") == "x", "Nickname eq 'x'"),
        (
            where("Trips").any(where("Comfort").has("Quiet", "Window")),
            "Trips/any(t:t/Comfort has Travel.Comfort'Quiet' and t/Comfort has Travel.Comfort'Window')",
        ),
        (where("Trips").any(where("$it/Gender") == "Male"), "Trips/any(t:$it/Gender eq Travel.Gender'Male')"),
        (where("Emails").all(where("$this").startswith("a")), "Emails/all(e:startswith(e,'a'))"),
    ],
)
def test_metadata_types_the_values_of_people(expression, expected):
    assert filter_of(expression, PEOPLE) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (where("ShareId") == "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "ShareId eq 6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        (where("StartsAt") > "2026-01-31T09:30:00+01:00", "StartsAt gt 2026-01-31T09:30:00+01:00"),
        (where("Departs") < "09:30", "Departs lt 09:30:00"),
        (where("Length") >= timedelta(hours=12), "Length ge duration'PT12H'"),
        (where("Paid") == True, "Paid eq true"),  # noqa: E712  # what people write
        (where("Comfort") == Enum("Travel.Comfort", "Quiet", "Window"), "Comfort eq Travel.Comfort'Quiet,Window'"),
        (where("TripId") == 2**31 - 1, "TripId eq 2147483647"),
    ],
)
def test_metadata_types_the_values_of_trips(expression, expected):
    assert filter_of(expression, TRIPS) == expected


def test_what_joins_no_conditions_is_refused():
    with pytest.raises(
        SearchError, match=r"(?s)Every\(\(\)\) joins no conditions, and asks nothing.*next +leave it out"
    ):
        filter_of(Every(()))


def test_a_dialect_shows_what_it_searches():
    assert (repr(PEOPLE), repr(PEOPLE.vocabulary.fields)) == (
        "<People>",
        "<21 properties of Travel.Person>",
    )


def test_nothing_is_asked_where_there_are_no_conditions():
    assert "$filter" not in dict(ODATA.compile(Query()).calls[0].parameters)
