"""Sites: made, replaced, deleted, and their parts."""

from __future__ import annotations

import pytest

NEW = {
    "name": "Oslo Office",
    "description": "New",
    "importance": "high",
    "engineId": 4,
    "scanTemplateId": "full-audit",
    "scan": {
        "assets": {"includedTargets": {"addresses": ["10.60.0.0/24"]}, "excludedTargets": {"addresses": ["10.60.0.1"]}}
    },
}
UPDATE = {"name": "Boston HQ", "importance": "low", "engineId": 2, "scanTemplateId": "discovery"}


def test_a_new_site_is_where_its_location_says(writer):
    answer = writer.post("/api/3/sites", NEW)
    assert answer.status == 201
    assert answer.headers["Location"] == f"https://insightvm.test/api/3/sites/{answer.json['id']}"
    site = writer.get(answer.headers["Location"]).json
    assert {name: site[name] for name in ("name", "importance", "scanEngine", "scanTemplate", "type", "assets")} == {
        "name": "Oslo Office", "importance": "high", "scanEngine": 4, "scanTemplate": "full-audit",
        "type": "static", "assets": 0,
    }  # fmt: skip


def test_a_new_site_has_the_targets_it_was_made_with(writer):
    number = writer.post("/api/3/sites", NEW).json["id"]
    assert writer.get(f"/api/3/sites/{number}/included_targets").json["addresses"] == ["10.60.0.0/24"]
    assert writer.get(f"/api/3/sites/{number}/excluded_targets").json["addresses"] == ["10.60.0.1"]


def test_a_site_of_a_connection_is_dynamic(writer):
    number = writer.post("/api/3/sites", {"name": "Cloud", "scan": {"connection": {"id": 1}}}).json["id"]
    assert writer.get(f"/api/3/sites/{number}").json["type"] == "dynamic"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": None}, "'name'"),
        ({"name": "boston dmz"}, "already exists"),
        ({"importance": "huge"}, "importance"),
        ({"engineId": 99}, "'99'"),
        ({"engineId": "4"}, "scan engine"),
        ({"scanTemplateId": "none"}, "'none'"),
        ({"scan": {"assets": {}}}, "At least one address"),
        ({"scan": {"assets": {"includedTargets": {"addresses": ["10.0.0.0/99"]}}}}, "10.0.0.0/99"),
        ({"scan": {"assets": {"includedTargets": {"addresses": ["not a host"]}}}}, "not a host"),
        ({"scan": []}, "'scan'"),
        ({"name": 5}, "'name'"),
    ],
)
def test_a_site_that_cannot_be_is_refused_by_name(writer, change, word):
    answer = writer.post("/api/3/sites", {**NEW, **change})
    assert answer.status == 400
    assert word in answer.json["message"]
    assert writer.get("/api/3/sites").json["page"]["totalResources"] == 40


def test_replacing_a_site_takes_away_what_is_left_out(writer):
    answer = writer.put("/api/3/sites/1", UPDATE)
    assert answer.status == 200
    assert set(answer.json) == {"links"}
    site = writer.get("/api/3/sites/1").json
    assert (site["name"], site["importance"], site["description"]) == ("Boston HQ", "low", "")


@pytest.mark.parametrize("member", ["name", "importance", "engineId", "scanTemplateId"])
def test_replacing_a_site_needs_all_that_is_required(writer, member):
    answer = writer.put("/api/3/sites/1", {name: value for name, value in UPDATE.items() if name != member})
    assert answer.status == 400
    assert member in answer.json["message"]


def test_a_deleted_site_is_gone_with_its_assets_and_scans(writer):
    assets = writer.get("/api/3/sites/3/assets?size=500").ids
    answer = writer.delete("/api/3/sites/3")
    assert answer.status == 200
    assert set(answer.json) == {"links"}
    for path in ("sites/3", "sites/3/assets", f"assets/{assets[0]}"):
        assert writer.get(f"/api/3/{path}").status == 404
    assert writer.get("/api/3/assets").json["page"]["totalResources"] == 2400 - len(assets)
    assert writer.delete("/api/3/sites/3").status == 404


