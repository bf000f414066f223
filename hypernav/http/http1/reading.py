"""Bytes from a socket, under a deadline that no drip outlasts, and bodies in their frames (RFC 9112, 6 and 7)."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator

from hypernav.errors import ConnectionFailed, DeadlineExceeded, UnreadableResponse
from hypernav.http.http1.wire import HEAD_END, MAX_HEAD, Framing, Head, decode_head
from hypernav.http.transport import Truncated

_PIECE = 65536
_CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LINE_END = re.compile(rb"\n")
_MAX_LINE = 4096
_MAX_INTERIM = 32
_MANY_CHUNKS = 100_000
_SMALLEST_CHUNKS = 8
"""Bytes that chunks must have on average, where there are many: each costs more than its bytes."""


class SocketReader:
    """Read from a socket until a deadline. **Sends** nothing, waits for the server.

    Each single wait lasts at most ``read_timeout`` seconds and never beyond the deadline, so that the sum of many
    short waits is bounded too.
    """

    __slots__ = ("_buffer", "_deadline", "_position", "_read_timeout", "_socket")

    def __init__(self, connected: socket.socket, read_timeout: float, deadline: float) -> None:
        """Keep the socket and its limits."""
        self._socket = connected
        self._read_timeout = read_timeout
        self._deadline = deadline
        self._buffer = b""
        self._position = 0

    @property
    def pending(self) -> bool:
        """Say whether something was received and not taken yet."""
        return self._position < len(self._buffer)

    def take(self, most: int = _PIECE) -> bytes:
        """Return the next bytes; nothing at the end of the stream."""
        if self._position >= len(self._buffer):
            self._buffer, self._position = self._receive(), 0
        part = self._buffer[self._position : self._position + most]
        self._position += len(part)
        return part

    def take_until(self, end: re.Pattern[bytes], most: int) -> bytes | None:
        """Return the bytes up to and with an end, or None where the stream ends before it.

        Raises:
            OverflowError: The end did not come within ``most`` bytes.
        """
        start = searched = self._position
        while True:
            match = end.search(self._buffer, searched)
            if match is not None and match.end() - start <= most:
                self._position = match.end()
                return self._buffer[start : match.end()]
            if match is not None or len(self._buffer) - start > most:
                raise OverflowError
            more = self._receive()
            if not more:
                return None
            self._buffer, start = self._buffer[start:] + more, 0
            searched = max(0, len(self._buffer) - len(more) - 3)

    def take_chunks(self) -> list[bytes]:
        """Return the chunks that were received whole already, none where the next one is not, or is the last."""
        chunks: list[bytes] = []
        buffer, position = self._buffer, self._position
        while (match := _CHUNK_LINE.match(buffer, position)) is not None:
            start = match.end()
            end = start + int(match[1], 16)
            if end == start or buffer[end : end + 2] != b"\r\n":
                break
            chunks.append(buffer[start:end])
            position = end + 2
        self._position = position
        return chunks

    def _receive(self) -> bytes:
        """Return the next bytes of the socket; nothing at its end.

        Raises:
            DeadlineExceeded: They did not come in time.
            ConnectionFailed: The connection broke.
        """
        remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            raise DeadlineExceeded("The answer was not complete at the deadline.", limit="deadline")
        timeout = min(self._read_timeout, remaining)
        try:
            self._socket.settimeout(timeout)
            return self._socket.recv(_PIECE)
        except TimeoutError:
            if timeout == remaining:
                raise DeadlineExceeded("The answer was not complete at the deadline.", limit="deadline") from None
            raise DeadlineExceeded(f"Nothing came for {timeout:g} s.", limit="read_timeout") from None
        except OSError as error:
            raise ConnectionFailed(f"The connection broke while the answer was read: {reason_of(error)}.") from None


def reason_of(error: OSError) -> str:
    """Return why a socket failed, in the words of the operating system."""
    return error.strerror or type(error).__name__


def read_head(reader: SocketReader) -> Head:
    """Return the head of the final answer; interim ones (1xx) are passed over.

    Raises:
        ConnectionFailed: The connection ended before it.
        UnreadableResponse: It is too large, or not HTTP/1.
    """
    for _ in range(_MAX_INTERIM):
        head = decode_head(_head_block(reader))
        if head.status >= 200:
            return head
        if head.status == 101:
            break
    raise UnreadableResponse("The server changes the protocol or never comes to the answer.")


def _head_block(reader: SocketReader) -> bytes:
    try:
        block = reader.take_until(HEAD_END, MAX_HEAD)
    except OverflowError:
        raise UnreadableResponse(f"The header of the answer is larger than {MAX_HEAD // 1024} KiB.") from None
    if block is None:
        raise ConnectionFailed("The server closed the connection before it answered.")
    return block


def read_body(reader: SocketReader, framing: Framing) -> Iterator[bytes]:
    """Yield the body in parts, as its frame says.

    Raises:
        Truncated: The connection ended before the body did.
        UnreadableResponse: A chunk cannot be read.
    """
    if framing.kind == "length":
        return _counted(reader, framing.length)
    if framing.kind == "chunked":
        return _chunked(reader)
    return _until_close(reader) if framing.kind == "close" else iter(())


def _counted(reader: SocketReader, length: int) -> Iterator[bytes]:
    remaining = length
    while remaining:
        part = reader.take(remaining)
        if not part:
            raise Truncated(
                "The answer is truncated.", received=f"{length - remaining:,} of {length:,} bytes (Content-Length)"
            )
        remaining -= len(part)
        yield part


def _until_close(reader: SocketReader) -> Iterator[bytes]:
    while part := reader.take():
        yield part


def _chunked(reader: SocketReader) -> Iterator[bytes]:
    count = total = 0
    while True:
        chunks = reader.take_chunks()
        if chunks:
            joined = b"".join(chunks)
            count, total = count + len(chunks), total + len(joined)
            if count > _MANY_CHUNKS and count * _SMALLEST_CHUNKS > total:
                raise UnreadableResponse(f"The answer comes in more than {_MANY_CHUNKS:,} chunks of a few bytes each.")
            yield joined
        match = _CHUNK_LINE.fullmatch(_line(reader))
        if match is None:
            raise UnreadableResponse("A chunk of the answer's body cannot be read.")
        size = int(match.group(1), 16)
        if not size:
            break
        try:
            yield from _counted(reader, size)
        except Truncated:
            raise _cut_chunk() from None
        if _line(reader) not in (b"\r\n", b"\n"):
            raise UnreadableResponse("A chunk of the answer's body cannot be read.")
    trailer = 0
    while (line := _line(reader)) not in (b"\r\n", b"\n"):
        trailer += len(line)
        if trailer > MAX_HEAD:
            raise UnreadableResponse("The trailer of the answer is too large.")


def _line(reader: SocketReader) -> bytes:
    try:
        line = reader.take_until(_LINE_END, _MAX_LINE)
    except OverflowError:
        raise UnreadableResponse("A chunk of the answer's body cannot be read.") from None
    if line is None:
        raise _cut_chunk()
    return line


def _cut_chunk() -> Truncated:
    return Truncated("The answer is truncated.", received="its chunks stop before the last one")
