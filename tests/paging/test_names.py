"""What a request carries already says what its parameters are called."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.paging.filters import dropped
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


PAGE_NUMBERS = "page pageNumber page[number] page_number p pageNo pageIndex currentPage".split()
OFFSETS = "offset skip $skip start from startAt startIndex page[offset]".split()
TOKENS_OF_PAGES = """pageToken nextPageToken page_token next_page_token cursor start_cursor after next_cursor nextCursor
page[cursor] nextToken token next_token pagination_token continuationToken continuation continuation_token page[after]
$skiptoken starting_after marker""".split()
SIZES = "limit size pageSize page_size per_page count $top first page[size] page[limit]".split()


@pytest.mark.parametrize("name", [*PAGE_NUMBERS, *OFFSETS])
def test_each_name_of_a_position_says_where_a_request_begins(name: str):
    assert begins_inside(asked(f"?{name}=20"))
    assert not begins_inside(asked(f"?{name}=0"))
    assert (page_names if name in PAGE_NUMBERS else offset_names)(asked(f"?{name}=2"), "x") == (name,)


@pytest.mark.parametrize("name", TOKENS_OF_PAGES)
def test_each_name_of_a_token_says_that_a_request_begins_inside(name: str):
    assert begins_inside(asked(f"?{name}=abc"))
    assert not begins_inside(asked(f"?{name}="))


@pytest.mark.parametrize("name", [*SIZES, "status", "q", "id"])
def test_no_other_name_says_that_a_request_begins_inside(name: str):
    assert not begins_inside(asked(f"?{name}=20"))


@pytest.mark.parametrize("name", [*PAGE_NUMBERS, *OFFSETS, *SIZES, *TOKENS_OF_PAGES])
def test_no_name_of_paging_is_missed_in_a_next_link(name: str):
    assert dropped(asked(f"?{name}=2&status=open"), asked("?page=2")) == ("status",)


@pytest.mark.parametrize("name", [*PAGE_NUMBERS, *OFFSETS])
def test_a_position_under_any_name_cannot_stand_for_a_filter(name: str):
    assert dropped(asked("?status=open"), asked(f"?{name}=2")) == ("status",)
    assert dropped(asked("?status=open"), asked(f"?{name}=b2Zm")) == ()


@pytest.mark.parametrize("name", SIZES)
def test_a_size_under_any_name_cannot_stand_for_a_filter(name: str):
    assert dropped(asked("?status=open"), asked(f"?{name}=2")) == ("status",)


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("pageToken", ("pageToken", "x", "nextPageToken", "page_token")),
        ("page_token", ("page_token", "x", "next_page_token", "pageToken")),
        ("cursor", ("cursor", "x", "start_cursor", "after")),
        ("nextToken", ("nextToken", "x", "token", "pageToken")),
        ("next_token", ("next_token", "x", "pagination_token", "page_token")),
        ("continuationToken", ("continuationToken", "x", "continuation", "token")),
        ("continuation_token", ("continuation_token", "x", "continuation", "token")),
        ("after", ("after", "x", "page[after]", "cursor")),
        ("other", ("other", "x")),
    ],
)
def test_a_token_is_tried_under_the_names_that_are_usual_for_it(own: str, names: tuple[str, ...]):
    assert token_names(asked(""), own, "x") == names
