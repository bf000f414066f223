"""What a patch would change, place by place: a plain value that reads as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypernav.missing import MISSING
from hypernav.patches.json.pointer import shown
from hypernav.patches.json.values import json_text, same_json, shortened

_HEAD = ("place", "operation", "before", "after")
_LINES = 100
_WIDTH = 48
_LEAD = 10
_TESTS = 3


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
        """Return where, what is done, before and after, for people.

        >>> Change("/old", "remove", 1).columns()
        ('/old', 'remove', '1', '(nothing)')
        """
        return shown(self.pointer), self.operation, *_beside(self.before, self.after)


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
        head = f"{count:,} change{'' if count == 1 else 's'}" if count else "No changes"
        lines = [head + self._condition()]
        if count:
            rows = [_HEAD, *(each.columns() for each in self.changes[:_LINES])]
            rules = ["─" * max(map(len, column)) for column in zip(*rows, strict=True)]
            lines += [f"  {line}" for line in table([rows[0], rules, *rows[1:]]).splitlines()]
        if count > _LINES:
            more = count - _LINES
            lines.append(f"  … {more:,} more change{'' if more == 1 else 's'}")
        return "\n".join(lines)

    def _condition(self) -> str:
        tests = [f"{shown(test.pointer)} is {json_text(test.before, _WIDTH)}" for test in self.tests[:_TESTS]]
        more = len(self.tests) - len(tests)
        tests += [f"{more:,} more place{' is' if more == 1 else 's are'} as expected"] if more else []
        return f", if {' and '.join(tests)}" if tests else ""


def _beside(before: Any, after: Any) -> tuple[str, str]:
    """Return two values as they are shown beside each other: long ones from shortly before where they differ."""
    texts = ["(nothing)" if value is MISSING else json_text(value, None) for value in (before, after)]
    same = next((place for place, (one, other) in enumerate(zip(*texts, strict=False)) if one != other), 0)
    start = max(0, same - _LEAD) if same > _WIDTH // 2 and max(map(len, texts)) > _WIDTH else 0
    one, other = (f"{start:,} characters …" * bool(start) + shortened(text[start:], _WIDTH) for text in texts)
    return one, other


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows below each other, their cells aligned.

    >>> print(table([("a", "b"), ("long", "c")]))
    a     b
    long  c
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
