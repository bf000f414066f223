"""Bodies against what they must be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hypernav.sandbox.problems import Invalid, Problem
from hypernav.sandbox.records import Record, Records
from hypernav.sandbox.schema import Property, Schema

PERSON = Schema({"name": Property(required=True), "mail": Property(null=True)})
TABLES = {"people": Records([{"id": 1}])}


def rule(record: Record) -> Iterator[Problem]:
    if record.get("least", 0) > record.get("most", 9):
        yield Problem("least", "must not be above most", "rule")


ALL = Schema(
    {
        "id": Property(kind="integer", read_only=True),
        "text": Property(least=2, most=3),
        "code": Property(pattern="[A-Z]+"),
        "least": Property(kind="integer", least=0, most=5),
        "most": Property(kind="number"),
        "on": Property(kind="boolean"),
        "kind": Property(values=("a", "b"), default="a"),
        "tags": Property(kind="array", most=2, items=Property(most=3)),
        "people": Property(kind="array", items=Property(kind="integer"), refers="people"),
        "owner": Property(kind="object", members=PERSON),
        "team": Property(kind="array", items=PERSON),
        "even": Property(kind="integer", check=lambda value: "must be even" if value % 2 else ""),
        "free": Property(kind="any"),
    },
    rule=rule,
)


def mistakes(body: Any, schema: Schema = ALL, doing: Any = "create") -> list[str]:
    with pytest.raises(Invalid) as caught:
        schema.clean(body, doing, TABLES)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("body", "mistake"),
    [
        ({"text": 7}, "text: must be a string"),
        ({"text": None}, "text: must be a string"),
        ({"text": "a"}, "text: must be at least 2 characters"),
        ({"text": "abcd"}, "text: must be at most 3 characters"),
        ({"code": "Ab"}, "code: must match [A-Z]+"),
        ({"least": -1}, "least: must be at least 0"),
        ({"least": 6}, "least: must be at most 5"),
        ({"least": True}, "least: must be an integer"),
        ({"least": 1.5}, "least: must be an integer"),
        ({"most": "1"}, "most: must be a number"),
        ({"on": 1}, "on: must be a boolean"),
        ({"kind": "c"}, "kind: must be one of a, b"),
        ({"tags": {}}, "tags: must be an array"),
        ({"tags": ["a", "b", "c"]}, "tags: must be at most 2 items"),
        ({"tags": ["abcd"]}, "tags.0: must be at most 3 characters"),
        ({"people": [1, 2]}, "people: 2 is not one of the people"),
        ({"owner": []}, "owner: must be an object"),
        ({"owner": {}}, "owner.name: is required"),
        ({"owner": {"name": "x", "mail": 7}}, "owner.mail: must be a string"),
        ({"team": [{"name": "x"}, {"name": "x", "age": 7}]}, "team.1.age: is not a known member"),
        ({"team": [7]}, "team.0: must be an object"),
        ({"even": 3}, "even: must be even"),
        ({"least": 3, "most": 2}, "least: must not be above most"),
        ({"new": 1}, "new: is not a known member"),
        ([], "The body must be an object"),
    ],
)
def test_a_mistake_is_told_by_its_member(body: Any, mistake: str) -> None:
    assert mistakes(body) == [mistake]


def test_all_mistakes_are_told_at_once() -> None:
    assert mistakes({"text": 7, "even": 1, "new": 1}) == [
        "text: must be a string",
        "even: must be even",
        "new: is not a known member",
    ]


def test_what_is_right_comes_through_in_the_order_of_the_table() -> None:
    body = {"team": [{"name": "x", "mail": None}], "people": [1], "text": "abc", "free": [None], "most": 2}
    assert list(ALL.clean(body, "create", TABLES).items()) == [
        ("text", "abc"),
        ("most", 2),
        ("kind", "a"),
        ("people", [1]),
        ("team", [{"name": "x", "mail": None}]),
        ("free", [None]),
    ]


def test_a_mistaken_body_is_told_from_mistaken_members() -> None:
    with pytest.raises(Invalid) as shape:
        PERSON.clean([], "create")
    with pytest.raises(Invalid) as members:
        PERSON.clean({}, "create")
    assert (shape.value.where, members.value.where) == ("shape", "body")


@pytest.mark.parametrize(
    ("doing", "body", "record"),
    [
        ("patch", {"mail": "m"}, {"name": "old", "mail": "m", "id": 7, "version": 2}),
        ("replace", {"name": "new"}, {"name": "new", "id": 7, "version": 2}),
        ("create", {"name": "new"}, {"name": "new"}),
    ],
)
def test_what_was_there_stays_as_far_as_it_should(doing: Any, body: Any, record: Any) -> None:
    schema = Schema({**PERSON.properties, "id": Property(kind="integer", read_only=True)})
    old = {"id": 7, "name": "old", "mail": "x", "version": 2}
    assert schema.clean(body, doing, old=None if doing == "create" else old) == record


def test_a_default_is_made_anew_for_each_record() -> None:
    schema = Schema({"tags": Property(kind="array", default=[])})
    schema.clean({}, "create")["tags"].append("x")
    assert schema.clean({}, "create") == {"tags": []}


def test_what_the_server_sets_is_passed_over_or_refused() -> None:
    assert "id" not in ALL.clean({"id": "x"}, "create")
    strict = Schema(ALL.properties, read_only="refuse")
    assert mistakes({"id": 7}, strict) == ["id: is set by the server"]


@pytest.mark.parametrize(("unknown", "kept"), [("ignore", {}), ("keep", {"new": 1})])
def test_unknown_members_are_passed_over_or_kept(unknown: Any, kept: Any) -> None:
    assert Schema({}, unknown=unknown).clean({"new": 1}, "create") == kept
