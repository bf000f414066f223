"""Findings that a penetration tester proved to be exploitable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypernav.apis.insightvm.sandbox.data.asset import planned_assets
from hypernav.apis.insightvm.sandbox.data.chance import percent
from hypernav.apis.insightvm.sandbox.data.instants import NOW

_OPENED = "telnet-open-port"
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
    """Return each validation by its id: what the penetration test of September opened.

    >>> initial_validations()[1].source
    'metasploit'
    """
    found: dict[int, Validation] = {}
    for asset in planned_assets().values():
        if asset.role_key not in {"router", "printer"} or percent("validated", asset.id) >= 60:
            continue
        if any(service.kind.name == "Telnet" for service in asset.machine.services):
            number, moment = len(found) + 1, _FIRST + timedelta(hours=len(found) * 3)
            found[number] = Validation(number, asset.id, _OPENED, "metasploit", f"session-{asset.id}", moment)
    return found
