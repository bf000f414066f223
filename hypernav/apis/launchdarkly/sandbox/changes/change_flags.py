"""A change of a flag from its request to its entry in the audit log."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import check_flag, require_no_approval
from hypernav.apis.launchdarkly.sandbox.changes.forgiving import empty_of
from hypernav.apis.launchdarkly.sandbox.changes.patches import Patch, patched
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Work
from hypernav.apis.launchdarkly.sandbox.instructions.flags import FLAG_KINDS
from hypernav.apis.launchdarkly.sandbox.instructions.rules import name_parts
from hypernav.apis.launchdarkly.sandbox.paths import flag_resource
from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.apis.launchdarkly.sandbox.represent.flags import flag_detail
from hypernav.sandbox.app import Refusal

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

WHOLE = (
    "name",
    "description",
    "tags",
    "temporary",
    "variations",
    "customProperties",
    "maintainerId",
    "maintainerTeamKey",
    "archived",
    "deprecated",
    "defaults",
    "includeInSnippet",
    "clientSideAvailability",
    "releasePipelineKey",
)
"""Members of a flag that a client may change."""
TARGETING = (
    "on",
    "targets",
    "contextTargets",
    "rules",
    "fallthrough",
    "offVariation",
    "prerequisites",
    "trackEvents",
    "trackEventsFallthrough",
)
"""Members of a flag's targeting that a client may change."""
_EDITABLE = (*((name,) for name in WHOLE), *(("environments", "*", name) for name in TARGETING))
_OPTIONAL = ("maintainerId", "maintainerTeamKey", "releasePipelineKey", "offVariation")
_EMPTIED = ("description", "tags", "customProperties")


@dataclass(frozen=True, slots=True)
class Change:
    """Hold a flag before and after a change that has been found good."""

    before: Record
    after: Record
    environments: tuple[str, ...]
    """Keys of the environments whose targeting differs."""
    deleted: bool = False

    @property
    def is_one(self) -> bool:
        """Say whether anything changed at all."""
        return self.deleted or self.before != self.after


def plan_change(store: Store, project: str, flag: Record, patch: Patch, now: int, *, ignore_conflicts: bool) -> Change:
    """Return what a patch makes of a flag; nothing is stored.

    Raises:
        Refusal: The patch does not fit, needs an approval (405), or breaks a pending request (400).
    """
    if patch.kind == "semantic":
        if patch.environment:
            _require_environment(flag, patch.environment)
        work = FLAG_KINDS.run(Work(store, flag, project, patch.environment, now), patch.content)
        after, deleted = work.record, work.deleted
    else:
        after, deleted = _adopted(store, flag, patched(flag_detail(store, project, flag), patch, _EDITABLE)), False
    return judged(store, project, flag, after, now, deleted=deleted, ignore_conflicts=ignore_conflicts)


def judged(
    store: Store,
    project: str,
    flag: Record,
    after: Record,
    now: int,
    *,
    deleted: bool = False,
    ignore_conflicts: bool = False,
) -> Change:
    """Return the change of a flag into what it is to be, dated and counted; nothing is stored.

    Raises:
        Refusal: It cannot be, needs an approval (405), breaks a pending request or other flags (400).
    """
    check_flag(store, project, after)
    if after["archived"] and not flag["archived"]:
        _require_no_dependents(store, project, flag["key"])
    changed = tuple(key for key in after["environments"] if _targeting(after, key) != _targeting(flag, key))
    for key in changed:
        require_no_approval(store.environments[project][key], flag["tags"])
    if not ignore_conflicts:
        _require_no_conflict(store, project, flag, after, now)
    change = Change(flag, after, changed, deleted)
    if change.is_one:
        _mark(change, now)
    return change


def _require_no_dependents(store: Store, project: str, key: str) -> None:
    dependents = store.dependents(project, key)
    if dependents:
        raise invalid(f"Cannot archive a flag that is a prerequisite of other flags: {', '.join(dependents)}")


