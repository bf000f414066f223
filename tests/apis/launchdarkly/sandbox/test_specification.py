"""Every answer of the simulated LaunchDarkly has the shape that the vendor's specification gives it."""

from __future__ import annotations

import functools
import gzip
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
import referencing.jsonschema

from hypernav.apis.launchdarkly.sandbox.data.account import READER_TOKEN
from hypernav.apis.launchdarkly.sandbox.limits import limits
from tests.apis.launchdarkly.client import SEMANTIC, Client

pytestmark = pytest.mark.specs

DELIBERATE = {
    ("getRoot", "401"): "the root asks for the token like everything else; the specification lists no 401 for it",
    ("deleteTeam", "409"): "a team that has members is not deleted; the operation does not list it",
    ("patchFeatureFlag", "422"): "the text promises 422 patch_failed for patches; the operation does not list it",
    ("*", "id"): "the text's envelope has an id, the error schemas only code and message; extra members are allowed",
}
"""Differences on purpose: (operation, status or member) to the reason. Everything else must validate."""

_NAME = "urn:launchdarkly"
_JSON = "application/json"
_FLAG, _CHECKOUT = "/api/v2/flags/{projectKey}/{featureFlagKey}", "/flags/default/checkout"
READS = [
    ("getRoot", "/api/v2", ""),
    ("getVersions", "/api/v2/versions", ""),
    ("getCallerIdentity", "/api/v2/caller-identity", ""),
    ("getProjects", "/api/v2/projects", "/projects"),
    ("getProjects", "/api/v2/projects", "/projects?expand=environments&limit=1&offset=1"),
    ("getProject", "/api/v2/projects/{projectKey}", "/projects/default"),
    ("getProject", "/api/v2/projects/{projectKey}", "/projects/default?expand=environments"),
    ("getEnvironmentsByProject", "/api/v2/projects/{projectKey}/environments", "/projects/default/environments"),
    (
        "getEnvironment",
        "/api/v2/projects/{projectKey}/environments/{environmentKey}",
        "/projects/default/environments/production",
    ),
    ("getFeatureFlags", "/api/v2/flags/{projectKey}", "/flags/platform?limit=200&filter=state:live"),
    ("getFeatureFlags", "/api/v2/flags/{projectKey}", "/flags/default?limit=200&env=production&summary=0"),
    ("getFeatureFlags", "/api/v2/flags/{projectKey}", "/flags/mobile?archived=true&env=test&env=production"),
    (
        "getFeatureFlags",
        "/api/v2/flags/{projectKey}",
        "/flags/platform?limit=200&env=staging&expand=evaluation,migrationSettings,codeReferences",
    ),
    ("getFeatureFlag", "/api/v2/flags/{projectKey}/{featureFlagKey}", "/flags/default/checkout?expand=evaluation"),
    (
        "getFeatureFlagStatuses",
        "/api/v2/flag-statuses/{projectKey}/{environmentKey}",
        "/flag-statuses/platform/production",
    ),
    (
        "getFeatureFlagStatus",
        "/api/v2/flag-statuses/{projectKey}/{environmentKey}/{featureFlagKey}",
        "/flag-statuses/default/production/checkout",
    ),
    (
        "getFeatureFlagStatusAcrossEnvironments",
        "/api/v2/flag-status/{projectKey}/{featureFlagKey}",
        "/flag-status/default/voice-search",
    ),
    ("getSegments", "/api/v2/segments/{projectKey}/{environmentKey}", "/segments/default/production"),
    (
        "getSegment",
        "/api/v2/segments/{projectKey}/{environmentKey}/{segmentKey}",
        "/segments/default/staging/beta-testers",
    ),
    ("getMembers", "/api/v2/members", "/members?limit=50&expand=roleAttributes"),
    ("getMember", "/api/v2/members/{id}", "/members/me"),
    ("getTeams", "/api/v2/teams", "/teams?expand=members,maintainers,roleAttributes"),
    ("getTeam", "/api/v2/teams/{teamKey}", "/teams/checkout?expand=members,roles,projects,maintainers"),
    ("getTeamMaintainers", "/api/v2/teams/{teamKey}/maintainers", "/teams/checkout/maintainers"),
    ("getAuditLogEntries", "/api/v2/auditlog", "/auditlog?limit=20"),
    ("getAllWebhooks", "/api/v2/webhooks", "/webhooks"),
    ("getTokens", "/api/v2/tokens", "/tokens"),
    ("getCustomRoles", "/api/v2/roles", "/roles"),
    ("getCustomRole", "/api/v2/roles/{customRoleKey}", "/roles/auditor"),
    ("getContextKindsByProjectKey", "/api/v2/projects/{projectKey}/context-kinds", "/projects/default/context-kinds"),
    ("getExpiringContextTargets", f"{_FLAG}/expiring-targets/{{environmentKey}}", f"{_CHECKOUT}/expiring-targets/test"),
    (
        "getApprovalRequests",
        "/api/v2/approval-requests",
        "/approval-requests?expand=flag,project,environments",
    ),
]


