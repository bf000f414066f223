"""From a place to its address, hop by hop, and to what is known there: the only way from a name to a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypernav import formats
from hypernav.documents.document import Document
from hypernav.documents.identity import ADDRESSES
from hypernav.documents.links import Link, Links
from hypernav.errors import AmbiguousRelation, HypernavError, RelationNotFound, TemplateError
from hypernav.navigation.addressing import at_link, at_target, split_variables
from hypernav.navigation.naming import expression_of, own_url, where
from hypernav.navigation.node import Address, Hop, Node, embedded_state
from hypernav.navigation.relations import Relations, Target, ambiguous, go_expression
from hypernav.navigation.state import State
from hypernav.web.headers import Headers
from hypernav.web.urls import parts_of


def known(node: Node) -> State | None:
    """Return what was read at a place, or None; never raises for a wrong hop. Sends nothing."""
    state = embedded_state(node)
    if state is not None:
        return state
    try:
        address = resolved(node)
    except HypernavError:
        return None
    return node.session.known(address.url) if address is not None and address.url else None


def shown(node: Node) -> State | None:
    """Return what was read at a place and written to since, None where nothing was. Sends nothing."""
    if embedded_state(node) is not None:
        return None
    try:
        address = resolved(node)
    except HypernavError:
        return None
    state = node.session.shown(address.url) if address is not None and address.url else None
    return state if state is not None and state.stale else None


def read(node: Node) -> State:
    """Return what is at a place. **Sends** one GET for each hop that is not loaded yet."""
    state = embedded_state(node)
    if state is not None:
        return state
    address = _address(node)
    # Resolving may have found that the document came along with another one.
    return embedded_state(node) or node.session.read(address.url, asked_by=address.asked_by)


def relations_of(node: Node, document: Document) -> Relations:
    """Return the relations of what stands at a place. Sends nothing."""
    session = node.session
    relations = Relations(document, session.sources, session.reserved, where(node, document), own_url(node, document))
    relations.links.shown_by(session.client.redact)
    return relations


def known_relations(node: Node) -> Iterable[str]:
    """Return the identifiers of the relations of a place, as far as it was read. Sends nothing."""
    state = known(node)
    return relations_of(node, state.document).identifiers if state else ()


def links_of(node: Node) -> Links:
    """Return the links of what stands at a place, those that others know included. **Sends** one GET unless loaded."""
    document = read(node).document
    session = node.session
    links = relations_of(node, document).links if session.profile.places else document.links
    return links.shown_by(session.client.redact)


def url_of(node: Node) -> str:
    """Return the URL of a place. **Sends** only what resolving its hops needs."""
    address = node.address if isinstance(node.address, Address) else _address(node)
    if address.url:
        return address.url
    state = embedded_state(node)
    own = state.document if state else None
    # A member with the address of its page would become the page.
    if own is not None and own.self_url and not (node.parent is not None and own.self_url == node.parent.url):
        return own.self_url
    document = own or node.parent
    raise RelationNotFound(
        f"{'This member' if node.parent else 'This place'} has no address of its own.",
        where=f"a part of GET {node.session.client.redact.url(document.url)}" if document else "",
        to_go_there=_pointing(document.data) if document else "",
        next="refresh the place that it came with",
    )


def _pointing(data: Any) -> str:
    """Return what to type where a part of plain data says in a field where it is."""
    fields = (data.get(name) for name in ADDRESSES) if isinstance(data, dict) else ()
    return next(filter(None, map(go_expression, fields)), "")


def named_before(node: Node, name: str) -> Node | None:
    """Return the place that a relation of a loaded place led to when it was named before. Sends nothing."""
    state = known(node)
    return state.named.get(name) if state is not None and state.named is not None else None


def hop(node: Node, step: Hop) -> Node:
    """Return the place one relation away; at once checked where this place is loaded. Sends nothing."""
    state = known(node)
    further = Node(node.session, step)
    if state is None:
        return further
    resolved(further)
    further = _shared(further)
    # What came along with this document may be read in full later, so only other addresses are remembered.
    if further.state is None and not (step.exact or step.variables or step.values):
        if state.named is None:
            state.named = {}
        state.named[step.name] = further
    return further


def _shared(node: Node) -> Node:
    """Return the one place of a URL, which then knows too that an array of links holds it alone."""
    found, address = canonical(node), node.address
    links = address.links if isinstance(address, Address) else ()
    if found is not node and isinstance(found.address, Address) and len(links) == 1 and links[0].listed:
        found.address = replace(found.address, links=links)
    return found


def followed(node: Node, relations: Sequence[str | Link], variables: Mapping[str, Any]) -> Node:
    """Return the place that relations lead to, one after the other; the variables are for the last one."""
    for position, relation in enumerate(relations, 1):
        node = _one_further(node, relation, variables if position == len(relations) else {})
    return node


def _one_further(node: Node, relation: str | Link, variables: Mapping[str, Any]) -> Node:
    if isinstance(relation, Link):
        return linked(node, relation, variables)
    return hop(node, Hop(node, relation, exact=True, variables=variables))


def linked(node: Node, link: Link, variables: Mapping[str, Any]) -> Node:
    """Return the place that a link leads to. Sends nothing."""
    fills, _ = split_variables((link,), variables)
    return at_address(node, at_link(link, fills, asked_by=f".follow(links[{link.rel!r}])"))


def filled(node: Node, values: tuple[Any, ...], variables: Mapping[str, Any]) -> Node:
    """Return the place with more variables of its address filled. Sends nothing."""
    address = node.address
    if isinstance(address, Hop):
        found = resolved(node)
        if found is None:
            given = {**address.variables, **variables}
            return Node(
                node.session,
                Hop(address.parent, address.name, address.exact, given, (*address.values, *values)),
            )
        address = found
    if len(address.links) > 1:
        raise _several(node, address)
    if address.links and address.links[0].variables:
        link, given = address.links[0], {**address.variables, **variables}
        return at_address(node, at_link(link, given, values, address.asked_by))
    return at_address(node, _below(node, address, values))


def choices(node: Node) -> list[Node]:
    """Return a place for each link, where a relation has several. **Sends** only what resolving hops needs."""
    if embedded_state(node) is not None:
        return []
    address = _resolve(node, may_send=True)
    if address is None or address.url or len(address.links) < 2 or address.missing:
        return []
    return [at_address(node, at_link(link, address.variables, (), address.asked_by)) for link in address.links]


def at_address(node: Node, address: Address) -> Node:
    """Return the place at an address of the API that another place belongs to. Sends nothing."""
    return canonical(Node(node.session, address))


def canonical(node: Node) -> Node:
    """Return the one place of a URL; a place without a URL, or with a document of its own, stays as it is."""
    address = node.address
    if node.state is not None or not isinstance(address, Address) or not address.url:
        return node
    found: Node = node.session.nodes.setdefault(address.url, node)
    return found


def resolved(node: Node) -> Address | None:
    """Return the address of a place as far as what was read tells, else None. Sends nothing.

    Raises:
        RelationNotFound: A hop on the way does not exist.
    """
    return _resolve(node, may_send=False)


def _address(node: Node) -> Address:
    address = _resolve(node, may_send=True)
    assert address is not None, "resolving with permission to send returns an address or raises"
    if address.missing:
        raise TemplateError(
            f"The address of {expression_of(node)} lacks {', '.join(map(repr, address.missing))}.",
            template=address.links[0].redacted_url(address.links[0].href),
            to_fill=f".at({', '.join(f'{name}=…' for name in address.missing)})",
        )
    if not address.url and address.links:
        raise _several(node, address)
    return address


def _several(node: Node, address: Address) -> AmbiguousRelation:
    named = address.asked_by.rpartition(" on ")[2] or expression_of(node)
    return ambiguous(named, Target(address.links[0].rel, address.links))


def _resolve(node: Node, *, may_send: bool) -> Address | None:
    step = node.address
    if isinstance(step, Address):
        return step
    parent = read(step.parent) if may_send else known(step.parent)
    if parent is None:
        return None
    path = expression_of(node)
    address = _follow(step, parent.document, path)
    if address.embedded is not None:
        address = _embed(node, parent.document, address)
    node.address = address = replace(address, path=path)
    canonical(node)
    return address


def _follow(step: Hop, document: Document, path: str) -> Address:
    relations = relations_of(step.parent, document)
    target = relations.target(step.name, exact=step.exact, properties={}, hop=path)
    fills, chooses = split_variables(target.links, step.variables)
    if chooses:
        target = relations.target(step.name, exact=step.exact, properties=chooses, hop=path)
    asked = f"{step.expression} on {where(step.parent, document)}"
    if step.values and target.links and not any(link.variables for link in target.links):
        return _below(step.parent, at_target(target, fills, (), asked), step.values)
    return at_target(target, fills, step.values, asked)


def _embed(node: Node, document: Document, address: Address) -> Address:
    """Give a place the document that came along with another, unless its own URL was read already."""
    embedded = address.embedded
    if isinstance(embedded, tuple):
        own = formats.read(document.url, document.status, Headers(), [item.data for item in embedded])
        url = address.url
    else:
        assert embedded is not None
        own = embedded
        url = address.url or embedded.self_url or ""
    around = url == document.url
    if around or not (url and node.session.known(url)):
        node.state = State(own)
        node.parent = document
    step = node.address
    return Address(url, address.asked_by, hop=step if around and isinstance(step, Hop) else None)


def _below(node: Node, address: Address, values: tuple[Any, ...]) -> Address:
    """Return the address below another one that the profile declares, such as ``/projects/{projectKey}``."""
    parts = parts_of(address.url)
    path = parts.path.rstrip("/")
    names = [f"value{index}" for index in range(len(values))]
    if not values or not node.session.profile.declared("/".join([path, *names])).place.path:
        raise TemplateError(
            f"{expression_of(node)} has nothing to fill.",
            to_choose="give query parameters to nav.go(url, name=value)",
        )
    template = "/".join([path, *(f"{{{name}}}" for name in names)])
    link = Link("item", template, context=address.url, attributes={"templated": True}, evidence="derived")
    return at_link(link, {}, values, f".at({', '.join(map(repr, values))}) on GET {parts.path}")
