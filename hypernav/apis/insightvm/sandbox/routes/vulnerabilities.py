"""The catalogue of vulnerabilities and everything that it refers to."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, entry
from hypernav.apis.insightvm.sandbox.collections import everything, page, references
from hypernav.apis.insightvm.sandbox.data.checks import (
    categories,
    check_types,
    checks,
    checks_of,
    references_of,
)
from hypernav.apis.insightvm.sandbox.data.checks import references as all_references
from hypernav.apis.insightvm.sandbox.data.exploits import MALWARE_KITS, exploits
from hypernav.apis.insightvm.sandbox.data.solutions import (
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
from hypernav.sandbox.app import Routes

ROUTES = Routes()
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


def _find(identifier: str) -> Vulnerability:
    found: Vulnerability = entry(catalogue(), identifier, "vulnerability")
    return found


@endpoint(ROUTES.get("/api/3/vulnerabilities"))
def list_vulnerabilities(call: Call) -> Json:
    """Return the vulnerabilities."""
    return page(call, list(catalogue().values()), lambda item: vulnerability_view(call, item), keys=_KEYS)


@endpoint(ROUTES.get("/api/3/vulnerabilities/<id>"))
def get_vulnerability(call: Call, id: str) -> Json:
    """Return a vulnerability."""
    return vulnerability_view(call, _find(id))


@endpoint(ROUTES.get("/api/3/vulnerabilities/<id>/assets"))
def list_affected(call: Call, id: str) -> Json:
    """Return the ids of the assets that have a vulnerability."""
    return references(call, call.visible(call.world.affected(_find(id).id)))


@endpoint(ROUTES.get("/api/3/vulnerabilities/<id>/checks"))
def list_checks_of(call: Call, id: str) -> Json:
    """Return the ids of the checks of a vulnerability."""
    return references(call, [check.id for check in checks_of(_find(id))], "Check", "vulnerability_checks")


@endpoint(ROUTES.get("/api/3/vulnerabilities/<id>/exploits"))
def list_exploits_of(call: Call, id: str) -> Json:
    """Return the exploits of a vulnerability."""
    found = [exploits()[identifier] for identifier in _find(id).exploits]
    return page(call, found, lambda item: exploit_view(call, item))


@endpoint(ROUTES.get("/api/3/vulnerabilities/<id>/malware_kits"))
def list_malware_kits_of(call: Call, id: str) -> Json:
    """Return the malware kits that use a vulnerability."""
    found = [MALWARE_KITS[identifier] for identifier in _find(id).malware_kits]
    return page(call, found, lambda item: malware_kit_view(call, item))


@endpoint(ROUTES.get("/api/3/vulnerabilities/<id>/references"))
def list_references_of(call: Call, id: str) -> Json:
    """Return the references of a vulnerability."""
    return page(call, references_of(_find(id).id), lambda item: reference_view(call, item))


@endpoint(ROUTES.get("/api/3/vulnerabilities/<id>/solutions"))
def list_solutions_of(call: Call, id: str) -> Json:
    """Return the ids of the solutions of a vulnerability."""
    return references(call, [item.id for item in solutions_of(_find(id).id)], "Vulnerability Solution", "solutions")


@endpoint(ROUTES.get("/api/3/vulnerability_checks"))
def list_checks(call: Call) -> Json:
    """Return the checks, filtered by text, kind and what they need."""
    found = list(checks().values())
    text, kind = call.request.args.get("search", "").casefold(), call.request.args.get("type", "").casefold()
    if text:
        found = [item for item in found if text in f"{item.id} {item.vulnerability.title}".casefold()]
    if kind:
        found = [item for item in found if item.plugin.casefold() == kind]
    if call.flag("safe") is not None:
        found = [item for item in found if item.safe == call.flag("safe")]
    if call.flag("potential"):
        found = [item for item in found if item.vulnerability.potential]
    if call.flag("requiresCredentials"):
        found = [item for item in found if item.local]
    if call.flag("unique") is not None:
        found = [item for item in found if item.unique == call.flag("unique")]
    return page(call, found, lambda item: check_view(call, item))


@endpoint(ROUTES.get("/api/3/vulnerability_checks/<id>"))
def get_check(call: Call, id: str) -> Json:
    """Return a check."""
    return check_view(call, entry(checks(), id, "vulnerability check"))


@endpoint(ROUTES.get("/api/3/vulnerability_checks_types"))
def list_check_types(call: Call) -> Json:
    """Return the kinds of checks."""
    return references(call, check_types())


@endpoint(ROUTES.get("/api/3/vulnerability_references"))
def list_references(call: Call) -> Json:
    """Return all references."""
    return page(call, list(all_references().values()), lambda item: reference_view(call, item))


@endpoint(ROUTES.get("/api/3/vulnerability_references/<int:id>"))
def get_reference(call: Call, id: int) -> Json:
    """Return a reference."""
    return reference_view(call, entry(all_references(), id, "vulnerability reference"))


@endpoint(ROUTES.get("/api/3/vulnerability_references/<int:id>/vulnerabilities"))
def list_referring(call: Call, id: int) -> Json:
    """Return the vulnerabilities that share a reference."""
    found = entry(all_references(), id, "vulnerability reference").vulnerabilities
    return page(call, [catalogue()[each] for each in found], lambda item: vulnerability_view(call, item), keys=_KEYS)


@endpoint(ROUTES.get("/api/3/vulnerability_categories"))
def list_categories(call: Call) -> Json:
    """Return the categories."""
    return page(call, list(categories()), lambda identifier: _category_view(call, identifier))


@endpoint(ROUTES.get("/api/3/vulnerability_categories/<int:id>"))
def get_category(call: Call, id: int) -> Json:
    """Return a category."""
    entry(categories(), id, "vulnerability category")
    return _category_view(call, id)


@endpoint(ROUTES.get("/api/3/vulnerability_categories/<int:id>/vulnerabilities"))
def list_category(call: Call, id: int) -> Json:
    """Return the ids of the vulnerabilities of a category."""
    return references(call, entry(categories(), id, "vulnerability category")[1], "Vulnerability", "vulnerabilities")


def _category_view(call: Call, identifier: int) -> Json:
    at = ("vulnerability_categories", identifier)
    links = [call.link("self", *at), call.link("Vulnerabilities", *at, "vulnerabilities")]
    return {"id": identifier, "links": links, "name": categories()[identifier][0]}


def _using(kind: str, identifier: int) -> list[str]:
    return [item.id for item in catalogue().values() if identifier in getattr(item, kind)]


@endpoint(ROUTES.get("/api/3/exploits"))
def list_exploits(call: Call) -> Json:
    """Return the exploits."""
    catalogue()
    return page(call, list(exploits().values()), lambda item: exploit_view(call, item))


@endpoint(ROUTES.get("/api/3/exploits/<int:id>"))
def get_exploit(call: Call, id: int) -> Json:
    """Return an exploit."""
    catalogue()
    return exploit_view(call, entry(exploits(), id, "exploit"))


@endpoint(ROUTES.get("/api/3/exploits/<int:id>/vulnerabilities"))
def list_exploitable(call: Call, id: int) -> Json:
    """Return the ids of the vulnerabilities of an exploit."""
    catalogue()
    entry(exploits(), id, "exploit")
    return references(call, _using("exploits", id), "Vulnerability", "vulnerabilities")


@endpoint(ROUTES.get("/api/3/malware_kits"))
def list_malware_kits(call: Call) -> Json:
    """Return the malware kits."""
    return page(call, list(MALWARE_KITS.values()), lambda item: malware_kit_view(call, item))


@endpoint(ROUTES.get("/api/3/malware_kits/<int:id>"))
def get_malware_kit(call: Call, id: int) -> Json:
    """Return a malware kit."""
    return malware_kit_view(call, entry(MALWARE_KITS, id, "malware kit"))


@endpoint(ROUTES.get("/api/3/malware_kits/<int:id>/vulnerabilities"))
def list_used_by_kit(call: Call, id: int) -> Json:
    """Return the ids of the vulnerabilities that a malware kit uses."""
    entry(MALWARE_KITS, id, "malware kit")
    return references(call, _using("malware_kits", id), "Vulnerability", "vulnerabilities")


@endpoint(ROUTES.get("/api/3/solutions"))
def list_solutions(call: Call) -> Json:
    """Return the solutions."""
    return page(call, list(solutions().values()), lambda item: solution_view(call, item))


@endpoint(ROUTES.get("/api/3/solutions/<id>"))
def get_solution(call: Call, id: str) -> Json:
    """Return a solution."""
    return solution_view(call, entry(solutions(), id, "solution"))


@endpoint(ROUTES.get("/api/3/solutions/<id>/prerequisites"))
def list_prerequisites(call: Call, id: str) -> Json:
    """Return the ids of the solutions that must come before."""
    return references(call, prerequisites(entry(solutions(), id, "solution")), "Solution", "solutions")


@endpoint(ROUTES.get("/api/3/solutions/<id>/supersedes"))
def list_superseded(call: Call, id: str) -> Json:
    """Return the solutions that a solution makes needless."""
    found = superseded(entry(solutions(), id, "solution"))
    return everything(call, [solution_view(call, item) for item in found])


@endpoint(ROUTES.get("/api/3/solutions/<id>/superseding"))
def list_superseding(call: Call, id: str) -> Json:
    """Return the solutions that make a solution needless."""
    found = superseding(entry(solutions(), id, "solution"))
    if call.flag("rollup"):
        found = [item for item in found if item.kind == "rollup-patch"]
    return everything(call, [solution_view(call, item) for item in found])
