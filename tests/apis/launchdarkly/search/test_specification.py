"""The fields, operators, orders and expansions that searches know are those that the specification documents."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.launchdarkly import PROFILE, search
from hypernav.apis.launchdarkly.search.expressions import ExpressionDialect
from hypernav.apis.launchdarkly.search.filters import FilterDialect

ENVIRONMENT = "/api/v2/projects/{projectKey}/environments/{environmentKey}"
LIST_ROW = re.compile(r"^[-*] `([\w.]+)` (.*)", re.MULTILINE)


@cache
def operations(specs: Path) -> dict[str, Any]:
    """Return the paths of the specification."""
    found: dict[str, Any] = json.loads(gzip.decompress((specs / "launchdarkly" / "openapi.json.gz").read_bytes()))
    return found["paths"] | {"tags": {tag["name"]: tag.get("description", "") for tag in found["tags"]}}


def section(text: str, title: str) -> str:
    """Return one section of an operation's description."""
    _, _, rest = text.partition(f"### {title}")
    return re.split(r"\n### ", rest)[0]


def rows(text: str) -> dict[str, str]:
    """Return the fields of a table, and the last cell of each: its operators, or an example."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and re.fullmatch(r"`[\w.]+`", cells[0]):
            found[cells[0].strip("`")] = cells[-1]
    return found


def operators_in(text: str) -> dict[str, set[str]]:
    """Return the fields of a table and the operators that each is documented with."""
    return {field: set(re.findall(r"`(\w+)`", cell)) for field, cell in rows(text).items()}


FILTERS = [
    ("FLAGS", "/api/v2/flags/{projectKey}", "Filtering flags"),
    ("PROJECTS", "/api/v2/projects", "Filtering projects"),
    ("ENVIRONMENTS", "/api/v2/projects/{projectKey}/environments", "Filtering environments"),
    ("MEMBERS", "/api/v2/members", "Filtering members"),
    ("TEAMS", "/api/v2/teams", "Filtering teams"),
    ("EXPERIMENTS", f"{ENVIRONMENT}/experiments", "Filtering experiments"),
    ("RELEASE_PIPELINES", "/api/v2/projects/{projectKey}/release-pipelines", "Filtering release pipelines"),
]
OWN = {"FLAGS": {"codeReferences"}}
NO_LONGER = {"MEMBERS": {"accessCheck"}}


@pytest.mark.specs
@pytest.mark.parametrize(("name", "path", "title"), FILTERS, ids=[name for name, *_ in FILTERS])
def test_the_fields_are_those_of_the_documentation(specs: Path, name: str, path: str, title: str) -> None:
    text = section(operations(specs)[path]["get"]["description"], title)
    documented = list(rows(text)) or [field for field, _ in LIST_ROW.findall(text)]
    dialect: FilterDialect = getattr(search, name)
    assert set(dialect.vocabulary.fields) - OWN.get(name, set()) == set(documented) - NO_LONGER.get(name, set())
    assert documented


EXPRESSIONS = [
    ("SEGMENTS", "/api/v2/segments/{projectKey}/{environmentKey}", ""),
    ("METRICS", "/api/v2/metrics/{projectKey}", ""),
    ("METRIC_GROUPS", "/api/v2/projects/{projectKey}/metric-groups", ""),
    ("APPLICATIONS", "", "Applications (beta)"),
    ("CONTEXTS", "", "Contexts"),
]


@pytest.mark.specs
@pytest.mark.parametrize(("name", "path", "tag"), EXPRESSIONS, ids=[name for name, *_ in EXPRESSIONS])
def test_the_operators_are_those_of_the_documentation(specs: Path, name: str, path: str, tag: str) -> None:
    text = operations(specs)["tags"][tag] if tag else operations(specs)[path]["get"]["description"]
    text = text.partition("When searching for [context instances]")[0]
    dialect: ExpressionDialect = getattr(search, name)
    known = {
        field: {operator.name for operator in dialect.vocabulary.operators_of(field)}
        for field in dialect.vocabulary.fields
    }
    if name == "APPLICATIONS":
        versions = search.APPLICATION_VERSIONS.vocabulary
        known["supported"] = {operator.name for operator in versions.operators_of("supported")}
    assert known == operators_in(text)


@pytest.mark.specs
def test_attributes_of_contexts_have_the_documented_operators(specs: Path) -> None:
    row = next(line for line in operations(specs)["tags"]["Contexts"].splitlines() if "<an attribute name>" in line)
    documented = re.findall(r"`(\w+)`", row.rstrip(" .|").rpartition("|")[2])
    assert [operator.name for operator in search.CONTEXTS.operators_of("user.email")] == documented


@pytest.mark.specs
def test_context_instances_have_the_documented_operators(specs: Path) -> None:
    text = operations(specs)["tags"]["Contexts"].partition("When searching for [context instances]")[2]
    known = search.CONTEXT_INSTANCES
    assert operators_in(text) == {
        field: {operator.name for operator in known.operators_of(field)} for field in known.vocabulary.fields
    }


@pytest.mark.specs
def test_approval_requests_and_views_have_the_documented_fields(specs: Path) -> None:
    text = section(operations(specs)["/api/v2/approval-requests"]["get"]["description"], "Filtering approvals")
    documented = {field for field, _ in LIST_ROW.findall(text)} | {"projectKey"}
    assert set(search.APPROVALS.vocabulary.fields) == documented
    for field, sentence in LIST_ROW.findall(text):
        (operator,) = search.APPROVALS.operators_of(field)
        assert f"filter={field} {operator.name} " in sentence
    views = operations(specs)["/api/v2/projects/{projectKey}/views"]["get"]["parameters"]
    told = next(one["description"] for one in views if one["name"] == "filter")
    assert {field: tuple(operators.split(", ")) for field, operators in re.findall(r"`(\w+)` \(([\w, ]+)\)", told)} == {
        field: tuple(operator.name for operator in search.VIEWS.operators_of(field))
        for field in search.VIEWS.vocabulary.fields
    }


@pytest.mark.specs
@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for name, path, _ in (*FILTERS, *EXPRESSIONS) if path],
    ids=lambda value: value[-30:],
)
def test_orders_and_expansions_are_documented(specs: Path, name: str, path: str) -> None:
    operation = operations(specs)[path]["get"]
    text = operation["description"] + " ".join(one.get("description", "") for one in operation["parameters"])
    listing = getattr(search, name).listing
    for word in (*listing.sorts, *listing.expands):
        assert re.search(rf"[`']{word}[`']", text), word


@pytest.mark.specs
@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("METRICS", "get", "/api/v2/metrics/{projectKey}"),
        ("METRIC_GROUPS", "get", "/api/v2/projects/{projectKey}/metric-groups"),
        ("APPROVALS", "get", "/api/v2/approval-requests"),
        ("CONTEXTS", "post", f"{ENVIRONMENT}/contexts/search"),
        ("CONTEXT_INSTANCES", "post", f"{ENVIRONMENT}/context-instances/search"),
    ],
)
def test_the_largest_pages_are_documented(specs: Path, name: str, method: str, path: str) -> None:
    parameters = operations(specs)[path][method]["parameters"]
    told = next(one["description"] for one in parameters if one.get("name") == "limit")
    assert re.search(r"(?:Maximum limit is |max: )(\d+)", told)[1] == str(getattr(search, name).listing.largest_page)  # type: ignore[index]  # it is there


@pytest.mark.specs
def test_every_list_that_takes_a_filter_and_is_declared_can_be_searched(specs: Path) -> None:
    for path, methods in operations(specs).items():
        names = [one.get("name") for one in methods.get("get", {}).get("parameters", ())] if path != "tags" else []
        declared = PROFILE.place(re.sub(r"\{\w+\}", "x", path)) if "filter" in names else None
        if declared is not None and not re.search(r"\{(key|id|viewKey)\}$", path):
            assert declared[0].search, path
