"""GitHub's published description has every parameter and every order that the searches send."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.github.search import CODE, COMMITS, ISSUES, REPOSITORIES, TOPICS, USERS, QualifierDialect
from hypernav.search import Ordering, Query, where

pytestmark = pytest.mark.specs
PLACES = {
    "/search/issues": ISSUES,
    "/search/repositories": REPOSITORIES,
    "/search/code": CODE,
    "/search/users": USERS,
    "/search/commits": COMMITS,
    "/search/topics": TOPICS,
}


@pytest.fixture(scope="module")
def parameters(specs: Path) -> dict[str, dict[str, Any]]:
    with gzip.open(specs / "github" / "api.github.com.json.gz", "rt", encoding="utf-8") as file:
        document = json.load(file)
    found: dict[str, dict[str, Any]] = {}
    for path in PLACES:
        found[path] = {}
        for each in document["paths"][path]["get"]["parameters"]:
            resolved = document["components"]["parameters"][each["$ref"].split("/")[-1]] if "$ref" in each else each
            found[path][resolved["name"]] = resolved
    return found


@pytest.mark.parametrize(("path", "dialect"), PLACES.items(), ids=list(PLACES))
def test_the_orders_are_those_of_the_description(
    path: str, dialect: QualifierDialect, parameters: dict[str, dict[str, Any]]
):
    described = parameters[path].get("sort", {"schema": {"enum": []}})["schema"]["enum"]
    assert sorted(dialect.sorts) == sorted(described)


@pytest.mark.parametrize(("path", "dialect"), PLACES.items(), ids=list(PLACES))
def test_every_parameter_is_one_of_the_description(
    path: str, dialect: QualifierDialect, parameters: dict[str, dict[str, Any]]
):
    sort = tuple(Ordering(name) for name in dialect.sorts[:1])
    either = (where("state") == "open") | (where("author") == "x")
    query = Query(text="x", sort=sort, page_size=100, conditions=(either,) if dialect is ISSUES else ())
    (call,) = dialect.compile(query).calls
    assert {name for name, _ in call.parameters} <= set(parameters[path])
    assert "max 100" in parameters[path]["per_page"]["description"]
