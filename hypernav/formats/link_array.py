"""Link arrays: ``links: [{rel, href, …}]``, as many APIs without a media type of their own write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypernav.documents.document import Document
from hypernav.documents.link import Link
from hypernav.formats.base import Format, link_from, place_of

_KEYS = ("links", "_links", "link")
_TARGETS = ("href", "uri", "url", "uriTemplate")
_RELATIONS = ("rel", "relation")


class LinkArray(Format):
    """Read arrays of link objects; relations are kept as spelled, repeated or with spaces.

    A link without a relation is kept under ``""``. An array member such as ``{"first": {"href": …}}`` is read
    as an object of links.

    >>> from hypernav.formats import read
    >>> links = [{"rel": "User Groups", "href": "/g"}, {"href": "/nameless"}, {"next": {"href": "/2"}}]
    >>> list(read("https://a.test/", 200, {}, {"links": links}).links)
    ['User Groups', '', 'next']
    """

    name = "link array"
    media_types = ("application/geo+json",)
    quality = 0.9
    hidden = frozenset({"links"})
    keys = link_keys = frozenset(_KEYS)

    def recognises(self, data: dict[str, Any]) -> bool:
        """Tell whether there is an array of objects that have a target."""
        links = data.get("links")
        if type(links) is list:
            return _holds_links(links)
        return any(type(data.get(key)) is list and _holds_links(data[key]) for key in _KEYS if key in data)

    def direct(self, data: dict[str, Any]) -> Mapping[str, Any] | None:
        """Return the entries by relation, where each has one of its own."""
        links = data.get("links")
        if type(links) is not list:
            return None
        try:
            found = {entry["rel"]: entry for entry in links}
        except (KeyError, TypeError):
            return None
        return found if len(found) == len(links) else None

    def links(self, document: Document) -> Iterator[Link]:
        """Yield the links, in order."""
        for key in _KEYS:
            entries = document.data.get(key)
            if not isinstance(entries, list) or not _holds_links(entries):
                continue
            for entry in entries:
                if isinstance(entry, dict):
                    yield from _links(entry, document, self.name)


def _holds_links(entries: list[Any]) -> bool:
    return any(isinstance(entry, dict) and (_target(entry) is not None or _is_object_form(entry)) for entry in entries)


def _links(entry: dict[str, Any], document: Document, source: str) -> Iterator[Link]:
    href = _target(entry)
    if href is None:
        for rel, raw in entry.items() if _is_object_form(entry) else ():
            link = link_from(rel, raw, document, source)
            if link is not None:
                yield link
        return
    for rel in _relations(entry):
        yield Link(rel, href, place_of(rel, document), entry, source=source)


def _relations(entry: dict[str, Any]) -> tuple[str, ...]:
    for key in _RELATIONS:
        rel = entry.get(key)
        if isinstance(rel, str):
            return (rel,)
        if isinstance(rel, list):
            named = tuple(each for each in rel if isinstance(each, str))
            if named:
                return named
    return ("",)


def _target(entry: dict[str, Any]) -> str | None:
    href = entry.get("href")
    if isinstance(href, str):
        return href
    if any(key in entry for key in _RELATIONS):
        return next((entry[key] for key in _TARGETS if isinstance(entry.get(key), str)), None)
    return None


def _is_object_form(entry: dict[str, Any]) -> bool:
    return bool(entry) and all(isinstance(raw, dict) and isinstance(raw.get("href"), str) for raw in entry.values())
