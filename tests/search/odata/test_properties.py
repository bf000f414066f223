"""What metadata declares, read without following anything, and the fields that it gives."""

from __future__ import annotations

import pytest

from hypernav.errors import SearchError
from hypernav.search.odata import vocabulary_from_csdl
from hypernav.search.odata.csdl import read_csdl
from hypernav.search.odata.properties import Property
from tests.search.odata.trips import CSDL, PEOPLE, TRIPS

EDM = 'xmlns="http://docs.oasis-open.org/odata/ns/edm"'


def schema_of(inside: str) -> str:
    return f'<Schema Namespace="N" {EDM}>{inside}</Schema>'


@pytest.mark.parametrize(
    ("name", "kind", "type_name", "collection"),
    [
        ("UserName", "string", "Edm.String", False),
        ("Age", "integer", "Edm.Byte", False),
        ("Gender", "enumeration", "Travel.Gender", False),
        ("BirthDate", "date", "Edm.Date", False),
        ("Emails", "string", "Edm.String", True),
        ("Home", "any", "Travel.City", False),
        ("Home/Mayor/Home/Name", "string", "Edm.String", False),
        ("Trips", "any", "Travel.Trip", True),
        ("Trips/$count", "integer", "Edm.Int64", False),
        ("Travel.Employee/Salary", "number", "Edm.Decimal", False),
        ("Friends/Travel.Employee", "any", "Travel.Employee", True),
        ("$it/Photo/Id", "integer", "Edm.Int64", False),
        ("Age/@Measures.Unit", "any", "", False),
        ("length(UserName)", "integer", "", False),
        ("year(BirthDate)", "integer", "", False),
        ("Nickname", "any", "", False),
        ("Nickname/Short", "any", "", False),
    ],
)
def test_a_path_leads_to_what_its_types_declare(name, kind, type_name, collection):
    field = PEOPLE.vocabulary.field(name)
    assert isinstance(field, Property)
    assert (field.kind, field.type, field.collection) == (kind, type_name, collection)


@pytest.mark.parametrize(
    "name",
    [
        *("Trips/Budget", "Photo/$count", "Travel.Trip/Name", "Travel.Unknown/Name", "hour(BirthDate)", "year(Age)"),
        *("Photo/Nmae", "UserName/Length", "Name eq 1", "Home/", "totalseconds(Trips)"),
    ],
)
def test_a_path_that_no_type_declares_leads_nowhere(name):
    assert PEOPLE.vocabulary.field(name) is None


def test_a_closed_type_has_only_what_it_declares():
    assert TRIPS.vocabulary.field("Nickname") is None


def test_the_values_of_an_enumeration_are_its_members_with_their_numbers():
    field = PEOPLE.vocabulary.field("Gender")
    assert field is not None
    assert [(each.value, each.name) for each in field.values] == [("Male", "0"), ("Female", "1"), ("Unknown", "2")]


def test_members_without_numbers_are_counted():
    schema = read_csdl(schema_of('<EnumType Name="E"><Member Name="A"/><Member Name="B"/></EnumType>'))
    assert schema.enumerations == {"N.E": {"A": 0, "B": 1}}


def test_a_singleton_and_a_type_have_vocabularies_too():
    assert vocabulary_from_csdl(CSDL, "Me").fields["UserName"].kind == "string"
    assert vocabulary_from_csdl(CSDL, "Travel.Stop").fields["Order"].kind == "integer"


def test_types_that_are_derived_from_each_other_end_somewhere():
    schema = read_csdl(schema_of('<EntityType Name="A" BaseType="N.B"/><EntityType Name="B" BaseType="N.A"/>'))
    assert [each.name for each in schema.lineage("N.A")] == ["N.A", "N.B"]


def test_other_elements_are_passed_over():
    schema = read_csdl(schema_of('<x:EntityType xmlns:x="urn:x" Name="T"/><Action Name="Reset"/>'))
    assert schema.structured == {}


def test_an_unknown_entity_set_is_refused_with_the_nearest():
    with pytest.raises(SearchError) as caught:
        vocabulary_from_csdl(CSDL, "Peeple")
    assert str(caught.value) == (
        "The metadata declares no entity set 'Peeple'.\n  nearest    'People'\n  sets       People, Trips, Me"
    )


@pytest.mark.parametrize(
    ("xml", "what", "why"),
    [
        ("<a><b></a>", "The metadata is not well-formed XML.", "mismatched tag: line 1, column 8"),
        ("", "The metadata is not well-formed XML.", "no element found: line 1, column 0"),
        ("<a>&undefined;</a>", "The metadata is not well-formed XML.", "undefined entity: line 1, column 3"),
        ("<html/>", "This is no metadata of OData 4.", "it has no Schema element"),
        (
            '<Schema xmlns="http://schemas.microsoft.com/ado/2009/11/edm"/>',
            "This is no metadata of OData 4.",
            "it describes an older version of OData",
        ),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
            "The metadata brings a document type, which may define entities and name files.",
            None,
        ),
        ("<a>" * 70 + "</a>" * 70, "The metadata is nested deeper than 60 elements.", None),
    ],
)
def test_what_is_no_metadata_is_refused(xml, what, why):
    with pytest.raises(SearchError) as caught:
        read_csdl(xml)
    assert (caught.value.what, caught.value.details.get("why")) == (what, why)


@pytest.mark.specs
@pytest.mark.parametrize(
    ("name", "entity_set", "path", "kind"),
    [
        ("TripPin", "People", "Gender", "enumeration"),
        ("TripPin", "Airports", "Location/City/Name", "string"),
        ("Northwind", "Customers", "CompanyName", "string"),
        ("Northwind", "Orders", "Customer/City", "string"),
        ("ExampleService", "Products", "Category/$count", None),
        ("example", "Products", "Name", "string"),
    ],
)
def test_published_metadata_is_read(specs, name, entity_set, path, kind):
    field = vocabulary_from_csdl((specs / "odata" / f"{name}.xml").read_text(encoding="utf-8"), entity_set).field(path)
    assert (field.kind if field else None) == kind
