"""The largest claim of any page counts, and claims that do not agree are said."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.documents.hints import PagingHints
from hypernav.paging.claims import Claims
from tests.paging.walking import walk


def rows(start: int, end: int) -> list[dict[str, int]]:
    return [{"id": number} for number in range(start, end)]


def linked(totals: list[int], size: int = 2, name: str = "total") -> Any:
    """Serve pages of a size, one a claim, each with a next link but for the last."""

    def serve(step: Any) -> Any:
        number = int(step.url.rpartition("=")[2]) if "=" in step.url else 1
        following = f"?page={number + 1}" if number < len(totals) else None
        body = {"items": rows((number - 1) * size, number * size), "next": following}
        return {**body, name: totals[number - 1]}

    return serve


def test_the_largest_claim_of_any_page_is_the_total():
    claims = Claims()
    for total in (5, 163, 0):
        claims.take(PagingHints(total=total, found={"total": "hits.total"}), 0, 0, leads_on=True)
    assert (claims.total, claims.source) == (163, "hits.total")


def test_fewer_members_than_any_page_claimed_are_not_complete():
    result = walk(linked([6, 4]))
    assert (len(result.members), result.stop.more) == (4, None)
    assert str(result.pager.report()).splitlines()[3] == "members   4 of 6 (the server's count), more may exist"


def test_more_members_than_claimed_are_said_and_not_complete():
    result = walk(linked([3, 3]))
    assert result.stop.more is None
    assert result.pager.report().notes == ("4 members came, and the server's count is 3",)


def test_a_count_that_changes_while_pages_are_read_is_said_and_not_complete():
    result = walk(linked([3, 4]))
    assert result.stop.more is None
    assert result.pager.report().notes == ("the server's count changed from 3 to 4 while pages were read",)


def test_claims_that_agree_with_what_came_are_complete():
    result = walk(linked([4, 4]))
    assert (result.stop.more, result.pager.report().notes) == (False, ())


@pytest.mark.parametrize("counts", [[2, 2, 2], [2, 2, 0]])
def test_a_count_of_each_page_is_no_total(counts: list[int]):
    result = walk(linked(counts, name="count") if counts[-1] else _ending_empty)
    assert (result.pager.total, result.stop.more) == (None, False)


def _ending_empty(step: Any) -> Any:
    last = "page=" in step.url
    return {"tickets": [] if last else rows(0, 2), "next_page": None if last else "?page=2", "count": 0 if last else 2}


def test_a_count_beside_a_live_next_that_exceeds_the_page_is_a_total():
    result = walk(linked([4, 4], name="count"))
    assert (result.pager.total, result.stop.more) == (4, False)


def test_a_page_count_that_was_not_reached_is_not_the_end():
    result = walk(lambda step: {"items": rows(0, 2), "total_pages": 3, "_links": {"self": "/x"}})
    assert (result.stop.reason, result.stop.more) == ("no next link", True)


def test_a_list_that_was_entered_in_its_middle_is_not_told_as_cut():
    result = walk(lambda step: {"items": rows(4, 6), "total": 6, "prev": "?page=2"}, "https://api.test/x?page=3")
    assert (result.stop.more, result.stop.inside, result.stop.cut) == (None, True, False)
