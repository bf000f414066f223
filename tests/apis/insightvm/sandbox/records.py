"""Assets as plain dictionaries, gathered from what the console answers, to judge its searches by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from ipaddress import ip_address
from typing import Any

from hypernav.apis.insightvm.sandbox.criteria.facts import last_sync
from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.platforms import containers, virtual_machine

Record = dict[str, Any]
_TYPES = ["unknown", "guest", "hypervisor", "physical", "mobile"]
_METRICS = {
    "cvss-access-complexity": ("v2", "accessComplexity"),
    "cvss-authentication-required": ("v2", "authentication"),
    "cvss-access-vector": ("v2", "accessVector"),
    "cvss-availability-impact": ("v2", "availabilityImpact"),
    "cvss-confidentiality-impact": ("v2", "confidentialityImpact"),
    "cvss-integrity-impact": ("v2", "integrityImpact"),
    "cvss-v3-confidentiality-impact": ("v3", "confidentialityImpact"),
    "cvss-v3-integrity-impact": ("v3", "integrityImpact"),
    "cvss-v3-availability-impact": ("v3", "availabilityImpact"),
    "cvss-v3-attack-vector": ("v3", "attackVector"),
    "cvss-v3-attack-complexity": ("v3", "attackComplexity"),
    "cvss-v3-user-interaction": ("v3", "userInteraction"),
    "cvss-v3-privileges-required": ("v3", "privilegeRequired"),
    "vulnerability-cvss-score": ("v2", "score"),
    "vulnerability-cvss-v3-score": ("v3", "score"),
}


def gather(client: Any) -> dict[int, Record]:
    """Return a record of each asset: field to the list of its values."""
    world = client.console.world
    vulnerabilities = {each["id"]: each for each in client.everything("/api/3/vulnerabilities?size=500")}
    sources = {each["id"]: each["source"]["name"] for each in client.everything("/api/3/exploits?size=500")}
    records = {}
    for document in client.everything("/api/3/assets?size=500"):
        found = [vulnerabilities[each.vulnerability.id] for each in world.active(document["id"])]
        records[document["id"]] = {
            **_of_asset(document),
            **_of_platforms(world.assets[document["id"]]),
            **_of_findings(found, sources),
            **{f"{kind}-tag": [] for kind in ("custom", "location", "owner", "criticality")},
            "site-id": [],
            "vulnerability-validated-status": ["1"],
        }
    for tag in client.everything("/api/3/tags?size=500"):
        for reference in client.get(f"/api/3/tags/{tag['id']}/assets").json["resources"]:
            records[reference["id"]][f"{tag['type']}-tag"].append(tag["name"])
    for site in world.members:
        for asset in world.members[site]:
            records[asset]["site-id"].append(str(site))
    for validation in world.validations.values():
        records[validation.asset]["vulnerability-validated-status"] = ["0"]
    return records


def _of_asset(document: Record) -> Record:
    addresses = [each["ip"] for each in document["addresses"]]
    seen = [datetime.fromisoformat(each["date"]) for each in document["history"]]
    return {
        "host-name": [each["name"] for each in document.get("hostNames", [])],
        "host-type": [str(_TYPES.index(document["type"]))],
        "ip-address": addresses,
        "ip-address-type": ["1" if ":" in addresses[0] else "0"],
        "alternate-address-type": ["1" if ":" in each else "0" for each in addresses[1:]],
        "last-scan-date": [max(seen)],
        "vulnerability-assessed": [max(seen)] if document["assessedForVulnerabilities"] else [],
        "open-ports": [each["port"] for each in document["services"]],
        "service-name": [each["name"] for each in document["services"]],
        "operating-system": [document["os"]] if "os" in document else [],
        "software": [each["description"] for each in document["software"]],
        "risk-score": [document["riskScore"]],
    }


def _of_platforms(asset: Any) -> Record:
    machine, boxes, sync = virtual_machine(asset), containers(asset), last_sync(asset)
    return {
        "container-image": [each.image for each in boxes],
        "container-status": [each.status for each in boxes],
        "containers": ["0" if boxes else "1"],
        "mobile-device-last-sync-time": [sync] if sync else [],
        "vAsset-cluster": [machine.cluster] if machine else [],
        "vAsset-datacenter": [machine.datacenter] if machine else [],
        "vAsset-host-name": [machine.host] if machine else [],
        "vAsset-power-state": [machine.power_state] if machine else [],
        "vAsset-resource-pool-path": [machine.pool] if machine else [],
    }


def _of_findings(found: list[Record], sources: dict[int, str]) -> Record:
    record: Record = {
        field: [each["cvss"][version][name] for each in found] for field, (version, name) in _METRICS.items()
    }
    kinds = {"malwarekit" for each in found if each["malwareKits"]}
    return {
        **record,
        "cve": [cve for each in found for cve in each["cves"]],
        "vulnerability-title": [each["title"] for each in found],
        "vulnerability-category": [name for each in found for name in each["categories"]],
        "pci-compliance": ["0" if any(each["pci"]["fail"] for each in found) else "1"],
        "vulnerability-exposures": sorted(kinds | _sources(found, sources)),
    }


def _sources(found: list[Record], sources: dict[int, str]) -> set[str]:
    from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue

    return {sources[number] for each in found for number in catalogue()[each["id"]].exploits}


def matches(record: Record, filter: dict[str, Any]) -> bool:
    """Say whether a record matches a filter; written without looking at how the console does it."""
    values, operator = record[filter["field"]], filter["operator"]
    wanted = [str(each).lower() for each in filter.get("values", [filter.get("value")])]
    texts = [str(each).lower() for each in values]
    numbers = [each for each in values if isinstance(each, int | float)]
    if operator in {"is", "are", "in", "includes"}:
        return bool(set(texts) & set(wanted)) or (bool(numbers) and any(float(wanted[0]) == each for each in numbers))
    if operator in {"is-not", "not-in", "does-not-include"}:
        positive = {"is-not": "is", "not-in": "in", "does-not-include": "includes"}[operator]
        return not matches(record, {**filter, "operator": positive})
    if operator in {"contains", "does-not-contain"}:
        return (operator == "contains") == any(wanted[0] in each for each in texts)
    if operator in {"is-like", "not-like"}:
        return (operator == "is-like") == any(fnmatchcase(each, wanted[0]) for each in texts)
    if operator == "starts-with":
        return any(each[: len(wanted[0])] == wanted[0] for each in texts)
    if operator == "ends-with":
        return any(each[-len(wanted[0]) :] == wanted[0] for each in texts)
    if operator in {"is-applied", "is-not-empty"}:
        return len(values) > 0
    if operator in {"is-not-applied", "is-empty"}:
        return len(values) == 0
    return _compared(values, filter)


def _compared(values: list[Any], filter: dict[str, Any]) -> bool:
    operator, field = filter["operator"], filter["field"]
    if field == "criticality-tag":
        order = ["Very Low", "Low", "Medium", "High", "Very High"]
        ranks = [order.index(each) - order.index(filter["value"]) for each in values]
        return any(rank > 0 if operator == "is-greater-than" else rank < 0 for rank in ranks)
    if operator in {"in-range", "not-in-range"}:
        return (operator == "in-range") == any(_inside(each, filter) for each in values)
    if operator == "is-greater-than":
        return any(each > filter["value"] for each in values)
    if operator == "is-less-than":
        return any(each < filter["value"] for each in values)
    return any(_dated(each, filter) for each in values)


def _inside(value: Any, filter: dict[str, Any]) -> bool:
    if filter["field"] == "ip-address":
        low, high, own = (ip_address(each) for each in (filter["lower"], filter["upper"], value))
        return own.version == low.version and int(low) <= int(own) <= int(high)
    return float(filter["lower"]) <= value <= float(filter["upper"])


def _dated(moment: datetime, filter: dict[str, Any]) -> bool:
    operator, day = filter["operator"], moment.astimezone(UTC).strftime("%Y-%m-%d")
    if operator == "is-on-or-before":
        return day <= filter["value"]
    if operator == "is-on-or-after":
        return day >= filter["value"]
    if operator == "is-between":
        return filter["lower"] <= day <= filter["upper"]
    recent = NOW - moment <= timedelta(days=filter["value"])
    return recent if operator == "is-within-the-last" else not recent
