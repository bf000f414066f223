"""The instructions that change several members or teams at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Instruction, text, united, words, wrong
from hypernav.apis.launchdarkly.sandbox.instructions.people import ROLES, known_members
from hypernav.apis.launchdarkly.sandbox.lists.member_filters import member_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

_FILTERS = {"filterQuery": "query", "filterRoles": "role", "filterTeamKey": "team"}


def members_meant(store: Store, instruction: Instruction) -> list[str]:
    """Return the ids of the members that an instruction names, or of all but those that its filters leave out."""
    if "All" not in instruction["kind"]:
        return known_members(store, instruction, "memberIDs")
    fields = member_fields(store)
    tests = [fields[field](text(instruction, name)) for name, field in _FILTERS.items() if name in instruction]
    if "filterLastSeen" in instruction:
        tests.append(fields["lastSeen"](json.dumps(instruction["filterLastSeen"])))
    ignored = words(instruction, "ignoredMemberIDs") if "ignoredMemberIDs" in instruction else []
    return [
        key for key, member in store.members.items() if key not in ignored and not any(test(member) for test in tests)
    ]


def change_teams(store: Store, instructions: list[Any]) -> dict[str, list[str]]:
    """Return the ids to add to each team, by its key, that a bulk change asks for; the store is not changed.

    Raises:
        Refusal: An instruction is unknown, or names a member who is not there.
    """
    added: dict[str, list[str]] = {}
    for instruction in instructions:
        name = instruction.get("kind") if isinstance(instruction, dict) else None
        if name not in ("addMembersToTeams", "addAllMembersToTeams"):
            raise wrong({"kind": name}, "this kind is not supported")
        for key in words(instruction, "teamKeys"):
            added[key] = united(added.get(key, []), members_meant(store, instruction))
    return added


def change_members(store: Store, instructions: list[Any]) -> dict[str, Record]:
    """Return the changed members, by id, that a bulk change of members asks for; the store is not changed.

    Raises:
        Refusal: An instruction is unknown or cannot be applied.
    """
    changed: dict[str, Record] = {}
    for instruction in instructions:
        name = instruction.get("kind") if isinstance(instruction, dict) else None
        if not isinstance(name, str) or name not in _MEMBER_KINDS:
            raise wrong({"kind": name}, "this kind is not supported")
        ids = members_meant(store, instruction)
        for one in ids:
            member = changed.setdefault(one, dict(store.members[one]))
            _MEMBER_KINDS[name](member, instruction)
            member["version"] = store.members[one]["version"] + 1
    return changed


def _role(member: Record, instruction: Instruction) -> None:
    if instruction.get("value") not in ROLES:
        raise wrong(instruction, f"value must be one of {', '.join(ROLES)}")
    member.update(role=instruction["value"], customRoles=[])


def _custom_roles(member: Record, instruction: Instruction) -> None:
    member["customRoles"] = list(words(instruction))


def _attributes(member: Record, instruction: Instruction) -> None:
    if not isinstance(instruction.get("value"), dict):
        raise wrong(instruction, "value must map keys to lists of values")
    member["roleAttributes"] = dict(instruction["value"])


_MEMBER_KINDS: dict[str, Callable[[Record, Instruction], None]] = {
    "replaceMembersRoles": _role,
    "replaceMembersCustomRoles": _custom_roles,
    "replaceMembersRoleAttributes": _attributes,
    "replaceAllMembersRoles": _role,
    "replaceAllMembersCustomRoles": _custom_roles,
}
