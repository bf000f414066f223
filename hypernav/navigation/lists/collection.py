"""The members of a place as a collection, paged on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from hypernav.documents.document import Document
from hypernav.errors import NotACollection
from hypernav.navigation.lists.pages import Pages
from hypernav.navigation.naming import asked_by, where
from hypernav.navigation.node import NOWHERE, Address, Node
from hypernav.navigation.relations import listed
from hypernav.navigation.resolving import at_address, choices, read, relations_of, shown
from hypernav.navigation.session import Session
from hypernav.navigation.sources import member_url
from hypernav.navigation.state import State


def pages(node: Node) -> Pages:
    """Return the pages of the collection at a place. **Sends** one GET unless loaded.

    Raises:
        NotACollection: The document is one thing.
    """
    state = read(node)
    with node.session.lock:
        return _pages_of(node, state)


def _pages_of(node: Node, state: State) -> Pages:
    found = state.pages
    if not isinstance(found, Pages):
        if state.document.members is None:
            raise NotACollection(
                f"{where(node, state.document)} is one thing, not a collection: it has no members.",
                relations=listed([row.expression for row in relations_of(node, state.document).rows()]),
            )
        found = Pages(node.session, state.document, _maker(node, state.document), asked_by(node), state.request)
        state.pages = found
    return found


def members_as_shown(node: Node) -> Iterator[Node]:
    """Yield the members in the order in which they were last read, whatever was written to them since.

    **Sends** one GET a page not read yet.
    """
    state = shown(node)
    return iter(state.pages) if state is not None and isinstance(state.pages, Pages) else members(node)


def members(node: Node) -> Iterator[Node]:
    """Yield the members of a place, or a place for each of several links. **Sends** one GET a page not read yet."""
    several = choices(node) or _alone(node)
    if several:
        return iter(several)
    return iter(pages(node))


def _alone(node: Node) -> list[Node]:
    """Return the place itself where an array of links holds it alone, and it is one thing; else nothing.

    **Sends** one GET for such a place unless it is loaded.
    """
    address = node.address
    if not isinstance(address, Address) or len(address.links) != 1 or not address.links[0].listed:
        return []
    return [node] if read(node).document.members is None else []


def wrapped_members(node: Node) -> Iterator[Any]:
    """Yield what users hold of each member. **Sends** one GET a page not read yet."""
    wrap_all = node.session.wrap_all
    several = choices(node) or _alone(node)
    if several:
        yield from wrap_all(several, passing=False)
        return
    for nodes, kept in pages(node).iterate_members():
        yield from wrap_all(nodes, passing=not kept)


def _maker(node: Node, first: Document) -> Callable[[Document], Iterable[Node]]:
    """Return what makes places of the members of each page."""
    declared = node.session.declared(first.url)
    if not declared.place.member:
        return partial(_members, node.session)

    def make(page: Document) -> Iterator[Node]:
        for document in page.members or ():
            data = document.data
            url = member_url(declared, first.url, data)
            if not url or document.self_url:
                yield Node(node.session, NOWHERE, State(document), page)
            elif isinstance(data, dict):
                yield Node(node.session, Address(url), State(document), page)
            else:
                yield at_address(node, Address(url, identity=data))

    return make


def _members(session: Session, page: Document) -> Iterator[Node]:
    """Make a place of each member: nothing of it is looked at before somebody asks."""
    return map(partial(Node, session, NOWHERE, None, page), page.records)
