"""Paging facts of one page: those of the body, and those that some servers put into header fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypernav.documents.document import Document, PagingHints
from hypernav.web.headers import Headers

_NUMBERS = {
    "total": (
        *("X-Total", "X-Total-Count", "X-WP-Total", "Total-Count", "Total-Records", "X-Total-Records", "Total"),
        *("X-Total-Items", "X-Total-Results", "X-Pagination-Total", "X-Pagination-Total-Count", "Pagination-Count"),
        *("X-Records-Total", "Record-Count", "X-Record-Count"),
    ),
    "total_pages": ("X-Total-Pages", "X-Page-Count", "X-WP-TotalPages", "X-Pagination-Page-Count", "Total-Pages"),
    "page_number": ("X-Page", "X-Pagination-Current-Page", "Pagination-Page"),
    "page_size": ("X-Per-Page", "X-Pagination-Per-Page", "Pagination-Limit"),
}
_NEXT_URLS = ("X-Next-Page", "X-Next", "X-Next-Link", "X-Next-Page-Url", "X-Next-Url", "X-Pagination-Next", "Next-Page")
"""Fields that hold the next page's URL, or its number, which only says that there is one."""
_TOKENS = {
    "x-ms-continuationtoken": "continuationToken",
    "x-ms-continuation": "continuationToken",
    "X-Next-Cursor": "cursor",
    "X-Next-Page-Token": "pageToken",
    "X-Next-Token": "token",
    "X-Continuation-Token": "continuationToken",
    "opc-next-page": "page",
}
"""Fields that hold the next page's token, to the parameter that takes it."""
_IN_JSON = "X-Pagination"
"""A field that holds an object, as ASP.NET writes it."""
_IN_JSON_NAMES = {
    "totalcount": "total",
    "totalitems": "total",
    "total": "total",
    "totalpages": "total_pages",
    "pagesize": "page_size",
    "currentpage": "page_number",
    "page": "page_number",
    "nextpagelink": "next_url",
    "next": "next_url",
    "hasnext": "has_more",
    "hasnextpage": "has_more",
}
_LONGEST = 4_000
_FIELDS = frozenset(
    name.lower()
    for name in (
        *(name for names in _NUMBERS.values() for name in names),
        *_NEXT_URLS,
        *_TOKENS,
        _IN_JSON,
        "Content-Range",
    )
)
"""Every field that is read, so that answers without any of them cost nothing."""


def facts_of(document: Document) -> PagingHints:
    """Return the paging facts of a page; what the body says goes before what a header field says.

    >>> from hypernav.formats import read
    >>> facts = facts_of(read("https://acme.test/x", 200, {"X-Total": "57", "X-Next-Page": ""}, [1, 2]))
    >>> facts.total, facts.has_more, facts.found["total"]
    (57, False, 'X-Total')
    """
    hints = document.paging
    headers = document.headers
    if _FIELDS.isdisjoint(map(str.lower, headers)):
        return hints
    said: dict[str, tuple[Any, str]] = {}
    for fact, names in _NUMBERS.items():
        for name in names:
            number = integer(headers.get(name))
            if number is not None:
                said.setdefault(fact, (number, name))
    for fact, value, name in (*_next_in(headers), *_in_json(headers)):
        said.setdefault(fact, (value, name))
    # RFC 9110, 14.4: "items 0-24/319", as PostgREST and others send it for lists.
    complete = integer(headers.get("Content-Range", "").rpartition("/")[2])
    if complete is not None:
        said.setdefault("total", (complete, "Content-Range"))
    # The parameter of a token belongs to the token that was found.
    known = {fact for fact in said if getattr(hints, fact) or fact in hints.found}
    known |= {"token_parameter"} if "token" in known else set()
    new = {fact: pair for fact, pair in said.items() if fact not in known}
    if not new:
        return hints
    found = {fact: name for fact, (_, name) in new.items() if fact != "token_parameter"}
    return replace(hints, **{fact: value for fact, (value, _) in new.items()}, found={**found, **hints.found})


def _next_in(headers: Headers) -> Iterator[tuple[str, Any, str]]:
    """Yield what header fields of their own say of the next page: its URL, its token, or whether there is one."""
    for name in _NEXT_URLS:
        value = headers.get(name)
        if value is not None and _is_url(value):
            yield "next_url", value.strip(), name
        elif value is not None:
            yield "has_more", bool(value.strip()), name
    for name, parameter in _TOKENS.items():
        value = headers.get(name)
        if value and not _is_url(value):
            yield "token", value, name
            yield "token_parameter", parameter, name


def _in_json(headers: Headers) -> Iterator[tuple[str, Any, str]]:
    text = headers.get(_IN_JSON, "")
    try:
        data = json.loads(text) if text[:1] == "{" and len(text) <= _LONGEST else {}
    except (ValueError, RecursionError):
        return
    for name, value in data.items():
        fact = _IN_JSON_NAMES.get(name.lower().replace("_", "").replace("-", ""), "")
        fits = {"next_url": isinstance(value, str) and _is_url(value), "has_more": isinstance(value, bool)}
        number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if fact and fits.get(fact, number):
            yield fact, value, f"{_IN_JSON}: {name}"


def _is_url(text: str) -> bool:
    return text.strip().startswith(("https://", "http://", "/", "?"))


def integer(text: str | None) -> int | None:
    """Return a count written in plain digits, None for anything else.

    >>> integer("20"), integer("-1"), integer(None)
    (20, None, None)
    """
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 16 else None
