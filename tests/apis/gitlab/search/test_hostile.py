"""Hostile texts in GitLab's filters: each arrives as itself or is refused, and no expression changes its meaning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.apis.gitlab.sandbox.grammar import Filter, Filters, parse
from hypernav.apis.gitlab.search import ISSUES
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Expression, Query, where
from tests.search.hostile import LITERALS
from tests.search.meaning import Record, holds
from tests.search.wire import received

_KNOWN = [
    *ISSUES.vocabulary.fields,
    *(name for each in ISSUES.listing.parameters.values() for name in (each.low, each.high) if name),
]


def _filters(*conditions: Expression, text: str = "") -> Filters:
    return parse(received(ISSUES, Query(conditions=conditions, text=text)), _KNOWN)


CARRYING: dict[str, tuple[Callable[[str], Expression], Callable[[str], Filter]]] = {
    "is": (lambda text: where("milestone").is_(text), lambda text: Filter("milestone", (text,))),
    "is not": (lambda text: where("author_username") != text, lambda text: Filter("author_username", (text,), True)),
    "array": (
        lambda text: where("assignee_username").all_of("first", text),
        lambda text: Filter("assignee_username", ("first", text)),
    ),
    "commas": (lambda text: where("labels").all_of("first", text), lambda text: Filter("labels", ("first", text))),
    "not commas": (
        lambda text: where("labels").not_in("first", text),
        lambda text: Filter("labels", ("first", text), True),
    ),
}
_RESERVED = {"none", "any", "no label", "#upcoming", "#started"}


def _has_no_way(text: str, family: str) -> bool:
    if "\0" in text or not text.strip():
        return True
    if "commas" in family:
        return "," in text or text != text.strip(" \t\n\v\f\r") or text.casefold() in _RESERVED
    return family == "is" and text.casefold() in _RESERVED


@pytest.mark.parametrize("family", CARRYING)
def test_hostile_texts_arrive_as_they_are_or_are_refused_for_a_reason(family: str):
    make, expected = CARRYING[family]
    refused = 0
    for text in LITERALS:
        if _has_no_way(text, family):
            with pytest.raises((WrongValue, NotExpressible)):
                ISSUES.compile(Query(conditions=(make(text),)))
            refused += 1
        else:
            assert _filters(make(text)).conditions == (expected(text),), text
    assert len(LITERALS) >= 300
    assert refused < len(LITERALS) / 6


def test_hostile_words_arrive_as_they_are():
    for text in LITERALS:
        if text.strip() and "\0" not in text:
            assert _filters(text=text) == Filters(search=text)


NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
LABELS = ("bug", "help wanted", "a::b", "ünï", "x&y=z")
_NAMES = ("ada", "bob", "cy")
_TIMES = st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))


def _leaf() -> st.SearchStrategy[Expression]:
    labels = st.lists(st.sampled_from(LABELS), min_size=1, max_size=3)
    single = st.sampled_from(["is_", "is_not"])
    return st.one_of(
        st.tuples(st.sampled_from(["all_of", "not_in"]), labels).map(
            lambda drawn: getattr(where("labels"), drawn[0])(*drawn[1])
        ),
        st.tuples(single, st.sampled_from(LABELS)).map(lambda drawn: getattr(where("labels"), drawn[0])(drawn[1])),
        st.sampled_from([where("labels").is_empty(), where("labels").is_not_empty()]),
        st.tuples(single, st.sampled_from(_NAMES)).map(
            lambda drawn: getattr(where("author_username"), drawn[0])(drawn[1])
        ),
        st.tuples(single, st.integers(0, 3)).map(lambda drawn: getattr(where("weight"), drawn[0])(drawn[1])),
        st.tuples(st.sampled_from(["in_", "not_in"]), st.lists(st.integers(1, 5), min_size=1, max_size=3)).map(
            lambda drawn: getattr(where("iids"), drawn[0])(*drawn[1])
        ),
        st.tuples(st.sampled_from(["is_at_least", "is_at_most"]), _TIMES).map(
            lambda drawn: getattr(where("created_at"), drawn[0])(drawn[1])
        ),
        st.tuples(_TIMES, _TIMES).map(lambda times: where("updated_at").between(*sorted(times))),
        st.booleans().map(lambda flag: where("confidential").is_(flag)),
    )


EXPRESSIONS = st.recursive(
    _leaf(),
    lambda inner: st.one_of(
        inner.map(lambda part: ~part),
        st.tuples(inner, inner).map(lambda parts: parts[0] & parts[1]),
        st.tuples(inner, inner).map(lambda parts: parts[0] | parts[1]),
    ),
    max_leaves=5,
)
RECORDS = st.fixed_dictionaries(
    {
        "labels": st.lists(st.sampled_from(LABELS), unique=True, max_size=3),
        "author_username": st.sampled_from(_NAMES),
        "weight": st.integers(0, 3),
        "iids": st.integers(1, 5),
        "created_at": _TIMES,
        "updated_at": _TIMES,
        "confidential": st.booleans(),
    }
)


def _found(condition: Filter, record: Record) -> bool:
    """Return whether GitLab would list an issue by a parsed filter."""
    name, values = condition.name, condition.values
    stem, _, end = name.rpartition("_")
    if end in ("after", "before"):
        present, bound = record[f"{stem}_at"], datetime.fromisoformat(values[0])
        return bool(present >= bound if end == "after" else present <= bound)
    present = record[name]
    if name == "labels" and values in (("None",), ("Any",)):
        return bool(present) is (values == ("Any",))
    texts: list[Any] = present if isinstance(present, list) else [str(present).lower()]
    matches = [value in texts for value in values]
    if condition.negated:
        return not any(matches)
    return any(matches) if name == "iids" else all(matches)


@settings(max_examples=300)
@given(EXPRESSIONS, st.lists(RECORDS, min_size=1, max_size=8))
def test_a_compiled_search_means_what_the_expression_means(expression: Expression, records: list[Record]):
    try:
        found = _filters(expression)
    except NotExpressible:
        return
    for record in records:
        assert all(_found(condition, record) for condition in found.conditions) is holds(expression, record)
