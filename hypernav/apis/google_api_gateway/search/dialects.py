"""Search the lists of API Gateway: ``filter`` of AIP-160, ``orderBy`` of AIP-132, partial responses by ``fields``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypernav.apis.google_api_gateway.search import fields as search_fields
from hypernav.apis.google_api_gateway.search.fields import LABEL
from hypernav.apis.google_api_gateway.search.filters import filter_of, text_filter
from hypernav.errors import UnknownField
from hypernav.search.checks import near_fields
from hypernav.search.dialect import Dialect
from hypernav.search.lists import joined, page_size, sortable
from hypernav.search.query import Call, Ordering, Plan, Query
from hypernav.search.vocabulary import Vocabulary

_LONGEST_PAGE = 2**31 - 1
"""``pageSize`` is an int32; the service states no smaller maximum."""
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True, repr=False)
class ListDialect(Dialect):
    """Compile a query into one GET of a list. The service documents the grammar no further than AIP-160 does.

    >>> from hypernav.search import Query, where
    >>> active = (where("state") == "ACTIVE") & where("labels.env").has("prod")
    >>> APIS.compile(Query(conditions=(active,), page_size=50)).calls[0].parameters
    (('filter', 'state = ACTIVE AND labels.env:"prod"'), ('pageSize', '50'))
    """

    words: Vocabulary
    """The fields and operators."""
    items: str
    """The member of the answer that holds the items."""
    members: tuple[str, ...]
    """The members of an item, as ``fields`` names them."""
    sorts: tuple[str, ...] = ()
    """What the list can be sorted by."""
    besides: tuple[str, ...] = ("nextPageToken", "unreachableLocations")
    """The members of the answer that tell what is missing from it."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return self.words

    def compile(self, query: Query) -> Plan:
        """Return one GET with ``filter``, ``orderBy``, ``pageSize`` and ``fields``.

        Raises:
            UnknownField: The list has no such field, or is not sorted by it.
            UnknownOperator: A field does not have the operator.
            WrongValue: An operator takes other values.
            NotExpressible: The list is not sorted, or nothing can come along with its items.
        """
        sortable_word = ("sort",) if self.sorts else ()
        self.says_only(query, *sortable_word, "page_size", "fields", "text", "parameters")
        return Plan(calls=(Call(parameters=joined(self._said(query), query)),))

    def _said(self, query: Query) -> Iterator[tuple[str, str]]:
        said = self._filter(query)
        if said:
            yield "filter", said
        if query.sort:
            orderings = (sortable(each, self.sorts, self.title) for each in query.sort)
            yield "orderBy", ",".join(map(_order, orderings))
        size = page_size(query, _LONGEST_PAGE, self.title)
        if size is not None:
            yield "pageSize", str(size)
        if query.fields:
            chosen = ",".join(self._selector(each) for each in query.fields)
            yield "fields", ",".join([f"{self.items}({chosen})", *self.besides])

    def _filter(self, query: Query) -> str:
        expression = query.expression
        said = filter_of(expression, self) if expression is not None else ""
        words = text_filter(query.text, self.title) if query.text else ""
        return f"({said}) AND {words}" if said and words else said or words

    def _selector(self, field: Any) -> str:
        """Return the path of a member as partial responses write it."""
        name = field if isinstance(field, str) else repr(field)
        if name in self.members:
            return name
        head, _, rest = name.partition(".")
        if head not in self.members or not rest:
            raise UnknownField(
                f"The items of {self.title} have no member {name!r:.200}.",
                where=f".fields({field!r:.200})",
                nearest="  ".join(map(repr, near_fields(name, self.members))),
                members=", ".join(self.members),
            )
        keys = [rest] if name.startswith(LABEL) else rest.split(".")
        if not all(map(_PLAIN_KEY.fullmatch, keys)):
            raise self.refuse(
                f".fields({field!r:.200})", "cannot choose one key of that spelling", f".fields({head!r})"
            )
        return "/".join([head, *keys])


def _order(ordering: Ordering) -> str:
    return f"{ordering.field} desc" if ordering.descending else ordering.field


_COMMON = ("name", "displayName", "labels", "createTime", "updateTime", "state")
_SORTS = ("name", "displayName", "createTime", "updateTime", "state")

APIS = ListDialect(search_fields.APIS, "apis", (*_COMMON, "managedService"), (*_SORTS, "managedService"))
"""APIs of a location."""
CONFIGS = ListDialect(
    search_fields.CONFIGS,
    "apiConfigs",
    (
        *(*_COMMON, "gatewayServiceAccount", "serviceConfigId"),
        *("openapiDocuments", "grpcServices", "managedServiceConfigs"),
    ),
    (*_SORTS, "gatewayServiceAccount", "serviceConfigId"),
)
"""Configs of an API."""
GATEWAYS = ListDialect(
    search_fields.GATEWAYS,
    "gateways",
    (*_COMMON, "apiConfig", "defaultHostname", "streamingMode", "effectiveStreamingMode"),
    (*_SORTS, "apiConfig", "defaultHostname", "streamingMode", "effectiveStreamingMode"),
)
"""Gateways of a location."""
OPERATIONS = ListDialect(
    search_fields.OPERATIONS,
    "operations",
    ("name", "done", "error", "response", "metadata"),
    besides=("nextPageToken", "unreachable"),
)
"""Long-running operations of a location."""
LOCATIONS = ListDialect(
    search_fields.LOCATIONS,
    "locations",
    ("name", "locationId", "displayName", "labels", "metadata"),
    besides=("nextPageToken",),
)
"""Locations of a project."""
