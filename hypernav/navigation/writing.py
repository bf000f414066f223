"""Writes: exactly one request each, and its answer as a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hypernav.address import At
from hypernav.connection import Holding, pointed_at
from hypernav.looking import url_of
from hypernav.paging import Step
from hypernav.web.encoding import json_bytes

if TYPE_CHECKING:
    from hypernav.documents.document import Document
    from hypernav.resource import Resource


def write(place: Resource, method: str, body: Any, content_type: str) -> Resource:
    """Return the answer to a write as a place. **Sends** exactly one request, and nothing a second time.

    The address of the answer is the created resource's where the server names it in ``Location`` (RFC 9110, 10.2.2).
    """
    url = url_of(place)
    content = encoded(body, content_type)
    headers = {"Content-Type": content_type} if content is not None else {}
    asked_by = f".{method.lower()}() on {url}"
    if method == "POST" and _only_reads(place, url):
        document, _ = place._connection.exchange(method, url, headers=headers, body=content, asked_by=asked_by)
        own = Holding(document, request=Step(url, method, headers, content))
        return type(place)(place._connection, At(url, asked_by), own)
    try:
        answer = place._connection.write(method, url, headers=headers, body=content, asked_by=asked_by)
    finally:
        forget_own(place, url)
    return type(place)(place._connection, At(address_of_answer(answer.document), asked_by), answer)


def allowed_methods(place: Resource) -> tuple[str, ...]:
    """Return the methods that the server's ``Allow`` names. **Sends** one OPTIONS."""
    url = url_of(place)
    _, response = place._connection.exchange("OPTIONS", url, headers={}, body=None, asked_by=".options()")
    methods = tuple(name.strip().upper() for name in response.headers.get("Allow", "").split(",") if name.strip())
    place._connection.allowed_methods[url] = methods
    return methods


def _only_reads(place: Resource, url: str) -> bool:
    profile = place._connection.profile
    found = profile.place(urlsplit(url).path) if profile else None
    return found is not None and found[0].reads_by_post


def encoded(body: Any, content_type: str = "application/json") -> bytes | None:
    """Return a body as bytes: bytes as they are, text of another media type too, anything else as JSON. Sends nothing.

    >>> encoded({"on": True})
    b'{"on":true}'
    """
    if body is None or isinstance(body, bytes):
        return body
    if isinstance(body, str) and "json" not in content_type:
        return body.encode()
    return json_bytes(body)


def forget_own(place: Resource, url: str) -> None:
    """Let a place that came along with another document be read at its own address from now on."""
    if place._own is not None:
        place._address, place._own, place._parent = At(url), None, None


def address_of_answer(document: Document) -> str:
    """Return the URL that an answer to a write stands for: after a redirect, that of its last hop. Sends nothing."""
    named = next(pointed_at(document.headers, document.url), "")
    return named or document.self_url or document.url
