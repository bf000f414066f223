from __future__ import annotations

from types import SimpleNamespace

from hypernav.display.pages import ledger_view, links_view, paging_view, place_view, table_view
from hypernav.display.text import render_text
from hypernav.display.view import RelationRow
from tests.display.pages import OPTIONS


def test_a_place_that_is_not_loaded_says_what_loads_it():
    view = place_view(api="launchdarkly", path="/api/v2/flags", sandbox=True, resolved=True)
    assert render_text(view, OPTIONS) == (
        "launchdarkly · GET /api/v2/flags · not loaded · sandbox\n"
        "Load       .load()   sends one GET; so does showing it"
    )


def test_a_path_that_is_not_resolved_says_what_it_costs():
    view = place_view(api="acme", path=".projects.flags", sandbox=False, resolved=False)
    assert render_text(view, OPTIONS).splitlines()[0] == "acme · .projects.flags · not loaded"
    assert "one GET for each hop" in render_text(view, OPTIONS)


def test_a_ledger_is_a_table_with_its_totals():
    sent = SimpleNamespace(method="GET", url="/a", status=200, milliseconds=12.4, bytes=48_000, cached=False, note="")
    kept = SimpleNamespace(method="GET", url="/a", status=200, milliseconds=0.0, bytes=48_000, cached=True, note="304")
    text = render_text(ledger_view([sent, kept], "1 request, 1 from cache", OPTIONS), OPTIONS)
    assert text.splitlines()[0] == "Ledger     1 request, 1 from cache"
    assert "cached" in text
    assert "12 ms" in text
    assert "48 kB" in text


def test_relations_can_stand_alone():
    text = render_text(links_view([RelationRow("in-band", ".self")], where="GET /"), OPTIONS)
    assert text == "GET /\nRelations  in-band   .self"


def test_a_paging_report_is_aligned():
    text = render_text(paging_view([("strategy", "next link"), ("pages", "3")]), OPTIONS)
    assert text == "Paging     strategy  next link\n           pages     3"


def test_a_table_of_anything_shows_times():
    view = table_view("Log", ("at",), ((1762161120000,),), options=OPTIONS, epoch_milliseconds=frozenset({"at"}))
    assert "2025-11-03 09:12 UTC" in render_text(view, OPTIONS)
