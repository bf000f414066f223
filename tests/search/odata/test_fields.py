"""Fields as paths of OData: what is one, how it is written, and what a text that is none was meant to be."""

from __future__ import annotations

import pytest

from hypernav.errors import UnknownField
from hypernav.search.odata import ODATA
from hypernav.search.odata.fields import FieldPath, near_paths
from tests.search.odata.trips import PEOPLE

PATHS = [
    *("Name", "_id", "Address/City", "Größe", "Trips/$count", "Model.Customer/Level", "Home/Model.Flat/Floor"),
    *("Friends/Model.Employee", "Friends/Model.Employee/$count", "$it", "$it/Name", "$this", "$this/Name"),
    *("@Core.Messages", "Price/@Measures.Currency", "Price/@Currency#Reporting", "A" * 128),
    *("year(BirthDate)", "length(tolower(Home/Name))", "length($it)"),
]
NO_PATHS = [
    *("", " ", "Name eq 1", "a b", "1st", "a-b", "Address.City", "/Name", "Name/", "a//b", "$count", "$count/a"),
    *("$it/", "$root/People", "$filter", "Name'", "Name)", "length(Name", "length(Name))", "tolower(a,b)", "f(Name)"),
    *("Items(1)", "Name\n", "Na\u200bme", "a/$ref", "@", "@Core.", "x/@C#", "A" * 129, "Name desc", "Name,Id"),
]


@pytest.mark.parametrize("text", PATHS)
def test_a_path_is_written_as_it_is(text):
    path = FieldPath.read(text)
    assert path is not None
    assert path.written() == text


@pytest.mark.parametrize("text", NO_PATHS)
def test_what_is_no_path_is_none(text):
    assert FieldPath.read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name", "t/Name"),
        ("$this", "t"),
        ("$this/Name", "t/Name"),
        ("$it/Name", "$it/Name"),
        ("length(Name)", "length(t/Name)"),
        ("Tags/$count", "t/Tags/$count"),
    ],
)
def test_inside_a_lambda_a_path_begins_with_its_variable(text, expected):
    path = FieldPath.read(text)
    assert path is not None
    assert path.written("t") == expected


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Address.City", "Address/City"),
        ("Address\\City", "Address/City"),
        ("Address -> City", "Address/City"),
        ("/Address/City/", "Address/City"),
        ("first name", "firstname"),
        ("first-name", "firstname"),
    ],
)
def test_a_text_that_is_no_path_is_near_to_one(text, nearest):
    assert near_paths(text)[0] == nearest


def test_what_is_no_path_is_refused_with_what_would_be_one():
    with pytest.raises(UnknownField) as caught:
        ODATA.check_field("Address.City")
    assert str(caught.value) == (
        "'Address.City' is no path of OData.\n"
        "  where      where('Address.City')\n"
        "  nearest    'Address/City'\n"
        "  next       join names by /, as in 'Address/City', and count by 'Trips/$count'"
    )


def test_a_path_through_a_collection_is_refused_with_the_lambda_that_is_meant():
    with pytest.raises(UnknownField) as caught:
        PEOPLE.check_field("Trips/Budget")
    assert str(caught.value) == (
        "People/Trips is a collection: ask whether any or all of its members have 'Budget'.\n"
        "  where      where('Trips/Budget')\n"
        "  nearest    'Trips/$count'"
    )


def test_a_name_that_an_open_type_may_have_is_refused_where_it_looks_like_a_declared_one():
    with pytest.raises(UnknownField) as caught:
        PEOPLE.check_field("FristName")
    assert str(caught.value) == (
        "People declares no field 'FristName', and one that is very like it.\n"
        "  where      where('FristName')\n"
        "  nearest    'FirstName'\n"
        "  otherwise  where('$it/FristName') asks for it all the same"
    )


@pytest.mark.parametrize("name", ["Nickname", "$it/FristName", "$this/FristName", "Home/Name"])
def test_other_names_of_an_open_type_are_taken(name):
    PEOPLE.check_field(name)
