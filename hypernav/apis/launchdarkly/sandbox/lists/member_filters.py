"""What members can be filtered by: in lists, and by the instructions that change all of them but some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.lists import filters

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store


def _roles(member: Record) -> list[str]:
    # The documentation: "For the purposes of this filtering, Owner counts as Admin."
    base = ["owner", "admin"] if member["role"] == "owner" else [member["role"]]
    return [*base, *member["customRoles"]]


def _last_seen(value: str) -> filters.Test:
    name, bound = next(iter(filters.json_object(value, {"never": bool, "noData": bool, "before": int}).items()))
    if name == "before":
        return lambda member: 0 < member["_lastSeen"] < bound
    return lambda member: (member["_lastSeen"] == 0 and member["_pendingInvite"] is (name == "never")) is bound


def member_fields(store: Store) -> filters.Fields:
    """Return the fields that members can be filtered by."""

    def team(value: str) -> filters.Test:
        text = value.casefold()
        return lambda member: any(text in one["key"].casefold() for one in store.teams_of(member["_id"]))

    def name(member: Record) -> str:
        return f"{member['email']} {member['firstName']} {member['lastName']}".casefold()

    return {
        "query": lambda value: lambda member: value.casefold() in name(member),
        "role": filters.any_of(_roles),
        "id": filters.any_of(lambda member: [member["_id"]]),
        "email": filters.any_of(lambda member: [member["email"]]),
        "team": team,
        "noteam": filters.truth(lambda member: not any(store.teams_of(member["_id"]))),
        "lastSeen": _last_seen,
    }
