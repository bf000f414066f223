"""How a collection goes on: one small value a strategy, chosen by what the first page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from hypernav.documents.document import Document, PagingHints
from hypernav.documents.paths import steps_to, value_at
from hypernav.paging.facts import integer
from hypernav.paging.links import (
    NEXT_LINK,
    NOTHING_TRUSTED,
    NextLink,
    Trusted,
    disagreement,
    has_links,
    next_links,
    says_no_next,
)
from hypernav.paging.steps import Step, Stop, asked_for, asking
from hypernav.profile import PagingRule
from hypernav.web.urls import parameter

_PAGE_PARAMETERS = ("page", "pageNumber", "page_number", "pageNo", "pageIndex", "page[number]", "p")
_SIZE_PARAMETERS = ("limit", "size", "pageSize", "page_size", "per_page", "count", "$top", "first")


class PageRead(NamedTuple):
    """A page that was just read: the document, the request that led to it, and counts."""

    document: Document
    hints: PagingHints
    asked: Step
    members: int
    """Members of this page."""
    read: int
    """Members of all pages so far, this one included."""
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
            return _left_out(refused)
        if found:
            differs = disagreement(found) if len(found) > 1 else ""
            notes.extend([differs] * bool(differs))
            return found[0].step
        return ended(page, "no next link")


@dataclass(frozen=True, slots=True)
class ByToken:
    """Put the token of each page into the parameter of its family."""

    parameter: str
    name: str
    evidence: str
    path: str = ""
    """Path of the token where a profile declares one, with dots."""

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request with the page's token."""
        hints = page.hints
        token = _text_at(page.document.data, self.path) if self.path else hints.token
        if not token:
            return ended(page, "last page", "no further token")
        if hints.has_more is False:
            return ended(page, "last page", f"{hints.found.get('has_more', 'the server')} says so")
        return _guessed(page.asked, self.parameter, token)


@dataclass(frozen=True, slots=True)
class ByPageNumber:
    """Count pages up."""

    parameter: str
    first: int
    name: str
    evidence: str
    size_parameter: str = ""
    declared: bool = False

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request for the number after this page's."""
        number = integer(asked_for(page.asked, self.parameter))
        if number is None:
            said = page.hints.page_number
            number = self.first if said is None or self.declared else said
        return self._end(page, number) or _guessed(page.asked, self.parameter, number + 1)

    def _end(self, page: PageRead, number: int) -> Stop | None:
        hints = page.hints
        if not page.members:
            return Stop("empty page", more=False)
        if hints.has_more is not None:
            return None if hints.has_more else ended(page, "last page", f"{hints.found.get('has_more', '')} says so")
        size = _size(page, self.size_parameter, hints.page_size)
        pages = hints.total_pages
        if pages is not None:
            last = pages - 1 + self.first
            return ended(page, "last page", f"page {number} of {pages}") if number >= last else None
        position = (number - self.first) * size + page.members if size else page.read
        return _counted_out(page, position, size, declared=self.declared)


@dataclass(frozen=True, slots=True)
class ByOffset:
    """Count members up."""

    parameter: str
    name: str
    evidence: str
    size_parameter: str = ""
    declared: bool = False
    first: int = 0

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return the request for the members after this page's."""
        hints = page.hints
        asked = integer(asked_for(page.asked, self.parameter))
        offset = asked if asked is not None else hints.offset if hints.offset is not None else self.first
        if not page.members:
            return Stop("empty page", more=False)
        if hints.has_more is False:
            return ended(page, "last page", f"{hints.found.get('has_more', '')} says so")
        # The members that came, not the limit asked for: a server that gives fewer than asked must lose none.
        following = offset + page.members
        size = _size(page, self.size_parameter, hints.limit or hints.page_size or hints.count)
        end = _counted_out(page, following - self.first, size, declared=self.declared)
        return end or _guessed(page.asked, self.parameter, following)


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
        if not page.hints.has_more:
            return ended(page, "last page", f"{page.hints.found.get('has_more', 'the server')} says so")
        last = _last_id(page)
        return _guessed(page.asked, self.parameter, last) if last else Stop("no id to go on from", more=True)


