"""Bodies that cannot be: refused in the vendor's envelope, whatever they hold."""

from __future__ import annotations

import re

import pytest

USER = {"login": "new", "name": "New", "password": "secret", "role": {"id": "user"}}
ENGINE = {"name": "Oslo", "address": "10.60.0.2", "port": 40814}
REPORT = {"name": "DMZ", "format": "csv-export", "template": "basic-asset-list"}
SITE = "sites/6"
EXCEPTION = {"scope": {"type": "Global", "vulnerability": "telnet-open-port"}, "submit": {"reason": "Other"}}


def refused(answer, message):
    assert answer.status == 400
    assert answer.json["status"] == "400"
    assert answer.json["message"] == message


@pytest.mark.parametrize(
    ("path", "body", "message"),
    [
        ("users", {**USER, "name": ["x"]}, "The property 'name' must be a string."),
        ("users", {**USER, "name": None}, "The property 'name' is required."),
        ("users", {**USER, "password": ""}, "The property 'password' is required."),
        ("users", {**USER, "email": {}}, "The property 'email' must be a string."),
        ("users", {**USER, "role": {"id": []}}, "The role '[]' does not exist."),
        ("tags", {"name": {}, "type": "custom"}, "The property 'name' must be a string."),
        ("asset_groups", {"name": "x", "type": []}, "The property 'type' must be one of static, dynamic."),
        ("asset_groups", {"name": "x", "type": "dynamic"}, "The property 'searchCriteria' is required."),
        ("scan_engines", {**ENGINE, "port": "x"}, "The property 'port' must be a number from 1 to 65535."),
        ("scan_engines", {**ENGINE, "port": 65_536}, "The property 'port' must be a number from 1 to 65535."),
        ("reports", {**REPORT, "format": []}, "The property 'format' must be a string."),
        ("reports", {**REPORT, "scope": [3]}, "The property 'scope' must be an object."),
        ("reports", {**REPORT, "scope": {"sites": 3}}, "The property 'scope.sites' must be an array."),
        ("reports", {**REPORT, "scope": {"sites": [[]]}}, "The property 'scope.sites.0' must be an integer."),
        ("sites", {"name": 7}, "The property 'name' must be a string."),
        ("sites", {"name": "x", "scan": {"assets": []}}, "The property 'scan.assets' must be an object."),
        ("sites/6/scans", {"hosts": "x"}, "The property 'hosts' must be an array."),
        ("vulnerability_exceptions", {**EXCEPTION, "scope": []}, "The property 'scope' must be an object."),
        ("vulnerability_exceptions", {"submit": {}}, "The property 'submit.reason' is required."),
        ("vulnerability_exceptions", [], "The request body must be an object."),
        ("tags", b"", "The request body could not be read: the body is empty."),
    ],
)
def test_what_cannot_be_made_is_refused_with_its_first_mistake(writer, path, body, message):
    refused(writer.post(f"/api/3/{path}", body), message)


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        (
            "PUT",
            "sites/6/discovery_search_criteria",
            {"connectionType": []},
            "The connection type '[]' is not supported.",
        ),
        ("PUT", "sites/1/included_asset_groups", ["1"], "The request body must be an array of integers."),
        ("PUT", "sites/1/scan_engine", True, "The request body must be a whole number."),
        ("DELETE", "sites/1/included_targets", [{}], "The address '{}' is not valid."),
        ("PUT", "vulnerability_exceptions/1/expires", "0001-01-01T00:00:00+14:00", None),
        ("PUT", "tags/1", {"name": "x", "type": "custom"}, "The built-in tag 'Very High' cannot be changed."),
    ],
)
def test_what_cannot_be_changed_is_refused(writer, method, path, body, message):
    refused(writer.send(method, f"/api/3/{path}", body), message or f"The date '{body}' is not valid.")


@pytest.mark.parametrize("name", [7, True])
def test_a_number_and_a_truth_value_are_texts_too(writer, name):
    answer = writer.post("/api/3/tags", {"name": name, "type": "custom"})
    assert writer.get(answer.headers["Location"]).json["name"] == str(name)


