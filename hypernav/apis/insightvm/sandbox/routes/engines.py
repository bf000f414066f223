"""Scan engines, their pools, and scan templates."""

from __future__ import annotations

from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import everything, owned, references
from hypernav.apis.insightvm.sandbox.data.engines import TEMPLATES, Template
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.data.records import Engine, Pool
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.apis.insightvm.sandbox.settings import NAME, body_of, setting
from hypernav.sandbox.app import Refusal
from hypernav.sandbox.schema import Property

_PENDING = "pending-authorization"


def engine_view(call: Call, engine: Engine) -> Json:
    """Return the document of a scan engine."""
    return {
        "address": engine.address,
        "contentVersion": engine.content_version,
        "enginePools": [pool.id for pool in call.world.pools.values() if engine.id in pool.engines],
        "id": engine.id,
        "lastRefreshedDate": instant(call.world.now),
        "lastUpdatedDate": instant(call.world.now.replace(hour=3)),
        "links": call.links("scan_engines", engine.id, to=("Scan Engine Pools", "Scans", "Sites")),
        "name": engine.name,
        "port": engine.port,
        "productVersion": engine.product_version,
        "sites": [site.id for site in call.world.sites.values() if site.engine == engine.id],
        "status": engine.status,
    }


def pool_view(call: Call, pool: Pool) -> Json:
    """Return the document of a pool."""
    links = call.links("scan_engine_pools", pool.id, to=("Engines", "Sites"))
    return {"engines": list(pool.engines), "id": pool.id, "links": links, "name": pool.name}


def template_view(call: Call, template: Template) -> Json:
    """Return the document of a scan template."""
    return {
        "description": template.description,
        "discoveryOnly": not template.vulnerabilities and not template.policies,
        "enableWindowsServices": False,
        "enhancedLogging": False,
        "id": template.id,
        "links": call.links("scan_templates", template.id),
        "maxParallelAssets": template.parallel,
        "maxScanProcesses": 10,
        "name": template.name,
        "policyEnabled": template.policies,
        "vulnerabilityEnabled": template.vulnerabilities,
        "webEnabled": template.web,
    }


def _pool(call: Call) -> Pool:
    return call.named(call.world.pools, "scan engine pool")


def _pools(call: Call, engine: Engine) -> list[Pool]:
    return [pool for pool in call.world.pools.values() if engine.id in pool.engines]


def _sites(call: Call, pool: Pool) -> list[int]:
    return [site.id for site in call.world.sites.values() if site.engine == pool.id]


def _members(call: Call, body: Json, old: Engine | None) -> Json:
    # Engines and pools are numbered together.
    number = {} if old else {"id": next_id({**call.world.engines, **call.world.pools}), "status": _PENDING}
    return {**number, "name": str(body["name"]), "address": str(body["address"]), "port": body["port"]}


def _refuse_while_used(call: Call, engine: Engine) -> None:
    if any(site.engine == engine.id for site in call.world.sites.values()):
        raise Refusal(400, f"The scan engine '{engine.id}' is assigned to a site.")


def _is_port(value: Any) -> str:
    fits = isinstance(value, int) and 0 < value < 65_536
    return "" if fits else "must be a number from 1 to 65535"


ENTITIES = (
    setting(
        everything("/scan_engines", lambda call: call.world.engines, engine_view, title="scan engine"),
        value=Engine,
        schema=body_of(name=NAME, address=NAME, port=Property(kind="any", required=True, check=_is_port)),
        members=_members,
        leaving=_refuse_while_used,
    ),
    everything(
        "/scan_engines/<int:id>/scan_engine_pools",
        owned(lambda call: call.named(call.world.engines, "scan engine"), _pools),
        pool_view,
    ),
    everything("/scan_engine_pools", lambda call: call.world.pools, pool_view, title="scan engine pool"),
    references("/scan_engine_pools/<int:id>/engines", lambda call: _pool(call).engines),
    references("/scan_engine_pools/<int:id>/sites", owned(_pool, _sites)),
    everything("/scan_templates", lambda call: TEMPLATES, template_view, title="scan template", item="/<id>"),
)
