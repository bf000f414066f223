"""Render a view as plain text: aligned, bounded, harmless to a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from hypernav.display.grid import grid
from hypernav.display.neutral import cut, pad, width
from hypernav.display.values import counted
from hypernav.display.view import Code, Fields, Lines, MembersTable, RelationRow, RelationsTable, Section, View, Writes
from hypernav.options import Options
from hypernav.visible import neutral

LINE_WIDTH = 120
_LABEL = 11
_EVIDENCE = 10
_MOST_GROUP_LINES = 4
_MOST_LINES = 40
_MOST_FIELDS = 12
_MOST_FIELDS_BESIDE_MEMBERS = 5
_LONGEST = 400


def render_text(view: View, options: Options) -> str:
    """Return a view as text without trailing spaces.

    >>> view = View(("acme", "GET /"), (Section("Data", body=Fields((("name", "Acme"),))),))
    >>> print(render_text(view, Options()))
    acme · GET /
    Data       name Acme
    """
    gate = _Gate(options)
    fields = (
        _MOST_FIELDS_BESIDE_MEMBERS
        if any(isinstance(part.body, MembersTable) for part in view.sections)
        else _MOST_FIELDS
    )
    lines = [" · ".join(map(gate, view.heading))] if view.heading else []
    indent = "  " if view.kind == "error" else ""
    for section in view.sections:
        lines.extend(indent + line for line in _section(section, gate, fields))
    return "\n".join(line.rstrip() for line in lines)


class _Gate:
    """The one way of a server's text into the output: bounded, then made harmless."""

    def __init__(self, options: Options) -> None:
        self._length = max(_LONGEST, options.string_length + 60)

    def __call__(self, text: str) -> str:
        return neutral(cut(text, self._length))


def _section(section: Section, gate: _Gate, most_fields: int) -> list[str]:
    title, note, body = gate(section.title), gate(section.note), section.body
    if isinstance(body, MembersTable):
        return _members(title, note, body, gate)
    lines = [note] if note else []
    if isinstance(body, RelationsTable):
        lines += _relations(body.rows, gate)
    elif isinstance(body, Fields):
        lines += _fields(body, gate, most_fields)
    elif isinstance(body, Writes):
        lines += _wrapped(map(gate, body.rows), LINE_WIDTH - _LABEL)
    elif isinstance(body, Lines | Code):
        lines += _lines(body, gate)
    return _labelled(title, lines)


def _labelled(title: str, lines: Sequence[str]) -> list[str]:
    label = pad(title, _LABEL) if width(title) < _LABEL else title + " "
    return [(label if place == 0 else " " * _LABEL) + line for place, line in enumerate(lines or [""])]


def _members(title: str, note: str, body: MembersTable, gate: _Gate) -> list[str]:
    indent = "  " if title else ""
    table = grid(body.columns, body.rows, body.numeric, LINE_WIDTH) if body.rows else []
    footer = [gate(body.footer)] if body.footer else []
    head = _labelled(title, [note] if note else []) if title else []
    tail = [note] if note and not title else []
    return [*head, *(indent + line for line in [*table, *footer]), *tail]


def _relations(rows: Sequence[RelationRow], gate: _Gate) -> list[str]:
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row.evidence, []).append(_relation(row, gate))
    lines: list[str] = []
    for evidence, shown in groups.items():
        wrapped = _wrapped(shown, LINE_WIDTH - _LABEL - _EVIDENCE, _MOST_GROUP_LINES)
        label = gate(evidence)
        lines += [pad(label if place == 0 else "", _EVIDENCE) + line for place, line in enumerate(wrapped)]
    return lines


def _relation(row: RelationRow, gate: _Gate) -> str:
    marks = ", ".join(map(gate, row.marks))
    return gate(row.expression) + (f" ({marks})" if marks else "")


def _wrapped(parts: Iterable[str], line_width: int, most: int = _MOST_LINES) -> list[str]:
    """Return parts in lines, two spaces between them, and how many did not fit into the number of lines."""
    lines: list[list[str]] = []
    used = 0
    for part in parts:
        needed = width(part) + 2
        if not lines or used + needed > line_width + 2:
            lines.append([])
            used = 0
        lines[-1].append(part)
        used += needed
    shown = ["  ".join(line) for line in lines[:most]]
    rest = sum(len(line) for line in lines[most:])
    return [*shown, f"… {rest:,} more · .links shows all"] if rest else shown


def _fields(body: Fields, gate: _Gate, most: int) -> list[str]:
    rows = [(gate(name), gate(value)) for name, value in body.rows[:most]]
    column = max((width(name) for name, _ in rows), default=0) + (
        1 if len(rows) == 1 else 2
    )  # as in a sentence where it stands alone
    lines: list[str] = []
    for name, value in rows:
        first, *more = textwrap.wrap(value, max(40, LINE_WIDTH - _LABEL - column), break_long_words=False) or [""]
        lines += [pad(name, column) + first, *(" " * column + line for line in more)]
    rest = max(body.total, len(body.rows)) - len(rows)
    if rest:
        hint = f" · {gate(body.hint)} shows all" if body.hint else ""
        lines.append(f"… {counted(rest, 'more field')}{hint}")
    return lines


def _lines(body: Lines | Code, gate: _Gate) -> list[str]:
    shown = [gate(line) for line in body.rows[:_MOST_LINES]]
    rest = len(body.rows) - len(shown)
    return [*shown, f"… {counted(rest, 'more line')}"] if rest else shown
