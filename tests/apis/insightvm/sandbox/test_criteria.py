"""Every field with every operator, judged by plain Python over what the console says of each asset."""

from __future__ import annotations

import pytest

from hypernav.apis.insightvm.search.fields import OPERATOR_ALIASES, OPERATORS, SEARCH_FIELDS, members_of
from tests.apis.insightvm.sandbox.records import gather, matches

PAIRS = [(field.name, operator) for field in SEARCH_FIELDS.values() for operator in field.operators]
RANGES = {
    "ip-address": ("10.11.0.0", "10.11.0.255"),
    "open-ports": (1000, 3000),
    "risk-score": (5000, 12000.5),
    "vulnerability-cvss-score": (9.4, 10),
    "last-scan-date": ("2025-09-01", "2025-10-28"),
    "vulnerability-assessed": ("2025-09-01", "2025-10-28"),
}
VALUES = {
    "alternate-address-type": [1],
    "container-image": "docker.io/library/nginx:1.25.3",
    "container-status": "exited",
    "containers": "present",
    "criticality-tag": "High",
    "custom-tag": "End of life",
    "cve": "CVE-2016-2183",
    "host-name": "bos2-dc-001.corp.meridian.example",
    "host-type": [2, 4],
    "ip-address": "10.11.0.13",
    "ip-address-type": [1],
    "location-tag": "Frankfurt",
    "open-ports": 22,
    "operating-system": "Windows Server",
    "owner-tag": "Cloud Team",
    "pci-compliance": 1,
    "service-name": "http",
    "site-id": [3, 17],
    "software": "Log4j",
    "vAsset-cluster": "BOS-CL02",
    "vAsset-datacenter": "FRA-DC",
    "vAsset-host-name": "bos-esx-004.corp.meridian.example",
    "vAsset-power-state": ["poweredOff", "suspended"],
    "vAsset-resource-pool-path": "Databases",
    "vulnerability-category": "Obsolete Software",
    "vulnerability-cvss-v3-score": 10.0,
    "vulnerability-cvss-score": 9.3,
    "vulnerability-exposures": ["metasploit"],
    "vulnerability-title": "SMB signing disabled",
    "vulnerability-validated-status": "present",
}
PARTS = {
    "starts-with": slice(0, 5),
    "ends-with": slice(-5, None),
    "contains": slice(2, 8),
    "does-not-contain": slice(2, 8),
}
LIKE = {"container-image": "*library/*:?.*", "host-name": "bos?-*-00?.*", "ip-address": "10.1?.0.*5"}
METRIC = {"cvss-access-complexity": "H", "cvss-authentication-required": "S", "cvss-access-vector": "A"}
# Nearly every asset has a flaw with these metrics: both the operator and its negation are still told apart.
COMMON = {"cvss-v3-attack-vector", "cvss-v3-attack-complexity", "cvss-v3-user-interaction"}


@pytest.fixture(scope="module")
def records(reader):
    return gather(reader)


def value_of(field: str, operator: str, records: dict) -> object:
    if operator in LIKE or (operator in {"is-like", "not-like"}):
        return LIKE[field]
    if OPERATORS[operator].kind == "days":
        return 14 if field != "mobile-device-last-sync-time" else 2
    if SEARCH_FIELDS[field].kind == "date":
        return "2025-10-25"
    if field == "risk-score":
        return records[300]["risk-score"][0] if operator in {"is", "is-not"} else 8000
    if field.startswith("cvss-"):
        return METRIC.get(field, "P" if "v3" in field else "C")
    value = VALUES[field]
    return value[PARTS[operator]] if operator in PARTS and isinstance(value, str) and len(value) > 12 else value


def condition_of(field: str, operator: str, records: dict) -> dict:
    members = members_of(OPERATORS[operator])
    if not members:
        return {"field": field, "operator": operator}
    if members == ("lower", "upper"):
        low, high = RANGES[field]
        return {"field": field, "operator": operator, "lower": low, "upper": high}
    if field.startswith("cvss-v3-"):
        letters = {"cvss-v3-attack-vector": "A", "cvss-v3-user-interaction": "R", "cvss-v3-privileges-required": "L"}
        return {"field": field, "operator": operator, "value": letters.get(field, "H")}
    return {"field": field, "operator": operator, members[0]: value_of(field, operator, records)}


def numbered(condition: dict) -> dict:
    """Return a filter with the numbers of the two fields that are usually sent as words."""
    if condition["operator"] == "are":
        return {**condition, "value": {"present": 0, "not present": 1}[condition["value"]]}
    return condition


@pytest.mark.parametrize(("field", "operator"), PAIRS)
def test_a_search_finds_what_plain_python_finds(reader, records, field, operator):
    condition = condition_of(field, operator, records)
    expected = [number for number, record in records.items() if matches(record, numbered(condition))]
    answer = reader.search(condition, query="?size=100&view=summary")
    assert answer.status == 200, answer.json
    assert answer.json["page"]["totalResources"] == len(expected)
    assert answer.ids == expected[:100]
    assert expected
    assert len(expected) < len(records)


def test_there_are_47_fields():
    assert len(SEARCH_FIELDS) == 47


