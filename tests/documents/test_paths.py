"""Paths with dots: one reading of them, in whatever document."""

from __future__ import annotations

from collections import UserDict
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.documents.paths import at_path, covers, put_at, remaining, steps_to, value_at, with_value
from hypernav.missing import MISSING

FLAG = {
    "key": "checkout",
    "environments": {"production": {"on": True}, "eu.west": {"on": False}},
    "a.b": {"c.d": 1},
    "variations": [{"value": True}, {"value": False}],
    "maintainer": None,
    "": {"": 7},
}

PLACES: list[tuple[str, Any, tuple[str | int, ...]]] = [
    ("key", "checkout", ("key",)),
    ("environments.production.on", True, ("environments", "production", "on")),
    ("environments.eu.west.on", False, ("environments", "eu.west", "on")),
    ("a.b", {"c.d": 1}, ("a.b",)),
    ("a.b.c.d", 1, ("a.b", "c.d")),
    ("variations.0.value", True, ("variations", 0, "value")),
    ("variations.-1.value", False, ("variations", 1, "value")),
    ("maintainer", None, ("maintainer",)),
    (".", 7, ("", "")),
]
NOWHERE: list[tuple[str, tuple[str | int, ...]]] = [
    ("maintainer.email", ("maintainer", "email")),
    ("key.length", ("key", "length")),
    ("variations.2", ("variations", "2")),
    ("variations.-3", ("variations", "-3")),
    ("variations.first", ("variations", "first")),
    ("variations.\u0661", ("variations", "\u0661")),
    ("variations.0.name", ("variations", 0, "name")),
    ("variations.0000000000", ("variations", "0000000000")),
    ("environments.", ("environments", "")),
    ("environments.eu.west.off", ("environments", "eu.west", "off")),
    ("sys.version", ("sys", "version")),
]


@pytest.mark.parametrize(("path", "value", "steps"), PLACES)
def test_a_path_leads_to_a_value(path: str, value: Any, steps: tuple[str | int, ...]):
    assert value_at(FLAG, path) == value
    assert steps_to(FLAG, path) == steps
    assert at_path(FLAG, steps) == value


@pytest.mark.parametrize(("path", "steps"), NOWHERE)
def test_a_path_that_leads_nowhere_is_split_as_far_as_the_document_tells(path: str, steps: tuple[str | int, ...]):
    assert value_at(FLAG, path) is MISSING
    assert steps_to(FLAG, path) == steps
    assert at_path(FLAG, steps) is MISSING


@pytest.mark.parametrize("document", [FLAG, [1], 7, None, {}, {"": 1}])
def test_no_path_is_the_document_itself(document: Any):
    assert value_at(document, "") is document
    assert steps_to(document, "") == ()


@pytest.mark.parametrize(
    ("document", "path", "value"),
    [
        ({"a.b": 1, "a": {"b": 2}}, "a.b", 1),
        ({"a": {"b.c": 2, "b": {"c": 3}}, "a.b": {"c": 1}}, "a.b.c", 1),
        ({"a": {"b.c": 2, "b": {"c": 3}}}, "a.b.c", 2),
        ({"a.b": 1, "a": {"b": {"c": 3}}}, "a.b.c", 3),
        ({"a.b": {"x": 1}, "a": {"b": {"c": None}}}, "a.b.c", None),
        ({"a": {"@acme.next": "x"}}, "a.@acme.next", "x"),
        ([{"@acme.next": "x"}], "0.@acme.next", "x"),
        ({"0": "name"}, "0", "name"),
    ],
)
def test_the_longest_name_that_leads_somewhere_wins(document: Any, path: str, value: Any):
    assert value_at(document, path) == value
    assert at_path(document, steps_to(document, path)) == value


@pytest.mark.parametrize("document", [7, None, "text", b"bytes", True, set()])
def test_what_holds_nothing_has_nothing_at_a_path(document: Any):
    assert value_at(document, "a") is MISSING
    assert steps_to(document, "a.b") == ("a", "b")


def test_whatever_is_a_mapping_or_a_sequence_of_values_is_read():
    document = MappingProxyType({"a": UserDict({"b": ({"c": 1},)})})
    assert value_at(document, "a.b.0.c") == 1


