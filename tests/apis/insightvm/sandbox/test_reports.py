"""Reports: configured, generated, downloaded."""

from __future__ import annotations

import csv
import gzip
import io

import pytest

NEW = {"name": "DMZ", "format": "csv-export", "template": "basic-vulnerability-check-results", "scope": {"sites": [3]}}


def create(writer, **members):
    return writer.post("/api/3/reports", {**NEW, **members}).json["id"]


def generate(writer, number):
    instance = writer.post(f"/api/3/reports/{number}/generate").json["id"]
    while writer.get(f"/api/3/reports/{number}/history/{instance}").json["status"] == "running":
        pass
    return instance


def rows(answer):
    return list(csv.DictReader(io.StringIO(gzip.decompress(answer.body).decode())))


def test_a_new_report_is_as_it_was_configured(writer):
    answer = writer.post("/api/3/reports", NEW)
    assert answer.status == 200
    report = writer.get(f"/api/3/reports/{answer.json['id']}").json
    assert NEW.items() <= report.items()
    assert report["owner"] == 2


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": ""}, "'name'"),
        ({"format": "parchment"}, "parchment"),
        ({"template": "audit-report"}, "audit-report"),
        ({"name": "Databases"}, "already exists"),
        ({"scope": {"sites": [99]}}, "'99'"),
    ],
)
def test_a_report_that_cannot_be_is_refused_by_name(writer, change, word):
    answer = writer.post("/api/3/reports", {**NEW, **change})
    assert answer.status == 400
    assert word in answer.json["message"]


def test_a_report_is_generated_while_one_looks(writer):
    number = create(writer)
    answer = writer.post(f"/api/3/reports/{number}/generate")
    path = f"/api/3/reports/{number}/history/{answer.json['id']}"
    assert answer.status == 200
    assert writer.get(f"{path}/output").status == 404
    assert [writer.get(path).json["status"] for _ in range(3)] == ["running", "complete", "complete"]


def test_a_complete_report_downloads_as_compressed_csv(writer):
    number = create(writer)
    generate(writer, number)
    latest = writer.get(f"/api/3/reports/{number}/history/latest")
    answer = writer.get(latest.links["Download"])
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "Content-Encoding" not in answer.headers
    assert latest.json["size"]["bytes"] == len(answer.body)
    assert rows(answer)


def test_a_report_of_check_results_lists_what_is_wrong_with_the_assets_in_its_scope(writer):
    number = create(writer)
    instance = generate(writer, number)
    found = rows(writer.get(f"/api/3/reports/{number}/history/{instance}/output"))
    assets = {each["id"]: each for each in writer.everything("/api/3/sites/3/assets?size=100")}
    assert {int(row["Asset ID"]) for row in found} <= set(assets)
    for asset in list(assets.values())[:5]:
        vulnerabilities = {row["Vulnerability ID"] for row in found if int(row["Asset ID"]) == asset["id"]}
        assert len(vulnerabilities) == asset["vulnerabilities"]["total"]


def test_a_list_of_assets_has_one_row_each(writer):
    number = create(writer, template="basic-asset-list", scope={"tags": [2], "assetGroups": [4], "assets": [1]})
    instance = generate(writer, number)
    found = {
        int(row["Asset ID"]): row for row in rows(writer.get(f"/api/3/reports/{number}/history/{instance}/output"))
    }
    tagged = {each["id"] for each in writer.get("/api/3/tags/2/assets").json["resources"]}
    assert set(found) == tagged | set(writer.get("/api/3/asset_groups/4/assets").json["resources"]) | {1}
    assert float(found[1]["Asset Risk Score"]) == writer.get("/api/3/assets/1").json["riskScore"]


@pytest.mark.parametrize(("format", "start"), [("html", b"<!DOCTYPE html>"), ("text", b"Asset ID: ")])
def test_a_report_may_be_meant_for_people(writer, format, start):
    number = create(writer, format=format, template="audit-report")
    instance = generate(writer, number)
    assert gzip.decompress(writer.get(f"/api/3/reports/{number}/history/{instance}/output").body).startswith(start)


def test_a_report_stays_as_it_was_generated_byte_for_byte(reader):
    first, second = (reader.get("/api/3/reports/1/history/latest/output").body for _ in range(2))
    assert first == second


def test_the_history_of_a_report_can_be_read_and_cleared(writer):
    [*older, newest] = writer.get("/api/3/reports/1/history").ids
    assert writer.get("/api/3/reports/1/history/latest").json["id"] == newest
    assert writer.delete(f"/api/3/reports/1/history/{newest}").status == 200
    assert writer.get("/api/3/reports/1/history").ids == older


def test_a_report_that_was_never_generated_has_no_latest(reader):
    assert reader.get("/api/3/reports/12/history").json["resources"] == []
    assert reader.get("/api/3/reports/12/history/latest").status == 404


def test_a_report_can_be_replaced_and_deleted(writer):
    assert writer.put("/api/3/reports/1", {**NEW, "name": "Other"}).status == 200
    assert writer.get("/api/3/reports/1").json["name"] == "Other"
    assert writer.delete("/api/3/reports/1").status == 200
    assert writer.get("/api/3/reports/1/history").status == 404
