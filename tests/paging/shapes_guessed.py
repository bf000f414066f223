"""First pages with a token, a page number or an offset, and pages that lead nowhere."""

from __future__ import annotations

from tests.paging.shape import THREE, TWENTY, Shape, hal

TOKENS = [
    Shape(
        "Google",
        {"apis": TWENTY, "nextPageToken": "CAo/w=", "unreachableLocations": []},
        *("token", "nextPageToken → pageToken=", "https://api.test/things?pageToken=CAo%2Fw%3D"),
    ),
    Shape(
        "Google, last page",
        {"apis": THREE, "nextPageToken": ""},
        *("token", "nextPageToken → pageToken="),
        stop="last page",
        more=False,
    ),
    Shape(
        "Iceberg, opted in by an empty token",
        {"identifiers": [{"namespace": ["a"], "name": "t"}], "next-page-token": "t1"},
        *("token", "next-page-token → pageToken=", "https://api.test/things?pageToken=t1&pageSize=1"),
        url="https://api.test/things?pageToken=&pageSize=1",
    ),
    Shape(
        "Iceberg, last page",
        {"identifiers": [{"namespace": ["a"], "name": "t"}], "next-page-token": None},
        *("token", "next-page-token → pageToken="),
        stop="last page",
        more=False,
    ),
    Shape(
        "Slack",
        {"ok": True, "channels": TWENTY, "response_metadata": {"next_cursor": "dGVhbTpDMDYx"}},
        *("token", "response_metadata.next_cursor → cursor=", "https://api.test/things?cursor=dGVhbTpDMDYx"),
    ),
    Shape(
        "a continuation token",
        {"items": TWENTY, "continuationToken": "abc"},
        *("token", "continuationToken → continuationToken=", "https://api.test/things?continuationToken=abc"),
    ),
    Shape(
        "a cursor beside has_more",
        {"data": TWENTY, "has_more": True, "next_cursor": "c2"},
        *("token", "next_cursor → cursor=", "https://api.test/things?cursor=c2"),
    ),
    Shape(
        "a cursor that is there on the last page too",
        {"data": THREE, "has_more": False, "next_cursor": "c9"},
        *("token", "next_cursor → cursor="),
        stop="last page",
        more=False,
    ),
    Shape(
        "Airtable, a token under the name of an offset",
        {"records": TWENTY, "offset": "itr23sEjsdfEr3282/recSW"},
        *("token", "offset → offset=", "https://api.test/things?offset=itr23sEjsdfEr3282%2FrecSW"),
    ),
]

COUNTED = [
    Shape(
        "Zou",
        {"data": TWENTY, "total": 57, "nb_pages": 3, "limit": 20, "offset": 0, "page": 1},
        *("page number", "page → page=", "https://api.test/things?page=2"),
        total=57,
        url="https://api.test/things?page=1",
    ),
    Shape(
        "Zou, last page",
        {"data": THREE, "total": 43, "nb_pages": 3, "limit": 20, "offset": 40, "page": 3},
        *("page number", "page → page="),
        stop="last page",
        total=43,
        url="https://api.test/things?page=3",
    ),
    Shape(
        "FactPulse",
        {"results": TWENTY, "total": 57, "page": 1, "pageSize": 20},
        *("page number", "page → page=", "https://api.test/things?pageSize=20&page=2"),
        total=57,
        url="https://api.test/things?pageSize=20",
    ),
    Shape(
        "FactPulse, total reached",
        {"results": THREE, "total": 3, "page": 1, "pageSize": 20},
        *("page number", "page → page="),
        stop="total reached",
        more=False,
        total=3,
    ),
    Shape(
        "a page as full as its own limit, and a total that is this limit",
        {"results": TWENTY, "total": 20, "page": 1, "pageSize": 20},
        *("page number", "page → page=", "https://api.test/things?page=2"),
        total=20,
    ),
    Shape(
        "Spring, counted from 0",
        {
            "content": TWENTY,
            "number": 0,
            "size": 20,
            "totalPages": 3,
            "totalElements": 57,
            "last": False,
            "first": True,
        },
        *("page number", "number → page=", "https://api.test/things?page=1"),
        total=57,
    ),
    Shape(
        "Spring HATEOAS without next",
        {
            "_embedded": {"things": TWENTY},
            "_links": hal(self="/things"),
            "page": {"number": 0, "size": 20, "totalPages": 3, "totalElements": 57},
        },
        *("page number", "page.number → page=", "https://api.test/things?page=1"),
        total=57,
    ),
    Shape(
        "GitLab without a Link header",
        TWENTY,
        *("page number", "X-Page → page=", "https://api.test/things?page=2"),
        total=57,
        headers={"X-Page": "1", "X-Next-Page": "2", "X-Per-Page": "20", "X-Total": "57", "X-Total-Pages": "3"},
    ),
    Shape(
        "GitLab above 10,000 rows: no totals",
        TWENTY,
        *("page number", "X-Page → page=", "https://api.test/things?page=2"),
        headers={"X-Page": "1", "X-Next-Page": "2", "X-Per-Page": "20"},
    ),
    Shape(
        "GitLab, last page",
        THREE,
        *("page number", "X-Page → page="),
        stop="last page",
        more=False,
        headers={"X-Page": "3", "X-Next-Page": "", "X-Per-Page": "20"},
        url="https://api.test/things?page=3",
    ),
    Shape(
        "Contentful",
        {"sys": {"type": "Array"}, "total": 57, "skip": 0, "limit": 20, "items": TWENTY},
        *("offset", "skip → skip=", "https://api.test/things?order=-sys.createdAt&skip=20"),
        total=57,
        url="https://api.test/things?order=-sys.createdAt",
    ),
    Shape(
        "Contentful, last page",
        {"sys": {"type": "Array"}, "total": 43, "skip": 40, "limit": 20, "items": THREE},
        *("offset", "skip → skip="),
        stop="total reached",
        more=False,
        total=43,
        url="https://api.test/things?skip=40",
    ),
    Shape(
        "Tripletex",
        {"fullResultSize": 57, "from": 0, "count": 20, "versionDigest": "x", "values": TWENTY},
        *("offset", "from → from=", "https://api.test/things?from=20"),
        total=57,
    ),
    Shape(
        "offset and limit in one object",
        {"items": TWENTY, "pagination": {"offset": 20, "limit": 20, "total": 57}},
        *("offset", "pagination.offset → offset=", "https://api.test/things?offset=40&limit=20"),
        total=57,
        url="https://api.test/things?offset=20&limit=20",
    ),
]

