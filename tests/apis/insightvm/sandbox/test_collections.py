"""Pages, orders, and the other two shapes of collections."""

from __future__ import annotations

import pytest


def test_a_page_holds_ten_unless_asked(reader):
    document = reader.get("/api/3/assets").json
    assert document["page"] == {"number": 0, "size": 10, "totalPages": 240, "totalResources": 2400}
    assert len(document["resources"]) == 10


def test_a_page_holds_500_at_most(reader):
    assert reader.get("/api/3/vulnerabilities?size=9999").json["page"] == {
        "number": 0, "size": 500, "totalPages": 3, "totalResources": 1500,
    }  # fmt: skip


def test_pages_are_counted_from_zero_and_do_not_overlap(reader):
    first, second = reader.get("/api/3/assets?size=3"), reader.get("/api/3/assets?page=1&size=3")
    assert (first.ids, second.ids) == ([1, 2, 3], [4, 5, 6])


def test_all_pages_together_are_the_whole_collection(reader):
    found = reader.everything("/api/3/vulnerabilities?size=400")
    assert len({each["id"] for each in found}) == 1500


def test_a_page_links_to_its_neighbours_and_the_ends(reader):
    assert list(reader.get("/api/3/assets?page=5").links) == ["first", "prev", "self", "next", "last"]
    assert list(reader.get("/api/3/assets").links) == ["first", "self", "next", "last"]
    assert list(reader.get("/api/3/assets?page=239").links) == ["first", "prev", "self", "last"]


def test_a_single_page_links_to_itself_only(reader):
    assert list(reader.get("/api/3/reports?size=50").links) == ["self"]


def test_links_carry_everything_for_the_next_page(reader):
    links = reader.get("/api/3/assets?size=7&page=1&sort=hostName,DESC&view=summary").links
    assert links["next"] == "https://insightvm.test/api/3/assets?view=summary&page=2&size=7&sort=hostName,desc"
    assert links["self"] == "https://insightvm.test/api/3/assets?size=7&page=1&sort=hostName,DESC&view=summary"


def test_the_default_order_is_echoed(reader):
    assert reader.get("/api/3/assets").links["next"].endswith("?page=1&size=10&sort=id,asc")


@pytest.mark.parametrize(
    "path", ["assets?page=240", "assets?page=9999&size=500", "scans?page=500", "tags?name=nothing&page=1"]
)
def test_a_page_beyond_the_end_is_not_found(reader, path):
    assert reader.get(f"/api/3/{path}").status == 404


def test_a_number_with_more_digits_than_any_page_has_is_refused(reader):
    assert reader.get(f"/api/3/tags?page={'9' * 5000}").status == 400


def test_an_empty_collection_has_one_empty_page(reader):
    document = reader.get("/api/3/tags?name=nothing-like-it").json
    assert document["resources"] == []
    assert document["page"]["totalPages"] == 0


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=x", "size=0", "size=-5", "size=ten", "page=1.5", "page=", "page=%2B5", "size=%205", "size=1_0"],
)
def test_a_parameter_that_is_no_count_is_refused(reader, query):
    answer = reader.get(f"/api/3/assets?{query}")
    assert answer.status == 400
    assert query.split("=")[0] in answer.json["message"]


def test_the_later_order_decides_between_equals(reader):
    found = reader.get("/api/3/sites?size=40&sort=type,ASC&sort=name,DESC").json["resources"]
    keys = [(each["type"], each["name"].lower()) for each in found]
    assert keys == sorted(sorted(keys, key=lambda key: key[1], reverse=True), key=lambda key: key[0])


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("assets?sort=riskScore,DESC", lambda each: -each["riskScore"]),
        ("assets?sort=hostName", lambda each: each["hostName"]),
        ("assets?sort=vulnerabilities.critical,DESC", lambda each: -each["vulnerabilities"]["critical"]),
        ("vulnerabilities?sort=riskScore,DESC", lambda each: -each["riskScore"]),
        ("vulnerabilities?sort=published", lambda each: each["published"]),
        ("vulnerabilities?sort=cvss.v3.score,DESC", lambda each: -each["cvss"]["v3"]["score"]),
        ("sites?sort=assets,DESC", lambda each: -each["assets"]),
        ("tags?sort=name", lambda each: each["name"].lower()),
        ("scans?sort=startTime,DESC", lambda each: [-ord(letter) for letter in each["startTime"]]),
        ("users?sort=role.name", lambda each: each["role"]["name"]),
    ],
)
def test_a_collection_is_sorted_by_the_property_asked_for(reader, path, read):
    keys = [read(each) for each in reader.get(f"/api/3/{path}").json["resources"]]
    assert keys == sorted(keys)


