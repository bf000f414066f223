"""Requests to a sandbox in the same process: no port, no socket, no start-up."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypernav.errors import ConnectionFailed, UnreadableResponse
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
            UnreadableResponse: While the body is read, if it is shorter than announced.
        """
        with self._lock:
            self.requests += 1
        started = _Started()
        try:
            answer = self.application(environment(method, url, headers, body or b""), started)
        except ConnectionDropped as error:
            raise ConnectionFailed(str(error), where=f"{method} {url}") from error
        announced = 0 if method == "HEAD" else started.length
        return RawResponse(started.status, started.headers, _whole(closing(answer), announced))

    def close(self) -> None:
        """Do nothing: no connection is held."""


def _whole(parts: Iterator[bytes], announced: int) -> Iterator[bytes]:
    received = 0
    for part in parts:
        received += len(part)
        yield part
    if received < announced:
        raise UnreadableResponse(f"The answer was cut short: {received} of {announced} bytes came.")


class _Started:
    """The ``start_response`` of PEP 3333, keeping what it is told."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.length = 0

    def __call__(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        self.status = int(status.split(" ", 1)[0])
        self.headers = list(headers)
        lengths = [int(value) for name, value in headers if name.lower() == "content-length"]
        self.length = lengths[0] if lengths else 0
        return lambda data: None
