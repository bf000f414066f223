"""Steps and stops: what follows a page."""

from __future__ import annotations

import pytest

from hypernav.paging.steps import Step, Stop, asked_for, asking, from_the_beginning, says_page
from hypernav.web.encoding import json_bytes


def test_a_stop_is_complete_only_when_it_is_known_that_no_more_exists():
    assert [Stop("x", more=more).complete for more in (True, False, None)] == [False, True, False]


def test_a_stop_reads_as_its_reason_and_detail():
    assert str(Stop("page cap", detail="10 pages")) == "page cap: 10 pages"
    assert str(Stop("no next link")) == "no next link"


def test_a_step_is_a_get_without_a_body_unless_the_server_says_otherwise():
    step = Step("https://a.test/x")
    assert (step.method, dict(step.headers), step.body, step.guessed) == ("GET", {}, None, False)


@pytest.mark.parametrize(
    "body, expected",
    [
        (b'{"limit":25}', b'{"limit":25,"ignore":25}'),
        (b'{"limit":25,"ignore":0,"name":"\xc3\xa9"}', b'{"limit":25,"ignore":25,"name":"\xc3\xa9"}'),
        (b'{"ignore":0}', b'{"ignore":25}'),
    ],
)
def test_a_request_that_is_paged_by_its_body_goes_on_by_its_body(body: bytes, expected: bytes):
    step = asking(Step("https://acme.test/search", "POST", {"X": "y"}, body), "ignore", 25)
    assert (step.url, step.body, step.headers) == ("https://acme.test/search", expected, {"X": "y"})
    assert step.guessed
    assert asked_for(step, "ignore") == "25"


@pytest.mark.parametrize("body", [None, b"", b"no json", b"[1]", b'{"where":{"limit":1}}'])
def test_any_other_request_goes_on_by_its_query(body: bytes | None):
    step = asking(Step("https://acme.test/search?page=1", "POST", {}, body), "page", 2)
    assert (step.url, step.body) == ("https://acme.test/search?page=2", body)
    assert asked_for(step, "page") == "2"


def test_a_parameter_of_the_query_stays_there_whatever_the_body_has():
    step = asking(Step("https://acme.test/search?page=1", "POST", {}, b'{"page":1}'), "page", 2)
    assert (step.url, step.body) == ("https://acme.test/search?page=2", b'{"page":1}')


def test_what_is_no_number_or_text_is_not_asked_for():
    assert asked_for(Step("https://acme.test/search", "POST", {}, b'{"page":true,"limit":[1]}'), "page") is None
    assert asked_for(Step("https://acme.test/search"), "page") is None


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?q=a%2Bb&offset=20&limit=7", "?q=a%2Bb&limit=7"),
        ("?page%5Bnumber%5D=2&page%5Bsize%5D=5", "?page%5Bsize%5D=5"),
        ("?cursor=abc", ""),
        ("?cursor=abc#top", "#top"),
        ("?q=a&offset=20#top", "?q=a#top"),
        ("?page=home&offset=", "?page=home&offset="),
        ("?", "?"),
        ("", ""),
    ],
)
def test_a_list_has_a_beginning(query: str, kept: str):
    assert from_the_beginning(f"https://a.test/x{query}") == f"https://a.test/x{kept}"


SIZED = "limit size pageSize page_size per_page page offset skip pageToken cursor".split()
NUMBERED = "page pageNumber page_number pageNo pageIndex page[number] offset skip $skip".split()
WITH_TOKEN = "cursor pageToken page_token nextToken continuationToken $skiptoken".split()


@pytest.mark.parametrize("name", SIZED)
def test_each_member_that_pages_a_body_shows_that_the_request_goes_on_by_it(name: str):
    step = asking(Step("https://acme.test/search", "POST", {}, json_bytes({name: 1})), "next", 2)
    assert (step.url, step.body) == ("https://acme.test/search", json_bytes({name: 1, "next": 2}))


@pytest.mark.parametrize("name", ["where", "status", "count", "first"])
def test_no_other_member_shows_that(name: str):
    step = asking(Step("https://acme.test/search", "POST", {}, json_bytes({name: 1})), "next", 2)
    assert (step.url, step.body) == ("https://acme.test/search?next=2", json_bytes({name: 1}))


@pytest.mark.parametrize("name", [*SIZED, *NUMBERED, *WITH_TOKEN, "$top"])
def test_each_parameter_of_pages_says_which_page_is_asked_for(name: str):
    assert says_page(name)


@pytest.mark.parametrize("name", ["status", "q", "id", "after", "sort", "top"])
def test_no_other_parameter_says_which_page_is_asked_for(name: str):
    assert not says_page(name)


@pytest.mark.parametrize("name", [*NUMBERED, *WITH_TOKEN])
def test_each_position_is_left_out_of_the_address_of_the_whole_list(name: str):
    assert from_the_beginning(f"https://acme.test/x?a=1&{name}=2&b=3") == "https://acme.test/x?a=1&b=3"


@pytest.mark.parametrize("name", NUMBERED)
def test_a_position_that_is_no_number_stays(name: str):
    assert from_the_beginning(f"https://acme.test/x?{name}=home") == f"https://acme.test/x?{name}=home"
