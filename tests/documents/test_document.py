import copy
import pickle

import pytest

from hypernav.documents.document import Action, Document, copied
from hypernav.formats import read
from hypernav.web.headers import Headers
from tests.formats.reading import BASE, document_of, targets
from tests.hostile_names import hostile_names

HOSTILE = hostile_names()
FLAG = {
    "key": "checkout",
    "_links": {"self": {"href": "/flags/default/checkout"}},
    "_maintainer": {"email": "a@b.test", "_links": {"self": {"href": "/members/1"}}},
    "environments": {
        "production": {"on": True, "_site": {"href": "/default/production/features/checkout", "type": "text/html"}},
        "test": {"on": False, "_site": {"href": "/default/test/features/checkout", "type": "text/html"}},
    },
    "variations": [{"value": True}, {"value": False}],
    "defaults": {"onVariation": 0},
}


def test_a_document_holds_what_was_received():
    document = read(
        f"{BASE}/x", 206, [("Content-Type", "Application/HAL+JSON; charset=utf-8"), ("ETag", "1")], {"a": 1}
    )
    assert (document.url, document.status, document.media_type) == (f"{BASE}/x", 206, "application/hal+json")
    assert document.headers["etag"] == "1"
    assert document.data == {"a": 1}


def test_a_media_type_that_is_given_wins_over_the_header():
    assert (
        read(BASE, 200, {"content-type": "text/plain"}, {}, media_type="application/json").media_type
        == "application/json"
    )


@pytest.mark.parametrize("name", ["url", "status", "headers", "data", "links", "embedded", "members", "paging", "new"])
def test_no_attribute_of_a_document_can_be_assigned(name):
    with pytest.raises(AttributeError):
        setattr(document_of({}), name, None)


def test_the_self_link_is_the_documents_own_address():
    assert document_of({"_links": {"self": {"href": "/me"}}}).self_url == f"{BASE}/me"
    assert document_of({}).self_url is None
    assert document_of({"_links": {"self": {"href": "/me{?x}", "templated": True}}}).self_url is None


def test_a_self_link_that_cannot_be_read_is_no_address():
    assert document_of({"_links": {"self": {"href": "http://[broken/x"}}}).self_url is None


def test_a_response_has_the_address_it_came_from_whatever_its_self_link_says():
    assert document_of({"_links": {"self": {"href": "https://inner.test/x"}}}).url == f"{BASE}/v1/place"


def test_parts_are_reached_step_by_step():
    flag = document_of(FLAG, "/flags/default/checkout")
    production = flag.embedded["environments"].embedded["production"]
    assert production.links["site"][0].url == f"{BASE}/default/production/features/checkout"
    assert production.data["on"] is True
    assert list(flag.embedded) == ["_maintainer", "environments"]
    assert flag.embedded["_maintainer"].url == f"{BASE}/members/1"


def test_a_field_without_links_is_no_part():
    flag = document_of(FLAG)
    assert "variations" not in flag.embedded
    assert flag.embedded.get("defaults") is None
    with pytest.raises(KeyError):
        flag.embedded["key"]


def test_a_part_has_the_status_and_media_type_of_the_response_and_no_headers():
    part = document_of(FLAG, status=203, ETag="1").embedded["_maintainer"]
    assert (part.status, part.media_type, len(part.headers)) == (203, "application/json", 0)
    assert part.parent is not None


def test_a_list_of_objects_is_a_part_if_one_of_them_has_links():
    document = document_of({"a": [{"x": 1}, {"_links": {"self": {"href": "/2"}}}], "b": [{"x": 1}]})
    assert list(document.embedded) == ["a"]
    assert [part.data.get("x") for part in document.embedded["a"]] == [1, None]


def test_links_deep_in_lists_make_every_step_a_part():
    document = document_of({"a": {"b": [{"c": {"d": {"links": [{"rel": "self", "href": "/deep"}]}}}]}})
    deep = document.embedded["a"].embedded["b"][0].embedded["c"].embedded["d"]
    assert targets(deep) == {"self": [f"{BASE}/deep"]}


def nested(depth, innermost):
    for _ in range(depth):
        innermost = {"a": innermost}
    return innermost


