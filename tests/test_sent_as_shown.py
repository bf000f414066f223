"""What is shown of a request is what goes out: recorded on loopback, and compared for each kind of request."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

import hypernav as hn
from tests.servers import Received, Server, reply

MINE = {"Accept": "application/vnd.acme.v2+json", "X-Team": "billing", "User-Agent": "me/1"}
OF_THE_TRANSFER = {"host", "content-length", "accept-encoding"}
THING = {"id": 1, "name": "a"}


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        made.on("*", reply(json=THING, headers={"Allow": "GET, PUT", "ETag": '"1"'}))
        yield made


def connected(server: Server, **settings: Any) -> hn.Navigator:
    return hn.connect(server.url, auth=("me", "s3cret-word"), headers=MINE, **settings)


def sent(request: Received) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name not in OF_THE_TRANSFER}


def printed(command: str) -> tuple[str, dict[str, str], str]:
    """Return method, headers and body of a command line, with the credential in the place of its variables."""
    words = shlex.split(command)
    options = list(pairwise(words))
    method = next((value for name, value in options if name == "-X"), "GET")
    fields = dict(value.split(": ", 1) for name, value in options if name == "-H")
    body = next((value for name, value in options if name == "--data-raw"), "")
    return method, {name.lower(): value for name, value in fields.items()}, body


def without_credential(fields: dict[str, str]) -> dict[str, str]:
    assert fields.pop("authorization").startswith("Basic ")
    return fields


def same(command: str, request: Received) -> bool:
    method, fields, body = printed(command)
    shown = (method, without_credential(fields), body.encode())
    return shown == (request.method, without_credential(sent(request)), request.body)


def test_the_users_accept_header_goes_out_as_given(server):
    connected(server).root.load()
    assert server.requests[0].headers["accept"] == MINE["Accept"]


def test_the_command_line_of_a_look_is_what_goes_out(server):
    place = connected(server).go("/x?a=1").load()
    assert same(place.curl(), server.requests[0])


def test_the_command_line_of_a_look_with_headers_is_what_goes_out(server):
    place = connected(server).go("/x").load(headers={"accept": "text/csv", "Prefer": "minimal"})
    assert server.requests[0].headers["accept"] == "text/csv"
    assert same(place.curl(), server.requests[0])


def test_the_command_line_of_a_search_is_what_goes_out(server):
    search = connected(server).go("/x").where(name="a")
    command = search.curl()
    search.data  # noqa: B018 - looks
    assert same(command, server.requests[0])


@pytest.mark.parametrize("form", ["", "merge patch", "json patch", "changed members"])
def test_the_command_line_and_the_preview_of_a_draft_are_what_goes_out(server, form):
    draft = connected(server).go("/x").edit(form=form)
    draft["name"] = "b"
    command, preview = draft.curl(), str(draft.preview())
    server.on("*", reply(json={**THING, "name": "b"}))
    draft.send()
    request = server.requests[-1]
    assert same(command, request)
    shown = dict(line.strip().split(": ", 1) for line in preview.splitlines() if ": " in line and "{" not in line)
    fields = {name.lower(): value for name, value in shown.items() if name.lower() in sent(request)}
    assert without_credential(fields) == without_credential(sent(request))


def test_the_ledger_has_the_headers_that_went_out_without_secrets(server):
    nav = connected(server)
    nav.go("/x").post({}, headers={"X-Once": "1"})
    recorded = {name.lower(): value for name, value in nav.ledger[0].headers}
    assert recorded.pop("authorization") == "[hidden]"
    assert recorded.pop("accept-encoding") == server.requests[0].headers["accept-encoding"]
    assert recorded == without_credential(sent(server.requests[0]))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_write_takes_headers_of_its_own(server, method):
    place = connected(server).go("/x")
    getattr(place, method)({"a": 1}, headers={"content-type": "application/x-own+json", "If-Match": '"9"'})
    headers = server.requests[0].headers
    assert (headers["content-type"], headers["if-match"]) == ("application/x-own+json", '"9"')


def test_further_pages_carry_the_headers_of_the_first(server):
    server.on("/list", reply(json={"items": [{"id": 1}], "next": "/list?page=2"}))
    server.on("/list?page=2", reply(json={"items": [{"id": 2}]}))
    place = connected(server).go("/list").load(headers={"Accept": "text/x-json", "X-Once": "1"})
    assert [each["id"] for each in place] == [1, 2]
    assert [each.headers.get("x-once") for each in server.requests] == ["1", "1"]


def test_what_answered_other_headers_is_never_taken_for_the_plain_answer(server):
    place = connected(server).go("/x").load(headers={"Prefer": "minimal"})
    place.refresh()
    plain = server.requests[1].headers
    assert [name for name in ("prefer", "if-none-match") if name in plain] == []


def test_the_headers_of_an_answer_can_be_read(server):
    place = connected(server).go("/x")
    assert place.headers["etag"] == '"1"'
    assert server.count == 1


def test_a_head_request_tells_status_and_headers_and_keeps_nothing(server):
    place = connected(server).go("/x")
    answer = place.head_request(headers={"X-Once": "1"})
    assert (answer.status, answer.headers["ETag"], answer.data) == (200, '"1"', None)
    assert (server.requests[0].method, server.requests[0].headers["x-once"]) == ("HEAD", "1")
    assert not place.loaded


def test_a_head_request_of_what_is_not_there_says_so(server):
    server.on("/gone", reply(404))
    with pytest.raises(hn.NotFound):
        connected(server).go("/gone").head_request()


def test_the_sandbox_takes_a_head_request():
    answer = hn.connect("launchdarkly", sandbox=True).go("/api/v2/flags/default/checkout").head_request()
    assert (answer.status, answer.data) == (200, None)


def test_a_refusal_names_the_cookies_that_were_not_kept(server):
    server.on("/login", reply(json={}, headers={"Set-Cookie": "sid=s3cret-value; HttpOnly"}))
    server.on("/mine", reply(401))
    nav = connected(server)
    nav.go("/login").post({})
    with pytest.raises(hn.NotAuthenticated) as caught:
        nav.go("/mine").load()
    assert caught.value.details["cookies"] == "sid: set earlier, and not kept"
    assert "s3cret-value" not in str(caught.value)
