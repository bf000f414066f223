"""Scan engines, their pools, and scan templates."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from dataclasses import dataclass

from hypernav.apis.insightvm.sandbox.data.records import Engine, Pool

# fmt: off
ENGINES = (
    Engine(id=1, name="Local scan engine", address="127.0.0.1"),
    Engine(id=2, name="Boston Scan Engine 01", address="bos-scan-01.corp.meridian.example"),
    Engine(id=3, name="External Perimeter Engine", address="scan.meridian.example"),
    Engine(id=4, name="Frankfurt Scan Engine 01", address="fra-scan-01.corp.meridian.example"),
    Engine(id=5, name="Singapore Scan Engine 01", address="sin-scan-01.corp.meridian.example", product_version="6.6.312"),
    Engine(id=6, name="Mexico City Scan Engine 01", address="mex-scan-01.corp.meridian.example", status="not-responding", product_version="6.6.287"),
    Engine(id=7, name="AWS Scan Engine", address="172.31.0.4"),
    Engine(id=8, name="London Scan Engine 01", address="lon-scan-01.corp.meridian.example", status="pending-authorization"),
)
# fmt: on
"""The scan engines."""

POOLS = (Pool(id=20, name="Europe", engines=(4, 8)), Pool(id=21, name="Americas", engines=(2, 6, 7)))
"""The pools of engines."""


@dataclass(frozen=True, slots=True)
class Template:
    """A scan template."""

    id: str
    name: str
    description: str
    vulnerabilities: bool = True
    web: bool = False
    policies: bool = False
    parallel: int = 10


# fmt: off
TEMPLATES = {
    template.id: template
    for template in (
        Template("discovery", "Discovery Scan", "Finds live assets on the network and identifies their host names and operating systems.", vulnerabilities=False, parallel=25),
        Template("aggressive-discovery", "Discovery Scan - Aggressive", "Performs a fast and cursory discovery scan on high-speed networks.", vulnerabilities=False, parallel=50),
        Template("full-audit", "Full audit", "Performs a full network audit of all systems using only safe checks, including web spidering.", web=True),
        Template("full-audit-without-web-spider", "Full audit without Web Spider", "Performs a full network audit of all systems using only safe checks."),
        Template("internet-audit", "Internet DMZ audit", "Covers all common Internet services, such as Web, FTP, mail and DNS.", web=True),
        Template("linux-rpm", "Linux RPMs", "Verifies proper installation of RPM patches on Linux systems."),
        Template("microsoft-hotfix", "Microsoft hotfix", "Verifies proper installation of hotfixes and service packs on Microsoft Windows systems."),
        Template("pci-internal-audit", "PCI Internal Audit", "Audits the internal network for Payment Card Industry compliance.", policies=True),
        Template("pentest-audit", "Penetration test", "Performs an in-depth scan of all systems using only safe checks.", web=True),
        Template("scada", "SCADA audit", "Polite, or less aggressive, network audit of sensitive supervisory control and data acquisition systems.", parallel=5),
        Template("cis", "CIS", "Compares assets with the benchmarks of the Center for Internet Security.", vulnerabilities=False, policies=True),
    )
}
# fmt: on
"""Each scan template by its id."""
