"""JSON values: compared as JSON compares, checked, copied and shown."""

from __future__ import annotations

import enum
from collections import OrderedDict
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.values import MAX_DEPTH, checked, json_key, json_text, same_json, shortened
from tests.patches.documents import pairs


class Listed:
    def tolist(self) -> list[int]:
        return [1]


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.float32(0.5), 0.5),
        (np.str_("a"), "a"),
        (np.arange(3), [0, 1, 2]),
        (pd.Series(["a", None], dtype=object), ["a", None]),
        (pd.Index([1, 2]), [1, 2]),
        ({"a": [np.int64(1)]}, {"a": [1]}),
    ],
)
def test_values_of_numpy_and_pandas_are_taken_as_plain_data(value: Any, plain: Any):
    taken = checked(value)
    assert taken == plain
    assert type(taken) is type(plain)


def test_what_json_has_not_is_refused_inside_an_array_too():
    with pytest.raises(PatchError, match="nan is not JSON"):
        checked(np.array([1.0, np.nan]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (0.0, -0.0),
        (2**70, float(2**70)),
        ({"a": 1, "b": [True]}, {"b": [True], "a": 1.0}),
        ([], []),
        ("", ""),
        (None, None),
    ],
)
def test_equal_values_are_the_same(one: Any, other: Any):
    assert same_json(one, other)
    assert same_json(other, one)
    assert json_key(one) == json_key(other)
    assert hash(json_key(one)) == hash(json_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (0, False),
        (0, None),
        (False, None),
        ("1", 1),
        ({"a": 1}, {"a": 1, "b": 1}),
        ({"a": 1}, {"b": 1}),
        ([1], [1, 1]),
        ([1, 2], [2, 1]),
        ([[1]], [[True]]),
        ({}, []),
        ("a", ["a"]),
        (2**53 + 1, float(2**53)),
        (MISSING, None),
    ],
)
def test_different_values_are_not_the_same(one: Any, other: Any):
    assert not same_json(one, other)
    assert not same_json(other, one)
    assert json_key(one) != json_key(other)


@settings(max_examples=500)
@given(pairs())
def test_keys_are_equal_exactly_where_values_are(pair: tuple[Any, Any]):
    one, other = pair
    assert (json_key(one) == json_key(other)) is same_json(one, other)


class Kind(str, enum.Enum):  # noqa: UP042  # its str() is not its value
    BOOLEAN = "boolean"


class Level(enum.IntEnum):
    HIGH = 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ((1, (2,)), [1, [2]]),
        (MappingProxyType({"a": OrderedDict(b=1)}), {"a": {"b": 1}}),
        ([Kind.BOOLEAN, Level.HIGH, np.float64(0.5), np.str_("x")], ["boolean", 3, 0.5, "x"]),
        ({Kind.BOOLEAN: True}, {"boolean": True}),
    ],
)
def test_values_of_derived_types_become_plain_ones(value: Any, expected: Any):
    found = checked(value)
    assert found == expected
    assert types(found) == types(expected)


def types(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: (type(name), types(inner)) for name, inner in value.items()}
    return [types(inner) for inner in value] if isinstance(value, list) else type(value)


def test_a_checked_value_is_independent_of_the_given_one():
    given_value = {"a": [{"b": [1]}]}
    found = checked(given_value)
    given_value["a"][0]["b"].append(2)
    assert found == {"a": [{"b": [1]}]}


@pytest.mark.parametrize(
    ("value", "what", "way_out"),
    [
        ({1}, "A set is not JSON.", "sorted(value) makes it a list"),
        (b"x", "A bytes is not JSON.", "value.decode() makes it text"),
        (
            datetime(2025, 11, 3, tzinfo=UTC),
            "A datetime is not JSON.",
            "value.isoformat() makes it text; some APIs want int(value.timestamp() * 1000) instead",
        ),
        (date(2025, 11, 3), "A date is not JSON.", "value.isoformat() makes it text"),
        (Decimal("1.5"), "A Decimal is not JSON.", "float(value), or str(value) where the API takes text"),
        (np.datetime64("2025-11-03T00:00:00.000000001"), "A datetime64 is not JSON.", "value.astype(str).tolist()"),
        (pd.NA, "A NAType is not JSON.", "None is null"),
        (Listed(), "A Listed is not JSON.", "value.tolist() makes it plain data"),
        (range(3), "A range is not JSON.", "list(value) makes it a list"),
        (
            object,
            "A type is not JSON.",
            "text, numbers, True, False, None, lists, and dicts named by text are JSON",
        ),
        (float("nan"), "nan is not JSON.", "None is null; text says it in words"),
        (float("-inf"), "-inf is not JSON.", "None is null; text says it in words"),
        (
            MISSING,
            "A Missing is not JSON.",
            "text, numbers, True, False, None, lists, and dicts named by text are JSON",
        ),
    ],
)
def test_what_is_no_json_is_refused_with_what_to_do(value: Any, what: str, way_out: str):
    with pytest.raises(PatchError) as caught:
        checked({"seen/at": [0, value]})
    assert caught.value.what == what
    assert caught.value.details["at"] == "/seen~1at/1"
    assert caught.value.details["next"].startswith(way_out)


def test_a_thing_with_a_document_says_where_it_is():
    class Place:
        @property
        def data(self) -> dict[str, Any]:
            return {}

    with pytest.raises(PatchError) as caught:
        checked(Place())
    assert caught.value.details["next"] == "value.data is the document"
    assert caught.value.details["at"] == "the value itself"


def test_members_are_named_by_text_only():
    with pytest.raises(PatchError) as caught:
        checked({"a": {1: "x"}})
    assert str(caught.value) == (
        "The members of a JSON object are named by text.\n  at         /a\n  name       1 (int)\n  next       str(1)"
    )


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def test_a_value_may_be_deep_but_not_endless():
    assert checked(nested(MAX_DEPTH)) == nested(MAX_DEPTH)
    endless: list[Any] = []
    endless.append(endless)
    for value in (nested(MAX_DEPTH + 1), nested(100_000), endless):
        with pytest.raises(PatchError) as caught:
            checked(value)
        assert str(caught.value) == (
            "The value is nested deeper than 400 levels, or contains itself.\n"
            "  at         /0/0/0/0/0/0/…\n"
            "  next       take the part that changes"
        )


def test_a_value_is_shown_as_json_harmless_and_short():
    assert json_text({"a": [None, True, "ü"]}) == '{"a": [null, true, "ü"]}'
    assert json_text("\x1b[31m\u202e\x85\U000e0001") == '"\\u001b[31m\\u202e\\u0085\\udb40\\udc01"'
    assert json_text("x" * 10_000, 20) == '"' + "x" * 19 + "… 9,982 more characters"


def test_what_has_no_json_text_is_shown_by_its_kind():
    assert json_text({(1, 2): 3}) == "<dict>"
    assert json_text(10**5_000) == "<int>"


def test_a_short_text_stays():
    assert shortened("abc", 3) == "abc"
