"""What a flag and a segment must look like after a change; the first thing wrong is answered as 400."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.configurations import FULL_WEIGHT
from hypernav.apis.launchdarkly.sandbox.instructions.rules import clause_problem
from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.sandbox.app import Refusal
from hypernav.sandbox.bodies import same_json

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store


def require(condition: bool, message: str) -> None:
    """Refuse a request body unless a condition holds."""
    if not condition:
        raise invalid(f"Invalid request body: {message}")


def is_strings(value: Any) -> bool:
    """Say whether a value is a list of strings."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def is_objects(value: Any) -> bool:
    """Say whether a value is a list of objects."""
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def check_key(key: str) -> None:
    """Refuse a key with other characters than the API allows.

    >>> check_key("new-search.v2")
    """
    good = bool(key) and key[0].isalnum() and all(one.isascii() and (one.isalnum() or one in "._-") for one in key)
    require(good, "key must start with a letter or number and may only contain letters, numbers, '.', '_' or '-'")


def require_no_approval(environment: Record, tags: list[str]) -> None:
    """Refuse to change something with these tags where the environment wants that approved first.

    Raises:
        Refusal: 405.
    """
    settings = environment["approvalSettings"]
    if settings["required"] or set(settings["requiredApprovalTags"]) & set(tags):
        raise Refusal(405, "Approval is required to make this request", code="method_not_allowed")


def check_flag(store: Store, project: str, flag: Record) -> None:
    """Refuse a flag that cannot be.

    Raises:
        Refusal: What is wrong with it.
    """
    require(isinstance(flag["name"], str) and bool(flag["name"].strip()), "name is required")
    for name in ("description", "releasePipelineKey"):
        require(isinstance(flag.get(name, ""), str), f"{name} must be a string")
    require(is_strings(flag["tags"]), "tags must be a list of strings")
    for name in ("temporary", "archived", "deprecated", "includeInSnippet"):
        require(isinstance(flag[name], bool), f"{name} must be a boolean")
    _check_variations(flag)
    _check_properties(flag["customProperties"])
    _check_availability(flag["clientSideAvailability"])
    _check_maintainer(store, flag)
    count = len(flag["variations"])
    for name in ("onVariation", "offVariation"):
        _check_number(flag["defaults"].get(name) if isinstance(flag["defaults"], dict) else None, count, "defaults")
    for targeting in flag["environments"].values():
        _check_targeting(store, project, flag["key"], targeting, count)


def _check_variations(flag: Record) -> None:
    variations = flag["variations"]
    require(isinstance(variations, list) and len(variations) >= 2, "a flag has two variations at least")
    require(all(isinstance(one, dict) and "value" in one for one in variations), "each variation needs a value")
    names = [one.get(name, "") for one in variations for name in ("name", "description")]
    require(is_strings(names), "names and descriptions of variations must be strings")
    values = [one["value"] for one in variations]
    kinds = {float if type(value) in (int, float) else type(value) for value in values}
    require(len(kinds) == 1, "all variations must have values of one type")
    twins = any(same_json(one, other) for number, one in enumerate(values) for other in values[:number])
    require(not twins, "variations must have different values")
    if flag["kind"] == "boolean":
        require(len(values) == 2 and kinds == {bool}, "a boolean flag has the variations true and false")


def _check_properties(properties: Any) -> None:
    require(isinstance(properties, dict), "customProperties must be an object")
    for one in properties.values():
        good = isinstance(one, dict) and isinstance(one.get("name"), str) and is_strings(one.get("value"))
        require(good, "a custom property needs a name and a list of strings as its value")


def _check_availability(availability: Any) -> None:
    good = isinstance(availability, dict) and set(availability) == {"usingMobileKey", "usingEnvironmentId"}
    require(good and all(isinstance(one, bool) for one in availability.values()), "clientSideAvailability is malformed")


def _check_maintainer(store: Store, flag: Record) -> None:
    member, team = flag.get("maintainerId"), flag.get("maintainerTeamKey")
    require(member is None or team is None, "a flag has one maintainer, a member or a team")
    known = member is None or (isinstance(member, str) and member in store.members)
    require(known, "maintainerId is not the ID of a member")
    known = team is None or (isinstance(team, str) and team in store.teams)
    require(known, "maintainerTeamKey is not the key of a team")


def _check_number(value: Any, count: int, where: str) -> None:
    require(type(value) is int and 0 <= value < count, f"{where}: no such variation")


