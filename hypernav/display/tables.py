"""Tables and data frames of records, which say how much of a collection they hold."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypernav.display.columns import Choice, check_columns, choose_columns, field_of
from hypernav.display.look import cells_body
from hypernav.display.mimebundle import bundle
from hypernav.display.text import render_text
from hypernav.display.values import MISSING, counted
from hypernav.display.view import Section, View
from hypernav.options import Options
from hypernav.web.redaction import Redactor

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["MISSING", "Table", "frame_of", "table_of"]

LEAST_ROWS = 100
"""A table that was asked for shows a page of this many rows, or more where the options say more."""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Hold rows of raw values under columns; shows itself as text and HTML. Sends nothing.

    >>> print(table_of([{"key": "checkout", "on": True}], ["key", "on"], footer="1 of 57, more exist"))
    key       on
    ────────  ────
    checkout  true
    1 of 57, more exist
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    """Raw values; ``MISSING`` where a record does not have the column."""
    footer: str = ""
    epoch_milliseconds: frozenset[str] = frozenset()
    options: Options = field(default_factory=Options)
    redact: Redactor = field(default_factory=Redactor, compare=False)
    """Takes secrets out of what is shown; ``rows`` has them."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows held, which may be fewer than the collection has; see the footer."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Return one line."""
        size = f"{counted(len(self.rows), 'row')} × {counted(len(self.columns), 'column')}"
        return f"<Table: {size}{'; ' if self.footer else ''}{self.footer}>"

    def __str__(self) -> str:
        """Return the table as aligned text with its footer."""
        return render_text(self._view(), self.options)

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        return bundle(self._view(), self.options, include, exclude)

    def _view(self) -> View:
        most = max(self.options.rows, LEAST_ROWS)
        rest = len(self.rows) - most
        below = f"…  {counted(rest, 'more row')} · .rows holds all" if rest > 0 else ""
        shown = [
            tuple(self.redact.data(value, name) for name, value in zip(self.columns, row, strict=True))
            for row in self.rows[:most]
        ]
        columns = tuple(map(self.redact.in_data, self.columns))
        body = cells_body(columns, shown, self.epoch_milliseconds, self.options, below)
        return View(sections=(Section("", self.footer, body),))


def table_of(
    records: Iterable[Any],
    columns: Sequence[str] = (),
    *,
    footer: str = "",
    preferred: Sequence[str] = (),
    epoch_milliseconds: frozenset[str] = frozenset(),
    options: Options | None = None,
    redact: Redactor | None = None,
) -> Table:
    """Make a table of records.

    Arguments:
        records: Plain data, one a row.
        columns: Paths such as ``environments.production.on`` or ``variations.0.value``. Without them the preferred
            ones are shown, or else the scalar members that most records have.
        footer: How much of the collection this is, such as ``20 of 57 (the server's count), more exist``.
        preferred: Columns to show when none are named, as far as the records have them.
        epoch_milliseconds: Names of members that hold times, shown as dates and kept raw.
        options: Bounds of what is shown.
        redact: Takes secrets out of what is shown.

    Raises:
        FieldNotFound: No record has a named column.

    >>> table_of([{"a": {"b": 1}}, {"a": {}}], ["a.b"]).rows
    ((1,), (MISSING,))
    """
    if isinstance(columns, str):
        columns = (columns,)
    options, redact = options or Options(), redact or Redactor()
    kept = tuple(records)
    check_columns(kept, columns, redact.in_data)
    choice = Choice(tuple(columns)) if columns else choose_columns(kept, preferred, options.columns)
    rows = tuple(tuple(field_of(record, column) for column in choice.columns) for record in kept)
    others = f"{counted(choice.others, 'more column')}: name them to see them" if choice.others else ""
    return Table(
        choice.columns,
        rows,
        " · ".join(part for part in (footer, others) if part),
        epoch_milliseconds,
        options,
        redact,
    )


def frame_of(
    records: Iterable[Any], columns: Sequence[str] = (), *, footer: str = "", redact: Redactor | None = None
) -> DataFrame:
    """Make a pandas data frame of records, with raw values.

    Without named columns it has every member of the records. Integers that 64 bits cannot hold stay exact Python
    integers; whole numbers with gaps use pandas' nullable integers. ``frame.attrs["hypernav"]`` keeps the footer.

    Raises:
        FieldNotFound: No record has a named column.
        MissingExtra: pandas is not installed.

    >>> frame_of([{"n": 2**70}, {"n": 1}], footer="2 of 2")["n"].tolist()
    [1180591620717411303424, 1]
    """
    from hypernav.display.frames import frame  # loaded by the first frame

    kept = tuple(records)
    if isinstance(columns, str):
        columns = (columns,)
    check_columns(kept, columns, (redact or Redactor()).in_data)
    return frame(kept, columns, footer)
