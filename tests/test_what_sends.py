"""The documentation's table of what sends: each expression on a fresh navigator, and its requests counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

import hypernav as hn
from hypernav.errors import ResponseError
from hypernav.navigator import Navigator
from tests.house import ROOT


def place(ld: Navigator) -> Any:
    return ld.projects


def flag(ld: Navigator) -> Any:
    return ld.go("/api/v2/flags/default/checkout")


def edited(ld: Navigator) -> Any:
    draft = flag(ld).edit()
    draft["description"] = "other"
    return draft


def refused(ld: Navigator) -> None:
    with suppress(ResponseError):
        flag(ld).put({})


# Each row of the table: its expressions, what is run for them, and the requests of each on a fresh navigator. The
# projects are two hops from the address that everybody knows, the entry and the list itself.
ROWS: dict[str, tuple[Callable[[Navigator], Any], int]] = {
    "r.relation": (place, 0),
    'r.follow("relation")': (lambda ld: ld.root.follow("projects"), 0),
    "r.at(…)": (lambda ld: ld.projects.at("default"), 0),
    "nav.go(address)": (flag, 0),
    "dir": (lambda ld: dir(place(ld)), 0),
    "repr": (lambda ld: repr(place(ld)), 0),
    "str": (lambda ld: str(place(ld)), 0),
    "?": (lambda ld: type(place(ld)).__doc__, 0),
    "r.where(…)": (lambda ld: place(ld).where(), 0),
    "r.url": (lambda ld: place(ld).url, 1),
    "r.curl()": (lambda ld: place(ld).curl(), 1),
    # The profile knows the address of the projects.
    "request()": (lambda ld: place(ld).where().request(), 0),
    "curl()": (lambda ld: place(ld).where().curl(), 0),
    "r": (lambda ld: place(ld)._repr_mimebundle_(), 2),
    'r["field"]': (lambda ld: place(ld)["totalCount"], 2),
    '"field" in r': (lambda ld: "totalCount" in place(ld), 2),
    "r.data": (lambda ld: place(ld).data, 2),
    "r.headers": (lambda ld: place(ld).headers, 2),
    "r.links": (lambda ld: place(ld).links, 2),
    "r.total": (lambda ld: place(ld).total, 2),
    "r.find(…)": (lambda ld: place(ld).find(key="default"), 2),
    "r.select(…)": (lambda ld: place(ld).select("$.items"), 2),
    "r.table()": (lambda ld: place(ld).table(), 2),
    "r.frame()": (lambda ld: place(ld).frame(), 2),
    "r.paging": (lambda ld: place(ld).paging, 2),
    "effect": (lambda ld: place(ld).where().effect, 2),
    "r.load()": (lambda ld: place(ld).load(), 2),
    "r.refresh()": (lambda ld: place(ld).refresh(), 2),
    "r.options()": (lambda ld: place(ld).options(), 2),
    "r.head_request()": (lambda ld: place(ld).head_request(), 2),
    "probe()": (lambda ld: ld.go("/api/v2/flags/default").where("query").contains("x").probe(), 1),
    "r.edit()": (lambda ld: flag(ld).edit(), 1),
    "r.instruct(…)": (lambda ld: flag(ld).instruct(), 1),
    "r.post(…)": (lambda ld: place(ld).post({"key": "kiosk", "name": "Kiosk"}), 2),
    "r.put(…)": (refused, 1),
    "r.patch(…)": (lambda ld: flag(ld).patch([{"op": "replace", "path": "/name", "value": "x"}]), 1),
    "r.delete()": (lambda ld: ld.go("/api/v2/flags/default/holiday-banner-2024").delete(), 1),
    "draft.send()": (lambda ld: edited(ld).send(), 2),
    "r.wait()": (lambda ld: place(ld).wait(), 2),
}


def table() -> list[str]:
    """Return the cells of the first column of the documentation's table."""
    text = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8")
    rows = re.search(r"^\| expression \| sends \|\n\|---\|---\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert rows is not None
    return [row.split(" | ")[0].removeprefix("| ") for row in rows[1].splitlines()]


def test_each_expression_of_the_table_is_run_here_and_no_other():
    assert {code for cell in table() for code in re.findall(r"`([^`]+)`", cell)} == set(ROWS)


@pytest.mark.parametrize("expression", ROWS)
def test_an_expression_sends_what_the_table_says(expression: str):
    run, requests = ROWS[expression]
    ld = hn.connect("launchdarkly", sandbox=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("hypernav.warning.warn", lambda text: None)
        run(ld)
    assert ld.ledger.count == requests


def test_a_loop_sends_for_the_entry_and_the_page():
    ld = hn.connect("launchdarkly", sandbox=True)
    assert len(list(ld.projects)) == 3
    assert ld.ledger.count == 2
