"""The tables of lists and types are what the vendor's specification says."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.tripletex import search
from hypernav.apis.tripletex.search.lists import LISTS
from hypernav.apis.tripletex.search.resources import MEMBERS

DOCUMENTED = {
    "in": {
        *("List of IDs", "List of customer numbers", "DEPRECATED. List of product numbers (Integer only)"),
    },
    "each": {"List of valid product numbers"},
    "is": {"Equals"},
    "id": {"Equals", "Element ID for filtering"},
    "like": {"Containing"},
    "name": {"Name", "Phone number mobile", "SAF-T code", "Names", "Short names", "Common codes", "Currency codes"},
    "since": {"Only return elements that have changed since this date and time"},
    "day": {"Equals"},
}
TYPES = {"yes": "boolean", "each": "array"}
NUMBERS = {"id": ("string", "integer")}
BEGINS = {"From and including", "Format is yyyy-MM-dd (from and incl.)."}
ENDS = {"To and excluding", "Format is yyyy-MM-dd (to and excl.)."}
INCLUDED_ENDS = {"Format is yyyy-MM-dd (to and incl.)."}
NOT_FILTERS = ("from", "count", "sorting", "fields")
LEFT_OUT = {"/ledger/posting": {"openPostings", "accountNumberFrom", "accountNumberTo"}}
"""What is deprecated, and a range of which the specification does not say what its ends are."""


@cache
def specification(specs: Path) -> Any:
    return json.loads(gzip.decompress((specs / "tripletex" / "openapi.json.gz").read_bytes()))


def filters(specs: Path, path: str) -> dict[str, Any]:
    parameters = specification(specs)["paths"][path]["get"]["parameters"]
    return {one["name"]: one for one in parameters if one["in"] == "query" and one["name"] not in NOT_FILTERS}


@pytest.mark.specs
@pytest.mark.parametrize("path", list(LISTS))
def test_every_parameter_of_a_list_is_known_and_no_other(specs: Path, path: str) -> None:
    listed = LISTS[path]
    ranges = {
        name
        for each in listed.ranges.values()
        for name, there in ((each.begin, each.has_from), (each.end, each.has_to))
        if there
    }
    assert {*listed.parameters, *ranges} == set(filters(specs, path)) - LEFT_OUT.get(path, set())
    assert len({*listed.parameters, *ranges}) == len(listed.parameters) + len(ranges)


@pytest.mark.specs
@pytest.mark.parametrize("path", list(LISTS))
def test_every_parameter_has_the_documented_kind(specs: Path, path: str) -> None:
    documented = filters(specs, path)
    for name, kind in LISTS[path].parameters.items():
        schema, told = documented[name]["schema"], documented[name].get("description", "").strip()
        assert schema["type"] in NUMBERS.get(kind, (TYPES.get(kind, "string"),)), name
        assert (tuple(schema.get("enum", ())) or ()) == LISTS[path].choices.get(name, ()), name
        if kind in DOCUMENTED and (path, name) not in (("/ledger/vatType", "vatDate"),):
            assert told in DOCUMENTED[kind], name


@pytest.mark.specs
@pytest.mark.parametrize("path", [path for path, listed in LISTS.items() if listed.ranges])
def test_every_range_has_the_documented_ends(specs: Path, path: str) -> None:
    documented = filters(specs, path)
    for each in LISTS[path].ranges.values():
        unit = {"date": "string", "integer": "integer", "number": "number"}[each.unit]
        if each.has_from:
            assert documented[each.begin]["description"] in BEGINS
            assert documented[each.begin]["schema"]["type"] == unit
        if each.has_to:
            ends = INCLUDED_ENDS if each.includes_end else ENDS
            assert documented[each.end]["description"] in ends
            assert documented[each.end]["schema"]["type"] == unit
        required = [bool(documented[name].get("required")) for name in (each.begin, each.end) if name in documented]
        assert set(required) == {each.required}


@pytest.mark.specs
@pytest.mark.parametrize("path", list(LISTS))
def test_every_list_holds_the_type_that_is_declared(specs: Path, path: str) -> None:
    operation = specification(specs)["paths"][path]["get"]
    (response,) = operation["responses"].values()
    ((content),) = response["content"].values()
    envelope = specification(specs)["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
    assert envelope["properties"]["values"]["items"]["$ref"].rpartition("/")[2] == LISTS[path].type
    assert LISTS[path].type in MEMBERS


def _object(schema: dict[str, Any]) -> str:
    """Return the name of the type of an object, or of a list of objects."""
    if schema.get("type") == "array":
        return _object(schema["items"])
    return str(schema.get("$ref", "")).rpartition("/")[2]


@pytest.mark.specs
@pytest.mark.parametrize("name", list(MEMBERS))
def test_every_type_has_the_documented_members(specs: Path, name: str) -> None:
    properties = specification(specs)["components"]["schemas"][name]["properties"]
    assert dict(MEMBERS[name]) == {member: _object(schema) for member, schema in properties.items()}


def test_every_list_of_the_table_has_its_dialect() -> None:
    dialects = [each for each in vars(search).values() if isinstance(each, search.ListDialect)]
    assert {each.listed.path for each in dialects} == set(LISTS)
    assert all(each.title == f"Tripletex's {each.listed.title} search" for each in dialects)


def test_no_range_of_amounts_includes_its_end() -> None:
    ranges = [each for listed in LISTS.values() for each in listed.ranges.values()]
    assert not [each for each in ranges if each.unit == "number" and each.includes_end]
