"""Assets: the list, searches, single ones, and what was found on them."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, not_found
from hypernav.apis.insightvm.sandbox.collections import everything, page, references
from hypernav.apis.insightvm.sandbox.criteria.criteria import InvalidCriteria, read_criteria
from hypernav.apis.insightvm.sandbox.criteria.evaluation import matching_assets
from hypernav.apis.insightvm.sandbox.criteria.facts import operating_system
from hypernav.apis.insightvm.sandbox.data import details
from hypernav.apis.insightvm.sandbox.data.asset import Asset, Listening
from hypernav.apis.insightvm.sandbox.routes.asset_view import asset_links, asset_view, service_view, software_view
from hypernav.sandbox.app import Refusal, Routes

ROUTES = Routes()
_SERVICE = "/api/3/assets/<int:id>/services/<protocol>/<int:port>"


def asset_page(call: Call, identifiers: list[int]) -> Json:
    """Return one page of assets."""
    world = call.world
    keys: dict[str, Any] = {
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
        keys[f"vulnerabilities.{member}"] = lambda asset, name=name: getattr(world.totals(asset.id), name)
    return page(call, [world.assets[each] for each in identifiers], lambda asset: asset_view(call, asset), keys=keys)


@endpoint(ROUTES.get("/api/3/assets"))
def list_assets(call: Call) -> Json:
    """Return the assets."""
    return asset_page(call, call.visible(call.world.assets))


@endpoint(ROUTES.post("/api/3/assets/search"))
def search_assets(call: Call) -> Json:
    """Return the assets that search criteria match."""
    try:
        criteria = read_criteria(call.body())
    except InvalidCriteria as error:
        raise Refusal(400, str(error)) from error
    return asset_page(call, call.visible(matching_assets(call.world, criteria)))


@endpoint(ROUTES.get("/api/3/assets/<int:id>"))
def get_asset(call: Call, id: int) -> Json:
    """Return an asset."""
    return asset_view(call, call.asset(id))


@endpoint(ROUTES.delete("/api/3/assets/<int:id>"))
def delete_asset(call: Call, id: int) -> Json:
    """Delete an asset."""
    call.world.remove_asset(call.asset(id).id)
    return call.done(call.link("Assets", "assets"))


def _part(call: Call, id: int, documents: list[Json]) -> Json:
    return everything(call, documents, call.link("Asset", "assets", id))


@endpoint(ROUTES.get("/api/3/assets/<int:id>/software"))
def list_software(call: Call, id: int) -> Json:
    """Return the software of an asset."""
    return _part(call, id, [software_view(key, release) for key, release in call.asset(id).machine.software.items()])


@endpoint(ROUTES.get("/api/3/assets/<int:id>/files"))
def list_files(call: Call, id: int) -> Json:
    """Return the files and shares of an asset."""
    return _part(call, id, details.files(call.asset(id)))


@endpoint(ROUTES.get("/api/3/assets/<int:id>/users"))
def list_users(call: Call, id: int) -> Json:
    """Return the user accounts of an asset."""
    return _part(call, id, details.user_accounts(call.asset(id)))


@endpoint(ROUTES.get("/api/3/assets/<int:id>/user_groups"))
def list_user_groups(call: Call, id: int) -> Json:
    """Return the group accounts of an asset."""
    return _part(call, id, details.group_accounts(call.asset(id)))


@endpoint(ROUTES.get("/api/3/assets/<int:id>/databases"))
def list_databases(call: Call, id: int) -> Json:
    """Return the databases of an asset."""
    return _part(call, id, details.databases(call.asset(id)))


@endpoint(ROUTES.get("/api/3/assets/<int:id>/services"))
def list_services(call: Call, id: int) -> Json:
    """Return the services of an asset."""
    asset = call.asset(id)
    return _part(call, id, [service_view(call, asset, service) for service in asset.machine.services])


def _service(call: Call, id: int, protocol: str, port: int) -> tuple[Asset, Listening]:
    asset = call.asset(id)
    for service in asset.machine.services:
        if (service.kind.protocol, service.kind.port) == (protocol, port):
            return asset, service
    raise not_found("service", f"{protocol}/{port}")


@endpoint(ROUTES.get(_SERVICE))
def get_service(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return a service of an asset."""
    return service_view(call, *_service(call, id, protocol, port))


@endpoint(ROUTES.get(f"{_SERVICE}/configurations"))
def list_service_configurations(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return the settings of a service."""
    return _part(call, id, details.service_configurations(*_service(call, id, protocol, port)))


@endpoint(ROUTES.get(f"{_SERVICE}/databases"))
def list_service_databases(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return the databases of a service."""
    return _part(call, id, details.databases_of(_service(call, id, protocol, port)[1]))


@endpoint(ROUTES.get(f"{_SERVICE}/users"))
def list_service_users(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return the user accounts of a service: none were found on any."""
    _service(call, id, protocol, port)
    return _part(call, id, [])


@endpoint(ROUTES.get(f"{_SERVICE}/user_groups"))
def list_service_user_groups(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return the group accounts of a service: none were found on any."""
    _service(call, id, protocol, port)
    return _part(call, id, [])


@endpoint(ROUTES.get(f"{_SERVICE}/web_applications"))
def list_web_applications(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return the ids of the web applications of a service."""
    found = details.web_applications(*_service(call, id, protocol, port))
    at = ("assets", id, "services", protocol, port, "web_applications")
    return references(call, [each["id"] for each in found], "Web Application", *at)


@endpoint(ROUTES.get(f"{_SERVICE}/web_applications/<int:application>"))
def get_web_application(call: Call, id: int, protocol: str, port: int, application: int) -> Json:
    """Return a web application."""
    for found in details.web_applications(*_service(call, id, protocol, port)):
        if found["id"] == application:
            return found
    raise not_found("web application", application)


@endpoint(ROUTES.get("/api/3/sites/<int:id>/assets"))
def list_site_assets(call: Call, id: int) -> Json:
    """Return the assets of a site."""
    return asset_page(call, sorted(call.world.members[call.site(id).id]))


@endpoint(ROUTES.delete("/api/3/sites/<int:id>/assets/<int:asset>"))
def remove_site_asset(call: Call, id: int, asset: int) -> Json:
    """Take an asset out of a site; one that is in no site any more is deleted."""
    members = call.world.members[call.site(id).id]
    if asset not in members:
        raise not_found("asset", asset)
    members.remove(asset)
    call.world.changed()
    if not call.world.sites_of(asset):
        call.world.remove_asset(asset)
        return call.done(call.link("Site", "sites", id))
    return call.done(call.link("Site", "sites", id), *asset_links(call, asset)[:1])
