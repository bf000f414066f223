"""Which way of searching a place has: as its API declares, as answers show, or plain query parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from hypernav.errors import HypernavError, NotExpressible
from hypernav.navigation.expected import likely_url
from hypernav.navigation.node import Node
from hypernav.navigation.resolving import known, read, url_of
from hypernav.navigation.state import State
from hypernav.profile import load
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Expression
from hypernav.search.plain import PLAIN
from hypernav.search.query import Query
from hypernav.search.requests import SearchRequest, address_of
from hypernav.web.urls import path_of, resolve

_ODATA = "hypernav.search.odata:ODATA"


def dialect_at(node: Node) -> Dialect | None:
    """Return the dialect of searches at a place, None where nothing tells before it is looked at."""
    session = node.session
    state = known(node)
    root = session.known(session.root_url)
    url = state.document.url if state is not None else likely_url(node)
    declared = (session.declared(url).place.search or session.profile.search) if url else ""
    # A service is OData as a whole, so that its entry tells of places that were not read.
    entry = root if url.startswith(session.root_url) else None
    answers = [each for each in (state, entry) if each is not None]
    if declared or any(map(is_odata, answers)):
        return _loaded(declared or _ODATA).informed(each.document for each in answers)
    return PLAIN if url else None


def dialect_of(node: Node) -> Dialect:
    """Return the dialect of searches at a place. **Sends** only what resolving its hops needs.

    Raises:
        NotExpressible: The place is a part of another document, and has no address to ask.
        RelationNotFound: A hop on the way has no such relation.
    """
    found = dialect_at(node)
    if found is None:
        address_of(node)
        found = dialect_at(node)
    assert found is not None, "a place with an address has a dialect"
    return found


def dialect_for(node: Node, query: Query, optional: tuple[Expression, ...]) -> Dialect:
    """Return the dialect that says a query at a place. **Sends** what ``dialect_of`` does.

    **Sends** one GET more, once, where only the service's description of its data tells how a condition is said.

    Raises:
        NotExpressible: There is no such description, or it tells nothing of the place.
    """
    dialect = dialect_of(node)
    if not dialect.depends_on_description(replace(query, conditions=(*query.conditions, *optional))):
        return dialect
    session = node.session
    url, place = _description_of(node)
    try:
        state = session.known(url) or session.read_with(url, {"Accept": "application/xml"}, asked_by=".is_empty()")
        return dialect.described(str(state.document.data), place)
    except HypernavError as error:
        raise NotExpressible(
            "Only the service's metadata tells whether a collection or a value is to be empty, and it does not.",
            where=f"GET {session.client.redact.url(url)}",
            why=error.what,
            nearest='where("field") == None of a value, ~where("field").any() of a collection',
        ) from error


def _description_of(node: Node) -> tuple[str, str]:
    """Return the address of the metadata of a service (OData protocol 4.01, 11.1.2), and what it calls a place."""
    url, session = url_of(node), node.session
    state = known(node) or session.known(session.root_url)
    data = state.document.data if state is not None else None
    context = str(data.get("@odata.context", data.get("@context", ""))) if isinstance(data, Mapping) else ""
    address, _, fragment = context.partition("#")
    base = state.document.url if state is not None and "$metadata" in address else session.root_url
    metadata = resolve(address if "$metadata" in address else "$metadata", base=base)
    root = path_of(metadata).partition("$metadata")[0]
    return metadata, (fragment if state is known(node) else "") or unquote(path_of(url).removeprefix(root))


def is_odata(state: State) -> bool:
    """Tell whether an answer says that it is OData."""
    data = state.document.data
    if not isinstance(data, Mapping):
        return False
    # OData JSON Format 4.01, 4.5.1: every response has a context, whose prefix may be left out; so does JSON-LD, but
    # only OData's leads to metadata.
    return "@odata.context" in data or "$metadata" in str(data.get("@context", ""))


def require_understood(node: Node, request: SearchRequest) -> None:
    """Refuse an answer that shows that its conditions were sent in a way that the API ignores. **Sends** unless loaded.

    Raises:
        NotExpressible: The answer is OData, and the conditions went out as plain query parameters.
    """
    if is_odata(read(node)):
        raise NotExpressible(
            "This place turned out to be OData, which ignores the plain query parameters that the search was sent as.",
            where=f"{request.method} {request.redact.url(request.url)}",
            next=f'.go("{path_of(request.url)}").load() first; a search of it then goes out as $filter',
        )


def _loaded(name: str) -> Dialect:
    dialect: Dialect = load(name)
    return dialect
