"""The instructions that teams and members take, one by one and many at once."""

from __future__ import annotations

from dataclasses import replace

from hypernav.apis.launchdarkly.instructions.shared import (
    BASE_ROLES,
    MEMBER_IDS,
    NEW_DESCRIPTION,
    NEW_NAME,
    NO_ENVIRONMENT,
    optional,
    other,
    text,
    texts,
)
from hypernav.patches.instructions.kinds import InstructionKind, Parameter

_MEMBERS = texts("values", "the _id of each member")
_ROLE_KEYS = texts("values", "keys of custom roles")
_ATTRIBUTE = text("key", "of a role attribute")
_ATTRIBUTE_VALUES = texts("values", "values of the role attribute")
_ATTRIBUTES = other("value", "texts by name", "key of each role attribute to its values")
_GRANT = (
    MEMBER_IDS,
    optional(text("actionSet", "such as maintainTeam")),
    optional(texts("actions", "such as updateTeamName")),
)
_TEAM_KEYS = texts("teamKeys")
_BASE_ROLE = text("value", choices=BASE_ROLES)
_ROLES = texts("values", "keys or IDs of custom roles")
_LAST_SEEN = Parameter(
    "filterLastSeen",
    "object",
    required=False,
    members=(
        optional(other("never", "boolean")),
        optional(other("noData", "boolean")),
        optional(other("before", "milliseconds")),
    ),
    doc="leaves out members who were seen never, before data were kept, or before a time",
)
_LEFT_OUT = (
    _LAST_SEEN,
    optional(text("filterQuery", "leaves out members whose name or address holds this")),
    optional(text("filterRoles", "leaves out members with one of these roles, separated by |")),
    optional(text("filterTeamKey", "leaves out the members of this team")),
    optional(texts("ignoredMemberIDs", "leaves out these members")),
)

TEAM = replace(
    NO_ENVIRONMENT,
    title="a team",
    kinds=(
        InstructionKind("addMembers", (_MEMBERS,), doc="Add members."),
        InstructionKind("removeMembers", (_MEMBERS,), doc="Remove members."),
        InstructionKind("replaceMembers", (_MEMBERS,), doc="Replace all members."),
        InstructionKind("addCustomRoles", (_ROLE_KEYS,), doc="Give custom roles to all members of the team."),
        InstructionKind("removeCustomRoles", (_ROLE_KEYS,), doc="Take custom roles from the members of the team."),
        InstructionKind("addRoleAttribute", (_ATTRIBUTE, _ATTRIBUTE_VALUES), doc="Add a role attribute."),
        InstructionKind("updateRoleAttribute", (_ATTRIBUTE, _ATTRIBUTE_VALUES), doc="Change a role attribute."),
        InstructionKind("removeRoleAttribute", (_ATTRIBUTE,), doc="Remove a role attribute."),
        InstructionKind("replaceRoleAttributes", (_ATTRIBUTES,), doc="Replace all role attributes."),
        InstructionKind(
            "addPermissionGrants",
            _GRANT,
            exactly_one=("actionSet", "actions"),
            doc="Let members, of the team or not, do things with the team, such as maintain it.",
        ),
        InstructionKind(
            "removePermissionGrants",
            _GRANT,
            exactly_one=("actionSet", "actions"),
            doc="Take from members what they were let do with the team.",
        ),
        InstructionKind("updateName", (NEW_NAME,), doc="Change the name."),
        InstructionKind("updateDescription", (NEW_DESCRIPTION,), doc="Change the description."),
    ),
)
"""``PATCH /api/v2/teams/{team}``"""

TEAMS = replace(
    NO_ENVIRONMENT,
    title="several teams",
    atomic=False,
    kinds=(
        InstructionKind("addMembersToTeams", (MEMBER_IDS, _TEAM_KEYS), doc="Add members to teams."),
        InstructionKind(
            "addAllMembersToTeams",
            (_TEAM_KEYS, *_LEFT_OUT),
            doc="Add all members to teams, but for those that a filter leaves out.",
        ),
    ),
)
"""``PATCH /api/v2/teams``"""

MEMBERS = replace(
    NO_ENVIRONMENT,
    title="several members",
    atomic=False,
    kinds=(
        InstructionKind(
            "replaceMembersRoles", (_BASE_ROLE, MEMBER_IDS), doc="Give members a base role, and no custom roles."
        ),
        InstructionKind(
            "replaceAllMembersRoles",
            (_BASE_ROLE, *_LEFT_OUT),
            doc="Give all members a base role and no custom roles, but for those that a filter leaves out.",
        ),
        InstructionKind("replaceMembersCustomRoles", (_ROLES, MEMBER_IDS), doc="Replace the custom roles of members."),
        InstructionKind(
            "replaceAllMembersCustomRoles",
            (_ROLES, *_LEFT_OUT),
            doc="Replace the custom roles of all members, but for those that a filter leaves out.",
        ),
        InstructionKind(
            "replaceMembersRoleAttributes", (_ATTRIBUTES, MEMBER_IDS), doc="Replace the role attributes of members."
        ),
    ),
)
"""``PATCH /api/v2/members``"""
