"""Projects, environments, segments, audit log entries and the rest as the API shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.paging import link
from hypernav.apis.launchdarkly.sandbox.paths import (
    ROOT,
    environment_path,
    environments_path,
    flag_path,
    member_path,
    project_path,
    segment_path,
    segments_path,
)
from hypernav.apis.launchdarkly.sandbox.store import ACCOUNT
from hypernav.sandbox.app import segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypernav.apis.launchdarkly.sandbox.log import Happening
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store


def project_detail(store: Store, project: Record, expand: set[str]) -> Record:
    """Return a project; its environments, a page of them, only where they are asked for."""
    shown = _project(project)
    if "environments" in expand:
        path = environments_path(project["key"])
        items = [environment_detail(project["key"], one) for one in store.environments[project["key"]].values()]
        links = {"self": link(path, [("limit", "20")])}
        if len(items) > 20:
            links["next"] = link(path, [("limit", "20"), ("offset", "20")])
        shown["environments"] = {"_links": links, "totalCount": len(items), "items": items[:20]}
    return shown


def project_written(store: Store, project: Record) -> Record:
    """Return a project as creation and change answer it: with its environments as a bare list."""
    items = [environment_detail(project["key"], one) for one in store.environments[project["key"]].values()]
    return {**_project(project), "environments": items}


def _project(project: Record) -> Record:
    key = project["key"]
    shown = {name: value for name, value in project.items() if name != "createdOn"}
    return {"_links": {"environments": link(environments_path(key)), "self": link(project_path(key))}, **shown}


def environment_detail(project: str, environment: Record) -> Record:
    """Return an environment."""
    shown = {name: value for name, value in environment.items() if name != "createdOn"}
    links = {"parent": link(project_path(project)), "self": link(environment_path(project, environment["key"]))}
    return {"_links": links, **shown}


def segment_detail(store: Store, project: str, environment: str, found: Record, *, flags: bool) -> Record:
    """Return a segment; alone, it names the flags whose rules use it."""
    key = found["key"]
    path = segment_path(project, environment, key)
    site = f"/{segment(project)}/{segment(environment)}/segments/{segment(key)}"
    links = {
        "parent": link(segments_path(project, environment)),
        "self": link(path),
        "site": link(site, media_type="text/html"),
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
            page = f"/{segment(project)}/{segment(environment)}/features/{segment(flag['key'])}"
            yield {
                "name": flag["name"],
                "key": flag["key"],
                "_links": {"self": link(flag_path(project, flag["key"]))},
                "_site": link(page, media_type="text/html"),
            }


def entry_summary(store: Store, entry: Record) -> Record:
    """Return an audit log entry as lists show it."""
    what: Happening = entry["what"]
    member = store.members.get(entry["member"], {})
    name = " ".join(filter(None, (member.get("firstName"), member.get("lastName")))) or member.get("email", "")
    self_link = link(member_path(entry["member"]))
    target = link(what.href)
    shown: Record = {
        "_links": {
            "canonical": target,
            "parent": link(f"{ROOT}/auditlog"),
            "self": link(f"{ROOT}/auditlog/{entry['_id']}"),
        },
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
            "_links": {"self": link(f"{ROOT}/tokens/{token['_id']}")},
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
    links = {"self": link(project_path(project["key"]))}
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
    path = f"{ROOT}/webhooks"
    return {"_links": {"parent": link(path), "self": link(f"{path}/{webhook['_id']}")}, **webhook}


def approval_detail(store: Store, request: Record, expand: set[str]) -> Record:
    """Return an approval request; the flag, project and environments only where they are asked for."""
    project, environment, key = request["resource"]
    path = f"{ROOT}/approval-requests"
    links = {"parent": link(path), "self": link(f"{path}/{request['_id']}"), "resource": link(flag_path(project, key))}
    shown = {**{name: value for name, value in request.items() if name != "resource"}, "_links": links}
    flag = store.flags.get(project, {}).get(key)
    if "flag" in expand and flag is not None:
        hidden = ("environments", "guardedRollout", "migrationSettings", "experiments")
        shown["flag"] = {name: value for name, value in flag.items() if name not in hidden}
        shown["flag"]["_links"] = {"self": link(flag_path(project, key))}
    if "project" in expand and project in store.projects:
        shown["project"] = _project(store.projects[project])
    found = store.environments.get(project, {}).get(environment)
    if "environments" in expand and found is not None:
        shown["environments"] = [environment_detail(project, found)]
    return shown


def view_detail(store: Store, project: str, view: Record, expand: set[str]) -> Record:
    """Return a view of a project (a beta resource)."""
    path = f"{project_path(project)}/views"
    shown = {name: value for name, value in view.items() if name not in ("maintainerId", "flagKeys")}
    shown["_links"] = {"parent": link(path), "self": link(f"{path}/{segment(view['key'])}")}
    member = store.members.get(view["maintainerId"])
    if member is not None:
        person = {"id": member["_id"], "role": member["role"], **_names(member)}
        shown["maintainer"] = {"id": member["_id"], "kind": "member", "maintainerMember": person}
    flags = [store.flags[project][key] for key in view["flagKeys"] if key in store.flags[project]]
    if "flagsSummary" in expand:
        linked = [
            {"key": one["key"], "name": one["name"], "links": {"self": link(flag_path(project, one["key"]))}}
            for one in flags
        ]
        shown["flagsSummary"] = {"count": len(flags), "linkedFlags": {"items": linked, "totalCount": len(linked)}}
    if "resourceSummary" in expand:
        shown["resourceSummary"] = {"flagCount": len(flags), "segmentCount": 0, "totalCount": len(flags)}
    return shown
