"""The simulated console, ready to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.insightvm.sandbox.console import Console
from hypernav.apis.insightvm.sandbox.routes import (
    assets,
    engines,
    exceptions,
    findings,
    groups,
    inventory,
    reports,
    root,
    scans,
    site_parts,
    sites,
    tags,
    users,
    vulnerabilities,
)
from hypernav.sandbox.app import Routes

if TYPE_CHECKING:
    from hypernav.sandbox.clock import SandboxClock

_INVENTORY = (root, assets, findings, vulnerabilities, inventory)
_SETTINGS = (sites, site_parts, scans, tags, groups, reports, exceptions, engines, users)


def create(*, clock: SandboxClock | None = None) -> Console:
    """Return a fresh simulated console; what is done to one is not seen in another.

    >>> console = create()
    >>> console.origin, len(console.world.assets)
    ('https://insightvm.test', 2400)
    """
    routes = Routes()
    for module in (*_INVENTORY, *_SETTINGS):
        routes.include(module.ROUTES)
    return Console(routes, clock)
