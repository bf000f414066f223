"""Next links: every place where a page may name the next one, in order of trust."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from hypernav.documents.document import Document, PagingHints
from hypernav.documents.link import Link
from hypernav.errors import TemplateError
from hypernav.paging.steps import Step
from hypernav.web.encoding import json_bytes
from hypernav.web.urls import components, in_order, origin_part, path_of, resolve

LINK_HEADER, NEXT_LINK, NEXT_URL = "link header", "next link", "next url"
_HEADER_SOURCE = "link header"
_EVIDENCE = {
    _HEADER_SOURCE: 'Link: rel="next"',
    "hal": "_links.next",
    "link array": 'links: rel "next"',
    "links object": "links.next",
}
_PAGING_RELATIONS = frozenset({"prev", "previous", "first", "last"})
_SENT = frozenset({"prefer", "search-after"})
"""Header fields that a link may ask for (RFC 7240; STAC API, Item Search): all others are ours alone."""
_DEFAULT_PORT = re.compile(r":(?:80|443)?\Z")


def _never(url: str) -> bool:
    return False


class Trusted(NamedTuple):
    """Say what the next links of an API may ask for, besides a plain GET."""

    reads_by_post: Callable[[str], bool] = _never
    """Tells of a URL whether POST only reads there, as the API's profile says."""
    headers: frozenset[str] = frozenset()
    """Names, in lower case, of header fields that the user or the profile set: no link replaces them."""


NOTHING_TRUSTED = Trusted()


class NextLink(NamedTuple):
    """One next link of a page: the kind of source, where exactly it was found, and the request."""

    strategy: str
    evidence: str
    step: Step


def next_links(document: Document, asked: Step, trusted: Trusted, notes: list[str]) -> Iterator[NextLink]:
    """Yield the next links of a page, most trusted first; what cannot be followed goes to ``notes``."""
    links = document.links
    # RFC 8288, 2.1.1: relation types compare without case; a CURIE's short name is no registered relation.
    found = [link for rel in links if rel.lower() == "next" for link in links[rel]]
    for link in sorted(found, key=lambda each: each.source != _HEADER_SOURCE):
        step = _step_of(link, asked, trusted, notes)
        if step is not None:
            step = _beside_base(step, link.href, document)
            evidence = _EVIDENCE.get(link.source, f'{link.source or "link"}: rel "next"')
            yield NextLink(LINK_HEADER if link.source == _HEADER_SOURCE else NEXT_LINK, evidence, step)
    hints = document.paging
    if hints.next_url:
        path = hints.found.get("next_url", "next")
        step = _repeated(resolve(hints.next_url, base=document.url), asked)
        step = _beside_base(step, hints.next_url, document) if path.startswith("_links.") else step
        yield NextLink(NEXT_URL, path, step)


def _beside_base(step: Step, href: str, document: Document) -> Step:
    """Return a request at the base that a document states beside its next link, as Confluence does, else as it is."""
    data = document.data
    links = data.get("_links") if isinstance(data, dict) else None
    base = links.get("base") if isinstance(links, dict) and href.startswith("/") else None
    if not isinstance(base, str) or not origin_part(base) or origin_part(base) != origin_part(document.url):
        return step
    base = base.rstrip("/")
    path = path_of(base)
    within = path_of(document.url).startswith(f"{path}/") and not href.startswith(f"{path}/")
    return replace(step, url=base + href) if path and within else step


def says_no_next(document: Document) -> tuple[str, str] | None:
    """Return how a page without a next link shows that its API pages by links: strategy and evidence."""
    hints = document.paging
    path = hints.found.get("next_url")
    if path is not None:
        return NEXT_LINK if path.startswith(("_links.", "links.")) else NEXT_URL, f"{path} is empty"
    for rel in document.links:
        if rel.lower() in _PAGING_RELATIONS:
            in_header = all(link.source == _HEADER_SOURCE for link in document.links[rel])
            return LINK_HEADER if in_header else NEXT_LINK, f"{rel} without next"
    return (NEXT_URL, f"{hints.found.get('previous_url', 'previous')} without next") if hints.previous_url else None


