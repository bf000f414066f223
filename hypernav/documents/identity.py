"""The members by which things name themselves: one list for paging, differences, merges, readers and displays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

IDENTIFIERS = ("id", "_id", "key", "uuid", "guid")
"""Members that are there to tell things apart, and stay when all else changes; best first."""
NAMES = ("name", "slug")
"""Members that people call a thing by; they may change, and two things may share one."""
ADDRESSES = ("url", "href", "uri", "self", "@id", "@odata.id")
"""Members in which a thing says where it is."""
TELLING = (*IDENTIFIERS, *ADDRESSES, *NAMES)
"""Every member that may tell things apart, best first, where no two of them have the same value."""
FAMILIAR = ("id", "key", "name")
"""Members that people look for first."""
HYPERMEDIA = ("_links", "_embedded", "links")
"""Members that hold links and linked things, beside what a thing is."""


def telling_values(things: Sequence[Any], name: str) -> list[Any]:
    """Return the values of one member of all things, empty where it does not tell all of them apart.

    >>> telling_values([{"id": 1}, {"id": 2}], "id"), telling_values([{"id": 1}, {"id": 1}], "id")
    ([1, 2], [])
    """
    if not things or not isinstance(things[0], dict) or name not in things[0]:
        return []
    values = [thing.get(name) if isinstance(thing, dict) else None for thing in things]
    usable = {type(value) for value in values} <= {str, int}
    return values if usable and len(frozenset(values)) == len(values) else []
