"""Vulnerability exceptions and what they leave out; proofs of findings; other things that can be changed."""

from __future__ import annotations

import pytest


def finding_of(client, asset):
    return client.get(f"/api/3/assets/{asset}/vulnerabilities").json["resources"][0]


def submit(writer, **scope):
    body = {"scope": scope, "submit": {"reason": "False Positive", "comment": "Backported."}}
    return writer.post("/api/3/vulnerability_exceptions", body)


def test_a_new_exception_is_under_review(writer):
    answer = submit(writer, type="Asset", id=1, vulnerability=finding_of(writer, 1)["id"])
    assert answer.status == 200
    found = writer.get(f"/api/3/vulnerability_exceptions/{answer.json['id']}").json
    assert (found["state"], found["submit"]["name"], found["submit"]["comment"]) == (
        "under review",
        "analyst",
        "Backported.",
    )


@pytest.mark.parametrize("scope", [{"type": "Asset", "id": 1}, {"type": "Site", "id": 1}, {"type": "Global"}])
def test_an_approved_exception_takes_the_finding_out_of_the_counts(writer, scope):
    finding, before = finding_of(writer, 1), writer.get("/api/3/assets/1").json
    number = submit(writer, vulnerability=finding["id"], **scope).json["id"]
    assert writer.get("/api/3/assets/1").json["vulnerabilities"] == before["vulnerabilities"]
    assert writer.post(f"/api/3/vulnerability_exceptions/{number}/approve", "Agreed.").status == 200
    after, found = writer.get("/api/3/assets/1").json, finding_of(writer, 1)
    assert after["vulnerabilities"]["total"] == before["vulnerabilities"]["total"] - 1
    assert after["riskScore"] < before["riskScore"]
    assert (found["status"], found["instances"]) == ("invulnerable", 0)
    assert found["results"][0]["exceptions"] == [number]
    assert found["results"][0]["status"].endswith("with-exception-applied")


def test_a_deleted_exception_brings_the_finding_back(writer):
    before = writer.get("/api/3/assets/1").json
    number = submit(writer, type="Asset", id=1, vulnerability=finding_of(writer, 1)["id"]).json["id"]
    writer.post(f"/api/3/vulnerability_exceptions/{number}/approve")
    assert writer.delete(f"/api/3/vulnerability_exceptions/{number}").status == 200
    assert writer.get("/api/3/assets/1").json == before


def test_a_decision_is_kept_with_who_made_it(writer):
    assert writer.post("/api/3/vulnerability_exceptions/5/reject", "No.").status == 200
    found = writer.get("/api/3/vulnerability_exceptions/5").json
    assert (found["state"], found["review"]["name"], found["review"]["comment"]) == ("rejected", "analyst", "No.")


@pytest.mark.parametrize(("number", "status"), [(1, "approve"), (6, "reject")])
def test_a_decision_that_cannot_be_is_refused(writer, number, status):
    assert writer.post(f"/api/3/vulnerability_exceptions/{number}/{status}").status == 400


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({}, "'scope'"),
        ({"scope": {"type": "Global", "vulnerability": "telnet-open-port"}}, "'submit'"),
        ({"scope": {"type": "Global", "vulnerability": "x"}, "submit": {"reason": "Other"}}, "'x'"),
        ({"scope": {"type": "Moon", "vulnerability": "telnet-open-port"}, "submit": {"reason": "Other"}}, "scope.type"),
        ({"scope": {"type": "Site", "vulnerability": "telnet-open-port"}, "submit": {"reason": "Other"}}, "scope.id"),
        ({"scope": {"type": "Global", "vulnerability": "telnet-open-port"}, "submit": {"reason": "Why not"}}, "reason"),
    ],
)
def test_an_exception_that_cannot_be_is_refused_by_name(writer, body, word):
    answer = writer.post("/api/3/vulnerability_exceptions", body)
    assert answer.status == 400
    assert word in answer.json["message"]


def test_a_decision_that_there_is_none_of_is_not_found(writer):
    assert writer.post("/api/3/vulnerability_exceptions/5/postpone").status == 404


