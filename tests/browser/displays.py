"""Displays worth drawing: every kind of section, long and short, and an error."""

from __future__ import annotations

from hypernav.display.errors import error_view
from hypernav.display.html import render_html
from hypernav.display.look import MembersFacts, look_view
from hypernav.display.tables import table_of
from hypernav.display.view import RelationRow, View
from hypernav.errors import NotFound
from hypernav.options import Options

OPTIONS = Options()
_RECORDS = [
    {"key": f"flag-{place}", "kind": "boolean", "creationDate": 1762161120000, "variations": place}
    for place in range(20)
]


def _look() -> View:
    relations = [RelationRow("in-band", f".relation_{place}", target=f"/api/v2/{place}") for place in range(15)]
    relations += [
        RelationRow("in-band", '.links["item"]', target="https://other.test/x?a=1&b=2", title="Items", count=3),
        RelationRow("derived", ".project", target="/api/v2/projects/default", deprecated=True, note="two disagree"),
    ]
    return look_view(
        api="launchdarkly",
        method="GET",
        path="/api/v2/flags/default",
        status=200,
        sandbox=True,
        relations=relations,
        data={f"field{place}": f"value {place}" for place in range(30)},
        members=MembersFacts(_RECORDS, 57, True),
        writes=(".post(body)",),
        notes=("a summary: .refresh() gets the whole representation",),
        epoch_milliseconds=frozenset({"creationDate"}),
        options=OPTIONS,
    )


def _error() -> View:
    return error_view(NotFound("404 Not Found: no such flag", where="GET /api/v2/flags/default/none", code="not_found"))


LOOK = render_html(_look(), OPTIONS)
ERROR = render_html(_error(), OPTIONS)
TABLE = table_of(_RECORDS, footer="20 of 57 (the server's count), more exist")._repr_mimebundle_()["text/html"]
ALL = LOOK + ERROR + TABLE