def _require_environment(flag: Record, key: str) -> None:
    if key not in flag["environments"]:
        raise invalid(f"Unknown environment key: {key!r}")


def _adopted(store: Store, flag: Record, shown: Any) -> Record:
    """Return the flag with what a client may change taken over from a changed representation."""
    after = copy.deepcopy(flag)
    _take(after, shown, WHOLE)
    for key, targeting in after["environments"].items():
        _take(targeting, shown["environments"][key], TARGETING)
        _number_parts(store, targeting)
    for variation in after["variations"] if isinstance(after["variations"], list) else ():
        if isinstance(variation, dict) and not isinstance(variation.get("_id"), str):
            variation["_id"] = store.numbering.uuid()
    if after["includeInSnippet"] != flag["includeInSnippet"] and isinstance(after["clientSideAvailability"], dict):
        after["clientSideAvailability"]["usingEnvironmentId"] = after["includeInSnippet"]
    return after


def _take(record: Record, shown: Record, names: tuple[str, ...]) -> None:
    for name in names:
        if name in _OPTIONAL and shown.get(name, "") == "":
            record.pop(name, None)
        elif name in shown:
            record[name] = shown[name]
        elif name in record and name not in _EMPTIED:
            raise invalid(f"Invalid request body: {name} cannot be removed")
        elif name in record:
            record[name] = empty_of(record[name])


def _number_parts(store: Store, targeting: Record) -> None:
    """Give ids to new rules and clauses, and to all parts what they need not be given with."""
    name_parts(store, targeting["rules"])
    for name, member, default in (
        ("rules", "trackEvents", False),
        ("targets", "contextKind", "user"),
        ("contextTargets", "contextKind", "user"),
    ):
        for part in targeting[name] if isinstance(targeting[name], list) else ():
            if isinstance(part, dict):
                part.setdefault(member, default)


def _targeting(flag: Record, environment: str) -> Record:
    targeting = flag["environments"].get(environment, {})
    return {name: targeting.get(name) for name in TARGETING}


def _require_no_conflict(store: Store, project: str, before: Record, after: Record, now: int) -> None:
    for request in store.approvals.values():
        owner, environment, key = request["resource"]
        if (owner, key) != (project, before["key"]) or request["status"] not in ("pending", "scheduled"):
            continue
        if _applies(store, project, environment, before, request, now) and not _applies(
            store, project, environment, after, request, now
        ):
            raise invalid("This change would cause a pending approval request or scheduled change to fail")


def _applies(store: Store, project: str, environment: str, flag: Record, request: Record, now: int) -> bool:
    try:
        FLAG_KINDS.run(Work(store, flag, project, environment, now), request["instructions"])
    except Refusal:
        return False
    return True


def _mark(change: Change, now: int) -> None:
    """Count the versions up and date what changed."""
    before, after = change.before, change.after
    after["_version"] = before["_version"] + 1
    for key in change.environments:
        after["environments"][key]["version"] += 1
        after["environments"][key]["lastModified"] = now
    for name, date in (("archived", "archivedDate"), ("deprecated", "deprecatedDate")):
        if after[name] and not before[name]:
            after[date] = now
        if not after[name]:
            after.pop(date, None)
    for targeting in after["environments"].values():
        targeting["archived"] = after["archived"]


def log_change(call: Asked, project: str, change: Change, patch: Patch) -> None:
    """Write a change into the audit log."""
    action, verb = "updateFlag", "updated the flag"
    if patch.kind == "semantic":
        kinds = [FLAG_KINDS.kind_of(instruction) for instruction in patch.content]
        action = kinds[0].action
        verb = kinds[0].verb if len({kind.verb for kind in kinds}) == 1 else verb
    only = change.environments[0] if len(change.environments) == 1 else ""
    before = flag_detail(call.store, project, change.before)
    after = None if change.deleted else flag_detail(call.store, project, change.after)
    resource = flag_resource(project, change.before["key"], only)
    call.log(resource, change.after, action, verb, patch, before=before, after=after)
