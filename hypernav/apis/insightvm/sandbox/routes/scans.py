"""Scans: past ones, starting one, and watching it come to its end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypernav.apis.insightvm.sandbox.call import Call, Json
from hypernav.apis.insightvm.sandbox.collections import flagged, owned, paged
from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.instants import duration, instant
from hypernav.apis.insightvm.sandbox.data.records import Engine, Scan
from hypernav.apis.insightvm.sandbox.data.totals import NO_TOTALS, Totals
from hypernav.apis.insightvm.sandbox.data.world import World, next_id
from hypernav.apis.insightvm.sandbox.routes.asset_view import severity_counts
from hypernav.apis.insightvm.sandbox.routes.sites import known_engine, known_template, site_pages
from hypernav.apis.insightvm.sandbox.settings import TEXT, body_of
from hypernav.sandbox.app import Refusal, Reply, Routes
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.lists import Reading
from hypernav.sandbox.schema import Property

ROUTES = Routes("call")
_REQUEST = body_of(hosts=Property(kind="array", null=True), name=TEXT)
_STAGES = ("running", "running", "running", "integrating", "finished")
"""Status after each look at a running scan."""
_STEP = timedelta(minutes=2)
_ACTIVE = {"running", "paused", "integrating", "dispatched"}
_MOVES = {
    "pause": ({"running", "integrating"}, "paused", "Paused by {user}."),
    "resume": ({"paused"}, "running", ""),
    "stop": ({"running", "integrating", "paused"}, "stopped", "Stopped by {user}."),
}


def scan_view(call: Call, scan: Scan, *, everywhere: bool = True) -> Json:
    """Return the document of a scan; ``everywhere`` adds the site, as the list of all scans does."""
    world = call.world
    end = scan.end or max(world.now, scan.start) + scan.polls * _STEP
    engine = world.engines.get(scan.engine) or world.pools.get(scan.engine)
    kind = "scan_engine_pools" if scan.engine in world.pools else "scan_engines"
    links = [call.link("self", "scans", scan.id), call.link("Site", "sites", scan.site, id=scan.site)]
    if engine:
        links.append(call.link("Scan Engine", kind, scan.engine, id=scan.engine))
    document: Json = {
        "assets": assets_found(world, scan),
        "duration": duration(end - scan.start),
        "engineId": scan.engine,
        "engineName": engine.name if engine else "",
        "id": scan.id,
        "links": links,
        "scanName": scan.name,
        "scanType": scan.kind,
        "startTime": instant(scan.start),
        "status": scan.status,
        "vulnerabilities": severity_counts(_totals(world, scan)),
    }
    if scan.end:
        document["endTime"] = instant(scan.end)
    if scan.message:
        document["message"] = scan.message
    if scan.started_by:
        document["startedBy"] = scan.started_by
    if everywhere:
        document.update(siteId=scan.site, siteName=world.sites[scan.site].name)
    return dict(sorted(document.items()))


def assets_found(world: World, scan: Scan) -> int:
    """Return how many assets a scan has found so far."""
    if scan.scope or scan.status in _ACTIVE:
        scope = scan.scope or tuple(world.members[scan.site])
        return int(len(scope) * _progress(scan))
    members = [world.assets[each] for each in world.members[scan.site]]
    count = sum(_saw(scan.id, asset) for asset in members)
    return count if scan.status == "finished" else count or len(members) // 2


def _saw(scan: int, asset: Asset) -> bool:
    return bool(asset.seen_in) and asset.seen_in[0].id <= scan <= asset.seen_in[-1].id


def _progress(scan: Scan) -> float:
    return 1.0 if scan.status == "finished" else min(1.0, scan.polls / (len(_STAGES) - 1))


def _totals(world: World, scan: Scan) -> Totals:
    if scan.scope:
        share = scan.scope[: int(len(scan.scope) * _progress(scan))]
        return world.totals_together(each for each in share if each in world.assets)
    if scan.status in _ACTIVE:
        members = world.members[scan.site]
        return world.totals_together(members[: int(len(members) * _progress(scan))])
    days, totals = world.remember(("published", scan.site), lambda: _by_publication(world, scan.site))
    at = bisect_right(days, scan.start.date())
    return totals[at - 1] if at else NO_TOTALS


def _by_publication(world: World, site: int) -> tuple[list[date], list[Totals]]:
    known = {each.vulnerability.id: each.vulnerability for asset in world.members[site] for each in world.active(asset)}
    counts = {"Critical": 0, "Severe": 0, "Moderate": 0}
    days, totals = [], []
    for each in sorted(known.values(), key=lambda vulnerability: vulnerability.published):
        counts[each.severity] += 1
        days.append(each.published)
        totals.append(Totals(counts["Critical"], counts["Severe"], counts["Moderate"]))
    return days, totals


def _looked_at(call: Call, scan: Scan) -> Json:
    """Return the document of a scan; one that runs gets on with each look."""
    if scan.status in {"running", "integrating"} and call.request.method == "GET":
        scan = _advanced(call, scan)
    return scan_view(call, scan, everywhere=False)


def _advanced(call: Call, scan: Scan) -> Scan:
    polls = scan.polls + 1
    status = _STAGES[min(polls, len(_STAGES)) - 1]
    end = max(call.now, scan.start) + polls * _STEP if status == "finished" else None
    scope = scan.scope or tuple(call.world.members[scan.site])
    advanced = replace(scan, polls=polls, status=status, end=end, scope=scope)
    call.world.scans[scan.id] = advanced
    if end is not None:
        call.world.finish_scan(advanced)
    return advanced


def _keys(call: Call) -> dict[str, Reading]:
    return {
        "id": lambda scan: scan.id,
        "scanName": lambda scan: scan.name,
        "startTime": lambda scan: scan.start.timestamp(),
        "endTime": lambda scan: scan.end.timestamp() if scan.end else None,
        "status": lambda scan: scan.status,
        "siteId": lambda scan: scan.site,
        "assets": lambda scan: assets_found(call.world, scan),
    }


def _scans(path: str, scans: Callable[[Call], Any], *, everywhere: bool, **more: Any) -> Entity:
    return paged(
        path,
        scans,
        lambda call, scan: scan_view(call, scan, everywhere=everywhere),
        keys=_keys,
        visible=lambda call, scan: call.sees_site(scan.site),
        filters=(flagged("active", lambda scan: scan.status in _ACTIVE),),
        **more,
    )


def _engine(call: Call) -> Engine:
    return call.named(call.world.engines, "scan engine")


ENTITIES = (
    _scans("/scans", lambda call: call.world.scans, everywhere=True, title="scan", show=_looked_at),
    _scans(
        "/sites/<int:id>/scans",
        owned(Call.site, lambda call, site: [each for each in call.world.scans.values() if each.site == site.id]),
        everywhere=False,
    ),
    _scans(
        "/scan_engines/<int:id>/scans",
        owned(_engine, lambda call, engine: [each for each in call.world.scans.values() if each.engine == engine.id]),
        everywhere=False,
    ),
    site_pages(
        "/scan_engines/<int:id>/sites",
        owned(_engine, lambda call, engine: [each for each in call.world.sites.values() if each.engine == engine.id]),
    ),
)


@ROUTES.post("/sites/<int:id>/scans")
def start_scan(call: Call, id: int) -> Reply:
    """Start a scan of a site, or of some of its hosts."""
    site, world = call.site(), call.world
    body = call.cleaned(_REQUEST) if call.request.get_data() else {}
    scope = _scope(call, id, body.get("hosts") or [])
    if any(scan.site == id and scan.status in {"running", "integrating"} for scan in world.scans.values()):
        raise Refusal(400, f"A scan of the site '{site.name}' is already running.")
    identifier = next_id(world.scans)
    world.scans[identifier] = Scan(
        id=identifier,
        site=id,
        name=str(body.get("name") or f"Scan of {site.name}"),
        kind="Manual",
        status="running",
        start=call.now,
        end=None,
        engine=known_engine(call, body.get("engineId", site.engine), site.engine),
        template=known_template(body.get("templateId", site.template)),
        started_by=call.user.login,
        scope=scope,
    )
    return call.created(identifier, "scans", identifier)


def _scope(call: Call, site: int, hosts: list[object]) -> tuple[int, ...]:
    members = call.world.members[site]
    if not hosts:
        return tuple(members)
    wanted = {str(host).casefold() for host in hosts}
    found = []
    for each in members:
        asset = call.world.assets[each]
        names = {entry.name.casefold() for entry in asset.host_names} | {address for address, _ in asset.addresses}
        if names & wanted:
            found.append(each)
    if not found:
        raise Refusal(400, "None of the hosts is an asset of the site.")
    return tuple(found)


@ROUTES.post("/scans/<int:id>/<status>")
def move_scan(call: Call, id: int, status: str) -> Json:
    """Pause, resume or stop a scan."""
    scan = call.named(call.world.scans, "scan", sees=lambda scan: call.sees_site(scan.site))
    if status not in _MOVES:
        raise Refusal(400, f"The status '{status}' is not supported: use pause, resume or stop.")
    allowed, target, message = _MOVES[status]
    if scan.status not in allowed:
        raise Refusal(400, f"The scan is {scan.status}: it cannot be changed by '{status}'.")
    end = max(call.now, scan.start) + scan.polls * _STEP if target == "stopped" else None
    text = message.format(user=call.user.login)
    call.world.scans[id] = replace(scan, status=target, end=end, message=text)
    return call.done(call.link("Scan", "scans", id))
