"""Details that a scan with credentials finds on an asset: accounts, shares, databases, settings of services."""

from __future__ import annotations

from typing import Any

from hypernav.apis.insightvm.sandbox.data.asset import Asset, Listening
from hypernav.apis.insightvm.sandbox.data.chance import number, percent
from hypernav.apis.insightvm.sandbox.data.names import person
from hypernav.apis.insightvm.sandbox.data.software import SOFTWARE

Json = dict[str, Any]
_WINDOWS_USERS = ("Administrator", "DefaultAccount", "Guest", "WDAGUtilityAccount")
_LINUX_USERS = ("root", "daemon", "bin", "sshd", "nobody", "systemd-network")
_WINDOWS_GROUPS = ("Administrators", "Backup Operators", "Guests", "Remote Desktop Users", "Users")
_LINUX_GROUPS = ("root", "wheel", "adm", "docker", "users")
_DATABASES = {
    "mysql": ("information_schema", "mysql", "performance_schema", "shop"),
    "postgresql": ("postgres", "template0", "template1", "warehouse"),
    "mssql-2019": ("master", "model", "msdb", "tempdb"),
    "oracle-database": ("ORCL", "FINPRD"),
}
_PAGES = (
    ("/", "seed", 200),
    ("/login", "html-ref", 200),
    ("/static/app.css", "css", 200),
    ("/robots.txt", "robots", 404),
)


def _family(asset: Asset) -> str:
    system = asset.machine.system
    return system.family if system and system.category in {"Workstation", "Server", "General"} else ""


def user_accounts(asset: Asset) -> list[Json]:
    """Return the user accounts of an asset."""
    family = _family(asset)
    if not family:
        return []
    names: list[Json] = [{"name": name} for name in (_WINDOWS_USERS if family == "Windows" else _LINUX_USERS)]
    for index in range(number("accounts", asset.id) % 3 + 1):
        owner = person((asset.id, index))
        names.append({"fullName": owner, "name": owner.replace(" ", ".").lower()})
    first = 500 if family == "Windows" else 0
    return [{**account, "id": first + position} for position, account in enumerate(names)]


def group_accounts(asset: Asset) -> list[Json]:
    """Return the group accounts of an asset."""
    family = _family(asset)
    names = _WINDOWS_GROUPS if family == "Windows" else _LINUX_GROUPS if family else ()
    return [{"id": 544 + position, "name": name} for position, name in enumerate(names)]


def files(asset: Asset) -> list[Json]:
    """Return the shares of an asset."""
    if not any(service.kind.name == "CIFS" for service in asset.machine.services):
        return []
    names = ["ADMIN$", "C$", "IPC$"] if _family(asset) == "Windows" else ["homes", "public"]
    if asset.role_key in {"file-server", "nas"}:
        names += ["Finance", "Projects", "Scans"]
    return [{"attributes": [], "name": name, "type": "directory"} for name in names]


def databases_of(service: Listening) -> list[Json]:
    """Return the databases that a service serves."""
    names = _DATABASES.get(service.kind.product, ())
    described = SOFTWARE[service.kind.product].name
    return [{"description": described, "id": position, "name": name} for position, name in enumerate(names, 1)]


def databases(asset: Asset) -> list[Json]:
    """Return all databases of an asset."""
    found = [entry for service in asset.machine.services for entry in databases_of(service)]
    return [{**entry, "id": position} for position, entry in enumerate(found, 1)]


def service_configurations(asset: Asset, service: Listening) -> list[Json]:
    """Return the settings that a service gave away."""
    kind, maker = service.kind, SOFTWARE[service.kind.product]
    version = maker.releases[service.release].version
    pairs: dict[str, str] = {}
    if kind.name == "SSH":
        pairs = {
            "ssh.banner": f"SSH-2.0-{maker.name}_{version or '2.0'}",
            "ssh.hash.algorithms": "hmac-sha2-256,hmac-sha2-512",
        }
    elif kind.name in {"HTTP", "HTTPS"}:
        pairs = {"http.banner": f"{maker.name}/{version}" if version else maker.name, "http.banner.server": maker.name}
    elif kind.name == "CIFS":
        pairs = {
            "domain": "CORP",
            "smb.signing": "enabled-not-required" if percent("signing", asset.id) < 54 else "required",
        }
    elif kind.name == "SNMP":
        pairs = {"snmp.sysName": asset.host_names[0].name if asset.host_names else ""}
    if kind.encrypted:
        pairs["ssl.cert.sig.alg.name"] = "SHA256withRSA"
        pairs["ssl.protocols"] = "tlsv1_2,tlsv1_3"
    return [{"name": name, "value": value} for name, value in sorted(pairs.items())]


def web_applications(asset: Asset, service: Listening) -> list[Json]:
    """Return the web applications behind a service."""
    if service.kind.name not in {"HTTP", "HTTPS"} or asset.role.host_type == "hypervisor":
        return []
    host = asset.host_names[0].name if asset.host_names else asset.addresses[0][0]
    pages = [{"linkType": kind, "path": path, "response": status} for path, kind, status in _PAGES]
    return [{"id": service.kind.port * 10_000 + asset.id, "pages": pages, "root": "/", "virtualHost": host}]


def unique_ids(asset: Asset) -> list[Json]:
    """Return the identifiers that hardware and systems carry."""
    if not asset.assessed or asset.role.host_type == "mobile" or not _family(asset):
        return []
    parts = [f"{number('uuid', part, asset.id):08x}" for part in range(4)]
    text = "".join(parts)
    shape = f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:32]}"
    return [{"id": shape, "source": "WQL" if _family(asset) == "Windows" else "dmidecode"}]
