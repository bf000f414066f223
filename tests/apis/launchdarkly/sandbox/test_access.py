"""Who may ask what, in which version, and in which envelope refusals come."""

from __future__ import annotations

import re

import pytest

from hypernav.apis.launchdarkly.sandbox.data.account import READER_TOKEN, TOKEN
from tests.apis.launchdarkly.client import Client


@pytest.mark.parametrize("path", ["", "/projects", "/nowhere"])
@pytest.mark.parametrize(
    "token", ["", f"Bearer {TOKEN}", f"bearer {TOKEN}", "api-wrong", TOKEN[:-1], f"{TOKEN} ", "Basic YTpi"]
)
def test_only_the_raw_token_opens(client: Client, path: str, token: str) -> None:
    answer = client.send("GET", path, token=token.rstrip() + "x" if token.endswith(" ") else token)
    assert (answer.status, answer.json["code"]) == (401, "unauthorized")
    assert answer.json["message"] == "Invalid access token"


def test_sdk_and_mobile_keys_are_refused(client: Client) -> None:
    environment = client.get("/projects/default/environments/production")
    for key in (environment["apiKey"], environment["mobileKey"], environment["_id"]):
        assert client.send("GET", "/projects", token=key).status == 401


def test_a_token_outside_of_ascii_is_refused(client: Client) -> None:
    assert client.send("GET", "/projects", token="tökén").status == 401


@pytest.mark.parametrize("version", ["20240415", "beta"])
def test_a_version_that_is_served_is_taken(client: Client, version: str) -> None:
    assert client.send("GET", "/projects", LD_API_Version=version).status == 200
    assert client.get("/versions", LD_API_Version=version)["validVersions"] == [20240415]


@pytest.mark.parametrize("version", ["20240416", "v2", "latest", "0"])
def test_an_unknown_version_is_a_400(client: Client, version: str) -> None:
    assert client.refused("GET", "/projects", LD_API_Version=version) == (400, "invalid_request")


@pytest.mark.parametrize("version", ["20220603", "20210729", "20191212", "20160426"])
def test_a_version_at_its_end_of_life_is_refused(client: Client, version: str) -> None:
    answer = client.send("GET", "/projects", LD_API_Version=version)
    message = f"API version {version} is no longer served. Use LD-API-Version: 20240415"
    assert (answer.status, answer.json["code"], answer.json["message"]) == (400, "invalid_request", message)


def test_without_a_version_the_tokens_own_counts(client: Client) -> None:
    assert client.get("/versions")["currentVersion"] == 20240415
    client.sandbox.store.tokens[client.get("/caller-identity")["tokenId"]]["defaultApiVersion"] = 20220603
    assert client.refused("GET", "/projects") == (400, "invalid_request")


@pytest.mark.parametrize("version", ["20240415", "beta"])
def test_views_need_no_beta_header(client: Client, version: str) -> None:
    views = client.get("/projects/default/views", LD_API_Version=version)["items"]
    assert [(view["key"], view["_affectsSdkPayload"]) for view in views] == [
        ("peak-season", False),
        ("payments", False),
    ]
    assert client.get("/projects/default/views/payments", LD_API_Version=version)["name"] == "Payments"
    assert client.refused("GET", "/projects/default/views/x", LD_API_Version=version) == (404, "not_found")


@pytest.mark.parametrize("method", ["PATCH", "patch"])
def test_a_post_can_tunnel_a_patch(client: Client, method: str) -> None:
    patch = [{"op": "replace", "path": "/name", "value": "Tunnelled"}]
    answer = client.send("POST", "/flags/default/checkout", patch, X_HTTP_Method_Override=method)
    assert (answer.status, answer.json["name"]) == (200, "Tunnelled")


def test_a_post_can_tunnel_a_delete(client: Client) -> None:
    assert client.send("POST", "/flags/default/voice-search", X_HTTP_Method_Override="DELETE").status == 204


def test_a_get_tunnels_nothing(client: Client) -> None:
    assert client.send("GET", "/flags/default/voice-search", X_HTTP_Method_Override="DELETE").status == 200
    assert client.get("/flags/default/voice-search")["key"] == "voice-search"


def test_a_reader_reads_and_searches_and_writes_nothing(client: Client) -> None:
    assert client.send("GET", "/projects", token=READER_TOKEN).status == 200
    assert client.send("POST", "/auditlog", [], token=READER_TOKEN).status == 200
    for method, path in (("POST", "/projects"), ("PATCH", "/flags/default/checkout"), ("DELETE", "/teams/growth")):
        assert client.send(method, path, {}, token=READER_TOKEN).status == 403


def test_a_refusal_has_code_message_and_an_id_of_its_own(client: Client) -> None:
    one, other = (client.send("GET", "/flags/default/nothing").json for _ in range(2))
    assert (one["code"], one["message"]) == ("not_found", "Invalid resource identifier")
    assert one["id"] != other["id"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/projects/nothing",
        "/projects/nothing/environments",
        "/projects/default/environments/nothing",
        "/flags/nothing",
        "/flags/default/nothing",
        "/flags/default/checkout?env=nothing",
        "/flags/default?env=nothing",
        "/flag-statuses/default/nothing",
        "/flag-statuses/default/production/nothing",
        "/flag-status/default/nothing",
        "/segments/default/nothing",
        "/segments/default/production/nothing",
        "/members/nothing",
        "/teams/nothing",
        "/auditlog/nothing",
        "/webhooks/nothing",
        "/tokens/nothing",
        "/approval-requests/nothing",
        "/flags/default/..%2Fcheckout",
    ],
)
def test_what_is_not_there_is_a_404(client: Client, path: str) -> None:
    assert client.refused("GET", path) == (404, "not_found")


def test_a_method_that_a_place_does_not_take_is_a_405(client: Client) -> None:
    assert client.refused("PUT", "/projects") == (405, "method_not_allowed")
    assert client.send("PUT", "/projects", {}).headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_errors_are_json_too(client: Client) -> None:
    assert client.send("GET", "/nothing").headers["Content-Type"] == "application/json"


def test_the_root_lists_places_that_all_answer(client: Client) -> None:
    root = client.get("")
    assert set(root) == {"links"}
    for link in root["links"].values():
        assert link["type"] == "application/json"
        assert client.send("GET", link["href"].removeprefix("/api/v2")).status == 200


def test_the_caller_is_the_owner_of_the_token(client: Client) -> None:
    caller, me = client.get("/caller-identity"), client.get("/members/me")
    assert caller["memberId"] == me["_id"]
    assert caller["serviceToken"] is False


def test_what_is_not_simulated_is_said_to_be_so_in_the_envelope(client: Client) -> None:
    unserved = [each for each in client.sandbox.unserved if each.method == "POST"]
    assert len(unserved) > 50
    for operation in unserved:
        path = re.sub(r"\{\w+\}", "1", operation.path).removeprefix("/api/v2")
        assert client.refused("POST", path, {}) == (501, "not_implemented")
