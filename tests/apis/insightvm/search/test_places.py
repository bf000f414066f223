"""Which dialect searches at which place, against the vendor's description."""

from __future__ import annotations

import json
from importlib import import_module

import pytest

from hypernav.apis.insightvm import PROFILE
from hypernav.apis.insightvm.search.lists import WHOLE, ListDialect
from hypernav.apis.insightvm.search.places import SEARCHES, with_searches
from hypernav.apis.insightvm.search.properties import ASSET
from hypernav.profile import Place


def named(declared):
    module, _, name = declared.partition(":")
    return getattr(import_module(module), name)


def dialect_of(path):
    return named(SEARCHES[path])


def test_a_place_keeps_what_else_is_known_of_it():
    first, *others = with_searches([Place("/api/3/tags", title="Tags"), Place("/api/3/roles")])
    assert (first.title, first.search) == ("Tags", SEARCHES["/api/3/tags"])
    assert others[0] == Place("/api/3/roles")
    assert {place.path for place in others[1:]} == set(SEARCHES) - {"/api/3/tags"}


@pytest.mark.parametrize("path", SEARCHES)
def test_the_profile_has_the_dialect_of_each_place(path):
    assert PROFILE.place(path)[0].search == SEARCHES[path]


def test_all_other_lists_come_whole():
    assert named(PROFILE.search) is WHOLE
    assert PROFILE.place("/api/3/roles")[0].search == ""


# The vendor's description


def described(specs):
    return json.loads((specs / "insightvm" / "console-swagger.json").read_text(encoding="utf-8"))


def scalar(document, definition, path):
    """Tell whether a path leads to a plain value of a definition."""
    for name in path.split("."):
        member = document["definitions"][definition]["properties"].get(name)
        if member is None:
            return False
        definition = member.get("$ref", "").rpartition("/")[2]
    return not definition and member["type"] not in {"array", "object"}


@pytest.mark.specs
@pytest.mark.parametrize("path", SEARCHES)
def test_what_a_list_is_filtered_and_sorted_by_is_in_the_vendors_description(specs, path):
    document = described(specs)
    operation = operation_at(document, path)
    dialect = dialect_of(path)
    given = {each["name"] for each in operation["parameters"] if each["in"] == "query"}
    page = document["definitions"][operation["responses"]["200"]["schema"]["$ref"].rpartition("/")[2]]
    member = page["properties"]["resources"]["items"]["$ref"].rpartition("/")[2]
    if isinstance(dialect, ListDialect):
        assert set(dialect.vocabulary.fields) == given - {"page", "size", "sort"}
        assert [name for name in dialect.sortable if not scalar(document, member, name)] == []
    else:
        assert given == {"page", "size", "sort"}
        assert [name for name in ASSET if not scalar(document, member, name)] == []


def operation_at(document, path):
    wanted = shape(path)
    operations = next(each for known, each in document["paths"].items() if shape(known) == wanted)
    return operations["post" if path.endswith("/search") else "get"]


def shape(path):
    return [part if "{" not in part else "{}" for part in path.split("/")]


@pytest.mark.specs
def test_every_list_that_comes_in_pages_is_known_and_no_other(specs):
    paged = {
        "/".join(shape(path))
        for path, operations in described(specs)["paths"].items()
        for operation in operations.values()
        if {"page", "size"} <= {each["name"] for each in operation.get("parameters", [])}
    }
    assert {"/".join(shape(path)) for path in SEARCHES} == paged
