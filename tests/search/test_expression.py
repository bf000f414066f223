"""One immutable expression: what makes it, what it refuses, and what it shows."""

from __future__ import annotations

import copy
import datetime
import inspect
import operator
import pickle
import sys
from collections.abc import Callable
from decimal import Decimal

import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.errors import SearchError
from hypernav.names import _PROBES
from hypernav.search import Condition, Every, Expression, Negation, Operator, Some, Term, where
from hypernav.search.expression import checked_field, conjunction, disjunction
from tests.search.hostile import LITERALS

A = where("a").is_(1)
B = where("b").is_(2)
C = where("c").is_(3)

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.integers(0, len(LITERALS) - 1).map(lambda place: LITERALS[place]),
    st.dates(),
    st.datetimes(timezones=st.just(datetime.UTC)),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.lists(st.integers() | st.text(max_size=3), max_size=3),
)
FIELDS = st.sampled_from(["name", "risk-score", "labels.env", "O'Brien", 'say "hi"', "é", "fields[x]"])
PYTHON: dict[str, Callable[[Condition, object], Term]] = {
    "==": lambda condition, value: condition == value,
    "!=": lambda condition, value: condition != value,
    "<": lambda condition, value: condition < value,
    "<=": lambda condition, value: condition <= value,
    ">": lambda condition, value: condition > value,
    ">=": lambda condition, value: condition >= value,
}
TERMS = st.one_of(
    st.builds(lambda field, name, value: PYTHON[name](where(field), value), FIELDS, st.sampled_from([*PYTHON]), VALUES),
    st.builds(
        lambda field, name, values: getattr(where(field), name)(*values),
        FIELDS,
        st.sampled_from(["is_", "in_", "is_within_the_last", "starts_with"]),
        st.lists(VALUES, max_size=3),
    ),
)
EXPRESSIONS = st.recursive(
    TERMS,
    lambda parts: st.one_of(
        st.builds(lambda one, other: one & other, parts, parts),
        st.builds(lambda one, other: one | other, parts, parts),
        st.builds(lambda one: ~one, parts),
    ),
    max_leaves=8,
)


def typed(text: str) -> object:
    """Return what a person gets who types a text."""
    return eval(text, {"where": where, "datetime": datetime, "Decimal": Decimal})


# Comparisons


def test_a_method_of_any_name_makes_the_comparison_of_that_name():
    assert where("host-name").starts_with("web-") == Term("host-name", "starts_with", ("web-",))


@pytest.mark.parametrize("name", PYTHON)
def test_a_python_operator_makes_a_comparison(name):
    assert PYTHON[name](where("size"), 5) == Term("size", name, (5,))


def test_a_value_on_the_left_means_the_same_comparison_turned_around():
    assert operator.lt(5, where("size")) == Term("size", ">", (5,))


def test_a_comparison_may_have_no_value_or_several():
    assert where("a").is_empty().values == ()
    assert where("a").is_between(1, 5).values == (1, 5)


def test_an_operator_called_like_a_keyword_is_typed_with_an_underscore():
    assert [Operator(name).identifier for name in ("in", "is", "not", "is-within-the-last")] == [
        *("in_", "is_", "not_", "is_within_the_last")
    ]


@pytest.mark.parametrize("name", ["", "  ", None, 5, b"name"])
def test_what_is_no_name_of_a_field_is_refused(name):
    with pytest.raises(SearchError) as caught:
        where(name)
    assert str(caught.value) == f'{name!r} is not the name of a field.\n  next       where("name").is_("x")'


def test_a_name_of_a_field_is_kept_as_it_was_typed():
    assert checked_field(" padded ") == " padded "


@pytest.mark.parametrize("name", [*sorted(_PROBES), "_repr_html_", "__array__", "_x"])
def test_a_probe_of_a_tool_is_no_operator(name):
    assert not hasattr(where("a"), name)


def test_a_method_shows_its_name_and_says_that_it_sends_nothing():
    finish = where("a").contains
    assert finish.__name__ == "contains"
    assert inspect.getdoc(finish) == "Return the comparison of 'a' by contains. Sends nothing."


def test_a_condition_offers_the_operators_that_it_was_given():
    assert dir(Condition("a", offered=("is_", "contains"))) == ["contains", "is_"]