@pytest.mark.parametrize("text", ["2026-01-31", "2026-01-31T00:00:00Z", "2026-01-31T01:00:00+01:00[Europe/Paris]"])
def test_an_expiration_takes_every_form_of_date(writer, text):
    assert writer.put("/api/3/vulnerability_exceptions/1/expires", text).status == 200
    assert writer.get("/api/3/vulnerability_exceptions/1/expires").json == "2026-01-31T00:00:00.000Z"


def test_an_expiration_that_is_no_date_is_refused(writer):
    assert writer.put("/api/3/vulnerability_exceptions/1/expires", "soon").status == 400


def test_a_finding_can_be_proved_and_the_proof_deleted(writer):
    path = f"/api/3/assets/1/vulnerabilities/{finding_of(writer, 1)['id']}/validations"
    answer = writer.post(path, {"source": {"name": "metasploit", "key": "abc"}})
    assert answer.status == 200
    assert writer.get(path).ids == [answer.json["id"]]
    validated = {"field": "vulnerability-validated-status", "operator": "are", "value": "present"}
    assert 1 in writer.search(validated).ids
    assert writer.delete(f"{path}/{answer.json['id']}").status == 200
    assert writer.get(path).ids == []
    assert writer.post(path, {"source": {"name": "guess"}}).status == 400


def test_solutions_of_a_finding_fit_what_is_installed(reader):
    for finding in reader.get("/api/3/assets/300/vulnerabilities?size=50").json["resources"]:
        [solution, *_] = reader.get(f"/api/3/assets/300/vulnerabilities/{finding['id']}/solution").json["resources"]
        assert solution["confidence"] == "exact"
        assert solution["steps"]["text"]


def test_a_finding_on_a_service_is_found_under_the_service(reader):
    document = reader.get("/api/3/assets/300/services/tcp/22/vulnerabilities?size=50").json
    ports = {result["port"] for finding in document["resources"] for result in finding["results"]}
    assert ports == {22}
    assert reader.get("/api/3/assets/300/services/tcp/9/vulnerabilities").status == 404


def test_a_user_can_be_made_log_in_and_be_deleted(writer, as_user):
    body = {"login": "new", "name": "New User", "password": "secret", "role": {"id": "user", "allSites": True}}
    number = writer.post("/api/3/users", body).json["id"]
    assert as_user(writer.console, "new", "secret").get("/api/3/sites").status == 200
    assert writer.put(f"/api/3/users/{number}", {**body, "enabled": False}).status == 200
    assert as_user(writer.console, "new", "secret").get("/api/3").status == 401
    assert writer.delete(f"/api/3/users/{number}").status == 200
    assert writer.get(f"/api/3/users/{number}").status == 404


def test_users_cannot_lock_themselves_out_or_take_a_login_twice(writer):
    body = {"login": "analyst", "name": "Other", "password": "x", "role": {"id": "user"}}
    assert writer.post("/api/3/users", body).status == 400
    assert writer.post("/api/3/users", {**body, "login": "y", "role": {"id": "king"}}).status == 400
    assert writer.delete("/api/3/users/2").status == 400


def test_no_answer_shows_a_password(reader):
    assert all("password" not in each for each in reader.get("/api/3/users?size=50").json["resources"])


def test_an_engine_can_be_made_changed_and_deleted_while_no_site_needs_it(writer):
    body = {"name": "Oslo", "address": "10.60.0.2", "port": 40814}
    answer = writer.post("/api/3/scan_engines", body)
    assert answer.status == 201
    assert writer.get(answer.headers["Location"]).json["status"] == "pending-authorization"
    path = f"/api/3/scan_engines/{answer.json['id']}"
    assert writer.put(path, {**body, "name": "Bergen"}).status == 200
    assert writer.get(path).json["name"] == "Bergen"
    assert writer.delete(path).status == 200
    assert writer.delete("/api/3/scan_engines/2").status == 400
    assert writer.post("/api/3/scan_engines", {**body, "port": 99999}).status == 400
