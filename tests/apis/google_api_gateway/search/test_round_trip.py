"""What is searched for arrives as it was: compiled, sent in a URL, and read by a parser of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.google_api_gateway.sandbox import filter_tree
from hypernav.apis.google_api_gateway.sandbox.filter_tree import Member, Restriction, Tree, Value, parse_filter
from hypernav.apis.google_api_gateway.sandbox.selections import parse_order
from hypernav.apis.google_api_gateway.search import APIS, OPERATIONS
from hypernav.errors import NotExpressible
from hypernav.search import Every, Expression, Negation, Ordering, Query, Some, Term, where
from tests.search.hostile import LITERALS
from tests.search.wire import received

STARRED = [literal for literal in LITERALS if "*" in literal]
UNSTARRED = [literal for literal in LITERALS if "*" not in literal]


def read(*conditions: Expression, text: str = "") -> Tree | None:
    """Return the tree that a server reads out of the URL of a search."""
    pairs = received(APIS, Query(conditions=conditions, text=text))
    assert [name for name, _ in pairs] == ["filter"]
    return parse_filter(pairs[0][1])


def restriction(field: str, comparator: str, text: str) -> Restriction:
    return Restriction(Member(tuple(map(Value, field.split(".")))), comparator, Member((Value(text, quoted=True),)))


# Hostile texts


@pytest.mark.parametrize("comparator", ["<", "<=", ">", ">="])
def test_a_hostile_text_is_ordered_as_it_is(comparator):
    for literal in LITERALS:
        tree = read(Term("displayName", comparator, (literal,)))
        assert tree == restriction("displayName", comparator, literal)


MATCHING: dict[str, tuple[Callable[[str], Expression], Callable[[str], Restriction]]] = {
    "equal": (lambda text: where("displayName") == text, lambda text: restriction("displayName", "=", text)),
    "not equal": (lambda text: where("displayName") != text, lambda text: restriction("displayName", "!=", text)),
    "has": (lambda text: where("labels").has(text), lambda text: restriction("labels", ":", text)),
    "label": (lambda text: where("labels.env").has(text), lambda text: restriction("labels.env", ":", text)),
    "starts with": (
        lambda text: where("name").starts_with(text),
        lambda text: restriction("name", "=", f"{text}*"),
    ),
    "ends with": (lambda text: where("name").ends_with(text), lambda text: restriction("name", "=", f"*{text}")),
}


@pytest.mark.parametrize("kind", MATCHING)
def test_a_hostile_text_is_matched_as_it_is(kind):
    asked, expected = MATCHING[kind]
    for literal in UNSTARRED:
        assert read(asked(literal)) == expected(literal)


def test_a_hostile_text_among_several_stays_one_of_them():
    for literal in UNSTARRED:
        tree = read(where("displayName").in_("a", literal, "b"))
        assert tree == filter_tree.Or(tuple(restriction("displayName", "=", text) for text in ("a", literal, "b")))


@pytest.mark.parametrize("kind", MATCHING)
def test_only_texts_with_a_star_are_refused_and_these_are_few(kind):
    asked, _ = MATCHING[kind]
    for literal in STARRED:
        with pytest.raises(NotExpressible, match="stands for any characters"):
            read(asked(literal))
    assert len(STARRED) < len(LITERALS) / 20


def test_a_hostile_key_of_a_label_is_one_key():
    for literal in filter(None, LITERALS):
        tree = read(where(f"labels.{literal}") > "x")
        key = Member((Value("labels"), Value(literal, quoted=True)))
        bare = Member((Value("labels"), Value(literal)))
        assert tree in [Restriction(each, ">", Member((Value("x", quoted=True),))) for each in (key, bare)]


def test_hostile_words_are_looked_for_as_they_are():
    for literal in UNSTARRED:
        words = [Restriction(Member((Value(word, quoted=True),))) for word in literal.split()]
        if words:
            assert read(text=literal) == (words[0] if len(words) == 1 else filter_tree.And(tuple(words)))


# Any expression

Meaning = tuple[Any, ...]


def flat(kind: str, parts: list[Meaning]) -> Meaning:
    """Return a group without groups of its own kind in it."""
    inner = [deeper for part in parts for deeper in (part[1] if part[0] == kind else [part])]
    return inner[0] if len(inner) == 1 else (kind, inner)


def meant(expression: Expression) -> Meaning:
    """Return what an expression means, in the comparisons that the language has."""
    if isinstance(expression, Every):
        return flat("and", [meant(part) for part in expression.parts])
    if isinstance(expression, Some):
        return flat("or", [meant(part) for part in expression.parts])
    if isinstance(expression, Negation):
        return ("not", meant(expression.part))
    assert isinstance(expression, Term)
    field, values = expression.field, expression.values
    if expression.operator == "in_":
        return flat("or", [(field, "=", value) for value in values])
    if expression.operator == "between":
        return flat("and", [(field, ">=", values[0]), (field, "<=", values[1])])
    if expression.operator == "exists":
        return (field, ":", "*")
    comparators = {"==": "=", "has": ":"}
    return (field, comparators.get(expression.operator, expression.operator), values[0])


def understood(tree: Tree) -> Meaning:
    """Return what a filter means, with values as the fields have them."""
    if isinstance(tree, filter_tree.And | filter_tree.Or):
        return flat("and" if isinstance(tree, filter_tree.And) else "or", [understood(part) for part in tree.parts])
    if isinstance(tree, filter_tree.Not):
        return ("not", understood(tree.part))
    assert isinstance(tree, Restriction)
    assert isinstance(tree.comparable, Member)
    assert isinstance(tree.argument, Member)
    head, *rest = (part.text for part in tree.comparable.parts)
    field = ".".join([head, *rest])
    return (field, tree.comparator, valued(field, tree.argument))


def valued(field: str, argument: Member) -> Any:
    text = argument.text
    if text == "*" and not argument.parts[0].quoted:
        return text
    if field.endswith("Time"):
        return datetime.fromisoformat(text)
    if field == "done":
        return {"true": True, "false": False}[text]
    return int(text) if field == "error.code" else text


TEXTS = st.text().filter(lambda text: "*" not in text)
MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 2),
    max_value=datetime(9998, 1, 1),
    timezones=st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
TERMS = st.one_of(
    st.builds(
        lambda field, operator, value: Term(field, operator, (value,)),
        st.sampled_from(["name", "displayName", "labels.env", "labels.a-b", "labels.a.b"]),
        st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
        TEXTS,
    ),
    st.builds(lambda values: where("displayName").in_(*values), st.lists(TEXTS, min_size=1, max_size=3)),
    st.builds(lambda text: where("labels").has(text), TEXTS),
    st.builds(lambda state: where("state") == state, st.sampled_from(["ACTIVE", "FAILED"])),
    st.builds(lambda moment: where("createTime") > moment, MOMENTS),
    st.builds(lambda pair: where("updateTime").between(*sorted(pair)), st.tuples(MOMENTS, MOMENTS)),
    st.just(where("managedService").exists()),
)


def combined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(lambda one, other: one & other, parts, parts),
        st.builds(lambda one, other: one | other, parts, parts),
        st.builds(lambda one: ~one, parts),
    )


@given(st.recursive(TERMS, combined, max_leaves=10))
def test_any_expression_arrives_with_its_meaning(expression):
    tree = read(expression)
    assert tree is not None
    assert understood(tree) == meant(expression)


@given(st.booleans(), st.integers(0, 16))
def test_typed_fields_of_operations_arrive_typed(done, code):
    query = Query(conditions=((where("done") == done) & (where("error.code") != code),))
    tree = parse_filter(dict(received(OPERATIONS, query))["filter"])
    assert tree is not None
    assert understood(tree) == ("and", [("done", "=", done), ("error.code", "!=", code)])


@given(st.lists(st.tuples(st.sampled_from(APIS.sorts), st.booleans()), min_size=1, max_size=3))
def test_any_order_arrives_as_it_was(orderings):
    query = Query(sort=tuple(Ordering(field, descending) for field, descending in orderings))
    assert parse_order(dict(received(APIS, query))["orderBy"]) == orderings
