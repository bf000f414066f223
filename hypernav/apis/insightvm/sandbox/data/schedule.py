"""The scans that each site has had: when they began, how long they took, in the order of their ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from hypernav.apis.insightvm.sandbox.data.chance import number
from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS, SitePlan

_WEEKS = 13
_UNFINISHED = {8: "running", 31: "paused"}
"""Sites whose newest scan has not ended yet, with its status."""
_FAILED = {12: "error", 23: "stopped", 30: "aborted"}
"""Sites one of whose older scans did not end well, with its status."""


@dataclass(frozen=True, slots=True)
class PastScan:
    """A scan that the schedule of a site has started."""

    id: int
    site: int
    start: datetime
    end: datetime
    status: str


@cache
def past_scans() -> tuple[PastScan, ...]:
    """Return all scans, the oldest first.

    >>> sorted({scan.status for scan in past_scans()})
    ['aborted', 'error', 'finished', 'paused', 'running', 'stopped']
    """
    drafts = sorted(draft for plan in SITE_PLANS.values() for draft in _drafts(plan))
    return tuple(
        PastScan(position, site, start, end, status) for position, (start, site, end, status) in enumerate(drafts, 1)
    )


@cache
def finished_scans(site: int) -> tuple[PastScan, ...]:
    """Return the scans of a site that came to their end, the oldest first.

    >>> len(finished_scans(39))
    0
    """
    return tuple(scan for scan in past_scans() if scan.site == site and scan.status == "finished")


def _drafts(plan: SitePlan) -> list[tuple[datetime, int, datetime, str]]:
    if not plan.scan_days:
        return []
    ago = number("scan day", plan.id) % min(plan.scan_days, 7)
    last = (NOW - timedelta(days=ago + 1)).replace(hour=1 + plan.id % 4, minute=plan.id * 7 % 60)
    drafts = []
    for back in range(_WEEKS * 7 // plan.scan_days):
        start = last - timedelta(days=back * plan.scan_days)
        minutes = 8 + len(plan.roles) * 0.55 + number("scan", plan.id, back) % 9
        status = _FAILED.get(plan.id, "finished") if back == 3 else "finished"
        drafts.append((start, plan.id, start + timedelta(minutes=int(minutes), seconds=back * 13 % 60), status))
    if plan.id in _UNFINISHED:
        start = NOW - timedelta(minutes=25 + plan.id)
        drafts.append((start, plan.id, NOW, _UNFINISHED[plan.id]))
    return drafts
