"""InsightVM's credentials, error envelope and places. Each customer has a console of their own, so there is no base."""

from __future__ import annotations

from hypernav.apis.insightvm.edits import with_edits
from hypernav.apis.insightvm.search.places import WHOLE, with_searches
from hypernav.profile import Credentials, ErrorEnvelope, Place, Profile

_ASSET = "/api/3/assets/{asset}"
_SITE = "/api/3/sites/{site}"
_ASSETS = ("hostName", "ip", "os", "riskScore", "vulnerabilities.critical", "vulnerabilities.total")
_FINDINGS = ("id", "instances", "status", "since")
_SCANS = ("id", "scanName", "status", "startTime", "assets", "vulnerabilities.total")
_VULNERABILITIES = ("id", "title", "severity", "riskScore", "published")
_EDITABLE = ("put", "delete")

_ASSET_PLACES = (
    Place("/api/3/assets", columns=_ASSETS, derived={"search": "/api/3/assets/search"}, title="Assets"),
    Place("/api/3/assets/search", writes=("post",), columns=_ASSETS, title="Asset search", reads_by_post=True),
    Place(
        _ASSET,
        writes=("delete",),
        # The console sends links to most parts of an asset, and none to its findings.
        derived={"Vulnerabilities": f"{_ASSET}/vulnerabilities", "Assets": "/api/3/assets"},
        title="Asset",
    ),
    Place(f"{_ASSET}/vulnerabilities", columns=_FINDINGS, derived={"Asset": _ASSET}, title="Findings"),
    Place(
        f"{_ASSET}/vulnerabilities/{{vulnerability}}",
        derived={"Asset": _ASSET, "Vulnerability": "/api/3/vulnerabilities/{vulnerability}"},
        title="Finding",
    ),
    Place(f"{_ASSET}/vulnerabilities/{{vulnerability}}/validations", writes=("post",), title="Validations"),
    Place(
        f"{_ASSET}/services",
        columns=("port", "protocol", "name", "product", "version"),
        derived={"Asset": _ASSET},
        title="Services",
    ),
    Place(f"{_ASSET}/software", columns=("vendor", "product", "version", "type"), derived={"Asset": _ASSET}),
    Place(f"{_ASSET}/users", columns=("id", "name", "fullName"), derived={"Asset": _ASSET}),
    Place(f"{_ASSET}/user_groups", columns=("id", "name"), derived={"Asset": _ASSET}),
    Place(f"{_ASSET}/databases", columns=("id", "name", "description"), derived={"Asset": _ASSET}),
    Place(f"{_ASSET}/files", columns=("name", "type", "size"), derived={"Asset": _ASSET}),
    Place(
        f"{_ASSET}/tags", columns=("id", "name", "type", "source"), derived={"Asset": _ASSET}, title="Tags of an asset"
    ),
    Place(f"{_ASSET}/tags/{{tag}}", writes=_EDITABLE, derived={"Asset": _ASSET, "Tag": "/api/3/tags/{tag}"}),
    Place(
        f"{_ASSET}/services/{{protocol}}/{{port}}/web_applications",
        member=f"{_ASSET}/services/{{protocol}}/{{port}}/web_applications/{{member}}",
    ),
)

_SITE_PLACES = (
    Place(
        "/api/3/sites",
        writes=("post",),
        columns=("id", "name", "type", "importance", "assets", "riskScore", "lastScanTime"),
        title="Sites",
    ),
    Place(
        _SITE,
        writes=_EDITABLE,
        derived={
            "Assets": f"{_SITE}/assets",
            "Scans": f"{_SITE}/scans",
            "Tags": f"{_SITE}/tags",
            "Included Targets": f"{_SITE}/included_targets",
            "Excluded Targets": f"{_SITE}/excluded_targets",
            "Scan Engine": f"{_SITE}/scan_engine",
            "Scan Template": f"{_SITE}/scan_template",
            "Users": f"{_SITE}/users",
        },
        title="Site",
    ),
    Place(f"{_SITE}/assets", columns=_ASSETS, derived={"Site": _SITE}, title="Assets of a site"),
    Place(f"{_SITE}/scans", writes=("post",), columns=_SCANS, derived={"Site": _SITE}, title="Scans of a site"),
    Place(f"{_SITE}/tags", columns=("id", "name", "type"), derived={"Site": _SITE}, title="Tags of a site"),
    Place(f"{_SITE}/tags/{{tag}}", writes=_EDITABLE, derived={"Site": _SITE, "Tag": "/api/3/tags/{tag}"}),
    Place(f"{_SITE}/scan_engine", writes=("put",), derived={"Site": _SITE}),
    Place(f"{_SITE}/scan_template", writes=("put",), derived={"Site": _SITE}),
    Place(f"{_SITE}/included_targets", writes=("put", "post", "delete"), derived={"Site": _SITE}),
    Place(f"{_SITE}/excluded_targets", writes=("put",), derived={"Site": _SITE}),
    Place(f"{_SITE}/included_asset_groups", writes=("put",), derived={"Site": _SITE}),
    Place(f"{_SITE}/excluded_asset_groups", writes=("put",), derived={"Site": _SITE}),
    Place(f"{_SITE}/discovery_search_criteria", writes=("put",), derived={"Site": _SITE}),
    Place(f"{_SITE}/users", columns=("id", "login", "name", "email"), derived={"Site": _SITE}),
    Place("/api/3/scans", columns=("id", "siteName", *_SCANS[2:]), title="Scans"),
    Place(
        "/api/3/scans/{scan}",
        derived={action: f"/api/3/scans/{{scan}}/{action}" for action in ("pause", "resume", "stop")},
        title="Scan",
    ),
    Place("/api/3/scans/{scan}/{status}", writes=("post",), derived={"Scan": "/api/3/scans/{scan}"}),
)