@pytest.mark.parametrize(("alias", "name"), OPERATOR_ALIASES.items())
def test_another_spelling_of_the_vendor_means_the_same(reader, alias, name):
    field = {"ends-with": "host-name", "is-like": "host-name", "does-not-contain": "software"}.get(name, "risk-score")
    value = 9000 if field == "risk-score" else "example" if name != "is-like" else "bos-*"
    given, canonical = ({"field": field, "operator": each, "value": value} for each in (alias, name))
    assert reader.search(given).json["page"] == reader.search(canonical).json["page"]


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ({"value": ["2"]}, {"values": [2]}),
        ({"value": 2}, {"values": [2]}),
        ({"values": ["Hypervisor"]}, {"values": [2]}),
    ],
)
def test_an_array_may_come_as_value_or_values_by_number_or_name(reader, given, same):
    first, second = ({"field": "host-type", "operator": "in", **each} for each in (given, same))
    assert reader.search(first).ids == reader.search(second).ids


def test_bounds_may_be_strings_and_the_wrong_way_round(reader):
    straight = {"field": "risk-score", "operator": "in-range", "lower": 193.841, "upper": 5000}
    turned = {**straight, "lower": "5000", "upper": "193.841"}
    assert reader.search(straight).json["page"] == reader.search(turned).json["page"]


def test_all_filters_must_match_unless_any_is_asked_for(reader):
    linux = {"field": "operating-system", "operator": "contains", "value": "Linux"}
    risky = {"field": "risk-score", "operator": "is-greater-than", "value": 20_000}
    answers = (reader.search(linux), reader.search(risky), reader.search(linux, risky))
    one, other, both = (answer.json["page"]["totalResources"] for answer in answers)
    either = reader.search(linux, risky, match="any").json["page"]["totalResources"]
    assert both < min(one, other)
    assert both + either == one + other


@pytest.mark.parametrize("stored", ['type:"malware_type", name:"malwarekit"', "malwarekit"])
def test_exposures_are_known_by_what_consoles_store_too(reader, stored):
    kits = {"field": "vulnerability-exposures", "operator": "includes", "values": [stored]}
    others = {"field": "vulnerability-exposures", "operator": "does-not-include", "values": ["malwarekit"]}
    totals = [reader.search(each).json["page"]["totalResources"] for each in (kits, others)]
    assert sum(totals) == len(reader.console.world.assets)
    assert all(totals)


def test_text_is_compared_without_regard_to_case(reader):
    upper, lower = ({"field": "host-name", "operator": "contains", "value": each} for each in ("BOS2-DC", "bos2-dc"))
    assert reader.search(upper).ids == reader.search(lower).ids != []


def test_a_search_is_paged_and_sorted_like_a_list(reader):
    linux = {"field": "operating-system", "operator": "contains", "value": "Linux"}
    first = reader.search(linux, query="?size=5&sort=riskScore,DESC")
    second = reader.search(linux, query="?page=1&size=5&sort=riskScore,DESC")
    scores = [each["riskScore"] for each in (*first.json["resources"], *second.json["resources"])]
    assert scores == sorted(scores, reverse=True)
    assert first.links["next"].endswith("/api/3/assets/search?page=1&size=5&sort=riskScore,desc")


@pytest.mark.parametrize(
    ("filter", "word"),
    [
        ({"field": "riskscore", "operator": "is", "value": 1}, "field 'riskscore'"),
        ({"field": "risk-score", "operator": "contains", "value": 1}, "operator 'contains'"),
        ({"field": "risk-score", "operator": "is"}, "'value'"),
        ({"field": "risk-score", "operator": "is", "value": "high"}, "number"),
        ({"field": "risk-score", "operator": "in-range", "lower": 1}, "'upper'"),
        ({"field": "open-ports", "operator": "is", "value": 22.5}, "whole number"),
        ({"field": "host-type", "operator": "in", "values": [9]}, "'9'"),
        ({"field": "host-type", "operator": "in", "values": []}, "'values'"),
        ({"field": "host-type", "operator": "in"}, "'values'"),
        ({"field": "ip-address", "operator": "is", "value": "10.0.0"}, "IP address"),
        ({"field": "ip-address", "operator": "in-range", "lower": "10.0.0.1", "upper": "::1"}, "one kind"),
        ({"field": "last-scan-date", "operator": "is-on-or-after", "value": "yesterday"}, "date"),
        ({"field": "last-scan-date", "operator": "is-within-the-last", "value": "soon"}, "number"),
        ({"field": "last-scan-date", "operator": "is-within-the-last", "value": 10**400}, "number"),
        ({"field": "host-name", "operator": "contains", "value": {"a": 1}}, "'value'"),
        ({"field": "host-name"}, "'operator'"),
        ({"operator": "is", "value": 1}, "'field'"),
        ("host-name is x", "object"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused_by_name(reader, filter, word):
    answer = reader.search(filter)
    assert answer.status == 400
    assert word in answer.json["message"]


@pytest.mark.parametrize(
    "body", [{}, {"filters": []}, {"filters": {}}, {"match": "some", "filters": [{}]}, [], "text", b"{"]
)
def test_criteria_that_are_none_are_refused(reader, body):
    assert reader.post("/api/3/assets/search", body).status == 400


@pytest.mark.parametrize("days", [1e300, -5, 0, "14"])
def test_any_number_of_days_is_understood(reader, days):
    answer = reader.search({"field": "last-scan-date", "operator": "is-within-the-last", "value": days})
    assert answer.status == 200
