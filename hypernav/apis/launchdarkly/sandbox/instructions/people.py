"""The instructions that change teams, and several members at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import (
    Instruction,
    Kinds,
    Work,
    add_list_kinds,
    setting_text,
    text,
    united,
    without,
    words,
    wrong,
)

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

TEAM_KINDS = Kinds()
ROLES = ("reader", "writer", "admin", "no_access")
_MEMBERS_VERB, _ROLES_VERB = "updated the members of the team", "updated the roles of the team"
_GRANTS_VERB = "updated the maintainers of the team"


TEAM_KINDS.add("updateName", "updateTeamName", "renamed the team")(setting_text("name"))
TEAM_KINDS.add("updateDescription", "updateTeamDescription", "updated the description of the team")(
    setting_text("description")
)
add_list_kinds(TEAM_KINDS, "CustomRoles", "customRoleKeys", "updateTeamCustomRoles", _ROLES_VERB)


def known_members(store: Store, instruction: Instruction, name: str = "values") -> list[str]:
    """Return a list of ids that must all be members'."""
    ids = words(instruction, name)
    for one in ids:
        if one not in store.members:
            raise wrong(instruction, f"no member has the ID {one!r}")
    return ids


@TEAM_KINDS.add("addMembers", "updateTeamMembers", _MEMBERS_VERB)
def add_members(work: Work, instruction: Instruction) -> None:
    """Add members."""
    work.record["memberIDs"] = united(work.record["memberIDs"], known_members(work.store, instruction))


@TEAM_KINDS.add("removeMembers", "updateTeamMembers", _MEMBERS_VERB)
def remove_members(work: Work, instruction: Instruction) -> None:
    """Remove members."""
    work.record["memberIDs"] = without(work.record["memberIDs"], words(instruction))


@TEAM_KINDS.add("replaceMembers", "updateTeamMembers", _MEMBERS_VERB)
def replace_members(work: Work, instruction: Instruction) -> None:
    """Replace all members."""
    work.record["memberIDs"] = united([], known_members(work.store, instruction))


@TEAM_KINDS.add("addRoleAttribute", "updateTeamRoleAttributes", _ROLES_VERB)
@TEAM_KINDS.add("updateRoleAttribute", "updateTeamRoleAttributes", _ROLES_VERB)
def set_role_attribute(work: Work, instruction: Instruction) -> None:
    """Set the values of a role attribute."""
    work.record["roleAttributes"][text(instruction, "key")] = list(words(instruction))


@TEAM_KINDS.add("removeRoleAttribute", "updateTeamRoleAttributes", _ROLES_VERB)
def remove_role_attribute(work: Work, instruction: Instruction) -> None:
    """Remove a role attribute."""
    work.record["roleAttributes"].pop(text(instruction, "key"), None)


@TEAM_KINDS.add("replaceRoleAttributes", "updateTeamRoleAttributes", _ROLES_VERB)
def replace_role_attributes(work: Work, instruction: Instruction) -> None:
    """Replace all role attributes."""
    value = instruction.get("value")
    if not isinstance(value, dict):
        raise wrong(instruction, "value must map keys to lists of values")
    work.record["roleAttributes"] = {key: list(words({**instruction, "values": found})) for key, found in value.items()}


def _grant(instruction: Instruction) -> Record:
    if ("actionSet" in instruction) == ("actions" in instruction):
        raise wrong(instruction, "either actionSet or actions is required")
    if "actionSet" in instruction:
        return {"actionSet": text(instruction, "actionSet")}
    return {"actions": words(instruction, "actions")}


@TEAM_KINDS.add("addPermissionGrants", "updateTeamPermissionGrants", _GRANTS_VERB)
def add_grants(work: Work, instruction: Instruction) -> None:
    """Grant permissions for the team to members."""
    members = known_members(work.store, instruction, "memberIDs")
    work.record["permissionGrants"].append({**_grant(instruction), "memberIDs": members})


@TEAM_KINDS.add("removePermissionGrants", "updateTeamPermissionGrants", _GRANTS_VERB)
def remove_grants(work: Work, instruction: Instruction) -> None:
    """Take permissions for the team from members."""
    wanted, gone = _grant(instruction), words(instruction, "memberIDs")
    grants = work.record["permissionGrants"]
    for grant in grants:
        if {name: value for name, value in grant.items() if name != "memberIDs"} == wanted:
            grant["memberIDs"] = without(grant["memberIDs"], gone)
    work.record["permissionGrants"] = [grant for grant in grants if grant["memberIDs"]]
