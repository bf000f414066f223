"""One representation as it was read: data, links, parts, members and paging facts, built when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, overload

from hypernav.copying import Unchanging
from hypernav.documents.action import Action
from hypernav.documents.hints import PagingHints
from hypernav.documents.link import Link
from hypernav.documents.links import Gathered, Links
from hypernav.documents.paths import Path, steps_to, with_value
from hypernav.visible import shown
from hypernav.web.headers import Headers
from hypernav.web.redaction import redacted_url
from hypernav.web.urls import is_readable, resolve

__all__ = ["Action", "Document", "Embedded", "Found", "Members", "PagingHints", "Reader"]

_NO_HEADERS = Headers()


class Found(NamedTuple):
    """The members of a collection as a reader found them: where, and the raw records."""

    key: str
    records: Sequence[Any]


class Reader(Protocol):
    """What a document asks to be read by: all formats together. Pure."""

    def links(self, document: Document, data: Any, around: Document | None) -> Links:
        """Return the links of a document with that data, a part of the one around it, lazily."""

    def gather(self, document: Document) -> Gathered:
        """Return every link that the formats find."""

    def formats(self, document: Document) -> tuple[str, ...]:
        """Return the names of the formats that recognise the document."""

    def part(self, document: Document, key: str) -> Any:
        """Return the raw object, or list of objects, that is an embedded part; None where there is none."""

    def part_keys(self, document: Document) -> tuple[str, ...]:
        """Return the keys of all embedded parts."""

    def members(self, document: Document) -> Found | None:
        """Return the members, None where the document is one thing."""

    def actions(self, document: Document) -> tuple[Action, ...]:
        """Return what the document offers to do."""

    def paging(self, document: Document) -> PagingHints:
        """Return the paging facts of the body."""

    def notices(self, document: Document) -> tuple[str, ...]:
        """Return what was cut or left out, a sentence each."""


class _Facts(NamedTuple):
    url: str
    status: int
    headers: Headers
    media_type: str
    reader: Reader


class Document(Unchanging):
    """Hold one representation, immutable; a part or member of it is a Document too. Sends nothing.

    Made by ``hypernav.formats.read``. Everything but the data is built when it is first read.

    >>> from hypernav.formats import read
    >>> order = {"id": 1, "_links": {"self": {"href": "/orders/1"}}}
    >>> page = read("https://api.test/orders", 200, {}, {"items": [order]})
    >>> [member.url for member in page.members]
    ['https://api.test/orders/1']
    """

    __slots__ = ("_cache", "_data", "_facts", "_links", "_parent")
    _cache: dict[str, Any] | None
    _data: Any
    _facts: _Facts
    _links: Links | None
    _parent: Document | None

    def __init__(self, url: str, status: int, headers: Headers, data: Any, media_type: str, reader: Reader) -> None:
        """Keep what was received."""
        self._facts = _Facts(url, status, headers, media_type, reader)
        self._data = data
        self._parent = None
        self._links = None
        self._cache = None

    def part(self, data: Any) -> Document:
        """Return a document around data that stands in this one."""
        document = Document.__new__(Document)
        document._facts = self._facts
        document._data = data
        document._parent = self
        document._links = None
        document._cache = None
        return document

    @property
    def parent(self) -> Document | None:
        """Return the document that this one is a part or member of; None for a whole response."""
        return self._parent

    @property
    def url(self) -> str:
        """Return the address: of the response, or of a part by its self link, else that of the document around it."""
        if self._parent is None:
            return self._facts.url
        cache = self._kept()
        if "url" not in cache:
            cache["url"] = self.self_url or self._parent.url
        return str(cache["url"])

    @property
    def self_url(self) -> str | None:
        """Return where the document's own ``self`` link leads, None where it has none that can be followed."""
        own = self.links.get("self")
        return own_url(own[0], self) if own else None

    @property
    def status(self) -> int:
        """Return the HTTP status of the response."""
        return self._facts.status

    @property
    def headers(self) -> Headers:
        """Return the header fields of the response; a part has none of its own."""
        return self._facts.headers if self._parent is None else _NO_HEADERS

    @property
    def media_type(self) -> str:
        """Return the media type of the response without parameters, in lower case."""
        return self._facts.media_type

    @property
    def data(self) -> Any:
        """Return the decoded body itself, not a copy: read it, never change it. ``copy_data`` is for keeping."""
        return self._data

    @property
    def links(self) -> Links:
        """Return the links of this very object, without those of its parts."""
        links = self._links
        return self._facts.reader.links(self, self._data, self._parent) if links is None else links

    @property
    def embedded(self) -> Mapping[str, Document | tuple[Document, ...]]:
        """Return the parts that are resources or hold some: ``_embedded``, and fields with linked objects in them."""
        cache = self._kept()
        if "embedded" not in cache:
            cache["embedded"] = Embedded(self)
        embedded: Embedded = cache["embedded"]
        return embedded

    @property
    def members(self) -> Members | None:
        """Return the members if the document is a collection, else None."""
        found = self._found()
        return None if found is None else Members(self, found.records)

    @property
    def records(self) -> Sequence[Any]:
        """Return the raw data of the members, () where the document is one thing."""
        found = self._found()
        return () if found is None else found.records

    @property
    def members_key(self) -> str:
        """Return where the members stand, with dots; ``""`` for a bare array and where there are none."""
        found = self._found()
        return "" if found is None else found.key

    @property
    def members_path(self) -> Path:
        """Return the names of the objects, from the top, and of the list that the members stand in."""
        return steps_to(self._data, self.members_key)

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return what the document offers to do: links with another method than GET, and forms."""
        cache = self._kept()
        if "actions" not in cache:
            cache["actions"] = self._facts.reader.actions(self)
        actions: tuple[Action, ...] = cache["actions"]
        return actions

    @property
    def paging(self) -> PagingHints:
        """Return what the body says about further pages."""
        cache = self._kept()
        if "paging" not in cache:
            cache["paging"] = self._facts.reader.paging(self)
        paging: PagingHints = cache["paging"]
        return paging

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what was cut or left out when this was read, a sentence each."""
        return self._facts.reader.notices(self)

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the names of the formats that recognised the document."""
        return self._facts.reader.formats(self)

    def read_links(self, reader: Links) -> Gathered:
        """Return what the formats find, and keep the links that were built of it; ``links`` is how to look at them."""
        self._links = reader
        return self._facts.reader.gather(self)

    def take_members(self, found: Found) -> None:
        """Take what the first page of a list tells of its later ones: where the members are, whatever they look like.

        For whoever made the document and reads it as such a page, before anybody asks for its members.
        """
        self._kept()["members"] = found

    def keep_body(self, body: bytes) -> None:
        """Keep the body as it came, until the document lets go of its members; for whoever made the document."""
        self._kept()["body"] = body

    @property
    def body(self) -> bytes:
        """Return the body as it came, as far as it is kept."""
        body: bytes = self._cache.get("body", b"") if self._cache is not None else b""
        return body

    def release(self) -> None:
        """Let go of the members, and of what was built from the data; links and address stay.

        For whoever made the document and knows that nobody will ask for its members again. A member that is still
        held refers to its document: without this it would hold all the others too.
        """
        found = self._found()
        if found is not None:
            self._data = with_value(self._data, self.members_path, [])
        self._links = None
        self._cache = None

    def copy_data(self) -> Any:
        """Return an independent copy of the data, of any depth."""
        return copied(self._data)

    def _found(self) -> Found | None:
        cache = self._kept()
        if "members" not in cache:
            cache["members"] = self._facts.reader.members(self)
        found: Found | None = cache["members"]
        return found

    def _kept(self) -> dict[str, Any]:
        cache = self._cache
        if cache is None:
            cache = self._cache = {}
        return cache

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return self is other or (
            (self._facts.url, self.status) == (other._facts.url, other.status)
            and (self._parent is None) == (other._parent is None)
            and self._data == other._data
        )

    def __hash__(self) -> int:
        return hash((self._facts.url, self._facts.status))

    def __repr__(self) -> str:
        return shown(f"<Document {redacted_url(self.url)} {self.status} {type(self._data).__name__}>")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (*self._facts, self._data, self._parent)


class Members(Sequence[Document]):
    """The members of a collection, each made a Document when it is reached. Sends nothing."""

    __slots__ = ("_document", "_records")

    def __init__(self, document: Document, records: Sequence[Any]) -> None:
        """Keep the collection and its raw records."""
        self._document = document
        self._records = records

    @property
    def records(self) -> Sequence[Any]:
        """Return the members as they were decoded: read them, never change them."""
        return self._records

    def __iter__(self) -> Iterator[Document]:
        return map(self._document.part, self._records)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> Members: ...
    def __getitem__(self, index: int | slice) -> Document | Members:
        if isinstance(index, slice):
            return Members(self._document, self._records[index])
        return self._document.part(self._records[index])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Members | tuple | list):
            return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self._document, len(self)))

    def __repr__(self) -> str:
        return f"<{len(self)} members>"


class Embedded(Mapping[str, "Document | tuple[Document, ...]"]):
    """The parts of a document, each looked for when it is asked for. Sends nothing."""

    __slots__ = ("_document", "_keys", "_parts")

    def __init__(self, document: Document) -> None:
        """Keep the document."""
        self._document = document
        self._keys: tuple[str, ...] | None = None
        self._parts: dict[str, Document | tuple[Document, ...]] = {}

    def __getitem__(self, key: str) -> Document | tuple[Document, ...]:
        part = self._parts.get(key)
        if part is None:
            document = self._document
            raw = document._facts.reader.part(document, key)
            if raw is None:
                raise KeyError(key)
            part = tuple(map(document.part, raw)) if isinstance(raw, list) else document.part(raw)
            self._parts[key] = part
        return part

    def __contains__(self, key: object) -> bool:
        if key in self._parts:
            return True
        return isinstance(key, str) and self._document._facts.reader.part(self._document, key) is not None

    def __iter__(self) -> Iterator[str]:
        if self._keys is None:
            self._keys = self._document._facts.reader.part_keys(self._document)
        return iter(self._keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return shown(f"<Embedded {', '.join(self) or 'none'}>")


def own_url(link: Link, document: Document) -> str | None:
    """Return where a document's ``self`` link leads, without asking for the document's own address."""
    around = document.parent
    url = "" if link.templated else resolve(link.href, base=(around or document).url)
    return url if url and is_readable(url) else None


def copied(data: Any) -> Any:
    """Return an independent copy of decoded JSON, without recursion.

    >>> original = {"a": [1, {"b": 2}]}
    >>> copy = copied(original)
    >>> copy["a"][1]["b"] = 3
    >>> original
    {'a': [1, {'b': 2}]}
    """
    if type(data) is not dict and type(data) is not list:
        return data
    top = data.copy()
    waiting: list[Any] = [top]
    while waiting:
        branch = waiting.pop()
        pairs = branch.items() if type(branch) is dict else enumerate(branch)
        for key, value in pairs:
            if type(value) is dict or type(value) is list:
                branch[key] = copy = value.copy()
                waiting.append(copy)
    return top


def _restored(
    url: str, status: int, headers: Headers, media_type: str, reader: Reader, data: Any, parent: Document | None
) -> Document:
    if parent is not None:
        return parent.part(data)
    return Document(url, status, headers, data, media_type, reader)
