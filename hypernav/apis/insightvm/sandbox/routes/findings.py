"""Findings: the vulnerabilities of one asset or of one of its services, their solutions and validations."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import everything, paged
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
from hypernav.apis.insightvm.sandbox.settings import body_of, object_of
from hypernav.sandbox.app import Reply, Routes
from hypernav.sandbox.problems import Missing
from hypernav.sandbox.schema import Property

ROUTES = Routes("call")
_FINDING = "/assets/<int:id>/vulnerabilities/<vulnerability>"
_SOURCE = Property(kind="any", required=True, values=("metasploit", "other"))
_VALIDATION = body_of(source=object_of(required=True, name=_SOURCE))


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


def _found(call: Call) -> dict[str, Exposure]:
    return dict(sorted(call.world.exposures(call.asset().id).items()))


def _found_on_service(call: Call) -> list[Exposure]:
    at = (call.values["protocol"], call.values["port"])
    if at not in {(service.kind.protocol, service.kind.port) for service in call.asset().machine.services}:
        raise Missing("service", "/".join(map(str, at)))
    return [
        Exposure(exposure.vulnerability, places, exposure.product, exposure.release)
        for exposure in _found(call).values()
        if (places := tuple(place for place in exposure.places if (place.protocol, place.port) == at))
    ]


def _view(call: Call, exposure: Exposure) -> Json:
    return finding_view(call, call.asset(), exposure)


def _exposure(call: Call) -> Exposure:
    return call.named(_found(call), "vulnerability finding", "vulnerability")


def _solutions(call: Call) -> list[Json]:
    exposure = _exposure(call)
    known = solutions_of(exposure.vulnerability.id)
    fitting = [solution for solution in known if not solution.product or solution.product == exposure.product]
    return [_matched(call, exposure, solution) for solution in fitting]


def _matched(call: Call, exposure: Exposure, solution: Solution) -> Json:
    kind = "check"
    links = [call.link("Solution", "solutions", solution.id)]
    match: Json = {"confidence": "exact", "links": links, "solution": solution.id}
    if exposure.product:
        maker = product(exposure.product)
        kind = {"os": "operating-system", "service": "service", "software": "software"}[maker.kind]
        match["fingerprint"] = {
            "description": maker.description(exposure.release),
            "family": maker.family,
            "product": maker.name,
            "vendor": maker.vendor,
            "version": maker.releases[exposure.release].version,
        }
    match.update(type=kind, check=checks_of(exposure.vulnerability)[0].id)
    return {**solution_view(call, solution), "confidence": "exact", "matches": [match]}


def _validation_view(call: Call, validation: Validation) -> Json:
    at = ("assets", validation.asset, "vulnerabilities", validation.vulnerability)
    return {
        "date": instant(validation.date),
        "id": validation.id,
        "links": [call.link("self", *at, "validations", validation.id), call.link("Vulnerability Finding", *at)],
        "source": {"key": validation.key, "name": validation.source},
    }


def _validations(call: Call) -> dict[int, Validation]:
    at = (call.values["id"], _exposure(call).vulnerability.id)
    return {each.id: each for each in call.world.validations.values() if (each.asset, each.vulnerability) == at}


ENTITIES = (
    paged("/assets/<int:id>/vulnerabilities", _found, _view, title="vulnerability finding", item="/<vulnerability>"),
    paged("/assets/<int:id>/services/<protocol>/<int:port>/vulnerabilities", _found_on_service, _view),
    everything(f"{_FINDING}/solution", _solutions, back="Asset"),
    everything(
        f"{_FINDING}/validations",
        _validations,
        _validation_view,
        title="vulnerability validation",
        item="/<int:validation>",
    ),
)


@ROUTES.post(f"{_FINDING}/validations")
def add_validation(call: Call, id: int, vulnerability: str) -> Reply:
    """Record a proof that a finding can be exploited."""
    _exposure(call)
    source = call.cleaned(_VALIDATION)["source"]
    number = next_id(call.world.validations)
    made = Validation(number, id, vulnerability, source["name"], str(source.get("key", "")), call.now)
    call.world.validations[number] = made
    call.world.changed()
    return call.created(number, "assets", id, "vulnerabilities", vulnerability, "validations", number, status=200)


@ROUTES.delete(f"{_FINDING}/validations/<int:validation>")
def delete_validation(call: Call, id: int, vulnerability: str, validation: int) -> Json:
    """Delete a proof."""
    del call.world.validations[call.named(_validations(call), "vulnerability validation", "validation").id]
    call.world.changed()
    return call.done()
