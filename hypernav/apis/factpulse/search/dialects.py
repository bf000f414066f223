"""Search FactPulse: flows and the directory by a body, clients page by page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hypernav.apis.factpulse.search import fields as search_fields
from hypernav.apis.factpulse.search.fields import LENGTHS
from hypernav.errors import UnknownField, WrongValue
from hypernav.profile import PagingRule
from hypernav.search.checks import Comparison, near_fields
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Term
from hypernav.search.lists import joined, page_size, sortable
from hypernav.search.query import Call, Plan, Query
from hypernav.search.vocabulary import Vocabulary
from hypernav.web.times import rfc_3339

_LONGEST_PAGE = 100
_LARGEST_INTEGER = 2**31 - 1
# A search of flows has no offset: what was changed after the last flow comes next. Its order is not documented.
_FLOW_PAGES = PagingRule("last time", "where.updatedAfter", "limit", token="updatedAt", backwards="where.updatedBefore")
_DIRECTORY_PAGES = PagingRule("offset", "ignore", "limit")
_FLOW_MEMBERS: Mapping[str, str] = {"is-after": "updatedAfter", "is-before": "updatedBefore"}
_ORDER_NOTE = (
    "the direction goes out as order, as in all examples of FactPulse's description; its schema calls it sortingOrder"
)


def _compared(dialect: Dialect, term: Term) -> Comparison:
    comparison = dialect.check(term)
    for value in comparison.operands:
        _require_length(comparison, value)
    return comparison


def _require_length(comparison: Comparison, value: Any) -> None:
    """Refuse a text that the service does not take, or that nothing can equal."""
    name = comparison.field.name
    length = LENGTHS.get(name)
    if length is None or not isinstance(value, str):
        return
    nearest = ""
    if length.digits:
        exact = comparison.operator.name == "strict"
        if re.fullmatch(f"[0-9]{{{length.longest if exact else 1},{length.longest}}}", value):
            return
        expected = f"{'' if exact else 'up to '}{length.longest} digits"
        bare = re.sub(r"[\s.\u00a0-]", "", value)
        if re.fullmatch(f"[0-9]{{1,{length.longest}}}", bare):
            # A number loses the zeros that it begins with.
            nearest = repr(bare.zfill(length.longest) if exact else bare)
    elif len(value) <= length.longest:
        return
    else:
        expected = f"a text of up to {length.longest} characters"
    raise WrongValue(
        f"{name!r} takes {expected}, and was given {value!r:.200}.", where=f"{comparison.term!r:.300}", nearest=nearest
    )


def _put_once(dialect: Dialect, found: dict[str, Any], name: str, value: Any, term: Term) -> None:
    if name in found:
        raise dialect.refuse(term, f"has one condition for {name}, and two were given", "one condition for each field")
    found[name] = value


@dataclass(frozen=True, slots=True, repr=False)
class FlowDialect(Dialect):
    """Compile a query into the search of flows, which needs at least one condition.

    >>> from hypernav.search import Query, where
    >>> refused = (where("ackStatus") == "Error") & where("flowType").in_("CustomerInvoice", "SupplierInvoice")
    >>> FLOWS.compile(Query(conditions=(refused,), page_size=50)).calls[0].body
    {'limit': 50, 'where': {'ackStatus': 'Error', 'flowType': ['CustomerInvoice', 'SupplierInvoice']}}
    """

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return search_fields.FLOWS

    def compile(self, query: Query) -> Plan:
        """Return one POST of ``{limit, where}``.

        Raises:
            UnknownField: Flows are not searched by a field.
            UnknownOperator: A field does not have the operator.
            WrongValue: An operator takes other values, or a page is larger than 100 flows.
            NotExpressible: There is no condition, an OR over fields, a NOT, or something that flows are not asked for.
        """
        self.says_only(query, "page_size", "parameters")
        found: dict[str, Any] = {}
        for term in self.conjuncts(query.expression, 'where("flowType").in_("CustomerInvoice", "SupplierInvoice")'):
            comparison = _compared(self, term)
            name = _FLOW_MEMBERS.get(comparison.operator.name, comparison.field.name)
            _put_once(self, found, name, self._value(comparison), term)
        if not found:
            nearest = '.where("updatedAt").is_after("2026-01-01T00:00:00Z")'
            raise self.refuse(".where()", "needs at least one condition", nearest)
        size = page_size(query, _LONGEST_PAGE, self.title)
        body = {"where": found} if size is None else {"limit": size, "where": found}
        call = Call(method="POST", path="/search", parameters=joined((), query), body=body, paging=_FLOW_PAGES)
        return Plan(calls=(call,), identity="flowId")

    def _value(self, comparison: Comparison) -> Any:
        listed = "in" in comparison.field.operators
        values = [rfc_3339(each) if isinstance(each, datetime) else each for each in comparison.operands]
        return values if listed else values[0]


FLOWS = FlowDialect()
"""Flows of a platform: invoices, their lifecycles, reports."""


@dataclass(frozen=True, slots=True, repr=False)
class DirectoryDialect(Dialect):
    """Compile a query into one of the four searches of the directory.

    >>> from hypernav.search import Ordering, Query, where
    >>> bakeries = Query(conditions=(where("businessName").contains("Boulangerie"),), sort=(Ordering("siren"),))
    >>> COMPANIES.compile(bakeries).calls[0].body["filters"]
    {'businessName': {'op': 'contains', 'value': 'Boulangerie'}}
    """

    words: Vocabulary
    """The fields and operators."""
    members: tuple[str, ...]
    """What the entries have, by the names under which they are sorted and chosen."""
    includes: tuple[str, ...] = ()
    """What can come along with each entry."""
    noted: bool = True
    """Whether the description contradicts itself about the direction of its sorting."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return self.words

    def compile(self, query: Query) -> Plan:
        """Return one POST of ``{filters, sorting, fields, include, limit, ignore}``.

        Raises:
            UnknownField: The directory is not searched or sorted by a field, has no such member, or nothing to include.
            UnknownOperator: A field does not have the operator.
            WrongValue: An operator takes other values.
            NotExpressible: An OR, a NOT, two conditions on one field, or something that the directory is not asked for.
        """
        includes = ("expand",) if self.includes else ()
        self.says_only(query, "sort", "page_size", "fields", *includes, "parameters")
        body = {
            "filters": self._filters(query),
            "sorting": self._sorting(query),
            "fields": [self._named(each, self.members, ".fields") for each in query.fields],
            "include": [self._named(each, self.includes, ".expand") for each in query.expand],
            "limit": page_size(query, _LARGEST_INTEGER, self.title),
        }
        asked = {name: value for name, value in body.items() if value} | {"ignore": 0}
        call = Call(method="POST", path="/search", parameters=joined((), query), body=asked, paging=_DIRECTORY_PAGES)
        return Plan(calls=(call,), notes=(_ORDER_NOTE,) if self.noted and query.sort else ())

    def _filters(self, query: Query) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for term in self.conjuncts(query.expression):
            comparison = _compared(self, term)
            said = {"op": comparison.operator.name, "value": comparison.value}
            _put_once(self, found, comparison.field.name, said, term)
        return found

    def _sorting(self, query: Query) -> list[dict[str, str]]:
        orderings = [sortable(each, self.members, self.title) for each in query.sort]
        return [{"field": each.field, "order": "descending" if each.descending else "ascending"} for each in orderings]

    def _named(self, name: Any, names: Sequence[str], said: str) -> str:
        if isinstance(name, str) and name in names:
            return name
        raise UnknownField(
            f"{self.title} has no {name!r:.200} to send.",
            where=f"{said}({name!r:.200})",
            nearest="  ".join(map(repr, near_fields(str(name), names))),
            names=", ".join(names),
        )


