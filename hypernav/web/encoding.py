"""JSON as it is sent."""

from __future__ import annotations

import json
from typing import Any

from hypernav.web.exact import EXACT


def json_bytes(value: Any) -> bytes:
    r"""Return a value as JSON in UTF-8 (RFC 8259, 8.1), without white space.

    Raises:
        ValueError: The value holds a number that JSON has not, such as NaN.
        TypeError: The value is not JSON.

    >>> json_bytes({"on": True, "name": "é"})
    b'{"on":true,"name":"\xc3\xa9"}'
    """
    try:
        return json_line(value).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only JSON's own escapes can say
        return json_line(value, ascii_only=True).encode()


def json_line(value: Any, *, ascii_only: bool = False) -> str:
    """Return a value as JSON on one line; numbers and texts that were read exactly are spelled as they came.

    >>> from hypernav.web.exact import ExactNumber
    >>> json_line({"price": ExactNumber("1e2")})
    '{"price":1e2}'
    """
    if _holds_exact(value):
        return _spelled(value, ascii_only)
    return json.dumps(value, separators=(",", ":"), ensure_ascii=ascii_only, allow_nan=False)


def _spelled(value: Any, ascii_only: bool) -> str:
    if isinstance(value, EXACT):
        return value.literal
    if isinstance(value, dict):
        pairs = (f"{_spelled(name, ascii_only)}:{_spelled(each, ascii_only)}" for name, each in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(_spelled(each, ascii_only) for each in value)}]"
    return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)


def _holds_exact(value: Any) -> bool:
    if isinstance(value, dict):
        return any(isinstance(name, EXACT) or _holds_exact(each) for name, each in value.items())
    if isinstance(value, list | tuple):
        return any(map(_holds_exact, value))
    return isinstance(value, EXACT)
