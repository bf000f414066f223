"""The simulated LaunchDarkly, ready to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly import (
    routes_contexts,
    routes_flags,
    routes_log,
    routes_members,
    routes_more,
    routes_projects,
    routes_segments,
    routes_teams,
)
from hypernav.apis.launchdarkly.server import LaunchDarkly
from hypernav.sandbox.app import Routes

if TYPE_CHECKING:
    from hypernav.sandbox.clock import SandboxClock


def _routes() -> Routes:
    routes = Routes()
    for module in (
        routes_more,
        routes_projects,
        routes_flags,
        routes_segments,
        routes_contexts,
        routes_members,
        routes_teams,
        routes_log,
    ):
        routes.include(module.ROUTES)
    return routes


ROUTES = _routes()


def create(*, clock: SandboxClock | None = None) -> LaunchDarkly:
    """Return a fresh simulated account; what is done to one is not seen in another. Sends nothing.

    >>> sandbox = create()
    >>> sandbox.origin, len(sandbox.store.projects)
    ('https://launchdarkly.test', 3)
    """
    return LaunchDarkly(ROUTES, clock)
