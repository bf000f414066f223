"""What is iterated: the members of a place, the places of several links, or the one place that an array holds."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import AmbiguousRelation, NotACollection
from tests.counting import Answer, Site, visiting

FORMS = ["text/csv", "application/json", "application/pdf"]
ROWS = [{"id": 1}, {"id": 2}]


def dataset(**more: Any) -> dict[str, Any]:
    rows = [{"href": f"/rows?as={number}", "type": kind, **more} for number, kind in enumerate(FORMS)]
    return {"title": "numbers", "_links": {"rows": rows}}


def test_a_relation_of_several_forms_is_one_collection():
    site = Site({"/": dataset(), "/rows?as=1": {"items": ROWS}})
    with visiting(site) as nav:
        assert [row["id"] for row in nav.root.load().rows] == [1, 2]
        assert str(nav.root).splitlines()[1] == "Relations  in-band   .rows"
        assert [len(links) for links in nav.root.links.values()] == [3]
    assert site.requests == ["GET /", "GET /rows?as=1"]


def test_another_form_is_followed_where_it_is_asked_for():
    site = Site({"/": dataset(), "/rows?as=0": Answer("id\n1\n", type="text/csv")})
    with visiting(site) as nav:
        assert nav.root.load().follow("rows", type="text/csv").data == "id\n1\n"


def test_links_of_several_languages_and_names_stay_several():
    named = [{"href": f"/{name}", "type": "application/json", "name": name} for name in ("a", "b")]
    with visiting(Site({"/": {"_links": {"rows": named}}, "/a": {"id": 1}, "/b": {"id": 2}})) as nav:
        assert [place["id"] for place in nav.root.load().rows] == [1, 2]
        with pytest.raises(AmbiguousRelation):
            nav.root.rows.load()


@pytest.mark.parametrize("container", ["_links", "links"])
def test_an_array_that_holds_one_link_is_iterated_as_its_one_place(container: str):
    site = Site({"/": {container: {"beer": [{"href": "/beers/3"}]}}, "/beers/3": {"Id": 3}})
    with visiting(site) as nav:
        held = nav.go("/beers/3").load()
        assert [beer["Id"] for beer in nav.root.load().beer] == [held["Id"]] == [3]
        assert nav.root.beer[0]["Id"] == nav.root.beer.find(Id=3)["Id"] == nav.root.beer["Id"] == 3
    assert site.requests == ["GET /beers/3", "GET /"]


def test_an_array_that_holds_one_link_to_a_list_is_iterated_as_that_list():
    with visiting(Site({"/": {"_links": {"beers": [{"href": "/beers"}]}}, "/beers": {"items": ROWS}})) as nav:
        assert [beer["id"] for beer in nav.root.load().beers] == [1, 2]


def test_one_link_outside_of_an_array_to_one_thing_is_no_collection():
    site = Site({"/": {"_links": {"beer": {"href": "/beers/3"}}}, "/beers/3": {"Id": 3}})
    with visiting(site) as nav, pytest.raises(NotACollection):
        list(nav.root.load().beer)
