"""The longest common subsequence, by whichever of its ways."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.patches.diff import subsequence
from hypernav.patches.diff.subsequence import Pairs, common_subsequence

sequences = st.lists(st.integers(0, 3), max_size=15)


def longest(one: list[int], other: list[int]) -> int:
    row = [0] * (len(other) + 1)
    for item in one:
        above, row = row, [0]
        for column, theirs in enumerate(other, 1):
            row.append(above[column - 1] + 1 if item == theirs else max(row[-1], above[column]))
    return row[-1]


def check(one: list[int], other: list[int], found: Pairs) -> None:
    assert all(one[mine] == other[theirs] for mine, theirs in found)
    assert all(first[0] < second[0] and first[1] < second[1] for first, second in pairwise(found))


@settings(max_examples=500)
@given(sequences, sequences)
def test_it_is_as_long_as_it_can_be(one: list[int], other: list[int]):
    found = common_subsequence(one, other)
    check(one, other, found)
    assert len(found) == longest(one, other)


@settings(max_examples=500)
@given(sequences, sequences)
def test_both_exact_ways_find_as_much(one: list[int], other: list[int]):
    for found in (subsequence._by_few_edits(one, other, steps=10_000), subsequence._by_matches(one, other)):
        assert found is not None
        check(one, other, found)
        assert len(found) == longest(one, other)


@settings(max_examples=500)
@given(sequences, sequences)
def test_the_way_by_occurrence_finds_something_that_is_common(one: list[int], other: list[int]):
    found = subsequence._by_occurrence(one, other)
    check(one, other, found)
    assert bool(found) is bool(set(one) & set(other))


def test_many_repeated_items_with_few_edits_are_aligned_exactly():
    one = [number * number % 3 for number in range(5_000)]
    other = [*one[:1_000], 7, *one[1_000:4_000], *one[4_001:]]
    found = common_subsequence(one, other)
    check(one, other, found)
    assert len(found) == 4_999


@pytest.mark.parametrize(
    ("other", "least"),
    [
        ([number % 2 for number in range(1, 3_001)], 2_998),
        ([9 if number % 3 == 0 else number % 2 for number in range(3_000)], 2_000),
        ([number % 5 % 2 for number in range(3_000)], 1_000),
    ],
)
def test_many_repeated_items_with_many_edits_still_share_much(other: list[int], least: int):
    one = [number % 2 for number in range(3_000)]
    found = common_subsequence(one, other)
    check(one, other, found)
    assert len(found) >= least


def test_too_many_steps_are_not_taken():
    assert subsequence._by_few_edits(list(range(100)), list(range(100, 200)), steps=500) is None
