"""A later page is a page of the list that page one began, or the list ends there as not complete."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.formats import read
from hypernav.paging.members import raw_members
from tests.paging.walking import URL, page, walk

TWO = [{"id": 1}, {"id": 2}]
MORE = [{"id": 3}, {"id": 4}]


def then(second: Any, key: str = "items", first: Any = None) -> Any:
    """Serve a page of two with a next link, and another answer after it."""
    begun = {key: TWO, "next": "?page=2"} if first is None else first
    return lambda step: second if "page=2" in step.url else begun


NO_PAGES = [
    ({"error": "ratelimited", "ok": False}, "an object of error, ok, without a list at 'items'"),
    ({}, "an empty object, without a list at 'items'"),
    ({"Items": MORE}, "an object of Items, without a list at 'items'"),
    ({"items": None}, "an object of items, without a list at 'items'"),
    ({"items": {"id": 3}}, "an object of items, without a list at 'items'"),
    ({"id": 3}, "an object of id, without a list at 'items'"),
    ({"next": None}, "an object of next, without a list at 'items'"),
    ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, "an object of a, b, c, d, …, without a list at 'items'"),
    (MORE, "an array, without a list at 'items'"),
    (7, "a single value, without a list at 'items'"),
    (None, "an answer without a body (200), without a list at 'items'"),
    ({"items": [], "success": False}, "an object of items, success that says that it failed"),
    ({"items": [], "status": "error"}, "an object of items, status that says that it failed"),
    ({"errors": [{"code": 7}], "count": 0}, "an object of errors, count, without a list at 'items'"),
    *(
        ({"items": [], name: {"code": 7}}, f"an object of items, {name} that says that it failed")
        for name in ("error", "errors", "fault", "exception")
    ),
    *(
        ({"items": [], name: False}, f"an object of items, {name} that says that it failed")
        for name in ("ok", "success", "successful")
    ),
    *(
        ({"items": [], "status": word}, "an object of items, status that says that it failed")
        for word in ("error", "fail", "failed")
    ),
]


@pytest.mark.parametrize(("second", "what"), NO_PAGES)
def test_a_later_page_that_is_no_list_ends_the_list_as_not_complete(second: Any, what: str):
    result = walk(then(second))
    assert result.stop is not None
    assert (result.members, str(result.stop)) == (TWO, f"not a list: page 2 is {what}")
    assert not result.pager.report().complete


def test_a_sign_in_page_ends_the_list_as_not_complete():
    pager = walk(then(None)).pager
    html = read(URL, 200, {"Content-Type": "text/html; charset=utf-8"}, "<title>Sign in</title>")
    result = walk(then((html.data, {"Content-Type": "text/html; charset=utf-8"})))
    assert str(result.stop) == "not a list: page 2 is text/html, without a list at 'items'"
    assert str(pager.report()).splitlines()[3] == "members   2, more may exist"


def test_a_later_page_that_is_no_list_is_not_counted():
    result = walk(then({"error": "ratelimited"}))
    assert (result.pager.pages, result.pager.items, len(result.asked)) == (1, 2, 2)


def test_an_object_after_a_bare_array_is_no_page():
    headers = {"Link": '<?page=2>; rel="next"'}
    result = walk(lambda step: {"message": "slow down"} if "page=2" in step.url else (TWO, headers))
    assert str(result.stop) == "not a list: page 2 is an object of message, without a list in it"


@pytest.mark.parametrize(
    "second",
    [
        {"next": None, "count": 0},
        {"items": None, "total": 2},
        {"page": {"number": 3, "totalPages": 2}},
        {"items": []},
        {"items": [], "errors": None, "ok": True},
    ],
)
def test_a_later_page_that_says_that_it_is_empty_is_the_end(second: Any):
    result = walk(then(second))
    assert (result.members, result.stop.more) == (TWO, False)


def test_a_page_with_nothing_but_the_way_on_is_read_as_empty():
    tokens = {"": "a", "a": "b", "b": ""}

    def serve(step: Any) -> Any:
        token = step.url.partition("pageToken=")[2]
        rows = {"": {"apis": TWO}, "b": {"apis": MORE}}.get(token, {})
        return {**rows, "nextPageToken": tokens[token]}

    result = walk(serve)
    assert (result.members, result.stop.more) == ([*TWO, *MORE], False)


ENVELOPE = "kind etag self links _links meta page paging pagination status".split()


@pytest.mark.parametrize("name", [*ENVELOPE, "_any", "@any", "$any"])
def test_members_that_stand_around_a_list_do_not_make_one_thing_of_a_page(name: str):
    pages = {"": {"apis": TWO, "nextPageToken": "a"}, "a": {name: "x", "nextPageToken": "b"}, "b": {"apis": MORE}}
    result = walk(lambda step: pages[step.url.partition("pageToken=")[2]])
    assert (result.members, result.stop.more) == ([*TWO, *MORE], False)


@pytest.mark.parametrize("name", ["id", "name", "message", "apis2"])
def test_any_other_member_makes_one_thing_of_a_page(name: str):
    pages = {"": {"apis": TWO, "nextPageToken": "a"}, "a": {name: "x", "nextPageToken": "b"}}
    result = walk(lambda step: pages[step.url.partition("pageToken=")[2]])
    assert (result.members, result.stop.reason) == (TWO, "not a list")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ({"repositories": ["a", "b"]}, {"repositories": ["c"]}),
        ({"generatedAt": "2024-01-01", "lines": TWO}, {"generatedAt": "2024-01-01", "lines": MORE}),
        ({"class": ["orders"], "entities": TWO}, {"class": ["orders"], "entities": MORE}),
        ({"v1.things": TWO, "name": "x", "next": "?page=2"}, {"v1.things": MORE, "name": "x"}),
        ({"data": {"rows": TWO, "at": 7}}, {"data": {"rows": MORE, "at": 8}}),
    ],
)
def test_the_last_page_is_read_where_the_first_was_whatever_evidence_it_lacks(first: Any, last: Any):
    headers = {"Link": '<?page=2>; rel="next"'}
    result = walk(lambda step: last if "page=2" in step.url else (first, headers))
    rows = [row for body in (first, last) for row in _rows(body)]
    assert (result.members, result.stop.more) == (rows, False)


def _rows(body: Any) -> list[Any]:
    return next(value if isinstance(value, list) else _rows(value) for value in body.values() if _holds(value))


def _holds(value: Any) -> bool:
    return (isinstance(value, list) and len(value) > 0 and value != ["orders"]) or isinstance(value, dict)


def test_a_first_page_without_a_list_lets_the_first_one_that_has_it_decide():
    envelope = {"page": {"number": 0, "size": 2, "totalElements": 4}, "_links": {"next": {"href": "?page=1"}}}
    second = {"_embedded": {"things": TWO}, "_links": {"next": {"href": "?page=2"}}}
    pages = {"": envelope, "page=1": second, "page=2": {"_embedded": {"others": MORE}}}
    result = walk(lambda step: pages[step.url.partition("?")[2]])
    assert result.members == TWO
    assert str(result.stop) == "not a list: page 3 is an object of _embedded, without a list at '_embedded.things'"


def test_raw_members_are_the_lists_of_the_document_itself():
    body = {"items": TWO, "_links": {}}
    assert raw_members(page(body)) is body["items"]


def test_raw_members_are_found_under_a_key_with_a_dot():
    body = {"_embedded": {"v1.things": TWO}, "_links": {"self": {"href": "/things"}}}
    assert raw_members(page(body)) is body["_embedded"]["v1.things"]


def test_a_document_that_is_one_thing_has_no_members():
    assert raw_members(page({"name": "one"})) is None
