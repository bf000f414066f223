"""Which way of searching a place has."""

from __future__ import annotations

import pytest

from hypernav.search.choosing import dialect_at
from hypernav.search.plain import PLAIN
from tests.counting import Site, visiting
from tests.engine import node


def test_an_unknown_api_is_searched_by_plain_parameters_once_its_address_is_known():
    with visiting(Site({"/": {"_links": {"things": {"href": "/things"}}}, "/things": []})) as nav:
        assert dialect_at(node(nav.things)) is None
        assert dialect_at(node(nav.go("/things"))) is PLAIN
        assert nav.ledger.count == 0


@pytest.mark.parametrize("context", ["@odata.context", "@context"])
def test_a_document_with_a_context_is_odata(context: str):
    with visiting(Site({"/": {context: "/$metadata", "value": []}})) as nav:
        assert dialect_at(node(nav.root)) is PLAIN
        assert "OData" in getattr(dialect_at(node(nav.root.load())), "title", "")


def test_a_document_of_json_ld_is_no_odata():
    with visiting(Site({"/": {"@context": "https://schema.org", "@type": "Thing"}})) as nav:
        assert dialect_at(node(nav.root.load())) is PLAIN
