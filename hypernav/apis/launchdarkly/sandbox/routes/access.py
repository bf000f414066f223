"""Access tokens and custom roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.application import CURRENT
from hypernav.apis.launchdarkly.sandbox.changes.checks import check_key, is_objects, is_strings, require
from hypernav.apis.launchdarkly.sandbox.changes.patches import edited, read_patch
from hypernav.apis.launchdarkly.sandbox.paging import page_of
from hypernav.apis.launchdarkly.sandbox.refusals import exists
from hypernav.apis.launchdarkly.sandbox.represent.people import role_detail, token_detail
from hypernav.apis.launchdarkly.sandbox.store import ACCOUNT
from hypernav.sandbox.app import Reply, Routes
from hypernav.sandbox.identifiers import uuid_of
from hypernav.sandbox.lists import truth

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record

ROUTES = Routes("call")
_TOKEN_ROLES = ("reader", "writer", "admin")
_POWERS = ("role", "customRoleIds", "inlineRole")
_TOKEN_EDITABLE = ("name", "description", *_POWERS)
_ROLE_EDITABLE = ("name", "description", "policy", "basePermissions")


@ROUTES.get("/tokens")
def get_tokens(call: Asked) -> Any:
    """List the caller's access tokens, or with ``showAll`` and the admin role those of all members."""
    store, own = call.store, call.principal
    everybody = truth(call.args, "showAll") and own.get("role") == "admin"
    found = [one for one in store.tokens.values() if everybody or one["memberId"] == own["memberId"]]
    return page_of(call, found, lambda one: token_detail(store, one), default=25)


@ROUTES.post("/tokens")
def post_token(call: Asked) -> Any:
    """Create an access token; only this answer holds its secret."""
    body, store, now = call.body(), call.store, call.moment
    made: Record = {
        "_id": store.numbering.object_id(),
        "ownerId": ACCOUNT,
        "memberId": call.principal["memberId"],
        "name": "",
        "description": "",
        "creationDate": now,
        "lastModified": now,
        "customRoleIds": [],
        "inlineRole": [],
        "serviceToken": False,
        "defaultApiVersion": CURRENT,
        "lastUsed": 0,
    }
    made |= {name: body[name] for name in (*_TOKEN_EDITABLE, "serviceToken", "defaultApiVersion") if name in body}
    _check_token(call, made)
    made["secret"] = _secret(made, now)
    store.tokens[made["_id"]] = made
    call.log(f"token/{made['_id']}", made, "createAccessToken", "created the access token")
    return Reply({**token_detail(store, made), "token": made["secret"]}, 201)


def _secret(token: Record, now: int) -> str:
    return f"api-{uuid_of('token', token['_id'], now)}"


def _check_token(call: Asked, token: Record) -> None:
    require(is_strings([token["name"], token["description"]]), "name and description must be strings")
    require(isinstance(token["serviceToken"], bool), "serviceToken must be a boolean")
    require(token["defaultApiVersion"] == CURRENT, f"defaultApiVersion must be {CURRENT}")
    require(sum(bool(token.get(name)) for name in _POWERS) == 1, f"give one of {', '.join(_POWERS)}")
    require(token.get("role", "reader") in _TOKEN_ROLES, f"role must be one of {', '.join(_TOKEN_ROLES)}")
    require(is_strings(token["customRoleIds"]), "customRoleIds must be a list of strings")
    known = {name for role in call.store.roles.values() for name in (role["_id"], role["key"])}
    require(known.issuperset(token["customRoleIds"]), "customRoleIds: no such role")
    _check_policy(token["inlineRole"], "inlineRole")


def _check_policy(policy: Any, name: str) -> None:
    require(is_objects(policy), f"{name} must be a list of statements")
    for statement in policy:
        require(statement.get("effect") in ("allow", "deny"), f"{name}: effect must be allow or deny")
        for member in ("resources", "actions"):
            given = [statement[key] for key in (member, f"not{member.title()}") if key in statement]
            good = len(given) == 1 and is_strings(given[0]) and bool(given[0])
            require(good, f"{name}: a statement needs either {member} or not{member.title()}")


