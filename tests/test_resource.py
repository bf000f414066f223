"""Places: dots name them and send nothing, brackets read data, looking sends once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hypernav.errors import FieldNotFound, NotFound, RelationNotFound
from hypernav.navigator import Navigator
from hypernav.resource import Resource
from tests import kinds
from tests.counting import Answer, Site, visiting


@pytest.fixture
def site() -> Site:
    return kinds.site()


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


# What sends, exactly: an expression, what was read before, and the requests

SENDS: dict[str, tuple[Callable[[Navigator], Any], list[str]]] = {
    "nav.orders": (lambda nav: nav.orders, []),
    "nav.orders.next.next_order": (lambda nav: nav.orders.next.next_order, []),
    "nav.follow": (lambda nav: nav.follow("orders", "next"), []),
    "nav.go": (lambda nav: nav.go("/orders"), []),
    "nav.go with a query": (lambda nav: nav.go("/orders", page=2), []),
    "place.at": (lambda nav: nav.order.at(3), []),
    "place.loaded": (lambda nav: nav.orders.loaded, []),
    "place.status": (lambda nav: nav.orders.status, []),
    "place.url of an address": (lambda nav: nav.go("/orders").url, []),
    "place.url of a path resolves its parents": (lambda nav: nav.orders.url, ["GET /"]),
    "place.curl of an address": (lambda nav: nav.go("/orders").curl(), []),
    "showing": (lambda nav: nav.orders._repr_mimebundle_(), ["GET /", "GET /orders"]),
    "showing the navigator": (lambda nav: nav._repr_mimebundle_(), ["GET /"]),
    "field": (lambda nav: nav["name"], ["GET /"]),
    "field of a path": (lambda nav: nav.orders["total"], ["GET /", "GET /orders"]),
    "has field": (lambda nav: "name" in nav, ["GET /"]),
    "data": (lambda nav: nav.orders.data, ["GET /", "GET /orders"]),
    "links": (lambda nav: nav.orders.links, ["GET /", "GET /orders"]),
    "load": (lambda nav: nav.orders.next.load(), ["GET /", "GET /orders", "GET /orders?page=2"]),
    "load twice": (lambda nav: (nav.orders.load(), nav.orders.load()), ["GET /", "GET /orders"]),
    "refresh": (lambda nav: nav.go("/orders").refresh(), ["GET /orders"]),
    "refresh of what is loaded": (lambda nav: nav.go("/orders").load().refresh(), ["GET /orders"] * 2),
    "first member": (lambda nav: nav.go("/orders")[0], ["GET /orders"]),
    "field of a member": (lambda nav: nav.go("/orders")[0]["id"], ["GET /orders"]),
    "refresh of a member": (lambda nav: nav.go("/orders")[0].refresh(), ["GET /orders", "GET /orders/1"]),
    "third member": (lambda nav: nav.go("/orders")[2], ["GET /orders", "GET /orders?page=2"]),
    "slice": (lambda nav: nav.go("/orders")[:2], ["GET /orders"]),
    "all members": (lambda nav: list(nav.go("/orders")), ["GET /orders", "GET /orders?page=2"]),
    "find on the first page": (lambda nav: nav.go("/orders").find(id=2), ["GET /orders"]),
    "find on the second page": (lambda nav: nav.go("/orders").find(id=3), ["GET /orders", "GET /orders?page=2"]),
    "pages, one": (lambda nav: next(nav.go("/orders").pages()), ["GET /orders"]),
    "pages, all": (lambda nav: list(nav.go("/orders").pages()), ["GET /orders", "GET /orders?page=2"]),
    "total": (lambda nav: nav.go("/orders").total, ["GET /orders"]),
    "paging": (lambda nav: nav.go("/orders").paging, ["GET /orders"]),
    "select": (lambda nav: nav.go("/orders").select("$..id"), ["GET /orders"]),
    "table": (lambda nav: nav.go("/orders").table(), ["GET /orders"]),
    "table up to a limit": (lambda nav: nav.go("/orders").table(limit=3), ["GET /orders", "GET /orders?page=2"]),
    "table of all": (lambda nav: nav.go("/orders").table(all=True), ["GET /orders", "GET /orders?page=2"]),
    "frame": (lambda nav: nav.go("/orders").frame(), ["GET /orders"]),
    "bare id": (lambda nav: nav.go("/ids")[0].data, ["GET /ids"]),
    "embedded": (lambda nav: nav.featured["id"], ["GET /"]),
    "embedded list": (lambda nav: [order["id"] for order in nav.recent], ["GET /"]),
    "embedded, refreshed": (lambda nav: nav.featured.refresh(), ["GET /", "GET /orders/5"]),
    "relation of an embedded one": (lambda nav: nav.featured.next_order.load(), ["GET /", "GET /orders/6"]),
    "several links": (lambda nav: nav.help[0], ["GET /"]),
    "post": (lambda nav: nav.go("/orders").post({}), ["POST /orders"]),
    "answer of a post": (lambda nav: nav.go("/orders").post({})["id"], ["POST /orders"]),
    "post along a path": (lambda nav: nav.orders.post({}), ["GET /", "POST /orders"]),
    "put": (lambda nav: nav.go("/orders/1").put({}), ["PUT /orders/1"]),
    "patch": (lambda nav: nav.go("/orders/1").patch({}), ["PATCH /orders/1"]),
    "delete": (lambda nav: nav.go("/orders/1").delete(), ["DELETE /orders/1"]),
    "options": (lambda nav: nav.go("/orders").options(), ["OPTIONS /orders"]),
    "ledger": (lambda nav: (nav.ledger, str(nav.ledger), len(nav.ledger)), []),
    "history": (lambda nav: nav.history, []),
    "allow": (lambda nav: nav.allow("https://other.test"), []),
}


@pytest.mark.filterwarnings("ignore:This frame is the first page")
@pytest.mark.parametrize("expression", SENDS)
def test_an_expression_sends_exactly_what_it_says(expression: str, nav: Navigator, site: Site):
    act, expected = SENDS[expression]
    act(nav)
    assert site.requests == expected
    assert nav.ledger.count == len(expected)


@pytest.mark.filterwarnings("ignore:This frame is the first page")
@pytest.mark.parametrize("expression", [name for name, (_, sent) in SENDS.items() if all("GET" in s for s in sent)])
def test_reading_a_second_time_sends_nothing(expression: str, nav: Navigator, site: Site):
    if "refresh" in expression:
        pytest.skip("a refresh always asks")
    act, expected = SENDS[expression]
    act(nav)
    act(nav)
    assert site.requests == expected


# Places


def test_one_address_is_one_place(nav: Navigator):
    nav.load()
    assert nav.orders is nav.go("/orders") is nav.follow("orders")
    orders = nav.orders.load()
    assert orders.self is orders


def test_a_place_tells_whether_it_is_loaded(nav: Navigator):
    orders = nav.go("/orders")
    assert (orders.loaded, orders.status) == (False, None)
    assert orders.load() is orders
    assert (orders.loaded, orders.status) == (True, 200)


def test_a_path_is_loaded_when_its_end_was_read_under_its_own_address(nav: Navigator):
    path = nav.orders
    nav.load()
    assert not path.loaded
    nav.go("/orders").load()
    assert path.loaded


def test_data_belongs_to_the_user_and_changes_nothing_here(nav: Navigator, site: Site):
    nav["nested"]["list"].append("mine")
    assert nav["nested"] == {"list": [1, 2]}
    nav.data["nested"]["list"].append("mine")
    assert nav.data["nested"]["list"] == [1, 2, "mine"]
    assert nav["nested"] == {"list": [1, 2]}
    assert nav.root.refresh().data["nested"] == {"list": [1, 2]}


def test_a_field_that_is_not_there_tells_the_nearest_and_all_others(nav: Navigator):
    with pytest.raises(FieldNotFound) as caught:
        nav["nmae"]
    assert str(caught.value).splitlines() == [
        "GET / has no field 'nmae'.",
        "  nearest    ['name']",
        "  fields     name, nested, _links, _embedded",
    ]
    assert isinstance(caught.value, KeyError)


def test_a_field_that_is_a_relation_says_how_to_follow_it(nav: Navigator):
    with pytest.raises(FieldNotFound) as caught:
        nav["orders"]
    assert str(caught.value).splitlines() == [
        "GET / has no field 'orders'.",
        "  fields     name, nested, _links, _embedded",
        "  to follow  .follow('orders')   is a relation",
    ]


def test_a_field_missing_from_a_summary_says_that_it_is_a_summary(nav: Navigator):
    with pytest.raises(FieldNotFound) as caught:
        nav.go("/orders")[0]["price"]
    assert str(caught.value).splitlines() == [
        "GET /orders/1 has no field 'price'.",
        "  fields     id, status, _links",
        "  summary    this is the summary that the list carries; .refresh() gets the whole thing",
    ]


def test_many_fields_are_counted_not_listed():
    with visiting(Site({"/": {f"field{number}": number for number in range(40)}})) as nav:
        with pytest.raises(FieldNotFound) as caught:
            nav["other"]
        assert str(caught.value).endswith("field29 … 10 more")


def test_a_document_that_is_no_object_has_no_fields(nav: Navigator):
    with pytest.raises(FieldNotFound) as caught:
        nav.go("/text")["name"]
    assert str(caught.value) == "GET /text has no field 'name'."
    assert "name" not in nav.go("/text")
    assert nav.go("/text").data == "some words"


def test_an_error_inside_a_property_is_told_as_it_is(nav: Navigator):
    with pytest.raises(NotFound):
        _ = nav.go("/nothing").data
    with pytest.raises(RelationNotFound) as caught:
        _ = nav.ordres.url
    assert "has no relation 'ordres'" in str(caught.value)


def test_a_member_is_a_place_with_its_own_address(nav: Navigator, site: Site):
    order = nav.go("/orders")[1]
    assert (type(order), order.url, order.loaded, order["id"]) == (Resource, nav.url + "/orders/2", True, 2)
    assert order.next_order.url == nav.url + "/orders/3"
    assert site.requests == ["GET /orders"]


def test_fields_are_offered_for_completion_after_a_look(nav: Navigator):
    assert nav._ipython_key_completions_() == []
    nav.load()
    assert nav._ipython_key_completions_() == ["name", "nested", "_links", "_embedded"]


def test_curl_shows_the_request(nav: Navigator):
    assert nav.go("/orders").curl().startswith("curl ")
    assert f"{nav.url}/orders" in nav.go("/orders").curl()


def test_a_refresh_is_conditional_where_there_is_a_validator():
    def answer(request):
        if request.headers.get("If-None-Match") == '"1"':
            return Answer(None, 304, {"ETag": '"1"'})
        return Answer({"n": 1}, headers={"ETag": '"1"'})

    site = Site({"/": answer})
    with visiting(site) as nav:
        nav.load()
        document = nav.root.refresh()["n"]
        assert document == 1
        assert [asked.headers.get("If-None-Match") for asked in site.asked] == [None, '"1"']


def test_a_refresh_sees_what_changed():
    site = Site({"/": ({"n": 1}, {"n": 2})})
    with visiting(site) as nav:
        assert (nav["n"], nav.data["n"]) == (1, 1)
        nav.refresh()
        assert (nav["n"], nav.data["n"]) == (2, 2)


def test_the_entry_may_be_below_the_root():
    with visiting(Site({"/api/v1": {"_links": {"x": {"href": "x"}}}, "/api/x": {"n": 1}}), "/api/v1") as nav:
        assert nav.x["n"] == 1


def test_a_place_is_true_and_equal_to_itself_only(nav: Navigator):
    assert nav.go("/orders")
    assert nav.go("/orders") == nav.go("/orders")
    assert nav.go("/orders") != nav.go("/ids")
    assert len({nav.go("/orders"), nav.go("/orders"), nav.go("/ids")}) == 2
