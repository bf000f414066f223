"""Which members of a list are which, so that one whose pages move while it is read loses nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypernav.documents.identity import IDENTIFIERS
from hypernav.navigation.node import Address, Node, embedded_state
from hypernav.paging import Step
from hypernav.paging.names import OFFSETS, PAGE_NUMBERS, position_in

Identity = tuple[str, Any]


def identity_of(member: Node) -> Identity | None:
    """Return what tells a member of a list from the others: its address, else an identifier; None where nothing does.

    Sends nothing.
    """
    state = embedded_state(member)
    data = state.document.data if state is not None else member.record
    own = state.document.self_url if state is not None else ""
    address = own or (member.address.url if isinstance(member.address, Address) else "")
    if address:
        return "address", address
    if isinstance(data, dict):
        return next(((name, data[name]) for name in IDENTIFIERS if type(data.get(name)) in (str, int)), None)
    return ("value", data) if type(data) in (str, int) else None


def identities_of(members: Iterable[Node]) -> list[Identity] | None:
    """Return what tells each member from the others, None where two of them cannot be told apart."""
    found = [identity_of(member) for member in members]
    told = [each for each in found if each is not None]
    return told if len(set(told)) == len(found) else None


def is_positional(step: Step) -> bool:
    """Tell whether a request asks for a page by its number or by how many members come before it.

    >>> is_positional(Step("https://acme.test/x?offset=20")), is_positional(Step("https://acme.test/x?cursor=b2Zm"))
    (True, False)
    """
    return bool(position_in(step, (*PAGE_NUMBERS, *OFFSETS)))