def has_links(document: Document) -> bool:
    """Tell whether a page's body carries links of its own, so that a next link would be among them."""
    return any(link.source != _HEADER_SOURCE for link in document.links.all)


def leads_on(document: Document, hints: PagingHints) -> bool:
    """Tell whether a page says that another one follows it."""
    return bool(hints.next_url or hints.token or hints.has_more) or any(rel.lower() == "next" for rel in document.links)


def disagreement(found: list[NextLink]) -> str:
    """Return how less trusted next links differ from the first, ``""`` where they agree."""
    others = [each.evidence for each in found[1:] if in_order(each.step.url) != in_order(found[0].step.url)]
    return f"{' and '.join(others)} disagreed with {found[0].evidence}, which was followed" if others else ""


def _step_of(link: Link, asked: Step, trusted: Trusted, notes: list[str]) -> Step | None:
    if not link.href:
        return None
    try:
        url = link.url
    except TemplateError:
        notes.append("a next link was left out: it is a template that needs values")
        return None
    method, again = link.method, _same_place(url, asked.url)
    if "method" not in link.attributes and link.body is None:
        return _repeated(url, asked)
    headers = _headers_of(link.attributes.get("headers"), trusted)
    if method == "GET":
        return Step(url, headers={**headers, **asked.headers} if again and asked.method == "GET" else headers)
    if method != "POST":
        notes.append(f"a next link was left out: it asks for {method}, and paging only reads")
        return None
    if not (again and asked.method == "POST") and not trusted.reads_by_post(url):
        notes.append("a next link was left out: it asks for POST, and this list was not read by POST there")
        return None
    # STAC API, paging extension: with "merge" the body adds to that of the request before.
    content = _merged(link.body, asked.body) if link.attributes.get("merge") is True else link.body
    headers = {**headers, **(asked.headers if again else {})}
    if content is None:
        return Step(url, "POST", headers, asked.body if again else None)
    return Step(
        url, "POST", {**_without_content_type(headers), "Content-Type": "application/json"}, json_bytes(content)
    )


def _same_place(url: str, other: str) -> bool:
    """Tell whether two URLs have one host and path; http and https are one here, as behind a proxy that is wrong."""
    one, two = components(url), components(other)
    return one.path == two.path and _host(one.authority) == _host(two.authority)


def _host(authority: str | None) -> str:
    return _DEFAULT_PORT.sub("", (authority or "").lower())


def _repeated(url: str, asked: Step) -> Step:
    """Return the request for a bare URL: the method and body of the page before, where it is the same search."""
    if not _same_place(url, asked.url):
        return Step(url)
    # OData 4.01 Protocol, 8.2.8: a preference counts for the one request that carries it.
    body = b"{}" if asked.method != "GET" and _says_all(url, asked.body) else asked.body
    return Step(url, asked.method, asked.headers, body)


def _says_all(url: str, body: bytes | None) -> bool:
    """Tell whether the query of a link has all members of the body that was sent, which then are not sent again."""
    said = {name for name, _ in parse_qsl(url.partition("#")[0].partition("?")[2], keep_blank_values=True)}
    try:
        members = json.loads(body) if body else None
    except ValueError:
        return False
    return isinstance(members, dict) and bool(members) and members.keys() <= said


def _without_content_type(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() != "content-type"}


def _headers_of(given: Any, trusted: Trusted) -> dict[str, str]:
    """Return the header fields that a link asks for and may ask for."""
    headers: dict[str, str] = {}
    for name, value in given.items() if isinstance(given, Mapping) else ():
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        allowed = name.lower() in _SENT and name.lower() not in trusted.headers
        if allowed and text.isascii() and text.isprintable():
            headers[name] = text
    return headers


def _merged(body: Any, before: bytes | None) -> Any:
    try:
        asked = json.loads(before) if before else {}
    except ValueError:
        asked = {}
    if isinstance(asked, dict) and isinstance(body, dict | None):
        return {**asked, **(body or {})}
    return body
