"""Writes: exactly one request each, what was touched is forgotten, and the answer is a place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from hypernav.documents.document import Document
from hypernav.errors import Conflict, HypernavError, Invalid, OutcomeUnknown, RelationNotFound, ResponseError
from hypernav.navigation.writing import address_of_answer, encoded
from hypernav.navigator import Navigator
from hypernav.web.headers import Headers
from tests.counting import Answer, Site, visiting


class Store:
    """A collection of things that can be written to."""

    def __init__(self) -> None:
        self.things: dict[str, dict[str, Any]] = {"1": {"id": 1, "name": "one"}, "2": {"id": 2, "name": "two"}}

    def answer(self, request: Any) -> Any:
        name = request.path.rpartition("/")[2]
        body = json.loads(request.get_data() or b"{}")
        if request.path == "/things":
            return self.create(body) if request.method == "POST" else self.listed()
        if request.method == "GET":
            return Answer(self.shown(name), headers={"ETag": f'"{self.things[name].get("name")}"'})
        if request.method == "DELETE":
            del self.things[name]
            return Answer(None, 204)
        if request.method == "OPTIONS":
            return Answer(None, 204, {"Allow": "GET, patch,DELETE,,"})
        self.things[name] = {**self.things[name], **body}
        return self.shown(name)

    def create(self, body: dict[str, Any]) -> Answer:
        number = str(len(self.things) + 1)
        self.things[number] = {"id": int(number), **body}
        return Answer(self.things[number], 201, {"Location": f"/things/{number}"})

    def shown(self, name: str) -> dict[str, Any]:
        return {**self.things[name], "_links": {"self": {"href": f"/things/{name}"}, "next": {"href": "/things/2"}}}

    def listed(self) -> dict[str, Any]:
        return {"items": [self.shown(name) for name in self.things], "_links": {"self": {"href": "/things"}}}


@pytest.fixture
def site() -> Site:
    return Site({}, Store().answer)


@pytest.fixture
def nav(site: Site) -> Iterator[Navigator]:
    with visiting(site) as nav:
        yield nav


def test_the_answer_to_a_post_is_the_place_that_was_created(nav: Navigator, site: Site):
    made = nav.go("/things").post({"name": "three"})
    assert (made.status, made["id"], made.url, made.loaded) == (201, 3, nav.url + "/things/3", True)
    assert site.requests == ["POST /things"]
    assert made.refresh()["name"] == "three"
    assert site.requests[1:] == ["GET /things/3"]


def test_an_answer_has_relations_like_any_place(nav: Navigator):
    changed = nav.go("/things/1").patch({"name": "uno"})
    assert changed.next["name"] == "two"
    assert changed.self["name"] == "uno"


def test_a_write_forgets_the_place_what_is_below_it_and_its_list(nav: Navigator, site: Site):
    things, one, two = nav.go("/things").load(), nav.go("/things/1").load(), nav.go("/things/2").load()
    one.patch({"name": "uno"})
    assert (one.loaded, things.loaded, two.loaded) == (False, False, True)
    assert one["name"] == "uno"
    assert [thing["name"] for thing in things] == ["uno", "two"]
    assert site.requests[4:] == ["GET /things/1", "GET /things"]


def test_a_member_that_was_written_is_read_anew_at_its_own_address(nav: Navigator, site: Site):
    thing = nav.go("/things")[0]
    thing.patch({"name": "uno"})
    assert thing["name"] == "uno"
    assert site.requests == ["GET /things", "PATCH /things/1", "GET /things/1"]


def test_a_created_place_forgets_what_was_known_at_its_location(nav: Navigator):
    listed = nav.go("/things").load()
    nav.go("/things").post({"name": "three"})
    assert [thing["name"] for thing in listed] == ["one", "two", "three"]


def test_an_answer_without_a_body_is_a_place_too(nav: Navigator, site: Site):
    gone = nav.go("/things/2").delete()
    assert (gone.status, gone.data) == (204, None)
    assert [thing["id"] for thing in nav.go("/things")] == [1]
    assert site.requests == ["DELETE /things/2", "GET /things"]


def test_a_body_is_sent_as_json_with_its_type(nav: Navigator, site: Site):
    nav.go("/things/1").put({"name": "ä", "n": 2**70})
    assert site.asked[0].body == '{"name":"ä","n":1180591620717411303424}'.encode()
    assert site.asked[0].headers["Content-Type"] == "application/json"


def test_a_body_of_another_type_is_sent_as_it_is(nav: Navigator, site: Site):
    nav.go("/things/1").patch(b'{"name":"x"}', content_type="application/merge-patch+json")
    assert site.asked[0].headers["Content-Type"] == "application/merge-patch+json"
    assert site.asked[0].body == b'{"name":"x"}'


def test_a_delete_without_a_body_has_no_content_type(nav: Navigator, site: Site):
    nav.go("/things/1").delete()
    assert "Content-Type" not in site.asked[0].headers
    assert site.asked[0].body == b""


@pytest.mark.parametrize(
    "body, content_type, expected",
    [
        (None, "application/json", None),
        (b"raw", "application/json", b"raw"),
        ("text", "text/plain", b"text"),
        ("text", "application/json", b'"text"'),
        ([1, {"a": None}], "application/json", b'[1,{"a":null}]'),
        (0, "application/json", b"0"),
        (False, "application/vnd.acme+json", b"false"),
    ],
)
def test_bodies_are_encoded_by_their_type(body: Any, content_type: str, expected: bytes | None):
    assert encoded(body, content_type) == expected


@pytest.mark.parametrize("body", [float("nan"), float("inf"), {1, 2}, object()])
def test_what_json_cannot_say_is_refused_before_sending(body: Any, nav: Navigator, site: Site):
    with pytest.raises((ValueError, TypeError)):
        nav.go("/things").post(body)
    assert site.requests == []


def test_options_are_the_methods_that_the_server_allows(nav: Navigator, site: Site):
    assert nav.go("/things/1").options() == ("GET", "PATCH", "DELETE")
    assert site.requests == ["OPTIONS /things/1"]
    shown = str(nav.go("/things/1").load())
    assert ".patch(body)" in shown
    assert ".delete()" in shown
    assert ".post(body)" not in shown


@pytest.mark.parametrize(
    "headers, data, expected",
    [
        ({"Location": "/b"}, {}, "https://acme.test/b"),
        ({"Content-Location": "c"}, {}, "https://acme.test/x/c"),
        ({}, {"_links": {"self": {"href": "/d"}}}, "https://acme.test/d"),
        ({}, {}, "https://acme.test/x/y"),
    ],
)
def test_the_address_of_an_answer(headers: dict[str, str], data: dict[str, Any], expected: str):
    from hypernav import formats

    document: Document = formats.read("https://acme.test/x/y", 201, Headers(headers.items()), data)
    assert address_of_answer(document) == expected


def test_after_a_redirect_the_answer_is_the_other_place():
    site = Site({"POST /jobs": Answer(None, 303, {"Location": "/jobs/7"}), "/jobs/7": {"id": 7}})
    with visiting(site) as nav:
        nav.go("/jobs/7").load()
        made = nav.go("/jobs").post({})
        assert (made.url, made["id"], str(made).splitlines()[0]) == (nav.url + "/jobs/7", 7, heading("GET /jobs/7"))
        assert made.refresh()["id"] == 7
    assert site.requests == ["GET /jobs/7", "POST /jobs", "GET /jobs/7", "GET /jobs/7"]


def test_a_list_that_was_posted_for_goes_on_by_post_with_its_body():
    def found(request: Any) -> Any:
        asked = json.loads(request.get_data())
        rows = [{"id": number} for number in range(5)][asked.get("offset", 0) :][: asked["limit"]]
        return {"items": rows, "offset": asked.get("offset", 0), "limit": asked["limit"], "total": 5}

    site = Site({"POST /search": found})
    with visiting(site) as nav:
        answer = nav.go("/search").post({"where": "x", "limit": 2})
        assert [member["id"] for member in answer] == [0, 1, 2, 3, 4]
    bodies = [json.loads(asked.body) for asked in site.asked]
    assert site.requests == ["POST /search"] * 3
    assert bodies == [{"where": "x", "limit": 2, **more} for more in ({}, {"offset": 2}, {"offset": 4})]


def test_a_list_of_what_was_created_is_not_created_again():
    created = Answer({"items": [{"id": 1}], "total": 2, "offset": 0, "limit": 1}, 201)
    site = Site({"POST /orders": created, "/orders": {"items": [{"id": 2}], "total": 2, "offset": 1, "limit": 1}})
    with visiting(site) as nav:
        assert [member["id"] for member in nav.go("/orders").post({})] == [1, 2]
    assert site.requests == ["POST /orders", "GET /orders?offset=1"]


def heading(request: str) -> str:
    return f"127.0.0.1 · {request} · 200"


def test_the_page_of_an_answer_names_the_method_that_was_sent():
    with visiting(Site({"POST /orders": {"done": True}})) as nav:
        answer = nav.go("/orders").post({})
    assert str(answer).splitlines()[0] == heading("POST /orders")
    assert repr(answer) == "Resource(POST /orders, 200)"


def test_a_refused_write_is_an_error_that_was_sent_once():
    site = Site({"/x": Answer({"code": "conflict", "message": "Somebody was first"}, 409)})
    with visiting(site) as nav:
        with pytest.raises(Conflict) as caught:
            nav.go("/x").put({"n": 1})
        assert "Somebody was first" in str(caught.value)
        assert f"asked by   .put() on {nav.url}/x" in str(caught.value)
        assert site.requests == ["PUT /x"]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 408])
def test_a_write_is_never_repeated(status: int):
    site = Site({"/x": Answer({"message": "later"}, status)})
    with visiting(site) as nav:
        with pytest.raises(HypernavError):
            nav.go("/x").post({"n": 1})
        assert site.requests == ["POST /x"]


def test_a_write_whose_answer_is_lost_has_an_unknown_outcome():
    from hypernav.sandbox.faults import ConnectionDropped

    def drop(request: Any) -> Any:
        raise ConnectionDropped

    site = Site({"POST /x": drop})
    with visiting(site) as nav:
        with pytest.raises(OutcomeUnknown):
            nav.go("/x").post({"n": 1})
        assert site.requests == ["POST /x"]


def test_an_invalid_write_tells_which_fields():
    body = {"message": "Invalid", "errors": [{"field": "name", "message": "is missing"}]}
    with visiting(Site({"/x": Answer(body, 422)})) as nav, pytest.raises(Invalid) as caught:
        nav.go("/x").post({})
    assert caught.value.fields == {"name": "is missing"}


def test_what_has_no_address_cannot_be_written_to():
    site = Site({"/x": {"items": [{"id": 1}]}})
    with visiting(site) as nav:
        member = nav.go("/x")[0]
        with pytest.raises(RelationNotFound):
            member.delete()
        assert site.requests == ["GET /x"]


@pytest.mark.parametrize(
    ("status", "headers", "read_on"),
    [(200, {}, "POST /search"), (201, {}, "GET /search"), (200, {"Location": "/made/1"}, "GET /search")],
)
def test_a_list_that_a_post_asked_for_is_read_on_by_post_and_one_that_it_made_is_not(status, headers, read_on):
    pages = iter([{"items": [{"id": 1}], "next": "/search?page=2"}, {"items": [{"id": 2}]}])
    site = Site({}, lambda request: Answer(next(pages), status, headers))
    with visiting(site) as nav:
        assert [found["id"] for found in nav.go("/search").post({"q": "x"})] == [1, 2]
    assert site.requests == ["POST /search", f"{read_on}?page=2"]


@pytest.mark.parametrize("status", [500, 502, 503, 504, 506, 508, 520, 599])
def test_after_a_failure_of_the_server_nobody_knows_whether_a_write_was_done(status: int):
    with visiting(Site({"PUT /it": Answer({"message": "no"}, status)})) as nav, pytest.raises(OutcomeUnknown) as caught:
        nav.go("/it").put({"a": 1})
    assert caught.value.details["outcome"] == "unknown: the server failed while it worked on the write"
    assert caught.value.details["next"] == "read the resource before sending it again; it was not sent twice"


@pytest.mark.parametrize("status", [501, 505, 507, 511])
def test_some_failures_say_that_nothing_was_done(status: int):
    with visiting(Site({"PUT /it": Answer({"message": "no"}, status)})) as nav, pytest.raises(ResponseError) as caught:
        nav.go("/it").put({"a": 1})
    assert not isinstance(caught.value, OutcomeUnknown)
    assert "outcome" not in caught.value.details
