"""The functions that OData defines, over plain Python values (OData URL conventions 4.01, 5.1.1.4 and following)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from hypernav.sandbox.odata.comparing import equal, moment, number
from hypernav.sandbox.odata.grammar.rules import parse

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "u": re.UNICODE}


def call(function: str, values: tuple[Any, ...]) -> Any:
    """Return what a function gives; null where one of its arguments is null.

    Raises:
        ValueError: It is not evaluated here, or takes other values.

    >>> call("substring", ("Alfreds", 1, 2)), call("length", (None,))
    ('lf', None)
    """
    found = _FUNCTIONS.get(function)
    if found is None:
        raise ValueError(f"{function}() is not evaluated here")
    if any(value is None for value in values):
        return None
    try:
        return found(*values)
    except (TypeError, AttributeError, ArithmeticError, re.error) as error:
        raise ValueError(f"{function}() takes other values than {values!r:.200}: {error}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.100} is no text")
    return value


def _listed(value: Any) -> str | list[Any]:
    if not isinstance(value, str | list | tuple):
        raise TypeError(f"{value!r:.100} is neither text nor collection")
    return value if isinstance(value, str) else list(value)


def _index(whole: Any, part: Any) -> int:
    """Return where a part begins in a text or a collection, -1 if nowhere."""
    one, other = _listed(whole), _listed(part)
    if isinstance(one, str):
        return one.find(_text(other))
    ends = range(len(one) - len(other) + 1)
    return next((start for start in ends if equal(one[start : start + len(other)], other)), -1)


def _ends(whole: Any, part: Any) -> bool:
    one, other = _listed(whole), _listed(part)
    if isinstance(one, str):
        return one.endswith(_text(other))
    return len(other) <= len(one) and equal(one[len(one) - len(other) :], other)


def _starts(whole: Any, part: Any) -> bool:
    one, other = _listed(whole), _listed(part)
    if isinstance(one, str):
        return one.startswith(_text(other))
    return equal(one[: len(other)], other)


def _concat(one: Any, other: Any) -> Any:
    return _text(one) + _text(other) if isinstance(one, str) else [*_listed(one), *_listed(other)]


def _substring(whole: Any, start: int, length: int | None = None) -> Any:
    if length is not None and length < 0:
        raise ValueError("substring() takes no negative length")
    rest = _listed(whole)[start:] if start >= 0 else _listed(whole)[max(0, len(whole) + start) :]
    return rest if length is None else rest[:length]


def _matches(text: Any, pattern: Any, flags: str = "") -> bool:
    found = re.RegexFlag(0)
    for flag in flags:
        found |= _FLAGS.get(flag, re.RegexFlag(0))
    return re.search(_text(pattern), _text(text), found) is not None


def _has_subset(whole: Any, part: Any) -> bool:
    return not Counter(map(repr, _listed(part))) - Counter(map(repr, _listed(whole)))


def _has_subsequence(whole: Any, part: Any) -> bool:
    rest = iter(_listed(whole))
    return all(any(equal(each, wanted) for each in rest) for wanted in _listed(part))


def _part(name: str, *kinds: type) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        found = moment(value)
        if not isinstance(found, kinds):
            raise TypeError(f"{value!r:.100} has no {name}")
        return int(getattr(found, name))

    return read


def _fraction(value: Any) -> Decimal:
    return Decimal(_part("microsecond", datetime, time)(value)) / 1_000_000


def _date(value: Any) -> date:
    found = moment(value)
    return found.date() if isinstance(found, datetime) else _wrong(value)


def _time(value: Any) -> time:
    found = moment(value)
    return found.time() if isinstance(found, datetime) else _wrong(value)


def _offset(value: Any) -> int:
    found = moment(value)
    zone = found.utcoffset() if isinstance(found, datetime) else _wrong(value)
    return (zone or timedelta()) // timedelta(minutes=1)


def _total_seconds(value: Any) -> Decimal:
    found = parse("durationValue", value).value if isinstance(value, str) else value
    return Decimal(found // timedelta(microseconds=1)) / 1_000_000


def _wrong(value: Any) -> Any:
    raise TypeError(f"{value!r:.100} is no point in time")


def _rounded(rounding: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        found = number(value)
        return found if isinstance(found, float) else found.to_integral_value(rounding=rounding)

    return read


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "concat": _concat,
    "contains": lambda whole, part: _index(whole, part) >= 0,
    "endswith": _ends,
    "startswith": _starts,
    "indexof": _index,
    "length": lambda value: len(_listed(value)),
    "substring": _substring,
    "matchespattern": _matches,
    "tolower": lambda value: _text(value).lower(),
    "toupper": lambda value: _text(value).upper(),
    "trim": lambda value: _text(value).strip(),
    "hassubset": _has_subset,
    "hassubsequence": _has_subsequence,
    "year": _part("year", date),
    "month": _part("month", date),
    "day": _part("day", date),
    "hour": _part("hour", datetime, time),
    "minute": _part("minute", datetime, time),
    "second": _part("second", datetime, time),
    "fractionalseconds": _fraction,
    "date": _date,
    "time": _time,
    "totaloffsetminutes": _offset,
    "totalseconds": _total_seconds,
    "round": _rounded(ROUND_HALF_UP),
    "floor": _rounded(ROUND_FLOOR),
    "ceiling": _rounded(ROUND_CEILING),
    "mindatetime": lambda: datetime.min.replace(tzinfo=UTC),
    "maxdatetime": lambda: datetime.max.replace(tzinfo=UTC),
}
