"""The pages of a list: by number, by offset, by token; and the links from one to the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from urllib.parse import quote, urlencode

from werkzeug.wrappers import Request

from hypernav.sandbox.identifiers import digest
from hypernav.sandbox.lists import Arguments, whole
from hypernav.sandbox.problems import Invalid, Problem

Rel = Literal["first", "prev", "next", "last"]
Changes = Mapping[str, object]
"""Parameters of a query to set; None takes one away."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one page of a list shows, and how to ask for the others."""

    items: Sequence[Any]
    total: int
    start: int = 0
    """Position of the first item in the whole list."""
    size: int = 0
    """The most items that a page of this size has."""
    queries: Mapping[Rel, Changes] = field(default_factory=dict)
    """What to change of the query for each of the other pages that there are."""
    token: str = ""
    """What asks for the next page, where pages go by token; empty on the last one."""


class Pages(Protocol):
    """A way of cutting lists into pages."""

    def cut(self, arguments: Arguments, found: Sequence[Any]) -> Batch:
        """Return the page that parameters ask for.

        Raises:
            Invalid: A parameter is wrong.
        """


class Whole:
    """Give lists whole."""

    def cut(self, arguments: Arguments, found: Sequence[Any]) -> Batch:
        """Return all of a list."""
        return Batch(found, len(found), size=len(found))


@dataclass(frozen=True, slots=True)
class ByOffset:
    """Cut by the number of items to leave out and the number of items to give.

    >>> batch = ByOffset("offset", "limit", 2).cut(Arguments({"offset": "1"}), "abcde")
    >>> batch.items, batch.queries["next"], batch.queries["last"]
    ('bc', {'limit': 2, 'offset': 3}, {'limit': 2, 'offset': 3})
    """

    offset: str
    limit: str
    size: int
    """Items of a page where the query does not say."""
    most: int | None = None
    """Items of a page, whatever the query says."""

    def cut(self, arguments: Arguments, found: Sequence[Any]) -> Batch:
        """Return the page that parameters ask for; links go from this offset in steps of a page."""
        size = _size(arguments, self.limit, self.size, self.most)
        start, total = whole(arguments, self.offset, 0), len(found)
        starts: dict[Rel, int] = {"first": 0}
        if start > 0:
            starts["prev"] = max(0, min(start, total) - size)
        if start + size < total:
            starts["next"] = start + size
        starts["last"] = start + max(0, total - start - 1) // size * size if start < total else 0
        queries = {rel: {self.limit: size, self.offset: at} for rel, at in starts.items()}
        return Batch(found[start : start + size], total, start, size, queries)


