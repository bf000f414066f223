"""Tokens: one for all equal JSON values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from hypernav.patches.diff.tokens import FALSE, TRUE, OddValueError, Tokens, likeness
from hypernav.patches.json.values import same_json
from tests.patches.documents import documents, pairs, places, value_at


@settings(max_examples=500)
@given(pairs())
def test_tokens_are_equal_exactly_where_values_are(pair: tuple[Any, Any]):
    one, other = pair
    tokens = Tokens()
    assert (tokens.read(one) == tokens.read(other)) is same_json(one, other)


@settings(max_examples=500)
@given(documents)
def test_all_parts_of_what_was_read_have_tokens(document: Any):
    tokens = Tokens()
    tokens.read(document)
    everything = [value_at(document, place) for place in places(document)]
    assert all(tokens.of(value) == tokens.read(value) for value in everything)
    assert all(tokens.all_of(value) == list(map(tokens.of, value)) for value in everything if isinstance(value, list))


def test_literals_are_neither_numbers_nor_empty_arrays():
    values = [True, False, None, 0, 1, "", [], {}, [[]], [{}], [False], [0]]
    tokens = Tokens()
    assert len({tokens.read(value) for value in values}) == len(values)
    assert (tokens.read(True), tokens.read(False)) == (TRUE, FALSE)


@pytest.mark.parametrize("value", [(1,), {1: 2}, {1}, [b"x"], {"a": [object()]}])
def test_values_that_no_parser_makes_are_left_to_be_checked(value: Any):
    with pytest.raises(OddValueError):
        Tokens().read(value)


def test_large_integers_do_not_share_python_hashes():
    modulus = 2**61 - 1
    tokens = Tokens()
    read = [tokens.read(number * modulus + 5) for number in range(1_000, 2_000)]
    assert len({hash(token) for token in read}) > 990


def test_integers_and_floats_are_equal_where_their_values_are():
    tokens = Tokens()
    for number in (2**60, 2**63, 10**22, -(10**22), 10**300):
        assert tokens.read(number) == tokens.read(number)
        assert (tokens.read(number) == tokens.read(float(number))) is (number == float(number))
    assert tokens.read(10**400) == tokens.read(10**400)
    assert tokens.read(10**400) != tokens.read(10**400 + 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, 1.0),
        ({"a": 1, "b": 2}, {"a": 1, "c": 2}, 0.5),
        ([1, 2, 3, 4], [1], 0.25),
        ([1], {"a": 1}, 0.0),
        ("text", "text", 0.0),
        ([], [], 0.0),
    ],
)
def test_likeness_is_what_two_containers_share(one: Any, other: Any, expected: float):
    tokens = Tokens()
    assert likeness(tokens.read(one), tokens.read(other)) == expected
