"""Users of the console, their roles and what the roles allow, and where they are known from."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from dataclasses import dataclass

from hypernav.apis.insightvm.sandbox.data.records import User

PRIVILEGES = (
    "all-permissions", "create-reports", "configure-global-settings", "manage-sites", "manage-tags",
    "manage-static-asset-groups", "manage-dynamic-asset-groups", "manage-scan-templates",
    "manage-report-templates", "manage-scan-engines", "submit-vulnerability-exceptions",
    "approve-vulnerability-exceptions", "delete-vulnerability-exceptions", "manage-vuln-investigations",
    "view-vuln-investigations", "create-tickets", "close-tickets", "assign-ticket-assignee",
    "manage-site-access", "manage-asset-group-access", "manage-report-access", "use-restricted-report-sections",
    "manage-policies", "view-asset-group-asset-data", "manage-asset-group-assets", "view-site-asset-data",
    "specify-site-metadata", "purge-site-asset-data", "specify-scan-targets", "assign-scan-engine",
    "assign-scan-template", "manage-site-credentials", "manage-scan-alerts", "schedule-automatic-scans",
    "start-unscheduled-scans",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A role: a name for a set of privileges."""

    id: str
    name: str
    description: str
    privileges: tuple[str, ...]
    superuser: bool = False


def _those(*words: str) -> tuple[str, ...]:
    return tuple(name for name in PRIVILEGES if any(word in name for word in words))


# fmt: off
ROLES = {
    role.id: role
    for role in (
        Role("global-admin", "Global Administrator", "The Global Administrator has full access to all features.", PRIVILEGES, superuser=True),
        Role("security-manager", "Security Manager", "The Security Manager can configure and run scans, create reports, and view asset data.", _those("site", "scan", "report", "asset", "tags", "exceptions")),
        Role("site-admin", "Site Owner", "The Site Owner can configure and run scans of the sites that he or she has access to.", _those("scan", "view", "report", "submit")),
        Role("asset-owner", "Asset Owner", "The Asset Owner can view asset data, run ad-hoc scans and create reports.", _those("view", "create-reports", "start-unscheduled")),
        Role("user", "User", "The User can view asset data and run reports.", _those("view", "create-reports")),
    )
}
# fmt: on
"""Each role by its id."""

# id, name, type, whether outside the console
AUTHENTICATION_SOURCES = {
    1: ("Builtin Administrators", "admin", False),
    2: ("Builtin Users", "normal", False),
    3: ("corp.meridian.example", "ldap", True),
    4: ("Meridian Single Sign-On", "saml", True),
}
"""Each source by its id: name, type, and whether it is outside the console."""

# fmt: off
USERS = (
    User(id=1, login="nxadmin", name="Console Administrator", email="soc@meridian.example", role="global-admin", password="demo", source=1),  # public, of the sandbox
    User(id=2, login="analyst", name="Priya Patel", email="priya.patel@meridian.example", role="global-admin", password="demo", source=2),
    User(id=3, login="second", name="Grace Hughes", email="grace.hughes@meridian.example", role="security-manager", password="demo", second_factor="123456", source=2),
    User(id=4, login="frankfurt", name="Jorge Becker", email="jorge.becker@meridian.example", role="site-admin", password="demo", source=2, locale="de-DE", sites=frozenset({18, 19, 20, 21}), groups=frozenset({4})),
    User(id=5, login="tnakamura", name="Hiro Nakamura", email="hiro.nakamura@meridian.example", role="security-manager", source=3, locale="ja-JP"),
    User(id=6, login="cdubois", name="Chiara Dubois", email="chiara.dubois@meridian.example", role="asset-owner", source=3, locale="fr-FR", sites=frozenset({22}), groups=frozenset()),
    User(id=7, login="okafor", name="Samir Okafor", email="samir.okafor@meridian.example", role="site-admin", source=3, sites=frozenset({15, 16, 17}), groups=frozenset()),
    User(id=8, login="ekowalski", name="Elena Kowalski", email="elena.kowalski@meridian.example", role="user", source=4, sites=frozenset({24}), groups=frozenset({2})),
    User(id=9, login="auditor", name="Ingrid Eriksson", email="ingrid.eriksson@audit.example", role="user", source=2, locked=True),
    User(id=10, login="plant", name="Rosa Garcia", email="rosa.garcia@meridian.example", role="asset-owner", source=3, locale="es-MX", sites=frozenset({13, 14, 32}), groups=frozenset()),
    User(id=11, login="reporting", name="Report Service", email="reports@meridian.example", role="user", source=2),
    User(id=12, login="formeradmin", name="Quentin Laurent", email="quentin.laurent@meridian.example", role="global-admin", source=3, enabled=False),
)
# fmt: on
"""The users; the ones with a password can log in."""
