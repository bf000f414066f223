"""The pager from the first page to the last: order of trust, guessed parameters, limits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hypernav.paging import Pager, Step, Stop
from hypernav.profile import PagingRule
from hypernav.web.urls import parameter
from tests.paging.shapes import TWENTY, hal
from tests.paging.walking import URL, page, walk

EVERYTHING = [{"id": number} for number in range(57)]


def number_in(step: Step, name: str, default: int) -> int:
    return int(parameter(step.url, name) or default)


def by_offset(step: Step) -> Any:
    start, size = number_in(step, "skip", 0), number_in(step, "limit", 20)
    return {"total": 57, "skip": start, "limit": size, "items": EVERYTHING[start : start + size]}


def by_number(first: int, size: int = 20, **said: Any) -> Any:
    def serve(step: Step) -> Any:
        number = number_in(step, "page", first)
        start = (number - first) * size
        return {"results": EVERYTHING[start : start + size], "page": number, "pageSize": size, **said}

    return serve


def by_token(step: Step) -> Any:
    start = number_in(step, "pageToken", 0)
    following = str(start + 20) if start + 20 < 57 else ""
    return {"apis": EVERYTHING[start : start + 20], "nextPageToken": following}


def by_last_id(step: Step) -> Any:
    start = number_in(step, "starting_after", -1) + 1
    return {"object": "list", "has_more": start + 20 < 57, "data": EVERYTHING[start : start + 20]}


@pytest.mark.parametrize(
    ("serve", "requests", "reason"),
    [
        (by_offset, 3, "total reached"),
        (by_number(1, total=57), 3, "total reached"),
        (by_number(0, total=57), 3, "total reached"),
        (by_number(1, totalPages=3), 3, "last page"),
        (by_number(0, totalPages=3), 3, "last page"),
        (by_number(1), 4, "empty page"),
        (by_number(1, size=19), 4, "empty page"),
        (by_token, 3, "last page"),
        (by_last_id, 3, "last page"),
    ],
    ids=[
        "offset",
        "number from 1",
        "number from 0",
        "pages from 1",
        "pages from 0",
        "short page",
        "full pages",
        "token",
        "last id",
    ],
)
def test_a_guessed_way_on_reads_everything_once_and_sends_no_more_than_it_must(serve, requests, reason):
    result = walk(serve)
    assert result.members == EVERYTHING
    assert (len(result.asked), result.stop.reason, result.stop.more) == (requests, reason, False)


def test_a_last_id_that_the_server_does_not_heed_ends_as_a_loop():
    result = walk(lambda step: {"object": "list", "has_more": True, "data": TWENTY})
    assert (len(result.asked), result.members) == (2, TWENTY)
    assert result.stop.reason == "loop: the page parameter changes nothing, page 2 is page 1 again"


def test_a_later_page_whose_last_member_has_no_id_stops_visibly():
    pages = iter([[{"id": "a"}], [{"name": "b"}]])
    result = walk(lambda step: {"object": "list", "has_more": True, "data": next(pages)})
    assert (result.stop.reason, result.stop.more) == ("no id to go on from", True)


def test_a_guessed_request_keeps_every_other_parameter_byte_for_byte():
    result = walk(by_offset, f"{URL}?q=a%2Bb+c&limit=19&order=-sys.id")
    assert result.urls[1] == f"{URL}?q=a%2Bb+c&limit=19&order=-sys.id&skip=19"
    assert result.urls[2] == f"{URL}?q=a%2Bb+c&limit=19&order=-sys.id&skip=38"


def test_a_page_shorter_than_asked_does_not_end_what_the_total_says_goes_on():
    def capped(step):
        start = number_in(step, "skip", 0)
        return {"total": 57, "skip": start, "limit": 100, "items": EVERYTHING[start : start + 25]}

    assert walk(capped).members == EVERYTHING


def test_a_total_never_ends_what_a_link_goes_on_with():
    def serve(step):
        start = number_in(step, "offset", 0)
        following = {"next": {"href": f"/things?offset={start + 20}"}} if start + 20 < 57 else {}
        return {"items": EVERYTHING[start : start + 20], "totalCount": 20, "_links": following}

    result = walk(serve)
    assert (result.members, result.stop.reason) == (EVERYTHING, "no next link")


def test_a_total_larger_than_what_the_links_gave_leaves_doubt():
    result = walk(lambda step: {"items": TWENTY, "totalCount": 3041, "_links": hal(prev="/things")})
    assert (result.stop.reason, result.stop.more) == ("no next link", None)


def test_the_link_header_goes_before_the_body_and_the_report_tells_that_they_disagree():
    body = {"items": TWENTY, "_links": hal(next="/things?page=7"), "next": "/things?page=8"}
    document = page(body, {"Link": '</things?page=2>; rel="next"'})
    pager = Pager.start(document)
    assert pager.advance(document).url == f"{URL}?page=2"
    assert pager.report().notes == ('_links.next and next disagreed with Link: rel="next", which was followed',)


def test_a_report_tells_once_that_links_were_cut_since_one_of_them_may_have_been_the_next():
    document = page({"items": TWENTY, "links": [{"rel": "item", "href": f"/{n}"} for n in range(10_001)]})
    pager = Pager.start(document)
    pager.advance(document)
    pager.advance(page({**document.data, "items": [{"id": "other"}]}))
    assert pager.report().notes == ("More than 10,000 links; the first 10,000 are kept.",)


def test_sources_that_only_spell_the_same_request_differently_do_not_disagree():
    body = {"items": TWENTY, "_links": hal(next="/things?b=2&a=1")}
    document = page(body, {"Link": '</things?a=1&b=2>; rel="next"'})
    pager = Pager.start(document)
    pager.advance(document)
    assert pager.report().notes == ()


def test_a_next_url_goes_before_a_token_and_a_token_before_a_page_number():
    numbers = {"page": 1, "pageSize": 20, "total": 57}
    token = {"nextPageToken": "t"}
    assert Pager.start(page({"items": TWENTY, "next": "?p=2", **token, **numbers})).strategy == "next url"
    assert Pager.start(page({"items": TWENTY, **token, **numbers})).strategy == "token"
    assert Pager.start(page({"items": TWENTY, **numbers, "offset": 0})).strategy == "page number"


def test_a_short_name_of_a_curie_is_no_next_link():
    links = {
        "acme:next": {"href": "/x"},
        "curies": [{"name": "acme", "href": "https://d.test/{rel}", "templated": True}],
    }
    assert isinstance(Pager.start(document := page({"items": TWENTY, "_links": links})).advance(document), Stop)


def test_a_next_url_is_taken_byte_for_byte():
    odd = "https://API.test:443/things?filter=a%2bb+c|d&x=%7E&&y=[1]#frag"
    document = page({"items": TWENTY, "_links": hal(next=odd)})
    assert Pager.start(document).advance(document).url == odd


def test_the_page_cap_stops_visibly():
    result = walk(by_offset, max_pages=2)
    assert (str(result.stop), result.stop.more, len(result.asked)) == ("page cap: 2 pages", True, 2)


def test_the_last_page_is_no_page_cap():
    assert walk(by_offset, max_pages=3).stop.reason == "total reached"


class TestProfile:
    OFFSET = PagingRule("offset", "from", size_parameter="count")

    def serve(self, step):
        start, size = number_in(step, "from", 0), number_in(step, "count", 20)
        return {"fullResultSize": 40, "from": start, "count": size, "values": EVERYTHING[start : start + size]}

    def test_a_declared_offset_ends_at_a_short_page_whatever_the_total_claims(self):
        result = walk(self.serve, rule=self.OFFSET)
        assert (result.members, result.stop.reason) == (EVERYTHING, "total reached")
        assert (result.pager.strategy, len(result.asked)) == ("profile: offset", 3)

    def test_the_size_asked_for_tells_a_short_page(self):
        result = walk(self.serve, f"{URL}?count=19", rule=self.OFFSET)
        assert (result.members, result.stop.reason) == (EVERYTHING, "empty page")

    def test_a_declared_page_number_begins_where_the_profile_says(self):
        rule = PagingRule("page number", "page", first=0)
        rows = [EVERYTHING[start : start + 20] for start in range(0, 60, 20)]
        result = walk(
            lambda step: rows[number_in(step, "page", 0)] if number_in(step, "page", 0) < 3 else [], rule=rule
        )
        assert (result.members, result.stop.reason) == (EVERYTHING, "empty page")
        assert result.urls == [URL, f"{URL}?page=1", f"{URL}?page=2", f"{URL}?page=3"]

    def test_a_declared_token_is_read_from_its_path(self):
        rule = PagingRule("token", "after", token="meta.next")
        pages = {None: [{"id": 1}], "7": [{"id": 2}]}

        def serve(step):
            token = parameter(step.url, "after")
            return {"items": pages[token], "meta": {"next": 7 if token is None else None}}

        result = walk(serve, rule=rule)
        assert (result.urls, result.stop.reason) == ([URL, f"{URL}?after=7"], "last page")

    def test_a_profile_goes_before_a_link_and_the_report_tells_that_they_disagree(self):
        document = page({"values": TWENTY, "count": 20, "_links": hal(next="/things?page=2")})
        pager = Pager.start(document, rule=self.OFFSET)
        assert pager.advance(document).url == f"{URL}?from=20"
        assert pager.report().notes == ("_links.next disagreed with the API's profile, which was followed",)

    def test_a_profile_that_agrees_with_a_link_needs_no_note(self):
        document = page({"values": TWENTY, "_links": hal(next="/things?from=20")})
        pager = Pager.start(document, rule=self.OFFSET)
        pager.advance(document)
        assert pager.report().notes == ()


class TestBeyondTheEnd:
    def test_a_404_at_a_guessed_address_is_the_end(self):
        document = page({"results": TWENTY, "page": 1, "pageSize": 20})
        pager = Pager.start(document)
        pager.advance(document)
        assert str(pager.refused(404)) == "last page: 404 beyond it"
        assert pager.report().complete

    def test_a_404_at_a_next_link_is_an_error(self):
        document = page({"results": TWENTY, "next": "?page=2"})
        pager = Pager.start(document)
        pager.advance(document)
        assert pager.refused(404) is None

    def test_other_refusals_are_errors(self):
        document = page({"results": TWENTY, "page": 1, "pageSize": 20})
        pager = Pager.start(document)
        pager.advance(document)
        assert [pager.refused(status) for status in (401, 403, 410, 500)] == [None] * 4


def test_a_search_that_pages_by_its_body_is_read_to_its_end():
    def serve(step: Step) -> Any:
        asked = json.loads(step.body or b"")
        start, size = asked.get("ignore", 0), asked["limit"]
        found = [each for each in EVERYTHING if each["id"] >= asked["filters"]["least"]]
        return {"total": len(found), "results": found[start : start + size]}

    body = b'{"filters":{"least":7},"limit":20}'
    first = Step(URL, "POST", {"Content-Type": "application/json"}, body)
    pager = Pager.start(page(serve(first)), rule=PagingRule("offset", "ignore", "limit"), request=first)
    read, step = [], first
    while isinstance(step, Step):
        document = page(serve(step))
        read += [member.data["id"] for member in document.members or ()]
        step = pager.advance(document)
    assert read == list(range(7, 57))
    assert str(step) == "total reached: 50 by total"


@pytest.mark.parametrize(
    "body",
    [
        None,
        5,
        "text",
        [],
        {},
        {"items": 5},
        {"items": [], "_links": 5},
        {"items": [], "_links": {"next": 5}},
        {"items": [], "_links": {"next": {"href": ""}}},
        {"items": [], "_links": {"next": [None, {"href": None}]}},
        {"items": [], "next": {"a": 1}},
        {"items": [1], "page": "x", "total": "many"},
        {"items": [], "links": [None, 5, "x"]},
        {"items": [1], "page": {"number": -1, "size": 0, "totalPages": 10**30}},
        {"items": [{"id": 1}], "offset": 0, "limit": 0},
    ],
)
def test_no_shape_of_a_first_page_raises(body):
    result = walk(lambda step: body, limit=20)
    assert result.stop is not None
    assert str(result.pager.report())
