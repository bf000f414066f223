import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.formats.paging_hints import paging_hints

ONE = [{"id": 1}]


def facts(data):
    hints = paging_hints(data)
    names = [name for name in hints.found if getattr(hints, name) is not None]
    return {name: (getattr(hints, name), hints.found[name]) for name in names}


@pytest.mark.parametrize(
    ("data", "total", "path"),
    [
        ({"items": ONE, "totalCount": 57}, 57, "totalCount"),
        ({"items": ONE, "total": 57}, 57, "total"),
        ({"items": ONE, "total_count": 57}, 57, "total_count"),
        ({"resources": ONE, "page": {"totalResources": 57}}, 57, "page.totalResources"),
        ({"_embedded": {}, "page": {"totalElements": 57}}, 57, "page.totalElements"),
        ({"data": ONE, "meta": {"total": 57}}, 57, "meta.total"),
        ({"data": ONE, "meta": {"pagination": {"total": 57}}}, 57, "meta.pagination.total"),
        ({"data": ONE, "pagination": {"total_items": 57}}, 57, "pagination.total_items"),
        ({"value": ONE, "@odata.count": 57}, 57, "@odata.count"),
        ({"values": ONE, "fullResultSize": 57}, 57, "fullResultSize"),
        ({"features": ONE, "numberMatched": 57}, 57, "numberMatched"),
        ({"results": ONE, "totalNumberOfResults": 57}, 57, "totalNumberOfResults"),
        ({"response": {"docs": ONE, "numFound": 57}}, 57, "response.numFound"),
        ({"d": {"results": ONE, "total": "57"}}, 57, "d.total"),
        ({"result": {"records": ONE, "total": 57}}, 57, "result.total"),
        ({"results": ONE, "count": 57, "next": None, "previous": None}, 57, "count"),
        ({"users": ONE, "count": 57, "next_page": None}, 57, "count"),
        ({"results": ONE, "count": 57}, 57, "count"),
        ({"items": [], "totalCount": 0}, 0, "totalCount"),
    ],
)
def test_a_total_is_found_with_its_place(data, total, path):
    hints = paging_hints(data)
    assert (hints.total, hints.found["total"]) == (total, path)


@pytest.mark.parametrize(
    "data",
    [
        {"values": ONE, "count": 1},
        {"values": ONE, "count": 5, "fullResultSize": 57},
        {"features": ONE, "numberReturned": 1, "numberMatched": 57},
    ],
)
def test_the_count_of_a_page_is_no_total(data):
    hints = paging_hints(data)
    assert hints.count is not None
    assert hints.total in (None, 57)


@pytest.mark.parametrize("total", [True, -1, 1.5, "many", None, [], {}, "9" * 30, float("nan")])
def test_what_cannot_be_a_count_is_no_total(total):
    assert paging_hints({"items": ONE, "total": total}).total is None


@pytest.mark.parametrize(
    ("data", "url", "path"),
    [
        ({"results": ONE, "next": "https://api.test/?page=2"}, "https://api.test/?page=2", "next"),
        ({"results": ONE, "next": "?page=2"}, "?page=2", "next"),
        ({"results": ONE, "next": "/x?page=2"}, "/x?page=2", "next"),
        ({"results": ONE, "next": "x?page=2"}, "x?page=2", "next"),
        ({"results": ONE, "next": {"href": "/x?page=2"}}, "/x?page=2", "next.href"),
        ({"value": ONE, "nextLink": "/2"}, "/2", "nextLink"),
        (
            {"value": ONE, "@odata.nextLink": "https://a.test/?$skiptoken=x"},
            "https://a.test/?$skiptoken=x",
            "@odata.nextLink",
        ),
        ({"d": {"results": ONE, "__next": "https://a.test/2"}}, "https://a.test/2", "d.__next"),
        ({"data": ONE, "paging": {"next": "/2"}}, "/2", "paging.next"),
        ({"data": ONE, "meta": {"next": "/2"}}, "/2", "meta.next"),
        ({"data": ONE, "pagination": {"next_url": "/2"}}, "/2", "pagination.next_url"),
        ({"data": ONE, "links": {"next": "/2"}}, "/2", "links.next"),
        ({"data": ONE, "links": {"next": {"href": "/2"}}}, "/2", "links.next.href"),
        ({"data": ONE, "_links": {"next": {"href": "/2"}}}, "/2", "_links.next.href"),
        ({"data": ONE, "links": {"pages": {"next": "/2"}}}, "/2", "links.pages.next"),
        ({"data": ONE, "next_page_url": "/2"}, "/2", "next_page_url"),
        ({"items": ONE, "nextPageUrl": "/2"}, "/2", "nextPageUrl"),
        ({"users": ONE, "next_page": "/2"}, "/2", "next_page"),
        ({"records": ONE, "nextRecordsUrl": "/2"}, "/2", "nextRecordsUrl"),
    ],
)
def test_a_next_url_is_found_as_it_is_spelled(data, url, path):
    hints = paging_hints(data)
    assert (hints.next_url, hints.found["next_url"]) == (url, path)
    assert hints.token is None


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_next_is_told_from_none_at_all(nothing):
    hints = paging_hints({"results": ONE, "next": nothing})
    assert hints.next_url is None
    assert hints.found["next_url"] == "next"
    assert "next_url" not in paging_hints({"results": ONE}).found


