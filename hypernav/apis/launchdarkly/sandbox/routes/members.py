"""Account members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.changes.checks import is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import edited, read_patch
from hypernav.apis.launchdarkly.sandbox.data.account import new_member
from hypernav.apis.launchdarkly.sandbox.instructions.many import change_members
from hypernav.apis.launchdarkly.sandbox.instructions.people import ROLES
from hypernav.apis.launchdarkly.sandbox.lists import filters
from hypernav.apis.launchdarkly.sandbox.lists.member_filters import member_fields
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.paths import linked
from hypernav.apis.launchdarkly.sandbox.refusals import exists, forbidden
from hypernav.apis.launchdarkly.sandbox.represent.people import member_detail
from hypernav.sandbox.app import Reply, Routes

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes("call")
_EDITABLE = ("role", "customRoles")
_ROLES_VERB = "updated the roles of the member"
_SORTS = {
    "displayName": lambda one: (f"{one['firstName']} {one['lastName']}".strip() or one["email"]).casefold(),
    "lastSeen": lambda one: one["_lastSeen"],
}


@ROUTES.get("/members")
def get_members(call: Asked) -> Any:
    """List the members."""
    found = filters.matching(call.filter, call.store.members.values(), member_fields(call.store))
    return page_of(call, call.ordered(found, _SORTS), lambda one: member_detail(call.store, one, call.expand))


@ROUTES.post("/members")
def post_members(call: Asked) -> Any:
    """Invite members."""
    store, body = call.store, call.body(object)
    require(isinstance(body, list) and bool(body), "a list of members is required")
    require(all(isinstance(one, dict) and isinstance(one.get("email"), str) for one in body), "email is required")
    emails = [one["email"].casefold() for one in body]
    if len(set(emails)) < len(emails) or any(one["email"].casefold() in emails for one in store.members.values()):
        raise exists("member")
    made = [_invited(call, one) for one in body]
    for member, given in zip(made, body, strict=True):
        store.members[member["_id"]] = member
        for key in given.get("teamKeys", ()):
            store.teams[key] = {**store.teams[key], "memberIDs": [*store.teams[key]["memberIDs"], member["_id"]]}
        call.log(f"member/{member['_id']}", member, "createMember", "invited the member")
    items = [member_detail(store, member, set()) for member in made]
    return Reply({"items": items, "_links": {"self": linked("members")}, "totalCount": len(items)}, 201)


def _invited(call: Asked, given: Record) -> Record:
    role, teams = given.get("role", "reader"), given.get("teamKeys", [])
    require("@" in given["email"], "email must be an address")
    require(role in ROLES, f"role must be one of {', '.join(ROLES)}")
    require(is_strings(teams) and all(key in call.store.teams for key in teams), "teamKeys: no such team")
    names = [given.get(name, "") for name in ("firstName", "lastName")]
    require(is_strings(names), "firstName and lastName must be strings")
    roles = given.get("customRoles", [])
    require(is_strings(roles), "customRoles must be a list of strings")
    now, member_id = call.moment, call.store.numbering.object_id()
    return {**new_member(names[0], names[1], given["email"], role, now, member_id), "customRoles": roles}


@ROUTES.patch("/members")
def patch_members(call: Asked) -> Any:
    """Change several members by a semantic patch."""
    patch = read_patch(call, "semantic")
    changed = change_members(call.store, patch.content)
    own = call.principal["memberId"]
    errors = [{own: "you cannot modify your own role"}] if changed.pop(own, None) is not None else []
    call.store.members.update(changed)
    for member_id, member in changed.items():
        call.log(f"member/{member_id}", member, "updateRole", _ROLES_VERB, patch)
    return {"members": list(changed), "errors": errors}


@ROUTES.get("/members/<member>")
def get_member(call: Asked, member: str) -> Any:
    """Show a member; ``me`` is the one that the token belongs to."""
    found = call.store.members[call.principal["memberId"] if member == "me" else member]
    return member_detail(call.store, found, call.expand)


@ROUTES.patch("/members/<member>")
def patch_member(call: Asked, member: str) -> Any:
    """Change the roles of a member by a JSON patch."""
    store, before = call.store, call.store.members[member]
    patch = read_patch(call, "json")
    if member == call.principal["memberId"]:
        raise forbidden("You cannot modify your own role")
    after = edited(before, member_detail(store, before, set()), patch, _EDITABLE)
    require(after["role"] in (*ROLES, before["role"]), f"role must be one of {', '.join(ROLES)}")
    require(is_strings(after["customRoles"]), "customRoles must be a list of strings")
    if after != before:
        after["version"] += 1
        store.members[member] = after
        call.log(f"member/{member}", after, "updateRole", _ROLES_VERB, patch)
    return member_detail(store, after, set())


@ROUTES.delete("/members/<member>")
def delete_member(call: Asked, member: str) -> None:
    """Remove a member from the account and from its teams."""
    store, before = call.store, call.store.members[member]
    if before["role"] == "owner" or member == call.principal["memberId"]:
        raise forbidden("You cannot remove this member")
    del store.members[member]
    for key, team in list(store.teams.items()):
        store.teams[key] = {**team, "memberIDs": [one for one in team["memberIDs"] if one != member]}
    store.leave_flags("maintainerId", member)
    call.log(f"member/{member}", before, "deleteMember", "removed the member")
