"""JSON as it is sent."""

from __future__ import annotations

import json
from typing import Any


def json_bytes(value: Any) -> bytes:
    r"""Return a value as JSON in UTF-8 (RFC 8259, 8.1), without white space.

    Raises:
        ValueError: The value holds a number that JSON has not, such as NaN.
        TypeError: The value is not JSON.

    >>> json_bytes({"on": True, "name": "é"})
    b'{"on":true,"name":"\xc3\xa9"}'
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only JSON's own escapes can say
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()
