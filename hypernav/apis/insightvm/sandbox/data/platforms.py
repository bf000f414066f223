"""What platforms know of assets: the vCenter of its virtual machines, Docker of its containers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.chance import number, percent

_POOLS = ("Production", "Production/Databases", "Staging", "Desktops", "Management")
_IMAGES = (
    "registry.meridian.example/shop/checkout:4.18.2", "registry.meridian.example/shop/catalog:7.3.0",
    "registry.meridian.example/core/identity:2.11.5", "docker.io/library/nginx:1.25.3", "docker.io/library/redis:7.2.4",
    "docker.io/library/postgres:15.5", "quay.io/prometheus/node-exporter:v1.7.0", "docker.io/grafana/grafana:10.2.3",
    "registry.meridian.example/batch/settlement:1.9.1", "docker.io/jenkins/inbound-agent:4.13.3",
)  # fmt: skip
_STATUSES = ("running",) * 14 + ("exited", "exited", "created", "paused", "restarting", "dead", "unknown")


@dataclass(frozen=True, slots=True)
class VirtualMachine:
    """A virtual machine as its vCenter describes it."""

    cluster: str
    datacenter: str
    host: str
    power_state: str
    pool: str


@dataclass(frozen=True, slots=True)
class Container:
    """A container on a host."""

    id: str
    image: str
    status: str


@cache
def virtual_machine(asset: Asset) -> VirtualMachine | None:
    """Return how the vCenter describes an asset, or None where none knows it."""
    if not asset.virtual:
        return None
    place = asset.plan.location if asset.plan.location in {"BOS", "FRA", "LON", "SIN"} else "BOS"
    cluster = f"{place}-CL{1 + number('cluster', asset.id) % 3:02d}"
    state = percent("power", asset.id)
    return VirtualMachine(
        cluster=cluster,
        datacenter=f"{place}-DC",
        host=f"{place.lower()}-esx-{1 + number('host', asset.id) % 22:03d}.corp.meridian.example",
        power_state="poweredOff" if state < 4 else "suspended" if state < 6 else "poweredOn",
        pool=f"{cluster}/Resources/{'Desktops' if asset.role_key == 'vdi' else _POOLS[number('pool', asset.id) % 5]}",
    )


@cache
def containers(asset: Asset) -> tuple[Container, ...]:
    """Return the containers of an asset."""
    if not asset.role.containers or "docker" not in asset.machine.software:
        return ()
    count = 1 + number("containers", asset.id) % asset.role.containers
    return tuple(
        Container(
            id=f"{number('container', asset.id, index):08x}{number('container', index, asset.id):08x}",
            image=_IMAGES[number("image", asset.id, index) % len(_IMAGES)],
            status=_STATUSES[number("status", asset.id, index) % len(_STATUSES)],
        )
        for index in range(count)
    )