def test_a_condition_of_no_known_api_offers_the_common_words():
    assert {"is_", "contains", "in_", "is_between", "is_empty"} <= set(dir(where("a")))


def test_a_condition_says_that_it_needs_an_operator():
    assert repr(Condition("a", offered=("is_", "contains"))) == "<where('a') needs an operator: .is_, .contains>"


def test_a_condition_says_how_many_operators_it_does_not_show():
    names = tuple(f"op{number}" for number in range(15))
    assert repr(Condition("a", offered=names)).endswith(".op11, … 3 more>")


def test_a_finished_comparison_goes_to_whoever_asked_for_it():
    assert Condition("a", lambda term: [term]).is_(1) == [A]


# Composing


def test_and_or_and_not_make_expressions():
    assert Every((A, B)) == A & B
    assert Some((A, B)) == A | B
    assert Negation(A) == ~A


def test_a_double_negation_is_the_part_itself():
    assert ~~A == A
    assert ~~(A & B) == A & B


def test_chains_of_the_same_kind_are_flat():
    assert (A & B) & C == A & (B & C) == Every((A, B, C))
    assert (A | B) | C == A | (B | C) == Some((A, B, C))


def test_chains_of_two_kinds_are_nested():
    assert Some((Every((A, B)), C)) == (A & B) | C
    assert Every((A, Some((B, C)))) == A & (B | C)


def test_python_reads_a_negation_before_an_and():
    assert Every((Negation(A), B)) == ~A & B


@given(EXPRESSIONS, EXPRESSIONS)
def test_composing_never_changes_an_operand(one, other):
    before = repr(one), repr(other), list(one.terms()), list(other.terms())
    assert one & other != one | other
    assert repr(~one)
    assert (repr(one), repr(other), list(one.terms()), list(other.terms())) == before


def test_terms_are_listed_in_order():
    assert list(((A | B) & ~C).terms()) == [A, B, C]


def test_an_expression_alone_has_no_terms():
    with pytest.raises(NotImplementedError):
        next(Expression().terms())


def test_many_conditions_make_one_flat_conjunction():
    assert conjunction(()) is None
    assert conjunction((A,)) is A
    assert conjunction((A & B, C)) == Every((A, B, C))
    assert conjunction((A | B, C)) == Every((Some((A, B)), C))


def test_many_conditions_make_one_flat_disjunction():
    assert disjunction(()) is None
    assert disjunction((A,)) is A
    assert disjunction((A | B, C)) == Some((A, B, C))
    assert disjunction((A & B, C)) == Some((Every((A, B)), C))


# Values


def test_a_list_that_changes_later_does_not_change_the_comparison():
    ids = [1, [2]]
    term = where("id").in_(ids)
    ids.append(3)
    ids[1].append(4)
    assert term.values == ([1, [2]],)


@pytest.mark.parametrize(
    "many",
    [
        range(1, 4),
        {1: "", 2: "", 3: ""}.keys(),
        {"a": 1, "b": 2, "c": 3}.values(),
        (n for n in (1, 2, 3)),
        map(int, "123"),
    ],
    ids=["range", "keys", "values", "generator", "map"],
)
def test_what_gives_values_one_by_one_is_kept_as_a_list(many):
    assert where("id").in_(many).values == ([1, 2, 3],)


@pytest.mark.parametrize(
    "many",
    [numpy.array([1, 2]), pandas.Series([1, 2]), pandas.Index([1, 2]), [numpy.int64(1), numpy.int64(2)]],
    ids=["array", "series", "index", "list"],
)
def test_columns_of_numbers_are_kept_as_lists_of_plain_numbers(many):
    (kept,) = where("id").in_(many).values
    assert kept == [1, 2]
    assert [type(each) for each in kept] == [int, int]


def test_a_number_out_of_a_frame_is_kept_as_a_plain_number():
    assert [type(value) for value in where("a").is_(numpy.float64(2.5), numpy.bool_(True)).values] == [float, bool]


def test_a_set_stays_a_set_and_a_pair_a_pair():
    assert where("a").in_({1}, (2, 3)).values == ({1}, (2, 3))


