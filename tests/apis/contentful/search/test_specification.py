"""The community's description of Contentful's management API has the parameters that the searches send."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.contentful.search import ENTRIES
from hypernav.search import Ordering, Query, where

pytestmark = pytest.mark.specs
_ENTRIES = "/spaces/{space_id}/environments/{environment_id}/entries"


@pytest.fixture(scope="module")
def document(specs: Path) -> Any:
    return json.loads((specs / "contentful" / "management-openapi.bundled.json").read_text(encoding="utf-8"))


def _names(document: Any, path: str) -> set[str]:
    shared = document["components"]["parameters"]
    described = [*document["paths"][path].get("parameters", []), *document["paths"][path]["get"].get("parameters", [])]
    resolved = [shared[each["$ref"].split("/")[-1]] if "$ref" in each else each for each in described]
    return {each["name"] for each in resolved if each["in"] == "query"}


def test_entries_are_limited_ordered_and_typed_by_described_parameters(document: Any):
    query = Query(conditions=(where("content_type") == "cat",), sort=(Ordering("fields.name"),), page_size=10)
    (call,) = ENTRIES.compile(query).calls
    assert {name for name, _ in call.parameters} <= _names(document, _ENTRIES)


def test_a_list_is_written_as_described(document: Any):
    (call,) = ENTRIES.compile(Query(conditions=(where("sys.id").in_("a", "b"),))).calls
    assert {name for name, _ in call.parameters} == _names(document, "/app_definitions") == {"sys.id[in]"}
