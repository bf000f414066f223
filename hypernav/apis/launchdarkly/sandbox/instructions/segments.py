"""The instructions that change a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.instructions import rules as rules_of
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import (
    Instruction,
    Kinds,
    Work,
    add_list_kinds,
    records,
    setting_text,
    text,
    united,
    without,
    words,
    wrong,
)

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record

SEGMENT_KINDS = Kinds()
_RULES, _RULES_VERB = "updateRules", "updated the rules of the segment"
_TARGETS_VERB = "updated the targets of the segment"
_MOST_TARGETS = 1500

add_list_kinds(SEGMENT_KINDS, "Tags", "tags", "updateTags", "updated the tags of the segment")
SEGMENT_KINDS.add("updateName", "updateName", "renamed the segment")(setting_text("name"))


def _keys(work: Work, side: str, kind: str) -> list[str]:
    """Return the list of keys of one side and context kind, made if there is none."""
    if kind == "user":
        users: list[str] = work.record[side]
        return users
    groups: list[Record] = work.record[f"{side}Contexts"]
    for group in groups:
        if group["contextKind"] == kind:
            found: list[str] = group["values"]
            return found
    groups.append({"values": [], "contextKind": kind})
    made: list[str] = groups[-1]["values"]
    return made


def _change(work: Work, instruction: Instruction, side: str, *, add: bool, kind: str) -> None:
    given, keys = words(instruction), _keys(work, side, kind)
    if len(given) > _MOST_TARGETS:
        raise wrong(instruction, f"at most {_MOST_TARGETS} targets can be changed at once")
    if work.record["unbounded"]:
        raise wrong(instruction, "a big segment takes other instructions")
    other = set(_keys(work, "excluded" if side == "included" else "included", kind))
    if add and other & set(given):
        raise wrong(instruction, f"{sorted(other & set(given))[0]!r} would be both included and excluded")
    keys[:] = united(keys, given) if add else without(keys, given)
    for name in ("includedContexts", "excludedContexts"):
        work.record[name] = [group for group in work.record[name] if group["values"]]


def _users(side: str, *, add: bool) -> Any:
    return lambda work, instruction: _change(work, instruction, side, add=add, kind="user")


def _contexts(side: str, *, add: bool) -> Any:
    return lambda work, instruction: _change(work, instruction, side, add=add, kind=text(instruction, "contextKind"))


def _big(side: str, *, add: bool) -> Any:
    def change(work: Work, instruction: Instruction) -> None:
        given, found = words(instruction), work.record
        if not found["unbounded"] or "_external" in found:
            raise wrong(instruction, "only a larger list-based segment takes it")
        other = found["_big"]["excluded" if side == "included" else "included"]
        if add and set(other) & set(given):
            raise wrong(instruction, f"{min(set(other) & set(given))!r} would be both included and excluded")
        found["_big"][side] = united(found["_big"][side], given) if add else without(found["_big"][side], given)

    return change


def _add_target_kinds() -> None:
    for side, title in (("included", "Included"), ("excluded", "Excluded")):
        for verb in ("add", "remove"):
            for name, change in (
                (f"{title}Users", _users),
                (f"{title}Targets", _contexts),
                (f"BigSegment{title}Targets", _big),
            ):
                SEGMENT_KINDS.add(verb + name, f"update{title}", _TARGETS_VERB)(change(side, add=verb == "add"))


_add_target_kinds()


@SEGMENT_KINDS.add("processBigSegmentImport", "updateIncluded", _TARGETS_VERB)
def process_import(work: Work, instruction: Instruction) -> None:
    """Refuse, because nothing begins an import here."""
    raise wrong(instruction, f"no import has the ID {text(instruction, 'importId')!r}")


@SEGMENT_KINDS.add("addRule", _RULES, _RULES_VERB)
def add_rule(work: Work, instruction: Instruction) -> None:
    """Add a rule."""
    given = records(instruction, "clauses")
    rule = {
        "_id": work.store.numbering.uuid(),
        "clauses": [rules_of.new_clause(work.store, clause) for clause in given],
        "description": str(instruction.get("description", "")),
    }
    rules_of.insert_rule(work.record["rules"], rule, instruction)


rules_of.add_kinds(SEGMENT_KINDS, lambda work: work.record["rules"], _RULES, _RULES_VERB)


@SEGMENT_KINDS.add("updateRuleRolloutAndContextKind", _RULES, _RULES_VERB)
def update_rule_rollout(work: Work, instruction: Instruction) -> None:
    """Change which share of a context kind a rule takes in."""
    rule, weight = rules_of.rule_of(work.record["rules"], instruction), instruction.get("weight")
    if type(weight) is not int or not 0 <= weight <= 100_000:
        raise wrong(instruction, "weight must be between 0 and 100000")
    rule.update(weight=weight, rolloutContextKind=text(instruction, "contextKind"))
