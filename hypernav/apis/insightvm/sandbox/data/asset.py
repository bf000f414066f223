"""One asset: what is known of it follows from its id, its site and its role, and is worked out when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from random import Random

from hypernav.apis.insightvm.sandbox.data.addresses import ipv4, ipv6, mac
from hypernav.apis.insightvm.sandbox.data.chance import number, percent
from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.names import HostName, host_names
from hypernav.apis.insightvm.sandbox.data.operating_systems import OPERATING_SYSTEMS
from hypernav.apis.insightvm.sandbox.data.products import Product
from hypernav.apis.insightvm.sandbox.data.roles import ROLES, SERVICES, Role, ServiceKind
from hypernav.apis.insightvm.sandbox.data.schedule import PastScan, finished_scans
from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS, SitePlan
from hypernav.apis.insightvm.sandbox.data.software import SOFTWARE

_LONGEST_LAG = 1500
_IMAGED = {"linux-web", "linux-app", "linux-db", "log-server", "build-server", "wiki"}
_IMAGED_SHARE = 5
_IMAGE_DAY = date(2021, 9, 28)
"""Some servers were cloned from an image of that day and never updated since."""
_FIRST_REPORT = datetime(2025, 3, 10, 6, tzinfo=NOW.tzinfo)


@dataclass(frozen=True, slots=True)
class Listening:
    """A service of an asset with the release behind it."""

    kind: ServiceKind
    release: int


@dataclass(frozen=True, slots=True)
class Machine:
    """What stands on an asset: releases by product, and services by port."""

    system: Product | None
    patched: int
    software: dict[str, int]
    services: tuple[Listening, ...]


@dataclass(frozen=True)
class Asset:
    """An asset of the simulated network."""

    id: int
    site: int
    role_key: str
    position: int
    """Place among the assets of its site, from 0."""

    @property
    def plan(self) -> SitePlan:
        """Return the site it was found in."""
        return SITE_PLANS[self.site]

    @property
    def role(self) -> Role:
        """Return its role."""
        return ROLES[self.role_key]

    @cached_property
    def assessed(self) -> bool:
        """Return whether it was looked at in depth; some only answered."""
        return percent("assessed", self.id) >= 2

    @cached_property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Return pairs of IP and MAC address, the primary one first."""
        first, hardware = ipv4(self.plan, self.position), mac(self.role_key, self.id)
        sixth = ipv6(self.site, self.position)
        if self.role_key == "container-host" and self.position % 6 == 5:
            return (sixth, hardware), (first, hardware)
        if self.role.host_type == "guest" and percent("ipv6", self.id) < 22:
            return (first, hardware), (sixth, hardware)
        if self.role_key in {"router", "firewall"} and self.plan.subnet.endswith("/24"):
            return (first, hardware), (ipv4(self.plan, self.position, offset=100), mac("port", self.id))
        return ((first, hardware),)

    @cached_property
    def host_names(self) -> tuple[HostName, ...]:
        """Return its names, the primary one first."""
        windows = self.machine.system is not None and self.machine.system.family == "Windows"
        return host_names(
            self.plan, self.role_key, self.role.code, self.position, self.addresses[0][0], windows=windows
        )

    @cached_property
    def machine(self) -> Machine:
        """Return what stands on it."""
        random = Random(f"asset {self.id}")  # sample data, not secrets
        if not self.assessed:
            return Machine(None, 0, {}, ())
        system = OPERATING_SYSTEMS[_weighted(random, self.role.systems)]
        day = self._patched_on(random, 1.0)
        software = {}
        for key in _chosen(random, self.role.software):
            # Nobody updates a library that came with a program as eagerly as the program.
            share = 7.0 if SOFTWARE[key].category == "Library" else 0.9
            software[key] = SOFTWARE[key].release_on(self._patched_on(random, share))
        if system.family != "Windows" and system.category != "General":
            software = {}
        return Machine(system, system.release_on(day), software, self._services(random, software))

    @cached_property
    def virtual(self) -> bool:
        """Return whether it is a virtual machine that a vCenter knows."""
        return self.role_key == "vdi" or percent("virtual", self.id) < self.role.virtual

    @cached_property
    def seen_in(self) -> tuple[PastScan, ...]:
        """Return the finished scans of its site that found it, the oldest first."""
        scans = finished_scans(self.site)
        if not scans:
            return ()
        first = 0 if percent("first", self.id) < 78 else number("first", self.id) % len(scans)
        missed = 0 if percent("missed", self.id) < 93 else number("missed", self.id) % 5
        return scans[first : max(first + 1, len(scans) - missed)]

    @cached_property
    def reports(self) -> tuple[datetime, ...]:
        """Return when it reported itself, for agents and phones."""
        if finished_scans(self.site):
            return ()
        last = NOW - timedelta(hours=number("report", self.id) % (24 * 21 if percent("idle", self.id) < 12 else 20))
        return tuple(moment for moment in (_FIRST_REPORT, last - timedelta(days=14), last) if moment <= last)

    @property
    def first_seen(self) -> datetime:
        """Return when it was found first."""
        return self.seen_in[0].end if self.seen_in else self.reports[0]

    def _patched_on(self, random: Random, share: float) -> date:
        if self.role_key in _IMAGED and percent("image", self.id) < _IMAGED_SHARE:
            return _IMAGE_DAY
        lag = random.expovariate(1 / (self.plan.lag_months * 30 * share)) + 4
        return (NOW - timedelta(days=min(lag, _LONGEST_LAG))).date()

    def _services(self, random: Random, software: dict[str, int]) -> tuple[Listening, ...]:
        releases: dict[str, int] = dict(software)
        taken: set[tuple[int, str]] = set()
        found = []
        for key in _chosen(random, self.role.services):
            kind = SERVICES[key]
            if (kind.port, kind.protocol) in taken:
                continue
            taken.add((kind.port, kind.protocol))
            if kind.product not in releases:
                releases[kind.product] = SOFTWARE[kind.product].release_on(self._patched_on(random, 1.3))
            found.append(Listening(kind, releases[kind.product]))
        return tuple(sorted(found, key=lambda service: service.kind.port))


def _weighted(random: Random, pairs: Sequence[tuple[str, int]]) -> str:
    at = random.random() * sum(weight for _, weight in pairs)
    for key, weight in pairs:
        at -= weight
        if at < 0:
            return key
    return pairs[-1][0]


def _chosen(random: Random, pairs: Sequence[tuple[str, int]]) -> list[str]:
    return [key for key, chance in pairs if random.random() * 100 < chance]


def planned_assets() -> dict[int, Asset]:
    """Return each asset by its id, site by site.

    >>> len(planned_assets())
    2400
    """
    return dict(_planned())


@cache
def _planned() -> dict[int, Asset]:
    assets: dict[int, Asset] = {}
    for plan in SITE_PLANS.values():
        for position, role in enumerate(plan.roles):
            identifier = len(assets) + 1
            assets[identifier] = Asset(identifier, plan.id, role, position)
    return assets
