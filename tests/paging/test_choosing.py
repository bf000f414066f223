"""Which way a collection goes on, where the first page leaves several readings."""

from __future__ import annotations

from hypernav.web.urls import parameter
from tests.paging.walking import walk

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
