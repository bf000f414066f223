"""The vulnerability exceptions and validations that the console has from the start."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.records import Exclusion

_SUBMITTED = datetime(2025, 7, 7, 14, 20, 11, tzinfo=NOW.tzinfo)

# fmt: off
# vulnerability, scope, target, state, reason, comment
_ROWS = (
    ("tlsv1_0-enabled", "Asset", 1165, "approved", "Compensating Control", "Behind a TLS 1.2 proxy."),
    ("ssl-self-signed-certificate", "Asset", 213, "approved", "Acceptable Use", "Test certificate."),
    ("http-trace-method-enabled", "Site", 38, "approved", "Acceptable Risk", "A network of their own."),
    ("generic-icmp-timestamp", "Site", 5, "approved", "Acceptable Risk", "Needed to measure delays in the lab."),
    ("windows-server-2012-r2-obsolete", "Site", 37, "under review", "Compensating Control", "Isolated."),
    ("ssh-weak-kex-algorithms", "Global", None, "rejected", "Acceptable Risk", "All of our servers still offer them."),
    ("telnet-open-port", "Asset Group", 4, "under review", "Other", "Console servers without SSH."),
    ("openbsd-openssh-cve-2023-48795", "Global", None, "under review", "False Positive", "Fix was backported."),
    ("cifs-smb1-enabled", "Site", 37, "expired", "Compensating Control", "Until the upgrade."),
    ("msft-cve-2021-34527", "Asset", 211, "under review", "Compensating Control", "Spooler is disabled by policy."),
)
# fmt: on


def initial_exclusions() -> tuple[Exclusion, ...]:
    """Return the exceptions.

    >>> initial_exclusions()[0].state
    'approved'
    """
    return tuple(_exclusion(position, *row) for position, row in enumerate(_ROWS, start=1))


def _exclusion(
    position: int, vulnerability: str, scope: str, target: int | None, state: str, reason: str, comment: str
) -> Exclusion:
    submitted = _SUBMITTED + timedelta(days=position * 9, minutes=position * 17)
    reviewed = submitted + timedelta(days=2, hours=3) if state != "under review" else None
    return Exclusion(
        id=position,
        vulnerability=vulnerability,
        scope=scope,
        target=target,
        state=state,
        reason=reason,
        comment=comment,
        submitter=4 + position % 5,
        submitted=submitted,
        reviewer=2 if reviewed else None,
        reviewed=reviewed,
        review_comment={"approved": "Agreed.", "rejected": "Please fix the configuration."}.get(state, ""),
        expires=NOW - timedelta(days=5) if state == "expired" else NOW + timedelta(days=90 + position),
    )
