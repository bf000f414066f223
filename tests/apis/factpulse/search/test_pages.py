"""Searches of FactPulse read on to their end, against a server that answers as the description says."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.wrappers import Request

from hypernav.apis.factpulse.search import COMPANIES, FLOWS
from hypernav.navigation.finding import summary_of
from hypernav.search import Dialect, Query, where
from hypernav.search.answers import Answers
from hypernav.search.planning import Split
from tests.counting import Answer, Site, visiting
from tests.engine import node

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
FLOW_PLACE = "/api/v1/afnor/flow/v1/flows"
COMPANY_PLACE = "/api/v1/afnor/directory/v1/siren"


def flows(newest_first: bool) -> Callable[[Request], Any]:
    """Return a search of 250 flows, ten of which were always changed in the same second."""
    rows = [
        {"flowId": f"f{number}", "updatedAt": (NOON + timedelta(seconds=number // 10)).isoformat()}
        for number in range(250)
    ]
    rows.sort(key=lambda row: row["updatedAt"], reverse=newest_first)

    def answer(request: Request) -> Any:
        asked = json.loads(request.get_data())
        where, limit = asked["where"], asked.get("limit", 25)
        found = [
            row for row in rows if where.get("updatedAfter", "") < row["updatedAt"] < where.get("updatedBefore", "9999")
        ]
        return {"limit": limit, "filters": where, "results": found[:limit]}

    return answer


def companies(request: Request) -> Any:
    """Return a search of 120 companies that gives at most 50 at once, and says so by 206."""
    asked = json.loads(request.get_data())
    rows = [{"siren": f"{number:09}", "businessName": f"Company {number}"} for number in range(120)]
    shown = rows[asked["ignore"] :][: min(asked.get("limit", 50), 50)]
    body = {"search": asked, "totalNumberOfResults": len(rows), "results": shown}
    return Answer(body, 206 if len(shown) < len(rows) else 200)


def read(dialect: Dialect, query: Query, place: str, answer: Callable[[Request], Any]) -> tuple[list[Any], Site]:
    """Return all records that a search gives, each as the collection keeps it."""
    site = Site({f"POST {place}/search": answer})
    with visiting(site) as nav:
        answers = Answers(node(nav.go(place)), Split(dialect.compile(query), query.expression))
        return [summary_of(member) for _, kept in answers.pages() for member in kept], site


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("page_size", [None, 100, 30])
def test_all_flows_come_once_whichever_come_first(newest_first, page_size):
    query = Query(conditions=(where("updatedAt") > "2026-01-01T00:00:00+00:00",), page_size=page_size)
    records, site = read(FLOWS, query, FLOW_PLACE, flows(newest_first))
    assert sorted(record["flowId"] for record in records) == sorted(f"f{number}" for number in range(250))
    assert {asked.method for asked in site.asked} == {"POST"}


def test_all_companies_come_once_although_pages_are_reduced():
    query = Query(conditions=(where("businessName").contains("Company"),), page_size=100)
    records, site = read(COMPANIES, query, COMPANY_PLACE, companies)
    assert [record["siren"] for record in records] == [f"{number:09}" for number in range(120)]
    assert [json.loads(asked.body)["ignore"] for asked in site.asked] == [0, 50, 100]
    assert len({json.dumps({**json.loads(asked.body), "ignore": 0}) for asked in site.asked}) == 1
