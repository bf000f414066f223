"""The names under which bodies state paging facts: one table, matched without case, hyphens and underscores."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_LONGEST = 40
"""Characters of a name that are looked at."""

TOTALS = frozenset(
    {
        "totalcount",
        "total",
        "totalresults",
        "totalitems",
        "totalelements",
        "totalresources",
        "totalrecords",
        "totalhits",
        "totalsize",
        "numfound",
        "fullresultsize",
        "totalnumberofresults",
        "numbermatched",
        "odatacount",
        "membersodatacount",
        "hydratotalitems",
        "recordcount",
        "totalrows",
        "itemstotal",
        "recordstotal",
        "nbhits",
    }
)
NEXT_URLS = frozenset(
    {
        "next",
        "nextlink",
        "nextpage",
        "nexturl",
        "nexthref",
        "nextpageurl",
        "nextpagelink",
        "nextpageuri",
        "odatanextlink",
        "membersodatanextlink",
        "hydranext",
        "nextrecordsurl",
        "nexturi",
    }
)
PREVIOUS_URLS = frozenset(
    {
        "previous",
        "prev",
        "prevlink",
        "previouslink",
        "prevurl",
        "previousurl",
        "previouspage",
        "prevpageurl",
        "previouspageurl",
    }
)
PAGE_NUMBERS = frozenset({"page", "pagenumber", "currentpage", "pageindex", "pageno"})
PAGE_SIZES = frozenset({"pagesize", "perpage", "pagelen", "itemsperpage", "resultsperpage", "pagelimit", "hitsperpage"})
PAGE_TOTALS = frozenset(
    {
        "totalpages",
        "pagecount",
        "nbpages",
        "lastpage",
        "numpages",
        "pagestotal",
        "totalpagecount",
        "pages",
    }
)
OFFSETS = frozenset({"offset", "skip", "from", "start", "startat", "startindex"})
LIMITS = frozenset({"limit", "maxresults", "top", "take"})
COUNTS = frozenset({"numberreturned", "numberofelements", "returned", "returnedcount"})
MORE = frozenset(
    {
        "hasmore",
        "hasnextpage",
        "hasnext",
        "more",
        "moreresults",
        "istruncated",
        "truncated",
        "hasmoreitems",
        "nextpageexists",
    }
)
NO_MORE = frozenset({"islastpage", "islast", "lastpagereached"})

TOKENS = {
    "nextPageToken": "pageToken",
    "next_page_token": "page_token",
    "next-page-token": "pageToken",
    "nextToken": "nextToken",
    "next_token": "next_token",
    "NextToken": "NextToken",
    "continuationToken": "continuationToken",
    "continuation_token": "continuation_token",
    "nextContinuationToken": "continuationToken",
    "continuation": "continuation",
    "nextCursor": "cursor",
    "next_cursor": "cursor",
    "next-cursor": "cursor",
    "NextMarker": "Marker",
    "nextMarker": "marker",
    "next_marker": "marker",
    "nextOffset": "offset",
    "next_offset": "offset",
    "nextPageStart": "start",
    "nextPageId": "pageId",
    "next_page_id": "page_id",
    "next_page_cursor": "page_cursor",
    "nextPageCursor": "pageCursor",
}
"""Member that holds the next page's token, to the query parameter that takes it back."""

TOKENS_BESIDE_MORE = {
    "cursor": "cursor",
    "after": "after",
    "endCursor": "after",
    "end_cursor": "after",
    "last_id": "after",
}
"""The same for names that are tokens only beside a statement that there is more."""

CONTAINERS = (
    *("page", "paging", "pagination", "_pagination", "meta", "_meta", "metadata", "response_metadata"),
    *("pageInfo", "page_info", "info", "pager", "paginator", "hydra:view"),
)
"""Objects that hold paging facts beside the members."""
LINK_CONTAINERS = ("links", "_links", "pages")
"""Objects that hold URLs of other pages."""
ENVELOPES = ("data", "result", "response", "results", "d", "payload", "collection", "hits")
"""Objects around a whole collection."""


def folded(key: str) -> str:
    """Return a member's name without case, hyphens, underscores and annotation signs.

    >>> folded("total_count"), folded("@odata.nextLink"), folded("__next")
    ('totalcount', 'odatanextlink', 'next')
    """
    return _folded(key[:_LONGEST])


@lru_cache(maxsize=2_048)
def _folded(key: str) -> str:
    # Kept, because every page of a list has the same names.
    return "".join(character for character in key.lower() if character.isalnum())


def number_of(value: Any) -> int | None:
    """Return a count that is an integer, or text of digits, and not negative.

    >>> number_of("91"), number_of(True), number_of(-1)
    (91, None, None)
    """
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def is_written_url(value: str) -> bool:
    """Tell whether text begins as a URL does, raw spaces inside included, as some servers write them.

    >>> is_written_url("/orders?where=a eq 1"), is_written_url("see /orders")
    (True, False)
    """
    return value.isprintable() and value.strip().startswith(("https://", "http://", "/", "?"))


def is_reference(value: str) -> bool:
    """Tell whether text is a URL or a relative reference rather than a token.

    >>> is_reference("?page=2"), is_reference("orders?page=2"), is_reference("eyJvIjoyfQ==")
    (True, True, False)
    """
    if not value or any(character.isspace() for character in value.strip()):
        return False
    return value.startswith(("https://", "http://", "/", "?", "./", "../")) or ("?" in value and "=" in value)
