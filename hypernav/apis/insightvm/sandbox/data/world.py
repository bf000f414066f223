"""The state of the simulated console: what stands where, what users set up, and what follows from both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from hypernav.apis.insightvm.sandbox.data.asset import Asset, planned_assets
from hypernav.apis.insightvm.sandbox.data.engines import ENGINES, POOLS
from hypernav.apis.insightvm.sandbox.data.exclusions import initial_exclusions
from hypernav.apis.insightvm.sandbox.data.exposure import Exposure, exposures
from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.labels import initial_groups, initial_tags
from hypernav.apis.insightvm.sandbox.data.people import ROLES, USERS, Role
from hypernav.apis.insightvm.sandbox.data.records import (
    Engine,
    Exclusion,
    Group,
    Pool,
    Report,
    ReportInstance,
    Scan,
    Site,
    Tag,
    User,
)
from hypernav.apis.insightvm.sandbox.data.reports import initial_instances, initial_reports
from hypernav.apis.insightvm.sandbox.data.scans import initial_scans, initial_sites
from hypernav.apis.insightvm.sandbox.data.totals import NO_TOTALS, Totals, totals_of
from hypernav.apis.insightvm.sandbox.data.validations import Validation, initial_validations

Remembered = TypeVar("Remembered")
Evaluate = Callable[["World", "object"], frozenset[int]]


@dataclass
class World:
    """The console's data. ``changed`` forgets everything that was worked out from it.

    ``evaluate`` returns the assets that search criteria match; it is given in because searches look at the world.
    """

    evaluate: Evaluate
    now: datetime = NOW
    assets: dict[int, Asset] = field(default_factory=planned_assets)
    members: dict[int, list[int]] = field(default_factory=dict)
    sites: dict[int, Site] = field(default_factory=initial_sites)
    tags: dict[int, Tag] = field(default_factory=lambda: {tag.id: tag for tag in initial_tags()})
    groups: dict[int, Group] = field(default_factory=lambda: {group.id: group for group in initial_groups()})
    scans: dict[int, Scan] = field(default_factory=initial_scans)
    reports: dict[int, Report] = field(default_factory=initial_reports)
    instances: dict[int, ReportInstance] = field(default_factory=initial_instances)
    exclusions: dict[int, Exclusion] = field(
        default_factory=lambda: {entry.id: entry for entry in initial_exclusions()}
    )
    validations: dict[int, Validation] = field(default_factory=initial_validations)
    engines: dict[int, Engine] = field(default_factory=lambda: {engine.id: engine for engine in ENGINES})
    pools: dict[int, Pool] = field(default_factory=lambda: {pool.id: pool for pool in POOLS})
    roles: dict[str, Role] = field(default_factory=lambda: dict(ROLES))
    users: dict[int, User] = field(default_factory=lambda: {user.id: user for user in USERS})

    def __post_init__(self) -> None:
        """Put the assets into their sites."""
        for site in self.sites:
            self.members.setdefault(site, [])
        for asset in self.assets.values():
            self.members[asset.site].append(asset.id)
        self._exposures: dict[int, dict[str, Exposure]] = {}
        self._matched: dict[object, frozenset[int]] = {}
        self._totals: dict[int, Totals] = {}
        self._memory: dict[object, Any] = {}
        self._cyclic = False
        self._busy: set[tuple[str, int]] = set()
        self.added_scans: dict[int, list[Scan]] = {}

    def fork(self) -> World:
        """Return a world of the same state; what is done to one is not seen in the other.

        Both share what has been worked out, until one of them changes.
        """
        twin = copy(self)
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, dict):
                setattr(twin, each.name, dict(value))
        twin.members = {site: list(assets) for site, assets in self.members.items()}
        twin.added_scans = {asset: list(scans) for asset, scans in self.added_scans.items()}
        twin._busy = set()
        return twin

    def changed(self) -> None:
        """Forget what was worked out from the state; worlds that shared it keep it."""
        self._matched, self._totals, self._memory = {}, {}, {}

    def remember(self, key: object, make: Callable[[], Remembered]) -> Remembered:
        """Return what was worked out for a key since the last change, or work it out."""
        if key not in self._memory:
            self._memory[key] = make()
        found: Remembered = self._memory[key]
        return found

    def exposures(self, asset: int) -> dict[str, Exposure]:
        """Return what is wrong with an asset, exceptions or not."""
        found = self._exposures.get(asset)
        if found is None:
            found = self._exposures[asset] = exposures(self.assets[asset])
        return found

    def excluded_by(self, asset: int, vulnerability: str) -> tuple[int, ...]:
        """Return the approved exceptions that cover a vulnerability on a whole asset."""
        return tuple(
            entry.id
            for entry in self.exclusions.values()
            if entry.state == "approved" and entry.vulnerability == vulnerability and self._covers(entry, asset)
        )

    def _covers(self, entry: Exclusion, asset: int) -> bool:
        if entry.scope == "Global":
            return True
        if entry.target is None or entry.scope == "Instance":
            return False
        if entry.scope == "Asset":
            return entry.target == asset
        if entry.scope == "Site":
            return asset in self.members.get(entry.target, ())
        group = self.groups.get(entry.target)
        return group is not None and asset in self.group_assets(group)

    def active(self, asset: int) -> list[Exposure]:
        """Return what is wrong with an asset and not covered by an approved exception."""
        excluded = {entry.vulnerability for entry in self.exclusions.values() if entry.state == "approved"}
        return [
            exposure
            for identifier, exposure in self.exposures(asset).items()
            if identifier not in excluded or not self.excluded_by(asset, identifier)
        ]

    def totals(self, asset: int) -> Totals:
        """Return the counts of an asset and its risk without criticality."""
        found = self._totals.get(asset)
        if found is None:
            found = self._totals[asset] = totals_of(exposure.vulnerability for exposure in self.active(asset))
        return found

    def totals_together(self, assets: Iterable[int]) -> Totals:
        """Return the counts of the distinct vulnerabilities of several assets."""
        found = {entry.vulnerability.id: entry.vulnerability for asset in assets for entry in self.active(asset)}
        return totals_of(found.values()) if found else NO_TOTALS

    def risk(self, asset: int) -> float:
        """Return the risk of an asset, with the modifier of its most critical tag."""
        return round(self.totals(asset).risk * self.modifier(asset), 2)

    def summary(self, key: object, assets: Iterable[int]) -> tuple[int, float, Totals]:
        """Return number, risk and distinct vulnerabilities of several assets; the key names them."""

        def make() -> tuple[int, float, Totals]:
            members = list(assets)
            return len(members), round(sum(map(self.risk, members)), 2), self.totals_together(members)

        return self.remember(("summary", key), make)

    def modifier(self, asset: int) -> float:
        """Return the factor of the asset's criticality; 1 where no tag says."""
        factors = [
            tag.modifier for tag in self.tags.values() if tag.kind == "criticality" and asset in self.tagged(tag)
        ]
        return max(factors, default=1.0)

    def sites_of(self, asset: int) -> list[int]:
        """Return the sites that an asset belongs to."""
        return [site for site, members in self.members.items() if asset in members]

    def group_assets(self, group: Group) -> frozenset[int]:
        """Return the assets of a group, chosen by hand or matched."""
        if group.kind == "static":
            return group.assets & self.assets.keys()
        return self._matching(("group", group.id), group.criteria)

    def tagged(self, tag: Tag) -> frozenset[int]:
        """Return the assets that a tag applies to, in whatever way."""
        key = ("tag", tag.id)
        if key not in self._matched:
            ways = self.tag_sources(tag)
            self._matched[key] = frozenset().union(*ways.values()) & self.assets.keys()
        return self._matched[key]

    def tag_sources(self, tag: Tag) -> dict[tuple[str, int | None], frozenset[int]]:
        """Return the assets of a tag by the way it comes to them."""
        ways: dict[tuple[str, int | None], frozenset[int]] = {("tag", None): tag.assets}
        for site in sorted(tag.sites & self.members.keys()):
            ways["site", site] = frozenset(self.members[site])
        for group in sorted(tag.groups & self.groups.keys()):
            ways["asset-group", group] = self.group_assets(self.groups[group])
        if tag.criteria:
            ways["criteria", None] = self._matching(("criteria", tag.id), tag.criteria)
        return ways

    def tags_of(self, asset: int) -> list[Tag]:
        """Return the tags of an asset."""
        return [tag for tag in self.tags.values() if asset in self.tagged(tag)]

    def affected(self, vulnerability: str) -> list[int]:
        """Return the assets that have a vulnerability."""

        def collect() -> dict[str, list[int]]:
            found: dict[str, list[int]] = {}
            for asset in self.assets:
                for exposure in self.active(asset):
                    found.setdefault(exposure.vulnerability.id, []).append(asset)
            return found

        return self.remember("affected", collect).get(vulnerability, [])

    def _matching(self, key: tuple[str, int], criteria: object) -> frozenset[int]:
        if key in self._busy:
            # Criteria that ask for their own result find nothing there.
            self._cyclic = True
            return frozenset()
        if criteria is not None and key not in self._matched:
            before = set(self._matched)
            self._busy.add(key)
            try:
                found = self.evaluate(self, criteria)
            finally:
                self._busy.discard(key)
            if self._cyclic and not self._busy:
                # What was worked out on the way took the result for empty.
                self._cyclic = False
                for other in self._matched.keys() - before:
                    del self._matched[other]
            self._matched[key] = found
        return self._matched.get(key, frozenset())

    def last_assessed(self, asset: Asset) -> datetime:
        """Return when an asset was last looked at."""
        ends = [scan.end for scan in self.added_scans.get(asset.id, ()) if scan.end is not None]
        past = asset.seen_in[-1].end if asset.seen_in else asset.reports[-1]
        return max([past, *ends])

    def remove_asset(self, asset: int) -> None:
        """Delete an asset everywhere."""
        del self.assets[asset]
        for members in self.members.values():
            if asset in members:
                members.remove(asset)
        self.changed()

    def finish_scan(self, scan: Scan) -> None:
        """Note that a scan came to its end: its site and its assets have been scanned."""
        site = self.sites.get(scan.site)
        if site is not None:
            self.sites[site.id] = replace(site, last_scan=scan.end)
        for asset in scan.scope:
            if asset in self.assets:
                self.added_scans.setdefault(asset, []).append(scan)
        self.changed()


def next_id(entries: Iterable[int]) -> int:
    """Return an id that no entry has.

    >>> next_id([1, 5])
    6
    """
    return max(entries, default=0) + 1
