"""Paging facts in header fields join those of the body."""

from __future__ import annotations

import pytest

from hypernav.paging.facts import facts_of, integer
from tests.paging.walking import page


def test_facts_of_header_fields_carry_the_field_as_their_place():
    facts = facts_of(page([1], {"X-Total": "57", "X-Page": "2", "X-Per-Page": "20", "X-Total-Pages": "3"}))
    assert (facts.total, facts.page_number, facts.page_size, facts.total_pages) == (57, 2, 20, 3)
    assert facts.found["page_size"] == "X-Per-Page"


def test_the_body_goes_before_a_header_field():
    facts = facts_of(page({"items": [1], "total": 5}, {"X-Total-Count": "57"}))
    assert (facts.total, facts.found["total"]) == (5, "total")


def test_an_empty_next_page_field_says_that_there_is_no_more():
    assert [facts_of(page([1], {"X-Next-Page": value})).has_more for value in ("", " ", "3")] == [False, False, True]


@pytest.mark.parametrize(
    ("value", "total"), [("items 0-24/319", 319), ("0-24/*", None), ("bytes 0-9", None), ("*/0", 0)]
)
def test_content_range_holds_a_total_or_none(value, total):
    assert facts_of(page([1], {"Content-Range": value})).total == total


def test_without_such_fields_the_body_s_facts_are_taken_as_they_are():
    document = page({"items": [1], "total": 5})
    assert facts_of(document) is document.paging


@pytest.mark.parametrize("text", [None, "", "-1", "1.5", "٣", "9" * 20, "1e3", " 1"])
def test_only_plain_digits_count(text):
    assert integer(text) is None


@pytest.mark.parametrize(
    "name", ["X-WP-Total", "Total-Records", "Total-Count", "X-Total-Records", "X-Pagination-Total-Count", "x-total"]
)
def test_totals_stand_in_header_fields_of_many_names(name):
    facts = facts_of(page([1], {name: "57"}))
    assert (facts.total, facts.found["total"].lower()) == (57, name.lower())


@pytest.mark.parametrize("name", ["X-Next-Page", "X-Next", "Next-Page", "X-Next-Link"])
def test_the_next_page_may_stand_in_a_header_field_of_its_own(name):
    facts = facts_of(page([1], {name: "https://api.test/x?page=2"}))
    assert (facts.next_url, facts.found["next_url"]) == ("https://api.test/x?page=2", name)


def test_a_token_in_a_header_field_comes_with_its_parameter():
    facts = facts_of(page([1], {"x-ms-continuationtoken": "abc"}))
    assert (facts.token, facts.token_parameter) == ("abc", "continuationToken")
    both = facts_of(page({"items": [1], "nextPageToken": "body"}, {"x-ms-continuationtoken": "abc"}))
    assert (both.token, both.token_parameter) == ("body", "pageToken")


def test_an_object_in_a_header_field_is_read():
    said = '{"TotalCount":57,"PageSize":20,"CurrentPage":1,"TotalPages":3,"HasNext":true,"NextPageLink":"/x?page=2"}'
    facts = facts_of(page([1], {"X-Pagination": said}))
    assert (facts.total, facts.page_size, facts.page_number, facts.total_pages) == (57, 20, 1, 3)
    assert (facts.has_more, facts.next_url, facts.found["total"]) == (True, "/x?page=2", "X-Pagination: TotalCount")


@pytest.mark.parametrize("value", ["{", "[1]", "57", '{"TotalCount":"many","NextPageLink":7}', "{" + "[" * 3_000])
def test_an_object_in_a_header_field_that_cannot_be_read_is_left_out(value):
    assert facts_of(page([1], {"X-Pagination": value})).found == {}
