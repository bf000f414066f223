"""Where a list has its members: page one decides, and a later page that has none there is no page of the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypernav.documents.document import Document, Found
from hypernav.documents.hints import PagingHints
from hypernav.documents.paths import Path, at_path
from hypernav.names import enumerated

_MOST_NAMED = 4
_FAILURES = ("error", "errors", "fault", "exception")
_VERDICTS = ("ok", "success", "successful")
_ENVELOPE = frozenset({"kind", "etag", "self", "links", "_links", "meta", "page", "paging", "pagination", "status"})


class Listing:
    """Know where the first page has its members, and look for those of the later pages at the same place.

    >>> from hypernav.formats import read
    >>> listing = Listing(read("https://acme.test/x", 200, {}, {"items": [1, 2], "next": "?page=2"}))
    >>> later = read("https://acme.test/x?page=2", 200, {}, {"error": "ratelimited"})
    >>> listing.trouble(later, later.paging, 2)
    "an object of error, without a list at 'items'"
    """

    __slots__ = ("_key", "_path")

    def __init__(self, first: Document) -> None:
        """Note the place, as far as the first page tells: an empty page may have no list at all."""
        self._path: Path | None = None
        self._key = ""
        self._learn(first)

    def trouble(self, page: Document, hints: PagingHints, read: int) -> str:
        """Return why a later page is none of this list, ``""`` where it is; its members are then those of this list.

        Args:
            page: The later page.
            hints: What it says of paging.
            read: Members of the pages before it.
        """
        if self._path is None:
            self._learn(page)
        if self._path is not None:
            found = at_path(page.data, self._path)
            if type(found) is list:
                page.take_members(Found(self._key, found))
                return "" if found or not _fails(page.data) else f"{_described(page)} that says that it failed"
        if not _fails(page.data) and (_says_empty(hints, read) or _only_leads_on(page, hints)):
            page.take_members(Found(self._key, ()))
            return ""
        place = "in it" if not self._key else f"at {self._key!r}"
        return f"{_described(page)}, without a list {place}"

    def _learn(self, page: Document) -> None:
        key = page.members_key
        path = page.members_path
        if page.members is not None:
            self._key = key
            self._path = path if type(at_path(page.data, path)) is list else None


def raw_members(document: Document) -> Sequence[Any] | None:
    """Return the members of a document as parsed, None where it has none."""
    members = document.members
    if members is None:
        return None
    return members.records if isinstance(members.records, list) else list(members.records)


def _says_empty(hints: PagingHints, read: int) -> bool:
    """Tell whether a page without a list says in numbers that it has no members."""
    if hints.count == 0 or (hints.total is not None and hints.total <= read):
        return True
    return hints.page_number is not None and hints.total_pages is not None and hints.page_number > hints.total_pages


def _only_leads_on(page: Document, hints: PagingHints) -> bool:
    """Tell whether a page is nothing but the way to the next one: some servers leave an empty list out."""
    data = page.data
    if not isinstance(data, dict) or not (hints.next_url or hints.token):
        return False
    paging = {path.partition(".")[0] for path in hints.found.values()} | _ENVELOPE
    return all(key in paging or value is None or key[:1] in "_@$" for key, value in data.items())


def _fails(data: Any) -> bool:
    """Tell whether an object says that it is a failure, whatever its status says."""
    if not isinstance(data, dict):
        return False
    said = any(data.get(name) is False for name in _VERDICTS) or any(data.get(name) for name in _FAILURES)
    return said or data.get("status") in ("error", "fail", "failed")


def _described(page: Document) -> str:
    data = page.data
    if data is None or data == b"":
        return f"an answer without a body ({page.status})"
    if isinstance(data, dict):
        names = [name[:40] for name in list(data)[:_MOST_NAMED]]
        more = ["…"] if len(data) > _MOST_NAMED else []
        return f"an object of {enumerated([*names, *more])}" if names else "an empty object"
    if isinstance(data, str | bytes):
        return page.media_type or "no JSON"
    return "an array" if isinstance(data, list) else "a single value"
