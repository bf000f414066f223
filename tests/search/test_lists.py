"""What lists have in common: sorting, the size of a page, further parameters."""

from __future__ import annotations

import pytest

from hypernav.errors import UnknownField, WrongValue
from hypernav.search import Ordering, Query
from hypernav.search.lists import joined, page_size, sortable


def test_an_ordering_by_a_field_of_the_list_comes_back():
    assert sortable(Ordering("name"), ("name",), "Acme's order list") == Ordering("name")


def test_another_ordering_is_refused_with_the_nearest_as_it_would_be_typed():
    with pytest.raises(UnknownField) as caught:
        sortable(Ordering("createdat", descending=True), ("created_at", "name"), "Acme's order list")
    assert str(caught.value) == (
        "Acme's order list cannot be sorted by 'createdat'.\n"
        "  where      .sort('-createdat')\n"
        "  nearest    .sort('-created_at')\n"
        "  sorts      created_at, name"
    )


def test_a_list_in_a_fixed_order_says_so():
    with pytest.raises(UnknownField) as caught:
        sortable(Ordering("name"), (), "Acme's order list")
    assert caught.value.details == {"where": ".sort('name')", "sorts": "nothing"}


@pytest.mark.parametrize("size", [None, 1, 100])
def test_a_page_within_the_bounds_is_as_long_as_asked(size: int | None):
    assert page_size(Query(page_size=size), 100, "Acme's order list") == size


def test_a_page_above_the_maximum_is_refused_with_the_maximum():
    with pytest.raises(WrongValue) as caught:
        page_size(Query(page_size=5_000), 1_000, "Acme's order list")
    assert str(caught.value) == (
        "A page of Acme's order list has 1 to 1,000 items.\n"
        "  where      .page_size(5000)\n"
        "  nearest    .page_size(1000)"
    )


def test_a_page_of_nothing_is_refused_also_where_there_is_no_maximum():
    with pytest.raises(WrongValue, match="has at least 1 item") as caught:
        page_size(Query(page_size=0), None, "Acme's order list")
    assert caught.value.details["nearest"] == ".page_size(1)"
    assert page_size(Query(page_size=10**6), None, "Acme's order list") == 10**6


def test_further_parameters_follow_what_the_search_says():
    asked = Query(parameters={"b": [1, 2], "c": None, "d": True})
    assert joined([("a", "x"), ("a", "y")], asked) == (("a", "x"), ("a", "y"), ("b", "1"), ("b", "2"), ("d", "true"))


def test_a_parameter_that_the_search_says_already_is_refused():
    with pytest.raises(WrongValue) as caught:
        joined([("sort", "name")], Query(parameters={"sort": "date"}))
    assert str(caught.value) == (
        "The parameter 'sort' is given twice: this search says it already.\n"
        "  where      parameters(sort='date')\n"
        "  next       leave it out of the parameters"
    )
