"""What stands beside the targeting: copies between environments, targets that expire, and kinds of contexts."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.change_flags import judged, log_change
from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, is_strings, require, require_no_approval
from hypernav.apis.launchdarkly.sandbox.changes.patches import Patch, read_patch
from hypernav.apis.launchdarkly.sandbox.data.requests import new_context_kind
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Instruction, text, wrong
from hypernav.apis.launchdarkly.sandbox.instructions.targeting import variation_number
from hypernav.apis.launchdarkly.sandbox.paths import linked
from hypernav.apis.launchdarkly.sandbox.refusals import invalid, optimistic_lock
from hypernav.apis.launchdarkly.sandbox.represent.flags import flag_detail
from hypernav.sandbox.app import Refusal, Reply, Routes

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes("call")
_COPIED = {
    "updateOn": ("on",),
    "updateRules": ("rules",),
    "updateFallthrough": ("fallthrough",),
    "updateOffVariation": ("offVariation",),
    "updatePrerequisites": ("prerequisites",),
    "updateTargets": ("targets", "contextTargets"),
    "updateFlagConfigMigrationSettings": (),
}
"""Actions of a copy and the members of a targeting that each copies."""


@ROUTES.post("/flags/<project>/<flag>/copy")
def copy_flag(call: Asked, project: str, flag: str) -> Any:
    """Copy the targeting of a flag, or parts of it, from one environment to another."""
    store, body, before = call.store, call.body(), call.store.flags[project][flag]
    source, target = (_end(before, body.get(name), name) for name in ("source", "target"))
    require(source != target, "source and target must be two environments")
    after = copy.deepcopy(before)
    given, taker = before["environments"][source], after["environments"][target]
    for name in (name for action in _actions(body) for name in _COPIED[action]):
        taker.pop(name, None)
        taker.update({name: copy.deepcopy(given[name])} if name in given else {})
    change = judged(store, project, before, after, call.moment)
    if change.is_one:
        log_change(call, project, change, Patch("merge", None, str(body.get("comment", ""))))
        store.flags[project][flag] = change.after
    return Reply(flag_detail(store, project, change.after), 201)


def _end(flag: Record, given: Any, name: str) -> str:
    """Return the key of an environment at one end of a copy, whose version may be named."""
    key = given.get("key") if isinstance(given, dict) else None
    require(isinstance(key, str) and key in flag["environments"], f"{name}: no such environment")
    version = flag["environments"][key]["version"]
    if given.get("currentVersion", version) != version:
        raise optimistic_lock()
    return str(key)


def _actions(body: Record) -> list[str]:
    included, excluded = body.get("includedActions", []), body.get("excludedActions", [])
    require(is_strings(included) and is_strings(excluded), "actions must be lists of strings")
    require(not (included and excluded), "give either includedActions or excludedActions")
    require({*included, *excluded} <= set(_COPIED), f"actions must be some of {', '.join(_COPIED)}")
    return included or [action for action in _COPIED if action not in excluded]


@ROUTES.get("/flags/<project>/<flag>/expiring-targets/<environment>")
def get_expiring_targets(call: Asked, project: str, flag: str, environment: str) -> Any:
    """List the targets of a flag that expire."""
    return _expiring(call, "flag", project, environment, call.store.flags[project][flag]["key"])


@ROUTES.get("/segments/<project>/<segment>/expiring-targets/<environment>")
def get_expiring_segment_targets(call: Asked, project: str, segment: str, environment: str) -> Any:
    """List the targets of a segment that expire."""
    return _expiring(
        call, "segment", project, environment, call.store.segments_of(project, environment)[segment]["key"]
    )


def _expiring(call: Asked, *place: str) -> Any:
    _ = call.store.environments[place[1]][place[2]]
    return {
        "items": call.store.expiring.get(place, []),
        "_links": {"self": {"href": call.path, "type": "application/json"}},
    }


@ROUTES.patch("/flags/<project>/<flag>/expiring-targets/<environment>")
def patch_expiring_targets(call: Asked, project: str, flag: str, environment: str) -> Any:
    """Schedule the removal of contexts from the targets of a flag, or change or cancel it."""
    found, settings = call.store.flags[project][flag], call.store.environments[project][environment]
    targeting = found["environments"][environment]
    require_no_approval(settings, found["tags"])

    def aim(instruction: Instruction) -> Record:
        number, kind = variation_number(found, instruction), text(instruction, "contextKind")
        targets = [one for one in (*targeting["targets"], *targeting["contextTargets"]) if one["variation"] == number]
        keys = {key for one in targets if one["contextKind"] == kind for key in one["values"]}
        return _aimed(instruction, keys, variationId=instruction["variationId"])

    return _schedule(call, ("flag", project, environment, flag), aim)


@ROUTES.patch("/segments/<project>/<segment>/expiring-targets/<environment>")
def patch_expiring_segment_targets(call: Asked, project: str, segment: str, environment: str) -> Any:
    """Schedule the removal of contexts from the targets of a segment, or change or cancel it."""
    found = call.store.segments_of(project, environment)[segment]
    require_no_approval(call.store.environments[project][environment], found["tags"])

    def aim(instruction: Instruction) -> Record:
        side, kind = text(instruction, "targetType"), text(instruction, "contextKind")
        if side not in ("included", "excluded"):
            raise wrong(instruction, "targetType must be included or excluded")
        groups = [{"contextKind": "user", "values": found[side]}, *found[f"{side}Contexts"]]
        keys = {key for one in groups if one["contextKind"] == kind for key in one["values"]}
        return _aimed(instruction, keys, targetType=side)

    return _schedule(call, ("segment", project, environment, segment), aim)


def _aimed(instruction: Instruction, keys: set[str], **said: str) -> Record:
    key = text(instruction, "contextKey")
    if key not in keys:
        raise wrong(instruction, f"{key!r} is not a target")
    return {"contextKind": instruction["contextKind"], "contextKey": key, **said}


def _schedule(call: Asked, place: tuple[str, ...], aim: Callable[[Instruction], Record]) -> Any:
    """Carry out instructions one by one; those that fail are told, and the others stand."""
    patch, errors = read_patch(call, "semantic"), []
    kept = call.store.expiring.setdefault(place, [])
    for number, instruction in enumerate(patch.content):
        try:
            _carry_out(call, place, kept, instruction, aim)
        except Refusal as refusal:
            errors.append({"instructionIndex": number, "message": refusal.message})
    counts = {"totalInstructions": len(patch.content), "failedInstructions": len(errors)}
    counts["successfulInstructions"] = len(patch.content) - len(errors)
    return {**_expiring(call, *place), **counts, **({"errors": errors} if errors else {})}


def _carry_out(
    call: Asked, place: tuple[str, ...], kept: list[Record], instruction: Any, aim: Callable[[Instruction], Record]
) -> None:
    word = instruction.get("kind") if isinstance(instruction, dict) else None
    if word not in ("addExpiringTarget", "updateExpiringTarget", "removeExpiringTarget"):
        raise invalid(f"Invalid instruction kind: {word!r}")
    aimed = aim(instruction)
    present = next((one for one in kept if aimed.items() <= one.items()), None)
    if (present is None) != (word == "addExpiringTarget"):
        raise wrong(instruction, "the target expires already" if present else "the target does not expire")
    if present and instruction.get("version", present["_version"]) != present["_version"]:
        raise wrong(instruction, f"the version is {present['_version']}")
    when = instruction.get("value")
    if word != "removeExpiringTarget" and (type(when) is not int or when <= call.moment):
        raise wrong(instruction, "value must be a time to come, in milliseconds")
    kind, project, environment, key = place
    if present is None:
        resource = {"kind": kind, "projectKey": project, "environmentKey": environment, "key": key}
        made = {"_id": call.store.numbering.object_id(), "_version": 1, "expirationDate": when, **aimed}
        kept.append({**made, "_resourceId": resource})
    elif word == "removeExpiringTarget":
        kept.remove(present)
    else:
        present.update(expirationDate=when, _version=present["_version"] + 1)


@ROUTES.get("/projects/<project>/context-kinds")
def get_context_kinds(call: Asked, project: str) -> Any:
    """List the context kinds of a project."""
    kinds, place = call.store.context_kinds_of(project), ("projects", project, "context-kinds")
    items = [
        {**one, "_links": {"parent": linked(*place), "self": linked(*place, one["key"])}} for one in kinds.values()
    ]
    return {"items": items, "_links": {"self": linked(*place)}}


_KIND_MEMBERS = {"name": str, "description": str, "hideInTargeting": bool, "archived": bool}


@ROUTES.put("/projects/<project>/context-kinds/<kind>")
def put_context_kind(call: Asked, project: str, kind: str) -> Any:
    """Make a context kind, or change what the body names of one."""
    kinds, body, now = call.store.context_kinds_of(project), call.body(dict, "name"), call.moment
    check_key(kind)
    require(kind not in ("kind", "multi"), "key must not be kind or multi")
    for name, wanted in _KIND_MEMBERS.items():
        require(isinstance(body.get(name, wanted()), wanted), f"{name} is malformed")
    before = kinds.get(kind)
    version = before["version"] if before else 0
    require(body.get("version", version) == version, f"version is {version}")
    after = dict(before or {**new_context_kind(kind, body["name"], now), "createdFrom": "manual"})
    after |= {name: body[name] for name in _KIND_MEMBERS if name in body}
    kinds[kind] = {**after, "version": version + 1, "lastModified": now}
    return {"status": "success", "_links": {"parent": linked("projects", project, "context-kinds")}}
