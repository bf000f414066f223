"""Teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import new_team
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Work, united
from hypernav.apis.launchdarkly.sandbox.instructions.many import change_teams
from hypernav.apis.launchdarkly.sandbox.instructions.people import TEAM_KINDS
from hypernav.apis.launchdarkly.sandbox.lists import filters
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.refusals import conflict, invalid
from hypernav.apis.launchdarkly.sandbox.represent.people import maintainers, member_summary, roles, team_detail
from hypernav.sandbox.app import Reply, Routes

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked

ROUTES = Routes("call")
_FILTERS: filters.Fields = {
    "query": filters.query("name", "key"),
    "nomembers": filters.truth(lambda team: not team["memberIDs"]),
}
_LARGEST_PAGE = 100
_LISTED = ("members", "roleAttributes", "maintainers")
"""What lists expand; since version 20240415 neither projects nor roles."""


@ROUTES.get("/teams")
def get_teams(call: Asked) -> Any:
    """List the teams."""
    expand = call.expand & set(_LISTED)
    found = filters.matching(call.filter, call.store.teams.values(), _FILTERS)
    return page_of(call, found, lambda one: team_detail(call.store, one, expand), most=_LARGEST_PAGE)


@ROUTES.post("/teams")
def post_team(call: Asked) -> Any:
    """Create a team."""
    store, body = call.store, call.body(dict, "name", "key")
    key, members = body["key"], body.get("memberIDs", [])
    check_key(key)
    if key in store.teams:
        # The specification lists 400 here, and no 409.
        raise invalid("A team with that key already exists")
    require(is_strings(members) and all(one in store.members for one in members), "memberIDs: no such member")
    roles = body.get("customRoleKeys", [])
    require(is_strings(roles), "customRoleKeys must be a list of strings")
    attributes = body.get("roleAttributes", {})
    good = isinstance(attributes, dict) and all(is_strings(values) for values in attributes.values())
    require(good, "roleAttributes must map keys to lists of strings")
    team = new_team(key, body["name"], str(body.get("description", "")), members, call.moment)
    team["customRoleKeys"], team["roleAttributes"] = roles, attributes
    store.teams[key] = team
    shown = team_detail(store, team, call.expand)
    call.log(f"team/{key}", team, "createTeam", "created the team", after=shown)
    return Reply(shown, 201)


@ROUTES.patch("/teams")
def patch_teams(call: Asked) -> Any:
    """Add members to several teams by a semantic patch."""
    store, patch = call.store, read_patch(call, "semantic")
    added = change_teams(store, patch.content)
    known = {key: ids for key, ids in added.items() if key in store.teams}
    for key, ids in known.items():
        before = store.teams[key]
        after = {**before, "memberIDs": united(before["memberIDs"], ids)}
        if after != before:
            after.update(_version=before["_version"] + 1, _lastModified=call.moment)
            store.teams[key] = after
            verb = "updated the members of the team"
            shown = team_detail(store, after, set())
            call.log(f"team/{key}", after, "updateTeamMembers", verb, patch, before=before, after=shown)
    errors = [{key: "team not found"} for key in added if key not in known]
    members = dict.fromkeys(one for ids in known.values() for one in ids)
    return {"memberIDs": list(members), "teamKeys": list(known), "errors": errors}


@ROUTES.get("/teams/<team>")
def get_team(call: Asked, team: str) -> Any:
    """Show a team."""
    return team_detail(call.store, call.store.teams[team], call.expand)


@ROUTES.get("/teams/<team>/maintainers")
def get_maintainers(call: Asked, team: str) -> Any:
    """List the members who may maintain a team."""
    found = maintainers(call.store, call.store.teams[team])
    return page_of(call, found, member_summary)


@ROUTES.get("/teams/<team>/roles")
def get_roles(call: Asked, team: str) -> Any:
    """List the custom roles of a team."""
    return page_of(call, roles(call.store.teams[team]), lambda one: one)


@ROUTES.patch("/teams/<team>")
def patch_team(call: Asked, team: str) -> Any:
    """Change a team by a semantic patch."""
    store, before = call.store, call.store.teams[team]
    patch = read_patch(call, "semantic")
    first, now = TEAM_KINDS.kind_of(patch.content[0]), call.moment
    after = TEAM_KINDS.run(Work(store, before, now=now), patch.content).record
    if after != before:
        after.update(_version=before["_version"] + 1, _lastModified=now)
        store.teams[team] = after
        shown = team_detail(store, after, set())
        call.log(f"team/{team}", after, first.action, first.verb, patch, before=before, after=shown)
    return team_detail(store, after, call.expand)


@ROUTES.delete("/teams/<team>")
def delete_team(call: Asked, team: str) -> None:
    """Delete a team that nobody is a member of; its flags stay."""
    store, before = call.store, call.store.teams[team]
    if before["memberIDs"]:
        raise conflict("Cannot delete a team that has members")
    del store.teams[team]
    store.leave_flags("maintainerTeamKey", team)
    call.log(f"team/{team}", before, "deleteTeam", "deleted the team", before=before)
