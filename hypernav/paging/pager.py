"""The pager: given the page just read, the next request or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from hypernav.documents.document import Document, PagingHints
from hypernav.paging.facts import facts_of
from hypernav.paging.guard import LoopGuard, raw_members
from hypernav.paging.links import NOTHING_TRUSTED, Trusted
from hypernav.paging.report import PagingReport
from hypernav.paging.requested import by_request
from hypernav.paging.steps import Step, Stop
from hypernav.paging.strategies import PageRead, Strategy, choose
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
        self._asked = asked
        self._max_pages = max_pages
        self._trusted = trusted
        self._guard = LoopGuard()
        self._notes: list[str] = []
        self._following: Step | Stop | None = None
        self.total: int | None = None
        """How many members there are, as the server claimed last."""
        self._total_source = ""
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
        count = len(document.members or ())
        hints = facts_of(document)
        pager._claim(hints)
        page = PageRead(document, hints, pager._asked, count, count, trusted)
        own = pager._asked.rule
        pager._strategy = by_request(own) if own is not None else choose(page, rule, pager._notes)
        return pager

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

    def mark(self) -> tuple[dict[str, Any], list[str], tuple[Any, ...]]:
        """Return what ``back_to`` takes to undo what comes from now on."""
        return dict(vars(self)), list(self._notes), self._guard.mark()

    def back_to(self, mark: tuple[dict[str, Any], list[str], tuple[Any, ...]]) -> None:
        """Undo what came since ``mark``: an interrupt in the middle of a page must leave nothing of it."""
        values, notes, guarded = mark
        vars(self).update(values)
        self._notes[:] = notes
        self._guard.back_to(guarded)

    def advance(self, document: Document) -> Step | Stop:
        """Return the request that follows a page just read, or why none does.

        Where ``Stop.repeats`` is true, the page repeats an earlier one and its members are not new.
        """
        members = raw_members(document)
        if members is None and not self.items:
            loop = self._guard.repeat(self._asked, (document.data,))
        else:
            # A page that has no list at all, as Spring writes an empty one, is an empty page.
            loop = self._guard.repeat(self._asked, members or ())
        if loop:
            self._following = Stop(f"loop: {loop}", repeats=bool(members))
            return self._following
        count = len(members or ())
        self.pages += 1
        self.items += count
        hints = facts_of(document)
        self._claim(hints)
        # Among links that were cut may have been the next one.
        self._notes.extend(note for note in document.links.notes if note not in self._notes)
        page = PageRead(document, hints, self._asked, count, self.items, self._trusted)
        following = self._strategy.follow(page, self._notes)
        if isinstance(following, Step):
            if self.pages >= self._max_pages:
                following = Stop("page cap", more=True, detail=f"{self._max_pages:,} pages")
            else:
                self._guard.expect(following, members or ())
                self._asked = following
        self._following = following
        return following

    def refused(self, status: int) -> Stop | None:
        """Return the end that a refused next request means, None where the refusal is an error.

        Beyond the last page some servers answer 404 or 416; only an address made up by the pager may lead there.
        """
        if status not in (404, 416) or not self._asked.guessed or isinstance(self._following, Stop):
            return None
        self._following = Stop("last page", more=False, detail=f"{status} beyond it")
        return self._following

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
            total_source=self._total_source,
            stop=stop or self.stop,
            next=upcoming,
            notes=tuple(dict.fromkeys(filter(None, self._notes))),
        )

    def _claim(self, hints: PagingHints) -> None:
        if hints.total is not None:
            self.total = hints.total
            self._total_source = hints.found.get("total", "")
