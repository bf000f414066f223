"""HTTP/1.1 messages as bytes (RFC 9112): a request written, the head of an answer read. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from hypernav.errors import UnreadableResponse
from hypernav.web.secret import Masked, MaskedBytes

MAX_HEAD = 256 * 1024
"""Bytes accepted of status line and header fields together."""
MAX_FIELDS = 512
"""Header fields accepted."""

HEAD_END = re.compile(rb"\n\r?\n")
"""The end of a head: a line without anything in it; lines may end without their carriage return (RFC 9112, 2.2)."""

_STATUS_LINE = re.compile(r"HTTP/1\.([0-9]) ([1-9][0-9]{2})(?: ([^\r\n]*))?")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FRAMING = ("content-length", "transfer-encoding")
_LENGTH = re.compile(r"[0-9]{1,18}")


class Head(NamedTuple):
    """Status line and header fields of an answer."""

    version: int
    status: int
    headers: list[tuple[str, str]]


class Framing(NamedTuple):
    """Where a body ends (RFC 9112, 6.3), and whether the connection can be used again after it."""

    kind: Literal["none", "length", "chunked", "close"]
    length: int = 0
    reusable: bool = True


def encode_head(
    method: str, target: str, host: str, headers: Sequence[tuple[str, str]], length: int | None
) -> MaskedBytes:
    r"""Return the head of a request as it goes over the wire.

    Raises:
        ValueError: A part holds a line break: it would end the field and begin another one.

    >>> bytes(encode_head("GET", "/x", "acme.test", [("Accept", "*/*")], None))
    b'GET /x HTTP/1.1\r\nHost: acme.test\r\nAccept: */*\r\n\r\n'
    """
    fields = Masked("".join([f"{name}: {value}\r\n" for name, value in headers]))
    counted = "" if length is None else f"Content-Length: {length}\r\n"
    # Masked, because a traceback may show the local names of this frame.
    text = Masked(f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{fields}{counted}\r\n")
    lines = 3 + len(headers) + (length is not None)
    if text.count("\n") != lines or text.count("\r") != lines or "\0" in text:
        raise ValueError("A header field or the URL holds a line break or a NUL.")
    return MaskedBytes(text.encode("latin-1"))


def decode_head(block: bytes) -> Head:
    r"""Return the head of an answer, read strictly.

    Folded lines are joined (RFC 9112, 5.2). Lines that are no field are left out, unless they may have meant the
    body's length.

    Raises:
        UnreadableResponse: It is not HTTP/1, is too large, or could be read in two ways.

    >>> decode_head(b"HTTP/1.1 200 OK\r\nX-A: 1\r\n").headers
    [('X-A', '1')]
    """
    text = block.decode("latin-1").replace("\r\n", "\n")
    if "\r" in text or "\0" in text:
        raise UnreadableResponse("The header of the answer holds a carriage return or NUL where none may be.")
    first, *lines = text.rstrip("\n").split("\n")
    match = _STATUS_LINE.fullmatch(first)
    if match is None:
        raise UnreadableResponse("The answer is not HTTP/1.1.", began=ascii(first[:60]))
    if len(lines) > MAX_FIELDS:
        raise UnreadableResponse(f"The answer has more than {MAX_FIELDS} header fields.")
    headers: list[tuple[str, str]] = []
    for line in lines:
        _read_field(line, headers)
    return Head(int(match.group(1)), int(match.group(2)), headers)


def _read_field(line: str, headers: list[tuple[str, str]]) -> None:
    if line[:1] in (" ", "\t"):
        if headers:
            name, value = headers[-1]
            folded = line.strip(" \t")
            headers[-1] = (name, f"{value} {folded}".strip(" "))
        return
    name, colon, value = line.partition(":")
    if colon and _NAME.fullmatch(name):
        headers.append((name, value.strip(" \t")))
    elif name.strip().lower() in _FRAMING:
        raise UnreadableResponse("The length of the answer's body can be read in two ways.", header=ascii(line[:60]))


def framing_of(head: Head, method: str) -> Framing:
    """Return where the body of an answer ends.

    Raises:
        UnreadableResponse: Its length is stated twice and differently, or in a way that is not known.

    >>> framing_of(Head(1, 200, [("Content-Length", "5")]), "GET")
    Framing(kind='length', length=5, reusable=True)
    """
    lengths: list[str] = []
    codings: list[str] = []
    options = ""
    for name, value in head.headers:
        size = len(name)
        if size == 14 and name.lower() == "content-length":
            lengths += [part.strip() for part in value.split(",")]
        elif size == 17 and name.lower() == "transfer-encoding":
            codings += [part.strip().lower() for part in value.split(",") if part.strip()]
        elif size == 10 and name.lower() == "connection":
            options += f",{value.lower()}"
    named = {part.strip() for part in options.split(",")} if options else ()
    reusable = "close" not in named and (head.version >= 1 or "keep-alive" in named)
    if method == "HEAD" or head.status in (204, 304) or head.status < 200:
        return Framing("none", 0, reusable)
    if codings:
        if codings != ["chunked"]:
            raise UnreadableResponse("The answer's body is framed in an unknown way.", transfer_encoding=codings[-1])
        # RFC 9112, 6.3: with a length beside it the message is suspect, so the connection ends with it.
        return Framing("chunked", 0, reusable and not lengths)
    if lengths:
        if len(set(lengths)) > 1 or not _LENGTH.fullmatch(lengths[0]):
            raise UnreadableResponse("The length of the answer's body can be read in two ways.")
        return Framing("length", int(lengths[0]), reusable)
    return Framing("close", 0, reusable=False)
