"""The community's description of GitLab's API and the filters of its lists have the same parameters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.gitlab.search import GROUPS, ISSUES, MILESTONES, PROJECTS, ParameterDialect

pytestmark = pytest.mark.specs
LISTS = {
    "/v4/projects/{id}/issues": ISSUES,
    "/v4/projects": PROJECTS,
    "/v4/groups": GROUPS,
    "/v4/projects/{id}/milestones": MILESTONES,
}
NO_FILTERS = {
    *("id", "page", "per_page", "order_by", "sort", "search"),
    *("simple", "statistics", "with_custom_attributes", "with_labels_details"),
    # Replaced by include_ancestors.
    "include_parent_milestones",
}
NEWER = {
    *("not", "closed_by_id", "milestone_id", "epic_id", "health_status", "imported", "topic_id"),
    *("updated_after", "updated_before", "include_pending_delete", "include_ancestors", "visibility"),
}
"""What the description, of February 2024 and by hand, does not have yet, or not."""


@pytest.fixture(scope="module")
def document(specs: Path) -> Any:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((specs / "gitlab" / "gitlab-community.yaml").read_text(encoding="utf-8"))


def _described(document: Any, path: str) -> dict[str, Any]:
    found = {}
    for each in document["paths"][path]["get"]["parameters"]:
        resolved = document
        for step in each["$ref"].removeprefix("#/").split("/") if "$ref" in each else ():
            resolved = resolved[step]
        parameter = resolved if "$ref" in each else each
        found[parameter["name"].removesuffix("[]")] = parameter
    return found


def _said(dialect: ParameterDialect) -> set[str]:
    said = set()
    for name, parameter in dialect.listing.parameters.items():
        said |= {parameter.low, parameter.high} - {""} if parameter.low else {name}
    return said


@pytest.mark.parametrize(("path", "dialect"), LISTS.items(), ids=list(LISTS))
def test_every_described_filter_can_be_said(path: str, dialect: ParameterDialect, document: Any):
    assert set(_described(document, path)) - NO_FILTERS <= _said(dialect)


@pytest.mark.parametrize(("path", "dialect"), LISTS.items(), ids=list(LISTS))
def test_every_filter_is_described_or_newer(path: str, dialect: ParameterDialect, document: Any):
    assert _said(dialect) - set(_described(document, path)) <= NEWER


@pytest.mark.parametrize(("path", "dialect"), LISTS.items(), ids=list(LISTS))
def test_described_enumerations_are_known(path: str, dialect: ParameterDialect, document: Any):
    compared = 0
    for name, described in _described(document, path).items():
        schema = described["schema"]
        values = document["components"]["schemas"][schema["$ref"].split("/")[-1]]["enum"] if "$ref" in schema else []
        if name in dialect.listing.parameters and values:
            parameter = dialect.listing.parameters[name]
            known = {str(each.value) for each in parameter.field.values} | {parameter.nothing[1], parameter.anything[1]}
            assert {str(value) for value in values} <= known, name
            compared += 1
        # The description gives projects the orders of issues.
        elif name == "order_by" and dialect is not PROJECTS:
            assert set(values) <= set(dialect.listing.sorts)
            compared += 1
    assert compared
