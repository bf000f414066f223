"""Hostile texts in Contentful's searches: each arrives as itself or is refused, and no meaning changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.apis.contentful.sandbox.grammar import Asked, Condition, parse
from hypernav.apis.contentful.search import ENTRIES
from hypernav.errors import NotExpressible
from hypernav.search import Expression, Query, where
from tests.search.hostile import LITERALS
from tests.search.meaning import Record, holds
from tests.search.wire import received

CAT = where("content_type") == "cat"


def _asked(*conditions: Expression, text: str = "") -> Asked:
    return parse(received(ENTRIES, Query(conditions=conditions, text=text)))


WHOLE: dict[str, tuple[Callable[[str], Expression], str, str]] = {
    "equals": (lambda text: where("fields.name").is_(text), "fields.name", ""),
    "ne": (lambda text: where("fields.name") != text, "fields.name", "ne"),
    "match": (lambda text: where("fields.name").match(text), "fields.name", "match"),
    "gte": (lambda text: where("fields.name") >= text, "fields.name", "gte"),
    "sys": (lambda text: where("sys.id").equals(text), "sys.id", ""),
}
LISTED: dict[str, Callable[[str], Expression]] = {
    "in": lambda text: where("fields.name").in_("first", text),
    "nin": lambda text: where("fields.name").nin("first", text),
    "all": lambda text: where("fields.name").all("first", text),
}


@pytest.mark.parametrize("family", WHOLE)
def test_hostile_texts_arrive_as_they_are(family: str):
    make, path, operator = WHOLE[family]
    for text in LITERALS:
        assert _asked(CAT, make(text)) == Asked((Condition(path, operator, (text,)),), {"content_type": "cat"})
    assert len(LITERALS) >= 300


@pytest.mark.parametrize("family", LISTED)
def test_hostile_texts_arrive_in_lists_save_those_with_commas(family: str):
    refused = 0
    for text in LITERALS:
        condition = LISTED[family](text)
        if "," in text or not text:
            with pytest.raises(NotExpressible):
                ENTRIES.compile(Query(conditions=(CAT, condition)))
            refused += 1
        else:
            assert _asked(CAT, condition).conditions == (Condition("fields.name", family, ("first", text)),)
    assert refused < len(LITERALS) / 8


def test_hostile_words_and_ids_arrive_as_they_are():
    for text in LITERALS:
        if text:
            assert _asked(text=text) == Asked((), {"query": text})
            assert _asked(where("links_to_entry") == text) == Asked((), {"links_to_entry": text})


DAY = date(2026, 1, 15)
NAMES = ("a", "b c", "d&e", "f=g")
_DAYS = st.integers(-3, 3).map(lambda days: DAY + timedelta(days))
_ORDERED = st.sampled_from(["is_", "is_not", "is_greater_than", "is_at_least", "is_less_than", "is_at_most"])


def _leaf() -> st.SearchStrategy[Expression]:
    names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)
    return st.one_of(
        st.tuples(st.sampled_from(["is_", "is_not"]), st.sampled_from(NAMES)).map(
            lambda drawn: getattr(where("fields.name"), drawn[0])(drawn[1])
        ),
        st.tuples(st.sampled_from(["in_", "not_in", "all_of"]), names).map(
            lambda drawn: getattr(where("fields.tags"), drawn[0])(*drawn[1])
        ),
        st.tuples(_ORDERED, st.integers(0, 6)).map(lambda drawn: getattr(where("fields.lives"), drawn[0])(drawn[1])),
        st.tuples(_ORDERED, _DAYS).map(lambda drawn: getattr(where("sys.createdAt"), drawn[0])(drawn[1])),
        st.tuples(_DAYS, _DAYS).map(lambda days: where("sys.updatedAt").between(*sorted(days))),
        st.sampled_from([where("fields.tags").is_empty(), where("fields.tags").exists(True)]),
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
        "fields.name": st.sampled_from(NAMES),
        "fields.tags": st.lists(st.sampled_from(NAMES), unique=True, max_size=3),
        "fields.lives": st.integers(0, 6),
        "sys.createdAt": _DAYS,
        "sys.updatedAt": _DAYS,
    }
)


def _found(condition: Condition, record: Record) -> bool:
    """Return whether Contentful would find an entry by a parsed condition."""
    present: Any = record[condition.path]
    if condition.operator == "exists":
        return bool(present) is condition.values[0]
    read: Callable[[str], Any] = str
    if isinstance(present, date | int):
        read = date.fromisoformat if isinstance(present, date) else int
    values = [read(value) for value in condition.values]
    those = present if isinstance(present, list) else [present]
    return {
        "": lambda: values[0] in those,
        "ne": lambda: values[0] not in those,
        "in": lambda: any(value in those for value in values),
        "nin": lambda: not any(value in those for value in values),
        "all": lambda: all(value in those for value in values),
        "lt": lambda: present < values[0],
        "lte": lambda: present <= values[0],
        "gt": lambda: present > values[0],
        "gte": lambda: present >= values[0],
    }[condition.operator]()


@settings(max_examples=300)
@given(EXPRESSIONS, st.lists(RECORDS, min_size=1, max_size=8))
def test_a_compiled_search_means_what_the_expression_means(expression: Expression, records: list[Record]):
    try:
        found = _asked(CAT, expression)
    except NotExpressible:
        return
    for record in records:
        assert all(_found(condition, record) for condition in found.conditions) is holds(expression, record)
