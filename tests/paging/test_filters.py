"""A next link that leaves out what the request asked for is said."""

from __future__ import annotations

import pytest

from hypernav.paging.filters import dropped
from hypernav.paging.steps import Step
from tests.paging.walking import walk

BASE = "https://api.test/things"


@pytest.mark.parametrize(
    ("following", "names"),
    [
        ("?page=2", ("status", "sort")),
        ("?offset=2&limit=2", ("status", "sort")),
        ("?status=open&page=2", ("sort",)),
        ("?page=2&sort=-id&status=open", ()),
        ("?status=closed&sort=id&page=2", ()),
        ("?cursor=abc", ()),
        ("?after=20", ()),
        ("?page=abc", ()),
        ("?$skiptoken=20", ()),
        ("?state=7", ()),
    ],
)
def test_what_a_page_number_cannot_stand_for_is_missed(following: str, names: tuple[str, ...]):
    assert dropped(Step(f"{BASE}?status=open&limit=2&sort=id"), Step(BASE + following)) == names


def test_a_link_to_another_path_or_with_a_body_is_not_judged():
    first = Step(f"{BASE}?status=open")
    assert dropped(first, Step("https://api.test/?page=2")) == ()
    assert dropped(first, Step(f"{BASE}?page=2", "POST", body=b"{}")) == ()


def test_a_list_whose_next_link_drops_a_filter_is_never_complete():
    def serve(step: Step) -> object:
        return {"items": [{"id": len(step.url)}], "next": None if "page=2" in step.url else "?page=2"}

    result = walk(serve, f"{BASE}?status=open&limit=1")
    assert result.stop is not None
    assert (result.stop.more, result.pager.report().notes) == (
        *(None, ("the next link leaves out status of the request",)),
    )
