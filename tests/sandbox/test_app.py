"""Routing, answers, refusals and faults of a simulated API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from hypernav.sandbox import Refusal, Sandbox
from hypernav.sandbox.app import routing_path, segment
from hypernav.sandbox.faults import ConnectionDropped
from tests.sandbox.acme import acme


@pytest.fixture
def app() -> Sandbox:
    return acme()


def ask(app: Sandbox, method: str, path: str, **options: Any) -> TestResponse:
    """Send one request, its target spelt exactly as given."""
    overrides = {"REQUEST_URI": path}
    return Client(app).open(path, method=method, base_url="https://acme.test", environ_overrides=overrides, **options)


def test_an_encoded_slash_stays_in_its_segment(app: Sandbox) -> None:
    assert ask(app, "GET", "/things/a%2Fb").json == {"id": "a/b", "url": "https://acme.test/things/a%2Fb"}


@pytest.mark.parametrize(
    ("encoded", "decoded"),
    [("a%1Fb", "a\x1fb"), ("%3EwhoAmI", ">whoAmI"), (":create", ":create"), ("a%252Fb", "a%2Fb")],
)
def test_an_encoded_segment_is_decoded_once(app: Sandbox, encoded: str, decoded: str) -> None:
    assert ask(app, "GET", f"/things/{encoded}").json["id"] == decoded


def test_the_routing_path_leaves_the_query_out() -> None:
    assert routing_path("/a%20b?c=/d") == "/a b"


def test_the_routing_path_of_an_absolute_target_is_its_path() -> None:
    assert routing_path("http://acme.test/a%2Fb?c") == "/a%2Fb"


def test_a_segment_is_encoded_whole() -> None:
    assert segment("a/b c+ü") == "a%2Fb%20c%2B%C3%BC"


def test_a_final_slash_does_not_matter(app: Sandbox) -> None:
    assert ask(app, "GET", "/numbers/7/").json["number"] == 7


def test_unknown_query_parameters_are_tolerated(app: Sandbox) -> None:
    assert ask(app, "GET", "/numbers/7?$alt=json").status_code == 200


def test_absolute_urls_carry_the_host_that_the_client_used(app: Sandbox) -> None:
    answer = Client(app).get("/things/a", base_url="http://localhost:8080")
    assert answer.status_code == 200
    assert answer.request.host == "localhost:8080"


def test_answers_are_json_with_the_time_of_the_sandbox(app: Sandbox) -> None:
    answer = ask(app, "GET", "/things/a")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Date"] == "Mon, 03 Nov 2025 09:00:00 GMT"


def test_a_reply_has_its_status_and_headers(app: Sandbox) -> None:
    answer = ask(app, "POST", "/things", json={"a": 1})
    assert (answer.status_code, answer.json, answer.headers["Location"]) == (201, {"a": 1}, "/things/1")


def test_a_handler_that_returns_nothing_answers_204_without_a_body(app: Sandbox) -> None:
    answer = ask(app, "DELETE", "/things/a")
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Content-Type" not in answer.headers


def test_bytes_go_out_as_they_are(app: Sandbox) -> None:
    answer = ask(app, "GET", "/raw")
    assert (answer.data, answer.mimetype) == (b"<a/>", "application/xml")


def test_a_refusal_becomes_the_error_envelope(app: Sandbox) -> None:
    answer = ask(app, "GET", "/refused")
    assert answer.status_code == 418
    assert answer.json == {"code": "teapot", "message": "I am a teapot", "spout": "left"}
    assert answer.headers["X-Pot"] == "tea"


def test_a_body_that_is_not_json_is_a_400_in_the_envelope(app: Sandbox) -> None:
    answer = ask(app, "POST", "/things", data=b"{", content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_request")


def test_an_unknown_path_is_a_404(app: Sandbox) -> None:
    assert ask(app, "GET", "/nothing").status_code == 404


def test_a_known_path_with_another_method_is_a_405_that_lists_the_methods(app: Sandbox) -> None:
    answer = ask(app, "PUT", "/things/a")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "DELETE, GET, HEAD, OPTIONS"


def test_options_lists_the_methods(app: Sandbox) -> None:
    answer = ask(app, "OPTIONS", "/things/a")
    assert (answer.status_code, answer.headers["Allow"]) == (200, "DELETE, GET, HEAD, OPTIONS")


def test_options_of_an_unknown_path_is_a_404(app: Sandbox) -> None:
    assert ask(app, "OPTIONS", "/nothing").status_code == 404


def test_head_answers_like_get_without_the_body(app: Sandbox) -> None:
    answer = ask(app, "HEAD", "/things/a")
    assert (answer.status_code, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(ask(app, "GET", "/things/a").data)


@pytest.mark.parametrize("path", ["/things/a", "/nothing"])
def test_credentials_are_asked_for_before_anything_is_told(app: Sandbox, path: str) -> None:
    assert ask(app, "GET", path, headers={"Authorization": "wrong"}).status_code == 401


def test_a_fault_answers_its_status_as_often_as_it_is_told(app: Sandbox) -> None:
    app.faults.add(status=503, times=2, match="/things", headers={"Retry-After": "1"})
    answers = [ask(app, "GET", "/things/a") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].headers["Retry-After"] == "1"


def test_a_fault_strikes_only_what_it_matches(app: Sandbox) -> None:
    app.faults.add(status=500, match="/numbers", method="post")
    assert ask(app, "GET", "/numbers/1").status_code == 200


def test_a_fault_waits_on_the_sandbox_clock(app: Sandbox) -> None:
    app.faults.add(delay=30)
    ask(app, "GET", "/things/a")
    assert app.clock.monotonic() == 30


def test_a_fault_replaces_the_body(app: Sandbox) -> None:
    app.faults.add(body=b"<html>")
    assert ask(app, "GET", "/things/a").data == b"<html>"


def test_a_fault_cuts_the_body_below_its_announced_length(app: Sandbox) -> None:
    app.faults.add(truncate=5)
    answer = ask(app, "GET", "/numbers/1", buffered=False)
    assert answer.headers["Content-Length"] != "5"
    assert b"".join(answer.iter_encoded()) == b'{"num'


def test_a_fault_hangs_up_before_or_after_the_effect(app: Sandbox) -> None:
    for drop in ("before", "after"):
        app.faults.add(drop=drop)  # type: ignore[arg-type]  # a list of literals loses its type
        with pytest.raises(ConnectionDropped):
            ask(app, "GET", "/things/a")


def test_faults_can_be_cleared(app: Sandbox) -> None:
    app.faults.add(status=500, times=None)
    assert ask(app, "GET", "/things/a").status_code == 500
    app.faults.clear()
    assert ask(app, "GET", "/things/a").status_code == 200


def test_a_refusal_is_an_exception_with_its_message() -> None:
    assert str(Refusal(400, "no")) == "no"


def test_integers_stay_exact(app: Sandbox) -> None:
    answer = ask(app, "POST", "/things", data=json.dumps({"id": 2**70}), content_type="application/json")
    assert answer.data == b'{"id":1180591620717411303424}'
