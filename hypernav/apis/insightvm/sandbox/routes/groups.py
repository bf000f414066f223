"""Asset groups, chosen by hand or by criteria."""

from __future__ import annotations

from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import containing, equal, owned, paged, references
from hypernav.apis.insightvm.sandbox.criteria.criteria import stored_criteria
from hypernav.apis.insightvm.sandbox.data.records import Group
from hypernav.apis.insightvm.sandbox.routes.asset_view import severity_counts
from hypernav.apis.insightvm.sandbox.settings import NAME, TEXT, Part, body_of, choice, must_be_new, setting
from hypernav.sandbox.app import Refusal, Routes
from hypernav.sandbox.problems import Invalid, Missing, Problem

ROUTES = Routes("call")
_ASSET = "assets/<int:asset>"
_GROUP = "/asset_groups/<int:id>"


def group_view(call: Call, group: Group) -> Json:
    """Return the document of an asset group."""
    world, at = call.world, ("asset_groups", group.id)
    count, risk, totals = world.summary(("group", group.id), world.group_assets(group))
    links = call.links(*at, to=("Assets", "Tags", "Users"))
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


def _group(call: Call) -> Group:
    return call.named(call.world.groups, "asset group", sees=lambda group: call.sees_group(group.id))


def _members(call: Call, body: Json, old: Group | None) -> Json:
    must_be_new("An asset group", "name", body["name"], call.world.groups.values(), old)
    kind = str(body["type"]).casefold()
    criteria = body.get("searchCriteria")
    if kind == "dynamic" and criteria in (None, ""):
        raise Invalid([Problem("searchCriteria", "is required", "required")])
    if kind == "static" and criteria:
        raise Refusal(400, "A static asset group takes no 'searchCriteria'.")
    return {
        "name": str(body["name"]),
        "description": str(body.get("description") or ""),
        "kind": kind,
        "criteria": stored_criteria(criteria) if kind == "dynamic" else None,
    }


def _criteria(call: Call, group: Group) -> Any:
    if group.kind != "dynamic":
        raise Refusal(400, "A static asset group takes no search criteria.")
    return stored_criteria(call.body())


def _by_hand(group: Group) -> frozenset[int]:
    if group.kind != "static":
        raise Refusal(400, "The assets of a dynamic asset group follow from its search criteria.")
    return group.assets


def _without(call: Call, group: Group) -> frozenset[int]:
    assets, gone = _by_hand(group), call.values["asset"]
    if gone not in assets:
        raise Missing("asset", gone)
    return assets - {gone}


def _chosen(call: Call, group: Group) -> frozenset[int]:
    _by_hand(group)
    return frozenset(call.known(call.visible(call.world.assets), "asset"))


def _tags(call: Call, group: Group) -> list[int]:
    return [tag.id for tag in call.world.tags.values() if group.id in tag.groups]


def _users(call: Call, group: Group) -> list[int]:
    return [user.id for user in call.world.users.values() if user.groups is None or group.id in user.groups]


GROUPS = setting(
    paged(
        "/asset_groups",
        lambda call: call.world.groups,
        group_view,
        title="asset group",
        visible=lambda call, group: call.sees_group(group.id),
        filters=(containing("name", lambda group: group.name), equal("type", lambda group: group.kind)),
    ),
    value=Group,
    schema=body_of(name=NAME, type=choice(("static", "dynamic"), required=True), description=TEXT),
    members=_members,
    parts=(
        Part("search_criteria", "criteria", _criteria),
        Part("assets", "assets", _chosen),
        Part("assets", "assets", lambda call, group: _by_hand(group) - group.assets, "DELETE"),
        Part(_ASSET, "assets", lambda call, group: _by_hand(group) | {call.asset("asset").id}),
        Part(_ASSET, "assets", _without, "DELETE"),
    ),
)
ENTITIES = (
    GROUPS,
    references(f"{_GROUP}/assets", lambda call: call.visible(call.world.group_assets(_group(call)))),
    references(f"{_GROUP}/tags", owned(_group, _tags)),
    references(f"{_GROUP}/users", owned(_group, _users)),
)


@ROUTES.get(f"{_GROUP}/search_criteria")
def get_criteria(call: Call, id: int) -> Json:
    """Return the criteria of a dynamic asset group."""
    group = _group(call)
    if group.criteria is None:
        raise Missing("search criteria of asset group", id)
    return {**group.criteria, "links": [call.own_link, call.link("Asset Group", "asset_groups", id)]}
