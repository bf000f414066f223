"""Merging two changes of one document: what does not overlap is taken from both sides, what overlaps is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from hypernav.documents.identity import IDENTIFIERS, telling_values
from hypernav.documents.paths import Path
from hypernav.missing import MISSING
from hypernav.patches.json.pointer import pointer
from hypernav.patches.json.values import same_json

Side = Literal["", "mine", "theirs"]


class Overlap(NamedTuple):
    """Hold one place that both sides changed, each in another way. ``MISSING`` stands for nothing there.

    >>> Overlap(("name",), "a", "b", "c").pointer
    '/name'
    """

    path: Path
    base: Any
    mine: Any
    theirs: Any

    @property
    def pointer(self) -> str:
        """Return the path as a JSON Pointer (RFC 6901), as my document counts elements. Sends nothing."""
        return pointer(self.path)


@dataclass(frozen=True, slots=True)
class Merged:
    """Hold the merged document, and where the two changes overlap."""

    document: Any
    overlaps: tuple[Overlap, ...]


def merge(base: Any, mine: Any, theirs: Any, *, prefer: Side = "") -> Merged:
    """Return a document with the changes of both sides, and the places where they overlap. Sends nothing.

    Objects are merged member by member. Positions in an array shift, so an array that both sides changed is merged
    only where its elements are objects that name themselves (``_id``, ``id`` or ``key``) and one side at most added,
    removed or moved elements; otherwise it overlaps as a whole. What is equal on both sides never overlaps.

    Args:
        base: The document that both sides began with.
        mine: The document after my change.
        theirs: The document after theirs.
        prefer: The side to take where they overlap; ``theirs`` where it is empty.

    >>> merged = merge({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3})
    >>> merged.document, merged.overlaps
    ({'a': 2, 'b': 3}, ())
    >>> [each.pointer for each in merge({"a": 1}, {"a": 2}, {"a": 3}).overlaps]
    ['/a']
    """
    overlaps: list[Overlap] = []
    document = _merge(base, mine, theirs, (), _Decision(prefer, overlaps))
    return Merged(document, tuple(overlaps))


class _Decision(NamedTuple):
    prefer: Side
    overlaps: list[Overlap]

    def __call__(self, path: Path, base: Any, mine: Any, theirs: Any) -> Any:
        """Note an overlap and return the side to take."""
        self.overlaps.append(Overlap(path, base, mine, theirs))
        return mine if self.prefer == "mine" else theirs


def _merge(base: Any, mine: Any, theirs: Any, path: Path, decide: _Decision) -> Any:
    if same_json(mine, theirs) or same_json(mine, base):
        return theirs
    if same_json(theirs, base):
        return mine
    if isinstance(mine, dict) and isinstance(theirs, dict) and (isinstance(base, dict) or base is MISSING):
        return _merge_objects(base if isinstance(base, dict) else {}, mine, theirs, path, decide)
    if isinstance(mine, list) and isinstance(theirs, list) and isinstance(base, list):
        return _merge_arrays(base, mine, theirs, path, decide)
    return decide(path, base, mine, theirs)


def _merge_objects(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], path: Path, decide: _Decision
) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for name in dict.fromkeys([*theirs, *mine]):
        was, my, their = (side.get(name, MISSING) for side in (base, mine, theirs))
        value = _merge(was, my, their, (*path, name), decide)
        if value is not MISSING:
            merged[name] = value
    return merged


def _merge_arrays(base: list[Any], mine: list[Any], theirs: list[Any], path: Path, decide: _Decision) -> Any:
    named = _named(base, mine, theirs)
    if named is None:
        return decide(path, base, mine, theirs)
    in_base, in_mine, in_theirs = named
    mine_moved, theirs_moved = list(in_mine) != list(in_base), list(in_theirs) != list(in_base)
    if mine_moved and theirs_moved:
        return decide(path, base, mine, theirs)
    merged: list[Any] = []
    # The side that added, removed or moved elements says which there are; an element gone there is gone.
    order, other = (in_mine, in_theirs) if mine_moved else (in_theirs, in_mine)
    places = {identity: place for place, identity in enumerate(in_mine)}
    for identity in dict.fromkeys([*order, *other]):
        was, my, their = (side.get(identity, MISSING) for side in named)
        value = _merge(was, my, their, (*path, places.get(identity, len(mine))), decide)
        if value is not MISSING:
            merged.append(value)
    return merged


def _named(*arrays: Sequence[Any]) -> list[dict[Any, Any]] | None:
    """Return each array as a table by identity, None where an element has none of its own."""
    for name in IDENTIFIERS:
        tables = [_table(array, name) for array in arrays]
        if all(table is not None for table in tables):
            return [table for table in tables if table is not None]
    return None


def _table(array: Sequence[Any], name: str) -> dict[Any, Any] | None:
    values = telling_values(array, name)
    return dict(zip(values, array, strict=True)) if values or not array else None
