"""Columns of records: find the value at a path, choose columns when none are named, and catch misspelt ones."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from hypernav.display.neutral import cut
from hypernav.display.values import MISSING, is_scalar
from hypernav.documents.identity import FAMILIAR, HYPERMEDIA
from hypernav.documents.paths import heads, value_at
from hypernav.errors import FieldNotFound
from hypernav.visible import neutral

__all__ = ["MISSING", "VALUE", "Choice", "check_columns", "choose_columns", "field_of"]

VALUE = "value"
"""The column of records that are not objects, such as bare ids."""

_SAMPLE = 100
_SUGGESTIONS = 3
_MAX_KNOWN = 12


def field_of(record: Any, column: str) -> Any:
    """Return what a record has in a column, which is a path with dots, or MISSING.

    >>> field_of({"environments": {"production": {"on": True}}}, "environments.production.on")
    True
    >>> field_of(7, "value"), field_of({"a": None}, "a.b")
    (7, MISSING)
    """
    if type(record) is dict or isinstance(record, Mapping):
        return value_at(record, column) if column else record.get("", MISSING)
    if column == VALUE:
        return record
    return value_at(record, column) if column else MISSING


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the columns chosen to show and how many others the records have."""

    columns: tuple[str, ...]
    others: int = 0


def choose_columns(records: Sequence[Any], preferred: Sequence[str], most: int) -> Choice:
    """Choose what to show of records when nobody named columns.

    The preferred columns are taken where any record has one of them; otherwise the scalar members that most records
    have: id, key and name first, then in the order of the records, names with a leading underscore last. Where some
    records are no objects, these show in a column ``value``.

    >>> choose_columns([{"on": True, "key": "a", "rules": {}}], (), most=8)
    Choice(columns=('key', 'on'), others=1)
    """
    sample = [record for record in islice(records, _SAMPLE) if isinstance(record, Mapping)]
    if not sample:
        return Choice((VALUE,)) if records else Choice(())
    names, common = _names_of(sample)
    chosen = [column for column in preferred if any(field_of(record, column) is not MISSING for record in sample)]
    if not chosen:
        chosen = sorted(common, key=_rank) or [name for name in names if name not in HYPERMEDIA]
    shown = tuple(chosen[:most])
    if VALUE not in shown and not all(isinstance(record, Mapping) for record in records):
        shown = (*shown[: max(1, most - 1)], VALUE)
    begun = {head for column in shown for head in (column, *(head for head, _ in heads(column)))}
    return Choice(shown, sum(1 for name in names if name not in begun and name not in HYPERMEDIA))


def _names_of(sample: Sequence[Mapping[Any, Any]]) -> tuple[list[str], list[str]]:
    """Return all names of members in order, and those that are scalars in most records; one pass, however many."""
    scalars: dict[str, int] = {}
    for record in sample:
        for key, value in record.items():
            name = str(key)
            scalars[name] = scalars.get(name, 0) + is_scalar(value)
    return list(scalars), [name for name, count in scalars.items() if count * 2 > len(sample)]


def _rank(name: str) -> tuple[bool, int]:
    return name.startswith("_"), FAMILIAR.index(name) if name in FAMILIAR else len(FAMILIAR)


def check_columns(records: Sequence[Any], columns: Sequence[str], redact: Callable[[str], str] = str) -> None:
    """Refuse a named column that no record has.

    A column is let pass where nothing can be known: without records, or below a member that is null or empty in all
    that have it.

    Arguments:
        records: Plain data.
        columns: The columns.
        redact: Takes secrets out of the names that the refusal tells.

    Raises:
        FieldNotFound: No record has the column; the nearest names are given.

    >>> check_columns([{"key": "a"}], ["kye"])
    Traceback (most recent call last):
        ...
    hypernav.errors.FieldNotFound: No record has the field "kye".
      nearest    key
      fields     key
    """
    for column in columns:
        if records and not _may_have(records, column):
            raise _not_found(records, column, redact)


def _may_have(records: Sequence[Any], path: str) -> bool:
    """Tell whether a record has a column, or all that lead furthest towards it end in what is null or empty."""
    least, known = len(path) + 1, False
    for record in records:
        if field_of(record, path) is not MISSING:
            return True
        left, empty = _end(record, path)
        known = not empty if left < least else known or (left == least and not empty)
        least = min(left, least)
    return not known


def _end(value: Any, path: str) -> tuple[int, bool]:
    """Return how much of a path is left where it leads nowhere, and whether what stands there is null or empty."""
    inner: list[tuple[int, bool]] = []
    if isinstance(value, Mapping):
        inner = [_end(value[head], rest) for head, rest in heads(path) if head in value]
    elif isinstance(value, list | tuple):
        head, dot, rest = path.partition(".")
        found = value_at(value, head) if dot else MISSING
        inner = [] if found is MISSING else [_end(found, rest)]
    elif value is not None:
        return len(path), False
    return min(inner, default=(len(path), not value))


def _not_found(records: Sequence[Any], column: str, redact: Callable[[str], str]) -> FieldNotFound:
    known = list(dict.fromkeys(name for record in islice(records, _SAMPLE) for name in _names_near(record, column)))
    near = difflib.get_close_matches(column, known, _SUGGESTIONS, 0.6)
    shown = "  ".join(_short(redact(name)) for name in known[:_MAX_KNOWN])
    rest = len(known) - _MAX_KNOWN
    return FieldNotFound(
        f'No record has the field "{_short(column)}".',
        nearest="  ".join(_short(redact(name)) for name in near),
        fields=shown + (f"  … {rest:,} more" if rest > 0 else ""),
    )


def _names_near(record: Any, path: str) -> list[str]:
    """Return the paths that a record has at the level where a path goes wrong."""
    if isinstance(record, list | tuple):
        record = {str(index): value for index, value in enumerate(record[:_SAMPLE])}
    if not isinstance(record, Mapping):
        return [VALUE]
    for head, rest in heads(path):
        if isinstance(record.get(head), Mapping | list | tuple) and record[head]:
            return [f"{head}.{name}" for name in _names_near(record[head], rest)]
    return [str(key) for key in islice(record, _SAMPLE)]


def _short(name: str) -> str:
    return neutral(cut(name, 80))
