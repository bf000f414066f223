"""Notice that pages repeat: by what they hold, not only by their addresses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from hypernav.documents.identity import TELLING, telling_values
from hypernav.paging.steps import Step
from hypernav.web.urls import in_order

_EMPTY_PAGES = 50
"""Empty pages in a row, each at an address of its own, after which a list is taken to have no end."""
_EQUAL_PAGES = 2
_SAMPLE = 64


class LoopGuard:
    """Compare each page with the pages before it. Sends nothing.

    Pages are equal when their members are: an envelope may carry times and request ids that always change.
    Of a page only digests are kept, so that its members need not stay in memory.
    """

    __slots__ = ("_addresses", "_digests", "_empty", "_identical", "_names")

    def __init__(self) -> None:
        self._addresses: list[str] = []
        self._digests: dict[bytes, list[int]] = {}
        self._names: list[Any] = []
        self._empty = 0
        self._identical = 0

    def mark(self) -> tuple[Any, ...]:
        """Return what ``back_to`` takes to forget what comes from now on."""
        return len(self._addresses), self._names, self._empty, self._identical

    def back_to(self, mark: tuple[Any, ...]) -> None:
        """Forget what came since ``mark``, as after an interrupt."""
        pages, self._names, self._empty, self._identical = mark
        del self._addresses[pages:]
        self._digests = {
            digest: kept
            for digest, numbers in self._digests.items()
            if (kept := [each for each in numbers if each < pages])
        }

    def repeat(self, step: Step, members: Sequence[Any]) -> str:
        """Remember the page that a request led to; return how it repeats an earlier one, or ``""``."""
        address = _address(step)
        digest = _digest(members)
        found = self._repeat_of(address, members, digest, step.guessed)
        if not found:
            self._digests.setdefault(digest, []).append(len(self._addresses))
            self._addresses.append(address)
        return found

    def expect(self, step: Step, members: Sequence[Any]) -> None:
        """Keep the names of a page's members where it leads to its own address, to know them again."""
        self._names = _identities(members) if _address(step) == self._addresses[-1] else []

    def _repeat_of(self, address: str, members: Sequence[Any], digest: bytes, guessed: bool) -> str:
        if not self._addresses:
            self._empty = 0 if members else 1
            return ""
        if not members:
            return self._empty_again(address, digest)
        self._empty = 0
        earlier = self._equal_page(address, digest)
        if earlier is not None:
            return self._describe(earlier, address, members, guessed)
        self._identical = 0
        # The same address with the same things: only what always changes, such as a time, differs.
        same = self._names and len(self._names) == len(members) and self._names == _identities(members)
        return f"page {len(self._addresses)} leads to itself" if same else ""

    def _empty_again(self, address: str, digest: bytes) -> str:
        self._empty += 1
        last = len(self._addresses) - 1
        if self._addresses[last] == address and last in self._digests.get(digest, ()):
            return f"page {last + 1} is empty and leads to itself"
        return f"{self._empty} empty pages lead to each other" if self._empty >= _EMPTY_PAGES else ""

    def _equal_page(self, address: str, digest: bytes) -> int | None:
        candidates = self._digests.get(digest, [])
        same_address = [number for number in candidates if self._addresses[number] == address]
        return next(reversed(same_address or candidates), None)

    def _describe(self, earlier: int, address: str, members: Sequence[Any], guessed: bool) -> str:
        page, last = earlier + 1, len(self._addresses)
        if self._addresses[earlier] == address:
            return f"page {page} leads to itself" if page == last else f"page {last} leads back to page {page}"
        if guessed:
            return f"the page parameter changes nothing, page {last + 1} is page {page} again"
        self._identical += 1
        # Rows without identity may be equal by chance, so they get one more page to prove it.
        if not _identifiable(members) and self._identical < _EQUAL_PAGES:
            return ""
        return f"new addresses lead to page {page} again"


def _address(step: Step) -> str:
    """Return what tells requests apart: not the fragment, nor the order of parameters."""
    return f"{step.method} {in_order(step.url)} {step.body!r}" if step.body else f"{step.method} {in_order(step.url)}"


def _digest(members: Sequence[Any]) -> bytes:
    """Return a digest of a page: of all its members, or of so many, spread evenly, that no other page has the same."""
    # Loaded at the first collection: importing this package stays as quick as importing requests.
    import orjson

    sample = members if len(members) <= _SAMPLE else [*members[:: len(members) // _SAMPLE + 1], members[-1]]
    try:
        text = orjson.dumps([len(members), sample], option=orjson.OPT_SORT_KEYS)
    except TypeError:  # an integer of more than 64 bits
        text = json.dumps([len(members), sample], sort_keys=True).encode()
    return sha256(text).digest()


def _identities(members: Sequence[Any]) -> list[Any]:
    """Return what names each member, empty where one has no name or two share one."""
    return next(filter(None, (telling_values(members, name) for name in TELLING)), [])


def _identifiable(members: Sequence[Any]) -> bool:
    """Return whether members that are equal must be the same things: they have names, or are all different."""
    if isinstance(members[0], str | int | float):
        return len(members) > 1 and len(set(map(repr, members))) == len(members)
    return bool(_identities(members)) or any(isinstance(member, dict) and "_links" in member for member in members)
