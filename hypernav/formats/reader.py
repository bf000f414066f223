"""All formats together: which of them a document is written in, and what they find in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from hypernav.documents.document import Action, Document, Found, own_url
from hypernav.documents.exact import repeated_names
from hypernav.documents.hints import PagingHints
from hypernav.documents.links import MAX_LINKS, Gathered, Link, Links
from hypernav.formats.base import Format
from hypernav.formats.guarded import Guarded, guarded
from hypernav.formats.link_header import LinkHeader
from hypernav.formats.notices import cookies_left, named_twice, refused_templates, unsearched
from hypernav.formats.paging_hints import MOST_KEYS, paging_hints
from hypernav.web.urls import resolve

_MOST_NODES = 5_000
_MOST_CHILDREN = 1_000
_DEEPEST = 200


class TableReader:
    """Read documents by a table of formats, those of the document's media type first. Sends nothing."""

    __slots__ = ("_always", "_asked_at", "_formats", "_keyed", "_link_keys")
    _formats: tuple[Format, ...]
    _keyed: tuple[tuple[str, tuple[Format, ...]], ...]
    _asked_at: dict[str, tuple[Format, ...]]
    _link_keys: tuple[str, ...]
    _always: tuple[Format, ...]

    def __init__(self, formats: Iterable[Format]) -> None:
        """Take the table."""
        self.use(formats)

    def use(self, formats: Iterable[Format]) -> None:
        """Take another table, and note which formats to ask at which key: most objects have none of the keys."""
        self._formats = tuple(map(guarded, formats))
        asked = [each for each in self._formats if _looks(each)]
        keys = dict.fromkeys(key for each in asked for key in sorted(each.keys))
        self._keyed = tuple((key, tuple(each for each in asked if key in each.keys)) for key in keys)
        self._asked_at = dict(self._keyed)
        self._link_keys = tuple(key for key in keys if any(key in each.link_keys for each in asked))
        self._always = tuple(each for each in asked if not each.keys)

    def links(self, document: Document, data: Any, around: Document | None) -> Links:
        """Return the links, lazily; where one key alone holds them all, without building the others to read one."""
        if around is None or type(data) is not dict or self._always:
            return Links.of(document, around)
        holding = ""
        for key in self._link_keys:
            if key in data:
                if holding:
                    return Links.of(document, around)
                holding = key
        for each in self._asked_at.get(holding, ()):
            direct = each.direct(data)
            if direct is not None:
                return Links.of(document, around, direct, each.name)
        return Links.of(document, around)

    def gather(self, document: Document) -> Gathered:
        """Return every link, at most 10,000; a link that two formats agree on once."""
        formats = self._recognising(document)
        found = (link for each in formats for link in each.links(document))
        notes = [note for each in formats for note in each.notes(document)]
        links = _kept(found, "links", notes)
        return Gathered(
            links if len(formats) == 1 else _agreed(links, document),
            _kept((link for each in formats for link in each.elsewhere(document)), "links of other resources", notes),
            _kept((link for each in formats for link in each.curies(document)), "prefixes of relations", notes),
            notes,
        )

    def formats(self, document: Document) -> tuple[str, ...]:
        """Return the names of the formats that the document's links are read by, else of its media type."""
        names = [each.name for each in self._recognising(document)]
        typed = [each.name for each in self._formats if document.media_type in each.media_types]
        return tuple(dict.fromkeys([*names, *typed]))

    def part(self, document: Document, key: str) -> Any:
        """Return the raw part under a key: what a format embeds, else a field with linked objects in it."""
        data = document.data
        if type(data) is not dict:
            return None
        recognising = self._recognising(document)
        for each in recognising:
            parts = each.parts(data)
            raw = parts.get(key)
            if raw is None and parts and key not in data:
                raw = next((parts[name] for name in parts if document.links.is_same(name, key)), None)
            if isinstance(raw, dict | list):
                return raw
        raw = data.get(key)
        if not isinstance(raw, dict | list) or any(key in each.hidden for each in recognising):
            return None
        return raw if self._search(raw)[0] else None

    def part_keys(self, document: Document) -> tuple[str, ...]:
        """Return the keys of all parts."""
        data = document.data
        if type(data) is not dict:
            return ()
        embedded = [key for each in self._recognising(document) for key in each.parts(data)]
        # An object may have a million members: ask only for those that can hold anything.
        nested = [key for key, value in data.items() if type(value) is dict or type(value) is list]
        return tuple(key for key in dict.fromkeys([*embedded, *nested]) if self.part(document, key) is not None)

    def members(self, document: Document) -> Found | None:
        """Return the members that the first format finds; an answer that is an error has none."""
        if document.status >= 400 and document.parent is None:
            return None
        for each in self._ordered(document):
            found = each.members(document)
            if found is not None:
                return found
        return None

    def actions(self, document: Document) -> tuple[Action, ...]:
        """Return the links that are not for looking, then the forms of the formats."""
        offered = [_action(link) for link in document.links.all if link.method not in ("GET", "HEAD")]
        return (*offered, *(action for each in self._recognising(document) for action in each.actions(document)))

    def paging(self, document: Document) -> PagingHints:
        """Return the paging facts of the body."""
        return paging_hints(document.data)

    def notices(self, document: Document) -> tuple[str, ...]:
        """Return what was cut or left out: of links, of templates, of what was searched for links or paging facts."""
        links, data = document.links, document.data
        found = (
            *links.notes,
            *refused_templates((*links.all, *links.curies)),
            *unsearched(self._unsearched(document)),
            *cookies_left(document.headers),
            *named_twice(repeated_names(document)),
            *(each.failure for each in self._formats if isinstance(each, Guarded) and each.failure),
        )
        if not isinstance(data, dict) or len(data) <= MOST_KEYS or document.members is None:
            return found
        return (*found, f"Only the first {MOST_KEYS:,} of {len(data):,} fields were searched for paging facts.")

    def _unsearched(self, document: Document) -> Iterator[str]:
        """Yield the keys of fields in which links may stand that nobody found."""
        if type(document.data) is not dict:
            return
        known = {key for each in self._recognising(document) for key in each.hidden}
        known.add(document.members_key.partition(".")[0])
        for key, value in document.data.items():
            if key not in known and type(value) in (dict, list) and self._search(value) == (False, True):
                yield key

    def _by_shape(self, data: dict[str, Any]) -> list[Format]:
        found: list[Format] = []
        for key, formats in self._keyed:
            if key in data:
                for each in formats:
                    if each.recognises(data) and each not in found:
                        found.append(each)
        found.extend(each for each in self._always if each.recognises(data))
        return found

    def _recognising(self, document: Document) -> list[Format]:
        """Return the formats to read links by: of the media type first, then by shape, then the header."""
        data = document.data
        found = self._by_shape(data) if type(data) is dict else []
        if len(found) > 1:
            found.sort(key=lambda each: (document.media_type not in each.media_types, self._formats.index(each)))
        if document.parent is None and "link" in document.headers:
            found.extend(each for each in self._formats if isinstance(each, LinkHeader))
        return found

    def _ordered(self, document: Document) -> list[Format]:
        recognising = self._recognising(document)
        return [*recognising, *(each for each in self._formats if each not in recognising and not each.hidden)]

    def _search(self, raw: Any) -> tuple[bool, bool]:
        """Return whether an object with links of its own is here or below, and whether the bounds left some out."""
        branches: list[Iterator[Any]] = [iter((raw,))]
        cut = False
        for _ in range(_MOST_NODES):
            node = next(branches[-1], None)
            if node is None:
                branches.pop()
                if not branches:
                    return False, cut
            elif type(node) is dict and self._by_shape(node):
                return True, cut
            elif len(branches) <= _DEEPEST:
                branches.append(_children(node, 0, _MOST_CHILDREN))
                cut = cut or (len(node) > _MOST_CHILDREN and any(True for _ in _children(node, _MOST_CHILDREN, None)))
            else:
                cut = cut or any(True for _ in _children(node, 0, None))
        return False, True


