"""Expressions to compile: fifty comparisons in every way of searching, beside writing the finished request by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from hypernav.errors import SearchError
from hypernav.search import Call, Dialect, Expression, Field, Operator, Query, Term
from hypernav.search.expression import conjunction
from tests.dialects import api_of, dialects

TERMS = 50
_SAMPLES: dict[str, list[Any]] = {
    "number": [1.5, 2, 3.25],
    "integer": [22, 443, 8080],
    "boolean": [True],
    "date": [date(2026, 1, day) for day in range(1, 20)],
    "datetime": [datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 20)],
    "local datetime": [datetime(2026, 1, day) for day in range(1, 20)],  # that is the kind
    "milliseconds": [1_700_000_000_000 + day for day in range(19)],
    "days": [7, 30, 90],
    "duration": [timedelta(hours=2)],
    "address": ["10.0.0.1", "10.0.0.2", "10.0.1.9"],
    "identifier": [7, 8, 9],
    "guid": ["6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
    "json": [{"a": 1}],
}


def compile_times(rounds: int = 31) -> dict[str, tuple[float, float]]:
    """Return microseconds for fifty comparisons, by hand and compiled, of the dialect with most fields of each API."""
    largest: dict[str, tuple[str, Dialect]] = {}
    for name, dialect in dialects().items():
        key = api_of(name) or name
        if key not in largest or len(dialect.vocabulary.fields) > len(largest[key][1].vocabulary.fields):
            largest[key] = (name, dialect)
    found = {}
    for _, dialect in largest.values():
        queries = [Query(conditions=(each,)) for each in _expressions(dialect)]
        if queries:
            label = dialect.title + (f", in {len(queries)} searches" if len(queries) > 1 else "")
            found[label] = _timed(dialect, queries, rounds)
    return found


def _timed(dialect: Dialect, queries: list[Query], rounds: int) -> tuple[float, float]:
    calls = [call for query in queries for call in dialect.compile(query).calls]
    bare, ours = [], []
    for _ in range(rounds):
        began = perf_counter()
        written = [_written(call) for call in calls]
        between = perf_counter()
        compiled = [_written(call) for query in queries for call in dialect.compile(query).calls]
        ended = perf_counter()
        assert written == compiled
        bare.append((between - began) * 1e6)
        ours.append((ended - between) * 1e6)
    return median(bare), median(ours)


def _written(call: Call) -> str:
    body = "" if call.body is None else json.dumps(call.body)
    return urlencode(call.parameters) + body


def _expressions(dialect: Dialect) -> Iterator[Expression]:
    """Yield expressions that the dialect can say, as long as it can say them, with fifty comparisons in all."""
    left = TERMS
    parts: tuple[Expression, ...] = ()
    for term in _terms(dialect):
        longer = (*parts, term)
        if _says(dialect, longer):
            parts = longer
        elif parts and _says(dialect, (term,)):
            yield _joined(parts)
            parts = (term,)
        else:
            continue
        left -= 1
        if left == 0:
            yield _joined(parts)
            return


def _joined(parts: tuple[Expression, ...]) -> Expression:
    joined = conjunction(parts)
    assert joined is not None
    return joined


def _says(dialect: Dialect, parts: tuple[Expression, ...]) -> bool:
    try:
        dialect.compile(Query(conditions=parts))
    except SearchError:
        return False
    return True


def _terms(dialect: Dialect) -> Iterator[Term]:
    vocabulary = dialect.vocabulary
    fields = list(vocabulary.fields.values())
    if not fields and vocabulary.other is not None:
        fields = [Field(f"field{number}", vocabulary.other.kind, vocabulary.other.operators) for number in range(TERMS)]
    for turn in range(TERMS * 2):
        for field in fields:
            operators = [vocabulary.operators[name] for name in field.operators]
            if operators:
                operator = operators[turn % len(operators)]
                yield Term(field.name, operator.identifier, _operands(field, operator, turn))


def _operands(field: Field, operator: Operator, turn: int) -> tuple[Any, ...]:
    kind = operator.kind or field.kind
    values = (
        [each.value for each in field.values] if kind == "enumeration" else _SAMPLES.get(kind, ["alpha", "beta", "x y"])
    )
    if operator.takes == "nothing":
        return ()
    if operator.takes == "range":
        low, high = sorted((values[0], values[-1]))
        return (low, high)
    value = values[turn % len(values)]
    return (value, values[0]) if operator.takes == "several" else (value,)
