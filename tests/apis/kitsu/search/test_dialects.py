"""Searches of Kitsu: columns and their values, patterns on names only, and what its server would ignore refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hypernav.apis.kitsu.search import (
    ASSETS,
    COMMENTS,
    ENTITIES,
    PERSONS,
    PROJECTS,
    SHOTS,
    TASK_STATUSES,
    TASKS,
    TIME_SPENTS,
    ColumnDialect,
)
from hypernav.errors import NotExpressible, SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Expression, Ordering, Query, where

ONE, OTHER = "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"


def asked(dialect: ColumnDialect, *conditions: Expression, **query: Any) -> list[tuple[str, str]]:
    (call,) = dialect.compile(Query(conditions=conditions, **query)).calls
    assert (call.method, call.path, call.body) == ("GET", "", None)
    return list(call.parameters)


def refusal(kind: type[SearchError], dialect: ColumnDialect, *conditions: Expression, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        dialect.compile(Query(conditions=conditions, **query))
    return str(caught.value)


def test_what_the_vendor_s_client_asks_is_asked():
    assert asked(PROJECTS, where("name") == "Big Buck") == [("name", "Big Buck")]
    assert asked(TASK_STATUSES, where("is_default").is_(True)) == [("is_default", "true")]
    assert asked(ASSETS, where("project_id") == ONE, where("entity_type_id") == OTHER) == [
        ("project_id", ONE),
        ("entity_type_id", OTHER),
    ]
    assert asked(ENTITIES, page_size=2) == [("page", "1"), ("limit", "2")]


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        (where("name").is_("100%_x"), "100\\%\\_x"),
        (where("name").is_("a\\b"), "a\\\\b"),
        (where("name").contains("chair"), "%chair%"),
        (where("name").contains("50%"), "%50\\%%"),
        (where("name").starts_with("SH_"), "SH\\_%"),
        (where("name").ends_with("\\"), "%\\\\"),
        (where("name").like("SH0_0%"), "SH0_0%"),
        (where("name").is_("[list]"), "[list]"),
    ],
)
def test_only_like_takes_a_pattern_as_it_is(condition: Expression, value: str):
    assert asked(ENTITIES, condition) == [("name", value)]


@pytest.mark.parametrize(
    ("dialect", "condition", "value"),
    [
        (ENTITIES, where("code").is_("a_b%"), "a_b%"),
        (ENTITIES, where("code").is_("[a]"), '["[a]"]'),
        (ENTITIES, where("canceled").is_(False), "false"),
        (ENTITIES, where("nb_frames") == 24, "24"),
        (ENTITIES, where("status") == "Stand By", "standby"),
        (TASKS, where("estimation") == Decimal("1.5"), "1.5"),
        (TASKS, where("due_date") == datetime(2026, 1, 31, 9, 30), "2026-01-31T09:30:00"),
        (PROJECTS, where("start_date") == date(2026, 1, 31), "2026-01-31"),
        (TASKS, where("assignees").contains(ONE), ONE),
        (TASKS, where("priority").in_(1, 2), "[1,2]"),
        (TASKS, where("task_status_id").in_(ONE, OTHER), f'["{ONE}","{OTHER}"]'),
        (TIME_SPENTS, where("date").in_("2026-01-30", "2026-01-31"), '["2026-01-30","2026-01-31"]'),
        (TIME_SPENTS, where("duration").in_(Decimal("1.5"), 2.5), '["1.5",2.5]'),
        (PERSONS, where("last_name").in_("Ünal", 'O"B'), '["Ünal","O\\"B"]'),
    ],
)
def test_other_columns_are_compared_exactly_with_values_of_their_kind(
    dialect: ColumnDialect, condition: Expression, value: str
):
    assert [found for _, found in asked(dialect, condition)] == [value]


def test_an_either_of_values_of_one_column_is_a_list():
    either = (where("task_type_id") == ONE) | where("task_type_id").in_(OTHER)
    assert asked(TASKS, either, where("project_id") == ONE) == [
        ("task_type_id", f'["{ONE}","{OTHER}"]'),
        ("project_id", ONE),
    ]


def test_fields_relations_and_pages_are_parameters_of_their_own():
    said = asked(PERSONS, fields=("first_name", "last_name"), expand=("departments",), page_size=50)
    assert said == [("relations", "true"), ("fields", "first_name,last_name"), ("page", "1"), ("limit", "50")]
    assert asked(COMMENTS, fields=("text", "checklist", "type"), parameters={"with_previews": True}) == [
        ("fields", "text,checklist,type"),
        ("with_previews", "true"),
    ]


def test_a_plan_says_what_a_person_would_not_expect():
    assert ENTITIES.compile(Query(conditions=(where("name") == "x",))).notes == (
        "names are compared without regard to case",
    )
    assert TASKS.compile(Query(expand=("assignees",))).notes == ("related rows come all together, as lists of ids",)
    shy = where("phone").is_("1") & (where("email") == "a@b.test") & (where("country") == "NO")
    assert PERSONS.compile(Query(conditions=(shy,))).notes == (
        "only administrators may filter persons by country, phone",
    )
    assert TASKS.compile(Query(conditions=(where("priority") == 1,))).notes == ()


def test_a_column_that_the_server_would_ignore_is_refused():
    message = refusal(UnknownField, ASSETS, where("asset_type_id") == ONE)
    assert message.startswith("Kitsu's asset list has no field 'asset_type_id'.")
    assert "entity_type_id" in message
    assert "has no field 'entity_type_id'" in refusal(UnknownField, SHOTS, where("entity_type_id") == ONE)
    assert "has no field 'data'" in refusal(UnknownField, TASKS, where("data") == "x")
    assert "has no field 'password'" in refusal(UnknownField, PERSONS, where("password") == "x")


def test_columns_that_a_sequence_overwrites_are_refused_beside_it():
    assert asked(SHOTS, where("sequence_id") == ONE) == [("sequence_id", ONE)]
    for conditions in ((where("sequence_id"), where("project_id")), (where("project_id"), where("sequence_id"))):
        assert refusal(WrongValue, SHOTS, *(condition == ONE for condition in conditions)).splitlines()[::2] == [
            "Kitsu's shot list ignores 'project_id' beside 'sequence_id', which says both.",
            f"  nearest    (where('sequence_id') == '{ONE}')",
        ]


def test_a_column_is_asked_once():
    assert refusal(NotExpressible, ENTITIES, where("name").contains("a"), where("name").contains("b")) == (
        "Kitsu's entity list is filtered by 'name' once.\n"
        "  part       where('name').contains('a') & where('name').contains('b')\n"
        "  nearest    where('name').contains('a')\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )


def test_there_is_no_or_and_no_not():
    assert refusal(NotExpressible, TASKS, (where("priority") == 1) | (where("difficulty") == 3)) == (
        "Kitsu's task list has no OR, save between values of one column.\n"
        "  part       (where('priority') == 1) | (where('difficulty') == 3)\n"
        "  nearest    where('id').in_(…, …)\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    names = where("name").is_("a") | where("name").is_("b")
    assert "has no OR" in refusal(NotExpressible, TASKS, names)
    assert refusal(NotExpressible, ENTITIES, ~where("canceled").is_(True)) == (
        "Kitsu's entity list has no NOT.\n"
        "  part       ~where('canceled').is_(True)\n"
        "  nearest    where('canceled').is_(False)\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "nearest" not in refusal(NotExpressible, ENTITIES, ~(where("canceled").is_(True) | where("code").is_("x")))


def test_there_is_no_order_and_no_search_for_words():
    assert refusal(NotExpressible, TASKS, sort=(Ordering("due_date"),)) == (
        "Kitsu's task list comes in a fixed order.\n"
        "  part       .sort()\n"
        "  nearest    .frame().sort_values(…), which sorts here"
    )
    assert refusal(NotExpressible, TASKS, text="chair").splitlines()[::2] == [
        "Kitsu's task list is not searched for words anywhere.",
        "  nearest    where('name').contains(…)",
    ]
    assert "nearest" not in refusal(NotExpressible, COMMENTS, text="chair")


@pytest.mark.parametrize("part", [{"page_size": 5}, {"fields": ("name",)}, {"expand": ("entities_out",)}])
def test_lists_that_give_all_at_once_take_no_pages(part: dict[str, Any]):
    assert "has nothing like" in refusal(NotExpressible, ASSETS, **part)


def test_names_of_fields_and_relations_are_checked():
    assert refusal(UnknownField, PERSONS, fields=("firstname",)).splitlines()[:3] == [
        "Kitsu's person list has no field 'firstname'.",
        "  where      .fields('firstname')",
        "  nearest    'first_name'  'last_name'",
    ]
    assert refusal(UnknownField, TASKS, expand=("asignees",)) == (
        "Kitsu's task list has no related rows called 'asignees'.\n"
        "  where      .expand('asignees')\n"
        "  nearest    'assignees'\n"
        "  fields     assignees"
    )


def test_a_text_that_no_database_holds_is_refused():
    assert refusal(WrongValue, ENTITIES, where("code") == "a\0b") == (
        "'code' was given a text with NUL, which Kitsu's database does not hold.\n"
        "  where      (where('code') == 'a\\x00b')\n"
        "  nearest    'ab'"
    )


def test_an_unfinished_pattern_is_refused():
    assert refusal(WrongValue, ENTITIES, where("name").like("a\\")) == (
        "A pattern ends with a backslash, which escapes what follows.\n"
        "  where      where('name').like('a\\\\')\n"
        "  nearest    'a\\\\\\\\'"
    )
    assert asked(ENTITIES, where("name").like("a\\\\")) == [("name", "a\\\\")]


def test_patterns_are_for_names_only():
    with pytest.raises(UnknownOperator):
        ENTITIES.compile(Query(conditions=(where("code").contains("x"),)))


def test_a_dialect_shows_what_it_searches():
    assert repr(TASKS) == "<Kitsu's task list>"
