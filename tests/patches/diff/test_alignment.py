"""Which items of an array became which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.patches.diff.alignment import Budget, Sides, align
from tests.patches.carrying_out import carried_out

small = st.lists(st.integers(0, 5), max_size=10)


@pytest.mark.parametrize("allowed", [100_000, 30, 0])
@settings(max_examples=500)
@given(before=small, after=small, moves=st.booleans())
def test_edits_lead_to_the_new_array_whatever_may_be_spent(
    before: list[int], after: list[int], moves: bool, allowed: int
):
    sides = Sides(before, after, before, after)
    found = align(sides, moves=moves, budget=Budget(allowed))
    assert carried_out(before, after, found) == after
    assert [sides.before[mine] for mine, _ in found.moved] == [sides.after[theirs] for _, theirs in found.moved]
    assert found.kept == sorted(found.kept)
    assert moves or not found.moved


def test_a_budget_is_spent_once():
    budget = Budget(10)
    assert [budget.spend(6), budget.spend(6), budget.spend(4), budget.spend(1)] == [True, False, True, False]
