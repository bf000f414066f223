"""Paging facts of one page: those of the body, and those that some servers put into header fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypernav.documents.document import Document, PagingHints

_NUMBERS = {
    "total": ("X-Total", "X-Total-Count"),
    "total_pages": ("X-Total-Pages", "X-Page-Count"),
    "page_number": ("X-Page",),
    "page_size": ("X-Per-Page",),
}
_NEXT_PAGE = "X-Next-Page"


def facts_of(document: Document) -> PagingHints:
    """Return the paging facts of a page; what the body says goes before what a header field says.

    >>> from hypernav.formats import read
    >>> facts = facts_of(read("https://acme.test/x", 200, {"X-Total": "57", "X-Next-Page": ""}, [1, 2]))
    >>> facts.total, facts.has_more, facts.found["total"]
    (57, False, 'X-Total')
    """
    hints = document.paging
    headers = document.headers
    said: dict[str, Any] = {}
    found: dict[str, str] = {}
    for fact, names in _NUMBERS.items():
        for name in names:
            number = integer(headers.get(name))
            if number is not None and getattr(hints, fact) is None and fact not in said:
                said[fact], found[fact] = number, name
    following = headers.get(_NEXT_PAGE)
    if following is not None and hints.has_more is None:
        said["has_more"], found["has_more"] = bool(following.strip()), _NEXT_PAGE
    # RFC 9110, 14.4: "items 0-24/319", as PostgREST and others send it for lists.
    complete = integer(headers.get("Content-Range", "").rpartition("/")[2])
    if complete is not None and hints.total is None and "total" not in said:
        said["total"], found["total"] = complete, "Content-Range"
    return replace(hints, **said, found={**found, **hints.found}) if said else hints


def integer(text: str | None) -> int | None:
    """Return a count written in plain digits, None for anything else.

    >>> integer("20"), integer("-1"), integer(None)
    (20, None, None)
    """
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 16 else None
