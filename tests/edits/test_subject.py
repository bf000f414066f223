"""What of a place can be edited: its whole representation, read when it is not at hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hypernav.errors import PatchError
from hypernav.navigator import Navigator
from tests.counting import Answer, Site, visiting
from tests.shop import Shop, lines, visit


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def nav(shop: Shop) -> Navigator:
    return visit(shop)


def test_a_draft_of_a_loaded_place_sends_nothing(nav: Navigator):
    place = nav.go("/tagged/1").load()
    draft = place.edit()
    draft["name"] = "Stool"
    draft.preview()
    draft.curl()
    assert lines(nav) == ["GET /tagged/1"]
    assert place["name"] == "Chair"


def test_a_draft_of_a_place_that_is_not_loaded_reads_it_once(nav: Navigator):
    assert nav.go("/tagged/1").edit()["name"] == "Chair"
    assert lines(nav) == ["GET /tagged/1"]


def listed(**members: Any) -> Site:
    thing = {"id": 1, "name": "Chair", "description": "oak"}
    summary = {"id": 1, "name": "Chair", "_links": {"self": {"href": "/things/1"}}}
    return Site({"/things": {"items": [summary]}, "GET /things/1": thing, "PUT /things/1": thing, **members})


def test_a_draft_of_a_summary_reads_the_whole_first():
    site = listed()
    with visiting(site) as nav:
        member = nav.go("/things")[0]
        assert site.requests == ["GET /things"]
        draft = member.edit()
        assert site.requests[1:] == ["GET /things/1"]
        assert draft["description"] == "oak"


def test_a_summary_is_read_anew_after_its_draft_was_sent():
    site = listed(**{"PUT /things/1": Answer(None, 204)})
    with visiting(site) as nav:
        things = nav.go("/things")
        member = things[0]
        draft = member.edit()
        draft["name"] = "Stool"
        draft.send()
        assert (member.loaded, things.loaded) == (False, False)


def test_an_answer_to_a_write_is_read_in_full_before_it_is_edited():
    site = listed(**{"POST /things": Answer({"id": 1}, 201, {"Location": "/things/1"})})
    with visiting(site) as nav:
        assert nav.go("/things").post({"name": "Chair"}).edit()["description"] == "oak"
        assert site.requests == ["POST /things", "GET /things/1"]


def test_a_part_without_an_address_of_its_own_is_not_edited_by_itself():
    site = Site({"/": {"items": [{"name": "Chair", "parts": [{"name": "leg"}]}]}})
    with visiting(site) as nav, pytest.raises(PatchError) as caught:
        nav.root[0].edit()
    assert str(caught.value) == (
        "A part of a document that has no address of its own cannot be edited by itself.\n"
        f"  where      a part of GET {nav.root.url}/\n"
        "  next       edit what it is a part of: .edit() of that place, then its members"
    )


@pytest.mark.parametrize(("body", "kind"), [(7, "int"), ("text", "text"), (None, "null"), (True, "bool")])
def test_a_single_value_is_written_by_put(body: Any, kind: str):
    with visiting(Site({"/it": Answer(json.dumps(body))})) as nav, pytest.raises(PatchError) as caught:
        nav.go("/it").edit()
    assert str(caught.value) == (
        f"GET /it is a single value ({kind}), which has no members to edit.\n"
        "  next       .put(value) writes another one"
    )


def test_an_array_is_edited_member_by_member():
    with visiting(Site({"/it": [1, 2]})) as nav, pytest.raises(PatchError) as caught:
        nav.go("/it").edit()
    assert str(caught.value) == (
        "GET /it is an array, which has no members to edit.\n"
        "  next       edit one of its members: .find(…).edit(); or write all of it: .put([…])"
    )


def test_a_representation_that_is_not_where_it_is_declared_to_be_is_missed(shop: Shop, nav: Navigator):
    shop.faults.add(body=b'{"error": "none"}')
    with pytest.raises(PatchError) as caught:
        nav.go("/versioned/1").edit()
    assert str(caught.value) == (
        "GET /versioned/1 has no 'value', where its representation should be.\n  next       .refresh()"
    )


def test_a_server_that_offers_no_method_for_edits_is_believed():
    with visiting(Site({"/it": Answer({"a": 1}, headers={"Allow": "GET, DELETE"})})) as nav:
        with pytest.raises(PatchError) as caught:
            nav.go("/it").edit()
        assert str(caught.value) == (
            "GET /it takes no edits.\n  takes      GET, DELETE\n  next       .options() asks the server what it takes"
        )


def test_methods_that_options_found_are_taken_into_account():
    site = Site({"GET /it": {"a": 1}, "OPTIONS /it": Answer(None, 204, {"Allow": "GET, PATCH"})})
    with visiting(site) as nav:
        place = nav.go("/it")
        place.options()
        draft = place.edit()
        draft["a"] = 2
        assert draft.request().method == "PATCH"


@pytest.mark.parametrize(
    ("allow", "method"), [("GET, PATCH", "PATCH"), ("GET, PUT, PATCH", "PATCH"), ("GET, PUT", "PUT"), (None, "PATCH")]
)
def test_plain_json_that_is_asked_for_is_a_patch_wherever_one_may_be_taken(allow: str | None, method: str):
    headers = {} if allow is None else {"Allow": allow}
    with visiting(Site({"/it": Answer({"id": 1, "name": "a"}, 200, headers)})) as nav:
        draft = nav.go("/it").edit(form="changed members")
        draft["name"] = "b"
        request = draft.request()
        assert (request.method, request.headers["Content-Type"]) == (method, "application/json")
        assert request.body == {"name": "b"}
