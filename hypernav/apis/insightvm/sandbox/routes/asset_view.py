"""The documents of assets and of what runs on them."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.data import details
from hypernav.apis.insightvm.sandbox.data.asset import Asset, Listening
from hypernav.apis.insightvm.sandbox.data.exposure import product
from hypernav.apis.insightvm.sandbox.data.instants import whole_second
from hypernav.apis.insightvm.sandbox.data.operating_systems import OPERATING_SYSTEMS, system_name
from hypernav.apis.insightvm.sandbox.data.products import Product
from hypernav.apis.insightvm.sandbox.data.software import SOFTWARE
from hypernav.apis.insightvm.sandbox.data.totals import Totals

_PARTS = ("Software", "Files", "Users", "User Groups", "Databases", "Services", "Tags")
_SYSTEM_IDS = {key: position for position, key in enumerate(OPERATING_SYSTEMS, start=1)}
_SOFTWARE_BASE = {key: position * 1000 for position, key in enumerate(SOFTWARE, start=1)}


def asset_view(call: Call, asset: Asset) -> Json:
    """Return the document of an asset; ``view=summary`` leaves its lists out."""
    world, machine = call.world, asset.machine
    totals = world.totals(asset.id)
    document: Json = {
        "addresses": [{"ip": address, "mac": hardware} for address, hardware in asset.addresses],
        "assessedForPolicies": asset.plan.template in {"cis", "pci-internal-audit"},
        "assessedForVulnerabilities": asset.assessed,
        "id": asset.id,
        "ip": asset.addresses[0][0],
        "links": asset_links(call, asset.id),
        "mac": asset.addresses[0][1],
        "rawRiskScore": totals.risk,
        "riskScore": world.risk(asset.id),
        "type": asset.role.host_type,
        "vulnerabilities": asset_counts(totals),
    }
    if asset.host_names:
        document["hostName"] = asset.host_names[0].name
        document["hostNames"] = [{"name": entry.name, "source": entry.source} for entry in asset.host_names]
    if machine.system:
        document["os"] = machine.system.description(machine.patched)
        document["osFingerprint"] = system_view(machine.system, machine.patched)
    if call.request.args.get("view") != "summary":
        document.update(_lists(call, asset))
    return dict(sorted(document.items()))


def _lists(call: Call, asset: Asset) -> Json:
    return {
        "databases": details.databases(asset),
        "files": details.files(asset),
        "history": history(call, asset),
        "ids": details.unique_ids(asset),
        "services": [service_view(call, asset, service) for service in asset.machine.services],
        "software": [software_view(key, release) for key, release in asset.machine.software.items()],
        "userGroups": details.group_accounts(asset),
        "users": details.user_accounts(asset),
    }


def asset_links(call: Call, asset: int) -> list[Json]:
    """Return the links of an asset."""
    return call.links("assets", asset, to=_PARTS)


def asset_counts(totals: Totals) -> Json:
    """Return the counts of an asset's vulnerabilities."""
    counts = {**severity_counts(totals), "exploits": totals.exploits, "malwareKits": totals.malware_kits}
    return dict(sorted(counts.items()))


def severity_counts(totals: Totals) -> Json:
    """Return the counts of vulnerabilities of several assets."""
    return {
        "critical": totals.critical,
        "moderate": totals.moderate,
        "severe": totals.severe,
        "total": totals.total,
    }


def history(call: Call, asset: Asset) -> list[Json]:
    """Return when and how an asset was looked at, the first time first."""
    entries: list[Json] = [
        {"date": whole_second(scan.end), "scanId": scan.id, "type": "SCAN"} for scan in asset.seen_in
    ]
    kind = "ACTIVE-SYNC" if asset.role.host_type == "mobile" else "AGENT-IMPORT"
    entries.extend({"date": whole_second(moment), "type": kind} for moment in asset.reports)
    entries.extend(
        {"date": whole_second(scan.end), "scanId": scan.id, "type": "SCAN"}
        for scan in call.world.added_scans.get(asset.id, ())
        if scan.end is not None
    )
    return [{**entry, "version": version} for version, entry in enumerate(entries, start=1)]


def system_view(system: Product, patched: int) -> Json:
    """Return the document of an operating system."""
    own = {"architecture": system.architecture, "systemName": system_name(system)}
    document = {**_program(system, patched, _SYSTEM_IDS[system.key]), **own}
    return {name: value for name, value in sorted(document.items()) if value != ""}


def software_view(key: str, release: int) -> Json:
    """Return the document of an installed program."""
    return _program(product(key), release, _SOFTWARE_BASE[key] + release)


def _program(program: Product, release: int, identifier: int) -> Json:
    version = program.releases[release].version
    return {
        "cpe": _cpe(program, version),
        "description": program.description(release),
        "family": program.family,
        "id": identifier,
        "product": program.name,
        "type": program.category,
        "vendor": program.vendor,
        "version": version,
    }


def service_view(call: Call, asset: Asset, service: Listening) -> Json:
    """Return the document of a service of an asset."""
    kind, maker = service.kind, SOFTWARE[service.kind.product]
    at = ("assets", asset.id, "services", kind.protocol, kind.port)
    parts = ("Configurations", "Databases", "Users", "User Groups", "Vulnerabilities", "Web Applications")
    version = maker.releases[service.release].version
    document = {
        "configurations": details.service_configurations(asset, service),
        "databases": details.databases_of(service),
        "family": maker.family,
        "links": call.links(*at, to=parts),
        "name": kind.name,
        "port": kind.port,
        "product": maker.name,
        "protocol": kind.protocol,
        "userGroups": [],
        "users": [],
        "vendor": maker.vendor,
        "version": version,
        "webApplications": details.web_applications(asset, service),
    }
    return {name: value for name, value in document.items() if value != ""}


def _cpe(program: Product, version: str) -> Json:
    part, vendor, name = program.cpe.split(":")
    number = version.partition(" ")[0].lower() or "-"
    return {
        "part": part,
        "product": name,
        "v2.2": f"cpe:/{part}:{vendor}:{name}:{number}",
        "v2.3": f"cpe:2.3:{part}:{vendor}:{name}:{number}:*:*:*:*:*:*:*",
        "vendor": vendor,
        "version": number,
    }


def system_ids() -> dict[int, Product]:
    """Return each operating system by the id it has in documents."""
    return {identifier: OPERATING_SYSTEMS[key] for key, identifier in _SYSTEM_IDS.items()}


def software_at(identifier: int) -> tuple[str, int] | None:
    """Return the product and release that have an id in documents, or None.

    >>> software_at(1000)
    ('chrome', 0)
    """
    position, release = divmod(identifier, 1000)
    keys = list(SOFTWARE)
    if not 0 < position <= len(keys) or release >= len(SOFTWARE[keys[position - 1]].releases):
        return None
    return keys[position - 1], release
