"""Search Getaround's lists by dates, the one thing that they are searched by, in requests of at most 30 days each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hypernav.apis.getaround.search.windows import LONGEST, OVERLAP, fixed, windows
from hypernav.errors import WrongValue
from hypernav.search.checks import Comparison, checked
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Term
from hypernav.search.lists import joined, page_size
from hypernav.search.operators import meaning_of
from hypernav.search.query import Call, Plan, Query
from hypernav.search.vocabulary import Field, Operator, Vocabulary, fields_table, operators_table

_OPERATORS = operators_table(
    Operator("is-between", takes="range", meaning="between"),
    Operator("is-at-least", meaning="at least"),
    Operator("is-at-most", meaning="at most"),
    Operator("equals", meaning="equal"),
)
_RANGE = ("is-between", "is-at-least", "is-at-most")
_SAID: Mapping[str, tuple[str, ...]] = {
    "is-between": ("start_date", "end_date"),
    "is-at-least": ("start_date",),
    "is-at-most": ("end_date",),
}
"""The parameters that the operands of an operator become; of ``equals``, the field names its own."""
_EXAMPLE = 'where("dates").is_between("2026-01-01T00:00:00+00:00", "2026-01-31T00:00:00+00:00")'


def _vocabulary(title: str, when: str, member: str = "") -> Vocabulary:
    named = [Field(member, "datetime", _RANGE, title=f"the same as dates: {when}")] if member else []
    return Vocabulary(
        title,
        fields_table(
            Field("dates", "datetime", _RANGE, title=when),
            *named,
            Field("start_date", "datetime", ("equals",), title="the beginning of dates, by the API's own name"),
            Field("end_date", "datetime", ("equals",), title="the end of dates, by the API's own name"),
        ),
        _OPERATORS,
    )


@dataclass(frozen=True, slots=True, repr=False)
class WindowDialect(Dialect):
    """Compile dates into GETs of at most 30 days that together give each item; ``identity`` tells repeats apart.

    >>> from hypernav.search import Query, where
    >>> winter = where("dates").is_between("2026-01-01T00:00:00+01:00", "2026-02-15T00:00:00+01:00")
    >>> for call in RENTALS.compile(Query(conditions=(winter,))).calls:
    ...     print(dict(call.parameters))
    {'start_date': '2026-01-01T00:00:00+01:00', 'end_date': '2026-01-31T00:00:00+01:00'}
    {'start_date': '2026-01-30T23:59:59+01:00', 'end_date': '2026-02-15T00:00:00+01:00'}
    """

    words: Vocabulary
    """The fields and operators."""
    identity: str = "id"
    """The members that tell items apart, as ``Plan`` has them."""
    required: bool = True
    """Whether the list needs dates."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return self.words

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means; dates need both ends.

        Raises:
            UnknownField: The list is not searched by a field.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values, or one end is missing.
        """
        if meaning_of(term.operator) == "between" and len(term.values) == 2 and None in term.values:
            start, end = (None if each is None else repr(each) for each in term.values)
            raise _missing(start, end, repr(term))
        return checked(term, self.vocabulary)

    def compile(self, query: Query) -> Plan:
        """Return a GET for every 30 days.

        Raises:
            UnknownField: The list is not searched by a field; only dates are.
            UnknownOperator: A field does not have the operator.
            WrongValue: The dates have one end only, or are reversed.
            NotExpressible: The list needs dates; or an OR, a NOT, an order, members to choose.
        """
        self.says_only(query, "page_size", "parameters")
        span = self._span(query)
        size = page_size(query, None, self.title)
        paged = [] if size is None else [("per_page", str(size))]
        if span is None:
            return Plan(calls=(Call(parameters=joined(paged, query)),), identity=self.identity)
        calls = tuple(
            Call(parameters=joined([("start_date", _iso(start)), ("end_date", _iso(end)), *paged], query))
            for start, end in windows(*span)
        )
        return Plan(calls=calls, identity=self.identity, notes=(_note(calls),) if len(calls) > 1 else ())

    def _span(self, query: Query) -> tuple[datetime, datetime] | None:
        """Return the two ends of the dates asked for, None where none are, and none need be."""
        ends: dict[str, datetime] = {}
        for term in self.conjuncts(query.expression, "a search for each"):
            comparison = self.check(term)
            said = _SAID.get(comparison.operator.name, (comparison.field.name,))
            for name, moment in zip(said, comparison.operands, strict=True):
                if name in ends:
                    raise self.refuse(term, f"has one {name}, and two were given", _EXAMPLE)
                ends[name] = moment
        if not ends and self.required:
            raise self.refuse(".where()", "needs dates", _EXAMPLE)
        return _bounded(ends.get("start_date"), ends.get("end_date"), repr(query.expression)) if ends else None


def _bounded(start: datetime | None, end: datetime | None, asked: str) -> tuple[datetime, datetime]:
    begin, last = (None if each is None else f'"{_iso(each)}"' for each in (start, end))
    if start is None or end is None:
        raise _missing(begin, last, asked)
    if fixed(start) > fixed(end):
        raise WrongValue(
            "The range of the dates is reversed: it begins after its end.",
            where=f"{asked:.300}",
            nearest=f'where("dates").is_between({last}, {begin})',
        )
    return start, end


def _missing(start: str | None, end: str | None, asked: str) -> WrongValue:
    return WrongValue(
        f"The dates have no {'beginning' if start is None else 'end'}, and the API needs both.",
        where=f"{asked:.300}",
        nearest=f'where("dates").is_between({start or "…"}, {end or "…"})',
    )


def _iso(moment: datetime) -> str:
    return fixed(moment).isoformat()


def _note(calls: tuple[Call, ...]) -> str:
    return (
        f"asked in {len(calls):,} requests of at most {LONGEST.days} days, which overlap by"
        f" {OVERLAP.seconds} second because nobody says whether their ends are included"
    )


RENTALS = WindowDialect(_vocabulary("Getaround's rental list", "when they were booked", "booked_at"))
"""Rentals, by when they were booked."""
INVOICES = WindowDialect(
    _vocabulary("Getaround's invoice list", "when they were emitted", "emitted_at"), required=False
)
"""Invoices, by when they were emitted; dates may be left out."""
PAYOUTS = WindowDialect(_vocabulary("Getaround's payout list", "when they were completed", "completed_at"))
"""Payouts, by when they were paid."""
CHECKINS = WindowDialect(_vocabulary("Getaround's check-in list", "when they occurred", "occurred_at"), "rental_id")
"""Check-ins, by when they occurred; a rental has one."""
CHECKOUTS = WindowDialect(_vocabulary("Getaround's check-out list", "when they occurred", "occurred_at"), "rental_id")
"""Check-outs, by when they occurred; a rental has one."""
UNAVAILABILITIES = WindowDialect(
    _vocabulary("Getaround's unavailability list", "when the car is not available"), "car_id,starts_at,ends_at,reason"
)
"""Times at which a car is not available. They have no id, and one that spans two requests comes in both."""