def _looks(format: Format) -> bool:
    """Tell whether a format looks at the shape of data at all."""
    reader = format.reader if isinstance(format, Guarded) else format
    return type(reader).recognises is not Format.recognises


def _children(node: Any, first: int, end: int | None) -> Iterator[Any]:
    below = islice(node.values() if type(node) is dict else node, first, end)
    return (value for value in below if type(value) is dict or type(value) is list)


def _kept(found: Iterable[Link], what: str, notes: list[str]) -> list[Link]:
    """Return as many links as are kept of a document, and note that there were more."""
    links = list(islice(found, MAX_LINKS + 1))
    if len(links) > MAX_LINKS:
        notes.append(f"More than {MAX_LINKS:,} {what}; the first {MAX_LINKS:,} are kept.")
    return links[:MAX_LINKS]


def _agreed(links: list[Link], document: Document) -> Iterator[Link]:
    """Yield links, leaving out what another format said already: same relation, target and method."""
    base = around = document.url if document.parent is None else document.parent.url
    if document.parent is not None:
        # The document's own address comes from these very links, so it cannot be asked for here.
        base = next((own for link in links if link.rel == "self" and (own := own_url(link, document))), around)
    said: dict[tuple[str, str, str], str] = {}
    for link in links:
        key = (link.rel, resolve(link.href, base=around if link.rel == "self" else base), link.method)
        if said.setdefault(key, link.source) == link.source:
            yield link


def _action(link: Link) -> Action:
    return Action(link.rel or link.title, link.method, resolve(link.href, base=link.context), link.title, (), link)
