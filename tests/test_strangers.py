"""APIs that nobody told hypernav about: `connect(url)` alone gives relations, all members and the right errors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hypernav.errors import (
    AmbiguousRelation,
    AnswerWarning,
    Invalid,
    NotAllowed,
    NotFound,
    ResponseError,
    TemplateError,
)
from hypernav.navigator import Navigator
from tests import strangers
from tests.counting import Site, visiting

pytest.importorskip("pandas")


@pytest.fixture
def shop_site() -> Site:
    return strangers.shop()


@pytest.fixture
def shop(shop_site: Site) -> Iterator[Navigator]:
    with visiting(shop_site) as nav:
        yield nav


@pytest.fixture
def catalogue_site() -> Site:
    return strangers.catalogue()


@pytest.fixture
def catalogue(catalogue_site: Site) -> Iterator[Navigator]:
    with visiting(catalogue_site, "/stac") as nav:
        yield nav


@pytest.fixture
def tracker_site() -> Site:
    return strangers.tracker()


@pytest.fixture
def tracker(tracker_site: Site) -> Iterator[Navigator]:
    with visiting(tracker_site, "/api") as nav:
        yield nav


# A HAL shop


def test_a_hal_entry_shows_all_its_relations(shop: Navigator):
    assert list(shop.links) == ["self", "shop:orders", "shop:order", "shop:find", "shop:widgets", "help"]
    offered = {"self", "orders", "order", "widgets", "help", "promotion", "bestsellers"}
    assert offered <= set(dir(shop))


@pytest.mark.parametrize("name", ["https://docs.shop.test/rels/widgets", "shop:widgets", "widgets"])
def test_a_curie_is_followed_by_its_full_prefixed_and_short_name(shop: Navigator, name: str):
    assert shop.follow(name)["kinds"] == ["round", "flat"]


def test_a_curie_prefix_is_never_asked(shop: Navigator, shop_site: Site):
    shop.widgets.load()
    assert shop_site.requests == ["GET /", "GET /widgets"]


def test_a_relation_with_the_name_of_a_method_is_followed_by_name(shop: Navigator):
    assert callable(shop.find)
    assert shop.follow("shop:find", status="shipped").total == 7
    assert [order["id"] for order in shop.follow("find", status="shipped")] == [3, 6, 9, 12, 15, 18, 21]


def test_every_hal_order_comes_once_through_all_pages(shop: Navigator, shop_site: Site):
    assert [order["id"] for order in shop.orders] == list(range(1, strangers.ORDERS + 1))
    pages = ["GET /orders", "GET /orders?page=2&cursor=a%2Fb+c", "GET /orders?page=3&cursor=a%2Fb+c"]
    assert shop_site.requests == ["GET /", *pages]
    assert shop.orders.total == 23
    assert (shop.orders.paging.strategy, shop.orders.paging.reason) == ("next link", "no next link")


def test_a_members_links_resolve_against_the_member(shop: Navigator, shop_site: Site):
    assert shop.orders[2].customer["name"] == "Customer 3"
    assert shop_site.requests[-1] == "GET /customers/3"


def test_cyclic_links_are_walked_and_each_address_is_fetched_once(shop: Navigator, shop_site: Site):
    place = shop.go("/customers/0")
    names = []
    for _ in range(9):
        names.append(place["name"])
        place = place.friend
    assert names == [f"Customer {number % 4}" for number in range(9)]
    assert sorted(shop_site.requests) == [f"GET /customers/{number}" for number in range(4)]


def test_an_embedded_part_costs_no_request_and_refreshes_from_its_own_address(shop: Navigator, shop_site: Site):
    assert shop.promotion["code"] == "SUN"
    assert [item["name"] for item in shop.bestsellers] == ["Hammer", "Nail"]
    assert shop_site.requests == ["GET /"]
    promotion = shop.promotion.refresh()
    assert shop_site.requests == ["GET /", "GET /promotions/summer"]
    assert promotion.up.url == shop.url + "/"


def test_a_template_is_filled_by_position_and_by_name(shop: Navigator):
    assert shop.order.at(7)["id"] == 7
    assert shop.order.at(id=8)["id"] == 8
    assert shop.follow("order", id=9)["id"] == 9


def test_a_template_without_its_value_says_what_to_type(shop: Navigator, shop_site: Site):
    shop.load()
    with pytest.raises(TemplateError) as caught:
        shop.order.load()
    assert ".at(id=…)" in str(caught.value)
    assert shop_site.requests == ["GET /"]


def test_an_ambiguous_relation_lists_the_candidates_and_what_it_says_works(shop: Navigator):
    shop.load()
    with pytest.raises(AmbiguousRelation) as caught:
        shop.help.load()
    assert str(caught.value).splitlines() == [
        "GET / has 2 links of relation 'help'.",
        "  candidates [0] /help/en  name='english'  title='Help'  hreflang='en'  (hal)",
        "             [1] /help/de  name='german'  title='Hilfe'  hreflang='de'  (hal)",
        "  to choose  .follow('help', name=…)   or   .follow('help')[0]",
    ]
    assert shop.follow("help", name="german")["text"] == "Hilfe"
    assert shop.follow("help")[0]["text"] == "Help"


@pytest.mark.parametrize(
    "chosen", [{"name": "german"}, {"hreflang": "de"}, {"title": "Hilfe"}, {"href": "/help/de"}], ids=str
)
def test_any_property_selects_a_link(shop: Navigator, chosen: dict[str, str]):
    assert shop.follow("help", **chosen)["text"] == "Hilfe"


def test_each_of_several_links_can_be_visited(shop: Navigator):
    assert [place["text"] for place in shop.help] == ["Help", "Hilfe"]


def test_a_table_says_how_much_of_the_collection_it_holds(shop: Navigator, shop_site: Site):
    table = shop.orders.table("id", "status", "total.amount")
    assert table.rows[2] == (3, "shipped", 30)
    assert str(table).splitlines()[-1] == "10 of 23 (the server's count), more exist"
    assert shop_site.requests == ["GET /", "GET /orders"]


def test_a_table_reads_on_when_asked(shop: Navigator, shop_site: Site):
    assert shop.orders.table("id", limit=12).footer == "12 of 23 (the server's count), more exist"
    assert shop_site.count == 3
    assert shop.orders.table("id", all=True).footer == "23 of 23 (the server's count)"
    assert shop_site.count == 4


def test_a_frame_says_how_much_of_the_collection_it_holds(shop: Navigator):
    with pytest.warns(AnswerWarning, match="10 of 23"):
        frame = shop.orders.frame("id", "total.currency")
    assert frame.shape == (10, 2)
    assert "10 of 23" in str(frame.attrs["hypernav"])
    assert len(shop.orders.frame(all=True)) == 23


def test_a_problem_document_becomes_an_error_whose_links_can_be_followed(shop: Navigator):
    with pytest.raises(NotFound) as caught:
        shop.go("/nowhere").load()
    error = caught.value
    assert (error.status, error.problem["instance"]) == (404, "/problems/77")
    assert "Nothing is sold at /nowhere." in str(error)
    assert shop.follow(error.links["help"][0])["text"] == "Help"


# A catalogue with arrays of links


def test_a_link_array_keeps_every_link_of_a_relation(catalogue: Navigator):
    links = catalogue.links
    assert [link.title for link in links["child"]] == ["Optical", "Radar"]
    assert [link.method for link in links["search"]] == ["GET", "POST"]
    assert [link.href for link in links[""]] == ["/stac/nameless"]


def test_a_child_is_chosen_by_its_title(catalogue: Navigator):
    assert catalogue.follow("child", title="Radar")["id"] == "radar"
    assert [child["id"] for child in catalogue.child] == ["optical", "radar"]


def test_ambiguous_children_are_listed(catalogue: Navigator):
    catalogue.load()
    with pytest.raises(AmbiguousRelation) as caught:
        catalogue.child["id"]
    origin = catalogue.url.removesuffix("/stac")
    assert str(caught.value).splitlines() == [
        "GET /stac has 2 links of relation 'child'.",
        f"  candidates [0] {origin}/stac/collections/optical  title='Optical'  type='application/json'  (link array)",
        f"             [1] {origin}/stac/collections/radar  title='Radar'  type='application/json'  (link array)",
        "  to choose  .follow('child', title=…)   or   .follow('child')[0]",
    ]


def test_a_repeated_item_relation_is_chosen_by_title_two_levels_deep(catalogue: Navigator):
    scene = catalogue.follow("child", title="Optical").follow("item", title="Second")
    assert scene["id"] == "scene-2"
    assert scene.parent["id"] == "optical"


def test_every_scene_comes_once_when_the_next_link_asks_for_a_post(catalogue: Navigator, catalogue_site: Site):
    answer = catalogue.search.post({"limit": 4})
    assert [scene["id"] for scene in answer] == [f"scene-{number}" for number in range(1, strangers.SCENES + 1)]
    assert catalogue_site.requests == ["GET /stac", *["POST /stac/search"] * 3]
    assert [asked.body for asked in catalogue_site.asked[1:]] == [
        b'{"limit":4}',
        b'{"limit":4,"token":4}',
        b'{"limit":4,"token":8}',
    ]


def test_every_scene_comes_once_when_the_next_link_is_a_get(catalogue: Navigator, catalogue_site: Site):
    assert len(list(catalogue.search)) == len({scene["id"] for scene in catalogue.search}) == strangers.SCENES
    pages = ["GET /stac/search", "GET /stac/search?token=4", "GET /stac/search?token=8"]
    assert catalogue_site.requests == ["GET /stac", *pages]


def test_a_list_that_was_read_by_get_is_never_read_on_by_post(catalogue: Navigator, catalogue_site: Site):
    scenes = catalogue.follow("child", title="Optical").items
    with pytest.warns(AnswerWarning, match=r"4 of 11 .*more exist \(next link left out: it asks for POST"):
        assert [scene["id"] for scene in scenes] == ["scene-1", "scene-2", "scene-3", "scene-4"]
    assert catalogue_site.requests[-1] == "GET /stac/collections/optical/items"
    assert scenes.paging.complete is False
    assert "it asks for POST, and this list was not read by POST there" in str(scenes.paging)


def test_pages_counted_from_zero_lose_and_repeat_nothing(catalogue: Navigator):
    stations = catalogue.stations
    assert [station["name"] for station in stations] == ["Kiruna", "Svalbard", "Neustrelitz", "Matera", "Maspalomas"]
    assert (stations.total, stations.paging.pages, stations.paging.reason) == (5, 3, "no next link")


def test_the_code_and_description_of_an_error_are_told(catalogue: Navigator):
    with pytest.raises(NotFound) as caught:
        catalogue.go("/stac/collections/none").load()
    assert "No record at /stac/collections/none" in str(caught.value)
    assert caught.value.code == "NotFoundError"


# A tracker with Link headers


def test_every_issue_comes_once_by_link_headers(tracker: Navigator, tracker_site: Site):
    issues = tracker.go(tracker["issues_url"])
    assert [issue["number"] for issue in issues] == list(range(1, strangers.ISSUES + 1))
    pages = [f"GET /api/issues?page={number}&note=a%2Cb" for number in (2, 3, 4)]
    assert tracker_site.requests == ["GET /api", "GET /api/issues", *pages]
    assert (issues.total, issues.paging.strategy, issues.paging.reason) == (17, "link header", "no next link")


def test_several_relations_of_one_header_link_are_all_there(tracker: Navigator):
    issues = tracker.go("/api/issues").load()
    assert set(issues.links) == {"up", "index", "last", "next", "https://tracker.test/rels/older"}
    assert issues.links["up"][0].title == "Start, of everything"
    assert issues.last.url.endswith("/api/issues?page=4")
    assert issues.follow("older").url == issues.next.url
    assert issues.up["name"] == "Tracker"


def test_a_bare_array_shows_its_total_in_its_table(tracker: Navigator):
    assert tracker.go("/api/issues").table("number").footer == "5 of 17 (the server's count), more exist"


def test_a_page_of_html_becomes_an_error_that_names_the_cause(tracker: Navigator, tracker_site: Site):
    with pytest.raises(ResponseError) as caught:
        tracker.go("/api/broken").load()
    assert caught.value.status == 500
    assert "Bad Gateway" in str(caught.value)
    assert "<h1>" not in str(caught.value)
    assert tracker_site.requests == ["GET /api/broken"]


def test_a_plain_text_error_is_quoted(tracker: Navigator):
    with pytest.raises(NotAllowed) as caught:
        tracker.go("/api/refused").load()
    assert "You shall not pass" in str(caught.value)


def test_a_json_error_tells_its_message_and_request(tracker: Navigator):
    with pytest.raises(Invalid) as caught:
        tracker.go("/api/invalid").load()
    assert "Validation Failed" in str(caught.value)
    assert caught.value.message == "Validation Failed"
    assert caught.value.problem["errors"] == [{"field": "title", "code": "missing"}]


def test_the_link_header_of_an_error_can_be_followed(tracker: Navigator):
    with pytest.raises(NotFound) as caught:
        tracker.go("/api/nothing").load()
    assert tracker.follow(caught.value.links["up"][0])["name"] == "Tracker"


def test_an_api_without_links_is_still_navigable_as_data(tracker: Navigator):
    assert tracker["name"] == "Tracker"
    assert tracker.data == {"issues_url": tracker.url + "/issues", "name": "Tracker"}
    assert list(tracker.links) == []
