"""What a server says of the size of a list, page after page: the largest claim of any page counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypernav.documents.hints import PagingHints


class Claims:
    """Keep the claims of all pages, and tell where they do not agree with each other or with what came.

    >>> claims = Claims()
    >>> _ = claims.take(PagingHints(total=86, found={"total": "total"}), 50, 50, leads_on=True)
    >>> list(claims.doubts(219))
    ["219 members came, and the server's count is 86"]
    """

    __slots__ = ("_changed", "_sizes", "pages", "source", "total")

    def __init__(self) -> None:
        """Begin with no claim."""
        self.total: int | None = None
        """Members of the list: the largest claim so far."""
        self.source = ""
        """Where that claim was found."""
        self.pages: int | None = None
        """Pages of the list: the largest claim so far."""
        self._changed = ""
        self._sizes: frozenset[str] = frozenset()

    def take(self, hints: PagingHints, members: int, read: int, *, leads_on: bool) -> PagingHints:
        """Take the claims of one page; return its facts without a total that is the size of the page alone.

        Args:
            hints: The facts of the page.
            members: Members of the page.
            read: Members of all pages, this one included.
            leads_on: Whether the page says that another one follows.
        """
        source = hints.found.get("total", "")
        counts = hints.total is not None and source.rpartition(".")[2].lower() == "count"
        if counts and hints.total == members and (leads_on or members < read):
            self._sizes |= {source}
        if counts and source in self._sizes:
            hints = replace(hints, total=None, count=hints.total)
        if hints.total is not None:
            self._take_total(hints.total, source)
        if hints.total_pages is not None:
            self.pages = max(hints.total_pages, self.pages or 0)
        return hints

    def _take_total(self, total: int, source: str) -> None:
        if self.total is not None and total != self.total and not self._changed:
            self._changed = f"the server's count changed from {self.total:,} to {total:,} while pages were read"
        if self.total is None or total > self.total:
            self.total, self.source = total, source

    def doubts(self, read: int) -> Iterator[str]:
        """Yield what does not agree, for a list of which so many members were read."""
        if self.total is not None and read > self.total:
            yield f"{read:,} members came, and the server's count is {self.total:,}"
        if self._changed:
            yield self._changed
