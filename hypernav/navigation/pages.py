"""The members of a collection, read page by page when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple, TypeVar, overload
from urllib.parse import urlsplit

from hypernav.display.neutral import neutral
from hypernav.documents.document import Document
from hypernav.errors import ResponseError
from hypernav.forking import Lock
from hypernav.http import Response
from hypernav.navigation.node import Node
from hypernav.navigation.session import Session
from hypernav.paging import Pager, PagingReport, Step, Stop, count_phrase
from hypernav.warning import warn

R = TypeVar("R")
T = TypeVar("T")

MEMBERS_KEPT = 2_000
"""Members kept as they are; of the pages after these only the bytes are kept, and parsed again when needed."""


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
        return f"Page({self.number + 1}, {count} member{'' if count == 1 else 's'}, GET {self.url})"


class _Read:
    """One page that was read: its document and members, or the answer that they can be made of again."""

    __slots__ = ("count", "document", "members", "response", "url")

    def __init__(self, document: Document, response: Response | None) -> None:
        self.url = document.url
        self.count = len(document.records)
        self.response = response
        self.document: Document | None = None
        self.members: Sequence[Node] | None = None


class _Taken(NamedTuple):
    """What was taken in, changed in one step: pages, their members, and what follows."""

    pages: int
    members: int
    following: Step | Stop


class Pages:
    """Read the pages of one collection, each once; a failure keeps what was read, and reading goes on from there."""

    def __init__(
        self,
        session: Session,
        document: Document,
        make_members: Callable[[Document], Iterable[Node]],
        asked_by: str = "",
        request: Step | None = None,
    ) -> None:
        """Begin with the document that was read already.

        Args:
            session: Reads the further pages.
            document: The first page.
            make_members: Makes places of the members of a page.
            asked_by: What led to the collection, for messages.
            request: What was sent for the first page, where that was not a plain GET.
        """
        self._session = session
        self._make_members = make_members
        self._asked_by = asked_by
        self._pager = Pager.start(
            document,
            rule=session.profile.paging,
            max_pages=session.options.max_pages,
            request=request,
            trusted=session.trusted,
        )
        # Threads that go through one collection share its pages: each is asked for once, and none is missed.
        self._reading = Lock()
        self._warned = self._told_part = False
        self._pages: list[_Read] = []
        self._in_use: tuple[int, Document] | None = None
        self._taken = _Taken(0, 0, Stop(""))
        self._add(document, None)

    @property
    def count(self) -> int:
        """Return how many members were read so far."""
        return self._taken.members

    @property
    def page_count(self) -> int:
        """Return how many pages were read."""
        return self._taken.pages

    @property
    def stop(self) -> Stop | None:
        """Return why reading stopped, or None while more may exist."""
        following = self._taken.following
        return following if isinstance(following, Stop) else None

    @property
    def more(self) -> bool | None:
        """Return whether more members exist than were read; None where nobody knows."""
        return self._taken.following.more

    @property
    def total(self) -> int | None:
        """Return how many members the server says there are."""
        return self._pager.total

    @property
    def complete(self) -> bool:
        """Return whether the pages read are all there are, as far as the server tells."""
        return self.stop is not None and self.stop.complete

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what was left out of the pages read, and what was decided, where the list may lack members by it."""
        return self.report().notes

    def report(self) -> PagingReport:
        """Return how paging goes on and why it stopped."""
        redact = self._session.client.redact
        # A page that is no list is told by the names in it, and a server may have put anything there.
        stop = self.stop and replace(self.stop, detail=redact(self.stop.detail))
        report = self._pager.report(pages=self.page_count, items=self.count, stop=stop, redact=redact.url)
        return replace(report, notes=tuple(map(redact, report.notes)))

    def warn_if_cut(self) -> None:
        """Warn, once, whoever went through all that was read of a list that goes on, or may."""
        stop = self.stop
        if self._warned or stop is None or not stop.cut:
            return
        self._warned = True
        report = self.report()
        said = "; ".join((str(report.stop), *report.notes))
        count = count_phrase(self.count, self.total, more=stop.more)
        warn(neutral(f"The list {self._named} is not known to be complete: {count} ({said})."))

    def warn_of_part(self, said: str, *, more: bool = False) -> None:
        """Warn, once, whoever was given the first page of a list that has more, and asked neither for it nor for all.

        Args:
            said: How much of the list that is.
            more: Whether there is more than this list.
        """
        if self._told_part or (self.page_count == 1 and self.stop is not None and not more):
            return
        self._told_part = True
        ways = "all=True reads the rest, and limit=… as many as you say; neither warns"
        warn(neutral(f"This frame is the first page of the list {self._named}: {said}. {ways}."))

    @property
    def _named(self) -> str:
        first = urlsplit(self._session.client.redact.url(self._pages[0].url))
        return f"{first.path or '/'}?{first.query}" if first.query else first.path or "/"

    def read_next(self) -> bool:
        """Read the next page, if there is one. **Sends** one request.

        An error leaves everything as it was, so that the same request is sent next time.
        """
        with self._reading:
            return self._read_next()

    def read_until(self, count: int | None) -> None:
        """Read pages until there are that many members, or all. **Sends** one request a page."""
        while (count is None or self.count < count) and self.read_next():
            pass

    def records(self) -> Iterator[Sequence[Any]]:
        """Yield the raw members of each page read so far."""
        for number in range(self.page_count):
            with self._reading:
                records = self._document(number).records
            yield records

    def page(self, number: int) -> Page[Node]:
        """Return one of the pages read."""
        return Page(self._session.client.redact.url(self._pages[number].url), number, tuple(self._members(number)))

    def iterate_pages(self) -> Iterator[Page[Node]]:
        """Yield each page, reading on as needed. **Sends** one request a page not read yet."""
        number = 0
        while self._read_page(number):
            yield self.page(number)
            number += 1
        self.warn_if_cut()

    def iterate_members(self) -> Iterator[tuple[Iterable[Node], bool]]:
        """Yield the members of each page, and whether they are kept. **Sends** one request a page not read yet."""
        number = 0
        while self._read_page(number):
            yield self._members(number), self._pages[number].members is not None
            number += 1
        self.warn_if_cut()

    def __iter__(self) -> Iterator[Node]:
        """Yield each member, reading on as needed. **Sends** one request a page not read yet."""
        return chain.from_iterable(members for members, _ in self.iterate_members())

    def _read_page(self, number: int) -> bool:
        """Read on until there is a page of that number; return whether there is one."""
        while number >= self.page_count and self.stop is None:
            with self._reading:
                if number >= self.page_count:
                    self.read_next()
        return number < self.page_count

    def _read_next(self) -> bool:
        before = self._taken
        step = before.following
        if isinstance(step, Stop):
            return False
        self._let_go()
        mark = self._pager.mark()
        try:
            goes_on = self._take(step)
        except BaseException:
            # What was not taken in at all is asked for again: of half a page nobody may have been told.
            if self._taken is before:
                self._pager.back_to(mark)
            raise
        return goes_on or self.count > before.members or self.stop is None

    def _take(self, step: Step) -> bool:
        """Take in what a request is answered; return whether there is another request after a refusal."""
        try:
            document, response = self._session.exchange(
                step.method, step.url, headers=step.headers, body=step.body, asked_by=self._asked_by
            )
        except ResponseError as error:
            end = self._pager.refused(error.status)
            if end is None:
                raise
            self._taken = _Taken(self.page_count, self.count, end)
            return isinstance(end, Step)
        self._add(document, response)
        return False

    def _add(self, document: Document, response: Response | None) -> None:
        number, count, _ = self._taken
        following = self._pager.advance(document)
        if following.repeats:
            self._taken = _Taken(number, count, following)
            return
        page = _Read(document, response)
        in_use = None
        if count + page.count <= MEMBERS_KEPT:
            page.document = document
            page.members = list(self._make_members(document))
        elif response is None:
            page.document = document  # the document of the place, which is kept anyway
        else:
            in_use = (number, document)
        self._pages[number:] = [page]
        self._in_use = in_use
        self._taken = _Taken(number + 1, count + page.count, following)

    def _members(self, number: int) -> Iterable[Node]:
        kept = self._pages[number].members
        if kept is not None:
            return kept
        # Taken at once: another thread may let go of the page that this one goes through.
        with self._reading:
            return list(self._make_members(self._document(number)))

    def _document(self, number: int) -> Document:
        page = self._pages[number]
        if page.document is not None:
            return page.document
        if self._in_use is not None and self._in_use[0] == number:
            return self._in_use[1]
        assert page.response is not None, "a page without its answer keeps its document"
        self._let_go()
        document = self._session.document_of(page.response)
        self._in_use = (number, document)
        return document

    def _let_go(self) -> None:
        """Let go of the page in use before another one is parsed: one at a time is as fast as memory gets."""
        in_use, self._in_use = self._in_use, None
        if in_use is not None:
            in_use[1].release()
