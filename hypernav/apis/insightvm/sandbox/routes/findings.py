"""Findings: the vulnerabilities of one asset or of one of its services, their solutions and validations."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint, not_found, required
from hypernav.apis.insightvm.sandbox.collections import everything, page
from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.chance import number
from hypernav.apis.insightvm.sandbox.data.checks import checks_of
from hypernav.apis.insightvm.sandbox.data.exposure import Exposure, product
from hypernav.apis.insightvm.sandbox.data.instants import instant, midnight
from hypernav.apis.insightvm.sandbox.data.roles import ServiceKind
from hypernav.apis.insightvm.sandbox.data.solutions import Solution, solutions_of
from hypernav.apis.insightvm.sandbox.data.validations import Validation
from hypernav.apis.insightvm.sandbox.data.world import next_id
from hypernav.apis.insightvm.sandbox.routes.vulnerability_view import solution_view
from hypernav.sandbox.app import Refusal, Reply, Routes

ROUTES = Routes()
_FINDINGS = "/api/3/assets/<int:id>/vulnerabilities"


def since(asset: Asset, exposure: Exposure) -> datetime:
    """Return when a finding was recorded: by the first look at the asset after its publication."""
    published = midnight(exposure.vulnerability.published) + timedelta(hours=number(exposure.vulnerability.id) % 60)
    looks = [scan.end for scan in asset.seen_in] or list(asset.reports)
    return looks[min(bisect_left(looks, published), len(looks) - 1)]


def finding_view(call: Call, asset: Asset, exposure: Exposure) -> Json:
    """Return the document of a finding."""
    entry = exposure.vulnerability
    excluded = call.world.excluded_by(asset.id, entry.id)
    at = ("assets", asset.id, "vulnerabilities", entry.id)
    results = [_result(call, asset, exposure, place, excluded) for place in exposure.places or (None,)]
    return {
        "id": entry.id,
        "instances": 0 if excluded else exposure.instances,
        "links": [
            call.link("self", *at),
            call.link("Vulnerability", "vulnerabilities", entry.id, id=entry.id),
            call.link("Vulnerability Validations", *at, "validations"),
            call.link("Vulnerability Solutions", *at, "solution"),
        ],
        "results": results,
        "since": instant(since(asset, exposure)),
        "status": "invulnerable" if excluded else "vulnerable",
    }


def _result(call: Call, asset: Asset, exposure: Exposure, place: ServiceKind | None, excluded: tuple[int, ...]) -> Json:
    entry = exposure.vulnerability
    status = "vulnerable-version" if entry.products else "vulnerable"
    result: Json = {
        "checkId": checks_of(entry)[0].id,
        "links": [call.link("Vulnerability", "vulnerabilities", entry.id, id=entry.id)],
        "proof": proof(exposure),
        "since": instant(since(asset, exposure)),
        "status": f"{status}-with-exception-applied" if excluded else status,
    }
    if excluded:
        result["exceptions"] = list(excluded)
        result["links"].extend(call.link("Exception", "vulnerability_exceptions", each, id=each) for each in excluded)
    if place is not None:
        result.update(port=place.port, protocol=place.protocol)
        service = call.link("Service", "assets", asset.id, "services", place.protocol, place.port)
        result["links"].append(service)
    return result


def proof(exposure: Exposure) -> str:
    """Return why a finding is one, as an HTML fragment."""
    if exposure.product:
        maker = product(exposure.product)
        kind = "OS" if maker.kind == "os" else "software installed"
        text = f"Vulnerable {kind}: {maker.description(exposure.release)}"
        if maker.kind == "os":
            text += f" (patched to {maker.releases[exposure.release].day:%Y-%m})"
        return f"<p><p>{text}</p></p>"
    place = exposure.places[0].name if exposure.places else "the configuration of the asset"
    return f"<p><p>Found in {place}: {exposure.vulnerability.title.replace('<', '&lt;').replace('>', '&gt;')}</p></p>"


def _exposure(call: Call, id: int, vulnerability: str) -> tuple[Asset, Exposure]:
    asset = call.asset(id)
    exposure = call.world.exposures(id).get(vulnerability)
    if exposure is None:
        raise not_found("vulnerability finding", vulnerability)
    return asset, exposure


def _finding_page(call: Call, asset: Asset, found: list[Exposure]) -> Json:
    ordered = sorted(found, key=lambda exposure: exposure.vulnerability.id)
    return page(call, ordered, lambda exposure: finding_view(call, asset, exposure))


@endpoint(ROUTES.get(_FINDINGS))
def list_findings(call: Call, id: int) -> Json:
    """Return the findings of an asset."""
    return _finding_page(call, call.asset(id), list(call.world.exposures(id).values()))


@endpoint(ROUTES.get("/api/3/assets/<int:id>/services/<protocol>/<int:port>/vulnerabilities"))
def list_service_findings(call: Call, id: int, protocol: str, port: int) -> Json:
    """Return the findings of a service."""
    asset = call.asset(id)
    if (protocol, port) not in {(service.kind.protocol, service.kind.port) for service in asset.machine.services}:
        raise not_found("service", f"{protocol}/{port}")
    found = [
        Exposure(exposure.vulnerability, places, exposure.product, exposure.release)
        for exposure in call.world.exposures(id).values()
        if (places := tuple(place for place in exposure.places if (place.protocol, place.port) == (protocol, port)))
    ]
    return _finding_page(call, asset, found)


@endpoint(ROUTES.get(f"{_FINDINGS}/<vulnerability>"))
def get_finding(call: Call, id: int, vulnerability: str) -> Json:
    """Return a finding."""
    return finding_view(call, *_exposure(call, id, vulnerability))


@endpoint(ROUTES.get(f"{_FINDINGS}/<vulnerability>/solution"))
def list_matched_solutions(call: Call, id: int, vulnerability: str) -> Json:
    """Return the solutions that fit an asset."""
    asset, exposure = _exposure(call, id, vulnerability)
    known = solutions_of(vulnerability)
    fitting = [solution for solution in known if not solution.product or solution.product == exposure.product]
    return everything(
        call, [_matched(call, exposure, solution) for solution in fitting], call.link("Asset", "assets", asset.id)
    )


def _matched(call: Call, exposure: Exposure, solution: Solution) -> Json:
    kind = "check"
    match: Json = {"confidence": "exact", "links": [call.link("Solution", "solutions", solution.id)]}
    match["solution"] = solution.id
    if exposure.product:
        maker = product(exposure.product)
        kind = {"os": "operating-system", "service": "service", "software": "software"}[maker.kind]
        fingerprint = {
            "description": maker.description(exposure.release),
            "family": maker.family,
            "product": maker.name,
        }
        match["fingerprint"] = {
            **fingerprint,
            "vendor": maker.vendor,
            "version": maker.releases[exposure.release].version,
        }
    match.update(type=kind, check=checks_of(exposure.vulnerability)[0].id)
    return {**solution_view(call, solution), "confidence": "exact", "matches": [match]}


def _validations(call: Call, id: int, vulnerability: str) -> list[Validation]:
    _exposure(call, id, vulnerability)
    known = call.world.validations.values()
    return [each for each in known if (each.asset, each.vulnerability) == (id, vulnerability)]


def _validation_view(call: Call, validation: Validation) -> Json:
    at = ("assets", validation.asset, "vulnerabilities", validation.vulnerability)
    return {
        "date": instant(validation.date),
        "id": validation.id,
        "links": [call.link("self", *at, "validations", validation.id), call.link("Vulnerability Finding", *at)],
        "source": {"key": validation.key, "name": validation.source},
    }


@endpoint(ROUTES.get(f"{_FINDINGS}/<vulnerability>/validations"))
def list_validations(call: Call, id: int, vulnerability: str) -> Json:
    """Return the proofs that a finding can be exploited."""
    return everything(call, [_validation_view(call, each) for each in _validations(call, id, vulnerability)])


@endpoint(ROUTES.post(f"{_FINDINGS}/<vulnerability>/validations"))
def add_validation(call: Call, id: int, vulnerability: str) -> Reply:
    """Record a proof that a finding can be exploited."""
    _exposure(call, id, vulnerability)
    body = call.body()
    required(body, "source")
    source = body["source"] if isinstance(body["source"], dict) else {}
    if source.get("name") not in {"metasploit", "other"}:
        raise Refusal(400, "The property 'source.name' must be 'metasploit' or 'other'.")
    number = next_id(call.world.validations)
    made = Validation(number, id, vulnerability, source["name"], str(source.get("key", "")), call.console.moment())
    call.world.validations[number] = made
    call.world.changed()
    return call.created(number, "assets", id, "vulnerabilities", vulnerability, "validations", number, status=200)


def _validation(call: Call, id: int, vulnerability: str, validation: int) -> Validation:
    for each in _validations(call, id, vulnerability):
        if each.id == validation:
            return each
    raise not_found("vulnerability validation", validation)


@endpoint(ROUTES.get(f"{_FINDINGS}/<vulnerability>/validations/<int:validation>"))
def get_validation(call: Call, id: int, vulnerability: str, validation: int) -> Json:
    """Return a proof."""
    return _validation_view(call, _validation(call, id, vulnerability, validation))


@endpoint(ROUTES.delete(f"{_FINDINGS}/<vulnerability>/validations/<int:validation>"))
def delete_validation(call: Call, id: int, vulnerability: str, validation: int) -> Json:
    """Delete a proof."""
    del call.world.validations[_validation(call, id, vulnerability, validation).id]
    call.world.changed()
    return call.done()
