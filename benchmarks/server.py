"""A server that only copies: every answer is built before the first request, so that it is never the bottleneck."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HEAD = (
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    "Date: Mon, 03 Nov 2025 09:00:00 GMT\r\nContent-Length: {}\r\n\r\n"
)


class Copier(asyncio.Protocol):
    """Answer each request with the bytes that belong to its target."""

    answers: dict[bytes, bytes]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        """Answer every complete request; none has a body."""
        *requests, self._received = (self._received + data).split(b"\r\n\r\n")
        for request in requests:
            target = request.split(b" ", 2)[1]
            self._transport.write(self.answers[target])  # type: ignore[attr-defined]  # a TCP connection can write


@contextmanager
def serving() -> Iterator[str]:
    """Run the server in a process of its own; yield its URL."""
    command = [sys.executable, str(Path(__file__).resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


async def _serve() -> None:
    from bodies import all_bodies

    Copier.answers = {target.encode(): _HEAD.format(len(body)).encode() + body for target, body in all_bodies().items()}
    server = await asyncio.get_running_loop().create_server(Copier, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
