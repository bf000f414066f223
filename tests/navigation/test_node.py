"""What the engine holds of a place, and what users hold of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from hypernav.documents.document import Document
from hypernav.missing import MISSING
from hypernav.navigation.node import NOWHERE, Node, embedded_state
from hypernav.navigator import Navigator
from hypernav.resource import Resource
from tests.counting import Site, visiting
from tests.engine import node, session_of

SITE = {"/": {"_links": {"things": {"href": "/things"}}}, "/things": {"items": [{"id": 1, "tags": ["a"]}, {"id": 2}]}}


@pytest.fixture
def nav() -> Iterator[Navigator]:
    with visiting(Site(SITE)) as nav:
        yield nav


def test_what_users_hold_of_a_place_is_the_same_while_they_hold_it(nav: Navigator):
    things = nav.load().things
    assert session_of(nav).wrap(node(things)) is things


def test_what_nobody_holds_is_made_anew(nav: Navigator):
    held = node(nav.go("/things"))
    gc.collect()
    assert held.face is None or held.face() is None
    assert isinstance(session_of(nav).wrap(held), Resource)


def test_nothing_is_made_of_a_member_before_somebody_asks(nav: Navigator):
    member = node(next(iter(nav.go("/things"))))
    assert (member.record, member.state, member.address) == ({"id": 1, "tags": ["a"]}, None, NOWHERE)


def test_a_field_of_a_member_is_read_where_it_stands_in_the_list(nav: Navigator):
    member = next(iter(nav.go("/things")))
    assert member["id"] == 1
    assert node(member).state is None


def test_what_is_read_of_a_member_is_no_part_of_the_list(nav: Navigator):
    member = next(iter(nav.go("/things")))
    member["tags"].append("b")
    assert member["tags"] == ["a"]


def test_what_a_member_is_asked_further_makes_a_document_of_it_once(nav: Navigator):
    member = node(next(iter(nav.go("/things"))))
    state = embedded_state(member)
    assert state is not None
    assert isinstance(state.document, Document)
    assert embedded_state(member) is state


def test_a_place_that_is_no_member_came_along_with_nothing(nav: Navigator):
    place = Node(session_of(nav), NOWHERE)
    assert place.record is MISSING
    assert embedded_state(place) is None


def far_in(nav: Navigator) -> Resource:
    """Return a member of a page that is not kept."""
    return next(member for member in nav.go("/many") if member["id"] == 2_400)


@pytest.fixture
def long() -> Iterator[Navigator]:
    pages = {
        f"/many?page={number}": {
            "items": [{"id": number * 500 + place} for place in range(500)],
            "_links": {"next": {"href": f"/many?page={number + 1}"}} if number < 5 else {},
        }
        for number in range(6)
    }
    with visiting(Site({**pages, "/many": pages["/many?page=0"]})) as nav:
        yield nav


def test_a_member_far_in_is_what_its_own_expressions_lead_to(long: Navigator):
    member = far_in(long)
    assert member.follow() is member
    assert member.where("id", locally=True).is_(1).place is member


def test_threads_get_the_same_resource_of_one_member(nav: Navigator):
    things = nav.go("/things").load()
    found: list[Resource] = []
    start = Barrier(8)

    def take() -> None:
        start.wait()
        found.append(things[0])

    threads = [Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in found}) == 1


def test_threads_that_go_through_a_long_collection_miss_no_member(long: Navigator):
    many = long.go("/many").load()
    assert sum(1 for _ in many) == 3_000
    counts: list[int] = []

    def count() -> None:
        counts.extend(sum(1 for member in many if member["id"] >= 0) for _ in range(10))

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(counts) == {3_000}
