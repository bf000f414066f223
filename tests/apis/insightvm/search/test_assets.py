"""Searches of assets: each field with each operator, judged by plain Python over what the console says."""

from __future__ import annotations

import json

import pytest

import hypernav as hn
from hypernav.apis.insightvm import PROFILE, criteria
from hypernav.apis.insightvm.search import ASSET_SEARCH, ASSETS
from hypernav.errors import NotExpressible, UnknownField
from hypernav.search import Ordering, Query, where
from tests.apis.insightvm.sandbox.records import matches
from tests.apis.insightvm.sandbox.test_criteria import numbered
from tests.apis.insightvm.search.cases import PAIRS, expression_of

LINUX = where("operating-system").contains("Linux")
RISKY = where("risk-score") > 20_000


@pytest.mark.parametrize(("field", "operator"), PAIRS)
def test_each_operator_of_each_field_finds_what_plain_python_finds(reader, records, field, operator):
    term, condition = expression_of(field, operator, records)
    expected = [number for number, record in records.items() if matches(record, numbered(condition))]
    call = ASSETS.compile(Query(conditions=(term,), page_size=100)).calls[0]
    answer = reader.post(f"/api/3/assets{call.path}?size=100&view=summary", call.body)
    assert answer.status == 200, answer.json
    assert answer.ids == expected[:100]
    assert answer.json["page"]["totalResources"] == len(expected)
    assert 0 < len(expected) < len(records)


def test_a_search_is_one_post_with_criteria_pages_and_orderings():
    query = Query(
        conditions=(LINUX, RISKY),
        sort=(Ordering("riskScore", descending=True), Ordering("id")),
        page_size=500,
        limit=50,
        parameters={"view": "summary"},
    )
    [call] = ASSETS.compile(query).calls
    assert (call.method, call.path) == ("POST", "/search")
    assert call.parameters == (("size", "500"), ("sort", "riskScore,DESC"), ("sort", "id,ASC"), ("view", "summary"))
    assert call.body == {
        "match": "all",
        "filters": [
            {"field": "operating-system", "operator": "contains", "value": "Linux"},
            {"field": "risk-score", "operator": "is-greater-than", "value": 20_000},
        ],
    }


def test_any_condition_may_be_enough():
    assert ASSETS.compile(Query(conditions=(LINUX, RISKY), match="any")).calls[0].body["match"] == "any"


def test_the_place_that_is_posted_to_needs_no_further_path():
    call = ASSET_SEARCH.compile(Query(conditions=(LINUX,))).calls[0]
    assert (call.method, call.path) == ("POST", "")


def test_without_conditions_all_assets_are_listed():
    call = ASSETS.compile(Query(page_size=500)).calls[0]
    assert (call.method, call.path, call.parameters, call.body) == ("GET", "", (("size", "500"),), None)


def test_the_place_that_is_posted_to_needs_a_condition():
    with pytest.raises(NotExpressible, match=r"(?s)needs at least one condition.*\.go\(\"/api/3/assets\"\) lists all"):
        ASSET_SEARCH.compile(Query())


@pytest.mark.parametrize(
    ("part", "word"),
    [({"fields": ("ip",)}, ".fields()"), ({"expand": ("tags",)}, ".expand()"), ({"text": "x"}, "text")],
)
def test_what_the_console_has_no_word_for_is_refused(part, word):
    with pytest.raises(NotExpressible, match="has nothing like") as raised:
        ASSETS.compile(Query(conditions=(LINUX,), **part))
    assert word in raised.value.details["part"]
    assert raised.value.details["nearest"] == ".sort(), .page_size(), further parameters"


def test_assets_are_searched_where_they_are_listed_and_where_criteria_are_posted():
    ivm = hn.connect("insightvm", sandbox=True)
    found = ivm.assets.where(LINUX, RISKY).sort("-riskScore").page_size(10)
    posted = ivm.go("/api/3/assets/search").where(LINUX, RISKY).sort("-riskScore").page_size(10)
    assert [asset["id"] for asset in found] == [asset["id"] for asset in posted] != []
    assert found.request().url == posted.request().url
    assert {entry.method for entry in ivm.ledger if "search" in entry.url} == {"POST"}


def test_the_body_of_a_search_is_the_criteria_of_a_dynamic_group():
    ivm = hn.connect("insightvm", sandbox=True)
    search = ivm.assets.where(LINUX & ~where("custom-tag").is_applied())
    group = {"name": "Untagged Linux", "type": "dynamic", "description": "", "searchCriteria": search.body}
    created = ivm.asset_groups.post(group)
    stored = ivm.go(f"/api/3/asset_groups/{created['id']}").data
    assert stored["searchCriteria"] == search.body == criteria(LINUX & where("custom-tag").is_not_applied())
    assert stored["assets"] == search.count()


def test_stored_criteria_are_conditions_like_any_other():
    ivm = hn.connect("insightvm", sandbox=True)
    stored = criteria(LINUX & RISKY)
    assert ivm.assets.where(stored).body == stored
    assert ivm.assets.where(stored).where("open-ports").is_(443).body["filters"][:2] == stored["filters"]


def test_the_words_of_the_fields_may_be_joined_by_underscores():
    assert criteria(where("host_name").is_("x"))["filters"][0]["field"] == "host-name"
    assert criteria(where("v_asset_cluster").is_("x"))["filters"][0]["field"] == "vAsset-cluster"


def test_criteria_of_another_api_are_refused_by_name():
    with pytest.raises(UnknownField, match=r"InsightVM's asset search has no field 'riskScore'\."):
        criteria(where("riskScore").is_(1))


def test_a_compiled_body_is_json():
    body = criteria(where("last-scan-date").is_between("2025-01-01", "2025-02-01") & RISKY)
    assert json.loads(json.dumps(body)) == body


def test_the_profile_says_how_assets_are_searched():
    for path, dialect in {"/api/3/assets": "ASSETS", "/api/3/assets/search": "ASSET_SEARCH"}.items():
        assert PROFILE.place(path)[0].search == f"hypernav.apis.insightvm.search.assets:{dialect}"
