"""What a person sees of a place: one line, a page of text, a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hypernav import looking, members
from hypernav.display.look import MembersFacts, expression, look_view
from hypernav.display.mimebundle import bundle as bundle_of
from hypernav.display.view import RelationRow, View
from hypernav.errors import HypernavError
from hypernav.relations import Relation

if TYPE_CHECKING:
    from hypernav.collection import Pages
    from hypernav.connection import Connection, Holding
    from hypernav.document import Document
    from hypernav.resource import Resource


def one_line(place: Resource) -> str:
    """Return what a place is in one line. Sends nothing."""
    holding = looking.known(place)
    if holding is None:
        return f"Resource({looking.path_of(place)}, not loaded)"
    document = holding.document
    parts = [looking.where(place, document), str(document.status)]
    if holding.pages is not None:
        parts.append(members.phrase(holding.pages, len(holding.pages.members)))
    elif document.members is not None:
        parts.append(f"{len(document.members)} on this page")
    if place._parent is not None:
        parts.append("summary")
    return f"Resource({', '.join(parts)})"
