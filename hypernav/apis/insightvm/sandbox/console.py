"""The simulated console as an application: authentication, the error envelope, and the headers of every answer."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, cached_property
from typing import Any

import orjson
from werkzeug.wrappers import Request, Response

from hypernav.apis.insightvm.sandbox.call import segmented
from hypernav.apis.insightvm.sandbox.criteria.evaluation import evaluate
from hypernav.apis.insightvm.sandbox.data.records import User
from hypernav.apis.insightvm.sandbox.data.world import World
from hypernav.sandbox.app import Handler, Refusal, Reply, Routes, Sandbox, absolute
from hypernav.sandbox.clock import SandboxClock
from hypernav.sandbox.operations import Operations

MEDIA_TYPE = "application/json;charset=UTF-8"
_HEADERS = {
    "Cache-Control": "no-store, must-revalidate",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-UA-Compatible": "IE=edge,chrome=1",
    "X-XSS-Protection": "1; mode=block",
}
_NO_HEADERS: Mapping[str, str] = {}
_WORTH_COMPRESSING = 2048
_USER = "hypernav.insightvm.user"


class Console(Sandbox):
    """Simulate an InsightVM security console. Sends nothing."""

    def __init__(self, routes: Routes, clock: SandboxClock | None = None) -> None:
        """Build the console; its data is made when somebody asks for it."""
        super().__init__(
            name="insightvm",
            title="InsightVM",
            origin="https://insightvm.test",
            routes=routes,
            credentials={"user": "analyst", "password": "demo"},
            clock=clock,
            operations=Operations.shipped("hypernav.apis.insightvm"),
        )

        self._here = ""

    @cached_property
    def world(self) -> World:
        """Return the state of the console."""
        return _first_world().fork()

    def moment(self) -> datetime:
        """Return the time by the console's clock."""
        return self.clock.moment()

    def json(self, value: Any, status: int = 200, headers: Mapping[str, str] = _NO_HEADERS) -> Reply:
        """Return an answer with any JSON value, a string or number too."""
        return Reply(pretty(value), status, headers, MEDIA_TYPE)

    def method(self, request: Request) -> str:
        """Return the method of a request, and keep its URL for the links of errors."""
        self._here = own_url(request)
        return request.method

    def authenticate(self, request: Request) -> None:
        """Check user, password and, for users that have one, the second factor.

        Raises:
            Refusal: 401, one is missing or wrong.
        """
        given = request.authorization
        if given is None or given.type != "basic":
            raise _unauthenticated("Full authentication is required to access this resource.")
        for user in self.world.users.values():
            if user.login == given.username and user.password and user.password == given.password:
                self._admit(request, user)
                return
        raise _unauthenticated("The user name or password is not correct.")

    def _admit(self, request: Request, user: User) -> None:
        if not user.enabled or user.locked:
            raise _unauthenticated("The account is disabled or locked.")
        if user.second_factor and request.headers.get("Token", "").strip() != user.second_factor:
            raise _unauthenticated("A valid token is required for two-factor authentication.")
        request.environ[_USER] = user

    def user_of(self, request: Request) -> User:
        """Return who sent a request that has been authenticated."""
        user: User = request.environ[_USER]
        return user

    def before(self, request: Request, handler: Handler) -> None:
        """Refuse bodies that are said not to be JSON.

        Raises:
            Refusal: 415, the body has another media type.
        """
        given = request.mimetype
        if request.method in {"POST", "PUT"} and request.get_data(cache=True) and given not in {"", "application/json"}:
            raise Refusal(415, f"The media type '{given}' is not supported.")

    def error(self, refusal: Refusal) -> Reply:
        """Return a refusal in the vendor's envelope; its ``status`` is text, as in the vendor's description."""
        links = [{"href": self._here, "rel": "self"}] if self._here else []
        body = {"links": links, "message": refusal.message, "status": str(refusal.status)}
        return Reply(pretty(body), refusal.status, refusal.headers, MEDIA_TYPE)

    def unrouted(self, request: Request, allowed: Iterable[str]) -> Refusal:
        """Return the refusal of an unknown path, or of a method that a path does not take."""
        methods = _ordered(allowed)
        if methods:
            message = f"Request method '{request.method}' is not supported: use {methods}."
            return Refusal(405, message, headers={"Allow": methods})
        return Refusal(404, "The resource does not exist or access is prohibited.")

    def options(self, request: Request, allowed: Iterable[str]) -> Reply:
        """Answer OPTIONS with the methods that a resource takes."""
        self.authenticate(request)
        return Reply(None, 200, {"Allow": _ordered(allowed)})

    def finish(self, request: Request, response: Response) -> None:
        """Make answers pretty, add the vendor's headers, and compress where the client takes it."""
        self._here = ""
        response.headers.extend(_HEADERS)
        size = response.calculate_content_length() or 0
        if (
            size > _WORTH_COMPRESSING
            and request.accept_encodings.quality("gzip")
            and response.mimetype == "application/json"
        ):
            # A fixed time in the header keeps equal answers equal byte for byte.
            response.set_data(gzip.compress(response.get_data(), compresslevel=1, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Vary"] = "Accept-Encoding"


@cache
def _first_world() -> World:
    return World(evaluate)


def pretty(value: Any) -> bytes:
    """Return a value as indented JSON: this API's answers are always meant to be read.

    >>> print(pretty({"a": 1}).decode())
    {
      "a": 1
    }
    """
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def own_url(request: Request) -> str:
    """Return the URL of a request without its query."""
    return absolute(request, segmented(request.path))


def _unauthenticated(message: str) -> Refusal:
    return Refusal(401, message, headers={"WWW-Authenticate": 'Basic realm="Security Console", charset="UTF-8"'})


def _ordered(methods: Iterable[str]) -> str:
    order = ("OPTIONS", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
    return ", ".join(method for method in order if method in set(methods))
