"""The simulated console: what it serves, who may ask, and the envelope and headers of every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import Any

import orjson
from werkzeug.wrappers import Request, Response

from hypernav.apis.insightvm.sandbox.call import Call, own_url
from hypernav.apis.insightvm.sandbox.collections import page
from hypernav.apis.insightvm.sandbox.criteria.evaluation import evaluate
from hypernav.apis.insightvm.sandbox.data.records import User
from hypernav.apis.insightvm.sandbox.data.world import World
from hypernav.apis.insightvm.sandbox.routes import (
    assets,
    engines,
    exceptions,
    findings,
    groups,
    inventory,
    reports,
    root,
    scans,
    site_parts,
    sites,
    tags,
    users,
    vulnerabilities,
)
from hypernav.sandbox.api import Api
from hypernav.sandbox.app import Handler, Refusal, Reply, Routes
from hypernav.sandbox.clock import SandboxClock
from hypernav.sandbox.gate import Basic, Principal, admit
from hypernav.sandbox.pages import Batch
from hypernav.sandbox.problems import Forbidden, Invalid, Missing, Unknown, Wrong

MEDIA_TYPE = "application/json;charset=UTF-8"
_HEADERS = {
    "Cache-Control": "no-store, must-revalidate",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-UA-Compatible": "IE=edge,chrome=1",
    "X-XSS-Protection": "1; mode=block",
}
_CHALLENGE = 'Basic realm="Security Console", charset="UTF-8"'
# What is declared, and what is written out.
_DECLARED: tuple[Any, ...] = (assets, findings, vulnerabilities, inventory, sites, site_parts, scans, tags, groups)
_DECLARED += (reports, exceptions, engines, users)
_WRITTEN: tuple[Any, ...] = (root, assets, findings, inventory, site_parts, scans, tags, groups, reports, exceptions)


def _written() -> Routes:
    routes = Routes("call")
    for module in _WRITTEN:
        routes.include(module.ROUTES)
    return routes


class Console(Api):
    """Simulate an InsightVM security console."""

    name, title, origin, prefix = "insightvm", "InsightVM", "https://insightvm.test", "/api/3"
    access = Basic(Principal("analyst", "demo"))
    entities = tuple(entity for module in _DECLARED for entity in module.ENTITIES)
    more = _written()
    package = "hypernav.apis.insightvm"
    calls = Call
    compressed_from = 2049
    _here = ""

    @cached_property
    def world(self) -> World:
        """Return the state of the console, made when somebody asks for it."""
        return _first_world().fork()

    def many(self, call: Any, entity: Any, batch: Batch, rows: list[Any]) -> Any:
        """Return one page of a list."""
        return page(call, batch, rows)

    def method(self, request: Request) -> str:
        """Return the method of a request, and keep its URL for the links of errors."""
        self._here = own_url(request)
        return request.method

    def authenticate(self, request: Request) -> None:
        """Check user, password and, for users that have one, the second factor.

        Raises:
            Refusal: 401, one is missing or wrong.
        """
        try:
            admit(request, self._user_of(request))
        except Unknown as wrong:
            raise self.refuse(wrong) from wrong

    def _user_of(self, request: Request) -> User:
        given = request.authorization
        if given is None or given.type != "basic":
            raise Unknown("Full authentication is required to access this resource.", _CHALLENGE)
        for user in self.world.users.values():
            if user.login == given.username and user.password and user.password == given.password:
                if not user.enabled or user.locked:
                    raise Unknown("The account is disabled or locked.", _CHALLENGE)
                if user.second_factor and request.headers.get("Token", "").strip() != user.second_factor:
                    raise Unknown("A valid token is required for two-factor authentication.", _CHALLENGE)
                return user
        raise Unknown("The user name or password is not correct.", _CHALLENGE)

    def before(self, request: Request, handler: Handler) -> None:
        """Refuse bodies that are said not to be JSON.

        Raises:
            Refusal: 415, the body has another media type.
        """
        given = request.mimetype
        if request.method in {"POST", "PUT"} and request.get_data(cache=True) and given not in {"", "application/json"}:
            raise Refusal(415, f"The media type '{given}' is not supported.")

    def invoke(self, handler: Handler, request: Request, values: Mapping[str, Any]) -> Any:
        """Call a handler, and make its answer pretty."""
        answer = super().invoke(handler, request, values)
        reply = answer if isinstance(answer, Reply) else Reply(answer)
        if isinstance(reply.body, bytes):
            return reply
        return replace(reply, body=pretty(reply.body), media_type=MEDIA_TYPE)

    def refuse(self, wrong: Wrong) -> Refusal:
        """Return the refusal of a request that cannot be done, in the console's words: of its first mistake only."""
        if isinstance(wrong, Missing):
            return Refusal(404, f"The {wrong.title} with identifier '{wrong.key}' does not exist.")
        if isinstance(wrong, Forbidden):
            return Refusal(404, str(wrong))
        if not isinstance(wrong, Invalid):
            return super().refuse(wrong)
        problem = min(wrong.problems, key=lambda each: each.kind != "required")
        if problem.kind == "beyond":
            return Refusal(404, f"The page {problem.given} {problem.what}.")
        if not problem.name:
            what = problem.what.removeprefix("The ").replace("is not JSON", "could not be read", 1)
            return Refusal(400, f"The request {what}.")
        kind = "parameter" if wrong.where == "parameter" else "property"
        return Refusal(400, f"The {kind} '{problem.name}' {problem.what}.")

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
        """Add the vendor's headers, and compress where the client takes it."""
        self._here = ""
        response.headers.extend(_HEADERS)
        super().finish(request, response)


def create(*, clock: SandboxClock | None = None) -> Console:
    """Return a fresh simulated console; what is done to one is not seen in another.

    >>> console = create()
    >>> console.origin, len(console.world.assets)
    ('https://insightvm.test', 2400)
    """
    return Console(clock)


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


def _ordered(methods: Iterable[str]) -> str:
    order = ("OPTIONS", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
    return ", ".join(method for method in order if method in set(methods))
