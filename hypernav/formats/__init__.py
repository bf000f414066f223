"""Hypermedia formats: one pure reader each, one table, and from it the Accept header.

Nothing in here sends.

To add a format, put a reader in the table with ``register``; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hypernav.documents.document import Document
from hypernav.errors import ProfileError
from hypernav.formats.base import Format
from hypernav.formats.guarded import checked
from hypernav.formats.hal import Hal
from hypernav.formats.link_array import LinkArray
from hypernav.formats.link_header import LinkHeader
from hypernav.formats.link_object import LinkObject
from hypernav.formats.plain import Plain
from hypernav.formats.reader import TableReader
from hypernav.profile import load
from hypernav.web.headers import Headers, media_type_of

__all__ = ["FORMATS", "Format", "accept_header", "read", "reader_for", "register"]

FORMATS: list[Format] = [Hal(), LinkArray(), LinkObject(), LinkHeader(), Plain()]
"""The formats, in the order in which they are asked; ``register`` adds to them."""


class _Reader(TableReader):
    """The reader of the table above; a document that is pickled finds it again by name."""

    __slots__ = ()

    def __reduce__(self) -> str:
        return "_READER"


_READER = _Reader(FORMATS)
_BUILT_IN = frozenset(each.name for each in FORMATS)


class _Scoped(TableReader):
    """The readers of one profile, before those of the table; a document that is pickled finds them again by name."""

    __slots__ = ("_names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        super().__init__([*map(_reader_of, names), *FORMATS])

    def __reduce__(self) -> tuple[type[_Scoped], tuple[tuple[str, ...]]]:
        return _Scoped, (self._names,)


def reader_for(names: tuple[str, ...]) -> TableReader:
    """Return what reads the documents of an API whose profile names readers of its own, as ``module:name``.

    Raises:
        ProfileError: One cannot be loaded, is no reader, or has the name of a format that hypernav reads.
    """
    return _Scoped(names) if names else _READER


def _reader_of(name: str) -> Format:
    return _unlike_built_in(checked(load(name)))


def _unlike_built_in(format: Format) -> Format:
    if format.name in _BUILT_IN:
        raise ProfileError(f"A format is called {format.name!r} already.", next="give the reader another name")
    return format


def read(
    url: str,
    status: int,
    headers: Headers | Mapping[str, str] | Iterable[tuple[str, str]],
    data: Any,
    *,
    media_type: str | None = None,
    reader: TableReader | None = None,
) -> Document:
    """Return the document of a response. Sends nothing, never raises for anything that a server says.

    Args:
        url: Where the response came from in the end, after redirects.
        status: HTTP status.
        headers: Header fields, as a mapping or as pairs.
        data: Decoded body: parsed JSON, or text, bytes or None where it was something else.
        media_type: Media type where it is not that of the Content-Type header.
        reader: What reads it, where a profile has readers of its own.

    >>> document = read("https://api.test/", 200, {}, {"_links": {"orders": {"href": "/orders"}}})
    >>> document.links["orders"][0].url, document.formats
    ('https://api.test/orders', ('hal',))
    """
    kept = headers if isinstance(headers, Headers) else Headers(headers)
    kind = kept.get("content-type", "") if media_type is None else media_type
    return Document(url, status, kept, data, media_type_of(kind), reader or _READER)


def accept_header(names: tuple[str, ...] = ()) -> str:
    """Return the Accept header that the table yields, and readers that a profile names, best first.

    >>> accept_header().split(", ")[0], accept_header().split(", ")[-2:]
    ('application/hal+json', ['application/json;q=0.8', '*/*;q=0.1'])
    """
    qualities: dict[str, float] = {}
    for each in (*map(_reader_of, names), *FORMATS):
        for media_type in each.media_types:
            qualities[media_type] = max(each.quality, qualities.get(media_type, 0.0))
    ranked = sorted(qualities.items(), key=lambda pair: -pair[1])
    return ", ".join([*(name if value >= 1 else f"{name};q={value:g}" for name, value in ranked), "*/*;q=0.1"])


def register(format: Format, *, first: bool = True) -> None:
    """Add a format to the table, in place of one of the same name.

    Args:
        format: The reader.
        first: Whether it is asked before the others; only the plain reader stays last anyhow.

    It is then asked for the documents of every API: ``Profile.formats`` names readers of one API alone. What a reader
    of another package raises is left out and told.

    Raises:
        ProfileError: The format is no reader, has no name, or the name of one that hypernav has.
    """
    _unlike_built_in(checked(format))
    others = [each for each in FORMATS if each.name != format.name]
    FORMATS[:] = [format, *others] if first else [*others[:-1], format, *others[-1:]]
    _READER.use(FORMATS)