@dataclass(frozen=True, slots=True)
class SinglePage:
    """Stay on the one page: nothing says how to go on."""

    evidence: str
    stop: Stop
    name: str = "single page"

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return why there is one page only."""
        return self.stop


def choose(page: PageRead, rule: PagingRule | None, notes: list[str]) -> Strategy:
    """Return the strategy that the first page calls for, in order of trust."""
    refused: list[str] = []
    found = next(next_links(page.document, page.asked, page.trusted, refused), None)
    if rule is not None:
        declared = _declared(rule)
        notes.extend([_outranked(declared, page, found)] if found else ())
        return declared
    if found is not None:
        return ByLink(found.strategy, found.evidence)
    if refused:
        return ByLink(NEXT_LINK, "a next link that is not followed")
    none = says_no_next(page.document)
    if none is not None and not page.hints.token and not page.hints.has_more:
        return ByLink(*none)
    return _by_token(page.hints) or _by_page_number(page) or _by_offset(page) or _by_last_id(page) or _single(page)


def ended(page: PageRead, reason: str, detail: str = "") -> Stop:
    """Return the end of a collection, in doubt where the server counts more members than were read."""
    total = page.hints.total
    return Stop(reason, more=None if total is not None and total > page.read else False, detail=detail)


def _left_out(refused: list[str]) -> Stop:
    """Return the end at a next link that is not followed: there is more."""
    return Stop("next link left out", more=True, detail=refused[0].partition(": ")[2])


def _declared(rule: PagingRule) -> Strategy:
    name, evidence = f"profile: {rule.strategy}", f"{rule.parameter}=, declared in the API's profile"
    if rule.strategy == "token":
        return ByToken(rule.parameter, name, evidence, rule.token)
    if rule.strategy == "offset":
        return ByOffset(rule.parameter, name, evidence, rule.size_parameter, declared=True, first=rule.first)
    return ByPageNumber(rule.parameter, rule.first, name, evidence, rule.size_parameter, declared=True)


def _outranked(declared: Strategy, page: PageRead, found: NextLink) -> str:
    step = declared.follow(page, [])
    same = isinstance(step, Step) and step.url == found.step.url
    return "" if same else f"{found.evidence} disagreed with the API's profile, which was followed"


def _by_token(hints: PagingHints) -> Strategy | None:
    if "token" not in hints.found or not hints.token_parameter:
        return None
    return ByToken(hints.token_parameter, "token", f"{hints.found['token']} → {hints.token_parameter}=")


def _by_page_number(page: PageRead) -> Strategy | None:
    hints = page.hints
    bounds = hints.total_pages, hints.has_more, hints.page_size, hints.limit
    if hints.page_number is None or all(bound is None for bound in bounds):
        return None
    path = hints.found.get("page_number", "page")
    key = str(steps_to(page.document.data, path)[-1])
    asked = (name for name in _PAGE_PARAMETERS if asked_for(page.asked, name) is not None)
    name = next(asked, key if key in _PAGE_PARAMETERS else "page")
    # In doubt 1: that costs one request beyond the end, where a wrong 0 would lose the last page.
    first = 0 if hints.page_number == 0 else 1
    return ByPageNumber(name, first, "page number", f"{path} → {name}=")


def _by_offset(page: PageRead) -> Strategy | None:
    hints = page.hints
    if hints.offset is None or all(bound is None for bound in (hints.limit, hints.total, hints.page_size)):
        return None
    path = hints.found.get("offset", "offset")
    name = str(steps_to(page.document.data, path)[-1])
    return ByOffset(name, "offset", f"{path} → {name}=")


def _by_last_id(page: PageRead) -> Strategy | None:
    data = page.document.data
    enveloped = isinstance(data, dict) and data.get("object") == "list" and page.hints.has_more is True
    # Read backwards, has_more speaks of what came before: going on from the last id would leave the way asked for.
    backwards = parameter(page.asked.url, "ending_before") is not None
    return ByLastIdentity() if enveloped and not page.hints.token and not backwards and _last_id(page) else None


def _last_id(page: PageRead) -> str:
    members = page.document.members
    return _text_at(members[-1].data, "id") if members else ""


def _single(page: PageRead) -> SinglePage:
    hints = page.hints
    if hints.token:
        evidence = f"{hints.found.get('token', 'a token')}, of no known parameter"
        return SinglePage(evidence, Stop("single page", more=True))
    if hints.has_more is not None:
        stop = Stop("single page", more=True) if hints.has_more else ended(page, "last page")
        return SinglePage(hints.found.get("has_more", "has more"), stop)
    if has_links(page.document):
        return SinglePage("links, and no next among them", ended(page, "no next link"))
    if hints.total is not None:
        more = page.members < hints.total
        stop = Stop("single page" if more else "total reached", more=more)
        return SinglePage(hints.found.get("total", "total"), stop)
    return SinglePage("nothing leads further", Stop("single page"))


def _counted_out(page: PageRead, position: int, size: int | None, *, declared: bool) -> Stop | None:
    """Return the stop that counting allows: a claimed total, or a page shorter than its size."""
    total = page.hints.total
    short = size is not None and page.members < size
    # Where a profile declares the paging, a full page outweighs a total, which may be too small.
    if total is not None and position >= total and (short or size is None or not declared):
        return Stop("total reached", more=False, detail=f"{total:,} by {page.hints.found.get('total', 'total')}")
    if short and (total is None or declared):
        return ended(page, "last page", f"{page.members:,} members on a page of {size:,}")
    return None


def _size(page: PageRead, name: str, said: int | None) -> int | None:
    asked = [asked_for(page.asked, each) for each in ((name,) if name else _SIZE_PARAMETERS)]
    given = next((size for size in map(integer, asked) if size), None)
    # A server that caps the size says so; believe what it says rather than what was asked.
    return said or given or None


def _guessed(asked: Step, name: str, value: str | int) -> Step:
    return asking(asked, name, value)


def _text_at(data: object, path: str) -> str:
    value = value_at(data, path)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
