"""Format one value for people: the one place that decides how data looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from hypernav.display.neutral import Cell, cut
from hypernav.missing import MISSING, Missing
from hypernav.options import Options
from hypernav.paging.report import count_phrase

__all__ = [
    "MISSING",
    "Missing",
    "bytes_text",
    "cell_text",
    "count_phrase",
    "counted",
    "epoch_text",
    "is_number",
    "is_scalar",
    "value_text",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST_MILLISECONDS = 0
_LATEST_MILLISECONDS = 253_402_300_799_999
_PRINTABLE_BITS = 4_096
_KEY_LENGTH = 40
_ISO = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?")
_OTHER_TYPE = re.compile(r"|null|true|false|\s.*|.*\s", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


def value_text(
    value: Any, options: Options, *, name: str = "", epoch_milliseconds: frozenset[str] = frozenset()
) -> str:
    """Return a member's value as one line that tells its type apart from others.

    >>> value_text("57", Options()), value_text(57, Options()), value_text(None, Options())
    ('"57"', '57', 'null')
    >>> value_text(1762161120000, Options(), name="created", epoch_milliseconds=frozenset({"created"}))
    '2025-11-03 09:12 UTC'
    """
    if isinstance(value, str) and _NUMBER.fullmatch(value[:80]):
        return f'"{cut(value, options.string_length)}"'
    if isinstance(value, str):
        shown = _string(value, options.string_length)
        return cut(value, options.string_length) if shown.rest else shown.text
    return _any(value, options, name, epoch_milliseconds, options.depth - 1)


def cell_text(
    value: Any, options: Options, *, name: str = "", epoch_milliseconds: frozenset[str] = frozenset()
) -> Cell:
    """Return a value as a table's cell: empty where it is missing, ``null`` where it is null.

    >>> [str(cell_text(value, Options())) for value in (MISSING, None, "", 2.5)]
    ['', 'null', '""', '2.5']
    """
    if value is MISSING:
        return Cell("")
    if isinstance(value, str):
        return _string(value, options.string_length)
    return Cell(_any(value, options, name, epoch_milliseconds, options.depth - 1)).cut(options.string_length)


def is_number(value: Any) -> bool:
    """Return whether a value is a number and not a switch.

    >>> is_number(1.5), is_number(True)
    (True, False)
    """
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_scalar(value: Any) -> bool:
    """Return whether a value is a string, a number, a switch or null.

    >>> is_scalar(None), is_scalar([])
    (True, False)
    """
    return value is None or isinstance(value, str | int | float)


def bytes_text(count: int) -> str:
    """Return a number of bytes for people.

    >>> bytes_text(512), bytes_text(48_000), bytes_text(3_200_000)
    ('512 bytes', '48 kB', '3.2 MB')
    """
    if count < 1_000:
        return "1 byte" if count == 1 else f"{count} bytes"
    return f"{count / 1_000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "field"), counted(1200, "field")
    ('1 field', '1,200 fields')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def epoch_text(milliseconds: int | float) -> str:
    """Return a time in epoch milliseconds as a date, or the number itself where it cannot be one.

    >>> epoch_text(1762161120000)
    '2025-11-03 09:12 UTC'
    """
    if not _EARLIEST_MILLISECONDS < milliseconds <= _LATEST_MILLISECONDS:
        return _number(milliseconds)
    return _date(_EPOCH + timedelta(milliseconds=milliseconds))


def _date(moment: datetime) -> str:
    text = moment.strftime("%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M")
    if moment.tzinfo is None:
        return text
    offset = moment.strftime("%z")
    return f"{text} UTC" if offset == "+0000" else f"{text} {offset[:3]}:{offset[3:5]}"


def _string(text: str, length: int) -> Cell:
    if len(text) > length:
        return Cell(text).cut(length)
    if _OTHER_TYPE.fullmatch(text):
        return Cell(f'"{text}"')
    if _ISO.fullmatch(text):
        try:
            return Cell(_date(datetime.fromisoformat(text.upper())))
        except ValueError:  # a day or an hour that does not exist: shown as it came
            return Cell(text)
    return Cell(text)


def _any(value: Any, options: Options, name: str, epoch: frozenset[str], depth: int) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return epoch_text(value) if name in epoch else _number(value)
    if isinstance(value, Mapping):
        return _mapping(value, options, epoch, depth)
    if isinstance(value, list | tuple):
        return _sequence(value, options, name, epoch, depth)
    if isinstance(value, bytes | bytearray):
        return bytes_text(len(value))
    return cut(str(value), options.string_length)


def _number(value: int | float) -> str:
    if isinstance(value, int) and value.bit_length() > _PRINTABLE_BITS:
        return f"integer of {value.bit_length():,} bits"
    return str(value)


def _mapping(value: Mapping[Any, Any], options: Options, epoch: frozenset[str], depth: int) -> str:
    if not value:
        return "{}"
    parts: list[str] = []
    if depth > 0:
        for key, inner in value.items():
            text = _inner(inner, options, str(key), epoch, depth - 1)
            if not _fits(parts, f"{Cell(str(key)).cut(_KEY_LENGTH)}: {text}", options.string_length):
                break
    return _enclosed("{", parts, len(value), "field", "}")


def _sequence(
    value: list[Any] | tuple[Any, ...], options: Options, name: str, epoch: frozenset[str], depth: int
) -> str:
    if not value:
        return "[]"
    parts: list[str] = []
    if depth > 0:
        for inner in value:
            if not _fits(parts, _inner(inner, options, name, epoch, depth - 1), options.string_length):
                break
    return _enclosed("[", parts, len(value), "item", "]")


def _inner(value: Any, options: Options, name: str, epoch: frozenset[str], depth: int) -> str:
    if isinstance(value, str):
        return f'"{value}"' if _NUMBER.fullmatch(value[:80]) else str(_string(value, options.string_length))
    return _any(value, options, name, epoch, depth)


def _fits(parts: list[str], part: str, length: int) -> bool:
    if sum(len(earlier) + 2 for earlier in parts) + len(part) > length:
        return False
    parts.append(part)
    return True


def _enclosed(opening: str, parts: list[str], count: int, noun: str, closing: str) -> str:
    if not parts:
        return f"{opening}{counted(count, noun)}{closing}"
    rest = count - len(parts)
    if rest:
        parts.append(f"… {rest:,} more {noun}{'' if rest == 1 else 's'}")
    return opening + ", ".join(parts) + closing
