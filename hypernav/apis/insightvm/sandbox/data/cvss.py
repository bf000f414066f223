"""CVSS base scores, version 2 and version 3.1, by the formulas of the standards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

_V2 = {
    "AV": {"L": 0.395, "A": 0.646, "N": 1.0},
    "AC": {"H": 0.35, "M": 0.61, "L": 0.71},
    "Au": {"M": 0.45, "S": 0.56, "N": 0.704},
    "impact": {"N": 0.0, "P": 0.275, "C": 0.66},
}
_V3 = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "UI": {"N": 0.85, "R": 0.62},
    "impact": {"N": 0.0, "L": 0.22, "H": 0.56},
}
_PRIVILEGES = {"U": {"N": 0.85, "L": 0.62, "H": 0.27}, "C": {"N": 0.85, "L": 0.68, "H": 0.5}}


@dataclass(frozen=True, slots=True)
class Score:
    """A vector with its metrics and what the standard computes of them."""

    vector: str
    metrics: dict[str, str]
    base: float
    exploitability: float
    impact: float


def metrics_of(vector: str) -> dict[str, str]:
    """Split a vector into its metrics.

    >>> metrics_of("AV:N/AC:L")
    {'AV': 'N', 'AC': 'L'}
    """
    return dict(part.split(":") for part in vector.split("/") if not part.startswith("CVSS"))


@cache
def score_v2(vector: str) -> Score:
    """Compute the base score of a version 2 vector.

    >>> score_v2("AV:N/AC:L/Au:N/C:C/I:C/A:C").base
    10.0
    """
    metrics = metrics_of(vector)
    lost = 1.0
    for name in "CIA":
        lost *= 1 - _V2["impact"][metrics[name]]
    impact = 10.41 * (1 - lost)
    exploitability = 20 * _V2["AV"][metrics["AV"]] * _V2["AC"][metrics["AC"]] * _V2["Au"][metrics["Au"]]
    base = (0.6 * impact + 0.4 * exploitability - 1.5) * (1.176 if impact else 0.0)
    return Score(vector, metrics, round(base, 1), round(exploitability, 4), round(impact, 4))


@cache
def score_v3(vector: str) -> Score:
    """Compute the base score of a version 3.1 vector.

    >>> score_v3("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").base
    9.8
    """
    metrics = metrics_of(vector)
    lost = 1.0
    for name in "CIA":
        lost *= 1 - _V3["impact"][metrics[name]]
    changed = metrics["S"] == "C"
    impact = 7.52 * (1 - lost - 0.029) - 3.25 * (1 - lost - 0.02) ** 15 if changed else 6.42 * (1 - lost)
    exploitability = 8.22 * _V3["AV"][metrics["AV"]] * _V3["AC"][metrics["AC"]] * _V3["UI"][metrics["UI"]]
    exploitability *= _PRIVILEGES[metrics["S"]][metrics["PR"]]
    base = 0.0 if impact <= 0 else _round_up(min((impact + exploitability) * (1.08 if changed else 1.0), 10))
    return Score(vector, metrics, base, round(exploitability, 4), round(max(impact, 0.0), 4))


def v2_from_v3(vector: str, *, complete: bool) -> str:
    """Return the version 2 vector that analysts give to the same weakness.

    ``complete`` says whether a high impact means the whole system (``C``) or one program (``P``).

    >>> v2_from_v3("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:N", complete=False)
    'AV:N/AC:M/Au:N/C:P/I:P/A:N'
    """
    given = metrics_of(vector)
    vector_of = {"N": "N", "A": "A", "L": "L", "P": "L"}[given["AV"]]
    complexity = "M" if given["UI"] == "R" or given["AC"] == "H" else "L"
    authentication = "N" if given["PR"] == "N" or given["AV"] == "L" else "S"
    impact = {"H": "C" if complete else "P", "L": "P", "N": "N"}
    losses = "/".join(f"{name}:{impact[given[name]]}" for name in "CIA")
    return f"AV:{vector_of}/AC:{complexity}/Au:{authentication}/{losses}"


def _round_up(number: float) -> float:
    whole = round(number * 100_000)
    return whole / 100_000 if whole % 10_000 == 0 else (whole // 10_000 + 1) / 10
