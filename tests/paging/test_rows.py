"""Members that come twice are noticed by their names, without keeping them."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.paging.rows import Rows
from tests.paging.walking import walk


def taken(*pages: list[Any]) -> Rows:
    rows = Rows()
    for page in pages:
        rows.take(page)
    return rows


@pytest.mark.parametrize(
    ("pages", "doubt"),
    [
        ([[{"id": 1}, {"id": 2}], [{"id": 2}, {"id": 3}]], "1 member came twice"),
        ([[{"key": "a"}, {"key": "b"}], [{"key": "b"}, {"key": "a"}, {"key": "c"}]], "2 members came twice"),
        ([[{"id": 1}, {"id": 2}], [{"id": 3}, {"id": 3}]], "1 member came twice"),
        ([[{"@odata.id": "/a"}], [{"@odata.id": "/a"}, {"@odata.id": "/b"}]], "1 member came twice"),
        ([[{"id": 1}, {"id": 2}], [{"id": 3}], []], ""),
        ([[{"name": "a"}, {"name": "b"}], [{"name": "b"}, {"name": "c"}]], ""),
        ([["a", "b"], ["b", "c"]], ""),
        ([[{"id": 1}], [{"other": 1}], [{"id": 1}, {"id": 2}]], ""),
        ([[{"id": 1}], ["text"]], ""),
        ([[], [{"id": 1}], [{"id": 1}, {"id": 2}]], "1 member came twice"),
        ([[{"id": 1}], [{"id": [1]}]], ""),
    ],
)
def test_members_that_came_before_are_counted(pages: list[list[Any]], doubt: str):
    assert taken(*pages).doubt == doubt


def test_names_that_each_page_uses_again_tell_no_members_apart():
    sensors = [[{"id": sensor, "value": page} for sensor in range(3)] for page in range(4)]
    assert taken(*sensors).doubt == ""


def test_members_are_new_where_none_of_their_names_came_before():
    rows = taken([{"id": 1}, {"id": 2}])
    assert [rows.are_new(page) for page in ([{"id": 3}], [{"id": 2}, {"id": 3}], [], ["x"])] == [
        *(True, False, False, False)
    ]


def test_a_list_with_a_member_twice_is_never_complete():
    pages = {1: [{"id": 1}, {"id": 2}], 2: [{"id": 2}, {"id": 3}]}
    result = walk(
        lambda step: {"items": pages[2 if "page=2" in step.url else 1], **({} if "page=2" in step.url else NEXT)}
    )
    assert result.stop is not None
    assert (len(result.members), result.stop.more) == (4, None)
    assert result.pager.report().notes == ("1 member came twice",)


NEXT = {"next": "?page=2"}
