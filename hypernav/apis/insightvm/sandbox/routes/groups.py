"""Asset groups, chosen by hand or by criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, not_found, required, whole_numbers
from hypernav.apis.insightvm.sandbox.collections import page, references
from hypernav.apis.insightvm.sandbox.data.records import Group
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.apis.insightvm.sandbox.routes.asset_view import severity_counts
from hypernav.apis.insightvm.sandbox.routes.criteria import checked_criteria
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()
_GROUP = "/api/3/asset_groups/<int:id>"


def group_view(call: Call, group: Group) -> Json:
    """Return the document of an asset group."""
    world, at = call.world, ("asset_groups", group.id)
    count, risk, totals = world.summary(("group", group.id), world.group_assets(group))
    links = [
        call.link("self", *at),
        call.link("Assets", *at, "assets"),
        call.link("Tags", *at, "tags"),
        call.link("Users", *at, "users"),
    ]
    document: Json = {
        "assets": count,
        "description": group.description,
        "id": group.id,
        "links": links,
        "name": group.name,
        "riskScore": risk,
        "type": group.kind,
        "vulnerabilities": severity_counts(totals),
    }
    if group.criteria:
        links.append(call.link("Search Criteria", *at, "search_criteria"))
        document["searchCriteria"] = dict(group.criteria)
    return document


def sees_group(call: Call, group: Group) -> bool:
    """Return whether the user may see a group."""
    return call.user.groups is None or group.id in call.user.groups


def _find(call: Call, id: int) -> Group:
    group = call.world.groups.get(id)
    if group is None or not sees_group(call, group):
        raise not_found("asset group", id)
    return group


def _save(call: Call, group: Group) -> Json:
    call.world.groups[group.id] = group
    call.world.changed()
    return call.done(call.link("Asset Group", "asset_groups", group.id))


@endpoint(ROUTES.get("/api/3/asset_groups"))
def list_groups(call: Call) -> Json:
    """Return the asset groups, by part of the name and by type where asked."""
    name, kind = call.request.args.get("name", "").casefold(), call.request.args.get("type", "").casefold()
    groups = [group for group in call.world.groups.values() if sees_group(call, group)]
    found = [group for group in groups if name in group.name.casefold() and kind in ("", group.kind)]
    return page(call, found, lambda group: group_view(call, group))


@endpoint(ROUTES.post("/api/3/asset_groups"))
def create_group(call: Call) -> Reply:
    """Create an asset group."""
    identifier = next_id(call.world.groups)
    _save(call, Group(id=identifier, **_members(call, call.body())))
    return call.created(identifier, "asset_groups", identifier)


@endpoint(ROUTES.get(_GROUP))
def get_group(call: Call, id: int) -> Json:
    """Return an asset group."""
    return group_view(call, _find(call, id))


@endpoint(ROUTES.put(_GROUP))
def replace_group(call: Call, id: int) -> Json:
    """Replace what is set up of an asset group."""
    return _save(call, replace(_find(call, id), **_members(call, call.body(), keeping=id)))


@endpoint(ROUTES.delete(_GROUP))
def delete_group(call: Call, id: int) -> Json:
    """Delete an asset group; its assets stay."""
    del call.world.groups[_find(call, id).id]
    call.world.changed()
    return call.done(call.link("Asset Groups", "asset_groups"))


def _members(call: Call, body: Mapping[str, Any], keeping: int = 0) -> dict[str, Any]:
    required(body, "name", "type")
    kind = str(body["type"]).casefold()
    if kind not in {"static", "dynamic"}:
        raise Refusal(400, "The property 'type' must be 'static' or 'dynamic'.")
    for group in call.world.groups.values():
        if group.id != keeping and group.name.casefold() == str(body["name"]).casefold():
            raise Refusal(400, f"An asset group with the name '{body['name']}' already exists.")
    if kind == "dynamic":
        required(body, "searchCriteria")
    elif body.get("searchCriteria"):
        raise Refusal(400, "A static asset group takes no 'searchCriteria'.")
    return {
        "name": str(body["name"]),
        "description": str(body.get("description") or ""),
        "kind": kind,
        "criteria": checked_criteria(body["searchCriteria"]) if kind == "dynamic" else None,
    }


@endpoint(ROUTES.get(f"{_GROUP}/search_criteria"))
def get_criteria(call: Call, id: int) -> Json:
    """Return the criteria of a dynamic asset group."""
    group = _find(call, id)
    if group.criteria is None:
        raise not_found("search criteria of asset group", id)
    return {**group.criteria, "links": [call.here, call.link("Asset Group", "asset_groups", id)]}


@endpoint(ROUTES.put(f"{_GROUP}/search_criteria"))
def set_criteria(call: Call, id: int) -> Json:
    """Replace the criteria of a dynamic asset group."""
    group = _find(call, id)
    if group.kind != "dynamic":
        raise Refusal(400, "A static asset group takes no search criteria.")
    return _save(call, replace(group, criteria=checked_criteria(call.body())))


@endpoint(ROUTES.get(f"{_GROUP}/assets"))
def list_group_assets(call: Call, id: int) -> Json:
    """Return the ids of the assets of a group."""
    return references(call, call.visible(call.world.group_assets(_find(call, id))))


def _static(call: Call, id: int) -> Group:
    group = _find(call, id)
    if group.kind != "static":
        raise Refusal(400, "The assets of a dynamic asset group follow from its search criteria.")
    return group


@endpoint(ROUTES.put(f"{_GROUP}/assets"))
def set_group_assets(call: Call, id: int) -> Json:
    """Replace the assets of a static group."""
    group = _static(call, id)
    return _save(call, replace(group, assets=frozenset(call.asset(each).id for each in whole_numbers(call.body(list)))))


@endpoint(ROUTES.delete(f"{_GROUP}/assets"))
def clear_group_assets(call: Call, id: int) -> Json:
    """Take all assets out of a static group."""
    return _save(call, replace(_static(call, id), assets=frozenset()))


@endpoint(ROUTES.put(f"{_GROUP}/assets/<int:asset>"))
def add_group_asset(call: Call, id: int, asset: int) -> Json:
    """Put an asset into a static group."""
    group = _static(call, id)
    return _save(call, replace(group, assets=group.assets | {call.asset(asset).id}))


@endpoint(ROUTES.delete(f"{_GROUP}/assets/<int:asset>"))
def remove_group_asset(call: Call, id: int, asset: int) -> Json:
    """Take an asset out of a static group."""
    group = _static(call, id)
    if asset not in group.assets:
        raise not_found("asset", asset)
    return _save(call, replace(group, assets=group.assets - {asset}))


@endpoint(ROUTES.get(f"{_GROUP}/tags"))
def list_group_tags(call: Call, id: int) -> Json:
    """Return the ids of the tags of a group."""
    _find(call, id)
    return references(call, [tag.id for tag in call.world.tags.values() if id in tag.groups])


@endpoint(ROUTES.get(f"{_GROUP}/users"))
def list_group_users(call: Call, id: int) -> Json:
    """Return the ids of the users with access to a group."""
    _find(call, id)
    return references(call, [user.id for user in call.world.users.values() if user.groups is None or id in user.groups])
