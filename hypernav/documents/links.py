"""The links of one document: a mapping from relation to every link of it, built when somebody reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from hypernav.documents.link import Evidence, Link, LinkContext
from hypernav.documents.link_table import elsewhere_of, links_text, note_of
from hypernav.errors import AmbiguousRelation, RelationNotFound, TemplateError
from hypernav.names import enumerated, identifiers, suggest, to_identifier
from hypernav.notebook import Shown
from hypernav.visible import shown
from hypernav.web.templates import expand
from hypernav.web.urls import resolve

__all__ = ["MAX_LINKS", "Evidence", "Gathered", "Link", "LinkHolder", "Links"]

MAX_LINKS = 10_000
"""Links kept of one document; ``Links.notes`` says when there were more."""
_ALIASES = {"prev": "previous", "previous": "prev"}


class LinkHolder(LinkContext, Protocol):
    """What lazy links are read from: a document that can say which links it holds."""

    @property
    def parent(self) -> LinkHolder | None:
        """Return the document around this one."""

    def read_links(self, reader: Links) -> Gathered:
        """Return everything that the formats find in the document, and keep who reads it."""

    @property
    def links(self) -> Links:
        """Return the links."""


class Gathered:
    """What the formats found: links in order, links of other resources, CURIEs, remarks."""

    __slots__ = ("curies", "elsewhere", "links", "notes")

    def __init__(
        self,
        links: Iterable[Link] = (),
        elsewhere: Iterable[Link] = (),
        curies: Iterable[Link] = (),
        notes: Iterable[str] = (),
    ) -> None:
        """Keep the parts as tuples."""
        self.links = tuple(links)
        self.elsewhere = tuple(elsewhere)
        self.curies = tuple(curies)
        self.notes = tuple(notes)


class Links(Shown, Mapping[str, tuple[Link, ...]]):
    """Map each relation to all of its links, in the order of the document. Sends nothing.

    ``links[name]`` takes a relation exactly as spelled; where there is none of that spelling, a CURIE by its
    full URL, prefixed or short name, and ``prev`` or ``previous`` for each other. A link without a relation
    is kept under ``""``.

    >>> links = Links([Link("self", "/orders"), Link("next", "/orders?page=2")])
    >>> links["next"]
    (Link(rel='next', href='/orders?page=2'),)
    >>> print(links)
    relation  evidence  target
    self      in-band   /orders
    next      in-band   /orders?page=2
    """

    __slots__ = ("_around", "_direct", "_gathered", "_holder", "_redact", "_shadowed", "_source", "_table")

    def __init__(
        self,
        links: Iterable[Link] = (),
        *,
        elsewhere: Iterable[Link] = (),
        curies: Iterable[Link] = (),
        notes: Iterable[str] = (),
        shadowed: Iterable[Link] = (),
    ) -> None:
        """Keep links that are already made; a document's own are read lazily, see ``of``."""
        self._holder: LinkHolder | None = None
        self._around: LinkHolder | None = None
        self._direct: Mapping[str, Any] | None = None
        self._source = ""
        self._table: dict[str, tuple[Link, ...]] | None = None
        self._gathered: Gathered | None = Gathered(links, elsewhere, curies, notes)
        self._redact: Callable[[str], str] | None = None
        self._shadowed = tuple(shadowed)

    @classmethod
    def of(
        cls,
        holder: LinkHolder,
        around: LinkHolder | None = None,
        direct: Mapping[str, Any] | None = None,
        source: str = "",
    ) -> Links:
        """Return the links of a document, none of them built yet.

        Args:
            holder: The document.
            around: The document that it is a part of; its ``self`` link resolves against that.
            direct: Raw link objects by relation, where one format alone keys them so: lets one link be read
                without building the others.
            source: Name of that format.
        """
        self = cls.__new__(cls)
        self._holder = holder
        self._around = around
        self._direct = direct
        self._source = source
        self._table = None
        self._gathered = None
        self._shadowed = ()
        self._redact = None
        return self

    def shown_by(self, redact: Callable[[str], str]) -> Links:
        """Show these links, each by itself too, through a redactor from now on.

        >>> print(Links([Link("next", "/x?k=s3cret")]).shown_by(lambda text: text.replace("s3cret", "[hidden]")))
        relation  evidence  target
        next      in-band   /x?k=[hidden]
        """
        if self._redact is not redact:
            self._redact = redact
            if self._gathered is not None:
                self._mark(self._gathered, redact)
        return self

    def __getitem__(self, rel: str) -> tuple[Link, ...]:
        table = self._table
        if table is None:
            direct = self._direct
            if direct is not None and rel in direct and rel != "curies":
                raw = direct[rel]
                if type(raw) is dict and type(href := raw.get("href")) is str:
                    context = self._around if rel == "self" else self._holder
                    link = Link(rel, href, context or "", raw, "", "in-band", self._source)
                    return (link if self._redact is None else link.shown_by(self._redact),)
            table = self._built()
        found = table.get(rel)
        if found is None and not isinstance(rel, str):
            raise KeyError(rel)
        if found is None:
            found = self._by_another_name(rel)
        return found

    def __contains__(self, rel: object) -> bool:
        if not isinstance(rel, str):
            return False
        try:
            self[rel]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self._built())

    def __len__(self) -> int:
        return len(self._built())

    @property
    def all(self) -> tuple[Link, ...]:
        """Return every link, in the order of the document."""
        return tuple(link for links in self._built().values() for link in links)

    @property
    def elsewhere(self) -> tuple[Link, ...]:
        """Return links whose ``anchor`` says that they belong to another resource (RFC 8288, 3.2)."""
        return self._read().elsewhere

    @property
    def curies(self) -> tuple[Link, ...]:
        """Return the CURIE definitions, those of the documents around this one last."""
        own = self._read().curies
        parent = self._holder.parent if self._holder is not None else None
        if parent is None:
            return own
        return own + (parent.links if self._redact is None else parent.links.shown_by(self._redact)).curies

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the reader left out and why."""
        return self._read().notes

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what stands below the links when they are shown: links of other resources, and the notes."""
        return (*elsewhere_of(self.elsewhere), *(note_of(self.redacted(note)) for note in self.notes))

    @property
    def shadowed(self) -> tuple[Link, ...]:
        """Return derived or described links that an in-band relation of the same name stands before."""
        return self._shadowed

    @property
    def names(self) -> Mapping[str, str]:
        """Return Python identifier to relation, for the relations that have one.

        >>> Links([Link("Web Applications", "/w")]).names
        {'web_applications': 'Web Applications'}
        """
        return self.identifiers()

    def identifiers(self, reserved: Collection[str] = ()) -> dict[str, str]:
        """Return Python identifier to relation, without the reserved identifiers."""
        return identifiers(self._built(), reserved)

    def one(self, rel: str, **properties: Any) -> Link:
        """Return the one link of a relation that has these properties.

        Links that lead to the same place by the same method count as one.

        Raises:
            RelationNotFound: No link of that relation has them.
            AmbiguousRelation: Several have; the message lists them.

        >>> links = Links([Link("icon", "/a", attributes={"name": "big"}), Link("icon", "/b")])
        >>> links.one("icon", name="big").href
        '/a'
        """
        candidates = self[rel]
        left = [link for link in candidates if link.says(**properties)] if properties else list(candidates)
        if not left:
            wanted = ", ".join(f"{key}={value!r}" for key, value in properties.items())
            raise RelationNotFound(f"No link {rel!r} has {wanted}.", candidates=_listing(candidates))
        if len({(link.href, link.context, link.method) for link in left}) > 1:
            raise AmbiguousRelation(
                f"The relation {rel!r} has {len(left)} links.",
                candidates=_listing(left),
                next=f"say which one, by any of its properties: .one({rel!r}, {_distinction(left)})",
            )
        return left[0]

    def merged(self, others: Iterable[Link]) -> Links:
        """Return these links and others after them.

        A link whose relation, or the identifier of it, is here already goes to ``shadowed``.

        >>> derived = [Link("project", "/q", evidence="derived"), Link("flags", "/f", evidence="derived")]
        >>> links = Links([Link("project", "/p")]).merged(derived)
        >>> list(links), [link.href for link in links.shadowed]
        (['project', 'flags'], ['/q'])
        """
        taken = {name for rel in self for name in (rel, to_identifier(rel)) if name}
        added: list[Link] = []
        shadowed = list(self._shadowed)
        for link in others:
            (shadowed if taken & {link.rel, to_identifier(link.rel)} - {""} else added).append(link)
        merged = Links(
            [*self.all, *added], elsewhere=self.elsewhere, curies=self.curies, notes=self.notes, shadowed=shadowed
        )
        return merged if self._redact is None else merged.shown_by(self._redact)

    def documentation(self, rel: str) -> str | None:
        """Return the URL that documents a relation: its CURIE's, or itself where it is a URL.

        >>> curie = Link("curies", "https://docs.test/{rel}", attributes={"name": "acme", "templated": True})
        >>> Links([Link("acme:widgets", "/w")], curies=[curie]).documentation("acme:widgets")
        'https://docs.test/widgets'
        """
        prefix, colon, name = rel.partition(":")
        for curie in self.curies if colon and not name.startswith("//") else ():
            if curie.name == prefix:
                return _documented(curie, name)
        if rel.startswith(("https://", "http://")):
            return rel
        full = [key for key in self._built() if key != rel and rel in self and self._matches(key, rel)]
        return self.documentation(full[0]) if len(full) == 1 else None

    def is_same(self, relation: str, name: str) -> bool:
        """Tell whether a relation is meant by a full, prefixed or short CURIE name."""
        return relation == name or (bool(self.curies) and self._matches(relation, name))

    def _read(self) -> Gathered:
        gathered = self._gathered
        if gathered is None:
            gathered = self._gathered = self._holder.read_links(self) if self._holder is not None else Gathered()
            if self._redact is not None:
                self._mark(gathered, self._redact)
        return gathered

    def _mark(self, gathered: Gathered, redact: Callable[[str], str]) -> None:
        for links in (gathered.links, gathered.elsewhere, gathered.curies, self._shadowed):
            for link in links:
                link.shown_by(redact)

    def redacted(self, text: str) -> str:
        """Return a text about the links without what their redactor hides."""
        return text if self._redact is None else self._redact(text)

    def _built(self) -> dict[str, tuple[Link, ...]]:
        table = self._table
        if table is None:
            grouped: dict[str, list[Link]] = {}
            for link in self._read().links:
                grouped.setdefault(link.rel, []).append(link)
            table = self._table = {rel: tuple(links) for rel, links in grouped.items()}
        return table

    def _by_another_name(self, rel: str) -> tuple[Link, ...]:
        table = self._built()
        alias = _ALIASES.get(rel)
        if alias in table:
            return table[alias]
        found = [key for key in table if self._matches(key, rel)] if self.curies else []
        if len(found) == 1:
            return table[found[0]]
        raise self._not_found(rel, found)

    def _matches(self, key: str, wanted: str) -> bool:
        """Tell whether a relation has that full URL, prefixed or short name by one of the CURIEs."""
        prefix, colon, name = key.partition(":")
        for curie in self.curies:
            if colon and prefix == curie.name and not name.startswith("//"):
                if wanted in (name, _documented(curie, name)):
                    return True
            elif "{rel}" in curie.href:
                wanted_prefix, _, wanted_name = wanted.partition(":")
                short = wanted_name if wanted_prefix == curie.name else wanted
                if _documented(curie, short) == key:
                    return True
        return False

    def _not_found(self, rel: str, several: list[str]) -> RelationNotFound:
        if several:
            meant = self.redacted(" or ".join(map(repr, several)))
            return RelationNotFound(f"{rel!r} may be {meant}.", next="say which prefix is meant")
        known = list(self._built())
        near = suggest(rel, known)
        return RelationNotFound(
            f"There is no relation {rel[:200]!r}." + (f" Did you mean {self.redacted(near[0])!r}?" if near else ""),
            relations=self.redacted(enumerated(known)) or "none",
        )

    def __str__(self) -> str:
        """Return a short aligned table, without credentials."""
        return shown("\n".join((links_text(self.all), *self.remarks)))

    def __repr__(self) -> str:
        return shown(f"<Links {self.redacted(enumerated(self._built())) or 'none'}>")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.all, self.elsewhere, self.curies, self.notes, self._shadowed, self._redact)


def _restored(
    links: tuple[Link, ...],
    elsewhere: tuple[Link, ...],
    curies: tuple[Link, ...],
    notes: tuple[str, ...],
    shadowed: tuple[Link, ...],
    redact: Callable[[str], str] | None = None,
) -> Links:
    restored = Links(links, elsewhere=elsewhere, curies=curies, notes=notes, shadowed=shadowed)
    return restored if redact is None else restored.shown_by(redact)


def _documented(curie: Link, name: str) -> str:
    try:
        return resolve(expand(curie.href, {"rel": name}), base=curie.context)
    except TemplateError:
        return ""


def _listing(links: Iterable[Link]) -> str:
    return links_text(tuple(links), properties=True)


def _distinction(links: list[Link]) -> str:
    """Return an example of a property that tells the first link from the others."""
    for key, value in links[0].attributes.items():
        usable = key not in ("href", "rel") and isinstance(value, str | int) and key.isidentifier()
        if usable and all(link.attributes.get(key) != value for link in links[1:]):
            return links[0].redacted(f"{key}={value!r}")
    return f"href={links[0].redacted_url(links[0].href)!r}"
