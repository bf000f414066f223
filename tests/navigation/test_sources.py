"""Relations that a profile implies by where a document stands."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav import formats
from hypernav.documents.document import Document
from hypernav.documents.links import Link
from hypernav.http import Client
from hypernav.navigation.relations import Relations
from hypernav.navigation.sources import DerivedRelations, fill, member_url
from hypernav.navigator import session_for
from hypernav.options import Options
from hypernav.profile import UNDECLARED, Place, Profile

ACME = Profile(
    name="acme",
    title="Acme",
    places=(
        Place("/shops/{shop}", derived={"orders": "/orders/{shop}", "owner": "/people/{ownerId}", "self": "/wrong"}),
        Place("/shops/{shop}/orders", member="/shops/{shop}/orders/{member}"),
        Place("/finder", derived={"by_key": "/things/{kind}/{key}"}),
    ),
)


def document(data: Any, url: str = "https://acme.test/shops/7") -> Document:
    return formats.read(url, 200, {}, data)


def test_a_derived_relation_that_lacks_a_value_is_a_template():
    finder = document({"kind": "shop"}, "https://acme.test/finder")
    links = DerivedRelations(ACME).links(finder, finder.url)
    assert [(link.href, link.templated, link.variables) for link in links] == [("/things/shop/{key}", True, ("key",))]


def test_nothing_is_derived_elsewhere():
    assert DerivedRelations(ACME).links(document({}, "https://acme.test/other"), "https://acme.test/other") == ()


@pytest.mark.parametrize("value", [".", ".."])
def test_no_value_of_a_document_is_a_step_up_the_path(value: str):
    finder = document({"kind": value}, "https://acme.test/finder")
    assert DerivedRelations(ACME).links(finder, finder.url)[0].href == "/things/{kind}/{key}"


@pytest.mark.parametrize("value", ["a/b", "../x", "?q=1", "#f", "a b", "ä", "{other}"])
def test_a_derived_value_stays_in_its_segment(value: str):
    filled = fill("/flags/{project}/{flag}", {"project": value, "flag": "f"})
    assert filled.count("/") == 3
    assert filled.endswith("/f")
    assert "?" not in filled
    assert "#" not in filled


@pytest.mark.parametrize(
    "record, expected",
    [
        (12, "https://acme.test/shops/7/orders/12"),
        ("a/b", "https://acme.test/shops/7/orders/a%2Fb"),
        ({"id": 5}, "https://acme.test/shops/7/orders/5"),
        ({"id": None}, ""),
        ({}, ""),
        (True, ""),
        (None, ""),
        ([1], ""),
    ],
)
def test_a_member_without_a_link_gets_the_address_that_the_profile_declares(record: Any, expected: str):
    page = document([record], "https://acme.test/shops/7/orders")
    assert member_url(ACME.declared("/shops/7/orders"), page.url, record) == expected
    assert member_url(UNDECLARED, page.url, record) == ""


class Neighbours:
    """Knows one link of each document, as a description of an API would."""

    def links(self, document: Document, url: str) -> tuple[Link, ...]:
        return (Link("neighbours", f"{url}/neighbours", context=url, evidence="described", source="a description"),)


def test_a_further_source_is_asked_too_and_its_evidence_is_shown():
    session = session_for(
        Client("https://acme.test"),
        "https://acme.test/shops/7",
        ACME,
        Options(),
        sandbox=False,
        further=(Neighbours(),),
    )
    found = Relations(document({}), session.sources, session.reserved, "GET /shops/7")
    evidence = {row.name: row.evidence for row in found.rows()}
    assert (evidence["orders"], evidence["neighbours"]) == ("derived", "described")
    assert found.target("neighbours", exact=False, properties={}).links[0].url == "https://acme.test/shops/7/neighbours"
