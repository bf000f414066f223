"""How paging went: a few aligned lines, and the one wording of "N of M"."""

from __future__ import annotations

from dataclasses import dataclass

from hypernav.notebook import Shown
from hypernav.paging.steps import Stop
from hypernav.visible import shown

_WIDTH = 10


def count_phrase(read: int, total: int | None, *, more: bool | None) -> str:
    """Say how many members were read of how many, so that no list looks complete when it is not.

    Args:
        read: Members read or shown.
        total: What the server says there are, if it says so; a claim.
        more: Whether more members exist, None where nobody knows.

    >>> count_phrase(20, 57, more=True)
    "20 of 57 (the server's count), more exist"
    >>> count_phrase(20, None, more=True), count_phrase(20, None, more=False)
    ('20, more exist', '20, no more')
    >>> count_phrase(1000, 3041, more=False)
    "1,000 of 3,041 (the server's count), but nothing leads further"
    """
    if total is None:
        return f"{read:,}, " + {True: "more exist", False: "no more", None: "more may exist"}[more]
    if read > total:
        claim = f"{read:,}, the server's count is {total:,}"
        return claim + {True: ", more exist", False: "", None: ", more may exist"}[more]
    claim = f"{read:,} of {total:,} (the server's count)"
    if more:
        return f"{claim}, more exist"
    if read < total:
        return f"{claim}, " + ("but nothing leads further" if more is False else "more may exist")
    return claim


@dataclass(frozen=True, slots=True)
class PagingReport(Shown):
    """Tell how a collection goes on, what shows it, and why reading stopped. Sends nothing.

    >>> print(PagingReport("next link", "_links.next", pages=1, items=20, total=57, total_source="totalCount"))
    strategy  next link
    evidence  _links.next
    pages     1 read
    members   20 of 57 (the server's count), more exist
    count     57, from totalCount
    stopped   no, the next page is not read yet
    """

    strategy: str
    evidence: str
    pages: int = 0
    items: int = 0
    total: int | None = None
    """How many members there are, as the server claims."""
    total_source: str = ""
    """Where that claim was found."""
    stop: Stop | None = None
    """Why reading stopped; None while more pages can be read."""
    more: bool | None = True
    """Whether more members exist while more pages can be read; None where nobody knows."""
    next: str = ""
    """The next request, redacted."""
    notes: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Return why reading stopped, ``more exist`` while it has not."""
        return self.stop.reason if self.stop else "more exist" if self.more else "more may exist"

    @property
    def complete(self) -> bool:
        """Return whether everything there is was read, as far as the server tells."""
        return self.stop is not None and self.stop.complete

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Return the lines as labels and texts."""
        more = self.stop.more if self.stop else self.more
        source = f", from {self.total_source}" if self.total_source else ""
        rows = (
            ("strategy", self.strategy),
            ("evidence", self.evidence),
            ("pages", f"{self.pages:,} read"),
            ("members", count_phrase(self.items, self.total, more=more)),
            ("count", "" if self.total is None else f"{self.total:,}{source}"),
            ("next", self.next),
            ("stopped", str(self.stop) if self.stop else "no, the next page is not read yet"),
            *(("note", note) for note in self.notes),
        )
        return tuple((label, text) for label, text in rows if text)

    def __str__(self) -> str:
        """Return one aligned line a fact."""
        return shown("\n".join(f"{label:<{_WIDTH}}{text}" for label, text in self.rows))

    def __repr__(self) -> str:
        """Return the lines, so that a notebook shows them."""
        return str(self)
