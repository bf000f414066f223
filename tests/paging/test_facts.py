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