def test_what_cannot_be_kept_is_refused():
    with pytest.raises(SearchError) as caught:
        where("a").is_(sys)
    assert str(caught.value) == (
        "A module cannot be kept in a search.\n"
        "  where      where('a')\n"
        "  next       give a plain value or a list: list(…)"
    )


def test_a_field_that_was_not_compared_is_no_value_of_another():
    with pytest.raises(SearchError, match=r"where\('b'\) compares nothing yet"):
        where("a").any(where("b"))


# Equality


def test_expressions_of_equal_parts_are_equal_and_have_one_hash():
    one, other = (where("a").in_([1, 2]) & ~B) | C, (where("a").in_([1, 2]) & ~B) | C
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


def test_expressions_of_other_parts_are_not_equal():
    assert len({A, B, A & B, B & A, A | B, ~A, where("a").is_not(1)}) == 7


def test_an_expression_equals_nothing_else():
    assert A != ("a", "is_", (1,))
    assert Every((A, B)) != Some((A, B))


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_a_copy_is_equal(copied):
    assert copied((A & ~B) | C) == (A & ~B) | C


def test_an_expression_cannot_be_changed():
    with pytest.raises(AttributeError):
        A.field = "b"
    with pytest.raises(AttributeError):
        (A & B).parts = ()


def test_a_condition_that_tools_remember_is_only_itself():
    condition = where("a")
    assert hash(condition) == hash(condition)


# Showing


@given(EXPRESSIONS)
def test_what_an_expression_shows_can_be_typed(expression):
    assert typed(repr(expression)) == expression


def test_parentheses_stand_where_they_are_needed():
    assert repr((A & B) | ~(A | C)) == (
        "(where('a').is_(1) & where('b').is_(2)) | ~(where('a').is_(1) | where('c').is_(3))"
    )
    assert repr(~(where("a") == 1)) == "~(where('a') == 1)"


# What Python would do in silence


TRUTHS = [
    lambda: A and B,
    lambda: A or B,
    lambda: not A,
    lambda: 1 < where("a") < 5,
    lambda: [1] if A & B else [],
    lambda: A in {B: 1}.values() or bool(A | B),
    lambda: where("a") in [B],
]


@pytest.mark.parametrize("make", TRUTHS)
def test_an_expression_is_neither_true_nor_false(make):
    with pytest.raises(SearchError, match="is neither true nor false"):
        make()


def test_the_refusal_of_and_names_the_way_out():
    with pytest.raises(SearchError) as caught:
        bool(A)
    assert str(caught.value) == (
        "where('a').is_(1) is neither true nor false: it is asked of the server.\n"
        "  instead of and, or, not, a < b < c\n"
        "  write      &, |, ~, (a < b) & (b < c), each comparison in parentheses"
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: where("a") == 1 & where("b") == 2,
        lambda: where("a") & where("b"),
        lambda: where("a") | 1,
        lambda: 1 | where("a"),
        lambda: ~where("a"),
    ],
)
def test_a_condition_joined_before_it_was_compared_is_refused(make):
    with pytest.raises(SearchError, match="was joined before it was compared"):
        make()


def test_the_refusal_of_a_forgotten_parenthesis_names_the_way_out():
    with pytest.raises(SearchError) as caught:
        where("a") & 1
    assert str(caught.value) == (
        "where('a') was joined before it was compared.\n"
        "  why        Python's & and | bind closer than == and <\n"
        "  write      (where('a') == \"…\") & (…), each comparison in parentheses"
    )


def test_a_condition_is_neither_true_nor_false():
    with pytest.raises(SearchError) as caught:
        bool(where("a"))
    assert str(caught.value) == ("where('a') compares nothing yet.\n  next       where('a').is_(\"…\"), or == \"…\"")


@pytest.mark.parametrize("other", [where("b"), True, None, "name", {"a": 1}])
def test_what_is_no_expression_is_no_part_of_a_search(other):
    with pytest.raises(SearchError, match="is no part of a search"):
        A & other
    with pytest.raises(SearchError, match="is no part of a search"):
        A | other


def test_the_refusal_of_a_part_says_beside_what():
    with pytest.raises(SearchError) as caught:
        A & True
    assert str(caught.value) == (
        "True is no part of a search.\n"
        "  where      beside where('a').is_(1)\n"
        '  next       a comparison such as where("name").is_("x"), in parentheses where it uses == or <'
    )
