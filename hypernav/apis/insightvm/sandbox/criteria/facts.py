"""The values that an asset has in each field of a search."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.chance import number
from hypernav.apis.insightvm.sandbox.data.exploits import exploits
from hypernav.apis.insightvm.sandbox.data.exposure import product
from hypernav.apis.insightvm.sandbox.data.platforms import VirtualMachine, containers, virtual_machine
from hypernav.apis.insightvm.sandbox.data.vulnerability import Vulnerability
from hypernav.apis.insightvm.sandbox.data.world import World

Values = Callable[[World, Asset], Collection[Any]]
# How consoles write them into the criteria that they store; the numbers of sources differ from one to another.
_EXPOSURES = {
    "malwarekit": 'type:"malware_type", name:"malwarekit"',
    "exploitdb": 'type:"exploit_source_type", name:"1"',
    "metasploit": 'type:"exploit_source_type", name:"2"',
}
_HOST_TYPES = {"unknown": 0, "guest": 1, "hypervisor": 2, "physical": 3, "mobile": 4}


def _addresses(world: World, asset: Asset) -> Collection[Any]:
    return [ip_address(address) for address, _ in asset.addresses]


def _address_types(first: int, last: int | None) -> Values:
    return lambda world, asset: {int(":" in address) for address, _ in asset.addresses[first:last]}


def _host_names(world: World, asset: Asset) -> Collection[str]:
    return [entry.name.casefold() for entry in asset.host_names]


def _operating_system(world: World, asset: Asset) -> Collection[str]:
    return [text.casefold() for text in [operating_system(asset)] if text]


def operating_system(asset: Asset) -> str:
    """Return the description of an asset's operating system; empty where it is not known."""
    system = asset.machine.system
    return system.description(asset.machine.patched) if system else ""


def _last_scan(world: World, asset: Asset) -> Collection[datetime]:
    return [world.last_assessed(asset)]


def _assessed(world: World, asset: Asset) -> Collection[datetime]:
    return [world.last_assessed(asset)] if asset.assessed else []


def last_sync(asset: Asset) -> datetime | None:
    """Return when a mobile device last synchronised its mail."""
    if asset.role.host_type != "mobile":
        return None
    return asset.reports[-1] - timedelta(minutes=number("sync", asset.id) % 50)


def _last_syncs(world: World, asset: Asset) -> Collection[datetime]:
    moment = last_sync(asset)
    return [moment] if moment else []


def _ports(world: World, asset: Asset) -> Collection[int]:
    return [service.kind.port for service in asset.machine.services]


def _service_names(world: World, asset: Asset) -> Collection[str]:
    return {service.kind.name.casefold() for service in asset.machine.services}


def _software(world: World, asset: Asset) -> Collection[str]:
    return [product(key).description(release).casefold() for key, release in asset.machine.software.items()]


def _container_values(member: str) -> Values:
    return lambda world, asset: {getattr(container, member) for container in containers(asset)}


def _presence_of_containers(world: World, asset: Asset) -> Collection[int]:
    return [0 if containers(asset) else 1]


def _presence_of_validations(world: World, asset: Asset) -> Collection[int]:
    return [0 if any(entry.asset == asset.id for entry in world.validations.values()) else 1]


def _tags(kind: str, *, folded: bool = True) -> Values:
    def names(world: World, asset: Asset) -> Collection[str]:
        return [tag.name.casefold() if folded else tag.name for tag in world.tags_of(asset.id) if tag.kind == kind]

    return names


def _virtual(read: Callable[[VirtualMachine], str]) -> Values:
    def values(world: World, asset: Asset) -> Collection[str]:
        machine = virtual_machine(asset)
        return [read(machine)] if machine else []

    return values


def _of_vulnerabilities(read: Callable[[Vulnerability], Collection[Any]]) -> Values:
    known: dict[str, Collection[Any]] = {}

    def values(world: World, asset: Asset) -> Collection[Any]:
        found: set[Any] = set()
        for exposure in world.active(asset.id):
            vulnerability = exposure.vulnerability
            if vulnerability.id not in known:
                known[vulnerability.id] = read(vulnerability)
            found.update(known[vulnerability.id])
        return found

    return values


