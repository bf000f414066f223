"""How messages and displays name a place."""

from __future__ import annotations

from hypernav.documents.document import Document
from hypernav.navigation.node import Address, Hop, Node, embedded_state
from hypernav.web.urls import parts_of


def where(node: Node, document: Document | None = None) -> str:
    """Return a place as messages name it, such as ``GET /api/v2/projects``. Sends nothing."""
    state = embedded_state(node)
    method = state.method if state is not None else "GET"
    url = "" if document is None else document.url if _is_whole(node, document) else own_url(node, document)
    if not url:
        return part_of(node, document) if document is not None and node.parent is not None else expression_of(node)
    parts = parts_of(node.session.client.redact.url(url))
    return f"{method} {parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def own_url(node: Node, document: Document) -> str:
    """Return the address of what stands at a place, "" for a part without an address of its own. Sends nothing.

    A whole answer stands where it was asked for, whatever its ``self`` says; what a write answers may be elsewhere.
    """
    address = node.address.url if isinstance(node.address, Address) else ""
    if _is_whole(node, document):
        return (address if node.state is not None else "") or document.url
    return document.self_url or (address if node.parent is not None else "")


def _is_whole(node: Node, document: Document) -> bool:
    return document.parent is None and node.parent is None


def part_of(node: Node, document: Document) -> str:
    """Return a part as messages name it, such as ``part .cvss of GET /vulnerabilities/7``. Sends nothing."""
    asked = asked_by(node)
    if asked:
        return "part " + " of ".join(asked.rsplit(" on ", 1))
    parts = parts_of(node.session.client.redact.url(document.url))
    return f"part of GET {parts.path or '/'}"


def expression_of(node: Node) -> str:
    """Return the expression that names a place, such as ``acme.orders``. Sends nothing."""
    address = node.address
    if isinstance(address, Hop):
        return expression_of(address.parent) + address.expression
    if address.path:
        return address.path
    if address.url == node.session.root_url:
        name = node.session.name
        return name if name.isidentifier() else "nav"
    if address.url:
        return f"GET {node.session.client.redact.url(address.url)}"
    if address.links:
        link = address.links[0]
        return link.redacted_url(link.href) if len(address.links) == 1 else link.redacted(link.rel)
    state = embedded_state(node)
    return where(node, state.document) if state else "a part of a document"


def asked_by(node: Node) -> str:
    """Return the expression that led to a place, "" where none is known. Sends nothing."""
    address = node.address
    return address.asked_by if isinstance(address, Address) else ""
