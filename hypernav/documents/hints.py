"""What a document says about how its collection goes on: facts with the place where they were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PagingHints:
    """Hold the paging facts of one document's body; deciding what they mean is the pager's job. Sends nothing.

    Each fact's path in the body is in ``found`` under the fact's name, also where the fact is null:
    ``found["next_url"] == "next"`` with ``next_url`` None says that the server gave an empty ``next``.

    >>> hints = PagingHints(total=57, found={"total": "page.totalResources"})
    >>> hints.total, hints.found["total"], hints.next_url
    (57, 'page.totalResources', None)
    """

    total: int | None = None
    """The server's claim of how many members there are in all pages."""
    next_url: str | None = None
    """URL of the next page as the body spells it, absolute or relative."""
    previous_url: str | None = None
    """URL of the page before."""
    page_number: int | None = None
    """Number of this page as the server counts."""
    page_size: int | None = None
    """Members that a page holds at most."""
    total_pages: int | None = None
    """The server's claim of how many pages there are."""
    offset: int | None = None
    """Members before the first one of this page."""
    limit: int | None = None
    """Members asked for at most."""
    count: int | None = None
    """Members of this page, where the server counts them."""
    token: str | None = None
    """Token of the next page."""
    token_parameter: str = ""
    """Query parameter that takes the token, by the family of the token's name."""
    has_more: bool | None = None
    """Whether the server says that there are more pages."""
    found: Mapping[str, str] = field(default_factory=dict)
    """Name of a fact to its path in the body, with dots."""

    def __bool__(self) -> bool:
        """Tell whether anything was found."""
        return bool(self.found)