def _check_targeting(store: Store, project: str, key: str, targeting: Record, count: int) -> None:
    for name in ("on", "trackEvents", "trackEventsFallthrough"):
        require(isinstance(targeting[name], bool), f"{name} must be a boolean")
    _check_number(targeting.get("offVariation", 0), count, "offVariation")
    _check_outcome(targeting["fallthrough"], count, "fallthrough")
    for name in ("rules", "targets", "contextTargets", "prerequisites"):
        require(is_objects(targeting[name]), f"{name} must be a list of objects")
    for rule in targeting["rules"]:
        _check_outcome(rule, count, "rules")
        _check_clauses(rule)
    for target in (*targeting["targets"], *targeting["contextTargets"]):
        require(is_strings(target.get("values")), "a target needs a list of keys")
        require(isinstance(target.get("contextKind"), str), "contextKind must be a string")
        _check_number(target.get("variation"), count, "targets")
    _check_targets([*targeting["targets"], *targeting["contextTargets"]])
    keys = [str(one.get("key")) for one in targeting["prerequisites"]]
    require(len(set(keys)) == len(keys), "prerequisites name a flag twice")
    for prerequisite in targeting["prerequisites"]:
        wanted = prerequisite.get("key")
        other = store.flags[project].get(wanted) if isinstance(wanted, str) else None
        require(other is not None and other["key"] != key, "prerequisites: no such flag")
        _check_number(prerequisite.get("variation"), len(other["variations"]) if other else 0, "prerequisites")


def _check_targets(targets: list[Record]) -> None:
    served: dict[tuple[str, str], int] = {}
    for target in targets:
        for key in target["values"]:
            number = served.setdefault((target["contextKind"], key), target["variation"])
            require(number == target["variation"], f"{key!r} is a target of two variations")


def _check_outcome(outcome: Any, count: int, where: str) -> None:
    require(isinstance(outcome, dict), f"{where} must be an object")
    require(("variation" in outcome) != ("rollout" in outcome), f"{where} needs either a variation or a rollout")
    if "variation" in outcome:
        _check_number(outcome["variation"], count, where)
        return
    require(isinstance(outcome["rollout"], dict), f"{where}: rollout is malformed")
    kinds = [outcome["rollout"].get(name, "") for name in ("contextKind", "bucketBy")]
    require(is_strings(kinds), f"{where}: contextKind and bucketBy must be strings")
    shares = outcome["rollout"].get("variations")
    require(is_objects(shares), f"{where}: rollout is malformed")
    for share in shares or ():
        _check_number(share.get("variation"), count, where)
        require(type(share.get("weight")) is int, f"{where}: a weight must be an integer")
    require(
        sum(share["weight"] for share in shares or ()) == FULL_WEIGHT, f"{where}: weights must sum to {FULL_WEIGHT}"
    )


def check_segment(segment: Record) -> None:
    """Refuse a segment that cannot be.

    Raises:
        Refusal: What is wrong with it.
    """
    require(isinstance(segment["name"], str) and bool(segment["name"].strip()), "name is required")
    require(isinstance(segment["description"], str), "description must be a string")
    for name in ("tags", "included", "excluded"):
        require(is_strings(segment[name]), f"{name} must be a list of strings")
    both = set(segment["included"]) & set(segment["excluded"])
    require(not both, f"{min(both, default='')!r} cannot be both included and excluded")
    for name in ("includedContexts", "excludedContexts"):
        good = isinstance(segment[name], list) and all(
            isinstance(one, dict) and is_strings(one.get("values")) and isinstance(one.get("contextKind"), str)
            for one in segment[name]
        )
        require(good, f"{name} must be a list of targets")
    sides = [_contexts(segment[name]) for name in ("includedContexts", "excludedContexts")]
    require(
        not sides[0] & sides[1],
        f"{min(sides[0] & sides[1], default=('', ''))[1]!r} cannot be both included and excluded",
    )
    listed = any(segment[name] for name in ("included", "excluded", "includedContexts", "excludedContexts"))
    require(not (segment["unbounded"] and listed), "the targets of a big segment are not listed")
    require(isinstance(segment["rules"], list), "rules must be a list")
    for rule in segment["rules"]:
        _check_clauses(rule)


def _contexts(targets: list[Record]) -> set[tuple[str, str]]:
    return {(target["contextKind"], key) for target in targets for key in target["values"]}


def _check_clauses(rule: Any) -> None:
    require(isinstance(rule, dict) and isinstance(rule.get("clauses"), list), "a rule needs clauses")
    for clause in rule["clauses"]:
        problem = clause_problem(clause)
        require(not problem, problem)
