"""Expressions taken apart: every comparison once, ORs and negations handed to whom they belong."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import NotExpressible
from hypernav.search import Field, Operator, Vocabulary, fields_table, operators_table, where
from hypernav.search.checks import Comparison, checked
from hypernav.search.conjunctions import conjuncts, inward
from hypernav.search.expression import Expression, Negation, Some, Term

ACME = Vocabulary(
    "Acme",
    fields_table(*(Field(name, "any", ("is", "is-not", "in")) for name in "abc")),
    operators_table(
        Operator("is", meaning="equal"), Operator("is-not", meaning="not equal"), Operator("in", "several", "in")
    ),
)
A, B, C = (where(name).is_(1) for name in "abc")


def check(term: Term) -> Comparison:
    return checked(term, ACME)


def opposite(term: Term) -> Comparison:
    return check(Term(term.field, "is_not" if term.operator == "is_" else "is_", term.values))


def either(expression: Expression, ways: Any = None) -> Comparison:
    values = tuple(value for term in expression.terms() for value in term.values)
    return check(Term(next(expression.terms()).field, "in_", values))


def refusal(expression: Negation) -> Exception:
    return NotExpressible(f"no {expression!r}")


def said(found: Any) -> list[str]:
    return [f"{each.field.name} {each.operator.name} {list(each.operands)}" for each in found]


def test_all_comparisons_of_nested_ands_are_yielded_in_order():
    expression = A & (B & C)
    assert said(conjuncts(expression, check, either, refusal)) == ["a is [1]", "b is [1]", "c is [1]"]
    assert said(inward(expression, check, opposite, either)) == ["a is [1]", "b is [1]", "c is [1]"]


def test_nothing_asked_is_no_comparison():
    assert said(conjuncts(None, check, either, refusal)) == said(inward(None, check, opposite, either)) == []


def test_an_or_is_one_comparison_or_none():
    expression = B & (where("a").is_(1) | where("a").is_(2))
    assert isinstance(expression.parts[1], Some)
    assert said(conjuncts(expression, check, either, refusal)) == ["b is [1]", "a in [1, 2]"]
    assert said(inward(expression, check, opposite, either)) == ["b is [1]", "a in [1, 2]"]


def test_a_negation_is_refused_as_a_whole_where_there_is_none():
    with pytest.raises(NotExpressible, match=r"no ~\(where\('a'\).is_\(1\) & where\('b'\).is_\(1\)\)"):
        said(conjuncts(C & ~(A & B), check, either, refusal))


@pytest.mark.parametrize(
    "expression, expected",
    [
        (~A, ["a is-not [1]"]),
        (~(A | B), ["a is-not [1]", "b is-not [1]"]),
        (C & ~(A | ~B), ["c is [1]", "a is-not [1]", "b is [1]"]),
        (~(A & B), ["a in [1, 1]"]),
    ],
    ids=repr,
)
def test_negations_move_inward(expression: Expression, expected: list[str]):
    assert said(inward(expression, check, opposite, either)) == expected


def test_an_or_is_given_the_comparisons_of_each_way():
    seen = []

    def remember(expression: Expression, ways: Any) -> Comparison:
        seen.extend(map(said, ways))
        return either(expression)

    list(inward(~((A | B) & C), check, opposite, remember))
    assert seen == [["a is-not [1]", "b is-not [1]"], ["c is-not [1]"]]
