"""Mistakes that people make when they search Getaround."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypernav.apis.getaround.search import CHECKINS, INVOICES, PAYOUTS, RENTALS, UNAVAILABILITIES, WindowDialect
from hypernav.search import Expression, Ordering, Plan, Query, where
from tests.search.mistakes.mistake import Mistake


def ask(dialect: WindowDialect, *conditions: Expression) -> Plan:
    return dialect.compile(Query(conditions=conditions))


A = datetime(2026, 1, 1, tzinfo=UTC)
B = datetime(2026, 2, 1, tzinfo=UTC)
DATES = where("dates").between(A, B)
EXAMPLE = 'where("dates").is_between("2026-01-01T00:00:00+00:00", "2026-01-31T00:00:00+00:00")'
TURNED = f"where('dates').is_between({A!r}, {B!r})"
MIDNIGHT = "'2026-01-01T00:00:00+00:00'"
MISTAKES = [
    Mistake("no dates for rentals", lambda: ask(RENTALS), EXAMPLE),
    Mistake("no dates for check-ins", lambda: ask(CHECKINS), EXAMPLE),
    Mistake("no dates for unavailabilities", lambda: ask(UNAVAILABILITIES), EXAMPLE),
    Mistake("a date in the singular", lambda: ask(RENTALS, where("date").between(A, B)), "'dates'"),
    Mistake("a start in camel case", lambda: ask(RENTALS, where("startDate") == A), "'start_date'"),
    Mistake("an end in kebab case", lambda: ask(RENTALS, where("end-date") == B), "'end_date'"),
    Mistake("a booking", lambda: ask(RENTALS, where("booked").between(A, B)), "'booked_at'"),
    Mistake("a payout", lambda: ask(PAYOUTS, where("completed").between(A, B)), "'completed_at'"),
    Mistake("an emission", lambda: ask(INVOICES, where("emitedAt").between(A, B)), "'emitted_at'"),
    Mistake("what occurred", lambda: ask(CHECKINS, where("occured_at").between(A, B)), "'occurred_at'"),
    Mistake("a start later than its end", lambda: ask(RENTALS, where("dates").between(B, A)), TURNED),
    Mistake(
        "ends turned around one by one",
        lambda: ask(RENTALS, (where("dates") >= B) & (where("dates") <= A)),
        'where("dates").is_between("2026-01-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00")',
    ),
    Mistake(
        "no end", lambda: ask(RENTALS, where("dates") >= A), 'where("dates").is_between("2026-01-01T00:00:00+00:00", …)'
    ),
    Mistake(
        "no beginning",
        lambda: ask(INVOICES, where("dates") <= B),
        'where("dates").is_between(…, "2026-02-01T00:00:00+00:00")',
    ),
    Mistake(
        "None for an end", lambda: ask(RENTALS, where("dates").between(A, None)), f'where("dates").is_between({A!r}, …)'
    ),
    Mistake("one bound", lambda: ask(RENTALS, where("dates").between(A)), f"where('dates').is_between({A!r}, …)"),
    Mistake(
        "three bounds",
        lambda: ask(RENTALS, where("dates").between("2026-01-01T00:00:00Z", A, B)),
        "where('dates').is_between('2026-01-01T00:00:00Z', …)",
    ),
    Mistake(
        "days for times", lambda: ask(RENTALS, where("dates").between(date(2026, 1, 1), date(2026, 2, 1))), MIDNIGHT
    ),
    Mistake("days as texts", lambda: ask(RENTALS, where("dates").between("2026-01-01", "2026-02-01")), MIDNIGHT),
    Mistake("a European day", lambda: ask(RENTALS, where("dates").between("01.01.2026", "01.02.2026")), MIDNIGHT),
    Mistake("a time without a zone", lambda: ask(RENTALS, where("dates").between("2026-01-01T00:00:00", B)), MIDNIGHT),
    Mistake("epoch seconds", lambda: ask(RENTALS, where("dates").between(1_767_225_600, B)), MIDNIGHT),
    Mistake("epoch milliseconds", lambda: ask(RENTALS, where("dates").between(1_767_225_600_000, B)), MIDNIGHT),
    Mistake("after a time", lambda: ask(RENTALS, where("dates") > A), ".is_at_least"),
    Mistake("before a time", lambda: ask(RENTALS, where("dates") < B), ".is_at_most"),
    Mistake("a range misspelled", lambda: ask(RENTALS, where("dates").betwen(A, B)), ".is_between"),
    Mistake("dates and dates", lambda: ask(RENTALS, DATES, where("start_date") == A), EXAMPLE),
    Mistake("two spans", lambda: ask(RENTALS, DATES | DATES), "a search for each"),
    Mistake(
        "a sort",
        lambda: RENTALS.compile(Query(conditions=(DATES,), sort=(Ordering("id"),))),
        ".page_size(), further parameters",
    ),
    Mistake("an empty page", lambda: RENTALS.compile(Query(conditions=(DATES,), page_size=0)), ".page_size(1)"),
]