def test_the_engine_of_a_site_is_changed_by_a_bare_number(writer):
    assert writer.put("/api/3/sites/1/scan_engine", 5).status == 200
    assert writer.get("/api/3/sites/1/scan_engine").json["id"] == 5
    assert 1 in writer.get("/api/3/scan_engines/5").json["sites"]


def test_a_pool_may_scan_a_site(writer):
    assert writer.put("/api/3/sites/1/scan_engine", 20).status == 200
    assert writer.get("/api/3/sites/1/scan_engine").json["name"] == "Europe"
    assert writer.get("/api/3/scan_engine_pools/20/sites").json["resources"] == [1, 26]


@pytest.mark.parametrize("body", [99, "5", {"id": 5}, [5], True])
def test_an_engine_that_is_none_is_refused(writer, body):
    assert writer.put("/api/3/sites/1/scan_engine", body).status == 400


def test_the_template_of_a_site_is_changed_by_a_bare_string(writer):
    assert writer.put("/api/3/sites/1/scan_template", "pentest-audit").status == 200
    assert writer.get("/api/3/sites/1/scan_template").json["name"] == "Penetration test"


def test_targets_are_replaced_extended_and_reduced_by_arrays(writer):
    path = "/api/3/sites/1/included_targets"
    assert writer.put(path, ["10.1.0.0/24", "host.example"]).status == 200
    assert writer.post(path, ["10.2.0.1 - 10.2.0.9"]).status == 201
    assert writer.delete(path, ["host.example"]).status == 200
    assert writer.get(path).json["addresses"] == ["10.1.0.0/24", "10.2.0.1 - 10.2.0.9"]


@pytest.mark.parametrize("body", [{}, "10.0.0.1", [1], [""]])
def test_targets_that_are_none_are_refused(writer, body):
    assert writer.put("/api/3/sites/1/included_targets", body).status == 400


def test_an_asset_taken_out_of_its_only_site_is_deleted(writer):
    asset = writer.get("/api/3/sites/3/assets").ids[0]
    assert writer.delete(f"/api/3/sites/3/assets/{asset}").status == 200
    assert writer.get(f"/api/3/assets/{asset}").status == 404
    assert writer.delete(f"/api/3/sites/3/assets/{asset}").status == 404


def test_a_deleted_asset_is_gone_from_its_site_and_from_searches(writer):
    before = writer.get("/api/3/sites/1").json["assets"]
    assert writer.delete("/api/3/assets/1").status == 200
    assert writer.get("/api/3/assets/1").status == 404
    assert writer.get("/api/3/sites/1").json["assets"] == before - 1
    assert 1 not in writer.search({"field": "site-id", "operator": "in", "values": [1]}).ids


def test_the_schedule_of_a_site_goes_on_from_its_last_scan(reader):
    [schedule] = reader.get("/api/3/sites/1/scan_schedules").json["resources"]
    assert schedule["start"] == reader.get("/api/3/sites/1").json["lastScanTime"].replace(".000", "")
    assert schedule["nextRuntimes"] > [schedule["start"]]


def test_a_dynamic_site_takes_criteria_of_its_kind_of_connection(writer):
    path = "/api/3/sites/6/discovery_search_criteria"
    clusters = {"filters": [{"field": "cluster", "operator": "is", "value": "BOS-CL01"}], "match": "all"}
    assert writer.put(path, clusters).status == 200
    assert writer.get(path).json == {"connectionType": "vsphere", **clusters}


def test_a_dynamic_site_refuses_criteria_of_another_kind_of_connection(writer):
    body = {"filters": [{"field": "vpc-id", "operator": "is", "value": "vpc-1"}]}
    assert writer.put("/api/3/sites/6/discovery_search_criteria", body).status == 400
    assert writer.put("/api/3/sites/1/discovery_search_criteria", body).status == 404


def test_groups_of_a_site_are_replaced_by_an_array_of_ids(writer):
    assert writer.put("/api/3/sites/1/included_asset_groups", [1, 2]).status == 200
    assert writer.get("/api/3/sites/1/included_asset_groups").ids == [1, 2]
    assert writer.put("/api/3/sites/1/excluded_asset_groups", [77]).status == 404
