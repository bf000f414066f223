"""Rate limits: windows of ten seconds, for the account, for each route, and for each address."""

from __future__ import annotations

from dataclasses import dataclass, field

WINDOW = 10
"""Seconds that a window lasts; windows begin at whole multiples of it."""


@dataclass(slots=True)
class Limits:
    """Count requests; the numbers are the most that one window allows.

    >>> limits = Limits(account=2)
    >>> [limits.count(0.0, "GET /x", "127.0.0.1").exceeded for _ in range(3)]
    ['', '', 'account']
    >>> limits.count(10.0, "GET /x", "127.0.0.1").exceeded
    ''
    """

    account: int = 1000
    route: int = 300
    address: int = 2000
    routes: dict[str, int] = field(default_factory=dict)
    """Limits of single routes, where they differ."""
    _window: int = -1
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def count(self, now: float, route: str, address: str) -> Allowance:
        """Count one request and return what is left. ``route`` is empty for routes without a limit of their own."""
        window = int(now // WINDOW)
        if window != self._window:
            self._window, self._counts = window, {}
        left = {"address": self.address - self._use("address", address)}
        left["account"] = self.account - self._use("account", "")
        if route:
            left["route"] = self.routes.get(route, self.route) - self._use("route", route)
        exceeded = next((name for name, number in left.items() if number < 0), "")
        return Allowance(exceeded, max(0, left["account"]), max(0, left.get("route", -1)) if route else None, window)

    def _use(self, kind: str, name: str) -> int:
        used = self._counts.get((kind, name), 0) + 1
        self._counts[(kind, name)] = used
        return used


@dataclass(frozen=True, slots=True)
class Allowance:
    """Say what a window still allows after a request."""

    exceeded: str
    """Which limit this request went over: ``account``, ``route``, ``address`` or none."""
    account: int
    route: int | None
    window: int

    @property
    def reset(self) -> int:
        """Return when the window ends, in epoch milliseconds."""
        return (self.window + 1) * WINDOW * 1000

    def headers(self) -> dict[str, str]:
        """Return the headers that every answer carries.

        >>> Limits().count(1762160400.0, "", "127.0.0.1").headers()
        {'X-Ratelimit-Global-Remaining': '999', 'X-Ratelimit-Reset': '1762160410000'}
        """
        told = {"X-Ratelimit-Global-Remaining": str(self.account)}
        if self.route is not None:
            told["X-Ratelimit-Route-Remaining"] = str(self.route)
        return {**told, "X-Ratelimit-Reset": str(self.reset)}
