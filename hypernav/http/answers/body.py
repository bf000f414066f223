"""JSON texts as data: fast where nothing is special, exact where something is, bounded always."""

from __future__ import annotations

import codecs
import gc
import json
import math
from functools import cache
from typing import Any, NoReturn

from hypernav.errors import UnreadableResponse
from hypernav.http.answers.charsets import known_charset

_SAFE_DIGITS = 18
"""Integers of so many digits fit into 64 bits whatever their sign: the fast parser reads them exactly."""

_DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_LONG_RUN = b"0" * (_SAFE_DIGITS + 1)
_CONTAINERS = frozenset({dict, list})
_SMALL = 8 * 1024
"""Bytes of a text up to which counting its brackets takes less time than parsing it within others."""

_LARGE = 1024 * 1024
"""Bytes of a text in which it takes less time to look for cycles now and then than once at the end."""

_FAILED = object()
_MAX_RUNS = 5_000
_BEFORE_NUMBER = frozenset(b":,[ \t\r\n")


def weight_of(body: bytes) -> int:
    """Return about how many values a JSON text holds, an object counting for three: so much more memory it takes.

    >>> weight_of(b'[{"a": 1, "b": []}]')
    6
    """
    return body.count(b",") + body.count(b"[") + 3 * body.count(b"{")


def parse_json(
    body: bytes, *, max_depth: int = 200, max_digits: int = 400, max_values: int = 4_000_000, charset: str = ""
) -> Any:
    """Return the data of a JSON text (RFC 8259).

    Args:
        body: The text, in UTF-8, or in UTF-16 or UTF-32 where it shows; with or without a byte order mark.
        max_depth: Levels of arrays and objects accepted.
        max_digits: Digits accepted in one number.
        max_values: Values accepted, an object counting for three.
        charset: Charset that the media type states, for texts that are not UTF-8.

    Raises:
        UnreadableResponse: The text is empty, truncated, not JSON or too deep; holds NaN, Infinity, a number that is
            too long or too large, or too many values.

    >>> parse_json(b'{"id": 340282366920938463463374607431768211456}')
    {'id': 340282366920938463463374607431768211456}
    """
    text = _as_utf8(body, charset)
    # Three bytes weigh four at most, as in an array of empty objects: most texts need not be counted.
    if 4 * len(text) > 3 * max_values and weight_of(text) > max_values:
        raise UnreadableResponse(
            f"The JSON holds more than {max_values:,} values, which would take much more memory than its text.",
            to_allow="Options(max_json_values=…)",
        )
    if _needs_exact_parser(text, max_digits):
        data, shallow = _FAILED, False
    elif len(text) < _SMALL and text.count(b"[") + text.count(b"{") <= max_depth:
        data, shallow = _parse_fast(text), True
    else:
        data = _parse_within(text, max_depth)
        shallow = data is not _FAILED and _fast_parser_depth() > 0
    if data is _FAILED:
        data = _parse_exactly(text, max_digits)
        if b"\\ud" in text or b"\\uD" in text:
            data = _without_lone_surrogates(data)
    if not shallow and _is_deep(data, max_depth):
        raise UnreadableResponse(
            f"The JSON is nested deeper than {max_depth} levels.", to_allow="Options(max_json_depth=…)"
        )
    return data


def _parse_fast(text: bytes) -> Any:
    # Loaded at the first document: importing this package stays as quick as importing requests.
    import orjson

    # Data has no cycles: whoever looks for some while a page is made finds none. After a large text that comes at once.
    pausing = _SMALL <= len(text) < _LARGE and gc.isenabled()
    if pausing:
        gc.disable()
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return _FAILED
    finally:
        if pausing:
            gc.enable()


@cache
def _fast_parser_depth() -> int:
    """Return how many levels the fast parser takes at most, 0 where that is not known."""
    levels = 1024
    known = _parse_fast(b"[" * levels + b"]" * levels) is not _FAILED
    return levels if known and _parse_fast(b"[" * (levels + 1) + b"]" * (levels + 1)) is _FAILED else 0


def _parse_within(text: bytes, max_depth: int) -> Any:
    """Return the data of a text, or a failure where it is nested deeper than that.

    Around the text go as many brackets as leave just that depth to it: looking through a text for its depth
    takes longer. Only where each of them holds one thing is the text by itself JSON: ``1],[2`` is not.
    """
    around = max(0, _fast_parser_depth() - max_depth)
    # Joined, because two additions would copy the text twice.
    data = _parse_fast(b"".join((b"[" * around, text, b"]" * around)) if around else text)
    try:
        for _ in range(around):
            (data,) = data
    except (TypeError, ValueError):
        return _FAILED
    return data


