"""The simulated LaunchDarkly, ready to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
from hypernav.apis.launchdarkly.sandbox.routes import contexts as routes_contexts
from hypernav.apis.launchdarkly.sandbox.routes import flags as routes_flags
from hypernav.apis.launchdarkly.sandbox.routes import log as routes_log
from hypernav.apis.launchdarkly.sandbox.routes import members as routes_members
from hypernav.apis.launchdarkly.sandbox.routes import more as routes_more
from hypernav.apis.launchdarkly.sandbox.routes import projects as routes_projects
from hypernav.apis.launchdarkly.sandbox.routes import segments as routes_segments
from hypernav.apis.launchdarkly.sandbox.routes import teams as routes_teams
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
    """Return a fresh simulated account; what is done to one is not seen in another.

    >>> sandbox = create()
    >>> sandbox.origin, len(sandbox.store.projects)
    ('https://launchdarkly.test', 3)
    """
    return LaunchDarkly(ROUTES, clock)
