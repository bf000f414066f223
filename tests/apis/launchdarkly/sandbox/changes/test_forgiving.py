"""What the vendor takes in a JSON patch beyond RFC 6902: absent members replaced, and null."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import Client

FLAG = "/flags/default/checkout"


def replace(path: str, value: Any) -> Any:
    return {"op": "replace", "path": path, "value": value}


def test_an_optional_member_that_is_absent_can_be_replaced(client: Client) -> None:
    member = client.get(FLAG)["maintainerId"]
    client.send("PATCH", FLAG, [{"op": "remove", "path": "/maintainerId"}])
    assert "maintainerId" not in client.get(FLAG)
    assert client.send("PATCH", FLAG, [replace("/maintainerId", member)]).json["maintainerId"] == member
    changed = client.send("PATCH", FLAG, [replace("/customProperties/new", {"name": "N", "value": ["v"]})])
    assert changed.json["customProperties"]["new"] == {"name": "N", "value": ["v"]}


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("/description", ""),
        ("/tags", []),
        ("/customProperties", {}),
        ("/temporary", False),
        ("/environments/production/rules", []),
        ("/environments/production/targets", []),
        ("/environments/production/contextTargets", []),
        ("/environments/production/prerequisites", []),
        ("/environments/production/on", False),
        ("/environments/production/trackEvents", False),
    ],
)
def test_replacing_with_null_empties_a_member(client: Client, path: str, left: Any) -> None:
    found = client.send("PATCH", FLAG, [replace(path, None)]).json
    for name in path.split("/")[1:]:
        found = found[name]
    assert (found, type(found)) == (left, type(left))


@pytest.mark.parametrize("path", ["/name", "/variations", "/environments/production/fallthrough", "/defaults"])
def test_null_leaves_nothing_that_a_flag_needs_empty(client: Client, path: str) -> None:
    assert client.refused("PATCH", FLAG, [replace(path, None)]) == (400, "invalid_request")


@pytest.mark.parametrize("member", ["maintainerId", "maintainerTeamKey", "releasePipelineKey"])
def test_null_takes_an_optional_member_away_whether_it_is_there_or_not(client: Client, member: str) -> None:
    for _ in range(2):
        changed = client.send("PATCH", FLAG, [replace(f"/{member}", None)])
        assert (changed.status, member in changed.json) == (200, False)


@pytest.mark.parametrize("member", ["description", "tags", "customProperties"])
def test_what_may_be_empty_may_be_removed(client: Client, member: str) -> None:
    assert not client.send("PATCH", FLAG, [{"op": "remove", "path": f"/{member}"}]).json[member]
    assert not client.send("PATCH", FLAG, {member: None}).json[member]


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "remove", "path": "/environments/production/offVariation"},
        replace("/environments/production/offVariation", None),
    ],
    ids=["remove", "null"],
)
def test_an_environment_may_be_without_an_off_variation(client: Client, operation: Any) -> None:
    path = "/environments/production/offVariation"
    changed = client.send("PATCH", FLAG, [operation, replace("/environments/production/on", False)]).json
    assert "offVariation" not in changed["environments"]["production"]
    assert all("isOff" not in one for one in changed["environments"]["production"]["_summary"]["variations"].values())
    assert client.send("GET", "/flag-statuses/default/production/checkout").status == 200
    assert client.send("PATCH", FLAG, [replace(path, 1)]).json["environments"]["production"]["offVariation"] == 1


def test_approvals_are_no_longer_required_once_that_is_removed(client: Client) -> None:
    path = "/projects/default/environments/production"
    assert client.send("PATCH", path, [replace("/approvalSettings/required", True)]).status == 200
    assert client.get(path)["approvalSettings"]["required"] is True
    changed = client.send("PATCH", path, [{"op": "remove", "path": "/approvalSettings/required"}])
    assert (changed.status, changed.json["approvalSettings"]["required"]) == (200, False)


def test_members_that_a_project_and_a_segment_may_lack_are_emptied_by_a_removal(client: Client) -> None:
    for path, member, empty in (
        ("/projects/default", "tags", []),
        ("/projects/default/environments/production", "defaultTtl", 0),
        ("/segments/default/production/beta-testers", "description", ""),
    ):
        changed = client.send("PATCH", path, [{"op": "remove", "path": f"/{member}"}])
        assert (changed.status, changed.json[member]) == (200, empty)