SINGLE = [
    Shape("a bare array", TWENTY, "single page", "nothing leads further", stop="single page"),
    Shape("an object with items", {"items": TWENTY}, "single page", "nothing leads further", stop="single page"),
    Shape(
        "a member that only begins with next",
        {"items": TWENTY, "nextReviewDate": "2025-11-03"},
        *("single page", "nothing leads further"),
        stop="single page",
    ),
    Shape(
        "a total that says there is more, and no way on",
        {"items": TWENTY, "totalCount": 57},
        *("single page", "totalCount"),
        stop="single page",
        more=True,
        total=57,
    ),
    Shape(
        "a total that says this is all",
        {"items": THREE, "totalCount": 3},
        *("single page", "totalCount"),
        stop="total reached",
        more=False,
        total=3,
    ),
    Shape(
        "a total in Content-Range",
        TWENTY,
        *("single page", "Content-Range"),
        stop="single page",
        more=True,
        total=319,
        headers={"Content-Range": "items 0-19/319"},
    ),
    Shape(
        "Stripe",
        {"object": "list", "url": "/v1/customers", "has_more": True, "data": [{"id": "cus_1"}, {"id": "cus/2"}]},
        *("last id", "has_more → starting_after=, guessed"),
        "https://api.test/things?limit=2&starting_after=cus%2F2",
        url="https://api.test/things?limit=2&starting_after=cus_0",
    ),
    Shape(
        "Stripe, the only page",
        {"object": "list", "url": "/v1/customers", "has_more": False, "data": [{"id": "cus_1"}]},
        *("single page", "has_more"),
        stop="last page",
        more=False,
    ),
    Shape(
        "Stripe, read backwards",
        {"object": "list", "url": "/v1/customers", "has_more": True, "data": [{"id": "cus_1"}]},
        *("single page", "has_more"),
        stop="single page",
        more=True,
        url="https://api.test/things?ending_before=cus_2",
    ),
    Shape(
        "Stripe's envelope around members without an id",
        {"object": "list", "has_more": True, "data": [{"name": "a"}]},
        *("single page", "has_more"),
        stop="single page",
        more=True,
    ),
    Shape(
        "OpenAI, which names its last id",
        {"object": "list", "has_more": True, "data": [{"id": "a"}], "first_id": "a", "last_id": "a"},
        *("token", "last_id → after=", "https://api.test/things?after=a"),
    ),
    Shape(
        "has_more and no way on",
        {"data": TWENTY, "has_more": True},
        *("single page", "has_more"),
        stop="single page",
        more=True,
    ),
    Shape(
        "no more, it says", {"data": THREE, "has_more": False}, "single page", "has_more", stop="last page", more=False
    ),
]