def test_a_previous_url_is_found_too():
    assert facts({"results": ONE, "previous": "/1"}) == {"previous_url": ("/1", "previous")}


@pytest.mark.parametrize(
    ("data", "token", "parameter", "path"),
    [
        ({"apis": ONE, "nextPageToken": "t"}, "t", "pageToken", "nextPageToken"),
        ({"items": ONE, "next_page_token": "t"}, "t", "page_token", "next_page_token"),
        ({"identifiers": ONE, "next-page-token": "t"}, "t", "pageToken", "next-page-token"),
        ({"items": ONE, "continuationToken": "t"}, "t", "continuationToken", "continuationToken"),
        ({"items": ONE, "next_cursor": "t"}, "t", "cursor", "next_cursor"),
        ({"items": ONE, "nextCursor": "t"}, "t", "cursor", "nextCursor"),
        ({"members": ONE, "response_metadata": {"next_cursor": "t"}}, "t", "cursor", "response_metadata.next_cursor"),
        ({"items": ONE, "cursor": "t", "has_more": True}, "t", "cursor", "cursor"),
        ({"items": ONE, "pageInfo": {"endCursor": "t", "hasNextPage": True}}, "t", "after", "pageInfo.endCursor"),
        ({"results": ONE, "paging": {"next": {"after": "t"}}}, "t", "after", "paging.next.after"),
        ({"items": ONE, "metadata": {"continue": "t"}}, "t", "continue", "metadata.continue"),
        ({"records": ONE, "offset": "itr/x"}, "itr/x", "offset", "offset"),
        ({"entries": ONE, "next_marker": "t"}, "t", "marker", "next_marker"),
        ({"values": ONE, "nextPageStart": 25, "isLastPage": False}, "25", "start", "nextPageStart"),
        ({"data": {"items": ONE, "nextPageToken": "t"}}, "t", "pageToken", "data.nextPageToken"),
        ({"data": ONE, "meta": {"next_token": "t"}}, "t", "next_token", "meta.next_token"),
    ],
)
def test_a_token_is_found_with_the_parameter_of_its_family(data, token, parameter, path):
    hints = paging_hints(data)
    assert (hints.token, hints.token_parameter, hints.found["token"]) == (token, parameter, path)


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_token_is_told_from_none_at_all(nothing):
    hints = paging_hints({"apis": ONE, "nextPageToken": nothing})
    assert (hints.token, hints.found["token"], hints.token_parameter) == (None, "nextPageToken", "pageToken")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "nextReviewDate",
            "nextScan",
            "nextRun",
            "next_run_at",
            "nextInvoiceNumber",
            "next_action",
            "cursor",
            "after",
        ),
        *("nextPaymentDate", "nextLevel", "continued", "tokenId", "token", "access_token", "refreshToken", "endCursor"),
        *("pageTitle", "offsetMinutes", "totalPrice", "limitReached", "previousName", "moreInfo", "lastName"),
    ],
)
@pytest.mark.parametrize("value", ["2025-11-03", "abc", 7, "https://api.test/x", None])
def test_a_field_that_only_sounds_like_paging_is_none(name, value):
    assert not paging_hints({"items": ONE, name: value})


@pytest.mark.parametrize("value", ["2025-11-03", "Monday", "two words", 7, True, [], {}, "a b?c=d"])
def test_a_next_that_is_no_url_is_none(value):
    assert paging_hints({"items": ONE, "next": value}).next_url is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"resources": ONE, "page": {"number": 2, "size": 10, "totalPages": 6}},
            {"page_number": (2, "page.number"), "page_size": (10, "page.size"), "total_pages": (6, "page.totalPages")},
        ),
        ({"data": ONE, "page": 1, "nb_pages": 6}, {"page_number": (1, "page"), "total_pages": (6, "nb_pages")}),
        ({"results": ONE, "page": 1, "pageSize": 20}, {"page_number": (1, "page"), "page_size": (20, "pageSize")}),
        (
            {"data": ONE, "meta": {"current_page": 1, "last_page": 6, "per_page": 15}},
            {
                "page_number": (1, "meta.current_page"),
                "total_pages": (6, "meta.last_page"),
                "page_size": (15, "meta.per_page"),
            },
        ),
        (
            {"content": ONE, "number": 0, "size": 20, "totalPages": 3, "last": False},
            {
                "page_number": (0, "number"),
                "page_size": (20, "size"),
                "total_pages": (3, "totalPages"),
                "has_more": (True, "last"),
            },
        ),
        ({"items": ONE, "skip": 100, "limit": 50}, {"offset": (100, "skip"), "limit": (50, "limit")}),
        ({"values": ONE, "from": 0, "count": 1}, {"offset": (0, "from"), "count": (1, "count")}),
        ({"issues": ONE, "startAt": 0, "maxResults": 50}, {"offset": (0, "startAt"), "limit": (50, "maxResults")}),
        ({"values": ONE, "isLastPage": True}, {"has_more": (False, "isLastPage")}),
        ({"items": ONE, "hasMore": True}, {"has_more": (True, "hasMore")}),
        ({"items": ONE, "next_page": 3}, {"has_more": (True, "next_page")}),
    ],
)
def test_page_numbers_offsets_and_flags_are_found(data, expected):
    assert facts(data) == expected


