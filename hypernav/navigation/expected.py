"""Where a place is likely to be, before anything on the way to it was read."""

from __future__ import annotations

from hypernav.names import to_identifier
from hypernav.navigation.node import Hop, Node, embedded_state
from hypernav.navigation.resolving import known, resolved
from hypernav.navigation.session import Session
from hypernav.navigation.sources import fill
from hypernav.web.urls import path_of, resolve


def likely_url(node: Node) -> str:
    """Return where a place is or, before its path was read, where the profile says that it is; "" if nobody does."""
    address = node.address
    if isinstance(address, Hop):
        at = resolved(node) if known(address.parent) is not None else None
        return at.url if at is not None else _declared_url(node.session, address)
    if address.url:
        return address.url
    state = embedded_state(node)
    return state.document.self_url or "" if state is not None else ""


def _declared_url(session: Session, step: Hop) -> str:
    parent = likely_url(step.parent)
    if not parent or step.variables or step.values:
        return ""
    path = path_of(parent).rstrip("/")
    declared = session.profile.declared(path)
    name = to_identifier(step.name)
    for rel, target in declared.place.derived.items():
        if name in (rel, to_identifier(rel)):
            filled = fill(target, declared.values)
            return "" if "{" in filled else resolve(filled, base=parent)
    for each in session.profile.places:
        head, _, last = each.path.rpartition("/")
        if head == path and to_identifier(last) == name:
            return resolve(each.path, base=parent)
    return ""
