"""How a collection goes on: one small value a strategy, chosen by what the first page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from hypernav.documents.document import Document, PagingHints
from hypernav.documents.paths import value_at
from hypernav.paging.facts import integer
from hypernav.paging.links import NOTHING_TRUSTED, Trusted, disagreement, next_links
from hypernav.paging.names import SIZES
from hypernav.paging.steps import Step, Stop, asked_for, asking

ENDED = Stop("last page", more=False)
_MOST_GAPS = 2


class PageRead(NamedTuple):
    """A page that was just read: the document, the request that led to it, and counts."""

    document: Document
    hints: PagingHints
    asked: Step
    members: int
    """Members of this page."""
    read: int
    """Members of all pages so far, this one included."""
    claimed: int | None = None
    """Members of the list: the largest claim of any page."""
    claimed_pages: int | None = None
    """Pages of the list: likewise."""
    gaps: int = 0
    """Empty pages up to this one, without another between them."""
    trusted: Trusted = NOTHING_TRUSTED
    """What its next links may ask for."""


class Strategy(Protocol):
    """Decide what follows a page."""

    @property
    def name(self) -> str:
        """Return the name shown to people."""

    @property
    def evidence(self) -> str:
        """Return where the response shows it."""

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the next request, or why there is none; remarks go to ``notes``."""


@dataclass(frozen=True, slots=True)
class ByLink:
    """Follow the next link, or URL, that each page carries."""

    name: str
    evidence: str

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the most trusted next link of the page."""
        refused: list[str] = []
        found = list(next_links(page.document, page.asked, page.trusted, refused))
        notes.extend(refused)
        if refused and not found:
            # There is more, behind a link that is not followed.
            return Stop("next link left out", more=True, detail=refused[0].partition(": ")[2])
        if found:
            differs = disagreement(found) if len(found) > 1 else ""
            notes.extend([differs] * bool(differs))
            return says_no_more(page.hints) or found[0].step
        return Stop("no next link", more=False)


@dataclass(frozen=True, slots=True)
class ByToken:
    """Put the token of each page into the parameter of its family."""

    parameter: str
    name: str
    evidence: str
    path: str = ""
    """Path of the token where a profile declares one, with dots."""
    others: tuple[str, ...] = ()
    """Further parameters that may take it."""

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request with the page's token."""
        hints = page.hints
        token = _text_at(page.document.data, self.path) if self.path else hints.token
        if not token:
            return Stop("last page", more=False, detail="no further token")
        return says_no_more(hints) or asking(page.asked, self.parameter, token)


@dataclass(frozen=True, slots=True)
class ByPageNumber:
    """Count pages up."""

    parameter: str
    first: int
    name: str
    evidence: str
    size_parameter: str = ""
    sure: bool = False
    """Whether a profile or a search declares it, so that a short page is the last one."""
    others: tuple[str, ...] = ()
    """Further parameters that may take the number."""
    declared: bool = False
    """Whether a profile declares it, so that a full page outweighs a total."""

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request for the number after this page's."""
        number = integer(asked_for(page.asked, self.parameter))
        if number is None:
            said = page.hints.page_number
            number = self.first if said is None or self.declared else said
        return self._end(page, number) or asking(page.asked, self.parameter, number + 1)

    def _end(self, page: PageRead, number: int) -> Stop | None:
        hints = page.hints
        if hints.has_more is not None:
            return says_no_more(hints)
        size = size_of(page, self.size_parameter, hints.page_size)
        position = (number - self.first) * size + page.members if size else page.read
        pages = page.claimed_pages
        if pages is not None and number >= pages - 1 + self.first:
            return Stop("last page", more=False, detail=f"page {number} of {pages}")
        if not page.members:
            ahead = number - self.first if pages is not None else position
            return _empty(page, ahead, pages if pages is not None else page.claimed)
        if pages is not None:
            return None
        return _counted_out(page, position, size, sure=self.sure, declared=self.declared)


@dataclass(frozen=True, slots=True)
class ByOffset:
    """Count members up."""

    parameter: str
    name: str
    evidence: str
    size_parameter: str = ""
    sure: bool = False
    first: int = 0
    others: tuple[str, ...] = ()
    declared: bool = False

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request for the members after this page's."""
        hints = page.hints
        asked = integer(asked_for(page.asked, self.parameter))
        offset = asked if asked is not None else hints.offset if hints.offset is not None else self.first
        size = size_of(page, self.size_parameter, hints.limit or hints.page_size or hints.count)
        position = offset - self.first + page.members
        counted = _counted_out(page, position, size, sure=self.sure, declared=self.declared) if page.members else None
        end = says_no_more(hints) or counted or (None if page.members else _empty(page, position, page.claimed))
        # The members that came, not the limit asked for: a server that gives fewer than asked must lose none.
        further = page.members or size
        if end is None and not further:
            return Stop("empty page")
        return end or asking(page.asked, self.parameter, offset + (further or 0))


@dataclass(frozen=True, slots=True)
class ByLastIdentity:
    """Ask for what comes after the last member, by its id: the list envelope of Stripe, which carries no token."""

    parameter: str = "starting_after"
    name: str = "last id"
    evidence: str = "has_more → starting_after=, guessed"

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request for the members after this page's last one."""
        if not page.members:
            return Stop("empty page", more=False)
        last = last_id(page)
        if last and page.hints.has_more:
            return asking(page.asked, self.parameter, last)
        return Stop("no id to go on from", more=True) if page.hints.has_more else says_no_more(page.hints) or ENDED


def says_no_more(hints: PagingHints) -> Stop | None:
    """Return the end that a page states in so many words; it goes before every link and token."""
    if hints.has_more is not False:
        return None
    return Stop("last page", more=False, detail=f"{hints.found.get('has_more', 'the server')} says so")


def size_of(page: PageRead, name: str, said: int | None) -> int | None:
    """Return how many members a page holds at most, None where neither the answer nor the request tells."""
    asked = [asked_for(page.asked, each) for each in ((name,) if name else SIZES)]
    given = next((size for size in map(integer, asked) if size), None)
    # A server that caps the size says so; believe what it says rather than what was asked.
    return said or given or None


def last_id(page: PageRead) -> str:
    """Return the id of the last member of a page, ``""`` where it has none."""
    members = page.document.members
    return _text_at(members[-1].data, "id") if members else ""


def _empty(page: PageRead, position: int, claimed: int | None) -> Stop | None:
    """Return the end that an empty page is, None for one before the claimed end, which may be a gap."""
    inside = claimed is not None and claimed > position
    if inside and page.gaps < _MOST_GAPS:
        return None
    return Stop("empty page", more=None if inside else False)


def _counted_out(page: PageRead, position: int, size: int | None, *, sure: bool, declared: bool) -> Stop | None:
    """Return the stop that counting allows: a claimed total, or a page that is known to be the last as it is short."""
    total = page.claimed
    short = size is not None and page.members < size
    # A page as full as its own limit, and a total that is no more than this limit, prove nothing.
    limited = total is not None and total == page.members == size_of(page, "", page.hints.limit or page.hints.page_size)
    # Where a profile declares the paging, a full page outweighs a total, which may be too small.
    if total is not None and position >= total and not limited and (short or size is None or not declared):
        detail = f"{total:,} by {page.hints.found.get('total', 'total')}"
        return Stop("total reached", more=False, detail=detail, position=position)
    if short and sure and (total is None or position >= total):
        return Stop("last page", more=False, detail=f"{page.members:,} members on a page of {size:,}")
    return None


def _text_at(data: object, path: str) -> str:
    value = value_at(data, path)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