def test_addresses_are_sorted_as_numbers(reader):
    found = [each["ip"] for each in reader.get("/api/3/assets?sort=ip&size=50").json["resources"]]
    assert found[:2] == ["10.10.0.10", "10.10.0.13"]
    assert found.index("10.10.0.97") < found.index("10.10.0.100")


def test_a_name_that_an_order_does_not_know_is_refused_even_where_others_are_known(reader):
    assert reader.get("/api/3/sites?sort=name&sort=colour").status == 400
    assert reader.get("/api/3/tags?type=owner&sort=riskModifier").status == 400
    assert reader.get("/api/3/tags?type=criticality&sort=riskModifier").status == 200
    assert reader.get("/api/3/tags?name=nothing-like-it&sort=colour").status == 200


def test_an_order_does_not_tell_of_what_somebody_may_not_see(reader, as_user):
    path = "/api/3/asset_groups?sort=searchCriteria.match"
    assert reader.get(path).status == 200
    assert as_user(reader.console, "frankfurt").get(path).status == 400


def test_what_has_no_value_comes_last_either_way(reader):
    for direction in ("ASC", "DESC"):
        last = reader.get(f"/api/3/assets?sort=hostName,{direction}&size=500&page=4&view=summary").json["resources"][-1]
        assert "hostName" not in last


def test_a_property_that_nothing_has_is_refused(reader):
    answer = reader.get("/api/3/assets?sort=-riskScore")
    assert answer.status == 400
    assert "'-riskScore'" in answer.json["message"]


@pytest.mark.parametrize(
    "path", ["assets/300/software", "assets/300/tags", "scan_engines", "sites/2/users", "report_formats"]
)
def test_a_collection_that_is_not_paged_says_nothing_of_pages(reader, path):
    document = reader.get(f"/api/3/{path}").json
    assert set(document) == {"links", "resources"}
    assert document["resources"]


@pytest.mark.parametrize(
    "path",
    [
        "asset_groups/4/assets",
        "vulnerabilities/telnet-open-port/assets",
        "tags/1/sites",
        "roles/user/users",
        "privileges",
    ],
)
def test_references_are_bare_ids(reader, path):
    found = reader.get(f"/api/3/{path}").json["resources"]
    assert found
    assert all(isinstance(each, int | str) for each in found)


def test_references_to_vulnerabilities_come_with_a_link_each(reader):
    document = reader.get("/api/3/malware_kits/19/vulnerabilities").json
    relations = [link["rel"] for link in document["links"]]
    assert relations == ["self", *["Vulnerability"] * len(document["resources"])]
    assert len(document["resources"]) > 1


def test_tagged_assets_say_how_the_tag_came_to_them(reader):
    found = reader.get("/api/3/tags/34/assets").json["resources"]
    assert found[0]["sources"] == ["criteria"]


def test_a_summary_leaves_the_lists_out(reader):
    summary, details = (reader.get(f"/api/3/assets/300?view={view}").json for view in ("summary", "details"))
    assert set(details) - set(summary) >= {"services", "software", "history", "users"}


@pytest.mark.parametrize(
    ("path", "check"),
    [
        ("asset_groups?type=dynamic", lambda each: each["type"] == "dynamic"),
        ("asset_groups?name=wINDOWS", lambda each: "Windows" in each["name"]),
        ("tags?type=location", lambda each: each["type"] == "location"),
        ("tags?name=FRANK", lambda each: "Frank" in each["name"]),
        ("scans?active=true", lambda each: each["status"] in {"running", "paused"}),
        ("scans?active=false", lambda each: each["status"] not in {"running", "paused"}),
        ("vulnerability_checks?search=telnet", lambda each: "telnet" in each["vulnerability"]),
        ("vulnerability_checks?safe=false", lambda each: not each["safe"]),
        ("vulnerability_checks?requiresCredentials=true", lambda each: each["requiresCredentials"]),
        ("vulnerability_checks?potential=true", lambda each: each["potential"]),
        ("vulnerability_checks?unique=true", lambda each: each["unique"]),
        ("vulnerability_checks?type=SSHScanner", lambda each: each["plugin"] == "SSHScanner"),
    ],
)
def test_a_named_filter_filters(reader, path, check):
    plain = reader.get(f"/api/3/{path.partition('?')[0]}").json["page"]["totalResources"]
    document = reader.get(f"/api/3/{path}").json
    assert 0 < document["page"]["totalResources"] < plain
    assert all(check(each) for each in document["resources"])


def test_parameters_that_nobody_knows_are_ignored(reader):
    assert reader.get("/api/3/sites?colour=red").status == 200
