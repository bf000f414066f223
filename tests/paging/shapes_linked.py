"""First pages that carry a link or URL of the next one, or show that they would."""

from __future__ import annotations

from tests.paging.shape import THREE, TWENTY, Shape, hal, link_array

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
