"""Contexts and context instances: searched by the query or by the body, page by page."""

from __future__ import annotations

from typing import Any

import pytest

import hypernav as hn
from hypernav.apis.launchdarkly.sandbox.data.account import READER_TOKEN
from tests.apis.launchdarkly.client import Client

PLACE = "/projects/mobile/environments/production"
CONTEXTS = f"{PLACE}/contexts/search"


def search(client: Client, body: Any, query: str = "") -> Any:
    answer = client.send("POST", f"{CONTEXTS}{query}", body)
    assert answer.status == 200, answer.json
    return answer.json


def test_the_body_and_the_query_say_the_same(client: Client) -> None:
    body = search(client, {"filter": 'kind equals "device"', "sort": "ts", "limit": 3})
    query = search(client, {}, "?filter=kind%20equals%20%22device%22&sort=ts&limit=3")
    assert body == query
    assert [one["context"]["kind"] for one in body["items"]] == ["device"] * 3


def test_query_and_body_together_are_an_error(client: Client) -> None:
    for query in ("?limit=3", "?includeTotalCount=false", "?filter=kind%20equals%20user"):
        assert client.refused("POST", CONTEXTS + query, {"sort": "ts"}) == (400, "invalid_request")


def test_pages_go_on_by_the_next_link_and_by_the_token(client: Client) -> None:
    whole = search(client, {"limit": 50})
    first = search(client, {"limit": 30})
    second = search(client, {"limit": 20, "continuationToken": first["continuationToken"]})
    assert first["items"] + second["items"] == whole["items"]
    following = client.send("POST", first["_links"]["next"]["href"].removeprefix("/api/v2"), {}).json
    assert following["items"][:20] == second["items"]
    assert first["totalCount"] == whole["totalCount"]


def test_the_last_page_has_no_next(client: Client) -> None:
    only = search(client, {"filter": "kindKey equals organization:contoso"})
    assert "next" not in only["_links"]
    assert "continuationToken" not in only
    assert only["totalCount"] == len(only["items"])


def test_the_total_is_left_out_where_that_is_asked_for_and_stays_so_on_the_next_page(client: Client) -> None:
    page = search(client, {}, "?includeTotalCount=false")
    assert "totalCount" not in page
    assert "includeTotalCount=false" in page["_links"]["next"]["href"]


def test_contexts_come_the_one_seen_last_first(client: Client) -> None:
    times = [one["lastSeen"] for one in search(client, {"limit": 50})["items"]]
    assert times == sorted(times, reverse=True)
    times = [one["lastSeen"] for one in search(client, {"limit": 50, "sort": "ts"})["items"]]
    assert times == sorted(times)


@pytest.mark.parametrize(
    "body",
    [
        {"limit": 0},
        {"limit": 51},
        {"limit": "5"},
        {"limit": True},
        {"filter": 5},
        {"sort": "name"},
        {"continuationToken": "?"},
        {"continuationToken": "LTU="},
        {"filter": "kind"},
        {"filter": "kind equals"},
        {"filter": "colour equals red"},
        {"filter": ".email exists true"},
        {"filter": "user. exists true"},
        {"filter": "kind startsWith u"},
        {"filter": "user.createdAt after yesterday"},
        {"filter": '"kind equals user'},
        {"filter": "kind anyOf user"},
        {"filter": "kind anyOf " + "[" * 100_000},
        [],
    ],
    ids=lambda body: str(body)[:40],
)
def test_a_malformed_search_is_refused(client: Client, body: Any) -> None:
    assert client.refused("POST", CONTEXTS, body) == (400, "invalid_request")


def test_an_attribute_that_is_no_time_is_neither_before_nor_after_one(client: Client) -> None:
    for operator in ("before", "after"):
        found = search(client, {"filter": f'user.country {operator} "2020-01-01T00:00:00Z"'})
        assert found["items"] == []
    seats = search(client, {"filter": 'organization.seats before "1970-01-01T00:00:01Z"'})["items"]
    assert {one["context"]["kind"] for one in seats} == {"organization"}


def test_an_unquoted_number_is_a_number_and_a_quoted_one_a_text(client: Client) -> None:
    assert search(client, {"filter": "organization.seats equals 35"})["items"]
    assert search(client, {"filter": 'organization.seats equals "35"'})["items"] == []
    assert search(client, {"filter": "device.os equals iOS"})["items"]


def test_a_reader_may_search(client: Client) -> None:
    assert client.send("POST", CONTEXTS, {}, token=READER_TOKEN).status == 200


def test_contexts_of_one_key_tell_their_applications_apart(client: Client) -> None:
    found = client.get(f"{PLACE}/contexts/organization/contoso")
    applications = [one["applicationId"] for one in found["items"]]
    assert len(applications) == len(set(applications)) == found["totalCount"]
    assert client.refused("GET", f"{PLACE}/contexts/organization/nobody") == (404, "not_found")
    assert client.refused("GET", f"{PLACE}/context-instances/nobody") == (404, "not_found")
    assert client.refused("GET", f"{PLACE}/contexts/organization/contoso?filter=kind%20equals%20user")[0] == 400


def test_an_instance_of_several_kinds_names_them_all(client: Client) -> None:
    body = {"filter": 'kinds contains ["organization", "device"]', "limit": 1}
    answer = client.send("POST", f"{PLACE}/context-instances/search", body).json
    context = answer["items"][0]["context"]
    assert context["kind"] == "multi"
    assert {"user", "organization", "device"} <= set(context)
    assert all("kind" not in context[kind] for kind in ("user", "organization", "device"))


def test_an_environment_made_later_has_no_contexts(client: Client) -> None:
    client.send("POST", "/projects/mobile/environments", {"name": "New", "key": "new", "color": "000000"})
    page = client.send("POST", "/projects/mobile/environments/new/contexts/search", {}).json
    assert (page["items"], page["totalCount"]) == ([], 0)
    assert client.refused("POST", "/projects/mobile/environments/none/contexts/search", {}) == (404, "not_found")


def test_a_search_in_a_body_is_read_to_its_end() -> None:
    nav = hn.connect("launchdarkly", sandbox=True)
    place = nav.go(f"/api/v2{CONTEXTS}")
    found = place.post({"filter": 'kind equals "user"', "limit": 20})
    assert len({member.data["context"]["key"] for member in found}) == found.total == 90
    assert len(nav.ledger) == 5
