"""Pages, their links, their defaults and their largest sizes."""

from __future__ import annotations

import pytest

from tests.apis.launchdarkly.client import Client


def walk(client: Client, path: str, rel: str = "next") -> list[str]:
    """Return the self or key of every member, following one relation."""
    found: list[str] = []
    for _ in range(100):
        page = client.get(path)
        found += [item["_links"]["self"]["href"] for item in page["items"]]
        if rel not in page["_links"]:
            return found
        path = page["_links"][rel]["href"].removeprefix("/api/v2")
    raise AssertionError("no end of pages")


@pytest.mark.parametrize(
    ("path", "count", "total"),
    [
        ("/projects", 3, 3),
        ("/projects/default/environments", 3, 3),
        ("/flags/default", 20, 57),
        ("/flags/mobile", 20, 40),
        ("/flags/platform", 20, 118),
        ("/members", 20, 26),
        ("/teams", 8, 8),
        ("/segments/default/production", 6, 6),
        ("/tokens", 3, 3),
        ("/approval-requests", 5, 5),
    ],
)
def test_a_first_page_has_the_documented_size(client: Client, path: str, count: int, total: int) -> None:
    page = client.get(path)
    assert (len(page["items"]), page["totalCount"]) == (count, total)
    assert ("next" in page["_links"]) == (total > count)
    assert "first" not in page["_links"]
    assert "prev" not in page["_links"]


@pytest.mark.parametrize(("path", "total"), [("/flags/platform", 118), ("/members?limit=7", 26), ("/teams?limit=8", 8)])
def test_following_next_reads_everything_once(client: Client, path: str, total: int) -> None:
    found = walk(client, path)
    assert len(found) == len(set(found)) == total


def test_following_prev_leads_back_to_the_first_page(client: Client) -> None:
    assert len(walk(client, "/flags/default?offset=40", "prev")) == 57


def test_a_middle_page_has_all_links(client: Client) -> None:
    links = client.get("/flags/default?limit=10&offset=20&sort=name")["_links"]
    assert {rel: link["href"] for rel, link in links.items()} == {
        "self": "/api/v2/flags/default?limit=10&offset=20&sort=name",
        "first": "/api/v2/flags/default?sort=name&limit=10&offset=0",
        "prev": "/api/v2/flags/default?sort=name&limit=10&offset=10",
        "next": "/api/v2/flags/default?sort=name&limit=10&offset=30",
        "last": "/api/v2/flags/default?sort=name&limit=10&offset=50",
    }


def test_the_last_page_has_neither_next_nor_last(client: Client) -> None:
    links = client.get("/flags/default?limit=10&offset=50")["_links"]
    assert set(links) == {"self", "first", "prev"}


def test_an_exactly_full_last_page_has_no_next(client: Client) -> None:
    page = client.get("/flags/default?limit=19&offset=38")
    assert len(page["items"]) == 19
    assert "next" not in page["_links"]


def test_a_page_beyond_the_end_is_empty(client: Client) -> None:
    page = client.get("/flags/default?offset=500")
    assert (page["items"], page["totalCount"]) == ([], 57)
    assert set(page["_links"]) == {"self", "first", "prev"}


def test_links_keep_filters_encoded(client: Client) -> None:
    page = client.get("/flags/platform?filter=tags:release%2Bbackend&limit=3")
    assert page["_links"]["next"]["href"].startswith("/api/v2/flags/platform?filter=tags%3Arelease%2Bbackend&limit=3")
    following = client.get(page["_links"]["next"]["href"].removeprefix("/api/v2"))
    assert all({"release", "backend"} <= set(item["tags"]) for item in following["items"])


@pytest.mark.parametrize("query", ["limit=0", "limit=-1", "limit=x", "offset=-1", "offset=1.5", "limit=1e3"])
def test_a_limit_or_offset_that_is_none_is_a_400(client: Client, query: str) -> None:
    assert client.refused("GET", f"/flags/default?{query}") == (400, "invalid_request")


def test_links_spell_the_path_in_one_way(client: Client) -> None:
    assert client.get("/%66lags/default/?limit=1")["_links"]["self"]["href"] == "/api/v2/flags/default?limit=1"


def test_the_largest_page_of_teams_is_100(client: Client) -> None:
    for number in range(120):
        team = client.sandbox.store.teams["growth"]
        client.sandbox.store.teams[f"team-{number}"] = {**team, "key": f"team-{number}"}
    assert len(client.get("/teams?limit=500")["items"]) == 100


def test_the_audit_log_takes_a_limit_of_1_to_20(client: Client) -> None:
    assert len(client.get("/auditlog")["items"]) == 10
    assert len(client.get("/auditlog?limit=20")["items"]) == 20
    assert client.refused("GET", "/auditlog?limit=21") == (400, "invalid_request")
    assert client.refused("GET", "/auditlog?limit=0") == (400, "invalid_request")


def test_an_empty_limit_is_the_default(client: Client) -> None:
    assert len(client.get("/flags/default?limit=")["items"]) == 20
