"""Content codings (RFC 9110, 8.4), undone under a cap: a bomb stops where the cap is, not where memory ends."""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Protocol

from hypernav.errors import UnreadableResponse

MAX_CODINGS = 2
"""Codings accepted one upon the other."""

_PIECE = 65536
_SMALL = 2**20
"""Bytes that a body may unpack to, however few were received."""
_MOST_MEMBERS = 10_000
"""Members of a gzip body, or frames of a zstd body, that follow each other: each costs more than its bytes."""
_ZSTD_PIECE = 256
"""A zstd block is 4 bytes at least and 128 KiB decoded at most: so much may come out of one piece (8 MiB)."""
_ZSTD_WINDOW = 2**23
"""The largest window of zstd as a content coding (RFC 9659, 3)."""

_NOT_CODINGS = frozenset({"", "identity", "none", "utf-8", "utf8", "us-ascii", "iso-8859-1"})
"""What servers write here by mistake: charsets, and words for nothing."""


class Decoder(Protocol):
    """Undo one coding, step by step."""

    errors: tuple[type[Exception], ...]
    """What the library raises for bytes that are not in its format."""

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what the data decodes to, in parts of bounded size."""
        ...

    @property
    def finished(self) -> bool:
        """Say whether the coding's end marker was reached."""
        ...


def accept_encoding() -> str:
    """Return the codings that can be undone under a cap here, for the Accept-Encoding header.

    >>> "gzip" in accept_encoding()
    True
    """
    return ", ".join(["gzip", "deflate", *(["br"] if _brotli() else []), *(["zstd"] if _zstandard() else [])])


def collect(parts: Iterable[bytes], codings: str, limit: int, expansion: int = 200) -> bytes:
    """Return a whole body, decoded. Waits for its parts.

    Args:
        parts: The body as it comes.
        codings: The value of Content-Encoding.
        limit: Bytes accepted, of the body as it comes and of the body decoded.
        expansion: Times its size as received that it may be decoded, where that is more than 1 MiB.

    Raises:
        UnreadableResponse: The body is larger than a limit, cut short, or not what the codings say.

    >>> collect([b"ab", b"c"], "", 10)
    b'abc'
    """
    received = _Capped(parts, limit, "received")
    names = [name.strip().lower() for name in codings.split(",")] if codings else []
    known = [name for name in names if name not in _NOT_CODINGS]
    if not known:
        return b"".join(received)
    if len(known) > MAX_CODINGS:
        raise UnreadableResponse(f"The answer is encoded {len(known)} times; at most {MAX_CODINGS} are undone.")
    stream: Iterable[bytes] = received
    for name in reversed(known):
        stream = _decoded(stream, name)
    return b"".join(_within_ratio(_Capped(stream, limit, "decoded"), received, expansion))


def _within_ratio(decoded: _Capped, received: _Capped, expansion: int) -> Iterator[bytes]:
    for part in decoded:
        if decoded.total > max(_SMALL, expansion * received.total):
            raise UnreadableResponse(
                f"The answer unpacks to more than {expansion} times its size.",
                to_allow="Options(max_expansion=…)",
            )
        yield part


class _Capped:
    """Parts of a body, counted, up to a limit."""

    def __init__(self, parts: Iterable[bytes], limit: int, what: str) -> None:
        self._parts = parts
        self._limit = limit
        self._what = what
        self.total = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self.total += len(part)
            if self.total > self._limit:
                raise UnreadableResponse(
                    f"The answer is larger than {self._limit:,} bytes ({self._what}).",
                    to_allow="Options(max_body_bytes=…)",
                )
            yield part


def _decoded(parts: Iterable[bytes], name: str) -> Iterator[bytes]:
    decoder = _decoder(name)
    empty = True
    for part in parts:
        empty = empty and not part
        yield from _checked(decoder, part, name)
    if not decoder.finished and not empty:
        raise UnreadableResponse("The answer is truncated.", received=f"{name} without its end marker")


