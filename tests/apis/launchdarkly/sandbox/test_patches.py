"""JSON patch, merge patch and semantic patch: told apart, applied whole or not at all, guarded and recorded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import SEMANTIC, Client

FLAG = "/flags/default/checkout"
RENAME = [{"op": "replace", "path": "/name", "value": "Renamed"}]


def latest(client: Client) -> Any:
    """Return the newest entry of the audit log, in full."""
    entry = client.get("/auditlog?limit=1")["items"][0]
    return client.get(f"/auditlog/{entry['_id']}")


@pytest.mark.parametrize(
    "body",
    [
        RENAME,
        {"patch": RENAME},
        {"patch": RENAME, "comment": "x"},
        {"name": "Renamed"},
        {"merge": {"name": "Renamed"}},
        {"merge": {"name": "Renamed"}, "comment": "x"},
    ],
    ids=["array", "patch", "patch with comment", "object", "merge", "merge with comment"],
)
def test_json_and_merge_patches_are_told_apart_by_shape(client: Client, body: Any) -> None:
    answer = client.send("PATCH", FLAG, body)
    assert (answer.status, answer.json["name"]) == (200, "Renamed")
    assert client.get(FLAG)["name"] == "Renamed"


def test_a_semantic_patch_is_told_by_the_parameter_of_its_media_type(client: Client) -> None:
    body = {"instructions": [{"kind": "updateName", "value": "Renamed"}]}
    assert client.refused("PATCH", FLAG, body) == (400, "invalid_request")
    for content_type in (SEMANTIC, 'application/json;domain-model="launchdarkly.semanticpatch"; charset=utf-8'):
        assert client.send("PATCH", FLAG, body, Content_Type=content_type).json["name"] == "Renamed"


def test_a_json_patch_with_the_semantic_media_type_is_refused(client: Client) -> None:
    assert client.refused("PATCH", FLAG, RENAME, Content_Type=SEMANTIC) == (400, "invalid_request")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"NaN",
        b"\xff\xfe",
        "text",
        7,
        None,
        {"patch": {}},
        {"merge": []},
        {"patch": RENAME, "comment": 7},
        [{"op": "rename", "path": "/name"}],
        [{"op": "replace", "path": "name", "value": 1}],
        [{"op": "replace", "path": "/name"}],
        [7],
    ],
)
def test_a_body_that_is_no_patch_is_a_400(client: Client, body: Any) -> None:
    body = b"null" if body is None else body
    assert client.refused("PATCH", FLAG, body) == (400, "invalid_request")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"instructions": []},
        {"instructions": "turnFlagOn"},
        {"instructions": [{"kind": "x"}], "environmentKey": 7},
        [],
    ],
)
def test_a_semantic_patch_needs_instructions(client: Client, body: Any) -> None:
    assert client.refused("PATCH", FLAG, body, Content_Type=SEMANTIC) == (400, "invalid_request")


def test_a_change_counts_the_version_up_and_is_written_to_the_log(client: Client) -> None:
    before = client.get(FLAG)
    after = client.send("PATCH", FLAG, {"patch": RENAME, "comment": "wording"}).json
    assert after["_version"] == before["_version"] + 1
    entry = latest(client)
    assert (entry["comment"], entry["name"], entry["kind"]) == ("wording", "Renamed", "flag")
    assert entry["previousVersion"]["name"] == "New checkout"
    assert entry["currentVersion"]["name"] == "Renamed"
    assert entry["delta"] == RENAME
    assert entry["token"]["name"] == "Notebook exploration"
    assert entry["member"]["_id"] == client.get("/members/me")["_id"]


def test_a_merge_patch_is_recorded_as_such(client: Client) -> None:
    client.send("PATCH", FLAG, {"merge": {"description": "d"}, "comment": "c"})
    entry = latest(client)
    assert (entry["merge"], entry["comment"]) == ({"description": "d"}, "c")


def test_a_semantic_patch_is_recorded_in_words(client: Client) -> None:
    client.instruct(FLAG, {"kind": "turnFlagOff"}, environment="production", comment="incident")
    entry = latest(client)
    assert (entry["titleVerb"], entry["comment"]) == ("turned off the flag", "incident")
    assert entry["accesses"] == [{"action": "updateOn", "resource": "proj/default:env/production:flag/checkout"}]


def test_a_change_of_targeting_counts_the_environments_version_up(client: Client) -> None:
    client.sandbox.clock.advance(60)
    before = client.get(FLAG)["environments"]
    patch = [{"op": "replace", "path": "/environments/production/on", "value": False}]
    after = client.send("PATCH", FLAG, patch).json["environments"]
    assert after["production"]["version"] == before["production"]["version"] + 1
    assert after["production"]["lastModified"] == client.sandbox.clock.milliseconds()
    assert after["staging"] == before["staging"]


def test_a_patch_that_changes_nothing_leaves_no_trace(client: Client) -> None:
    before, entries = client.get(FLAG), len(client.sandbox.store.log)
    same = [{"op": "replace", "path": "/name", "value": before["name"]}]
    assert client.send("PATCH", FLAG, same).json == before
    assert client.instruct(FLAG, {"kind": "turnFlagOn"}, environment="production").json == before
    assert len(client.sandbox.store.log) == entries


def test_a_test_on_the_version_guards_a_change(client: Client) -> None:
    version = client.get(FLAG)["_version"]
    guarded = [{"op": "test", "path": "/_version", "value": version}, *RENAME]
    assert client.send("PATCH", FLAG, guarded).status == 200
    answer = client.send("PATCH", FLAG, guarded)
    assert (answer.status, answer.json["code"]) == (409, "optimistic_locking_error")
    assert answer.json["message"] == "Conflict. Optimistic lock error. Try again later."


def test_a_test_may_look_at_the_version_of_an_environment(client: Client) -> None:
    path = "/environments/production/version"
    version = client.get(FLAG)["environments"]["production"]["version"]
    assert client.send("PATCH", FLAG, [{"op": "test", "path": path, "value": version}]).status == 200
    assert client.refused("PATCH", FLAG, [{"op": "test", "path": path, "value": 0}])[0] == 409


def test_the_vendors_own_sample_fails_since_a_flag_has_no_plain_version(client: Client) -> None:
    sample = [
        {"op": "test", "path": "/version", "value": 10},
        {"op": "replace", "path": "/description", "value": "The new description"},
    ]
    assert client.refused("PATCH", FLAG, sample) == (422, "patch_failed")


@pytest.mark.parametrize(
    "path", ["/tags/9", "/environments/nowhere/on", "/variations/5/name", "/customProperties/none"]
)
def test_removing_a_path_that_is_not_there_is_a_400(client: Client, path: str) -> None:
    for operation in ({"op": "remove", "path": path}, {"op": "move", "from": path, "path": "/name"}):
        answer = client.send("PATCH", FLAG, [operation])
        message = f"Unprocessable patch: {path} is not there"
        assert (answer.status, answer.json["code"], answer.json["message"]) == (400, "invalid_patch", message)


@pytest.mark.parametrize("path", ["/tags/9", "/environments/nowhere/on", "/variations/5/name"])
def test_replacing_a_path_that_is_not_there_is_a_422(client: Client, path: str) -> None:
    operation = {"op": "replace", "path": path, "value": "x"}
    assert client.refused("PATCH", FLAG, [operation]) == (422, "patch_failed")


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "replace", "path": "/_version", "value": 1},
        {"op": "replace", "path": "/_links/self/href", "value": "/x"},
        {"op": "remove", "path": "/_maintainer"},
        {"op": "replace", "path": "/environments/production/_environmentName", "value": "x"},
        {"op": "replace", "path": "/variations/0/_id", "value": "x"},
        {"op": "replace", "path": "/key", "value": "other"},
        {"op": "replace", "path": "/creationDate", "value": 1},
        {"op": "replace", "path": "/kind", "value": "multivariate"},
        {"op": "replace", "path": "/environments/production/version", "value": 99},
        {"op": "remove", "path": "/environments/production"},
        {"op": "replace", "path": "", "value": {}},
        {"op": "move", "from": "/_version", "path": "/name"},
        {"op": "remove", "path": "/name"},
        {"op": "remove", "path": "/environments/production/rules"},
    ],
    ids=lambda one: f"{one['op']} {one['path']}",
)
def test_what_is_read_only_stays(client: Client, operation: Any) -> None:
    before = client.get(FLAG)
    assert client.refused("PATCH", FLAG, [operation]) == (400, "invalid_request")
    assert client.get(FLAG) == before


@pytest.mark.parametrize("member", ["_version", "_links", "key", "creationDate"])
def test_a_merge_patch_leaves_read_only_members_alone_too(client: Client, member: str) -> None:
    assert client.refused("PATCH", FLAG, {member: None}) == (400, "invalid_request")


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "replace", "path": "/name", "value": ""},
        {"op": "replace", "path": "/name", "value": 7},
        {"op": "replace", "path": "/tags", "value": "a"},
        {"op": "replace", "path": "/temporary", "value": "yes"},
        {"op": "replace", "path": "/variations", "value": []},
        {"op": "replace", "path": "/variations/0/value", "value": False},
        {"op": "replace", "path": "/variations/0/value", "value": "text"},
        {"op": "add", "path": "/variations/-", "value": {"value": 3}},
        {"op": "replace", "path": "/maintainerId", "value": "nobody"},
        {"op": "replace", "path": "/customProperties", "value": {"a": "b"}},
        {"op": "replace", "path": "/clientSideAvailability", "value": {}},
        {"op": "replace", "path": "/defaults", "value": 1},
        {"op": "replace", "path": "/environments/production/on", "value": "true"},
        {"op": "replace", "path": "/environments/production/offVariation", "value": 2},
        {"op": "replace", "path": "/environments/production/fallthrough", "value": {}},
        {"op": "replace", "path": "/environments/production/fallthrough", "value": {"variation": True}},
        {"op": "add", "path": "/environments/production/fallthrough/variation", "value": 0},
        {"op": "replace", "path": "/environments/production/fallthrough", "value": {"rollout": {"variations": []}}},
        {"op": "replace", "path": "/environments/production/rules", "value": 1},
        {"op": "replace", "path": "/environments/production/rules", "value": [{"variation": 0}]},
        {
            "op": "add",
            "path": "/environments/production/rules/-",
            "value": {"variation": 0, "clauses": [{"attribute": "a", "op": "is", "values": []}]},
        },
        {"op": "add", "path": "/environments/production/targets/-", "value": {"values": ["a"]}},
        {"op": "add", "path": "/environments/production/prerequisites/-", "value": {"key": "checkout", "variation": 0}},
        {
            "op": "replace",
            "path": "/environments/production/targets",
            "value": [{"values": ["a"], "variation": number} for number in (0, 1)],
        },
        {
            "op": "replace",
            "path": "/environments/production/prerequisites",
            "value": [{"key": "apple-pay", "variation": number} for number in (0, 1)],
        },
    ],
    ids=lambda one: f"{one['op']} {one['path']} {one['value']}"[:80],
)
def test_a_flag_that_cannot_be_is_refused(client: Client, operation: Any) -> None:
    before = client.get(FLAG)
    assert client.refused("PATCH", FLAG, [operation]) == (400, "invalid_request")
    assert client.get(FLAG) == before


def test_nothing_is_applied_where_one_operation_fails(client: Client) -> None:
    before = client.get(FLAG)
    assert client.refused("PATCH", FLAG, [*RENAME, {"op": "test", "path": "/tags/9", "value": "x"}])[0] == 422
    assert client.get(FLAG) == before


def test_array_paths_insert_at_the_front_and_append_at_the_end(client: Client) -> None:
    tags = client.get(FLAG)["tags"]
    patch = [{"op": "add", "path": "/tags/0", "value": "first"}, {"op": "add", "path": "/tags/-", "value": "last"}]
    assert client.send("PATCH", FLAG, patch).json["tags"] == ["first", *tags, "last"]


def test_the_documented_paths_of_individual_targets_work(client: Client) -> None:
    path = "/environments/staging/targets"
    value = {"variation": 0, "values": ["TestClient10"]}
    answer = client.send("PATCH", FLAG, [{"op": "add", "path": f"{path}/-", "value": value}])
    assert answer.json["environments"]["staging"]["targets"][-1]["values"] == ["TestClient10"]
    answer = client.send("PATCH", FLAG, [{"op": "add", "path": f"{path}/0/values/-", "value": "b"}])
    assert "b" in answer.json["environments"]["staging"]["targets"][0]["values"]


def test_the_documented_path_of_a_release_pipeline_works(client: Client) -> None:
    patch = [{"op": "add", "path": "/releasePipelineKey", "value": "example"}]
    assert client.send("PATCH", "/flags/default/apple-pay", patch).status == 200
    assert client.keys("/flags/default?filter=releasePipeline:example") == ["apple-pay"]


def test_new_rules_and_clauses_get_ids(client: Client) -> None:
    rule = {"variation": 1, "clauses": [{"attribute": "country", "op": "in", "values": ["DE"]}]}
    patch = [{"op": "add", "path": "/environments/test/rules/-", "value": rule}]
    made = client.send("PATCH", FLAG, patch).json["environments"]["test"]["rules"][-1]
    assert len(made["_id"]) == len(made["clauses"][0]["_id"]) == 36


def test_a_merge_patch_merges_deeply(client: Client) -> None:
    body = {"customProperties": {"team": {"name": "Team", "value": ["a"]}}, "environments": {"test": {"on": False}}}
    after = client.send("PATCH", FLAG, body).json
    assert set(after["customProperties"]) == {"jira.issues", "remove.by", "team"}
    assert after["environments"]["test"]["on"] is False
    assert after["environments"]["production"]["on"] is True


def test_a_maintainer_can_be_removed_by_null(client: Client) -> None:
    after = client.send("PATCH", FLAG, {"maintainerId": None}).json
    assert "maintainerId" not in after
    assert "_maintainer" not in after


def test_a_dry_run_shows_the_change_and_makes_none(client: Client) -> None:
    before, entries = client.get(FLAG), len(client.sandbox.store.log)
    shown = client.send("PATCH", f"{FLAG}?dryRun=true", RENAME).json
    assert (shown["name"], shown["_version"]) == ("Renamed", before["_version"] + 1)
    assert client.get(FLAG) == before
    assert len(client.sandbox.store.log) == entries
    assert client.refused("PATCH", f"{FLAG}?dryRun=true", [{"op": "remove", "path": "/tags/9"}])[0] == 400


def test_a_flag_whose_tag_needs_approval_cannot_be_changed_there(client: Client) -> None:
    path = "/flags/platform/kill-switch-email"
    answer = client.instruct(path, {"kind": "turnFlagOff"}, environment="production")
    assert (answer.status, answer.json["message"]) == (405, "Approval is required to make this request")
    assert client.instruct(path, {"kind": "turnFlagOff"}, environment="staging").status == 200
    assert client.instruct(path, {"kind": "addTags", "values": ["x"]}).status == 200


def test_a_change_that_breaks_a_pending_request_is_refused_unless_told_to_go_on(client: Client) -> None:
    path = "/flags/platform/log-level-platform"
    third = client.get(path)["variations"][2]["_id"]
    request = next(iter(client.sandbox.store.approvals.values()))
    request.update(
        resource=("platform", "staging", "log-level-platform"),
        instructions=[{"kind": "updateOffVariation", "variationId": third}],
    )
    free = {"kind": "replaceRules", "rules": []}
    off = {"kind": "updateOffVariation", "variationId": client.get(path)["variations"][0]["_id"]}
    defaults = {"kind": "updateDefaultVariation", "offVariationValue": client.get(path)["variations"][0]["value"]}
    for environment in ("production", "staging", "development"):
        assert client.instruct(path, free, off, environment=environment).status == 200
        assert client.instruct(path, {"kind": "replaceTargets", "targets": []}, environment=environment).status == 200
    remove = {"kind": "removeVariation", "variationId": third}
    answer = client.instruct(path, defaults, remove)
    assert (answer.status, answer.json["code"]) == (400, "invalid_request")
    assert "pending approval request" in answer.json["message"]
    assert client.instruct(f"{path}?ignoreConflicts=true", defaults, remove).status == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/projects/default", {"name": "x"}),
        ("/projects/default/environments/test", {"name": "x"}),
        ("/members/{member}", {"role": "reader"}),
        ("/webhooks/{webhook}", {"on": False}),
        ("/teams/growth", RENAME),
        ("/members", RENAME),
    ],
)
def test_a_resource_refuses_the_kinds_of_patch_that_it_does_not_take(client: Client, path: str, body: Any) -> None:
    store = client.sandbox.store
    path = path.format(member=list(store.members)[5], webhook=next(iter(store.webhooks)))
    assert client.refused("PATCH", path, body) == (400, "invalid_request")
