"""What the edits of an array lead to when they are carried out."""

from __future__ import annotations

from typing import Any

from hypernav.patches.diff.alignment import Alignment
from hypernav.patches.diff.array_edits import array_edits


def carried_out(before: list[Any], after: list[Any], found: Alignment) -> list[Any]:
    """Apply the structural edits; items that stay are brought up to date in the end."""
    result = list(enumerate(before))
    for taken, index, item in array_edits(len(before), len(after), found):
        value = result.pop(taken) if taken >= 0 else (-1, after[item])
        if index >= 0:
            result.insert(index, value)
    into = dict((*found.kept, *found.moved))
    return [value if origin < 0 else after[into[origin]] for origin, value in result]
