"""Where a place is before it is read: as the profile says, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hypernav.navigation.expected import likely_url
from hypernav.navigator import Navigator, connect
from tests.engine import node


@pytest.fixture
def ld() -> Iterator[Navigator]:
    with connect("launchdarkly", sandbox=True) as nav:
        yield nav


def test_a_place_that_the_profile_declares_has_an_address_before_it_is_read(ld: Navigator):
    assert likely_url(node(ld.projects)) == "https://launchdarkly.test/api/v2/projects"
    assert likely_url(node(ld.auditlog)) == "https://launchdarkly.test/api/v2/auditlog"
    assert ld.ledger.count == 0


def test_that_address_is_the_one_that_reading_finds(ld: Navigator):
    before = likely_url(node(ld.projects))
    assert ld.projects.url == before


def test_a_place_that_nothing_declares_has_no_address_before_it_is_read(ld: Navigator):
    assert likely_url(node(ld.nothing)) == ""
    assert likely_url(node(ld.projects.at("default"))) == ""
    assert likely_url(node(ld.projects.nothing)) == ""
    assert ld.ledger.count == 0


def test_a_derived_relation_of_a_place_with_an_address_has_one(ld: Navigator):
    assert likely_url(node(ld.members.me)).endswith("/api/v2/members/me")
    assert likely_url(node(ld.go("/api/v2/projects/default").flags)).endswith("/api/v2/flags/default")
    assert likely_url(node(ld.go("/api/v2/projects/default").flag_statuses)) == ""
