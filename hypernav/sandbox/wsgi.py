"""From an HTTP request to a WSGI environment (PEP 3333), the same for both ways into a sandbox."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

_UNPREFIXED = {"CONTENT_TYPE", "CONTENT_LENGTH"}


SERVED = "hypernav.served"
"""The member of an environment that says that a request came through a socket: its reader has a clock of its own."""


def environment(
    method: str,
    url: str,
    headers: Iterable[tuple[str, str]],
    body: bytes = b"",
    *,
    remote: str = "127.0.0.1",
    target: str = "",
) -> dict[str, Any]:
    """Return the WSGI environment of a request.

    ``REQUEST_URI`` keeps the target as it was sent, so that encoded slashes stay encoded until routing.

    >>> environ = environment("GET", "https://acme.test/a%2Fb?c=1", [("Accept", "*/*")])
    >>> environ["PATH_INFO"], environ["REQUEST_URI"], environ["HTTP_HOST"]
    ('/a/b', '/a%2Fb?c=1', 'acme.test')
    """
    parts = urlsplit(url)
    path = parts.path or "/"
    query = parts.query
    port = parts.port or (443 if parts.scheme == "https" else 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": target or path + (f"?{query}" if query else ""),
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": remote,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers:
        _add_header(environ, name, value)
    environ.setdefault("HTTP_HOST", parts.netloc.rpartition("@")[2])
    if body:
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key not in _UNPREFIXED:
        key = f"HTTP_{key}"
    environ[key] = f"{environ[key]},{value}" if key in environ and key not in _UNPREFIXED else value


def closing(answer: Iterable[bytes]) -> Iterator[bytes]:
    """Return the parts of an application's answer and close it afterwards (PEP 3333).

    >>> list(closing([b"a", b"b"]))
    [b'a', b'b']
    """
    try:
        yield from answer
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()
