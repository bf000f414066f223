"""Page sizes and orderings: what is sent, and what is refused with the nearest that can be."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from hypernav.apis.insightvm.search.paging import page_parameters
from hypernav.errors import UnknownField, WrongValue
from hypernav.sandbox.lists import sort_suffixes
from hypernav.search import Ordering, Query

SORTABLE = ("id", "riskScore", "rawRiskScore", "hostName", "vulnerabilities.critical")


def said(*orderings, **query):
    return list(page_parameters(Query(sort=tuple(map(Ordering.read, orderings)), **query), "The list", SORTABLE))


def test_each_ordering_is_a_parameter_with_its_direction():
    pairs = said("-riskScore", "id", page_size=500)
    assert pairs == [("size", "500"), ("sort", "riskScore,DESC"), ("sort", "id,ASC")]
    assert sort_suffixes("sort")(MultiDict(pairs)) == [("riskScore", True), ("id", False)]


def test_nothing_is_sent_where_nothing_is_asked():
    assert said(limit=30) == []


def test_a_page_has_at_most_500_items():
    with pytest.raises(WrongValue, match="A page has at most 500 items, and 501 were asked for") as raised:
        said(page_size=501)
    assert raised.value.details["nearest"] == "500"
    assert raised.value.details["note"].startswith("limit counts items in all")


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("risk-score", "'riskScore'"),
        ("-risk_score", "'-riskScore'"),
        ("riskscore", "'riskScore'"),
        ("riskScore,DESC", "'-riskScore'"),
        ("riskScore, asc", "'riskScore'"),
        ("host-name desc", "'-hostName'"),
        ("critical", "'vulnerabilities.critical'"),
        ("hostNmae", "'hostName'"),
    ],
)
def test_another_spelling_is_refused_with_the_property(given, nearest):
    with pytest.raises(UnknownField, match=r"The list cannot be sorted by '") as raised:
        said(given)
    assert raised.value.details["nearest"].split("  ")[0] == nearest
    assert raised.value.details["properties"] == ", ".join(SORTABLE)


def test_any_property_goes_where_they_are_not_known():
    query = Query(sort=(Ordering("title", descending=True),))
    assert list(page_parameters(query, "The list", ())) == [("sort", "title,DESC")]
    with pytest.raises(UnknownField) as raised:
        list(page_parameters(Query(sort=(Ordering("title,DESC"),)), "The list", ()))
    assert raised.value.details["nearest"] == "'-title'"
