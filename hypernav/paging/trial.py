"""A guessed parameter is held against its first answer: what it did not change, it did not ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypernav.paging.rows import Rows
from hypernav.paging.steps import Stop
from hypernav.paging.strategies import PageRead, Strategy, size_of

_REFUSED = (400, 404, 416, 422)
_BEYOND = (404, 416)
"""Statuses of a page beyond the last one; 416 is RFC 9110, 15.5.17."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Keep the page that a guess follows, and the guesses that are left."""

    page: PageRead
    left: tuple[Strategy, ...]
    first: Strategy
    why: Stop | None = None
    """Why the first guess failed."""

    def contradiction(self, answer: PageRead, members: Sequence[Any], rows: Rows | None) -> str:
        """Return how an answer shows that the guess was not heeded, ``""`` where it may have been."""
        before, after = self.page.hints, answer.hints
        if after.total is not None and before.total is not None and after.total < min(before.total, self.page.read):
            return f"the server's count fell from {before.total:,} to {after.total:,}"
        if not members and (self.page.claimed or 0) > self.page.read and (after.total_pages or 2) > 1:
            return "the page is empty, and the server counts more"
        stood = after.page_number if after.page_number is not None else after.offset
        moved = before.page_number if after.page_number is not None else before.offset
        if stood is not None and stood == moved and not (rows is not None and rows.are_new(members)):
            return f"the answer says that it is at {stood:,} still"
        return ""


def is_refusal(status: int) -> bool:
    """Tell whether a status refuses what was asked for, rather than who asks or when."""
    return status in _REFUSED


def is_beyond(status: int) -> bool:
    """Tell whether a status may say that a page is beyond the last one."""
    return status in _BEYOND


def looks_last(page: PageRead) -> bool:
    """Tell whether a page is likely the last one: shorter than its size, with nothing counted after it."""
    size = size_of(page, "", page.hints.limit or page.hints.page_size)
    goes_on = page.hints.token or page.hints.has_more or (page.claimed or 0) > page.read
    return size is not None and page.members < size and not goes_on
