"""Collections: members page by page, each page read once, loops stopped, failures survived."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from hypernav.errors import AnswerWarning, MemberNotFound, NotACollection, NotFound, ResponseError
from hypernav.navigation.lists import pages as pages_module
from hypernav.navigation.lists.page import Page
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
        with pytest.warns(AnswerWarning, match="loop: "):
            assert identities(things) == expected
        assert things.paging.reason.startswith("loop: ")
        assert site.count == requests


def test_the_page_cap_stops_and_says_that_more_exist():
    site = Site(
        {"/x": lambda request: page([int(request.args.get("n", 0))], f"/x?n={int(request.args.get('n', 0)) + 1}")}
    )
    with visiting(site, options=Options(max_pages=3)) as nav:
        things = nav.go("/x")
        with pytest.warns(AnswerWarning, match="page cap: 3 pages"):
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


def cut_list() -> Site:
    return Site({"/x": page([1, 2], "/x?page=2", total=5), "/x?page=2": {"error": "slow down"}})


CUT = "The list /x is not known to be complete: 2 of 5 (the server's count), more exist (not a list: page 2 is"


def failing(kind: type[Exception], action: Callable[[], object]) -> None:
    with pytest.raises(kind):
        action()


WAYS = {
    "iteration": list,
    "pages": lambda things: list(things.pages()),
    "find": lambda things: failing(MemberNotFound, lambda: things.find(id=7)),
    "table": lambda things: things.table(all=True),
    "frame": lambda things: things.frame(all=True),
    "a number of rows beyond the end": lambda things: things.table(limit=4),
    "a search": lambda things: list(things.where()),
    "a position beyond the end": lambda things: failing(IndexError, lambda: things[3]),
}


@pytest.mark.parametrize("name", WAYS)
def test_whoever_goes_through_a_list_that_was_cut_is_warned_once(name: str):
    with visiting(cut_list()) as nav:
        things = nav.go("/x")
        with pytest.warns(AnswerWarning) as caught:
            WAYS[name](things)
        assert [str(each.message).startswith(CUT) for each in caught] == [True]
        assert identities(things) == [1, 2]


@pytest.mark.parametrize("name", ["find", "table"])
def test_whoever_reads_a_part_of_a_list_is_not_warned(name: str):
    with visiting(cut_list()) as nav:
        things = nav.go("/x")
        assert things.find(id=2)["id"] == 2 if name == "find" else len(things.table(limit=1)) == 1


def test_a_bare_array_of_which_nothing_says_that_it_goes_on_is_no_warning():
    with visiting(Site({"/x": [{"id": 1}]})) as nav:
        assert identities(nav.go("/x")) == [1]


def test_a_page_that_counts_more_and_leads_nowhere_is_a_warning():
    warned = pytest.warns(AnswerWarning, match=r"1 of 5 .*more exist \(single page\)")
    with visiting(Site({"/x": {"items": [{"id": 1}], "total": 5}})) as nav, warned:
        assert identities(nav.go("/x")) == [1]


def test_a_warning_shows_no_credential():
    site = Site({"/x": page([1], "/x?page=2"), "/x?page=2": {"s3cret-token-7": 1}})
    with visiting(site, token="s3cret-token-7") as nav:
        things = nav.go("/x")
        with pytest.warns(AnswerWarning, match=r"page 2 is an object of \[hidden\], without"):
            assert identities(things) == [1]
        assert "s3cret" not in str(things.paging)


def test_a_guess_that_is_refused_is_followed_by_the_next_one():
    def served(request):
        if "offset" in request.args:
            return Answer({"message": "unknown parameter"}, 400)
        start = int(request.args.get("skip", 0))
        return {"items": [{"id": start}, {"id": start + 1}], "offset": start, "limit": 2, "total": 4}

    site = Site({"/x": served})
    with visiting(site) as nav:
        assert identities(nav.go("/x")) == [0, 1, 2, 3]
    assert site.requests == ["GET /x", "GET /x?offset=2", "GET /x?skip=2"]


def test_a_list_of_which_every_guess_is_refused_ends_as_such():
    first = {"items": [{"id": 1}], "page": 1, "per_page": 1, "total": 3}
    site = Site({"/x": lambda request: Answer({}, 400) if request.args else first})
    with visiting(site) as nav:
        things = nav.go("/x")
        with pytest.warns(AnswerWarning, match="guess refused: 400 to page 2, by page → page="):
            assert identities(things) == [1]
        assert not things.paging.complete
    assert site.count == 5


def test_a_list_of_one_page_per_member_is_read_through_a_guess_that_failed():
    def served(request):
        number = int(request.args.get("pageNumber", 1))
        return {"items": [{"id": number}], "page": number, "per_page": 1, "total": 3}

    with visiting(Site({"/x": served})) as nav:
        things = nav.go("/x")
        assert [identities(each) for each in things.pages()] == [[1], [2], [3]]
        assert (things.paging.pages, things.paging.complete) == (3, True)


@pytest.mark.parametrize("where", ["next", "_links", "Link"])
def test_a_next_address_with_a_raw_space_is_sent_escaped(where: str):
    def served(request):
        following = "/x?page=2&where=a eq 1" if "page" not in request.args else None
        links = {"_links": {"next": {"href": following}}} if where == "_links" and following else {}
        headers = {"Link": f'<{following}>; rel="next"'} if where == "Link" and following else {}
        body = {"items": [{"id": 1 if following else 2}], **links, **({"next": following} if where == "next" else {})}
        return Answer(body, headers=headers)

    site = Site({"/x": served})
    with visiting(site) as nav:
        assert identities(nav.go("/x")) == [1, 2]
    assert site.requests[1] == "GET /x?page=2&where=a%20eq%201"


def test_an_interrupt_at_any_line_of_a_page_loses_and_repeats_nothing():
    files = ("navigation/lists/pages.py", "documents/kept.py")
    files += ("paging/pager.py", "paging/guard.py", "paging/strategies.py", "paging/rows.py", "paging/claims.py")
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
        for where in interrupted_at_each_line(lambda: list(things), ("navigation/lists/pages.py",)):
            assert identities(things) == [1, 2, 3, 4, 5], where
            things.refresh()
