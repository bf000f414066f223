"""A place of an API as the engine holds it: where it is, and what was read there. Values without behaviour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypernav.copying import Unchanging
from hypernav.documents.document import Document
from hypernav.documents.links import Link
from hypernav.missing import MISSING
from hypernav.navigation.session import Session
from hypernav.navigation.state import State
from hypernav.web.redaction import argument


@dataclass(frozen=True, slots=True)
class Address:
    """Hold where a place is: a URL, a template that lacks values, several links, or a document that came along."""

    url: str = ""
    asked_by: str = ""
    links: tuple[Link, ...] = ()
    missing: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    embedded: Document | tuple[Document, ...] | None = None
    identity: str | int | None = None
    path: str = ""
    """The expression that led here, for messages."""
    hop: Hop | None = None
    """The relation to a part that has the address of the document around it, and is found again in that alone."""


@dataclass(frozen=True, slots=True)
class Hop:
    """Hold that a place is one relation away from another one."""

    parent: Node
    name: str
    exact: bool = False
    variables: Mapping[str, Any] = field(default_factory=dict)
    values: tuple[Any, ...] = ()

    @property
    def expression(self) -> str:
        """Return the hop as somebody would type it."""
        if not self.exact:
            arguments = ""
        else:
            named = [argument(name, value) for name, value in self.variables.items()]
            arguments = ", ".join([repr(self.name), *named])
        step = f".{self.name}" if not self.exact else f".follow({arguments})"
        return step + (f".at({', '.join(map(repr, self.values))})" if self.values else "")


class Node(Unchanging):
    """Hold one place: the session that it belongs to, its address, and what was read there."""

    __slots__ = ("__weakref__", "address", "face", "parent", "record", "session", "state")

    session: Session
    address: Address | Hop
    state: State | None
    """What came along with another document, or answered a write; what a URL answers is kept by the session."""
    parent: Document | None
    """The document that it came in."""
    record: Any
    """The data of a member, as it stands in the list, until it is read elsewhere; ``MISSING`` for anything else."""
    face: Callable[[], Any] | None
    """What users hold of this place, while somebody does."""

    def __init__(
        self,
        session: Session,
        address: Address | Hop,
        state: State | None = None,
        parent: Document | None = None,
        record: Any = MISSING,
    ) -> None:
        self.session = session
        self.address = address
        self.state = state
        self.parent = parent
        self.record = record
        self.face = None


NOWHERE = Address()
"""The address of a member that has none but what its own representation says."""


def embedded_state(node: Node) -> State | None:
    """Return what came along with another document, or answered a write, if this place has that."""
    if node.state is None and node.record is not MISSING and node.parent is not None:
        with node.session.lock:
            if node.state is None:
                node.state = State(node.parent.part(node.record))
    return node.state
