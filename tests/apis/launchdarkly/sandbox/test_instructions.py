"""Every kind of instruction that the documentation lists for flags, and what makes each fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hypernav.apis.launchdarkly.sandbox.instructions.flags import FLAG_KINDS
from tests.apis.launchdarkly.client import Client
from tests.apis.launchdarkly.flag import BOOLEAN, SEVERAL, Flag


@pytest.fixture
def flag(client: Client) -> Flag:
    return Flag(client)


@pytest.fixture
def several(client: Client) -> Flag:
    return Flag(client, SEVERAL)


def test_all_53_documented_kinds_are_there() -> None:
    assert len(FLAG_KINDS.table) == 53


def test_turning_off_and_on(flag: Flag) -> None:
    assert flag.do({"kind": "turnFlagOff"})["on"] is False
    assert flag.do({"kind": "turnFlagOn"})["on"] is True


def test_adding_and_removing_rules(flag: Flag) -> None:
    rule = flag.add_rule("DE")
    assert rule["variation"] == 0
    assert rule["clauses"][0]["values"] == ["DE"]
    assert flag.do({"kind": "removeRule", "ruleId": rule["_id"]})["rules"] == []
    assert flag.do({"kind": "removeRule", "ruleId": rule["_id"]})["rules"] == []


def test_adding_a_rule_before_another(flag: Flag) -> None:
    first = flag.add_rule("DE")
    instruction = {"kind": "addRule", "variationId": flag.ids[1], "clauses": [], "beforeRuleId": first["_id"]}
    rules = flag.do(instruction)["rules"]
    assert [rule["variation"] for rule in rules] == [1, 0]


def test_adding_a_rule_with_a_rollout(flag: Flag) -> None:
    weights = {flag.ids[1]: 85_000, flag.ids[0]: 15_000}
    rule = flag.do({"kind": "addRule", "clauses": [], "rolloutWeights": weights, "rolloutContextKind": "org"})["rules"][
        0
    ]
    assert rule["rollout"]["contextKind"] == "org"
    assert [share["weight"] for share in rule["rollout"]["variations"]] == [15_000, 85_000]


def test_reordering_rules(flag: Flag) -> None:
    ids = [flag.add_rule(country)["_id"] for country in ("DE", "FR", "NL")]
    rules = flag.do({"kind": "reorderRules", "ruleIds": ids[::-1]})["rules"]
    assert [rule["_id"] for rule in rules] == ids[::-1]
    flag.fails({"kind": "reorderRules", "ruleIds": ids[:2]})


def test_replacing_rules(flag: Flag) -> None:
    flag.add_rule("DE")
    clause = {"attribute": "segmentMatch", "op": "segmentMatch", "values": ["test"], "contextKind": "user"}
    given = {"variationId": flag.ids[1], "description": "My new rule", "clauses": [clause], "trackEvents": True}
    rules = flag.do({"kind": "replaceRules", "rules": [given]})["rules"]
    assert [(rule["description"], rule["trackEvents"], rule["variation"]) for rule in rules] == [
        ("My new rule", True, 1)
    ]


def test_adding_updating_and_removing_clauses(flag: Flag) -> None:
    rule = flag.add_rule("DE")
    new = {"attribute": "plan", "op": "startsWith", "values": ["pro"]}
    clauses = flag.do({"kind": "addClauses", "ruleId": rule["_id"], "clauses": [new]})["rules"][0]["clauses"]
    assert [clause["attribute"] for clause in clauses] == ["country", "plan"]
    named = {"ruleId": rule["_id"], "clauseId": clauses[1]["_id"]}
    updated = flag.do({"kind": "updateClause", **named, "clause": {**new, "negate": True}})["rules"][0]["clauses"][1]
    assert (updated["negate"], updated["_id"]) == (True, clauses[1]["_id"])
    removed = flag.do({"kind": "removeClauses", "ruleId": rule["_id"], "clauseIds": [clauses[0]["_id"]]})
    assert [clause["attribute"] for clause in removed["rules"][0]["clauses"]] == ["plan"]


def test_adding_and_removing_values_of_a_clause(flag: Flag) -> None:
    rule = flag.add_rule("DE")
    named = {"ruleId": rule["_id"], "clauseId": rule["clauses"][0]["_id"]}
    added = flag.do({"kind": "addValuesToClause", **named, "values": ["FR", "DE"]})
    assert added["rules"][0]["clauses"][0]["values"] == ["DE", "FR"]
    removed = flag.do({"kind": "removeValuesFromClause", **named, "values": ["DE", "XX"]})
    assert removed["rules"][0]["clauses"][0]["values"] == ["FR"]


def test_changing_what_a_rule_serves_and_says(flag: Flag) -> None:
    named = {"ruleId": flag.add_rule("DE")["_id"]}
    weights = {flag.ids[0]: 100_000, flag.ids[1]: 0}
    rule = flag.do({"kind": "updateRuleVariationOrRollout", **named, "rolloutWeights": weights})["rules"][0]
    assert "variation" not in rule
    rule = flag.do({"kind": "updateRuleVariationOrRollout", **named, "variationId": flag.ids[1]})["rules"][0]
    assert (rule["variation"], "rollout" in rule) == (1, False)
    rule = flag.do({"kind": "updateRuleDescription", **named, "description": "Germans"})["rules"][0]
    assert rule["description"] == "Germans"
    rule = flag.do({"kind": "updateRuleTrackEvents", **named, "trackEvents": True})["rules"][0]
    assert rule["trackEvents"] is True


def test_changing_the_default_rule_and_the_off_variation(flag: Flag) -> None:
    weights = {flag.ids[0]: 40_000, flag.ids[1]: 60_000}
    kind = "updateFallthroughVariationOrRollout"
    there = flag.do({"kind": kind, "rolloutWeights": weights, "rolloutBucketBy": "email"})
    assert there["fallthrough"]["rollout"]["bucketBy"] == "email"
    assert there["_summary"]["variations"]["1"]["rollout"] == 60_000
    assert flag.do({"kind": kind, "variationId": flag.ids[1]})["fallthrough"] == {"variation": 1}
    assert flag.do({"kind": "updateOffVariation", "variationId": flag.ids[0]})["offVariation"] == 0


def test_tracking_events(flag: Flag) -> None:
    assert flag.do({"kind": "updateTrackEvents", "trackEvents": True})["trackEvents"] is True
    assert flag.do({"kind": "updateTrackEventsFallthrough", "trackEvents": True})["trackEventsFallthrough"] is True


@pytest.mark.parametrize(("add", "remove"), [("addTargets", "removeTargets"), ("addUserTargets", "removeUserTargets")])
def test_adding_and_removing_targets(flag: Flag, add: str, remove: str) -> None:
    there = flag.do({"kind": add, "variationId": flag.ids[0], "values": ["a", "b"]})
    assert there["targets"] == [{"values": ["a", "b"], "variation": 0, "contextKind": "user"}]
    there = flag.do({"kind": add, "variationId": flag.ids[0], "values": ["b", "c"]})
    assert there["targets"][0]["values"] == ["a", "b", "c"]
    flag.fails({"kind": add, "variationId": flag.ids[1], "values": ["c"]})
    assert flag.do({"kind": remove, "variationId": flag.ids[0], "values": ["a", "x"]})["targets"][0]["values"] == [
        "b",
        "c",
    ]
    assert flag.do({"kind": remove, "variationId": flag.ids[0], "values": ["b", "c"]})["targets"] == []


def test_targets_of_other_context_kinds_stand_apart(flag: Flag) -> None:
    there = flag.do({"kind": "addTargets", "variationId": flag.ids[1], "values": ["o"], "contextKind": "organization"})
    assert there["contextTargets"] == [{"values": ["o"], "variation": 1, "contextKind": "organization"}]
    assert there["targets"] == []


def test_clearing_targets(flag: Flag) -> None:
    user = {"kind": "addTargets", "variationId": flag.ids[0], "values": ["a"]}
    flag.do(user, {**user, "contextKind": "org"}, {**user, "variationId": flag.ids[1], "values": ["z"]})
    there = flag.do({"kind": "clearUserTargets", "variationId": flag.ids[0]})
    assert ([one["values"] for one in there["targets"]], len(there["contextTargets"])) == ([["z"]], 1)
    there = flag.do({"kind": "clearTargets", "variationId": flag.ids[0]})
    assert there["contextTargets"] == []


def test_replacing_targets(flag: Flag) -> None:
    targets = [
        {"variationId": flag.ids[0], "values": ["a"]},
        {"variationId": flag.ids[1], "values": ["d"], "contextKind": "device"},
    ]
    there = flag.do({"kind": "replaceTargets", "targets": targets})
    assert (there["targets"][0]["values"], there["contextTargets"][0]["contextKind"]) == (["a"], "device")
    users = [{"variationId": one, "values": [f"u{number}"]} for number, one in enumerate(flag.ids)]
    there = flag.do({"kind": "replaceUserTargets", "targets": users})
    assert [one["values"] for one in there["targets"]] == [["u0"], ["u1"]]
    assert len(there["contextTargets"]) == 1
    flag.fails({"kind": "replaceUserTargets", "targets": users[:1]})


def test_prerequisites(flag: Flag) -> None:
    other = flag.client.get("/flags/default/apple-pay")["variations"]
    key = {"key": "apple-pay"}
    there = flag.do({"kind": "addPrerequisite", **key, "variationId": other[0]["_id"]})
    assert there["prerequisites"] == [{"key": "apple-pay", "variation": 0}]
    assert there["_summary"]["prerequisites"] == 1
    flag.fails({"kind": "addPrerequisite", **key, "variationId": other[0]["_id"]})
    there = flag.do({"kind": "updatePrerequisite", **key, "variationId": other[1]["_id"]})
    assert there["prerequisites"][0]["variation"] == 1
    assert flag.do({"kind": "removePrerequisite", **key})["prerequisites"] == []
    flag.fails({"kind": "updatePrerequisite", **key, "variationId": other[1]["_id"]})
    given = [{**key, "variationId": other[0]["_id"]}]
    assert len(flag.do({"kind": "replacePrerequisites", "prerequisites": given})["prerequisites"]) == 1
    flag.fails({"kind": "addPrerequisite", "key": "checkout", "variationId": flag.ids[0]})


def test_adding_changing_and_removing_variations(several: Flag) -> None:
    several.do({"kind": "addVariation", "value": "tiny", "name": "Tiny", "description": "for thumbnails"})
    made = several.data["variations"][-1]
    assert (made["value"], made["name"]) == ("tiny", "Tiny")
    several.do({"kind": "updateVariation", "variationId": made["_id"], "value": "minute", "name": "Minute"})
    assert several.data["variations"][-1]["value"] == "minute"
    several.do({"kind": "removeVariation", "variationId": made["_id"]})
    assert len(several.data["variations"]) == 3
    several.fails({"kind": "addVariation", "value": "high"})
    several.fails({"kind": "addVariation", "value": 5})
    several.fails({"kind": "addVariation"})


def test_a_variation_in_use_cannot_be_removed_and_others_keep_their_meaning(several: Flag) -> None:
    several.fails({"kind": "removeVariation", "variationId": several.ids[0]})
    several.do({"kind": "updateFallthroughVariationOrRollout", "variationId": several.ids[2]})
    for environment in ("production", "staging", "test"):
        for kind in ("replaceRules", "replaceTargets"):
            body = {"kind": kind, "rules": [], "targets": []}
            assert several.client.instruct(SEVERAL, body, environment=environment).status == 200
    several.do({"kind": "removeVariation", "variationId": several.ids[1]})
    assert [variation["value"] for variation in several.data["variations"]] == ["high", "low"]
    assert several.there["fallthrough"] == {"variation": 1}
    assert several.data["defaults"] == {"onVariation": 0, "offVariation": 1}
    several.fails({"kind": "removeVariation", "variationId": several.ids[2]})


def test_a_boolean_flag_keeps_its_variations(flag: Flag) -> None:
    flag.fails({"kind": "addVariation", "value": False})
    flag.fails({"kind": "updateVariation", "variationId": flag.ids[0], "value": "yes"})
    flag.do({"kind": "updateVariation", "variationId": flag.ids[0], "name": "Yes"})
    assert flag.data["variations"][0]["name"] == "Yes"


@pytest.mark.parametrize("spelling", [str, lambda name: name[0].upper() + name[1:]], ids=["listed", "in the example"])
def test_default_variations_are_given_by_value(flag: Flag, spelling: Callable[[str], str]) -> None:
    instruction = {spelling("onVariationValue"): False, spelling("offVariationValue"): True}
    flag.do({"kind": "updateDefaultVariation", **instruction})
    assert flag.data["defaults"] == {"onVariation": 1, "offVariation": 0}
    flag.fails({"kind": "updateDefaultVariation", "onVariationValue": 1})
    flag.fails({"kind": "updateDefaultVariation"})


def test_tags_name_and_description(flag: Flag) -> None:
    flag.do({"kind": "addTags", "values": ["x", "release"]}, {"kind": "removeTags", "values": ["checkout", "none"]})
    assert flag.data["tags"] == ["release", "x"]
    flag.do({"kind": "updateName", "value": "N"}, {"kind": "updateDescription", "value": ""})
    assert (flag.data["name"], flag.data["description"]) == ("N", "")
    flag.fails({"kind": "updateName", "value": " "})


def test_maintainers_are_a_member_or_a_team(flag: Flag) -> None:
    member = list(flag.client.sandbox.store.members)[7]
    flag.do({"kind": "updateMaintainerTeam", "value": "growth"})
    assert flag.data["_maintainerTeam"]["name"] == "Growth"
    assert "maintainerId" not in flag.data
    flag.do({"kind": "updateMaintainerMember", "value": member})
    assert (flag.data["_maintainer"]["_id"], "maintainerTeamKey" in flag.data) == (member, False)
    flag.do({"kind": "removeMaintainer"})
    assert "maintainerId" not in flag.data
    flag.fails({"kind": "updateMaintainerMember", "value": "nobody"})
    flag.fails({"kind": "updateMaintainerTeam", "value": "nobody"})


def test_permanent_and_temporary(flag: Flag) -> None:
    flag.do({"kind": "makeFlagPermanent"})
    assert flag.data["temporary"] is False
    flag.do({"kind": "makeFlagTemporary"})
    assert flag.data["temporary"] is True


def test_custom_properties(flag: Flag) -> None:
    key = {"key": "runbook", "name": "Run book"}
    flag.do({"kind": "addCustomProperties", **key, "values": ["a", "b"]})
    assert flag.data["customProperties"]["runbook"] == {"name": "Run book", "value": ["a", "b"]}
    flag.do({"kind": "replaceCustomProperties", **key, "values": ["c", "d"]})
    assert flag.data["customProperties"]["runbook"]["value"] == ["c", "d"]
    flag.do({"kind": "removeCustomProperties", "key": "runbook", "values": ["c"]})
    assert flag.data["customProperties"]["runbook"]["value"] == ["d"]
    flag.do({"kind": "removeCustomProperties", "key": "runbook", "values": ["d"]})
    assert "runbook" not in flag.data["customProperties"]
    flag.fails({"kind": "removeCustomProperties", "key": "runbook", "values": ["d"]})


def test_client_side_availability(flag: Flag) -> None:
    flag.do({"kind": "turnOnClientSideAvailability", "value": "usingMobileKey"})
    assert flag.data["clientSideAvailability"]["usingMobileKey"] is True
    flag.do({"kind": "turnOffClientSideAvailability", "value": "usingEnvironmentId"})
    assert (flag.data["clientSideAvailability"]["usingEnvironmentId"], flag.data["includeInSnippet"]) == (False, False)
    flag.fails({"kind": "turnOnClientSideAvailability", "value": "usingMagic"})


def test_archiving_and_restoring(client: Client) -> None:
    path = "/flags/default/apple-pay"
    archived = client.instruct(path, {"kind": "archiveFlag"}).json
    assert (archived["archived"], archived["archivedDate"]) == (True, client.sandbox.clock.milliseconds())
    assert archived["environments"]["test"]["archived"] is True
    assert "apple-pay" not in client.keys("/flags/default?limit=100")
    restored = client.instruct(path, {"kind": "restoreFlag"}).json
    assert (restored["archived"], "archivedDate" in restored) == (False, False)


def test_a_prerequisite_of_others_cannot_be_archived_or_deleted(client: Client) -> None:
    answer = client.instruct(BOOLEAN, {"kind": "archiveFlag"})
    assert (answer.status, answer.json["code"]) == (400, "invalid_request")
    assert "checkout-one-page" in answer.json["message"]
    assert client.instruct(BOOLEAN, {"kind": "deleteFlag"}).status == 409


def test_deprecating_and_restoring(flag: Flag) -> None:
    flag.do({"kind": "deprecateFlag"})
    assert flag.data["deprecatedDate"] == flag.client.sandbox.clock.milliseconds()
    flag.do({"kind": "restoreDeprecatedFlag"})
    assert (flag.data["deprecated"], "deprecatedDate" in flag.data) == (False, False)


def test_deleting(client: Client) -> None:
    assert client.instruct("/flags/default/voice-search", {"kind": "deleteFlag"}).status == 200
    assert client.refused("GET", "/flags/default/voice-search") == (404, "not_found")


def test_all_instructions_are_applied_or_none(flag: Flag) -> None:
    message = flag.fails({"kind": "turnFlagOff"}, {"kind": "updateName", "value": "N"}, {"kind": "turnFlagUpsideDown"})
    assert "turnFlagUpsideDown" in message


def test_later_instructions_see_what_earlier_ones_did(flag: Flag) -> None:
    flag.do(
        {"kind": "addTargets", "variationId": flag.ids[0], "values": ["a"]},
        {"kind": "removeTargets", "variationId": flag.ids[0], "values": ["a"]},
        {"kind": "addTargets", "variationId": flag.ids[1], "values": ["a"]},
    )
    assert [(one["values"], one["variation"]) for one in flag.there["targets"]] == [(["a"], 1)]
