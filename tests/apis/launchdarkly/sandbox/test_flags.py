"""Flags: lists, single ones, creation, deletion, statuses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.apis.launchdarkly.client import Client

DAY = 86_400_000
TARGETING = {"targets", "contextTargets", "rules", "fallthrough", "offVariation", "prerequisites"}


def test_a_listed_flag_says_nothing_of_environments(client: Client) -> None:
    assert not any("environments" in flag for flag in client.get("/flags/default")["items"])


def test_env_adds_summaries_of_those_environments(client: Client) -> None:
    first = client.get("/flags/default?env=production&env=test")["items"][0]
    assert list(first["environments"]) == ["production", "test"]
    assert not TARGETING & set(first["environments"]["test"])
    assert "_summary" in first["environments"]["test"]


@pytest.mark.parametrize("summary", ["0", "false"])
def test_summary_0_adds_targeting(client: Client, summary: str) -> None:
    first = client.get(f"/flags/default?env=production&summary={summary}")["items"][0]
    assert set(first["environments"]["production"]) > TARGETING


def test_summary_0_without_env_adds_nothing(client: Client) -> None:
    assert "environments" not in client.get("/flags/default?summary=0")["items"][0]


def test_a_single_flag_has_everything_in_all_environments(client: Client) -> None:
    flag = client.get("/flags/default/checkout")
    assert list(flag["environments"]) == ["production", "staging", "test"]
    assert set(flag["environments"]["production"]) > TARGETING
    assert list(client.get("/flags/default/checkout?env=test")["environments"]) == ["test"]


def test_links_are_at_every_level_and_site_stands_beside_them(client: Client) -> None:
    flag = client.get("/flags/default/checkout")
    assert flag["_links"] == {
        "parent": {"href": "/api/v2/flags/default", "type": "application/json"},
        "self": {"href": "/api/v2/flags/default/checkout", "type": "application/json"},
    }
    assert flag["_maintainer"]["_links"]["self"]["href"] == f"/api/v2/members/{flag['maintainerId']}"
    site = flag["environments"]["production"]["_site"]
    assert site == {"href": "/default/production/features/checkout", "type": "text/html"}


def test_every_link_of_a_flag_list_leads_somewhere(client: Client) -> None:
    for flag in client.get("/flags/default?limit=100")["items"]:
        for link in (*flag["_links"].values(), *flag.get("_maintainerTeam", {}).get("_links", {}).values()):
            client.get(link["href"].removeprefix("/api/v2"))


def test_expansions_add_what_they_name(client: Client) -> None:
    plain = client.get("/flags/platform/session-store-migration?env=production")
    full = client.get("/flags/platform/session-store-migration?env=production&expand=evaluation,migrationSettings")
    assert set(full) - set(plain) == {"migrationSettings"}
    production = set(full["environments"]["production"]) - set(plain["environments"]["production"])
    assert production == {"evaluation", "migrationSettings"}
    listed = client.get("/flags/default?expand=codeReferences&limit=1")["items"][0]
    assert {"name", "fileCount", "hunkCount"} == set(listed["codeReferences"]["items"][0])


@pytest.mark.parametrize(
    ("sort", "read"),
    [
        ("key", lambda flag: flag["key"]),
        ("name", lambda flag: flag["name"].casefold()),
        ("creationDate", lambda flag: flag["creationDate"]),
        ("tags", lambda flag: flag["tags"]),
        ("type", lambda flag: flag["temporary"]),
        ("maintainerId", lambda flag: flag.get("maintainerId", "")),
    ],
)
def test_flags_are_sorted_both_ways(client: Client, sort: str, read: Any) -> None:
    up = [read(flag) for flag in client.get(f"/flags/platform?limit=200&sort={sort}")["items"]]
    down = [read(flag) for flag in client.get(f"/flags/platform?limit=200&sort=-{sort}")["items"]]
    assert up == sorted(up)
    assert down == sorted(down, reverse=True)


def test_several_fields_sort_one_after_the_other(client: Client) -> None:
    items = client.get("/flags/platform?limit=200&sort=type,-key")["items"]
    pairs = [(flag["temporary"], flag["key"]) for flag in items]
    assert pairs == sorted(sorted(pairs, key=lambda one: one[1], reverse=True), key=lambda one: one[0])


def test_targeting_modified_date_sorts_by_the_first_environment(client: Client) -> None:
    items = client.get("/flags/default?limit=99&sort=-targetingModifiedDate&env=test&env=production")["items"]
    dates = [flag["environments"]["test"]["lastModified"] for flag in items]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "query", ["sort=colour", "sort=targetingModifiedDate", "sort=key,targetingModifiedDate&env=test", "sort=--key"]
)
def test_what_cannot_be_sorted_by_is_a_400(client: Client, query: str) -> None:
    assert client.refused("GET", f"/flags/default?{query}") == (400, "invalid_request")


def test_a_created_flag_is_off_everywhere_and_new(client: Client) -> None:
    answer = client.send("POST", "/flags/default", {"name": "Made", "key": "made"})
    assert answer.status == 201
    flag = client.get("/flags/default/made")
    assert flag == answer.json
    assert (flag["kind"], flag["_version"], flag["temporary"]) == ("boolean", 1, False)
    assert flag["creationDate"] == client.sandbox.clock.milliseconds()
    assert [one["on"] for one in flag["environments"].values()] == [False] * 3
    assert [variation["value"] for variation in flag["variations"]] == [True, False]
    assert client.get("/flag-statuses/default/test/made")["name"] == "new"
    assert flag["maintainerId"] == client.get("/members/me")["_id"]


def test_a_created_flag_takes_what_is_given(client: Client) -> None:
    body = {
        "name": "Size",
        "key": "size.v2",
        "description": "how big",
        "variations": [{"value": 1, "name": "one"}, {"value": 2}, {"value": 3}],
        "defaults": {"onVariation": 2, "offVariation": 1},
        "temporary": True,
        "tags": ["x"],
        "customProperties": {"k": {"name": "K", "value": ["v"]}},
        "clientSideAvailability": {"usingMobileKey": True, "usingEnvironmentId": False},
        "maintainerTeamKey": "growth",
        "isFlagOn": True,
    }
    flag = client.send("POST", "/flags/default", body).json
    assert (flag["kind"], flag["defaults"], flag["tags"]) == ("multivariate", body["defaults"], ["x"])
    assert flag["environments"]["test"]["fallthrough"] == {"variation": 2}
    assert flag["environments"]["test"]["offVariation"] == 1
    assert flag["environments"]["test"]["on"] is True
    assert flag["_maintainerTeam"]["key"] == "growth"
    assert "maintainerId" not in flag


def test_a_created_flag_may_have_prerequisites(client: Client) -> None:
    variation = client.get("/flags/default/apple-pay")["variations"][1]["_id"]
    body = {"name": "P", "key": "p", "initialPrerequisites": [{"key": "apple-pay", "variationId": variation}]}
    flag = client.send("POST", "/flags/default", body).json
    assert flag["environments"]["test"]["prerequisites"] == [{"key": "apple-pay", "variation": 1}]


@pytest.mark.parametrize(("stages", "last"), [(2, "complete"), (4, "complete"), (6, "complete")])
def test_a_migration_flag_has_the_variations_of_its_stages(client: Client, stages: int, last: str) -> None:
    settings = {"stageCount": stages, "contextKind": "account"}
    body = {"name": "M", "key": "m", "purpose": "migration", "migrationSettings": settings}
    flag = client.send("POST", "/flags/default", body).json
    assert (len(flag["variations"]), flag["variations"][-1]["value"]) == (stages, last)
    assert flag["_purpose"] == "migration"


def test_a_clone_has_the_targeting_of_its_source(client: Client) -> None:
    source = client.get("/flags/default/checkout")
    clone = client.send("POST", "/flags/default?clone=checkout", {"name": "Copy", "key": "copy"}).json
    for environment, targeting in source["environments"].items():
        for name in ("on", "rules", "targets", "fallthrough", "offVariation"):
            assert clone["environments"][environment][name] == targeting[name]
    assert clone["_version"] == 1
    assert clone["variations"][0]["_id"] != source["variations"][0]["_id"]
    assert client.refused("POST", "/flags/default?clone=nothing", {"name": "C", "key": "c"}) == (404, "not_found")


def test_a_taken_key_is_a_conflict_in_the_vendors_words(client: Client) -> None:
    answer = client.send("POST", "/flags/default", {"name": "Twice", "key": "checkout"})
    assert (answer.status, answer.json["code"]) == (409, "conflict")
    assert answer.json["message"] == "A feature with that key already exists"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        {},
        {"name": "x"},
        {"key": "x"},
        {"name": "", "key": "x"},
        {"name": "x", "key": 7},
        {"name": "x", "key": "with space"},
        {"name": "x", "key": "-x"},
        {"name": "x", "key": "ü"},
        {"name": "x", "key": "x", "variations": [{"value": 1}]},
        {"name": "x", "key": "x", "variations": [{"value": 1}, {"value": 1}]},
        {"name": "x", "key": "x", "variations": [{"value": 1}, {"value": "a"}]},
        {"name": "x", "key": "x", "variations": [{"name": "a"}, {"name": "b"}]},
        {"name": "x", "key": "x", "variations": "ab"},
        {"name": "x", "key": "x", "tags": "a"},
        {"name": "x", "key": "x", "defaults": {"onVariation": 5, "offVariation": 0}},
        {"name": "x", "key": "x", "defaults": {}},
        {"name": "x", "key": "x", "maintainerId": "nobody"},
        {"name": "x", "key": "x", "isFlagOn": "yes"},
        {"name": "x", "key": "x", "initialPrerequisites": [{"key": "none"}]},
        {"name": "x", "key": "x", "purpose": "migration"},
        {"name": "x", "key": "x", "purpose": "migration", "migrationSettings": {"stageCount": 3}},
    ],
    ids=lambda one: str(one)[:80],
)
def test_a_flag_that_cannot_be_is_not_created(client: Client, body: Any) -> None:
    assert client.refused("POST", "/flags/default", body) == (400, "invalid_request")


def test_null_is_the_same_as_nothing_where_a_flag_is_created(client: Client) -> None:
    flag = client.send("POST", "/flags/default", {"name": "x", "key": "x", "maintainerId": None, "tags": None}).json
    assert (flag["maintainerId"], flag["tags"]) == (client.get("/members/me")["_id"], [])


def test_a_deleted_flag_is_gone_from_everywhere(client: Client) -> None:
    answer = client.send("DELETE", "/flags/default/apple-pay")
    assert (answer.status, answer.json) == (204, None)
    assert client.refused("GET", "/flags/default/apple-pay") == (404, "not_found")
    assert client.refused("DELETE", "/flags/default/apple-pay") == (404, "not_found")
    assert client.get("/flags/default")["totalCount"] == 56
    assert client.get("/auditlog?limit=1")["items"][0]["titleVerb"] == "deleted the flag"


def test_a_prerequisite_of_others_is_not_deleted(client: Client) -> None:
    assert client.refused("DELETE", "/flags/default/checkout") == (409, "conflict")


def test_statuses_follow_the_documented_rules(client: Client) -> None:
    now = client.sandbox.clock.milliseconds()
    store = client.sandbox.store
    for project, environment in (("default", "production"), ("platform", "staging"), ("mobile", "test")):
        for status in client.get(f"/flag-statuses/{project}/{environment}")["items"]:
            key = status["_links"]["parent"]["href"].rsplit("/", 1)[1]
            flag = store.flags[project][key]
            requested = store.evaluations.get((project, environment, key), {}).get("lastRequested")
            if requested is None:
                young = now - flag["creationDate"] < 7 * DAY
                assert status["name"] == ("new" if young else "inactive")
                assert "lastRequested" not in status
            elif now - requested > 7 * DAY:
                assert status["name"] == "inactive"
            else:
                assert status["name"] in ("active", "launched")


def test_a_launched_flag_becomes_active_when_its_targeting_changes(client: Client) -> None:
    path = "/flag-statuses/default/production/apple-pay"
    assert client.get(path)["name"] == "launched"
    client.instruct("/flags/default/apple-pay", {"kind": "turnFlagOff"}, environment="production")
    assert client.get(path)["name"] == "active"


def test_statuses_leave_archived_flags_out(client: Client) -> None:
    assert len(client.get("/flag-statuses/default/production")["items"]) == 57


def test_a_status_across_environments(client: Client) -> None:
    status = client.get("/flag-status/default/apple-pay")
    assert list(status["environments"]) == ["production", "staging", "test"]
    assert status["_links"]["self"]["href"] == "/api/v2/flag-status/default/apple-pay"
    assert list(client.get("/flag-status/default/apple-pay?env=test")["environments"]) == ["test"]
    assert status["environments"]["production"]["lastRequested"].endswith("Z")
