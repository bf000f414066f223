"""When to send again, and how long to wait: full jitter, a budget, and what the server states (RFC 9110, 10.2.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from hypernav.forking import Lock
from hypernav.profile import RateLimit
from hypernav.web.headers import Headers

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that may be sent again without asking (RFC 9110, 9.2.1)."""
RETRIED_STATUSES = frozenset({408, 429, 502, 503, 504})

_BASE = 0.25
_CAP = 20.0
_LONGEST = 10 * 365 * 86400.0
_SECONDS = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,9})?", re.ASCII)
_DATE = re.compile(r"[A-Za-z]{3,9},? [\x21-\x7e ]{10,40}")


def backoff(attempt: int, random: Callable[[], float]) -> float:
    """Return the seconds to wait before the next attempt: full jitter below a bound that doubles.

    >>> backoff(3, lambda: 1.0)
    1.0
    """
    return min(_CAP, _BASE * 2.0 ** (attempt - 1)) * random()


def stated_wait(headers: Headers, rate_limit: RateLimit, now: float, *, limited: bool) -> float:
    """Return the seconds that the server asks to wait, the longest of what it states; 0 where it states nothing.

    What cannot be read or lies in the past counts as not stated. Dates and epochs are compared with
    the server's own clock where it tells the time, so that a wrong clock here makes no wait longer.

    Args:
        headers: The answer's header fields.
        rate_limit: Which header says when the limit is reset, and in which unit.
        now: The time here, in epoch seconds.
        limited: Whether the answer is a refusal for the rate (429): only then does the reset matter.

    >>> stated_wait(Headers([("Retry-After", "7")]), RateLimit(), 0.0, limited=True)
    7.0
    """
    there = read_date(headers.get("Date", ""))
    server_now = now if there is None else there
    waits = [_retry_after(value, server_now) for value in headers.get_all("Retry-After")]
    if limited and rate_limit.reset:
        waits += [_reset(value, rate_limit, server_now) for value in headers.get_all(rate_limit.reset)]
    return min(_LONGEST, max([0.0, *waits]))


def read_date(value: str) -> float | None:
    """Return an HTTP date (RFC 9110, 5.6.7: all three forms) in epoch seconds, or None.

    >>> read_date("Sun, 06 Nov 1994 08:49:37 GMT")
    784111777.0
    """
    if not _DATE.fullmatch(value.strip()):
        return None
    from email.utils import parsedate_tz  # slow to import, and few servers state a date

    try:
        parts = parsedate_tz(value)
        return None if parts is None else datetime(*parts[:6], tzinfo=UTC).timestamp() - (parts[9] or 0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _retry_after(value: str, now: float) -> float:
    text = value.strip(" \t")
    if _SECONDS.fullmatch(text):
        return float(text)
    date = read_date(text)
    return 0.0 if date is None else date - now


def _reset(value: str, rate_limit: RateLimit, now: float) -> float:
    text = value.strip(" \t")
    if not _SECONDS.fullmatch(text):
        return 0.0
    number = float(text)
    if rate_limit.reset_unit == "seconds":
        return number
    return (number / 1000 if rate_limit.reset_unit == "epoch milliseconds" else number) - now


class RetryBudget:
    """Limit retries over many requests, so that an outage is not answered with a storm. Sends nothing.

    Each retry takes 5 of 500 tokens, each success gives 1 back.

    >>> budget = RetryBudget(tokens=5)
    >>> budget.take(), budget.take()
    (True, False)
    """

    __slots__ = ("_full", "_lock", "_tokens")
    _PRICE = 5

    def __init__(self, tokens: int = 500) -> None:
        """Begin with a full budget."""
        self._full = self._tokens = tokens
        self._lock = Lock()

    def take(self) -> bool:
        """Say whether one more retry may be made, and count it."""
        with self._lock:
            if self._tokens < self._PRICE:
                return False
            self._tokens -= self._PRICE
            return True

    def give_back(self) -> None:
        """Count a success."""
        if self._tokens < self._full:
            with self._lock:
                self._tokens = min(self._full, self._tokens + 1)
