"""The readers of Tripletex's query parameters are strict, and say where something is wrong."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hypernav.apis.tripletex.sandbox.grammar import Part, read_fields, read_sorting, read_value


def test_fields_are_read_with_their_parentheses() -> None:
    assert read_fields("*,activity(name),employee(*,department(id))") == (
        Part("*"),
        Part("activity", (Part("name"),)),
        Part("employee", (Part("*"), Part("department", (Part("id"),)))),
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("date", (("date", False),)),
        ("project.name, -date", (("project.name", False), ("date", True))),
        ("-a.b.c,d", (("a.b.c", True), ("d", False))),
    ],
)
def test_an_order_is_read(text: str, read: Any) -> None:
    assert read_sorting(text) == read


@pytest.mark.parametrize(
    ("text", "place"),
    [("", 1), ("a,", 3), ("--a", 1), ("a, - b", 3), ("a..b", 1), (".a", 1), ("a;b", 1), ("a,b desc", 3), ("1", 1)],
)
def test_a_malformed_order_is_refused_with_its_place(text: str, place: int) -> None:
    with pytest.raises(ValueError, match=f"at character {place} is nothing to sort by"):
        read_sorting(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("in", "1,2", ("1", "2")),
        ("in", "1, 2", ("1", "2")),
        ("is", " a,b ", " a,b "),
        ("yes", "false", False),
        ("date", "2026-01-31", date(2026, 1, 31)),
        ("day", "2024-02-29", date(2024, 2, 29)),
        ("since", "2026-01-31T09:30:00", datetime(2026, 1, 31, 9, 30)),
        ("integer", "-5", -5),
        ("number", "10.50", Decimal("10.50")),
    ],
)
def test_a_value_is_read_as_its_kind(kind: str, text: str, value: Any) -> None:
    assert read_value(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("in", "1,,2", "value 2 of '1,,2' is empty"),
        ("is", "  ", "an empty value at character 1 asks for nothing"),
        ("yes", "True", "'True' is neither true nor false"),
        ("date", "31.01.2026", "is not of the form"),
        ("date", "2026-02-30", "day"),
        ("since", "2026-01-31T09:30:00Z", "is not of the form"),
        ("since", "2026-01-31", "is not of the form"),
        ("integer", "1.0", "is not of the form"),
        ("number", "1e5", "is not of the form"),
        ("number", "NaN", "is not of the form"),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: str, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_value(kind, text)
