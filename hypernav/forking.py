"""What starts anew in a process that was forked off: locks that a thread held, connections, what was kept.

A thread that does not exist in the child cannot let go of a lock, and on one socket two processes read each other's
answers.
"""

from __future__ import annotations

import os
from threading import RLock
from typing import Any, Protocol
from weakref import WeakSet


class Renewed(Protocol):
    """What cannot go on in a forked process as it is."""

    def start_anew(self) -> None:
        """Begin again, without touching what the other process still uses."""


_renewed: WeakSet[Any] = WeakSet()


class Lock(type(RLock())):  # type: ignore[misc]  # the class has no name of its own everywhere
    """A lock that one thread may take several times, and that is free in a forked process.

    >>> with Lock():
    ...     pass
    """

    def __init__(self) -> None:
        """Begin free."""
        renew_after_fork(self)

    def start_anew(self) -> None:
        """Become free, unless the thread that forked holds it: it lets go of it in both processes."""
        if not self._is_owned():
            # What the standard library does after a fork; there is no public way.
            self._at_fork_reinit()


def renew_after_fork(thing: Renewed) -> None:
    """Let a thing start anew in each forked process, as long as somebody holds it."""
    _renewed.add(thing)


def _start_anew() -> None:
    for thing in tuple(_renewed):
        thing.start_anew()


# Absent where there is no fork, as on Windows.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)
