"""Links, what was sent and how paging went, as notebooks show them."""

from __future__ import annotations

import pytest

from hypernav.display.pages import ledger_view, links_view, paging_view
from hypernav.display.text import render_text
from hypernav.display.view import RelationsTable
from hypernav.documents.link import Link
from hypernav.documents.links import Links
from hypernav.http.ledger import Entry, Ledger
from hypernav.paging.report import PagingReport
from tests.display.pages import OPTIONS

BASE = "https://api.test/v1"


def rows(links: Links) -> list[tuple[str, str, tuple[str, ...]]]:
    body = links_view(links).sections[0].body
    assert isinstance(body, RelationsTable)
    return [(row.expression, row.target, row.marks) for row in body.rows]


def test_each_link_has_what_to_type_after_the_links_and_where_it_leads():
    links = Links(
        [
            Link("self", "/v1", BASE),
            Link("item", "/a", BASE, {"deprecation": True}),
            Link("item", "https://other.test/b", BASE, {"method": "POST"}),
        ]
    )
    assert rows(links) == [
        ('["self"]', "/v1", ()),
        ('["item"][0]', "/a", ("deprecated",)),
        ('["item"][1]', "https://other.test/b", ("POST",)),
    ]
    assert all(eval(f"links{expression}", {"links": links}) for expression, _, _ in rows(links))


def test_more_links_than_are_shown_are_counted():
    view = links_view(Links([Link(f"r{n}", "/") for n in range(1_234)]))
    assert view.sections[0].note == "1,234 links, the first 50"
    assert isinstance(view.sections[0].body, RelationsTable)
    assert len(view.sections[0].body.rows) == 50


def test_links_of_other_resources_and_what_was_left_out_stand_below():
    links = Links([], elsewhere=[Link("up", "/", f"{BASE}/x")], notes=["Not all of it."])
    text = render_text(links_view(links), OPTIONS)
    assert text.splitlines() == [
        "Links      0 links",
        f"Notes      up of {BASE}/x: /",
        "           Not all of it.",
    ]


def test_links_show_no_credentials():
    link = Link("a", "https://me:secret@other.test/x?access_token=abcdef", BASE, {"title": "s3cret"})
    links = Links([link], notes=["s3cret"]).shown_by(lambda text: text.replace("s3cret", "***"))
    html = links._repr_mimebundle_()["text/html"]
    assert [word for word in ("secret", "abcdef", "s3cret") if word in html] == []


def test_a_ledger_is_a_table_with_its_totals():
    ledger = Ledger()
    ledger.record(Entry("GET", "https://acme.test/a", 200, 12.4, 48_000))
    ledger.record(Entry("POST", "https://acme.test/a", 0, 3.0, 0, note="lost"))
    ledger.record_cached("GET", "https://acme.test/a")
    assert render_text(ledger_view(ledger), OPTIONS).splitlines() == [
        "Ledger     2 requests, 1 from cache, 48 kB",
        "  method  URL                  status   time   size  note",
        "  ──────  ───────────────────  ──────  ─────  ─────  ──────────",
        "  GET     https://acme.test/a  200     12 ms  48 kB",
        "  POST    https://acme.test/a  —        3 ms    0 B  lost",
        "  GET     https://acme.test/a                        from cache",
    ]


def test_a_long_ledger_shows_its_end_and_how_much_came_before():
    ledger = Ledger()
    for number in range(1_040):
        ledger.record(Entry("GET", f"https://acme.test/{number}", 200, 1.0, 1))
    html = ledger._repr_mimebundle_()["text/html"]
    assert "…  1,010 earlier" in html
    assert "https://acme.test/1039" in html
    assert "https://acme.test/1009" not in html


def test_a_paging_report_is_its_facts():
    report = PagingReport("next link", "_links.next", pages=3, items=60)
    assert render_text(paging_view(report), OPTIONS).splitlines() == [
        "Paging     strategy  next link",
        "           evidence  _links.next",
        "           pages     3 read",
        "           members   60, more exist",
        "           stopped   no, the next page is not read yet",
    ]


@pytest.mark.parametrize(
    "thing",
    [
        Links([Link("r" * 5_000, "/" + "x" * 5_000, attributes={"title": "t" * 5_000}) for _ in range(100)]),
        PagingReport("s" * 100_000, "e", notes=("n" * 100_000,) * 1_000),
    ],
    ids=["links", "paging"],
)
def test_the_html_has_a_bound(thing: Links | PagingReport):
    assert len(thing._repr_mimebundle_()["text/html"].encode()) <= OPTIONS.html_bytes


@pytest.mark.parametrize("thing", [Links([Link("self", "/")]), Ledger(), PagingReport("none", "nothing")], ids=repr)
def test_the_text_is_that_of_str_and_the_html_has_the_same_words(thing: Links | Ledger | PagingReport):
    shown = thing._repr_mimebundle_()
    assert shown["text/plain"] == str(thing)
    assert shown["text/html"].startswith('<div class="hypernav')
    assert thing._repr_mimebundle_(include={"text/plain"}) == {"text/plain": str(thing)}
