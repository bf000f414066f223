"""Whether members come in the order that was asked for, in any of the orders that servers have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import Any

from hypernav.missing import MISSING
from hypernav.search.judging.sight import values_at
from hypernav.search.judging.spans import span_of
from hypernav.search.judging.truth import COLLATIONS, Truth

Key = Callable[[Any], Any]


def in_order(records: Sequence[Any], path: str, *, descending: bool) -> tuple[Truth, str]:
    """Return whether members are sorted by what stands at a path, and what shows that they are not.

    Members without a value are passed over: servers put them first or last. Texts may be in any of several orders;
    texts that stand in groups may be in an order of their own, such as low, medium, high.

    >>> in_order([{"n": 1}, {"n": 3}, {"n": 2}], "n", descending=False)
    (<Truth.NO: 0>, '3 comes before 2')
    """
    values = [value for record in records for value in values_at(record, path)[:1]]
    values = [value for value in values if value is not MISSING and value is not None]
    if len(values) < 2:
        return Truth.UNSEEN, ""
    kinds = set(map(type, values))
    if kinds <= {int, float}:
        return _by(values, [_as_it_is], descending)
    if kinds != {str}:
        return Truth.UNSEEN, ""
    if all(span_of(value, None) is not None for value in values):
        # The texts themselves, too: a server may sort by what it shows.
        return _by(values, [_moment, _as_it_is], descending)
    if len(set(values)) < len(values) and _in_groups(values):
        found, example = _by(values, COLLATIONS, descending)
        return (found, example) if found is not Truth.NO else (Truth.UNSEEN, "")
    return _by(values, COLLATIONS, descending)


def _by(values: Sequence[Any], keys: Sequence[Key], descending: bool) -> tuple[Truth, str]:
    example = ""
    for key in keys:
        made = list(map(key, values))
        if made == sorted(made, reverse=descending):
            return Truth.YES, ""
        example = example or next(
            f"{one!r:.60} comes before {other!r:.60}"
            for (one, first), (other, second) in pairwise(zip(values, made, strict=True))
            if (first < second if descending else second < first)
        )
    return Truth.NO, example


def _as_it_is(value: Any) -> Any:
    return value


def _moment(text: str) -> Any:
    span = span_of(text, None)
    assert span is not None, "told apart before"
    return span.first


def _in_groups(values: Sequence[Any]) -> bool:
    """Tell whether each value stands in one group only."""
    groups = [value for value, _ in groupby(values)]
    return len(groups) == len(set(groups))
