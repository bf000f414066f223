"""Writes: exactly one request each, and its answer as a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypernav.documents.document import Document
from hypernav.navigation.loading import stand_at
from hypernav.navigation.node import Address, Node, embedded_state
from hypernav.navigation.resolving import url_of
from hypernav.navigation.session import pointed_at
from hypernav.navigation.state import State
from hypernav.paging import Step
from hypernav.web.encoding import json_bytes
from hypernav.web.headers import overlaid
from hypernav.web.redaction import redacted_url

CREATED = 201
_NOTHING: Mapping[str, str] = {}


def write(node: Node, method: str, body: Any, content_type: str, given: Mapping[str, str] = _NOTHING) -> Node:
    """Return the answer to a write as a place. **Sends** exactly one request, and nothing a second time.

    The address of the answer is the created resource's where the server names it in ``Location`` (RFC 9110, 10.2.2).

    Args:
        node: The place.
        method: The method.
        body: Plain data, text, bytes, or None for no body.
        content_type: The media type of the body.
        given: Further headers of this one request.
    """
    url = url_of(node)
    content = encoded(body, content_type)
    typed = {"Content-Type": content_type} if content is not None else {}
    headers = overlaid(typed, given)
    asked_by = f".{method.lower()}() on {redacted_url(url)}"
    if method == "POST" and node.session.declared(url).place.reads_by_post:
        document, _ = node.session.exchange(method, url, headers=headers, body=content, asked_by=asked_by)
        own = State(document, request=Step(url, method, headers, content))
        return Node(node.session, Address(url, asked_by), own)
    try:
        answer = node.session.write(method, url, headers=headers, body=content, asked_by=asked_by)
    finally:
        forget_own(node, url)
    document = answer.document
    if answer.method == "POST" and _answers_a_search(document):
        # A list that was posted for goes on as it began.
        answer.request = Step(document.url, method, headers, content)
    return Node(node.session, Address(address_of_answer(document, method), asked_by), answer)


def _answers_a_search(document: Document) -> bool:
    """Tell whether a POST was answered by a list, and not by something that it made (RFC 9110, 9.3.3)."""
    made = document.status == CREATED or next(pointed_at(document.headers, document.url), "")
    return not made and document.members is not None


def head(node: Node, headers: Mapping[str, str] = _NOTHING) -> Node:
    """Return what answers a HEAD as a place without a body; nothing of it is kept. **Sends** one HEAD."""
    url = url_of(node)
    asked_by = f".head_request() on {redacted_url(url)}"
    document, _ = node.session.exchange("HEAD", url, headers=headers, body=None, asked_by=asked_by)
    return Node(node.session, Address(url, asked_by), State(document, method="HEAD"))


def allowed_methods(node: Node) -> tuple[str, ...]:
    """Return the methods that the server's ``Allow`` names. **Sends** one OPTIONS."""
    url = url_of(node)
    _, response = node.session.exchange("OPTIONS", url, headers={}, body=None, asked_by=".options()")
    methods = tuple(name.strip().upper() for name in response.headers.get("Allow", "").split(",") if name.strip())
    node.session.allowed_methods[url] = methods
    return methods


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


def forget_own(node: Node, url: str) -> None:
    """Let a place that came along with another document be read at its own address from now on. Sends nothing."""
    if embedded_state(node) is not None:
        stand_at(node, Address(url))


def address_of_answer(document: Document, method: str = "POST") -> str:
    """Return the URL that an answer to a write stands for: after a redirect, that of its last hop. Sends nothing.

    What a POST made is elsewhere than what was posted to (RFC 9110, 9.3.3): where no header field says where, its
    ``self`` does. Any other write is answered by what was written.
    """
    named = next(pointed_at(document.headers, document.url), "")
    return named or (document.self_url if method == "POST" else "") or document.url
