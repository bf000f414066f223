"""Searches of FactPulse's directory: bodies as its description shows them, and what they cannot say refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.factpulse.search import COMPANIES, DIRECTORY_LINES, ESTABLISHMENTS, FLOWS, ROUTING_CODES
from hypernav.apis.factpulse.search.fields import LENGTHS
from hypernav.errors import NotExpressible, UnknownField, WrongValue
from hypernav.search import Ordering, Query, where
from tests.apis.factpulse.asking import body, call
from tests.search.hostile import LITERALS

DIRECTORY = {
    "companies": COMPANIES,
    "establishments": ESTABLISHMENTS,
    "routing codes": ROUTING_CODES,
    "directory lines": DIRECTORY_LINES,
}


def test_companies_are_searched_as_documented():
    asked = body(
        COMPANIES,
        *(where("siren") == "702042755", where("administrativeStatus") == "A", where("entityType") == "Public"),
        where("businessName").contains("Boulangerie Pascale"),
        sort=(Ordering("siren"), Ordering("administrativeStatus", descending=True)),
        fields=("siren", "businessName", "entityType", "administrativeStatus", "instructions"),
        page_size=50,
    )
    assert asked == {
        "filters": {
            "siren": {"op": "strict", "value": "702042755"},
            "administrativeStatus": {"op": "strict", "value": "A"},
            "entityType": {"op": "strict", "value": "Public"},
            "businessName": {"op": "contains", "value": "Boulangerie Pascale"},
        },
        "sorting": [
            {"field": "siren", "order": "ascending"},
            {"field": "administrativeStatus", "order": "descending"},
        ],
        "fields": ["siren", "businessName", "entityType", "administrativeStatus", "instructions"],
        "limit": 50,
        "ignore": 0,
    }


def test_establishments_are_searched_as_documented():
    asked = body(
        ESTABLISHMENTS,
        *(where("siret") == "70204275500000", where("siren") == "702042755", where("facilityType") == "main"),
        *(where("administrativeStatus") == "active", where("postalCode").starts_with("38100")),
        *(where("name").contains("Boulangerie Pascale"), where("locality").contains("Grenoble")),
        *(where("addressLines").contains("16 BIS RUE HENRI BARBUSSE"), where("countrySubdivision") == "Bretagne"),
        expand=("siren",),
    )
    assert asked == {
        "include": ["siren"],
        "filters": {
            "siret": {"op": "strict", "value": "70204275500000"},
            "siren": {"op": "strict", "value": "702042755"},
            "facilityType": {"op": "strict", "value": "P"},
            "administrativeStatus": {"op": "strict", "value": "A"},
            "postalCode": {"op": "startWith", "value": "38100"},
            "name": {"op": "contains", "value": "Boulangerie Pascale"},
            "locality": {"op": "contains", "value": "Grenoble"},
            "addressLines": {"op": "contains", "value": "16 BIS RUE HENRI BARBUSSE"},
            "countrySubdivision": {"op": "strict", "value": "Bretagne"},
        },
        "ignore": 0,
    }


def test_routing_codes_are_searched_as_documented():
    asked = body(
        ROUTING_CODES,
        *(where("routingIdentifier").contains("dcsc456"), where("routingCodeName").contains("Libellé Code routage")),
        sort=(Ordering("siret"), Ordering("routingIdentifier")),
        expand=("siren", "siret"),
    )
    assert asked == {
        "include": ["siren", "siret"],
        "sorting": [{"field": "siret", "order": "ascending"}, {"field": "routingIdentifier", "order": "ascending"}],
        "filters": {
            "routingIdentifier": {"op": "contains", "value": "dcsc456"},
            "routingCodeName": {"op": "contains", "value": "Libellé Code routage"},
        },
        "ignore": 0,
    }


def test_directory_lines_are_searched_as_documented():
    asked = body(
        DIRECTORY_LINES,
        where("addressingIdentifier").contains("dcsc456") & (where("addressingSuffix") == "x"),
        fields=("addressingIdentifier", "siren"),
    )
    assert asked == {
        "filters": {
            "addressingIdentifier": {"op": "contains", "value": "dcsc456"},
            "addressingSuffix": {"op": "strict", "value": "x"},
        },
        "fields": ["addressingIdentifier", "siren"],
        "ignore": 0,
    }


@pytest.mark.parametrize("dialect", DIRECTORY.values(), ids=DIRECTORY)
def test_a_directory_may_be_listed_whole(dialect):
    assert body(dialect) == {"ignore": 0}


def test_a_contradiction_of_the_description_is_told():
    sorted_by_siren = Query(sort=(Ordering("siren"),))
    (note,) = COMPANIES.compile(sorted_by_siren).notes
    assert note.startswith("the direction goes out as order, as in all examples of FactPulse's description")
    assert COMPANIES.compile(Query()).notes == ()
    assert ROUTING_CODES.compile(Query(sort=(Ordering("siret"),))).notes == ()


def test_a_field_of_the_directory_has_one_condition():
    twice = where("businessName").contains("a") & where("businessName").contains("b")
    with pytest.raises(NotExpressible) as caught:
        call(COMPANIES, twice)
    assert (
        caught.value.what
        == "FactPulse's directory of companies has one condition for businessName, and two were given."
    )
    assert caught.value.details["nearest"] == "one condition for each field"


def test_a_directory_has_no_or():
    with pytest.raises(NotExpressible, match="has no OR"):
        call(COMPANIES, (where("siren") == "702042755") | (where("siren") == "702042756"))


@pytest.mark.parametrize(
    ("dialect", "more", "lines"),
    [
        (
            COMPANIES,
            {"fields": ("busnessName",)},
            [
                "FactPulse's directory of companies has no 'busnessName' to send.",
                "  where      .fields('busnessName')",
                "  nearest    'businessName'",
                "  names      siren, businessName, entityType, administrativeStatus, instructions",
            ],
        ),
        (
            ESTABLISHMENTS,
            {"expand": ("siern",)},
            [
                "FactPulse's directory of establishments has no 'siern' to send.",
                "  where      .expand('siern')",
                "  nearest    'siren'",
                "  names      siren",
            ],
        ),
    ],
)
def test_what_an_entry_does_not_have_cannot_be_sent(dialect, more, lines):
    with pytest.raises(UnknownField) as caught:
        call(dialect, **more)
    assert str(caught.value).splitlines() == lines


def test_a_directory_is_not_sorted_by_what_it_does_not_have():
    with pytest.raises(UnknownField) as caught:
        call(COMPANIES, sort=(Ordering("name", descending=True),))
    assert caught.value.details["nearest"].split("  ")[0] == ".sort('-businessName')"


@pytest.mark.parametrize("dialect", [COMPANIES, DIRECTORY_LINES])
def test_nothing_comes_along_with_some_entries(dialect):
    with pytest.raises(NotExpressible, match=r"has nothing like \.expand\(\)"):
        call(dialect, expand=("siren",))


# Lengths and digits


@pytest.mark.parametrize(
    ("term", "nearest"),
    [
        (where("siren") == "702 042 755", "'702042755'"),
        (where("siren") == "702.042.755", "'702042755'"),
        (where("siren") == "5520176", "'005520176'"),
        (where("siret") == "702 042 755 00240", "'70204275500240'"),
        (where("siren") == "FR702042755", None),
        (where("siren") == "7020427550", None),
        (where("siren") == "", None),
        (where("siren") == "７０２０４２７５５", None),
        (where("postalCode") == "1000", "'01000'"),
        (where("postalCode").starts_with("38 1"), "'381'"),
        (where("postalCode").starts_with("2A"), None),
    ],
    ids=repr,
)
def test_numbers_of_companies_are_digits(term, nearest):
    with pytest.raises(WrongValue, match="digits") as caught:
        call(ESTABLISHMENTS, term)
    assert caught.value.details.get("nearest") == nearest


def test_the_refusal_of_a_number_says_how_many_digits_it_has():
    with pytest.raises(WrongValue) as caught:
        call(COMPANIES, where("siren") == "702 042 755")
    assert str(caught.value) == (
        "'siren' takes 9 digits, and was given '702 042 755'.\n"
        "  where      (where('siren') == '702 042 755')\n"
        "  nearest    '702042755'"
    )


def test_a_postal_code_may_begin_with_fewer_digits():
    assert body(ESTABLISHMENTS, where("postalCode").starts_with("38"))["filters"]["postalCode"]["value"] == "38"


def test_a_text_that_is_too_long_is_refused():
    assert body(COMPANIES, where("businessName").contains("x" * 150))
    with pytest.raises(WrongValue, match="'businessName' takes a text of up to 150 characters, and was given 'xxx"):
        call(COMPANIES, where("businessName").contains("x" * 151))


# Hostile texts


TEXTS = [
    (COMPANIES, "businessName", "contains"),
    (COMPANIES, "businessName", "strict"),
    (ESTABLISHMENTS, "addressLines", "contains"),
    (ESTABLISHMENTS, "countrySubdivision", "strict"),
    (ROUTING_CODES, "routingIdentifier", "contains"),
    (DIRECTORY_LINES, "addressingIdentifier", "strict"),
]


@pytest.mark.parametrize(("dialect", "field", "op"), TEXTS)
def test_a_hostile_text_arrives_as_it_was_unless_it_is_too_long(dialect, field, op):
    sent = 0
    for literal in LITERALS:
        if len(literal) > LENGTHS[field].longest:
            with pytest.raises(WrongValue):
                body(dialect, getattr(where(field), op)(literal))
            continue
        asked = body(dialect, getattr(where(field), op)(literal))
        assert asked == {"filters": {field: {"op": op, "value": literal}}, "ignore": 0}
        sent += 1
    assert sent > 450


def test_a_hostile_tracking_id_arrives_as_it_was_unless_it_is_too_long():
    short = [literal for literal in LITERALS if len(literal) <= 36]
    assert [body(FLOWS, where("trackingId") == literal)["where"] for literal in short] == [
        {"trackingId": literal} for literal in short
    ]
    assert len(short) > 450


@given(
    st.dictionaries(st.sampled_from(["routingIdentifier", "routingCodeName", "locality"]), st.text(max_size=100)),
    st.sampled_from(["contains", "strict"]),
)
def test_any_texts_arrive_as_they_were(values, op):
    conditions = [getattr(where(name), op)(value) for name, value in values.items()]
    asked = body(ROUTING_CODES, *conditions).get("filters", {})
    assert asked == {name: {"op": op, "value": value} for name, value in values.items()}
