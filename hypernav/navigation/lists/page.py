"""One page of a collection, as users see it and as it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

from hypernav.documents.document import Document
from hypernav.http import Response
from hypernav.navigation.node import Node
from hypernav.paging import Step
from hypernav.visible import shown

R = TypeVar("R")
T = TypeVar("T")
Picked = tuple[int, ...] | None
"""The places of members of a page that are shown; None for all."""


class Page(Sequence[R]):
    """Hold the members of one page, in the order of the server.

    >>> Page("https://acme.test/orders?page=2", 1, ())
    Page(2, 0 members, GET https://acme.test/orders?page=2)
    """

    __slots__ = ("_members", "number", "url")

    def __init__(self, url: str, number: int, members: Sequence[R]) -> None:
        """Keep the members; ``number`` counts from 0 in the order of reading."""
        self.url = url
        self.number = number
        self._members = tuple(members)

    def wrapped(self, wrap: Callable[[R], T]) -> Page[T]:
        """Return the same page with each member wrapped."""
        return Page(self.url, self.number, tuple(map(wrap, self._members)))

    def __len__(self) -> int:
        """Return how many members this page has."""
        return len(self._members)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        """Return a member, or several."""
        return self._members[index]

    def __repr__(self) -> str:
        """Say which page this is."""
        count = len(self._members)
        return shown(f"Page({self.number + 1}, {count} member{'' if count == 1 else 's'}, GET {self.url})")


class PageKept:
    """One page that was read: its document and members, or the answer that they can be made of again."""

    __slots__ = ("asked", "count", "document", "members", "picked", "response", "url")

    def __init__(self, document: Document, response: Response | None, asked: Step, picked: Picked) -> None:
        self.url = document.url
        self.asked = asked
        self.picked = picked
        """The places of those members that no page before it had; None for all of them."""
        self.count = len(document.records) if picked is None else len(picked)
        self.response = response
        self.document: Document | None = None
        self.members: Sequence[Node] | None = None
