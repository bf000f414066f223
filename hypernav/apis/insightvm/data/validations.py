"""Findings that a penetration tester proved to be exploitable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypernav.apis.insightvm.data.asset import planned_assets
from hypernav.apis.insightvm.data.chance import percent
from hypernav.apis.insightvm.data.instants import NOW

_FIRST = datetime(2025, 9, 15, 8, 30, tzinfo=NOW.tzinfo)


@dataclass(frozen=True, slots=True)
class Validation:
    """A proof that a vulnerability of an asset can be exploited."""

    id: int
    asset: int
    vulnerability: str
    source: str
    key: str
    date: datetime


def initial_validations() -> dict[int, Validation]:
    """Return each validation by its id: what the penetration test of September opened. Sends nothing.

    >>> initial_validations()[1].source
    'metasploit'
    """
    found: dict[int, Validation] = {}
    for asset in planned_assets().values():
        if asset.role_key not in {"router", "printer", "camera"} or percent("validated", asset.id) >= 30:
            continue
        names = {service.kind.name for service in asset.machine.services}
        for name, vulnerability in (("Telnet", "telnet-open-port"), ("RTSP", "generic-tcp-timestamp")):
            if name in names:
                moment = _FIRST + timedelta(hours=len(found) * 3)
                found[len(found) + 1] = Validation(
                    len(found) + 1, asset.id, vulnerability, "metasploit", f"session-{asset.id}", moment
                )
                break
    return found
