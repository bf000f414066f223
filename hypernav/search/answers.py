"""What answers a search: one request after the other, their pages, and what is filtered here of their members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hypernav.display.columns import field_of
from hypernav.display.values import MISSING, count_phrase
from hypernav.documents.effect import Effect
from hypernav.forking import Lock
from hypernav.navigation.finding import summary_of
from hypernav.navigation.lists.collection import pages
from hypernav.navigation.lists.page import Page
from hypernav.navigation.lists.pages import Pages
from hypernav.navigation.lists.records import total
from hypernav.navigation.node import Node
from hypernav.navigation.resolving import known, url_of
from hypernav.search.choosing import require_understood
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Expression
from hypernav.search.judging.judgement import Judgement, judgement_of
from hypernav.search.local.local_filter import LocalFilter
from hypernav.search.planning import Split, divided
from hypernav.search.query import Call, Plan, Query
from hypernav.search.requests import SearchRequest, address_of, opened, request_at


@dataclass(slots=True)
class Tally:
    """Count what one pass went through: members tested, and those of them that answer."""

    tested: int = 0
    kept: int = 0


def answers_of(node: Node, dialect: Dialect, query: Query, optional: tuple[Expression, ...] = ()) -> Answers:
    """Return what answers a query of a place, held against what was asked. Sends nothing.

    Args:
        node: The place that is searched.
        dialect: The way of searching.
        query: What is asked for.
        optional: Conditions that may be filtered here where the server cannot say them.

    Raises:
        SearchError: The query cannot be asked.
    """
    split, session = divided(dialect, query, optional), node.session
    judgement = judgement_of(dialect, query, split.judged, session.client.redact)
    return Answers(node, split, judgement, strict=session.options.strict if query.strict is None else query.strict)


class Answers:
    """Read the answers to the requests of a search, each once, when somebody asks for them."""

    def __init__(self, node: Node, split: Split, judgement: Judgement | None = None, *, strict: bool = False) -> None:
        """Begin with nothing sent.

        Args:
            node: The place that is searched.
            split: What the server is asked and what is filtered here.
            judgement: What the members that come back are held against.
            strict: Whether it is an error where they contradict it.
        """
        self.judgement = judgement or Judgement()
        self._strict = strict
        self._judged: set[tuple[int, int]] = set()
        self._told = False
        self.plan: Plan = split.plan
        self.asked: Expression | None = split.asked
        self.local: Expression | None = split.local
        self.parameters: Mapping[str, Any] = split.parameters
        self._conditional = split.conditional
        self._trusting = split.trusting
        self.node = node
        self.changes = node.session.changes
        """Writes of the session before this was asked."""
        self._opened: list[Node] = []
        self._counting: Node | None = None
        # What a write makes the session forget stays here: who takes members by position counts on that.
        self._lists: dict[int, Pages] = {}
        # Threads that go through one search share its answers: no request is missed, and none is posted twice.
        self._opening = Lock()

    @property
    def loaded(self) -> bool:
        """Return whether the first page was read. Sends nothing."""
        return bool(self._opened) and known(self._opened[0]) is not None

    @property
    def first(self) -> Node:
        """Return the place that answers the first request. **Sends** it, unless it was, or is a plain GET."""
        return next(self.places())

    @property
    def last(self) -> Node:
        """Return the place that answers the request sent last. **Sends** the first one, unless it was."""
        return self._opened[-1] if self._opened else self.first

    @property
    def total(self) -> int | None:
        """Return the server's count, None where it cannot know. **Sends** one request unless loaded."""
        return None if self.local is not None or len(self.plan.calls) > 1 else total(self.first)

    def counted(self) -> int | None:
        """Return the server's count, asked for on its own where needed; None where it cannot know.

        **Sends** one request unless loaded, and one for the count where the answers do not tell it.
        """
        if self.plan.count is None or self.local is not None or (self.loaded and self.total is not None):
            return self.total
        with self._opening:
            if self._counting is None:
                self._counting = self._answering(self.plan.count)
        return total(self._counting)

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what was left out of the answers read, where members may lack by it."""
        return tuple(dict.fromkeys(note for number in range(len(self._opened)) for note in self._list(number).notices))

    def places(self) -> Iterator[Node]:
        """Yield the place that answers each request. **Sends** what is not sent yet, one request after the other."""
        for number, call in enumerate(self.plan.calls):
            with self._opening:
                if number == len(self._opened):
                    self._open(call)
            yield self._opened[number]

    def _open(self, call: Call) -> None:
        self._opened.append(self._answering(call))

    def _answering(self, call: Call) -> Node:
        (request,) = self._requests(address_of(self.node), call)
        asked_by = f".where(…) on {self.node.session.client.redact.url(request.url)}"
        node = opened(self.node, request, asked_by)
        if self._trusting:
            require_understood(node, request)
        return node

    def requests(self, url: str) -> tuple[SearchRequest, ...]:
        """Return all requests as they would go out from a URL. Sends nothing."""
        return self._requests(url, *self.plan.calls)

    def _requests(self, url: str, *calls: Call) -> tuple[SearchRequest, ...]:
        redact, filtered = self.node.session.client.redact, self.local is not None
        return tuple(request_at(url, call, self._conditional, redact, filtered=filtered) for call in calls)

    def pages(self, tally: Tally | None = None) -> Iterator[tuple[Page[Node], list[Node]]]:
        """Yield each page with those of its members that answer. **Sends** one request a page that is not read yet.

        Raises:
            UnknownField: All was read, and no member has a field that is filtered by here.
        """
        seen: set[Any] = set()
        milliseconds = self.node.session.profile.epoch_milliseconds
        filtered = LocalFilter(self.local, milliseconds) if self.local is not None else None
        tally = tally or Tally()
        for number, _ in enumerate(self.places()):
            for page in self._list(number).iterate_pages():
                self._judge(number, page)
                kept = self._kept(page, seen, filtered)
                tally.tested += len(page)
                tally.kept += len(kept)
                yield page, kept
        if filtered is not None:
            filtered.require_fields()

    @property
    def effect(self) -> Effect:
        """Return what the pages read so far show of what was asked. **Sends** the first request unless loaded."""
        if not self._judged:
            self._hold(0, self._list_of_first().page(0))
        return self.judgement.effect

    def _hold(self, number: int, page: Page[Node]) -> None:
        """Hold a page of the answer to one request against what was asked, once."""
        with self._opening:
            if (number, page.number) not in self._judged:
                self._judged.add((number, page.number))
                records = [member.record for member in page]
                self.judgement.feed([summary_of(member) for member in page] if MISSING in records else records)

    def _list(self, number: int) -> Pages:
        """Return the pages of the answer to one request. **Sends** that, where it is a plain GET, unless loaded."""
        with self._opening:
            found = self._lists.get(number)
            if found is None:
                found = self._lists[number] = pages(self._opened[number])
        return found

    def _list_of_first(self) -> Pages:
        next(self.places())
        return self._list(0)

    def _judge(self, number: int, page: Page[Node]) -> None:
        """Hold a page against what was asked, and say once where it contradicts that.

        Raises:
            AnswerContradicts: It does, and the search is strict.
        """
        self._hold(number, page)
        if not self.judgement.contradicted:
            return
        with self._opening:
            first, self._told = not self._told, True
        if first or self._strict:
            self.judgement.effect.tell(
                "The answer contradicts the search",
                strict=self._strict,
                where=f"a request of {self.node.session.client.redact.url(page.url)}",
                next="search.effect shows what holds and what does not; without strict=True the members can be read",
            )

    def records(
        self, wanted: int | None, *, everything: bool = False, most: int | None = None
    ) -> tuple[list[Any], str]:
        """Return records to show, and "N of M", so that no list looks complete when it is not.

        **Sends** one request a page not read yet.

        Args:
            wanted: Records to read on for; None for those of the first page.
            everything: Whether to read all where no number is wanted.
            most: Records to return at most, of those that were read.
        """
        records: list[Any] = []
        tally = Tally()
        for _, kept in self.pages(tally):
            records += map(summary_of, kept)
            enough = len(records) >= wanted if wanted is not None else not everything
            if enough:
                break
        read = [self._list(number) for number in range(len(self._opened))]
        for each in read if tally.tested == sum(each.count for each in read) else ():
            each.warn_if_cut()
        records = records[: wanted if wanted is not None else most]
        return records, self._phrase(len(records), tally)

    def warn_of_part(self, said: str) -> None:
        """Warn, once, whoever was given the first page of what answers, where there is more.

        Args:
            said: How much of all that is.
        """
        self._list_of_first().warn_of_part(said, more=len(self.plan.calls) > 1)

    def _phrase(self, shown: int, tally: Tally) -> str:
        read = [self._list(number) for number in range(len(self._opened))]
        more = self._more(read, shown, tally)
        if self.local is not None:
            total = read[-1].total if len(self.plan.calls) == 1 else None
            whole = f"{tally.tested:,} read" + (f" of {total:,} (the server's count)" if total is not None else "")
            rest = {True: ", more exist", False: "", None: ", more may exist"}[more]
            return f"{shown:,} kept by a filter here, {whole}{rest}"
        phrase = count_phrase(shown, self.total, more=more)
        sent = f", {len(self._opened)} of {len(self.plan.calls)} requests sent"
        return phrase + (sent if len(self.plan.calls) > 1 else "")

    def forget(self) -> None:
        """Forget what was read, so that the same search is asked anew. Sends nothing."""
        for place in (*self._opened, *([self._counting] if self._counting is not None else [])):
            place.session.forget_only(url_of(place))

    def _more(self, read: list[Pages], shown: int, tally: Tally) -> bool | None:
        if len(read) < len(self.plan.calls):
            return True
        if shown < tally.kept or tally.tested < sum(each.count for each in read):
            return True
        # Each request may have stopped before its end.
        left = [each.more for each in read]
        return True if True in left else None if None in left else False

    def _kept(self, page: Page[Node], seen: set[Any], filtered: LocalFilter | None) -> list[Node]:
        if not self.plan.identity and filtered is None:
            return list(page)
        return [member for member in page if self._answers(member, seen, filtered)]

    def _answers(self, member: Node, seen: set[Any], filtered: LocalFilter | None) -> bool:
        record = summary_of(member)
        if self.plan.identity:
            values = [field_of(record, path) for path in self.plan.identity.split(",")]
            identity = repr(values)
            # What lacks the members that tell items apart is no repeat of anything.
            if identity in seen and MISSING not in values:
                return False
            seen.add(identity)
        return filtered is None or filtered.holds(record)
