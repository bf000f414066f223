"""What was asked held against the members that came back, page by page, at no further request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Protocol

from hypernav.display.values import MISSING
from hypernav.documents.effect import Effect
from hypernav.errors import SearchError
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Expression, Term
from hypernav.search.judging.finding import Finding
from hypernav.search.judging.sequence import in_order
from hypernav.search.judging.sight import Look, Sight, holds, values_at
from hypernav.search.judging.truth import Truth
from hypernav.search.operators import letters_of
from hypernav.search.query import Ordering, Query
from hypernav.visible import neutral
from hypernav.web.redaction import Redactor

_SHOWN = 60
_ALWAYS = frozenset(
    """id gid uuid guid nodeid key kind object resourcetype name href url self uri type links link meta metadata sys
    version etag changes attributes relationships expand fields""".split()
)
"""Members that servers send whatever was asked for."""


class _Part(Protocol):
    """Hold one thing that was asked, and count what members show of it."""

    def feed(self, records: Sequence[Any]) -> None:
        """Look at the members of one page."""

    @property
    def finding(self) -> Finding:
        """Return what was found so far."""


class Judgement:
    """Hold what was asked, and what the members of the pages seen so far show of it."""

    def __init__(self, parts: Sequence[_Part] = ()) -> None:
        """Begin with nothing seen of what was asked."""
        self._parts = parts

    @property
    def effect(self) -> Effect:
        """Return what was found so far."""
        return Effect(tuple(part.finding.shown for part in self._parts))

    @property
    def contradicted(self) -> bool:
        """Return whether the members seen so far contradict anything that was asked."""
        return any(part.finding.contradicted for part in self._parts)

    def feed(self, records: Sequence[Any]) -> None:
        """Look at the members of one page."""
        for part in self._parts:
            part.feed(records)


def judgement_of(dialect: Dialect, query: Query, asked: Sequence[Expression], redact: Redactor) -> Judgement:
    """Return what members are held against.

    Args:
        dialect: Says which members show what.
        query: What is asked for besides conditions.
        asked: The conditions that the server was asked, all of which must hold.
        redact: Takes secrets out of what is shown.
    """
    conditions = [part for whole in asked for part in (whole.parts if isinstance(whole, Every) else (whole,))]
    parts: list[_Part] = [_Condition(part, dialect.sight, redact) for part in conditions]
    if query.text:
        parts.append(_Words(neutral(redact(f"text {query.text!r}"))))
    paths = [dialect.member_sorted_by(each) for each in query.sort]
    parts += [_Order(each, tuple(paths[: place + 1]), redact) for place, each in enumerate(query.sort)]
    parts += [_Size(f"{name} {most}", most) for name, most in _sizes(dialect, query)]
    if query.fields:
        parts.append(_Fields(query.fields))
    return Judgement(parts)


class _Condition:
    def __init__(self, expression: Expression, look: Look, redact: Redactor) -> None:
        self._expression = expression
        self._redact = redact
        # By identity: terms that are equal may hold values of other kinds, such as 1 and True.
        self._sights = {id(term): look(term) for term in expression.terms()}
        self._seen = [sight for sight in self._sights.values() if sight is not None]
        text = repr(expression)
        bare = isinstance(expression, Term) and text.startswith("(")
        self._asked = neutral(redact(text[1:-1] if bare else text))
        self._counts = dict.fromkeys(Truth, 0)
        self._example = ""

    def feed(self, records: Sequence[Any]) -> None:
        if not self._seen:
            self._counts[Truth.UNSEEN] += len(records)
            return
        doubtful = self._seen[0].doubtful(records) if isinstance(self._expression, Term) else records
        self._counts[Truth.YES] += len(records) - len(doubtful)
        for record in doubtful:
            found = holds(self._expression, record, self._sight)
            self._counts[found] += 1
            if found is Truth.NO and not self._example:
                self._example = self._shown(record)

    def _sight(self, term: Term) -> Sight | None:
        return self._sights[id(term)]

    def _shown(self, record: Any) -> str:
        """Return a value of a member that does not meet the condition, with its name."""
        shown = [
            (path, self._redact.data({path: value})[path])
            for sight in self._seen
            for path in sight.paths
            for value in values_at(record, path)
            if value is not MISSING
        ]
        return neutral(" and ".join(f"{path} is {value!r:.{_SHOWN}}" for path, value in shown[:2]))

    @property
    def finding(self) -> Finding:
        counts = self._counts
        return Finding(
            self._asked,
            held=counts[Truth.YES] + counts[Truth.LIKELY],
            contradicted=counts[Truth.NO],
            unseen=counts[Truth.UNSEEN],
            example=self._example,
            note="" if self._seen else "no member is known to show it",
        )


class _Words:
    """Hold words that were looked for anywhere, in whatever form."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._count = 0

    def feed(self, records: Sequence[Any]) -> None:
        self._count += len(records)

    @property
    def finding(self) -> Finding:
        return Finding(self._asked, unseen=self._count, note="words may stand anywhere, and in other forms")


