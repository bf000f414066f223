"""Mistakes that people make with instructions are told before anything is sent, with the right thing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from hypernav.apis.launchdarkly.instructions.tables import (
    AI_CONFIG_TARGETING,
    APPROVAL_REQUEST,
    EXPERIMENT,
    EXPIRING_TARGETS,
    FLAG,
    HOLDOUT,
    LAYER,
    MEMBERS,
    SCHEDULED_CHANGE,
    SEGMENT,
    SEGMENT_EXPIRING_TARGETS,
    TEAM,
    TEAMS,
    TRIGGER,
)
from hypernav.errors import PatchError, UnknownInstruction
from hypernav.patches.instructions.kinds import Instructions
from hypernav.patches.instructions.semantic_patch import SemanticPatch

ID, OTHER = "2f43f67c-3e4e-4945-a18a-26559378ca00", "e5830889-1ec5-4b0c-9cc9-c48790090c43"
CLAUSE = {"contextKind": "user", "attribute": "country", "op": "in", "values": ["DE"]}
TIME = 1_754_006_460_000


@dataclass(frozen=True)
class Mistake:
    """What was typed, and what must be suggested first."""

    table: Instructions
    method: str
    parameters: dict[str, Any]
    nearest: str
    told: str

    def __str__(self) -> str:
        return f"{self.method}({', '.join(f'{name}={value!r:.30}' for name, value in self.parameters.items())})"


def kind(table: Instructions, typed: str, meant: str) -> Mistake:
    return Mistake(table, typed, {}, f".{meant}", f"There is no instruction {typed!r}")


def mistake(table: Instructions, method: str, nearest: str, told: str, **parameters: Any) -> Mistake:
    return Mistake(table, method, parameters, nearest, told)


KINDS = [
    kind(FLAG, "turn_on_flag", "turn_flag_on"),
    kind(FLAG, "turn_on", "turn_flag_on"),
    kind(FLAG, "turn_off", "turn_flag_off"),
    kind(FLAG, "turnFlagOnn", "turn_flag_on"),
    kind(FLAG, "turnOnFlag", "turn_flag_on"),
    kind(FLAG, "enable_flag", "turn_flag_on"),
    kind(FLAG, "disable_flag", "turn_flag_off"),
    kind(FLAG, "add_target", "add_targets"),
    kind(FLAG, "add_tragets", "add_targets"),
    kind(FLAG, "delete_targets", "remove_targets"),
    kind(FLAG, "set_targets", "replace_targets"),
    kind(FLAG, "add_tag", "add_tags"),
    kind(FLAG, "delete_tags", "remove_tags"),
    kind(FLAG, "rename", "update_name"),
    kind(FLAG, "set_name", "update_name"),
    kind(FLAG, "change_description", "update_description"),
    kind(FLAG, "archive", "archive_flag"),
    kind(FLAG, "unarchive_flag", "restore_flag"),
    kind(FLAG, "delete", "delete_flag"),
    kind(FLAG, "deprecate", "deprecate_flag"),
    kind(FLAG, "create_rule", "add_rule"),
    kind(FLAG, "update_default_rule_variation", "update_default_variation"),
    kind(FLAG, "update_fallthrough", "update_fallthrough_variation_or_rollout"),
    kind(FLAG, "make_permanent", "make_flag_permanent"),
    kind(FLAG, "update_maintainer", "update_maintainer_team"),
    kind(FLAG, "add_prerequisites", "add_prerequisite"),
    kind(FLAG, "remove_clause", "remove_clauses"),
    kind(FLAG, "reorder_rule", "reorder_rules"),
    kind(SEGMENT, "include_users", "add_included_users"),
    kind(SEGMENT, "add_include_targets", "add_included_targets"),
    kind(SEGMENT, "updateRuleRollout", "update_rule_rollout_and_context_kind"),
    kind(TEAM, "add_member", "add_members"),
    kind(TEAM, "set_members", "replace_members"),
    kind(TEAM, "add_roles", "add_custom_roles"),
    kind(MEMBERS, "replace_member_role", "replace_members_roles"),
    kind(TEAMS, "add_members_to_team", "add_members_to_teams"),
    kind(EXPIRING_TARGETS, "add_expiring_user_target", "add_expiring_target"),
    kind(EXPERIMENT, "start", "start_iteration"),
    kind(EXPERIMENT, "stop_experiment_iteration", "stop_iteration"),
    kind(HOLDOUT, "finish_holdout", "end_holdout"),
    kind(TRIGGER, "disable", "disable_trigger"),
]
PARAMETERS = [
    mistake(FLAG, "add_targets", "variation_id=…", "takes no 'variatoin_id'", variatoin_id=ID, values=["a"]),
    mistake(FLAG, "add_targets", "values=…", "takes no 'value'", variation_id=ID, value=["a"]),
    mistake(FLAG, "add_targets", "values=…", "takes no 'keys'", variation_id=ID, keys=["a"]),
    mistake(FLAG, "add_targets", "context_kind=…", "takes no 'contextkind'", variation=ID, values=[], contextkind="o"),
    mistake(FLAG, "add_tags", "values=…", "takes no 'tags'", tags=["a"]),
    mistake(FLAG, "update_name", "value=…", "takes no 'name'", name="New"),
    mistake(FLAG, "update_rule_description", "description=…", "takes no 'value'", rule_id=ID, value="x"),
    mistake(FLAG, "add_rule", "rollout_weights=…", "takes no 'weights'", clauses=[CLAUSE], weights={}),
    mistake(FLAG, "turn_flag_on", "", "takes no 'environment'", environment="production"),
    mistake(TEAM, "add_members", "values=…", "takes no 'member_ids'", member_ids=[ID]),
    mistake(MEMBERS, "replace_members_roles", "value=…", "takes no 'role'", role="reader", member_ids=[ID]),
    mistake(LAYER, "update_name", "name=…", "takes no 'value'", value="New"),
    mistake(FLAG, "add_targets", "variation_id", "is given variation_id twice", variation_id=ID, variationId=ID),
]
MISSING = [
    mistake(FLAG, "add_targets", "values=…", "needs values", variation_id=ID),
    mistake(FLAG, "add_targets", "variation_id=…  values=…", "needs variation_id and values"),
    mistake(FLAG, "remove_rule", "rule_id=…", "needs rule_id"),
    mistake(FLAG, "add_variation", "value=…", "needs value", name="Blue"),
    mistake(
        FLAG, "add_rule", "variation_id=…", "needs exactly one of variation_id or rollout_weights", clauses=[CLAUSE]
    ),
    mistake(
        FLAG,
        "add_rule",
        "variation_id=…",
        "and 2 are given",
        clauses=[],
        variation_id=ID,
        rollout_weights={ID: 100_000},
    ),
    mistake(
        FLAG,
        "update_fallthrough_variation_or_rollout",
        "rollout_weights=…",
        "takes rollout_bucket_by only together with rollout_weights",
        variation_id=ID,
        rollout_bucket_by="email",
    ),
    mistake(FLAG, "update_default_variation", "on_variation_value=…", "needs at least one of"),
    mistake(SEGMENT, "add_included_targets", "context_kind=…", "needs context_kind", values=["a"]),
    mistake(TEAM, "add_permission_grants", "action_set=…", "and none is given", member_ids=[ID]),
    mistake(APPROVAL_REQUEST, "add_reviewers", "notify_member_ids=…", "needs at least one of"),
    mistake(FLAG, "add_targets", "values=…", "needs values", variation_id=ID, values=None),
]
VALUES = [
    mistake(FLAG, "add_tags", "['beta']", "takes values as a list of texts, not 'beta' (str)", values="beta"),
    mistake(FLAG, "add_targets", "'7'", "takes values[1] as a text, not 7 (int)", variation=ID, values=["a", 7]),
    mistake(FLAG, "update_off_variation", "'1'", "takes variation_id as a text, not 1 (int)", variation=1),
    mistake(FLAG, "update_track_events", "True", "as True or False, not 'true' (str)", track_events="true"),
    mistake(FLAG, "update_track_events", "False", "as True or False, not 0 (int)", track_events=0),
    mistake(
        FLAG,
        "turn_on_client_side_availability",
        "'usingMobileKey'",
        "cannot take 'mobileKey' for value",
        value="mobileKey",
    ),
    mistake(FLAG, "add_rule", "[{", "takes clauses as a list of dicts", clauses=CLAUSE, variation=ID),
    mistake(
        FLAG,
        "add_rule",
        "'startsWith'",
        "cannot take 'startswith' for clauses[0]['op']",
        clauses=[{**CLAUSE, "op": "startswith"}],
        variation=ID,
    ),
    mistake(
        FLAG,
        "add_clauses",
        "['DE']",
        "takes clauses[0]['values'] as a list, not 'DE' (str)",
        rule=ID,
        clauses=[{**CLAUSE, "values": "DE"}],
    ),
    mistake(
        FLAG,
        "add_clauses",
        "'attribute'",
        "takes no 'atribute' in clauses[0]",
        rule=ID,
        clauses=[{"atribute": "email"}],
    ),
    mistake(
        SEGMENT, "add_rule", "'values'", "needs 'values' in clauses[0]", clauses=[{"attribute": "email", "op": "in"}]
    ),
    mistake(
        FLAG,
        "replace_targets",
        "'variationId'",
        "takes no 'variation' in targets[0]",
        targets=[{"variation": 0, "values": ["a"]}],
    ),
    mistake(
        FLAG,
        "update_fallthrough_variation_or_rollout",
        f"{{'{ID}': 15000, '{OTHER}': 85000}}",
        "takes rollout_weights that add up to 100000, not to 100",
        rollout_weights={ID: 15, OTHER: 85},
    ),
    mistake(
        FLAG,
        "update_rule_variation_or_rollout",
        f"{{'{ID}': 15000, '{OTHER}': 85000}}",
        "that add up to 100000, not to 1.0",
        rule=ID,
        rollout_weights={ID: 0.15, OTHER: 0.85},
    ),
    mistake(FLAG, "add_rule", "", "that add up to 100000, not to 90000", clauses=[], rollout_weights={ID: 90_000}),
    mistake(
        SEGMENT,
        "update_rule_rollout_and_context_kind",
        "100000",
        "from 0 to 100000",
        rule=ID,
        weight=200_000,
        context_kind="user",
    ),
    mistake(
        SEGMENT,
        "update_rule_rollout_and_context_kind",
        "20000",
        "as an integer from 0 to 100000, not '20000' (str)",
        rule=ID,
        weight="20000",
        context_kind="user",
    ),
    mistake(MEMBERS, "replace_members_roles", "'reader'", "cannot take 'readers'", value="readers", member_ids=[ID]),
    mistake(MEMBERS, "replace_members_roles", f"['{ID}']", "as a list of texts", value="reader", member_ids=ID),
    mistake(
        MEMBERS,
        "replace_all_members_roles",
        "'never'",
        "takes no 'nevr' in filter_last_seen",
        value="reader",
        filter_last_seen={"nevr": True},
    ),
    mistake(
        TEAM, "replace_role_attributes", "['web']", "as a list of texts, not 'web' (str)", value={"projects": "web"}
    ),
    mistake(
        EXPIRING_TARGETS,
        "add_expiring_target",
        str(TIME),
        "looks like seconds",
        context_key="u",
        context_kind="user",
        variation=ID,
        value=TIME // 1000,
    ),
    mistake(
        EXPIRING_TARGETS,
        "add_expiring_target",
        "datetime.datetime(2026, 1, 31, 9, 0, tzinfo=datetime.timezone.utc)",
        "takes value as a datetime with a zone",
        context_key="u",
        context_kind="user",
        variation=ID,
        value=datetime(2026, 1, 31, 9),
    ),
    mistake(
        SEGMENT_EXPIRING_TARGETS,
        "add_expiring_target",
        "'included'",
        "cannot take 'include' for target_type",
        target_type="include",
        context_key="u",
        context_kind="user",
        value=TIME,
    ),
    mistake(
        SCHEDULED_CHANGE,
        "update_scheduled_changes_execution_date",
        "1769850000000",
        "takes value as a time",
        value="2026-01-31T09:00:00Z",
    ),
    mistake(
        SCHEDULED_CHANGE,
        "update_scheduled_changes_execution_date",
        "1769817600000",
        "as a time",
        value=date(2026, 1, 31),
    ),
    mistake(
        SCHEDULED_CHANGE,
        "replace_scheduled_changes_instructions",
        "'turnFlagOff'",
        "cannot take 'turnflagoff' for value[0]['kind']",
        value=[{"kind": "turnflagoff"}],
    ),
    mistake(
        TRIGGER,
        "replace_trigger_action_instructions",
        "[{'kind': 'turnFlagOff'}]",
        "as a list of instructions or another patch",
        value="turn_flag_off",
    ),
    mistake(
        LAYER,
        "update_experiment_reservation",
        "10",
        "as an integer from 0 to 100",
        experiment="e",
        reservation_percent=10.0,
    ),
    mistake(AI_CONFIG_TARGETING, "add_targets", "['a']", "as a list of texts, not 'a' (str)", variation=ID, values="a"),
]
MISTAKES = [*KINDS, *PARAMETERS, *MISSING, *VALUES]
every_mistake = pytest.mark.parametrize("mistake", MISTAKES, ids=str)


def made(mistake: Mistake) -> PatchError:
    with pytest.raises(PatchError) as caught:
        getattr(SemanticPatch(table=mistake.table), mistake.method)(**mistake.parameters)
    return caught.value


def test_there_are_enough_of_them() -> None:
    assert len({str(mistake) for mistake in MISTAKES}) >= 90


@every_mistake
def test_the_right_thing_is_suggested_first(mistake: Mistake) -> None:
    nearest = made(mistake).details.get("nearest", "")
    assert nearest.startswith(mistake.nearest)
    assert bool(nearest) == bool(mistake.nearest)


@every_mistake
def test_the_message_says_what_is_wrong_where_and_what_goes(mistake: Mistake) -> None:
    error = made(mistake)
    assert mistake.told in error.what
    assert mistake.table.title in error.what + error.details.get("where", "")
    assert ".instruction('" in error.details["next"]
    assert isinstance(error, UnknownInstruction) or error.details["takes"]


def test_every_mistake_is_one_because_the_right_thing_is_taken() -> None:
    moment = datetime(2026, 1, 31, 9, tzinfo=UTC)
    patch = SemanticPatch(table=EXPIRING_TARGETS).add_expiring_target("u", "user", ID, moment)
    assert patch.instructions[0]["value"] == 1_769_850_000_000
    later = SemanticPatch(table=SCHEDULED_CHANGE).replace_scheduled_changes_instructions(
        SemanticPatch(table=FLAG).turn_flag_off()
    )
    assert later.instructions[0]["value"] == [{"kind": "turnFlagOff"}]
