"""The entry document, and what the console says of itself."""

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.call import ADMINISTRATORS, Call, Json
from hypernav.sandbox.app import Routes

ROUTES = Routes("call")
_COLLECTIONS = (
    "Agents", "Asset Groups", "Assets", "Authentication Sources", "Exploits", "Malware Kits", "Operating Systems",
    "Privileges", "Report Formats", "Report Templates", "Reports", "Roles", "Scan Engine Pools", "Scan Engines",
    "Scan Templates", "Scans", "Sites", "Software", "Solutions", "Tags", "Users", "Vulnerabilities",
    "Vulnerability Categories", "Vulnerability Checks", "Vulnerability Checks Types", "Vulnerability Exceptions",
    "Vulnerability References",
)  # fmt: skip
_VERSION = {"build": "2025-10-29", "platform": "Linux64", "semantic": "6.6.318"}
_ADMINISTRATION = {"Information": "info", "License": "license", "Properties": "properties"}


@ROUTES.get("")
def get_root(call: Call) -> Json:
    """Return the links to everything."""
    hidden = set() if call.user.role in ADMINISTRATORS else {"Users", "Roles"}
    links = [call.link(name, name.lower().replace(" ", "_")) for name in _COLLECTIONS if name not in hidden]
    if not hidden:
        links += [call.link(name, "administration", path) for name, path in _ADMINISTRATION.items()]
    return {"links": [{"href": call.url(), "rel": "self"}, *links]}


@ROUTES.get("/administration/info")
def get_info(call: Call) -> Json:
    """Return what the console runs on."""
    call.require(*ADMINISTRATORS)
    return {
        "cpu": {"clockSpeed": 2900, "count": 8},
        "fqdn": "console.corp.meridian.example",
        "host": "console",
        "ip": "10.11.0.5",
        "links": [call.own_link],
        "memory": {
            "free": {"bytes": 11_811_160_064, "formatted": "11 GB"},
            "total": {"bytes": 34_359_738_368, "formatted": "32 GB"},
        },
        "operatingSystem": "Ubuntu Linux 22.04",
        "superuser": False,
        "user": "nexpose",
        "version": dict(_VERSION),
    }


@ROUTES.get("/administration/license")
def get_license(call: Call) -> Json:
    """Return what the console is licensed for."""
    call.require(*ADMINISTRATORS)
    return {
        "edition": "InsightVM",
        "evaluation": False,
        "expires": "2026-12-31T00:00:00.000Z",
        "limits": {"assets": 5000, "assetsWithHostedEngine": 500, "scanEngines": 20, "users": 100},
        "links": [call.own_link],
        "perpetual": False,
        "status": "Activated",
    }


@ROUTES.get("/administration/properties")
def get_properties(call: Call) -> Json:
    """Return the settings of the console's process."""
    call.require(*ADMINISTRATORS)
    return {"links": [call.own_link], "properties": {"java.version": "17.0.12", "user.timezone": "UTC"}}
