"""Lay a table out as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypernav.display.neutral import Cell, width
from hypernav.visible import neutral

_LEAST = 12
_WIDEST_WHOLE = 40
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d\S*( ?(UTC|[+-]\d\d:\d\d))?)?|-?\d[\d,]*(\.\d+)?([eE][+-]?\d+)?")


def grid(
    columns: Sequence[Cell], rows: Sequence[Sequence[Cell]], numeric: Sequence[bool] = (), line_width: int = 0
) -> list[str]:
    r"""Return the lines of a table whose cells are finished text.

    Arguments:
        columns: Names of the columns.
        rows: Cells, one a column.
        numeric: Columns to align right.
        line_width: Columns of the terminal to keep to by cutting the widest cells, visibly, but no date and no
            number; 0 for no limit.

    >>> print(*grid((Cell("key"), Cell("n")), [(Cell("a"), Cell("10"))], (False, True)), sep="\n")
    key   n
    ───  ──
    a    10
    """
    from tabulate import tabulate  # loaded by the first table

    if not columns:
        return []
    aligned = [*numeric, *([False] * len(columns))][: len(columns)]
    table = _narrowed([columns, *rows], aligned, line_width)
    # The names go in as a row: as headers they would be padded by two columns.
    text = tabulate(
        table,
        tablefmt="plain",
        disable_numparse=True,
        colalign=["right" if right else "left" for right in aligned],
    )
    head, *body = text.split("\n")
    rule = "  ".join("─" * max(width(row[place]) for row in table) for place in range(len(columns)))
    return [line.rstrip() for line in (head, rule, *body)]


def _narrowed(table: Sequence[Sequence[Cell]], numeric: Sequence[bool], line_width: int) -> list[list[str]]:
    shown = [[neutral(str(cell)) for cell in row] for row in table]
    widths = [max(width(row[place]) for row in shown) for place in range(len(table[0]))]
    room = line_width - 2 * (len(widths) - 1)
    if not line_width or sum(widths) <= room:
        return shown
    least = [_least(column, right) for column, right in zip(zip(*table[1:], strict=True), numeric, strict=True)]
    limits = _limits(widths, least or [_LEAST] * len(widths), room)
    return [[_within(cell, limit) for cell, limit in zip(row, limits, strict=True)] for row in table]


def _least(column: Sequence[Cell], numeric: bool) -> int:
    """Return the width below which a column is not cut: a part of a date or of a number would be another one."""
    whole = (len(cell.text) for cell in column if not cell.rest and (numeric or _WHOLE.fullmatch(cell.text)))
    return max(_LEAST, min(max(whole, default=0), _WIDEST_WHOLE))


def _limits(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return the width to cut each column to: the widest first, until the sum of all keeps within the room."""
    for limit in range(max(widths), _LEAST, -1):
        limits = [max(limit, bound) for bound in least]
        if sum(map(min, widths, limits)) <= room:
            return limits
    return list(least)


def _within(cell: Cell, limit: int) -> str:
    keep = min(len(cell.text), limit)
    while width(shown := neutral(str(cell.cut(keep)))) > limit and keep > 1:
        keep -= 1
    return shown
