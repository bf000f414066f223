"""A page that fails or is empty takes nothing from the pages around it, those of which only bytes are kept included."""

from __future__ import annotations

import pytest

from hypernav.errors import ResponseError, UnreadableResponse
from hypernav.navigation.lists import pages as pages_module
from tests.counting import Answer, Site, visiting


def page(numbers: list[int], following: str = "") -> dict[str, object]:
    links = {"next": {"href": following}} if following else {"self": {"href": "/things"}}
    return {"items": [{"id": number} for number in numbers], "_links": links, "total": 5}


def three_pages() -> dict[str, object]:
    return {
        "/things": page([1, 2], "/things?page=2"),
        "/things?page=2": page([3, 4], "/things?page=3"),
        "/things?page=3": page([5]),
    }


def identities(place: object) -> list[int]:
    return [member["id"] for member in place]  # type: ignore[attr-defined]


FAILURES = {
    "a refusal": (Answer({"message": "Oops"}, 500), ResponseError),
    "no JSON": (Answer(b"{not json"), UnreadableResponse),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_page_in_use_can_be_used_after_the_next_one_failed(failure: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages_module, "MEMBERS_KEPT", 2)
    answer, raised = FAILURES[failure]
    places = three_pages()
    places["/things?page=3"] = (answer, places["/things?page=3"])
    with visiting(Site(places)) as nav:
        things = nav.go("/things")
        pages = things.pages()
        next(pages)
        in_use = next(pages)
        with pytest.raises(raised):
            next(pages)
        assert identities(in_use) == [3, 4]
        assert identities(things[2:4]) == [3, 4]
        assert things.table("id", limit=4).rows == ((1,), (2,), (3,), (4,))
        assert (things.paging.pages, things.paging.items) == (2, 4)
        assert identities(things) == [1, 2, 3, 4, 5]
        assert things.paging.complete


EMPTY = {
    **three_pages(),
    "/things?page=2": page([], "/things?page=2b"),
    "/things?page=2b": page([3, 4], "/things?page=3"),
}


def test_an_empty_page_in_the_middle_does_not_end_what_is_asked_for_by_number():
    with visiting(Site(EMPTY)) as nav:
        assert nav.go("/things").table("id", limit=4).rows == ((1,), (2,), (3,), (4,))
        things = nav.go("/things")
        assert identities(things[:3]) == [1, 2, 3]
        assert len(things.table("id", all=True)) == 5
        assert things.paging.complete
