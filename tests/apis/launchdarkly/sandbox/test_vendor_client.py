"""LaunchDarkly's own Python client, unchanged, works against the simulated account on loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from hypernav.apis.launchdarkly.sandbox import create
from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
from hypernav.apis.launchdarkly.sandbox.data.account import READER_TOKEN
from hypernav.apis.launchdarkly.sandbox.limits import limits
from hypernav.sandbox import serve
from tests.apis.launchdarkly.client import Client
from tests.operations import of_client

# Not to be skipped where it is missing: it belongs to what the tests need.
ld = import_module("launchdarkly_api")
pytestmark = pytest.mark.vendor

SEMANTIC = "application/json; domain-model=launchdarkly.semanticpatch"


class SemanticPatch(ld.PatchWithComment):  # type: ignore[name-defined,misc]  # the client has no types
    """What users of the client write, since it has no model of a semantic patch."""

    body: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return self.body


@pytest.fixture
def sandbox() -> LaunchDarkly:
    return create()


@pytest.fixture
def api(sandbox: LaunchDarkly) -> Iterator[Any]:
    with serve(sandbox) as server:
        configuration = ld.Configuration(host=server.url)
        configuration.api_key["ApiKey"] = sandbox.credentials["token"]
        client = ld.ApiClient(configuration)
        yield client
        client.rest_client.pool_manager.clear()


@pytest.fixture
def flags(api: Any) -> Any:
    return ld.FeatureFlagsApi(api)


def test_it_reads_the_root_and_who_it_is(api: Any) -> None:
    other = ld.OtherApi(api)
    assert other.get_root().links["projects"].href == "/api/v2/projects"
    assert other.get_caller_identity().token_name == "Notebook exploration"
    assert other.get_versions().latest_version == 20240415


def test_it_lists_projects_and_expands_their_environments(api: Any) -> None:
    projects = ld.ProjectsApi(api)
    assert [project.key for project in projects.get_projects().items] == ["default", "mobile", "platform"]
    assert projects.get_project("default").environments is None
    expanded = projects.get_project("default", expand="environments")
    assert [environment.key for environment in expanded.environments.items] == ["production", "staging", "test"]


def test_it_pages_through_all_flags_by_following_next(flags: Any) -> None:
    found: list[str] = []
    while True:
        page = flags.get_feature_flags("platform", limit=50, offset=len(found))
        found += [flag.key for flag in page.items]
        if "next" not in page.links:
            break
    assert len(found) == len(set(found)) == page.total_count == 118


def test_it_filters_and_sorts_flags(flags: Any) -> None:
    page = flags.get_feature_flags("default", filter="query:checkout,tags:release", sort="-key")
    keys = [flag.key for flag in page.items]
    assert keys == sorted(keys, reverse=True)
    assert keys
    assert all("checkout" in key for key in keys)


def test_it_reads_a_flag_in_one_environment(flags: Any) -> None:
    flag = flags.get_feature_flag("default", "checkout", env="production")
    assert flag.name == "New checkout"
    assert list(flag.environments) == ["production"]
    assert flag.environments["production"].environment_name == "Production"


def test_it_reads_statuses(flags: Any) -> None:
    statuses = flags.get_feature_flag_statuses("default", "production").items
    assert {status.name for status in statuses} == {"new", "active", "launched", "inactive"}


def test_it_creates_a_flag_and_deletes_it(flags: Any) -> None:
    body = ld.FeatureFlagBody(name="Made here", key="made-here", description="x", temporary=True, tags=["a"])
    made = flags.post_feature_flag("default", body)
    assert (made.key, made.kind, made.temporary) == ("made-here", "boolean", True)
    flags.delete_feature_flag("default", "made-here")
    with pytest.raises(ld.exceptions.NotFoundException):
        flags.get_feature_flag("default", "made-here")


def test_a_taken_key_is_a_conflict(flags: Any) -> None:
    with pytest.raises(ld.exceptions.ConflictException) as caught:
        flags.post_feature_flag("default", ld.FeatureFlagBody(name="Twice", key="checkout"))
    assert "A feature with that key already exists" in caught.value.body


def test_it_changes_a_flag_by_json_patch_with_a_comment(api: Any, flags: Any) -> None:
    version = flags.get_feature_flag("default", "checkout").version
    patch = ld.PatchWithComment(
        comment="wording",
        patch=[
            ld.PatchOperation(op="test", path="/_version", value=version),
            ld.PatchOperation(op="replace", path="/description", value="Better words"),
        ],
    )
    changed = flags.patch_feature_flag("default", "checkout", patch)
    assert (changed.description, changed.version) == ("Better words", version + 1)
    entry = ld.AuditLogApi(api).get_audit_log_entries(limit=1).items[0]
    assert (entry.comment, entry.name) == ("wording", "New checkout")


def test_it_changes_a_flag_by_semantic_patch(flags: Any) -> None:
    body = {"environmentKey": "production", "comment": "stop", "instructions": [{"kind": "turnFlagOff"}]}
    patch = SemanticPatch(patch=[], body=body)
    changed = flags.patch_feature_flag("default", "apple-pay", patch, _content_type=SEMANTIC)
    assert changed.environments["production"].on is False
    assert changed.environments["staging"].on is True


def test_it_reads_a_404_with_code_message_and_id(flags: Any) -> None:
    with pytest.raises(ld.exceptions.NotFoundException) as caught:
        flags.get_feature_flag("default", "no-such-flag")
    assert caught.value.status == 404
    assert caught.value.data.code == "not_found"
    assert '"id"' in caught.value.body


def test_it_meets_a_429_with_the_time_of_the_reset(sandbox: LaunchDarkly, flags: Any) -> None:
    sandbox.counters.limits = limits(route=3)
    for _ in range(3):
        flags.get_feature_flags("default", limit=1)
    with pytest.raises(ld.exceptions.ApiException) as caught:
        flags.get_feature_flags("default", limit=1)
    assert caught.value.status == 429
    assert caught.value.headers["X-Ratelimit-Route-Remaining"] == "0"
    assert int(caught.value.headers["X-Ratelimit-Reset"]) > sandbox.clock.milliseconds()
    sandbox.clock.advance(10)
    assert flags.get_feature_flags("default", limit=1).items


def test_a_reader_may_not_write(api: Any, flags: Any) -> None:
    api.configuration.api_key["ApiKey"] = READER_TOKEN
    with pytest.raises(ld.exceptions.ForbiddenException):
        flags.delete_feature_flag("default", "checkout")


def test_a_wrong_token_is_unauthorized(api: Any, flags: Any) -> None:
    api.configuration.api_key["ApiKey"] = "api-wrong"
    with pytest.raises(ld.exceptions.UnauthorizedException):
        flags.get_feature_flags("default")


def test_it_reads_members_teams_segments_and_the_rest(api: Any) -> None:
    members = ld.AccountMembersApi(api)
    page = members.get_members(limit=5)
    assert page.total_count == 26
    assert members.get_member(page.items[0].id).email == page.items[0].email
    assert ld.TeamsApi(api).get_teams(expand="members").items[0].members.total_count > 0
    assert ld.SegmentsApi(api).get_segments("default", "production").items[0].key == "beta-testers"
    assert ld.WebhooksApi(api).get_all_webhooks().items
    assert ld.AccessTokensApi(api).get_tokens().items[0].token == "c934"
    assert ld.ApprovalsApi(api).get_approval_requests().total_count == 5


def test_it_reads_one_entry_of_the_audit_log(api: Any) -> None:
    log = ld.AuditLogApi(api)
    first = log.get_audit_log_entries(limit=3, spec="proj/default:env/*:flag/*").items[0]
    assert log.get_audit_log_entry(first.id).kind == "flag"


def test_it_creates_and_changes_a_webhook(api: Any) -> None:
    webhooks = ld.WebhooksApi(api)
    made = webhooks.post_webhook(ld.WebhookPost(url="https://hooks.example/x", sign=True, on=True))
    assert made.secret
    changed = webhooks.patch_webhook(made.id, [ld.PatchOperation(op="replace", path="/on", value=False)])
    assert changed.on is False


def test_it_creates_and_changes_a_project(api: Any) -> None:
    projects = ld.ProjectsApi(api)
    made = projects.post_project(ld.ProjectPost(name="Lab", key="lab"))
    assert [environment.key for environment in made.environments] == ["test", "production"]
    changed = projects.patch_project("lab", [ld.PatchOperation(op="add", path="/tags/-", value="new")])
    assert changed.tags == ["new"]
    projects.delete_project("lab")


def test_it_reads_views_and_pages_of_roles_and_context_kinds(api: Any) -> None:
    assert [view.affects_sdk_payload for view in ld.ViewsApi(api).get_views("default").items] == [False, False]
    assert [role.key for role in ld.CustomRolesApi(api).get_custom_roles(limit=1).items] == ["release-manager"]
    kinds = ld.ContextsApi(api).get_context_kinds_by_project_key("default").items
    assert [kind.key for kind in kinds] == ["user", "organization", "device"]


def test_it_makes_a_token_and_a_role(api: Any) -> None:
    token = ld.AccessTokensApi(api).post_token(ld.AccessTokenPost(role="reader"))
    assert token.token.startswith("api-")
    statement = ld.StatementPost(effect="allow", resources=["proj/*"], actions=["viewProject"])
    role = ld.CustomRolePost(name="Viewer", key="viewer", policy=[statement])
    assert ld.CustomRolesApi(api).post_custom_role(role).assigned_to.members_count == 0


def test_it_copies_a_flag_between_environments(flags: Any) -> None:
    ends = {name: ld.FlagCopyConfigEnvironment(key=key) for name, key in (("source", "production"), ("target", "test"))}
    changed = flags.copy_feature_flag("default", "checkout", ld.FlagCopyConfigPost(**ends))
    assert changed.environments["test"].on == changed.environments["production"].on


def test_it_schedules_the_removal_of_a_target(api: Any, flags: Any, sandbox: LaunchDarkly) -> None:
    flag = flags.get_feature_flag("default", "checkout")
    add = {"kind": "addTargets", "values": ["u-1"], "contextKind": "user", "variationId": flag.variations[0].id}
    body = {"environmentKey": "test", "instructions": [add]}
    flags.patch_feature_flag("default", "checkout", SemanticPatch(patch=[], body=body), _content_type=SEMANTIC)
    expiring = {"kind": "addExpiringTarget", "contextKey": "u-1", "contextKind": "user"}
    expiring |= {"variationId": flag.variations[0].id, "value": sandbox.clock.milliseconds() + 1000}
    done = flags.patch_expiring_targets("default", "test", "checkout", ld.PatchFlagsRequest(instructions=[expiring]))
    assert (done.successful_instructions, done.items[0].context_key) == (1, "u-1")
    assert flags.get_expiring_context_targets("default", "test", "checkout").items[0].id == done.items[0].id


VALUES = {
    "{projectKey}": "default",
    "{environmentKey}": "production",
    "{featureFlagKey}": "checkout",
    "{flagKey}": "checkout",
    "{segmentKey}": "beta-testers",
    "{teamKey}": "checkout",
    "{viewKey}": "payments",
    "{customRoleKey}": "auditor",
}
READS = sorted({each.path for each in of_client("launchdarkly") if each.method == "GET"})
MISSING = (
    "/projects/{projectKey}/environments/{environmentKey}/contexts/{kind}/{key}",
    "/auditlog/{id}",
    "/approval-requests/{id}",
    "/members/{id}",
    "/tokens/{id}",
    "/webhooks/{id}",
)
"""What the sandbox serves and the values above have no id for."""


def test_its_reads_are_found_in_its_code() -> None:
    assert len(READS) > 170


@pytest.mark.parametrize("path", READS)
def test_each_of_its_reads_is_answered_or_said_to_be_not_simulated(client: Client, path: str) -> None:
    target = path.removeprefix("/api/v2")
    for name, value in VALUES.items():
        target = target.replace(name, value)
    answer = client.send("GET", re.sub(r"\{\w+\}", "x", target))
    wanted = {404} if path.removeprefix("/api/v2") in MISSING else {200, 501}
    assert answer.status in wanted, answer.json
    if answer.status == 501:
        assert (answer.json["code"], set(answer.json)) == ("not_implemented", {"code", "message", "id"})
        assert answer.json["message"].startswith("GET /api/v2/")
