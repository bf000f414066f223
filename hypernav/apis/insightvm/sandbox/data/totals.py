"""Counts of vulnerabilities by severity, and the risk they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypernav.apis.insightvm.sandbox.data.vulnerability import Vulnerability


@dataclass(frozen=True, slots=True)
class Totals:
    """How many vulnerabilities there are of each severity, how many have tools, and their risk."""

    critical: int = 0
    severe: int = 0
    moderate: int = 0
    exploits: int = 0
    malware_kits: int = 0
    risk: float = 0.0

    @property
    def total(self) -> int:
        """Return the number of all."""
        return self.critical + self.severe + self.moderate


NO_TOTALS = Totals()
"""Nothing found."""


def totals_of(vulnerabilities: Iterable[Vulnerability]) -> Totals:
    """Count vulnerabilities.

    >>> totals_of([]).total
    0
    """
    counts = {"Critical": 0, "Severe": 0, "Moderate": 0}
    exploits = kits = 0
    risk = 0.0
    for entry in vulnerabilities:
        counts[entry.severity] += 1
        exploits += len(entry.exploits)
        kits += len(entry.malware_kits)
        risk += entry.risk_score
    return Totals(counts["Critical"], counts["Severe"], counts["Moderate"], exploits, kits, round(risk, 2))
