"""Copies between environments, targets that expire, and kinds of contexts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import SEMANTIC, Client

FLAG = "/flags/default/checkout"
COPY = f"{FLAG}/copy"
ENDS = {"source": {"key": "production"}, "target": {"key": "test"}}
MEMBERS = ("on", "rules", "fallthrough", "offVariation", "prerequisites", "targets", "contextTargets")


def members(targeting: Any) -> Any:
    return {name: targeting.get(name) for name in MEMBERS}


def test_a_copy_takes_the_whole_targeting_over(client: Client) -> None:
    before = client.get(FLAG)["environments"]
    answer = client.send("POST", COPY, {**ENDS, "comment": "Promote"})
    after = answer.json["environments"]
    assert (answer.status, members(after["test"])) == (201, members(before["production"]))
    assert members(before["test"]) != members(before["production"])
    assert after["test"]["version"] == before["test"]["version"] + 1
    assert after["production"] == before["production"]
    assert client.get("/auditlog?limit=1")["items"][0]["comment"] == "Promote"


def test_a_copy_takes_only_what_is_included(client: Client) -> None:
    before = client.get(FLAG)["environments"]
    after = client.send("POST", COPY, {**ENDS, "includedActions": ["updateRules"]}).json["environments"]["test"]
    assert members(after) == {**members(before["test"]), "rules": before["production"]["rules"]}


def test_a_copy_leaves_out_what_is_excluded(client: Client) -> None:
    before = client.get(FLAG)["environments"]
    after = client.send("POST", COPY, {**ENDS, "excludedActions": ["updateRules"]}).json["environments"]["test"]
    assert members(after) == {**members(before["production"]), "rules": before["test"]["rules"]}


def test_a_copy_of_what_has_no_off_variation_leaves_none(client: Client) -> None:
    client.send("PATCH", FLAG, [{"op": "remove", "path": "/environments/production/offVariation"}])
    assert "offVariation" not in client.send("POST", COPY, ENDS).json["environments"]["test"]


@pytest.mark.parametrize("end", ["source", "target"])
def test_a_copy_is_refused_where_a_version_is_not_the_current_one(client: Client, end: str) -> None:
    version = client.get(FLAG)["environments"][ENDS[end]["key"]]["version"]
    stale = {**ENDS, end: {**ENDS[end], "currentVersion": version - 1}}
    assert client.refused("POST", COPY, stale) == (409, "optimistic_locking_error")
    assert client.send("POST", COPY, {**ENDS, end: {**ENDS[end], "currentVersion": version}}).status == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"source": {"key": "production"}},
        {**ENDS, "target": {"key": "nowhere"}},
        {**ENDS, "target": {"key": "production"}},
        {**ENDS, "target": "test"},
        {**ENDS, "includedActions": ["updateOn"], "excludedActions": ["updateRules"]},
        {**ENDS, "includedActions": ["turnOn"]},
        {**ENDS, "excludedActions": "updateOn"},
    ],
    ids=str,
)
def test_a_copy_that_cannot_be_is_refused(client: Client, body: Any) -> None:
    assert client.refused("POST", COPY, body) == (400, "invalid_request")


def test_a_copy_needs_the_approval_that_its_target_asks_for(client: Client) -> None:
    patch = [{"op": "replace", "path": "/approvalSettings/required", "value": True}]
    client.send("PATCH", "/projects/default/environments/test", patch)
    assert client.refused("POST", COPY, ENDS) == (405, "method_not_allowed")


EXPIRING = f"{FLAG}/expiring-targets/production"
SEGMENT = "/segments/default/production/beta-testers"
SEGMENT_EXPIRING = "/segments/default/beta-testers/expiring-targets/production"
DAY = 86_400_000


@pytest.fixture
def target(client: Client) -> Any:
    """Return what an instruction says of a target of the flag."""
    variation = client.get(FLAG)["variations"][0]["_id"]
    added = {"kind": "addTargets", "contextKind": "device", "values": ["d-1"], "variationId": variation}
    assert client.instruct(FLAG, added, environment="production").status == 200
    return {"variationId": variation, "contextKey": "d-1", "contextKind": "device"}


def when(client: Client, days: int) -> int:
    return client.sandbox.clock.milliseconds() + days * DAY


def test_a_target_of_a_flag_is_scheduled_postponed_and_kept(client: Client, target: Any) -> None:
    added = client.instruct(EXPIRING, {"kind": "addExpiringTarget", "value": when(client, 1), **target})
    (item,) = client.get(EXPIRING)["items"]
    assert (added.status, added.json["items"], "errors" in added.json) == (200, [item], False)
    assert target.items() <= item.items()
    assert (item["_version"], item["expirationDate"]) == (1, when(client, 1))
    place = {"kind": "flag", "projectKey": "default", "environmentKey": "production", "key": "checkout"}
    assert item["_resourceId"] == place
    update = {"kind": "updateExpiringTarget", "value": when(client, 2), "version": 1, **target}
    assert client.instruct(EXPIRING, update).json["items"][0]["expirationDate"] == when(client, 2)
    assert client.instruct(EXPIRING, update).json["failedInstructions"] == 1
    assert client.instruct(EXPIRING, {"kind": "removeExpiringTarget", **target}).json["items"] == []


def test_a_target_is_gone_once_it_has_expired(client: Client, target: Any) -> None:
    client.instruct(EXPIRING, {"kind": "addExpiringTarget", "value": when(client, 1), **target})
    version = client.get(FLAG)["_version"]
    client.sandbox.clock.advance(86_399)
    assert client.get(FLAG)["environments"]["production"]["contextTargets"]
    client.sandbox.clock.advance(1)
    after = client.get(FLAG)
    assert (after["environments"]["production"]["contextTargets"], after["_version"]) == ([], version + 1)
    assert client.get(EXPIRING)["items"] == []


def test_a_target_whose_variation_or_environment_is_gone_expires_unnoticed(client: Client, target: Any) -> None:
    client.instruct(EXPIRING, {"kind": "addExpiringTarget", "value": when(client, 1), **target})
    client.send("DELETE", "/projects/default/environments/production")
    client.sandbox.clock.advance(86_400)
    assert client.send("GET", FLAG).status == 200


def test_a_target_of_a_segment_expires_too(client: Client) -> None:
    key = client.get(SEGMENT)["included"][0]
    aim = {"contextKey": key, "contextKind": "user", "targetType": "included"}
    answer = client.instruct(SEGMENT_EXPIRING, {"kind": "addExpiringTarget", "value": when(client, 1), **aim})
    assert aim.items() <= answer.json["items"][0].items()
    assert client.get(SEGMENT_EXPIRING)["items"] == answer.json["items"]
    client.sandbox.clock.advance(86_400)
    assert key not in client.get(SEGMENT)["included"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "expire"}, "Invalid instruction kind: 'expire'"),
        ({"contextKey": "other"}, "Invalid instruction addExpiringTarget: 'other' is not a target"),
        ({"contextKind": "user"}, "Invalid instruction addExpiringTarget: 'd-1' is not a target"),
        ({"value": 7}, "Invalid instruction addExpiringTarget: value must be a time to come, in milliseconds"),
        ({"variationId": "x"}, "Invalid instruction addExpiringTarget: no variation has the ID 'x'"),
        ({"kind": "updateExpiringTarget"}, "Invalid instruction updateExpiringTarget: the target does not expire"),
    ],
)
def test_what_cannot_be_scheduled_is_told_and_the_rest_done(
    client: Client, target: Any, changes: Any, message: str
) -> None:
    good = {"kind": "addExpiringTarget", "value": when(client, 1), **target}
    answer = client.instruct(EXPIRING, {**good, **changes}, good)
    assert answer.json["errors"] == [{"instructionIndex": 0, "message": message}]
    counts = [answer.json[f"{word}Instructions"] for word in ("total", "successful", "failed")]
    assert (answer.status, counts, len(answer.json["items"])) == (200, [2, 1, 1], 1)
    again = client.instruct(EXPIRING, good).json["errors"][0]["message"]
    assert again == "Invalid instruction addExpiringTarget: the target expires already"


def test_a_segment_has_two_sides_only(client: Client) -> None:
    aim = {"contextKey": "a", "contextKind": "user", "targetType": "both", "value": when(client, 1)}
    answer = client.instruct(SEGMENT_EXPIRING, {"kind": "addExpiringTarget", **aim})
    wanted = "Invalid instruction addExpiringTarget: targetType must be included or excluded"
    assert answer.json["errors"][0]["message"] == wanted


@pytest.mark.parametrize("path", [EXPIRING.replace("checkout", "no"), EXPIRING.replace("production", "no")])
def test_nothing_expires_where_nothing_is(client: Client, path: str) -> None:
    assert client.refused("GET", path) == (404, "not_found")
    body = {"instructions": [{"kind": "addExpiringTarget"}]}
    assert client.refused("PATCH", path, body, Content_Type=SEMANTIC) == (404, "not_found")


KINDS = "/projects/default/context-kinds"


def test_context_kinds_are_listed_made_and_changed(client: Client) -> None:
    assert client.keys(KINDS) == ["user", "organization", "device"]
    answer = client.send("PUT", f"{KINDS}/store", {"name": "Store", "description": "A shop"})
    assert (answer.status, answer.json["status"]) == (200, "success")
    body = {"name": "Shop", "archived": True, "version": 1}
    assert client.send("PUT", f"{KINDS}/store", body).status == 200
    made = client.get(KINDS)["items"][-1]
    found = [made[name] for name in ("key", "name", "description", "archived", "version", "createdFrom")]
    assert found == ["store", "Shop", "A shop", True, 2, "manual"]


@pytest.mark.parametrize(
    ("key", "body"),
    [
        ("store", {}),
        ("store", {"name": "Store", "archived": "yes"}),
        ("store", {"name": "Store", "version": 7}),
        ("st ore", {"name": "Store"}),
        ("multi", {"name": "Multi"}),
    ],
)
def test_a_context_kind_that_cannot_be_is_refused(client: Client, key: str, body: Any) -> None:
    assert client.refused("PUT", f"{KINDS}/{key}", body) == (400, "invalid_request")


def test_a_new_project_has_no_context_kinds_and_an_unknown_one_is_missing(client: Client) -> None:
    client.send("POST", "/projects", {"name": "Lab", "key": "lab"})
    assert client.keys("/projects/lab/context-kinds") == []
    assert client.refused("GET", "/projects/no/context-kinds") == (404, "not_found")
