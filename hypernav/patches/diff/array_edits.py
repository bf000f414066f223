"""The edits of an array one after the other, each with the indices of the moment at which it is applied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from hypernav.patches.diff.alignment import Alignment


class Edit(NamedTuple):
    """One edit: an index to remove, an index to move from and to, or an index to add an item of the new array at."""

    remove: int = -1
    add: int = -1
    item: int = -1
    """Position in the new array of what is added; -1 for a move or a removal."""


def array_edits(before: int, after: int, found: Alignment) -> Iterator[Edit]:
    """Yield the edits that bring the items of an array into their new places.

    Removals come first, from the end. Then places are filled from the front, so that each index added at or moved to
    is final but for what still waits in front of it to be moved.

    Args:
        before: Items of the array as it is.
        after: Items of the array as it shall be.
        found: The positions of the items that stay in order, and of those that move.

    >>> list(array_edits(3, 3, Alignment(kept=[(0, 1), (1, 2)], moved=[(2, 0)])))
    [Edit(remove=2, add=0, item=-1)]
    """
    moving = {theirs: mine for mine, theirs in found.moved}
    staying = {theirs: mine for mine, theirs in found.kept}
    remaining = {*moving.values(), *staying.values()}
    yield from (Edit(remove=mine) for mine in range(before - 1, -1, -1) if mine not in remaining)
    in_order, waiting = sorted(staying.values()), sorted(moving.values())
    behind: list[int] = []  # of each item added or moved so far: the last staying item in front of it
    last = -1
    for theirs in range(after):
        if theirs in staying:
            last = staying[theirs]
            continue
        taken = -1
        if theirs in moving:
            mine = moving[theirs]
            place = bisect_left(waiting, mine)
            taken = bisect_left(in_order, mine) + place + bisect_left(behind, mine)
            del waiting[place]
        index = theirs + bisect_left(waiting, last)
        if taken != index:
            yield Edit(taken, index, theirs if taken < 0 else -1)
        behind.append(last)
