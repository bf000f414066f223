"""Users, roles, privileges and authentication sources; administrators only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hypernav.apis.insightvm.sandbox.call import ADMINISTRATORS, Call, Json
from hypernav.apis.insightvm.sandbox.collections import everything, paged, references
from hypernav.apis.insightvm.sandbox.data.people import AUTHENTICATION_SOURCES, PRIVILEGES, Role
from hypernav.apis.insightvm.sandbox.data.records import User
from hypernav.apis.insightvm.sandbox.settings import NAME, TEXT, body_of, must_be_new, setting
from hypernav.sandbox.app import Refusal
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.schema import Property

_PRIVILEGES = {name: name for name in PRIVILEGES}


def user_view(call: Call, user: User) -> Json:
    """Return the document of a user."""
    at, role = ("users", user.id), call.world.roles[user.role]
    return {
        "authentication": source_view(call, user.source),
        "email": user.email,
        "enabled": user.enabled,
        "id": user.id,
        "links": [
            call.link("self", *at),
            call.link("Authentication Source", "authentication_sources", user.source, id=user.source),
            call.link("Asset Groups", *at, "asset_groups"),
            call.link("Sites", *at, "sites"),
            call.link("Privileges", *at, "privileges"),
            call.link("Role", "roles", user.role, id=user.role),
        ],
        "locale": {"default": user.locale, "links": [], "reports": user.locale},
        "locked": user.locked,
        "login": user.login,
        "name": user.name,
        "role": {
            "allAssetGroups": user.groups is None,
            "allSites": user.sites is None,
            "id": role.id,
            "name": role.name,
            "privileges": list(role.privileges),
            "superuser": role.superuser,
        },
    }


def source_view(call: Call, identifier: int) -> Json:
    """Return the document of an authentication source."""
    name, kind, external = AUTHENTICATION_SOURCES[identifier]
    links = call.links("authentication_sources", identifier, to=["Users"])
    return {"external": external, "id": identifier, "links": links, "name": name, "type": kind}


def _role_view(call: Call, role: Role) -> Json:
    return {
        "description": role.description,
        "id": role.id,
        "links": call.links("roles", role.id, to=["Users"]),
        "name": role.name,
        "privileges": list(role.privileges),
    }


def _users(call: Call) -> dict[int, User]:
    """Return the users, for who may see more than the one user who asks."""
    if call.values.get("id") != call.user.id:
        call.require(*ADMINISTRATORS)
    return call.world.users


def _roles(call: Call) -> Mapping[str, Role]:
    if call.values.get("id") != call.user.role:
        call.require(*ADMINISTRATORS)
    return call.world.roles


def _members(call: Call, body: Json, old: User | None) -> Json:
    role = body["role"] if isinstance(body["role"], Mapping) else {}
    known = call.world.roles.get(str(role.get("id")))
    if known is None:
        raise Refusal(400, f"The role '{role.get('id')}' does not exist.")
    must_be_new("A user", "login", body["login"], call.world.users.values(), old)
    return {
        **({} if old else {"source": 2, "password": str(body["password"])}),
        "login": str(body["login"]),
        "name": str(body["name"]),
        "email": str(body.get("email") or ""),
        "role": known.id,
        "enabled": bool(body.get("enabled", True)),
        "locked": bool(body.get("locked", False)),
        "sites": None if role.get("allSites") or known.superuser else frozenset(),
        "groups": None if role.get("allAssetGroups") or known.superuser else frozenset(),
    }


def _role_members(call: Call, body: Json, old: Role) -> Json:
    if old.superuser:
        raise Refusal(400, f"The role '{old.id}' cannot be changed.")
    privileges = tuple(name for name in PRIVILEGES if name in body["privileges"])
    return {"name": str(body["name"]), "description": str(body.get("description") or ""), "privileges": privileges}


def _refuse_oneself(call: Call, user: User) -> None:
    if user.id == call.user.id:
        raise Refusal(400, "You cannot delete yourself.")


def _of_user(name: str, ids: Callable[[Call, User], Iterable[Any]]) -> Entity:
    return references(f"/users/<int:id>/{name}", lambda call: ids(call, call.named(_users(call), "user")))


def _users_with(
    path: str, things: Callable[[Call], Mapping[Any, Any]], title: str, belongs: Callable[[Call, User], bool]
) -> Entity:
    def ids(call: Call) -> list[int]:
        call.named(things(call), title)
        return [user.id for user in call.world.users.values() if belongs(call, user)]

    return references(f"{path}/users", ids, roles={"list": ADMINISTRATORS})


_USER = {"login": NAME, "name": NAME, "role": Property(kind="any", required=True), "email": TEXT}
ENTITIES = (
    setting(
        paged("/users", _users, user_view, title="user"),
        roles=dict.fromkeys(("create", "replace", "delete"), ADMINISTRATORS),
        value=User,
        schema=body_of(**_USER),
        first=body_of(password=NAME, **_USER),
        members=_members,
        leaving=_refuse_oneself,
        statuses={"create": 200},
    ),
    _of_user("privileges", lambda call, user: call.world.roles[user.role].privileges),
    _of_user("sites", lambda call, user: sorted(call.world.sites if user.sites is None else user.sites)),
    _of_user("asset_groups", lambda call, user: sorted(call.world.groups if user.groups is None else user.groups)),
    setting(
        everything("/roles", _roles, _role_view, title="role", item="/<id>"),
        does="list read replace",
        roles={"replace": ADMINISTRATORS},
        value=Role,
        schema=body_of(
            name=NAME,
            description=TEXT,
            privileges=Property(kind="array", default=[], items=Property(values=PRIVILEGES)),
        ),
        members=_role_members,
    ),
    _users_with(
        "/roles/<id>", lambda call: call.world.roles, "role", lambda call, user: user.role == call.values["id"]
    ),
    references(
        "/privileges",
        lambda call: _PRIVILEGES,
        title="privilege",
        item="/<id>",
        show=lambda call, name: {"links": [call.own_link, call.link("Users", "privileges", name, "users")]},
    ),
    _users_with(
        "/privileges/<id>",
        lambda call: _PRIVILEGES,
        "privilege",
        lambda call, user: call.values["id"] in call.world.roles[user.role].privileges,
    ),
    everything(
        "/authentication_sources",
        lambda call: {identifier: identifier for identifier in AUTHENTICATION_SOURCES},
        source_view,
        title="authentication source",
    ),
    _users_with(
        "/authentication_sources/<int:id>",
        lambda call: AUTHENTICATION_SOURCES,
        "authentication source",
        lambda call, user: user.source == call.values["id"],
    ),
)
