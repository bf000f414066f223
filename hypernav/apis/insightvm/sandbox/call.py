"""One request to the simulated console, as its handlers see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from werkzeug.wrappers import Request

from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.records import Site, User
from hypernav.apis.insightvm.sandbox.data.world import World
from hypernav.sandbox.app import Refusal, Reply, Sandbox, absolute, segment
from hypernav.sandbox.bodies import decode_json

Json = dict[str, Any]
Handler = Callable[..., Any]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
ROOT = "/api/3"
_segment = lru_cache(maxsize=8192)(segment)
"""A page of 500 assets has some 15,000 links, made of few different segments."""


class Answering(Protocol):
    """What a call asks of the console that it was sent to."""

    @property
    def world(self) -> World:
        """Return the state of the console."""

    def moment(self) -> datetime:
        """Return the time by the console's clock."""

    def json(self, value: Any, status: int = 200) -> Reply:
        """Return an answer with any JSON value."""


class Call:
    """A request with the console it was sent to and the user who sent it."""

    def __init__(self, console: Answering, request: Request, user: User) -> None:
        """Keep the parts."""
        self.console = console
        self.request = request
        self.user = user
        self._base = absolute(request, ROOT)

    @property
    def world(self) -> World:
        """Return the state of the console."""
        return self.console.world

    def url(self, *parts: object) -> str:
        """Return the absolute URL of a resource, by the segments below ``/api/3``."""
        return "/".join((self._base, *map(_segment, parts)))

    def link(self, rel: str, *parts: object, **attributes: Any) -> Json:
        """Return a link to a resource."""
        return {"href": self.url(*parts), **attributes, "rel": rel}

    @property
    def here(self) -> Json:
        """Return the link to what was asked for."""
        query = self.request.query_string.decode("latin-1")
        path = absolute(self.request, segmented(self.request.path))
        return {"href": f"{path}?{query}" if query else path, "rel": "self"}

    def body(self, kind: type | tuple[type, ...] = dict) -> Any:
        """Return the JSON value of the body.

        Raises:
            Refusal: 400, it is not JSON or not of the kind that is needed.
        """
        try:
            value = decode_json(self.request)
        except ValueError as error:
            raise Refusal(400, f"The request body could not be read: {error}.") from error
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            raise Refusal(400, f"The request body must be {_words(kind)}.")
        return value

    def flag(self, name: str) -> bool | None:
        """Return a query parameter that is true or false, None where it is absent."""
        value = self.request.args.get(name)
        return None if value is None else value.casefold() == "true"

    def sees_site(self, site: int) -> bool:
        """Return whether the user may see a site."""
        return self.user.sites is None or site in self.user.sites

    def sees_asset(self, asset: int) -> bool:
        """Return whether the user may see an asset."""
        return self.user.sites is None or any(map(self.sees_site, self.world.sites_of(asset)))

    def site(self, identifier: int) -> Site:
        """Return a site.

        Raises:
            Refusal: 404, there is none, or the user may not know that there is one.
        """
        site = self.world.sites.get(identifier)
        if site is None or not self.sees_site(identifier):
            raise not_found("site", identifier)
        return site

    def asset(self, identifier: int) -> Asset:
        """Return an asset.

        Raises:
            Refusal: 404, there is none, or the user may not know that there is one.
        """
        asset = self.world.assets.get(identifier)
        if asset is None or not self.sees_asset(identifier):
            raise not_found("asset", identifier)
        return asset

    def visible(self, assets: Iterable[int]) -> list[int]:
        """Return those of some assets that the user may see, in order of their ids."""
        return (
            sorted(assets) if self.user.sites is None else [asset for asset in sorted(assets) if self.sees_asset(asset)]
        )

    def require_superuser(self) -> None:
        """Hide what only administrators may see.

        Raises:
            Refusal: 404, the user is none.
        """
        if self.user.role != "global-admin":
            raise Refusal(404, "The resource does not exist.")

    def created(self, identifier: Any, *parts: object, status: int = 201) -> Reply:
        """Return the answer to a creation: the id, and links to what was made."""
        target = self.link("self", *parts)
        own = self.here
        body = {"id": identifier, "links": [own, {"href": target["href"], "rel": _title(parts)}]}
        return Reply(body, status, {"Location": target["href"]})

    def done(self, *links: Json) -> Json:
        """Return the answer to a change: links only."""
        return {"links": [self.here, *links]}


def endpoint(add: Callable[[Handler], Handler]) -> Callable[[Endpoint], Endpoint]:
    """Return a decorator that enters a handler taking a ``Call`` into a table of routes."""

    def enter(handler: Endpoint) -> Endpoint:
        def answer(sandbox: Sandbox, request: Request, **values: Any) -> Any:
            console: Any = sandbox
            reply = handler(Call(console, request, console.user_of(request)), **values)
            if not isinstance(reply, Reply):
                return console.json(reply)
            return reply if isinstance(reply.body, bytes) else console.json(reply.body, reply.status, reply.headers)

        add(answer)
        return handler

    return enter


def entry(entries: Mapping[Any, Any], identifier: Any, what: str) -> Any:
    """Return an entry of a table.

    Raises:
        Refusal: 404, there is none.
    """
    found = entries.get(identifier)
    if found is None:
        raise not_found(what, identifier)
    return found


def not_found(what: str, identifier: object) -> Refusal:
    """Return the refusal of an id that nothing has."""
    return Refusal(404, f"The {what} with identifier '{identifier}' does not exist.")


def required(body: Mapping[str, Any], *names: str) -> None:
    """Check that members are there.

    Raises:
        Refusal: 400, one is missing or empty.
    """
    missing = [name for name in names if body.get(name) in (None, "")]
    if missing:
        raise Refusal(400, f"The property '{missing[0]}' is required.")


def whole_numbers(values: Iterable[Any]) -> list[int]:
    """Return the whole numbers of an array body.

    Raises:
        Refusal: 400, one is something else.
    """
    numbers = list(values)
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise Refusal(400, "The request body must be an array of integers.")
    return numbers


def segmented(path: str) -> str:
    """Return a decoded path percent-encoded again, slashes kept.

    >>> segmented("/api/3/tags/a b")
    '/api/3/tags/a%20b'
    """
    return "/".join(segment(part) for part in path.split("/"))


def _words(kind: type | tuple[type, ...]) -> str:
    names = {dict: "an object", list: "an array", str: "a string", int: "an integer"}
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return " or ".join(names.get(each, each.__name__) for each in kinds)


_TITLES = {"vulnerability_exceptions": "Vulnerability Exception", "history": "Report Instance"}


def _title(parts: tuple[object, ...]) -> str:
    kind = str(parts[-2]) if len(parts) > 1 else "Resource"
    return _TITLES.get(kind) or kind.removesuffix("s").replace("_", " ").title()
