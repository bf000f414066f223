"""The requests of a search: made of the address of its place, and never of less than was asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hypernav.errors import NotExpressible
from hypernav.navigator import Navigator, connect
from hypernav.search import Call, Query, where
from hypernav.search.planning import divided
from hypernav.search.requests import SearchRequest, request_at
from tests.search.sizes import BIG, SIZES


@pytest.fixture
def ld() -> Iterator[Navigator]:
    with connect("launchdarkly", sandbox=True) as nav:
        yield nav


@pytest.mark.parametrize(
    "url, call, expected",
    [
        ("https://a.test/x", Call(), "https://a.test/x"),
        ("https://a.test/x/", Call(path="/search"), "https://a.test/x/search"),
        ("https://a.test/x?b=1", Call(path="/search", parameters=(("c", "2"),)), "https://a.test/x/search?b=1&c=2"),
        ("https://a.test/x?b=1", Call(parameters=(("b", "2"), ("b", "3"))), "https://a.test/x?b=2&b=3"),
        ("https://a.test/x?size=2&page=3", Call(parameters=(("b", "2"),)), "https://a.test/x?size=2&b=2"),
        ("https://a.test/x?page=3", Call(method="POST", path="/search", body={}), "https://a.test/x/search"),
        ("https://a.test/x?page=3", Call(), "https://a.test/x?page=3"),
        ("https://a.test/x", Call(parameters=(("page", "3"),)), "https://a.test/x?page=3"),
    ],
)
def test_a_call_is_made_of_the_address_of_its_place(url: str, call: Call, expected: str):
    assert request_at(url, call).url == expected


def test_a_condition_takes_the_place_of_no_restriction_that_the_place_has():
    found = divided(SIZES, Query(conditions=(BIG,), parameters={}), ())
    assert found.conditional == {"size"}
    with pytest.raises(NotExpressible) as caught:
        request_at("https://a.test/x?size=1&page=2", found.plan.calls[0], found.conditional)
    assert str(caught.value) == (
        "This place is restricted by size=1 already, which a condition of the search would replace.\n"
        "  where      https://a.test/x?size=1&page=2\n"
        "  part       size=9\n"
        '  next       search from .go("/x") with both conditions'
    )
    with pytest.raises(NotExpressible, match="restricted by size=9&size=8 already"):
        request_at("https://a.test/x?size=9&size=8", found.plan.calls[0], found.conditional)
    same = request_at("https://a.test/x?size=9", found.plan.calls[0], found.conditional)
    assert same.url == "https://a.test/x?size=9"


def test_a_search_of_a_later_page_begins_at_the_beginning(ld: Navigator):
    flags = ld.go("/api/v2/flags/default")
    later = flags.load().follow("next")
    assert "offset=20" in later.url
    assert [flag["key"] for flag in later.where(state="live")] == [flag["key"] for flag in flags.where(state="live")]
    assert later.where(where("name").exists(), locally=True).count() == flags.total


def test_the_log_of_one_flag_is_not_widened_in_silence(ld: Navigator):
    log = ld.go("/api/v2/flags/default/checkout").load().auditlog
    with pytest.raises(NotExpressible, match="restricted by spec=proj/default"):
        log.where("spec").is_("proj/*").request()
    assert "limit=5" in log.where().page_size(5).request().url


def test_a_request_is_written_down_without_what_is_secret_by_name():
    body = {"filters": [{"password": "hunter2", "code": "DE"}]}
    request = SearchRequest("POST", "https://a.test/x?sid=abc1&author=octocat", {"X-Api-Key": "abc2"}, body)
    assert not [secret for secret in ("abc1", "abc2", "hunter2") if secret in str(request)]
    assert [
        shown for shown in ("author=octocat", '"code": "DE"', "X-Api-Key: [hidden]") if shown not in str(request)
    ] == []


def test_a_request_with_a_body_is_written_down_as_it_goes_out():
    request = SearchRequest("POST", "https://a.test/x", {"Prefer": "y"}, {"name": "é"})
    assert str(request) == ('POST https://a.test/x\nPrefer: y\nContent-Type: application/json\n\n{\n  "name": "é"\n}')
    assert request.content == '{"name":"é"}'.encode()
    assert hash(request) == hash(SearchRequest("POST", "https://a.test/x", {"Prefer": "y"}, {"name": "é"}))
