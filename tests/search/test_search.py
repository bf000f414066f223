"""Searches of places: what is asked, when it is sent, and how much of the whole is shown."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.wrappers import Request

import hypernav as hn
from hypernav.errors import (
    MemberNotFound,
    NotACollection,
    NotExpressible,
    SearchError,
    UnknownField,
    UnknownOperator,
    WrongValue,
)
from hypernav.navigator import Navigator
from hypernav.search import Condition
from hypernav.search.requests import SearchRequest
from hypernav.search.search import Search
from tests.counting import Answer, Site, visiting

ROWS = [{"id": number, "name": f"order {number}", "open": number % 2 == 0, "price": number * 10} for number in range(7)]


def orders(request: Request) -> Any:
    """Answer a list that filters by ``open`` and pages by ``page``, three a page unless ``page_size`` is asked for."""
    if request.path != "/orders":
        return Answer({"message": "nothing here"}, 404)
    rows = [row for row in ROWS if request.args.get("open") in (None, str(row["open"]).lower())]
    number, size = int(request.args.get("page", 1)), int(request.args.get("page_size", 3))
    shown = rows[(number - 1) * size : number * size]
    kept = "".join(f"&{name}={value}" for name, value in request.args.items() if name != "page")
    links = {"next": {"href": f"/orders?page={number + 1}{kept}"}} if number * size < len(rows) else {}
    return {"orders": shown, "total": len(rows), "_links": {"self": {"href": "/orders"}, **links}}


@pytest.fixture
def site() -> Site:
    entry = {"_links": {"self": {"href": "/"}, "orders": {"href": "/orders"}}}
    odata = {"@odata.context": "/$metadata#People", "value": [{"UserName": "russell"}]}
    return Site({"/": entry, "/people": odata, "/one": {"name": "one"}}, orders)


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


# Asking


def test_building_and_showing_a_search_in_one_line_sends_nothing(nav: Navigator, site: Site):
    search = nav.orders.where(open=True).sort("-price", "name").limit(5).page_size(2).fields("id").expand("lines")
    line = "open=True, tag=['x'], sort -price, name, limit 5, page size 2, fields id, expand lines, text 'a', not sent"
    assert repr(search.text("a").parameters(tag=["x"])).endswith(f".orders, {line})")
    assert site.requests == []


def test_hostile_names_stay_on_the_line_and_turn_nothing_around(nav: Navigator):
    hostile = "a\u202eb\x1b[31m\nc"
    search = nav.go("/orders").where(**{hostile: 1}).sort(hostile).fields(hostile).expand(hostile)
    assert repr(search).count("a\\u202eb\\x1b[31m\\nc") == 4
    assert repr(search).isprintable()


def test_each_step_makes_a_new_search_and_changes_none(nav: Navigator):
    first = nav.go("/orders").where(open=True)
    second = first.where(price=10)
    assert repr(first) != repr(second)
    assert first.request().url.endswith("/orders?open=true")
    assert second.request().url.endswith("/orders?open=true&price=10")


def test_the_request_of_a_known_place_is_shown_and_not_sent(nav: Navigator, site: Site):
    request = nav.go("/orders").where(open=True, page_size=50).request()
    assert (request.method, request.url.rpartition("/")[2]) == ("GET", "orders?open=true&page_size=50")
    assert (request.body, request.content) == (None, None)
    assert str(request) == repr(request) == f"GET {request.url}"
    assert site.requests == []


def test_the_request_of_a_path_sends_only_what_its_address_needs(nav: Navigator, site: Site):
    assert nav.orders.where(open=True).request().url.endswith("/orders?open=true")
    assert site.requests == ["GET /"]


def test_a_search_keeps_the_query_that_its_place_has(nav: Navigator):
    place = nav.go("/orders", tag="new", open="false")
    assert place.where(open=False, page_size=2).request().url.endswith("/orders?tag=new&open=false&page_size=2")
    with pytest.raises(NotExpressible, match="restricted by open=false already"):
        place.where(open=True).request()


def test_a_value_is_sent_so_that_nothing_takes_it_for_something_else(nav: Navigator):
    url = nav.go("/orders").where(name="a+b&c=d#e%f é").request().url
    assert url.endswith("/orders?name=a%2Bb%26c%3Dd%23e%25f%20%C3%A9")


def test_a_request_is_shown_without_secrets_and_without_what_imitates_other_text():
    with visiting(Site({}, orders), token="tok-1234567890") as nav:
        search = nav.go("/orders", access_token="abc123").where(name="tok-1234567890", note="a\u202eb")
        request = search.request()
        assert "tok-1234567890" not in repr(search)
    assert "tok-1234567890" in request.url
    assert "abc123" in request.url
    for shown in (str(request), repr(request)):
        assert "tok-1234567890" not in shown
        assert "abc123" not in shown
    assert "\u202e" not in str(SearchRequest("POST", "https://a.test/", body={"note": "a\u202eb"}))


def test_half_a_surrogate_pair_is_refused_before_sending(nav: Navigator, site: Site):
    with pytest.raises(WrongValue) as caught:
        nav.go("/orders").where(name="\ud800").request()
    assert str(caught.value) == (
        "A text holds half of a surrogate pair, which is no character and cannot be sent.\n"
        "  where      '\\ud800'\n"
        "  next       remove it: text.encode('utf-8', 'ignore').decode()"
    )
    assert site.requests == []


def test_a_field_waits_for_its_operator(nav: Navigator):
    condition = nav.go("/orders").where("open")
    assert isinstance(condition, Condition)
    assert dir(condition) == ["equals", "in_"]
    search = condition.equals(True)
    assert isinstance(search, Search)
    assert search.request().url.endswith("/orders?open=true")


def test_an_operator_that_the_place_does_not_have_is_refused_at_once(nav: Navigator, site: Site):
    with pytest.raises(UnknownOperator):
        nav.go("/orders").where("price").is_greater_than(5)
    assert site.requests == []


def test_an_expression_made_elsewhere_is_taken(nav: Navigator):
    expression = hn.where("open") == "true"
    assert nav.go("/orders").where(expression).where(expression).request().url.endswith("?open=true")


def test_what_is_no_condition_is_refused(nav: Navigator):
    with pytest.raises(SearchError) as caught:
        nav.go("/orders").where({"open": True})
    assert str(caught.value) == (
        "{'open': True} is no condition.\n"
        f"  where      .where(…) on GET {nav.root.url.rstrip('/')}/orders\n"
        '  next       .where("name").is_("x"), or .where(hn.where("name") == "x")'
    )


@pytest.mark.parametrize(
    "make, said",
    [
        (lambda search: search.limit(-1), ".limit() takes a whole number from 0, not -1."),
        (lambda search: search.page_size(0), ".page_size() takes a whole number from 1, not 0."),
        (lambda search: search.limit(True), ".limit() takes a whole number from 0, not True."),
        (lambda search: search.match("none"), "'none' is no way to match."),
        (lambda search: search.text(5), "5 is no text to look for."),
        (lambda search: search.sort(""), "'' is nothing to sort by."),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(make: Any, said: str, nav: Navigator):
    with pytest.raises(SearchError) as caught:
        make(nav.go("/orders").where(open=True))
    assert caught.value.what == said


def test_the_two_words_for_numbers_of_items_are_told_apart(nav: Navigator):
    with pytest.raises(SearchError, match="limit counts items in all"):
        nav.go("/orders").where(open=True).page_size("many")
    with pytest.raises(SearchError, match="page_size counts items a request"):
        nav.go("/orders").where(open=True).limit(2.5)


def test_a_search_is_a_command_line_too(nav: Navigator):
    assert nav.go("/orders").where(open=True).curl().startswith(f"curl '{nav.root.url.rstrip('/')}/orders?open=true'")


# The collection


def test_members_come_page_by_page_as_they_are_needed(nav: Navigator, site: Site):
    found = iter(nav.go("/orders").where(open="true"))
    assert [next(found)["id"] for _ in range(3)] == [0, 2, 4]
    assert site.requests == ["GET /orders?open=true"]
    assert [member["id"] for member in found] == [6]
    assert site.requests == ["GET /orders?open=true", "GET /orders?page=2&open=true"]


def test_a_limit_counts_items_in_all_and_a_page_size_items_a_request(nav: Navigator, site: Site):
    search = nav.go("/orders").where(page_size=2).limit(3)
    assert [member["id"] for member in search] == [0, 1, 2]
    assert site.requests == ["GET /orders?page_size=2", "GET /orders?page=2&page_size=2"]
    assert [len(page) for page in search.pages()] == [2, 1]
    assert search.count() == 3


def test_a_search_is_asked_once(nav: Navigator, site: Site):
    search = nav.go("/orders").where(open=True)
    assert [len(list(search)), search.total, search.count(), len(list(search))] == [4, 4, 4, 4]
    assert site.count == 2


def test_refreshing_asks_anew(nav: Navigator, site: Site):
    search = nav.go("/orders").where(open=True).load()
    again = search.refresh()
    assert again == search
    assert again.loaded
    assert site.requests == ["GET /orders?open=true"] * 2


def test_members_by_position_slice_and_field(nav: Navigator):
    search = nav.go("/orders").where(open=True)
    assert search[3]["id"] == 6
    assert [member["id"] for member in search[1:3]] == [2, 4]
    assert [member["id"] for member in search[-1:]] == [6]
    assert search["total"] == 4
    assert search.data["total"] == 4
    assert search.find(price=40)["id"] == 4
    assert search.select("$..price") == [0, 20, 40]
    assert search.paging.reason == "no next link"


@pytest.mark.parametrize("position, said", [(9, "the search has 4"), (-1, "counted from the end")])
def test_a_position_that_is_not_there_says_what_there_is(position: int, said: str, nav: Navigator):
    with pytest.raises(IndexError, match=said):
        nav.go("/orders").where(open=True)[position]


def test_a_member_that_is_not_found_names_the_search(nav: Navigator):
    with pytest.raises(MemberNotFound) as caught:
        nav.go("/orders").where(open=True).find(name="order 5")
    assert caught.value.details["where"].startswith("Search(GET http")
    assert caught.value.details["where"].endswith("/orders, open=True), 4 searched")
    assert caught.value.details["nearest"].startswith("name='order ")


def test_a_search_of_one_thing_says_that_it_is_no_collection(nav: Navigator):
    with pytest.raises(NotACollection):
        list(nav.go("/one").where(open=True))


def test_a_list_that_came_along_with_another_document_is_not_searched(nav: Navigator, site: Site):
    lines = [{"id": 1}, {"id": 2}]
    site.places["/order"] = {"_links": {"self": {"href": "/order"}}, "_embedded": {"lines": lines}}
    with pytest.raises(NotExpressible) as caught:
        nav.go("/order").lines.where(id=1).count()
    assert str(caught.value) == (
        "This place came along with another one and has no address of its own, so that no server can search it.\n"
        "  where      part .lines of GET /order\n"
        "  nearest    .find(…)\n"
        "  next       go through what came along: [each for each in place if …]"
    )
    assert nav.go("/order").lines.find(id=2)["id"] == 2


def test_a_table_says_how_much_of_the_whole_it_shows(nav: Navigator):
    search = nav.go("/orders").where(open=True)
    assert search.table("id").footer == "3 of 4 (the server's count), more exist"
    assert search.table("id", all=True).footer == "4 of 4 (the server's count)"
    assert search.limit(1).table("id").footer == "1 of 4 (the server's count), more exist"
    assert search.limit(4).table("id", limit=2).rows == ((0,), (2,))


def test_a_frame_holds_the_records_and_how_much_of_the_whole_they_are(nav: Navigator):
    frame = nav.go("/orders").where(open=True).limit(4).frame("id", "price")
    assert frame["price"].tolist() == [0, 20, 40, 60]
    assert frame.attrs["hypernav"] == "4 of 4 (the server's count)"


# Filtering here


def test_what_the_server_cannot_say_is_filtered_here_and_says_so(nav: Navigator, site: Site):
    search = nav.go("/orders").where(hn.where("price") > 20, locally=True)
    assert [member["id"] for member in search] == [3, 4, 5, 6]
    assert search.table("id").footer == "0 kept by a filter here, 3 read of 7 (the server's count), more exist"
    assert search.table("id", all=True).footer == "4 kept by a filter here, 7 read of 7 (the server's count)"
    assert (search.total, search.count()) == (None, 4)
    assert site.requests[0] == "GET /orders"


def test_parameters_that_a_stranger_may_ignore_are_filtered_here_where_that_is_asked_for(nav: Navigator):
    search = nav.go("/orders").where("name", locally=True)
    assert [member["id"] for member in search.is_("order 3")] == [3]


def test_a_filter_by_a_field_that_no_member_has_is_no_empty_answer(nav: Navigator):
    search = nav.go("/orders").where(hn.where("prize") > 20, locally=True)
    with pytest.raises(UnknownField) as caught:
        list(search)
    assert caught.value.details["nearest"] == "'price'"


def test_a_limit_of_filtered_members_counts_those_that_are_kept(nav: Navigator, site: Site):
    search = nav.go("/orders").where(price=10, locally=True).limit(1)
    assert search.table("id").rows == ((1,),)
    assert site.count == 1


# Other ways of searching


def test_a_preference_goes_along_with_each_page():
    asked = []

    def people(request: Request) -> Any:
        asked.append(request.headers.get("Prefer"))
        start = int(request.args.get("$skiptoken", 0))
        following = {"@odata.nextLink": f"/people?$skiptoken={start + 1}"} if start < 2 else {}
        return {"@odata.context": "/$metadata#People", "value": [{"id": start}], **following}

    with visiting(Site({}, people)) as nav:
        found = nav.go("/people").load().where(hn.where("id") >= 0).page_size(1)
        assert [person["id"] for person in found] == [0, 1, 2]
    assert asked == [None, *["odata.maxpagesize=1"] * 3]


def test_a_place_that_says_it_is_odata_is_searched_so(nav: Navigator):
    people = nav.go("/people").load()
    url = people.where(hn.where("UserName") == "o'brien").request().url
    assert "$filter=UserName%20eq%20'o''brien'" in url


# Showing


def test_looking_at_a_search_asks_once_and_tells_what_was_asked(nav: Navigator, site: Site):
    search = nav.go("/orders").where(open=True).limit(2)
    text = search._repr_mimebundle_()["text/plain"]
    assert site.requests == ["GET /orders?open=true"]
    assert str(search) == text
    assert "GET /orders?open=true · 200" in text
    assert "Search     open=True\n           limit 2" in text
    assert "Members    2 of 4 (the server's count), more exist" in text
    assert "Notes      sent as plain query parameters" in text


def test_a_search_that_was_not_read_is_shown_in_one_line(nav: Navigator, site: Site):
    search = nav.go("/orders").where(open=True)
    assert str(search) == repr(search)
    assert site.requests == []


def test_an_error_becomes_a_page(nav: Navigator):
    shown = nav.go("/nowhere").where(open=True)._repr_mimebundle_()
    assert "NotFound" in shown["text/plain"]
    assert "NotFound" in shown["text/html"]


def test_hostile_conditions_are_escaped(nav: Navigator):
    shown = nav.go("/orders").where(name="<script>alert(1)</script>", open=True)._repr_mimebundle_()["text/html"]
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    "join",
    [
        lambda search, other: search | other,
        lambda search, other: search & other,
        lambda search, other: other | search,
        lambda search, other: search | search,
    ],
)
def test_conditions_are_joined_and_not_searches(join: Any, nav: Navigator):
    search = nav.go("/orders").where("open").equals(True)
    with pytest.raises(SearchError, match=r"joined|is no part of a search"):
        join(search, hn.where("price").equals(1))


def test_a_search_that_is_joined_says_how_to_join_conditions(nav: Navigator):
    with pytest.raises(SearchError) as caught:
        _ = nav.go("/orders").where(open=True) | 5
    assert caught.value.what == "A search is joined with nothing; its conditions are."
    assert caught.value.details["write"].startswith('.where(hn.where("a").is_(1) | hn.where("b").is_(2))')


def test_a_search_is_a_value(nav: Navigator):
    place = nav.go("/orders")
    search = place.where(open=True)
    assert search == place.where(open=True) != place.where(open=False)
    assert hash(search) == hash(place.where(open=True))
    assert search != "search"
    assert copy.copy(search) is copy.deepcopy(search) is search
    with pytest.raises(TypeError, match="holds a connection with credentials and is not pickled"):
        pickle.dumps(search)
