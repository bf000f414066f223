"""Conditions that only the service's metadata tells how to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import hypernav as hn
from hypernav.errors import NotExpressible, SearchError
from hypernav.navigator import Navigator
from hypernav.search.odata.metadata import vocabulary_at
from tests.counting import Answer, Site, visiting
from tests.search.odata.trips import CSDL

PEOPLE = {"@odata.context": "$metadata#People", "value": []}
PLACES = {
    "/v4/": {"@odata.context": "$metadata", "value": [{"name": "People", "url": "People"}]},
    "/v4/People": PEOPLE,
    "/v4/$metadata": Answer(CSDL, type="application/xml"),
}


@pytest.fixture
def site() -> Site:
    return Site(PLACES)


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site, path="/v4/") as nav:
        nav.go("/v4/People").load()
        yield nav


def sent(search: Any) -> str:
    return dict(pair.split("=", 1) for pair in search.request().url.partition("?")[2].split("&"))["$filter"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (hn.where("Trips").is_empty(), "not%20Trips/any()"),
        (hn.where("Emails").is_not_empty(), "Emails/any()"),
        (~hn.where("Trips").is_empty(), "Trips/any()"),
        (hn.where("UserName").is_empty(), "UserName%20eq%20null"),
        (hn.where("Trips").any(hn.where("Stops").is_empty()), "Trips/any(t:not%20t/Stops/any())"),
    ],
)
def test_what_is_empty_is_said_as_the_metadata_has_it(nav: Navigator, condition: Any, expected: str):
    assert sent(nav.go("/v4/People").where(condition)) == expected


def test_the_metadata_is_read_by_the_first_search_that_depends_on_it(nav: Navigator, site: Site):
    people = nav.go("/v4/People")
    assert sent(people.where(hn.where("UserName") == None)) == "UserName%20eq%20null"  # noqa: E711
    assert "GET /v4/$metadata" not in site.requests
    empty = people.where("Trips").is_empty()
    assert "GET /v4/$metadata" not in site.requests
    assert [sent(empty), sent(empty.limit(1))] == ["not%20Trips/any()"] * 2
    assert site.requests.count("GET /v4/$metadata") == 1


def test_metadata_that_cannot_be_read_leaves_the_two_ways_to_say_it(nav: Navigator, site: Site):
    site.places["/v4/$metadata"] = Answer({}, 404)
    with pytest.raises(NotExpressible) as caught:
        nav.go("/v4/People").where("Trips").is_empty().request()
    assert caught.value.what == (
        "Only the service's metadata tells whether a collection or a value is to be empty, and it does not."
    )
    assert caught.value.details["where"].endswith("/v4/$metadata")
    assert caught.value.details["nearest"] == (
        'where("field") == None of a value, ~where("field").any() of a collection'
    )


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("People", "UserName"),
        ("People/$entity", "UserName"),
        ("Me", "UserName"),
        ("People('a/b')/Trips", "Budget"),
        ("Me/Trips", "Budget"),
        ("Collection(Travel.Trip)", "Budget"),
        ("People(UserName,Trips)", "UserName"),
    ],
)
def test_a_place_is_found_as_contexts_and_addresses_call_it(place: str, field: str):
    found = vocabulary_at(CSDL, place).field(field)
    assert found is not None
    assert found.name == field


@pytest.mark.parametrize("place", ["Persons", "", "People/Nothing"])
def test_a_place_that_the_metadata_does_not_declare_is_refused(place: str):
    with pytest.raises(SearchError):
        vocabulary_at(CSDL, place)
