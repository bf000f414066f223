"""Which way a collection goes on, where the first page leaves several readings."""

from __future__ import annotations

import pytest

from hypernav.documents.hints import PagingHints
from hypernav.paging.choosing import choose
from hypernav.paging.steps import Step, Stop
from hypernav.paging.strategies import PageRead
from hypernav.web.urls import parameter
from tests.paging.walking import URL, page, walk

EVERYTHING = [{"id": number} for number in range(41)]


def test_a_list_counted_from_1_is_read_to_its_end():
    def serve(step):
        start = int(parameter(step.url, "startIndex") or 1)
        rows = EVERYTHING[start - 1 : start + 19]
        return {"Resources": rows, "totalResults": 41, "startIndex": start, "itemsPerPage": 20}

    result = walk(serve)
    assert (result.members, len(result.asked), result.stop.more) == (EVERYTHING, 3, False)


def test_a_page_as_full_as_its_limit_of_which_nothing_leads_further_is_not_known_to_be_complete():
    result = walk(lambda step: {"items": EVERYTHING[:20], "limit": 20, "total": 20})
    assert (result.stop.reason, result.stop.more) == ("single page", None)


def test_a_page_that_is_not_full_and_holds_its_total_is_complete():
    result = walk(lambda step: {"items": EVERYTHING[:20], "limit": 50, "total": 20})
    assert (result.stop.reason, result.stop.more) == ("total reached", False)


@pytest.mark.parametrize(
    ("found", "evidence"),
    [({"token": "meta.after"}, "meta.after, of no known parameter"), ({}, "a token, of no known parameter")],
)
def test_a_token_of_no_known_parameter_says_that_there_is_more_and_leads_nowhere(found, evidence):
    read = PageRead(page({"items": EVERYTHING}), PagingHints(token="x", found=found), Step(URL), 41, 41)
    strategy = choose(read, None, [])
    assert (strategy.evidence, strategy.follow(read, [])) == (evidence, Stop("single page", more=True))