@ROUTES.get("/tokens/<token>")
def get_token(call: Asked, token: str) -> Any:
    """Show an access token."""
    return token_detail(call.store, call.store.tokens[token])


@ROUTES.patch("/tokens/<token>")
def patch_token(call: Asked, token: str) -> Any:
    """Change an access token by a JSON patch."""
    store, before, patch = call.store, call.store.tokens[token], read_patch(call, "json", "merge")
    after = edited(before, token_detail(store, before), patch, _TOKEN_EDITABLE)
    if after.get("role") == "":
        del after["role"]
    _check_token(call, after)
    return token_detail(store, _changed_token(call, before, after))


@ROUTES.post("/tokens/<token>/reset")
def reset_token(call: Asked, token: str) -> Any:
    """Give an access token another secret; the old one is no longer taken."""
    before = call.store.tokens[token]
    after = _changed_token(call, before, {**before, "secret": _secret(before, call.moment)})
    return {**token_detail(call.store, after), "token": after["secret"]}


def _changed_token(call: Asked, before: Record, after: Record) -> Record:
    if after != before:
        after["lastModified"] = call.moment
        call.store.tokens[after["_id"]] = after
        call.log(f"token/{after['_id']}", after, "updateAccessToken", "updated the access token")
    return after


@ROUTES.delete("/tokens/<token>")
def delete_token(call: Asked, token: str) -> None:
    """Delete an access token, which nobody is known by any more."""
    before = call.store.tokens[token]
    del call.store.tokens[token]
    call.log(f"token/{token}", before, "deleteAccessToken", "deleted the access token")


@ROUTES.get("/roles")
def get_custom_roles(call: Asked) -> Any:
    """List the custom roles."""
    return page_of(call, [*call.store.roles.values()], lambda one: role_detail(call.store, one))


@ROUTES.post("/roles")
def post_custom_role(call: Asked) -> Any:
    """Create a custom role."""
    store, body = call.store, call.body(dict, "name", "key")
    check_key(body["key"])
    if body["key"] in store.roles:
        raise exists("role")
    made: Record = {"_id": store.numbering.object_id(), "key": body["key"], "name": body["name"], "description": ""}
    made |= {"policy": body.get("policy"), "basePermissions": "reader"}
    made |= {name: body[name] for name in ("description", "basePermissions", "resourceCategory") if name in body}
    _check_role(made)
    store.roles[made["key"]] = made
    shown = role_detail(store, made)
    call.log(f"role/{made['key']}", made, "createRole", "created the role", after=shown)
    return Reply(shown, 201)


def _check_role(role: Record) -> None:
    require(is_strings([role["name"], role["description"]]) and bool(role["name"].strip()), "name is required")
    require(role["basePermissions"] in ("reader", "no_access"), "basePermissions must be reader or no_access")
    _check_policy(role["policy"], "policy")


def _role(call: Asked, key: str) -> Record:
    """Return the role of a key or an id."""
    return next((role for role in call.store.roles.values() if role["_id"] == key), None) or call.store.roles[key]


@ROUTES.get("/roles/<role>")
def get_custom_role(call: Asked, role: str) -> Any:
    """Show a custom role."""
    return role_detail(call.store, _role(call, role))


@ROUTES.patch("/roles/<role>")
def patch_custom_role(call: Asked, role: str) -> Any:
    """Change a custom role by a JSON patch or a merge patch."""
    store, before, patch = call.store, _role(call, role), read_patch(call, "json", "merge")
    after = edited(before, role_detail(store, before), patch, _ROLE_EDITABLE)
    _check_role(after)
    if after != before:
        store.roles[after["key"]] = after
        call.log(f"role/{after['key']}", after, "updateRole", "updated the role", patch)
    return role_detail(store, after)


@ROUTES.delete("/roles/<role>")
def delete_custom_role(call: Asked, role: str) -> None:
    """Delete a custom role, which members and teams lose."""
    store, before = call.store, _role(call, role)
    del store.roles[before["key"]]
    for people, member in ((store.members, "customRoles"), (store.teams, "customRoleKeys")):
        for key, one in list(people.items()):
            people[key] = {**one, member: [name for name in one[member] if name not in (before["key"], before["_id"])]}
    call.log(f"role/{before['key']}", before, "deleteRole", "deleted the role")
