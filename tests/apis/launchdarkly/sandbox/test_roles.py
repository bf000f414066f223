"""Access tokens and custom roles: made, changed, taken away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import Client

POLICY = [{"effect": "allow", "resources": ["proj/*:env/*:flag/*"], "actions": ["updateOn"]}]
ROLE = {"key": "release", "name": "Release", "policy": POLICY}


@pytest.mark.parametrize(
    "powers", [{"role": "writer"}, {"inlineRole": POLICY}, {"customRoleIds": ["auditor"]}], ids=str
)
def test_a_token_that_was_made_is_taken_and_shown_without_its_secret(client: Client, powers: Any) -> None:
    answer = client.send("POST", "/tokens", {"name": "CI", "serviceToken": True, **powers})
    made = answer.json
    assert (answer.status, made["name"], made["serviceToken"], made["defaultApiVersion"]) == (201, "CI", True, 20240415)
    assert powers.items() <= made.items()
    assert client.send("PATCH", "/flags/default/checkout", {"name": "x"}, token=made["token"]).status == 200
    shown = client.get(f"/tokens/{made['_id']}")
    assert shown == {**made, "token": made["token"][-4:]}
    assert made["_id"] in [one["_id"] for one in client.get("/tokens")["items"]]


def test_a_token_needs_no_name(client: Client) -> None:
    assert client.send("POST", "/tokens", {"role": "reader"}).json["name"] == ""
    assert client.get("/auditlog?limit=1")["items"][0]["kind"] == "token"


def test_a_reader_token_that_was_made_only_reads(client: Client) -> None:
    token = client.send("POST", "/tokens", {"role": "reader"}).json["token"]
    assert client.send("GET", "/projects", token=token).status == 200
    assert client.send("DELETE", "/projects/mobile", token=token).status == 403


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"role": "owner"},
        {"role": "reader", "inlineRole": POLICY},
        {"role": "reader", "name": 7},
        {"role": "reader", "serviceToken": "yes"},
        {"role": "reader", "defaultApiVersion": 20220603},
        {"customRoleIds": ["nobody"]},
        {"customRoleIds": "auditor"},
        {"inlineRole": [{"effect": "maybe", "resources": ["*"], "actions": ["*"]}]},
        {"inlineRole": [{"effect": "allow", "resources": ["*"]}]},
        {"inlineRole": [{"effect": "allow", "resources": ["*"], "notResources": ["*"], "actions": ["*"]}]},
        {"inlineRole": "all"},
    ],
    ids=str,
)
def test_a_token_that_cannot_be_is_refused(client: Client, body: Any) -> None:
    assert client.refused("POST", "/tokens", body) == (400, "invalid_request")


def test_a_token_changes_its_name_and_what_it_may_do(client: Client) -> None:
    path = f"/tokens/{client.send('POST', '/tokens', {'role': 'reader'}).json['_id']}"
    client.sandbox.clock.advance(5)
    patch = [
        {"op": "replace", "path": "/name", "value": "Renamed"},
        {"op": "replace", "path": "/role", "value": ""},
        {"op": "replace", "path": "/inlineRole", "value": POLICY},
    ]
    changed = client.send("PATCH", path, patch).json
    assert (changed["name"], "role" in changed, changed["inlineRole"]) == ("Renamed", False, POLICY)
    assert changed["lastModified"] == client.sandbox.clock.milliseconds()
    assert client.refused("PATCH", path, [{"op": "remove", "path": "/inlineRole"}]) == (400, "invalid_request")
    assert client.refused("PATCH", path, [{"op": "replace", "path": "/token", "value": "x"}])[0] == 400


def test_a_token_that_was_reset_is_known_by_its_new_secret_only(client: Client) -> None:
    made = client.send("POST", "/tokens", {"role": "reader"}).json
    client.sandbox.clock.advance(1)
    reset = client.send("POST", f"/tokens/{made['_id']}/reset").json["token"]
    assert client.send("GET", "/projects", token=made["token"]).status == 401
    assert client.send("GET", "/projects", token=reset).status == 200


def test_a_deleted_token_is_unknown(client: Client) -> None:
    made = client.send("POST", "/tokens", {"role": "reader"}).json
    assert client.send("DELETE", f"/tokens/{made['_id']}").status == 204
    assert client.send("GET", "/projects", token=made["token"]).status == 401
    assert client.refused("GET", f"/tokens/{made['_id']}") == (404, "not_found")


def test_roles_are_listed_with_who_has_them(client: Client) -> None:
    page = client.get("/roles")
    assert [(one["key"], one["assignedTo"]) for one in page["items"]] == [
        ("release-manager", {"membersCount": 0, "teamsCount": 0}),
        ("auditor", {"membersCount": 0, "teamsCount": 0}),
    ]
    client.instruct("/teams/growth", {"kind": "addCustomRoles", "values": ["auditor"]})
    assert client.get("/roles/auditor")["assignedTo"]["teamsCount"] == 1


def test_a_role_is_made_read_by_key_or_id_changed_and_deleted(client: Client) -> None:
    answer = client.send("POST", "/roles", ROLE)
    assert (answer.status, answer.json["basePermissions"], answer.json["description"]) == (201, "reader", "")
    assert client.get("/roles/release") == client.get(f"/roles/{answer.json['_id']}") == answer.json
    patch = [
        {"op": "replace", "path": "/description", "value": "d"},
        {"op": "add", "path": "/policy/0", "value": {**POLICY[0], "effect": "deny"}},
    ]
    changed = client.send("PATCH", "/roles/release", {"patch": patch, "comment": "Terraform"}).json
    assert (changed["description"], [one["effect"] for one in changed["policy"]]) == ("d", ["deny", "allow"])
    assert client.send("DELETE", "/roles/release").status == 204
    assert client.refused("GET", "/roles/release") == (404, "not_found")


def test_whoever_has_a_role_loses_it_with_the_role(client: Client) -> None:
    client.instruct("/teams/growth", {"kind": "addCustomRoles", "values": ["auditor"]})
    client.send("DELETE", "/roles/auditor")
    assert client.get("/teams/growth?expand=roles")["roles"]["totalCount"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"key": "release", "name": "Release"},
        {**ROLE, "key": "re lease"},
        {**ROLE, "description": 7},
        {**ROLE, "basePermissions": "admin"},
        {**ROLE, "policy": [{**POLICY[0], "actions": []}]},
        {**ROLE, "policy": [{"effect": "allow", "notActions": [1], "resources": ["*"]}]},
    ],
    ids=str,
)
def test_a_role_that_cannot_be_is_refused(client: Client, body: Any) -> None:
    assert client.refused("POST", "/roles", body) == (400, "invalid_request")


def test_a_role_whose_key_is_taken_is_a_conflict(client: Client) -> None:
    assert client.refused("POST", "/roles", {**ROLE, "key": "auditor"}) == (409, "conflict")
