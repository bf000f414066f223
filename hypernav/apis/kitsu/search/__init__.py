"""How searches are said to this API, a dialect for each way."""

from __future__ import annotations

from hypernav.apis.kitsu.search.dialects import (
    ASSETS,
    COMMENTS,
    DEPARTMENTS,
    ENTITIES,
    ENTITY_TYPES,
    PERSONS,
    PROJECT_STATUSES,
    PROJECTS,
    SHOTS,
    TASK_STATUSES,
    TASK_TYPES,
    TASKS,
    TIME_SPENTS,
    ColumnDialect,
)

__all__ = [
    "ASSETS",
    "COMMENTS",
    "DEPARTMENTS",
    "ENTITIES",
    "ENTITY_TYPES",
    "PERSONS",
    "PROJECTS",
    "PROJECT_STATUSES",
    "SHOTS",
    "TASKS",
    "TASK_STATUSES",
    "TASK_TYPES",
    "TIME_SPENTS",
    "ColumnDialect",
]
