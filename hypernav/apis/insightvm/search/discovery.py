"""Criteria for what discovery connections find, by which dynamic sites take their assets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hypernav.apis.insightvm.search.documents import document_of
from hypernav.apis.insightvm.search.fields import DISCOVERY_VOCABULARIES
from hypernav.apis.insightvm.search.hints import checked_with_hints
from hypernav.errors import WrongValue
from hypernav.names import suggest
from hypernav.search.checks import Comparison
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Expression, Term
from hypernav.search.query import Call, Plan, Query
from hypernav.search.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, repr=False)
class DiscoveryDialect(Dialect):
    """Say conditions on what a discovery connection finds. They are stored with a site, and searched by nobody.

    >>> from hypernav import where
    >>> discovery("dhcp").criteria(where("host-name").starts_with("lab-") | where("ip-address").in_range("10.9.0.0/16"))
    ... # doctest: +NORMALIZE_WHITESPACE
    {'connectionType': 'dhcp', 'match': 'any',
     'filters': [{'field': 'host-name', 'operator': 'starts-with', 'value': 'lab-'},
                 {'field': 'ip-address', 'operator': 'in-range', 'lower': '10.9.0.0', 'upper': '10.9.255.255'}]}
    """

    connection: str
    """The type of the connection, such as ``vsphere``."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields of this type of connection with their operators."""
        return DISCOVERY_VOCABULARIES[self.connection]

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means; where its value is of another kind, the error has the operator for it."""
        return checked_with_hints(term, self.vocabulary)

    def criteria(self, expression: Expression) -> dict[str, Any]:
        """Return the criteria that an expression means, with the type of the connection.

        Raises:
            SearchError: They cannot be said; the message names the part.
        """
        return {"connectionType": self.connection, **document_of(expression, self)}

    def compile(self, query: Query) -> Plan:
        """Return the PUT that stores the criteria, at the ``discovery_search_criteria`` of a site."""
        self.says_only(query)
        if query.expression is None:
            raise self.refuse("no condition", "needs at least one condition")
        return Plan(calls=(Call(method="PUT", body=self.criteria(query.expression)),))


DISCOVERY: Mapping[str, DiscoveryDialect] = MappingProxyType(
    {connection: DiscoveryDialect(connection) for connection in DISCOVERY_VOCABULARIES}
)
"""The dialect of each type of discovery connection."""


def discovery(connection: str) -> DiscoveryDialect:
    """Return the dialect for a type of discovery connection.

    Raises:
        WrongValue: There is no such type.

    >>> discovery("aws").vocabulary.field("region").operators
    ('in', 'not-in')
    """
    found = DISCOVERY.get(connection)
    if found is None:
        raise WrongValue(
            f"{connection!r:.100} is no type of discovery connection.",
            nearest="  ".join(map(repr, suggest(str(connection), DISCOVERY))),
            types=", ".join(DISCOVERY),
        )
    return found
