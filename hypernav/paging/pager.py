"""The pager: given the page just read, the next request or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, Self

from hypernav.documents.document import Document, PagingHints
from hypernav.names import enumerated
from hypernav.paging.choosing import choose, others
from hypernav.paging.claims import Claims
from hypernav.paging.facts import facts_of
from hypernav.paging.filters import dropped
from hypernav.paging.guard import LoopGuard
from hypernav.paging.links import NOTHING_TRUSTED, Trusted, leads_on
from hypernav.paging.members import Listing, raw_members
from hypernav.paging.names import begins_inside
from hypernav.paging.report import PagingReport
from hypernav.paging.requested import by_request
from hypernav.paging.rows import Rows
from hypernav.paging.steps import Step, Stop
from hypernav.paging.strategies import PageRead, Strategy
from hypernav.paging.trial import Trial, is_beyond, is_refusal, looks_last
from hypernav.profile import PagingRule
from hypernav.web.redaction import redacted_url


class Pager:
    """Decide how one collection goes on, page by page. Pure: sends nothing, and keeps only what it needs to compare.

    ``advance`` is to be called once for each page, in the order of reading, the first page included.

    >>> from hypernav.formats import read
    >>> more = {"next": {"href": "?page=2"}}
    >>> first = read("https://acme.test/orders", 200, {}, {"items": [{"id": 1}], "_links": more})
    >>> pager = Pager.start(first)
    >>> pager.strategy, pager.advance(first).url
    ('next link', 'https://acme.test/orders?page=2')
    >>> last = read("https://acme.test/orders?page=2", 200, {}, {"items": [{"id": 2}], "_links": {}})
    >>> pager.advance(last).reason
    'no next link'
    """

    _strategy: Strategy

    def __init__(self, asked: Step, max_pages: int, trusted: Trusted) -> None:
        """Keep the request of the first page; ``start`` is how to make one."""
        self._first = self._asked = asked
        self._max_pages = max_pages
        self._trusted = trusted
        self._guard = LoopGuard()
        self._listing: Listing | None = None
        self._claims = Claims()
        # Pages by time repeat the members of one time on purpose.
        self._rows = None if asked.rule is not None and asked.rule.strategy == "last time" else Rows()
        self._trial: Trial | None = None
        self._last: PageRead | None = None
        self._inside = False
        self._dropped: tuple[str, ...] = ()
        self._notes: list[str] = []
        self._following: Step | Stop | None = None
        self.pages = 0
        """Pages taken in, without repeats."""
        self.items = 0
        """Members of these pages."""

    @classmethod
    def start(
        cls,
        document: Document,
        *,
        rule: PagingRule | None = None,
        max_pages: int = 10_000,
        request: Step | None = None,
        trusted: Trusted = NOTHING_TRUSTED,
    ) -> Self:
        """Choose the strategy from the first page.

        Args:
            document: The first page read.
            rule: What the API's profile declares; it goes before everything else.
            max_pages: Pages to read at most.
            request: The request that led to the page, where it was not a plain GET of the document's URL.
            trusted: What next links may ask for, besides a plain GET.
        """
        pager = cls(request or Step(document.url), max_pages, trusted)
        page = pager._read(document, facts_of(document), len(document.members or ()))
        pager._inside = begins_inside(pager._asked) or page.hints.previous_url is not None or "prev" in document.links
        own = pager._asked.rule
        pager._strategy = by_request(own) if own is not None else choose(page, rule, pager._notes)
        return pager

    @property
    def total(self) -> int | None:
        """Return how many members there are, by the largest claim of the server."""
        return self._claims.total

    @property
    def strategy(self) -> str:
        """Return how the pages are followed: ``link header``, ``next link``, ``next url``, ``token`` and so on."""
        return self._strategy.name

    @property
    def evidence(self) -> str:
        """Return where the response shows that: ``_links.next``, ``nextPageToken → pageToken=`` and so on."""
        return self._strategy.evidence

    @property
    def stop(self) -> Stop | None:
        """Return why paging stopped; None while it has not."""
        return self._following if isinstance(self._following, Stop) else None

    def mark(self) -> tuple[dict[str, Any], tuple[Any, ...], tuple[Any, ...]]:
        """Return what ``back_to`` takes to undo what comes from now on."""
        values = {**vars(self), "_notes": list(self._notes), "_claims": copy(self._claims)}
        values["_listing"] = copy(self._listing)
        return values, self._guard.mark(), self._rows.mark() if self._rows is not None else ()

    def back_to(self, mark: tuple[dict[str, Any], tuple[Any, ...], tuple[Any, ...]]) -> None:
        """Undo what came since ``mark``: an interrupt in the middle of a page must leave nothing of it."""
        values, guarded, rows = mark
        vars(self).update(values)
        self._guard.back_to(guarded)
        if self._rows is not None:
            self._rows.back_to(rows)

    def advance(self, document: Document) -> Step | Stop:
        """Return the request that follows a page just read, or why none does.

        Where ``repeats`` of it is true, the page repeats an earlier one, or is none of this list: it has nothing new.
        """
        hints = facts_of(document)
        trouble = self._listing.trouble(document, hints, self.items) if self._listing is not None else ""
        if trouble:
            stop = Stop("not a list", self._more(), repeats=True, detail=f"page {self.pages + 1} is {trouble}")
            return self._take(stop)
        members = raw_members(document)
        found = members or ()
        if self.pages == 0 and members is not None:
            self._listing = Listing(document)
        loop = self._guard.repeat(self._asked, (document.data,) if members is None else members)
        if loop:
            return self._take(self._repeated(loop, found))
        refuted = self._refuted(document, hints, found)
        return self._take(refuted) if refuted is not None else self._counted(document, hints, found)

    def refused(self, status: int) -> Step | Stop | None:
        """Return what follows a refused next request, None where the refusal is an error.

        Beyond the last page some servers answer 404 or 416, and what they do not know some refuse; only an address
        made up by the pager may lead there.
        """
        if not is_refusal(status) or not self._asked.guessed or isinstance(self._following, Stop):
            return None
        more = self._more()
        if is_beyond(status) and not more:
            return self._take(self._judged(Stop("last page", more=False, detail=f"{status} beyond it")))
        stop = Stop("guess refused", more, detail=f"{status} to page {self.pages + 1}, by {self.evidence}")
        return self._take(self._instead(stop))

    def report(
        self,
        *,
        pages: int | None = None,
        items: int | None = None,
        stop: Stop | None = None,
        redact: Callable[[str], str] = redacted_url,
    ) -> PagingReport:
        """Return how paging went so far.

        Args:
            pages: Pages to report, where somebody else counts them.
            items: Members to report, likewise.
            stop: Why reading stopped, where somebody else stopped it.
            redact: Hides what is secret in a URL.
        """
        following = self._following
        upcoming = f"{following.method} {redact(following.url)}" if isinstance(following, Step) else ""
        return PagingReport(
            self.strategy,
            self.evidence,
            pages=self.pages if pages is None else pages,
            items=self.items if items is None else items,
            total=self.total,
            total_source=self._claims.source,
            stop=stop or self.stop,
            more=following.more if following is not None else True,
            next=upcoming,
            notes=tuple(dict.fromkeys(filter(None, (*self._notes, *self._doubts())))),
        )

    def _read(self, document: Document, hints: PagingHints, count: int) -> PageRead:
        """Return a page with what it says, its claims taken."""
        hints = self._claims.take(hints, count, self.items + count, leads_on=leads_on(document, hints))
        gaps = 0 if count else (self._last.gaps if self._last is not None else 0) + 1
        claims = self._claims
        read = self.items + count
        return PageRead(document, hints, self._asked, count, read, claims.total, claims.pages, gaps, self._trusted)

    def _counted(self, document: Document, hints: PagingHints, members: Sequence[Any]) -> Step | Stop:
        page = self._read(document, hints, len(members))
        self._trial = None
        self.pages += 1
        self.items += page.members
        if self._rows is not None:
            self._rows.take(members)
        # Among links that were cut may have been the next one.
        self._notes.extend(note for note in document.links.notes if note not in self._notes)
        following = self._strategy.follow(page, self._notes)
        self._last = page
        if isinstance(following, Stop):
            return self._take(self._judged(following))
        if self.pages >= self._max_pages:
            return self._take(Stop("page cap", more=True, detail=f"{self._max_pages:,} pages"))
        if following.guessed and (looks_last(page) or page.claimed == self.items):
            following = replace(following, more=None)
        if following.guessed and self.pages == 1:
            self._trial = Trial(page, tuple(others(self._strategy)), self._strategy)
        elif not following.guessed and not self._dropped:
            self._dropped = dropped(self._first, following)
        self._guard.expect(following, members)
        return self._take(following)

    def _take(self, following: Step | Stop) -> Step | Stop:
        if isinstance(following, Step):
            known = following.repeats or following.more is not True
            self._asked = replace(following, repeats=False, more=True) if known else following
        self._following = following
        return following

    def _repeated(self, loop: str, members: Sequence[Any]) -> Step | Stop:
        """Return what follows a page that was read before; beyond the last page some servers give it again."""
        if members and self._asked.guessed and self._last is not None and looks_last(self._last):
            return self._judged(Stop("last page", more=False, repeats=True, detail="the page beyond it is the same"))
        return self._instead(Stop(f"loop: {loop}", repeats=bool(members)))

    def _refuted(self, document: Document, hints: PagingHints, members: Sequence[Any]) -> Step | Stop | None:
        """Return what follows an answer that shows that a guess was not heeded, None where it may have been."""
        if self._trial is None or (not members and looks_last(self._trial.page)):
            return None
        answer = PageRead(document, hints, self._asked, len(members), self.items)
        why = self._trial.contradiction(answer, members, self._rows)
        if not why:
            return None
        return self._instead(Stop("guess refused", self._more(), repeats=True, detail=why))

    def _instead(self, stop: Stop) -> Step | Stop:
        """Return the request of the next guess after the same page, or why the first one failed where none is left."""
        trial = self._trial
        if trial is None:
            return stop
        why = trial.why or stop
        for number, guess in enumerate(trial.left):
            step = guess.follow(trial.page, self._notes)
            if isinstance(step, Step):
                self._strategy = guess
                self._trial = replace(trial, left=trial.left[number + 1 :], why=why)
                return replace(step, repeats=True)
        self._strategy, self._trial = trial.first, None
        return why

    def _judged(self, stop: Stop) -> Stop:
        """Return an end as it stands against what the server said of all pages."""
        if stop.more is not False:
            return stop
        claims = self._claims
        position = stop.position if stop.position is not None and self._inside else self.items
        short = claims.total is not None and position < claims.total
        if not self._inside and claims.total is None and claims.pages is not None and self.pages < claims.pages:
            return replace(stop, more=True)
        if any(self._doubts()):
            return replace(stop, more=None)
        return replace(stop, more=None, inside=self._inside) if short else stop

    def _doubts(self) -> Iterator[str]:
        """Yield what does not agree in the pages read, so that nobody can say that all was read."""
        rows = self._rows
        # Pages that repeat members on purpose hold more of them than there are.
        yield from self._claims.doubts(self.items if rows is not None else 0)
        if rows is not None and rows.doubt:
            yield rows.doubt
        if self._dropped:
            yield f"the next link leaves out {enumerated(self._dropped)} of the request"

    def _more(self) -> bool | None:
        return True if (self._claims.total or 0) > self.items else None
