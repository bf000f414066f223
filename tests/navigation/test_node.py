"""What the engine holds of a place, and what users hold of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

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
