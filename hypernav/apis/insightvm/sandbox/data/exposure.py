"""What is wrong with an asset: the flaws of the releases on it, and the mistakes in how it is set up."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from hypernav.apis.insightvm.sandbox.data.asset import Asset, Listening
from hypernav.apis.insightvm.sandbox.data.chance import percent
from hypernav.apis.insightvm.sandbox.data.operating_systems import OPERATING_SYSTEMS
from hypernav.apis.insightvm.sandbox.data.products import Product
from hypernav.apis.insightvm.sandbox.data.roles import ServiceKind
from hypernav.apis.insightvm.sandbox.data.software import SOFTWARE
from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue
from hypernav.apis.insightvm.sandbox.data.vulnerability import Vulnerability


@dataclass(frozen=True, slots=True)
class Exposure:
    """A vulnerability on an asset and the services that have it; none where it is in the asset itself."""

    vulnerability: Vulnerability
    places: tuple[ServiceKind, ...]
    product: str = ""
    release: int = 0

    @property
    def instances(self) -> int:
        """Return how often it was found."""
        return max(1, len(self.places))


@cache
def flaws() -> dict[tuple[str, int], tuple[Vulnerability, ...]]:
    """Return the vulnerabilities of each release, by key of the product and position of the release."""
    found: dict[tuple[str, int], list[Vulnerability]] = {}
    for vulnerability in catalogue().values():
        for key in vulnerability.products:
            days = product(key).days
            first = bisect_left(days, vulnerability.introduced)
            for release in range(first, bisect_left(days, vulnerability.fixed)):
                found.setdefault((key, release), []).append(vulnerability)
    return {place: tuple(entries) for place, entries in found.items()}


def product(key: str) -> Product:
    """Return a product, whether an operating system or not.

    >>> product("chrome").vendor
    'Google'
    """
    return SOFTWARE.get(key) or OPERATING_SYSTEMS[key]


@cache
def _settings() -> dict[str, tuple[Vulnerability, ...]]:
    found: dict[str, list[Vulnerability]] = {}
    for vulnerability in catalogue().values():
        if vulnerability.where:
            found.setdefault(vulnerability.where, []).append(vulnerability)
    return {where: tuple(entries) for where, entries in found.items()}


@cache
def exposures(asset: Asset) -> dict[str, Exposure]:
    """Return what is wrong with an asset, by id of the vulnerability.

    >>> from hypernav.apis.insightvm.sandbox.data.asset import planned_assets
    >>> len(exposures(planned_assets()[300])) > 0
    True
    """
    machine = asset.machine
    if machine.system is None:
        return {}
    found: dict[str, Exposure] = {}
    known = flaws()
    installed = [(machine.system.key, machine.patched), *machine.software.items()]
    for key, release in installed:
        for vulnerability in known.get((key, release), ()):
            found.setdefault(vulnerability.id, Exposure(vulnerability, (), key, release))
    for service in machine.services:
        for vulnerability in known.get((service.kind.product, service.release), ()):
            _join(found, vulnerability, service)
    _add_settings(asset, machine.services, found)
    return found


def _join(found: dict[str, Exposure], vulnerability: Vulnerability, service: Listening) -> None:
    places = found[vulnerability.id].places if vulnerability.id in found else ()
    # A mistake of configuration is not the fault of the product that it was made in.
    product, release = (service.kind.product, service.release) if vulnerability.products else ("", 0)
    found[vulnerability.id] = Exposure(vulnerability, (*places, service.kind), product, release)


def _has(asset: Asset, vulnerability: Vulnerability, carelessness: float) -> bool:
    certain = vulnerability.chance == 100
    return certain or percent(vulnerability.id, asset.id) < vulnerability.chance * carelessness


def _add_settings(asset: Asset, services: tuple[Listening, ...], found: dict[str, Exposure]) -> None:
    carelessness = 0.7 + min(asset.plan.lag_months, 12) / 20
    for service in services:
        for where in (service.kind.name, "tls") if service.kind.encrypted else (service.kind.name,):
            for vulnerability in _settings().get(where, ()):
                if _has(asset, vulnerability, carelessness):
                    _join(found, vulnerability, service)
    family = asset.machine.system.family if asset.machine.system else ""
    for where in (f"family:{family}", "family:", f"role:{asset.role_key}"):
        for vulnerability in _settings().get(where, ()):
            if _has(asset, vulnerability, carelessness):
                found[vulnerability.id] = Exposure(vulnerability, ())
