"""A second look is free: places that were named once are found again."""

from __future__ import annotations

from tests.counting import Site, visiting

TREE = {
    "/": {"_links": {"orders": {"href": "/orders"}, "find": {"href": "/orders/{id}", "templated": True}}},
    "/orders": {"items": [{"id": 1}], "_links": {"self": {"href": "/orders"}}},
    "/orders/7": {"id": 7},
}


def test_a_relation_named_twice_is_one_place():
    with visiting(Site(TREE)) as nav:
        nav.root.load()
        assert nav.orders is nav.orders
        assert nav.orders is nav.go("/orders") is nav.go(f"{nav.url}/orders")


def test_a_place_that_was_named_before_its_parent_was_read_is_found_by_its_address_too():
    with visiting(Site(TREE)) as nav:
        orders = nav.orders.load()
        assert nav.go("/orders") is orders


def test_a_second_look_sends_nothing_by_any_way_to_the_place():
    site = Site(TREE)
    with visiting(site) as nav:
        for _ in range(3):
            assert nav.root.orders[0]["id"] == nav.go("/orders")[0]["id"] == nav.follow("orders")[0]["id"] == 1
        assert site.requests == ["GET /", "GET /orders"]


def test_a_refreshed_place_names_its_relations_anew():
    site = Site(
        {"/": (TREE["/"], {"_links": {"orders": {"href": "/orders/7"}}}), **{k: v for k, v in TREE.items() if k != "/"}}
    )
    with visiting(site) as nav:
        nav.root.load()
        assert nav.orders.url == f"{nav.url}/orders"
        nav.root.refresh()
        assert nav.orders.url == f"{nav.url}/orders/7"


def test_a_template_is_filled_anew_each_time():
    with visiting(Site(TREE)) as nav:
        nav.root.load()
        template = nav.root.follow("find")
        assert template.at(7).url == f"{nav.url}/orders/7"
        assert template.at(8).url == f"{nav.url}/orders/8"


def test_what_came_along_gives_way_to_what_is_read_in_full():
    whole = {"id": 1, "note": "whole", "_links": {"self": {"href": "/orders/1"}}}
    part = {"id": 1, "_links": {"self": {"href": "/orders/1"}}}
    with visiting(Site({"/": {"_embedded": {"order": part}}, "/orders/1": whole})) as nav:
        nav.root.load()
        assert "note" not in nav.order
        nav.go("/orders/1").load()
        assert nav.order["note"] == "whole"
