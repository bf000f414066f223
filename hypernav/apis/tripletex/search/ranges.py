"""Ranges as the API has them: a beginning that is included, and an end that is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypernav.apis.tripletex.search.lists import Range
from hypernav.errors import WrongValue
from hypernav.search.checks import Comparison

OPERATORS = frozenset({"between", "from_to", "at_least", "greater_than", "less_than", "at_most"})
"""The names of operators that only ranges have."""
Said = Mapping[str, tuple[Any, Comparison]]
"""Parameter to its value, and the comparison that asks for it."""


def bounds(each: Range, comparison: Comparison) -> dict[str, Any]:
    """Return the parameters that say a comparison, with their values.

    Raises:
        WrongValue: A bound is the last day that there is.
    """
    if comparison.field.name != each.stem:
        return {comparison.field.name: comparison.value}
    first, last = comparison.operands[0], comparison.operands[-1]
    begin: Mapping[str, Any] = {"between": 0, "from_to": 0, "at_least": 0, "equals": 0, "greater_than": 1}
    end: Mapping[str, Any] = {"between": 1, "equals": 1, "at_most": 1, "from_to": 0, "less_than": 0}
    name, found = comparison.operator.name, {}
    if name in begin:
        found[each.begin] = _moved(first, begin[name], comparison)
    if name in end:
        found[each.end] = _moved(last, end[name] - each.includes_end, comparison)
    return found


def _moved(value: Any, steps: int, comparison: Comparison) -> Any:
    try:
        return value + (timedelta(days=steps) if isinstance(value, date) else steps) if steps else value
    except OverflowError:
        raise WrongValue(
            f"There is no day {'after' if steps > 0 else 'before'} {value}, which the range would need.",
            where=repr(comparison.term),
            nearest=f"where({comparison.field.name!r}).at_least(…)",
        ) from None


def check_range(each: Range, said: Said, title: str) -> None:
    """Refuse a range that holds nothing, and one that lacks a bound where the list needs both.

    Raises:
        WrongValue: The range is empty or reversed, or a bound is missing.
    """
    if each.begin in said and each.end in said:
        low, high = said[each.begin][0], said[each.end][0]
        if low > high or (low == high and not each.includes_end):
            raise _empty(each, said)
    elif each.required:
        raise _missing(each, said, title)


def note(each: Range, said: Said) -> str:
    """Return what to know where another end is sent than was given, ``""`` where none is."""
    if each.end not in said or said[each.end][0] in said[each.end][1].operands:
        return ""
    which = "the last one" if each.includes_end else "the one after the last"
    return f"{each.end} is {'included' if each.includes_end else 'left out'} by the API, so {which} is sent"


def _empty(each: Range, said: Said) -> WrongValue:
    (low, first), (high, last) = said[each.begin], said[each.end]
    is_point = low == high or (first is last and first.operands[0] == first.operands[-1])
    pair, how = ((low, low), "between") if is_point else ((high, low), "from_to")
    return WrongValue(
        f"The range of {each.stem!r} holds nothing: it ends {'where' if is_point else 'before'} it begins.",
        where=" & ".join(dict.fromkeys(map(repr, (first.term, last.term)))),
        nearest=f"where({each.stem!r}).{how}({pair[0]!r}, {pair[1]!r})",
        why="" if each.includes_end else "the API includes the beginning of a range and leaves out its end",
    )


def _missing(each: Range, said: Said, title: str) -> WrongValue:
    known = next((value for value, _ in (said[name] for name in (each.begin, each.end) if name in said)), None)
    if known is None:
        lacks, nearest = "and both bounds are missing", f"where({each.stem!r}).between(…, …)"
    elif each.begin in said:
        lacks, nearest = "and its end is missing", f"where({each.stem!r}).from_to({known!r}, …)"
    else:
        lacks, nearest = "and its beginning is missing", f"where({each.stem!r}).from_to(…, {known!r})"
    return WrongValue(
        f"{title} needs a range of {each.stem!r}, {lacks}.",
        where="  ".join(repr(comparison.term) for _, comparison in said.values()),
        nearest=nearest,
        parameters=f"{each.begin}, {each.end}",
    )
