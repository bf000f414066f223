"""Zou's published description has the lists, and their columns are those that the searches know."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from hypernav.apis.kitsu import search
from hypernav.apis.kitsu.search import ColumnDialect

pytestmark = pytest.mark.specs
SCHEMAS = {
    "Project": search.PROJECTS,
    "Task": search.TASKS,
    "Asset": search.ENTITIES,
    "Person": search.PERSONS,
    "TaskType": search.TASK_TYPES,
    "TaskStatus": search.TASK_STATUSES,
    "ProjectStatus": search.PROJECT_STATUSES,
    "Comment": search.COMMENTS,
    "Department": search.DEPARTMENTS,
    "TimeSpent": search.TIME_SPENTS,
}
NOT_FILTERS = {"password", "data", "file_tree", "replies", "checklist"}
"""What no equality reaches, or the server refuses."""
LISTS = {
    "/data/projects": search.PROJECTS,
    "/data/tasks": search.TASKS,
    "/data/entities": search.ENTITIES,
    "/data/persons": search.PERSONS,
    "/data/task-types": search.TASK_TYPES,
    "/data/task-status": search.TASK_STATUSES,
    "/data/project-status": search.PROJECT_STATUSES,
    "/data/entity-types": search.ENTITY_TYPES,
    "/data/comments": search.COMMENTS,
    "/data/departments": search.DEPARTMENTS,
    "/data/time-spents": search.TIME_SPENTS,
}
_KINDS = {"integer": "integer", "boolean": "boolean", "float": "number", "UUID": "guid", "date": "date"}
_KINDS["date-time"] = "local datetime"


@pytest.fixture(scope="module")
def document(specs: Path) -> Any:
    with gzip.open(specs / "zou" / "openapi.json.gz", "rt", encoding="utf-8") as file:
        return json.load(file)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_described_column_is_known_with_its_kind(name: str, document: Any):
    fields = SCHEMAS[name].vocabulary.fields
    for column, described in document["components"]["schemas"][name]["properties"].items():
        if column not in NOT_FILTERS:
            wanted = _KINDS.get(described.get("format") or described["type"], "string")
            assert fields[column].kind in (wanted, "enumeration" if wanted == "string" else wanted), column


@pytest.mark.parametrize(("path", "dialect"), LISTS.items(), ids=list(LISTS))
def test_pages_and_relations_are_described_parameters(path: str, dialect: ColumnDialect, document: Any):
    described = {each["name"] for each in document["paths"][path]["get"]["parameters"]}
    assert dialect.paged
    assert {"page", "limit", "relations"} <= described


def test_special_parameters_are_described(specs: Path, document: Any):
    tasks = {each["name"] for each in document["paths"]["/data/tasks"]["get"]["parameters"]}
    shots = {each["name"] for each in document["paths"]["/data/shots"]["get"]["parameters"]}
    assert "episode_id" in tasks & set(search.TASKS.vocabulary.fields)
    assert "sequence_id" in shots & set(search.SHOTS.vocabulary.fields)
