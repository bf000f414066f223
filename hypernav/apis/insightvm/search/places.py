"""Which dialect says searches at which place: each list that comes in pages, and assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hypernav.profile import Place

_DIALECTS = "hypernav.apis.insightvm.search"
WHOLE = f"{_DIALECTS}.lists:WHOLE"
"""The dialect of lists that come whole, which is that of all other places."""

_POLICY = "/api/3/policies/{policy}"
_PAGED: Mapping[str, str] = {
    "AGENTS": "/api/3/agents",
    "ASSET_GROUPS": "/api/3/asset_groups",
    "ASSET_POLICIES": "/api/3/assets/{asset}/policies",
    "CATEGORIES": "/api/3/vulnerability_categories",
    "CHECKS": "/api/3/vulnerability_checks",
    "DISCOVERY_CONNECTIONS": "/api/3/discovery_connections",
    "ENGINE_SCANS": "/api/3/scan_engines/{engine}/scans",
    "EXCEPTIONS": "/api/3/vulnerability_exceptions",
    "EXPLOITS": "/api/3/exploits /api/3/vulnerabilities/{vulnerability}/exploits",
    "FINDINGS": "/api/3/assets/{asset}/vulnerabilities"
    " /api/3/assets/{asset}/services/{protocol}/{port}/vulnerabilities",
    "MALWARE_KITS": "/api/3/malware_kits /api/3/vulnerabilities/{vulnerability}/malware_kits",
    "OPERATING_SYSTEMS": "/api/3/operating_systems",
    "POLICIES": "/api/3/policies",
    "POLICY_ASSETS": f"{_POLICY}/assets {_POLICY}/groups/{{group}}/assets {_POLICY}/rules/{{rule}}/assets",
    "POLICY_CONTROLS": f"{_POLICY}/rules/{{rule}}/controls",
    "POLICY_GROUPS": f"{_POLICY}/groups",
    "POLICY_OVERRIDES": "/api/3/policy_overrides",
    "POLICY_RULES": f"{_POLICY}/rules {_POLICY}/rules/disabled {_POLICY}/groups/{{group}}/rules"
    " /api/3/assets/{asset}/policies/{policy}/rules /api/3/assets/{asset}/policies/{policy}/groups/{group}/rules",
    "REFERENCES": "/api/3/vulnerability_references /api/3/vulnerabilities/{vulnerability}/references",
    "REPORTS": "/api/3/reports",
    "SCANS": "/api/3/scans",
    "SITES": "/api/3/sites /api/3/scan_engines/{engine}/sites",
    "SITE_ASSETS": "/api/3/sites/{site}/assets",
    "SITE_SCANS": "/api/3/sites/{site}/scans",
    "SOFTWARE": "/api/3/software",
    "SOLUTIONS": "/api/3/solutions",
    "TAGS": "/api/3/tags",
    "USERS": "/api/3/users",
    "VULNERABILITIES": "/api/3/vulnerabilities /api/3/vulnerability_references/{reference}/vulnerabilities",
}
SEARCHES: Mapping[str, str] = {
    "/api/3/assets": f"{_DIALECTS}.assets:ASSETS",
    "/api/3/assets/search": f"{_DIALECTS}.assets:ASSET_SEARCH",
    **{path: f"{_DIALECTS}.lists:{name}" for name, paths in _PAGED.items() for path in paths.split()},
}
"""Path pattern of a place to its dialect, as ``module:name``."""


def with_searches(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return places with the dialects of their searches, and those that nothing else is known of.

    >>> with_searches([Place("/api/3/tags", title="Tags")])[0].search
    'hypernav.apis.insightvm.search.lists:TAGS'
    """
    known = tuple(replace(place, search=SEARCHES.get(place.path, "")) for place in places)
    paths = {place.path for place in known}
    return (*known, *(Place(path, search=search) for path, search in SEARCHES.items() if path not in paths))
