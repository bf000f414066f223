"""The tables of FactPulse's searches against its own description."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from hypernav.apis.factpulse.search import COMPANIES, DIRECTORY_LINES, ESTABLISHMENTS, FLOWS, ROUTING_CODES
from hypernav.apis.factpulse.search.fields import LENGTHS
from hypernav.search import Ordering, Query, where

SEARCHES = {
    "siren": (COMPANIES, "searchSiren"),
    "siret": (ESTABLISHMENTS, "searchSiret"),
    "routing-code": (ROUTING_CODES, "routingCodeSearch"),
    "directory-line": (DIRECTORY_LINES, "searchDirectoryLine"),
}
directories = pytest.mark.parametrize(("dialect", "schema"), SEARCHES.values(), ids=SEARCHES)


@cache
def described(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


@pytest.fixture
def document(specs):
    return described(specs / "factpulse" / "openapi.yaml")


def resolved(document: dict[str, Any], schema: Any) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def members(document: dict[str, Any], schema: Any) -> dict[str, dict[str, Any]]:
    properties = resolved(document, schema).get("properties", {})
    return {name: resolved(document, each) for name, each in properties.items()}


def named(document: dict[str, Any], name: str) -> dict[str, Any]:
    return document["components"]["schemas"][f"AFNOR_{name}"]


@pytest.mark.parametrize("place", ["flow/v1/flows", *(f"directory/v1/{name}" for name in SEARCHES)])
def test_every_search_is_posted_below_its_place(document, place):
    assert list(document["paths"][f"/api/v1/afnor/{place}/search"]) == ["post"]


@directories
def test_the_directory_is_searched_by_what_the_description_lists(document, dialect, schema):
    filters = members(document, named(document, schema)["properties"]["filters"])
    assert set(dialect.vocabulary.fields) == set(filters)
    for name, found in filters.items():
        field = dialect.vocabulary.fields[name]
        parts = members(document, found)
        assert set(field.operators) == set(parts["op"]["enum"])
        assert [each.value for each in field.values] == parts["value"].get("enum", [])
        if field.kind == "string":
            assert LENGTHS[name].longest == parts["value"]["maxLength"]
            assert LENGTHS[name].digits == (parts["value"].get("pattern") == "[0-9]*")


@directories
def test_entries_have_the_members_that_the_description_lists(document, dialect, schema):
    parts = members(document, named(document, schema))
    assert list(dialect.members) == resolved(document, parts["fields"]["items"])["enum"]
    assert list(dialect.members) == members(document, parts["sorting"]["items"])["field"]["enum"]
    assert list(dialect.includes) == parts.get("include", {"items": {"enum": []}})["items"]["enum"]


@directories
def test_a_body_has_only_members_that_the_description_lists(document, dialect, schema):
    includes = dialect.includes
    query = Query(sort=(Ordering("siret" if "siret" in dialect.members else "siren"),), expand=includes, page_size=5)
    body = dialect.compile(query).calls[0].body
    assert set(body) <= set(named(document, schema)["properties"])
    assert body["sorting"][0]["order"] in named(document, "sortingOrder")["enum"]


@directories
def test_the_description_contradicts_itself_about_directions_where_the_dialect_says_so(document, dialect, schema):
    sorting = members(document, named(document, schema))["sorting"]
    assert dialect.noted == ("sortingOrder" in resolved(document, sorting["items"])["properties"])


def test_flows_are_searched_by_what_the_description_lists(document):
    filters = members(document, named(document, "SearchFlowFilters"))
    assert set(FLOWS.vocabulary.fields) - {"updatedAt"} == set(filters)
    for name, found in filters.items():
        field = FLOWS.vocabulary.fields[name]
        listed = found["type"] == "array"
        item = resolved(document, found["items"]) if listed else found
        assert ("in" in field.operators) == listed
        assert [each.value for each in field.values] == item.get("enum", [])
        assert (field.kind == "datetime") == (item.get("format") == "date-time")
    assert LENGTHS["trackingId"].longest == filters["trackingId"]["maxLength"]
    assert named(document, "SearchFlowParams")["properties"]["limit"]["maximum"] == 100


def test_the_body_of_a_search_of_flows_is_as_described(document):
    asked = Query(conditions=(where("updatedAt") > datetime(2026, 1, 31, tzinfo=UTC),), page_size=50)
    body = FLOWS.compile(asked).calls[0].body
    assert set(body) == set(named(document, "SearchFlowParams")["properties"])
    assert set(named(document, "SearchFlowParams")["required"]) <= set(body)


def test_clients_come_in_pages_of_at_most_100(document):
    parameters = {each["name"]: each for each in document["paths"]["/api/v1/clients"]["get"]["parameters"]}
    assert set(parameters) == {"page", "pageSize"}
    assert parameters["pageSize"]["schema"]["maximum"] == 100
