"""The catalogue of vulnerabilities and everything that it refers to."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import containing, equal, everything, flagged, paged, references
from hypernav.apis.insightvm.sandbox.data.checks import categories, check_types, checks, checks_of, references_of
from hypernav.apis.insightvm.sandbox.data.checks import references as all_references
from hypernav.apis.insightvm.sandbox.data.exploits import MALWARE_KITS, Exploit, MalwareKit, exploits
from hypernav.apis.insightvm.sandbox.data.solutions import (
    Solution,
    prerequisites,
    solutions,
    solutions_of,
    superseded,
    superseding,
)
from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue
from hypernav.apis.insightvm.sandbox.data.vulnerability import Vulnerability
from hypernav.apis.insightvm.sandbox.routes.vulnerability_view import (
    check_view,
    exploit_view,
    malware_kit_view,
    reference_view,
    solution_view,
    vulnerability_view,
)

_VULNERABILITY = "/vulnerabilities/<id>"
_KEYS = {
    "id": lambda item: item.id,
    "title": lambda item: item.title,
    "riskScore": lambda item: item.risk_score,
    "severityScore": lambda item: item.severity_score,
    "severity": lambda item: item.severity,
    "published": lambda item: item.published.isoformat(),
    "modified": lambda item: item.modified.isoformat(),
    "cvss.v2.score": lambda item: item.cvss_v2.base,
    "cvss.v3.score": lambda item: item.cvss_v3.base,
}


def _vulnerability(call: Call) -> Vulnerability:
    return call.named(catalogue(), "vulnerability")


def _exploits(call: Call) -> dict[int, Exploit]:
    # The catalogue is what exploits are made of.
    catalogue()
    return exploits()


def _solution(call: Call) -> Solution:
    return call.named(solutions(), "solution")


def _category_view(call: Call, identifier: int) -> Json:
    links = call.links("vulnerability_categories", identifier, to=["Vulnerabilities"])
    return {"id": identifier, "links": links, "name": categories()[identifier][0]}


def _using(kind: str, thing: Exploit | MalwareKit) -> list[str]:
    return [item.id for item in catalogue().values() if thing.id in getattr(item, kind)]


ENTITIES = (
    paged(
        "/vulnerabilities",
        lambda call: catalogue(),
        vulnerability_view,
        title="vulnerability",
        item="/<id>",
        keys=lambda call: _KEYS,
    ),
    references(f"{_VULNERABILITY}/assets", lambda call: call.visible(call.world.affected(_vulnerability(call).id))),
    references(
        f"{_VULNERABILITY}/checks",
        lambda call: [check.id for check in checks_of(_vulnerability(call))],
        "Check",
        "vulnerability_checks",
    ),
    paged(
        f"{_VULNERABILITY}/exploits",
        lambda call: [exploits()[each] for each in _vulnerability(call).exploits],
        exploit_view,
    ),
    paged(
        f"{_VULNERABILITY}/malware_kits",
        lambda call: [MALWARE_KITS[each] for each in _vulnerability(call).malware_kits],
        malware_kit_view,
    ),
    paged(f"{_VULNERABILITY}/references", lambda call: references_of(_vulnerability(call).id), reference_view),
    references(
        f"{_VULNERABILITY}/solutions",
        lambda call: [solution.id for solution in solutions_of(_vulnerability(call).id)],
        "Vulnerability Solution",
        "solutions",
    ),
    paged(
        "/vulnerability_checks",
        lambda call: checks(),
        check_view,
        title="vulnerability check",
        item="/<id>",
        filters=(
            containing("search", lambda check: f"{check.id} {check.vulnerability.title}"),
            equal("type", lambda check: check.plugin),
            flagged("safe", lambda check: check.safe),
            flagged("potential", lambda check: check.vulnerability.potential, both=False),
            flagged("requiresCredentials", lambda check: check.local, both=False),
            flagged("unique", lambda check: check.unique),
        ),
    ),
    references("/vulnerability_checks_types", lambda call: check_types()),
    paged("/vulnerability_references", lambda call: all_references(), reference_view, title="vulnerability reference"),
    paged(
        "/vulnerability_references/<int:id>/vulnerabilities",
        lambda call: [
            catalogue()[each] for each in call.named(all_references(), "vulnerability reference").vulnerabilities
        ],
        vulnerability_view,
        keys=lambda call: _KEYS,
    ),
    paged(
        "/vulnerability_categories",
        lambda call: {identifier: identifier for identifier in categories()},
        _category_view,
        title="vulnerability category",
    ),
    references(
        "/vulnerability_categories/<int:id>/vulnerabilities",
        lambda call: call.named(categories(), "vulnerability category")[1],
        "Vulnerability",
        "vulnerabilities",
    ),
    paged("/exploits", _exploits, exploit_view, title="exploit"),
    references(
        "/exploits/<int:id>/vulnerabilities",
        lambda call: _using("exploits", call.named(_exploits(call), "exploit")),
        "Vulnerability",
        "vulnerabilities",
    ),
    paged("/malware_kits", lambda call: MALWARE_KITS, malware_kit_view, title="malware kit"),
    references(
        "/malware_kits/<int:id>/vulnerabilities",
        lambda call: _using("malware_kits", call.named(MALWARE_KITS, "malware kit")),
        "Vulnerability",
        "vulnerabilities",
    ),
    paged("/solutions", lambda call: solutions(), solution_view, title="solution", item="/<id>"),
    references("/solutions/<id>/prerequisites", lambda call: prerequisites(_solution(call)), "Solution", "solutions"),
    everything("/solutions/<id>/supersedes", lambda call: superseded(_solution(call)), solution_view),
    everything(
        "/solutions/<id>/superseding",
        lambda call: superseding(_solution(call)),
        solution_view,
        filters=(flagged("rollup", lambda solution: solution.kind == "rollup-patch", both=False),),
    ),
)
