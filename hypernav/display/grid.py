"""Lay a table out as text."""

from __future__ import annotations

from collections.abc import Sequence

from hypernav.display.neutral import Cell, visible, width

_LEAST = 12


def grid(
    columns: Sequence[Cell], rows: Sequence[Sequence[Cell]], numeric: Sequence[bool] = (), line_width: int = 0
) -> list[str]:
    r"""Return the lines of a table whose cells are finished text. Sends nothing.

    Arguments:
        columns: Names of the columns.
        rows: Cells, one a column.
        numeric: Columns to align right.
        line_width: Columns of the terminal to keep to by cutting the widest cells, visibly; 0 for no limit.

    >>> print(*grid((Cell("key"), Cell("n")), [(Cell("a"), Cell("10"))], (False, True)), sep="\n")
    key   n
    ───  ──
    a    10
    """
    from tabulate import tabulate

    if not columns:
        return []
    aligned = [*numeric, *([False] * len(columns))][: len(columns)]
    table = _narrowed([columns, *rows], line_width)
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


def _narrowed(table: Sequence[Sequence[Cell]], line_width: int) -> list[list[str]]:
    shown = [[visible(str(cell)) for cell in row] for row in table]
    widths = [max(width(row[place]) for row in shown) for place in range(len(table[0]))]
    room = line_width - 2 * (len(widths) - 1)
    if not line_width or sum(widths) <= room:
        return shown
    limit = max(_LEAST, _limit(widths, room))
    return [[_within(cell, limit) for cell in row] for row in table]


def _limit(widths: Sequence[int], room: int) -> int:
    """Return the greatest width that keeps the sum of all columns within the room."""
    left = room
    for place, least in enumerate(sorted(widths)):
        share = left // (len(widths) - place)
        if least > share:
            return share
        left -= least
    return max(widths)


def _within(cell: Cell, limit: int) -> str:
    keep = min(len(cell.text), limit)
    while width(shown := visible(str(cell.cut(keep)))) > limit and keep > 1:
        keep -= 1
    return shown
