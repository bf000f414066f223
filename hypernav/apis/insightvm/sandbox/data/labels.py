"""The tags and asset groups that the console has from the start."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypernav.apis.insightvm.sandbox.data.instants import NOW
from hypernav.apis.insightvm.sandbox.data.records import Group, Tag
from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS

_BUILT_IN = datetime(2018, 4, 9, 6, 23, 49, tzinfo=NOW.tzinfo)
_CREATED = datetime(2023, 2, 14, 10, 5, 30, tzinfo=NOW.tzinfo)
_LOCATIONS = {
    "BOS": "Boston", "NYC": "New York", "CHI": "Chicago", "AUS": "Austin", "SFO": "San Francisco", "YYZ": "Toronto",
    "MEX": "Mexico City", "LON": "London", "FRA": "Frankfurt", "PAR": "Paris", "MAD": "Madrid", "WAW": "Warsaw",
    "STO": "Stockholm", "DUB": "Dublin", "SIN": "Singapore", "TYO": "Tokyo", "SYD": "Sydney", "BLR": "Bangalore",
    "SZX": "Shenzhen", "USE1": "AWS N. Virginia", "EUC1": "AWS Frankfurt",
}  # fmt: skip
CRITICALITIES = ("Very High", "High", "Medium", "Low", "Very Low")
"""Names of the criticality tags, the most critical first."""
_MODIFIERS = (2.0, 1.5, 1.0, 0.75, 0.5)
_CRITICAL_SITES = ((3, 17, 35), (2, 16, 19, 33, 34), (), (5, 12), (37, 38))
_OWNERS = (
    ("Platform Operations", (2, 16, 19, 28, 36)),
    ("End User Computing", (1, 7, 9, 11, 12, 15, 18, 22, 23, 26, 27, 29, 30)),
    ("Network Services", (4, 21)),
    ("Plant Engineering", (13, 14, 32)),
    ("Cloud Team", (33, 34)),
    ("Virtualization", (6, 20)),
)


def criteria(*filters: dict[str, Any], match: str = "all") -> dict[str, Any]:
    """Return search criteria as the API writes them.

    >>> criteria({"field": "software", "operator": "contains", "value": "Log4j"})["match"]
    'all'
    """
    return {"filters": list(filters), "match": match}


def _filter(field: str, operator: str, **values: Any) -> dict[str, Any]:
    return {"field": field, "operator": operator, **values}


_LOG4J = criteria(_filter("software", "contains", value="Log4j"))
_END_OF_LIFE = criteria(_filter("vulnerability-category", "is", value="Obsolete Software"))
_EXPOSED = criteria(
    _filter("ip-address", "in-range", lower="198.51.100.0", upper="198.51.100.255"),
    _filter("ip-address", "in-range", lower="203.0.113.0", upper="203.0.113.255"),
    match="any",
)
_DATABASES = criteria(
    *(_filter("service-name", "contains", value=name) for name in ("MySQL", "Postgres", "TDS", "TNS")), match="any"
)
_LINUX = criteria(_filter("operating-system", "contains", value="Linux"))
_WINDOWS_SERVERS = criteria(_filter("operating-system", "contains", value="Windows Server"))
_RANSOMWARE = criteria(
    _filter("vulnerability-exposures", "includes", values=["metasploit"]),
    _filter("vulnerability-cvss-score", "is-greater-than", value=8),
)
_STALE = criteria(_filter("last-scan-date", "is-earlier-than", value=14))
_RISKY = criteria(_filter("risk-score", "is-greater-than", value=20000))


def initial_tags() -> tuple[Tag, ...]:
    """Return the tags.

    >>> initial_tags()[0].name
    'Very High'
    """
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "kind": "criticality",
            "built_in": True,
            "modifier": modifier,
            "sites": sites,
            "created": _BUILT_IN,
        }
        for name, modifier, sites in zip(CRITICALITIES, _MODIFIERS, _CRITICAL_SITES, strict=True)
    ]
    for code, name in _LOCATIONS.items():
        at = tuple(plan.id for plan in SITE_PLANS.values() if plan.location == code)
        rows.append({"name": name, "kind": "location", "color": "blue", "sites": at})
    rows.extend({"name": name, "kind": "owner", "color": "green", "sites": sites} for name, sites in _OWNERS)
    rows.extend(
        (
            {"name": "PCI", "kind": "custom", "color": "red", "sites": (35,), "groups": (5,)},
            {"name": "Internet facing", "kind": "custom", "color": "orange", "criteria": _EXPOSED},
            {"name": "Log4j installed", "kind": "custom", "color": "red", "criteria": _LOG4J},
            {"name": "End of life", "kind": "custom", "color": "purple", "criteria": _END_OF_LIFE},
            {
                "name": "Crown jewels",
                "kind": "custom",
                "color": "orange",
                "assets": tuple(range(205, 211)),
                "groups": (3,),
            },
            {"name": "Maintenance window Sunday", "kind": "custom", "sites": (14, 32)},
            {"name": "Not seen for two weeks", "kind": "custom", "criteria": _STALE},
        )
    )
    return tuple(_tag(position, row) for position, row in enumerate(rows, start=1))


def _tag(position: int, row: dict[str, Any]) -> Tag:
    members: dict[str, Any] = {"created": _CREATED, **row}
    members.update((key, frozenset(row.get(key, ()))) for key in ("assets", "sites", "groups"))
    return Tag(id=position, **members)


def initial_groups() -> tuple[Group, ...]:
    """Return the asset groups.

    >>> initial_groups()[0].kind
    'dynamic'
    """
    rows: tuple[dict[str, Any], ...] = (
        {"name": "All Linux", "description": "Everything that runs Linux.", "criteria": _LINUX},
        {"name": "All Windows servers", "description": "Servers only.", "criteria": _WINDOWS_SERVERS},
        {"name": "Databases", "description": "A database listens.", "criteria": _DATABASES},
        {"name": "Frankfurt on call", "description": "On call in Frankfurt.", "assets": range(1452, 1472)},
        {"name": "Payment systems", "description": "Last PCI audit.", "assets": range(2109, 2135)},
        {"name": "Ransomware entry points", "description": "With Metasploit module.", "criteria": _RANSOMWARE},
        {"name": "Riskiest assets", "description": "Risk score above 20,000.", "criteria": _RISKY},
        {"name": "Internet facing", "description": "Both perimeters.", "criteria": _EXPOSED},
        {"name": "Executive laptops", "description": "Chosen by hand.", "assets": range(2291, 2303)},
        {"name": "Pilot of patch ring 0", "description": "Get fixes first.", "assets": range(601, 621)},
    )  # fmt: skip
    return tuple(
        Group(
            id=position,
            name=row["name"],
            description=row["description"],
            kind="dynamic" if "criteria" in row else "static",
            criteria=row.get("criteria"),
            assets=frozenset(row.get("assets", ())),
        )
        for position, row in enumerate(rows, start=1)
    )