_VULNERABILITY = "/api/3/vulnerabilities/{vulnerability}"
_TO_VULNERABILITY = "/api/3/vulnerabilities/{member}"
_TO_SOLUTION = "/api/3/solutions/{member}"
_VULNERABILITY_PLACES = (
    Place("/api/3/vulnerabilities", columns=_VULNERABILITIES, title="Vulnerabilities"),
    Place(_VULNERABILITY, derived={"Vulnerability Assets": f"{_VULNERABILITY}/assets"}, title="Vulnerability"),
    Place(f"{_VULNERABILITY}/assets", member="/api/3/assets/{member}", title="Affected assets"),
    Place(f"{_VULNERABILITY}/checks", member="/api/3/vulnerability_checks/{member}", title="Checks of a vulnerability"),
    Place(f"{_VULNERABILITY}/solutions", member=_TO_SOLUTION, title="Solutions of a vulnerability"),
    Place(f"{_VULNERABILITY}/references", columns=("id", "source", "reference")),
    Place(f"{_VULNERABILITY}/exploits", columns=("id", "title", "skillLevel", "source.name")),
    Place(f"{_VULNERABILITY}/malware_kits", columns=("id", "name", "popularity")),
    Place("/api/3/exploits", columns=("id", "title", "skillLevel", "source.name"), title="Exploits"),
    Place("/api/3/exploits/{exploit}/vulnerabilities", member=_TO_VULNERABILITY),
    Place("/api/3/malware_kits", columns=("id", "name", "popularity"), title="Malware kits"),
    Place("/api/3/malware_kits/{kit}/vulnerabilities", member=_TO_VULNERABILITY),
    Place("/api/3/vulnerability_categories", columns=("id", "name"), title="Vulnerability categories"),
    Place("/api/3/vulnerability_categories/{category}/vulnerabilities", member=_TO_VULNERABILITY),
    Place("/api/3/vulnerability_references", columns=("id", "source", "reference"), title="References"),
    Place("/api/3/vulnerability_references/{reference}/vulnerabilities", columns=_VULNERABILITIES),
    Place("/api/3/vulnerability_checks", columns=("id", "vulnerability", "plugin", "safe"), title="Checks"),
    Place("/api/3/solutions", columns=("id", "type", "appliesTo", "estimate"), title="Solutions"),
    Place("/api/3/solutions/{solution}/prerequisites", member=_TO_SOLUTION),
    Place("/api/3/solutions/{solution}/supersedes", columns=("id", "type", "appliesTo")),
    Place("/api/3/solutions/{solution}/superseding", columns=("id", "type", "appliesTo")),
    Place(
        "/api/3/vulnerability_exceptions",
        writes=("post",),
        columns=("id", "state", "scope.vulnerability", "scope.type", "submit.reason", "expires"),
        title="Vulnerability exceptions",
    ),
    Place(
        "/api/3/vulnerability_exceptions/{exception}",
        writes=("delete",),
        derived={
            action: f"/api/3/vulnerability_exceptions/{{exception}}/{action}"
            for action in ("approve", "reject", "recall")
        },
    ),
    Place("/api/3/vulnerability_exceptions/{exception}/expires", writes=("put",)),
    Place("/api/3/vulnerability_exceptions/{exception}/{status}", writes=("post",)),
)

