"""What somebody should know of a change before it is sent."""

from __future__ import annotations

from typing import Any

from hypernav.edits.notes import notes_of
from hypernav.profile import Editing

URL = "https://acme.test/things/1"
PATCH = Editing(form="json patch")


def notes(editing: Editing, base: dict[str, Any], current: dict[str, Any], url: str = URL) -> tuple[str, ...]:
    return notes_of(editing, url, base, current)


def test_a_new_member_is_named_with_the_nearest_that_there_was():
    assert notes(PATCH, {"description": "", "_links": {}}, {"description": "", "descripton": "x"}) == (
        "['descripton'] is a new member; the nearest there was: ['description']",
    )
    assert notes(PATCH, {"a": 1}, {"a": 1, "zebra": 1}) == ("['zebra'] is a new member",)


def test_a_member_that_only_a_write_takes_is_no_surprise():
    editing = Editing(form="changed members", members={"password": "password"})
    assert notes(editing, {"name": "a"}, {"name": "a", "password": "x"}) == ()


def test_a_write_of_the_whole_says_that_it_replaces():
    editing = Editing(form="whole representation")
    told = "the write replaces the whole: what the request does not carry, the server may take away"
    assert notes(editing, {"a": 1}, {"a": 2}) == (told,)
    assert notes(editing, {"a": 1}, {"a": 2}, f"{URL}?fields=a") == (
        told,
        "the address has a query, and so perhaps shows a part only, which would replace the whole",
    )
    assert notes(Editing(form="whole representation", body="a"), {"a": 1}, {"a": 2}) == ()


def test_a_member_taken_away_where_only_values_can_be_sent_becomes_null():
    assert notes(Editing(form="changed members"), {"a": 1, "b": 1}, {"b": 1}) == (
        "a member that was taken away is sent as null",
    )