def _metric(version: int, name: str) -> Values:
    return _of_vulnerabilities(lambda entry: ((entry.cvss_v2 if version == 2 else entry.cvss_v3).metrics[name],))


def _exposure_kinds(vulnerability: Vulnerability) -> Collection[str]:
    kinds = {exploits()[identifier].source for identifier in vulnerability.exploits}
    if vulnerability.malware_kits:
        kinds.add("malwarekit")
    return kinds | {_EXPOSURES[kind] for kind in kinds}


def _compliance(world: World, asset: Asset) -> Collection[int]:
    return [0 if any(exposure.vulnerability.pci_fails for exposure in world.active(asset.id)) else 1]


VALUES: dict[str, Values] = {
    "alternate-address-type": _address_types(1, None),
    "container-image": _container_values("image"),
    "container-status": _container_values("status"),
    "containers": _presence_of_containers,
    "criticality-tag": _tags("criticality", folded=False),
    "custom-tag": _tags("custom"),
    "cve": _of_vulnerabilities(lambda entry: [cve.casefold() for cve in entry.cves]),
    "cvss-access-complexity": _metric(2, "AC"),
    "cvss-authentication-required": _metric(2, "Au"),
    "cvss-access-vector": _metric(2, "AV"),
    "cvss-availability-impact": _metric(2, "A"),
    "cvss-confidentiality-impact": _metric(2, "C"),
    "cvss-integrity-impact": _metric(2, "I"),
    "cvss-v3-confidentiality-impact": _metric(3, "C"),
    "cvss-v3-integrity-impact": _metric(3, "I"),
    "cvss-v3-availability-impact": _metric(3, "A"),
    "cvss-v3-attack-vector": _metric(3, "AV"),
    "cvss-v3-attack-complexity": _metric(3, "AC"),
    "cvss-v3-user-interaction": _metric(3, "UI"),
    "cvss-v3-privileges-required": _metric(3, "PR"),
    "host-name": _host_names,
    "host-type": lambda world, asset: [_HOST_TYPES[asset.role.host_type]],
    "ip-address": _addresses,
    "ip-address-type": _address_types(0, 1),
    "last-scan-date": _last_scan,
    "location-tag": _tags("location"),
    "mobile-device-last-sync-time": _last_syncs,
    "open-ports": _ports,
    "operating-system": _operating_system,
    "owner-tag": _tags("owner"),
    "pci-compliance": _compliance,
    "risk-score": lambda world, asset: [world.risk(asset.id)],
    "service-name": _service_names,
    "site-id": lambda world, asset: world.sites_of(asset.id),
    "software": _software,
    "vAsset-cluster": _virtual(lambda machine: machine.cluster.casefold()),
    "vAsset-datacenter": _virtual(lambda machine: machine.datacenter.casefold()),
    "vAsset-host-name": _virtual(lambda machine: machine.host.casefold()),
    "vAsset-power-state": _virtual(lambda machine: machine.power_state),
    "vAsset-resource-pool-path": _virtual(lambda machine: machine.pool.casefold()),
    "vulnerability-assessed": _assessed,
    "vulnerability-category": _of_vulnerabilities(lambda entry: [name.casefold() for name in entry.categories]),
    "vulnerability-cvss-v3-score": _of_vulnerabilities(lambda entry: (entry.cvss_v3.base,)),
    "vulnerability-cvss-score": _of_vulnerabilities(lambda entry: (entry.cvss_v2.base,)),
    "vulnerability-exposures": _of_vulnerabilities(_exposure_kinds),
    "vulnerability-title": _of_vulnerabilities(lambda entry: (entry.title.casefold(),)),
    "vulnerability-validated-status": _presence_of_validations,
}
"""For each field, the values that an asset has in it."""
