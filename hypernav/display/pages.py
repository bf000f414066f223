"""Pages of things other than a loaded place: a place not looked at yet, links, what was sent, how paging went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from hypernav.display.look import cells_body
from hypernav.display.values import bytes_text
from hypernav.display.view import Fields, Lines, RelationRow, Relations, Section, View
from hypernav.options import Options

_NO_TIMES: frozenset[str] = frozenset()


class Exchange(Protocol):
    """What a page of the ledger needs to know of one exchange."""

    @property
    def method(self) -> str:
        """Return the method."""

    @property
    def url(self) -> str:
        """Return the URL without credentials."""

    @property
    def status(self) -> int:
        """Return the status of the answer."""

    @property
    def milliseconds(self) -> float:
        """Return how long it took."""

    @property
    def bytes(self) -> int:
        """Return the length of the decoded body."""

    @property
    def cached(self) -> bool:
        """Return whether nothing was sent."""

    @property
    def note(self) -> str:
        """Return what else there is to say."""


def place_view(*, api: str, path: str, sandbox: bool, resolved: bool) -> View:
    """Return the page of a place that is not loaded: what it is and what loads it. Sends nothing.

    Arguments:
        api: Name of the API.
        path: The address where it is known, otherwise the path of relations, such as ``.projects.flags``.
        sandbox: Whether the sandbox would answer.
        resolved: Whether the address is known.

    >>> view = place_view(api="acme", path=".orders.next", sandbox=False, resolved=False)
    >>> view.heading
    ('acme', '.orders.next', 'not loaded')
    """
    parts = (api, f"GET {path}" if resolved else path, "not loaded", "sandbox" if sandbox else "")
    cost = "sends one GET" if resolved else "sends one GET for each hop that is not loaded yet"
    load = Section("Load", body=Lines((f".load()   {cost}; so does showing it",)))
    return View(tuple(part for part in parts if part), (load,))


def table_view(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    options: Options,
    note: str = "",
    footer: str = "",
    epoch_milliseconds: frozenset[str] = _NO_TIMES,
) -> View:
    """Return a page of one table of raw values. Sends nothing.

    Arguments:
        title: Title of the section; empty for a table that stands for itself.
        columns: Names of the columns.
        rows: Raw values, one a column.
        options: Bounds of what is shown.
        note: How much this is of how much.
        footer: What stands below the table.
        epoch_milliseconds: Names of columns that hold times, shown as dates.

    >>> table_view("Teams", ["key"], [["a"]], options=Options(), note="1 of 1").titles
    ('Teams',)
    """
    return View(sections=(Section(title, note, cells_body(columns, rows, epoch_milliseconds, options, footer)),))


def links_view(rows: Sequence[RelationRow], *, where: str = "") -> View:
    """Return a page of relations. Sends nothing.

    Arguments:
        rows: The relations.
        where: The document that holds them, such as ``GET /api/v2/flags``.

    >>> links_view([RelationRow("in-band", ".self")], where="GET /").heading
    ('GET /',)
    """
    return View((where,) if where else (), (Section("Relations", body=Relations(tuple(rows))),))


def ledger_view(exchanges: Iterable[Exchange], totals: str, options: Options) -> View:
    """Return a page of what was sent. Sends nothing.

    Arguments:
        exchanges: The entries of a ledger.
        totals: The line that sums them up.
        options: Bounds of what is shown.

    >>> ledger_view((), "nothing sent", Options()).sections[0].note
    'nothing sent'
    """
    rows = [
        (
            entry.method,
            entry.url,
            entry.status or "",
            "cached" if entry.cached else f"{entry.milliseconds:,.0f} ms",
            bytes_text(entry.bytes),
            entry.note,
        )
        for entry in exchanges
    ]
    columns = ("method", "URL", "status", "time", "size", "note")
    return table_view("Ledger", columns, rows, options=options, note=totals)


def paging_view(rows: Iterable[tuple[str, str]]) -> View:
    """Return a page of how a collection goes on, from the labels and texts of a paging report. Sends nothing.

    >>> paging_view([("strategy", "next link")]).titles
    ('Paging',)
    """
    facts = tuple(rows)
    return View(sections=(Section("Paging", body=Fields(facts, len(facts))),))