names = st.text(alphabet="ab.", max_size=3)
documents = st.recursive(
    st.none() | st.integers(),
    lambda inner: st.dictionaries(names, inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=12,
)


@given(documents, st.text(alphabet="ab.01-", max_size=9))
def test_the_value_at_a_path_is_the_value_at_its_steps(document: Any, path: str):
    assert value_at(document, path) is at_path(document, steps_to(document, path))


def test_every_member_is_found_by_its_own_name():
    for name in ("@acme.next", "a.b", ".", "..", "x.", ".x"):
        assert value_at({name: 1}, name) == 1
        assert value_at({"top": {name: 1}}, f"top.{name}") == 1


@pytest.mark.parametrize("name", ["." * 100_000, "a." * 100_000, "." * 400, "a." * 200])
def test_a_name_of_nothing_but_dots_takes_no_time_and_no_depth(name: str):
    nested: dict[str, Any] = {}
    for _ in range(500):
        nested = {"a": nested, "": nested}
    assert value_at({name: 1}, name) == 1
    assert value_at({"a": {name: 1}}, f"a.{name}") in (1, MISSING)
    assert value_at({"a": {}, "": {}}, name) is MISSING
    assert isinstance(value_at(nested, name), dict | type(MISSING))


@pytest.mark.parametrize(
    ("path", "found"),
    [(("a", 0, "b"), 1), (("a", 1), MISSING), (("a", "0"), MISSING), (("x",), MISSING), ((), {"a": [{"b": 1}]})],
)
def test_steps_lead_to_what_stands_at_exactly_them(path: tuple[str | int, ...], found: object):
    assert at_path({"a": [{"b": 1}]}, path) == found


def test_putting_makes_the_objects_on_the_way():
    document: dict[str, Any] = {"role": {"id": "user"}}
    put_at(document, ("role", "allSites"), True)
    put_at(document, ("locale", "default"), "en")
    assert document == {"role": {"id": "user", "allSites": True}, "locale": {"default": "en"}}


@pytest.mark.parametrize("path", ["@acme.since", "where.@acme.since", "any.1", "any.0.since", "new.member", "key"])
def test_what_is_put_where_a_path_leads_is_found_there(path: str):
    document = {"@acme.since": 1, "where": {"@acme.since": 1}, "any": [{"since": 1}, 1], "key": 1}
    put_at(document, steps_to(document, path), "new")
    assert value_at(document, path) == "new"
    assert set(document) <= {"@acme.since", "where", "any", "key", "new"}


def test_a_document_with_another_value_leaves_the_first_as_it_was():
    document = {"data": {"@acme.items": [1], "total": 1}, "kept": [2]}
    changed = with_value(document, ("data", "@acme.items"), [])
    assert changed == {"data": {"@acme.items": [], "total": 1}, "kept": [2]}
    assert changed["kept"] is document["kept"]
    assert document["data"] == {"@acme.items": [1], "total": 1}


@pytest.mark.parametrize("document", [{"data": {}}, {"data": []}, {}, [], None])
def test_there_is_no_other_value_where_nothing_stands(document: Any):
    assert with_value(document, ("data", "items"), []) == document


def test_a_pattern_covers_what_it_names_and_what_is_below():
    assert covers("a.*.c", ("a", "b", "c", "d"))
    assert covers("a.*", ("a", 0))
    assert not covers("a.*.c", ("a", "b"))
    assert not covers("a", ("b",))


def test_names_with_dots_are_one_step_of_a_pattern():
    assert covers("@acme.version", ("@acme.version",))
    assert covers("environments.*.@acme.version", ("environments", "eu.west", "@acme.version"))
    assert not covers("a.b", ("a.bc",))
    assert not covers("a", ("a.b",))


@pytest.mark.parametrize(
    ("pattern", "path", "rest"),
    [
        ("role.id", (), "role.id"),
        ("role.id", ("role",), "id"),
        ("role.id", ("role", "id"), ""),
        ("role.id", ("role", "id", 0), ""),
        ("role.id", ("roles",), None),
        ("parts.*.@acme.version", ("parts", "a.b"), "@acme.version"),
        ("rules.0.id", ("rules", 0), "id"),
        ("", (), ""),
    ],
)
def test_what_a_pattern_names_further_down(pattern: str, path: tuple[str | int, ...], rest: str | None):
    assert remaining(pattern, path) == rest