@dataclass(frozen=True, slots=True)
class ByNumber:
    """Cut by the number of the page.

    >>> batch = ByNumber("page", "size", 2, first=1).cut(Arguments({"page": "2"}), "abcde")
    >>> batch.items, batch.queries["prev"], batch.queries["last"]
    ('cd', {'page': 1, 'size': 2}, {'page': 3, 'size': 2})
    """

    page: str
    per_page: str
    size: int
    """Items of a page where the query does not say."""
    most: int | None = None
    """Items of a page, whatever the query says."""
    first: int = 1
    """The number of the first page."""
    beyond: Literal["empty", "refuse"] = "empty"
    """What a page after the last one is: empty, or an ``Invalid`` of the kind ``beyond``."""

    def cut(self, arguments: Arguments, found: Sequence[Any]) -> Batch:
        """Return the page that parameters ask for."""
        number = whole(arguments, self.page, self.first, least=self.first)
        size = _size(arguments, self.per_page, self.size, self.most)
        start, last = (number - self.first) * size, self.first + max(0, -(-len(found) // size) - 1)
        if number > last and self.beyond == "refuse":
            count = last - self.first + (1 if found else 0)
            what = f"is beyond the end: there are {count} pages of {size}"
            raise Invalid([Problem(self.page, what, "beyond", number)], "parameter")
        numbers: dict[Rel, int] = {"first": self.first}
        if number > self.first:
            numbers["prev"] = number - 1
        if number < last:
            numbers["next"] = number + 1
        numbers["last"] = last
        queries = {rel: {self.page: at, self.per_page: size} for rel, at in numbers.items()}
        return Batch(found[start : start + size], len(found), start, size, queries)


@dataclass(frozen=True, slots=True)
class ByToken:
    """Cut by a token that only the server understands, and that holds for the same question only.

    >>> batch = ByToken("pageToken", "pageSize", 2).cut(Arguments(), "abcde")
    >>> ByToken("pageToken", "pageSize", 2).cut(Arguments({"pageToken": batch.token}), "abcde").items
    'cd'
    """

    token: str
    per_page: str
    size: int
    """Items of a page where the query does not say."""
    most: int | None = None
    """Items of a page, whatever the query says."""

    def cut(self, arguments: Arguments, found: Sequence[Any]) -> Batch:
        """Return the page that parameters ask for."""
        size, given = _size(arguments, self.per_page, self.size, self.most), arguments.get(self.token, "")
        question = sorted(pair for pair in arguments.items(multi=True) if pair[0] not in (self.token, self.per_page))
        start = self._start(given, question) if given else 0
        after = start + size
        token = f"{digest(question, after)[:12]}{after:x}" if after < len(found) else ""
        queries: dict[Rel, Changes] = {"next": {self.token: token}} if token else {}
        return Batch(found[start:after], len(found), start, size, queries, token)

    def _start(self, token: str, question: object) -> int:
        try:
            start = int(token[12:], 16)
        except ValueError:
            start = -1
        if start < 0 or digest(question, start)[:12] != token[:12]:
            raise Invalid([Problem(self.token, "is not a token for this list", "value", token)], "parameter")
        return start


def _size(arguments: Arguments, name: str, default: int, most: int | None) -> int:
    size = whole(arguments, name, default, least=1)
    return size if most is None else min(size, most)


def changed(arguments: Arguments, changes: Changes) -> list[tuple[str, str]]:
    """Return the parameters of a query with some set anew, behind all others.

    >>> changed(Arguments([("tag", "a"), ("offset", "2"), ("tag", "b")]), {"offset": 4, "limit": None})
    [('tag', 'a'), ('tag', 'b'), ('offset', '4')]
    """
    kept = [(name, value) for name, value in arguments.items(multi=True) if name not in changes]
    return [*kept, *((name, str(value)) for name, value in changes.items() if value is not None)]


def with_query(request: Request, changes: Changes) -> str:
    """Return the absolute URL of a request, with some parameters of its query set anew.

    >>> with_query(Request.from_values("/things?a=1&b=2", base_url="https://acme.test"), {"b": None, "c": "x y"})
    'https://acme.test/things?a=1&c=x%20y'
    """
    query = urlencode(changed(request.args, changes), quote_via=quote)
    # Only the target as it was sent still has its encoded slashes.
    target = str(request.environ.get("REQUEST_URI", "")).partition("?")[0]
    own = request.host_url.rstrip("/") + target if target.startswith("/") else request.base_url
    return f"{own}?{query}" if query else own


def link_header(request: Request, batch: Batch, rels: Iterable[Rel] = ("first", "prev", "next", "last")) -> str:
    """Return the value of a ``Link`` header (RFC 8288) to the other pages that there are; empty for none.

    >>> request = Request.from_values("/things?limit=1", base_url="https://acme.test")
    >>> link_header(request, ByOffset("offset", "limit", 1).cut(request.args, "ab"), ["next"])
    '<https://acme.test/things?limit=1&offset=1>; rel="next"'
    """
    targets = ((rel, with_query(request, batch.queries[rel])) for rel in rels if rel in batch.queries)
    return ", ".join(f'<{target}>; rel="{rel}"' for rel, target in targets)
