"""A search that is posted is a collection like any other, also past its first page."""

from __future__ import annotations

import hypernav as hn

LINUX = {"match": "all", "filters": [{"field": "operating-system", "operator": "contains", "value": "Linux"}]}


def search(**parameters):
    ivm = hn.connect("insightvm", sandbox=True)
    return ivm, ivm.go("/api/3/assets/search", **parameters).post(LINUX)


def test_the_pages_of_a_posted_search_are_posted_too():
    ivm, found = search(size=100)
    assert len({asset["id"] for asset in found}) == found.total
    assert {entry.method for entry in ivm.ledger} == {"POST"}


def test_every_member_meets_the_criteria():
    _, found = search(size=500)
    assert all("Linux" in asset["os"] for asset in found)


def test_the_answer_is_no_summary_of_something_else():
    _, found = search(size=1)
    assert "summary" not in str(found)


def test_posting_a_search_forgets_nothing():
    ivm = hn.connect("insightvm", sandbox=True)
    ivm.assets.load()
    ivm.go("/api/3/assets/search").post(LINUX)
    assert ivm.assets.loaded
