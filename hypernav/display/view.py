"""What a display says, as plain values: both renderers read these, so text and HTML cannot differ in content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from hypernav.display.neutral import Cell


@dataclass(frozen=True, slots=True)
class RelationRow:
    """Hold one relation: what to type and where it leads.

    >>> RelationRow("in-band", ".next", target="/flags?offset=20").marks
    ()
    >>> RelationRow("in-band", '.links["item"]', count=3, method="POST").marks
    ('×3', 'POST')
    """

    evidence: str
    """``in-band``, ``described`` or ``derived``."""
    expression: str
    """What to type after the object's name, such as ``.self`` or ``.follow("Web Applications")``."""
    name: str = ""
    title: str = ""
    target: str = ""
    """Where it leads: a path, or a URL where it is another origin. Without credentials."""
    method: str = "GET"
    count: int = 1
    """Links of this relation."""
    deprecated: bool = False
    note: str = ""
    """What a reader should know, such as that two sources disagree."""

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what is unusual about the relation, in a few words."""
        marks = (
            f"×{self.count:,}" if self.count != 1 else "",
            self.method if self.method != "GET" else "",
            "deprecated" if self.deprecated else "",
            self.note,
        )
        return tuple(mark for mark in marks if mark)


@dataclass(frozen=True, slots=True)
class RelationsTable:
    """Hold the relations of a place, in order."""

    rows: tuple[RelationRow, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Hold names and values, one pair a line."""

    rows: tuple[tuple[str, str], ...]
    total: int = 0
    """Fields there are; more than rows where not all are held here."""
    hint: str = ""
    """Where the others can be read, such as ``.data``."""


@dataclass(frozen=True, slots=True)
class MembersTable:
    """Hold a table: columns, rows of finished cells, and what stands below it."""

    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...] = ()
    """Columns to align right."""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Writes:
    """Hold the writes that a place offers, as expressions."""

    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Hold lines of plain text."""

    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Hold lines of something that a machine reads, such as a request."""

    rows: tuple[str, ...]


Body: TypeAlias = RelationsTable | Fields | MembersTable | Writes | Lines | Code


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one part of a display. A section without a title stands for itself, such as a table."""

    title: str
    note: str = ""
    body: Body = Lines(())


@dataclass(frozen=True, slots=True)
class View:
    """Hold a whole display.

    >>> View(("acme", "GET /"), (Section("Data", body=Fields((("name", "Acme"),))),)).titles
    ('Data',)
    """

    heading: tuple[str, ...] = ()
    """Parts of the first line, shown with a dot between them."""
    sections: tuple[Section, ...] = ()
    kind: Literal["page", "error"] = "page"
    """``error`` indents the sections below the headline, as the text of an exception does."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the titles of the sections."""
        return tuple(section.title for section in self.sections)
