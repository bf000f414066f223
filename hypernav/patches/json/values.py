"""JSON values as patches hold and compare them: checked, copied, shown."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from hypernav.errors import PatchError
from hypernav.web.exact import EXACT, ExactText

MAX_DEPTH: Final = 400
"""Levels of nesting accepted in a value of a patch: fewer than Python's own limit, so that none is ever met."""

_SHOWN = 80
_PLAIN = frozenset({str, int, bool, type(None), *EXACT})
_TRUE, _FALSE = object(), object()


def same_json(one: Any, other: Any) -> bool:
    """Say whether two JSON values are equal (RFC 6902, section 4.6): 1 is 1.0, and true is not 1.

    >>> same_json({"a": [1]}, {"a": [1.0]}), same_json(1, True)
    (True, False)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_json(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def json_key(value: Any) -> Hashable:
    """Return what is equal, and hashes alike, for equal JSON values only.

    >>> json_key({"a": 1, "b": [2]}) == json_key({"b": [2.0], "a": 1}), json_key([1]) == json_key([True])
    (True, False)
    """
    if value is True or value is False:
        return _TRUE if value else _FALSE
    if isinstance(value, dict):
        return frozenset((name, json_key(item)) for name, item in value.items())
    if isinstance(value, list):
        return tuple(map(json_key, value))
    return value  # type: ignore[no-any-return]  # text, number, null or a marker


def checked(value: Any, at: tuple[str | int, ...] = ()) -> Any:
    """Return an independent copy of a value, plain lists and dicts throughout.

    Args:
        value: JSON as Python data; tuples and other mappings are taken too.
        at: Where the value stands, for messages.

    Raises:
        PatchError: It is no JSON, or nested deeper than 400 levels.

    >>> checked(("a", {"b": 1}))
    ['a', {'b': 1}]
    >>> checked({"seen": {1, 2}})
    Traceback (most recent call last):
        ...
    hypernav.errors.PatchError: A set is not JSON.
      at         /seen
      value      {1, 2}
      next       sorted(value) makes it a list
    """
    try:
        return _plain(value, MAX_DEPTH)
    except _OddError:
        return _checked(value, at)


class _OddError(Exception):
    """Something is not of the plain types; where it stands is found out by looking again."""


def _plain(value: Any, levels: int) -> Any:
    kind = type(value)
    if kind in _PLAIN or (kind is float and math.isfinite(value)):
        return value
    if not levels or kind not in (dict, list):
        raise _OddError
    if kind is list:
        return [item if type(item) in _PLAIN else _plain(item, levels - 1) for item in value]
    copy = {}
    for name, item in value.items():
        if type(name) is not str and type(name) is not ExactText:
            raise _OddError
        copy[name] = item if type(item) in _PLAIN else _plain(item, levels - 1)
    return copy


def _checked(value: Any, at: tuple[str | int, ...]) -> Any:
    if type(value) in _PLAIN:
        return value
    if len(at) >= MAX_DEPTH and isinstance(value, Mapping | list | tuple):
        raise PatchError(
            f"The value is nested deeper than {MAX_DEPTH} levels, or contains itself.",
            at=_place(at[:6]) + "/…",
            next="take the part that changes",
        )
    if isinstance(value, Mapping):
        return {_checked_name(name, at): _checked(item, (*at, name)) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_checked(item, (*at, index)) for index, item in enumerate(value)]
    return _checked_scalar(value, at)


def _checked_name(name: Any, at: tuple[str | int, ...]) -> str:
    if isinstance(name, str):
        return name if type(name) is ExactText else str.__str__(name)
    raise PatchError(
        "The members of a JSON object are named by text.",
        at=_place(at),
        name=f"{shortened(ascii(name))} ({_kind(name)})",
        next=f"str({shortened(ascii(name))})",
    )


def _checked_scalar(value: Any, at: tuple[str | int, ...]) -> Any:
    """Return a text or number of a derived type as a plain one, and of numpy and pandas as what it means."""
    plain = _of_arrays(value)
    if plain is not value:
        return _checked(plain, at)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if isinstance(value, float):
        what, way_out = f"{value} is not JSON.", "None is null; text says it in words"
    else:
        kind = _kind(value)
        what, way_out = f"{'An' if kind[0] in 'aeiou' else 'A'} {kind} is not JSON.", _way_out(value)
    raise PatchError(what, at=_place(at), value=shortened(ascii(value)), next=way_out)


def _of_arrays(value: Any) -> Any:
    """Return a number, text or array of numpy or pandas as plain data, and anything else as it is."""
    if type(value).__module__.partition(".")[0] not in ("numpy", "pandas"):
        return value
    listed = getattr(value, "tolist", None)
    return listed() if callable(listed) and not _holds_times(value) else value


def _holds_times(value: Any) -> bool:
    """Tell whether numpy or pandas hold times, of which a list would have numbers of nanoseconds."""
    return str(getattr(value, "dtype", "")).startswith(("datetime64", "timedelta64"))


def _way_out(value: Any) -> str:
    if isinstance(value, set | frozenset):
        return "sorted(value) makes it a list"
    if isinstance(value, bytes | bytearray):
        return "value.decode() makes it text"
    if isinstance(value, date | time):
        return "value.isoformat() makes it text; some APIs want int(value.timestamp() * 1000) instead"
    if isinstance(value, Decimal):
        return "float(value), or str(value) where the API takes text"
    if _holds_times(value):
        return "value.astype(str).tolist() makes it text"
    if type(value).__name__ in ("NAType", "NaTType"):
        return "None is null"
    if isinstance(getattr(type(value), "data", None), property):
        return "value.data is the document"
    for method in ("tolist", "to_dict"):
        if callable(getattr(type(value), method, None)):
            return f"value.{method}() makes it plain data"
    if callable(getattr(type(value), "__iter__", None)):
        return "list(value) makes it a list"
    return "text, numbers, True, False, None, lists, and dicts named by text are JSON"


def _kind(value: Any) -> str:
    return type(value).__name__


def _place(at: tuple[str | int, ...]) -> str:
    """Return a place for a message, as a pointer."""
    text = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in at)
    return visible(text) or "the value itself"


def json_text(value: Any, limit: int | None = _SHOWN) -> str:
    r"""Return a value as JSON on one line, for people: cut with the number of characters left out.

    ``None`` as the limit cuts nothing. Control and direction characters are shown as escapes.

    >>> print(json_text({"name": "\x1b[31m"}), json_text("x" * 100, 20))
    {"name": "\u001b[31m"} "xxxxxxxxxxxxxxxxxxx… 82 more characters
    """
    try:
        text = json.dumps(value, ensure_ascii=False, default=repr)
    except (TypeError, ValueError, RecursionError):
        text = f"<{_kind(value)}>"
    return visible(text) if limit is None else shortened(visible(text), limit)


def visible(text: str) -> str:
    """Return text with everything that is not printable as a JSON escape."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def shortened(text: str, limit: int = _SHOWN) -> str:
    """Return text of at most about that many characters, saying how many were left out.

    >>> shortened("abcdefgh", 5)
    'abcde… 3 more characters'
    """
    return text if len(text) <= limit else f"{text[:limit]}… {len(text) - limit:,} more characters"
