"""The application of a simulated server: routing, authentication, errors, faults; WSGI (PEP 3333), JSON only."""

from __future__ import annotations

import inspect
import re
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule
from werkzeug.wrappers import Request, Response

from hypernav.sandbox.bodies import JSON, encode_json
from hypernav.sandbox.clock import SandboxClock
from hypernav.sandbox.faults import ConnectionDropped, Fault, Faults
from hypernav.sandbox.operations import Operations

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Handler = Callable[..., Any]
# A page of a list may have thousands of links, made of few different segments.
_quoted = lru_cache(maxsize=8192)(partial(quote, safe=""))
_VARIABLE = re.compile(r"<(?:[^<>]*:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold an answer that is more than a JSON value with status 200.

    ``body`` is a JSON value, ``bytes`` sent as they are, or None for no body at all.

    >>> Reply({"id": 7}, status=201).status
    201
    """

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON


class Refusal(Exception):
    """An error answer, raised anywhere while a request is handled; ``Sandbox.error`` gives it the API's envelope."""

    def __init__(
        self,
        status: int,
        message: str = "",
        *,
        code: str = "",
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        """Keep the parts of the error; ``members`` are for envelopes that hold more."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.headers = dict(headers or {})
        self.members = members


class Routes:
    """Collect the handlers of an API, one decorator a method and path. Sends nothing.

    Paths use Werkzeug's syntax (``/things/<thing>``, ``<int:thing>``). A handler is called with the sandbox, the
    request and the path's values, and returns a JSON value, a ``Reply`` or None (204).

    Arguments:
        given: What handlers are called with before the path's values.

    >>> routes = Routes()
    >>> @routes.get("/things/<thing>")
    ... def get_thing(sandbox, request, thing):
    ...     return {"id": thing}
    >>> [rule.rule for rule in routes.rules()]
    ['/things/<thing>']
    """

    def __init__(self, *given: str) -> None:
        """Start with an empty table."""
        self.given = given or ("sandbox", "request")
        self._table: dict[tuple[str, str], tuple[str, Handler]] = {}
        self._map: Map | None = None

    def add(self, method: str, path: str) -> Callable[[Handler], Handler]:
        """Return a decorator that enters a handler into the table.

        Raises:
            TypeError: By the decorator: the handler does not take the path's values.
            ValueError: By the decorator: method and path have a handler already.
        """

        def enter(handler: Handler) -> Handler:
            names = _VARIABLE.findall(path)
            try:
                inspect.signature(handler).bind(*self.given, **dict.fromkeys(names))
            except TypeError as error:
                wanted = ", ".join((*self.given, *names))
                message = f"The handler {handler.__name__} of {method} {path} must take ({wanted}): {error}."
                raise TypeError(message) from error
            self._enter(method, path, handler)
            return handler

        return enter

    def _enter(self, method: str, path: str, handler: Handler) -> None:
        # What a variable is called makes no difference to what the path matches.
        key = method, _VARIABLE.sub(lambda found: found[0].removesuffix(f"{found[1]}>"), path)
        if key in self._table:
            message = (
                f"{method} {path} is answered by {self._table[key][1].__name__} already, not by {handler.__name__}."
            )
            raise ValueError(message)
        self._table[key] = path, handler
        self._map = None

    def get(self, path: str) -> Callable[[Handler], Handler]:
        """Enter a handler of GET (and so of HEAD)."""
        return self.add("GET", path)

    def post(self, path: str) -> Callable[[Handler], Handler]:
        """Enter a handler of POST."""
        return self.add("POST", path)

    def put(self, path: str) -> Callable[[Handler], Handler]:
        """Enter a handler of PUT."""
        return self.add("PUT", path)

    def patch(self, path: str) -> Callable[[Handler], Handler]:
        """Enter a handler of PATCH."""
        return self.add("PATCH", path)

    def delete(self, path: str) -> Callable[[Handler], Handler]:
        """Enter a handler of DELETE."""
        return self.add("DELETE", path)

    def include(self, other: Routes) -> None:
        """Enter all handlers of another table.

        Raises:
            TypeError: The other table's handlers are called with something else.
            ValueError: A method and path have a handler already.
        """
        if other.given != self.given:
            raise TypeError(f"Handlers that take {other.given} cannot be called with {self.given}.")
        for entry in other.entries():
            self._enter(*entry)

    def entries(self) -> list[tuple[str, str, Handler]]:
        """Return method, path and handler of each route, in the order of the table."""
        return [(method, path, handler) for (method, _), (path, handler) in self._table.items()]

    def rules(self) -> list[Rule]:
        """Return fresh routing rules, in the order of the table."""
        return [Rule(path, methods=[method], endpoint=handler) for method, path, handler in self.entries()]

    def map(self) -> Map:
        """Return the routing map, compiled once for all sandboxes that use this table."""
        if self._map is None:
            self._map = Map(self.rules(), strict_slashes=False, merge_slashes=False, redirect_defaults=False)
        return self._map


def routing_path(target: str) -> str:
    """Return the path of a request target for routing: decoded but for ``%2F`` and ``%25``.

    An encoded slash belongs to its segment until the path has been split.

    >>> routing_path("/groups/a%2Fb/na%6De?x=1")
    '/groups/a%2Fb/name'
    """
    path = target.split("?", 1)[0]
    if not path.startswith("/"):
        path = urlsplit(path).path or "/"
    return "/".join(unquote(segment).replace("%", "%25").replace("/", "%2F") for segment in path.split("/"))


class Sandbox:
    """Simulate the server of an API as a WSGI application. Sends nothing.

    Subclasses override ``authenticate``, ``error``, ``before`` and ``finish``; each does nothing special here.
    One request is handled at a time, so handlers may change ``self`` freely. What a handler does wrong is answered with
    500, and told on stderr.

    Arguments:
        name: Name of the API, as ``connect`` takes it.
        title: Name of the API for people.
        origin: Where the sandbox pretends to be, such as ``https://acme.test``.
        routes: The handlers.
        credentials: What a client must present: ``{"token": …}`` or ``{"user": …, "password": …}``.
        clock: The clock; a standing one unless given.
        operations: What the API has; those of them that no route serves are answered with 501.
    """

    def __init__(
        self,
        *,
        name: str,
        title: str,
        origin: str,
        routes: Routes,
        credentials: Mapping[str, str],
        clock: SandboxClock | None = None,
        operations: Operations | None = None,
    ) -> None:
        """Build the routing table."""
        self.name = name
        self.title = title
        self.origin = origin
        self.credentials = dict(credentials)
        self.clock = clock or SandboxClock()
        self.faults = Faults()
        self.lock = threading.RLock()
        self.map = routes.map()
        self.unserved = (operations or Operations()).unserved(routes.entries())

    def authenticate(self, request: Request) -> None:
        """Check the credentials of a request.

        Raises:
            Refusal: They are missing or wrong.
        """

    def before(self, request: Request, handler: Handler) -> None:
        """Do what must happen between authentication and the handler.

        Raises:
            Refusal: The request is not to be handled.
        """

    def error(self, refusal: Refusal) -> Reply:
        """Return a refusal in the API's envelope."""
        body = {"code": refusal.code, "message": refusal.message, **refusal.members}
        return Reply(body, refusal.status, refusal.headers)

    def finish(self, request: Request, response: Response) -> None:
        """Add what every answer carries, such as rate limit headers."""

    def method(self, request: Request) -> str:
        """Return the method to route by; APIs that tunnel methods look at their header here."""
        return request.method

    def unrouted(self, request: Request, allowed: Iterable[str]) -> Refusal:
        """Return the refusal of a path that is unknown, or (``allowed`` given) known with other methods."""
        methods = ", ".join(sorted(allowed))
        if methods:
            return Refusal(405, "Method not allowed", code="method_not_allowed", headers={"Allow": methods})
        return Refusal(404, "Not found", code="not_found")

    def invoke(self, handler: Handler, request: Request, values: Mapping[str, Any]) -> Any:
        """Call a handler with what its table of routes says, and return its answer."""
        return handler(self, request, **values)

    def options(self, request: Request, allowed: Iterable[str]) -> Reply:
        """Answer OPTIONS."""
        return Reply(None, 200, {"Allow": ", ".join(sorted(allowed))})

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333).

        Raises:
            ConnectionDropped: A fault says to hang up.
        """
        request = Request(environ)
        fault = self.faults.take(request.method, routing_path(_target(environ)))
        if fault is not None and fault.delay:
            self.clock.sleep(fault.delay)
        if fault is not None and fault.drop == "before":
            raise ConnectionDropped("The server hung up.")
        response = self._respond(request, fault)
        if fault is not None and fault.drop == "after":
            raise ConnectionDropped("The server hung up.")
        answer = response(environ, start_response)
        return _truncated(answer, fault.truncate) if fault is not None and fault.truncate is not None else answer

    def _respond(self, request: Request, fault: Fault | None) -> Response:
        with self.lock:
            try:
                response = self._complete(request, self._reply(request, fault))
            except Exception as error:  # noqa: BLE001  # whatever a handler does wrong, a client gets an answer
                response = self._confess(request, error)
        if fault is not None:
            response.headers.update(fault.headers)
            if fault.body is not None:
                response.set_data(fault.body)
        return response

    def _reply(self, request: Request, fault: Fault | None) -> Reply:
        try:
            if fault is not None and fault.status:
                raise Refusal(fault.status, fault.message or "Simulated fault", code="fault")
            return self._handle(request)
        except Refusal as refusal:
            return self.error(refusal)

    def _complete(self, request: Request, reply: Reply) -> Response:
        response = _response(reply)
        response.date = self.clock.moment()
        self.finish(request, response)
        return response

    def _confess(self, request: Request, mistake: Exception) -> Response:
        traceback.print_exception(mistake)
        where = f"{request.method} {request.path}"
        message = f"The sandbox failed at {where}, which is its own mistake: {type(mistake).__name__}: {mistake}"
        refusal = Refusal(500, message, code="internal_error")
        try:
            return self._complete(request, self.error(refusal))
        except Exception as another:  # noqa: BLE001  # the mistake may be in the envelope itself
            traceback.print_exception(another)
            return _response(Sandbox.error(self, refusal))

    def _handle(self, request: Request) -> Reply:
        path, method = routing_path(_target(request.environ)), self.method(request)
        adapter = self.map.bind("", url_scheme=request.scheme)
        if method == "OPTIONS":
            allowed = adapter.allowed_methods(path_info=path)
            if allowed:
                return self.options(request, {*allowed, "OPTIONS"})
        try:
            handler, values = adapter.match(path_info=path, method=method)
        except MethodNotAllowed as error:
            self.authenticate(request)
            raise self._unserved(request, path, {*(error.valid_methods or ()), "OPTIONS"}) from error
        except (NotFound, RequestRedirect) as error:
            self.authenticate(request)
            raise self._unserved(request, path, ()) from error
        self.authenticate(request)
        self.before(request, handler)
        return self._run(handler, request, values)

    def _unserved(self, request: Request, path: str, allowed: Iterable[str]) -> Refusal:
        operation = self.unserved.find(self.method(request), path)
        if operation is None:
            return self.unrouted(request, allowed)
        message = (
            f"{operation.method} {operation.path} is an operation of {self.title} that this sandbox does not simulate."
        )
        return Refusal(501, message, code="not_implemented")

    def _run(self, handler: Handler, request: Request, values: Mapping[str, Any]) -> Reply:
        decoded = {name: unquote(value) if isinstance(value, str) else value for name, value in values.items()}
        try:
            answer = self.invoke(handler, request, decoded)
        except HTTPException as error:
            raise Refusal(error.code or 400, error.description or "Bad request", code="invalid_request") from error
        if isinstance(answer, Reply):
            return answer
        return Reply(None, 204) if answer is None else Reply(answer)


def absolute(request: Request, path: str) -> str:
    """Return the absolute URL of a path on the host that the client used.

    >>> absolute(Request({"wsgi.url_scheme": "https", "HTTP_HOST": "acme.test"}), "/things/7")
    'https://acme.test/things/7'
    """
    return f"{request.scheme}://{request.host}{path}"


def segment(value: object) -> str:
    """Return a value as one path segment, percent-encoded.

    >>> segment("a/b c")
    'a%2Fb%20c'
    """
    return _quoted(str(value))


def _target(environ: Mapping[str, Any]) -> str:
    target = environ.get("REQUEST_URI") or environ.get("RAW_URI")
    return str(target) if target else quote(str(environ.get("PATH_INFO", "/")).encode("latin-1"))


def _response(reply: Reply) -> Response:
    if reply.body is None:
        response = Response(status=reply.status, headers=dict(reply.headers))
        del response.headers["Content-Type"]
        return response
    body = reply.body if isinstance(reply.body, bytes) else encode_json(reply.body)
    return Response(body, status=reply.status, headers=dict(reply.headers), content_type=reply.media_type)


def _truncated(answer: Iterable[bytes], length: int) -> Iterable[bytes]:
    left = length
    for part in answer:
        yield part[:left]
        left -= len(part)
        if left <= 0:
            return
