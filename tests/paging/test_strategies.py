"""Where a strategy finds what it goes on by: names with dots, arrays, and the parameter that bears a member's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hypernav.paging import Step
from hypernav.profile import PagingRule
from hypernav.web.urls import parameter
from tests.paging.walking import URL, walk

EVERYTHING = [{"id": number} for number in range(57)]


@pytest.mark.parametrize(
    ("path", "envelope"),
    [
        ("@acme.next", lambda token: {"@acme.next": token}),
        ("meta.@acme.next", lambda token: {"meta": {"@acme.next": token}}),
        ("@acme.meta.next", lambda token: {"@acme.meta": {"next": token}}),
        ("cursors.0.next", lambda token: {"cursors": [{"next": token}]}),
        ("cursors.-1", lambda token: {"cursors": ["before", token]}),
    ],
)
def test_a_declared_token_may_stand_under_a_name_with_dots_or_in_an_array(
    path: str, envelope: Callable[[str | None], dict[str, Any]]
):
    def serve(step: Step) -> Any:
        start = int(parameter(step.url, "after") or 0)
        more = start + 20 < len(EVERYTHING)
        return {"items": EVERYTHING[start : start + 20], **envelope(str(start + 20) if more else None)}

    result = walk(serve, rule=PagingRule("token", "after", token=path))
    assert result.stop is not None
    assert (result.members, len(result.asked), result.stop.reason) == (EVERYTHING, 3, "last page")


def test_an_offset_is_asked_for_by_its_whole_name():
    def serve(step: Step) -> Any:
        start = int(parameter(step.url, "start.at") or 0)
        return {"start.at": start, "limit": 20, "total": 57, "items": EVERYTHING[start : start + 20]}

    result = walk(serve)
    assert result.members == EVERYTHING
    assert result.urls == [URL, f"{URL}?start.at=20", f"{URL}?start.at=40"]


def test_a_page_number_is_asked_for_by_the_last_name_on_the_way_to_it():
    def serve(step: Step) -> Any:
        number = int(parameter(step.url, "pageNumber") or 1)
        size = {"pageNumber": number, "pageSize": 20, "totalPages": 3}
        return {"items": EVERYTHING[20 * number - 20 : 20 * number], "meta": size}

    result = walk(serve)
    assert (result.members, result.urls[1:]) == (EVERYTHING, [f"{URL}?pageNumber=2", f"{URL}?pageNumber=3"])
