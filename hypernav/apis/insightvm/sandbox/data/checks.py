"""Vulnerability checks, references to advisories, and categories of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hypernav.apis.insightvm.sandbox.data.chance import number, percent
from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue
from hypernav.apis.insightvm.sandbox.data.vulnerability import Vulnerability

_PLUGINS = (
    ("Microsoft", "WindowsHotfixScanner"), ("Red Hat", "RPMScanner"), ("CentOS", "RPMScanner"), ("SUSE", "RPMScanner"),
    ("Amazon Linux", "RPMScanner"), ("Ubuntu Linux", "UbuntuScanner"), ("Debian Linux", "DebianScanner"),
    ("SSH", "SSHScanner"), ("SSL/TLS", "SSLScanner"), ("CIFS", "CIFSScanner"), ("SNMP", "SNMPScanner"),
    ("Database", "DatabaseScanner"), ("HTTP", "HTTPScanner"), ("Web", "HTTPScanner"), ("FTP", "FTPScanner"),
    ("DNS", "DNSScanner"), ("Cisco", "CiscoScanner"), ("VMware", "VMwareScanner"),
)  # fmt: skip
_LOCAL = ("WindowsHotfixScanner", "RPMScanner", "UbuntuScanner", "DebianScanner", "SoftwareScanner")
_ADVISORIES = {
    "msft": ("url", "https://msrc.microsoft.com/update-guide/vulnerability/{cve}"),
    "ubuntu": ("url", "https://ubuntu.com/security/{cve}"),
    "redhat": ("redhat", "https://access.redhat.com/security/cve/{cve}"),
    "debian": ("debian", "https://security-tracker.debian.org/tracker/{cve}"),
    "suse": ("suse", "https://www.suse.com/security/cve/{cve}"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """A check that finds a vulnerability."""

    id: str
    vulnerability: Vulnerability
    plugin: str

    @property
    def local(self) -> bool:
        """Return whether it needs credentials, as it looks at the host from inside."""
        return self.plugin in _LOCAL

    @property
    def safe(self) -> bool:
        """Return whether it cannot harm the host."""
        return self.local or percent("safe", self.id) >= 6

    @property
    def unique(self) -> bool:
        """Return whether it reports at most once a host."""
        return self.local


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference from vulnerabilities to an advisory."""

    id: int
    source: str
    text: str
    href: str
    vulnerabilities: tuple[str, ...]


@cache
def checks() -> dict[str, Check]:
    """Return each check by its id."""
    return {check.id: check for entry in catalogue().values() for check in checks_of(entry)}


def checks_of(entry: Vulnerability) -> list[Check]:
    """Return the checks of a vulnerability, the one that finds most first.

    >>> [check.plugin for check in checks_of(catalogue()["ssh-weak-kex-algorithms"])]
    ['SSHScanner']
    """
    plugin = next((plugin for category, plugin in _PLUGINS if category in entry.categories), "")
    if not plugin:
        plugin = "SoftwareScanner" if entry.products else "DefaultScanner"
    if plugin == "WindowsHotfixScanner" and entry.products:
        names = [f"WINDOWS-HOTFIX-{entry.id.upper()}-{number(entry.id):08x}"]
    else:
        names = [entry.id] if percent("checks", entry.id) < 80 else [entry.id, f"{entry.id}-remote"]
    return [Check(name, entry, plugin) for name in names]


@cache
def references() -> dict[int, Reference]:
    """Return each reference by its id."""
    found: dict[tuple[str, str], list[str]] = {}
    hrefs: dict[tuple[str, str], str] = {}
    for entry in catalogue().values():
        for source, text, href in _references_of(entry):
            found.setdefault((source, text), []).append(entry.id)
            hrefs[source, text] = href
    return {
        identifier: Reference(identifier, source, text, hrefs[source, text], tuple(ids))
        for identifier, ((source, text), ids) in enumerate(found.items(), start=1001)
    }


@cache
def _reference_ids() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for reference in references().values():
        for identifier in reference.vulnerabilities:
            found.setdefault(identifier, []).append(reference.id)
    return found


def references_of(vulnerability: str) -> list[Reference]:
    """Return the references of a vulnerability."""
    return [references()[identifier] for identifier in _reference_ids().get(vulnerability, ())]


def _references_of(entry: Vulnerability) -> list[tuple[str, str, str]]:
    rows = [("cve", cve, f"https://nvd.nist.gov/vuln/detail/{cve}") for cve in entry.cves]
    prefix = entry.id.split("-")[0].split("_")[0]
    if prefix in _ADVISORIES and entry.cves:
        source, pattern = _ADVISORIES[prefix]
        href = pattern.format(cve=entry.cves[0])
        rows.append((source, href if source == "url" else entry.cves[0], href))
    elif not entry.cves:
        href = f"https://www.rapid7.com/db/vulnerabilities/{entry.id}"
        rows.append(("url", href, href))
    return rows


@cache
def categories() -> dict[int, tuple[str, tuple[str, ...]]]:
    """Return name and vulnerabilities of each category by its id."""
    found: dict[str, list[str]] = {}
    for entry in catalogue().values():
        for name in dict.fromkeys(entry.categories):
            found.setdefault(name, []).append(entry.id)
    return {position: (name, tuple(found[name])) for position, name in enumerate(sorted(found), start=1)}


def check_types() -> list[str]:
    """Return the names of the plugins that checks belong to."""
    return sorted({check.plugin for check in checks().values()})