def test_links_deeper_than_200_levels_are_not_looked_for():
    linked = {"_links": {"self": {"href": "/x"}}}
    assert "a" in document_of(nested(150, linked)).embedded
    assert "a" not in document_of(nested(100_000, linked)).embedded


def test_a_huge_document_without_links_is_looked_through_only_so_far():
    document = document_of({"rows": [{"cells": [{} for _ in range(20)]} for _ in range(50_000)]})
    assert list(document.embedded) == []


def test_a_part_is_made_once():
    document = document_of(FLAG)
    assert document.embedded["environments"] is document.embedded["environments"]


def test_a_copy_of_the_data_is_independent():
    document = document_of({"a": [1, {"b": [2]}]})
    kept = document.copy_data()
    kept["a"][1]["b"].append(3)
    assert document.data == {"a": [1, {"b": [2]}]}
    assert kept == {"a": [1, {"b": [2, 3]}]}


def test_data_of_any_depth_is_copied():
    kept = copied(nested(100_000, [1]))
    depth = 0
    while isinstance(kept, dict):
        kept, depth = kept["a"], depth + 1
    assert (kept, depth) == ([1], 100_000)


@pytest.mark.parametrize("data", [None, 5, "x", b"x", True, 10**400, [], {}])
def test_data_without_members_is_copied_as_it_is(data):
    assert copied(data) == data


def test_a_document_without_hypermedia_is_still_data():
    document = document_of({"a": {"b": 1}})
    assert (len(document.links), len(document.embedded), document.members, document.actions) == (0, 0, None, ())
    assert not document.paging
    assert document.formats == ("json",)


@pytest.mark.parametrize("data", ["<html>", b"\x00", None])
def test_a_body_that_is_no_json_is_a_document_too(data):
    document = read(BASE, 200, {"content-type": "text/html"}, data)
    assert (document.data, document.media_type, document.formats) == (data, "text/html", ())
    assert (len(document.links), len(document.embedded), document.members) == (0, 0, None)


def test_documents_of_equal_content_are_equal():
    assert document_of({"a": 1}) == document_of({"a": 1})
    assert hash(document_of({"a": 1})) == hash(document_of({"a": 1}))
    assert document_of({"a": 1}) != document_of({"a": 2})
    assert document_of({"a": 1}) != document_of({"a": 1}, "/other")
    assert document_of({}) != {}


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_document_survives_copying_and_pickling(duplicate):
    document = document_of(FLAG, link="<?page=2>; rel=next")
    _ = document.links["self"]
    other = duplicate(document)
    assert other == document
    assert dict(other.links) == dict(document.links)
    assert duplicate(document.embedded["_maintainer"]).url == f"{BASE}/members/1"


def test_a_document_shows_no_credentials():
    document = read("https://me:pw@api.test/x?token=abc", 200, {}, {})
    assert repr(document) == "<Document https://[hidden]@api.test/x?token=[hidden] 200 dict>"


def test_an_action_is_a_value():
    assert Action("pay", "POST", "/pay") == Action("pay", "POST", "/pay")


def test_members_equal_the_same_members():
    document = document_of([{"a": 1}, {"a": 2}])
    assert document.members == document.members
    assert document.members == list(document.members)
    assert document.members != document_of([{"a": 1}]).members
    assert repr(document.members) == "<2 members>"


@pytest.mark.parametrize("key", ["_embedded", "fields"])
def test_every_hostile_part_is_reachable_by_brackets(key):
    parts = {name: {"_links": {"self": {"href": f"/{n}"}}} for n, name in enumerate(HOSTILE)}
    document = document_of({"_embedded": parts} if key == "_embedded" else parts)
    assert list(document.embedded) == HOSTILE
    assert [document.embedded[name].url for name in HOSTILE] == [f"{BASE}/{n}" for n in range(len(HOSTILE))]
    assert type(document) is Document
    assert type(document.headers) is Headers


def test_every_hostile_field_is_data_and_changes_nothing():
    document = document_of({name: n for n, name in enumerate(HOSTILE)})
    assert document.url == f"{BASE}/v1/place"
    assert [document.data[name] for name in HOSTILE] == list(range(len(HOSTILE)))
    assert (document.status, len(document.embedded), document.members) == (200, 0, None)
