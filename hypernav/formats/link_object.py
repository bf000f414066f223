"""Link objects: ``links: {rel: {href, …}}``, the shape of ``_links`` without its underscore."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypernav.documents.document import Document
from hypernav.documents.link import Link
from hypernav.formats.base import Format, links_from


class LinkObject(Format):
    """Read an object of link objects, or of URL strings, under ``links``.

    >>> from hypernav.formats import read
    >>> list(read("https://a.test/", 200, {}, {"links": {"projects": {"href": "/projects"}}}).links)
    ['projects']
    """

    name = "links object"
    hidden = frozenset({"links"})
    keys = link_keys = hidden

    def recognises(self, data: dict[str, Any]) -> bool:
        """Tell whether ``links`` is an object with at least one target in it."""
        links = data.get("links")
        return type(links) is dict and any(_is_link(value) for value in links.values())

    def direct(self, data: dict[str, Any]) -> Mapping[str, Any] | None:
        """Return ``links`` itself."""
        links = data.get("links")
        return links if type(links) is dict else None

    def links(self, document: Document) -> Iterator[Link]:
        """Yield the links; values that are no target are left out."""
        for rel, raw in document.data["links"].items():
            linked = [each for each in raw if _is_link(each)] if isinstance(raw, list) else raw
            if isinstance(linked, list) or _is_link(linked):
                yield from links_from(rel, linked, document, self.name)


def _is_link(value: Any) -> bool:
    if isinstance(value, str):
        return value.startswith(("https://", "http://", "/", "?"))
    if isinstance(value, list):
        return any(isinstance(each, dict) and isinstance(each.get("href"), str) for each in value)
    return isinstance(value, dict) and isinstance(value.get("href"), str)
