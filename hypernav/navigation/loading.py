"""Reading a place because somebody looks at it, and reading it again."""

from __future__ import annotations

from collections.abc import Mapping

from hypernav.missing import MISSING
from hypernav.navigation.naming import asked_by
from hypernav.navigation.node import Address, Node, embedded_state
from hypernav.navigation.resolving import known, read, url_of
from hypernav.navigation.state import State
from hypernav.web.redaction import redacted_url


def read_for_display(node: Node) -> State:
    """Return what is at a place that somebody asked to see; an answer that was kept is written in the ledger too.

    **Sends** one GET for each hop that is not loaded yet.
    """
    state = known(node)
    if state is None:
        return read(node)
    if embedded_state(node) is None:
        client = node.session.client
        client.ledger.record_cached("GET", client.redact.url(state.document.url))
    return state


def load_with(node: Node, headers: Mapping[str, str]) -> None:
    """Read a place with further headers; further pages carry them too. **Sends** one GET once its hops are loaded."""
    url = url_of(node)
    node.session.read_with(url, headers, asked_by=f".load(headers=…) on {redacted_url(url)}")
    stand_at(node, Address(url, asked_by(node)))


def refresh(node: Node) -> None:
    """Read a place anew. **Sends** exactly one GET once the hops before it are loaded."""
    url = url_of(node)
    node.session.read_again(url, asked_by=asked_by(node))
    stand_at(node, Address(url, asked_by(node)))


def stand_at(node: Node, address: Address) -> None:
    """Let a place be what its URL answers, and no longer what came along with another document. Sends nothing.

    A part that has the address of the document around it stays that part of it.
    """
    hop = node.address.hop if isinstance(node.address, Address) else None
    node.address, node.state, node.parent, node.record = hop or address, None, None, MISSING
