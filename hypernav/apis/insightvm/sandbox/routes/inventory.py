"""Operating systems and software of the whole network, and the agents that report themselves."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry, not_found
from hypernav.apis.insightvm.sandbox.collections import page
from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.routes.asset_view import (
    asset_view,
    software_at,
    software_view,
    system_ids,
    system_view,
)
from hypernav.sandbox.app import Routes

ROUTES = Routes()


@endpoint(ROUTES.get("/api/3/operating_systems"))
def list_systems(call: Call) -> Json:
    """Return the operating systems."""
    return page(call, list(system_ids().values()), lambda system: system_view(system, len(system.releases) - 1))


@endpoint(ROUTES.get("/api/3/operating_systems/<int:id>"))
def get_system(call: Call, id: int) -> Json:
    """Return an operating system."""
    system = entry(system_ids(), id, "operating system")
    return system_view(system, len(system.releases) - 1)


def _installed(call: Call) -> list[tuple[str, int]]:
    def collect() -> list[tuple[str, int]]:
        return sorted({item for asset in call.world.assets.values() for item in asset.machine.software.items()})

    return call.world.remember("installed software", collect)


@endpoint(ROUTES.get("/api/3/software"))
def list_software(call: Call) -> Json:
    """Return every release that is installed somewhere."""
    return page(call, _installed(call), lambda item: software_view(*item))


@endpoint(ROUTES.get("/api/3/software/<int:id>"))
def get_software(call: Call, id: int) -> Json:
    """Return a release of a program."""
    found = software_at(id)
    if found is None:
        raise not_found("software", id)
    return software_view(*found)


@endpoint(ROUTES.get("/api/3/agents"))
def list_agents(call: Call) -> Json:
    """Return the assets that an agent reports."""
    world = call.world
    visible = [world.assets[each] for each in call.visible(world.assets)]
    found = [asset for asset in visible if "insight-agent" in asset.machine.software]

    def view(asset: Asset) -> Json:
        assessed = instant(world.last_assessed(asset))
        return {**asset_view(call, asset), "agentId": f"{asset.id:032x}", "lastAssessedForVulnerabilities": assessed}

    return page(call, found, view, keys={"id": lambda asset: asset.id})
