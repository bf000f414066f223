"""Values of records compared as OData compares them, whichever way JSON holds them."""

from __future__ import annotations

import base64
import math
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypernav.sandbox.odata.grammar.rules import parse
from hypernav.sandbox.odata.grammar.tree import EnumMembers


def equal(left: Any, right: Any) -> bool:
    """Tell whether two values are equal: null only to null, and no-number to nothing.

    >>> equal("2026-01-31T10:30:00+01:00", datetime(2026, 1, 31, 9, 30, tzinfo=UTC)), equal(1.5, Decimal("1.5"))
    (True, True)
    """
    if left is None or right is None:
        return left is right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(equal(left[name], right[name]) for name in left)
    pair = _of_one_kind(left, right)
    return pair is not None and bool(pair[0] == pair[1])


def before(left: Any, right: Any) -> bool:
    """Tell whether a value is less than another one; null and what cannot be compared never is.

    >>> before(1, 2.5), before(None, 1), before("a", 1)
    (True, False, False)
    """
    pair = _of_one_kind(left, right) if left is not None and right is not None else None
    return pair is not None and not isinstance(pair[0], EnumMembers | frozenset) and bool(pair[0] < pair[1])


def _of_one_kind(left: Any, right: Any) -> tuple[Any, Any] | None:
    """Return two values as one kind, None where they are of different kinds or one is no number."""
    if is_number(left) and is_number(right):
        numbers = number(left), number(right)
        return None if any(isinstance(each, float) and math.isnan(each) for each in numbers) else numbers
    for one, other, turned in ((left, right, False), (right, left, True)):
        read = next((read for kind, read in _READ.items() if isinstance(one, kind)), None)
        if read is not None and (isinstance(other, str) or (isinstance(one, EnumMembers) and is_number(other))):
            try:
                pair = (_members(one) if isinstance(one, EnumMembers) else _in_utc(one)), read(other)
            except ValueError:
                return None
            return (pair[1], pair[0]) if turned else pair
    if isinstance(left, EnumMembers) and isinstance(right, EnumMembers):
        return _members(left), _members(right)
    same = type(left) is type(right) and isinstance(left, str | bool | date | time | timedelta | uuid.UUID | bytes)
    return (_in_utc(left), _in_utc(right)) if same else None


def is_number(value: Any) -> bool:
    """Tell whether a value is a number.

    >>> is_number(1.5), is_number(True)
    (True, False)
    """
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def number(value: Any) -> Decimal | float:
    """Return a number exactly as it is written; infinity and no-number stay as they are.

    >>> number(0.1)
    Decimal('0.1')
    """
    if isinstance(value, float):
        return Decimal(repr(value)) if math.isfinite(value) else value
    return value if isinstance(value, Decimal) else Decimal(value)


def moment(value: Any) -> Any:
    """Return a date, a time or a point in time that a text holds; other values as they are.

    >>> moment("2026-01-31"), moment("Oslo")
    (datetime.date(2026, 1, 31), 'Oslo')
    """
    if not isinstance(value, str):
        return value
    for read in (_point, date.fromisoformat, time.fromisoformat):
        try:
            return read(value)
        except ValueError:
            continue
    return value


def _point(text: str) -> datetime:
    if "T" not in text:
        raise ValueError(text)
    found: datetime = _in_utc(datetime.fromisoformat(text))
    return found


def _in_utc(value: Any) -> Any:
    """Return a point in time with a zone; a record that names none is taken to mean UTC."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _duration(text: str) -> Any:
    return parse("durationValue", text).value


def _members(value: Any) -> frozenset[str]:
    if isinstance(value, EnumMembers):
        return frozenset(value.members)
    return frozenset(part.strip() for part in str(value).split(","))


_READ: Mapping[type, Callable[[Any], Any]] = {
    datetime: _point,
    date: date.fromisoformat,
    time: time.fromisoformat,
    timedelta: _duration,
    uuid.UUID: uuid.UUID,
    bytes: base64.urlsafe_b64decode,
    EnumMembers: _members,
}
"""How the texts of JSON are read that are compared with a value of a kind; ``datetime`` first, as it is a ``date``."""


def includes(value: Any, flags: EnumMembers) -> bool:
    """Tell whether the flags of a record include all of some; numbers are compared bit by bit.

    >>> includes("Red,Blue", EnumMembers("N.Color", ("Red",))), includes(6, EnumMembers("N.Color", ("2",)))
    (True, True)
    """
    numbers = all(member.lstrip("-").isdecimal() for member in flags.members)
    if isinstance(value, int) and numbers:
        return all(value & int(member) == int(member) for member in flags.members)
    return _members(flags) <= _members(value)
