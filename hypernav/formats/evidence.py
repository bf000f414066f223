"""Whether a list in a document is what the document is about, or one of its fields."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from hypernav.documents.document import Document
from hypernav.documents.hints import PagingHints
from hypernav.documents.identity import IDENTIFIERS, NAMES
from hypernav.formats.hint_names import folded
from hypernav.web.urls import path_of

_NAMING = frozenset((*IDENTIFIERS, *NAMES))
_PAGING_RELATIONS = ("next", "prev", "first", "last")


def has_identity(data: dict[str, Any]) -> bool:
    """Tell whether an object names itself, as one thing does and a page of things does not.

    >>> has_identity({"id": 7, "services": []}), has_identity({"total": 7, "items": []})
    (True, False)
    """
    return any(isinstance(data.get(key), str | int) for key in _NAMING if key in data)


def has_paging_links(document: Document) -> bool:
    """Tell whether links lead to other pages."""
    return any(relation in document.links for relation in _PAGING_RELATIONS)


def is_paged(hints: PagingHints) -> bool:
    """Tell whether the facts can only be those of a page: a token, a next URL, numbers that belong together.

    >>> is_paged(PagingHints(total=9, found={"total": "total"})), is_paged(PagingHints(has_more=True))
    (False, True)
    """
    numbers = sum(fact is not None for fact in (hints.total, hints.total_pages, hints.page_size, hints.limit))
    started = hints.page_number is not None or hints.offset is not None
    return bool(hints.token or hints.next_url or hints.has_more is not None or (started and numbers))


def names_the_place(document: Document, key: str) -> bool:
    """Tell whether the URL's path ends in the name of a member, as ``/v1/widgets`` does for ``acme:widgets``."""
    last = unquote(path_of(document.url).rstrip("/").rpartition("/")[2])
    return bool(last) and folded(last.partition(".")[0]) == folded(key.rpartition(":")[2])


def is_listing_of(document: Document, key: str) -> bool:
    """Tell whether the URL's path says that it lists a member, as ``/v2/alpine/tags/list`` does for ``tags``."""
    return path_of(document.url).endswith(f"/{key}/list")


def is_list_of_this(document: Document, key: str, *, alone: bool) -> bool:
    """Tell whether an embedded list holds the members of the document itself.

    Args:
        document: The document.
        key: Name of the list.
        alone: Whether nothing else is embedded.
    """
    if names_the_place(document, key) or is_paged(document.paging):
        return True
    if has_identity(document.data):
        return False
    return alone or bool(document.paging) or has_paging_links(document)
