"""Routing, answers, refusals and faults of a simulated API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Request, Response

from hypernav.sandbox import Refusal, Routes, Sandbox
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
    assert [segment(value) for value in (1, True, 1.0)] == ["1", "True", "1.0"]


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


# Operations that are known and not served


@pytest.mark.parametrize(
    ("method", "path", "operation"),
    [
        ("GET", "/persons/7", "GET /persons/{id}"),
        ("HEAD", "/persons/7", "GET /persons/{id}"),
        ("PATCH", "/things/a", "PATCH /things/{id}"),
    ],
)
def test_an_operation_that_is_not_simulated_is_a_501_that_names_it(
    app: Sandbox, method: str, path: str, operation: str
) -> None:
    answer = ask(app, method, path)
    assert answer.status_code == 501
    if method != "HEAD":
        message = f"{operation} is an operation of Acme that this sandbox does not simulate."
        assert answer.json == {"code": "not_implemented", "message": message}


def test_an_operation_that_is_not_simulated_asks_for_credentials_first(app: Sandbox) -> None:
    assert ask(app, "GET", "/persons/7", headers={"Authorization": "wrong"}).status_code == 401


def test_an_operation_that_is_simulated_is_never_said_to_be_not(app: Sandbox) -> None:
    assert ask(app, "GET", "/numbers/seven").status_code == 404


# Mistakes of handlers


def test_a_mistake_of_a_handler_is_a_500_in_the_envelope_and_a_traceback(
    app: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(app, "GET", "/mistaken")
    message = "The sandbox failed at GET /mistaken, which is its own mistake: KeyError: 'x'"
    assert (answer.status_code, answer.json) == (500, {"code": "internal_error", "message": message})
    told = capsys.readouterr().err
    assert "in get_mistaken" in told
    assert told.endswith("KeyError: 'x'\n")


def test_an_answer_that_is_no_json_is_a_mistake_of_its_handler(
    app: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(app, "GET", "/unwritable").status_code == 500
    assert "not JSON serializable" in capsys.readouterr().err


def test_a_mistake_leaves_the_sandbox_answering(app: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    ask(app, "GET", "/mistaken")
    assert ask(app, "GET", "/things/a").status_code == 200
    assert capsys.readouterr().err


def test_even_a_mistake_in_the_envelope_is_answered(
    monkeypatch: pytest.MonkeyPatch, app: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*given: object) -> Any:
        raise ValueError("no envelope")

    monkeypatch.setattr(app, "error", failing)
    answer = ask(app, "GET", "/refused")
    assert (answer.status_code, answer.json["code"]) == (500, "internal_error")
    assert "no envelope" in capsys.readouterr().err


def test_a_500_carries_what_every_answer_carries(
    monkeypatch: pytest.MonkeyPatch, app: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    def finish(request: Request, response: Response) -> None:
        response.headers["X-Pot"] = "tea"

    monkeypatch.setattr(app, "finish", finish)
    answer = ask(app, "GET", "/mistaken")
    assert (answer.headers["X-Pot"], answer.headers["Date"]) == ("tea", "Mon, 03 Nov 2025 09:00:00 GMT")
    assert capsys.readouterr().err


# Tables of routes


def test_a_route_is_entered_once_whatever_its_variable_is_called() -> None:
    routes = Routes()
    routes.get("/things/<int:number>")(lambda sandbox, request, number: None)
    message = "GET /things/<int:other> is answered by <lambda> already, not by <lambda>."
    with pytest.raises(ValueError, match=message):
        routes.get("/things/<int:other>")(lambda sandbox, request, other: None)


def test_other_kinds_of_variables_are_other_routes() -> None:
    routes = Routes()
    routes.get("/things/<int:number>")(lambda sandbox, request, number: None)
    routes.get("/things/<name>")(lambda sandbox, request, name: None)
    assert [entry[:2] for entry in routes.entries()] == [("GET", "/things/<int:number>"), ("GET", "/things/<name>")]


def test_a_handler_that_does_not_take_the_values_of_its_path_is_refused_when_entered() -> None:
    def get_thing(sandbox: Sandbox, request: Request, name: str) -> Any:
        return None

    message = r"The handler get_thing of GET /things/<thing> must take \(sandbox, request, thing\): missing"
    with pytest.raises(TypeError, match=message):
        Routes().get("/things/<thing>")(get_thing)


def test_a_table_takes_no_handlers_that_are_called_with_something_else() -> None:
    message = r"Handlers that take \('call',\) cannot be called with \('sandbox', 'request'\)."
    with pytest.raises(TypeError, match=message):
        Routes().include(Routes("call"))


def test_a_table_that_is_included_twice_is_refused() -> None:
    routes, more = Routes(), Routes()
    more.get("/things")(lambda sandbox, request: None)
    routes.include(more)
    with pytest.raises(ValueError, match="GET /things is answered by"):
        routes.include(more)