def _checked(decoder: Decoder, part: bytes, name: str) -> Iterator[bytes]:
    try:
        yield from decoder.decode(part)
    except decoder.errors:
        raise UnreadableResponse(f"The answer says that it is {name}, and it is not.") from None


def _decoder(name: str) -> Decoder:
    if name in ("gzip", "x-gzip"):
        return _Zlib(lambda data: zlib.decompressobj(31), members=True)
    if name == "deflate":
        return _Zlib(_either_deflate)
    if name == "br" and _brotli():
        return _Brotli()
    if name == "zstd" and _zstandard():
        return _Zstandard()
    raise UnreadableResponse(f"The answer is encoded as {name[:40]!r}, which cannot be undone here.")


def _require_few(count: int) -> None:
    if count > _MOST_MEMBERS:
        raise UnreadableResponse(f"The answer is compressed in more than {_MOST_MEMBERS:,} parts.")


def _either_deflate(data: bytes) -> Any:
    # RFC 9110, 8.4.1.2: some servers leave the zlib wrapper out.
    wrapped = len(data) < 2 or (data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0)
    return zlib.decompressobj(15 if wrapped else -15)


class _Zlib:
    """gzip (RFC 1952), whose members may follow each other, and deflate."""

    def __init__(self, make: Callable[[bytes], Any], *, members: bool = False) -> None:
        self.errors: tuple[type[Exception], ...] = (zlib.error,)
        self._make = make
        self._members = members
        self._object: Any = None
        self._began = b""
        self._count = 1

    def decode(self, data: bytes) -> Iterator[bytes]:
        data = self._began + data
        if self._object is None and len(data) < 2:
            self._began = data
            return
        self._began = b""
        while data:
            if self._object is None:
                self._object = self._make(data)
            if self._object.eof:
                if not (self._members and data[:2] == b"\x1f\x8b"):
                    return
                self._count += 1
                _require_few(self._count)
                self._object = self._make(data)
            out = self._object.decompress(data, _PIECE)
            if out:
                yield out
            data = self._object.unused_data if self._object.eof else self._object.unconsumed_tail

    @property
    def finished(self) -> bool:
        return self._object is not None and bool(self._object.eof)


class _Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self.errors: tuple[type[Exception], ...] = (_brotli().error,)
        self._object = _brotli().Decompressor()

    def decode(self, data: bytes) -> Iterator[bytes]:
        while True:
            out = self._object.process(data, output_buffer_limit=_PIECE)
            data = b""
            if out:
                yield out
            # That it can take more data does not say that nothing is left of what it took.
            if not out or self._object.is_finished():
                return

    @property
    def finished(self) -> bool:
        return bool(self._object.is_finished())


class _Zstandard:
    """Zstandard (RFC 8878), whose frames may follow each other."""

    def __init__(self) -> None:
        self._library = _zstandard()
        self.errors: tuple[type[Exception], ...] = (self._library.ZstdError,)
        self._object: Any = None
        self._count = 0

    def decode(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_PIECE):
            piece = data[start : start + _ZSTD_PIECE]
            while piece:
                if self._object is None or self._object.eof:
                    self._count += 1
                    _require_few(self._count)
                    self._object = self._library.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
                out = self._object.decompress(piece)
                if out:
                    yield out
                piece = self._object.unused_data if self._object.eof else b""

    @property
    def finished(self) -> bool:
        return self._object is not None and bool(self._object.eof)


@cache
def _brotli() -> Any:
    """Return the brotli library where its decoder can be stopped early (1.2), else None."""
    module = _importable("brotli") or _importable("brotlicffi")
    try:
        if module is not None:
            module.Decompressor().process(b"", output_buffer_limit=1)
    except TypeError:
        return None
    return module


@cache
def _zstandard() -> Any:
    """Return the zstandard library where it tells the end of a frame, else None."""
    module = _importable("zstandard")
    usable = module is not None and hasattr(module.ZstdDecompressor().decompressobj(), "eof")
    return module if usable else None


def _importable(name: str) -> Any:
    return importlib.import_module(name) if importlib.util.find_spec(name) else None
