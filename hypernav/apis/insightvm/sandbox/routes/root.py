"""The entry document, and what the console says of itself."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.call import Call, Json, endpoint
from hypernav.sandbox.app import Routes

ROUTES = Routes()
_COLLECTIONS = (
    "Agents", "Asset Groups", "Assets", "Authentication Sources", "Exploits", "Malware Kits", "Operating Systems",
    "Privileges", "Report Formats", "Report Templates", "Reports", "Roles", "Scan Engine Pools", "Scan Engines",
    "Scan Templates", "Scans", "Sites", "Software", "Solutions", "Tags", "Users", "Vulnerabilities",
    "Vulnerability Categories", "Vulnerability Checks", "Vulnerability Checks Types", "Vulnerability Exceptions",
    "Vulnerability References",
)  # fmt: skip
_VERSION = {"build": "2025-10-29", "platform": "Linux64", "semantic": "6.6.318"}
_ADMINISTRATION = {"Information": "info", "License": "license", "Properties": "properties"}


@endpoint(ROUTES.get("/api/3"))
def get_root(call: Call) -> Json:
    """Return the links to everything."""
    hidden = set() if call.user.role == "global-admin" else {"Users", "Roles"}
    links = [call.link(name, name.lower().replace(" ", "_")) for name in _COLLECTIONS if name not in hidden]
    if not hidden:
        links += [call.link(name, "administration", path) for name, path in _ADMINISTRATION.items()]
    return {"links": [{"href": call.url(), "rel": "self"}, *links]}


@endpoint(ROUTES.get("/api/3/administration/info"))
def get_info(call: Call) -> Json:
    """Return what the console runs on."""
    call.require_superuser()
    return {
        "cpu": {"clockSpeed": 2900, "count": 8},
        "fqdn": "console.corp.meridian.example",
        "host": "console",
        "ip": "10.11.0.5",
        "links": [call.here],
        "memory": {
            "free": {"bytes": 11_811_160_064, "formatted": "11 GB"},
            "total": {"bytes": 34_359_738_368, "formatted": "32 GB"},
        },
        "operatingSystem": "Ubuntu Linux 22.04",
        "superuser": False,
        "user": "nexpose",
        "version": dict(_VERSION),
    }


@endpoint(ROUTES.get("/api/3/administration/license"))
def get_license(call: Call) -> Json:
    """Return what the console is licensed for."""
    call.require_superuser()
    return {
        "edition": "InsightVM",
        "evaluation": False,
        "expires": "2026-12-31T00:00:00.000Z",
        "limits": {"assets": 5000, "assetsWithHostedEngine": 500, "scanEngines": 20, "users": 100},
        "links": [call.here],
        "perpetual": False,
        "status": "Activated",
    }


@endpoint(ROUTES.get("/api/3/administration/properties"))
def get_properties(call: Call) -> Json:
    """Return the settings of the console's process."""
    call.require_superuser()
    return {"links": [call.here], "properties": {"java.version": "17.0.12", "user.timezone": "UTC"}}
