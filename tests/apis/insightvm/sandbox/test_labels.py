"""Tags and asset groups, by hand and by criteria."""

from __future__ import annotations

import pytest

LINUX = {"filters": [{"field": "operating-system", "operator": "contains", "value": "Linux"}], "match": "all"}
SSH = {"filters": [{"field": "open-ports", "operator": "is", "value": 22}], "match": "all"}


def tag(writer, **members):
    return writer.post("/api/3/tags", {"name": "Hunted", "type": "custom", **members}).json["id"]


def test_a_new_tag_is_where_its_location_says(writer):
    answer = writer.post("/api/3/tags", {"name": "Hunted", "type": "owner", "color": "red"})
    assert answer.status == 201
    found = writer.get(answer.headers["Location"]).json
    assert (found["name"], found["type"], found["color"], found["source"]) == ("Hunted", "owner", "red", "custom")
    assert found["created"] == "2025-11-03T09:00:00.000Z"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"type": "custom"}, "'name'"),
        ({"name": "x"}, "'type'"),
        ({"name": "x", "type": "colour"}, "'type'"),
        ({"name": "x", "type": "custom", "color": "pink"}, "'color'"),
        ({"name": "x", "type": "criticality"}, "built in"),
        ({"name": "pci", "type": "custom"}, "already exists"),
        ({"name": "x", "type": "custom", "searchCriteria": {"filters": [{"field": "no"}]}}, "'operator'"),
    ],
)
def test_a_tag_that_cannot_be_is_refused_by_name(writer, body, word):
    answer = writer.post("/api/3/tags", body)
    assert answer.status == 400
    assert word in answer.json["message"]


def test_a_tag_with_criteria_applies_to_what_they_match(writer):
    number = tag(writer, searchCriteria=LINUX)
    found = writer.get(f"/api/3/tags/{number}/assets").json["resources"]
    assert [each["id"] for each in found] == [each["id"] for each in writer_search(writer, LINUX)]
    assert {tuple(each["sources"]) for each in found} == {("criteria",)}
    own = writer.get(f"/api/3/assets/{found[0]['id']}/tags").json["resources"]
    assert {"source": "criteria"}.items() <= next(each for each in own if each["id"] == number)["sources"][0].items()


def writer_search(writer, criteria):
    found, page = [], 0
    while True:
        answer = writer.post(f"/api/3/assets/search?size=500&view=summary&page={page}", criteria)
        found.extend(answer.json["resources"])
        if "next" not in answer.links:
            return found
        page += 1


def test_changing_the_criteria_changes_the_assets(writer):
    number = tag(writer, searchCriteria=LINUX)
    before = writer.get(f"/api/3/tags/{number}/assets").json["resources"]
    assert writer.put(f"/api/3/tags/{number}/search_criteria", SSH).status == 200
    assert writer.get(f"/api/3/tags/{number}/search_criteria").json["filters"] == SSH["filters"]
    assert writer.get(f"/api/3/tags/{number}/assets").json["resources"] != before
    assert writer.delete(f"/api/3/tags/{number}/search_criteria").status == 200
    assert writer.get(f"/api/3/tags/{number}/assets").json["resources"] == []


def test_a_search_by_tag_sees_what_the_tag_applies_to(writer):
    tag(writer, searchCriteria=LINUX)
    by_tag = writer.search({"field": "custom-tag", "operator": "is", "value": "Hunted"})
    assert by_tag.json["page"]["totalResources"] == len(writer_search(writer, LINUX))


def test_criteria_that_ask_for_their_own_tag_come_to_an_end(writer):
    own = {"filters": [{"field": "custom-tag", "operator": "is", "value": "Hunted"}, *SSH["filters"]], "match": "any"}
    number = tag(writer, searchCriteria=own)
    assert len(writer.get(f"/api/3/tags/{number}/assets").json["resources"]) == len(writer_search(writer, SSH))


def test_a_tag_is_given_to_an_asset_and_taken_again(writer):
    number = tag(writer)
    assert writer.put(f"/api/3/assets/7/tags/{number}").status == 200
    assert number in writer.get("/api/3/assets/7/tags").ids
    assert writer.delete(f"/api/3/assets/7/tags/{number}").status == 200
    assert number not in writer.get("/api/3/assets/7/tags").ids
    assert writer.delete(f"/api/3/assets/7/tags/{number}").status == 404


def test_a_tag_that_came_by_site_is_not_taken_from_a_single_asset(writer):
    assert 6 in writer.get("/api/3/assets/1/tags").ids
    assert writer.delete("/api/3/assets/1/tags/6").status == 404


@pytest.mark.parametrize("path", ["assets/99999/tags/6", "assets/1/tags/999"])
def test_a_tag_or_asset_that_is_none_is_not_found(writer, path):
    assert writer.put(f"/api/3/{path}").status == 404


def test_a_criticality_tag_changes_the_risk(writer):
    before = writer.get("/api/3/assets/1").json
    assert writer.put("/api/3/assets/1/tags/1").status == 200
    after = writer.get("/api/3/assets/1").json
    assert after["rawRiskScore"] == before["rawRiskScore"]
    assert after["riskScore"] == pytest.approx(2 * before["riskScore"], abs=0.02)


