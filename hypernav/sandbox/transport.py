"""Requests to a sandbox in the same process: no port, no socket, no start-up."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypernav.errors import ConnectionFailed
from hypernav.sandbox.faults import ConnectionDropped
from hypernav.sandbox.wsgi import closing, environment

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@dataclass(slots=True)
class RawResponse:
    """An answer as it came: status, header pairs, and the body in parts."""

    status: int
    headers: list[tuple[str, str]]
    body: Iterator[bytes]


class InProcessTransport:
    """Hand requests to a WSGI application directly; a drop-in for the transport of the network.

    Arguments:
        application: The sandbox, or any WSGI application.

    >>> def hello(environ, start_response):
    ...     start_response("200 OK", [("Content-Type", "text/plain")])
    ...     return [b"hello"]
    >>> answer = InProcessTransport(hello).exchange("GET", "https://acme.test/", [], None)
    >>> answer.status, b"".join(answer.body)
    (200, b'hello')
    """

    def __init__(self, application: WSGIApplication) -> None:
        """Keep the application."""
        self.application = application
        self.requests = 0
        self._lock = threading.Lock()

    def exchange(
        self,
        method: str,
        url: str,
        headers: Iterable[tuple[str, str]],
        body: bytes | None,
        deadline: float = float("inf"),
    ) -> RawResponse:
        """Answer one request. Sends nothing over a network.

        Arguments:
            method: The method, in upper case.
            url: The absolute URL.
            headers: Names and values.
            body: The body, if there is one.
            deadline: Ignored: nothing is waited for, and faults delay on the sandbox's own clock.

        Raises:
            ConnectionFailed: A fault says that the simulated server hangs up.
        """
        with self._lock:
            self.requests += 1
        started = _Started()
        try:
            answer = self.application(environment(method, url, headers, body or b""), started)
        except ConnectionDropped as error:
            raise ConnectionFailed(str(error), where=f"{method} {url}") from error
        return RawResponse(status=started.status, headers=started.headers, body=closing(answer))

    def close(self) -> None:
        """Do nothing: no connection is held."""


class _Started:
    """The ``start_response`` of PEP 3333, keeping what it is told."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[str, str]] = []

    def __call__(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        self.status = int(status.split(" ", 1)[0])
        self.headers = list(headers)
        return lambda data: None
