"""Pages of things other than a place, as notebooks show them: links, what was sent, how paging went."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import Any

from hypernav.display.html import render_html
from hypernav.display.neutral import Cell, python_string
from hypernav.display.values import counted
from hypernav.display.view import Fields, Lines, MembersTable, RelationRow, RelationsTable, Section, View
from hypernav.documents.effect import Effect
from hypernav.documents.link import Link
from hypernav.documents.link_table import ROWS, target_of
from hypernav.documents.links import Links
from hypernav.http.ledger import Ledger
from hypernav.notebook import html_of
from hypernav.options import Options
from hypernav.paging.report import PagingReport

_COLUMNS = tuple(map(Cell, ("method", "URL", "status", "time", "size", "note")))
_NUMERIC = (False, False, False, True, True, False)


def links_view(links: Links) -> View:
    """Return a page of links: what to type after them to get each one, where it leads, and what was left out.

    >>> links_view(Links([Link("item", "/a"), Link("item", "/b")])).sections[0].body.rows[1].expression
    '["item"][1]'
    """
    shown = islice(((named, place) for named in links.values() for place in range(len(named))), ROWS)
    rows = tuple(_row(named[place], f"[{place}]" if len(named) > 1 else "") for named, place in shown)
    total = len(links.all)
    page = Section(
        "Links", counted(total, "link") + (f", the first {ROWS}" if total > ROWS else ""), RelationsTable(rows)
    )
    remarks = links.remarks
    return View((), (page, Section("Notes", body=Lines(remarks))) if remarks else (page,))


def _row(link: Link, place: str) -> RelationRow:
    rel = link.redacted(link.rel)
    return RelationRow(
        link.evidence,
        f"[{python_string(rel)}]{place}",
        rel,
        link.redacted(link.title),
        target_of(link),
        link.method,
        deprecated=bool(link.deprecation),
    )


def ledger_view(ledger: Ledger) -> View:
    """Return a page of what was sent last, with the sums of all.

    >>> ledger_view(Ledger()).sections[0].note
    '0 requests, 0 B'
    """
    earlier = len(ledger) - len(ledger.rows)
    cells = tuple(tuple(map(Cell, row)) for row in ledger.rows)
    footer = f"…  {earlier:,} earlier" if earlier else ""
    return View((), (Section("Ledger", ledger.totals, MembersTable(_COLUMNS, cells, _NUMERIC, footer)),))


def paging_view(report: PagingReport) -> View:
    """Return a page of how a collection goes on.

    >>> paging_view(PagingReport("next link", "_links.next")).sections[0].body.rows[0]
    ('strategy', 'next link')
    """
    return View((), (Section("Paging", body=Fields(report.rows, len(report.rows))),))


def effect_view(effect: Effect) -> View:
    """Return a page of what an answer shows of what was asked, one line each.

    >>> from hypernav.documents.effect import Asked
    >>> effect_view(Effect((Asked("/name is 'b'", "held"),))).sections[0].body.rows[0][0].text
    'held'
    """
    rows = tuple((Cell(each.outcome), Cell(each.text), Cell(each.because)) for each in effect)
    table = MembersTable((Cell("outcome"), Cell("asked"), Cell("because")), rows)
    return View((), (Section("Effect", body=table if rows else Lines((str(effect),))),))


def register() -> None:
    """Show links, ledgers, paging reports and effects as HTML in notebooks, within the default bounds."""
    for kind, view in ((Links, links_view), (Ledger, ledger_view), (PagingReport, paging_view), (Effect, effect_view)):
        html_of.register(kind, partial(_html, view))


def _html(view: Any, thing: Any) -> str:
    return render_html(view(thing), Options())
