"""The members of a collection, read page by page when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from hypernav.documents.document import Document
from hypernav.errors import NotFound, PagesMoved, ResponseError
from hypernav.forking import Lock
from hypernav.http import Response
from hypernav.navigation.lists.catching_up import Identity, identities_of, is_positional
from hypernav.navigation.lists.page import Page, PageKept, Picked
from hypernav.navigation.node import Node
from hypernav.navigation.session import Session
from hypernav.paging import Pager, PagingReport, Step, Stop, count_phrase
from hypernav.visible import neutral
from hypernav.warning import warn
from hypernav.web.urls import parts_of, path_of

MEMBERS_KEPT = 2_000
"""Members kept as they are; of the pages after these only the bytes are kept, and parsed again when needed."""


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
        self._first = request or Step(document.url)
        self._made_before = frozenset(self._made())
        """What was posted to it before it was read: that belongs to it."""
        self._pager = self._started(document)
        self._seen: set[Identity] | None = None
        """What tells apart the members that were read, once pages have to be read again."""
        # Threads that go through one collection share its pages: each is asked for once, and none is missed.
        self._reading = Lock()
        self._warned = self._told_part = False
        self._pages: list[PageKept] = []
        self._in_use: tuple[int, Document] | None = None
        self._looked = session.changes
        """Writes before the last page was read, as far as it is known to be as it was."""
        self._taken = _Taken(0, 0, Stop(""))
        self._add(document, None, self._first)

    def _started(self, document: Document) -> Pager:
        session = self._session
        return Pager.start(
            document,
            rule=session.profile.paging,
            max_pages=session.options.max_pages,
            request=self._first,
            trusted=session.trusted,
        )

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
        """Return how many members the server says there are; None where more were read of a list that moved."""
        total = self._pager.total
        return None if self._seen is not None and (total or 0) < self.count else total

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
        first = parts_of(self._session.client.redact.url(self._pages[0].url))
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
            picked = self._pages[number].picked
            yield records if picked is None else [records[place] for place in picked]

    def page(self, number: int) -> Page[Node]:
        """Return one of the pages read."""
        return Page(self._session.client.redact.url(self._pages[number].url), number, tuple(self._members(number)))

    def iterate_pages(self) -> Iterator[Page[Node]]:
        """Yield each page, reading on as needed. **Sends** one request a page not read yet."""
        for number in self._numbers():
            yield self.page(number)
        self.warn_if_cut()

    def iterate_members(self) -> Iterator[tuple[Iterable[Node], bool]]:
        """Yield the members of each page, and whether they are kept. **Sends** one request a page not read yet."""
        for number in self._numbers():
            yield self._members(number), self._pages[number].members is not None
        self.warn_if_cut()

    def __iter__(self) -> Iterator[Node]:
        """Yield each member, reading on as needed. **Sends** one request a page not read yet."""
        return chain.from_iterable(members for members, _ in self.iterate_members())

    def _numbers(self) -> Iterator[int]:
        """Yield the number of each page, reading on as needed; where pages were moved by writes meanwhile, all of them.

        Raises:
            PagesMoved: They may have been, and members cannot be told apart.
        """
        session = self._session
        number, settled = 0, session.changes
        while True:
            if number == self.page_count and session.changes != self._looked and self.stop is None:
                self._look_again()
            elif number == self.page_count and session.changes != settled and self.stop is not None:
                settled = session.changes
                self._begin_again()
            if self._read_page(number):
                yield number
                number += 1
            elif session.changes == settled:
                return

    def _look_again(self) -> None:
        """Read the last page again, and all of them from the beginning where it is another one now.

        **Sends** one request, or one a page.
        """
        with self._reading:
            changes = self._session.changes
            last = self.page_count - 1
            before = identities_of(self._make_members(self._document(last)))
            if before is None:
                self._require_no_position()
            elif self._now_at(self._pages[last].asked) != before:
                self._begin_again()
            # Only now: what failed on the way is looked at again.
            self._looked = changes

    def _now_at(self, step: Step) -> list[Identity] | None:
        """Return what tells apart the members of a page that is asked for again, None where it is no page any more."""
        try:
            document, _ = self._asked_for(step)
        except NotFound:
            return None
        return identities_of(self._make_members(document))

    def _begin_again(self) -> None:
        """Read from the beginning, and take in what was not read yet. **Sends** one request."""
        with self._reading:
            seen = self._told_apart()
            if seen is None:
                return
            document, response = self._asked_for(self._first)
            self._let_go()
            before = self._seen, self._pager
            self._seen, self._pager = seen, self._started(document)
            try:
                self._add(document, response, self._first)
            except BaseException:
                self._seen, self._pager = before
                raise

    def _told_apart(self) -> set[Identity] | None:
        """Return what tells apart the members that were read, None where nothing does."""
        if self._seen is not None:
            return self._seen
        told = identities_of(member for number in range(self.page_count) for member in self._members(number))
        return None if told is None else set(told)

    def _require_no_position(self) -> None:
        following = self._taken.following
        if isinstance(following, Step) and is_positional(following):
            raise PagesMoved(
                "A write may have moved the pages of this list, and its members have nothing to tell them apart by.",
                where=f"before {following.method} {self._session.client.redact.url(following.url)}",
                next="take all members first, as in list(…), and write to them then",
            )

    def _asked_for(self, step: Step) -> tuple[Document, Response]:
        return self._session.exchange(
            step.method, step.url, headers=step.headers, body=step.body, asked_by=self._asked_by
        )

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
            document, response = self._asked_for(step)
        except ResponseError as error:
            end = self._pager.refused(error.status)
            if end is None:
                raise
            self._taken = _Taken(self.page_count, self.count, end)
            return isinstance(end, Step)
        self._add(document, response, step)
        return False

    def _add(self, document: Document, response: Response | None, asked: Step) -> None:
        number, count, _ = self._taken
        changes = self._session.changes
        following = self._pager.advance(document)
        picked, told = ((), []) if following.repeats else self._new_among(document)
        if picked == ():
            self._taken, self._looked = _Taken(number, count, following), changes
            return
        page = PageKept(document, response, asked, picked)
        in_use = None
        if count + page.count <= MEMBERS_KEPT:
            page.document = document
            page.members = _picked(list(self._make_members(document)), picked)
        elif response is None:
            page.document = document  # the document of the place, which is kept anyway
        else:
            in_use = (number, document)
        self._pages[number:] = [page]
        self._in_use = in_use
        self._taken, self._looked = _Taken(number + 1, count + page.count, following), changes
        if self._seen is not None:
            self._seen.update(told)

    def _made(self) -> set[Identity]:
        """Return what tells apart the things that were posted to this list."""
        return self._session.made.get(path_of(self._first.url), set())

    def _new_among(self, document: Document) -> tuple[Picked, list[Identity]]:
        """Return the places of the members that were not read yet, None for all, and what tells these apart."""
        if self._seen is None:
            return None, []
        told = identities_of(self._make_members(document))
        if told is None:
            raise PagesMoved(
                "A list that moved while it was read has members now that have nothing to tell them apart by.",
                where=f"GET {self._session.client.redact.url(document.url)}",
                next="read it again: .refresh()",
            )
        known = self._seen | (self._made() - self._made_before)
        new = tuple(place for place, identity in enumerate(told) if identity not in known)
        return new, [told[place] for place in new]

    def _members(self, number: int) -> Iterable[Node]:
        kept = self._pages[number].members
        if kept is not None:
            return kept
        # Taken at once: another thread may let go of the page that this one goes through.
        with self._reading:
            return _picked(list(self._make_members(self._document(number))), self._pages[number].picked)

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


def _picked(members: list[Node], picked: Picked) -> list[Node]:
    return members if picked is None else [members[place] for place in picked]
