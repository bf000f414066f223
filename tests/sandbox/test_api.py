"""Declared simulations: access, limits, refusals, and what every answer carries."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from werkzeug.test import Client

from hypernav.sandbox import Reply, Routes
from hypernav.sandbox.api import Api
from hypernav.sandbox.call import Call
from hypernav.sandbox.clock import SandboxClock
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.problems import Missing, Wrong
from tests.sandbox.lending import Library, ask


@pytest.fixture
def api() -> Library:
    return Library()


def test_an_api_says_where_it_is_and_what_to_present(api: Library) -> None:
    assert (api.name, api.title, api.origin) == ("library", "Library", "https://lending.test")
    assert api.credentials == {"token": "reading"}


def test_what_is_done_to_one_is_not_seen_in_another(api: Library) -> None:
    ask(api, "POST", "/authors", json={"name": "Cy"})
    assert (len(api.tables["authors"]), len(Library().tables["authors"])) == (4, 3)


def test_a_clock_may_be_given() -> None:
    clock = SandboxClock()
    assert Library(clock).clock is clock


@pytest.mark.parametrize("path", ["/authors", "/nothing"])
def test_who_is_not_known_is_told_nothing(api: Library, path: str) -> None:
    answer = ask(api, "GET", path, token="x")
    assert (answer.status_code, answer.json["code"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_open_path_asks_nobody_who_they_are(api: Library) -> None:
    assert ask(api, "GET", "/free", token="x").json == {"principal": None}


def test_handlers_of_its_own_take_a_call(api: Library) -> None:
    assert ask(api, "POST", "/numbers", json=[1, 2]).json == [1, 2]
    assert ask(api, "POST", "/closed", json={}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "message"),
    [
        ("POST", "/authors", {"name": ""}, 422, "invalid", "name: must be at least 1 characters"),
        ("POST", "/authors", [], 400, "invalid", "The body must be an object"),
        ("GET", "/authors/1/books?page=x", None, 400, "invalid", "page: must be a whole number"),
        ("GET", "/authors/9", None, 404, "not_found", "There is no author 9."),
        ("GET", "/taken", None, 409, "conflict", "The shelf a is there already."),
        ("POST", "/closed", {}, 403, "forbidden", "bo is not owner."),
        ("GET", "/refused", None, 418, "teapot", "I am a teapot"),
    ],
)
def test_a_refusal_has_a_status_a_code_and_words(
    api: Library, method: str, path: str, body: Any, status: int, code: str, message: str
) -> None:
    answer = ask(api, method, path, json=body)
    assert (answer.status_code, answer.json["code"], answer.json["message"]) == (status, code, message)


def test_a_refusal_names_all_that_is_wrong_by_its_member(api: Library) -> None:
    answer = ask(api, "POST", "/authors", json={"age": 7})
    assert answer.json["fields"] == {"age": "is not a known member", "name": "is required"}


def test_an_api_says_what_is_wrong_in_its_own_way() -> None:
    class Other(Library):
        statuses: Mapping[str, int] = MappingProxyType({"shape": 422, "parameter": 422, "body": 400})

        def status_of(self, wrong: Wrong) -> int:
            return 410 if isinstance(wrong, Missing) else super().status_of(wrong)

    other = Other()
    assert ask(other, "POST", "/authors", json={}).status_code == 400
    assert ask(other, "POST", "/authors", json=[]).status_code == 422
    assert ask(other, "GET", "/authors/9").status_code == 410


def test_an_api_wraps_records_and_unwraps_them() -> None:
    class Wrapping(Library):
        def one(self, call: Call, entity: Entity, shown: Any) -> Any:
            return Reply({"value": shown}, headers={"X-One": "1"})

        def unwrap(self, call: Call, entity: Entity, body: Any) -> Any:
            return body["value"]

    answer = ask(Wrapping(), "POST", "/authors", json={"value": {"name": "Cy"}})
    assert (answer.json, answer.headers["X-One"]) == ({"value": {"id": 4, "name": "Cy"}}, "1")


def test_handlers_may_be_given_more_than_every_call_has() -> None:
    class Asked(Call):
        @property
        def shelf(self) -> str:
            return f"shelf {self.values['key']}"

    routes = Routes("call")
    routes.get("/shelf/<key>")(lambda call, key: {"is": call.shelf})

    class Shelved(Library):
        calls, more = Asked, routes

    assert ask(Shelved(), "GET", "/shelf/a").json == {"is": "shelf a"}


def test_limits_tell_what_is_left(api: Library) -> None:
    assert [ask(api, "GET", "/free").headers["X-Left"] for _ in range(2)] == ["999", "998"]


def test_a_limit_is_kept_and_says_when_to_come_again(api: Library) -> None:
    answers = [ask(api, "GET", "/shelves") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert answers[-1].json["message"] == "The limit of shelves is 4 requests in 60 s."
    assert ask(api, "GET", "/authors").status_code == 200
    api.clock.advance(60)
    assert ask(api, "GET", "/shelves").status_code == 200


def test_paths_are_served_with_each_suffix(api: Library) -> None:
    assert ask(api, "GET", "/authors/1.json").json == ask(api, "GET", "/authors/1").json
    assert ask(api, "GET", "/authors.json").status_code == 200


def test_every_answer_has_a_name_of_its_own() -> None:
    names = [ask(Library(), "GET", "/authors").headers["X-Request-Id"] for _ in range(2)]
    assert names[0] == names[1]
    api = Library()
    assert len({ask(api, "GET", path).headers["X-Request-Id"] for path in ("/authors", "/authors", "/nothing")}) == 3


def test_a_long_answer_is_compressed_for_who_takes_that(api: Library) -> None:
    plain = ask(api, "GET", "/authors/1/books")
    packed = ask(api, "GET", "/authors/1/books", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert json.loads(gzip.decompress(packed.data)) == plain.json
    short = ask(api, "GET", "/authors/1", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in short.headers


def test_what_is_known_and_not_served_is_a_501(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from hypernav.sandbox.operations import Operation, write_index

    folder = tmp_path / "library_index"
    folder.mkdir()
    (folder / "__init__.py").touch()
    known = [Operation("GET", "/v1/authors/{id}"), Operation("GET", "/v1/fines/{id}")]
    (folder / "operations.gz").write_bytes(write_index(known))
    monkeypatch.syspath_prepend(tmp_path)

    class Indexed(Library):
        package = "library_index"

    answer = ask(Indexed(), "GET", "/fines/7")
    assert (answer.status_code, answer.json["code"]) == (501, "not_implemented")
    assert [str(each) for each in Indexed().unserved] == ["GET /v1/fines/{id}"]


def test_mistakes_of_a_declaration_show_when_it_is_made() -> None:
    twice = Routes("call")
    twice.get("/authors")(lambda call: None)
    with pytest.raises(ValueError, match="GET /v1/authors is answered by list already, not by <lambda>"):
        type("Twice", (Library,), {"more": twice})


# The example of the documentation


@pytest.fixture
def orders(root: Path) -> Api:
    spec = importlib.util.spec_from_file_location("orders", root / "docs/examples/hypernav_acme/orders.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Orders()


def order(api: Api, method: str, path: str, **given: Any) -> Any:
    return Client(api).open(f"/v1{path}", method=method, auth=("ada", "pw"), base_url=api.origin, **given)


def test_the_example_lists_and_links(orders: Api) -> None:
    page = order(orders, "GET", "/orders?status=open&customer=c3&sort=-total&limit=2").json
    assert ([each["id"] for each in page["items"]], page["total"]) == ([120, 111], 14)
    assert page["links"]["next"].endswith("/v1/orders?status=open&customer=c3&sort=-total&limit=2&offset=2")
    assert [each["id"] for each in order(orders, "GET", "/orders?id=9,7").json["items"]] == [9, 7]


def test_the_example_counts_versions(orders: Api) -> None:
    assert order(orders, "PATCH", "/orders/7", json={"status": "sent", "version": 1}).json["version"] == 2
    late = order(orders, "PUT", "/orders/7", json={"customer": "Z", "total": 1, "version": 1})
    assert (late.status_code, late.json["message"]) == (
        409,
        "The order was changed meanwhile: its version is 2, not 1.",
    )


def test_the_example_replaces_and_removes(orders: Api) -> None:
    replaced = order(orders, "PUT", "/orders/7", json={"customer": "Z", "total": 1}).json
    assert replaced == {"id": 7, "customer": "Z", "status": "open", "total": 1, "version": 2}
    assert order(orders, "DELETE", "/orders/7").status_code == 204
    assert order(orders, "GET", "/orders/7").status_code == 404
    assert order(orders, "POST", "/orders", json={"customer": "A", "total": 2}).json["id"] == 121


def test_the_example_is_limited_and_asks_who_is_there(orders: Api) -> None:
    assert Client(orders).get("/v1/orders").headers["WWW-Authenticate"] == 'Basic realm="sandbox", charset="UTF-8"'
    left = [order(orders, "GET", "/orders/7").headers["X-Left"] for _ in range(101)]
    assert (left[0], left[-1]) == ("99", "0")
    assert order(orders, "GET", "/orders/7").status_code == 429
