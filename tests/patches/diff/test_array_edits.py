"""The edits of an array one after the other, with the indices of their moments."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.patches.diff.alignment import Alignment
from hypernav.patches.diff.array_edits import array_edits
from tests.patches.carrying_out import carried_out


@settings(max_examples=500)
@given(st.data())
def test_any_pairing_whatsoever_can_be_carried_out(data: st.DataObject):
    before, after = data.draw(st.integers(0, 8)), data.draw(st.integers(0, 8))
    count = data.draw(st.integers(0, min(before, after)))
    mine = data.draw(st.permutations(range(before)))[:count]
    theirs = data.draw(st.permutations(range(after)))[:count]
    kept: list[tuple[int, int]] = []
    moved: list[tuple[int, int]] = []
    for pair in sorted(zip(mine, theirs, strict=True)):
        in_order = not kept or pair[1] > kept[-1][1]
        (kept if in_order and data.draw(st.booleans()) else moved).append(pair)
    new = [f"new {number}" for number in range(after)]
    assert carried_out([f"old {number}" for number in range(before)], new, Alignment(kept, moved)) == new


def test_a_move_that_ends_where_it_began_is_no_edit():
    assert list(array_edits(3, 2, Alignment(kept=[(0, 0)], moved=[(2, 1)]))) == [(1, -1, -1)]
