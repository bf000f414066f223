"""What a patch would change, place by place: a plain value that reads as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypernav.edits.pointer import shown
from hypernav.edits.values import json_text, same_json
from hypernav.missing import MISSING

_HEAD = ("place", "operation", "before", "after")
_LINES = 100
_WIDTH = 48


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Hold what stands at one place before and after: ``MISSING`` where nothing does. Sends nothing.

    >>> print(Change("/description", "replace", "", "x"))
    /description  replace  ""  →  "x"
    """

    pointer: str
    operation: str
    before: Any = MISSING
    after: Any = MISSING

    def __eq__(self, other: object) -> bool:
        """Compare values as JSON does: 1 is 1.0, and true is not 1."""
        if not isinstance(other, Change):
            return NotImplemented
        return (
            (self.pointer, self.operation) == (other.pointer, other.operation)
            and same_json(self.before, other.before)
            and same_json(self.after, other.after)
        )

    def __hash__(self) -> int:
        """Return the same number for equal changes."""
        return hash((self.pointer, self.operation))

    def __str__(self) -> str:
        """Return the change on one line."""
        where, operation, before, after = self.columns()
        return f"{where}  {operation}  {before}  →  {after}"

    def columns(self) -> tuple[str, str, str, str]:
        """Return where, what is done, before and after, for people. Sends nothing.

        >>> Change("/old", "remove", 1).columns()
        ('/old', 'remove', '1', '(nothing)')
        """
        return shown(self.pointer), self.operation, _text(self.before), _text(self.after)


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold what a patch would change, in the order of its operations, and what it expects. Sends nothing.

    ``changes`` are the places that it writes: a move has two, where it takes and where it puts. ``tests`` are the
    places that it only compares. Made by ``JsonPatch.preview`` and ``MergePatch.preview``.

    >>> print(Preview((Change("/description", "replace", "", "x"),), (Change("/_version", "test", 10, 10),)))
    1 change, if /_version is 10
      place         operation  before  after
      ────────────  ─────────  ──────  ─────
      /description  replace    ""      "x"
    """

    changes: tuple[Change, ...] = ()
    tests: tuple[Change, ...] = ()

    def __len__(self) -> int:
        """Return the number of places changed."""
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        """Yield the changes."""
        return iter(self.changes)

    def __str__(self) -> str:
        """Return the changes below each other, before beside after."""
        count = len(self.changes)
        tests = " and ".join(f"{shown(test.pointer)} is {json_text(test.before, _WIDTH)}" for test in self.tests)
        head = f"{count:,} change{'' if count == 1 else 's'}" if count else "No changes"
        lines = [head + (f", if {tests}" if tests else "")]
        if count:
            rows = [_HEAD, *(each.columns() for each in self.changes[:_LINES])]
            rules = ["─" * max(map(len, column)) for column in zip(*rows, strict=True)]
            lines += [f"  {line}" for line in table([rows[0], rules, *rows[1:]]).splitlines()]
        if count > _LINES:
            lines.append(f"  … {count - _LINES:,} more changes")
        return "\n".join(lines)


def _text(value: Any) -> str:
    return "(nothing)" if value is MISSING else json_text(value, _WIDTH)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows below each other, their cells aligned. Sends nothing.

    >>> print(table([("a", "b"), ("long", "c")]))
    a     b
    long  c
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
