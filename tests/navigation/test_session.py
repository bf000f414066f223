"""What was read is kept by address: forgotten when a write touches it, told by its media type."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from hypernav.errors import NotFound, RateLimited, UnreadableResponse
from hypernav.http import Client, Response
from hypernav.navigation.content import content_of
from hypernav.navigation.session import Session
from hypernav.navigator import session_for
from hypernav.options import Options
from hypernav.profile import Profile
from hypernav.sandbox.server import Server
from hypernav.web.headers import Headers
from tests.counting import Answer, Site, visiting


@pytest.fixture
def site() -> Site:
    return Site({}, lambda request: {"path": request.path})


@pytest.fixture
def session(site: Site) -> Iterator[Session]:
    with Server(site) as server:
        client = Client(server.url)
        yield session_for(client, server.url, Profile(name="acme", title="Acme"), Options(), sandbox=False)
        client.close()


def at(session: Session, path: str) -> str:
    return session.root_url + path


def test_an_address_is_read_once(session: Session, site: Site):
    first = session.read(at(session, "/a"))
    assert session.read(at(session, "/a")) is first
    assert site.requests == ["GET /a"]


def test_a_fragment_is_no_address_of_its_own(session: Session, site: Site):
    first = session.read(at(session, "/a#one"))
    assert session.read(at(session, "/a#two")) is first
    assert session.known(at(session, "/a")) is first
    assert site.requests == ["GET /a"]


def test_a_query_is_part_of_the_address(session: Session, site: Site):
    session.read(at(session, "/a?x=1"))
    session.read(at(session, "/a?x=2"))
    assert site.requests == ["GET /a?x=1", "GET /a?x=2"]


def test_nothing_is_known_before_it_is_read(session: Session, site: Site):
    assert session.known(at(session, "/a")) is None
    assert site.requests == []


@pytest.mark.parametrize(
    "written, forgotten",
    [
        ("/shops/1", {"/shops", "/shops/1", "/shops/1?expand=x", "/shops/1/orders"}),
        ("/shops/1/", {"/shops", "/shops/1", "/shops/1?expand=x", "/shops/1/orders"}),
        ("/shops/1?dry=1", {"/shops", "/shops/1", "/shops/1?expand=x", "/shops/1/orders"}),
        ("/shops", {"/shops", "/shops/1", "/shops/1?expand=x", "/shops/1/orders", "/shops/2"}),
        ("/other", set()),
    ],
)
def test_a_write_forgets_what_it_touched(written: str, forgotten: set[str], session: Session):
    paths = ["/shops", "/shops/1", "/shops/1?expand=x", "/shops/1/orders", "/shops/2", "/shopsoil"]
    for path in paths:
        session.read(at(session, path))
    session.write("PUT", at(session, written), headers={}, body=b"{}", asked_by="")
    assert {path for path in paths if session.known(at(session, path)) is None} == forgotten


@pytest.mark.parametrize("name", ["Location", "Content-Location"])
def test_a_write_forgets_where_its_answer_points(name: str, session: Session, site: Site):
    site.places["POST /shops"] = Answer({}, 201, {name: "/elsewhere/9"})
    session.read(at(session, "/elsewhere/9"))
    session.write("POST", at(session, "/shops"), headers={}, body=b"{}", asked_by="")
    assert session.known(at(session, "/elsewhere/9")) is None


def test_a_write_forgets_where_it_was_redirected_to(session: Session, site: Site):
    site.places["POST /shops"] = Answer(None, 303, {"Location": "/elsewhere/9"})
    before = session.read(at(session, "/elsewhere/9"))
    session.write("POST", at(session, "/shops"), headers={}, body=b"{}", asked_by="")
    assert session.read(at(session, "/elsewhere/9")) is not before


def test_a_write_that_failed_forgets_too(session: Session, site: Site):
    site.places["PUT /a"] = Answer({"message": "no"}, 404)
    session.read(at(session, "/a"))
    with pytest.raises(NotFound):
        session.write("PUT", at(session, "/a"), headers={}, body=b"{}", asked_by="")
    assert session.known(at(session, "/a")) is None


def test_an_error_is_not_kept_and_its_document_can_be_read(session: Session, site: Site):
    site.places["/a"] = (Answer({"message": "no", "_links": {"help": {"href": "/help"}}}, 404), {"n": 1})
    with pytest.raises(NotFound) as caught:
        session.read(at(session, "/a"), asked_by=".a on GET /")
    assert caught.value.document is not None
    assert caught.value.document.data["message"] == "no"
    assert caught.value.links["help"][0].url == at(session, "/help")
    assert str(caught.value).splitlines()[-1] == "  asked by   .a on GET /"
    assert session.known(at(session, "/a")) is None
    assert session.read(at(session, "/a")).document.data == {"n": 1}


def test_a_second_reading_is_conditional_and_an_unchanged_document_stays(session: Session, site: Site):
    def answer(request: Any) -> Any:
        if request.headers.get("If-None-Match"):
            return Answer(None, 304)
        return Answer({"n": 1}, headers={"ETag": 'W/"7"', "Last-Modified": "Mon, 03 Nov 2025 09:00:00 GMT"})

    site.places["/a"] = answer
    first = session.read(at(session, "/a"))
    assert session.read_again(at(session, "/a")) is first
    asked = site.asked[1].headers
    assert asked["If-None-Match"] == 'W/"7"'
    assert asked["If-Modified-Since"] == "Mon, 03 Nov 2025 09:00:00 GMT"


# Bodies


def response(body: bytes, media_type: str = "") -> Response:
    headers = Headers([("Content-Type", media_type)] if media_type else [])
    return Response(200, headers, "https://acme.test/x", body)


@pytest.mark.parametrize(
    "body, media_type, expected",
    [
        (b"", "application/json", None),
        (b'{"a": 1}', "application/json", {"a": 1}),
        (b'{"a": 1}', "application/hal+json; charset=utf-8", {"a": 1}),
        (b"[1, 2]", "", [1, 2]),
        (b' {"a": 1}', "text/plain", {"a": 1}),
        (b'{"a": 1}', "application/octet-stream", {"a": 1}),
        (b"{not json", "text/plain", "{not json"),
        (b"{not json", "application/octet-stream", b"{not json"),
        (b"words", "text/plain", "words"),
        ("Grüße".encode(), "text/plain; charset=utf-8", "Grüße"),
        ("Grüße".encode("latin-1"), "text/plain; charset=iso-8859-1", "Grüße"),
        (b"<a/>", "application/xml", "<a/>"),
        (b"<p>x</p>", "text/html", "<p>x</p>"),
        (b"\x89PNG", "image/png", b"\x89PNG"),
        (b"words", "", b"words"),
    ],
)
def test_a_body_is_decoded_by_what_it_is(body: bytes, media_type: str, expected: object):
    assert content_of(response(body, media_type)) == expected


@pytest.mark.parametrize("body", [b"{", b"<html>", b"NaN", b'{"a": NaN}', b"[" * 300 + b"]" * 300])
def test_a_body_that_is_not_the_json_it_claims_to_be_is_unreadable(body: bytes):
    with pytest.raises(UnreadableResponse):
        content_of(response(body, "application/json"))


def test_not_modified_without_having_asked_is_unreadable(session: Session, site: Site):
    site.places["/odd"] = Answer(status=304)
    with pytest.raises(UnreadableResponse) as caught:
        session.read(at(session, "/odd"))
    assert "nothing was asked for on condition" in str(caught.value)


SECRET = "sup3r/s3cret-value"


@pytest.mark.parametrize("path", ["/nope?access_token=abc123def", f"/nope?q={SECRET}"])
@pytest.mark.parametrize("method", ["load", "post"])
def test_what_caused_an_error_is_told_without_credentials(path: str, method: str):
    with visiting(Site({"/": {}}), token=SECRET) as nav, pytest.raises(NotFound) as caught:
        getattr(nav.go(path), method)()
    assert "[hidden]" in str(caught.value)
    assert "abc123def" not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_an_unreadable_answer_is_told_with_its_place():
    with visiting(Site({"/page": Answer("<html>log in</html>")})) as nav, pytest.raises(UnreadableResponse) as caught:
        nav.go("/page", access_token="abc123def").load()
    lines = str(caught.value).splitlines()
    assert lines[0] == "The answer is not JSON."
    assert lines[1].split()[:2] == ["where", "GET"]
    assert lines[1].endswith("/page?access_token=[hidden]")
    assert lines[2].split(maxsplit=1) == ["answer", "200, application/json"]
    assert lines[-1].split(maxsplit=2)[:2] == ["asked", "by"]


def test_a_write_with_an_unreadable_answer_is_told_to_be_done():
    site = Site({"/orders": Answer("<html>ok</html>", 201)})
    with visiting(site) as nav, pytest.raises(UnreadableResponse) as caught:
        nav.go("/orders").post({})
    assert "the write was done: only the answer to it cannot be read" in str(caught.value)


def test_a_write_that_is_limited_says_when_to_go_on(session: Session, site: Site):
    site.places["/busy"] = Answer({"message": "slow down"}, 429, {"Retry-After": "700"})
    with pytest.raises(RateLimited) as caught:
        session.write("POST", at(session, "/busy"), headers={}, body=b"{}", asked_by="")
    assert caught.value.status == 429
    assert caught.value.message == "slow down"
    assert caught.value.resume_at > time.time() + 600


def test_lines_of_json_are_text(session: Session, site: Site):
    site.places["/lines"] = Answer('{"a": 1}\n{"a": 2}\n', type="application/x-ndjson")
    assert session.read(at(session, "/lines")).document.data == '{"a": 1}\n{"a": 2}\n'
