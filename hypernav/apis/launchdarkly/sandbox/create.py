"""The simulated LaunchDarkly, ready to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypernav.apis.launchdarkly.sandbox.application import LaunchDarkly
from hypernav.apis.launchdarkly.sandbox.routes import (
    access,
    contexts,
    flags,
    log,
    members,
    more,
    projects,
    segments,
    targeting,
    teams,
)
from hypernav.sandbox.app import Routes

if TYPE_CHECKING:
    from hypernav.sandbox.clock import SandboxClock


def _routes() -> Routes:
    routes = Routes("call")
    for module in (more, access, projects, flags, targeting, segments, contexts, members, teams, log):
        routes.include(module.ROUTES)
    return routes


class _Account(LaunchDarkly):
    more = _routes()


def create(*, clock: SandboxClock | None = None) -> LaunchDarkly:
    """Return a fresh simulated account; what is done to one is not seen in another.

    >>> sandbox = create()
    >>> sandbox.origin, len(sandbox.store.projects)
    ('https://launchdarkly.test', 3)
    """
    return _Account(clock)
