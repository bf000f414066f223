"""Names that a server chooses never change what a place can do, and stay reachable by brackets."""

from __future__ import annotations

import copy
import keyword
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.wrappers import Request

from hypernav.errors import HypernavError
from hypernav.navigator import Navigator, connect
from hypernav.resource import RESERVED, Resource
from hypernav.sandbox.server import Server
from tests.counting import Answer, Site
from tests.hostile_names import hostile_names

METHODS = sorted({*RESERVED, *(name for name in vars(Navigator) if not name.startswith("_"))})
CASES = list(dict.fromkeys([*hostile_names(), *METHODS, *dir(Resource), *dir(Navigator), "_own", "_address"]))
named = pytest.mark.parametrize("index", range(len(CASES)), ids=[ascii(name)[:40] for name in CASES])

# HAL's own keys mean something inside a document, and `curies` is the one relation that HAL defines.
HAL_KEYS = {"_links", "_embedded", "_site", "links"}
CLASS_BEFORE = dict(vars(Resource)), dict(vars(Navigator)), set(dir(Resource)), set(dir(Navigator))


def answer(request: Request) -> Any:
    """Answer /field/3, /relation/3 and /embedded/3 with the name number 3 in that place."""
    kind, _, number = request.path.strip("/").partition("/")
    name = CASES[int(number)] if number.isdigit() else ""
    part = {"id": 7, "_links": {"self": {"href": "/target"}}}
    bodies = {
        "field": {"harmless": 1, name: "value"},
        "relation": {"harmless": 1, "_links": {"item": {"href": "/item"}, name: {"href": "/target", "title": "t"}}},
        "embedded": {"harmless": 1, "_embedded": {name: part}},
        "item": {"id": 1},
        "target": {"id": 7},
    }
    return Answer(bodies[kind], type="application/hal+json")


@pytest.fixture(scope="module")
def nav() -> Iterator[Navigator]:
    with Server(Site({}, answer)) as server, connect(server.url) as nav:
        yield nav


def check_nothing_changed(place: Any) -> None:
    assert type(place) is Resource
    assert (dict(vars(Resource)), dict(vars(Navigator)), set(dir(Resource)), set(dir(Navigator))) == CLASS_BEFORE
    for name in RESERVED:
        attribute = vars(Resource)[name]
        if not isinstance(attribute, property):
            assert getattr(place, name).__func__ is attribute
    assert place.status == 200
    assert place["harmless"] == 1
    offered = dir(place)
    assert [name for name in offered if not name.isidentifier() or keyword.iskeyword(name)] == []
    assert [name for name in offered if name.startswith("_")] == []
    assert copy.copy(place) is place
    shown = place._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"}
    assert "Traceback" not in shown["text/plain"]
    assert repr(place).startswith("Resource(GET /")


def test_there_are_at_least_400_names():
    assert len(CASES) >= 400


@named
def test_a_field_of_any_name_is_read_by_brackets(index: int, nav: Navigator):
    name, place = CASES[index], nav.go(f"/field/{index}").load()
    assert place[name] == place.data[name] == "value"
    assert name in place
    check_nothing_changed(place)


@named
def test_a_relation_of_any_name_is_followed_by_name(index: int, nav: Navigator):
    name, place = CASES[index], nav.go(f"/relation/{index}").load()
    if name == "curies":
        pytest.skip("HAL keeps this relation for itself")
    link = place.links[name][-1]
    assert (link.href, link.title) == ("/target", "t")
    assert place.follow(link).url == nav.url + "/target"
    if name != "item":
        assert place.follow(name).url == nav.url + "/target"
        assert place.follow(name)["id"] == 7
    check_nothing_changed(place)


@named
def test_an_embedded_part_of_any_name_is_followed_by_name(index: int, nav: Navigator):
    name, place = CASES[index], nav.go(f"/embedded/{index}").load()
    assert place.follow(name)["id"] == 7
    assert place.follow(name).url == nav.url + "/target"
    check_nothing_changed(place)


@named
def test_what_completion_offers_for_a_relation_leads_there(index: int, nav: Navigator):
    place = nav.go(f"/relation/{index}").load()
    for offered in set(dir(place)) - RESERVED:
        namespace: dict[str, Any] = {"place": place}
        assert eval(f"place.{offered}", namespace).url in (nav.url + "/target", nav.url + "/item")


def test_all_names_at_once_are_all_reachable(nav: Navigator):
    links = {name: {"href": f"/place/{number}"} for number, name in enumerate(CASES) if name != "curies"}
    fields = {name: number for number, name in enumerate(CASES) if name not in HAL_KEYS}
    site = Site({"/": Answer({**fields, "harmless": 1, "_links": links}, type="application/hal+json")})
    with Server(site) as server, connect(server.url) as other:
        root = other.root.load()
        for name, number in fields.items():
            assert root[name] == number
        for name, link in links.items():
            assert root.follow(name).url == server.url + link["href"]
        shown = {offered: getattr(root, offered).url for offered in set(dir(root)) - RESERVED}
        assert set(shown.values()) <= {server.url + link["href"] for link in links.values()}
        check_nothing_changed(root)
        assert site.count == 1


@pytest.mark.parametrize("name", METHODS)
def test_a_method_wins_over_a_relation_of_its_name(name: str, nav: Navigator):
    place = nav.go(f"/relation/{CASES.index(name)}").load()
    if name in RESERVED:
        assert vars(Resource)[name] is getattr(Resource, name)
        assert f".follow({name!r})" in str(place) or f'.follow("{name}")' in str(place)
    else:
        assert getattr(place, name).url == nav.url + "/target"


@pytest.mark.parametrize("name", ["", "no such relation", "_links", "\x00", "\u202e"])
def test_a_relation_that_is_not_there_is_an_error_of_ours(name: str, nav: Navigator):
    place = nav.go("/target").load()
    with pytest.raises(HypernavError):
        place.follow(name)
