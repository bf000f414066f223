"""Sites: what is scanned and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, required
from hypernav.apis.insightvm.sandbox.collections import page
from hypernav.apis.insightvm.sandbox.data.engines import TEMPLATES
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Site
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.apis.insightvm.sandbox.routes.asset_view import severity_counts
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()
IMPORTANCES = ("very_low", "low", "normal", "high", "very_high")
_PARTS = (
    "Assets", "Scans", "Scan Engine", "Scan Template", "Scan Schedules", "Included Targets", "Excluded Targets",
    "Included Asset Groups", "Excluded Asset Groups", "Tags", "Users", "Organization", "Alerts", "Shared Credentials",
    "Site Credentials",
)  # fmt: skip


def site_view(call: Call, site: Site) -> Json:
    """Return the document of a site."""
    count, risk, totals = call.world.summary(("site", site.id), call.world.members[site.id])
    links = [call.link(name, "sites", site.id, name.lower().replace(" ", "_")) for name in _PARTS]
    if site.kind == "dynamic":
        links.append(call.link("Discovery Connection", "sites", site.id, "discovery_connection"))
        links.append(call.link("Discovery Search Criteria", "sites", site.id, "discovery_search_criteria"))
    document: Json = {
        "assets": count,
        "description": site.description,
        "id": site.id,
        "importance": site.importance,
        "links": [call.link("self", "sites", site.id), *links],
        "name": site.name,
        "riskScore": risk,
        "scanEngine": site.engine,
        "scanTemplate": site.template,
        "type": site.kind,
        "vulnerabilities": severity_counts(totals),
    }
    if site.connection:
        document["connectionType"] = site.connection
    if site.last_scan:
        document["lastScanTime"] = instant(site.last_scan)
    return document


@endpoint(ROUTES.get("/api/3/sites"))
def list_sites(call: Call) -> Json:
    """Return the sites."""
    sites = [site for site in call.world.sites.values() if call.sees_site(site.id)]
    return site_page(call, sites)


def site_page(call: Call, sites: list[Site]) -> Json:
    """Return one page of sites."""
    keys = {"id": lambda site: site.id, "name": lambda site: site.name, "type": lambda site: site.kind}
    return page(call, sites, lambda site: site_view(call, site), keys=keys)


@endpoint(ROUTES.post("/api/3/sites"))
def create_site(call: Call) -> Reply:
    """Create a site."""
    body = call.body()
    required(body, "name")
    identifier = next_id(call.world.sites)
    scope = _object(body, "scan")
    connection = _object(scope, "connection").get("id")
    assets = _object(scope, "assets")
    targets = _addresses(_object(assets, "includedTargets").get("addresses", []))
    groups = _object(assets, "includedAssetGroups").get("assetGroupIDs", [])
    if "assets" in scope and not targets and not groups:
        raise Refusal(400, "At least one address or asset group must be specified in 'scan.assets'.")
    site = Site(
        id=identifier,
        **_members(
            call, {"engineId": 1, "importance": "normal", "scanTemplateId": "full-audit-without-web-spider", **body}
        ),
        kind="dynamic" if connection is not None else "static",
        connection="vsphere" if connection is not None else "",
        included=targets,
        excluded=_addresses(_object(assets, "excludedTargets").get("addresses", [])),
        included_groups=tuple(groups),
    )
    call.world.sites[identifier] = site
    call.world.members[identifier] = []
    call.world.changed()
    return call.created(identifier, "sites", identifier)


@endpoint(ROUTES.get("/api/3/sites/<int:id>"))
def get_site(call: Call, id: int) -> Json:
    """Return a site."""
    return site_view(call, call.site(id))


@endpoint(ROUTES.put("/api/3/sites/<int:id>"))
def replace_site(call: Call, id: int) -> Json:
    """Replace what is set up of a site; a member left out is taken away."""
    site, body = call.site(id), call.body()
    required(body, "name", "importance", "engineId", "scanTemplateId")
    call.world.sites[id] = replace(site, **_members(call, body, keeping=site))
    call.world.changed()
    return call.done(call.link("Site", "sites", id))


@endpoint(ROUTES.delete("/api/3/sites/<int:id>"))
def delete_site(call: Call, id: int) -> Json:
    """Delete a site and the assets that are in no other."""
    call.site(id)
    world = call.world
    members = world.members.pop(id)
    del world.sites[id]
    for scan in [scan for scan in world.scans.values() if scan.site == id]:
        del world.scans[scan.id]
    for asset in members:
        if not world.sites_of(asset):
            del world.assets[asset]
    world.changed()
    return call.done(call.link("Sites", "sites"))


def _members(call: Call, body: Mapping[str, Any], keeping: Site | None = None) -> dict[str, Any]:
    name = body["name"]
    if not isinstance(name, str):
        raise Refusal(400, "The property 'name' must be a string.")
    for other in call.world.sites.values():
        if other.name.casefold() == name.casefold() and (keeping is None or other.id != keeping.id):
            raise Refusal(400, f"A site with the name '{name}' already exists.")
    if body["importance"] not in IMPORTANCES:
        raise Refusal(400, f"The property 'importance' must be one of {', '.join(IMPORTANCES)}.")
    return {
        "name": name,
        "description": str(body.get("description") or ""),
        "importance": body["importance"],
        "engine": known_engine(call, body["engineId"]),
        "template": known_template(body["scanTemplateId"]),
    }


def known_engine(call: Call, given: Any) -> int:
    """Return the id of an engine or pool.

    Raises:
        Refusal: 400, there is none of that id.
    """
    if isinstance(given, bool) or not isinstance(given, int) or given not in {**call.world.engines, **call.world.pools}:
        raise Refusal(400, f"The scan engine '{given}' does not exist.")
    return given


def known_template(given: Any) -> str:
    """Return the id of a scan template.

    Raises:
        Refusal: 400, there is none of that id.
    """
    if not isinstance(given, str) or given not in TEMPLATES:
        raise Refusal(400, f"The scan template '{given}' does not exist.")
    return given


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Refusal(400, f"The property '{name}' must be an object.")
    return value


def _addresses(given: Any) -> tuple[str, ...]:
    return checked_addresses(given if isinstance(given, list) else [given])


def checked_addresses(given: list[Any]) -> tuple[str, ...]:
    """Return scan targets: host names, addresses, ranges with a hyphen, or networks with a slash.

    Raises:
        Refusal: 400, one is neither.
    """
    for address in given:
        if not isinstance(address, str) or not address.strip() or " " in address.strip().replace(" - ", "-"):
            raise Refusal(400, f"The address '{address}' is not valid.")
        if "/" in address:
            try:
                ip_network(address.strip(), strict=False)
            except ValueError as error:
                raise Refusal(400, f"The address '{address}' is not valid.") from error
    return tuple(dict.fromkeys(address.strip() for address in given))