@pytest.mark.parametrize(
    "data", [{"number": 5, "size": "XL"}, {"id": 1, "size": 10, "number": 3}, {"pages": [1]}, {"from": "Rome"}]
)
def test_numbers_of_a_thing_are_not_those_of_a_page(data):
    assert not paging_hints(data)


@pytest.mark.parametrize("data", [None, 5, "x", b"x", [], [1], {}, {"page": None}, {"page": []}, {"meta": {"page": 5}}])
def test_what_says_nothing_of_pages_has_no_facts_or_valid_ones(data):
    hints = paging_hints(data)
    assert set(hints.found) <= {"page_number"}


def test_a_fact_nearer_the_top_wins():
    assert paging_hints({"total": 1, "meta": {"total": 2}}).found["total"] == "total"


def test_a_fact_with_a_value_wins_over_an_empty_one():
    hints = paging_hints({"next": None, "paging": {"next": "/2"}})
    assert (hints.next_url, hints.found["next_url"]) == ("/2", "paging.next")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["next", "page", "meta", "links", "total", "count", "offset", "data", "cursor"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_body_has_facts_of_the_right_types(data):
    hints = paging_hints(data)
    assert all(
        type(value) in (int, type(None)) for value in (hints.total, hints.offset, hints.limit, hints.page_number)
    )
    assert all(type(value) in (str, type(None)) for value in (hints.next_url, hints.token))
    assert type(hints.has_more) in (bool, type(None))


ROWS = [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("data", "url", "path"),
    [
        ({"info": {"pages": 3, "next": "https://a.test/x?page=2"}}, "https://a.test/x?page=2", "info.next"),
        ({"_pagination": {"next": {"url": "/x?offset=2"}}}, "/x?offset=2", "_pagination.next.url"),
        (
            {"servers_links": [{"rel": "next", "href": "/x?marker=7"}]},
            "/x?marker=7",
            "servers_links.next",
        ),
        ({"Members@odata.nextLink": "/log?$skip=2"}, "/log?$skip=2", "Members@odata.nextLink"),
        ({"next": "/x?where=a eq 1 "}, "/x?where=a eq 1", "next"),
        ({"hydra:view": {"hydra:next": "/x?page=2"}}, "/x?page=2", "hydra:view.hydra:next"),
    ],
)
def test_a_next_url_is_found_wherever_it_stands(data, url, path):
    found = paging_hints(data)
    assert (found.next_url, found.found["next_url"]) == (url, path)


@pytest.mark.parametrize("links", [[], [None], [{"rel": "self", "href": "/x"}], [{"rel": "next", "href": None}]])
def test_an_array_of_links_without_a_next_is_none(links):
    assert paging_hints({"servers_links": links}).next_url is None


def test_a_token_in_the_object_of_the_next_page_is_found_with_its_parameter():
    found = paging_hints(
        {"data": [], "pages": {"next": {"page": 2, "starting_after": "WzE"}, "page": 1, "total_pages": 5}}
    )
    assert (found.token, found.token_parameter, found.total_pages) == ("WzE", "starting_after", 5)


@pytest.mark.parametrize("container", ["meta", "pagination", "paging", "_pagination", "info"])
def test_a_count_in_an_object_about_pages_is_a_total(container):
    assert paging_hints({"data": ROWS, container: {"count": 6}}).total == 6
    assert paging_hints({"data": ROWS, container: {"count": 2, "total": 6}}).total == 6


def test_a_total_may_stand_in_an_object_beside_what_it_counts():
    found = paging_hints({"hits": {"total": {"value": 6, "relation": "gte"}, "hits": ROWS}})
    assert (found.total, found.found["total"]) == (6, "hits.total.value")
    assert paging_hints({"hits": {"total": {"relation": "gte"}, "hits": ROWS}}).total is None
