"""What a body says about further pages: totals, next URLs, tokens, page numbers, offsets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from hypernav.documents.hints import PagingHints
from hypernav.formats.hint_names import (
    CONTAINERS,
    COUNTS,
    ENVELOPES,
    LIMITS,
    LINK_CONTAINERS,
    MORE,
    NEXT_URLS,
    NO_MORE,
    OFFSETS,
    PAGE_NUMBERS,
    PAGE_SIZES,
    PAGE_TOTALS,
    PREVIOUS_URLS,
    TOKENS,
    TOKENS_BESIDE_MORE,
    TOTALS,
    folded,
    is_reference,
    is_written_url,
    number_of,
)

MOST_KEYS = 200
"""Members of an object that are looked at; a notice says when there are more."""
_NUMBERS = {
    "total": TOTALS,
    "page_number": PAGE_NUMBERS,
    "page_size": PAGE_SIZES,
    "total_pages": PAGE_TOTALS,
    "offset": OFFSETS,
    "limit": LIMITS,
    "count": COUNTS,
}
_FACT_OF = {name: fact for fact, names in _NUMBERS.items() for name in names}
_IN_PAGE_OBJECT = {"number": "page_number", "size": "page_size", "current": "page_number", "pages": "total_pages"}
_URL_MEMBERS = ("href", "url", "uri", "link")
_TOKEN_MEMBERS = ("after", "starting_after")
_LINK_ARRAYS = ("_links", "Links")
"""Endings of the names of arrays of links that stand beside a list of that name, as OpenStack writes them."""


class _Scope(NamedTuple):
    path: str
    name: str
    data: dict[str, Any]


def paging_hints(data: Any) -> PagingHints:
    """Return the paging facts of a decoded body. Sends nothing, never raises.

    >>> hints = paging_hints({"resources": [], "page": {"number": 0, "size": 10, "totalResources": 57}})
    >>> hints.total, hints.page_number, hints.found["total"]
    (57, 0, 'page.totalResources')
    >>> paging_hints({"nextReviewDate": "2025-11-03", "next": None}).found
    {'next_url': 'next'}
    """
    if not isinstance(data, dict):
        return PagingHints()
    facts: dict[str, Any] = {}
    found: dict[str, str] = {}
    for scope in _scopes(data):
        for read in (_read_numbers, _read_urls, _read_more, _read_token):
            for fact, value, key in read(scope):
                if fact not in found or (facts.get(fact) is None and value is not None):
                    facts[fact] = value
                    if fact != "token_parameter":
                        found[fact] = f"{scope.path}{key}"
    return PagingHints(**{**facts, "token_parameter": facts.get("token_parameter") or "", "found": found})


_Facts = Iterator[tuple[str, Any, str]]


def _scopes(data: dict[str, Any]) -> Iterator[_Scope]:
    """Yield the body, the paging objects in it, then those of an envelope around the collection."""
    yield from _scopes_in(data, "")
    for key in ENVELOPES:
        inner = data.get(key)
        if isinstance(inner, dict):
            yield from _scopes_in(inner, f"{key}.")


def _scopes_in(data: dict[str, Any], path: str) -> Iterator[_Scope]:
    yield _Scope(path, "", data)
    for key in (*CONTAINERS, *LINK_CONTAINERS):
        inner = data.get(key)
        if isinstance(inner, dict):
            yield _Scope(f"{path}{key}.", key, inner)
            for deeper in (*CONTAINERS, *LINK_CONTAINERS):
                if isinstance(inner.get(deeper), dict):
                    yield _Scope(f"{path}{key}.{deeper}.", deeper, inner[deeper])


def _keys(scope: _Scope) -> Iterator[tuple[str, str, Any]]:
    for position, (key, value) in enumerate(scope.data.items()):
        if position >= MOST_KEYS:
            return
        yield key, folded(key), value


def _read_numbers(scope: _Scope) -> _Facts:
    if scope.name in LINK_CONTAINERS[:2]:
        return
    names = {name for _, name, _ in _keys(scope)}
    whole = scope.name in CONTAINERS or bool(names & {"totalpages", "totalelements"})
    for key, name, value in _keys(scope):
        # Elasticsearch says beside a total whether there may be more.
        inner = isinstance(value, dict) and name in TOTALS
        number = number_of(value["value"] if inner and "value" in value else value)
        if number is None:
            continue
        fact = _FACT_OF.get(name) or (_IN_PAGE_OBJECT.get(name) if whole else None)
        if name == "count":
            fact = _meaning_of_count(number, names, scope)
        if fact == "offset" and isinstance(value, str):
            continue
        if fact is not None:
            yield fact, number, f"{key}.value" if inner else key


def _meaning_of_count(count: int, names: set[str], scope: _Scope) -> str:
    """Tell a total from the size of this page: a total comes beside links to other pages, or exceeds the page."""
    if names & TOTALS:
        return "count"
    if scope.name in CONTAINERS:
        return "total"
    longest = max((len(value) for value in scope.data.values() if isinstance(value, list)), default=None)
    more = longest is not None and count > longest
    return "total" if names & (NEXT_URLS | PREVIOUS_URLS) or more else "count"


def _read_urls(scope: _Scope) -> _Facts:
    for key, name, value in _keys(scope):
        if isinstance(value, list) and key.endswith(_LINK_ARRAYS) and key not in LINK_CONTAINERS:
            yield from _next_in_array(key, value)
        fact = "next_url" if name in NEXT_URLS else "previous_url" if name in PREVIOUS_URLS else ""
        if not fact:
            continue
        if value is None or value == "":
            yield fact, None, key
        elif isinstance(value, str) and (is_reference(value) or is_written_url(value)):
            yield fact, value.strip(), key
        elif isinstance(value, dict):
            yield from _url_in_object(fact, key, value)
        elif fact == "next_url" and number_of(value) is not None and name == "nextpage":
            yield "has_more", True, key


def _next_in_array(key: str, links: list[Any]) -> _Facts:
    for link in links:
        if isinstance(link, dict) and link.get("rel") == "next" and isinstance(link.get("href"), str):
            yield "next_url", link["href"], f"{key}.next"


def _url_in_object(fact: str, key: str, value: dict[str, Any]) -> _Facts:
    for member in _URL_MEMBERS:
        text = value.get(member)
        if isinstance(text, str) and (is_reference(text) or is_written_url(text)):
            yield fact, text.strip(), f"{key}.{member}"
            break
    for member in _TOKEN_MEMBERS if fact == "next_url" else ():
        token = value.get(member)
        if isinstance(token, str) and token:
            yield "token", token, f"{key}.{member}"
            yield "token_parameter", member, key


def _read_more(scope: _Scope) -> _Facts:
    for key, name, value in _keys(scope):
        if isinstance(value, bool) and name in MORE:
            yield "has_more", value, key
        elif isinstance(value, bool) and (name in NO_MORE or (name == "last" and "totalPages" in scope.data)):
            yield "has_more", not value, key


def _read_token(scope: _Scope) -> _Facts:
    data = scope.data
    families = dict(TOKENS)
    if any(isinstance(value, bool) and name in MORE for _, name, value in _keys(scope)):
        families |= TOKENS_BESIDE_MORE
    if scope.name == "metadata":
        families["continue"] = "continue"
    if isinstance(data.get("offset"), str) and not data["offset"].isdigit():
        families["offset"] = "offset"
    for key, parameter in families.items():
        if key not in data:
            continue
        value = data[key]
        number = number_of(value)
        if value is None or value == "":
            yield "token", None, key
        elif number is not None or (isinstance(value, str) and not value.startswith(("https://", "http://"))):
            yield "token", str(value), key
        else:
            continue
        yield "token_parameter", parameter, key
