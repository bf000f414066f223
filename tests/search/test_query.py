"""What a search asks for, and the requests of it, as values."""

from __future__ import annotations

import pytest

from hypernav.errors import SearchError
from hypernav.search import Call, Every, Ordering, Plan, Query, Some, where

A = where("a").is_(1)
B = where("b").is_(2)


@pytest.mark.parametrize(
    ("text", "ordering"),
    [
        ("name", Ordering("name")),
        ("-riskScore", Ordering("riskScore", descending=True)),
        (" - project.name ", Ordering("project.name", descending=True)),
        (Ordering("x", descending=True), Ordering("x", descending=True)),
    ],
)
def test_a_text_means_an_ordering(text, ordering):
    assert Ordering.read(text) == ordering


def test_an_ordering_is_written_as_it_is_read():
    assert [str(Ordering.read(text)) for text in ("name", "-name")] == ["name", "-name"]


@pytest.mark.parametrize("text", ["", "-", " - ", None, 5, ("name", "desc")])
def test_what_names_no_field_is_nothing_to_sort_by(text):
    with pytest.raises(SearchError) as caught:
        Ordering.read(text)
    assert str(caught.value) == (
        f'{text!r} is nothing to sort by.\n  next       .sort("name"), or .sort("-name") descending'
    )


def test_a_query_of_nothing_has_no_expression():
    assert Query().expression is None
    assert Query(match="any").expression is None


def test_a_query_of_one_condition_is_that_condition():
    assert Query(conditions=(A,), match="any").expression == A


def test_all_conditions_of_a_query_must_hold():
    assert Query(conditions=(A, B)).expression == Every((A, B))


def test_or_one_of_them_where_it_says_so():
    assert Query(conditions=(A, B), match="any").expression == Some((A, B))


def test_a_query_cannot_be_changed():
    with pytest.raises(AttributeError):
        Query().limit = 5


def test_limit_and_page_size_are_two_things():
    query = Query(limit=100, page_size=20)
    assert (query.limit, query.page_size) == (100, 20)


def test_a_call_is_a_plain_get_from_the_start():
    assert Call() == Call(method="GET", path="", parameters=(), body=None, headers={})


def test_a_plan_of_one_call_needs_nothing_to_tell_items_apart():
    assert Plan(calls=(Call(),)).identity == ""
