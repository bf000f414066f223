"""Views with one text in one slot, for every slot there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypernav.display.errors import error_view
from hypernav.display.look import MembersFacts, look_view
from hypernav.display.neutral import Cell
from hypernav.display.pages import ledger_view, links_view, paging_view
from hypernav.display.view import Code, Fields, Lines, MembersTable, RelationRow, RelationsTable, Section, View, Writes
from hypernav.documents.link import Link
from hypernav.documents.links import Links
from hypernav.errors import ForeignOrigin, Invalid
from hypernav.http.ledger import Entry, Ledger
from hypernav.options import Options
from hypernav.paging.report import PagingReport

OPTIONS = Options()


def look(**changes: Any) -> View:
    facts: dict[str, Any] = {
        "api": "launchdarkly",
        "method": "GET",
        "path": "/api/v2/flags/default",
        "status": 200,
        "sandbox": True,
        "relations": (RelationRow("in-band", ".self", "self", target="/api/v2/flags/default"),),
        "data": {"totalCount": 57},
        "members": None,
        "writes": (".post(body)",),
        "notes": (),
        "epoch_milliseconds": frozenset(),
        "options": OPTIONS,
    }
    return look_view(**{**facts, **changes})


def full_view(text: str) -> View:
    """Return a view with the same text in every slot."""
    row = RelationRow(text, text, text, text, text, text, 2, True, text)
    bodies = (
        RelationsTable((row,)),
        Fields(((text, text),), 3, text),
        MembersTable((Cell(text),), ((Cell(text),),), (), text),
        Writes((text,)),
        Lines((text,)),
        Code((text,)),
    )
    return View((text, text), tuple(Section(text, text, body) for body in bodies))


def _with(body: Any) -> View:
    return View(("acme",), (Section("Part", "", body),))


def _relation(**slot: str) -> View:
    return _with(RelationsTable((RelationRow("in-band", ".x", **slot),)))


def _ledger(text: str) -> Ledger:
    ledger = Ledger()
    ledger.record(Entry("GET", text, 200, 1.0, 9, note=text))
    return ledger


SLOTS: dict[str, Callable[[str], View]] = {
    "heading": lambda text: View((text, "b")),
    "section title": lambda text: View(("acme",), (Section("x" + text),)),
    "section note": lambda text: View(("acme",), (Section("Part", "x" + text),)),
    "table note": lambda text: View((), (Section("", "x" + text, MembersTable((Cell("a"),), ((Cell("b"),),))),)),
    "relation evidence": lambda text: _with(RelationsTable((RelationRow(text, ".x"),))),
    "relation expression": lambda text: _with(RelationsTable((RelationRow("in-band", text),))),
    "relation name": lambda text: _relation(name=text),
    "relation title": lambda text: _relation(title="x" + text),
    "relation target": lambda text: _relation(target=text),
    "relation method": lambda text: _relation(method="x" + text),
    "relation note": lambda text: _relation(note="x" + text),
    "field name": lambda text: _with(Fields(((text, "v"),))),
    "field value": lambda text: _with(Fields((("n", text),))),
    "field hint": lambda text: _with(Fields((("n", "v"),), 5, "x" + text)),
    "column": lambda text: _with(MembersTable((Cell(text),), ((Cell("a"),),))),
    "cell": lambda text: _with(MembersTable((Cell("a"),), ((Cell(text),),))),
    "cut cell": lambda text: _with(MembersTable((Cell("a"),), ((Cell(text, 7),),))),
    "footer": lambda text: _with(MembersTable((Cell("a"),), ((Cell("b"),),), (), "x" + text)),
    "write": lambda text: _with(Writes((text,))),
    "code": lambda text: _with(Code((text,))),
    "line": lambda text: _with(Lines((text,))),
    "look api": lambda text: look(api="x" + text),
    "look path": lambda text: look(path=text),
    "look key": lambda text: look(data={text: 1}),
    "look value": lambda text: look(data={"a": text}),
    "look nested key": lambda text: look(data={"a": {text: {text: 1}}}),
    "look nested value": lambda text: look(data={"a": {"b": [text]}, "c": [text, text]}),
    "look text": lambda text: look(data={"x": 1, "y": ["z" + text[:100]]}),
    "look member key": lambda text: look(members=MembersFacts([{"x" + text: 1}])),
    "look member value": lambda text: look(members=MembersFacts([{"id": text}])),
    "look bare member": lambda text: look(members=MembersFacts([text])),
    "look note": lambda text: look(notes=(text,)),
    "look write": lambda text: look(writes=(text,)),
    "error headline": lambda text: error_view(ForeignOrigin(text, sent="nothing")),
    "error detail": lambda text: error_view(ForeignOrigin("refused", where="x" + text.replace("\n", " "))),
    "error message": lambda text: error_view(Invalid("No.", message="x" + text.replace("\n", " "))),
    "error field": lambda text: error_view(Invalid("No.", fields={"n" + text.replace("\n", " "): "v"})),
    "error code": lambda text: error_view(Invalid("No.", code="x" + text.replace("\n", " "))),
    "ledger": lambda text: ledger_view(_ledger("x" + text)),
    "link relation": lambda text: links_view(Links([Link("x" + text[:100], "/a")])),
    "link target": lambda text: links_view(Links([Link("a", "/x" + text)])),
    "link title": lambda text: links_view(Links([Link("a", "/a", attributes={"title": "x" + text})])),
    "link note": lambda text: links_view(Links([Link("a", "/a")], notes=["x" + text])),
    "link elsewhere": lambda text: links_view(Links(elsewhere=[Link("x" + text, "/a")])),
    "paging": lambda text: paging_view(PagingReport(text, text, next=text, notes=(text,))),
}
