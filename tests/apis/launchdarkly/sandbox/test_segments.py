"""Segments: the filter with operators, sorting, creation, patches, deletion."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.apis.launchdarkly.sandbox.instructions.segments import SEGMENT_KINDS
from hypernav.apis.launchdarkly.sandbox.lists.expressions import matching_expression
from hypernav.sandbox import Refusal
from tests.apis.launchdarkly.client import Client

LIST = "/segments/default/production"
ONE = f"{LIST}/beta-testers"
_OPERANDS = {
    name: {
        "equals": lambda record, value, name=name: record[name] == value,
        "anyOf": lambda record, value, name=name: record[name] in value,
    }
    for name in ("a", "b")
}
_RECORDS = [{"a": a, "b": b} for a in ("1", "2") for b in ("x", "y")]


def chosen(text: str) -> str:
    """Return which of four records an expression keeps."""
    return " ".join(one["a"] + one["b"] for one in matching_expression(text, _RECORDS, _OPERANDS))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", "1x 1y 2x 2y"),
        ("a equals 1", "1x 1y"),
        ('a equals "1"', "1x 1y"),
        ('a anyOf ["1"],b equals x', "1x"),
        ("a equals 1,b equals x|a equals 2", "1x 2x 2y"),
        ("a equals 1,(b equals x|b equals y)", "1x 1y"),
        ("(a equals 1|a equals 2),b equals y", "1y 2y"),
        ("((a equals 2))", "2x 2y"),
        (" a  equals\t1 , b equals x ", "1x"),
        ('a anyOf ["1", "2"] | b anyOf []', "1x 1y 2x 2y"),
    ],
)
def test_comma_is_and_bar_is_or_parentheses_group(text: str, kept: str) -> None:
    assert chosen(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a equals",
        "a equals 1,",
        "a equals 1 b",
        "(a equals 1",
        "a equals 1)",
        "c equals 1",
        "a contains 1",
        "a anyOf 1",
        'a equals "1',
        "a anyOf [1",
        "= 1",
        "|a equals 1",
        "(" * 40 + "a equals 1" + ")" * 40,
    ],
)
def test_a_malformed_expression_is_a_400(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        chosen(text)
    assert (caught.value.status, caught.value.code) == (400, "invalid_request")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('tags anyOf ["enterprise", "region"]', ["enterprise-customers", "eu-customers"]),
        ('tags anyOf ["beta"],query equals "release"', ["canary-accounts"]),
        ('query equals ["TESTERS", "plan"]', ["beta-testers", "enterprise-customers"]),
        ('includedKeys anyOf ["beta-testers", "none"]', ["beta-testers"]),
        ("unbounded equals true", ["loyalty-members"]),
        ("external exists true", ["loyalty-members"]),
        ('unbounded equals false,excludedKeys anyOf ["beta-testers"]|unbounded equals true', None),
    ],
)
def test_the_documented_fields_filter(client: Client, text: str, keys: list[str] | None) -> None:
    found = client.keys(f"{LIST}?filter={text.replace(' ', '%20')}")
    assert found == keys if keys is not None else len(found) == 5


def test_unknown_fields_and_operators_are_a_400(client: Client) -> None:
    for text in ("name equals x", "tags equals x", "view equals x"):
        assert client.refused("GET", f"{LIST}?filter={text}") == (400, "invalid_request")


def test_segments_are_sorted(client: Client) -> None:
    for field, name in (("name", "name"), ("creationDate", "creationDate"), ("lastModified", "lastModifiedDate")):
        values = [str(item[name]).casefold() for item in client.get(f"{LIST}?sort=-{field}")["items"]]
        assert values == sorted(values, reverse=True)


def test_a_segment_has_a_site_among_its_links_and_names_the_flags_that_use_it(client: Client) -> None:
    segment = client.get("/segments/platform/production/enterprise-customers")
    assert segment["_links"]["site"]["type"] == "text/html"
    flag = segment["_flags"][0]
    assert client.get(flag["_links"]["self"]["href"].removeprefix("/api/v2"))["key"] == flag["key"]
    assert "_flags" not in client.get("/segments/platform/production")["items"][0]


def test_a_created_segment_is_empty(client: Client) -> None:
    answer = client.send("POST", LIST, {"name": "New", "key": "new", "tags": ["t"]})
    assert (answer.status, answer.json["included"], answer.json["version"]) == (201, [], 1)
    assert client.get(f"{LIST}/new") == answer.json
    assert client.refused("POST", LIST, {"name": "New", "key": "new"}) == (409, "conflict")
    assert client.refused("GET", "/segments/default/test/new") == (404, "not_found")


@pytest.mark.parametrize(
    "body", [{}, {"name": "x"}, {"name": "x", "key": "x y"}, {"name": "x", "key": "x", "tags": "t"}]
)
def test_a_segment_that_cannot_be_is_not_created(client: Client, body: Any) -> None:
    assert client.refused("POST", LIST, body) == (400, "invalid_request")


def test_a_segment_takes_all_three_kinds_of_patch(client: Client) -> None:
    version = client.get(ONE)["version"]
    client.send("PATCH", ONE, {"patch": [{"op": "add", "path": "/tags/-", "value": "a"}], "comment": "x"})
    client.send("PATCH", ONE, {"description": "merged"})
    client.instruct(ONE, {"kind": "updateName", "value": "Testers"}, environment="production")
    after = client.get(ONE)
    assert (after["name"], after["description"], after["tags"]) == ("Testers", "merged", ["beta", "a"])
    assert after["version"] == version + 3
    assert len(client.get("/auditlog?spec=proj/default:env/production:segment/beta-testers")["items"]) == 4


def test_a_dry_run_changes_nothing(client: Client) -> None:
    before = client.get(ONE)
    assert client.send("PATCH", f"{ONE}?dryRun=1", {"name": "Dry"}).json["name"] == "Dry"
    assert client.get(ONE) == before


def test_read_only_members_stay(client: Client) -> None:
    for member in ("_links", "key", "version", "creationDate", "deleted"):
        assert client.refused("PATCH", ONE, {member: 1}) == (400, "invalid_request")


def test_targets_are_included_and_excluded(client: Client) -> None:
    client.instruct(
        ONE, {"kind": "addIncludedUsers", "values": ["a", "b"]}, {"kind": "addExcludedUsers", "values": ["c"]}
    )
    client.instruct(ONE, {"kind": "removeIncludedUsers", "values": ["a"]})
    after = client.get(ONE)
    assert after["included"][-1] == "b"
    assert after["excluded"][-1] == "c"
    assert client.instruct(ONE, {"kind": "addIncludedUsers", "values": ["c"]}).status == 400
    assert client.instruct(ONE, {"kind": "addIncludedUsers", "values": ["x"] * 1501}).status == 400


def test_targets_of_other_context_kinds(client: Client) -> None:
    org = {"contextKind": "org", "values": ["o1", "o2"]}
    client.instruct(ONE, {"kind": "addIncludedTargets", **org})
    assert client.get(ONE)["includedContexts"] == [{"values": ["o1", "o2"], "contextKind": "org"}]
    client.instruct(ONE, {"kind": "removeIncludedTargets", **org}, {"kind": "addExcludedTargets", **org})
    after = client.get(ONE)
    assert (after["includedContexts"], len(after["excludedContexts"])) == ([], 1)
    client.instruct(ONE, {"kind": "removeExcludedTargets", **org}, {"kind": "removeExcludedUsers", "values": ["c"]})
    assert client.get(ONE)["excludedContexts"] == []


def test_rules_and_clauses_change_like_those_of_flags(client: Client) -> None:
    clause = {"attribute": "plan", "op": "in", "values": ["pro"]}
    client.instruct(
        ONE, {"kind": "addRule", "clauses": [clause], "description": "d"}, {"kind": "addRule", "clauses": []}
    )
    first, second = client.get(ONE)["rules"]
    named = {"ruleId": first["_id"], "clauseId": first["clauses"][0]["_id"]}
    client.instruct(
        ONE,
        {"kind": "addValuesToClause", **named, "values": ["max"]},
        {"kind": "removeValuesFromClause", **named, "values": ["pro"]},
        {"kind": "addClauses", "ruleId": second["_id"], "clauses": [clause]},
        {"kind": "updateRuleDescription", "ruleId": second["_id"], "description": "second"},
        {"kind": "updateRuleRolloutAndContextKind", "ruleId": second["_id"], "weight": 5000, "contextKind": "org"},
        {"kind": "reorderRules", "ruleIds": [second["_id"], first["_id"]]},
    )
    rules = client.get(ONE)["rules"]
    assert [rule["description"] for rule in rules] == ["second", "d"]
    assert (rules[0]["weight"], rules[0]["rolloutContextKind"]) == (5000, "org")
    assert rules[1]["clauses"][0]["values"] == ["max"]
    client.instruct(
        ONE,
        {"kind": "updateClause", **named, "clause": {**clause, "op": "contains"}},
        {"kind": "removeClauses", "ruleId": second["_id"], "clauseIds": [rules[0]["clauses"][0]["_id"]]},
    )
    assert [len(rule["clauses"]) for rule in client.get(ONE)["rules"]] == [0, 1]
    client.instruct(ONE, {"kind": "removeRule", "ruleId": second["_id"]})
    assert client.get(ONE)["rules"][0]["clauses"][0]["op"] == "contains"


def test_a_json_patch_can_add_a_rule(client: Client) -> None:
    rule = {"clauses": [{"attribute": "email", "op": "endsWith", "values": ["@x"], "negate": False}]}
    after = client.send("PATCH", ONE, [{"op": "add", "path": "/rules/0", "value": rule}]).json
    assert after["rules"][0]["_id"]
    assert client.refused("PATCH", ONE, [{"op": "add", "path": "/rules/0", "value": {}}]) == (400, "invalid_request")


def test_a_big_segment_refuses_the_instructions_of_small_ones(client: Client) -> None:
    assert client.instruct(f"{LIST}/loyalty-members", {"kind": "addIncludedUsers", "values": ["a"]}).status == 400


def test_the_keys_of_a_larger_list_are_counted_and_not_shown(client: Client) -> None:
    client.send("POST", LIST, {"name": "Many", "key": "many", "unbounded": True})
    values = {"values": ["a", "b", "c"]}
    client.instruct(f"{LIST}/many", {"kind": "addBigSegmentIncludedTargets", **values})
    client.instruct(f"{LIST}/many", {"kind": "removeBigSegmentIncludedTargets", "values": ["a"]})
    client.instruct(f"{LIST}/many", {"kind": "addBigSegmentExcludedTargets", "values": ["a"]})
    shown = client.get(f"{LIST}/many")
    assert shown["_unboundedMetadata"] == {"version": shown["version"], "includedCount": 2, "excludedCount": 1}
    assert (shown["included"], "_big" in shown) == ([], False)
    client.instruct(f"{LIST}/many", {"kind": "removeBigSegmentExcludedTargets", "values": ["a"]})
    assert client.get(f"{LIST}/many")["_unboundedMetadata"]["excludedCount"] == 0


@pytest.mark.parametrize("path", [ONE, f"{LIST}/loyalty-members"])
def test_only_a_larger_list_takes_the_instructions_for_one(client: Client, path: str) -> None:
    answer = client.instruct(path, {"kind": "addBigSegmentIncludedTargets", "values": ["a"]})
    assert (answer.status, "larger list-based segment" in answer.json["message"]) == (400, True)


def test_a_key_is_not_both_in_and_out_of_a_larger_list_and_no_import_has_begun(client: Client) -> None:
    client.send("POST", LIST, {"name": "Many", "key": "many", "unbounded": True})
    included = {"kind": "addBigSegmentIncludedTargets", "values": ["a"]}
    assert client.instruct(f"{LIST}/many", included, {**included, "kind": "addBigSegmentExcludedTargets"}).status == 400
    answer = client.instruct(f"{LIST}/many", {"kind": "processBigSegmentImport", "importId": "x"})
    assert "no import has the ID 'x'" in answer.json["message"]


def test_another_environment_in_the_patch_is_refused(client: Client) -> None:
    assert client.instruct(ONE, {"kind": "updateName", "value": "x"}, environment="test").status == 400


def test_unknown_instructions_are_refused_and_nothing_is_applied(client: Client) -> None:
    before = client.get(ONE)
    assert client.instruct(ONE, {"kind": "updateName", "value": "x"}, {"kind": "turnFlagOn"}).status == 400
    assert client.get(ONE) == before
    assert len(SEGMENT_KINDS.table) == 26


def test_a_segment_in_use_is_not_deleted(client: Client) -> None:
    assert client.refused("DELETE", "/segments/platform/production/enterprise-customers") == (409, "conflict")
    assert client.send("DELETE", f"{LIST}/loyalty-members").status == 204
    assert "loyalty-members" not in client.keys(LIST)
