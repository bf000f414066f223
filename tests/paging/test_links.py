"""Next links: what a document may ask for when a list is read on, and what it may not."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.paging import Pager, Step, Stop, Trusted
from tests.paging.shapes import TWENTY, link_array
from tests.paging.walking import URL, page, walk


class TestPost:
    """STAC API, paging extension: a next link may carry method, headers, body and merge."""

    FIRST = Step("https://api.test/search", "POST", {"Content-Type": "application/json"}, b'{"limit":20,"bbox":[1,2]}')

    def step(self, **link):
        body = {"features": TWENTY, "links": [{"rel": "next", "href": "https://api.test/search", **link}]}
        document = page(body, url="https://api.test/search")
        return Pager.start(document, request=self.FIRST).advance(document)

    def test_a_body_is_sent_as_given(self):
        step = self.step(method="POST", body={"token": "n", "limit": 20})
        assert (step.method, step.body) == ("POST", b'{"token":"n","limit":20}')
        assert step.headers == {"Content-Type": "application/json"}

    def test_merge_adds_the_body_to_that_of_the_request_before(self):
        assert (
            self.step(method="POST", body={"token": "n"}, merge=True).body == b'{"limit":20,"bbox":[1,2],"token":"n"}'
        )

    def test_merge_without_a_body_repeats_the_request(self):
        assert self.step(method="POST", merge=True).body == b'{"limit":20,"bbox":[1,2]}'

    def test_a_link_may_ask_for_get(self):
        step = self.step(method="GET")
        assert (step.method, step.body) == ("GET", None)

    def test_a_bare_link_to_the_same_path_repeats_the_search(self):
        document = page({"resources": TWENTY, "links": link_array(next=f"{URL}?page=1")})
        first = Step(URL, "POST", {"Content-Type": "application/json"}, b'{"filters":[]}')
        step = Pager.start(document, request=first).advance(document)
        assert (step.url, step.method, step.body) == (f"{URL}?page=1", "POST", b'{"filters":[]}')

    @pytest.mark.parametrize(
        ("sent", "again"),
        [
            (b'{"filter":"a","limit":5}', b"{}"),
            (b'{"filter":"a","fields":["b"]}', b'{"filter":"a","fields":["b"]}'),
            (b'["filter"]', b'["filter"]'),
            (b"filter", b"filter"),
            (b"{}", b"{}"),
            (None, None),
        ],
    )
    def test_a_bare_link_that_says_all_of_the_search_itself_goes_without_the_body(self, sent, again):
        following = f"{URL}?filter=a&limit=5&token=n"
        document = page({"resources": TWENTY, "links": link_array(next=following)})
        step = Pager.start(document, request=Step(URL, "POST", {}, sent)).advance(document)
        assert (step.url, step.method, step.body) == (following, "POST", again)

    def test_a_bare_link_to_another_path_is_a_get(self):
        document = page({"resources": TWENTY, "links": link_array(next="https://api.test/results/7?page=1")})
        step = Pager.start(document, request=Step(URL, "POST", {}, b"{}")).advance(document)
        assert (step.method, step.body) == ("GET", None)

    def test_plain_header_fields_of_a_link_are_sent_along(self):
        assert self.step(method="GET", headers={"Prefer": ["a", "b"]}).headers == {"Prefer": "a, b"}

    @pytest.mark.parametrize("name", ["Prefer", "prefer", "Search-After", "SEARCH-AFTER"])
    def test_two_header_fields_may_be_asked_for(self, name):
        assert self.step(method="GET", headers={name: "x", "X-Other": "y"}).headers == {name: "x"}
        posted = {name: "x", "Content-Type": "application/json"}
        assert self.step(method="POST", headers={name: "x", "X-Other": "y"}, body={}).headers == posted

    @pytest.mark.parametrize(
        "name",
        [
            *("X-Api-Key", "Private-Token", "LD-API-Version", "X-Forwarded-For", "X-Original-URL", "X-Rewrite-URL"),
            *("Accept", "User-Agent", "Accept-Encoding", "Content-Type", "If-Match", "Range", "X-A"),
            *(
                "Accept-Language",
                "Accept-Charset",
                "Accept-Patch",
                "Accept-Datetime",
                "A-IM",
                "Cache-Control",
                "Pragma",
            ),
            *("Connection", "Keep-Alive", "TE", "Trailer", "Upgrade", "Expect", "Max-Forwards", "Via", "Warning"),
            *("Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Real-IP", "X-Host"),
            *(
                "X-HTTP-Method",
                "X-Method-Override",
                "X-Override-URL",
                "X-Requested-With",
                "X-CSRF-Token",
                "X-Auth-Token",
            ),
            *("If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Idempotency-Key"),
            *(
                "Origin",
                "Referer",
                "Cookie2",
                "Set-Cookie",
                "Token",
                "Content-Encoding",
                "Content-Language",
                "Date",
                "From",
            ),
            *("OData-Version", "OData-MaxVersion", "Preference-Applied", "Prefer-Other", "Search-Before", "Search"),
            "Authorization",
            "cookie",
            "HOST",
            "Content-Length",
            "Transfer-Encoding",
            "Proxy-Authorization",
            "Sec-Fetch-Site",
            "X-HTTP-Method-Override",
            "Bad Name",
            "Bad\r\nName",
            "",
        ],
    )
    def test_header_fields_that_could_do_harm_are_not(self, name):
        assert self.step(method="GET", headers={name: "x"}).headers == {}
        posted = {"Content-Type": "application/json"}
        assert self.step(method="POST", headers={name: "x"}, body={}).headers == posted
        assert self.step(method="POST", headers={name: "x"}).headers == posted

    def test_header_values_that_break_lines_are_not_sent(self):
        given = {"Prefer": "1\r\nX-B: 2", "Search-After": "3"}
        assert self.step(method="GET", headers=given).headers == {"Search-After": "3"}

    def test_header_fields_that_the_user_set_are_not_replaced(self):
        body = {"items": TWENTY, "links": [{"rel": "next", "href": URL, "method": "GET", "headers": {"PREFER": "x"}}]}
        step = Pager.start(page(body), trusted=Trusted(headers=frozenset({"prefer"}))).advance(page(body))
        assert step.headers == {}

    def test_header_fields_of_the_search_are_not_replaced(self):
        body = {"items": TWENTY, "links": [{"rel": "next", "href": URL, "method": "GET", "headers": {"Prefer": "x"}}]}
        step = Pager.start(page(body), request=Step(URL, headers={"Prefer": "mine"})).advance(page(body))
        assert step.headers == {"Prefer": "mine"}

    @pytest.mark.parametrize(
        "asked",
        [
            Step("https://api.test/search"),
            Step("https://api.test/things", "POST", {}, b"{}"),
            Step("https://other.test/search", "POST", {}, b"{}"),
            Step("https://api.test:8443/search", "POST", {}, b"{}"),
        ],
        ids=str,
    )
    def test_a_post_is_not_sent_where_no_search_was_posted(self, asked):
        for link in ({"method": "POST"}, {"method": "post", "body": {"confirm": True}, "merge": True}):
            body = {"items": TWENTY, "links": [{"rel": "next", "href": "https://api.test/search", **link}]}
            document = page(body, url=asked.url)
            pager = Pager.start(document, request=asked)
            assert pager.advance(document) == Stop(
                "next link left out", more=True, detail="it asks for POST, and this list was not read by POST there"
            )

    def test_a_post_is_sent_where_the_profile_says_that_it_reads(self):
        body = {"items": TWENTY, "links": [{"rel": "next", "href": "/search", "method": "POST", "body": {"a": 1}}]}
        trusted = Trusted(reads_by_post=lambda url: url.endswith("/search"))
        step = Pager.start(page(body), trusted=trusted).advance(page(body))
        assert (step.method, step.body) == ("POST", b'{"a":1}')
        assert step.headers == {"Content-Type": "application/json"}

    def test_a_bare_link_to_the_same_path_elsewhere_carries_nothing_of_the_search(self):
        document = page({"resources": TWENTY, "links": link_array(next="https://other.test/things?page=1")})
        step = Pager.start(document, request=Step(URL, "POST", {"X-Own": "1"}, b"{}")).advance(document)
        assert (step.method, step.body, step.headers) == ("GET", None, {})

    def test_a_next_link_that_would_write_is_never_followed(self):
        stop = self.step(method="DELETE")
        assert str(stop) == "next link left out: it asks for DELETE, and paging only reads"
        assert not stop.complete

    def test_the_report_says_why_a_link_was_left_out(self):
        body = {"features": TWENTY, "links": [{"rel": "next", "href": "/search", "method": "DELETE"}]}
        document = page(body)
        pager = Pager.start(document)
        pager.advance(document)
        assert pager.report().notes == ("a next link was left out: it asks for DELETE, and paging only reads",)

    def test_a_template_without_values_is_left_out_and_told(self):
        document = page({"items": TWENTY, "_links": {"next": {"href": "/things/{id}", "templated": True}}})
        pager = Pager.start(document)
        pager.advance(document)
        assert pager.report().notes == ("a next link was left out: it is a template that needs values",)

    def test_a_body_that_is_no_object_is_sent_as_it_is(self):
        assert self.step(method="POST", body=["n"], merge=True).body == b'["n"]'


def following(base: Any, href: str, url: str = "https://api.test/wiki/rest/x?limit=2") -> str:
    document = page({"results": TWENTY, "_links": {"base": base, "next": href}}, url=url)
    pager = Pager.start(document)
    step = pager.advance(document)
    assert pager.report().notes == ()
    return step.url if isinstance(step, Step) else ""


def test_a_next_path_is_asked_for_below_the_base():
    assert following("https://api.test/wiki/", "/rest/x?start=2") == "https://api.test/wiki/rest/x?start=2"


def test_a_next_path_that_has_the_base_already_is_taken_as_it_is():
    assert following("https://api.test/wiki", "/wiki/rest/x?start=2") == "https://api.test/wiki/rest/x?start=2"


@pytest.mark.parametrize("base", [None, 7, "/wiki", "https://other.test/wiki", "https://api.test", {"href": "/w"}])
def test_a_base_of_another_kind_or_origin_changes_nothing(base):
    assert following(base, "/rest/x?start=2") == "https://api.test/rest/x?start=2"


def test_a_base_that_the_list_is_not_below_changes_nothing():
    assert following("https://api.test/wiki", "/x?start=2", f"{URL}?a=1") == "https://api.test/x?start=2"


def test_a_list_that_says_that_it_has_no_more_ends_beside_a_live_link():
    body = {"tickets": TWENTY, "meta": {"has_more": False}, "links": {"next": "https://api.test/things?page[after]=c"}}
    result = walk(lambda step: body)
    assert (len(result.asked), str(result.stop), result.stop.more) == (*(1, "last page: meta.has_more says so", False),)
