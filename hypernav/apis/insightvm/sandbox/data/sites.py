"""The sites of the simulated network: where each is, how it is scanned, and what stands in it."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class SitePlan:
    """A site as it was set up, with the assets planned for it."""

    id: int
    name: str
    kind: str
    connection: str
    importance: str
    location: str
    subnet: str
    engine: int
    template: str
    scan_days: int
    """Days between scans; 0 where assets report themselves."""
    lag_months: float
    """How far behind with fixes its people are, on average."""
    assets: str
    """Role and number of its assets, as ``role:number role:number``."""

    @cached_property
    def place(self) -> str:
        """Return the code of its location, with a number where it is not the first site there."""
        before = sum(plan.location == self.location for plan in SITE_PLANS.values() if plan.id < self.id)
        return f"{self.location}{before + 1}" if before else self.location

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Return the role of each asset, in order."""
        pairs = (pair.split(":") for pair in self.assets.split())
        return tuple(role for role, count in pairs for _ in range(int(count)))


# id, name, type, connection, importance, location, subnet, engine, template, days between scans, lag, assets
# fmt: off
_ROWS = (
    (1, "Boston HQ Workstations", "static", "", "normal", "BOS", "10.10.0.0/22", 2, "full-audit-without-web-spider", 7, 2.0, "workstation:130 macbook:36 developer:24 printer:14"),
    (2, "Boston Data Center", "static", "", "very_high", "BOS", "10.11.0.0/23", 2, "full-audit-without-web-spider", 7, 3.0, "domain-controller:6 file-server:14 windows-app:38 sql-server:16 linux-web:24 linux-app:30 linux-db:20 oracle-db:6 log-server:6"),
    (3, "Boston DMZ", "static", "", "very_high", "BOS", "198.51.100.0/26", 3, "internet-audit", 7, 2.0, "linux-web:16 windows-web:6 mail-relay:4 name-server:3 firewall:2"),
    (4, "Boston Network Devices", "static", "", "high", "BOS", "10.12.0.0/24", 2, "full-audit-without-web-spider", 30, 8.0, "router:34 firewall:4 lights-out:22"),
    (5, "Boston Engineering Lab", "static", "", "low", "BOS", "10.13.0.0/24", 2, "full-audit-without-web-spider", 14, 10.0, "developer:26 linux-app:16 build-server:8 nas:4"),
    (6, "Boston VMware Estate", "dynamic", "vsphere", "very_high", "BOS", "10.14.0.0/24", 2, "full-audit-without-web-spider", 7, 3.5, "hypervisor:22 vcenter:2 vdi:64"),
    (7, "New York Office", "static", "", "normal", "NYC", "10.20.0.0/23", 2, "full-audit-without-web-spider", 7, 2.5, "workstation:60 macbook:18 printer:8 file-server:2"),
    (8, "New York Trading Floor", "static", "", "very_high", "NYC", "10.21.0.0/24", 2, "full-audit-without-web-spider", 7, 1.0, "workstation:30 linux-app:14 linux-db:6 router:4"),
    (9, "Chicago Office", "static", "", "normal", "CHI", "10.22.0.0/24", 2, "full-audit-without-web-spider", 7, 3.0, "workstation:38 printer:6 file-server:2"),
    (10, "Austin Development Center", "static", "", "normal", "AUS", "10.23.0.0/23", 2, "full-audit-without-web-spider", 7, 4.0, "developer:54 macbook:22 build-server:10 wiki:2 linux-app:18"),
    (11, "San Francisco Office", "static", "", "normal", "SFO", "10.24.0.0/24", 2, "full-audit-without-web-spider", 7, 1.5, "macbook:52 workstation:12 printer:3"),
    (12, "Toronto Office", "static", "", "normal", "YYZ", "10.25.0.0/24", 2, "full-audit-without-web-spider", 7, 3.0, "workstation:29 printer:4 file-server:1"),
    (13, "Mexico City Plant", "static", "", "high", "MEX", "10.26.0.0/24", 6, "full-audit-without-web-spider", 14, 14.0, "workstation:21 windows-app:8 router:6 printer:4"),
    (14, "Mexico City Production Line", "static", "", "very_high", "MEX", "10.27.0.0/24", 6, "scada", 30, 26.0, "controller:38 windows-app:6 camera:10"),
    (15, "London Office", "static", "", "normal", "LON", "10.30.0.0/23", 4, "full-audit-without-web-spider", 7, 2.0, "workstation:52 macbook:14 printer:6"),
    (16, "London Data Center", "static", "", "very_high", "LON", "10.31.0.0/24", 4, "full-audit-without-web-spider", 7, 4.0, "domain-controller:4 windows-app:18 sql-server:8 linux-web:12 linux-app:16 linux-db:10 exchange:3"),
    (17, "London DMZ", "static", "", "very_high", "LON", "203.0.113.0/27", 3, "internet-audit", 7, 3.0, "linux-web:10 mail-relay:2 name-server:2 firewall:2"),
    (18, "Frankfurt Office", "static", "", "normal", "FRA", "10.32.0.0/24", 4, "full-audit-without-web-spider", 7, 2.0, "workstation:36 printer:5"),
    (19, "Frankfurt Data Center", "static", "", "very_high", "FRA", "10.33.0.0/23", 4, "full-audit-without-web-spider", 7, 3.0, "domain-controller:4 file-server:6 windows-app:22 sql-server:10 linux-web:18 linux-app:22 linux-db:16 oracle-db:8 log-server:4"),
    (20, "Frankfurt VMware Estate", "dynamic", "vsphere", "very_high", "FRA", "10.34.0.0/24", 4, "full-audit-without-web-spider", 7, 4.0, "hypervisor:18 vcenter:2 vdi:36"),
    (21, "Frankfurt Network Devices", "static", "", "high", "FRA", "10.35.0.0/24", 4, "full-audit-without-web-spider", 30, 9.0, "router:26 firewall:4 lights-out:18"),
    (22, "Paris Office", "static", "", "normal", "PAR", "10.36.0.0/24", 4, "full-audit-without-web-spider", 7, 3.0, "workstation:27 printer:4"),
    (23, "Madrid Office", "static", "", "low", "MAD", "10.37.0.0/24", 4, "full-audit-without-web-spider", 14, 5.0, "workstation:19 printer:3 file-server:1"),
    (24, "Warsaw Shared Services", "static", "", "normal", "WAW", "10.38.0.0/23", 4, "full-audit-without-web-spider", 7, 3.0, "workstation:53 vdi:20 printer:4"),
    (25, "Stockholm Research", "static", "", "high", "STO", "10.39.0.0/24", 4, "full-audit-without-web-spider", 14, 7.0, "developer:22 linux-app:14 linux-db:4 nas:3"),
    (26, "Dublin Support Center", "static", "", "normal", "DUB", "10.40.0.0/24", 20, "full-audit-without-web-spider", 7, 2.0, "workstation:25 printer:3"),
    (27, "Singapore Office", "static", "", "normal", "SIN", "10.50.0.0/24", 5, "full-audit-without-web-spider", 7, 3.0, "workstation:29 macbook:8 printer:4"),
    (28, "Singapore Data Center", "static", "", "high", "SIN", "10.51.0.0/24", 5, "full-audit-without-web-spider", 7, 5.0, "domain-controller:2 windows-app:12 sql-server:4 linux-web:12 linux-app:12 linux-db:8"),
    (29, "Tokyo Office", "static", "", "normal", "TYO", "10.52.0.0/24", 5, "full-audit-without-web-spider", 7, 2.0, "workstation:24 printer:4"),
    (30, "Sydney Office", "static", "", "normal", "SYD", "10.53.0.0/24", 5, "full-audit-without-web-spider", 14, 4.0, "workstation:20 printer:3 file-server:1"),
    (31, "Bangalore Development Center", "static", "", "normal", "BLR", "10.54.0.0/23", 5, "full-audit-without-web-spider", 7, 5.0, "developer:62 build-server:6 linux-app:12 printer:3"),
    (32, "Shenzhen Plant", "static", "", "high", "SZX", "10.55.0.0/24", 5, "scada", 30, 22.0, "controller:26 workstation:11 camera:12"),
    (33, "AWS us-east-1 Production", "dynamic", "aws", "very_high", "USE1", "172.31.0.0/22", 7, "full-audit-without-web-spider", 7, 1.5, "cloud:64 container-host:18"),
    (34, "AWS eu-central-1 Production", "dynamic", "aws", "very_high", "EUC1", "172.30.0.0/22", 7, "full-audit-without-web-spider", 7, 1.5, "cloud:38 container-host:12"),
    (35, "PCI Cardholder Environment", "static", "", "very_high", "BOS", "10.90.0.0/25", 3, "pci-internal-audit", 30, 1.0, "windows-app:8 linux-app:10 linux-db:6 firewall:2"),
    (36, "Container Platform", "static", "", "high", "FRA", "10.91.0.0/24", 4, "full-audit-without-web-spider", 7, 2.5, "container-host:20"),
    (37, "Legacy Systems", "static", "", "low", "BOS", "10.99.0.0/24", 2, "full-audit-without-web-spider", 30, 48.0, "windows-app:10 linux-app:8 ftp-server:6 windows-web:4"),
    (38, "Building Cameras and Access Control", "static", "", "low", "BOS", "10.98.0.0/24", 2, "full-audit-without-web-spider", 30, 18.0, "camera:24"),
    (39, "Mobile Devices", "dynamic", "activesync-office365", "normal", "MOB", "10.200.0.0/22", 1, "discovery", 0, 3.0, "phone:84"),
    (40, "Rapid7 Insight Agents", "agent", "", "normal", "RMT", "192.168.0.0/20", 1, "full-audit-without-web-spider", 0, 2.0, "laptop:90 macbook:20"),
)
# fmt: on


SITE_PLANS: dict[int, SitePlan] = {row[0]: SitePlan(*row) for row in _ROWS}
"""Each site by its id."""
