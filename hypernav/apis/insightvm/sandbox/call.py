"""One request to the simulated console, as its handlers see it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, Protocol

from werkzeug.wrappers import Request

from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.records import Site, User
from hypernav.apis.insightvm.sandbox.data.world import World
from hypernav.sandbox import call
from hypernav.sandbox.app import Refusal, Reply, absolute, segment
from hypernav.sandbox.problems import Forbidden, Missing
from hypernav.sandbox.schema import Doing, Schema

Json = dict[str, Any]
ADMINISTRATORS = ("global-admin",)
_segment = lru_cache(maxsize=8192)(segment)
"""A page of 500 assets has some 15,000 links, made of few different segments."""


class Answering(call.Simulation, Protocol):
    """What a call asks of the console that it was sent to."""

    @property
    def world(self) -> World:
        """Return the state of the console."""


class Call(call.Call):
    """A request with the console it was sent to and the user who sent it."""

    api: Answering

    @property
    def world(self) -> World:
        """Return the state of the console."""
        return self.api.world

    @property
    def user(self) -> User:
        """Return who asks."""
        user: User = self.principal
        return user

    @cached_property
    def _base(self) -> str:
        return absolute(self.request, self.api.prefix)

    def url(self, *segments: object) -> str:
        """Return the absolute URL of a resource, by the segments of its path below the API's root."""
        return "/".join((self._base, *map(_segment, segments)))

    def link(self, rel: str, *parts: object, **attributes: Any) -> Json:
        """Return a link to a resource."""
        return {"href": self.url(*parts), **attributes, "rel": rel}

    @property
    def own_link(self) -> Json:
        """Return the link to what was asked for."""
        query = self.request.query_string.decode("latin-1")
        path = own_url(self.request)
        return {"href": f"{path}?{query}" if query else path, "rel": "self"}

    def cleaned(self, schema: Schema, doing: Doing = "create") -> Json:
        """Return the members of the body; what is needed must not be null or empty.

        Raises:
            Invalid: The body is not what the schema says.
        """
        needed = {name for name, each in schema.properties.items() if each.required}
        given = {name: each for name, each in self.body().items() if name not in needed or each not in (None, "")}
        return schema.clean(given, doing)

    def known(self, things: Container[Any], title: str) -> list[int]:
        """Return the ids in the body, an array, of things that there are.

        Raises:
            Refusal: 400, one is no whole number.
            Missing: Nothing has one of them.
        """
        ids: list[Any] = self.body(list)
        if not all(isinstance(each, int) and not isinstance(each, bool) for each in ids):
            raise Refusal(400, "The request body must be an array of integers.")
        for each in ids:
            if each not in things:
                raise Missing(title, each)
        return ids

    def named(self, things: Mapping[Any, Any], title: str, variable: str = "id") -> Any:
        """Return the thing that a variable of the path names.

        Raises:
            Missing: There is none.
        """
        found = things.get(self.values[variable])
        if found is None:
            raise Missing(title, self.values[variable])
        return found

    def require(self, *roles: str) -> None:
        """Hide what only users of some roles may see.

        Raises:
            Forbidden: The user has none of them.
        """
        if roles and self.user.role not in roles:
            raise Forbidden("The resource does not exist.")

    def sees_site(self, site: int) -> bool:
        """Return whether the user may see a site."""
        return self.user.sites is None or site in self.user.sites

    def sees_asset(self, asset: int) -> bool:
        """Return whether the user may see an asset."""
        return self.user.sites is None or any(map(self.sees_site, self.world.sites_of(asset)))

    def site(self, identifier: int | None = None) -> Site:
        """Return a site: the one that the path names, unless given.

        Raises:
            Missing: There is none, or the user may not know that there is one.
        """
        key: int = self.values["id"] if identifier is None else identifier
        site = self.world.sites.get(key)
        if site is None or not self.sees_site(key):
            raise Missing("site", key)
        return site

    def asset(self, identifier: int | None = None) -> Asset:
        """Return an asset: the one that the path names, unless given.

        Raises:
            Missing: There is none, or the user may not know that there is one.
        """
        key: int = self.values["id"] if identifier is None else identifier
        asset = self.world.assets.get(key)
        if asset is None or not self.sees_asset(key):
            raise Missing("asset", key)
        return asset

    def visible(self, assets: Iterable[int]) -> list[int]:
        """Return those of some assets that the user may see, in order of their ids."""
        return [asset for asset in sorted(assets) if self.sees_asset(asset)]

    def created(self, identifier: Any, *parts: object, status: int = 201) -> Reply:
        """Return the answer to a creation: the id, and links to what was made."""
        target = self.url(*parts)
        body = {"id": identifier, "links": [self.own_link, {"href": target, "rel": _title(parts)}]}
        return Reply(body, status, {"Location": target})

    def done(self, *links: Json) -> Json:
        """Return the answer to a change: links only."""
        return {"links": [self.own_link, *links]}


def own_url(request: Request) -> str:
    """Return the URL of a request without its query, percent-encoded again, slashes kept."""
    return absolute(request, "/".join(map(segment, request.path.split("/"))))


def _title(parts: tuple[object, ...]) -> str:
    kind = str(parts[-2])
    return "Report Instance" if kind == "history" else kind.removesuffix("s").replace("_", " ").title()
