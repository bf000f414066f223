"""Hostile texts in GitHub's searches: each arrives as itself or is refused, and no expression changes its meaning."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.apis.github.sandbox.grammar import Either, Node, Qualifier, Together, Value, Word, bounds, parse
from hypernav.apis.github.search import CODE, ISSUES, REPOSITORIES, QualifierDialect
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search import Expression, Query, where
from tests.search.hostile import LITERALS
from tests.search.meaning import Record, holds
from tests.search.wire import received


def _tree(dialect: QualifierDialect, query: Query) -> tuple[Node, ...]:
    ((name, q),) = received(dialect, query)
    assert name == "q"
    return parse(q).parts


def _texts(qualifier: Node) -> list[str]:
    assert isinstance(qualifier, Qualifier)
    return [value.text for value in qualifier.values]


CARRYING: dict[str, tuple[QualifierDialect, Callable[[str], Expression], Callable[[str], tuple[Node, ...]]]] = {
    "is": (ISSUES, lambda text: where("label").is_(text), lambda text: (_said("label", text),)),
    "is not": (ISSUES, lambda text: where("author").is_not(text), lambda text: (_said("author", text, negated=True),)),
    "in": (
        ISSUES,
        lambda text: where("label").in_("first", text),
        lambda text: (Qualifier("label", (Value("first"), *_said("label", text).values)),),
    ),
    "in, repeated": (
        REPOSITORIES,
        lambda text: where("repo").in_("a/b", text),
        lambda text: (_said("repo", "a/b"), _said("repo", text)),
    ),
    "all of": (
        ISSUES,
        lambda text: where("label").all_of(text, "last"),
        lambda text: (_said("label", text), _said("label", "last")),
    ),
    "contains": (CODE, lambda text: where("text").contains(text), lambda text: (_word(text),)),
    "does not contain": (
        ISSUES,
        lambda text: where("text").does_not_contain(text),
        lambda text: (_word(text, negated=True),),
    ),
}


def _said(name: str, text: str, *, negated: bool = False) -> Qualifier:
    return Qualifier(name, (Value(text),), negated)


def _word(text: str, *, negated: bool = False) -> Word:
    return Word(text, False, negated)


def _unquoted(node: Node) -> Node:
    """Return a node without whether its texts were in quotation marks, which means nothing."""
    if isinstance(node, Word):
        return Word(node.text, False, node.negated)
    assert isinstance(node, Qualifier)
    return Qualifier(node.name, tuple(Value(value.text) for value in node.values), node.negated)


def _has_no_way(text: str, family: str) -> bool:
    """Tell what GitHub's grammar cannot carry: it has no escapes, and empty texts are no values."""
    if not text.strip() or any(each in '"\\' or unicodedata.category(each) == "Cc" for each in text):
        return True
    if family in ("contains", "does not contain"):
        numeral = any(each.isdecimal() for each in text) and all(each.isdecimal() or each in ".,:/+-" for each in text)
        return len(text) > 240 or (family == "does not contain" and numeral)
    return text.strip() == "*"


@pytest.mark.parametrize("family", CARRYING)
def test_hostile_texts_arrive_as_they_are_or_are_refused_for_a_reason(family: str):
    dialect, make, expected = CARRYING[family]
    arrived = refused = 0
    for text in LITERALS:
        query = Query(conditions=(make(text),))
        if _has_no_way(text, family):
            with pytest.raises((WrongValue, NotExpressible)):
                dialect.compile(query)
            refused += 1
        else:
            assert tuple(map(_unquoted, _tree(dialect, query))) == expected(text), text
            arrived += 1
    assert arrived + refused == len(LITERALS) >= 300
    assert arrived > 250


def test_hostile_words_stay_words():
    arrived = 0
    for text in LITERALS:
        try:
            parts = _tree(ISSUES, Query(text=f"first {text} last"))
        except WrongValue:
            assert any(each in '"\\' or unicodedata.category(each) == "Cc" for each in text) or len(text) > 200
            continue
        assert all(isinstance(part, Word) and not part.negated for part in parts)
        found = [part.text for part in parts if isinstance(part, Word)]
        assert [found[0], found[-1]] == ["first", "last"]
        if '"' not in text:
            assert found == ["first", *text.split(), "last"]
        arrived += 1
    assert arrived > 250


