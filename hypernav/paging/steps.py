"""What follows a page: the next request, or the reason why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hypernav.profile import PagingRule
from hypernav.web.encoding import json_bytes
from hypernav.web.urls import parameter, with_parameter, without_parameters

_PAGING_MEMBERS = frozenset(
    {"limit", "size", "pageSize", "page_size", "per_page", "page", "offset", "skip", "pageToken", "cursor"}
)
"""Members of a body that show that its request is paged by its body."""
_NUMBERS = frozenset(
    {"page", "pageNumber", "page_number", "pageNo", "pageIndex", "page[number]", "offset", "skip", "$skip"}
)
_TOKENS = frozenset({"cursor", "pageToken", "page_token", "nextToken", "continuationToken", "$skiptoken"})
"""Parameters that say where in a list a page begins: as a number, or as a token."""


@dataclass(frozen=True, slots=True)
class Step:
    """Hold the request for the next page. Sends nothing.

    >>> Step("https://acme.test/orders?page=2").method
    'GET'
    """

    url: str
    """Absolute, otherwise byte for byte as the server gave it."""
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    guessed: bool = False
    """Whether the address was made up from a parameter's name; beyond the end it may then be a 404."""
    rule: PagingRule | None = None
    """How its pages go on, where whoever asks knows it better than the API's profile."""
    repeats: bool = False
    """Whether the page just read has nothing new, and another way on is tried after the page before it."""
    more: bool | None = True
    """Whether more members exist; None where nobody knows, and the request is there to find out."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Say why no page follows. Sends nothing.

    >>> Stop("no next link", more=False).complete
    True
    >>> print(Stop("page cap", detail="10 pages"))
    page cap: 10 pages
    """

    reason: str
    """``no next link``, ``last page``, ``empty page``, ``total reached``, ``single page``, ``page cap``, ``loop: …``,
    ``not a list``, ``guess refused``."""
    more: bool | None = None
    """Whether more members exist; None where nobody knows."""
    repeats: bool = False
    """Whether the page just read repeats an earlier one, or is none of the list, so that it has nothing new."""
    detail: str = ""
    position: int | None = None
    """Members of the list up to the end of the last page, where that is another number than those read."""
    inside: bool = False
    """Whether reading began inside the list, so that the server's counts say nothing of what was read."""

    @property
    def cut(self) -> bool:
        """Return whether the list goes on, or may, so that whoever goes through it must be told.

        >>> Stop("page cap", more=True).cut, Stop("no next link").cut, Stop("single page").cut
        (True, True, False)
        """
        return self.more is True or (self.more is None and not self.inside and self.reason != "single page")

    @property
    def complete(self) -> bool:
        """Return whether everything there is was read, as far as the server tells."""
        return self.more is False

    def __str__(self) -> str:
        """Return the reason and its detail."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


def from_the_beginning(url: str) -> str:
    """Return the URL of a list without the position in it that a page has, byte for byte otherwise.

    >>> from_the_beginning("https://acme.test/x?state=open&limit=20&offset=40")
    'https://acme.test/x?state=open&limit=20'
    """
    return without_parameters(url, _is_position)


def says_page(name: str) -> bool:
    """Tell whether a parameter says which page of a list is asked for or how long it is, and not what is in the list.

    >>> says_page("per_page"), says_page("status")
    (True, False)
    """
    return name in _PAGING_MEMBERS or name in _NUMBERS or name in _TOKENS or name == "$top"


def _is_position(name: str, value: str) -> bool:
    return name in _TOKENS or (name in _NUMBERS and value.isdecimal())


def asked_for(step: Step, name: str) -> str | None:
    """Return what a request asks for by a parameter, in its query or in a JSON body, or None.

    >>> asked_for(Step("https://acme.test/search", "POST", body=b'{"page": 2}'), "page")
    '2'
    """
    found = parameter(step.url, name)
    if found is None:
        value = _members_of(step).get(name)
        return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    return found


def asking(step: Step, name: str, value: str | int) -> Step:
    """Return a request with a paging parameter set where it has its others: in its query or its body.

    >>> asking(Step("https://acme.test/search", "POST", body=b'{"where":{},"limit":25}'), "offset", 25).body
    b'{"where":{},"limit":25,"offset":25}'
    >>> asking(Step("https://acme.test/search?limit=25", "POST", body=b'{"where":{}}'), "offset", 25).url
    'https://acme.test/search?limit=25&offset=25'
    """
    members = _members_of(step)
    if parameter(step.url, name) is None and (name in members or not _PAGING_MEMBERS.isdisjoint(members)):
        body = json_bytes({**members, name: value})
        return replace(step, body=body, guessed=True, repeats=False, more=True)
    return replace(step, url=with_parameter(step.url, name, value), guessed=True, repeats=False, more=True)


def _members_of(step: Step) -> dict[str, Any]:
    """Return the members of a JSON body, none for another body."""
    try:
        members = json.loads(step.body) if step.body else {}
    except ValueError:
        return {}
    return members if isinstance(members, dict) else {}
