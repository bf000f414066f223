"""Paging facts in header fields join those of the body."""

from __future__ import annotations

import json

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


TOTALS = """X-Total X-Total-Count X-WP-Total Total-Count Total-Records X-Total-Records Total X-Total-Items
X-Total-Results
X-Pagination-Total X-Pagination-Total-Count Pagination-Count X-Records-Total Record-Count X-Record-Count""".split()
TOTAL_PAGES = "X-Total-Pages X-Page-Count X-WP-TotalPages X-Pagination-Page-Count Total-Pages".split()
PAGE_NUMBERS = "X-Page X-Pagination-Current-Page Pagination-Page".split()
PAGE_SIZES = "X-Per-Page X-Pagination-Per-Page Pagination-Limit".split()
NEXT = "X-Next-Page X-Next X-Next-Link X-Next-Page-Url X-Next-Url X-Pagination-Next Next-Page".split()
TOKENS = {
    "x-ms-continuationtoken": "continuationToken",
    "x-ms-continuation": "continuationToken",
    "X-Next-Cursor": "cursor",
    "X-Next-Page-Token": "pageToken",
    "X-Next-Token": "token",
    "X-Continuation-Token": "continuationToken",
    "opc-next-page": "page",
}


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        *(("total", name) for name in TOTALS),
        *(("total_pages", name) for name in TOTAL_PAGES),
        *(("page_number", name) for name in PAGE_NUMBERS),
        *(("page_size", name) for name in PAGE_SIZES),
    ],
)
def test_a_number_is_read_of_each_header_field_for_it_alone(fact, name):
    facts = facts_of(page([1], {name: "57"}))
    read = {each: getattr(facts, each) for each in ("total", "total_pages", "page_number", "page_size")}
    assert {each: value for each, value in read.items() if value is not None} == {fact: 57}
    assert facts.found[fact] == name


@pytest.mark.parametrize("name", NEXT)
@pytest.mark.parametrize("url", ["https://api.test/x?page=2", "http://api.test/x", "/x?page=2", "?page=2", " /x "])
def test_a_url_in_each_header_field_for_the_next_page_is_its_url(name, url):
    facts = facts_of(page([1], {name: url}))
    assert (facts.next_url, facts.has_more) == (url.strip(), None)
    assert (facts_of(page([1], {name: "3"})).has_more, facts_of(page([1], {name: ""})).has_more) == (True, False)


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_in_each_header_field_comes_with_its_own_parameter(name):
    facts = facts_of(page([1], {name: "abc"}))
    assert (facts.token, facts.token_parameter) == ("abc", TOKENS[name])


@pytest.mark.parametrize("name", TOKENS)
@pytest.mark.parametrize("value", ["", "https://api.test/x?page=2", "/x", "?page=2"])
def test_a_url_or_nothing_is_no_token(name, value):
    assert facts_of(page([1], {name: value})).token is None


@pytest.mark.parametrize(
    ("name", "value", "fact"),
    [
        *((name, 7, "total") for name in ("TotalCount", "total_items", "total")),
        *((name, 7, "total_pages") for name in ("TotalPages", "total-pages")),
        *((name, 7, "page_size") for name in ("PageSize", "page_size")),
        *((name, 7, "page_number") for name in ("CurrentPage", "page")),
        *((name, "/x?page=2", "next_url") for name in ("NextPageLink", "next")),
        *((name, True, "has_more") for name in ("HasNext", "HasNextPage", "has_next")),
    ],
)
def test_each_name_in_the_json_of_a_header_field_is_read(name, value, fact):
    facts = facts_of(page([1], {"X-Pagination": json.dumps({name: value, "other": 1})}))
    assert getattr(facts, fact) == value


@pytest.mark.parametrize(
    "data", [{"total": -1}, {"total": True}, {"total": "7"}, {"next": "page two"}, {"next": 7}, {"hasNext": 1}, [7]]
)
def test_a_value_of_another_kind_in_that_json_is_no_fact(data):
    document = page([1], {"X-Pagination": json.dumps(data)})
    facts = facts_of(document)
    assert (facts.total, facts.next_url, facts.has_more) == (None, None, None)
