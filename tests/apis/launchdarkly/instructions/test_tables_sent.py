"""Every kind of instruction, written by the builder and sent to the sandbox, is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from hypernav.apis.launchdarkly.instructions.tables import FLAG, MEMBERS, SEGMENT, TEAM, TEAMS
from hypernav.errors import PatchError
from hypernav.patches.instructions.semantic_patch import SemanticPatch
from tests.apis.launchdarkly.client import Answer, Client

Write = Callable[[SemanticPatch, "Known"], SemanticPatch]
FLAG_PATH, PLACE = "/flags/default/shade", "staging"
SEGMENT_PATH, BIG_PATH = "/segments/default/production/beta-testers", "/segments/default/production/many"
TEAM_PATH = "/teams/growth"
CLAUSE = {"contextKind": "user", "attribute": "country", "op": "in", "negate": False, "values": ["DE"]}


@dataclass
class Known:
    """The ids that instructions name."""

    variations: tuple[str, ...] = ()
    rule: str = ""
    clause: str = ""
    others: tuple[str, ...] = ()
    """Variations of the flag that comes first."""
    member: str = ""

    @property
    def first(self) -> str:
        return self.variations[0]

    @property
    def second(self) -> str:
        return self.variations[1]


def send(client: Client, path: str, patch: SemanticPatch) -> Answer:
    return client.send("PATCH", path, patch.body(), Content_Type=patch.content_type)


FLAG_WRITES: dict[str, Write] = {
    "turnFlagOn": lambda patch, _: patch.turn_flag_on(),
    "turnFlagOff": lambda patch, _: patch.turn_flag_off(),
    "addRule": lambda patch, known: patch.add_rule(
        clauses=[CLAUSE], rollout_weights={known.first: 15_000, known.second: 85_000}, before_rule=known.rule
    ),
    "removeRule": lambda patch, known: patch.remove_rule(known.rule),
    "reorderRules": lambda patch, known: patch.reorder_rules([known.rule]),
    "replaceRules": lambda patch, known: patch.replace_rules(
        rules=[{"variationId": known.first, "clauses": [CLAUSE], "description": "Germans", "trackEvents": True}]
    ),
    "addClauses": lambda patch, known: patch.add_clauses(known.rule, [CLAUSE]),
    "removeClauses": lambda patch, known: patch.remove_clauses(rule=known.rule, clause_ids=[known.clause]),
    "updateClause": lambda patch, known: patch.update_clause(
        rule=known.rule, clause_id=known.clause, clause={**CLAUSE, "op": "startsWith"}
    ),
    "addValuesToClause": lambda patch, known: patch.add_values_to_clause(known.rule, known.clause, ["FR", "NL"]),
    "removeValuesFromClause": lambda patch, known: patch.remove_values_from_clause(known.rule, known.clause, ["DE"]),
    "updateRuleVariationOrRollout": lambda patch, known: patch.update_rule_variation_or_rollout(
        known.rule, variation=known.second
    ),
    "updateRuleDescription": lambda patch, known: patch.update_rule_description(known.rule, "Germans"),
    "updateRuleTrackEvents": lambda patch, known: patch.update_rule_track_events(known.rule, track_events=True),
    "addTargets": lambda patch, known: patch.add_targets(
        variation=known.first, values=("org-1", "org-2"), context_kind="organization"
    ),
    "removeTargets": lambda patch, known: patch.remove_targets(variation=known.first, values={"user-1", "user-2"}),
    "replaceTargets": lambda patch, known: patch.replace_targets(
        [{"contextKind": "device", "variationId": known.first, "values": ["d-1"]}]
    ),
    "clearTargets": lambda patch, known: patch.clear_targets(known.first),
    "addUserTargets": lambda patch, known: patch.add_user_targets(known.first, ["user-1"]),
    "removeUserTargets": lambda patch, known: patch.remove_user_targets(known.first, ["user-1"]),
    "replaceUserTargets": lambda patch, known: patch.replace_user_targets(
        [{"variationId": one, "values": [f"user-{number}"]} for number, one in enumerate(known.variations)]
    ),
    "clearUserTargets": lambda patch, known: patch.clear_user_targets(known.first),
    "addPrerequisite": lambda patch, known: patch.add_prerequisite("voice-search", known.others[0]),
    "removePrerequisite": lambda patch, _: patch.remove_prerequisite(key="apple-pay"),
    "replacePrerequisites": lambda patch, known: patch.replace_prerequisites(
        [{"key": "voice-search", "variationId": known.others[1]}]
    ),
    "updatePrerequisite": lambda patch, known: patch.add_prerequisite(
        "voice-search", known.others[0]
    ).update_prerequisite("voice-search", known.others[1]),
    "updateFallthroughVariationOrRollout": lambda patch, known: patch.update_fallthrough_variation_or_rollout(
        rollout_weights={known.first: 10_000, known.second: 90_000},
        rollout_bucket_by="email",
        rollout_context_kind="user",
    ),
    "updateOffVariation": lambda patch, known: patch.update_off_variation(known.first),
    "updateTrackEvents": lambda patch, _: patch.update_track_events(True),
    "updateTrackEventsFallthrough": lambda patch, _: patch.update_track_events_fallthrough(False),
    "addVariation": lambda patch, _: patch.add_variation("tiny", name="Tiny", description="for thumbnails"),
    "removeVariation": lambda patch, known: patch.remove_variation(known.second),
    "updateVariation": lambda patch, known: patch.update_variation(variation=known.first, name="Best", value="best"),
    "updateDefaultVariation": lambda patch, _: patch.update_default_variation(
        on_variation_value="high", OffVariationValue="low"
    ),
    "addTags": lambda patch, _: patch.add_tags(["beta", "launch"]),
    "removeTags": lambda patch, _: patch.remove_tags(["beta"]),
    "updateName": lambda patch, _: patch.update_name("Quality of images"),
    "updateDescription": lambda patch, _: patch.update_description(""),
    "updateMaintainerMember": lambda patch, known: patch.update_maintainer_member(known.member),
    "updateMaintainerTeam": lambda patch, _: patch.update_maintainer_team("growth"),
    "removeMaintainer": lambda patch, _: patch.remove_maintainer(),
    "makeFlagPermanent": lambda patch, _: patch.make_flag_permanent(),
    "makeFlagTemporary": lambda patch, _: patch.make_flag_temporary(),
    "addCustomProperties": lambda patch, _: patch.add_custom_properties("jira", "Jira issues", ["ACME-1"]),
    "removeCustomProperties": lambda patch, _: patch.add_custom_properties(
        key="jira", name="Jira issues", values=["ACME-1", "ACME-2"]
    ).remove_custom_properties("jira", ["ACME-1"]),
    "replaceCustomProperties": lambda patch, _: patch.replace_custom_properties("jira", "Jira", ["ACME-3"]),
    "turnOnClientSideAvailability": lambda patch, _: patch.turn_on_client_side_availability("usingMobileKey"),
    "turnOffClientSideAvailability": lambda patch, _: patch.turn_off_client_side_availability("usingEnvironmentId"),
    "archiveFlag": lambda patch, _: patch.archive_flag(),
    "restoreFlag": lambda patch, _: patch.restore_flag(),
    "deprecateFlag": lambda patch, _: patch.deprecate_flag(),
    "restoreDeprecatedFlag": lambda patch, _: patch.restore_deprecated_flag(),
    "deleteFlag": lambda patch, _: patch.delete_flag(),
}


SEGMENT_WRITES: dict[str, Write] = {
    "addTags": lambda patch, _: patch.add_tags(["beta"]),
    "removeTags": lambda patch, _: patch.remove_tags(["beta"]),
    "updateName": lambda patch, _: patch.update_name("Testers"),
    "addIncludedTargets": lambda patch, _: patch.add_included_targets("org", ["o-1", "o-2"]),
    "removeIncludedTargets": lambda patch, _: patch.remove_included_targets(context_kind="org", values=["o-1"]),
    "addExcludedTargets": lambda patch, _: patch.add_excluded_targets("org", ["o-3"]),
    "removeExcludedTargets": lambda patch, _: patch.remove_excluded_targets("org", ["o-3"]),
    "addIncludedUsers": lambda patch, _: patch.add_included_users(["u-1"]),
    "removeIncludedUsers": lambda patch, _: patch.remove_included_users(["u-1"]),
    "addExcludedUsers": lambda patch, _: patch.add_excluded_users(["u-2"]),
    "removeExcludedUsers": lambda patch, _: patch.remove_excluded_users(["u-2"]),
    "addRule": lambda patch, _: patch.add_rule([CLAUSE], description="Germans"),
    "removeRule": lambda patch, known: patch.remove_rule(known.rule),
    "reorderRules": lambda patch, known: patch.reorder_rules([known.rule]),
    "addClauses": lambda patch, known: patch.add_clauses(known.rule, [CLAUSE]),
    "removeClauses": lambda patch, known: patch.remove_clauses(known.rule, [known.clause]),
    "updateClause": lambda patch, known: patch.update_clause(known.rule, known.clause, {**CLAUSE, "negate": True}),
    "addValuesToClause": lambda patch, known: patch.add_values_to_clause(known.rule, known.clause, ["FR"]),
    "removeValuesFromClause": lambda patch, known: patch.remove_values_from_clause(known.rule, known.clause, ["FR"]),
    "updateRuleDescription": lambda patch, known: patch.update_rule_description(rule=known.rule, description="G"),
    "updateRuleRolloutAndContextKind": lambda patch, known: patch.update_rule_rollout_and_context_kind(
        rule=known.rule, weight=20_000, context_kind="device"
    ),
    "addBigSegmentIncludedTargets": lambda patch, _: patch.add_big_segment_included_targets(["a"]),
    "removeBigSegmentIncludedTargets": lambda patch, _: patch.remove_big_segment_included_targets(["a"]),
    "addBigSegmentExcludedTargets": lambda patch, _: patch.add_big_segment_excluded_targets(["b"]),
    "removeBigSegmentExcludedTargets": lambda patch, _: patch.remove_big_segment_excluded_targets(["b"]),
}
NO_IMPORTS = "processBigSegmentImport"
"""The only kind that the sandbox always refuses, because nothing begins an import there."""

TEAM_WRITES: dict[str, Write] = {
    "addMembers": lambda patch, known: patch.add_members([known.member]),
    "removeMembers": lambda patch, known: patch.remove_members([known.member]),
    "replaceMembers": lambda patch, known: patch.replace_members(values=(known.member,)),
    "addCustomRoles": lambda patch, _: patch.add_custom_roles(["release-manager"]),
    "removeCustomRoles": lambda patch, _: patch.remove_custom_roles(["release-manager"]),
    "addRoleAttribute": lambda patch, _: patch.add_role_attribute("projects", ["mobile", "web"]),
    "updateRoleAttribute": lambda patch, _: patch.update_role_attribute("projects", ["web"]),
    "removeRoleAttribute": lambda patch, _: patch.remove_role_attribute("projects"),
    "replaceRoleAttributes": lambda patch, _: patch.replace_role_attributes({"projects": ["web"]}),
    "addPermissionGrants": lambda patch, known: patch.add_permission_grants([known.member], action_set="maintainTeam"),
    "removePermissionGrants": lambda patch, known: patch.remove_permission_grants(
        memberIDs=[known.member], actions=["updateTeamName"]
    ),
    "updateName": lambda patch, _: patch.update_name("Growth and onboarding"),
    "updateDescription": lambda patch, _: patch.update_description("First steps of new customers"),
}
TEAMS_WRITES: dict[str, Write] = {
    "addMembersToTeams": lambda patch, known: patch.add_members_to_teams([known.member], ["growth", "checkout"]),
    "addAllMembersToTeams": lambda patch, _: patch.add_all_members_to_teams(
        ["growth"], filter_last_seen={"never": True}, filter_roles="admin|writer", filter_query="wei"
    ),
}
MEMBERS_WRITES: dict[str, Write] = {
    "replaceMembersRoles": lambda patch, known: patch.replace_members_roles("reader", [known.member]),
    "replaceAllMembersRoles": lambda patch, known: patch.replace_all_members_roles(
        "reader", filter_last_seen={"before": 1_700_000_000_000}, ignored_member_ids=[known.member]
    ),
    "replaceMembersCustomRoles": lambda patch, known: patch.replace_members_custom_roles(["r-1"], [known.member]),
    "replaceAllMembersCustomRoles": lambda patch, _: patch.replace_all_members_custom_roles(
        ["r-1"], filter_team_key="growth"
    ),
    "replaceMembersRoleAttributes": lambda patch, known: patch.replace_members_role_attributes(
        value={"projects": ["mobile"]}, member_ids=[known.member]
    ),
}


def a_flag(client: Client) -> Known:
    """Make a flag with three variations and one rule."""
    shades = [{"value": value} for value in ("high", "medium", "low")]
    defaults = {"onVariation": 0, "offVariation": 2}
    body = {"name": "Shade", "key": "shade", "variations": shades, "defaults": defaults}
    made = client.send("POST", "/flags/default", body).json
    variations = tuple(one["_id"] for one in made["variations"])
    rule = {"kind": "addRule", "variationId": variations[0], "clauses": [CLAUSE]}
    answer = client.instruct(FLAG_PATH, rule, environment=PLACE)
    made = answer.json["environments"][PLACE]["rules"][0]
    others = tuple(one["_id"] for one in client.get("/flags/default/voice-search")["variations"])
    return Known(variations, made["_id"], made["clauses"][0]["_id"], others, a_member(client))


def a_segment(client: Client) -> Known:
    """Make a rule in one segment, and another segment that is a large list."""
    client.send("POST", "/segments/default/production", {"name": "Many", "key": "many", "unbounded": True})
    rule = client.instruct(SEGMENT_PATH, {"kind": "addRule", "clauses": [CLAUSE]}).json["rules"][0]
    return Known(rule=rule["_id"], clause=rule["clauses"][0]["_id"])


def a_member(client: Client) -> str:
    return str(client.get("/members?filter=email:wei.zhang@acme.test")["items"][0]["_id"])


def test_every_kind_of_the_tables_is_written_here() -> None:
    for table, writes in ((FLAG, FLAG_WRITES), (TEAM, TEAM_WRITES), (TEAMS, TEAMS_WRITES), (MEMBERS, MEMBERS_WRITES)):
        assert {kind.name for kind in table} == set(writes)
    assert {kind.name for kind in SEGMENT} == {*SEGMENT_WRITES, NO_IMPORTS}


@pytest.mark.parametrize("kind", FLAG_WRITES)
def test_an_instruction_for_a_flag_is_taken(client: Client, kind: str) -> None:
    known = a_flag(client)
    patch = FLAG_WRITES[kind](SemanticPatch(environment=PLACE, table=FLAG), known).comment("why")
    answer = send(client, FLAG_PATH, patch)
    assert (answer.status, patch.instructions[-1]["kind"]) == (200, kind), answer.json


@pytest.mark.parametrize("kind", SEGMENT_WRITES)
def test_an_instruction_for_a_segment_is_taken(client: Client, kind: str) -> None:
    patch = SEGMENT_WRITES[kind](SemanticPatch(environment="production", table=SEGMENT), a_segment(client))
    answer = send(client, BIG_PATH if "BigSegment" in kind else SEGMENT_PATH, patch)
    assert (answer.status, patch.instructions[-1]["kind"]) == (200, kind), answer.json


def test_an_import_that_nobody_began_is_refused_by_the_server_alone(client: Client) -> None:
    a_segment(client)
    patch = SemanticPatch(environment="production", table=SEGMENT).process_big_segment_import("import-1")
    answer = send(client, BIG_PATH, patch)
    assert (answer.status, "no import has the ID" in answer.json["message"]) == (400, True)


@pytest.mark.parametrize("kind", TEAM_WRITES)
def test_an_instruction_for_a_team_is_taken(client: Client, kind: str) -> None:
    patch = TEAM_WRITES[kind](SemanticPatch(table=TEAM), Known(member=a_member(client)))
    answer = send(client, TEAM_PATH, patch.comment("why"))
    assert (answer.status, patch.instructions[-1]["kind"]) == (200, kind), answer.json


@pytest.mark.parametrize("kind", TEAMS_WRITES)
def test_an_instruction_for_several_teams_is_taken(client: Client, kind: str) -> None:
    answer = send(client, "/teams", TEAMS_WRITES[kind](SemanticPatch(table=TEAMS), Known(member=a_member(client))))
    assert (answer.status, answer.json["errors"]) == (200, []), answer.json


@pytest.mark.parametrize("kind", MEMBERS_WRITES)
def test_an_instruction_for_several_members_is_taken(client: Client, kind: str) -> None:
    answer = send(
        client, "/members", MEMBERS_WRITES[kind](SemanticPatch(table=MEMBERS), Known(member=a_member(client)))
    )
    assert answer.status == 200, answer.json
    assert answer.json["members"]


# What the API does with a whole patch


def test_what_was_written_is_there_afterwards_and_in_the_audit_log(client: Client) -> None:
    known = a_flag(client)
    patch = (
        SemanticPatch(environment=PLACE, table=FLAG)
        .turn_flag_on()
        .add_targets(variation=known.second, values=["user-1", "user-2"])
        .add_tags(["launch"])
        .comment("Let two people see it")
    )
    there = send(client, FLAG_PATH, patch).json["environments"][PLACE]
    assert (there["on"], there["targets"][0]["values"]) == (True, ["user-1", "user-2"])
    assert client.get(FLAG_PATH)["tags"] == ["launch"]
    entry = client.get("/auditlog?limit=1")["items"][0]
    assert entry["comment"] == "Let two people see it"


def test_one_instruction_that_fails_leaves_everything_as_it_was(client: Client) -> None:
    a_flag(client)
    before = client.get(FLAG_PATH)
    patch = SemanticPatch(environment=PLACE, table=FLAG).turn_flag_on().remove_variation("nowhere").add_tags(["x"])
    answer = send(client, FLAG_PATH, patch)
    assert (answer.status, answer.json["code"]) == (400, "invalid_request")
    assert client.get(FLAG_PATH) == before
    assert FLAG.atomic


def test_without_the_content_type_the_server_takes_it_for_something_else(client: Client) -> None:
    a_flag(client)
    body = SemanticPatch(environment=PLACE, table=FLAG).turn_flag_on().body()
    assert client.refused("PATCH", FLAG_PATH, body) == (400, "invalid_request")


def test_a_dry_run_answers_and_changes_nothing(client: Client) -> None:
    a_flag(client)
    patch = SemanticPatch(environment=PLACE, table=FLAG).turn_flag_on().update_name("Dry")
    assert send(client, f"{FLAG_PATH}?dryRun=true", patch).json["name"] == "Dry"
    assert client.get(FLAG_PATH)["name"] == "Shade"
    assert send(client, FLAG_PATH, patch).json["name"] == "Dry"


def test_what_a_pending_change_needs_is_removed_only_when_conflicts_are_ignored(client: Client) -> None:
    known = a_flag(client)
    waiting = next(one for one in client.sandbox.store.approvals.values() if one["status"] == "pending")
    later = SemanticPatch(environment=PLACE, table=FLAG).update_off_variation(known.second)
    waiting.update(resource=("default", PLACE, "shade"), instructions=list(later))
    patch = SemanticPatch(table=FLAG).remove_variation(known.second)
    answer = send(client, FLAG_PATH, patch)
    assert (answer.status, "pending approval request" in answer.json["message"]) == (400, True)
    assert send(client, f"{FLAG_PATH}?ignoreConflicts=true", patch).status == 200


def test_an_instruction_that_no_table_knows_is_refused_by_the_server(client: Client) -> None:
    patch = SemanticPatch(table=TEAM).instruction("paintTeam", colour="red")
    answer = send(client, TEAM_PATH, patch)
    assert (answer.status, "paintTeam" in answer.json["message"]) == (400, True)


def test_a_missing_environment_is_found_before_the_server_finds_it(client: Client) -> None:
    a_flag(client)
    patch = SemanticPatch(table=FLAG).turn_flag_on()
    with pytest.raises(PatchError, match="turn_flag_on needs an environment"):
        patch.body()
    answer = client.instruct(FLAG_PATH, *patch.instructions)
    assert (answer.status, "environmentKey is required" in answer.json["message"]) == (400, True)
