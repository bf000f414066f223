"""Tags, and the ways they come to assets."""

from __future__ import annotations

from dataclasses import replace

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import containing, equal, everything, owned, paged, references
from hypernav.apis.insightvm.sandbox.criteria.criteria import stored_criteria
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Tag
from hypernav.apis.insightvm.sandbox.settings import NAME, Part, body_of, choice, must_be_new, setting
from hypernav.sandbox.app import Refusal, Reply, Routes
from hypernav.sandbox.problems import Missing

ROUTES = Routes("call")
_KINDS = ("custom", "location", "owner", "criticality")
_COLORS = ("default", "blue", "green", "orange", "red", "purple")


def tag_view(call: Call, tag: Tag) -> Json:
    """Return the document of a tag."""
    document: Json = {
        "color": tag.color,
        "created": instant(tag.created),
        "id": tag.id,
        "links": call.links("tags", tag.id, to=("Assets", "Asset Groups", "Sites", "Search Criteria"), of="Tag "),
        "name": tag.name,
        "source": "built-in" if tag.built_in else "custom",
        "type": tag.kind,
    }
    if tag.kind == "criticality":
        document["riskModifier"] = tag.modifier
    if tag.criteria:
        document["searchCriteria"] = dict(tag.criteria)
    return document


def _tag(call: Call) -> Tag:
    return call.named(call.world.tags, "tag", "tag" if "tag" in call.values else "id")


def _members(call: Call, body: Json, old: Tag | None) -> Json:
    kind = str(body["type"]).casefold()
    if old:
        _refuse_built_in(call, old)
    if kind == "criticality":
        raise Refusal(400, "Tags of the type 'criticality' are built in.")
    must_be_new("A tag", "name", body["name"], (tag for tag in call.world.tags.values() if tag.kind == kind), old)
    criteria = body.get("searchCriteria")
    return {
        **({} if old else {"created": call.now}),
        "name": str(body["name"]),
        "kind": kind,
        "color": str(body.get("color") or "default").casefold(),
        "criteria": stored_criteria(criteria) if criteria else None,
    }


def _refuse_built_in(call: Call, tag: Tag) -> None:
    if tag.built_in:
        raise Refusal(400, f"The built-in tag '{tag.name}' cannot be changed.")


def _tagged(call: Call) -> list[Json]:
    tag = _tag(call)
    ways = call.world.tag_sources(tag)
    return [
        {"id": asset, "sources": sorted({kind for (kind, _), assets in ways.items() if asset in assets})}
        for asset in call.visible(call.world.tagged(tag))
    ]


def _asset_tag(call: Call, tag: Tag) -> Json:
    sources: list[Json] = []
    for (kind, identifier), assets in call.world.tag_sources(tag).items():
        if call.values["id"] in assets:
            collection = {"site": "sites", "asset-group": "asset_groups"}.get(kind)
            own = {} if identifier is None else {"id": identifier}
            links = [call.link("self", collection, identifier)] if collection else [call.link("self", "tags", tag.id)]
            sources.append({**own, "links": links, "source": kind})
    return {**tag_view(call, tag), "sources": sources}


TAGS = setting(
    paged(
        "/tags",
        lambda call: call.world.tags,
        tag_view,
        title="tag",
        filters=(containing("name", lambda tag: tag.name), equal("type", lambda tag: tag.kind)),
    ),
    value=Tag,
    schema=body_of(name=NAME, type=choice(_KINDS, required=True), color=choice(_COLORS)),
    members=_members,
    leaving=_refuse_built_in,
    parts=(
        Part("search_criteria", "criteria", lambda call, tag: stored_criteria(call.body())),
        Part("search_criteria", "criteria", lambda call, tag: None, "DELETE"),
        Part("sites", "sites", lambda call, tag: frozenset(call.known(call.world.sites, "site"))),
        Part("asset_groups", "groups", lambda call, tag: frozenset(call.known(call.world.groups, "asset group"))),
    ),
)
ENTITIES = (
    TAGS,
    everything("/tags/<int:id>/assets", _tagged, back="Tag"),
    references("/tags/<int:id>/sites", lambda call: sorted(each for each in _tag(call).sites if call.sees_site(each))),
    references("/tags/<int:id>/asset_groups", lambda call: sorted(_tag(call).groups)),
    everything("/assets/<int:id>/tags", lambda call: call.world.tags_of(call.asset().id), _asset_tag, back="Asset"),
    everything(
        "/sites/<int:id>/tags",
        owned(Call.site, lambda call, site: [tag for tag in call.world.tags.values() if site.id in tag.sites]),
        tag_view,
    ),
)


@ROUTES.get("/tags/<int:id>/search_criteria")
def get_criteria(call: Call, id: int) -> Json:
    """Return the criteria of a tag."""
    criteria = _tag(call).criteria or {"filters": [], "match": "all"}
    return {**criteria, "links": [call.own_link, call.link("Tag", "tags", id)]}


@ROUTES.put("/tags/<int:tag>/assets/<int:id>")
@ROUTES.put("/assets/<int:id>/tags/<int:tag>")
def tag_asset(call: Call, id: int, tag: int) -> Json:
    """Give a tag to an asset."""
    found = _tag(call)
    return TAGS.save(call, replace(found, assets=found.assets | {call.asset().id}))


@ROUTES.delete("/tags/<int:tag>/assets/<int:id>")
@ROUTES.delete("/assets/<int:id>/tags/<int:tag>")
def untag_asset(call: Call, id: int, tag: int) -> Json:
    """Take a tag that was given directly from an asset."""
    found = _tag(call)
    if call.asset().id not in found.assets:
        raise Missing("asset tag", tag)
    return TAGS.save(call, replace(found, assets=found.assets - {id}))


@ROUTES.put("/sites/<int:id>/tags/<int:tag>")
def add_site_tag(call: Call, id: int, tag: int) -> Reply:
    """Give a tag to a site."""
    found = _tag(call)
    return Reply(TAGS.save(call, replace(found, sites=found.sites | {call.site().id})), 201)


@ROUTES.delete("/sites/<int:id>/tags/<int:tag>")
def remove_site_tag(call: Call, id: int, tag: int) -> Json:
    """Take a tag from a site."""
    found = _tag(call)
    if call.site().id not in found.sites:
        raise Missing("site tag", tag)
    return TAGS.save(call, replace(found, sites=found.sites - {id}))
