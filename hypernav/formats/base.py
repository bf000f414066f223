"""What a format reader is: pure functions from one object of a body to links, parts, members and actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hypernav.documents.document import Action, Document, Found
from hypernav.documents.link import Link, LinkContext


class Format:
    """Read one hypermedia format; a subclass overrides what the format has. Sends nothing.

    Every method takes data of any shape and never raises: what does not fit is left out.

    >>> class Pointers(Format):
    ...     name = "pointers"
    ...     def recognises(self, data):
    ...         return "pointer" in data
    >>> Pointers().recognises({"pointer": "/x"}), Pointers().media_types
    (True, ())
    """

    name: str = ""
    """Name shown as the source of a link."""
    media_types: tuple[str, ...] = ()
    """Media types of the format, for detection and for the Accept header."""
    quality: float = 0.9
    """Preference of its media types in the Accept header, 0 to 1."""
    hidden: frozenset[str] = frozenset()
    """Keys that hold the format's own machinery rather than data."""
    keys: frozenset[str] = frozenset()
    """Keys of which an object has at least one if ``recognises`` is to be asked; none for asking always."""
    link_keys: frozenset[str] = frozenset()
    """Those of the keys at which links stand."""

    def recognises(self, data: dict[str, Any]) -> bool:
        """Tell by its shape whether an object is written in the format. Called often: keep it cheap."""
        return False

    def direct(self, data: dict[str, Any]) -> Mapping[str, Any] | None:
        """Return raw link objects by relation where that is quickly done, to read one link without the others."""
        return None

    def links(self, document: Document) -> Iterable[Link]:
        """Return the links of the object, in order."""
        return ()

    def elsewhere(self, document: Document) -> Iterable[Link]:
        """Return links that the document states about another resource."""
        return ()

    def curies(self, document: Document) -> Iterable[Link]:
        """Return the CURIE definitions of the object."""
        return ()

    def notes(self, document: Document) -> Iterable[str]:
        """Return remarks on what was left out."""
        return ()

    def parts(self, data: dict[str, Any]) -> Mapping[str, Any]:
        """Return raw embedded resources by key, beside the fields that hold linked objects."""
        return {}

    def members(self, document: Document) -> Found | None:
        """Return the members, None where the format sees no collection."""
        return None

    def actions(self, document: Document) -> Iterable[Action]:
        """Return forms and other offers beside links."""
        return ()


def link_from(rel: str, raw: Any, document: Document, source: str, *, listed: bool = False) -> Link | None:
    """Return a link from a raw link object or URL string, None where it holds no target."""
    if isinstance(raw, str):
        return Link(rel, raw, place_of(rel, document), source=source, listed=listed) if raw else None
    if not isinstance(raw, dict):
        return None
    href = raw.get("href")
    if not isinstance(href, str):
        return None
    return Link(rel, href, place_of(rel, document), raw, source=source, listed=listed)


def links_from(rel: str, raw: Any, document: Document, source: str) -> Iterator[Link]:
    """Yield the links of one relation: of one raw link, or of an array of them."""
    listed = isinstance(raw, list)
    for each in raw if listed else (raw,):
        link = link_from(rel, each, document, source, listed=listed)
        if link is not None:
            yield link


def place_of(rel: str, document: Document) -> LinkContext:
    """Return what a relative target resolves against: a part's ``self`` against the document around it."""
    return document.parent or document if rel == "self" else document
