"""What a request carries already says what its parameters are called."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.paging.names import begins_inside, offset_names, page_names, token_names
from hypernav.paging.steps import Step
from hypernav.web.urls import parameter
from tests.paging.walking import walk

URL = "https://api.test/x"


def asked(query: str) -> Step:
    return Step(URL + query)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?p=1", ("p",)),
        ("?page=home", ("page", "pageNumber", "page[number]", "page_number")),
        ("?page[size]=2", ("page[number]", "page", "pageNumber", "page_number")),
        ("?per_page=2", ("page", "pageNumber", "page[number]", "page_number")),
    ],
)
def test_a_page_number_goes_by_the_name_that_the_request_shows(query: str, names: tuple[str, ...]):
    assert page_names(asked(query), "page") == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?skip=0", ("skip",)),
        ("?from=2024-01-01", ("from", "offset", "skip", "$skip")),
        ("?$top=2", ("$skip", "from", "offset", "skip")),
        ("?page[limit]=2", ("page[offset]", "from", "offset", "skip")),
    ],
)
def test_an_offset_goes_by_the_name_that_the_request_shows(query: str, names: tuple[str, ...]):
    assert offset_names(asked(query), "from") == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ("cursor", "next_cursor", "start_cursor", "after")),
        ("?start_cursor=a", ("start_cursor",)),
        ("?cursor=", ("cursor",)),
    ],
)
def test_a_token_goes_by_the_name_that_the_request_shows(query: str, names: tuple[str, ...]):
    assert token_names(asked(query), "cursor", "next_cursor") == names


@pytest.mark.parametrize(
    ("query", "inside"),
    [("", False), ("?page=1", False), ("?page=2", True), ("?$skip=0", False), ("?start=20", True), ("?cursor=a", True)],
)
def test_a_request_for_a_later_page_begins_inside_the_list(query: str, inside: bool):
    assert begins_inside(asked(query)) == inside


@pytest.mark.parametrize(
    ("query", "following"),
    [
        ("?page=1&per_page=2", "?page=2&per_page=2"),
        ("?page=0&per_page=2", "?page=1&per_page=2"),
        ("?offset=0", "?offset=2"),
        ("?page[limit]=2", "?page[limit]=2&page[offset]=2"),
        ("?page[size]=2", "?page[size]=2&page[number]=2"),
        ("?$top=2", "?$top=2&$skip=2"),
        ("?limit=2", "?limit=2&offset=2"),
    ],
)
def test_a_list_that_claims_more_goes_on_by_the_parameters_of_its_request(query: str, following: str):
    rows = [{"id": 1}, {"id": 2}]
    result = walk(lambda step: {"items": rows, "total": 6}, URL + query, limit=2)
    assert result.urls[1] == URL + following


def test_a_list_that_claims_nothing_is_not_asked_for_more():
    assert len(walk(lambda step: {"items": [{"id": 1}]}, f"{URL}?page=1&per_page=1").asked) == 1


TOKENS = {"": "tA", "tA": "tB", "tB": None}


@pytest.mark.parametrize(
    ("member", "taken"),
    [
        ("nextPageToken", "nextPageToken"),
        ("next_cursor", "start_cursor"),
        ("next_token", "pagination_token"),
        ("nextToken", "nextToken"),
        ("next_page_token", "page_token"),
    ],
)
def test_a_token_is_tried_under_the_known_names_in_turn(member: str, taken: str):
    def serve(step: Step) -> Any:
        token = parameter(step.url, taken) or ""
        return {"items": [{"id": f"{token}{row}"} for row in range(2)], member: TOKENS[token]}

    result = walk(serve)
    assert (len(result.members), result.stop.more, result.pager.evidence) == (6, False, f"{member} → {taken}=")
