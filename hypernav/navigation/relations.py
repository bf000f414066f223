"""The relations of a document and where they lead: links, embedded documents, and relations that a profile declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypernav.documents.document import Document
from hypernav.documents.links import Link, Links
from hypernav.documents.representations import followed
from hypernav.errors import AmbiguousRelation, RelationNotFound
from hypernav.formats.hint_names import is_reference
from hypernav.names import identifiers, is_probe, suggest, to_identifier
from hypernav.navigation.sources import RelationSource
from hypernav.web.redaction import redacted_url

Embedded = Document | tuple[Document, ...]

_MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Target:
    """Say where a relation leads: one or several links, or a document that came along."""

    rel: str
    links: tuple[Link, ...] = ()
    embedded: Embedded | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Describe one relation of a document for people."""

    name: str
    evidence: str
    expression: str
    links: tuple[Link, ...]
    embedded: Embedded | None


class Relations:
    """Know every relation of one document by its exact name and by its Python identifier. Sends nothing."""

    __slots__ = ("_document", "_identifiers", "_reserved", "_where", "links")

    def __init__(
        self,
        document: Document,
        sources: Iterable[RelationSource],
        reserved: frozenset[str],
        where: str,
        url: str | None = None,
    ) -> None:
        """Merge the links of the document with those that others know.

        Args:
            document: The document.
            sources: Who else knows links of it.
            reserved: Names that no relation gets as an identifier.
            where: The place, for messages.
            url: Its address where that is not the document's; "" where there is none.
        """
        url = document.url if url is None else url
        self._document = document
        self._reserved = reserved
        self._where = where
        self._identifiers: Mapping[str, str] | None = None
        self.links: Links = document.links
        further = [link for source in sources for link in source.links(document, url)] if url else ()
        if further:
            self.links = self.links.merged(further)

    @property
    def identifiers(self) -> Mapping[str, str]:
        """Return Python identifier to exact name, for every relation that an attribute can reach."""
        if self._identifiers is None:
            # What came along is in the data too, so a link of a like name goes first: "Services" before "services".
            parts = (name for name in self._document.embedded if name not in self.links)
            found = {**identifiers(parts, self._reserved), **identifiers(self.links, self._reserved)}
            # An attribute that tools ask for is never answered, so it is not offered either.
            self._identifiers = {identifier: name for identifier, name in found.items() if not is_probe(identifier)}
        return self._identifiers

    def target(self, name: str, *, exact: bool, properties: Mapping[str, Any], hop: str = "") -> Target:
        """Return where a relation leads.

        Args:
            name: The relation; as an identifier unless ``exact``, and then as the API spells it, or as an identifier.
            exact: Whether brackets or ``follow`` were used, which prefer the exact spelling.
            properties: Properties that the link must have, such as ``name`` or ``type``.
            hop: The path to this relation, for the message.

        Raises:
            RelationNotFound: There is no such relation.
            AmbiguousRelation: No link of the relation has those properties, or several differ.
        """
        rel = name if exact and name in self else self.identifiers.get(name, name)
        if rel not in self:
            raise self._not_found(name, hop)
        links = self.links.get(rel, ())
        if links and properties:
            links = (self.links.one(rel, **properties),)
        return Target(rel, followed(links), self._document.embedded.get(rel))

    def __contains__(self, rel: object) -> bool:
        """Tell whether there is a relation of exactly that name."""
        return rel in self.links or rel in self._document.embedded

    def rows(self) -> list[Relation]:
        """Return every relation with its evidence and the expression that follows it."""
        by_name = {name: identifier for identifier, name in self.identifiers.items()}
        rows = []
        for name in dict.fromkeys([*self.links, *self._document.embedded]):
            links = self.links.get(name, ())
            identifier = by_name.get(name)
            rows.append(
                Relation(
                    name,
                    links[0].evidence if links else "in-band",
                    f".{identifier}" if identifier else f".follow({name!r})",
                    links,
                    self._document.embedded.get(name),
                )
            )
        return rows

    def _not_found(self, name: str, hop: str) -> RelationNotFound:
        known = self.identifiers
        near = suggest(name, known) or [known_name for known_name in known if to_identifier(name) == known_name]
        field = self._document.data if isinstance(self._document.data, dict) else {}
        return RelationNotFound(
            f"{self._where} has no relation {name!r}.",
            path=hop,
            nearest=self.links.redacted("  ".join(f".{other}" for other in near)),
            relations=self.links.redacted(listed([row.expression for row in self.rows()])) or "none",
            to_read_it=f"[{name!r}]   is a field of the data" if name in field else "",
            to_go_there=self.links.redacted(go_expression(field.get(name))),
        )


def listed(expressions: Sequence[str]) -> str:
    """Return the expressions of relations for a message, not more than can be read. Sends nothing.

    >>> listed([".self", ".next"])
    '.self  .next'
    """
    more = len(expressions) - _MOST_LISTED
    return "  ".join(expressions[:_MOST_LISTED]) + (f"  … {more:,} more · .links shows all" if more > 0 else "")


def go_expression(value: Any) -> str:
    """Return what to type to go where a field of plain data points, "" where it holds no URL. Sends nothing.

    >>> go_expression("/users/7"), go_expression("seven")
    ("nav.go('/users/7')", '')
    """
    points = isinstance(value, str) and value.startswith(("https://", "http://", "/")) and is_reference(value)
    return f"nav.go({redacted_url(value)!r})" if points else ""


def ambiguous(where: str, target: Target) -> AmbiguousRelation:
    """Return the error that lists the candidates of a relation with several links. Sends nothing."""
    candidates = "\n".join(f"[{index}] {_describe(link)}" for index, link in enumerate(target.links[:20]))
    more = f"\n… {len(target.links) - 20} more" if len(target.links) > 20 else ""
    rel = target.rel
    return AmbiguousRelation(
        f"{where} has {len(target.links)} links of relation {rel!r}.",
        candidates=candidates + more,
        to_choose=f".follow({rel!r}, {_distinguishing(target.links)}=…)   or   .follow({rel!r})[0]",
    )


def _describe(link: Link) -> str:
    parts = [link.redacted_url(link.href)]
    for name in ("name", "title", "type", "hreflang"):
        value = getattr(link, name)
        if value:
            parts.append(f"{name}={value!r}")
    identity = link.attributes.get("id")
    if identity is not None:
        parts.append(f"id={identity!r}")
    if link.source:
        parts.append(f"({link.source})")
    return link.redacted("  ".join(parts))


def _distinguishing(links: Sequence[Link]) -> str:
    for name in ("name", "id", "type", "title", "hreflang"):
        values = {str(link.attributes.get(name, "")) for link in links}
        if len(values) == len(links):
            return name
    return "href"
