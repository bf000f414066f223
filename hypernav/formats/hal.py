"""HAL (draft-kelly-json-hal): ``_links``, ``_embedded``, CURIEs; and ``_site`` beside ``_links``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hypernav.documents.document import Document, Found
from hypernav.documents.link import Link
from hypernav.formats.base import Format, link_from, links_from
from hypernav.formats.evidence import has_identity, is_list_of_this


class Hal(Format):
    """Read HAL and its common variants: targets as plain strings, null, arrays, and a ``_site`` link.

    >>> from hypernav.formats import read
    >>> document = read("https://a.test/x", 200, {}, {"_links": {"self": {"href": "/x"}}, "_site": {"href": "/y"}})
    >>> list(document.links)
    ['self', 'site']
    """

    name = "hal"
    media_types = ("application/hal+json", "application/vnd.hal+json", "application/prs.hal-forms+json")
    quality = 1.0
    hidden = frozenset({"_links", "_embedded", "_site"})
    keys = hidden
    link_keys = frozenset({"_links", "_site"})

    def recognises(self, data: dict[str, Any]) -> bool:
        """Tell whether there is a ``_links``, ``_embedded`` or ``_site`` object."""
        return (
            type(data.get("_links")) is dict
            or type(data.get("_embedded")) is dict
            or ("_site" in data and type(data["_site"]) is dict)
        )

    def direct(self, data: dict[str, Any]) -> Mapping[str, Any] | None:
        """Return ``_links`` itself."""
        links = data.get("_links")
        return links if type(links) is dict else None

    def links(self, document: Document) -> Iterator[Link]:
        """Yield the links, those of ``_site`` last."""
        data = document.data
        given = data.get("_links")
        for rel, value in given.items() if isinstance(given, dict) else ():
            if rel == "curies" and any(True for _ in self.curies(document)):
                continue
            yield from links_from(rel, value, document, self.name)
        raw = data.get("_site")
        site = link_from("site", raw, document, self.name) if isinstance(raw, dict) else None
        if site is not None:
            already = given.get("site") if isinstance(given, dict) else None
            if not (isinstance(already, dict) and already.get("href") == site.href):
                yield site

    def curies(self, document: Document) -> Iterable[Link]:
        """Yield the entries of ``curies`` that name a prefix and hold ``{rel}`` (HAL, 8.2)."""
        given = document.data.get("_links")
        raw = given.get("curies") if isinstance(given, dict) else None
        for curie in links_from("curies", raw, document, self.name) if raw is not None else ():
            if curie.name and "{rel}" in curie.href:
                yield curie

    def parts(self, data: dict[str, Any]) -> Mapping[str, Any]:
        """Return ``_embedded``."""
        embedded = data.get("_embedded")
        return embedded if isinstance(embedded, dict) else {}

    def members(self, document: Document) -> Found | None:
        """Return the one embedded list that the document is a page of.

        A resource with embedded lists of its own is no collection: the list must be what the document is
        about, shown by paging facts, by the last part of the URL, or by nothing else being there.
        """
        embedded = document.data.get("_embedded")
        if not isinstance(embedded, dict):
            return Found("_embedded", ()) if _is_empty_page(document) else None
        lists = {key: value for key, value in embedded.items() if isinstance(value, list)}
        for key, value in lists.items():
            if is_list_of_this(document, key, alone=len(lists) == 1 and len(embedded) == 1):
                return Found(f"_embedded.{key}", value)
        return None


def _is_empty_page(document: Document) -> bool:
    """Tell whether only the page object of a collection is here: servers leave ``_embedded`` out where it is empty."""
    hints = document.paging
    numbered = hints.page_number is not None and hints.total is not None
    return numbered and not has_identity(document.data) and not any(isinstance(v, list) for v in document.data.values())