def _as_utf8(body: bytes, charset: str) -> bytes:
    if body[:3] == codecs.BOM_UTF8:
        return body[3:]
    if body[:1] in (b"{", b"[") and body[1:2] != b"\0":
        return body if charset in ("", "utf-8", "utf8", "us-ascii") else _from_charset(body, charset)
    if not body.strip():
        raise UnreadableResponse("The answer has no body, so there is no JSON in it.")
    encoding = json.detect_encoding(body)
    if encoding.startswith("utf-8"):
        return _from_charset(body, charset)
    try:
        return body.decode(encoding).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise UnreadableResponse(f"The answer looks like JSON in {encoding.upper()} and cannot be decoded.") from None


def _from_charset(body: bytes, charset: str) -> bytes:
    """Return the text in UTF-8: as it is where it is UTF-8, whatever the charset says (RFC 8259, 8.1)."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return body.decode(known_charset(charset) or "utf-8").encode("utf-8", "surrogatepass")
        except (LookupError, UnicodeError):
            return body
    return body


def _is_deep(data: Any, max_depth: int) -> bool:
    level = [data] if type(data) in _CONTAINERS else []
    for _ in range(max_depth):
        if not level:
            return False
        level = [
            item
            for container in level
            for item in (container.values() if type(container) is dict else container)
            if type(item) in _CONTAINERS
        ]
    return bool(level)


def _needs_exact_parser(text: bytes, max_digits: int) -> bool:
    """Say whether a number may be longer than the fast parser reads exactly."""
    zeroed = text.translate(_DIGITS_TO_ZERO)
    start = zeroed.find(_LONG_RUN)
    runs = 0
    while start >= 0:
        end = start + len(_LONG_RUN)
        while zeroed[end : end + 64] == b"0" * 64:
            end += 64
        while zeroed[end : end + 1] == b"0":
            end += 1
        runs += 1
        # A number has three runs at most: before the point, after it, and in the exponent.
        if runs > _MAX_RUNS or 3 * (end - start) > max_digits or _stands_in_a_number(text, start):
            return True
        start = zeroed.find(_LONG_RUN, end)
    return False


def _stands_in_a_number(text: bytes, start: int) -> bool:
    before = text[start - 1] if start else 0x5B
    if before == 0x2D:
        before = text[start - 2] if start > 1 else 0x5B
    return before in _BEFORE_NUMBER


def _parse_exactly(text: bytes, max_digits: int) -> Any:
    def exact(number: str) -> int:
        _check_digits(number, max_digits)
        return int(number)

    def finite(number: str) -> float:
        _check_digits(number, max_digits)
        value = float(number)
        if math.isinf(value):
            raise UnreadableResponse("A number of the JSON is too large.", number=number[:40])
        return value

    try:
        decoded = text.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise UnreadableResponse("The JSON is not valid UTF-8.", at=f"byte {error.start:,}") from None
    try:
        data = json.loads(decoded, parse_int=exact, parse_float=finite, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _not_json(decoded, error) from None
    except RecursionError:
        raise UnreadableResponse("The JSON is nested too deep.") from None
    except UnreadableResponse:
        raise
    except ValueError:
        raise UnreadableResponse("A number of the JSON has too many digits.") from None
    return data


def _check_digits(number: str, max_digits: int) -> None:
    if len(number) > max_digits and sum(character.isdigit() for character in number) > max_digits:
        raise UnreadableResponse(
            f"A number of the JSON has more than {max_digits} digits.", to_allow="Options(max_json_digits=…)"
        )


def _refuse_constant(name: str) -> NoReturn:
    raise UnreadableResponse(f"The JSON holds {name}, which is no JSON number.")


def _not_json(text: str, error: json.JSONDecodeError) -> UnreadableResponse:
    end = len(text.rstrip())
    unterminated = error.msg.startswith(("Unterminated string", "Invalid \\")) and '"' not in text[error.pos + 1 :]
    if error.pos >= end or unterminated:
        return UnreadableResponse(
            "The answer is truncated: its JSON stops in the middle.", received=f"{len(text):,} characters"
        )
    return UnreadableResponse(
        "The answer is not JSON.",
        at=f"line {error.lineno}, column {error.colno}: {error.msg}",
        began=ascii(text[:60]),
    )


def _without_lone_surrogates(data: Any) -> Any:
    """Return the data with halves of characters replaced by U+FFFD: no display or file could hold them."""
    root = [data]
    open_ones: list[Any] = [root]
    while open_ones:
        each = open_ones.pop()
        if type(each) is list:
            each[:] = map(_whole, each)
        else:
            named = {_whole(key): _whole(item) for key, item in each.items()}
            each.clear()
            each.update(named)
        below = each if type(each) is list else each.values()
        open_ones += [item for item in below if type(item) in _CONTAINERS]
    return root[0]


def _whole(value: Any) -> Any:
    if type(value) is not str or value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
