"""Scans: started, watched, paused, stopped."""

from __future__ import annotations

import pytest


def start(writer, site=3, body=None):
    return writer.post(f"/api/3/sites/{site}/scans", body or {}).json["id"]


def test_a_new_scan_is_where_its_location_says(writer):
    answer = writer.post("/api/3/sites/3/scans", {"name": "After the patch"})
    assert answer.status == 201
    scan = writer.get(answer.headers["Location"]).json
    assert (scan["scanName"], scan["status"], scan["startedBy"], scan["scanType"]) == (
        "After the patch",
        "running",
        "analyst",
        "Manual",
    )
    assert scan["startTime"] == "2025-11-03T09:00:00.000Z"


def test_a_scan_may_be_started_without_a_body(writer):
    assert writer.post("/api/3/sites/3/scans").status == 201


def test_a_scan_gets_on_with_each_look_until_it_is_finished(writer):
    path = f"/api/3/scans/{start(writer)}"
    looks = [writer.get(path).json for _ in range(6)]
    assert [look["status"] for look in looks] == ["running"] * 3 + ["integrating", "finished", "finished"]
    found = [look["assets"] for look in looks]
    assert found == sorted(found)
    assert found[0] < found[-1] == writer.get("/api/3/sites/3").json["assets"]
    totals = [look["vulnerabilities"]["total"] for look in looks]
    assert totals == sorted(totals)
    assert totals[-1] == writer.get("/api/3/sites/3").json["vulnerabilities"]["total"]
    assert "endTime" not in looks[3]
    assert looks[4]["endTime"] > looks[4]["startTime"]


def test_looking_at_a_list_does_not_move_a_scan(writer):
    path = f"/api/3/scans/{start(writer)}"
    for _ in range(10):
        writer.get("/api/3/scans?active=true")
        writer.send("HEAD", path)
        writer.send("OPTIONS", path)
    assert writer.get(path).json["status"] == "running"


def test_a_finished_scan_is_known_to_its_site_and_assets(writer):
    number = start(writer)
    for _ in range(5):
        scan = writer.get(f"/api/3/scans/{number}").json
    assert writer.get("/api/3/sites/3").json["lastScanTime"] == scan["endTime"]
    asset = writer.get("/api/3/sites/3/assets").json["resources"][0]
    assert asset["history"][-1] == {
        "date": scan["endTime"].replace(".000", ""),
        "scanId": number,
        "type": "SCAN",
        "version": len(asset["history"]),
    }
    recent = {"field": "last-scan-date", "operator": "is-on-or-after", "value": "2025-11-03"}
    assert asset["id"] in writer.search(recent, query="?size=500").ids


def test_a_scan_may_cover_some_hosts_only(writer):
    asset = writer.get("/api/3/sites/3/assets").json["resources"][0]
    number = start(writer, body={"hosts": [asset["ip"], "unknown.example"]})
    for _ in range(5):
        scan = writer.get(f"/api/3/scans/{number}").json
    assert (scan["assets"], scan["vulnerabilities"]["total"]) == (1, asset["vulnerabilities"]["total"])


@pytest.mark.parametrize("body", [{"hosts": ["192.0.2.1"]}, {"engineId": 99}, {"templateId": "x"}, []])
def test_a_scan_that_cannot_be_is_refused(writer, body):
    assert writer.send("POST", "/api/3/sites/3/scans", body).status == 400


def test_a_site_is_scanned_once_at_a_time(writer):
    start(writer)
    assert writer.post("/api/3/sites/3/scans", {}).status == 400


def test_a_scan_can_be_paused_resumed_and_stopped(writer):
    path = f"/api/3/scans/{start(writer)}"
    states = []
    for move in ("pause", "resume", "stop"):
        answer = writer.post(f"{path}/{move}")
        assert answer.status == 200
        assert set(answer.json) == {"links"}
        states.append(writer.get("/api/3/scans?size=1&sort=id,DESC").json["resources"][0]["status"])
    assert states == ["paused", "running", "stopped"]
    assert writer.get(path).json["message"] == "Stopped by analyst."


def test_a_paused_scan_does_not_get_on(writer):
    path = f"/api/3/scans/{start(writer)}"
    writer.post(f"{path}/pause")
    assert {writer.get(path).json["status"] for _ in range(6)} == {"paused"}


@pytest.mark.parametrize(("scan", "move"), [(1, "pause"), (1, "stop"), (1, "resume"), (1, "restart")])
def test_a_scan_that_is_over_cannot_be_moved(writer, scan, move):
    assert writer.post(f"/api/3/scans/{scan}/{move}").status == 400


def test_a_scan_of_a_site_leaves_the_site_out_and_the_list_of_all_has_it(reader):
    assert "siteId" not in reader.get("/api/3/sites/3/scans").json["resources"][0]
    assert reader.get("/api/3/scans").json["resources"][0]["siteName"]


def test_a_scan_leads_to_its_engine_and_site_by_id(reader):
    links = {link["rel"]: link for link in reader.get("/api/3/sites/3/scans").json["resources"][0]["links"]}
    assert (links["Site"]["id"], links["Scan Engine"]["id"]) == (3, 3)


def test_an_engine_lists_its_scans_and_sites(reader):
    assert reader.get("/api/3/scan_engines/3/sites").ids == [3, 17, 35]
    engines = {each["engineId"] for each in reader.get("/api/3/scan_engines/3/scans").json["resources"]}
    assert engines == {3}


def test_older_scans_found_no_more_than_newer_ones(reader):
    scans = [each for each in reader.everything("/api/3/sites/2/scans?size=100") if each["status"] == "finished"]
    totals = [each["vulnerabilities"]["total"] for each in scans]
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]
