"""Redirects: which request follows from an answer."""

from __future__ import annotations

import pytest

from hypernav.errors import ForeignOrigin, InsecureLink, ResponseError
from hypernav.options import Options
from tests.servers import Server, redirect, reply


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_safe_request_is_redirected(server, client, status):
    server.on("/x", redirect("/y", status))
    server.on("/y", reply(body=b"y"))
    response = client.send("GET", "/x")
    assert response.body == b"y"
    assert response.url == f"{server.url}/y"


@pytest.mark.parametrize("status", [300, 304, 305, 306, 399])
def test_other_statuses_redirect_nobody(server, client, status):
    server.on("/x", redirect("/y", status))
    assert client.send("GET", "/x").status == status
    assert server.count == 1


def test_a_redirect_without_a_location_is_an_answer(server, client):
    server.on("/x", reply(302))
    assert client.send("GET", "/x").status == 302


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_a_safe_method_stays_what_it_is(server, client, method):
    server.on("*", redirect("/y", 302), reply())
    client.send(method, "/x")
    assert [request.method for request in server.requests] == [method, method]


def test_a_write_answered_with_see_other_is_read_without_its_body(server, client):
    server.on("/x", redirect("/y", 303))
    server.on("/y", reply(body=b"done"))
    headers = {"Content-Type": "application/json", "If-Match": '"1"', "X-Kept": "yes"}
    assert client.send("POST", "/x", headers=headers, body=b"{}").body == b"done"
    last = server.requests[-1]
    assert (last.method, last.body) == ("GET", b"")
    assert "content-type" not in last.headers
    assert "if-match" not in last.headers
    assert last.headers["x-kept"] == "yes"


@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_write_that_was_not_done_is_repeated_within_the_origin(server, client, method, status):
    server.on("/x", redirect("/x/", status))
    server.on("/x/", reply(201))
    assert client.send(method, "/x", body=b"{}").status == 201
    assert [(request.method, request.body) for request in server.requests] == [(method, b"{}"), (method, b"{}")]


@pytest.mark.parametrize("status", [301, 302])
def test_a_write_with_an_unclear_redirect_is_returned_as_it_is(server, client, status):
    server.on("/x", redirect("/y", status))
    response = client.send("POST", "/x", body=b"{}")
    assert response.status == status
    assert not response.ok
    assert server.count == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("allowed", [False, True])
def test_a_write_never_goes_elsewhere(server, client, status, allowed):
    with Server() as other:
        if allowed:
            client.allow(other.url)
        server.on("/x", redirect(f"{other.url}/y", status))
        assert client.send("POST", "/x", body=b"{}").status == status
        assert other.count == 0


def test_a_body_stays_with_the_origin_that_it_was_meant_for(server, client):
    with Server() as other:
        client.allow(other.url)
        other.on("/y", reply())
        server.on("/x", redirect(f"{other.url}/y", 307))
        client.send("GET", "/x", body=b"query")
        assert other.requests[0].body == b""
        assert "content-length" not in other.requests[0].headers


def test_a_redirect_elsewhere_says_what_asked_for_it(server, client):
    server.on("/x", redirect("http://evil.test/y?a=1", 307))
    with pytest.raises(ForeignOrigin) as caught:
        client.send("GET", "/x")
    assert str(caught.value).splitlines() == [
        f"http://evil.test is not the origin of this API ({server.url}).",
        f"  asked by   307 redirect of GET {server.url}/x",
        "  sent       nothing",
        '  to follow  nav.allow("http://evil.test")   without credentials',
    ]


@pytest.mark.parametrize(
    "location",
    ["ftp://good.test/", "file:///etc/passwd", "gopher://x/", "data:text/plain,x", "javascript:alert(1)", "mailto:a@b"],
)
def test_other_schemes_are_refused(server, client, location):
    server.on("/x", redirect(location))
    with pytest.raises(InsecureLink):
        client.send("GET", "/x")


def test_redirects_end(server, client):
    server.on("*", lambda request: redirect(f"{request.target}x"))
    with pytest.raises(ResponseError, match=r"More than 10 redirects\."):
        client.send("GET", "/x")
    assert server.count == 11


def test_redirects_can_be_switched_off(server, make):
    server.on("/x", redirect("/x"))
    with pytest.raises(ResponseError, match=r"More than 0 redirects\."):
        make(options=Options(max_redirects=0)).send("GET", "/x")


@pytest.mark.parametrize(
    "location, target",
    [
        ("/a b", "/a%20b"),
        ("/donn\u00c3\u00a9es", "/donn%C3%A9es"),
        ("/a%2fb%2F?x=%1F:>", "/a%2fb%2F?x=%1F:>"),
        (" /y", "/y"),
    ],
)
def test_a_location_goes_out_as_it_came(server, client, location, target):
    server.on("*", redirect(location), reply())
    client.send("GET", "/x")
    assert server.requests[-1].target == target


def test_a_redirect_to_the_encrypted_host_says_where_to_connect(server, client):
    server.on("/api", redirect("https://127.0.0.1/api?token=abc", 301))
    with pytest.raises(ForeignOrigin) as refusal:
        client.send("GET", "/api")
    assert refusal.value.details["to connect"] == (
        'hn.connect("https://127.0.0.1/api?token=[hidden]")   is the same host, encrypted'
    )
