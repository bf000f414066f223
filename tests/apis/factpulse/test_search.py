"""Searches of FactPulse: bodies as its description shows them, and what they cannot say refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.factpulse.search import (
    CLIENTS,
    COMPANIES,
    DIRECTORY_LINES,
    ESTABLISHMENTS,
    FLOWS,
    ROUTING_CODES,
)
from hypernav.apis.factpulse.search_fields import LENGTHS
from hypernav.errors import NotExpressible, UnknownField, WrongValue
from hypernav.search import Call, Dialect, Ordering, Query, where
from hypernav.searching import request_at
from tests.search.hostile import LITERALS

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
DIRECTORY = {
    "companies": COMPANIES,
    "establishments": ESTABLISHMENTS,
    "routing codes": ROUTING_CODES,
    "directory lines": DIRECTORY_LINES,
}


def call(dialect: Dialect, *conditions: Any, **more: Any) -> Call:
    (only,) = dialect.compile(Query(conditions=conditions, **more)).calls
    return only


def body(dialect: Dialect, *conditions: Any, **more: Any) -> Any:
    """Return the body as a server reads it."""
    request = request_at("https://factpulse.test/place", call(dialect, *conditions, **more))
    assert (request.method, request.url) == ("POST", "https://factpulse.test/place/search")
    assert request.content is not None
    return json.loads(request.content)


# Flows


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        (where("updatedAt") > NOON, {"updatedAfter": "2026-01-31T12:00:00Z"}),
        (where("updatedAt").is_after("2026-01-31T12:00:00+01:00"), {"updatedAfter": "2026-01-31T12:00:00+01:00"}),
        (where("updatedAt").is_before(NOON), {"updatedBefore": "2026-01-31T12:00:00Z"}),
        (where("updatedAfter") == NOON, {"updatedAfter": "2026-01-31T12:00:00Z"}),
        (where("updatedBefore") == NOON, {"updatedBefore": "2026-01-31T12:00:00Z"}),
        (where("flowType") == "CustomerInvoice", {"flowType": ["CustomerInvoice"]}),
        (where("flowType").in_("StateInvoice", "MultiFlowReport"), {"flowType": ["StateInvoice", "MultiFlowReport"]}),
        (where("flowDirection") == "in", {"flowDirection": ["In"]}),
        (where("flowDirection") == "outgoing", {"flowDirection": ["Out"]}),
        (where("processingRule").in_(["B2B", "B2G"]), {"processingRule": ["B2B", "B2G"]}),
        (where("trackingId") == 'O\'Brien "1"', {"trackingId": 'O\'Brien "1"'}),
        (where("ackStatus") == "Ok", {"ackStatus": "Ok"}),
    ],
    ids=repr,
)
def test_a_condition_on_flows_is_a_member_of_where(condition, asked):
    assert body(FLOWS, condition) == {"where": asked}


def test_conditions_on_flows_hold_together():
    asked = body(FLOWS, (where("updatedAt") > NOON) & (where("updatedAt") < NOON + timedelta(days=1)), page_size=100)
    assert asked == {
        "limit": 100,
        "where": {"updatedAfter": "2026-01-31T12:00:00Z", "updatedBefore": "2026-02-01T12:00:00Z"},
    }


def test_flows_are_told_apart_by_their_id():
    assert FLOWS.compile(Query(conditions=(where("ackStatus") == "Ok",))).identity == "flowId"


def test_flows_are_not_listed_without_a_condition():
    with pytest.raises(NotExpressible) as caught:
        call(FLOWS)
    assert str(caught.value) == (
        "FactPulse's flows needs one condition at least.\n"
        "  part       .where()\n"
        '  nearest    .where("updatedAt").is_after("2026-01-01T00:00:00Z")'
    )


def test_a_member_of_where_is_asked_for_once():
    twice = (where("updatedAt") > NOON) & (where("updatedAfter") == NOON)
    with pytest.raises(NotExpressible) as caught:
        call(FLOWS, twice)
    assert caught.value.what == "FactPulse's flows has one condition for updatedAfter, and two were given."
    assert caught.value.part == (where("updatedAfter") == NOON)


def test_flows_have_no_or_over_fields():
    either = (where("ackStatus") == "Ok") | (where("flowDirection") == "In")
    with pytest.raises(NotExpressible) as caught:
        call(FLOWS, either)
    assert caught.value.details["nearest"] == 'where("flowType").in_("CustomerInvoice", "SupplierInvoice")'
    assert caught.value.part == either


def test_flows_have_no_not():
    with pytest.raises(NotExpressible, match="has no NOT"):
        call(FLOWS, ~(where("ackStatus") == "Ok"))


def test_at_most_100_flows_come_at_once():
    with pytest.raises(WrongValue) as caught:
        call(FLOWS, where("ackStatus") == "Ok", page_size=101)
    assert str(caught.value) == (
        "A page of FactPulse's flows has 1 to 100 items.\n  where      .page_size(101)\n  nearest    .page_size(100)"
    )


def test_flows_are_not_sorted():
    with pytest.raises(NotExpressible, match=r"has nothing like \.sort\(\)"):
        call(FLOWS, where("ackStatus") == "Ok", sort=(Ordering("updatedAt"),))


def test_further_parameters_go_into_the_url():
    assert call(FLOWS, where("ackStatus") == "Ok", parameters={"x": 1}).parameters == (("x", "1"),)


@pytest.mark.parametrize(("hours", "text"), [(5.5, "+05:30"), (-3, "-03:00"), (0, "Z")])
def test_a_time_keeps_its_zone(hours, text):
    moment = NOON.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert body(FLOWS, where("updatedAt") > moment)["where"]["updatedAfter"] == f"2026-01-31T12:00:00{text}"


# The directory: the requests that the description shows


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
    }


@pytest.mark.parametrize("dialect", DIRECTORY.values(), ids=DIRECTORY)
def test_a_directory_may_be_listed_whole(dialect):
    assert body(dialect) == {}


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


# Clients


def test_clients_come_page_by_page():
    assert call(CLIENTS, page_size=100, parameters={"page": 2}) == Call(parameters=(("pageSize", "100"), ("page", "2")))


def test_clients_are_filtered_by_nothing():
    with pytest.raises(NotExpressible) as caught:
        call(CLIENTS, where("name") == "x")
    assert str(caught.value) == (
        "FactPulse's clients has no filters.\n"
        "  part       (where('name') == 'x')\n"
        "  nearest    .find(name=…)\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )


def test_a_field_of_clients_is_refused_before_it_is_compared():
    with pytest.raises(NotExpressible) as caught:
        CLIENTS.check_field("name")
    assert str(caught.value) == (
        "FactPulse's clients has no filters.\n  part       .where('name')\n  nearest    .find(name=…)"
    )


def test_a_page_has_at_most_100_clients():
    with pytest.raises(WrongValue, match="A page of FactPulse's clients has 1 to 100 items"):
        call(CLIENTS, page_size=500)


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
        assert body(dialect, getattr(where(field), op)(literal)) == {"filters": {field: {"op": op, "value": literal}}}
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
