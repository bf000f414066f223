"""Users, roles, privileges and authentication sources; administrators only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry, not_found, required
from hypernav.apis.insightvm.sandbox.collections import everything, page, references
from hypernav.apis.insightvm.sandbox.data.people import AUTHENTICATION_SOURCES, PRIVILEGES, ROLES, Role
from hypernav.apis.insightvm.sandbox.data.records import User
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()


def user_view(call: Call, user: User) -> Json:
    """Return the document of a user."""
    at, role = ("users", user.id), ROLES[user.role]
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
    at = ("authentication_sources", identifier)
    links = [call.link("self", *at), call.link("Users", *at, "users")]
    return {"external": external, "id": identifier, "links": links, "name": name, "type": kind}


def _role_view(call: Call, role: Role) -> Json:
    return {
        "description": role.description,
        "id": role.id,
        "links": [call.link("self", "roles", role.id), call.link("Users", "roles", role.id, "users")],
        "name": role.name,
        "privileges": list(role.privileges),
    }


def _find(call: Call, id: int) -> User:
    if id != call.user.id:
        call.require_superuser()
    found: User = entry(call.world.users, id, "user")
    return found


@endpoint(ROUTES.get("/api/3/users"))
def list_users(call: Call) -> Json:
    """Return the users."""
    call.require_superuser()
    return page(call, list(call.world.users.values()), lambda user: user_view(call, user))


@endpoint(ROUTES.post("/api/3/users"))
def create_user(call: Call) -> Reply:
    """Create a user."""
    call.require_superuser()
    body = call.body()
    required(body, "login", "name", "password", "role")
    identifier = next_id(call.world.users)
    call.world.users[identifier] = User(id=identifier, source=2, password=str(body["password"]), **_members(call, body))
    return call.created(identifier, "users", identifier, status=200)


@endpoint(ROUTES.get("/api/3/users/<int:id>"))
def get_user(call: Call, id: int) -> Json:
    """Return a user."""
    return user_view(call, _find(call, id))


@endpoint(ROUTES.put("/api/3/users/<int:id>"))
def replace_user(call: Call, id: int) -> Json:
    """Replace a user."""
    call.require_superuser()
    user, body = _find(call, id), call.body()
    required(body, "login", "name", "role")
    call.world.users[id] = replace(user, **_members(call, body, keeping=id))
    return call.done(call.link("User", "users", id))


@endpoint(ROUTES.delete("/api/3/users/<int:id>"))
def delete_user(call: Call, id: int) -> Json:
    """Delete a user."""
    call.require_superuser()
    if id == call.user.id:
        raise Refusal(400, "You cannot delete yourself.")
    del call.world.users[_find(call, id).id]
    return call.done(call.link("Users", "users"))


def _members(call: Call, body: Mapping[str, Any], keeping: int = 0) -> dict[str, Any]:
    role = body["role"] if isinstance(body["role"], Mapping) else {}
    if role.get("id") not in ROLES:
        raise Refusal(400, f"The role '{role.get('id')}' does not exist.")
    for user in call.world.users.values():
        if user.id != keeping and user.login.casefold() == str(body["login"]).casefold():
            raise Refusal(400, f"A user with the login '{body['login']}' already exists.")
    return {
        "login": str(body["login"]),
        "name": str(body["name"]),
        "email": str(body.get("email") or ""),
        "role": role["id"],
        "enabled": bool(body.get("enabled", True)),
        "locked": bool(body.get("locked", False)),
        "sites": None if role.get("allSites") or ROLES[role["id"]].superuser else frozenset(),
        "groups": None if role.get("allAssetGroups") or ROLES[role["id"]].superuser else frozenset(),
    }


@endpoint(ROUTES.get("/api/3/users/<int:id>/privileges"))
def list_user_privileges(call: Call, id: int) -> Json:
    """Return the privileges of a user."""
    return references(call, ROLES[_find(call, id).role].privileges)


@endpoint(ROUTES.get("/api/3/users/<int:id>/sites"))
def list_user_sites(call: Call, id: int) -> Json:
    """Return the ids of the sites that a user may see."""
    sites = _find(call, id).sites
    return references(call, sorted(call.world.sites if sites is None else sites))


@endpoint(ROUTES.get("/api/3/users/<int:id>/asset_groups"))
def list_user_groups(call: Call, id: int) -> Json:
    """Return the ids of the asset groups that a user may see."""
    groups = _find(call, id).groups
    return references(call, sorted(call.world.groups if groups is None else groups))


@endpoint(ROUTES.get("/api/3/roles"))
def list_roles(call: Call) -> Json:
    """Return the roles."""
    call.require_superuser()
    return everything(call, [_role_view(call, role) for role in ROLES.values()])


@endpoint(ROUTES.get("/api/3/roles/<id>"))
def get_role(call: Call, id: str) -> Json:
    """Return a role."""
    if id != call.user.role:
        call.require_superuser()
    return _role_view(call, entry(ROLES, id, "role"))


@endpoint(ROUTES.get("/api/3/roles/<id>/users"))
def list_role_users(call: Call, id: str) -> Json:
    """Return the ids of the users with a role."""
    call.require_superuser()
    entry(ROLES, id, "role")
    return references(call, [user.id for user in call.world.users.values() if user.role == id])


@endpoint(ROUTES.get("/api/3/privileges"))
def list_privileges(call: Call) -> Json:
    """Return the names of all privileges."""
    return references(call, PRIVILEGES)


@endpoint(ROUTES.get("/api/3/privileges/<id>"))
def get_privilege(call: Call, id: str) -> Json:
    """Return the links of a privilege."""
    if id not in PRIVILEGES:
        raise not_found("privilege", id)
    return {"links": [call.here, call.link("Users", "privileges", id, "users")]}


@endpoint(ROUTES.get("/api/3/privileges/<id>/users"))
def list_privileged(call: Call, id: str) -> Json:
    """Return the ids of the users with a privilege."""
    call.require_superuser()
    if id not in PRIVILEGES:
        raise not_found("privilege", id)
    return references(call, [user.id for user in call.world.users.values() if id in ROLES[user.role].privileges])


@endpoint(ROUTES.get("/api/3/authentication_sources"))
def list_sources(call: Call) -> Json:
    """Return where users are known from."""
    return everything(call, [source_view(call, identifier) for identifier in AUTHENTICATION_SOURCES])


@endpoint(ROUTES.get("/api/3/authentication_sources/<int:id>"))
def get_source(call: Call, id: int) -> Json:
    """Return an authentication source."""
    entry(AUTHENTICATION_SOURCES, id, "authentication source")
    return source_view(call, id)


@endpoint(ROUTES.get("/api/3/authentication_sources/<int:id>/users"))
def list_source_users(call: Call, id: int) -> Json:
    """Return the ids of the users of a source."""
    call.require_superuser()
    entry(AUTHENTICATION_SOURCES, id, "authentication source")
    return references(call, [user.id for user in call.world.users.values() if user.source == id])