COMPANIES = DirectoryDialect(
    search_fields.COMPANIES, ("siren", "businessName", "entityType", "administrativeStatus", "instructions")
)
"""Companies, by SIREN."""
ESTABLISHMENTS = DirectoryDialect(
    search_fields.ESTABLISHMENTS,
    (
        *("siret", "siren", "name", "facilityType", "administrativeStatus", "siretInstructions", "address"),
        *("pmStatus", "pmOnly", "managesPaymentStatus", "managesLegalCommitment", "managesLegalCommitmentOrService"),
        "serviceCodeStatus",
    ),
    ("siren",),
)
"""Establishments, by SIRET."""
ROUTING_CODES = DirectoryDialect(
    search_fields.ROUTING_CODES,
    (
        *("siret", "routingIdentifierType", "routingCodeName", "routingIdentifier", "managesLegalCommitmentCode"),
        *("administrativeStatus", "address"),
    ),
    ("siren", "siret"),
    noted=False,
)
"""Routing codes of establishments."""
DIRECTORY_LINES = DirectoryDialect(
    search_fields.DIRECTORY_LINES, ("addressingIdentifier", "siren", "siret", "routingIdentifier", "addressingSuffix")
)
"""Electronic addresses."""


@dataclass(frozen=True, slots=True, repr=False)
class ClientDialect(Dialect):
    """Compile a query into a page of clients, which nothing filters.

    >>> from hypernav.search import Query
    >>> CLIENTS.compile(Query(page_size=50)).calls[0].parameters
    (('pageSize', '50'),)
    """

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary, which has no field."""
        return search_fields.CLIENTS

    def check(self, term: Term) -> Comparison:
        """Refuse a comparison: nothing filters clients.

        Raises:
            NotExpressible: Always.
        """
        raise self.refuse(term, "has no filters", f".find({term.field}=…)")

    def check_field(self, name: str) -> None:
        """Refuse a field: nothing filters clients.

        Raises:
            NotExpressible: Always.
        """
        raise self.refuse(f".where({name!r:.200})", "has no filters", f".find({name:.200}=…)")

    def compile(self, query: Query) -> Plan:
        """Return one GET with ``pageSize``.

        Raises:
            WrongValue: A page is larger than 100 clients.
            NotExpressible: Something else is asked for.
        """
        self.says_only(query, "page_size", "parameters")
        for term in query.expression.terms() if query.expression is not None else ():
            self.check(term)
        size = page_size(query, _LONGEST_PAGE, self.title)
        said = [] if size is None else [("pageSize", str(size))]
        return Plan(calls=(Call(parameters=joined(said, query)),))


CLIENTS = ClientDialect()
"""Clients of the account."""
