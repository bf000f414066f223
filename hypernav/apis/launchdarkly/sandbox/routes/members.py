"""Account members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import body_of, patched, read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import new_member
from hypernav.apis.launchdarkly.sandbox.instructions.many import change_members
from hypernav.apis.launchdarkly.sandbox.instructions.people import ROLES
from hypernav.apis.launchdarkly.sandbox.lists import filters
from hypernav.apis.launchdarkly.sandbox.lists.member_filters import member_fields
from hypernav.apis.launchdarkly.sandbox.lists.sorting import sorted_by
from hypernav.apis.launchdarkly.sandbox.log import Happening
from hypernav.apis.launchdarkly.sandbox.paging import comma_list, link, page_of
from hypernav.apis.launchdarkly.sandbox.paths import ROOT, member_path
from hypernav.apis.launchdarkly.sandbox.refusals import exists, forbidden
from hypernav.apis.launchdarkly.sandbox.represent.people import member_detail
from hypernav.sandbox.app import Reply, Routes

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes()
_EDITABLE = ("role", "customRoles")


_SORTS = {
    "displayName": lambda one: (f"{one['firstName']} {one['lastName']}".strip() or one["email"]).casefold(),
    "lastSeen": lambda one: one["_lastSeen"],
}


@ROUTES.get("/api/v2/members")
def get_members(sandbox: LaunchDarkly, request: Request) -> Any:
    """List the members."""
    store, expand = sandbox.store, comma_list(request, "expand")
    found = filters.matching(request.args.get("filter", ""), store.members.values(), member_fields(store))
    found = sorted_by(request.args.get("sort", ""), found, _SORTS)
    return page_of(request, f"{ROOT}/members", found, lambda one: member_detail(store, one, expand))


@ROUTES.post("/api/v2/members")
def post_members(sandbox: LaunchDarkly, request: Request) -> Any:
    """Invite members."""
    store, body = sandbox.store, body_of(request)
    require(isinstance(body, list) and bool(body), "a list of members is required")
    require(all(isinstance(one, dict) and isinstance(one.get("email"), str) for one in body), "email is required")
    emails = [one["email"].casefold() for one in body]
    if len(set(emails)) < len(emails) or any(one["email"].casefold() in emails for one in store.members.values()):
        raise exists("member")
    made = [_invited(sandbox, one) for one in body]
    for member, given in zip(made, body, strict=True):
        store.members[member["_id"]] = member
        for key in given.get("teamKeys", ()):
            store.teams[key] = {**store.teams[key], "memberIDs": [*store.teams[key]["memberIDs"], member["_id"]]}
        sandbox.log(request, _told(member, "createMember", "invited the member"))
    items = [member_detail(store, member, set()) for member in made]
    return Reply({"items": items, "_links": {"self": link(f"{ROOT}/members")}, "totalCount": len(items)}, 201)


def _invited(sandbox: LaunchDarkly, given: Record) -> Record:
    role, teams = given.get("role", "reader"), given.get("teamKeys", [])
    require("@" in given["email"], "email must be an address")
    require(role in ROLES, f"role must be one of {', '.join(ROLES)}")
    require(is_strings(teams) and all(key in sandbox.store.teams for key in teams), "teamKeys: no such team")
    names = [given.get(name, "") for name in ("firstName", "lastName")]
    require(is_strings(names), "firstName and lastName must be strings")
    now, member_id = sandbox.clock.milliseconds(), sandbox.store.numbering.object_id()
    return new_member(names[0], names[1], given["email"], role, now, member_id)


@ROUTES.patch("/api/v2/members")
def patch_members(sandbox: LaunchDarkly, request: Request) -> Any:
    """Change several members by a semantic patch."""
    patch = read_patch(request, ["semantic"])
    changed = change_members(sandbox.store, patch.content)
    own = sandbox.token(request)["memberId"]
    errors = [{own: "you cannot modify your own role"}] if changed.pop(own, None) is not None else []
    sandbox.store.members.update(changed)
    for member in changed.values():
        sandbox.log(request, _told(member, "updateRole", "updated the roles of the member", patch.comment))
    return {"members": list(changed), "errors": errors}


@ROUTES.get("/api/v2/members/<member>")
def get_member(sandbox: LaunchDarkly, request: Request, member: str) -> Any:
    """Show a member; ``me`` is the one that the token belongs to."""
    found = sandbox.store.members[sandbox.token(request)["memberId"] if member == "me" else member]
    return member_detail(sandbox.store, found, comma_list(request, "expand"))


@ROUTES.patch("/api/v2/members/<member>")
def patch_member(sandbox: LaunchDarkly, request: Request, member: str) -> Any:
    """Change the roles of a member by a JSON patch."""
    store, before = sandbox.store, sandbox.store.members[member]
    patch = read_patch(request, ["json"])
    if member == sandbox.token(request)["memberId"]:
        raise forbidden("You cannot modify your own role")
    shown = patched(member_detail(store, before, set()), patch, [(name,) for name in _EDITABLE])
    after = {**before, **{name: shown[name] for name in _EDITABLE if name in shown}}
    require(after["role"] in (*ROLES, before["role"]), f"role must be one of {', '.join(ROLES)}")
    require(is_strings(after["customRoles"]), "customRoles must be a list of strings")
    if after != before:
        after["version"] += 1
        store.members[member] = after
        told = _told(after, "updateRole", "updated the roles of the member", patch.comment, patch.content)
        sandbox.log(request, told)
    return member_detail(store, after, set())


@ROUTES.delete("/api/v2/members/<member>")
def delete_member(sandbox: LaunchDarkly, request: Request, member: str) -> None:
    """Remove a member from the account and from its teams."""
    store, before = sandbox.store, sandbox.store.members[member]
    if before["role"] == "owner" or member == sandbox.token(request)["memberId"]:
        raise forbidden("You cannot remove this member")
    del store.members[member]
    for key, team in list(store.teams.items()):
        store.teams[key] = {**team, "memberIDs": [one for one in team["memberIDs"] if one != member]}
    for flags in store.flags.values():
        for key, flag in list(flags.items()):
            if flag.get("maintainerId") == member:
                flags[key] = {name: value for name, value in flag.items() if name != "maintainerId"}
    sandbox.log(request, _told(before, "deleteMember", "removed the member"))


def _told(member: Record, action: str, verb: str, comment: str = "", delta: Any = None) -> Happening:
    return Happening(
        kind="member",
        action=action,
        resource=f"member/{member['_id']}",
        name=member["email"],
        href=member_path(member["_id"]),
        verb=verb,
        comment=comment,
        delta=delta,
    )
