"""How the tests of formats read a body."""

from __future__ import annotations

from typing import Any

from hypernav.documents.document import Document
from hypernav.formats import read

BASE = "https://api.test"


def document_of(data: Any, path: str = "/v1/place", *, status: int = 200, **headers: str) -> Document:
    """Return the document of a body found at a path; header names have underscores for hyphens."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return read(BASE + path, status, {"content-type": "application/json", **fields}, data)


def targets(document: Document) -> dict[str, list[str]]:
    """Return relation to the absolute targets of its links."""
    return {rel: [link.url for link in links] for rel, links in document.links.items()}
