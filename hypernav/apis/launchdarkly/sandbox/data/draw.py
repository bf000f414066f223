"""Choices that look like chance and are always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")


class Draw:
    """Draw values from a seed; uses only what Python promises to keep the same between versions.

    >>> Draw("flag", "checkout").between(1, 6) == Draw("flag", "checkout").between(1, 6)
    True
    """

    def __init__(self, *seed: str) -> None:
        """Take the seed."""
        self._random = random.Random("/".join(seed)).random

    def between(self, least: int, most: int) -> int:
        """Return an integer, both ends included."""
        return least + int(self._random() * (most - least + 1))

    def pick(self, values: Sequence[Value]) -> Value:
        """Return one of the values."""
        return values[int(self._random() * len(values))]

    def some(self, values: Sequence[Value], count: int) -> list[Value]:
        """Return that many different values, in their order."""
        numbered = sorted(range(len(values)), key=lambda _: self._random())[:count]
        return [values[number] for number in sorted(numbered)]

    def chance(self, share: float) -> bool:
        """Return True that often."""
        return self._random() < share
