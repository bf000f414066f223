"""Small real servers on loopback for tests: scripted byte by byte, recording everything.

A server answers each path from a script::

    with Server() as server:
        server.on("/x", reply(json={"a": 1}))                   # always
        server.on("/y", reply(503), reply(200))                 # one after the other; the last one stays
        server.on("/slow", drip(reply(body=b"x" * 100), every=0.05))
        server.on("/cut", cut(reply(body=b"x" * 100), at=-40))  # then hang up
        server.on("/any", lambda request: reply(json=request.headers))
        ... server.url + "/x", server.requests, server.count ...

A script's step is bytes (a whole message, sent as it is), a function of the request that returns bytes or another
step, or a ``Script`` that writes to the connection itself. Paths that have no script answer 404. ``Server(tls=…)``
speaks TLS with a context of ``certificates``. ``names`` maps host names to such servers for one test.
"""

from __future__ import annotations

import contextlib
import json as json_library
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found", 503: "Unavailable"}


@dataclass(frozen=True)
class Received:
    """One request as it came over the wire."""

    method: str
    target: str
    pairs: tuple[tuple[str, str], ...]
    body: bytes
    raw: bytes = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """Return the header fields, names in lower case."""
        return {name.lower(): value for name, value in self.pairs}

    @property
    def path(self) -> str:
        """Return the target without its query."""
        return self.target.partition("?")[0]


