"""Operating systems and software of the whole network, and the agents that report themselves."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import paged
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
from hypernav.sandbox.problems import Missing

ROUTES = Routes("call")


def _installed(call: Call) -> list[tuple[str, int]]:
    def collect() -> list[tuple[str, int]]:
        return sorted({item for asset in call.world.assets.values() for item in asset.machine.software.items()})

    return call.world.remember("installed software", collect)


def _with_agents(call: Call) -> list[Asset]:
    visible = (call.world.assets[each] for each in call.visible(call.world.assets))
    return [asset for asset in visible if "insight-agent" in asset.machine.software]


def _agent_view(call: Call, asset: Asset) -> Json:
    assessed = instant(call.world.last_assessed(asset))
    return {**asset_view(call, asset), "agentId": f"{asset.id:032x}", "lastAssessedForVulnerabilities": assessed}


ENTITIES = (
    paged(
        "/operating_systems",
        lambda call: system_ids(),
        lambda call, system: system_view(system, len(system.releases) - 1),
        title="operating system",
    ),
    paged("/software", _installed, lambda call, item: software_view(*item)),
    paged("/agents", _with_agents, _agent_view, keys=lambda call: {"id": lambda asset: asset.id}),
)


@ROUTES.get("/software/<int:id>")
def get_software(call: Call, id: int) -> Json:
    """Return a release of a program."""
    found = software_at(id)
    if found is None:
        raise Missing("software", id)
    return software_view(*found)
