"""What ``where(name=value)`` means: a condition, or a query parameter as it is where nothing else is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import hypernav as hn
from hypernav.errors import NotExpressible, WrongValue
from hypernav.navigator import Navigator
from tests.counting import Site, visiting

FIRST = {"orders": [{"id": 0, "open": True}, {"id": 1, "open": False}], "_links": {"next": {"href": "/orders?page=2"}}}
SECOND = {"orders": [{"id": 2, "open": True}]}


@pytest.fixture
def site() -> Site:
    links = {"self": {"href": "/"}, "orders": {"href": "/orders"}, "people": {"href": "/people"}}
    people = {"@odata.context": "/$metadata#People", "value": [{"UserName": "russell"}]}
    return Site({"/": {"_links": links}, "/orders": FIRST, "/orders?page=2": SECOND, "/people": people})


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


def test_a_value_that_no_parameter_says_is_no_condition_that_was_never_made(nav: Navigator, site: Site):
    for value, given in ((None, "None"), ([], "nothing"), ([1, None], "None")):
        with pytest.raises(WrongValue) as caught:
            nav.go("/orders").where(owner=value).request()
        assert str(caught.value) == (
            f"'owner' was given {given}, which no query parameter says.\n"
            f"  where      where(owner={value!r})\n"
            "  next       leave it out, or give the text that the API takes, such as 'null'"
        )
    assert site.requests == []


def test_parameters_are_kept_as_they_were_given(nav: Navigator):
    tags = ["a"]
    search = nav.go("/orders").where(tag=tags, id=range(2), state={"b", "a"}).parameters(view=iter("xy"))
    tags.append("b")
    assert search.request().url.endswith("/orders?tag=a&id=0&id=1&state=a&state=b&view=x&view=y")


def test_parameters_are_no_alternatives(nav: Navigator):
    search = nav.go("/orders").where(open=True, price=10).match("any")
    with pytest.raises(NotExpressible) as caught:
        search.request()
    assert caught.value.what == "A search by plain query parameters has no OR."
    assert caught.value.details["nearest"] == ".parameters(open=…, price=…)"
    with pytest.raises(NotExpressible):
        nav.go("/orders").where(open=True).where(hn.where("price") > 10, locally=True).match("any").request()


def test_values_that_are_filtered_here_are_no_parameters(nav: Navigator, site: Site):
    assert [order["id"] for order in nav.orders.where(open=True, locally=True)] == [0, 2]
    assert site.requests == ["GET /", "GET /orders", "GET /orders?page=2"]


def test_values_become_conditions_where_a_place_turns_out_to_be_odata(nav: Navigator, site: Site):
    search = nav.people.where(UserName="russell")
    nav.go("/people").load()
    assert "?$filter=UserName%20eq%20'russell'" in search.request().url


def test_a_service_that_says_it_is_odata_tells_of_its_places(site: Site):
    site.places["/"] = {"@odata.context": "/$metadata", "value": []}
    with visiting(site) as nav:
        nav.load()
        assert "?$filter=UserName%20eq%20'russell'" in nav.go("/people").where(UserName="russell").request().url


def test_what_odata_ignored_is_no_answer(nav: Navigator, site: Site):
    search = nav.go("/people").where(UserName="nobody")
    with pytest.raises(NotExpressible) as caught:
        search.count()
    assert str(caught.value) == (
        "This place turned out to be OData, which ignores the plain query parameters that the search was sent as.\n"
        f"  where      GET {nav.go('/people').url}?UserName=nobody\n"
        '  next       .go("/people").load() first; a search of it then goes out as $filter'
    )
