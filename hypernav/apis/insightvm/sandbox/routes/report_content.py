"""What reports contain: a table of assets or of check results, as CSV, text or HTML; compressed as the console does."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call
from hypernav.apis.insightvm.sandbox.criteria.facts import operating_system
from hypernav.apis.insightvm.sandbox.data.instants import instant
from hypernav.apis.insightvm.sandbox.routes.findings import since

Row = Sequence[object]
_RESULTS = (
    "Asset ID", "Asset IP Address", "Asset Names", "Asset OS Name", "Service Port", "Service Protocol",
    "Vulnerability ID", "Vulnerability Title", "Vulnerability Severity Level", "Vulnerability CVSS Score",
    "Vulnerability CVE IDs", "Vulnerability Risk Score", "Vulnerable Since",
)  # fmt: skip
_ASSETS = (
    "Asset ID", "Asset IP Address", "Asset Names", "Asset OS Name", "Asset Type", "Asset Risk Score",
    "Critical Vulnerabilities", "Severe Vulnerabilities", "Moderate Vulnerabilities", "Last Assessed",
)  # fmt: skip


def report_content(call: Call, members: Mapping[str, Any]) -> bytes:
    """Return the compressed content of a report."""
    assets = assets_in(call, members.get("scope") or {})
    listed = members.get("template") in {"basic-asset-list", "executive-overview"}
    head, rows = (_ASSETS, _asset_rows(call, assets)) if listed else (_RESULTS, _result_rows(call, assets))
    write = {"html": _html, "text": _text}.get(str(members.get("format")), _csv)
    # A fixed time in the header keeps equal contents equal byte for byte.
    return gzip.compress(write(head, rows).encode(), mtime=0)


def assets_in(call: Call, scope: Mapping[str, Any]) -> list[int]:
    """Return the assets of a scope, of all of its parts together; all assets where it names none."""
    world = call.world
    found: set[int] = set(scope.get("assets", ()))
    for site in scope.get("sites", ()):
        found.update(world.members.get(site, ()))
    for group in scope.get("assetGroups", ()):
        found.update(world.group_assets(world.groups[group]) if group in world.groups else ())
    for tag in scope.get("tags", ()):
        found.update(world.tagged(world.tags[tag]) if tag in world.tags else ())
    known = found & world.assets.keys() if any(scope.values()) else set(world.assets)
    return call.visible(known)


def _common(call: Call, identifier: int) -> tuple[object, ...]:
    asset = call.world.assets[identifier]
    names = ", ".join(entry.name for entry in asset.host_names)
    return identifier, asset.addresses[0][0], names, operating_system(asset)


def _asset_rows(call: Call, assets: Iterable[int]) -> Iterator[Row]:
    for identifier in assets:
        asset, totals = call.world.assets[identifier], call.world.totals(identifier)
        counts = (totals.critical, totals.severe, totals.moderate)
        assessed = instant(call.world.last_assessed(asset))
        yield *_common(call, identifier), asset.role.host_type, call.world.risk(identifier), *counts, assessed


def _result_rows(call: Call, assets: Iterable[int]) -> Iterator[Row]:
    for identifier in assets:
        asset, common = call.world.assets[identifier], _common(call, identifier)
        for exposure in sorted(call.world.active(identifier), key=lambda each: each.vulnerability.id):
            entry = exposure.vulnerability
            about = (entry.id, entry.title, entry.severity_score, entry.cvss_v2.base, ", ".join(entry.cves))
            for place in exposure.places or (None,):
                at = (place.port, place.protocol) if place else ("", "")
                yield *common, *at, *about, entry.risk_score, instant(since(asset, exposure))


def _csv(head: Row, rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _text(head: Row, rows: Iterable[Row]) -> str:
    return "\n".join(
        "\n".join(f"{name}: {value}" for name, value in zip(head, row, strict=True)) + "\n" for row in rows
    )


def _html(head: Row, rows: Iterable[Row]) -> str:
    def line(cells: Row, tag: str) -> str:
        escaped = (str(cell).replace("&", "&amp;").replace("<", "&lt;") for cell in cells)
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in escaped) + "</tr>"

    lines = [line(head, "th"), *(line(row, "td") for row in rows)]
    table = "\n".join(("<table>", *lines, "</table>"))
    return f"<!DOCTYPE html>\n<html><head><title>Report</title></head><body>\n{table}\n</body></html>\n"
