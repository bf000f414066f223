"""What is declared of LaunchDarkly agrees with what its sandbox does."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from hypernav.apis.launchdarkly import PROFILE
from hypernav.display.columns import MISSING, field_of
from hypernav.search import Dialect
from tests.apis.launchdarkly.client import Client

VALUES = {
    "project": "default",
    "environment": "production",
    "flag": "checkout",
    "segment": "beta-testers",
    "team": "growth",
    "member": "me",
}
SEARCHED = ("metrics", "metric-groups", "experiments", "release-pipelines", "applications")
NOT_SIMULATED = [place for place in PROFILE.places if set(SEARCHED) & set(place.path.split("/"))]
POSTED = [place for place in PROFILE.places if place.path.endswith("/search")]
CONCRETE = [
    place
    for place in PROFILE.places
    if not {"{entry}", "{webhook}"} & set(place.path.split("/")) and place not in (*NOT_SIMULATED, *POSTED)
]


def test_the_three_regions_have_their_addresses() -> None:
    assert PROFILE.base("") == "https://app.launchdarkly.com"
    assert PROFILE.base("federal") == "https://app.launchdarkly.us"
    assert PROFILE.base("eu") == "https://app.eu.launchdarkly.com"


def test_the_token_is_raw_and_its_variable_has_the_documented_name() -> None:
    assert PROFILE.credentials is not None
    assert (PROFILE.credentials.kind, PROFILE.credentials.header) == ("token", "Authorization")
    assert PROFILE.credentials.variables == ("LAUNCHDARKLY_ACCESS_TOKEN",)


def test_the_declared_headers_are_those_that_the_sandbox_sends(client: Client) -> None:
    answer = client.send("GET", "/projects", LD_API_Version=PROFILE.headers["LD-API-Version"])
    assert {*PROFILE.rate_limit.remaining, PROFILE.rate_limit.reset} <= set(answer.headers)
    assert PROFILE.rate_limit.reset_unit == "epoch milliseconds"


def test_the_declared_envelope_is_that_of_the_sandbox(client: Client) -> None:
    error = client.send("GET", "/nothing").json
    assert {*PROFILE.errors.code, *PROFILE.errors.message, *PROFILE.errors.request_id} == set(error)


def test_the_sandbox_is_where_the_profile_says() -> None:
    module, _, function = PROFILE.sandbox.partition(":")
    assert getattr(import_module(module), function)().name == PROFILE.name


@pytest.mark.parametrize("place", CONCRETE, ids=lambda place: place.path)
def test_every_declared_place_answers(client: Client, place: Any) -> None:
    path = place.path.format(**VALUES).removeprefix("/api/v2")
    version = "beta" if path.endswith("/views") else "20240415"
    client.get(path, LD_API_Version=version)


@pytest.mark.parametrize("place", POSTED, ids=lambda place: place.path)
def test_every_posted_search_answers_with_its_columns(client: Client, place: Any) -> None:
    path = place.path.format(**VALUES).removeprefix("/api/v2")
    assert place.reads_by_post
    assert "POST" in client.send("OPTIONS", path).headers["Allow"].split(", ")
    items = client.send("POST", path, {}).json["items"]
    assert all(any(field_of(item, column) is not MISSING for item in items) for column in place.columns)


@pytest.mark.parametrize("place", NOT_SIMULATED, ids=lambda place: place.path)
def test_what_is_not_simulated_is_said_to_be_so_and_can_be_searched_live(client: Client, place: Any) -> None:
    path = place.path.format(**VALUES, application="com.acme.shop").removeprefix("/api/v2")
    assert client.refused("GET", path, LD_API_Version="beta") == (501, "not_implemented")
    assert place.search


@pytest.mark.parametrize("place", [place for place in PROFILE.places if place.search], ids=lambda place: place.path)
def test_every_declared_search_is_a_dialect(place: Any) -> None:
    module, _, name = place.search.partition(":")
    assert isinstance(getattr(import_module(module), name), Dialect)


@pytest.mark.parametrize("place", [place for place in CONCRETE if place.derived], ids=lambda place: place.path)
def test_every_derived_relation_leads_somewhere(client: Client, place: Any) -> None:
    for target in place.derived.values():
        client.get(target.format(**VALUES).removeprefix("/api/v2"))


@pytest.mark.parametrize("place", CONCRETE, ids=lambda place: place.path)
def test_every_declared_write_is_offered(client: Client, place: Any) -> None:
    path = place.path.format(**VALUES).removeprefix("/api/v2")
    offered = client.send("OPTIONS", path).headers["Allow"]
    assert {"GET", *(method.upper() for method in place.writes)} <= set(offered.split(", "))
    assert len(place.writes) == len(set(offered.split(", ")) - {"GET", "HEAD", "OPTIONS"})


@pytest.mark.parametrize("place", [place for place in CONCRETE if place.columns], ids=lambda place: place.path)
def test_every_default_column_occurs_in_the_members(client: Client, place: Any) -> None:
    path = place.path.format(**VALUES).removeprefix("/api/v2")
    version = "beta" if path.endswith("/views") else "20240415"
    names = {name for item in client.get(path, LD_API_Version=version)["items"] for name in item}
    assert set(place.columns) <= names


def test_members_declared_as_times_hold_epoch_milliseconds(client: Client) -> None:
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            for name, content in value.items():
                if name in PROFILE.epoch_milliseconds and content:
                    assert isinstance(content, int)
                    assert 1_500_000_000_000 < content < 1_900_000_000_000
                    found.add(name)
                look(content)
        elif isinstance(value, list):
            for content in value:
                look(content)

    for path in ("/flags/platform?limit=200", "/flags/default/checkout", "/members", "/teams", "/auditlog", "/tokens"):
        look(client.get(path))
    assert {"creationDate", "lastModified", "_lastSeen", "date", "lastUsed"} <= found
