"""Servers for tests: a WSGI application that remembers every request, on a loopback port."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from werkzeug.wrappers import Request, Response

import hypernav.navigator as navigator_module
from hypernav.navigator import Navigator
from hypernav.sandbox.server import Server


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Answer:
    """An answer that is more than JSON with status 200: ``body`` is text, bytes or JSON."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    type: str = "application/json"


class Site:
    """A WSGI application made of a table: path, with its query if it has one, to what is answered there.

    A value is JSON, an ``Answer``, a function of the request, or a tuple of these for one request after the other
    (the last one stays). ``{here}`` in a text stands for the origin of the server.
    """

    def __init__(self, places: Mapping[str, Any], otherwise: Callable[[Request], Any] | None = None) -> None:
        self.places = dict(places)
        self.otherwise = otherwise
        self.asked: list[Asked] = []
        self._visits: dict[str, int] = {}

    @property
    def count(self) -> int:
        """The number of requests so far."""
        return len(self.asked)

    @property
    def requests(self) -> list[str]:
        """The requests so far, as ``GET /path?query``."""
        return [str(asked) for asked in self.asked]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        target = environ["REQUEST_URI"]
        self.asked.append(Asked(request.method, target, dict(request.headers), request.get_data()))
        found = self._found(request, target)
        return self._response(found, request)(environ, start_response)

    def _found(self, request: Request, target: str) -> Any:
        path = target.partition("?")[0]
        for key in (f"{request.method} {target}", target, f"{request.method} {path}", path):
            if key in self.places:
                return self._next(key, request)
        if self.otherwise is not None:
            return self.otherwise(request)
        return Answer({"message": f"nothing at {path}"}, 404)

    def _next(self, key: str, request: Request) -> Any:
        found = self.places[key]
        if isinstance(found, tuple):
            visit = self._visits.get(key, 0)
            self._visits[key] = visit + 1
            found = found[min(visit, len(found) - 1)]
        return found(request) if callable(found) else found

    @staticmethod
    def _response(found: Any, request: Request) -> Response:
        answer = found if isinstance(found, Answer) else Answer(found)
        body = answer.body
        if not isinstance(body, bytes | str):
            body = "" if body is None else json.dumps(body)
        if isinstance(body, str):
            body = body.replace("{here}", request.host_url.rstrip("/"))
        headers = {
            name: value.replace("{here}", request.host_url.rstrip("/")) for name, value in answer.headers.items()
        }
        return Response(body, answer.status, headers, content_type=answer.type)


@contextmanager
def visiting(site: Site, path: str = "", **settings: Any) -> Iterator[Navigator]:
    """Serve a site on loopback and connect to it, as anybody would; hang up afterwards."""
    with Server(site) as server, navigator_module.connect(server.url + path, **settings) as nav:
        yield nav
