"""What a search wants, compared with what members have: JSON, in which times and addresses are texts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Any

from hypernav.search.local.moments import Moment, moment_in, moment_of, moment_of_milliseconds, order_of

Network = IPv4Network | IPv6Network
"""A range of addresses; one address is a range of one."""
_KINDS: Mapping[type, tuple[type, ...]] = {
    Moment: (Moment,),
    IPv4Network: (IPv4Network, IPv6Network),
    IPv6Network: (IPv4Network, IPv6Network),
}
_LONGEST = 100
"""Characters of a text that may be a time or an address."""


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
    """Return whether a member's value is the wanted one; what is wanted of a network are the addresses in it.

    Args:
        value: What the member has, None for nothing.
        wanted: What is searched for.
        is_time: Whether numbers are epoch milliseconds.

    Raises:
        TypeError: The two cannot be compared, such as an object with a text.

    >>> equal("2026-01-31T09:30:00.0Z", "2026-01-31T10:30:00+01:00"), equal("10.0.0.7", "10.0.0.0/24")
    (True, True)
    """
    if value is None or wanted is None:
        return value is wanted
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    for kind in (Mapping, list):
        if isinstance(value, kind) != isinstance(wanted, kind):
            raise TypeError
    if isinstance(wanted, Mapping | list):
        from hypernav.patches.json.values import same_json  # loaded by the first search for such a value

        return same_json(value, wanted)
    asked = _reading(wanted)
    if asked is None:
        found, asked = _readable(value, wanted)
        return bool(found == asked)
    found = _reading(value, is_time=is_time)
    if isinstance(wanted, str) and (value == wanted or type(found) not in _KINDS[type(asked)]):
        return bool(value == wanted)
    if type(found) not in _KINDS[type(asked)]:
        raise TypeError
    if isinstance(found, Network) and isinstance(asked, Network) and found.num_addresses > 1:
        return bool(found == asked)
    return _place(found, asked) == 0


def order(value: Any, wanted: Any, *, is_time: bool = False) -> int | None:
    """Return -1, 0 or 1 for a value before, at or after the wanted one; None for no value.

    Texts that are both times, or both IP addresses, are in the order of times and of addresses; what lies in a wanted
    network is at it. An empty text is no time.

    Raises:
        TypeError: The two have no order.

    >>> order("10.0.0.10", "10.0.0.9"), order("b", "a"), order(None, 1)
    (1, 1, None)
    >>> order("2026-01-31T04:14:00.000Z", "2026-01-31T04:14:00Z"), order("10.0.0.7", "10.0.0.0/24")
    (0, 0)
    """
    if value is None:
        return None
    if isinstance(value, bool) or isinstance(wanted, bool):
        raise TypeError
    asked = _reading(wanted)
    found = _reading(value, is_time=is_time) if asked is not None or isinstance(wanted, str) else None
    if asked is not None and type(found) in _KINDS[type(asked)]:
        place = _place(found, asked)
        if place is not None or _is_range(wanted, asked):
            return place
    if isinstance(asked, Moment) and value == "":
        return None
    if isinstance(asked, Moment) or isinstance(found, Moment) or _is_range(wanted, asked):
        raise TypeError  # letters would be in another order than times and addresses
    found, asked = _readable(value, wanted)
    if isinstance(found, int | float | Decimal) != isinstance(asked, int | float | Decimal):
        raise TypeError
    return int(found > asked) - int(found < asked)


def text(value: Any) -> str:
    """Return a plain value as a text in which case does not matter.

    Raises:
        TypeError: It is an object or a list.
    """
    if isinstance(value, Mapping | list):
        raise TypeError
    return str(value).casefold()


def time_in(wanted: Any) -> Moment | None:
    """Return the day or time that is wanted, as an object or as a text, None where it is none.

    >>> time_in("2026-01-31") == time_in(date(2026, 1, 31))
    True
    """
    found = _reading(wanted)
    return found if isinstance(found, Moment) else None


def network_in(wanted: Any) -> IPv4Network | IPv6Network | None:
    """Return the network that is wanted, as an object or as a text, None where it is none.

    >>> network_in("10.1.2.3/8"), network_in("10.1.2.3")
    (IPv4Network('10.0.0.0/8'), None)
    """
    found = None if isinstance(wanted, IPv4Address | IPv6Address) else _reading(wanted)
    return found if isinstance(found, Network) and _is_range(wanted, found) else None


def _is_range(wanted: Any, asked: object) -> bool:
    """Tell whether addresses are wanted as such: by an object, or by a text with the length of a prefix."""
    return isinstance(asked, Network) and (not isinstance(wanted, str) or "/" in wanted)


def _reading(value: Any, *, is_time: bool = False) -> Moment | Network | None:
    """Return the time or the addresses that a value is, None for anything else."""
    if isinstance(value, str):
        return _read(value) if value[-1:] and len(value) <= _LONGEST else None
    if isinstance(value, date):
        return moment_of(value)
    if isinstance(value, Network):
        return value
    if isinstance(value, IPv4Address | IPv6Address):
        return _read(str(value))
    if is_time and isinstance(value, int | float):
        try:
            return moment_of_milliseconds(value)
        except (OverflowError, ValueError):
            return None
    return None


@lru_cache(4096)
def _read(text: str) -> Moment | Network | None:
    moment = moment_in(text)
    if moment is not None or ("." not in text and ":" not in text):
        return moment
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def _place(found: Any, wanted: Any) -> int | None:
    """Return where a time or an address stands beside the wanted one, None where it stands nowhere."""
    if isinstance(wanted, Moment):
        return order_of(found, wanted)
    if found.version != wanted.version:
        return None
    if found.subnet_of(wanted):
        return 0
    return -1 if found[-1] < wanted[0] else 1 if found[0] > wanted[-1] else None


def _readable(value: Any, wanted: Any) -> tuple[Any, Any]:
    """Return both as values of one kind."""
    if isinstance(wanted, Decimal) and isinstance(value, float):
        # As the text of the answer had it: 0.1, and not the binary number next to it.
        return Decimal(repr(value)), wanted
    if isinstance(wanted, uuid.UUID):
        return _guid(value), wanted
    return value, wanted


def _guid(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(value if isinstance(value, str) else None)
    except ValueError:
        raise TypeError from None
