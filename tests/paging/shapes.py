"""First pages as APIs really write them, with the request that must follow or the reason why none does."""

from __future__ import annotations

from tests.paging.shape import THREE, TWENTY, Shape, hal, link_array
from tests.paging.shapes_guessed import COUNTED, SINGLE, TOKENS
from tests.paging.shapes_linked import LINKED, URLS

__all__ = ["SHAPES", "THREE", "TWENTY", "Shape", "hal", "link_array"]

SHAPES = [*LINKED, *URLS, *TOKENS, *COUNTED, *SINGLE]
