"""Build the page that a person sees of a loaded place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypernav.display.columns import Choice, choose_columns, field_of
from hypernav.display.neutral import Cell, cut, python_string
from hypernav.display.values import (
    bytes_text,
    cell_text,
    count_phrase,
    counted,
    is_number,
    is_scalar,
    value_text,
)
from hypernav.display.view import Body, Fields, Lines, MembersTable, RelationRow, RelationsTable, Section, View, Writes
from hypernav.documents.identity import FAMILIAR, HYPERMEDIA
from hypernav.documents.paths import steps_to
from hypernav.names import to_identifier
from hypernav.options import Options

_MOST_FIELDS = 60
_MOST_LINES = 20
_NAME_LENGTH = 60
_LONGEST_NAME = 200
_EVIDENCE = ("in-band", "described", "derived")


@dataclass(frozen=True, slots=True)
class MembersFacts:
    """Say what is known of the members of a collection.

    >>> MembersFacts(records=({"key": "a"},), total=57, more=True).total
    57
    """

    records: Sequence[Any]
    """The raw records read."""
    total: int | None = None
    """The server's claim of how many there are."""
    more: bool | None = None
    """Whether more exist; None where nobody knows."""
    columns: Sequence[str] = ()
    """Columns that the API's profile prefers."""
    key: str = ""
    """Member of the document that holds the records, with dots; it is not shown again under Data."""


def look_view(
    *,
    api: str,
    method: str,
    path: str,
    status: int | None,
    sandbox: bool,
    relations: Sequence[RelationRow],
    data: Any,
    members: MembersFacts | None,
    writes: Sequence[str],
    notes: Sequence[str],
    epoch_milliseconds: frozenset[str],
    options: Options,
    omitted: Collection[str] = (),
) -> View:
    """Build the page of a loaded place: heading, relations, data, members, writes, notes.

    Arguments:
        api: Name of the API.
        method: Method of the request that was answered.
        path: Path of the address, or the URL where it is another origin; without credentials.
        status: Status of the answer, or None where there is none.
        sandbox: Whether the sandbox answered.
        relations: Rows as they are to be shown, in order.
        data: The document as plain data.
        members: What is known of the members, where the place is a collection.
        writes: Expressions such as ``.post(body)``.
        notes: Anything else that a reader should know, one line each.
        epoch_milliseconds: Names of members that hold times, shown as dates.
        options: Bounds of what is shown.
        omitted: Members of the document that are shown in another way, besides its links and its records.

    >>> view = look_view(api="acme", method="GET", path="/x", status=200, sandbox=True, relations=(), data={"a": 1},
    ...                  members=None, writes=(), notes=(), epoch_milliseconds=frozenset(), options=Options())
    >>> " · ".join(view.heading)
    'acme · GET /x · 200 · sandbox'
    """
    parts = (api, f"{method} {path}", "" if status is None else str(status), "sandbox" if sandbox else "")
    linked = (name for name in HYPERMEDIA if relations and _holds_links(data, name))
    hidden = {*omitted, *_top(data, members), *linked}
    sections = [
        _relations_section(relations),
        _data_section(data, hidden, members, epoch_milliseconds, options),
        _members_section(members, epoch_milliseconds, options),
        Section("Writes", body=Writes(tuple(writes))) if writes else None,
        Section("Notes", body=Lines(tuple(notes))) if notes else None,
    ]
    return View(tuple(part for part in parts if part), tuple(section for section in sections if section is not None))


def _top(data: Any, members: MembersFacts | None) -> list[str]:
    return [str(step) for step in steps_to(data, members.key)[:1]] if members is not None else []


def _holds_links(data: Any, name: str) -> bool:
    """Tell whether a member of the document holds what is shown as relations already."""
    value = data.get(name) if isinstance(data, Mapping) else None
    entries = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(entries, list):
        return False
    return name != "links" or not entries or any(isinstance(entry, Mapping) and "href" in entry for entry in entries)


def _relations_section(relations: Sequence[RelationRow]) -> Section:
    if relations:
        return Section("Relations", body=RelationsTable(tuple(sorted(relations, key=_trust))))
    return Section("Relations", body=Lines(("none: this answer carries no links",)))


def _trust(row: RelationRow) -> int:
    return _EVIDENCE.index(row.evidence) if row.evidence in _EVIDENCE else len(_EVIDENCE)


def _data_section(
    data: Any, hidden: Collection[str], members: MembersFacts | None, epoch: frozenset[str], options: Options
) -> Section | None:
    if members is not None and not isinstance(data, Mapping):
        return None
    body = data_body(data, hidden, epoch, options)
    if isinstance(body, Fields) and not body.rows:
        return None if data else Section("Data", body=Lines(("no fields",)))
    return Section("Data", body=body)


def data_body(data: Any, hidden: Collection[str], epoch_milliseconds: frozenset[str], options: Options) -> Body:
    """Return plain data as fields, scalars first, or as lines where it is not an object.

    >>> data_body({"tags": ["a"], "key": "x"}, (), frozenset(), Options()).rows
    (('key', 'x'), ('tags', '[a]'))
    """
    if isinstance(data, Mapping):
        return _fields(data, hidden, epoch_milliseconds, options)
    if data is None:
        return Lines(("no data",))
    if isinstance(data, bytes | bytearray):
        return Lines((bytes_text(len(data)),))
    if isinstance(data, str):
        return _text_lines(data, options)
    return Lines((value_text(data, options, epoch_milliseconds=epoch_milliseconds),))


