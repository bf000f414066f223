"""Flags and their statuses."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.change_flags import log_change, plan_change
from hypernav.apis.launchdarkly.sandbox.changes.checks import check_flag, check_key, is_objects, require
from hypernav.apis.launchdarkly.sandbox.changes.configurations import STAGES, new_configuration, new_flag
from hypernav.apis.launchdarkly.sandbox.changes.patches import read_patch
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Work
from hypernav.apis.launchdarkly.sandbox.instructions.flags import refuse_deletion
from hypernav.apis.launchdarkly.sandbox.instructions.targeting import variation_number
from hypernav.apis.launchdarkly.sandbox.lists import flag_lists
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.paths import flag_resource, linked
from hypernav.apis.launchdarkly.sandbox.refusals import exists
from hypernav.apis.launchdarkly.sandbox.represent.flags import flag_detail, flag_summary, linked_status, status
from hypernav.sandbox.app import Reply, Routes
from hypernav.sandbox.lists import truth

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

ROUTES = Routes("call")
_GIVEN = (
    "description",
    "includeInSnippet",
    "clientSideAvailability",
    "temporary",
    "tags",
    "customProperties",
    "defaults",
    "maintainerId",
    "maintainerTeamKey",
)


@ROUTES.get("/flags/<project>")
def get_flags(call: Asked, project: str) -> Any:
    """List the flags of a project."""
    store, text, expand = call.store, call.filter, call.expand
    environments = flag_lists.known(store, project, call.args.getlist("env"))
    archived, tag = truth(call.args, "archived"), call.args.get("tag", "")
    found = flag_lists.listed(store, project, text, archived=archived, tag=tag)
    found = call.ordered(found, flag_lists.sortable(call.args.get("sort", ""), environments))
    shown = set(environments) or {flag_lists.filter_environment(text)} - {""}
    targeting = not truth(call.args, "summary", True)

    def represent(flag: Record) -> Any:
        return flag_summary(store, project, flag, shown, expand, targeting=targeting)

    return page_of(call, found, represent)


@ROUTES.post("/flags/<project>")
def post_flag(call: Asked, project: str) -> Any:
    """Create a flag, afresh or as a clone of another."""
    store, body = call.store, call.body(dict, "name", "key")
    flags = store.flags[project]
    check_key(body["key"])
    if body["key"] in flags:
        raise exists("feature")
    source = call.args.get("clone", "")
    flag = _cloned(call, flags[source], body) if source else _created(call, project, body)
    for name in _GIVEN:
        if body.get(name) is not None:
            flag[name] = body[name]
    if "maintainerId" not in flag and "maintainerTeamKey" not in flag:
        flag["maintainerId"] = call.principal["memberId"]
    check_flag(store, project, flag)
    if not source:
        _set_targeting(call, project, flag, body)
        check_flag(store, project, flag)
    flags[flag["key"]] = flag
    shown = flag_detail(store, project, flag)
    call.log(flag_resource(project, flag["key"]), flag, "createFlag", "created the flag", after=shown)
    return Reply(shown, 201)


def _created(call: Asked, project: str, body: Record) -> Record:
    store, now = call.store, call.moment
    given = body.get("variations") or [{"value": True}, {"value": False}]
    if body.get("purpose") == "migration":
        require("variations" not in body and "defaults" not in body, "a migration flag has its own variations")
        settings = body.get("migrationSettings")
        stages = settings.get("stageCount") if isinstance(settings, dict) else None
        require(type(stages) is int and stages in STAGES, "stageCount must be 2, 4 or 6")
        given = [{"value": stage, "name": stage} for stage in STAGES[body["migrationSettings"]["stageCount"]]]
    good = is_objects(given) and len(given) >= 2 and all("value" in one for one in given)
    require(good, "variations must be a list of two objects at least, each with a value")
    variations = [{"_id": store.numbering.uuid(), **_named(one)} for one in given]
    flag = new_flag(body["key"], body["name"], variations, now)
    defaults = store.projects[project]["defaultClientSideAvailability"]
    flag["clientSideAvailability"] = {**flag["clientSideAvailability"], **defaults}
    flag["temporary"] = False
    if body.get("purpose") == "migration":
        flag.update(_purpose="migration", migrationSettings=dict(body["migrationSettings"]))
        flag["defaults"] = {"onVariation": 0, "offVariation": 0}
    return flag


def _named(given: Record) -> Record:
    return {name: given[name] for name in ("value", "name", "description") if name in given}


def _set_targeting(call: Asked, project: str, flag: Record, body: Record) -> None:
    now = call.moment
    for environment in call.store.environments[project]:
        targeting = new_configuration(project, environment, flag["key"], now, flag["defaults"])
        targeting["on"] = body.get("isFlagOn", False)
        needed = body.get("initialPrerequisites") or []
        require(is_objects(needed), "initialPrerequisites must be a list of objects")
        for given in needed:
            other = call.store.flags[project].get(str(given.get("key")))
            require(other is not None, "initialPrerequisites: no such flag")
            number = variation_number(other or {}, {"kind": "initialPrerequisites", **given})
            targeting["prerequisites"].append({"key": given["key"], "variation": number})
        flag["environments"][environment] = targeting


def _cloned(call: Asked, source: Record, body: Record) -> Record:
    now = call.moment
    flag = copy.deepcopy(source)
    for name in ("archivedDate", "deprecatedDate", "guardedRollout"):
        flag.pop(name, None)
    flag.update(key=body["key"], name=body["name"], _version=1, creationDate=now, archived=False, deprecated=False)
    for variation in flag["variations"]:
        variation["_id"] = call.store.numbering.uuid()
    for targeting in flag["environments"].values():
        targeting.update(version=1, lastModified=now, archived=False)
    return flag


@ROUTES.get("/flags/<project>/<flag>")
def get_flag(call: Asked, project: str, flag: str) -> Any:
    """Show a flag with its targeting in all environments, or in those that ``env`` names."""
    found = call.store.flags[project][flag]
    environments = flag_lists.known(call.store, project, call.args.getlist("env"))
    return flag_detail(call.store, project, found, environments or None, call.expand)


@ROUTES.patch("/flags/<project>/<flag>")
def patch_flag(call: Asked, project: str, flag: str) -> Any:
    """Change a flag by a JSON patch, a merge patch or a semantic patch."""
    store, found = call.store, call.store.flags[project][flag]
    patch = read_patch(call, "json", "merge", "semantic")
    ignore = truth(call.args, "ignoreConflicts")
    change = plan_change(store, project, found, patch, call.moment, ignore_conflicts=ignore)
    shown = flag_detail(store, project, change.after)
    if change.is_one and not truth(call.args, "dryRun"):
        log_change(call, project, change, patch)
        if change.deleted:
            _remove(store, project, flag)
        else:
            store.flags[project][flag] = change.after
    return shown


@ROUTES.delete("/flags/<project>/<flag>")
def delete_flag(call: Asked, project: str, flag: str) -> None:
    """Delete a flag in all environments."""
    store, found = call.store, call.store.flags[project][flag]
    refuse_deletion(Work(store, found, project))
    before = flag_detail(store, project, found)
    _remove(store, project, flag)
    call.log(flag_resource(project, flag), found, "deleteFlag", "deleted the flag", before=before)


def _remove(store: Store, project: str, flag: str) -> None:
    del store.flags[project][flag]
    store.references.pop((project, flag), None)
    for environment in store.environments[project]:
        store.evaluations.pop((project, environment, flag), None)
        store.expiring.pop(("flag", project, environment, flag), None)


@ROUTES.get("/flag-statuses/<project>/<environment>")
def get_statuses(call: Asked, project: str, environment: str) -> Any:
    """List the statuses of all flags that are not archived, in one environment."""
    store, now = call.store, call.moment
    key = store.environments[project][environment]["key"]
    flags = (flag for flag in store.flags[project].values() if not flag["archived"])
    items = [linked_status(store, project, key, flag, now) for flag in flags]
    return {"_links": {"self": linked("flag-statuses", project, environment)}, "items": items}


@ROUTES.get("/flag-statuses/<project>/<environment>/<flag>")
def get_status(call: Asked, project: str, environment: str, flag: str) -> Any:
    """Show the status of a flag in one environment."""
    store, now = call.store, call.moment
    key = store.environments[project][environment]["key"]
    return linked_status(store, project, key, store.flags[project][flag], now)


@ROUTES.get("/flag-status/<project>/<flag>")
def get_status_everywhere(call: Asked, project: str, flag: str) -> Any:
    """Show the status of a flag in all environments, or in those that ``env`` names."""
    store, now, found = call.store, call.moment, call.store.flags[project][flag]
    wanted = flag_lists.known(store, project, call.args.getlist("env")) or list(found["environments"])
    return {
        "environments": {key: status(store, project, key, found, now) for key in wanted},
        "key": found["key"],
        "_links": {"parent": linked("flag-status"), "self": linked("flag-status", project, flag)},
    }
