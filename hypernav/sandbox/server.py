"""A sandbox on a loopback port: threads, HTTP/1.1 with kept connections, and no other name than this machine's own."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from hypernav.sandbox.faults import ConnectionDropped
from hypernav.sandbox.wsgi import SERVED, closing, environment

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_MOST_BYTES = 16 * 2**20


class Server:
    """Serve a WSGI application on loopback until closed; a context manager.

    Only requests whose Host names this machine and this port are answered, others get 421 (RFC 9110, section
    15.5.20): a page on the web cannot reach the sandbox under a name of its own.

    Arguments:
        application: The sandbox, or any WSGI application.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.

    Raises:
        OSError: The port is taken.

    >>> from hypernav.sandbox import Routes, Sandbox
    >>> acme = Sandbox(name="acme", title="Acme", origin="https://acme.test", routes=Routes(), credentials={})
    >>> with Server(acme) as server:
    ...     server.url.startswith("http://127.0.0.1:")
    True
    """

    def __init__(self, application: WSGIApplication, host: str = "127.0.0.1", port: int = 0) -> None:
        """Take the port and start answering."""
        self._http = _LoopbackServer(application, host, port)
        self.host = host
        self.port: int = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Return the base URL, without a final slash."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def close(self) -> None:
        """Stop answering and close every socket."""
        self._http.shutdown()
        self._thread.join()
        self._http.hang_up()
        self._http.server_close()

    def __enter__(self) -> Self:
        """Return the server itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the server."""
        self.close()


def serve(application: WSGIApplication, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Return a running server of a sandbox; close it, or use it in a ``with`` statement.

    Raises:
        OSError: The port is taken.

    >>> from hypernav.sandbox import Routes, Sandbox
    >>> acme = Sandbox(name="acme", title="Acme", origin="https://acme.test", routes=Routes(), credentials={})
    >>> serve(acme).close()
    """
    return Server(application, host, port)


class _LoopbackServer(ThreadingMixIn, HTTPServer):
    request_queue_size = 64

    def __init__(self, application: WSGIApplication, host: str, port: int) -> None:
        self.application = application
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._open: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own looks the host's name up, which can leave the machine.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        # Known before its thread starts, so that closing never misses a connection.
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        with self._lock:
            self._open[request] = thread
        thread.start()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.pop(request, None)

    def hang_up(self) -> None:
        """End all connections and wait for their threads."""
        with self._lock:
            still_open = dict(self._open)
        for connection in still_open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in still_open.values():
            thread.join(5)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def names_this_machine(self, host: str) -> bool:
        return host.lower() in {f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost", "[::1]")}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _LoopbackServer
    # Headers and body leave in one segment: Nagle's algorithm would hold small answers back.
    wbufsize = -1
    disable_nagle_algorithm = True

    def answer(self) -> None:
        host = self.headers.get("Host", "")
        if not self.server.names_this_machine(host):
            return self._plain(421, b'{"code":"misdirected_request","message":"This host is not served here."}')
        body = self._body()
        if body is None:
            return self._plain(411, b'{"code":"length_required","message":"Send the body with a usable length."}')
        environ = environment(
            self.command, f"http://{host}{self._path()}", self.headers.items(), body, target=self._path()
        )
        environ[SERVED] = True
        try:
            self._send(environ)
        except ConnectionDropped:
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815

    def _path(self) -> str:
        return self.path if self.path.startswith("/") else "/" + self.path.partition("://")[2].partition("/")[2]

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding") or not length.isdecimal() or int(length) > _MOST_BYTES:
            return None
        return self.rfile.read(int(length))

    def _send(self, environ: dict[str, Any]) -> None:
        status, headers = "500 Internal Server Error", list[tuple[str, str]]()

        def start_response(line: str, given: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal status, headers
            status, headers = line, given
            return lambda data: None

        answer = self.server.application(environ, start_response)
        parts = list(closing(answer))
        code, _, reason = status.partition(" ")
        self.send_response_only(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        lengths = [int(value) for name, value in headers if name.lower() == "content-length"]
        sent = sum(map(len, parts))
        if not lengths and int(code) >= 200 and int(code) not in (204, 304):
            self.send_header("Content-Length", str(sent))
        if lengths and sent < lengths[0] and self.command != "HEAD":
            self.close_connection = True
        self.end_headers()
        self.wfile.write(b"".join(parts))
        self.wfile.flush()

    def _plain(self, status: int, body: bytes) -> None:
        self.close_connection = True
        self.send_response_only(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Stay silent: the ledger of the client is the record."""
