"""A mistake that people make in a search, and what the error must suggest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Mistake(NamedTuple):
    """One mistake: ``make`` makes it, and the first entry of the error's ``nearest`` must equal ``nearest``."""

    what: str
    make: Callable[[], object]
    nearest: str
