"""What answers a search of several requests: each item once, and how many requests were sent."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from hypernav.errors import AnswerWarning
from hypernav.navigation.fields import read_field
from hypernav.navigation.finding import summary_of
from hypernav.navigation.lists.records import report
from hypernav.navigator import Navigator
from hypernav.options import Options
from hypernav.search import Call, Plan, where
from hypernav.search.answers import Answers
from hypernav.search.planning import Split
from tests.counting import Answer, Site, visiting
from tests.engine import node


def window(start: int) -> list[dict[str, int]]:
    """Return what happened in three days from a day on, both ends included."""
    return [{"id": day, "car": 1} for day in range(start, start + 4)]


@pytest.fixture
def site() -> Site:
    return Site(
        {
            "/rides?from=0": window(0),
            "/rides?from=3": window(3),
            "POST /rides/search": {"items": [{"id": 5}], "total": 1},
        }
    )


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


def answers(nav: Navigator, *calls: Call, identity: str = "id") -> Answers:
    return Answers(node(nav.go("/rides")), Split(Plan(calls=calls, identity=identity), None))


WINDOWS = (Call(parameters=(("from", "0"),)), Call(parameters=(("from", "3"),)))


def test_several_requests_give_each_item_once(nav: Navigator):
    found = answers(nav, *WINDOWS)
    assert [summary_of(member)["id"] for _, kept in found.pages() for member in kept] == [0, 1, 2, 3, 4, 5, 6]


def test_threads_that_go_through_one_search_miss_nothing_and_post_once(nav: Navigator, site: Site):
    found = answers(nav, *WINDOWS, Call(method="POST", path="/search", body={}))
    start, seen = Barrier(8), []

    def read() -> None:
        start.wait()
        seen.append([summary_of(member)["id"] for _, kept in found.pages() for member in kept])

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [[0, 1, 2, 3, 4, 5, 6]] * 8
    assert site.requests.count("POST /rides/search") == 1


def test_a_request_that_stopped_before_its_end_shows(site: Site):
    link = {"Link": '<{here}/rides?from=0&page=2>; rel="next"'}
    site.places["/rides?from=0"] = Answer(window(0), headers=link)
    with visiting(site, options=Options(max_pages=1)) as nav, pytest.warns(AnswerWarning, match="page cap: 1 pages"):
        _, phrase = answers(nav, *WINDOWS).records(None, everything=True)
    assert phrase == "7, more exist, 2 of 2 requests sent"


def test_items_are_told_apart_by_several_members_where_one_is_not_enough(nav: Navigator):
    found = answers(nav, *WINDOWS, identity="car,id")
    assert sum(len(kept) for _, kept in found.pages()) == 7
    found = answers(nav, *WINDOWS, identity="car")
    assert sum(len(kept) for _, kept in found.pages()) == 1


def test_items_without_what_tells_them_apart_are_all_kept(nav: Navigator):
    found = answers(nav, *WINDOWS, identity="number")
    assert sum(len(kept) for _, kept in found.pages()) == 8


def test_repeats_that_were_dropped_are_no_members_left(nav: Navigator):
    found = answers(nav, WINDOWS[0], identity="car")
    assert found.records(None, everything=True)[1] == "1, more may exist"


def test_a_request_is_sent_when_its_members_are_needed(nav: Navigator, site: Site):
    found = answers(nav, *WINDOWS)
    records, phrase = found.records(2, everything=False)
    assert [record["id"] for record in records] == [0, 1]
    assert phrase == "2, more exist, 1 of 2 requests sent"
    assert site.requests == ["GET /rides?from=0"]


def test_all_of_several_requests_says_so(nav: Navigator):
    records, phrase = answers(nav, *WINDOWS).records(None, everything=True)
    assert len(records) == 7
    assert phrase == "7, more may exist, 2 of 2 requests sent"


def test_the_count_of_several_requests_is_not_the_servers(nav: Navigator):
    assert answers(nav, *WINDOWS).total is None


def test_a_posted_search_sends_its_body_once(nav: Navigator, site: Site):
    found = answers(nav, Call(method="POST", path="/search", body={"name": "x"}), identity="")
    assert [found.total, read_field(found.first, "total"), report(found.last).items] == [1, 1, 1]
    assert [asked.body for asked in site.asked] == [b'{"name":"x"}']
    assert site.requests == ["POST /rides/search"]


def test_nothing_is_sent_before_it_is_asked_for(nav: Navigator, site: Site):
    found = answers(nav, *WINDOWS)
    assert not found.loaded
    assert site.requests == []


PAGED = {
    "/rides": {"items": [{"id": 1}, {"id": 2}], "total": 3, "_links": {"next": {"href": "/rides?page=2"}}},
    "/rides?page=2": {"items": [{"id": 3}], "total": 3},
}


def test_a_frame_of_a_search_that_is_a_part_by_nobodys_wish_warns_once():
    with visiting(Site(PAGED)) as nav:
        search = nav.go("/rides").where(where("id") > 0, locally=True)
        with pytest.warns(AnswerWarning, match="first page of the list /rides: 2 kept by a filter here, 2 read of 3"):
            assert list(search.frame("id")["id"]) == [1, 2]
        assert [ride["id"] for ride in search] == [1, 2, 3]
        assert list(search.frame("id")["id"]) == [1, 2]
        assert len(search.limit(3).frame()) == len(search.frame(all=True)) == 3
        assert len(search.frame(limit=1)) == 1


def test_what_one_of_several_requests_answers_is_a_part(nav: Navigator):
    with pytest.warns(AnswerWarning, match="first page of the list /rides[?]from=0: 4 of 8"):
        answers(nav, *WINDOWS).warn_of_part("4 of 8")
