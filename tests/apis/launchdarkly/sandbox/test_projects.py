"""Projects and environments."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import Client

RENAME = [{"op": "replace", "path": "/name", "value": "Renamed"}]


def test_environments_are_shown_only_when_asked_for(client: Client) -> None:
    assert "environments" not in client.get("/projects/default")
    assert not any("environments" in project for project in client.get("/projects")["items"])
    expanded = client.get("/projects?expand=environments")["items"][1]
    assert expanded["environments"]["totalCount"] == 2
    assert "_links" in expanded["environments"]


def test_projects_and_environments_are_sorted(client: Client) -> None:
    assert client.keys("/projects?sort=-name") == ["default", "platform", "mobile"]
    assert client.keys("/projects?sort=-createdOn") == ["platform", "mobile", "default"]
    assert client.keys("/projects/default/environments?sort=-critical,name") == ["production", "staging", "test"]
    assert client.refused("GET", "/projects?sort=key") == (400, "invalid_request")


def test_a_created_project_has_two_environments_as_a_bare_list(client: Client) -> None:
    answer = client.send("POST", "/projects", {"name": "Lab", "key": "lab", "tags": ["t"]})
    assert (answer.status, [one["key"] for one in answer.json["environments"]]) == (201, ["test", "production"])
    assert client.get("/projects/lab")["tags"] == ["t"]
    assert client.get("/flags/lab")["totalCount"] == 0
    assert client.get("/segments/lab/test")["items"] == []
    assert client.refused("POST", "/projects", {"name": "Lab", "key": "lab"}) == (409, "conflict")


def test_a_created_project_takes_its_environments(client: Client) -> None:
    environments = [{"key": "live", "name": "Live", "color": "00ff00", "critical": True}]
    client.send("POST", "/projects", {"name": "Lab", "key": "lab", "environments": environments})
    environment = client.get("/projects/lab/environments")["items"][0]
    assert (environment["key"], environment["critical"]) == ("live", True)
    assert environment["apiKey"].startswith("sdk-")
    assert environment["mobileKey"].startswith("mob-")


@pytest.mark.parametrize(
    "body",
    [
        {"key": "x"},
        {"name": "x", "key": "a b"},
        {"name": "x", "key": "x", "tags": "t"},
        {"name": "x", "key": "x", "environments": {"a": 1}},
        {"name": "x", "key": "x", "environments": [{"key": "e"}]},
        {"name": "x", "key": "x", "environments": [{"key": "e", "name": "E", "color": "green"}]},
        {"name": "x", "key": "x", "includeInSnippetByDefault": 1},
        {"name": "x", "key": "x", "defaultClientSideAvailability": []},
    ],
    ids=str,
)
def test_a_project_that_cannot_be_is_not_created(client: Client, body: Any) -> None:
    assert client.refused("POST", "/projects", body) == (400, "invalid_request")
    assert client.get("/projects")["totalCount"] == 3


def test_a_project_is_changed_and_the_change_is_logged(client: Client) -> None:
    after = client.send("PATCH", "/projects/mobile", {"patch": RENAME, "comment": "why"}).json
    assert after["name"] == "Renamed"
    assert isinstance(after["environments"], list)
    assert client.get("/auditlog?limit=1")["items"][0]["comment"] == "why"
    assert client.refused("PATCH", "/projects/mobile", [{"op": "replace", "path": "/key", "value": "x"}])[0] == 400
    assert client.refused("PATCH", "/projects/mobile", [{"op": "replace", "path": "/tags", "value": 1}])[0] == 400


def test_a_deleted_project_takes_everything_with_it(client: Client) -> None:
    assert client.send("DELETE", "/projects/mobile").status == 204
    for path in ("/projects/mobile", "/flags/mobile", "/segments/mobile/test", "/projects/mobile/environments"):
        assert client.refused("GET", path) == (404, "not_found")
    assert client.get("/projects")["totalCount"] == 2
    assert client.get("/approval-requests?expand=flag,project,environments")["totalCount"] == 5
    assert client.get("/teams/mobile-apps?expand=projects")["projects"]["totalCount"] == 0


def test_a_new_environment_copies_the_targeting_of_its_source(client: Client) -> None:
    body = {"name": "Beta", "key": "beta", "color": "ABCDEF", "source": {"key": "production"}}
    assert client.send("POST", "/projects/default/environments", body).status == 201
    flag = client.get("/flags/default/checkout")["environments"]
    assert flag["beta"]["fallthrough"] == flag["production"]["fallthrough"]
    assert flag["beta"]["version"] == 1
    assert client.get("/flags/default?env=beta")["items"][0]["environments"]["beta"]["_environmentName"] == "Beta"


def test_a_new_environment_without_a_source_is_off(client: Client) -> None:
    client.send("POST", "/projects/default/environments", {"name": "Beta", "key": "beta", "color": "ABCDEF"})
    assert client.get("/flags/default/checkout")["environments"]["beta"]["on"] is False
    assert client.get("/flag-statuses/default/beta/checkout")["name"] == "inactive"
    again = {"name": "Beta", "key": "beta", "color": "ABCDEF"}
    assert client.refused("POST", "/projects/default/environments", again) == (409, "conflict")


@pytest.mark.parametrize(
    "extra",
    [{"color": "red"}, {"defaultTtl": 61}, {"critical": "yes"}, {"source": {"key": "none"}}, {"tags": [1]}],
    ids=str,
)
def test_an_environment_that_cannot_be_is_not_created(client: Client, extra: Any) -> None:
    body = {"name": "Beta", "key": "beta", "color": "ABCDEF", **extra}
    assert client.refused("POST", "/projects/default/environments", body) == (400, "invalid_request")


def test_an_environment_is_changed_by_json_patch_only(client: Client) -> None:
    path = "/projects/default/environments/test"
    patch = [{"op": "replace", "path": "/defaultTtl", "value": 5}, {"op": "add", "path": "/tags/-", "value": "x"}]
    after = client.send("PATCH", path, patch).json
    assert (after["defaultTtl"], after["tags"]) == (5, ["internal", "x"])
    assert client.refused("PATCH", path, [{"op": "replace", "path": "/apiKey", "value": "sdk-x"}])[0] == 400
    assert client.refused("PATCH", path, [{"op": "replace", "path": "/color", "value": 5}])[0] == 400


def test_requiring_approval_closes_an_environment(client: Client) -> None:
    path = "/projects/default/environments/production"
    client.send("PATCH", path, [{"op": "replace", "path": "/approvalSettings/required", "value": True}])
    flag = "/flags/default/checkout"
    assert client.instruct(flag, {"kind": "turnFlagOff"}, environment="production").status == 405
    assert client.instruct(flag, {"kind": "turnFlagOff"}, environment="test").status == 200


def test_a_deleted_environment_is_gone_from_the_flags(client: Client) -> None:
    assert client.send("DELETE", "/projects/default/environments/staging").status == 204
    assert list(client.get("/flags/default/checkout")["environments"]) == ["production", "test"]
    assert client.refused("GET", "/segments/default/staging") == (404, "not_found")