_LABEL_PLACES = (
    Place("/api/3/tags", writes=("post",), columns=("id", "name", "type", "source", "color"), title="Tags"),
    Place("/api/3/tags/{tag}", writes=_EDITABLE, title="Tag"),
    Place("/api/3/tags/{tag}/search_criteria", writes=_EDITABLE),
    Place(
        "/api/3/tags/{tag}/assets", columns=("id", "sources"), member="/api/3/assets/{member}", title="Tagged assets"
    ),
    Place("/api/3/tags/{tag}/assets/{asset}", writes=_EDITABLE, derived={"Asset": _ASSET}),
    Place("/api/3/tags/{tag}/sites", writes=("put",), member="/api/3/sites/{member}"),
    Place("/api/3/tags/{tag}/asset_groups", writes=("put",), member="/api/3/asset_groups/{member}"),
    Place(
        "/api/3/asset_groups",
        writes=("post",),
        columns=("id", "name", "type", "assets", "riskScore"),
        title="Asset groups",
    ),
    Place("/api/3/asset_groups/{group}", writes=_EDITABLE, title="Asset group"),
    Place("/api/3/asset_groups/{group}/search_criteria", writes=("put",)),
    Place("/api/3/asset_groups/{group}/assets", writes=_EDITABLE, member="/api/3/assets/{member}"),
    Place("/api/3/asset_groups/{group}/assets/{asset}", writes=_EDITABLE, derived={"Asset": _ASSET}),
    Place("/api/3/asset_groups/{group}/tags", member="/api/3/tags/{member}"),
    Place("/api/3/asset_groups/{group}/users", member="/api/3/users/{member}"),
)

_ADMINISTRATION_PLACES = (
    Place(
        "/api/3/reports",
        writes=("post",),
        columns=("id", "name", "format", "template", "frequency.type"),
        title="Reports",
    ),
    Place(
        "/api/3/reports/{report}",
        writes=_EDITABLE,
        derived={"generate": "/api/3/reports/{report}/generate", "latest": "/api/3/reports/{report}/history/latest"},
        title="Report",
    ),
    Place("/api/3/reports/{report}/generate", writes=("post",)),
    Place("/api/3/reports/{report}/history", columns=("id", "status", "generated", "size.formatted"), title="History"),
    Place("/api/3/reports/{report}/history/{instance}", writes=("delete",), title="Report instance"),
    Place("/api/3/report_formats", columns=("format", "templates"), title="Report formats"),
    Place("/api/3/report_templates", columns=("id", "name", "type"), title="Report templates"),
    Place("/api/3/scan_engines", writes=("post",), columns=("id", "name", "address", "status"), title="Scan engines"),
    Place("/api/3/scan_engines/{engine}", writes=_EDITABLE, title="Scan engine"),
    Place("/api/3/scan_engine_pools", columns=("id", "name", "engines"), title="Scan engine pools"),
    Place("/api/3/scan_engine_pools/{pool}/engines", member="/api/3/scan_engines/{member}"),
    Place("/api/3/scan_engine_pools/{pool}/sites", member="/api/3/sites/{member}"),
    Place("/api/3/scan_templates", columns=("id", "name"), title="Scan templates"),
    Place("/api/3/users", writes=("post",), columns=("id", "login", "name", "role.name", "enabled"), title="Users"),
    Place("/api/3/users/{user}", writes=_EDITABLE, title="User"),
    Place("/api/3/users/{user}/sites", member="/api/3/sites/{member}"),
    Place("/api/3/users/{user}/asset_groups", member="/api/3/asset_groups/{member}"),
    Place("/api/3/users/{user}/privileges", member="/api/3/privileges/{member}"),
    Place("/api/3/roles", columns=("id", "name", "description"), title="Roles"),
    Place("/api/3/roles/{role}/users", member="/api/3/users/{member}"),
    Place("/api/3/privileges", member="/api/3/privileges/{member}", title="Privileges"),
    Place("/api/3/privileges/{privilege}/users", member="/api/3/users/{member}"),
    Place("/api/3/authentication_sources", columns=("id", "name", "type", "external"), title="Authentication sources"),
    Place("/api/3/authentication_sources/{source}/users", member="/api/3/users/{member}"),
    Place("/api/3/software", columns=("vendor", "product", "version", "type"), title="Software"),
    Place("/api/3/operating_systems", columns=("vendor", "product", "version", "type"), title="Operating systems"),
    Place("/api/3/agents", columns=_ASSETS, title="Agents"),
)

PLACES = with_edits(
    with_searches(
        (
            Place("/api/3", title="Console"),
            *_ASSET_PLACES,
            *_SITE_PLACES,
            *_VULNERABILITY_PLACES,
            *_LABEL_PLACES,
            *_ADMINISTRATION_PLACES,
        )
    )
)
"""What is known of the places of the API."""

PROFILE = Profile(
    name="insightvm",
    title="InsightVM",
    base_variable="INSIGHTVM_URL",
    root="/api/3",
    credentials=Credentials(
        "basic",
        ("INSIGHTVM_USER", "INSIGHTVM_PASSWORD", "INSIGHTVM_TOKEN"),
        second_factor_header="Token",
    ),
    errors=ErrorEnvelope(code=("status",), message=("message",), request_id=()),
    places=PLACES,
    search=WHOLE,
    sandbox="hypernav.apis.insightvm.sandbox:create",
    documentation="https://help.rapid7.com/insightvm/en-us/api/index.html",
)
"""The declaration of the API."""
