"""Pages of writes: what would change, what guards it, the exact request; and what a write did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from hypernav.display.neutral import Cell
from hypernav.display.values import MISSING, cell_text, counted
from hypernav.display.view import Code, Lines, MembersTable, Section, View, Writes
from hypernav.options import Options
from hypernav.web.encoding import json_line

_NOTHING = "—"
_MOST_CHANGES = 60
_SHORT = 90
_WHERE = 80
_LISTED = ("patch", "merge", "instructions")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Hold a place that changes, with its value before and after; ``MISSING`` where nothing stands there."""

    pointer: str
    before: Any
    after: Any

    @property
    def name(self) -> str:
        """Return the name of the member that it is, or is in."""
        names = [one for one in self.pointer.split("/") if one and not one.isdecimal() and one != "-"]
        return names[-1].replace("~1", "/").replace("~0", "~") if names else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteFacts:
    """Hold what a page of a write says; texts and values are already without secrets."""

    heading: tuple[str, ...]
    changes: Sequence[ChangeRow] = ()
    unchanged: str = ""
    """What to say where there is no change."""
    instructions: Sequence[str] = ()
    comment: str = ""
    form: str = ""
    guard: tuple[str, ...] = ()
    request: Sequence[str] = ()
    notes: Sequence[str] = ()
    expressions: Sequence[str] = ()
    """What to type next, such as ``.send()``."""


def write_view(facts: WriteFacts, options: Options, epoch_milliseconds: frozenset[str] = frozenset()) -> View:
    """Return the page of a write that may be sent, or was.

    >>> facts = WriteFacts(heading=("acme", "PUT /things/1"), changes=(ChangeRow("/name", "a", "b"),))
    >>> write_view(facts, Options()).titles
    ('Changes',)
    """
    sections = (
        _changes(facts, options, epoch_milliseconds),
        Section("Patch", body=Lines(tuple(facts.instructions))) if facts.instructions else None,
        _lines("Comment", facts.comment.split("\n") if facts.comment else ()),
        _lines("Form", [facts.form] if facts.form else ()),
        _lines("Guard", facts.guard),
        Section("Request", body=Code(tuple(facts.request))) if facts.request else None,
        _lines("Notes", facts.notes),
        Section("Next", body=Writes(tuple(facts.expressions))) if facts.expressions else None,
    )
    return View(facts.heading, tuple(section for section in sections if section is not None))


def _lines(title: str, rows: Sequence[str]) -> Section | None:
    return Section(title, body=Lines(tuple(rows))) if rows else None


def _changes(facts: WriteFacts, options: Options, epoch: frozenset[str]) -> Section | None:
    if not facts.changes:
        return _lines("Changes", [facts.unchanged] if facts.unchanged else ())
    rest = len(facts.changes) - _MOST_CHANGES
    rows = tuple(_row(change, options, epoch) for change in facts.changes[:_MOST_CHANGES])
    body = MembersTable(
        (Cell("where"), Cell("before"), Cell("after")),
        rows,
        footer=f"…  {counted(rest, 'more change')} · .changes holds all" if rest > 0 else "",
    )
    return Section("Changes", counted(len(facts.changes), "value"), body)


def _row(change: ChangeRow, options: Options, epoch: frozenset[str]) -> tuple[Cell, Cell, Cell]:
    before, after = _apart(change.before, change.after, options.string_length)
    texts = [
        Cell(_NOTHING) if value is MISSING else cell_text(value, options, name=change.name, epoch_milliseconds=epoch)
        for value in (before, after)
    ]
    return Cell(change.pointer or "the whole").cut(_WHERE), texts[0], texts[1]


def _apart(before: Any, after: Any, length: int) -> tuple[Any, Any]:
    """Return two long texts from shortly before where they part, so that the difference is shown."""
    if not (isinstance(before, str) and isinstance(after, str)) or max(len(before), len(after)) <= length:
        return before, after
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    start = max(0, alike - length // 4)
    if not start:
        return before, after
    skipped = f"{start:,} characters … "
    return skipped + before[start:], skipped + after[start:]


def request_lines(method: str, url: str, headers: Sequence[tuple[str, str]], content: Any) -> list[str]:
    """Return a request for people, its body as it is sent but broken into lines between its parts.

    >>> request_lines("PUT", "https://acme.test/things/1", [("Content-Type", "application/json")], {"name": "b"})
    ['PUT https://acme.test/things/1', 'Content-Type: application/json', '{"name":"b"}']
    """
    return [f"{method} {url}", *(f"{name}: {value}" for name, value in headers), *body_lines(content)]


def body_lines(content: Any) -> list[str]:
    """Return a JSON body in lines: joined without their indentation, they are the body.

    >>> body_lines({"comment": "c" * 80, "patch": [{"op": "remove", "path": "/a"}, {"op": "remove", "path": "/b"}]})[1:]
    [' "patch":[{"op":"remove","path":"/a"},', '  {"op":"remove","path":"/b"}]}']
    """
    text = _compact(content)
    if len(text) <= _SHORT or not isinstance(content, dict | list) or not content:
        return [text]
    return list(_broken(content))


def _broken(content: Any, indent: str = " ") -> Iterator[str]:
    opening, closing = ("{", "}") if isinstance(content, dict) else ("[", "]")
    entries = list(content.items()) if isinstance(content, dict) else [("", value) for value in content]
    for place, (name, value) in enumerate(entries):
        before = opening if place == 0 else indent
        after = closing if place == len(entries) - 1 else ","
        label = f"{_compact(name)}:" if isinstance(content, dict) else ""
        if name in _LISTED and isinstance(value, dict | list) and value:
            first, *more = _broken(value, indent + " ")
            inner = [before + label + first, *more]
        else:
            inner = [before + label + _compact(value)]
        inner[-1] += after
        yield from inner


def _compact(value: Any) -> str:
    return json_line(value)
