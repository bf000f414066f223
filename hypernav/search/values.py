"""The values of searches: what each kind of field takes, checked, and the nearest right value where one is wrong."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from hypernav.names import suggest
from hypernav.search.vocabulary import Enumerated, Field, ValueKind

_EARLIEST_MILLISECONDS = 100_000_000_000
"""A number of milliseconds below this is a time before March 1973: far more likely seconds."""
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_PLAIN = (
    *(str, int, float, Decimal, date, time, timedelta, uuid.UUID),
    *(IPv4Address, IPv6Address, IPv4Network, IPv6Network),
)
_DATES = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d %b %Y")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Unfit(ValueError):
    """A value that a kind does not take: ``expected`` says what it takes, ``nearest`` what was probably meant."""

    def __init__(self, expected: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep what would be right."""
        super().__init__(expected)
        self.expected = expected
        self.nearest = nearest


def fitting(field: Field, kind: ValueKind, value: Any) -> Any:
    """Return a value as its kind has it.

    Raises:
        Unfit: The kind does not take it.

    >>> fitting(Field("n", "integer"), "integer", 5), fitting(Field("d", "date"), "date", "2026-01-31")
    (5, datetime.date(2026, 1, 31))
    """
    if isinstance(value, Enum):
        value = value.value
    if kind == "enumeration":
        return _enumerated(field.values, value)
    return _FITTING[kind](value)


def _any(value: Any) -> Any:
    if not isinstance(value, _PLAIN):
        raise Unfit("one plain value: a text, a number, a boolean, a date")
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime):
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
    # A whole number may be too large to ask whether it is finite.
    if not isinstance(value, int) and not math.isfinite(value):
        raise Unfit("a finite number")
    return value


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Unfit("a whole number", tuple(text for text in _as_number(value) if "." not in text))


def _as_number(value: Any) -> tuple[str, ...]:
    if isinstance(value, bool) or not isinstance(value, str | float | Decimal):
        return ()
    text = str(value).strip().replace("_", "")
    # A comma parts thousands, or stands for the decimal point.
    text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
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
    """Return the dates that a text may mean: where the day could be the month, both."""
    moment = _read_moment(value)
    if moment is not None:
        return (f"'{moment.date().isoformat()}'",)
    read = (_strptime(value, form) for form in _DATES) if isinstance(value, str) else ()
    return tuple(dict.fromkeys(f"'{found.date().isoformat()}'" for found in read if found is not None))


def _read_moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value.strip().replace("/", "-")) if isinstance(value, str) else None
    except ValueError:
        return None


def _strptime(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), form)  # a date, which has no zone
    except ValueError:
        return None


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime) and value == value:  # noqa: PLR0124  # pandas' NaT is a datetime that equals nothing
        return value
    try:
        if isinstance(value, str) and len(value) > 10:
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise Unfit("a time: datetime(…, tzinfo=UTC) or '2026-01-31T09:30:00+00:00'", tuple(_as_moment(value)))


def _as_moment(value: Any) -> Iterator[str]:
    """Yield the times that a date, a text or an epoch number may mean, in UTC where it does not say."""
    moment = _read_moment(value)
    if isinstance(value, date) and value == value:  # noqa: PLR0124  # as above
        yield f"'{value.isoformat()}T00:00:00+00:00'"
    elif moment is not None:
        yield f"'{(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()}'"
    elif isinstance(value, int | float) and 10**9 <= value < 10**13:
        seconds = value if value < _EARLIEST_MILLISECONDS else value / 1000
        yield f"'{(_EPOCH + timedelta(seconds=seconds)).isoformat()}'"
    else:
        yield from (f"{text[:-1]}T00:00:00+00:00'" for text in _as_date(value))


def _datetime(value: Any) -> datetime:
    moment = _moment(value)
    if moment.tzinfo is None:
        raise Unfit("a time with its zone", (f"'{moment.replace(tzinfo=UTC).isoformat()}'",))
    return moment


def _local_datetime(value: Any) -> datetime:
    try:
        moment = _moment(value)
    except Unfit as error:
        nearest = tuple(text.replace("+00:00'", "'") for text in error.nearest)
        raise Unfit("a time without a zone: datetime(2026, 1, 31, 9, 30) or '2026-01-31T09:30:00'", nearest) from None
    if moment.tzinfo is not None:
        raise Unfit("a time without a zone, as this API counts", (f"'{moment.replace(tzinfo=None).isoformat()}'",))
    return moment


def _time(value: Any) -> time:
    try:
        moment = time.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if isinstance(moment, time) and moment.tzinfo is None:
        return moment
    of_day = value.time() if isinstance(value, datetime) else moment
    nearest = (f"'{of_day.replace(tzinfo=None).isoformat()}'",) if isinstance(of_day, time) else ()
    raise Unfit("a time of day without a zone: time(9, 30) or '09:30'", nearest)


def _milliseconds(value: Any) -> int:
    number = float(value) if isinstance(value, str) and value.strip().isdecimal() else value
    if isinstance(number, date | str):
        return (_datetime(value) - _EPOCH) // timedelta(milliseconds=1)
    if isinstance(number, bool) or not isinstance(number, int | float) or not -1e300 < number < 1e300:
        raise Unfit("a time: datetime(…, tzinfo=UTC), or epoch milliseconds")
    if 0 < number < _EARLIEST_MILLISECONDS:
        raise Unfit("epoch milliseconds, and these look like seconds", (str(int(number * 1000)),))
    if not isinstance(number, int):
        raise Unfit("epoch milliseconds, which are whole", (str(int(number)),))
    return number


def _days(value: Any) -> int:
    if isinstance(value, timedelta):
        if value % timedelta(days=1) or value < timedelta():
            raise Unfit("whole days", (str(max(1, abs(value.days))),))
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
    if len(parts) == 4 and all(part.isdecimal() and len(part) < 10 for part in parts):
        # Leading zeros, an octet too large, a port behind it.
        return (repr(".".join(str(min(int(part), 255)) for part in parts)),)
    try:
        return (repr(str(ip_address(bare))),)
    except ValueError:
        return ()


def _identifier(value: Any) -> int | str:
    if isinstance(value, bool) or not isinstance(value, int | str | uuid.UUID) or value == "":
        whole = _as_number(value) if isinstance(value, float) else ()
        raise Unfit("an id: a number, or a text that is not empty", whole)
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
    "time": _time,
    "milliseconds": _milliseconds,
    "days": _days,
    "duration": _duration,
    "address": _address,
    "identifier": _identifier,
    "guid": _guid,
    "json": _json,
}
