"""Teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import object_of, read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import new_team
from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Work, united
from hypernav.apis.launchdarkly.sandbox.instructions.many import change_teams
from hypernav.apis.launchdarkly.sandbox.instructions.people import TEAM_KINDS
from hypernav.apis.launchdarkly.sandbox.lists import filters
from hypernav.apis.launchdarkly.sandbox.log import Happening
from hypernav.apis.launchdarkly.sandbox.paging import comma_list, page_of
from hypernav.apis.launchdarkly.sandbox.paths import ROOT, team_path
from hypernav.apis.launchdarkly.sandbox.refusals import invalid
from hypernav.apis.launchdarkly.sandbox.represent.people import maintainers, member_summary, team_detail
from hypernav.sandbox.app import Reply, Routes

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes()
_FILTERS: filters.Fields = {
    "query": filters.query("name", "key"),
    "nomembers": filters.truth(lambda team: not team["memberIDs"]),
}
_LARGEST_PAGE = 100
_LISTED = ("members", "roleAttributes", "maintainers")
"""What lists expand; since version 20240415 neither projects nor roles."""


@ROUTES.get("/api/v2/teams")
def get_teams(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the teams."""
    store, expand = sandbox.store, comma_list(request, "expand") & set(_LISTED)
    found = filters.matching(request.args.get("filter", ""), store.teams.values(), _FILTERS)
    path = f"{ROOT}/teams"
    return page_of(request, path, found, lambda one: team_detail(store, one, expand), most=_LARGEST_PAGE)


@ROUTES.post("/api/v2/teams")
def post_team(sandbox: LaunchDarkly, request: Request) -> Any:
    """Create a team."""
    store, body = sandbox.store, object_of(request, "name", "key")
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
    team = new_team(key, body["name"], str(body.get("description", "")), members, sandbox.clock.milliseconds())
    team["customRoleKeys"], team["roleAttributes"] = roles, attributes
    store.teams[key] = team
    shown = team_detail(store, team, comma_list(request, "expand"))
    sandbox.log(request, _told(team, "createTeam", "created the team", after=shown))
    return Reply(shown, 201)


@ROUTES.patch("/api/v2/teams")
def patch_teams(sandbox: LaunchDarkly, request: Request) -> Any:
    """Add members to several teams by a semantic patch."""
    store, patch = sandbox.store, read_patch(request, ["semantic"])
    added = change_teams(store, patch.content)
    known = {key: ids for key, ids in added.items() if key in store.teams}
    for key, ids in known.items():
        before = store.teams[key]
        after = {**before, "memberIDs": united(before["memberIDs"], ids)}
        if after != before:
            after.update(_version=before["_version"] + 1, _lastModified=sandbox.clock.milliseconds())
            store.teams[key] = after
            verb = "updated the members of the team"
            shown = team_detail(store, after, set())
            sandbox.log(request, _told(after, "updateTeamMembers", verb, before, shown, patch.comment))
    errors = [{key: "team not found"} for key in added if key not in known]
    members = dict.fromkeys(one for ids in known.values() for one in ids)
    return {"memberIDs": list(members), "teamKeys": list(known), "errors": errors}


@ROUTES.get("/api/v2/teams/<team>")
def get_team(sandbox: LaunchDarkly, request: Request, team: str) -> Any:
    """Show a team."""
    return team_detail(sandbox.store, sandbox.store.teams[team], comma_list(request, "expand"))


@ROUTES.get("/api/v2/teams/<team>/maintainers")
def get_maintainers(sandbox: LaunchDarkly, request: Request, team: str) -> Any:
    """List the members who may maintain a team."""
    found = maintainers(sandbox.store, sandbox.store.teams[team])
    return page_of(request, f"{team_path(team)}/maintainers", found, member_summary)


@ROUTES.get("/api/v2/teams/<team>/roles")
def get_roles(sandbox: LaunchDarkly, request: Request, team: str) -> Any:
    """List the custom roles of a team."""
    found = sandbox.store.teams[team]
    roles = [{"key": key, "name": key, "appliedOn": found["_lastModified"]} for key in found["customRoleKeys"]]
    return page_of(request, f"{team_path(team)}/roles", roles, lambda one: one)


@ROUTES.patch("/api/v2/teams/<team>")
def patch_team(sandbox: LaunchDarkly, request: Request, team: str) -> Any:
    """Change a team by a semantic patch."""
    store, before = sandbox.store, sandbox.store.teams[team]
    patch = read_patch(request, ["semantic"])
    first, now = TEAM_KINDS.kind_of(patch.content[0]), sandbox.clock.milliseconds()
    after = TEAM_KINDS.run(Work(store, before, now=now), patch.content).record
    expand = comma_list(request, "expand")
    if after != before:
        after.update(_version=before["_version"] + 1, _lastModified=now)
        store.teams[team] = after
        shown = team_detail(store, after, set())
        sandbox.log(request, _told(after, first.action, first.verb, before=before, after=shown, comment=patch.comment))
    return team_detail(store, after, expand)


@ROUTES.delete("/api/v2/teams/<team>")
def delete_team(sandbox: LaunchDarkly, request: Request, team: str) -> None:
    """Delete a team; its members and flags stay."""
    store, before = sandbox.store, sandbox.store.teams[team]
    del store.teams[team]
    for flags in store.flags.values():
        for key, flag in list(flags.items()):
            if flag.get("maintainerTeamKey") == team:
                flags[key] = {name: value for name, value in flag.items() if name != "maintainerTeamKey"}
    sandbox.log(request, _told(before, "deleteTeam", "deleted the team", before=before))


def _told(team: Record, action: str, verb: str, before: Any = None, after: Any = None, comment: str = "") -> Happening:
    return Happening(
        kind="team",
        action=action,
        resource=f"team/{team['key']}",
        name=team["name"],
        href=team_path(team["key"]),
        verb=verb,
        comment=comment,
        before=before,
        after=after,
    )
