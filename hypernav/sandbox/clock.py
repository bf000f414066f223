"""The clock of a sandbox: it stands still, so that answers compare byte for byte, or ticks from its start."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

START = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
"""The moment at which every sandbox begins."""


class SandboxClock:
    """Tell the time of a simulated server. Sends nothing.

    A standing clock moves only when somebody sleeps on it or calls ``advance``; sleeping on it takes no time.
    A ticking clock runs at the speed of the real one from ``start`` on.

    Arguments:
        start: The first moment, with its time zone.
        ticking: Whether the clock runs by itself.

    Raises:
        ValueError: ``start`` has no time zone.

    >>> clock = SandboxClock()
    >>> clock.sleep(90)
    >>> clock.moment().isoformat()
    '2025-11-03T09:01:30+00:00'
    """

    def __init__(self, start: datetime = START, *, ticking: bool = False) -> None:
        """Set the clock to its start."""
        if start.tzinfo is None:
            raise ValueError("The start of a sandbox clock needs a time zone.")
        self.ticking = ticking
        self._start = start.timestamp()
        self._began = time.monotonic()
        self._moved = 0.0
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        """Return the seconds since the clock's start."""
        passed = time.monotonic() - self._began if self.ticking else 0.0
        with self._lock:
            return self._moved + passed

    def now(self) -> float:
        """Return the time in epoch seconds."""
        return self._start + self.monotonic()

    def milliseconds(self) -> int:
        """Return the time in whole epoch milliseconds."""
        return round(self.now() * 1000)

    def moment(self) -> datetime:
        """Return the time as a date and time in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def sleep(self, seconds: float) -> None:
        """Wait that many seconds: really where the clock ticks, by moving it where it stands."""
        if self.ticking:
            time.sleep(max(0.0, seconds))
        else:
            self.advance(max(0.0, seconds))

    def advance(self, seconds: float) -> None:
        """Move the clock forward at once.

        Raises:
            ValueError: The number of seconds is negative.
        """
        if seconds < 0:
            raise ValueError(f"A clock moves forward only, not by {seconds} s.")
        with self._lock:
            self._moved += seconds
