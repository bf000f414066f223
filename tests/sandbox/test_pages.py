"""Lists cut into pages, and the links between these."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request

from hypernav.sandbox.pages import Batch, ByNumber, ByOffset, ByToken, Whole, changed, link_header, with_query
from hypernav.sandbox.problems import Invalid

LETTERS = "abcdefg"
OFFSET = ByOffset("offset", "limit", 3, most=5)
NUMBER = ByNumber("page", "size", 3, most=5)
TOKEN = ByToken("token", "size", 3)


def cut(pages: Any, text: str = "", found: Any = LETTERS) -> Batch:
    return pages.cut(MultiDict(parse_qsl(text, keep_blank_values=True)), found)


@pytest.mark.parametrize(
    ("pages", "text", "items"),
    [
        (Whole(), "limit=1", "abcdefg"),
        (OFFSET, "", "abc"),
        (OFFSET, "limit=2&offset=3", "de"),
        (OFFSET, "limit=99", "abcde"),
        (OFFSET, "offset=99", ""),
        (NUMBER, "", "abc"),
        (NUMBER, "page=3", "g"),
        (NUMBER, "page=4", ""),
        (NUMBER, "page=2&size=2", "cd"),
        (NUMBER, "size=99", "abcde"),
        (ByNumber("page", "size", 3, first=0), "page=1", "def"),
        (TOKEN, "size=2", "ab"),
    ],
)
def test_a_page_holds_its_part_of_the_list(pages: Any, text: str, items: str) -> None:
    batch = cut(pages, text)
    assert (batch.items, batch.total) == (items, 7)


@pytest.mark.parametrize(
    ("pages", "text", "values"),
    [
        (OFFSET, "", {"first": 0, "next": 3, "last": 6}),
        (OFFSET, "offset=1", {"first": 0, "prev": 0, "next": 4, "last": 4}),
        (OFFSET, "offset=6", {"first": 0, "prev": 3, "last": 6}),
        (OFFSET, "offset=99", {"first": 0, "prev": 4, "last": 0}),
        (NUMBER, "", {"first": 1, "next": 2, "last": 3}),
        (NUMBER, "page=2", {"first": 1, "prev": 1, "next": 3, "last": 3}),
        (NUMBER, "page=3", {"first": 1, "prev": 2, "last": 3}),
    ],
)
def test_other_pages_are_linked_where_there_are_some(pages: Any, text: str, values: dict[str, int]) -> None:
    name = "offset" if pages is OFFSET else "page"
    assert {rel: changes[name] for rel, changes in cut(pages, text).queries.items()} == values


def test_an_empty_list_has_one_page() -> None:
    assert cut(NUMBER, found="").queries == {"first": {"page": 1, "size": 3}, "last": {"page": 1, "size": 3}}


def test_tokens_lead_through_the_list_and_end_with_it() -> None:
    seen, token = [], ""
    while not seen or token:
        batch = cut(TOKEN, f"q=1&token={token}")
        seen, token = [*seen, batch.items], batch.token
        assert batch.queries == ({"next": {"token": token}} if token else {})
    assert seen == ["abc", "def", "g"]


@pytest.mark.parametrize("text", ["q=2&token={}", "q=1&token=x{}", "q=1&token=x", "q=1&token={}0", "q=1&token=%20"])
def test_a_token_holds_for_its_list_only(text: str) -> None:
    token = cut(TOKEN, "q=1").token
    with pytest.raises(Invalid, match="token: is not a token for this list"):
        cut(TOKEN, text.format(token))


@pytest.mark.parametrize(
    ("pages", "text", "mistake"),
    [
        (OFFSET, "limit=0", "limit: must be at least 1"),
        (OFFSET, "offset=-1", "offset: must be at least 0"),
        (NUMBER, "page=0", "page: must be at least 1"),
        (TOKEN, "size=x", "size: must be a whole number"),
        (ByNumber("page", "size", 3, beyond="refuse"), "page=4", "page: is beyond the end: there are 3 pages of 3"),
    ],
)
def test_what_is_no_page_is_refused(pages: Any, text: str, mistake: str) -> None:
    with pytest.raises(Invalid) as caught:
        cut(pages, text)
    assert (str(caught.value), caught.value.where) == (mistake, "parameter")


def test_the_first_page_of_nothing_is_not_beyond_the_end() -> None:
    assert cut(ByNumber("page", "size", 3, beyond="refuse"), found="").items == ""


def test_parameters_are_set_anew_behind_the_others() -> None:
    assert changed(MultiDict([("a", "1"), ("b", "2"), ("a", "3")]), {"b": 4, "c": None}) == [
        ("a", "1"),
        ("a", "3"),
        ("b", "4"),
    ]


def test_a_url_keeps_its_path_as_it_was_sent() -> None:
    request = Request.from_values("/a%2Fb?x=1", base_url="https://acme.test")
    request.environ["REQUEST_URI"] = "/a%2Fb?x=1"
    assert with_query(request, {"x": "é &"}) == "https://acme.test/a%2Fb?x=%C3%A9%20%26"
    assert with_query(request, {"x": None}) == "https://acme.test/a%2Fb"


def test_a_link_header_names_the_pages_that_there_are() -> None:
    request = Request.from_values("/things?page=2", base_url="https://acme.test")
    batch = NUMBER.cut(request.args, LETTERS)
    assert link_header(request, batch, ("prev", "next")) == (
        '<https://acme.test/things?page=1&size=3>; rel="prev", <https://acme.test/things?page=3&size=3>; rel="next"'
    )
    assert link_header(request, Batch("", 0)) == ""
