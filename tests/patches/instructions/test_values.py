"""Python values as parameters take them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import numpy
import pandas
import pytest

from hypernav.errors import PatchError
from hypernav.patches.instructions.kinds import InstructionKind, Instructions, Parameter, ParameterKind
from hypernav.patches.instructions.semantic_patch import SemanticPatch
from hypernav.patches.instructions.values import Unfit, fitting, phrase


class Colour(enum.StrEnum):
    RED = "red"


NESTED = Parameter(
    "clauses",
    "objects",
    members=(
        Parameter("attribute", "text"),
        Parameter("values", "values"),
        Parameter("negate", "boolean", required=False),
    ),
)
MOMENT = datetime(2026, 1, 31, 9, 30, 0, 1500, tzinfo=timezone(timedelta(hours=1)))
PATCH = SemanticPatch(table=Instructions("a shop", (InstructionKind("openShop"),))).open_shop()
FITTING: list[tuple[ParameterKind, Any, Any]] = [
    ("text", "a", "a"),
    ("text", Colour.RED, "red"),
    ("text", numpy.str_("a"), "a"),
    ("texts", ["a", "b"], ["a", "b"]),
    ("texts", ("a",), ["a"]),
    ("texts", {"b", "a"}, ["a", "b"]),
    ("texts", (one for one in "ab"), ["a", "b"]),
    ("texts", {"a": 1}.keys(), ["a"]),
    ("texts", pandas.Series(["a", "b"]), ["a", "b"]),
    ("texts", numpy.array(["a", "b"]), ["a", "b"]),
    ("texts", [], []),
    ("integer", 5, 5),
    ("integer", numpy.int64(5), 5),
    ("number", 0.5, 0.5),
    ("number", 3, 3),
    ("boolean", True, True),
    ("boolean", numpy.bool_(False), False),
    ("milliseconds", 1_754_006_460_000, 1_754_006_460_000),
    ("milliseconds", MOMENT, 1_769_848_200_001),
    ("milliseconds", pandas.Timestamp("2026-01-31", tz="UTC"), 1_769_817_600_000),
    ("milliseconds", 0, 0),
    ("value", None, None),
    ("value", {"a": (1, True)}, {"a": [1, True]}),
    ("values", (1, "a"), [1, "a"]),
    ("object", MappingProxyType({"a": (1,)}), {"a": [1]}),
    ("objects", ({"a": 1},), [{"a": 1}]),
    ("instructions", PATCH, [{"kind": "openShop"}]),
    ("instructions", [{"kind": "x", "y": 1}], [{"kind": "x", "y": 1}]),
    ("integers by name", {"a": 1, "b": numpy.int64(2)}, {"a": 1, "b": 2}),
    ("texts by name", {"a": ("x",)}, {"a": ["x"]}),
]


@pytest.mark.parametrize(("kind", "value", "expected"), FITTING, ids=lambda value: str(value)[:40])
def test_a_value_that_fits_becomes_plain_json(kind: ParameterKind, value: Any, expected: Any) -> None:
    found = fitting(Parameter("x", kind), value)
    assert (found, type(found)) == (expected, type(expected))


def test_elements_become_plain_texts() -> None:
    assert {type(one) for one in fitting(Parameter("x", "texts"), [Colour.RED, numpy.str_("a")])} == {str}


UNFIT: list[tuple[ParameterKind, Any, str, str]] = [
    ("text", 5, "takes x as a text, not 5 (int)", "'5'"),
    ("text", None, "takes x as a text, not None (NoneType)", ""),
    ("text", True, "takes x as a text, not True (bool)", ""),
    ("texts", "abc", "takes x as a list of texts, not 'abc' (str)", "['abc']"),
    ("texts", b"abc", "takes x as a list of texts, not b'abc' (bytes)", ""),
    ("texts", {"a": 1}, "takes x as a list of texts, not {'a': 1} (dict)", ""),
    ("texts", pandas.DataFrame({"a": ["x"]}), "takes x as a list of texts", ""),
    ("texts", ["a", None], "takes x[1] as a text, not None (NoneType)", ""),
    ("texts", [1], "takes x[0] as a text, not 1 (int)", "'1'"),
    ("integer", True, "takes x as an integer, not True (bool)", ""),
    ("integer", 5.0, "takes x as an integer, not 5.0 (float)", "5"),
    ("integer", "5", "takes x as an integer, not '5' (str)", "5"),
    ("integer", "five", "takes x as an integer, not 'five' (str)", ""),
    ("number", float("nan"), "takes x as a number, not nan (float)", ""),
    ("number", False, "takes x as a number, not False (bool)", ""),
    ("boolean", 1, "takes x as True or False, not 1 (int)", "True"),
    ("boolean", "off", "takes x as True or False, not 'off' (str)", "False"),
    ("boolean", "perhaps", "takes x as True or False, not 'perhaps' (str)", ""),
    ("milliseconds", 1_754_006_460, "and 1754006460 looks like seconds", "1754006460000"),
    ("milliseconds", 1_754_006_460_000.5, "takes x as a time", "1754006460000"),
    ("milliseconds", True, "takes x as a time", ""),
    ("milliseconds", "2026-01-31", "takes x as a time", "1769817600000"),
    ("milliseconds", "2026-01-31T01:00+01:00", "takes x as a time", "1769817600000"),
    ("milliseconds", "tomorrow", "takes x as a time", ""),
    ("milliseconds", date(2026, 1, 31), "takes x as a time", "1769817600000"),
    (
        "milliseconds",
        datetime(2026, 1, 31),
        "takes x as a datetime with a zone, and 2026-01-31T00:00:00 has none",
        "datetime.datetime(2026, 1, 31, 0, 0, tzinfo=datetime.timezone.utc)",
    ),
    ("values", "a", "takes x as a list, not 'a' (str)", "['a']"),
    ("object", [("a", 1)], "takes x as a dict", ""),
    ("objects", {"a": 1}, "takes x as a list of dicts", "[{'a': 1}]"),
    ("objects", 5, "takes x as a list of dicts, not 5 (int)", ""),
    ("objects", [1], "takes x[0] as a list of dicts, not 1 (int)", ""),
    ("instructions", "turnOff", "as a list of instructions or another patch", "[{'kind': 'turnOff'}]"),
    ("instructions", {"kind": "turnOff"}, "as a list of instructions", "[{'kind': 'turnOff'}]"),
    ("instructions", PATCH.open_shop, "as a list of instructions", "[{'kind': 'openShop'}]"),
    ("instructions", [{"king": "x"}], "needs 'kind' in x[0]", "'kind'"),
    ("integers by name", [1], "takes x as a dict of integers", ""),
    ("integers by name", {"a": "1"}, "takes x['a'] as an integer, not '1' (str)", "1"),
    ("integers by name", {1: 1}, "takes x as a text, not 1 (int)", "'1'"),
    ("texts by name", {"a": "x"}, "takes x['a'] as a list of texts, not 'x' (str)", "['x']"),
    ("texts by name", ["a"], "takes x as a dict of lists of texts", ""),
]


@pytest.mark.parametrize(("kind", "value", "told", "nearest"), UNFIT, ids=lambda value: str(value)[:40])
def test_a_value_that_does_not_fit_is_told_with_the_nearest_that_does(
    kind: ParameterKind, value: Any, told: str, nearest: str
) -> None:
    with pytest.raises(Unfit) as caught:
        fitting(Parameter("x", kind), value)
    assert told in caught.value.problem
    assert caught.value.nearest == nearest


@pytest.mark.parametrize(
    ("parameter", "value", "nearest"),
    [
        (Parameter("x", "text", choices=("in", "startsWith")), "startswith", "'startsWith'"),
        (Parameter("x", "texts", choices=("red", "green")), ["red", "gren"], "'green'"),
        (Parameter("x", "instructions", choices=("turnOn", "stop")), [{"kind": "stpo"}], "'stop'"),
        (Parameter("x", "integer", bounds=(0, 100)), 101, "100"),
        (Parameter("x", "integer", bounds=(0, 100)), -1, "0"),
        (Parameter("x", "integers by name", bounds=(0, 100), total=100), {"a": 120, "b": -20}, "100"),
        (Parameter("x", "integers by name", total=1000), {"a": 30, "b": 70}, "{'a': 300, 'b': 700}"),
        (Parameter("x", "integers by name", total=1000), {"a": 0.3, "b": 0.7}, "{'a': 300, 'b': 700}"),
        (Parameter("x", "integers by name", total=1000), {"a": 5}, ""),
        (Parameter("x", "integers by name", total=1000), {"a": 500.0, "b": 500.0}, "500"),
        (Parameter("x", "integers by name", total=1000), {"a": "1000"}, "1000"),
        (NESTED, [{"attribute": "a", "values": "b"}], "['b']"),
        (NESTED, [{"attribute": "a"}], "'values'"),
        (NESTED, [{"atribute": "a", "values": []}], "'attribute'"),
        (NESTED, [{"attribute": "a", "values": [], "negate": "false"}], "False"),
        (NESTED, [{"attribute": "a", "values": [], 5: 1}], ""),
    ],
)  # fmt: skip
def test_what_is_declared_of_a_parameter_is_required_of_its_value(
    parameter: Parameter, value: Any, nearest: str
) -> None:
    with pytest.raises(Unfit) as caught:
        fitting(parameter, value)
    assert caught.value.nearest == nearest


def test_what_fits_a_declared_shape_is_taken_with_what_a_server_added_to_it() -> None:
    given = [{"_id": "1", "attribute": "a", "values": [1, "b"], "negate": True}]
    assert fitting(NESTED, given) == given
    shares = Parameter("x", "integers by name", total=1000, bounds=(0, 1000))
    assert fitting(shares, {"a": 300, "b": 700}) == {"a": 300, "b": 700}


@pytest.mark.parametrize("value", [{"a": {1}}, [datetime(2026, 1, 1)], {1: "a"}, float("inf"), object()], ids=repr)
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(PatchError):
        fitting(Parameter("x", "value"), value)


def test_the_place_of_what_is_no_json_is_told() -> None:
    with pytest.raises(PatchError) as caught:
        fitting(Parameter("x", "objects"), [{"a": [0, {1}]}])
    assert caught.value.details["at"] == "/x/0/a/1"


def test_a_fitting_value_is_a_copy() -> None:
    given: dict[str, Any] = {"a": [1]}
    made: Mapping[str, Any] = fitting(Parameter("x", "object"), given)
    given["a"].append(2)
    assert made == {"a": [1]}


def test_a_long_or_hostile_value_is_shown_short_and_visible() -> None:
    for value in ("x" * 10_000, "\x1b[31m\u202e"):
        with pytest.raises(Unfit) as caught:
            fitting(Parameter("x", "integer"), value)
        assert len(caught.value.problem) < 100
        assert caught.value.problem.isprintable()


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        (Parameter("x", "milliseconds"), "a time, in milliseconds since 1970 or as a datetime with a zone"),
        (Parameter("x", "text", choices=("a", "b")), "one of a, b"),
        (Parameter("x", "integer", bounds=(0, 9)), "an integer from 0 to 9"),
        (Parameter("x", "integers by name", total=10), "a dict of integers that add up to 10"),
    ],
)
def test_what_a_parameter_holds_is_told_in_words(parameter: Parameter, words: str) -> None:
    assert phrase(parameter) == words


def test_a_moment_is_the_same_in_every_zone() -> None:
    parameter = Parameter("x", "milliseconds")
    assert fitting(parameter, MOMENT) == fitting(parameter, MOMENT.astimezone(UTC))