class Connection:
    """The server's end of one connection, for scripts that write by themselves."""

    def __init__(self, connected: socket.socket, closing: threading.Event) -> None:
        self.socket = connected
        self.closing = closing

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def wait(self, seconds: float) -> None:
        """Wait, but not beyond the end of the server."""
        if self.closing.wait(seconds):
            raise ConnectionAbortedError

    def reset(self) -> None:
        """Hang up with a reset, so that what was received is lost."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        raise ConnectionAbortedError


@dataclass(frozen=True)
class Script:
    """Write to a connection by hand; afterwards it is closed unless ``keep`` is set."""

    run: Callable[[Connection, Received], None]
    keep: bool = False


Step = bytes | Script | Callable[[Received], Any]


def reply(
    status: int = 200,
    *,
    body: bytes = b"",
    json: Any = None,
    headers: Mapping[str, str] | None = None,
    content_type: str = "",
    length: int | None = -1,
) -> bytes:
    """Return a whole message. ``length=None`` leaves Content-Length out, so that the body ends with the connection."""
    if json is not None:
        body, content_type = json_library.dumps(json).encode(), content_type or "application/json"
    fields = dict(headers or {})
    if content_type:
        fields["Content-Type"] = content_type
    if length is not None:
        fields["Content-Length"] = str(len(body) if length < 0 else length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}\r\n{lines}\r\n".encode("latin-1") + body


def redirect(url: str, status: int = 302) -> bytes:
    """Return a redirect."""
    return reply(status, headers={"Location": url})


def chunked(
    *chunks: bytes, end: bytes = b"0\r\n\r\n", status: int = 200, headers: Mapping[str, str] | None = None
) -> bytes:
    """Return a message in chunks; another ``end`` breaks it."""
    head = reply(status, headers={"Transfer-Encoding": "chunked", **(headers or {})}, length=None)
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + end


def drip(message: bytes, *, every: float, size: int = 1) -> Script:
    """Send a message in small pieces with a pause before each."""

    def run(connection: Connection, request: Received) -> None:
        for start in range(0, len(message), size):
            connection.wait(every)
            connection.send(message[start : start + size])

    return Script(run)


def cut(message: bytes, at: int) -> Script:
    """Send the beginning of a message, then hang up."""
    return Script(lambda connection, request: connection.send(message[:at]))


def hang() -> Script:
    """Take the request and never answer."""
    return Script(lambda connection, request: connection.wait(3600))


def drop() -> Script:
    """Take the request, then reset the connection."""
    return Script(lambda connection, request: connection.reset())


class Server:
    """A server on loopback that follows a script and records what it gets."""

    def __init__(self, host: str = "127.0.0.1", *, tls: ssl.SSLContext | None = None) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family, backlog=64)
        self._tls = tls
        self._scripts: dict[str, list[Step]] = {}
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self.requests: list[Received] = []
        self.certificates: list[Any] = []
        """The client's certificate for each connection; None where it showed none."""
        self.connections = 0
        self.host = f"[{host}]" if ":" in host else host
        self.port: int = self._listener.getsockname()[1]
        self.address: tuple[str, int] = (host, self.port)
        self.scheme = "https" if tls else "http"
        self._start(self._accept)

    @property
    def url(self) -> str:
        """Return the origin by address."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def count(self) -> int:
        """Return how many requests came."""
        return len(self.requests)

    @property
    def everything(self) -> bytes:
        """Return all bytes that were received."""
        return b"".join(request.raw for request in self.requests)

    def on(self, path: str, *steps: Step) -> None:
        """Script a path; ``*`` is every path that has no script of its own."""
        self._scripts[path] = list(steps)

    def forget(self) -> None:
        """Forget what was received and scripted."""
        self.requests.clear()
        self.certificates.clear()
        self._scripts.clear()
        self.connections = 0

    def close(self) -> None:
        """Hang up everywhere and wait for the threads."""
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connected in self._open:
                with contextlib.suppress(OSError):
                    connected.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(10)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()

    def _start(self, function: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connected, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, connected)

    def _serve(self, connected: socket.socket) -> None:
        with contextlib.ExitStack() as stack:
            stack.callback(connected.close)
            try:
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if self._tls is not None:
                    connected = stack.enter_context(self._tls.wrap_socket(connected, server_side=True))
                self._converse(connected)
            except OSError:
                return

    def _converse(self, connected: socket.socket) -> None:
        with self._lock:
            self._open.add(connected)
            self.connections += 1
        try:
            pending = b""
            while not self._closing.is_set():
                request, pending = _read_request(connected, pending)
                if request is None:
                    return
                self.requests.append(request)
                self.certificates.append(connected.getpeercert() if isinstance(connected, ssl.SSLSocket) else None)
                if not self._answer(Connection(connected, self._closing), request):
                    return
        finally:
            with self._lock:
                self._open.discard(connected)

    def _answer(self, connection: Connection, request: Received) -> bool:
        """Follow the script; say whether the connection stays open."""
        step: Any = self._next_step(request)
        while callable(step):
            step = step(request)
        if isinstance(step, Script):
            step.run(connection, request)
            return step.keep
        connection.send(_without_body(step) if request.method == "HEAD" else step)
        head = step.partition(b"\r\n\r\n")[0].lower()
        framed = b"content-length" in head or b"transfer-encoding" in head or step[9:12] in (b"204", b"304")
        return framed and b"connection: close" not in head

    def _next_step(self, request: Received) -> Step:
        with self._lock:
            steps = self._scripts.get(request.target) or self._scripts.get(request.path) or self._scripts.get("*")
            if not steps:
                return reply(404, body=b"no script for this path")
            return steps.pop(0) if len(steps) > 1 else steps[0]


def _without_body(message: bytes) -> bytes:
    return message[: message.find(b"\r\n\r\n") + 4]


def _read_request(connected: socket.socket, pending: bytes) -> tuple[Received | None, bytes]:
    while b"\r\n\r\n" not in pending:
        more = connected.recv(65536)
        if not more:
            return None, b""
        pending += more
    head, _, rest = pending.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
    length = int({name.lower(): value for name, value in pairs}.get("content-length", "0"))
    while len(rest) < length:
        more = connected.recv(65536)
        if not more:
            return None, b""
        rest += more
    method, target, _ = first.split(" ", 2)
    body, rest = rest[:length], rest[length:]
    return Received(method, target, pairs, body, head + b"\r\n\r\n" + body), rest


@contextlib.contextmanager
def names(places: Mapping[str | tuple[str, int], Server | tuple[str, int]]) -> Iterator[None]:
    """Resolve host names, with or without a port, to servers on loopback while the block runs.

    ``names({("good.test", 80): home, "evil.test": sink})``: a request to port 80 of good.test arrives at ``home``,
    whatever port ``home`` listens on; any port of evil.test arrives at ``sink``.
    """
    table = {key: place.address if isinstance(place, Server) else place for key, place in places.items()}
    original = socket.getaddrinfo

    def resolve(host: Any, port: Any, *arguments: Any, **named: Any) -> Any:
        text = host.decode() if isinstance(host, bytes) else host
        place = table.get((text, port)) or table.get(text)
        if place is None:
            return original(host, port, *arguments, **named)
        family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
        return [(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", place)]

    socket.getaddrinfo = resolve
    try:
        yield
    finally:
        socket.getaddrinfo = original


class VirtualClock:
    """A clock that only moves when somebody sleeps on it, and remembers each sleep."""

    def __init__(self, now: float = 1_762_160_400.0) -> None:
        self.time = now
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def wait_until(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Return whether a condition came true in time: servers count in their own threads."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True
