"""Random searches: what is compiled is read as it was meant, and lets through exactly the records that it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.sandbox.odata.evaluation import evaluate
from hypernav.sandbox.odata.grammar import parse, parse_filter, parse_search
from hypernav.sandbox.odata.grammar.tree import Joined, Typed, Words
from hypernav.search import Every, Expression, Negation, Query, Some, Term, where
from hypernav.search.odata import ODATA, ODataDialect
from hypernav.search.odata.words import phrase
from hypernav.search.operators import meaning_of
from hypernav.web.urls import with_parameters
from tests.search.odata.expressions import expression_of
from tests.search.odata.trips import LATEST

TEXTS = st.text("aB'\" \\%+é(),;/&", max_size=3)
NUMBERS = st.integers(-3, 3) | st.sampled_from([Decimal("0.5"), Decimal("2.50"), 1.5, -0.1])
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 5))
TIMES = st.sampled_from([time(9, 30), time(23, 59, 59, 1)])
LENGTHS = st.sampled_from([timedelta(), timedelta(hours=-1), timedelta(days=2, microseconds=5)])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3), timezones=st.just(UTC))
VALUES = {"Name": TEXTS, "Price": NUMBERS, "Day": DAYS, "At": MOMENTS, "Departs": TIMES, "Length": LENGTHS}


def json_of(value: Any) -> Any:
    """Return a value as JSON of OData holds it."""
    if isinstance(value, timedelta):
        return f"{'-' if value < timedelta() else ''}PT{abs(value) / timedelta(seconds=1):f}S"
    return value.isoformat() if isinstance(value, date | time) else value


plain_records = st.fixed_dictionaries({name: st.none() | values.map(json_of) for name, values in VALUES.items()})
records = st.fixed_dictionaries(
    {
        **{name: st.none() | values.map(json_of) for name, values in VALUES.items()},
        "Tags": st.lists(TEXTS, max_size=2),
        "Trips": st.lists(plain_records, max_size=2),
    }
)


def comparisons(field: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Expression]:
    """Return strategies of comparisons of a field with values of its kind."""
    ordered = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    ranges = st.tuples(values, values).map(lambda pair: tuple(sorted(pair)))
    return st.one_of(
        st.builds(lambda operator, value: Term(field, operator, (value,)), ordered, values),
        st.builds(lambda several: where(field).in_(several), st.lists(values, min_size=1, max_size=3)),
        st.builds(lambda several: where(field).not_in(several), st.lists(values | st.none(), min_size=1, max_size=3)),
        ranges.map(lambda pair: where(field).between(*pair)),
        ranges.map(lambda pair: where(field).not_between(*pair)),
        st.sampled_from([where(field).is_empty(), where(field).is_not_empty(), where(field) == None]),  # noqa: E711
    )


def texts(field: str) -> st.SearchStrategy[Expression]:
    words = "contains starts_with ends_with does_not_contain does_not_start_with does_not_end_with".split()
    return st.builds(lambda operator, value: Term(field, operator, (value,)), st.sampled_from(words), TEXTS)


def joined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(Every), several.map(Some), parts.map(Negation))


of_fields = st.one_of(*[comparisons(field, values) for field, values in VALUES.items()], texts("Name"))
of_members = comparisons("$this", TEXTS) | texts("$this")
inside = st.recursive(of_fields, joined, max_leaves=4)
lambdas = st.one_of(
    st.builds(lambda quantifier, part: Term("Trips", quantifier, (part,)), st.sampled_from(["any", "all"]), inside),
    st.builds(lambda quantifier, part: Term("Tags", quantifier, (part,)), st.sampled_from(["any", "all"]), of_members),
    st.just(where("Trips").any()),
    st.integers(0, 2).map(lambda count: where("Tags/$count") == count),
)
expressions = st.recursive(of_fields | lambdas, joined, max_leaves=8)


def meant(expression: Expression, record: Any) -> bool | None:
    """Return whether an expression holds for a record, None where it is unknown, as OData treats null."""
    if isinstance(expression, Every | Some):
        found = [meant(part, record) for part in expression.parts]
        deciding = isinstance(expression, Some)
        return deciding if deciding in found else None if None in found else not deciding
    if isinstance(expression, Negation):
        inner = meant(expression.part, record)
        return None if inner is None else not inner
    assert isinstance(expression, Term)
    if expression.operator in {"any", "all"}:
        members = [
            meant(expression.values[0], each) is True if expression.values else True
            for each in record[expression.field]
        ]
        return any(members) if expression.operator == "any" else all(members)
    return compared(expression, record)


def compared(term: Term, record: Any) -> bool | None:
    present = record if term.field == "$this" else len(record["Tags"]) if "/" in term.field else record[term.field]
    values = term.values[0] if term.values and isinstance(term.values[0], list) else term.values
    like = next((value for value in values if value is not None), None)
    present = python_of(present, like)
    meaning = meaning_of(term.operator)
    if meaning.startswith(("does not", "not ")) and meaning not in {"not equal", "not empty"}:
        found = of_meaning(_OPPOSITES[meaning], present, values)
        return None if found is None else not found
    return of_meaning(meaning, present, values)


_OPPOSITES = {
    "does not contain": "contains",
    "does not start with": "starts with",
    "does not end with": "ends with",
    "not in": "in",
    "not between": "between",
}


def python_of(present: Any, like: Any) -> Any:
    if not isinstance(present, str) or isinstance(like, str) or like is None:
        return Decimal(repr(present)) if isinstance(present, float) else present
    if isinstance(like, timedelta):
        seconds = timedelta(seconds=float(present.lstrip("-")[2:-1]))
        return -seconds if present.startswith("-") else seconds
    return type(like).fromisoformat(present)


def of_meaning(meaning: str, present: Any, values: Any) -> bool | None:
    values = [Decimal(repr(value)) if isinstance(value, float) else value for value in values]
    first, last = (values[0], values[-1]) if values else (None, None)
    if meaning in {"contains", "starts with", "ends with"} and present is None:
        return None
    return {
        "equal": lambda: present == first,
        "not equal": lambda: present != first,
        "greater": lambda: present is not None and present > first,
        "at least": lambda: present is not None and present >= first,
        "less": lambda: present is not None and present < first,
        "at most": lambda: present is not None and present <= first,
        "between": lambda: present is not None and first <= present <= last,
        "in": lambda: present in values,
        "contains": lambda: first in present,
        "starts with": lambda: present.startswith(first),
        "ends with": lambda: present.endswith(first),
        "empty": lambda: present is None,
        "not empty": lambda: present is not None,
    }[meaning]()


def compiled(expression: Expression, dialect: ODataDialect = LATEST) -> str:
    return dict(dialect.compile(Query(conditions=(expression,))).calls[0].parameters)["$filter"]


@settings(max_examples=500)
@given(expressions, st.lists(records, min_size=3, max_size=3))
def test_a_compiled_search_lets_through_what_it_means(expression, found):
    for dialect in (ODATA, LATEST):
        tree = parse_filter(compiled(expression, dialect))
        assert [evaluate(tree, record) for record in found] == [meant(expression, record) for record in found]


@given(expressions)
def test_what_is_read_of_a_compiled_search_is_compiled_to_the_same(expression):
    text = compiled(expression)
    assert compiled(expression_of(parse_filter(text))) == text


@given(expressions)
def test_a_url_keeps_what_was_compiled(expression):
    text = compiled(expression)
    url = with_parameters("https://service.test/People", [("$filter", text)])
    assert parse_qsl(urlsplit(url).query) == [("$filter", text)]


@given(st.text(min_size=1).filter(lambda text: text.strip(" \t\r\n\f\v")))
def test_every_text_is_searched_for_as_it_is(text):
    found = parse_search(dict(ODATA.compile(Query(text=text)).calls[0].parameters)["$search"])
    if '"' in text:
        assert found == Typed(text)
        return
    words = text.translate(dict.fromkeys(map(ord, "\t\r\n\f\v"), " ")).split(" ")
    assert [part.text for part in (found.parts if isinstance(found, Joined) else (found,))] == list(filter(None, words))


phrases = st.recursive(
    st.text("ab NOT", min_size=1, max_size=4).filter(str.strip).map(phrase),
    lambda parts: st.one_of(
        st.builds(lambda one, other: one & other, parts, parts),
        st.builds(lambda one, other: one | other, parts, parts),
        parts.map(lambda part: ~part),
    ),
    max_leaves=6,
)


@given(phrases)
def test_a_search_of_phrases_is_read_as_it_was_joined(search):
    found = parse("searchExpr", str(search))
    assert eval(repr(search), {"phrase": phrase}) == search
    assert rejoined(found) == search


def rejoined(found: Any) -> str:
    """Return a search as it is joined of what was read."""
    if isinstance(found, Words):
        return phrase(found.text)
    if isinstance(found, Joined):
        parts = [rejoined(part) for part in found.parts]
        whole = parts[0]
        for part in parts[1:]:
            whole = whole & part if found.operator == "and" else whole | part
        return whole
    return ~rejoined(found.part)
