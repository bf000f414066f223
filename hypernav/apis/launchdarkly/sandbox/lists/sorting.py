"""The ``sort`` parameter: a comma list of fields, a dash before those that descend."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.refusals import invalid

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.store import Record

SortKeys = Mapping[str, Callable[["Record"], Any]]


def sorted_by(text: str, records: Sequence[Record], keys: SortKeys) -> list[Record]:
    """Return the records in the order that a ``sort`` parameter asks for.

    Raises:
        Refusal: A field cannot be sorted by.

    >>> [r["a"] for r in sorted_by("-a", [{"a": 1}, {"a": 2}], {"a": lambda record: record["a"]})]
    [2, 1]
    """
    ordered = list(records)
    for part in reversed([part.strip() for part in text.split(",") if part.strip()]):
        descending, field = part.startswith("-"), part.removeprefix("-")
        if field not in keys:
            raise invalid(f"Invalid sort field: {field!r}. Supported fields are {', '.join(sorted(keys))}")
        ordered.sort(key=keys[field], reverse=descending)
    return ordered
