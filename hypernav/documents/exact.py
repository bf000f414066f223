"""The data of a document with the spelling of its numbers and texts, for whoever writes it back."""

from __future__ import annotations

import json

from hypernav.documents.document import Document
from hypernav.web import exact as web_exact
from hypernav.web.exact import Exactly, read_exactly

_LARGEST = 1024 * 1024
"""Bytes of a body that is looked through for names that stand twice when it is shown."""


def exactly(document: Document) -> Exactly:
    """Return the data as it is written in the body, else as it is; and which names an object has twice.

    >>> from hypernav.formats import read
    >>> document = read("https://acme.test/", 200, {}, {"price": 100.0})
    >>> document.keep_body(b'{"price": 1e2}')
    >>> exactly(document).data["price"].literal
    '1e2'
    """
    try:
        found = read_exactly(_text(document.body))
    except (ValueError, RecursionError):
        return Exactly(document.data, ())
    # Whatever else is in the body, what was read is what is edited.
    return found if found.data == document.data else Exactly(document.data, found.repeated)


def repeated_names(document: Document) -> tuple[str, ...]:
    """Return the names that an object of a body has twice; of a very large one, nothing is told."""
    body = document.body
    try:
        return web_exact.repeated_names(_text(body)) if 0 < len(body) <= _LARGEST else ()
    except (ValueError, RecursionError):
        return ()


def _text(body: bytes) -> str:
    return body.decode(json.detect_encoding(body), "surrogatepass")
