"""Webhooks, access tokens, approval requests, views."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.apis.launchdarkly.sandbox.data.account import TOKEN
from tests.apis.launchdarkly.client import Client


def test_a_created_webhook_is_signed_where_asked_for(client: Client) -> None:
    body = {"url": "https://hooks.example", "on": True, "sign": True, "name": "H", "tags": ["t"]}
    made = client.send("POST", "/webhooks", body)
    assert (made.status, bool(made.json["secret"])) == (200, True)
    unsigned = client.send("POST", "/webhooks", {**body, "sign": False}).json
    assert "secret" not in unsigned
    assert len(client.get("/webhooks")["items"]) == 4


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": "https://x", "on": True},
        {"url": "https://x", "sign": True},
        {"url": "ftp://x", "on": True, "sign": False},
        {"url": "https://x", "on": True, "sign": False, "tags": "t"},
        {"url": "https://x", "on": True, "sign": False, "statements": {}},
        {"url": "https://x", "on": True, "sign": False, "name": 5},
    ],
    ids=str,
)
def test_a_webhook_that_cannot_be_is_not_created(client: Client, body: Any) -> None:
    assert client.refused("POST", "/webhooks", body) == (400, "invalid_request")


def test_a_webhook_is_changed_and_deleted(client: Client) -> None:
    path = client.get("/webhooks")["items"][0]["_links"]["self"]["href"].removeprefix("/api/v2")
    after = client.send("PATCH", path, [{"op": "replace", "path": "/on", "value": False}]).json
    assert after["on"] is False
    assert client.get(path) == after
    assert client.refused("PATCH", path, [{"op": "remove", "path": "/url"}]) == (400, "invalid_request")
    assert client.send("DELETE", path).status == 204
    assert client.refused("GET", path) == (404, "not_found")


def test_no_token_shows_its_secret(client: Client) -> None:
    for token in client.get("/tokens")["items"]:
        assert len(token["token"]) == 4
        assert "secret" not in token
        assert client.get(token["_links"]["self"]["href"].removeprefix("/api/v2")) == token
    assert TOKEN not in str(client.get("/tokens"))


def test_show_all_is_for_admins(client: Client) -> None:
    assert client.get("/tokens?showAll=true")["totalCount"] == 3
    admin = next(one["secret"] for one in client.sandbox.store.tokens.values() if one["name"] == "Terraform")
    assert client.send("GET", "/tokens?showAll=true", token=admin).json["totalCount"] == 5


def test_approval_requests_expand_what_they_are_about(client: Client) -> None:
    plain = client.get("/approval-requests")["items"][0]
    full = client.get("/approval-requests?expand=flag,project,environments")["items"][0]
    assert set(full) - set(plain) == {"flag", "project", "environments"}
    assert (full["flag"]["key"], full["project"]["key"]) == ("checkout", "default")
    assert client.get(plain["_links"]["self"]["href"].removeprefix("/api/v2")) == plain
    assert client.get(plain["_links"]["resource"]["href"].removeprefix("/api/v2"))["key"] == "checkout"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('reviewStatus anyOf ["pending", "approved"]', 4),
        ('status anyOf ["completed"]', 1),
        ("resourceKind equals flag", 5),
        ("resourceKind equals segment", 0),
        ("resourceId equals proj/default:env/production:flag/checkout", 1),
        ('projectKey equals platform, reviewStatus anyOf ["pending","approved"]', 2),
        ('projectKey equals platform | status anyOf ["completed"]', 2),
        ('notifyMemberIds anyOf ["none"]', 0),
    ],
)
def test_approval_requests_are_filtered(client: Client, text: str, count: int) -> None:
    assert client.get(f"/approval-requests?filter={text.replace(' ', '%20')}")["totalCount"] == count


def test_approval_requests_are_filtered_by_who_asked(client: Client) -> None:
    asked = client.get("/approval-requests")["items"][0]["requestorId"]
    assert client.get(f"/approval-requests?filter=requestorId%20equals%20{asked}")["totalCount"] == 1


def test_views_expand_their_flags(client: Client) -> None:
    path = "/projects/default/views?sort=name&expand=flagsSummary,resourceSummary"
    first = client.get(path, LD_API_Version="beta")["items"][0]
    assert first["name"] == "Payments"
    linked = first["flagsSummary"]["linkedFlags"]["items"][0]
    assert client.get(linked["links"]["self"]["href"].removeprefix("/api/v2"))["key"] == linked["key"]
    assert client.refused("GET", "/projects/nothing/views", LD_API_Version="beta") == (404, "not_found")


def test_a_project_without_views_has_an_empty_list(client: Client) -> None:
    assert client.get("/projects/mobile/views", LD_API_Version="beta")["items"] == []
