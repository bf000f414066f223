"""Rate limits: windows of ten seconds, for each address, for the account, and for each route."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hypernav.sandbox.gate import Limit, Usage

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.sandbox.app import Handler

WINDOW = 10
"""Seconds that a window lasts."""
_UNLIMITED: set[Handler] = set()


def limits(*, address: int = 2000, account: int = 1000, route: int = 300) -> list[Limit]:
    """Return the limits of an account; the numbers are the most requests that one window allows.

    >>> [limit.requests for limit in limits(account=2)]
    [2000, 2, 300]
    """
    return [
        Limit(address, WINDOW, by=lambda request, handler: request.remote_addr or ""),
        Limit(account, WINDOW, tell=_tell_account, retry_after=False),
        Limit(route, WINDOW, by=_route, tell=_tell_route, retry_after=False),
    ]


def unlimited(handler: Handler) -> Handler:
    """Mark a handler whose route has no limit of its own."""
    _UNLIMITED.add(handler)
    return handler


def _route(request: Request, handler: Handler) -> str | None:
    return None if handler in _UNLIMITED else handler.__name__


def _tell_account(usage: Usage) -> Mapping[str, str]:
    reset = str(math.ceil(usage.reset) * 1000)
    return {"X-Ratelimit-Global-Remaining": str(max(0, usage.left)), "X-Ratelimit-Reset": reset}


def _tell_route(usage: Usage) -> Mapping[str, str]:
    return {"X-Ratelimit-Route-Remaining": str(max(0, usage.left))}