class _Order:
    """Hold a sort order, seen page by page."""

    def __init__(self, ordering: Ordering, paths: tuple[str, ...], redact: Redactor) -> None:
        self._ordering = ordering
        *self._before, self._path = paths
        self._redact = redact
        self._last: list[Any] = []
        self._counts = dict.fromkeys(Truth, 0)
        self._example = ""

    def feed(self, records: Sequence[Any]) -> None:
        found, example = self._judged([*self._last, *records])
        self._last = list(records[-1:]) or self._last
        self._counts[found] += 1
        self._example = self._example or example

    def _judged(self, records: Sequence[Any]) -> tuple[Truth, str]:
        """Look at the order of members that the orderings before leave open."""
        if "" in (*self._before, self._path):
            return Truth.UNSEEN, ""
        runs = [list(run) for _, run in groupby(records, self._equal)] if self._before else [list(records)]
        judged = [in_order(run, self._path, descending=self._ordering.descending) for run in runs]
        wrong = next((each for each in judged if each[0] is Truth.NO), None)
        return wrong or max(judged, default=(Truth.UNSEEN, ""))

    def _equal(self, record: Any) -> list[Any]:
        return [value for path in self._before for value in values_at(record, path)]

    @property
    def finding(self) -> Finding:
        counts = self._counts
        return Finding(
            f"sort {neutral(str(self._ordering))}",
            held=counts[Truth.YES],
            contradicted=counts[Truth.NO],
            unseen=counts[Truth.UNSEEN],
            example=neutral(self._redact(self._example)),
            what="page",
            note="no two members tell",
        )


class _Size:
    """Hold the most members that a page may have."""

    def __init__(self, asked: str, most: int) -> None:
        self._asked = asked
        self._most = most
        self._held = self._contradicted = 0
        self._example = ""

    def feed(self, records: Sequence[Any]) -> None:
        if len(records) <= self._most:
            self._held += 1
            return
        self._contradicted += 1
        self._example = self._example or f"{len(records):,} members came"

    @property
    def finding(self) -> Finding:
        return Finding(self._asked, self._held, self._contradicted, example=self._example, what="page")


class _Fields:
    """Hold the members that were asked for."""

    def __init__(self, fields: Sequence[Any]) -> None:
        self._asked = f"fields {', '.join(map(str, fields))}"
        names = (re.split(r"[./,(\[: ]", str(field).lstrip("/."))[0] for field in fields)
        self._names = tuple(filter(None, map(letters_of, names)))
        self._all = any(str(field).strip() in ("*", "") for field in fields)
        self._counts = dict.fromkeys(Truth, 0)
        self._example = ""

    def feed(self, records: Sequence[Any]) -> None:
        for record in records:
            self._counts[self._judged(record)] += 1

    def _judged(self, record: Any) -> Truth:
        if self._all or not isinstance(record, Mapping):
            return Truth.UNSEEN
        plain = (name for name in record if name[:1] not in "_@$" and "@" not in name)
        others = [name for name in plain if not self._meant(letters_of(name))]
        if len(others) < 2:
            return Truth.UNSEEN if others else Truth.YES  # one may be what the server always sends
        self._example = self._example or neutral(f"there is also {', '.join(others[:3])!r:.{_SHOWN}}")
        return Truth.NO

    def _meant(self, name: str) -> bool:
        """Tell whether a member may stand for one that was asked for: firstName for first_name, owner for owner_id."""
        return name in _ALWAYS or any(name.startswith(each) or each.startswith(name) for each in self._names)

    @property
    def finding(self) -> Finding:
        counts = self._counts
        return Finding(neutral(self._asked), counts[Truth.YES], counts[Truth.NO], counts[Truth.UNSEEN], self._example)


def _sizes(dialect: Dialect, query: Query) -> Iterator[tuple[str, int]]:
    """Yield the bounds of a page that the server is told, with their names."""
    if query.page_size is not None and _told(dialect, query, replace(query, page_size=None)):
        yield "page size", query.page_size
    if query.limit is not None and _told(dialect, query, replace(query, limit=None)):
        yield "limit", query.limit


def _told(dialect: Dialect, query: Query, other: Query) -> bool:
    try:
        return dialect.compile(query) != dialect.compile(other)
    except SearchError:
        return False
