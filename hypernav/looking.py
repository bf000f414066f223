"""How a place is resolved and read: the only way from an address to a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hypernav import formats
from hypernav.address import At, Hop, at_link, at_target, split_variables
from hypernav.connection import Connection, Holding
from hypernav.documents.document import Document
from hypernav.documents.identity import ADDRESSES
from hypernav.documents.links import Link
from hypernav.errors import (
    AmbiguousRelation,
    HypernavError,
    NotACollection,
    RelationNotFound,
    TemplateError,
)
from hypernav.navigation.pages import Pages
from hypernav.navigation.relations import Target, ambiguous, going_to, listed, member_url
from hypernav.web.headers import Headers

if TYPE_CHECKING:
    from hypernav.resource import Resource


def known(place: Resource) -> Holding | None:
    """Return what was read at a place, or None. Sends nothing and never raises for a wrong hop."""
    if place._own is not None:
        return place._own
    try:
        at = _resolve(place, may_send=False)
    except HypernavError:
        return None
    return place._connection.known(at.url) if at is not None and at.url else None


def look(place: Resource) -> Holding:
    """Return what is at a place. **Sends** one GET for each hop that is not loaded yet."""
    if place._own is not None:
        return place._own
    at = _address(place)
    # Resolving may have found that the document came along with another one.
    return came_along(place) or place._connection.read(at.url, asked_by=at.asked_by)


def visit(place: Resource) -> Holding:
    """Look at a place that somebody asked to see; an answer that was kept is written in the ledger too.

    **Sends** one GET for each hop that is not loaded yet.
    """
    holding = known(place)
    if holding is None:
        return look(place)
    if place._own is None:
        client = place._connection.client
        client.ledger.record_cached("GET", client.redact.url(holding.document.url))
    return holding


def came_along(place: Resource) -> Holding | None:
    """Return the document that came along with another one, if this place has one. Sends nothing."""
    return place._own


def look_again(place: Resource) -> None:
    """Read a place anew. **Sends** exactly one GET once the hops before it are loaded."""
    url = url_of(place)
    place._connection.read_again(url, asked_by=_asked_by(place))
    place._address = At(url, _asked_by(place))
    place._own = None
    place._parent = None


def url_of(place: Resource) -> str:
    """Return the URL of a place. **Sends** only what resolving its hops needs."""
    at = place._address if isinstance(place._address, At) else _address(place)
    if at.url:
        return at.url
    own = place._own.document if place._own else None
    if own is not None and own.self_url:
        return own.self_url
    document = own or place._parent
    raise RelationNotFound(
        f"{'This member' if place._parent else 'This place'} has no address of its own.",
        where=f"a part of GET {place._connection.client.redact.url(document.url)}" if document else "",
        to_go_there=_pointing(document.data) if document else "",
        next="refresh the place that it came with",
    )


def _pointing(data: Any) -> str:
    """Return what to type where a part of plain data says in a field where it is. Sends nothing."""
    fields = (data.get(name) for name in ADDRESSES) if isinstance(data, dict) else ()
    return next(filter(None, map(going_to, fields)), "")


def near(place: Resource, name: str) -> Resource | None:
    """Return the place that a relation of a loaded place led to when it was named before. Sends nothing."""
    holding = known(place)
    return holding.near.get(name) if holding is not None and holding.near is not None else None


def hop(place: Resource, step: Hop) -> Resource:
    """Return the place one relation away; at once checked where this place is loaded. Sends nothing."""
    holding = known(place)
    further = type(place)(place._connection, step)
    if holding is None:
        return further
    _resolve(further, may_send=False)
    further = canonical(further)
    # What came along with this document may be read in full later, so only other addresses are remembered.
    if further._own is None and not (step.exact or step.variables or step.values):
        if holding.near is None:
            holding.near = {}
        holding.near[step.name] = further
    return further


def place_of(place: Resource, link: Link, variables: Mapping[str, Any]) -> Resource:
    """Return the place that a link leads to. Sends nothing."""
    fills, _ = split_variables((link,), variables)
    at = at_link(link, fills, asked_by=f".follow(links[{link.rel!r}])")
    return canonical(type(place)(place._connection, at))


def filled(place: Resource, values: tuple[Any, ...], variables: Mapping[str, Any]) -> Resource:
    """Return the place with more variables of its address filled. Sends nothing."""
    address = place._address
    if isinstance(address, Hop):
        at = _resolve(place, may_send=False)
        if at is None:
            step = Hop(
                address.parent,
                address.name,
                address.exact,
                {**address.variables, **variables},
                (*address.values, *values),
            )
            return type(place)(place._connection, step)
        address = at
    if len(address.links) > 1:
        raise _several(place, address)
    if address.links and address.links[0].variables:
        at = at_link(address.links[0], {**address.variables, **variables}, values, address.asked_by)
        return canonical(type(place)(place._connection, at))
    return canonical(type(place)(place._connection, _below(place, address, values)))


def choices(place: Resource) -> list[Resource]:
    """Return a place for each link, where a relation has several. **Sends** only what resolving hops needs."""
    if place._own is not None:
        return []
    at = place._address if isinstance(place._address, At) else _resolve(place, may_send=True)
    if at is None or at.url or len(at.links) < 2 or at.missing:
        return []
    return [
        canonical(type(place)(place._connection, at_link(link, at.variables, (), at.asked_by))) for link in at.links
    ]


def pages(place: Resource) -> Pages:
    """Return the pages of the collection at a place. **Sends** one GET unless loaded.

    Raises:
        NotACollection: The document is one thing.
    """
    holding = look(place)
    if holding.pages is None:
        if holding.document.members is None:
            raise NotACollection(
                f"{where(place, holding.document)} is one thing, not a collection: it has no members.",
                relations=listed([row.expression for row in place._relations(holding.document).rows()]),
            )
        make = _member_maker(place, holding.document)
        holding.pages = Pages(place._connection, holding.document, make, _asked_by(place), holding.request)
    return holding.pages


def members(place: Resource) -> Iterator[Resource]:
    """Yield the members of a place, or a place for each of several links. **Sends** one GET a page not read yet."""
    several = choices(place)
    if several:
        return iter(several)
    return iter(pages(place))


def where(place: Resource, document: Document | None = None) -> str:
    """Return a place as messages name it, such as ``GET /api/v2/projects``. Sends nothing."""
    method = place._own.method if place._own is not None else "GET"
    url = own_url(place, document) if document is not None else ""
    if not url:
        return part_of(place, document) if document is not None and place._parent is not None else path_of(place)
    parts = urlsplit(place._connection.client.redact.url(url))
    return f"{method} {parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def own_url(place: Resource, document: Document) -> str:
    """Return the address of what stands at a place, "" for a part without an address of its own. Sends nothing."""
    if document.self_url:
        return document.self_url
    if place._parent is None:
        return document.url if document.parent is None else ""
    return place._address.url if isinstance(place._address, At) else ""


def part_of(place: Resource, document: Document) -> str:
    """Return a part as messages name it, such as ``part .cvss of GET /vulnerabilities/7``. Sends nothing."""
    asked_by = _asked_by(place)
    if asked_by:
        return "part " + " of ".join(asked_by.rsplit(" on ", 1))
    parts = urlsplit(place._connection.client.redact.url(document.url))
    return f"part of GET {parts.path or '/'}"


def path_of(place: Resource) -> str:
    """Return the expression that names a place, such as ``acme.orders``. Sends nothing."""
    address = place._address
    if isinstance(address, Hop):
        return path_of(address.parent) + address.expression
    if address.path:
        return address.path
    if address.url == place._connection.root_url:
        name = place._connection.name
        return name if name.isidentifier() else "nav"
    if address.url:
        return f"GET {place._connection.client.redact.url(address.url)}"
    if address.links:
        link = address.links[0]
        return link.redacted_url(link.href) if len(address.links) == 1 else link.redacted(link.rel)
    return where(place, place._own.document) if place._own else "a part of a document"


def _address(place: Resource) -> At:
    at = _resolve(place, may_send=True)
    assert at is not None, "resolving with permission to send returns an address or raises"
    if at.missing:
        raise TemplateError(
            f"The address of {path_of(place)} lacks {', '.join(map(repr, at.missing))}.",
            template=at.links[0].redacted_url(at.links[0].href),
            to_fill=f".at({', '.join(f'{name}=…' for name in at.missing)})",
        )
    if not at.url and at.links:
        raise _several(place, at)
    return at


def _several(place: Resource, at: At) -> AmbiguousRelation:
    return ambiguous(at.asked_by.rpartition(" on ")[2] or path_of(place), Target(at.links[0].rel, at.links))


def _resolve(place: Resource, *, may_send: bool) -> At | None:
    address = place._address
    if isinstance(address, At):
        return address
    parent = look(address.parent) if may_send else known(address.parent)
    if parent is None:
        return None
    path = path_of(place)
    at = _follow(address, parent.document, path)
    if at.embedded is not None:
        at = _embed(place, parent.document, at)
    place._address = at = replace(at, path=path)
    canonical(place)
    return at


def _follow(step: Hop, document: Document, path: str) -> At:
    relations = step.parent._relations(document)
    target = relations.target(step.name, exact=step.exact, properties={}, hop=path)
    fills, chooses = split_variables(target.links, step.variables)
    if chooses:
        target = relations.target(step.name, exact=step.exact, properties=chooses, hop=path)
    asked_by = f"{step.expression} on {where(step.parent, document)}"
    if step.values and target.links and not any(link.variables for link in target.links):
        return _below(step.parent, at_target(target, fills, (), asked_by), step.values)
    return at_target(target, fills, step.values, asked_by)


def _embed(place: Resource, document: Document, at: At) -> At:
    """Give a place the document that came along with another, unless its own URL was read already."""
    embedded = at.embedded
    if isinstance(embedded, tuple):
        data = [item.data for item in embedded]
        own = formats.read(document.url, document.status, Headers(), data)
        url = at.url
    else:
        assert embedded is not None
        own = embedded
        url = at.url or embedded.self_url or ""
    if not (url and place._connection.known(url)):
        place._own = Holding(own)
        place._parent = document
    return At(url, at.asked_by)


def canonical(place: Resource) -> Resource:
    """Return the one place of a URL; a place without a URL, or with a document of its own, stays as it is."""
    address = place._address
    if place._own is not None or not isinstance(address, At) or not address.url:
        return place
    return place._connection.places.setdefault(address.url, place)


def _below(place: Resource, at: At, values: tuple[Any, ...]) -> At:
    """Return the address below another one that the profile declares, such as ``/projects/{projectKey}``."""
    profile = place._connection.profile
    parts = urlsplit(at.url)
    path = parts.path.rstrip("/")
    names = [f"value{index}" for index in range(len(values))]
    declared = "/".join([path, *names])
    if not values or profile is None or profile.place(declared) is None:
        raise TemplateError(
            f"{path_of(place)} has nothing to fill.",
            to_choose="give query parameters to nav.go(url, name=value)",
        )
    template = "/".join([path, *(f"{{{name}}}" for name in names)])
    link = Link("item", template, context=at.url, attributes={"templated": True}, evidence="derived")
    asked_by = f".at({', '.join(map(repr, values))}) on GET {parts.path}"
    return at_link(link, {}, values, asked_by)


def _member_maker(place: Resource, first: Document) -> Callable[[Document], Resource]:
    connection: Connection = place._connection
    kind = type(place)
    declared = connection.profile.place(urlsplit(first.url).path) if connection.profile else None
    unaddressed = At()

    def make(document: Document) -> Resource:
        return kind(connection, unaddressed, Holding(document), first)

    if declared is None or not declared[0].member:
        return make
    pattern, values = declared

    def make_referred(document: Document) -> Resource:
        url = member_url(pattern, values, first, document)
        if not url or document.self_url:
            return make(document)
        if isinstance(document.data, dict):
            return kind(connection, At(url), Holding(document), first)
        return canonical(kind(connection, At(url, identity=document.data)))

    return make_referred


def _asked_by(place: Resource) -> str:
    address = place._address
    return address.asked_by if isinstance(address, At) else ""
