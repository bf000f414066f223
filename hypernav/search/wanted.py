"""What a search wants, compared with what members have: JSON, in which times and addresses are texts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plain(value: Any) -> Any:
    """Return what a wanted value stands for: the value of an enumeration's member."""
    return plain(value.value) if isinstance(value, Enum) else value


def equals_nothing(value: Any) -> bool:
    """Tell whether a value is not even equal to itself, as NaN is.

    >>> equals_nothing(float("nan")), equals_nothing(None)
    (True, False)
    """
    try:
        return bool(value != value)  # noqa: PLR0124  # only what is no value differs from itself
    except (TypeError, ValueError, ArithmeticError):
        return True


def equal(value: Any, wanted: Any, *, is_time: bool = False) -> bool:
    """Return whether a member's value is the wanted one.

    Args:
        value: What the member has, None for nothing.
        wanted: What is searched for.
        is_time: Whether numbers are epoch milliseconds.

    Raises:
        TypeError: The two cannot be compared, such as an object with a text.
    """
    if value is None or wanted is None:
        return value is wanted
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(wanted, IPv4Network | IPv6Network):
        return _address(value) in wanted
    for kind in (Mapping, list):
        if isinstance(value, kind) != isinstance(wanted, kind):
            raise TypeError
    found, asked = _readable(value, wanted, is_time)
    return bool(found == asked)


def order(value: Any, wanted: Any, *, is_time: bool = False) -> int | None:
    """Return -1, 0 or 1 for a value before, at or after the wanted one; None for no value.

    Texts that are both IP addresses are in the order of addresses.

    Raises:
        TypeError: The two have no order.

    >>> order("10.0.0.10", "10.0.0.9"), order("b", "a"), order(None, 1)
    (1, 1, None)
    """
    if value is None:
        return None
    if isinstance(value, bool) or isinstance(wanted, bool):
        raise TypeError
    found, asked = _readable(value, wanted, is_time)
    if isinstance(found, int | float | Decimal) != isinstance(asked, int | float | Decimal):
        raise TypeError
    if isinstance(found, str) and isinstance(asked, str):
        found, asked = _as_addresses(found, asked)
    return int(found > asked) - int(found < asked)


def text(value: Any) -> str:
    """Return a plain value as a text in which case does not matter.

    Raises:
        TypeError: It is an object or a list.
    """
    if isinstance(value, Mapping | list):
        raise TypeError
    return str(value).casefold()


def _readable(value: Any, wanted: Any, is_time: bool) -> tuple[Any, Any]:
    """Return both as values of one kind."""
    if isinstance(wanted, Decimal) and isinstance(value, float):
        # As the text of the answer had it: 0.1, and not the binary number next to it.
        return Decimal(repr(value)), wanted
    for kind, read in _READERS.items():
        if isinstance(wanted, kind):
            return read(value), wanted
    if isinstance(wanted, date):
        return _moment(value, wanted, is_time), wanted
    return value, wanted


def _moment(value: Any, wanted: date, is_time: bool) -> date:
    if is_time and isinstance(value, int | float):
        found = _EPOCH + timedelta(milliseconds=value)
    elif isinstance(value, str):
        try:
            found = datetime.fromisoformat(value.partition("[")[0])
        except ValueError:
            raise TypeError from None
    else:
        raise TypeError
    if not isinstance(wanted, datetime):
        return found.date()
    if (found.tzinfo is None) != (wanted.tzinfo is None):
        raise TypeError
    return found


def _address(value: Any) -> IPv4Address | IPv6Address:
    try:
        return ip_address(value) if isinstance(value, str) else _no_text()
    except ValueError:
        raise TypeError from None


def _guid(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(value) if isinstance(value, str) else _no_text()
    except ValueError:
        raise TypeError from None


def _no_text() -> Any:
    raise TypeError


def _as_addresses(value: str, wanted: str) -> tuple[Any, Any]:
    try:
        found, asked = ip_address(value), ip_address(wanted)
    except ValueError:
        return value, wanted
    return (found, asked) if found.version == asked.version else (value, wanted)


_READERS: Mapping[type, Callable[[Any], Any]] = {IPv4Address: _address, IPv6Address: _address, uuid.UUID: _guid}
