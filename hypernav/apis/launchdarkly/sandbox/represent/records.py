"""Projects, environments, segments, audit log entries and the rest as the API shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.paths import link, linked, path, project_links, site
from hypernav.apis.launchdarkly.sandbox.store import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypernav.apis.launchdarkly.sandbox.log import Happening
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store


def project_detail(store: Store, project: Record, expand: set[str]) -> Record:
    """Return a project; its environments, a page of them, only where they are asked for."""
    shown = _project(project)
    if "environments" in expand:
        environments, items = path("projects", project["key"], "environments"), _environments(store, project)
        links = {"self": link(environments, [("limit", "20")])}
        if len(items) > 20:
            links["next"] = link(environments, [("limit", "20"), ("offset", "20")])
        shown["environments"] = {"_links": links, "totalCount": len(items), "items": items[:20]}
    return shown


def project_written(store: Store, project: Record) -> Record:
    """Return a project as creation and change answer it: with its environments as a bare list."""
    return {**_project(project), "environments": _environments(store, project)}


def _environments(store: Store, project: Record) -> list[Record]:
    return [environment_detail(project["key"], one) for one in store.environments[project["key"]].values()]


def _project(project: Record) -> Record:
    shown = {name: value for name, value in project.items() if name != "createdOn"}
    return {"_links": project_links(project["key"]), **shown}


def environment_detail(project: str, environment: Record) -> Record:
    """Return an environment."""
    shown = {name: value for name, value in environment.items() if name != "createdOn"}
    own = linked("projects", project, "environments", environment["key"])
    return {"_links": {"parent": linked("projects", project), "self": own}, **shown}


def segment_detail(store: Store, project: str, environment: str, found: Record, *, flags: bool) -> Record:
    """Return a segment; alone, it names the flags whose rules use it."""
    key = found["key"]
    links = {
        "parent": linked("segments", project, environment),
        "self": linked("segments", project, environment, key),
        "site": site(project, environment, "segments", key),
    }
    shown = {"_links": links, **found}
    big = shown.pop("_big", None)
    if big is not None:
        # The keys of a big segment are never listed.
        counts = {f"{side}Count": len(keys) for side, keys in big.items()}
        shown["_unboundedMetadata"] = {"version": found["version"], **counts}
    if flags:
        shown["_flags"] = list(_flags_with(store, project, environment, key))
    return shown


def _flags_with(store: Store, project: str, environment: str, key: str) -> Iterable[Record]:
    for flag in store.flags[project].values():
        clauses = (
            clause for rule in flag["environments"].get(environment, {}).get("rules", ()) for clause in rule["clauses"]
        )
        if any(clause["op"] == "segmentMatch" and key in clause["values"] for clause in clauses):
            yield {
                "name": flag["name"],
                "key": flag["key"],
                "_links": {"self": linked("flags", project, flag["key"])},
                "_site": site(project, environment, "features", flag["key"]),
            }


def entry_summary(store: Store, entry: Record) -> Record:
    """Return an audit log entry as lists show it."""
    what: Happening = entry["what"]
    member = store.members.get(entry["member"], {})
    name = " ".join(filter(None, (member.get("firstName"), member.get("lastName")))) or member.get("email", "")
    self_link, target = linked("members", entry["member"]), link(what.href)
    shown: Record = {
        "_links": {"canonical": target, "parent": linked("auditlog"), "self": linked("auditlog", entry["_id"])},
        "_id": entry["_id"],
        "_accountId": ACCOUNT,
        "date": entry["date"],
        "accesses": [{"action": what.action, "resource": what.resource}],
        "kind": what.kind,
        "name": what.name,
        "description": f"{name} {what.verb} {what.name}",
        "shortDescription": what.verb[0].upper() + what.verb[1:],
        "subject": {"_links": {"self": self_link}, "name": name, "avatarUrl": ""},
        "member": {"_links": {"self": self_link}, "_id": entry["member"], **_names(member)},
        "titleVerb": what.verb,
        "title": f"{name} {what.verb} {what.name}",
        "target": {"_links": {"canonical": target}, "name": what.name, "resources": [what.resource]},
    }
    if what.comment:
        shown["comment"] = what.comment
    token = store.tokens.get(entry["token"])
    if token is not None:
        shown["token"] = {
            "_links": {"self": linked("tokens", token["_id"])},
            "_id": token["_id"],
            "name": token["name"],
            "ending": token["secret"][-4:],
            "serviceToken": token["serviceToken"],
        }
    return {**shown, **_parent(store, what)}


def _names(member: Record) -> Record:
    return {name: member[name] for name in ("email", "firstName", "lastName") if name in member}


def _parent(store: Store, what: Happening) -> Record:
    first, _, rest = what.resource.partition(":")
    project = store.projects.get(first.removeprefix("proj/"))
    if not rest or project is None:
        return {}
    links = {"self": linked("projects", project["key"])}
    return {"parent": {"_links": links, "name": project["name"], "resource": first}}


def entry_detail(store: Store, entry: Record) -> Record:
    """Return an audit log entry with what it changed."""
    what: Happening = entry["what"]
    changed: dict[str, Any] = {
        "delta": what.delta,
        "merge": what.merge,
        "previousVersion": what.before,
        "currentVersion": what.after,
    }
    shown = entry_summary(store, entry)
    return {**shown, **{name: value for name, value in changed.items() if value is not None}, "subentries": []}


def webhook_detail(webhook: Record) -> Record:
    """Return a webhook."""
    return {"_links": {"parent": linked("webhooks"), "self": linked("webhooks", webhook["_id"])}, **webhook}


def approval_detail(store: Store, request: Record, expand: set[str]) -> Record:
    """Return an approval request; the flag, project and environments only where they are asked for."""
    project, environment, key = request["resource"]
    place, resource = "approval-requests", linked("flags", project, key)
    links = {"parent": linked(place), "self": linked(place, request["_id"]), "resource": resource}
    shown = {**{name: value for name, value in request.items() if name != "resource"}, "_links": links}
    flag = store.flags.get(project, {}).get(key)
    if "flag" in expand and flag is not None:
        hidden = ("environments", "guardedRollout", "migrationSettings", "experiments")
        shown["flag"] = {name: value for name, value in flag.items() if name not in hidden}
        shown["flag"]["_links"] = {"self": resource}
    if "project" in expand and project in store.projects:
        shown["project"] = _project(store.projects[project])
    found = store.environments.get(project, {}).get(environment)
    if "environments" in expand and found is not None:
        shown["environments"] = [environment_detail(project, found)]
    return shown


def view_detail(store: Store, project: str, view: Record, expand: set[str]) -> Record:
    """Return a view of a project."""
    shown = {name: value for name, value in view.items() if name not in ("maintainerId", "flagKeys")}
    place = ("projects", project, "views")
    shown["_affectsSdkPayload"] = view["generateSdkKeys"]
    shown["_links"] = {"parent": linked(*place), "self": linked(*place, view["key"])}
    member = store.members.get(view["maintainerId"])
    if member is not None:
        person = {"id": member["_id"], "role": member["role"], **_names(member)}
        shown["maintainer"] = {"id": member["_id"], "kind": "member", "maintainerMember": person}
    flags = [store.flags[project][key] for key in view["flagKeys"] if key in store.flags[project]]
    if "flagsSummary" in expand:
        items = [
            {"key": one["key"], "name": one["name"], "links": {"self": linked("flags", project, one["key"])}}
            for one in flags
        ]
        shown["flagsSummary"] = {"count": len(flags), "linkedFlags": {"items": items, "totalCount": len(items)}}
    if "resourceSummary" in expand:
        shown["resourceSummary"] = {"flagCount": len(flags), "segmentCount": 0, "totalCount": len(flags)}
    return shown
