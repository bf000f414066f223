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
_ADMINISTRATION: dict[str, Json] = {
    "info": {
        "cpu": {"clockSpeed": 2900, "count": 8},
        "fqdn": "console.corp.meridian.example",
        "host": "console",
        "ip": "10.11.0.5",
        "memory": {
            "free": {"bytes": 11_811_160_064, "formatted": "11 GB"},
            "total": {"bytes": 34_359_738_368, "formatted": "32 GB"},
        },
        "operatingSystem": "Ubuntu Linux 22.04",
        "superuser": False,
        "user": "nexpose",
        "version": {"build": "2025-10-29", "platform": "Linux64", "semantic": "6.6.318"},
    },
    "license": {
        "edition": "InsightVM",
        "evaluation": False,
        "expires": "2026-12-31T00:00:00.000Z",
        "limits": {"assets": 5000, "assetsWithHostedEngine": 500, "scanEngines": 20, "users": 100},
        "perpetual": False,
        "status": "Activated",
    },
    "properties": {"properties": {"java.version": "17.0.12", "user.timezone": "UTC"}},
}
"""What the console says of itself, to administrators."""


@ROUTES.get("")
def get_root(call: Call) -> Json:
    """Return the links to everything."""
    hidden = set() if call.user.role in ADMINISTRATORS else {"Users", "Roles"}
    links = [call.link(name, name.lower().replace(" ", "_")) for name in _COLLECTIONS if name not in hidden]
    if not hidden:
        titles = zip(("Information", "License", "Properties"), _ADMINISTRATION, strict=True)
        links += [call.link(title, "administration", name) for title, name in titles]
    return {"links": [{"href": call.url(), "rel": "self"}, *links]}


def _serve(name: str, document: Json) -> None:
    @ROUTES.get(f"/administration/{name}")
    def read(call: Call) -> Json:
        call.require(*ADMINISTRATORS)
        return dict(sorted({**document, "links": [call.own_link]}.items()))


for _name, _document in _ADMINISTRATION.items():
    _serve(_name, _document)
