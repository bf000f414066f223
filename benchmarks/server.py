"""A server that only copies: every answer is built before the first request, so that it is never the bottleneck."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY, create_server, socket
from threading import Thread

_PIECE = 65536


def copy(connection: socket, answers: dict[bytes, bytes]) -> None:
    """Answer each request on a connection with the bytes that belong to its target; none has a body."""
    connection.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    received = b""
    with connection:
        while data := connection.recv(_PIECE):
            *requests, received = (received + data).split(b"\r\n\r\n")
            for request in requests:
                connection.sendall(answers[request.split(b" ", 2)[1]])


@contextmanager
def serving() -> Iterator[str]:
    """Run the server in a process of its own; yield its URL."""
    command = [sys.executable, str(Path(__file__).resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _serve() -> None:
    from bodies import all_answers

    with create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        answers = {target.encode(): answer for target, answer in all_answers(url).items()}
        print(url, flush=True)
        while True:
            Thread(target=copy, args=(listening.accept()[0], answers), daemon=True).start()


if __name__ == "__main__":
    _serve()
