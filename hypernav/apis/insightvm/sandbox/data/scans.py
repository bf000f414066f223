"""The sites and scans that the console has from the start."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.data.people import USERS
from hypernav.apis.insightvm.sandbox.data.records import Scan, Site
from hypernav.apis.insightvm.sandbox.data.schedule import PastScan, finished_scans, past_scans
from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS, SitePlan

_MESSAGES = {
    "error": "The scan engine stopped responding.",
    "stopped": "Stopped by a user.",
    "aborted": "The Security Console was restarted.",
    "paused": "Paused by a user.",
}


def initial_sites() -> dict[int, Site]:
    """Return each site by its id.

    >>> initial_sites()[3].name
    'Boston DMZ'
    """
    return {plan.id: _site(plan) for plan in SITE_PLANS.values()}


def _site(plan: SitePlan) -> Site:
    scans = finished_scans(plan.id)
    return Site(
        id=plan.id,
        name=plan.name,
        description=f"{plan.name}: {len(set(plan.roles))} kinds of assets, location {plan.location}.",
        importance=plan.importance,
        kind=plan.kind,
        connection=plan.connection,
        engine=plan.engine,
        template=plan.template,
        included=(plan.subnet,) if plan.kind == "static" else (),
        excluded=(plan.subnet.rpartition(".")[0] + ".1",) if plan.kind == "static" else (),
        users=tuple(user.id for user in USERS if user.sites is not None and plan.id in user.sites),
        last_scan=scans[-1].end if scans else None,
    )


def initial_scans() -> dict[int, Scan]:
    """Return each scan by its id.

    >>> initial_scans()[1].status
    'finished'
    """
    return {scan.id: _scan(scan) for scan in past_scans()}


def _scan(past: PastScan) -> Scan:
    plan = SITE_PLANS[past.site]
    scheduled = past.id % 9 != 0
    running = past.status in {"running", "paused"}
    return Scan(
        id=past.id,
        site=past.site,
        name=f"{plan.name} - {past.start:%Y-%m-%d}" if scheduled else f"Check of {plan.name}",
        kind="Scheduled" if scheduled else "Manual",
        status=past.status,
        start=past.start,
        end=None if running else past.end,
        engine=plan.engine,
        template=plan.template,
        started_by="" if scheduled else USERS[past.id % 4].login,
        message=_MESSAGES.get(past.status, ""),
        polls=1 if running else 0,
    )
