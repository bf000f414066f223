"""Notice that pages repeat: by what they hold, not only by their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypernav.document import Document
from hypernav.paging.steps import Step

_EMPTY_PAGES = 2
_IDENTITIES = ("id", "_id", "key", "uuid", "@odata.id", "href", "url", "name")


class LoopGuard:
    """Compare each page with the pages before it. Sends nothing.

    Pages are equal when their members are: an envelope may carry times and request ids that always change.
    A sketch of a few members finds the candidates; only those are compared in full. The lists compared are
    the documents' own, which a collection keeps anyway, so a page costs about two microseconds and no memory.
    """

    __slots__ = ("_empty", "_identical", "_pages", "_seen")

    def __init__(self) -> None:
        self._pages: list[tuple[str, Sequence[Any]]] = []
        self._seen: dict[tuple[int, int], list[int]] = {}
        self._empty = 0
        self._identical = 0

    def repeat(self, step: Step, members: Sequence[Any]) -> str:
        """Remember the page that a request led to; return how it repeats an earlier one, or ``""``."""
        address = _address(step)
        number = len(self._pages)
        found = self._repeat_of(address, members, step.guessed)
        self._pages.append((address, members))
        self._seen.setdefault(_sketch(members), []).append(number)
        return found

    def _repeat_of(self, address: str, members: Sequence[Any], guessed: bool) -> str:
        if not self._pages:
            self._empty = 0 if members else 1
            return ""
        if not members:
            return self._empty_again(address)
        self._empty = 0
        earlier = self._equal_page(address, members)
        if earlier is None:
            self._identical = 0
            return self._same_things(address, members)
        return self._describe(earlier, address, members, guessed)

    def _empty_again(self, address: str) -> str:
        self._empty += 1
        before, content = self._pages[-1]
        if before == address and not content:
            return f"page {len(self._pages)} is empty and leads to itself"
        return "one empty page leads to another" if self._empty >= _EMPTY_PAGES else ""

    def _equal_page(self, address: str, members: Sequence[Any]) -> int | None:
        candidates = [n for n in self._seen.get(_sketch(members), ()) if self._pages[n][1] == members]
        same_address = [n for n in candidates if self._pages[n][0] == address]
        return next(reversed(same_address or candidates), None)

    def _describe(self, earlier: int, address: str, members: Sequence[Any], guessed: bool) -> str:
        page, last = earlier + 1, len(self._pages)
        if self._pages[earlier][0] == address:
            return f"page {page} leads to itself" if page == last else f"page {last} leads back to page {page}"
        if guessed:
            return f"the page parameter changes nothing, page {last + 1} is page {page} again"
        self._identical += 1
        # Rows without identity may be equal by chance, so they get one more page to prove it.
        if not _identifiable(members) and self._identical < _EMPTY_PAGES:
            return ""
        return f"new addresses lead to page {page} again"

    def _same_things(self, address: str, members: Sequence[Any]) -> str:
        before, previous = self._pages[-1]
        if before != address or len(previous) != len(members):
            return ""
        now = _identities(members)
        # The same address with the same things: only what always changes, such as a time, differs.
        return f"page {len(self._pages)} leads to itself" if now and now == _identities(previous) else ""


def raw_members(document: Document) -> Sequence[Any] | None:
    """Return the members of a document as parsed, None where it has none. Sends nothing."""
    members = document.members
    if members is None:
        return None
    found = document.data
    for key in document.members_key.split(".") if document.members_key else ():
        found = found.get(key) if isinstance(found, dict) else None
    if isinstance(found, list) and len(found) == len(members):
        return found
    return [member.data for member in members]


def _address(step: Step) -> str:
    """Return what tells requests apart: not the fragment, nor the order of parameters."""
    before, _, query = step.url.partition("#")[0].partition("?")
    pairs = "&".join(sorted(query.split("&"))) if "&" in query else query
    return f"{step.method} {before}?{pairs} {step.body!r}" if step.body else f"{step.method} {before}?{pairs}"


def _sketch(members: Sequence[Any]) -> tuple[int, int]:
    if not members:
        return 0, 0
    return len(members), hash((_brief(members[0]), _brief(members[-1])))


def _brief(value: Any) -> Any:
    """Return something hashable that is equal for equal values."""
    if isinstance(value, dict):
        return frozenset((key, len(item) if isinstance(item, dict | list) else item) for key, item in value.items())
    return len(value) if isinstance(value, list) else value


def _identities(members: Sequence[Any]) -> list[Any]:
    """Return what names each member, empty where one has no name or two share one."""
    for name in _IDENTITIES:
        values = [member.get(name) if isinstance(member, dict) else None for member in members]
        if all(isinstance(value, str | int) for value in values) and len(set(values)) == len(values):
            return values
    return []


def _identifiable(members: Sequence[Any]) -> bool:
    """Return whether members that are equal must be the same things: they have names, or are all different."""
    if isinstance(members[0], str | int | float):
        return len(members) > 1 and len(set(map(repr, members))) == len(members)
    return bool(_identities(members)) or any(isinstance(member, dict) and "_links" in member for member in members)
