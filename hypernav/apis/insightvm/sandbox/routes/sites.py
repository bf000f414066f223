"""Sites: what is scanned and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import paged
from hypernav.apis.insightvm.sandbox.data.engines import TEMPLATES
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Site
from hypernav.apis.insightvm.sandbox.routes.asset_view import severity_counts
from hypernav.apis.insightvm.sandbox.settings import TEXT, Part, body_of, must_be_new, object_of, setting
from hypernav.sandbox.app import Refusal
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.problems import Problem
from hypernav.sandbox.records import value_at
from hypernav.sandbox.schema import Property

IMPORTANCES = ("very_low", "low", "normal", "high", "very_high")
_PARTS = (
    "Assets", "Scans", "Scan Engine", "Scan Template", "Scan Schedules", "Included Targets", "Excluded Targets",
    "Included Asset Groups", "Excluded Asset Groups", "Tags", "Users", "Organization", "Alerts", "Shared Credentials",
    "Site Credentials",
)  # fmt: skip


def site_view(call: Call, site: Site) -> Json:
    """Return the document of a site."""
    count, risk, totals = call.world.summary(("site", site.id), call.world.members[site.id])
    parts = _PARTS + (("Discovery Connection", "Discovery Search Criteria") if site.kind == "dynamic" else ())
    document: Json = {
        "assets": count,
        "description": site.description,
        "id": site.id,
        "importance": site.importance,
        "links": call.links("sites", site.id, to=parts),
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


def _members(call: Call, given: Json, old: Site | None) -> Json:
    must_be_new("A site", "name", given["name"], call.world.sites.values(), old)
    return {
        **({} if old else _targets(given)),
        "name": given["name"],
        "description": str(given.get("description") or ""),
        "importance": given["importance"],
        "engine": known_engine(call, given["engineId"], old.engine if old else 1),
        "template": known_template(given["scanTemplateId"]),
    }


def _targets(given: Json) -> Json:
    included = _addresses(given, "includedTargets")
    groups = tuple(value_at(given, "scan.assets.includedAssetGroups.assetGroupIDs") or ())
    if value_at(given, "scan.assets") is not None and not included and not groups:
        raise Refusal(400, "At least one address or asset group must be specified in 'scan.assets'.")
    connected = value_at(given, "scan.connection.id") is not None
    return {
        "kind": "dynamic" if connected else "static",
        "connection": "vsphere" if connected else "",
        "included": included,
        "excluded": _addresses(given, "excludedTargets"),
        "included_groups": groups,
    }


def _addresses(site: Json, name: str) -> tuple[str, ...]:
    given = value_at(site, f"scan.assets.{name}.addresses")
    return checked_addresses(given if isinstance(given, list) else [] if given is None else [given])


def _without(call: Call, site: Site) -> tuple[str, ...]:
    gone = checked_addresses(call.body(list))
    return tuple(each for each in site.included if each not in gone)


def _known_groups(call: Call, site: Site) -> tuple[int, ...]:
    return tuple(call.known(call.world.groups, "asset group"))


def _begin(call: Call, site: Site) -> None:
    call.world.members[site.id] = []


def _leave(call: Call, site: Site) -> None:
    """Take away the scans of a site and the assets that are in no other."""
    world = call.world
    members = world.members.pop(site.id)
    for scan in [scan for scan in world.scans.values() if scan.site == site.id]:
        del world.scans[scan.id]
    for asset in members:
        if not world.sites_of(asset):
            del world.assets[asset]


def known_engine(call: Call, given: Any, otherwise: int) -> int:
    """Return the id of an engine or pool; an empty text, as the vendor's examples have it, means another one.

    Raises:
        Refusal: 400, there is none of that id.
    """
    if given == "":
        return otherwise
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


_GROUPS = Property(kind="array", null=True, items=Property(kind="integer"))
_TARGETS = object_of(
    includedTargets=object_of(), excludedTargets=object_of(), includedAssetGroups=object_of(assetGroupIDs=_GROUPS)
)
_DEFAULTS = {
    "importance": Property(kind="any", values=IMPORTANCES, default="normal"),
    "engineId": Property(kind="any", default=1),
    "scanTemplateId": Property(kind="any", default="full-audit-without-web-spider"),
}
# An engine must be named, but an empty name is one.
_NEEDED = {name: replace(each, required=True) for name, each in _DEFAULTS.items()} | {"engineId": Property(kind="any")}


def _engine_missing(site: Json) -> tuple[Problem, ...]:
    return () if "engineId" in site else (Problem("engineId", "is required", "required"),)


def site_pages(path: str, sites: Callable[[Call], Any], **more: Any) -> Entity:
    """Declare a collection of sites."""
    return paged(path, sites, site_view, visible=lambda call, site: call.sees_site(site.id), **more)


SITES = setting(
    site_pages("/sites", lambda call: call.world.sites, title="site"),
    value=Site,
    schema=replace(body_of(name=Property(required=True), description=TEXT, **_NEEDED), rule=_engine_missing),
    first=body_of(
        name=Property(required=True),
        description=TEXT,
        scan=object_of(connection=object_of(), assets=_TARGETS),
        **_DEFAULTS,
    ),
    members=_members,
    made=_begin,
    leaving=_leave,
    parts=(
        Part("scan_engine", "engine", lambda call, site: known_engine(call, call.body(int), site.engine)),
        Part("scan_template", "template", lambda call, site: known_template(call.body(str))),
        Part("included_targets", "included", lambda call, site: checked_addresses(call.body(list))),
        Part("included_targets", "included", _without, "DELETE"),
        Part("excluded_targets", "excluded", lambda call, site: checked_addresses(call.body(list))),
        Part("included_asset_groups", "included_groups", _known_groups),
        Part("excluded_asset_groups", "excluded_groups", _known_groups),
    ),
)
ENTITIES = (SITES,)
