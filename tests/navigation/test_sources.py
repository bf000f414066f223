"""Relations that a profile implies by where a document stands."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav import formats
from hypernav.documents.document import Document
from hypernav.navigation.sources import DerivedRelations, fill, member_url
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
