"""Under which names a server may take a page number, an offset or a token: those it is told by go first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypernav.paging.facts import integer
from hypernav.paging.steps import Step, asked_for

MOST_TRIED = 4
"""Names tried for one list: each costs a request."""
PAGE_NUMBERS = ("page", "pageNumber", "page[number]", "page_number", "p", "pageNo", "pageIndex", "currentPage")
OFFSETS = ("offset", "skip", "$skip", "start", "from", "startAt", "startIndex", "page[offset]")
SIZES = ("limit", "size", "pageSize", "page_size", "per_page", "count", "$top", "first", "page[size]", "page[limit]")
NUMBER_BESIDE = {"page[size]": "page[number]", "per_page": "page"}
OFFSET_BESIDE = {"$top": "$skip", "page[limit]": "page[offset]", "limit": "offset"}
"""What a size that a request asks for says of the name of the position."""
_TOKENS = {
    "pageToken": ("nextPageToken", "page_token"),
    "page_token": ("next_page_token", "pageToken"),
    "cursor": ("start_cursor", "after", "next_cursor", "nextCursor", "page[cursor]"),
    "nextToken": ("token", "pageToken"),
    "next_token": ("pagination_token", "page_token", "token"),
    "continuationToken": ("continuation", "token"),
    "continuation_token": ("continuation", "token"),
    "after": ("page[after]", "cursor"),
}
TOKEN_PARAMETERS = frozenset(
    {*_TOKENS, *(name for names in _TOKENS.values() for name in names), "$skiptoken", "starting_after", "marker"}
)
"""Parameters that take the token of a page."""


def page_names(asked: Step, own: str) -> tuple[str, ...]:
    """Return the parameters that may take a page number, best first: one that the request has already is the only one.

    Args:
        asked: The request of the first page.
        own: Name under which its answer tells the number.

    >>> page_names(Step("https://acme.test/x?page[size]=2"), "number")[:2]
    ('page[number]', 'page')
    >>> page_names(Step("https://acme.test/x?p=1"), "page")
    ('p',)
    """
    own = own if own in PAGE_NUMBERS else "page"
    return _names(asked, PAGE_NUMBERS, NUMBER_BESIDE, own)


def offset_names(asked: Step, own: str) -> tuple[str, ...]:
    """Return the parameters that may take an offset, best first; see ``page_names``.

    >>> offset_names(Step("https://acme.test/x?$top=2"), "start.at")
    ('$skip', 'start.at', 'offset', 'skip')
    """
    return _names(asked, (own, *OFFSETS), OFFSET_BESIDE, own)


def token_names(asked: Step, own: str, member: str) -> tuple[str, ...]:
    """Return the parameters that may take a token, best first; see ``page_names``.

    Args:
        asked: The request of the first page.
        own: The parameter that is usual for the name of the token.
        member: Name under which the answer tells the token.

    >>> token_names(Step("https://acme.test/x"), "pageToken", "nextPageToken")
    ('pageToken', 'nextPageToken', 'page_token')
    """
    known = dict.fromkeys((own, member, *_TOKENS.get(own, ())))
    given = next((name for name in known if asked_for(asked, name) is not None), "")
    return (given,) if given else tuple(known)[:MOST_TRIED]


def position_in(asked: Step, names: Iterable[str]) -> str:
    """Return the first of some parameters that a request has a number for, ``""`` where it has none."""
    return next((name for name in names if integer(asked_for(asked, name)) is not None), "")


def begins_inside(asked: Step) -> bool:
    """Tell whether a request asks for another page than the first, by a number or a token.

    >>> begins_inside(Step("https://acme.test/x?offset=40")), begins_inside(Step("https://acme.test/x?page=1"))
    (True, False)
    """
    page = integer(asked_for(asked, position_in(asked, PAGE_NUMBERS))) or 0
    offset = integer(asked_for(asked, position_in(asked, OFFSETS))) or 0
    return page > 1 or offset > 1 or any(asked_for(asked, name) for name in TOKEN_PARAMETERS)


def _names(asked: Step, known: tuple[str, ...], beside: Mapping[str, str], own: str) -> tuple[str, ...]:
    given = position_in(asked, known)
    if given:
        return (given,)
    # Sizes of plain names stand beside positions of any name.
    told = next((beside[size] for size in beside if not size.isidentifier() and position_in(asked, (size,))), "")
    return tuple(dict.fromkeys(filter(None, (told, own, *known))))[:MOST_TRIED]
