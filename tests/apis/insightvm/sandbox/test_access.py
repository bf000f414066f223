"""Who may ask, how refusals look, and what every answer carries."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from hypernav.apis.insightvm.sandbox import create
from hypernav.sandbox.server import serve


@pytest.fixture
def frankfurt(reader, as_user):
    """Return somebody who may see four sites."""
    return as_user(reader.console, "frankfurt")


@pytest.mark.parametrize(
    "headers", [{"Authorization": ""}, {"Authorization": "Bearer abc"}, {"Authorization": "Basic !!!"}]
)
def test_without_basic_credentials_nothing_is_answered(reader, headers):
    answer = reader.get("/api/3/assets", **headers)
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("user", "password"), [("analyst", "wrong"), ("nobody", "demo"), ("tnakamura", ""), ("auditor", "")]
)
def test_wrong_credentials_are_refused(reader, as_user, user, password):
    assert as_user(reader.console, user, password).get("/api/3").status == 401


def test_an_unknown_path_is_401_to_strangers(reader, as_user):
    assert as_user(reader.console, "nobody", "x").get("/api/3/nothing").status == 401


def test_a_user_with_a_second_factor_needs_it(reader, as_user):
    assert as_user(reader.console, "second").get("/api/3").status == 401
    assert as_user(reader.console, "second", Token="000000").get("/api/3").status == 401
    assert as_user(reader.console, "second", Token="123456").get("/api/3").status == 200


def test_the_credentials_of_the_sandbox_let_in(as_user):
    console = create()
    assert as_user(console, **console.credentials).get("/api/3").status == 200


def test_a_refusal_has_the_envelope_of_the_vendor(reader):
    answer = reader.get("/api/3/assets/99999?x=1")
    assert answer.status == 404
    assert answer.json == {
        "links": [{"href": "https://insightvm.test/api/3/assets/99999", "rel": "self"}],
        "message": "The asset with identifier '99999' does not exist.",
        "status": "404",
    }


def test_what_a_user_may_not_see_is_not_there(frankfurt):
    assert frankfurt.get("/api/3/sites").ids == [18, 19, 20, 21]
    for path in ("sites/1", "sites/1/assets", "assets/1", "asset_groups/1", "users", "roles", "users/1", "scans/1"):
        assert frankfurt.get(f"/api/3/{path}").status == 404, path


def test_what_a_user_may_see_is_all_that_is_counted(frankfurt, reader):
    own = sum(reader.get(f"/api/3/sites/{site}").json["assets"] for site in (18, 19, 20, 21))
    assert frankfurt.get("/api/3/assets").json["page"]["totalResources"] == own
    linux = {"field": "operating-system", "operator": "contains", "value": "Linux"}
    assert frankfurt.search(linux).json["page"]["totalResources"] < reader.search(linux).json["page"]["totalResources"]


def test_users_may_see_themselves(frankfurt):
    assert frankfurt.get("/api/3/users/4").json["login"] == "frankfurt"


def test_the_root_of_a_user_leads_only_where_they_may_go(frankfurt):
    for link in frankfurt.get("/api/3").json["links"]:
        assert frankfurt.get(link["href"]).status == 200, link


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", "OPTIONS, GET, HEAD"),
        ("assets", "OPTIONS, GET, HEAD"),
        ("assets/1", "OPTIONS, GET, HEAD, DELETE"),
        ("assets/search", "OPTIONS, POST"),
        ("sites", "OPTIONS, GET, HEAD, POST"),
        ("sites/1", "OPTIONS, GET, HEAD, PUT, DELETE"),
        ("sites/1/scan_engine", "OPTIONS, GET, HEAD, PUT"),
        ("scans/1/pause", "OPTIONS, POST"),
        ("tags/6/search_criteria", "OPTIONS, GET, HEAD, PUT, DELETE"),
        ("assets/1/tags/6", "OPTIONS, PUT, DELETE"),
    ],
)
def test_options_says_what_a_resource_takes(reader, path, allowed):
    answer = reader.send("OPTIONS", f"/api/3/{path}".rstrip("/"))
    assert (answer.status, answer.headers["Allow"]) == (200, allowed)


def test_every_resource_answers_options(reader):
    for rule in reader.console.map.iter_rules():
        path = (
            rule.rule.replace("<int:id>", "1")
            .replace("<protocol>", "tcp")
            .replace("<vulnerability>", "x")
            .replace("<id>", "x")
            .replace("<any(approve, reject, recall):status>", "approve")
        )
        while "<" in path:
            path = path[: path.index("<")] + "1" + path[path.index(">") + 1 :]
        answer = reader.send("OPTIONS", path)
        assert answer.status == 200, path
        assert rule.methods <= {*answer.headers["Allow"].split(", ")}, path


@pytest.mark.parametrize(
    ("method", "path"), [("PATCH", "sites/1"), ("POST", "assets"), ("DELETE", "sites"), ("GET", "assets/search")]
)
def test_a_method_that_a_resource_does_not_take_is_refused_with_those_it_takes(reader, method, path):
    answer = reader.send(method, f"/api/3/{path}")
    assert answer.status == 405
    assert answer.json["status"] == "405"
    assert answer.headers["Allow"] == reader.send("OPTIONS", f"/api/3/{path}").headers["Allow"]


def test_an_unknown_path_is_not_found(reader):
    assert reader.get("/api/3/nothing").status == 404
    assert reader.get("/").status == 404


def test_a_body_that_is_not_json_is_refused(writer):
    assert writer.send("POST", "/api/3/tags", b"<tag/>", {"Content-Type": "text/xml"}).status == 415
    assert writer.send("POST", "/api/3/tags", b"{name: 1}").status == 400


def test_answers_are_indented_and_not_to_be_kept(reader):
    answer = reader.get("/api/3")
    assert answer.body.startswith(b'{\n  "links": [')
    assert answer.headers["Cache-Control"] == "no-store, must-revalidate"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["X-XSS-Protection"] == "1; mode=block"
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"


def test_answers_are_compressed_for_clients_that_take_it(reader):
    plain, packed = reader.get("/api/3/assets"), reader.get("/api/3/assets", **{"Accept-Encoding": "gzip, deflate"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Content-Encoding" not in plain.headers


def test_head_is_get_without_a_body(reader):
    answer = reader.send("HEAD", "/api/3/assets/1")
    assert (answer.status, answer.body) == (200, b"")


def test_links_carry_the_origin_that_the_client_used():
    import http.client

    with serve(create()) as server:
        host = server.url.removeprefix("http://").rstrip("/")
        connection = http.client.HTTPConnection(host)
        connection.request("GET", "/api/3", headers={"Authorization": "Basic YW5hbHlzdDpkZW1v"})
        document = json.loads(connection.getresponse().read())
        connection.close()
    assert document["links"][0]["href"] == f"http://{host}/api/3"


def test_what_is_not_simulated_is_said_to_be_so_in_the_envelope(reader):
    unserved = [each for each in reader.console.unserved if each.method == "GET"]
    assert len(unserved) > 40
    for operation in unserved:
        answer = reader.get(re.sub(r"\{\w+\}", "1", operation.path))
        assert (answer.status, answer.json["status"]) == (501, "501")
        assert f"GET {operation.path} is an operation of InsightVM" in answer.json["message"]
