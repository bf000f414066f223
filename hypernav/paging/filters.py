"""Whether a next link keeps what the request asked for."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypernav.paging.names import OFFSETS, PAGE_NUMBERS, SIZES, TOKEN_PARAMETERS
from hypernav.paging.steps import Step
from hypernav.web.urls import path_of

_POSITIONS = frozenset((*OFFSETS, *PAGE_NUMBERS))
_PAGING = _POSITIONS.union(SIZES, TOKEN_PARAMETERS)


def dropped(first: Step, following: Step) -> tuple[str, ...]:
    """Return the parameters of the first request that a next link leaves out, none where it may hold them otherwise.

    A token, or any parameter that nobody knows, may stand for the whole search; a page number or an offset does not.

    >>> first = Step("https://acme.test/x?status=open&limit=2")
    >>> dropped(first, Step("https://acme.test/x?page=2")), dropped(first, Step("https://acme.test/x?cursor=b2Zmc2V0"))
    (('status',), ())
    """
    if "?" not in first.url or following.method != first.method or following.body is not None:
        return ()
    if path_of(first.url) != path_of(following.url):
        return ()
    asked = dict.fromkeys(name for name in _query(first) if name not in _PAGING)
    given = _query(following)
    plain = all(name in asked or name in SIZES or (name in _POSITIONS and given[name].isdecimal()) for name in given)
    return tuple(name for name in asked if name not in given) if plain else ()


def _query(step: Step) -> dict[str, str]:
    return dict(parse_qsl(step.url.partition("#")[0].partition("?")[2], keep_blank_values=True))
