"""One request to the simulated console, as its handlers see it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, TypeVar

from werkzeug.wrappers import Request

from hypernav.apis.insightvm.sandbox.data.asset import Asset
from hypernav.apis.insightvm.sandbox.data.records import Site, User
from hypernav.apis.insightvm.sandbox.data.world import World
from hypernav.sandbox import call
from hypernav.sandbox.app import Refusal, Reply, absolute, segment
from hypernav.sandbox.problems import Forbidden, Missing
from hypernav.sandbox.schema import Doing, Schema

Json = dict[str, Any]
Thing = TypeVar("Thing")
ADMINISTRATORS = ("global-admin",)


class Call(call.Call):
    """A request with the console it was sent to and the user who sent it."""

    api: Any

    @property
    def world(self) -> World:
        """Return the state of the console."""
        world: World = self.api.world
        return world

    @property
    def user(self) -> User:
        """Return who asks."""
        user: User = self.principal
        return user

    def link(self, rel: str, *parts: object, **attributes: Any) -> Json:
        """Return a link to a resource."""
        return {"href": self.url(*parts), **attributes, "rel": rel}

    def links(self, *parts: object, to: Iterable[str] = (), of: str = "") -> list[Json]:
        """Return the links to a thing and to some of what belongs to it.

        Arguments:
            parts: The segments of the thing's path.
            to: What belongs to it, in words that are its segments too.
            of: The word before these in the names of the links.
        """
        rest = [self.link(of + name, *parts, name.lower().replace(" ", "_")) for name in to]
        return [self.link("self", *parts), *rest]

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

    def named(
        self,
        things: Mapping[Any, Thing],
        title: str,
        variable: str = "id",
        sees: Callable[[Thing], bool] = lambda thing: True,
    ) -> Thing:
        """Return the thing that a variable of the path names.

        Raises:
            Missing: There is none, or the user may not know that there is one.
        """
        found = things.get(self.values[variable])
        if found is None or not sees(found):
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

    def sees_group(self, group: int) -> bool:
        """Return whether the user may see an asset group."""
        return self.user.groups is None or group in self.user.groups

    def site(self) -> Site:
        """Return the site that the path names.

        Raises:
            Missing: There is none, or the user may not know that there is one.
        """
        return self.named(self.world.sites, "site", sees=lambda site: self.sees_site(site.id))

    def asset(self, variable: str = "id") -> Asset:
        """Return the asset that a variable of the path names.

        Raises:
            Missing: There is none, or the user may not know that there is one.
        """
        return self.named(self.world.assets, "asset", variable, lambda asset: self.sees_asset(asset.id))

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
