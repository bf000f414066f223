"""Collections: members page by page, each page read once, loops stopped, failures survived."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from hypernav.errors import NotACollection, NotFound, ResponseError
from hypernav.navigation import pages as pages_module
from hypernav.navigation.pages import Page
from hypernav.options import Options
from tests.counting import Answer, Site, visiting
from tests.raising import interrupted_at_each_line


def page(numbers: range | list[int], following: str | None = None, **others: object) -> dict[str, object]:
    links = {"next": {"href": following}} if following else {"self": {"href": "/things"}}
    return {"items": [{"id": number} for number in numbers], "_links": links, **others}


def three_pages() -> dict[str, object]:
    return {
        "/things": page([1, 2], "/things?page=2", total=5),
        "/things?page=2": page([3, 4], "/things?page=3", total=5),
        "/things?page=3": page([5], None, total=5),
    }


def identities(place: object) -> list[int]:
    return [member["id"] for member in place]  # type: ignore[attr-defined]


def test_members_are_read_page_by_page_as_they_are_reached():
    site = Site(three_pages())
    with visiting(site) as nav:
        things = nav.go("/things")
        reader = iter(things)
        assert site.requests == []
        assert next(reader)["id"] == 1
        assert site.requests == ["GET /things"]
        next(reader), next(reader)
        assert site.requests == ["GET /things", "GET /things?page=2"]


def test_a_second_pass_sends_nothing():
    site = Site(three_pages())
    with visiting(site) as nav:
        things = nav.go("/things")
        assert identities(things) == [1, 2, 3, 4, 5]
        assert identities(things) == identities(nav.go("/things")) == [1, 2, 3, 4, 5]
        assert site.count == 3


def test_two_passes_at_once_share_the_pages():
    site = Site(three_pages())
    with visiting(site) as nav:
        things = nav.go("/things")
        pairs = list(zip(things, things, strict=True))
        assert [one["id"] for one, _ in pairs] == [other["id"] for _, other in pairs] == [1, 2, 3, 4, 5]
        assert site.count == 3


def test_a_position_reads_only_the_pages_it_needs():
    site = Site(three_pages())
    with visiting(site) as nav:
        assert nav.go("/things")[2]["id"] == 3
        assert site.requests == ["GET /things", "GET /things?page=2"]


def test_a_slice_reads_only_the_pages_it_needs():
    site = Site(three_pages())
    with visiting(site) as nav:
        things = nav.go("/things")
        assert identities(things[:2]) == [1, 2]
        assert site.count == 1
        assert identities(things[1:4:2]) == [2, 4]
        assert site.count == 2
        assert identities(things[-2:]) == [4, 5]
        assert site.count == 3


def test_pages_come_one_by_one_and_say_what_they_are():
    site = Site(three_pages())
    with visiting(site) as nav:
        pages = nav.go("/things").pages()
        first = next(pages)
        assert (identities(first), len(first), first.number) == ([1, 2], 2, 0)
        assert repr(first) == f"Page(1, 2 members, GET {nav.url}/things)"
        assert site.count == 1
        assert [identities(later) for later in pages] == [[3, 4], [5]]


def test_a_page_of_one_member_is_told_in_the_singular():
    assert repr(Page("https://acme.test/x", 1, (None,))) == "Page(2, 1 member, GET https://acme.test/x)"


def test_paging_tells_strategy_evidence_and_why_it_stopped():
    with visiting(Site(three_pages())) as nav:
        things = nav.go("/things")
        assert (things.total, things.paging.reason, things.paging.pages) == (5, "more exist", 1)
        list(things)
        report = things.paging
        assert (report.strategy, report.evidence, report.pages, report.items) == ("next link", "_links.next", 3, 5)
        assert (report.reason, report.complete) == ("no next link", True)


def test_one_line_tells_how_many_of_how_many():
    with visiting(Site(three_pages())) as nav:
        things = nav.go("/things")
        assert repr(things.load()) == "Resource(GET /things, 200, 2 on this page)"
        assert things[0]["id"] == 1
        assert repr(things) == "Resource(GET /things, 200, 2 of 5 (the server's count), more exist)"
        list(things)
        assert repr(things) == "Resource(GET /things, 200, 5 of 5 (the server's count))"


def test_a_failure_in_the_middle_keeps_what_was_fetched_and_the_next_pass_goes_on():
    places = three_pages()
    places["/things?page=2"] = (Answer({"message": "Oops"}, 500), places["/things?page=2"])
    site = Site(places)
    with visiting(site) as nav:
        things, seen = nav.go("/things"), []
        with pytest.raises(ResponseError):
            seen.extend(member["id"] for member in things)
        assert things.paging.items == 2
        assert identities(things) == [1, 2, 3, 4, 5]
        assert site.requests == ["GET /things", "GET /things?page=2", "GET /things?page=2", "GET /things?page=3"]


def test_pages_go_on_after_a_failure_too():
    places = three_pages()
    places["/things?page=3"] = (Answer({"message": "Oops"}, 500), places["/things?page=3"])
    site = Site(places)
    with visiting(site) as nav:
        things = nav.go("/things")
        with pytest.raises(ResponseError):
            list(things.pages())
        assert [len(each) for each in things.pages()] == [2, 2, 1]
        assert site.count == 4


def test_the_same_address_with_new_content_is_not_stopped():
    site = Site({"/feed": (page([1, 2], "/feed"), page([3, 4], "/feed"), page([5]))})
    with visiting(site) as nav:
        assert identities(nav.go("/feed")) == [1, 2, 3, 4, 5]
        assert site.count == 3


LOOPS = {
    "a page that leads to itself": ({"/x": page([1], "/x")}, [1], 2),
    "two pages that lead to each other": ({"/x": page([1], "/y"), "/y": page([2], "/x")}, [1, 2], 3),
    "three pages in a ring": (
        {"/x": page([1], "/y"), "/y": page([2], "/z"), "/z": page([3], "/x")},
        [1, 2, 3],
        4,
    ),
    "a cursor that grows over equal content": (
        {"/x": lambda request: page([1, 2], f"/x?c={request.args.get('c', '')}a")},
        [1, 2],
        2,
    ),
    "an empty page that leads to itself": ({"/x": page([1], "/y"), "/y": page([], "/y")}, [1], 3),
    "a self link on the last page": ({"/x": page([1], "/y"), "/y": page([2], "/y")}, [1, 2], 3),
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_loop_is_stopped_and_named(name: str):
    places, expected, requests = LOOPS[name]
    site = Site(places)
    with visiting(site) as nav:
        things = nav.go("/x")
        assert identities(things) == expected
        assert things.paging.reason.startswith("loop: ")
        assert site.count == requests


def test_the_page_cap_stops_and_says_that_more_exist():
    site = Site(
        {"/x": lambda request: page([int(request.args.get("n", 0))], f"/x?n={int(request.args.get('n', 0)) + 1}")}
    )
    with visiting(site, options=Options(max_pages=3)) as nav:
        things = nav.go("/x")
        assert identities(things) == [0, 1, 2]
        assert str(things.paging.stop) == "page cap: 3 pages"
        assert repr(things) == "Resource(GET /x, 200, 3, more exist)"


def test_a_page_number_beyond_the_end_ends_the_list_where_the_server_refuses_it():
    def numbered(request):
        number = int(request.args.get("page", 1))
        if number > 2:
            return Answer({"message": "no such page"}, 404)
        return {"items": [{"id": number}], "page": number, "per_page": 1}

    site = Site({"/x": numbered})
    with visiting(site) as nav:
        assert identities(nav.go("/x?page=1")) == [1, 2]
        assert nav.go("/x?page=1").paging.complete


def test_a_next_link_that_is_gone_stays_an_error():
    with visiting(Site({"/x": page([1], "/gone")})) as nav, pytest.raises(NotFound):
        list(nav.go("/x"))


def test_one_thing_is_no_collection():
    with visiting(Site({"/": {"name": "one", "_links": {"orders": {"href": "/orders"}}}})) as nav:
        with pytest.raises(NotACollection) as caught:
            list(nav)
        assert str(caught.value) == ("GET / is one thing, not a collection: it has no members.\n  relations  .orders")


def test_a_refresh_starts_the_collection_anew():
    site = Site({"/x": (page([1, 2]), page([1, 2, 3]))})
    with visiting(site) as nav:
        things = nav.go("/x")
        assert identities(things) == [1, 2]
        assert identities(things.refresh()) == [1, 2, 3]
        assert site.count == 2


def test_members_without_a_list_key_and_bare_arrays_are_members():
    with visiting(Site({"/x": [{"id": 1}, {"id": 2}], "/ids": [7, 8]})) as nav:
        assert identities(nav.go("/x")) == [1, 2]
        assert [member.data for member in nav.go("/ids")] == [7, 8]


def test_threads_that_go_through_one_collection_miss_nothing_and_ask_once():
    site = Site({f"/things?page={number}": page([number], f"/things?page={number + 1}") for number in range(2, 30)})
    site.places["/things?page=30"] = page([30])
    site.places["/things"] = page([1], "/things?page=2")
    with visiting(site) as nav, ThreadPoolExecutor(8) as threads:
        things = nav.go("/things")
        assert things.paging.pages == 1
        read = list(threads.map(lambda _: [thing["id"] for thing in things], range(8)))
    assert read == [list(range(1, 31))] * 8
    assert site.count == 30


def test_a_list_that_only_says_that_there_is_more_goes_on_after_its_last_id():
    def customers(request):
        start = int(request.args.get("starting_after", "cus_0").removeprefix("cus_"))
        found = [{"id": f"cus_{number}", "object": "customer"} for number in range(start + 1, min(start + 4, 9))]
        return {"object": "list", "url": "/v1/customers", "has_more": start + 4 < 9, "data": found}

    site = Site({"/v1/customers": customers})
    with visiting(site, "/v1/customers") as nav:
        assert [member["id"] for member in nav] == [f"cus_{number}" for number in range(1, 9)]
        assert (nav.paging.strategy, nav.paging.evidence) == ("last id", "has_more → starting_after=, guessed")
    after = ["", "?starting_after=cus_3", "?starting_after=cus_6"]
    assert site.requests == [f"GET /v1/customers{query}" for query in after]


def test_an_interrupt_at_any_line_of_a_page_loses_and_repeats_nothing():
    files = ("navigation/pages.py", "paging/pager.py", "paging/guard.py", "paging/strategies.py", "documents/kept.py")
    lines = 0
    with visiting(Site(three_pages())) as nav:
        things = nav.go("/things").load()
        for where in interrupted_at_each_line(lambda: list(things), files):
            assert identities(things) == [1, 2, 3, 4, 5], where
            assert (things.paging.complete, things.paging.pages) == (True, 3), where
            things.refresh()
            lines += 1
    assert lines > 150


def test_a_page_that_is_beyond_the_kept_members_survives_an_interrupt_too(monkeypatch):
    monkeypatch.setattr(pages_module, "MEMBERS_KEPT", 2)
    with visiting(Site(three_pages())) as nav:
        things = nav.go("/things").load()
        for where in interrupted_at_each_line(lambda: list(things), ("navigation/pages.py",)):
            assert identities(things) == [1, 2, 3, 4, 5], where
            things.refresh()
