"""The reports that the console has from the start, and what can be reported in which format."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.records import Report, ReportInstance

_MIDNIGHT = datetime(2025, 11, 1, 4, 30, tzinfo=NOW.tzinfo)


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A report template."""

    id: str
    name: str
    description: str
    kind: str
    sections: tuple[str, ...] = ()


# fmt: off
TEMPLATES = {
    template.id: template
    for template in (
        ReportTemplate("audit-report", "Audit Report", "Provides comprehensive details about discovered assets, vulnerabilities, and users.", "document", ("CoverPage", "TableOfContents", "ExecutiveSummary", "SystemOverview", "VulnerabilityDetails")),
        ReportTemplate("executive-overview", "Executive Overview", "Provides a high-level view of security data.", "document", ("CoverPage", "BaselineComparison", "ExecutiveSummary", "RiskTrend")),
        ReportTemplate("highest-risk-vulns", "Highest Risk Vulnerabilities", "Lists vulnerabilities with the highest risk scores.", "document", ("CoverPage", "HighestRiskVulnerabilityDetails")),
        ReportTemplate("prioritized-remediations", "Top Remediations", "Provides a prioritized list of remediations with the greatest impact on risk.", "document", ("CoverPage", "PrioritizedRemediations")),
        ReportTemplate("remediation-plan", "Remediation Plan", "Provides detailed remediation instructions for each discovered vulnerability.", "document", ("CoverPage", "SystemOverview", "RemediationPlan")),
        ReportTemplate("basic-vulnerability-check-results", "Basic Vulnerability Check Results (CSV)", "Exports vulnerability check results by asset.", "export"),
        ReportTemplate("basic-asset-list", "Basic Asset List (CSV)", "Exports assets with addresses, names, operating systems and risk.", "export"),
    )
}
# fmt: on
"""Each report template by its id."""

FORMATS = {
    "csv-export": ("basic-vulnerability-check-results", "basic-asset-list"),
    "html": (
        "audit-report",
        "executive-overview",
        "highest-risk-vulns",
        "prioritized-remediations",
        "remediation-plan",
    ),
    "text": ("audit-report", "highest-risk-vulns", "remediation-plan"),
}
"""Each format with the templates it takes."""

# name, format, template, scope, owner, days between generations, generations
# fmt: off
_ROWS: tuple[tuple[str, str, str, dict[str, Any], int, int, int], ...] = (
    ("Weekly vulnerabilities of the Boston DMZ", "csv-export", "basic-vulnerability-check-results", {"sites": [3]}, 2, 7, 6),
    ("Weekly vulnerabilities of the London DMZ", "csv-export", "basic-vulnerability-check-results", {"sites": [17]}, 7, 7, 6),
    ("Asset inventory", "csv-export", "basic-asset-list", {"sites": [1, 2, 7, 15, 16, 18, 19]}, 11, 30, 3),
    ("Frankfurt data center audit", "html", "audit-report", {"sites": [19]}, 4, 30, 3),
    ("Executive overview", "html", "executive-overview", {"tags": [1, 2]}, 2, 30, 6),
    ("Top remediations of the month", "html", "prioritized-remediations", {"assetGroups": [6]}, 3, 30, 6),
    ("PCI internal scan results", "csv-export", "basic-vulnerability-check-results", {"sites": [35]}, 9, 30, 4),
    ("Databases", "csv-export", "basic-vulnerability-check-results", {"assetGroups": [3]}, 3, 7, 4),
    ("Plants: highest risk", "text", "highest-risk-vulns", {"sites": [13, 14, 32]}, 10, 30, 2),
    ("End of life systems", "csv-export", "basic-asset-list", {"tags": [36]}, 2, 30, 3),
    ("Remediation plan for Austin", "text", "remediation-plan", {"sites": [10]}, 5, 0, 1),
    ("Never generated yet", "csv-export", "basic-asset-list", {"sites": [31]}, 2, 0, 0),
)
# fmt: on


def initial_reports() -> dict[int, Report]:
    """Return each report by its id.

    >>> initial_reports()[1].members["format"]
    'csv-export'
    """
    return {position: _report(position, *row) for position, row in enumerate(_ROWS, start=1)}


def _report(
    position: int, name: str, format: str, template: str, scope: dict[str, Any], owner: int, days: int, count: int
) -> Report:
    members = {
        "name": name,
        "format": format,
        "template": template,
        "scope": scope,
        "owner": owner,
        "language": "en-US",
        "timezone": "America/New_York",
        "frequency": _frequency(days),
    }
    return Report(id=position, members=members)


def _frequency(days: int) -> dict[str, Any]:
    if not days:
        return {"type": "none"}
    repeat = {"every": "week" if days == 7 else "day", "interval": 1 if days == 7 else days}
    return {"type": "schedule", "start": "2025-01-06T04:30:00.000Z", "repeat": repeat}


def initial_instances() -> dict[int, ReportInstance]:
    """Return each generation of the reports by its id.

    >>> initial_instances()[1].report
    5
    """
    drafts = sorted(
        (_MIDNIGHT - timedelta(days=back * (row[5] or 30), minutes=-position), position)
        for position, row in enumerate(_ROWS, start=1)
        for back in range(row[6])
    )
    return {
        identifier: ReportInstance(id=identifier, report=report, generated=moment)
        for identifier, (moment, report) in enumerate(drafts, start=1)
    }