def test_an_engine_has_a_number_that_no_pool_has(writer):
    known = [
        each["id"]
        for kind in ("engines", "engine_pools")
        for each in writer.get(f"/api/3/scan_{kind}").json["resources"]
    ]
    assert writer.post("/api/3/scan_engines", ENGINE).json["id"] == max(known) + 1


def test_a_part_of_what_is_not_there_is_not_found(writer):
    assert writer.put("/api/3/tags/9999/sites", []).status == 404
    assert writer.get("/api/3/scan_engines/9999/scans").status == 404


ROLE = {"id": "user", "name": "Viewer", "description": "Looks", "privileges": ["create-tickets", "create-reports"]}


def test_a_role_is_changed_for_all_who_have_it(writer):
    assert writer.put("/api/3/roles/user", ROLE).status == 200
    found = writer.get("/api/3/roles/user").json
    assert [found[name] for name in ("id", "name", "description")] == ["user", "Viewer", "Looks"]
    assert found["privileges"] == ["create-reports", "create-tickets"]
    assert writer.get("/api/3/users/11").json["role"]["name"] == "Viewer"
    assert writer.get("/api/3/users/11/privileges").json["resources"] == found["privileges"]
    assert writer.put("/api/3/roles/user", {"name": "Nobody"}).status == 200
    assert writer.get("/api/3/roles/user").json["privileges"] == []


def test_the_roles_of_one_console_are_not_those_of_another(writer, reader):
    writer.put("/api/3/roles/user", ROLE)
    assert reader.get("/api/3/roles/user").json["name"] == "User"


@pytest.mark.parametrize(
    ("role", "body", "message"),
    [
        ("user", {"description": "x"}, "The property 'name' is required."),
        ("global-admin", {"name": "x"}, "The role 'global-admin' cannot be changed."),
    ],
)
def test_a_role_that_cannot_be_is_refused(writer, role, body, message):
    refused(writer.put(f"/api/3/roles/{role}", body), message)


@pytest.mark.parametrize("privileges", ["all-permissions", ["fly"], [1]])
def test_a_role_has_only_privileges_that_there_are(writer, privileges):
    assert writer.put("/api/3/roles/user", {"name": "x", "privileges": privileges}).status == 400
    assert writer.get("/api/3/roles/user").json["name"] == "User"


def test_only_administrators_change_roles_and_only_those_that_there_are(writer, as_user):
    assert writer.put("/api/3/roles/king", ROLE).status == 404
    assert as_user(writer.console, "frankfurt").put("/api/3/roles/site-admin", ROLE).status in (403, 404)
    assert writer.post("/api/3/roles", ROLE).status == 405


def test_an_empty_engine_is_the_default_one_and_keeps_a_site_at_its_own(writer):
    made = writer.post("/api/3/sites", {"name": "Examples", "engineId": "", "scan": None})
    path = f"/api/3/sites/{made.json['id']}"
    assert (made.status, writer.get(path).json["scanEngine"]) == (201, 1)
    changed = {"name": "Boston HQ", "importance": "low", "engineId": "", "scanTemplateId": "discovery"}
    before = writer.get("/api/3/sites/6").json["scanEngine"]
    assert writer.put("/api/3/sites/6", changed).status == 200
    assert writer.get("/api/3/sites/6").json["scanEngine"] == before
    scan = writer.post("/api/3/sites/6/scans", {"engineId": ""})
    assert writer.get(f"/api/3/scans/{scan.json['id']}").json["engineId"] == before


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("assets/1", lambda document: [entry["date"] for entry in document["history"]]),
        ("sites/1/scan_schedules", lambda document: [entry["start"] for entry in document["resources"]]),
        ("reports/1/history", lambda document: [entry["generated"] for entry in document["resources"]]),
    ],
)
def test_times_have_no_fraction_where_the_vendors_examples_have_none(reader, path, found):
    times = found(reader.get(f"/api/3/{path}").json)
    assert times
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", time) for time in times)
