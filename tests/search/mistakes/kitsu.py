"""Mistakes that people make in searches of Kitsu."""

from __future__ import annotations

from typing import Any

from hypernav.apis.kitsu.search import ASSETS, COMMENTS, ENTITIES, PERSONS, PROJECTS, SHOTS, TASKS, ColumnDialect
from hypernav.search import Expression, Ordering, Query, where
from tests.search.mistakes.mistake import Mistake

_ID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"


def _asked(dialect: ColumnDialect, *conditions: Expression, **query: Any) -> object:
    return dialect.compile(Query(conditions=conditions, **query))


def _dated(value: Any) -> object:
    return _asked(TASKS, where("due_date") == value)


MISTAKES = [
    Mistake("letters swapped in a column", lambda: _asked(ENTITIES, where("nmae") == "Chair"), "'name'"),
    Mistake("a column as camelCase", lambda: _asked(TASKS, where("taskTypeId") == _ID), "'task_type_id'"),
    Mistake("a column without its id", lambda: _asked(TASKS, where("task_status") == _ID), "'task_status_id'"),
    Mistake("a relation in the singular", lambda: _asked(TASKS, where("assignee") == _ID), "'assignees'"),
    Mistake("the column of the description", lambda: _asked(ASSETS, where("asset_type_id") == _ID), "'entity_type_id'"),
    Mistake("a column of the documentation", lambda: _asked(PERSONS, where("firstname") == "Ada"), "'first_name'"),
    Mistake("a typo in a flag", lambda: _asked(ENTITIES, where("cancelled").is_(True)), "'canceled'"),
    Mistake("a column of another list", lambda: _asked(SHOTS, where("sequence") == _ID), "'sequence_id'"),
    Mistake("part of a code", lambda: _asked(ENTITIES, where("code").contains("SH01")), ".in_"),
    Mistake("part of a description", lambda: _asked(TASKS, where("description").starts_with("fix")), ".is_"),
    Mistake("several names", lambda: _asked(ENTITIES, where("name").in_("a", "b")), ".is_"),
    Mistake("a person as such", lambda: _asked(TASKS, where("assignees").is_(_ID)), ".contains"),
    Mistake("a typo in an operator", lambda: _asked(ENTITIES, where("name").start_with("SH")), ".starts_with"),
    Mistake("a verb without its ending", lambda: _asked(ENTITIES, where("name").contain("SH")), ".contains"),
    Mistake("a status that is none", lambda: _asked(ENTITIES, where("status") == "canceld"), "'Canceled'"),
    Mistake("a typo in a role", lambda: _asked(PERSONS, where("role") == "supervisr"), "'Supervisor'"),
    Mistake(
        "a style that is none", lambda: _asked(PROJECTS, where("production_style") == "2d animations"), "'2D Animation'"
    ),
    Mistake("a text for a number", lambda: _asked(ENTITIES, where("nb_frames") == "24"), "24"),
    Mistake("a fraction for a whole number", lambda: _asked(TASKS, where("priority") == 2.0), "2"),
    Mistake("a word for a truth", lambda: _asked(PERSONS, where("active") == "true"), "True"),
    Mistake("a number for a truth", lambda: _asked(PERSONS, where("is_bot") == 0), "False"),
    Mistake("a number for a text", lambda: _asked(PROJECTS, where("fps") == 25), "'25'"),
    Mistake("a time with a zone", lambda: _dated("2026-01-31T09:30:00+00:00"), "'2026-01-31T09:30:00'"),
    Mistake("a day as people write it", lambda: _asked(PROJECTS, where("start_date") == "31.01.2026"), "'2026-01-31'"),
    Mistake(
        "a list for one value", lambda: _asked(TASKS, where("priority").is_([1, 2])), "where('priority').in_(1, 2)"
    ),
    Mistake("an unfinished pattern", lambda: _asked(ENTITIES, where("name").like("50\\")), repr("50\\\\")),
    Mistake("a negation", lambda: _asked(PERSONS, ~where("active").is_(True)), "where('active').is_(False)"),
    Mistake(
        "a project beside its sequence",
        lambda: _asked(SHOTS, where("sequence_id") == _ID, where("project_id") == _ID),
        f"(where('sequence_id') == '{_ID}')",
    ),
    Mistake("words anywhere", lambda: _asked(TASKS, text="chair"), "where('name').contains(…)"),
    Mistake(
        "an order", lambda: _asked(TASKS, sort=(Ordering("due_date"),)), ".frame().sort_values(…), which sorts here"
    ),
    Mistake("a typo in a field to send", lambda: _asked(PERSONS, fields=("last_nam",)), "'last_name'"),
    Mistake("a typo in related rows", lambda: _asked(COMMENTS, expand=("preview",)), "'previews'"),
    Mistake("a page of nothing", lambda: _asked(TASKS, page_size=0), ".page_size(1)"),
]
"""What people get wrong, and what they are told first."""
