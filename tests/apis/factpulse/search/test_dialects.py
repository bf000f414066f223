"""Searches of FactPulse's flows and clients: what they say, and what they cannot say refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from hypernav.apis.factpulse.search import CLIENTS, FLOWS
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Call, Ordering, Query, where
from tests.apis.factpulse.asking import body, call

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)

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
        "FactPulse's flow search needs at least one condition.\n"
        "  part       .where()\n"
        '  nearest    .where("updatedAt").is_after("2026-01-01T00:00:00Z")'
    )


def test_a_member_of_where_is_asked_for_once():
    twice = (where("updatedAt") > NOON) & (where("updatedAfter") == NOON)
    with pytest.raises(NotExpressible) as caught:
        call(FLOWS, twice)
    assert caught.value.what == "FactPulse's flow search has one condition for updatedAfter, and two were given."
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
        "A page of FactPulse's flow search has 1 to 100 items.\n"
        "  where      .page_size(101)\n"
        "  nearest    .page_size(100)"
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


# Clients


def test_clients_come_page_by_page():
    assert call(CLIENTS, page_size=100, parameters={"page": 2}) == Call(parameters=(("pageSize", "100"), ("page", "2")))


def test_clients_are_filtered_by_nothing():
    with pytest.raises(NotExpressible) as caught:
        call(CLIENTS, where("name") == "x")
    assert str(caught.value) == (
        "FactPulse's client list has no filters.\n"
        "  part       (where('name') == 'x')\n"
        "  nearest    .find(name=…)\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )


def test_a_field_of_clients_is_refused_before_it_is_compared():
    with pytest.raises(NotExpressible) as caught:
        CLIENTS.check_field("name")
    assert str(caught.value) == (
        "FactPulse's client list has no filters.\n  part       .where('name')\n  nearest    .find(name=…)"
    )


def test_a_page_has_at_most_100_clients():
    with pytest.raises(WrongValue, match="A page of FactPulse's client list has 1 to 100 items"):
        call(CLIENTS, page_size=500)
