"""The seam between the client and whatever answers: the network, or a sandbox in the same process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from hypernav.errors import ConnectionFailed, UnreadableResponse


class RawResponse(Protocol):
    """An answer as it came: status, header fields in order, and the body in parts, not decoded."""

    status: int
    headers: list[tuple[str, str]]
    body: Iterator[bytes]


class Transport(Protocol):
    """Exchange one request for one answer; neither redirects nor retries."""

    def exchange(
        self, method: str, url: str, headers: list[tuple[str, str]], body: bytes | None, deadline: float
    ) -> RawResponse:
        """Exchange one request for one answer. **Sends** it.

        Args:
            method: The method, in upper case.
            url: The absolute URL, as it goes over the wire.
            headers: All header fields but Host, Content-Length and Connection.
            body: The body, if there is one.
            deadline: When to give up, on the scale of ``time.monotonic``; reading the body keeps to it too.

        Raises:
            NotSent: No connection was made, so nothing of the request left.
            ConnectionFailed: The connection broke later.
            DeadlineExceeded: Connecting, one read or the whole exchange took too long.
            UnreadableResponse: The answer is not HTTP, or is cut short.
        """
        ...

    def close(self) -> None:
        """Give up the connections."""
        ...


class NotSent(ConnectionFailed):
    """The server could not be reached: nothing of the request left this machine."""


class Truncated(UnreadableResponse):
    """The connection ended before the body did."""
