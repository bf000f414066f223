"""The instructions that change a flag's targeting in one environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.configurations import FULL_WEIGHT
from hypernav.apis.launchdarkly.sandbox.instructions import rules as rules_of
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import (
    Apply,
    Instruction,
    Kinds,
    Work,
    flag_value,
    records,
    text,
    united,
    without,
    words,
    wrong,
)

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record

TARGETING = Kinds()
_RULES, _TARGETS, _PREREQUISITES = "updateRules", "updateTargets", "updatePrerequisites"
_RULES_VERB = "updated the targeting rules of the flag"
_TARGETS_VERB = "updated the targets of the flag"
_PREREQUISITES_VERB = "updated the prerequisites of the flag"


def _setting(member: str, read: Callable[[Instruction], Any]) -> Apply:
    return lambda work, instruction: work.targeting.update({member: read(instruction)})


def _tracked(instruction: Instruction) -> bool:
    return flag_value(instruction, "trackEvents")


TARGETING.add("turnFlagOn", "updateOn", "turned on the flag")(_setting("on", lambda instruction: True))
TARGETING.add("turnFlagOff", "updateOn", "turned off the flag")(_setting("on", lambda instruction: False))
for _name, _member in (
    ("updateTrackEvents", "trackEvents"),
    ("updateTrackEventsFallthrough", "trackEventsFallthrough"),
):
    TARGETING.add(_name, "updateTrackEvents", "updated the event tracking of the flag")(_setting(_member, _tracked))


def variation_number(flag: Record, instruction: Instruction, name: str = "variationId") -> int:
    """Return the index of the variation whose id an instruction gives."""
    wanted = text(instruction, name)
    for number, variation in enumerate(flag["variations"]):
        if variation["_id"] == wanted:
            return number
    raise wrong(instruction, f"no variation has the ID {wanted!r}")


def outcome(flag: Record, instruction: Instruction) -> Record:
    """Return what a rule or the default rule is to serve: a variation or a percentage rollout."""
    weights = instruction.get("rolloutWeights")
    if (weights is None) == (instruction.get("variationId") is None):
        raise wrong(instruction, "either variationId or rolloutWeights is required")
    if weights is None:
        return {"variation": variation_number(flag, instruction)}
    if not isinstance(weights, dict) or not all(type(weight) is int and weight >= 0 for weight in weights.values()):
        raise wrong(instruction, "rolloutWeights must map variation IDs to weights")
    if sum(weights.values()) != FULL_WEIGHT:
        raise wrong(instruction, f"rolloutWeights must sum to {FULL_WEIGHT}")
    shares = [
        {"variation": variation_number(flag, {**instruction, "variationId": one}), "weight": weight}
        for one, weight in weights.items()
    ]
    named = {"rolloutContextKind": "user", "rolloutBucketBy": "key", **instruction}
    return {
        "rollout": {
            "variations": sorted(shares, key=lambda share: int(share["variation"])),
            "contextKind": text(named, "rolloutContextKind"),
            "bucketBy": text(named, "rolloutBucketBy"),
        }
    }


def _new_rule(work: Work, given: Instruction) -> Record:
    number = work.store.numbering
    return {
        "_id": number.uuid(),
        **outcome(work.record, given),
        "clauses": [rules_of.new_clause(work.store, clause) for clause in records(given, "clauses")],
        "trackEvents": bool(given.get("trackEvents", False)),
        "description": str(given.get("description", "")),
        "ref": number.uuid()[:8],
    }


@TARGETING.add("addRule", _RULES, _RULES_VERB)
def add_rule(work: Work, instruction: Instruction) -> None:
    """Add a rule at the end, or before ``beforeRuleId``."""
    rules_of.insert_rule(work.targeting["rules"], _new_rule(work, instruction), instruction)


@TARGETING.add("replaceRules", _RULES, _RULES_VERB)
def replace_rules(work: Work, instruction: Instruction) -> None:
    """Replace all rules."""
    given = records(instruction, "rules")
    work.targeting["rules"] = [_new_rule(work, {"kind": instruction["kind"], **rule}) for rule in given]


rules_of.add_kinds(TARGETING, lambda work: work.targeting["rules"], _RULES, _RULES_VERB)


@TARGETING.add("updateRuleTrackEvents", _RULES, _RULES_VERB)
def update_rule_track_events(work: Work, instruction: Instruction) -> None:
    """Say whether events of a rule are tracked."""
    rule = rules_of.rule_of(work.targeting["rules"], instruction)
    rule["trackEvents"] = _tracked(instruction)


@TARGETING.add("updateRuleVariationOrRollout", _RULES, _RULES_VERB)
def update_rule_outcome(work: Work, instruction: Instruction) -> None:
    """Change what a rule serves."""
    rule = rules_of.rule_of(work.targeting["rules"], instruction)
    new = outcome(work.record, instruction)
    for name in ("variation", "rollout"):
        rule.pop(name, None)
    rule.update(new)


@TARGETING.add("updateFallthroughVariationOrRollout", "updateFallthrough", "updated the default rule of the flag")
def update_fallthrough(work: Work, instruction: Instruction) -> None:
    """Change what the default rule serves."""
    work.targeting["fallthrough"] = outcome(work.record, instruction)


@TARGETING.add("updateOffVariation", "updateOffVariation", "updated the off variation of the flag")
def update_off_variation(work: Work, instruction: Instruction) -> None:
    """Change what is served while targeting is off."""
    work.targeting["offVariation"] = variation_number(work.record, instruction)


def _add_keys(work: Work, instruction: Instruction, number: int, keys: list[str], kind: str) -> None:
    targets = _targets(work, kind)
    for target in targets:
        taken = set(target["values"]) & set(keys)
        if target["contextKind"] == kind and target["variation"] != number and taken:
            raise wrong(instruction, f"{sorted(taken)[0]!r} is already a target of another variation")
    for target in targets:
        if target["contextKind"] == kind and target["variation"] == number:
            target["values"] = united(target["values"], keys)
            return
    targets.append({"values": list(keys), "variation": number, "contextKind": kind})


def _targets(work: Work, kind: str) -> list[Record]:
    found: list[Record] = work.targeting["targets" if kind == "user" else "contextTargets"]
    return found


@TARGETING.add("addUserTargets", _TARGETS, _TARGETS_VERB)
@TARGETING.add("addTargets", _TARGETS, _TARGETS_VERB)
def add_targets(work: Work, instruction: Instruction) -> None:
    """Add individual targets to a variation."""
    number = variation_number(work.record, instruction)
    _add_keys(work, instruction, number, words(instruction), _kind(instruction))


@TARGETING.add("removeUserTargets", _TARGETS, _TARGETS_VERB)
@TARGETING.add("removeTargets", _TARGETS, _TARGETS_VERB)
def remove_targets(work: Work, instruction: Instruction) -> None:
    """Remove individual targets from a variation."""
    number, kind, gone = variation_number(work.record, instruction), _kind(instruction), words(instruction)
    targets = _targets(work, kind)
    for target in targets:
        if target["contextKind"] == kind and target["variation"] == number:
            target["values"] = without(target["values"], gone)
    targets[:] = [target for target in targets if target["values"]]


@TARGETING.add("clearTargets", _TARGETS, _TARGETS_VERB)
def clear_targets(work: Work, instruction: Instruction) -> None:
    """Remove all individual targets from a variation."""
    number = variation_number(work.record, instruction)
    for name in ("targets", "contextTargets"):
        kept = [target for target in work.targeting[name] if target["variation"] != number]
        work.targeting[name] = kept


@TARGETING.add("clearUserTargets", _TARGETS, _TARGETS_VERB)
def clear_user_targets(work: Work, instruction: Instruction) -> None:
    """Remove all individual user targets from a variation."""
    number = variation_number(work.record, instruction)
    work.targeting["targets"] = [target for target in work.targeting["targets"] if target["variation"] != number]


@TARGETING.add("replaceTargets", _TARGETS, _TARGETS_VERB)
def replace_targets(work: Work, instruction: Instruction) -> None:
    """Replace all individual targets."""
    work.targeting["targets"], work.targeting["contextTargets"] = [], []
    _add_all(work, instruction)


@TARGETING.add("replaceUserTargets", _TARGETS, _TARGETS_VERB)
def replace_user_targets(work: Work, instruction: Instruction) -> None:
    """Replace all individual user targets; each variation must be named."""
    named = {target.get("variationId") for target in records(instruction, "targets")}
    if named != {variation["_id"] for variation in work.record["variations"]}:
        raise wrong(instruction, "targets must name each variation once")
    work.targeting["targets"] = []
    _add_all(work, instruction)


def _add_all(work: Work, instruction: Instruction) -> None:
    for given in records(instruction, "targets"):
        target = {"kind": instruction["kind"], **given}
        if target.get("values") != []:
            _add_keys(work, target, variation_number(work.record, target), words(target), _kind(target))


def _kind(instruction: Instruction) -> str:
    kind = instruction.get("contextKind", "user")
    if not isinstance(kind, str) or not kind:
        raise wrong(instruction, "contextKind must be a string")
    return kind


def _prerequisite(work: Work, instruction: Instruction, given: Instruction) -> Record:
    given = {"kind": instruction["kind"], **given}
    key = text(given, "key")
    flag = work.store.flags[work.project].get(key)
    if flag is None or key == work.record["key"]:
        raise wrong(instruction, f"{key!r} cannot be a prerequisite")
    return {"key": key, "variation": variation_number(flag, given)}


@TARGETING.add("addPrerequisite", _PREREQUISITES, _PREREQUISITES_VERB)
def add_prerequisite(work: Work, instruction: Instruction) -> None:
    """Add a prerequisite."""
    new = _prerequisite(work, instruction, instruction)
    if any(one["key"] == new["key"] for one in work.targeting["prerequisites"]):
        raise wrong(instruction, f"{new['key']!r} is a prerequisite already")
    work.targeting["prerequisites"].append(new)


@TARGETING.add("removePrerequisite", _PREREQUISITES, _PREREQUISITES_VERB)
def remove_prerequisite(work: Work, instruction: Instruction) -> None:
    """Remove a prerequisite, if it is there."""
    gone = text(instruction, "key")
    kept = [one for one in work.targeting["prerequisites"] if one["key"] != gone]
    work.targeting["prerequisites"] = kept


@TARGETING.add("replacePrerequisites", _PREREQUISITES, _PREREQUISITES_VERB)
def replace_prerequisites(work: Work, instruction: Instruction) -> None:
    """Replace all prerequisites."""
    given = records(instruction, "prerequisites")
    work.targeting["prerequisites"] = [_prerequisite(work, instruction, one) for one in given]


@TARGETING.add("updatePrerequisite", _PREREQUISITES, _PREREQUISITES_VERB)
def update_prerequisite(work: Work, instruction: Instruction) -> None:
    """Change the variation that a prerequisite must serve."""
    new = _prerequisite(work, instruction, instruction)
    for one in work.targeting["prerequisites"]:
        if one["key"] == new["key"]:
            one.update(new)
            return
    raise wrong(instruction, f"{new['key']!r} is not a prerequisite")
