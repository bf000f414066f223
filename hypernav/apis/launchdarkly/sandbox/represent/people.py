"""Members, teams and access tokens as the API shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.paths import link, linked, path, project_links

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store


def member_summary(member: Record) -> Record:
    """Return a member as other things show it."""
    shown = {name: member[name] for name in ("_id", "firstName", "lastName", "role", "email")}
    return {"_links": {"self": linked("members", member["_id"])}, **shown}


def member_detail(store: Store, member: Record, expand: set[str]) -> Record:
    """Return a member with its teams."""
    shown = {name: value for name, value in member.items() if name != "roleAttributes"}
    shown["_links"] = {"self": linked("members", member["_id"])}
    shown["teams"] = [
        {
            "key": team["key"],
            "name": team["name"],
            "customRoleKeys": list(team["customRoleKeys"]),
            "_links": {"self": linked("teams", team["key"])},
        }
        for team in store.teams_of(member["_id"])
    ]
    shown["permissionGrants"] = [
        {**{name: grant[name] for name in ("actionSet", "actions") if name in grant}, "resource": f"team/{team['key']}"}
        for team in store.teams.values()
        for grant in team["permissionGrants"]
        if member["_id"] in grant["memberIDs"]
    ]
    if "roleAttributes" in expand:
        shown["roleAttributes"] = member["roleAttributes"]
    return shown


_TEAM = ("key", "name", "description", "_creationDate", "_lastModified", "_version", "_idpSynced")


def team_detail(store: Store, team: Record, expand: set[str]) -> Record:
    """Return a team; its members, roles, projects and maintainers only where they are asked for."""
    own = path("teams", team["key"])
    shown = {name: team[name] for name in _TEAM}
    shown["_links"] = team_links(team)
    if "members" in expand:
        shown["members"] = {"totalCount": len(team["memberIDs"])}
    if "roles" in expand:
        links = {"self": link(f"{own}/roles", [("limit", "25")])}
        shown["roles"] = {"totalCount": len(team["customRoleKeys"]), "items": roles(team), "_links": links}
    if "roleAttributes" in expand:
        shown["roleAttributes"] = team["roleAttributes"]
    if "projects" in expand:
        projects = [_project_summary(store.projects[key]) for key in team["projectKeys"] if key in store.projects]
        shown["projects"] = {"totalCount": len(projects), "items": projects}
    if "maintainers" in expand:
        found = [member_summary(member) for member in maintainers(store, team)]
        links = {"self": link(f"{own}/maintainers", [("limit", "20")])}
        shown["maintainers"] = {"totalCount": len(found), "items": found, "_links": links}
    return shown


def team_links(team: Record) -> Record:
    """Return the links of a team."""
    own = ("teams", team["key"])
    return {"parent": linked("teams"), "roles": linked(*own, "roles"), "self": linked(*own)}


def roles(team: Record) -> list[Record]:
    """Return the custom roles of a team."""
    return [{"key": key, "name": key, "appliedOn": team["_lastModified"]} for key in team["customRoleKeys"]]


def maintainers(store: Store, team: Record) -> list[Record]:
    """Return the members who may maintain a team."""
    ids = [
        member
        for grant in team["permissionGrants"]
        if grant.get("actionSet") == "maintainTeam"
        for member in grant["memberIDs"]
    ]
    return [store.members[member] for member in dict.fromkeys(ids) if member in store.members]


def _project_summary(project: Record) -> Record:
    key = project["key"]
    return {"_id": project["_id"], "_links": project_links(key), "key": key, "name": project["name"]}


def role_detail(store: Store, role: Record) -> Record:
    """Return a custom role with the number of members and teams that have it."""
    own = {role["key"], role["_id"]}
    members = sum(bool(own & set(one["customRoles"])) for one in store.members.values())
    teams = sum(bool(own & set(one["customRoleKeys"])) for one in store.teams.values())
    links = {"parent": linked("roles"), "self": linked("roles", role["key"])}
    return {**role, "_links": links, "assignedTo": {"membersCount": members, "teamsCount": teams}}


def token_detail(store: Store, token: Record) -> Record:
    """Return an access token; of its secret only the last digits."""
    shown = {name: value for name, value in token.items() if name != "secret"}
    shown["token"] = token["secret"][-4:]
    shown["_links"] = {"parent": linked("tokens"), "self": linked("tokens", token["_id"])}
    member = store.members.get(token["memberId"])
    if member is not None:
        shown["_member"] = member_summary(member)
    return shown
