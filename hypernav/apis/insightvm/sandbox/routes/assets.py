"""Assets: the list, searches, single ones, and what was found on them."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import everything, paged, references
from hypernav.apis.insightvm.sandbox.criteria.criteria import read_criteria
from hypernav.apis.insightvm.sandbox.criteria.evaluation import matching_assets
from hypernav.apis.insightvm.sandbox.criteria.facts import operating_system
from hypernav.apis.insightvm.sandbox.data import details
from hypernav.apis.insightvm.sandbox.data.asset import Asset, Listening
from hypernav.apis.insightvm.sandbox.routes.asset_view import asset_links, asset_view, service_view, software_view
from hypernav.sandbox.app import Routes
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.lists import Reading
from hypernav.sandbox.problems import Missing

ROUTES = Routes("call")
_SERVICE = "/assets/<int:id>/services/<protocol>/<int:port>"
_WEB = "assets/{id}/services/{protocol}/{port}/web_applications"


def _keys(call: Call) -> dict[str, Reading]:
    world = call.world
    keys: dict[str, Reading] = {
        "id": lambda asset: asset.id,
        "ip": lambda asset: (ip_address(asset.addresses[0][0]).version, int(ip_address(asset.addresses[0][0]))),
        "hostName": lambda asset: asset.host_names[0].name if asset.host_names else None,
        "mac": lambda asset: asset.addresses[0][1],
        "os": lambda asset: operating_system(asset) or None,
        "type": lambda asset: asset.role.host_type,
        "riskScore": lambda asset: world.risk(asset.id),
        "rawRiskScore": lambda asset: world.totals(asset.id).risk,
        "assessedForVulnerabilities": lambda asset: asset.assessed,
    }
    for name in ("critical", "severe", "moderate", "total", "exploits", "malware_kits"):
        member = "malwareKits" if name == "malware_kits" else name
        keys[f"vulnerabilities.{member}"] = lambda asset, name=name: getattr(world.totals(asset.id), name)  # type: ignore[misc]  # a default binds the name
    return keys


def _assets(path: str, ids: Callable[[Call], list[int]]) -> Entity:
    return paged(path, lambda call: [call.world.assets[each] for each in ids(call)], asset_view, keys=_keys)


def _matching(call: Call) -> list[int]:
    return call.visible(matching_assets(call.world, read_criteria(call.body())))


def _part(name: str, documents: Callable[[Call, Asset], Any]) -> Entity:
    return everything(f"/assets/<int:id>/{name}", lambda call: documents(call, call.asset()), back="Asset")


def _service(call: Call) -> tuple[Asset, Listening]:
    asset, protocol, port = call.asset(), call.values["protocol"], call.values["port"]
    for service in asset.machine.services:
        if (service.kind.protocol, service.kind.port) == (protocol, port):
            return asset, service
    raise Missing("service", f"{protocol}/{port}")


def _service_part(name: str, documents: Callable[[Asset, Listening], list[Json]]) -> Entity:
    return everything(f"{_SERVICE}/{name}", lambda call: documents(*_service(call)), back="Asset")


ENTITIES = (
    paged(
        "/assets",
        lambda call: call.world.assets,
        asset_view,
        title="asset",
        keys=_keys,
        visible=lambda call, asset: call.sees_asset(asset.id),
    ),
    _assets("/sites/<int:id>/assets", lambda call: sorted(call.world.members[call.site().id])),
    _part(
        "software",
        lambda call, asset: [software_view(key, release) for key, release in asset.machine.software.items()],
    ),
    _part("files", lambda call, asset: details.files(asset)),
    _part("users", lambda call, asset: details.user_accounts(asset)),
    _part("user_groups", lambda call, asset: details.group_accounts(asset)),
    _part("databases", lambda call, asset: details.databases(asset)),
    _part("services", lambda call, asset: [service_view(call, asset, service) for service in asset.machine.services]),
    _service_part("configurations", details.service_configurations),
    _service_part("databases", lambda asset, service: details.databases_of(service)),
    # No accounts were found on any service.
    _service_part("users", lambda asset, service: []),
    _service_part("user_groups", lambda asset, service: []),
    references(
        f"{_SERVICE}/web_applications",
        lambda call: {each["id"]: each for each in details.web_applications(*_service(call))},
        "Web Application",
        _WEB,
        title="web application",
        item="/<int:application>",
        row=lambda call, application: application["id"],
    ),
)
ROUTES.post("/assets/search")(_assets("/assets/search", _matching).list)


@ROUTES.delete("/assets/<int:id>")
def delete_asset(call: Call, id: int) -> Json:
    """Delete an asset."""
    call.world.remove_asset(call.asset().id)
    return call.done(call.link("Assets", "assets"))


@ROUTES.get(_SERVICE)
def get_service(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return a service of an asset."""
    return service_view(call, *_service(call))


@ROUTES.delete("/sites/<int:id>/assets/<int:asset>")
def remove_site_asset(call: Call, id: int, asset: int) -> Json:
    """Take an asset out of a site; one that is in no site any more is deleted."""
    members = call.world.members[call.site().id]
    if asset not in members:
        raise Missing("asset", asset)
    members.remove(asset)
    call.world.changed()
    if not call.world.sites_of(asset):
        call.world.remove_asset(asset)
        return call.done(call.link("Site", "sites", id))
    return call.done(call.link("Site", "sites", id), *asset_links(call, asset)[:1])
