"""Long collections: of pages far in, only the bytes are kept, and nobody notices."""

from __future__ import annotations

import gc

import pytest

from hypernav.documents.document import Document
from hypernav.formats import read
from hypernav.navigation.lists import pages as collection
from tests.counting import Site, visiting
from tests.engine import node

PAGES = 6


@pytest.fixture(autouse=True)
def few_members_kept(monkeypatch):
    monkeypatch.setattr(collection, "MEMBERS_KEPT", 4)


def things() -> Site:
    def serve(request):
        number = int(request.args.get("page", 0))
        links = {"next": {"href": f"/things?page={number + 1}"}} if number + 1 < PAGES else {}
        rows = [{"id": number * 2 + row, "_links": {"self": {"href": f"/things/{number * 2 + row}"}}} for row in (0, 1)]
        return {"items": rows, "_links": links, "page": number}

    return Site({"/things": serve})


ALL = list(range(PAGES * 2))


def test_a_second_pass_reads_the_same_and_sends_nothing():
    site = things()
    with visiting(site) as nav:
        place = nav.go("/things")
        assert [member["id"] for member in place] == ALL
        assert [member["id"] for member in place] == ALL
        assert site.count == PAGES


def test_passes_at_different_pages_do_not_disturb_each_other():
    site = things()
    with visiting(site) as nav:
        place = nav.go("/things")
        slow, fast = iter(place), iter(place)
        seen = [next(slow)["id"] for _ in range(5)]
        assert [member["id"] for member in fast] == ALL
        assert seen + [member["id"] for member in slow] == ALL
        assert site.count == PAGES


def test_positions_slices_pages_and_tables_reach_every_page():
    site = things()
    with visiting(site) as nav:
        place = nav.go("/things")
        list(place)
        assert [place[position]["id"] for position in (11, 0, 7)] == [11, 0, 7]
        assert [member["id"] for member in place[6:9]] == [6, 7, 8]
        assert [[member["id"] for member in page] for page in place.pages()][4] == [8, 9]
        assert place.find(id=9).url.endswith("/things/9")
        assert "11" in str(place.table("id", all=True))
        assert site.count == PAGES


def test_a_member_outlives_its_page():
    with visiting(things()) as nav:
        members = list(nav.go("/things"))
        gc.collect()
        assert [member.links["self"][0].href for member in members] == [f"/things/{number}" for number in ALL]
        assert [member.url.rpartition("/")[2] for member in members] == [str(number) for number in ALL]


def test_members_near_the_beginning_are_the_same_objects_each_time():
    with visiting(things()) as nav:
        first, again = list(nav.go("/things"))[:4], list(nav.go("/things"))[:4]
        assert all(one is other for one, other in zip(first, again, strict=True))


def test_documents_of_pages_far_in_are_let_go_without_waiting_for_the_garbage_collector():
    def kept() -> int:
        return sum(
            isinstance(each, Document) and isinstance(each.data, dict) and "page" in each.data
            for each in gc.get_objects()
        )

    with visiting(things()) as nav:
        gc.collect()
        gc.disable()
        try:
            before = kept()
            assert sum(1 for _ in nav.go("/things")) == len(ALL)
            assert kept() - before <= 3  # two pages at the beginning, and the one in use
        finally:
            gc.enable()


def test_a_member_that_is_held_does_not_hold_the_other_members_of_its_page():
    with visiting(things()) as nav:
        held = [member for member in nav.go("/things") if member["id"] % 2]
        page = node(held[3]).parent
        assert held[3]["id"] == 7
        assert page.data["items"] == []
        assert page.links["next"][0].href == "/things?page=4"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ([{"id": 1}], []),
        ({"items": [{"id": 1}], "total": 9}, {"items": [], "total": 9}),
        ({"_embedded": {"things": [{"id": 1}]}, "_links": {}}, {"_embedded": {"things": []}, "_links": {}}),
        ({"@acme.items": [{"id": 1}], "page": 1}, {"@acme.items": [], "page": 1}),
        ({"_embedded": {"v1.things": [{"id": 1}]}, "_links": {}}, {"_embedded": {"v1.things": []}, "_links": {}}),
        ({"id": 1, "name": "one thing"}, {"id": 1, "name": "one thing"}),
    ],
)
def test_a_document_that_is_released_keeps_everything_but_its_members(body, left):
    document = read("https://api.test/things", 200, {}, body)
    document.release()
    assert document.data == left
    assert body != left or "id" in body


def test_a_first_page_of_very_many_members_is_read_as_often_as_wanted():
    site = Site(
        {"/things": {"items": [{"id": number} for number in range(9)], "_links": {"self": {"href": "/things"}}}}
    )
    with visiting(site) as nav:
        place = nav.go("/things")
        assert [[member["id"] for member in place] for _ in range(2)] == [list(range(9))] * 2
        assert (place[8]["id"], site.count) == (8, 1)
