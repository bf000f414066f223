"""Searches of Tripletex's lists: plain parameters in four categories, ranges whose end is left out, ``fields``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hypernav.apis.tripletex.search.fields import Fields, check_fields
from hypernav.apis.tripletex.search.lists import LISTS, Listed
from hypernav.apis.tripletex.search.ranges import OPERATORS as RANGE_OPERATORS
from hypernav.apis.tripletex.search.ranges import Said, bounds, check_range, note
from hypernav.apis.tripletex.search.sorting import sorting
from hypernav.apis.tripletex.search.values import written
from hypernav.apis.tripletex.search.vocabulary import vocabulary_of
from hypernav.errors import NotExpressible
from hypernav.search import Call, Dialect, Every, Negation, Plan, Query, Some, Term, Vocabulary
from hypernav.search.checks import Comparison
from hypernav.search.conjunctions import conjuncts
from hypernav.search.lists import joined, page_size


@dataclass(frozen=True, slots=True, repr=False)
class ListDialect(Dialect):
    """Say conditions as the parameters of one list, of which all must hold.

    ``between`` includes both its ends, as it does everywhere. The API leaves out the end of a range, so the day after
    is sent; ``from_to`` sends its two values as they are, and leaves out the second.

    >>> from datetime import date
    >>> from hypernav.search import Query, where
    >>> first, last = date(2026, 1, 1), date(2026, 1, 31)
    >>> ORDERS.compile(Query(conditions=(where("orderDate").between(first, last),))).calls[0].parameters
    (('orderDateFrom', '2026-01-01'), ('orderDateTo', '2026-02-01'))
    >>> january = where("orderDate").from_to(first, date(2026, 2, 1))
    >>> ORDERS.compile(Query(conditions=(january, where("customerId").in_(1, 2)))).calls[0].parameters
    (('orderDateFrom', '2026-01-01'), ('orderDateTo', '2026-02-01'), ('customerId', '1,2'))
    """

    listed: Listed
    words: Vocabulary

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return self.words

    def compile(self, query: Query) -> Plan:
        """Return one GET with the conditions, the order and the fields as parameters.

        Raises:
            UnknownField: The list has no such field, cannot be sorted so, or its members lack a field.
            UnknownOperator: The field does not have the operator.
            WrongValue: An operator takes other values, a range holds nothing, or a bound is missing.
            NotExpressible: There is an OR, a negation, or a parameter that would be needed twice.
        """
        self.says_only(query, "sort", "page_size", "fields", "parameters")
        said = self._said(list(conjuncts(query.expression, self.check, self._alternatives, self._no_negation)))
        for each in self.listed.ranges.values():
            if not (each.begin in query.parameters or each.end in query.parameters):
                check_range(each, said, self.title)
        own = list(self._written(said))
        if query.sort:
            own.append(("sorting", sorting(query.sort, self.listed.type, self.title)))
        size = page_size(query, None, self.title)
        if size is not None:
            own.append(("count", str(size)))
        if query.fields:
            own.append(("fields", self._fields(query.fields)))
        notes = tuple(filter(None, (note(each, said) for each in self.listed.ranges.values())))
        return Plan(calls=(Call(parameters=joined(own, query)),), notes=notes)

    def _alternatives(self, expression: Some) -> Comparison:
        """Return one comparison for an OR of values of one field, where the field takes a list."""
        found = [self.check(part) for part in expression.parts if isinstance(part, Term)]
        names = {each.field.name for each in found}
        takes = len(found) == len(expression.parts) and len(names) == 1 and "in" in found[0].field.operators
        if takes and all(each.operator.name in ("equals", "in") for each in found):
            values = tuple(value for each in found for value in each.operands)
            return self.check(Term(found[0].field.name, "in", values))
        lists = [field.name for field in self.words.fields.values() if "in" in field.operators]
        nearest = "  ".join(f"where({name!r}).in_(…, …)" for name in lists)
        raise self.refuse(expression, "has no OR, save between values of a field that takes a list", nearest)

    def _no_negation(self, expression: Negation) -> NotExpressible:
        nearest = ""
        if isinstance(expression.part, Term):
            comparison = self.check(expression.part)
            name, value = comparison.field.name, comparison.operands[-1]
            opposite = {"at_least": "less_than", "less_than": "at_least"}.get(comparison.operator.name)
            if comparison.field.kind == "boolean":
                nearest = f"where({name!r}).equals({not value})"
            elif opposite is not None and opposite in (each.name for each in self.operators_of(name)):
                nearest = f"where({name!r}).{opposite}({value!r})"
        return self.refuse(expression, "has no NOT", nearest)

    def _said(self, comparisons: list[Comparison]) -> Said:
        found: dict[str, tuple[Any, Comparison]] = {}
        for comparison in comparisons:
            for name, value in self._parameters(comparison).items():
                if name in found and found[name][0] != value:
                    both = Every((found[name][1].term, comparison.term))
                    nearest = f"{found[name][1].term!r:.100}  {comparison.term!r:.100}"
                    raise self.refuse(both, f"says {name!r} only once", nearest)
                found[name] = (value, comparison)
        return found

    def _parameters(self, comparison: Comparison) -> Mapping[str, Any]:
        """Return the parameters of a comparison with their values, several of them as a tuple."""
        name = comparison.field.name
        of_range = comparison.operator.name in RANGE_OPERATORS or name not in self.listed.parameters
        for each in self.listed.ranges.values():
            if of_range and name in (each.stem, each.begin, each.end):
                return bounds(each, comparison)
        several = comparison.operator.takes == "several"
        return {name: comparison.operands if several else comparison.value}

    def _written(self, said: Said) -> Iterator[tuple[str, str]]:
        for name, (value, comparison) in said.items():
            kind = self.listed.parameters.get(name)
            # A list that is given as an array repeats its parameter, so that its values may hold commas.
            for each in value if kind == "each" and isinstance(value, tuple) else [value]:
                yield name, written(each, comparison, kind)

    def _fields(self, given: tuple[Any, ...]) -> str:
        fields = Fields(*given)
        check_fields(fields, self.listed.type, self.title)
        return str(fields)


def _dialect(path: str) -> ListDialect:
    return ListDialect(LISTS[path], vocabulary_of(LISTS[path]))


CUSTOMERS = _dialect("/customer")
EMPLOYEES = _dialect("/employee")
PROJECTS = _dialect("/project")
PRODUCTS = _dialect("/product")
ORDERS = _dialect("/order")
INVOICES = _dialect("/invoice")
TIMESHEET_ENTRIES = _dialect("/timesheet/entry")
TRAVEL_EXPENSES = _dialect("/travelExpense")
ACTIVITIES = _dialect("/activity")
VOUCHERS = _dialect("/ledger/voucher")
SUPPLIERS = _dialect("/supplier")
DEPARTMENTS = _dialect("/department")
CONTACTS = _dialect("/contact")
SUPPLIER_INVOICES = _dialect("/supplierInvoice")
POSTINGS = _dialect("/ledger/posting")
ACCOUNTS = _dialect("/ledger/account")
VAT_TYPES = _dialect("/ledger/vatType")
VOUCHER_TYPES = _dialect("/ledger/voucherType")
PURCHASE_ORDERS = _dialect("/purchaseOrder")
PAYSLIPS = _dialect("/salary/payslip")
TIME_CLOCKS = _dialect("/timesheet/timeClock")
TRAVEL_COSTS = _dialect("/travelExpense/cost")
REMINDERS = _dialect("/reminder")
PRODUCT_UNITS = _dialect("/product/unit")
ASSETS = _dialect("/asset")
CURRENCIES = _dialect("/currency")
COUNTRIES = _dialect("/country")