LABELS = ("bug", "help wanted", "is:open", "a,b", "OR", "(x)", "10..50", "ünï")
DAY = date(2026, 1, 15)
_TEXTS = {"label": LABELS, "author": ("octocat", "@me", "app/robot"), "milestone": ("v1.0", "next up")}
_NUMBERS = ("comments", "reactions")


def _leaf() -> st.SearchStrategy[Expression]:
    days = st.integers(-3, 3).map(lambda days: DAY + timedelta(days))
    numbers = st.integers(0, 6)
    texts = st.sampled_from(sorted(_TEXTS)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(["is_", "is_not"]), st.sampled_from(_TEXTS[name]))
    )
    ordered = st.sampled_from(["is_greater_than", "is_at_least", "is_less_than", "is_at_most", "is_", "is_not"])
    ranges = st.sampled_from(["is_between", "is_not_between"])
    return st.one_of(
        texts.map(lambda drawn: getattr(where(drawn[0]), drawn[1])(drawn[2])),
        st.tuples(st.sampled_from(_NUMBERS), ordered, numbers).map(lambda d: getattr(where(d[0]), d[1])(d[2])),
        st.tuples(ordered, days).map(lambda drawn: getattr(where("created"), drawn[0])(drawn[1])),
        st.tuples(ranges, numbers, numbers).map(lambda d: getattr(where("comments"), d[0])(*sorted(d[1:]))),
        st.lists(st.sampled_from(LABELS), min_size=1, max_size=3).map(lambda found: where("label").in_(*found)),
        st.lists(st.sampled_from(LABELS), min_size=1, max_size=3).map(lambda found: where("label").not_in(*found)),
        st.lists(st.sampled_from(LABELS), min_size=1, max_size=2).map(lambda found: where("label").all_of(*found)),
        st.just(where("label").is_empty()),
        st.sampled_from([where("text").contains("memory leak"), where("text").does_not_contain("x-ray")]),
    )


EXPRESSIONS = st.recursive(
    _leaf(),
    lambda inner: st.one_of(
        inner.map(lambda part: ~part),
        st.tuples(inner, inner).map(lambda parts: parts[0] & parts[1]),
        st.tuples(inner, inner).map(lambda parts: parts[0] | parts[1]),
    ),
    max_leaves=6,
)
RECORDS = st.fixed_dictionaries(
    {
        "label": st.lists(st.sampled_from(LABELS), unique=True, max_size=4),
        "author": st.sampled_from(_TEXTS["author"]),
        "milestone": st.sampled_from((*_TEXTS["milestone"], None)),
        "comments": st.integers(0, 6),
        "reactions": st.integers(0, 6),
        "created": st.integers(-4, 4).map(lambda days: DAY + timedelta(days)),
        "text": st.sampled_from(["a memory leak", "an x-ray", "memory leak in an x-ray", ""]),
    }
)


def _found(node: Node, record: Record) -> bool:
    """Return whether GitHub would find a record by a parsed query."""
    if isinstance(node, Together):
        return all(_found(part, record) for part in node.parts)
    if isinstance(node, Either):
        return any(_found(part, record) for part in node.parts)
    if isinstance(node, Word):
        return (node.text in record["text"]) is not node.negated
    if node.name == "no":
        return not record[node.values[0].text]
    return any(_fits(value, record[node.name]) for value in node.values) is not node.negated


def _fits(value: Value, present: Any) -> bool:
    if isinstance(present, list | str) or present is None:
        return value.text in present if isinstance(present, list) else value.text == present
    read: Callable[[str], Any] = int if isinstance(present, int) else date.fromisoformat
    found = bounds(value)
    if found is None:
        return read(value.text) == present
    above = found.low is None or present > read(found.low) or (found.low_included and present == read(found.low))
    below = found.high is None or present < read(found.high) or (found.high_included and present == read(found.high))
    return above and below


@settings(max_examples=300)
@given(EXPRESSIONS, st.lists(RECORDS, min_size=1, max_size=8))
def test_a_compiled_search_means_what_the_expression_means(expression: Expression, records: list[Record]):
    try:
        parts = parse(dict(received(ISSUES, Query(conditions=(expression,))))["q"])
    except (NotExpressible, WrongValue):
        return
    for record in records:
        assert _found(parts, record) is holds(expression, record)


def test_most_expressions_can_be_said():
    said = 0

    @given(EXPRESSIONS)
    def count(expression: Expression) -> None:
        nonlocal said
        try:
            ISSUES.compile(Query(conditions=(expression,)))
        except (NotExpressible, WrongValue):
            return
        said += 1

    count()
    assert said > 50
