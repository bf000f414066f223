"""Time as a part that can be exchanged, so that a day of waits is tested in a second."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Tell the time and wait. Sends nothing."""

    def now(self) -> float:
        """Return the time in epoch seconds."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait that many seconds; an interrupt ends it at once."""
        ...


class SystemClock:
    """The clock of this machine. Sends nothing.

    >>> SystemClock().now() > 1_700_000_000
    True
    """

    def now(self) -> float:
        """Return the time in epoch seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait that many seconds; an interrupt ends it at once."""
        time.sleep(max(0.0, seconds))
