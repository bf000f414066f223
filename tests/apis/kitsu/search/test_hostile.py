"""Hostile texts in Kitsu's filters: each arrives as itself, and no expression changes its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.apis.kitsu.sandbox.grammar import Filter, Wildcard, parse
from hypernav.apis.kitsu.search import ENTITIES
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Expression, Query, where
from tests.search.hostile import LITERALS
from tests.search.meaning import Record, holds
from tests.search.wire import received

ANY = Wildcard.ANY
_RELATED = [each.name for each in ENTITIES.vocabulary.fields.values() if each.operators == ("contains",)]


def _filters(query: Query) -> tuple[Filter, ...]:
    return parse(received(ENTITIES, query), list(ENTITIES.vocabulary.fields), _RELATED).conditions


def _literal(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


CARRYING: dict[str, tuple[Callable[[str], Expression], Callable[[str], Filter]]] = {
    "is": (
        lambda text: where("code").is_(text),
        lambda text: Filter("code", "in" if text.startswith("[") else "equal", (text,)),
    ),
    "in": (lambda text: where("code").in_("first", text), lambda text: Filter("code", "in", ("first", text))),
    "name is": (lambda text: where("name").is_(text), lambda text: Filter("name", "like", _literal(text))),
    "name contains": (
        lambda text: where("name").contains(text),
        lambda text: Filter("name", "like", (ANY, *_literal(text), ANY)),
    ),
    "name starts with": (
        lambda text: where("name").starts_with(text),
        lambda text: Filter("name", "like", (*_literal(text), ANY)),
    ),
    "name ends with": (
        lambda text: where("name").ends_with(text),
        lambda text: Filter("name", "like", (ANY, *_literal(text))),
    ),
}


@pytest.mark.parametrize("family", CARRYING)
def test_hostile_texts_arrive_as_they_are_save_those_with_nul(family: str):
    make, expected = CARRYING[family]
    refused = 0
    for text in LITERALS:
        query = Query(conditions=(make(text),))
        if "\0" in text:
            with pytest.raises(WrongValue):
                ENTITIES.compile(query)
            refused += 1
        else:
            assert _filters(query) == (expected(text),), text
    assert refused == 3
    assert len(LITERALS) >= 300


def test_hostile_texts_arrive_in_patterns_as_they_are():
    for text in LITERALS:
        query = Query(conditions=(where("name").like(text),))
        if "\0" in text or (len(text) - len(text.rstrip("\\"))) % 2:
            with pytest.raises(WrongValue):
                ENTITIES.compile(query)
        else:
            assert received(ENTITIES, query) == [("name", text)]


IDS = [UUID(int=number) for number in range(3)]
NAMES = ("Chair", "chair_01", "100%", "a\\b", "[x]", "")
_CODES = st.sampled_from(NAMES)


def _leaf() -> st.SearchStrategy[Expression]:
    words = st.sampled_from(["is_", "contains", "starts_with", "ends_with"])
    return st.one_of(
        st.tuples(words, st.sampled_from([name.lower() for name in NAMES])).map(
            lambda drawn: getattr(where("name"), drawn[0])(drawn[1])
        ),
        _CODES.map(lambda code: where("code") == code),
        st.lists(_CODES, min_size=1, max_size=3).map(lambda codes: where("code").in_(*codes)),
        st.integers(0, 3).map(lambda frames: where("nb_frames") == frames),
        st.lists(st.integers(0, 3), min_size=1, max_size=3).map(lambda found: where("nb_frames").in_(*found)),
        st.sampled_from(IDS).map(lambda found: where("project_id") == found),
        st.sampled_from(IDS).map(lambda found: where("entities_out").contains(found)),
        st.booleans().map(lambda flag: where("canceled").is_(flag)),
    )


EXPRESSIONS = st.recursive(
    _leaf(),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda parts: parts[0] & parts[1]),
        st.tuples(inner, inner).map(lambda parts: parts[0] | parts[1]),
    ),
    max_leaves=4,
)
RECORDS = st.fixed_dictionaries(
    {
        "name": st.sampled_from([name.lower() for name in NAMES]),
        "code": _CODES,
        "nb_frames": st.integers(0, 3),
        "project_id": st.sampled_from(IDS),
        "entities_out": st.lists(st.sampled_from(IDS), unique=True),
        "canceled": st.booleans(),
    }
)


def _found(condition: Filter, record: Record) -> bool:
    """Return whether the server would find a row by a parsed filter."""
    present, operands = record[condition.column], condition.operands
    if condition.comparison == "related":
        return UUID(operands[0]) in present
    if condition.comparison == "like":
        parts = (
            {ANY: ".*", Wildcard.ONE: "."}[part] if isinstance(part, Wildcard) else re.escape(part) for part in operands
        )
        return re.fullmatch("".join(parts), present, re.IGNORECASE | re.DOTALL) is not None
    text = str(present).lower() if isinstance(present, bool) else str(present)
    return text in [str(operand) for operand in operands]


@settings(max_examples=300)
@given(EXPRESSIONS, st.lists(RECORDS, min_size=1, max_size=8))
def test_a_compiled_search_means_what_the_expression_means(expression: Expression, records: list[Record]):
    try:
        conditions = _filters(Query(conditions=(expression,)))
    except NotExpressible:
        return
    for record in records:
        assert all(_found(condition, record) for condition in conditions) is holds(expression, record)
