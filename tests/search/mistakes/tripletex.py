"""Mistakes that people make in searches of Tripletex, and what each error must suggest first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypernav.apis.tripletex.search import (
    ACTIVITIES,
    CONTACTS,
    CUSTOMERS,
    EMPLOYEES,
    INVOICES,
    ORDERS,
    PRODUCTS,
    PROJECTS,
    TIMESHEET_ENTRIES,
    TRAVEL_EXPENSES,
    VOUCHERS,
)
from hypernav.apis.tripletex.search.fields import Fields
from hypernav.search import Dialect, Ordering, Query, where
from tests.search.mistakes.mistake import Mistake

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
JANUARY = where("date").between(FIRST, LAST)


def _asked(what: str, nearest: str, dialect: Dialect, *conditions: Any, **query: Any) -> Mistake:
    return Mistake(what, lambda: dialect.compile(Query(conditions=conditions, **query)), nearest)


MISTAKES = [
    _asked("a typo in a parameter", "'organizationNumber'", CUSTOMERS, where("organisationNumber") == "923456783"),
    _asked("a parameter in other capitals", "'customerName'", CUSTOMERS, where("customername").is_like("Acme")),
    _asked("a parameter with underscores", "'accountManagerId'", CUSTOMERS, where("account_manager_id") == 5),
    _asked("the member's name for the parameter", "'ids'", PRODUCTS, where("id").in_(1, 2)),
    _asked("an object for its id", "'projectManagerId'", PROJECTS, where("projectManager") == 5),
    _asked("the member's name for a list of ids", "'employeeId'", TIMESHEET_ENTRIES, where("employee") == 5, JANUARY),
    _asked("a part of a name where it must be whole", ".equals", EMPLOYEES, where("employeeNumber").contains("12")),
    _asked("equality where only a part is looked for", ".contains", EMPLOYEES, where("lastName") == "Solberg"),
    _asked("a typo in an operator", ".contains", ACTIVITIES, where("name").containss("x")),
    _asked("a beginning", ".contains", CONTACTS, where("email").starts_with("post@")),
    _asked("several values for one", "where('id').in_(1, 2)", CUSTOMERS, where("id").equals(1, 2)),
    _asked("a list as one text", "where('id').in_('1', '2')", CUSTOMERS, where("id") == "1,2"),
    _asked("a typo in a state", "'DELIVERED'", TRAVEL_EXPENSES, where("state") == "DELIVERD"),
    _asked("a state with a space", "'SALARY_PAID'", TRAVEL_EXPENSES, where("state") == "salary paid"),
    _asked("a text for a boolean", "True", PROJECTS, where("isClosed") == "true"),
    _asked("a number for a boolean", "False", PROJECTS, where("isOffer") == 0),
    _asked("a number for a text", "'10001'", INVOICES, where("invoiceNumber") == 10001),
    _asked("a date as Norwegians write it", "'2026-01-31'", PROJECTS, where("startDate") <= "31.01.2026"),
    _asked("a time for a date", "'2026-01-31'", PROJECTS, where("startDate") < datetime(2026, 1, 31, 12)),
    _asked("a time with a zone", "'2026-01-31T09:30:00'", CUSTOMERS,
           where("changedSince") >= "2026-01-31T09:30:00+01:00"),
    _asked("a date for a time", "'2026-01-31T00:00:00'", CUSTOMERS, where("changedSince") >= LAST),
    _asked("no range", "where('orderDate').between(…, …)", ORDERS, where("customerId") == 5),
    _asked("a range without its end", "where('orderDate').from_to(datetime.date(2026, 1, 1), …)", ORDERS,
           where("orderDate") >= FIRST),
    _asked("a range without its beginning", "where('date').from_to(…, datetime.date(2026, 1, 31))", VOUCHERS,
           where("date") < LAST),
    _asked("a range reversed", "where('invoiceDate').between(datetime.date(2026, 1, 1), datetime.date(2026, 1, 31))",
           INVOICES, where("invoiceDate").between(LAST, FIRST)),
    _asked("bounds reversed", "where('startDate').from_to(datetime.date(2026, 1, 1), datetime.date(2026, 1, 31))",
           PROJECTS, (where("startDate") >= LAST) & (where("startDate") < FIRST)),
    _asked("a range of a day that leaves it out",
           "where('startDate').between(datetime.date(2026, 1, 1), datetime.date(2026, 1, 1))",
           PROJECTS, where("startDate").from_to(FIRST, FIRST)),
    _asked("an amount above", ".at_least", PRODUCTS, where("priceExcludingVatCurrency") > 100),
    _asked("a text for an amount", "99.5", PRODUCTS, where("priceExcludingVatCurrency") >= "99,5"),
    _asked("a negation", "where('isInactive').equals(False)", ACTIVITIES, ~where("isInactive").is_(True)),
    _asked("a typo in what to sort by", ".sort('-startDate')", PROJECTS, sort=(Ordering("starDate", True),)),
    _asked("a typo behind a dot", ".sort('customer.name')", PROJECTS, sort=(Ordering("customer.nmae"),)),
    _asked("an order below a plain value", ".sort('number')", PROJECTS, sort=(Ordering("number.value"),)),
    _asked("a typo in a field", "'projectManager'", PROJECTS, fields=("projectManger(*)",)),
    _asked("a typo in a field of an object", "'organizationNumber'", PROJECTS,
           fields=(Fields("*", customer="organizationnumber"),)),
    _asked("fields of a plain value", "'name'", PROJECTS, fields=("name(*)",)),
    _asked("a page of nothing", ".page_size(1)", CONTACTS, page_size=-1),
]  # fmt: skip
"""What is wrong, the search that makes it, and the right thing."""
