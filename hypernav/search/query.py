"""What a search asks for, and the requests that a dialect makes of it. Values without I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hypernav.errors import SearchError
from hypernav.profile import PagingRule
from hypernav.search.expression import Expression, conjunction, disjunction


@dataclass(frozen=True, slots=True)
class Ordering:
    """Sort by one field.

    >>> Ordering.read("-riskScore")
    Ordering(field='riskScore', descending=True)
    """

    field: str
    descending: bool = False

    @classmethod
    def read(cls, text: object) -> Ordering:
        """Return the ordering that a text means: ``-`` before a field that descends.

        Raises:
            SearchError: It is no text, or names no field.
        """
        if isinstance(text, Ordering):
            return text
        name = text.strip() if isinstance(text, str) else ""
        field_name = name.removeprefix("-").strip()
        if not field_name:
            raise SearchError(f"{text!r} is nothing to sort by.", next='.sort("name"), or .sort("-name") descending')
        return cls(field_name, name.startswith("-"))

    def __str__(self) -> str:
        """Return the text that means this ordering."""
        return f"-{self.field}" if self.descending else self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Hold everything that a search asks for. Sends nothing.

    >>> from hypernav.search.expression import where
    >>> Query(conditions=(where("a").is_(1), where("b").is_(2)), match="any").expression
    where('a').is_(1) | where('b').is_(2)
    """

    conditions: tuple[Expression, ...] = ()
    match: Literal["all", "any"] = "all"
    """Whether all conditions must hold, or one of them."""
    sort: tuple[Ordering, ...] = ()
    limit: int | None = None
    """Items in all, however many requests they take."""
    page_size: int | None = None
    """Items a request."""
    fields: tuple[Any, ...] = ()
    """What to send of each item, where the API can leave something out."""
    expand: tuple[Any, ...] = ()
    """What to send along with each item."""
    text: str = ""
    """Words to look for anywhere."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Further query parameters, as they are."""
    values: tuple[tuple[str, Any], ...] = ()
    """Names and values in order, given before it is known whether they are conditions or parameters as they are."""

    strict: bool | None = None
    """Whether an answer that contradicts what was asked is an error; None for what the options say."""

    @property
    def expression(self) -> Expression | None:
        """Return the conditions as one expression, None where there are none."""
        return conjunction(self.conditions) if self.match == "all" else disjunction(self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Hold one request that a dialect makes of a query, relative to the place that is searched. Sends nothing."""

    method: str = "GET"
    path: str = ""
    """What to append to the place's path, such as ``/search``."""
    parameters: tuple[tuple[str, str], ...] = ()
    """Query parameters in order, neither quoted nor joined; a name may occur several times."""
    body: Any = None
    """What goes in the body, as JSON; None for no body."""
    headers: Mapping[str, str] = field(default_factory=dict)
    paging: PagingRule | None = None
    """How the pages of a call with a body go on, where neither the answers nor the API's profile say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold the requests of one query, in order. Sends nothing.

    >>> Plan(calls=(Call(parameters=(("status", "open"),)),)).calls[0].method
    'GET'
    """

    calls: tuple[Call, ...]
    count: Call | None = None
    """The request that tells how many items there are, where those for the items do not."""
    identity: str = ""
    """Path of the member that tells items apart, with dots, where several calls may give one item twice."""
    notes: tuple[str, ...] = ()
    """What a person should know of it, a sentence each."""


def counted_items(items: object, name: str, *, least: int) -> int | None:
    """Return a number of items, or None.

    Raises:
        SearchError: It is no whole number, or below the least.

    >>> counted_items(50, "limit", least=0)
    50
    """
    if items is None or (isinstance(items, int) and not isinstance(items, bool) and items >= least):
        return items
    other = "page_size counts items a request" if name == "limit" else "limit counts items in all"
    raise SearchError(f".{name}() takes a whole number from {least}, not {items!r}.", note=other)
