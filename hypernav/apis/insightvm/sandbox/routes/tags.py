"""Tags, and the ways they come to assets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry, not_found, required, whole_numbers
from hypernav.apis.insightvm.sandbox.collections import everything, page, references
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Tag
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.apis.insightvm.sandbox.routes.criteria import checked_criteria
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()
_TAG = "/api/3/tags/<int:id>"
_KINDS = ("custom", "location", "owner", "criticality")
_COLORS = ("default", "blue", "green", "orange", "red", "purple")


def tag_view(call: Call, tag: Tag) -> Json:
    """Return the document of a tag."""
    at = ("tags", tag.id)
    document: Json = {
        "color": tag.color,
        "created": instant(tag.created),
        "id": tag.id,
        "links": [
            call.link("self", *at),
            call.link("Tag Assets", *at, "assets"),
            call.link("Tag Asset Groups", *at, "asset_groups"),
            call.link("Tag Sites", *at, "sites"),
            call.link("Tag Search Criteria", *at, "search_criteria"),
        ],
        "name": tag.name,
        "source": "built-in" if tag.built_in else "custom",
        "type": tag.kind,
    }
    if tag.kind == "criticality":
        document["riskModifier"] = tag.modifier
    if tag.criteria:
        document["searchCriteria"] = dict(tag.criteria)
    return document


def _find(call: Call, id: int) -> Tag:
    found: Tag = entry(call.world.tags, id, "tag")
    return found


def _save(call: Call, tag: Tag) -> Json:
    call.world.tags[tag.id] = tag
    call.world.changed()
    return call.done(call.link("Tag", "tags", tag.id))


@endpoint(ROUTES.get("/api/3/tags"))
def list_tags(call: Call) -> Json:
    """Return the tags, by part of the name and by type where asked."""
    name, kind = call.request.args.get("name", "").casefold(), call.request.args.get("type", "").casefold()
    found = [tag for tag in call.world.tags.values() if name in tag.name.casefold() and kind in ("", tag.kind)]
    return page(call, found, lambda tag: tag_view(call, tag))


@endpoint(ROUTES.post("/api/3/tags"))
def create_tag(call: Call) -> Reply:
    """Create a tag."""
    identifier = next_id(call.world.tags)
    tag = Tag(id=identifier, created=call.console.moment(), **_members(call, call.body()))
    _save(call, tag)
    return call.created(identifier, "tags", identifier)


@endpoint(ROUTES.get(_TAG))
def get_tag(call: Call, id: int) -> Json:
    """Return a tag."""
    return tag_view(call, _find(call, id))


@endpoint(ROUTES.put(_TAG))
def replace_tag(call: Call, id: int) -> Json:
    """Replace a tag; criteria left out are taken away."""
    return _save(call, replace(_own(call, id), **_members(call, call.body(), keeping=id)))


@endpoint(ROUTES.delete(_TAG))
def delete_tag(call: Call, id: int) -> Json:
    """Delete a tag."""
    del call.world.tags[_own(call, id).id]
    call.world.changed()
    return call.done(call.link("Tags", "tags"))


def _own(call: Call, id: int) -> Tag:
    tag = _find(call, id)
    if tag.built_in:
        raise Refusal(400, f"The built-in tag '{tag.name}' cannot be changed.")
    return tag


def _members(call: Call, body: Mapping[str, Any], keeping: int = 0) -> dict[str, Any]:
    required(body, "name", "type")
    kind, color = str(body["type"]).casefold(), str(body.get("color") or "default").casefold()
    if kind not in _KINDS:
        raise Refusal(400, f"The property 'type' must be one of {', '.join(_KINDS)}.")
    if color not in _COLORS:
        raise Refusal(400, f"The property 'color' must be one of {', '.join(_COLORS)}.")
    if kind == "criticality":
        raise Refusal(400, "Tags of the type 'criticality' are built in.")
    for tag in call.world.tags.values():
        if tag.id != keeping and (tag.kind, tag.name.casefold()) == (kind, str(body["name"]).casefold()):
            raise Refusal(400, f"A tag with the name '{body['name']}' already exists.")
    criteria = body.get("searchCriteria")
    return {
        "name": str(body["name"]),
        "kind": kind,
        "color": color,
        "criteria": checked_criteria(criteria) if criteria else None,
    }


@endpoint(ROUTES.get(f"{_TAG}/search_criteria"))
def get_criteria(call: Call, id: int) -> Json:
    """Return the criteria of a tag."""
    criteria = _find(call, id).criteria
    return {**(criteria or {"filters": [], "match": "all"}), "links": [call.here, call.link("Tag", "tags", id)]}


@endpoint(ROUTES.put(f"{_TAG}/search_criteria"))
def set_criteria(call: Call, id: int) -> Json:
    """Replace the criteria of a tag."""
    return _save(call, replace(_find(call, id), criteria=checked_criteria(call.body())))


@endpoint(ROUTES.delete(f"{_TAG}/search_criteria"))
def delete_criteria(call: Call, id: int) -> Json:
    """Take the criteria of a tag away."""
    return _save(call, replace(_find(call, id), criteria=None))


@endpoint(ROUTES.get(f"{_TAG}/assets"))
def list_tagged(call: Call, id: int) -> Json:
    """Return the ids of the assets of a tag, each with the ways it came there."""
    tag = _find(call, id)
    ways = call.world.tag_sources(tag)
    resources = [
        {"id": asset, "sources": sorted({kind for (kind, _), assets in ways.items() if asset in assets})}
        for asset in call.visible(call.world.tagged(tag))
    ]
    return {"links": [call.here, call.link("Tag", "tags", id)], "resources": resources}


@endpoint(ROUTES.put(f"{_TAG}/assets/<int:asset>"))
def tag_asset(call: Call, id: int, asset: int) -> Json:
    """Give a tag to an asset."""
    tag = _find(call, id)
    return _save(call, replace(tag, assets=tag.assets | {call.asset(asset).id}))


@endpoint(ROUTES.delete(f"{_TAG}/assets/<int:asset>"))
def untag_asset(call: Call, id: int, asset: int) -> Json:
    """Take a tag that was given directly from an asset."""
    tag = _find(call, id)
    if call.asset(asset).id not in tag.assets:
        raise not_found("asset tag", id)
    return _save(call, replace(tag, assets=tag.assets - {asset}))


def _ids(call: Call, known: Mapping[int, Any], what: str) -> frozenset[int]:
    ids = whole_numbers(call.body(list))
    for each in ids:
        entry(known, each, what)
    return frozenset(ids)


@endpoint(ROUTES.get(f"{_TAG}/sites"))
def list_tag_sites(call: Call, id: int) -> Json:
    """Return the ids of the sites of a tag."""
    return references(call, sorted(each for each in _find(call, id).sites if call.sees_site(each)))


@endpoint(ROUTES.put(f"{_TAG}/sites"))
def set_tag_sites(call: Call, id: int) -> Json:
    """Replace the sites of a tag."""
    return _save(call, replace(_find(call, id), sites=_ids(call, call.world.sites, "site")))


@endpoint(ROUTES.get(f"{_TAG}/asset_groups"))
def list_tag_groups(call: Call, id: int) -> Json:
    """Return the ids of the asset groups of a tag."""
    return references(call, sorted(_find(call, id).groups))


@endpoint(ROUTES.put(f"{_TAG}/asset_groups"))
def set_tag_groups(call: Call, id: int) -> Json:
    """Replace the asset groups of a tag."""
    return _save(call, replace(_find(call, id), groups=_ids(call, call.world.groups, "asset group")))


@endpoint(ROUTES.get("/api/3/assets/<int:id>/tags"))
def list_asset_tags(call: Call, id: int) -> Json:
    """Return the tags of an asset with their sources."""
    call.asset(id)
    return everything(
        call, [_asset_tag(call, tag, id) for tag in call.world.tags_of(id)], call.link("Asset", "assets", id)
    )


def _asset_tag(call: Call, tag: Tag, asset: int) -> Json:
    sources: list[Json] = []
    for (kind, identifier), assets in call.world.tag_sources(tag).items():
        if asset in assets:
            collection = {"site": "sites", "asset-group": "asset_groups"}.get(kind)
            own = {} if identifier is None else {"id": identifier}
            links = [call.link("self", collection, identifier)] if collection else [call.link("self", "tags", tag.id)]
            sources.append({**own, "links": links, "source": kind})
    return {**tag_view(call, tag), "sources": sources}


@endpoint(ROUTES.put("/api/3/assets/<int:id>/tags/<int:tag>"))
def add_asset_tag(call: Call, id: int, tag: int) -> Json:
    """Give a tag to an asset."""
    return tag_asset(call, tag, id)


@endpoint(ROUTES.delete("/api/3/assets/<int:id>/tags/<int:tag>"))
def remove_asset_tag(call: Call, id: int, tag: int) -> Json:
    """Take a tag that was given directly from an asset."""
    return untag_asset(call, tag, id)


@endpoint(ROUTES.get("/api/3/sites/<int:id>/tags"))
def list_site_tags(call: Call, id: int) -> Json:
    """Return the tags of a site."""
    call.site(id)
    return everything(call, [tag_view(call, tag) for tag in call.world.tags.values() if id in tag.sites])


@endpoint(ROUTES.put("/api/3/sites/<int:id>/tags/<int:tag>"))
def add_site_tag(call: Call, id: int, tag: int) -> Reply:
    """Give a tag to a site."""
    found = _find(call, tag)
    return Reply(_save(call, replace(found, sites=found.sites | {call.site(id).id})), 201)


@endpoint(ROUTES.delete("/api/3/sites/<int:id>/tags/<int:tag>"))
def remove_site_tag(call: Call, id: int, tag: int) -> Json:
    """Take a tag from a site."""
    found = _find(call, tag)
    if call.site(id).id not in found.sites:
        raise not_found("site tag", tag)
    return _save(call, replace(found, sites=found.sites - {id}))
