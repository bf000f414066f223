"""First pages as APIs really write them, with the request that must follow or the reason why none does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TWENTY = [{"id": number} for number in range(20)]
THREE = TWENTY[:3]


@dataclass(frozen=True)
class Shape:
    """A first page, how it must be paged, and what must follow it."""

    name: str
    body: Any
    strategy: str
    evidence: str
    next: str = ""
    stop: str = ""
    more: bool | None = None
    total: int | None = None
    url: str = "https://api.test/things"
    headers: Mapping[str, str] = field(default_factory=dict)


def link_array(**targets: str) -> list[dict[str, str]]:
    return [{"rel": rel, "href": href} for rel, href in targets.items()]


def hal(**targets: str) -> dict[str, dict[str, str]]:
    return {rel: {"href": href} for rel, href in targets.items()}


LINKED = [
    Shape(
        "LaunchDarkly, path-relative HAL links beside items",
        {"items": TWENTY, "totalCount": 57, "_links": hal(self="/things", next="/things?limit=20&offset=20")},
        *("next link", "_links.next", "https://api.test/things?limit=20&offset=20"),
        total=57,
    ),
    Shape(
        "LaunchDarkly, last page",
        {"items": THREE, "totalCount": 43, "_links": hal(self="/things?offset=40", first="/things", prev="/things")},
        *("next link", "first without next"),
        stop="no next link",
        total=43,
        url="https://api.test/things?offset=40",
    ),
    Shape(
        "LaunchDarkly, everything on one page",
        {"items": THREE, "totalCount": 3, "_links": hal(self="/things")},
        *("single page", "links, and no next among them"),
        stop="no next link",
        more=False,
        total=3,
    ),
    Shape(
        "LaunchDarkly, contexts with an opaque continuation in the link",
        {
            "items": TWENTY,
            "_links": hal(next="/things?continuationToken=QAGFK%2Fx%3D%3D"),
            "continuationToken": "QAGFK/x==",
        },
        *("next link", "_links.next", "https://api.test/things?continuationToken=QAGFK%2Fx%3D%3D"),
    ),
    Shape(
        "HAL with embedded members and an absolute link",
        {"_embedded": {"things": TWENTY}, "_links": hal(self="/things", next="https://api.test/things?cursor=a%2Bb")},
        *("next link", "_links.next", "https://api.test/things?cursor=a%2Bb"),
    ),
    Shape(
        "HAL, next only as a string",
        {"_embedded": {"things": TWENTY}, "_links": {"self": "/things", "next": "/things?page=2"}},
        *("next link", "_links.next", "https://api.test/things?page=2"),
    ),
    Shape(
        "HAL, next is null",
        {"_embedded": {"things": THREE}, "_links": {"self": {"href": "/things"}, "next": None}},
        *("next link", "_links.next is empty"),
        stop="no next link",
        more=False,
    ),
    Shape(
        "InsightVM, link array beside a page object",
        {
            "resources": TWENTY,
            "page": {"number": 0, "size": 20, "totalPages": 3, "totalResources": 57},
            "links": link_array(self="https://api.test/things", next="https://api.test/things?page=1&size=20"),
        },
        *("next link", 'links: rel "next"', "https://api.test/things?page=1&size=20"),
        total=57,
    ),
    Shape(
        "InsightVM, a link array that forgot next",
        {
            "resources": TWENTY,
            "page": {"number": 0, "size": 20, "totalPages": 3, "totalResources": 57},
            "links": link_array(self="https://api.test/things"),
        },
        *("page number", "page.number → page=", "https://api.test/things?page=1"),
        total=57,
    ),
    Shape(
        "InsightVM, one page of one",
        {
            "resources": THREE,
            "page": {"number": 0, "size": 10, "totalPages": 1, "totalResources": 3},
            "links": link_array(self="https://api.test/things"),
        },
        *("page number", "page.number → page="),
        stop="last page",
        more=False,
        total=3,
    ),
    Shape(
        "InsightVM, unpaged ids",
        {"resources": [3, 5, 8], "links": link_array(self="https://api.test/things")},
        *("single page", "links, and no next among them"),
        stop="no next link",
        more=False,
    ),
    Shape(
        "InsightVM, links as an array of objects, as its text shows them",
        {"resources": TWENTY, "links": [{"first": {"href": "/things"}, "next": {"href": "/things?page=1"}}]},
        *("next link", 'links: rel "next"', "https://api.test/things?page=1"),
    ),
    Shape(
        "link array in Title Case",
        {"resources": TWENTY, "links": [{"rel": "Next", "href": "/things?page=1"}]},
        *("next link", 'links: rel "next"', "https://api.test/things?page=1"),
    ),
    Shape(
        "STAC, features and a GET link",
        {
            "type": "FeatureCollection",
            "features": TWENTY,
            "links": link_array(next="https://api.test/things?token=next:7"),
        },
        *("next link", 'links: rel "next"', "https://api.test/things?token=next:7"),
    ),
    Shape(
        "JSON:API, links.next",
        {"data": TWENTY, "links": {"self": "/things", "next": "/things?page[number]=2"}},
        *("next link", "links.next", "https://api.test/things?page[number]=2"),
    ),
    Shape(
        "GitHub, Link header",
        TWENTY,
        *("link header", 'Link: rel="next"', "https://api.test/things?page=2&per_page=20"),
        headers={"Link": '<https://api.test/things?page=2&per_page=20>; rel="next", <https://api.test/z>; rel="last"'},
    ),
    Shape(
        "GitHub, last page",
        THREE,
        *("link header", "prev without next"),
        stop="no next link",
        more=False,
        url="https://api.test/things?page=3",
        headers={"Link": '<https://api.test/things?page=2>; rel="prev", <https://api.test/things?page=1>; rel="first"'},
    ),
    Shape(
        "GitHub, search",
        {"total_count": 3041, "incomplete_results": False, "items": TWENTY},
        *("link header", 'Link: rel="next"', "https://api.test/things?q=x&page=2"),
        total=3041,
        headers={"Link": '<https://api.test/things?q=x&page=2>; rel="next"'},
    ),
    Shape(
        "Getaround, Link header with next only",
        TWENTY,
        *("link header", 'Link: rel="next"', "https://api.test/things?page=2"),
        headers={"Link": '<https://api.test/things?page=2>; rel="next"'},
    ),
    Shape(
        "Link header with a relative target that resolves against the response",
        TWENTY,
        *("link header", 'Link: rel="next"', "https://api.test/v1/things?page=2"),
        url="https://api.test/v1/things?page=1",
        headers={"Link": "<things?page=2>; rel=next"},
    ),
    Shape(
        "Link header about something else",
        TWENTY,
        *("single page", "nothing leads further"),
        stop="single page",
        headers={"Link": '</style.css>; rel="preload"'},
    ),
]

URLS = [
    Shape(
        "OData 4",
        {
            "@odata.context": "$metadata#Things",
            "@odata.count": 57,
            "value": TWENTY,
            "@odata.nextLink": "https://api.test/things?$skiptoken=Id-20&$filter=a%20eq%20'b'",
        },
        *("next url", "@odata.nextLink", "https://api.test/things?$skiptoken=Id-20&$filter=a%20eq%20'b'"),
        total=57,
    ),
    Shape(
        "OData 4, relative",
        {"value": TWENTY, "@odata.nextLink": "things?$skip=20"},
        *("next url", "@odata.nextLink", "https://api.test/odata/things?$skip=20"),
        url="https://api.test/odata/things",
    ),
    Shape(
        "Django, first of three pages",
        {"count": 57, "next": "https://api.test/things?page=2", "previous": None, "results": TWENTY},
        *("next url", "next", "https://api.test/things?page=2"),
        total=57,
    ),
    Shape(
        "Django, the only page",
        {"count": 3, "next": None, "previous": None, "results": THREE},
        *("next url", "next is empty"),
        stop="no next link",
        more=False,
        total=3,
    ),
    Shape(
        "a relative query in next",
        {"items": TWENTY, "next": "?page=2"},
        *("next url", "next", "https://api.test/things?page=2"),
        url="https://api.test/things?page=1",
    ),
    Shape(
        "Laravel",
        {
            "data": TWENTY,
            "links": {"first": "https://api.test/things?page=1", "next": "https://api.test/things?page=2"},
            "meta": {"current_page": 1, "last_page": 3, "per_page": 20, "total": 57},
        },
        *("next link", "links.next", "https://api.test/things?page=2"),
        total=57,
    ),
    Shape(
        "HubSpot, a token and a link",
        {"results": TWENTY, "paging": {"next": {"after": "20", "link": "?after=20"}}},
        *("next url", "paging.next.link", "https://api.test/things?after=20"),
    ),
]

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
        {"results": TWENTY, "total": 20, "page": 1, "pageSize": 20},
        *("page number", "page → page="),
        stop="total reached",
        more=False,
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

SHAPES = [*LINKED, *URLS, *TOKENS, *COUNTED, *SINGLE]
