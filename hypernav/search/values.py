"""The values of searches: what each kind of field takes, checked, and the nearest right value where one is wrong."""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from hypernav.names import suggest
from hypernav.search.vocabulary import Enumerated, Field, ValueKind

_EARLIEST_MILLISECONDS = 100_000_000_000
"""A number of milliseconds below this is a time before March 1973: far more likely seconds."""


class Unfit(ValueError):
    """A value that a kind does not take: ``expected`` says what it takes, ``nearest`` what was probably meant."""

    def __init__(self, expected: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep what would be right."""
        super().__init__(expected)
        self.expected = expected
        self.nearest = nearest


def fitting(field: Field, kind: ValueKind, value: Any) -> Any:
    """Return a value as its kind has it. Sends nothing.

    Raises:
        Unfit: The kind does not take it.

    >>> fitting(Field("n", "integer"), "integer", 5), fitting(Field("d", "date"), "date", "2026-01-31")
    (5, datetime.date(2026, 1, 31))
    """
    if kind == "enumeration":
        return _enumerated(field.values, value)
    return _FITTING[kind](value)


def _any(value: Any) -> Any:
    if value is None or isinstance(value, dict | list | tuple | set | frozenset | bytes) or callable(value):
        raise Unfit("one plain value: a text, a number, a boolean, a date")
    if isinstance(value, float) and not math.isfinite(value):
        raise Unfit("a finite number")
    if isinstance(value, datetime) and value.tzinfo is None:
        return _datetime(value)
    return value


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    simple = isinstance(value, int | float | Decimal | IPv4Address | IPv6Address | uuid.UUID | date)
    raise Unfit("a text", (repr(str(value)),) if simple and not isinstance(value, bool) else ())


def _number(value: Any) -> int | float | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Unfit("a number", _as_number(value))
    if not math.isfinite(value):
        raise Unfit("a finite number")
    return value


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    whole = isinstance(value, float) and value.is_integer()
    raise Unfit("a whole number", (str(int(value)),) if whole else tuple(x for x in _as_number(value) if "." not in x))


def _as_number(value: Any) -> tuple[str, ...]:
    if not isinstance(value, str):
        return ()
    text = value.strip().replace("_", "").replace(",", "")
    try:
        number = float(text)
    except ValueError:
        return ()
    if not math.isfinite(number):
        return ()
    return (str(int(number)),) if number.is_integer() else (repr(number),)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    meant = {"true": "True", "yes": "True", "1": "True", "false": "False", "no": "False", "0": "False"}
    nearest = meant.get(str(value).strip().lower())
    raise Unfit("True or False", (nearest,) if nearest else ())


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        raise Unfit("a date without a time", (f"'{value.date().isoformat()}'",))
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _no_date(value)
    except ValueError:
        return _no_date(value)


def _no_date(value: Any) -> date:
    raise Unfit("a date: date(2026, 1, 31) or '2026-01-31'", _as_date(value))


def _as_date(value: Any) -> tuple[str, ...]:
    if not isinstance(value, str):
        return ()
    try:
        return (f"'{datetime.fromisoformat(value.strip().replace('/', '-')).date().isoformat()}'",)
    except ValueError:
        pass
    for form in ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y%m%d", "%Y-%m-%d", "%d-%m-%Y"):
        try:
            return (f"'{datetime.strptime(value.strip(), form).date().isoformat()}'",)  # a date has no zone
        except ValueError:
            continue
    return ()


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        raise Unfit("a time with its zone", (f"'{value.isoformat()}T00:00:00+00:00'",))
    try:
        if isinstance(value, str) and len(value) > 10:
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    nearest = tuple(f"{text[:-1]}T00:00:00+00:00'" for text in _as_date(value))
    raise Unfit("a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'", nearest)


def _datetime(value: Any) -> datetime:
    moment = _moment(value)
    if moment.tzinfo is None:
        raise Unfit("a time with its zone", (f"'{moment.replace(tzinfo=UTC).isoformat()}'",))
    return moment


def _local_datetime(value: Any) -> datetime:
    moment = _moment(value)
    if moment.tzinfo is not None:
        raise Unfit("a time without a zone, as this API counts", (f"'{moment.replace(tzinfo=None).isoformat()}'",))
    return moment


def _milliseconds(value: Any) -> int:
    if isinstance(value, datetime | str):
        moment = _datetime(value)
        return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    if isinstance(value, int) and not isinstance(value, bool):
        if 0 < value < _EARLIEST_MILLISECONDS:
            raise Unfit("epoch milliseconds, and these look like seconds", (str(value * 1000),))
        return value
    raise Unfit("a time: datetime(…, tzinfo=UTC), or epoch milliseconds")


def _days(value: Any) -> int:
    if isinstance(value, timedelta):
        if value % timedelta(days=1) or value < timedelta():
            raise Unfit("whole days", (str(abs(value.days)),))
        return value.days
    days = _integer(value) if not isinstance(value, date) else _no_days()
    if days < 0:
        raise Unfit("a number of days that is not negative", (str(-days),))
    return days


def _no_days() -> int:
    raise Unfit("a number of days, not a date")


def _duration(value: Any) -> timedelta:
    if isinstance(value, timedelta):
        return value
    raise Unfit("a duration: timedelta(hours=2)")


def _address(value: Any) -> IPv4Address | IPv6Address:
    if isinstance(value, IPv4Network | IPv6Network):
        raise Unfit("one address; for a network use a range", (repr(str(value.network_address)),))
    if isinstance(value, bool) or not isinstance(value, str | IPv4Address | IPv6Address):
        raise Unfit("an IP address: '10.0.0.1'")
    try:
        return ip_address(value.strip() if isinstance(value, str) else value)
    except ValueError:
        raise Unfit("an IP address: '10.0.0.1'", _as_address(str(value))) from None


def _as_address(text: str) -> tuple[str, ...]:
    bare = text.strip().strip("[]").partition("/")[0].partition("%")[0]
    parts = bare.split(":")[0].split(".") if bare.count(":") == 1 else bare.split(".")
    if len(parts) == 4 and all(part.isdecimal() for part in parts):
        # Leading zeros, an octet too large, a port behind it.
        return (repr(".".join(str(min(int(part), 255)) for part in parts)),)
    try:
        return (repr(str(ip_address(bare))),)
    except ValueError:
        return ()


def _identifier(value: Any) -> int | str:
    if isinstance(value, bool) or not isinstance(value, int | str | uuid.UUID) or value == "":
        raise Unfit("an id: a number, or a text that is not empty")
    return value if isinstance(value, int | str) else str(value)


def _guid(value: Any) -> uuid.UUID:
    if isinstance(value, uuid.UUID):
        return value
    try:
        return uuid.UUID(value) if isinstance(value, str) else _no_guid()
    except ValueError:
        return _no_guid()


def _no_guid() -> uuid.UUID:
    raise Unfit("a UUID: '6ba7b810-9dad-11d1-80b4-00c04fd430c8'")


def _json(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {name: _json(each) for name, each in value.items()}
    raise Unfit("JSON: texts, numbers, booleans, None, lists and objects of them")


def _enumerated(values: tuple[Enumerated, ...], value: Any) -> int | str:
    texts = [str(entry.value) for entry in values]
    if not isinstance(value, bool) and isinstance(value, int | str):
        text = str(value).strip()
        for matches in (
            lambda entry: text == str(entry.value),
            lambda entry: text.casefold() == str(entry.value).casefold(),
            lambda entry: text.casefold() == entry.name.casefold(),
        ):
            found = next((entry for entry in values if matches(entry)), None)
            if found is not None:
                return found.value
    named = {entry.name: entry for entry in values}
    near = suggest(str(value), [*named, *(text for text in texts if text not in named)])
    listed = ", ".join(
        f"{entry.value} ({entry.name})" if str(entry.value) != entry.name else str(entry.value) for entry in values
    )
    raise Unfit(f"one of {listed}", tuple(map(repr, near)))


_FITTING: Mapping[ValueKind, Callable[[Any], Any]] = {
    "any": _any,
    "string": _string,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "local datetime": _local_datetime,
    "milliseconds": _milliseconds,
    "days": _days,
    "duration": _duration,
    "address": _address,
    "identifier": _identifier,
    "guid": _guid,
    "json": _json,
}