def test_a_replaced_tag_loses_the_criteria_that_are_left_out(writer):
    number = tag(writer, searchCriteria=LINUX)
    assert writer.put(f"/api/3/tags/{number}", {"name": "Hunters", "type": "custom"}).status == 200
    found = writer.get(f"/api/3/tags/{number}").json
    assert found["name"] == "Hunters"
    assert "searchCriteria" not in found


def test_a_deleted_tag_is_gone_from_its_assets(writer):
    number = tag(writer)
    writer.put(f"/api/3/assets/7/tags/{number}")
    assert writer.delete(f"/api/3/tags/{number}").status == 200
    assert number not in writer.get("/api/3/assets/7/tags").ids
    assert writer.get(f"/api/3/tags/{number}").status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_built_in_tag_stays_as_it_is(writer, method):
    assert writer.send(method, "/api/3/tags/1", {"name": "x", "type": "custom"}).status == 400


def test_a_site_passes_its_tags_on_to_its_assets(writer):
    number = tag(writer)
    assert writer.put(f"/api/3/sites/3/tags/{number}").status == 201
    assert number in writer.get("/api/3/sites/3/tags").ids
    tagged = writer.get(f"/api/3/tags/{number}/assets").json["resources"]
    assert len(tagged) == writer.get("/api/3/sites/3").json["assets"]
    assert writer.delete(f"/api/3/sites/3/tags/{number}").status == 200
    assert writer.get(f"/api/3/tags/{number}/assets").json["resources"] == []


def test_sites_and_groups_of_a_tag_are_replaced_by_arrays(writer):
    number = tag(writer)
    assert writer.put(f"/api/3/tags/{number}/sites", [1, 3]).status == 200
    assert writer.put(f"/api/3/tags/{number}/asset_groups", [4]).status == 200
    assert writer.get(f"/api/3/tags/{number}/sites").json["resources"] == [1, 3]
    assert writer.get(f"/api/3/tags/{number}/asset_groups").json["resources"] == [4]
    assert writer.get("/api/3/asset_groups/4/tags").json["resources"] == [number]
    assert writer.put(f"/api/3/tags/{number}/sites", ["1"]).status == 400
    assert writer.put(f"/api/3/tags/{number}/sites", [99]).status == 404


def group(writer, **members):
    return writer.post("/api/3/asset_groups", {"name": "Mine", "type": "static", **members}).json["id"]


def test_a_new_dynamic_group_holds_what_its_criteria_match(writer):
    answer = writer.post("/api/3/asset_groups", {"name": "Mine", "type": "dynamic", "searchCriteria": LINUX})
    assert answer.status == 201
    found = writer.get(answer.headers["Location"]).json
    assert found["assets"] == len(writer_search(writer, LINUX))
    assert found["searchCriteria"] == LINUX


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"type": "static"}, "'name'"),
        ({"name": "x", "type": "other"}, "'type'"),
        ({"name": "x", "type": "dynamic"}, "'searchCriteria'"),
        ({"name": "x", "type": "static", "searchCriteria": LINUX}, "searchCriteria"),
        ({"name": "all linux", "type": "static"}, "already exists"),
    ],
)
def test_a_group_that_cannot_be_is_refused_by_name(writer, body, word):
    answer = writer.post("/api/3/asset_groups", body)
    assert answer.status == 400
    assert word in answer.json["message"]


def test_assets_of_a_static_group_are_chosen_by_hand(writer):
    number = group(writer)
    path = f"/api/3/asset_groups/{number}/assets"
    assert writer.put(path, [1, 2, 3]).status == 200
    assert writer.put(f"{path}/9").status == 200
    assert writer.delete(f"{path}/2").status == 200
    assert writer.get(path).json["resources"] == [1, 3, 9]
    assert writer.delete(path).status == 200
    assert writer.get(path).json["resources"] == []


def test_assets_of_a_dynamic_group_are_not_chosen_by_hand(writer):
    assert writer.put("/api/3/asset_groups/1/assets", [1]).status == 400


def test_criteria_of_a_dynamic_group_can_be_replaced(writer):
    assert writer.put("/api/3/asset_groups/1/search_criteria", SSH).status == 200
    assert writer.get("/api/3/asset_groups/1").json["assets"] == len(writer_search(writer, SSH))
    assert writer.put("/api/3/asset_groups/4/search_criteria", SSH).status == 400
    assert writer.get("/api/3/asset_groups/4/search_criteria").status == 404


def test_a_group_can_be_replaced_and_deleted(writer):
    number = group(writer)
    assert writer.put(f"/api/3/asset_groups/{number}", {"name": "Yours", "type": "static"}).status == 200
    assert writer.get(f"/api/3/asset_groups/{number}").json["name"] == "Yours"
    assert writer.delete(f"/api/3/asset_groups/{number}").status == 200
    assert writer.get(f"/api/3/asset_groups/{number}").status == 404


def test_what_one_console_does_is_not_seen_in_another(writer, reader):
    tag(writer)
    assert reader.get("/api/3/tags?name=Hunted").json["page"]["totalResources"] == 0
