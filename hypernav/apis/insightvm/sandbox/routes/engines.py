"""Scan engines, their pools, and scan templates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry, required
from hypernav.apis.insightvm.sandbox.collections import everything, references
from hypernav.apis.insightvm.sandbox.data.engines import TEMPLATES, Template
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Engine, Pool
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()


def engine_view(call: Call, engine: Engine) -> Json:
    """Return the document of a scan engine."""
    at = ("scan_engines", engine.id)
    return {
        "address": engine.address,
        "contentVersion": engine.content_version,
        "enginePools": [pool.id for pool in call.world.pools.values() if engine.id in pool.engines],
        "id": engine.id,
        "lastRefreshedDate": instant(call.world.now),
        "lastUpdatedDate": instant(call.world.now.replace(hour=3)),
        "links": [
            call.link("self", *at),
            call.link("Scan Engine Pools", *at, "scan_engine_pools"),
            call.link("Scans", *at, "scans"),
            call.link("Sites", *at, "sites"),
        ],
        "name": engine.name,
        "port": engine.port,
        "productVersion": engine.product_version,
        "sites": [site.id for site in call.world.sites.values() if site.engine == engine.id],
        "status": engine.status,
    }


def pool_view(call: Call, pool: Pool) -> Json:
    """Return the document of a pool."""
    at = ("scan_engine_pools", pool.id)
    links = [call.link("self", *at), call.link("Engines", *at, "engines"), call.link("Sites", *at, "sites")]
    return {"engines": list(pool.engines), "id": pool.id, "links": links, "name": pool.name}


def template_view(call: Call, template: Template) -> Json:
    """Return the document of a scan template."""
    return {
        "description": template.description,
        "discoveryOnly": not template.vulnerabilities and not template.policies,
        "enableWindowsServices": False,
        "enhancedLogging": False,
        "id": template.id,
        "links": [call.link("self", "scan_templates", template.id)],
        "maxParallelAssets": template.parallel,
        "maxScanProcesses": 10,
        "name": template.name,
        "policyEnabled": template.policies,
        "vulnerabilityEnabled": template.vulnerabilities,
        "webEnabled": template.web,
    }


@endpoint(ROUTES.get("/api/3/scan_engines"))
def list_engines(call: Call) -> Json:
    """Return the scan engines."""
    return everything(call, [engine_view(call, engine) for engine in call.world.engines.values()])


@endpoint(ROUTES.post("/api/3/scan_engines"))
def create_engine(call: Call) -> Reply:
    """Add a scan engine."""
    identifier = next_id({**call.world.engines, **call.world.pools})
    call.world.engines[identifier] = Engine(id=identifier, status="pending-authorization", **_members(call.body()))
    return call.created(identifier, "scan_engines", identifier)


@endpoint(ROUTES.get("/api/3/scan_engines/<int:id>"))
def get_engine(call: Call, id: int) -> Json:
    """Return a scan engine."""
    return engine_view(call, entry(call.world.engines, id, "scan engine"))


@endpoint(ROUTES.put("/api/3/scan_engines/<int:id>"))
def replace_engine(call: Call, id: int) -> Json:
    """Replace what is set up of a scan engine."""
    engine = entry(call.world.engines, id, "scan engine")
    call.world.engines[id] = replace(engine, **_members(call.body()))
    return call.done(call.link("Scan Engine", "scan_engines", id))


@endpoint(ROUTES.delete("/api/3/scan_engines/<int:id>"))
def delete_engine(call: Call, id: int) -> Json:
    """Delete a scan engine that no site uses."""
    entry(call.world.engines, id, "scan engine")
    if any(site.engine == id for site in call.world.sites.values()):
        raise Refusal(400, f"The scan engine '{id}' is assigned to a site.")
    del call.world.engines[id]
    return call.done(call.link("Scan Engines", "scan_engines"))


def _members(body: dict[str, Any]) -> dict[str, Any]:
    required(body, "name", "address", "port")
    if not isinstance(body["port"], int) or not 0 < body["port"] < 65_536:
        raise Refusal(400, "The property 'port' must be a number from 1 to 65535.")
    return {"name": str(body["name"]), "address": str(body["address"]), "port": body["port"]}


@endpoint(ROUTES.get("/api/3/scan_engines/<int:id>/scan_engine_pools"))
def list_pools_of(call: Call, id: int) -> Json:
    """Return the pools that a scan engine is in."""
    entry(call.world.engines, id, "scan engine")
    return everything(call, [pool_view(call, pool) for pool in call.world.pools.values() if id in pool.engines])


@endpoint(ROUTES.get("/api/3/scan_engine_pools"))
def list_pools(call: Call) -> Json:
    """Return the pools."""
    return everything(call, [pool_view(call, pool) for pool in call.world.pools.values()])


@endpoint(ROUTES.get("/api/3/scan_engine_pools/<int:id>"))
def get_pool(call: Call, id: int) -> Json:
    """Return a pool."""
    return pool_view(call, entry(call.world.pools, id, "scan engine pool"))


@endpoint(ROUTES.get("/api/3/scan_engine_pools/<int:id>/engines"))
def list_pool_engines(call: Call, id: int) -> Json:
    """Return the ids of the engines of a pool."""
    return references(call, entry(call.world.pools, id, "scan engine pool").engines)


@endpoint(ROUTES.get("/api/3/scan_engine_pools/<int:id>/sites"))
def list_pool_sites(call: Call, id: int) -> Json:
    """Return the ids of the sites that a pool scans."""
    entry(call.world.pools, id, "scan engine pool")
    return references(call, [site.id for site in call.world.sites.values() if site.engine == id])


@endpoint(ROUTES.get("/api/3/scan_templates"))
def list_templates(call: Call) -> Json:
    """Return the scan templates."""
    return everything(call, [template_view(call, template) for template in TEMPLATES.values()])


@endpoint(ROUTES.get("/api/3/scan_templates/<id>"))
def get_template(call: Call, id: str) -> Json:
    """Return a scan template."""
    return template_view(call, entry(TEMPLATES, id, "scan template"))
