"""Searches of assets: criteria that are posted, or the plain list where nothing is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypernav.apis.insightvm.search.discovery import discovery
from hypernav.apis.insightvm.search.documents import document_of
from hypernav.apis.insightvm.search.fields import ASSET_VOCABULARY
from hypernav.apis.insightvm.search.hints import checked_with_hints
from hypernav.apis.insightvm.search.paging import page_parameters
from hypernav.apis.insightvm.search.properties import ASSET
from hypernav.apis.insightvm.search.reading import from_criteria
from hypernav.search.checks import Comparison
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Expression, Term
from hypernav.search.query import Call, Plan, Query
from hypernav.search.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, repr=False)
class AssetDialect(Dialect):
    """Say conditions on assets as criteria, in the body of a POST.

    All conditions must hold, or any of them; ``~`` of a condition becomes its opposite where there is an exact one.

    >>> from hypernav.search import Query, where
    >>> risky = Query(conditions=(where("risk-score") > 20_000, where("operating-system").contains("Linux")))
    >>> call = ASSETS.compile(risky).calls[0]
    >>> call.method, call.path, call.body["filters"][0]
    ('POST', '/search', {'field': 'risk-score', 'operator': 'is-greater-than', 'value': 20000})
    """

    path: str
    """Where criteria are posted, after the path of the place."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the 47 fields with their operators."""
        return ASSET_VOCABULARY

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means; where its value is of another kind, the error has the operator for it."""
        return checked_with_hints(term, self.vocabulary)

    def criteria(self, expression: Expression) -> dict[str, Any]:
        """Return the criteria that an expression means: ``{"match": …, "filters": […]}``.

        Raises:
            SearchError: They cannot be said; the message names the part.
        """
        return document_of(expression, self)

    def read(self, document: Mapping[str, Any]) -> Expression | None:
        """Return the expression that stored criteria mean, None for criteria without filters."""
        return from_criteria(document)

    def compile(self, query: Query) -> Plan:
        """Return the one request that asks for a query; without conditions, that of the list of all assets."""
        self.says_only(query, "sort", "page_size", "parameters")
        parameters = tuple(page_parameters(query, self.title, ASSET))
        expression = query.expression
        if expression is not None:
            body = self.criteria(expression)
            return Plan(calls=(Call(method="POST", path=self.path, parameters=parameters, body=body),))
        if not self.path:
            raise self.refuse("no condition", "needs at least one condition", '.go("/api/3/assets") lists all')
        return Plan(calls=(Call(parameters=parameters),))


ASSETS = AssetDialect("/search")
"""The dialect of the list of assets."""
ASSET_SEARCH = AssetDialect("")
"""The dialect of the place that criteria are posted to."""


def criteria(expression: Expression, connection: str = "") -> dict[str, Any]:
    """Return the criteria that an expression means, as tags, asset groups and sites store them.

    Args:
        expression: What is searched for.
        connection: Type of the discovery connection, for ``discovery_search_criteria`` of a site; empty for the
            ``searchCriteria`` of tags and dynamic asset groups.

    Raises:
        UnknownField: A comparison names a field that there is not.
        UnknownOperator: A field does not have the operator.
        WrongValue: An operator takes other values, or there is no such connection.
        NotExpressible: ``&`` and ``|`` are mixed, or a ``~`` has no opposite.

    >>> from hypernav import where
    >>> criteria(where("open-ports").is_(22) & ~where("host-name").contains("test"))["filters"]
    ... # doctest: +NORMALIZE_WHITESPACE
    [{'field': 'open-ports', 'operator': 'is', 'value': '22'},
     {'field': 'host-name', 'operator': 'does-not-contain', 'value': 'test'}]
    >>> criteria(where("region").in_("us-east-1"), "aws")["connectionType"]
    'aws'
    """
    return (discovery(connection) if connection else ASSETS).criteria(expression)