@functools.cache
def _specification(folder: Path) -> Any:
    with gzip.open(folder / "launchdarkly" / "openapi.json.gz", "rt", encoding="utf-8") as file:
        return _translated(json.load(file))


@functools.cache
def _registry(folder: Path) -> referencing.Registry[Any]:
    contents = referencing.Resource(contents=_specification(folder), specification=referencing.jsonschema.DRAFT202012)
    return referencing.Registry().with_resource(_NAME, contents)


def _translated(node: Any) -> Any:
    """Return an OpenAPI 3.0 schema as JSON Schema: ``nullable`` becomes a type, examples go."""
    if isinstance(node, list):
        return [_translated(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {name: _translated(value) for name, value in node.items() if name not in ("example", "format")}
    if node.get("nullable") is True and isinstance(node.get("type"), str):
        made["type"] = [node["type"], "null"]
    return made


def _check(specs: Path, template: str, method: str, status: int, body: Any) -> None:
    answers = _specification(specs)["paths"][template][method]["responses"]
    assert str(status) in answers, f"{method} {template} does not list {status}"
    content = answers[str(status)].get("content")
    if content is None:
        assert body is None
        return
    place = "/".join(
        part.replace("/", "~1") for part in ("paths", template, method, "responses", str(status), "content", _JSON)
    )
    schema = {"$ref": f"{_NAME}#/{place}/schema"}
    jsonschema.Draft202012Validator(schema, registry=_registry(specs)).validate(body)


@pytest.mark.parametrize(("operation", "template", "path"), READS, ids=lambda value: str(value)[-60:])
def test_a_read_answers_as_specified(specs: Path, client: Client, operation: str, template: str, path: str) -> None:
    answer = client.send("GET", path or template.removeprefix("/api/v2"))
    assert _specification(specs)["paths"][template]["get"]["operationId"] == operation
    _check(specs, template, "get", answer.status, answer.json)


def test_single_things_of_lists_answer_as_specified(specs: Path, client: Client) -> None:
    for listed, template in (
        ("/auditlog", "/api/v2/auditlog/{id}"),
        ("/webhooks", "/api/v2/webhooks/{id}"),
        ("/tokens", "/api/v2/tokens/{id}"),
        ("/approval-requests", "/api/v2/approval-requests/{id}"),
        ("/members", "/api/v2/members/{id}"),
    ):
        first = client.get(listed)["items"][0]["_links"]["self"]["href"]
        answer = client.send("GET", first.removeprefix("/api/v2"))
        _check(specs, template, "get", answer.status, answer.json)


def test_single_contexts_answer_as_specified(specs: Path, client: Client) -> None:
    for kind, template in (("contexts", "contexts/{kind}/{key}"), ("context-instances", "context-instances/{id}")):
        found = client.send("POST", f"{CONTEXTS}/{kind}/search", {"limit": 5}).json["items"]
        answers = [client.send("GET", one["_links"]["self"]["href"].removeprefix("/api/v2")) for one in found]
        assert [answer.json["items"] for answer in answers] == [[one] for one in found]
        for answer in answers:
            _check(specs, f"{ENVIRONMENT_PATH}/{template}", "get", answer.status, answer.json)


def test_views_answer_as_specified(specs: Path, client: Client) -> None:
    expand = "expand=flagsSummary,resourceSummary"
    answer = client.send("GET", f"/projects/default/views?{expand}", LD_API_Version="beta")
    _check(specs, "/api/v2/projects/{projectKey}/views", "get", answer.status, answer.json)


FLAG_PATH = "/api/v2/flags/{projectKey}/{featureFlagKey}"
SEGMENT_PATH = "/api/v2/segments/{projectKey}/{environmentKey}/{segmentKey}"
ENVIRONMENT_PATH = "/api/v2/projects/{projectKey}/environments/{environmentKey}"
CONTEXTS = "/projects/mobile/environments/production"
RENAME = [{"op": "replace", "path": "/name", "value": "Renamed"}]
ENDS = {"source": {"key": "production"}, "target": {"key": "test"}}
WRITES = [
    ("post", "/api/v2/projects", "/projects", {"name": "Lab", "key": "lab"}, 201),
    ("patch", "/api/v2/projects/{projectKey}", "/projects/mobile", RENAME, 200),
    ("delete", "/api/v2/projects/{projectKey}", "/projects/mobile", None, 204),
    (
        "post",
        "/api/v2/projects/{projectKey}/environments",
        "/projects/mobile/environments",
        {"name": "Beta", "key": "beta", "color": "00FF00", "source": {"key": "test"}},
        201,
    ),
    ("patch", ENVIRONMENT_PATH, "/projects/mobile/environments/test", RENAME, 200),
    ("delete", ENVIRONMENT_PATH, "/projects/mobile/environments/test", None, 204),
    ("post", "/api/v2/flags/{projectKey}", "/flags/default", {"name": "A", "key": "a"}, 201),
    ("post", "/api/v2/flags/{projectKey}", "/flags/default?clone=checkout", {"name": "B", "key": "b"}, 201),
    ("post", "/api/v2/flags/{projectKey}", "/flags/default", {"name": "A", "key": "checkout"}, 409),
    ("post", "/api/v2/flags/{projectKey}", "/flags/default", {"name": "A"}, 400),
    ("patch", FLAG_PATH, "/flags/default/checkout", {"patch": RENAME, "comment": "wording"}, 200),
    ("patch", FLAG_PATH, "/flags/default/checkout", {"description": "merged"}, 200),
    ("patch", FLAG_PATH, "/flags/default/checkout", [{"op": "test", "path": "/_version", "value": -1}], 409),
    ("patch", FLAG_PATH, "/flags/default/checkout", {"instructions": [{"kind": "turnFlagOn"}]}, 400),
    ("delete", FLAG_PATH, "/flags/default/voice-search", None, 204),
    ("delete", FLAG_PATH, "/flags/default/checkout", None, 409),
    (
        "post",
        "/api/v2/segments/{projectKey}/{environmentKey}",
        "/segments/default/production",
        {"name": "New", "key": "new", "tags": ["a"]},
        201,
    ),
    ("patch", SEGMENT_PATH, "/segments/default/production/beta-testers", RENAME, 200),
    ("delete", SEGMENT_PATH, "/segments/default/production/loyalty-members", None, 204),
    ("post", "/api/v2/members", "/members", [{"email": "new@acme.test", "role": "reader"}], 201),
    ("post", "/api/v2/teams", "/teams", {"name": "New", "key": "new"}, 201),
    ("post", f"{ENVIRONMENT_PATH}/contexts/search", f"{CONTEXTS}/contexts/search", {}, 200),
    ("post", f"{ENVIRONMENT_PATH}/contexts/search", f"{CONTEXTS}/contexts/search", {"limit": 51}, 400),
    ("post", f"{ENVIRONMENT_PATH}/context-instances/search", f"{CONTEXTS}/context-instances/search", {}, 200),
    ("post", "/api/v2/auditlog", "/auditlog", [{"resources": ["proj/*:env/*:flag/*"], "effect": "allow"}], 200),
    ("post", "/api/v2/tokens", "/tokens", {"role": "reader"}, 201),
    ("post", "/api/v2/tokens", "/tokens", {"role": "owner"}, 400),
    ("post", "/api/v2/roles", "/roles", {"key": "new", "name": "New", "policy": []}, 201),
    ("post", "/api/v2/roles", "/roles", {"key": "auditor", "name": "New", "policy": []}, 409),
    ("patch", "/api/v2/roles/{customRoleKey}", "/roles/auditor", {"patch": RENAME}, 200),
    ("delete", "/api/v2/roles/{customRoleKey}", "/roles/auditor", None, 204),
    ("post", f"{FLAG_PATH}/copy", "/flags/default/checkout/copy", ENDS, 201),
    ("post", f"{FLAG_PATH}/copy", "/flags/default/checkout/copy", {}, 400),
    (
        "patch",
        f"{FLAG_PATH}/expiring-targets/{{environmentKey}}",
        "/flags/default/checkout/expiring-targets/test",
        {"instructions": [{"kind": "addExpiringTarget"}]},
        200,
    ),
    (
        "put",
        "/api/v2/projects/{projectKey}/context-kinds/{key}",
        "/projects/default/context-kinds/user",
        {"name": "U"},
        200,
    ),
    ("post", "/api/v2/webhooks", "/webhooks", {"url": "https://hooks.example", "on": True, "sign": True}, 200),
]


@pytest.mark.parametrize(
    ("method", "template", "path", "body", "status"), WRITES, ids=[f"{one[0]}-{one[2]}-{one[4]}" for one in WRITES]
)
def test_a_write_answers_as_specified(
    specs: Path, client: Client, method: str, template: str, path: str, body: Any, status: int
) -> None:
    answer = client.send(method.upper(), path, body)
    assert answer.status == status, answer.json
    _check(specs, template, method, answer.status, answer.json)


def test_semantic_patches_answer_as_specified(specs: Path, client: Client) -> None:
    member = next(iter(client.sandbox.store.members))
    for template, path, body in (
        (FLAG_PATH, "/flags/default/checkout", {"environmentKey": "test", "instructions": [{"kind": "turnFlagOff"}]}),
        (
            SEGMENT_PATH,
            "/segments/default/test/beta-testers",
            {"environmentKey": "test", "instructions": [{"kind": "addTags", "values": ["x"]}]},
        ),
        ("/api/v2/teams/{teamKey}", "/teams/growth", {"instructions": [{"kind": "updateName", "value": "G"}]}),
        (
            "/api/v2/members",
            "/members",
            {"instructions": [{"kind": "replaceMembersRoles", "value": "reader", "memberIDs": [member]}]},
        ),
        (
            "/api/v2/teams",
            "/teams",
            {"instructions": [{"kind": "addMembersToTeams", "memberIDs": [member], "teamKeys": ["growth", "none"]}]},
        ),
    ):
        answer = client.send("PATCH", path, body, Content_Type=SEMANTIC)
        assert answer.status == 200, answer.json
        _check(specs, template, "patch", answer.status, answer.json)


def test_changes_by_json_patch_of_listed_things_answer_as_specified(specs: Path, client: Client) -> None:
    store = client.sandbox.store
    member, webhook = list(store.members)[5], next(iter(store.webhooks))
    for template, path, operation in (
        ("/api/v2/members/{id}", f"/members/{member}", {"op": "replace", "path": "/role", "value": "reader"}),
        ("/api/v2/webhooks/{id}", f"/webhooks/{webhook}", {"op": "replace", "path": "/on", "value": False}),
    ):
        answer = client.send("PATCH", path, [operation])
        _check(specs, template, "patch", answer.status, answer.json)
    for template, path in (
        ("/api/v2/members/{id}", f"/members/{member}"),
        ("/api/v2/webhooks/{id}", f"/webhooks/{webhook}"),
    ):
        answer = client.send("DELETE", path)
        _check(specs, template, "delete", answer.status, answer.json)


def test_the_deletion_of_a_team_answers_as_specified(specs: Path, client: Client) -> None:
    client.send("POST", "/teams", {"name": "New", "key": "new"})
    answer = client.send("DELETE", "/teams/new")
    _check(specs, "/api/v2/teams/{teamKey}", "delete", answer.status, answer.json)


def test_refusals_answer_as_specified(specs: Path, client: Client) -> None:
    flags = "/api/v2/flags/{projectKey}"
    for template, method, path, token, version in (
        (flags, "get", "/flags/nowhere", None, "20240415"),
        (flags, "get", "/flags/default", "", "20240415"),
        (flags, "get", "/flags/default?filter=colour:red", None, "20240415"),
        ("/api/v2/projects/{projectKey}", "delete", "/projects/mobile", READER_TOKEN, "20240415"),
    ):
        answer = client.send(method.upper(), path, token=token, LD_API_Version=version)
        assert answer.status >= 400
        _check(specs, template, method, answer.status, answer.json)


def test_a_rate_limit_answers_as_specified(specs: Path, client: Client) -> None:
    client.sandbox.counters.limits = limits(route=0)
    answer = client.send("GET", "/projects")
    _check(specs, "/api/v2/projects", "get", answer.status, answer.json)


def test_the_check_notices_a_missing_member_and_a_wrong_type(specs: Path, client: Client) -> None:
    body = client.get("/flags/default/checkout")
    for wrong in ({**body, "creationDate": "today"}, {name: body[name] for name in body if name != "key"}):
        with pytest.raises(jsonschema.ValidationError):
            _check(specs, FLAG_PATH, "get", 200, wrong)


def test_the_deliberate_differences_are_real(specs: Path, client: Client) -> None:
    paths = _specification(specs)["paths"]
    assert "401" not in paths["/api/v2"]["get"]["responses"]
    assert "422" not in paths[FLAG_PATH]["patch"]["responses"]
    assert client.refused("GET", "", token="") == (401, "unauthorized")
    assert client.refused("PATCH", "/flags/default/checkout", [{"op": "test", "path": "/tags/9", "value": 1}])[0] == 422
    assert "409" not in paths["/api/v2/teams/{teamKey}"]["delete"]["responses"]
    assert client.refused("DELETE", "/teams/growth")[0] == 409
    assert {operation for operation, _ in DELIBERATE} == {"getRoot", "deleteTeam", "patchFeatureFlag", "*"}
