"""How a path is resolved: hop by hop, when somebody looks; and what is said where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hypernav.errors import AmbiguousRelation, ForeignOrigin, RelationNotFound, TemplateError
from hypernav.navigator import Navigator, connect
from hypernav.resource import RESERVED
from tests import kinds
from tests.counting import Answer, Site, visiting


@pytest.fixture
def site() -> Site:
    return kinds.site()


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


def test_a_wrong_name_on_a_path_is_told_when_somebody_looks(nav: Navigator, site: Site):
    place = nav.orders.nxet
    assert site.requests == []
    with pytest.raises(RelationNotFound) as caught:
        place.load()
    assert str(caught.value).splitlines() == [
        "GET /orders has no relation 'nxet'.",
        "  path       nav.orders.nxet",
        "  nearest    .next",
        "  relations  .self  .next  .orders",
    ]
    assert site.requests == ["GET /", "GET /orders"]


def test_a_wrong_name_on_a_loaded_place_is_told_at_once(nav: Navigator, site: Site):
    nav.load()
    with pytest.raises(RelationNotFound) as caught:
        _ = nav.ordres
    assert str(caught.value).splitlines()[:3] == [
        "GET / has no relation 'ordres'.",
        "  path       nav.ordres",
        "  nearest    .orders  .order",
    ]
    assert isinstance(caught.value, AttributeError)
    assert isinstance(caught.value, KeyError)
    assert not hasattr(nav, "ordres")
    assert site.requests == ["GET /"]


def test_the_hop_that_is_wrong_is_named_not_the_last_one(nav: Navigator):
    with pytest.raises(RelationNotFound) as caught:
        nav.ordres.next.item.load()
    assert str(caught.value).splitlines()[1] == "  path       nav.ordres"


def test_a_field_taken_for_a_relation_says_how_to_read_it(nav: Navigator):
    nav.load()
    with pytest.raises(RelationNotFound) as caught:
        _ = nav.nested
    assert str(caught.value).splitlines()[-1] == "  to read it ['nested']   is a field of the data"


def test_a_place_without_links_says_that_there_are_none(nav: Navigator):
    text = nav.go("/text").load()
    with pytest.raises(RelationNotFound) as caught:
        _ = text.next
    assert str(caught.value).splitlines()[0] == "GET /text has no relation 'next'."
    assert str(caught.value).splitlines()[-1] == "  relations  none"


def test_a_template_without_a_value_says_how_to_fill_it(nav: Navigator, site: Site):
    nav.load()
    with pytest.raises(TemplateError) as caught:
        nav.order.load()
    assert str(caught.value).splitlines() == [
        "The address of nav.order lacks 'id'.",
        "  template   /orders/{id}",
        "  to fill    .at(id=…)",
    ]
    assert nav.order.at(id=3)["id"] == 3
    assert site.requests == ["GET /", "GET /orders/3"]


def test_a_path_through_a_template_is_filled_before_it_is_loaded(nav: Navigator, site: Site):
    place = nav.order.at(4).next_order
    assert site.requests == []
    assert place["id"] == 5
    assert site.requests == ["GET /", "GET /orders/4", "GET /orders/5"]


def test_too_many_values_are_refused(nav: Navigator):
    nav.load()
    with pytest.raises(TemplateError) as caught:
        nav.order.at(1, 2)
    assert str(caught.value).splitlines() == [
        "There is nothing to fill with 2: /orders/{id} has no open variable.",
        "  to choose  give query parameters to nav.go(url, name=value)",
    ]


def test_a_place_without_variables_has_nothing_to_fill(nav: Navigator):
    with pytest.raises(TemplateError) as caught:
        nav.go("/orders").load().at(1)
    assert str(caught.value).splitlines() == [
        f"GET {nav.url}/orders has nothing to fill.",
        "  to choose  give query parameters to nav.go(url, name=value)",
    ]


def test_a_name_that_is_neither_variable_nor_property_is_refused(nav: Navigator):
    nav.load()
    with pytest.raises(TemplateError) as caught:
        nav.follow("order", nmae="x")
    lines = str(caught.value).splitlines()
    assert lines[:2] == [
        "'nmae' is neither a variable of the link nor one of its properties.",
        "  variables  id",
    ]


@pytest.mark.parametrize("value", ["..", ".", "../../admin", "%2e%2e", "a\r\nX: y", "\x00", "a\\b"])
def test_a_value_that_would_lead_out_of_a_template_is_refused(value: str, nav: Navigator, site: Site):
    nav.load()
    with pytest.raises(TemplateError):
        nav.order.at(value)
    assert site.requests == ["GET /"]


def test_a_slash_in_a_value_is_data_of_one_segment(nav: Navigator):
    nav.load()
    assert nav.order.at("a/b").url == nav.url + "/orders/a%2Fb"


def test_several_links_are_no_place_of_their_own(nav: Navigator, site: Site):
    nav.load()
    with pytest.raises(AmbiguousRelation) as caught:
        nav.help["text"]
    assert str(caught.value).splitlines() == [
        "GET / has 2 links of relation 'help'.",
        "  candidates [0] /help/a  name='a'  (hal)",
        "             [1] /help/b  name='b'  (hal)",
        "  to choose  .follow('help', name=…)   or   .follow('help')[0]",
    ]
    assert [place.url for place in nav.help] == [nav.url + "/help/a", nav.url + "/help/b"]
    assert site.requests == ["GET /"]


def test_several_links_beyond_the_last_one_are_an_index_error(nav: Navigator):
    nav.load()
    with pytest.raises(IndexError) as caught:
        nav.help[2]
    assert str(caught.value) == "There is no member [2]: the collection has 2, counted from 0."


def test_filling_one_of_several_templates_does_not_guess_which():
    links = {"find": [{"href": "/a/{id}", "templated": True}, {"href": "/b/{id}", "templated": True}]}
    with visiting(Site({"/": {"_links": links}})) as nav:
        nav.load()
        with pytest.raises(AmbiguousRelation):
            nav.follow("find").at(1)
        assert nav.follow("find", href="/b/{id}", id=1).url == nav.url + "/b/1"


def test_a_foreign_origin_is_refused_before_anything_is_sent(nav: Navigator, site: Site):
    nav.load()
    place = nav.elsewhere
    assert place.url == "https://elsewhere.test/"
    with pytest.raises(ForeignOrigin) as caught:
        place.load()
    text = str(caught.value)
    assert text.splitlines()[0] == f"https://elsewhere.test is not the origin of this API ({nav.url})."
    assert "  asked by   .elsewhere on GET /" in text
    assert 'nav.allow("https://elsewhere.test")' in text
    assert site.requests == ["GET /"]


def test_a_part_without_an_address_says_what_to_do(nav: Navigator, site: Site):
    member = nav.go("/plain")[0]
    with pytest.raises(RelationNotFound) as caught:
        member.refresh()
    assert str(caught.value).splitlines() == [
        "This member has no address of its own.",
        "  where      a part of GET " + nav.url + "/plain",
        "  next       refresh the place that it came with",
    ]
    assert site.requests == ["GET /plain"]


def test_an_embedded_part_gives_way_to_what_was_read_at_its_address(nav: Navigator):
    nav.load()
    order = nav.go("/orders/5").load()
    assert nav.featured is order


def test_an_embedded_part_of_several_is_a_collection(nav: Navigator, site: Site):
    recent = nav.recent
    assert [order["id"] for order in recent] == [6, 7]
    assert recent[1].next_order.url == nav.url + "/orders/8"
    assert site.requests == ["GET /"]


def test_a_link_beside_an_embedded_list_is_followed_since_the_list_may_be_a_part():
    body = {"_links": {"item": {"href": "/items"}}, "_embedded": {"item": [{"id": 1}]}}
    site = Site({"/": Answer(body, type="application/hal+json"), "/items": [{"id": 1}, {"id": 2}]})
    with visiting(site) as nav:
        assert len(list(nav.item)) == 2


def test_a_relation_of_a_relation_that_failed_is_asked_again():
    site = Site(
        {
            "/": {"_links": {"x": {"href": "/x"}}},
            "/x": (Answer({}, 500), {"_links": {"y": {"href": "/y"}}}),
            "/y": {"n": 1},
        }
    )
    with visiting(site) as nav:
        place = nav.x.y
        with pytest.raises(Exception, match="500"):
            place.load()
        assert place["n"] == 1
        assert site.requests == ["GET /", "GET /x", "GET /x", "GET /y"]


def test_several_names_are_followed_at_once_and_the_last_takes_the_values(nav: Navigator):
    assert nav.follow("orders", "next").url == nav.orders.next.url
    assert nav.follow("Web Applications", "next-order")["id"] == 2
    assert nav.follow("orders", "orders")[0]["id"] == 1


def test_a_link_itself_can_be_followed(nav: Navigator):
    assert nav.follow(nav.links["orders"][0]) is nav.orders
    assert nav.follow(nav.links["order"][0], id=3)["id"] == 3


def test_the_address_of_each_hop_resolves_against_the_document_that_holds_it():
    site = Site({"/a/b/": {"_links": {"x": {"href": "../c/"}}}, "/a/c/": {"_links": {"y": {"href": "d"}}}})
    with visiting(site, "/a/b/") as nav:
        assert nav.x.y.url == nav.url.removesuffix("/a/b/") + "/a/c/d"


def test_a_redirect_changes_what_relative_targets_resolve_against():
    moved = Answer(None, 302, {"Location": "/new/place/"})
    site = Site({"/old": moved, "/new/place/": {"_links": {"x": {"href": "x"}}}})
    with visiting(site, "/old") as nav:
        assert nav.x.url.endswith("/new/place/x")


# Parts and places below


@pytest.fixture
def console() -> Navigator:
    return connect("insightvm", sandbox=True)


def test_a_part_without_an_address_derives_nothing_from_the_document_around_it(console: Navigator):
    vulnerability = console.vulnerabilities[0]
    assert "vulnerability_assets" in dir(vulnerability)
    assert dir(vulnerability.cvss.load()) == sorted({*RESERVED, "cvss_v2_calculator", "cvss_v3_calculator"})


def test_a_list_that_came_along_derives_nothing_either(console: Navigator):
    assert console.assets[0].follow("services").load().links == {}


def test_a_part_is_named_by_where_it_stands(console: Navigator):
    vulnerability = console.vulnerabilities[0]
    expected = f"Resource(part .cvss of GET /api/3/vulnerabilities/{vulnerability['id']}, 200"
    assert repr(vulnerability.cvss).startswith(expected)


@pytest.mark.parametrize(
    "reach", [lambda nav: nav.sites, lambda nav: nav.go("/api/3/sites"), lambda nav: nav.sites.load()]
)
def test_at_reaches_a_declared_place_below_however_the_list_was_reached(console: Navigator, reach):
    assert reach(console).at(7).url == "https://insightvm.test/api/3/sites/7"


def test_at_on_a_place_without_anything_below_says_what_to_do(console: Navigator):
    with pytest.raises(TemplateError) as caught:
        console.go("/api/3/administration/info").at(7)
    assert "nav.go(url, name=value)" in str(caught.value)


def test_a_step_up_is_refused(console: Navigator):
    with pytest.raises(TemplateError):
        console.go("/api/3/sites").at("..")


def test_a_member_without_a_link_says_where_its_data_point():
    with visiting(Site({"/": [{"id": 1, "url": "{here}/things/1"}]})) as nav, pytest.raises(RelationNotFound) as caught:
        nav.root[0].refresh()
    assert caught.value.details["to go there"] == f"nav.go('{nav.url}/things/1')"


def elsewhere(**more: Any) -> dict[str, Any]:
    return {"name": "page", "_links": {"self": {"href": "/gone"}, "next": {"href": "/x?page=2"}}, **more}


def test_a_page_is_named_by_its_request_and_not_by_its_self():
    site = Site({"/x?page=1": elsewhere(), "/x": elsewhere()})
    with visiting(site) as nav:
        here = nav.go("/x?page=1").load()
        assert (here.url, repr(here)) == (nav.url + "/x?page=1", "Resource(GET /x?page=1, 200)")
        assert str(here).splitlines()[0].endswith("· GET /x?page=1 · 200")
        assert here.links["self"][0].url == nav.url + "/gone"
        here.refresh()
    assert site.requests == ["GET /x?page=1", "GET /x?page=1"]


@pytest.mark.parametrize("method", ["put", "patch"])
def test_the_answer_to_a_write_keeps_the_address_that_answered(method: str):
    site = Site({"/x": elsewhere()})
    with visiting(site) as nav:
        answer = getattr(nav.go("/x"), method)({"name": "page"})
        assert (answer.url, answer.refresh()["name"]) == (nav.url + "/x", "page")
        assert site.requests == [f"{method.upper()} /x", "GET /x"]


ARTICLE = {"type": "articles", "id": "1", "attributes": {"title": "A"}, "links": {"self": "/articles/1"}}


def test_a_part_with_the_address_of_the_document_around_it_stays_that_part():
    site = Site({"/articles/1": {"data": ARTICLE, "links": {"self": "/articles/1"}}})
    with visiting(site) as nav:
        part = nav.go("/articles/1").load().follow("data")
        assert (part["type"], part.url) == ("articles", nav.url + "/articles/1")
        assert part.refresh()["type"] == "articles"
        assert ".refresh() gets the whole" not in str(part)
        part.patch({"title": "B"})
        assert part["type"] == "articles"
    requests = ["GET /articles/1", "GET /articles/1", "PATCH /articles/1", "GET /articles/1"]
    assert site.requests == requests


def test_a_member_with_the_address_of_its_page_does_not_become_the_page():
    member = {"id": 1, "_links": {"self": {"href": "/x"}}}
    with visiting(Site({"/x": {"items": [member], "_links": {"self": {"href": "/x"}}}})) as nav:
        first = nav.go("/x")[0]
        with pytest.raises(RelationNotFound, match="This member has no address of its own"):
            first.refresh()
        assert first["id"] == 1
