"""How messages and displays name a place."""

from __future__ import annotations

from hypernav.documents.document import Document
from hypernav.navigation.node import Address, Hop, Node, embedded_state
from hypernav.web.urls import parts_of


def where(node: Node, document: Document | None = None) -> str:
    """Return a place as messages name it, such as ``GET /api/v2/projects``. Sends nothing."""
    state = embedded_state(node)
    method = state.method if state is not None else "GET"
    url = own_url(node, document) if document is not None else ""
    if not url:
        return part_of(node, document) if document is not None and node.parent is not None else expression_of(node)
    parts = parts_of(node.session.client.redact.url(url))
    return f"{method} {parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def own_url(node: Node, document: Document) -> str:
    """Return the address of what stands at a place, "" for a part without an address of its own. Sends nothing."""
    if document.self_url:
        return document.self_url
    if node.parent is None:
        return document.url if document.parent is None else ""
    return node.address.url if isinstance(node.address, Address) else ""


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
