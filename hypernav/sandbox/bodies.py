"""JSON bodies: written fast, read strictly, compared as JSON."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import orjson
from werkzeug.http import parse_options_header

if TYPE_CHECKING:
    from werkzeug.wrappers import Request, Response

JSON = "application/json"


def encode_json(value: Any) -> bytes:
    """Return a value as UTF-8 JSON; integers stay exact at any size.

    >>> encode_json({"id": 2**70})
    b'{"id":1180591620717411303424}'
    """
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def decode_json(request: Request) -> Any:
    """Return the JSON value of a request's body.

    Raises:
        ValueError: The body is empty, not UTF-8, not JSON, or has a text that is none (half of a surrogate pair).

    >>> from werkzeug.wrappers import Request
    >>> decode_json(Request.from_values(method="POST", data=b'{"a": 1}'))
    {'a': 1}
    """
    body = request.get_data(cache=True)
    if not body:
        raise ValueError("the body is empty")
    value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    if b"\\u" in body:
        # Only half of a surrogate pair cannot be written again (RFC 8259, section 8.2).
        encode_json(value)
    return value


def same_json(one: Any, other: Any) -> bool:
    """Say whether two JSON values are equal: 1 is 1.0, true is not 1, and the order of members does not matter.

    >>> same_json({"a": [1]}, {"a": [1.0]}), same_json(1, True)
    (True, False)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_json(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same_json(*pair) for pair in zip(one, other, strict=True))
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def essence(content_type: str) -> tuple[str, dict[str, str]]:
    """Return the media type in lower case and its parameters (RFC 9110, section 8.3.1).

    >>> essence("Application/JSON; Charset=utf-8")
    ('application/json', {'charset': 'utf-8'})
    """
    media_type, parameters = parse_options_header(content_type)
    return media_type.lower(), {name.lower(): value for name, value in parameters.items()}


def compress(request: Request, response: Response, least: int) -> None:
    """Compress the JSON of an answer (RFC 9110, section 8.4.1.3) for who takes that, from so many bytes on."""
    length = response.calculate_content_length() or 0
    if length >= least and request.accept_encodings.quality("gzip") and response.mimetype == JSON:
        # A fixed time in the header keeps equal answers equal byte for byte.
        response.set_data(gzip.compress(response.get_data(), compresslevel=1, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
