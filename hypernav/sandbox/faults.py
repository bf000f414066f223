"""Fault switches: what a sandbox does wrong on purpose, so that clients can be tried against it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


class ConnectionDropped(ConnectionError):
    """The simulated server hangs up instead of answering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Describe one fault and the requests that it strikes.

    >>> Fault(status=503, match="/flags").strikes("GET", "/api/flags/default")
    True
    """

    status: int = 0
    """Status to answer instead of handling the request; 0 handles it."""
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers to add to the answer."""
    body: bytes | None = None
    """Body to send instead of the answer's own."""
    match: str = ""
    """Text that the path must contain."""
    method: str = ""
    """Method that the request must have; empty takes all."""
    times: int | None = 1
    """Requests to strike; None never stops."""
    delay: float = 0.0
    """Seconds, on the sandbox's clock, to wait before answering."""
    truncate: int | None = None
    """Bytes of the body to send, below the announced length."""
    drop: Literal["", "before", "after"] = ""
    """Hang up before handling the request, or after it has taken effect."""

    def strikes(self, method: str, path: str) -> bool:
        """Say whether a request is one that this fault is meant for."""
        return self.match in path and self.method.upper() in ("", method)


class Faults:
    """Hold the faults that are switched on, first come first served. Sends nothing.

    >>> faults = Faults()
    >>> faults.add(status=503, times=1)
    >>> faults.take("GET", "/x").status
    503
    >>> faults.take("GET", "/x") is None
    True
    """

    def __init__(self) -> None:
        """Start without faults."""
        self._lock = threading.Lock()
        self._armed: list[tuple[Fault, int | None]] = []

    def add(
        self,
        *,
        status: int = 0,
        message: str = "",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        match: str = "",
        method: str = "",
        times: int | None = 1,
        delay: float = 0.0,
        truncate: int | None = None,
        drop: Literal["", "before", "after"] = "",
    ) -> None:
        """Switch on a fault; the arguments are the fields of ``Fault``."""
        fault = Fault(
            status=status,
            message=message,
            headers=headers or {},
            body=body,
            match=match,
            method=method,
            times=times,
            delay=delay,
            truncate=truncate,
            drop=drop,
        )
        with self._lock:
            self._armed.append((fault, times))

    def clear(self) -> None:
        """Switch all faults off."""
        with self._lock:
            self._armed.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """Return the fault that strikes a request, and count it as used."""
        with self._lock:
            for index, (fault, left) in enumerate(self._armed):
                if not fault.strikes(method, path):
                    continue
                if left is not None and left <= 1:
                    del self._armed[index]
                else:
                    self._armed[index] = (fault, None if left is None else left - 1)
                return fault
        return None