def _fields(data: Mapping[Any, Any], hidden: Collection[str], epoch: frozenset[str], options: Options) -> Fields:
    keys = [key for key in data if key not in hidden]
    ordered = [key for key in keys if is_scalar(data[key])] + [key for key in keys if not is_scalar(data[key])]
    rows = tuple(
        (
            cut(str(key), _NAME_LENGTH),
            value_text(data[key], options, name=str(key), epoch_milliseconds=epoch),
        )
        for key in ordered[:_MOST_FIELDS]
    )
    return Fields(rows, len(ordered), ".data")


def _text_lines(text: str, options: Options) -> Lines:
    lines = text[: options.string_length * _MOST_LINES].splitlines()[:_MOST_LINES]
    shown = [cut(line, options.string_length) for line in lines]
    rest = len(text) - sum(len(line) + 1 for line in lines)
    if rest > 0:
        shown.append(f"… {counted(rest, 'more character')}")
    return Lines(tuple(shown or ["an empty text"]))


def _members_section(members: MembersFacts | None, epoch: frozenset[str], options: Options) -> Section | None:
    if members is None:
        return None
    records = members.records
    note = count_phrase(len(records), members.total, more=members.more)
    choice = choose_columns(records, members.columns, options.columns)
    body = members_body(records[: options.rows], choice, epoch, options, _footer(members, choice, options))
    return Section("Members", note, body)


def members_body(
    records: Sequence[Any], choice: Choice, epoch_milliseconds: frozenset[str], options: Options, footer: str
) -> MembersTable:
    """Return records as a table of finished cells.

    >>> members_body([{"n": 1}], Choice(("n",)), frozenset(), Options(), "").rows
    ((Cell(text='1', rest=0),),)
    """
    raw = [tuple(field_of(record, column) for column in choice.columns) for record in records]
    return cells_body(choice.columns, raw, epoch_milliseconds, options, footer)


def cells_body(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    epoch_milliseconds: frozenset[str],
    options: Options,
    footer: str = "",
) -> MembersTable:
    """Return raw values as a table of finished cells, numbers to the right.

    >>> cells_body(("n",), [(1,)], frozenset(), Options()).numeric
    (True,)
    """
    names = [column.rpartition(".")[2] for column in columns]
    dates = [
        name in epoch_milliseconds or column in epoch_milliseconds for name, column in zip(names, columns, strict=True)
    ]
    numeric = tuple(
        not date and any(is_number(row[place]) for row in rows) and all(_is_numeric(row[place]) for row in rows)
        for place, date in enumerate(dates)
    )
    epoch = epoch_milliseconds | {name for name, date in zip(names, dates, strict=True) if date}
    cells = tuple(
        tuple(
            cell_text(value, options, name=name, epoch_milliseconds=epoch)
            for value, name in zip(row, names, strict=True)
        )
        for row in rows
    )
    return MembersTable(tuple(Cell(column).cut(_NAME_LENGTH) for column in columns), cells, numeric, footer)


def _is_numeric(value: Any) -> bool:
    return is_number(value) or not (isinstance(value, str | list | tuple | Mapping | bool))


def _footer(members: MembersFacts, choice: Choice, options: Options) -> str:
    rest = len(members.records) - options.rows
    parts = [
        f"{rest:,} more on this page" if rest > 0 else "",
        counted(choice.others, "more field") if choice.others else "",
        ".pages() goes on" if members.more else "",
        _find_hint(members.records),
    ]
    hints = " · ".join(part for part in parts if part)
    return f"…  {hints}" if hints else ""


def _find_hint(records: Sequence[Any]) -> str:
    first = records[0] if records else None
    if not isinstance(first, Mapping):
        return ""
    for name in ("key", *FAMILIAR):  # what people know by heart comes first
        if is_scalar(first.get(name, ())):
            return f".find({name}=…) searches"
    return ""


def expression(relation: str, names: Mapping[str, str], *, count: int = 1, variables: Sequence[str] = ()) -> str:
    """Return what to type after an object's name to go along a relation.

    Arguments:
        relation: The relation as the server names it.
        names: Identifier to relation, as attributes can be typed; an identifier bearing a reserved name is left out.
        count: Links of the relation; several are reached by brackets.
        variables: Names of the values that a templated link needs.

    >>> expression("self", {"self": "self"}), expression("find", {})
    ('.self', '.follow("find")')
    >>> expression("search", {"search": "search"}, variables=("q",))
    '.follow("search", q=…)'
    >>> expression("item", {"item": "item"}, count=3)
    '.links["item"]'
    """
    if len(relation) > _LONGEST_NAME:
        return ".links"
    literal = python_string(relation)
    if count != 1:
        return f".links[{literal}]"
    if variables:
        return f".follow({literal}{''.join(_blank(name) for name in variables)})"
    identifier = to_identifier(relation)
    return f".{identifier}" if names.get(identifier) == relation else f".follow({literal})"


def _blank(name: str) -> str:
    return f", {name}=…" if name.isidentifier() else f", **{{{python_string(name)}: …}}"
