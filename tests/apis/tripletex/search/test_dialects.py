"""Searches of Tripletex's lists: what is sent, and what is refused before it is sent."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hypernav.apis.tripletex.search import (
    ACTIVITIES,
    CONTACTS,
    CUSTOMERS,
    DEPARTMENTS,
    EMPLOYEES,
    INVOICES,
    ORDERS,
    POSTINGS,
    PRODUCTS,
    PROJECTS,
    PURCHASE_ORDERS,
    TIMESHEET_ENTRIES,
    TRAVEL_EXPENSES,
    VOUCHERS,
    ListDialect,
)
from hypernav.apis.tripletex.search.fields import Fields
from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from hypernav.search import Expression, Ordering, Query, where
from tests.search.wire import received

FIRST, LAST, NEXT = date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)


def asked(dialect: ListDialect, *conditions: Expression, **query: Any) -> list[tuple[str, str]]:
    return received(dialect, Query(conditions=conditions, **query))


def refusal(kind: type[Exception], dialect: ListDialect, *conditions: Expression, **query: Any) -> str:
    with pytest.raises(kind) as caught:
        dialect.compile(Query(conditions=conditions, **query))
    return str(caught.value)


@pytest.mark.parametrize(
    ("dialect", "condition", "expected"),
    [
        (CUSTOMERS, where("id").in_(1, 2), [("id", "1,2")]),
        (CUSTOMERS, where("id") == 7, [("id", "7")]),
        (CUSTOMERS, (where("id") == 1) | where("id").in_(2, "3"), [("id", "1,2,3")]),
        (CUSTOMERS, where("organizationNumber") == "923456783", [("organizationNumber", "923456783")]),
        (CUSTOMERS, where("customerName").is_like("Acme"), [("customerName", "Acme")]),
        (CUSTOMERS, where("isInactive").is_(True), [("isInactive", "true")]),
        (CUSTOMERS, where("changedSince") == datetime(2026, 1, 31, 9, 30), [("changedSince", "2026-01-31T09:30:00")]),
        (CUSTOMERS, where("changedSince") >= "2026-01-31T09:30:00", [("changedSince", "2026-01-31T09:30:00")]),
        (EMPLOYEES, where("firstName").contains("Ingrid, A"), [("firstName", "Ingrid, A")]),
        (EMPLOYEES, where("lastName").like("sol"), [("lastName", "sol")]),
        (EMPLOYEES, where("periodStart") == FIRST, [("periodStart", "2026-01-01")]),
        (PROJECTS, where("customerId") == 12, [("customerId", "12")]),
        (PRODUCTS, where("productNumber").in_("a,b", "c"), [("productNumber", "a,b"), ("productNumber", "c")]),
        (
            PRODUCTS,
            where("priceExcludingVatCurrency").from_to(Decimal("10.50"), 1e22),
            [
                ("priceExcludingVatCurrencyFrom", "10.50"),
                ("priceExcludingVatCurrencyTo", "10000000000000000000000"),
            ],
        ),
        (TRAVEL_EXPENSES, where("state") == "approved", [("state", "APPROVED")]),
        (TRAVEL_EXPENSES, where("departureDate") >= FIRST, [("departureDateFrom", "2026-01-01")]),
        (TRAVEL_EXPENSES, where("returnDate") < NEXT, [("returnDateTo", "2026-02-01")]),
        (ACTIVITIES, where("isChargeable") == False, [("isChargeable", "false")]),  # noqa: E712 - a comparison
        (DEPARTMENTS, where("departmentManagerId").in_([3, 4]), [("departmentManagerId", "3,4")]),
        (CONTACTS, where("email").contains("@acme.no"), [("email", "@acme.no")]),
    ],
    ids=str,
)
def test_a_condition_is_the_parameter_of_its_list(
    dialect: ListDialect, condition: Expression, expected: list[tuple[str, str]]
) -> None:
    assert asked(dialect, condition) == expected


@pytest.mark.parametrize(
    ("condition", "begin", "end"),
    [
        (where("startDate").between(FIRST, LAST), "2026-01-01", "2026-02-01"),
        (where("startDate").between(FIRST, FIRST), "2026-01-01", "2026-01-02"),
        (where("startDate").from_to(FIRST, NEXT), "2026-01-01", "2026-02-01"),
        ((where("startDate") >= FIRST) & (where("startDate") < NEXT), "2026-01-01", "2026-02-01"),
        ((where("startDate") > FIRST) & (where("startDate") <= LAST), "2026-01-02", "2026-02-01"),
        (where("startDate") == FIRST, "2026-01-01", "2026-01-02"),
        (where("startDate") >= FIRST, "2026-01-01", None),
        (where("startDate") <= LAST, None, "2026-02-01"),
        ((where("startDateFrom") == FIRST) & (where("startDateTo") == NEXT), "2026-01-01", "2026-02-01"),
        (where("startDate").between("2024-02-28", "2024-02-28"), "2024-02-28", "2024-02-29"),
    ],
    ids=str,
)
def test_the_end_of_a_range_is_left_out_by_the_server_and_so_it_is_sent(
    condition: Expression, begin: str | None, end: str | None
) -> None:
    pairs = [("startDateFrom", begin), ("startDateTo", end)]
    assert asked(PROJECTS, condition) == [pair for pair in pairs if pair[1]]


def test_an_end_that_the_list_includes_is_the_last_day() -> None:
    assert asked(PURCHASE_ORDERS, where("deliveryDate").between(FIRST, LAST)) == [
        ("deliveryDateFrom", "2026-01-01"),
        ("deliveryDateTo", "2026-01-31"),
    ]
    assert asked(PURCHASE_ORDERS, where("deliveryDate") < NEXT) == [("deliveryDateTo", "2026-01-31")]
    assert asked(PURCHASE_ORDERS, where("deliveryDate") == FIRST) == [
        ("deliveryDateFrom", "2026-01-01"),
        ("deliveryDateTo", "2026-01-01"),
    ]


@pytest.mark.parametrize(
    ("dialect", "condition", "notes"),
    [
        (
            PROJECTS,
            where("startDate").between(FIRST, LAST),
            ("startDateTo is left out by the API, so the one after the last is sent",),
        ),
        (PROJECTS, where("startDate").from_to(FIRST, NEXT), ()),
        (PROJECTS, where("startDate") > FIRST, ()),
        (PURCHASE_ORDERS, where("deliveryDate") <= LAST, ()),
        (
            PURCHASE_ORDERS,
            where("deliveryDate") < NEXT,
            ("deliveryDateTo is included by the API, so the last one is sent",),
        ),
    ],
    ids=str,
)
def test_another_end_than_was_given_is_told(
    dialect: ListDialect, condition: Expression, notes: tuple[str, ...]
) -> None:
    assert dialect.compile(Query(conditions=(condition,))).notes == notes


def test_a_range_of_one_day_holds_it_where_the_end_is_included() -> None:
    for day in (FIRST, date.max):
        assert asked(PURCHASE_ORDERS, (where("deliveryDateFrom") == day) & (where("deliveryDateTo") == day))
    message = refusal(WrongValue, PURCHASE_ORDERS, where("deliveryDate").from_to(FIRST, FIRST))
    assert "it ends where it begins" in message
    assert f"nearest    where('deliveryDate').between({FIRST!r}, {FIRST!r})" in message
    assert "why" not in message


def test_whole_numbers_have_a_next_one_too() -> None:
    days = where("date").between(FIRST, LAST)
    assert asked(VOUCHERS, where("number").between(10, 20) & days)[:2] == [("numberFrom", "10"), ("numberTo", "21")]
    assert asked(VOUCHERS, (where("number") > 10) & (where("number") <= 20) & days)[:2] == [
        ("numberFrom", "11"),
        ("numberTo", "21"),
    ]
    assert asked(VOUCHERS, where("number").in_(10, 20) & days)[0] == ("number", "10,20")
    assert asked(VOUCHERS, (where("number") == 10) & days)[0] == ("number", "10")


def test_amounts_have_no_next_one_so_that_only_the_half_open_range_can_be_said() -> None:
    names = [operator.name for operator in PRODUCTS.operators_of("priceExcludingVatCurrency")]
    assert names == ["from_to", "at_least", "less_than"]
    price = where("priceExcludingVatCurrency")
    assert "nearest    .at_least" in refusal(UnknownOperator, PRODUCTS, price > 5)
    assert "nearest    .less_than" in refusal(UnknownOperator, PRODUCTS, price <= 5)


@pytest.mark.parametrize(
    ("condition", "lacks", "nearest"),
    [
        (where("customerId").in_(1), "and both bounds are missing", "where('orderDate').between(…, …)"),
        (
            where("orderDate") >= FIRST,
            "and its end is missing",
            "where('orderDate').from_to(datetime.date(2026, 1, 1), …)",
        ),
        (
            where("orderDate") < NEXT,
            "and its beginning is missing",
            "where('orderDate').from_to(…, datetime.date(2026, 2, 1))",
        ),
    ],
)
def test_a_missing_bound_is_named_where_both_are_required(condition: Expression, lacks: str, nearest: str) -> None:
    message = refusal(WrongValue, ORDERS, condition)
    assert f"Tripletex's order search needs a range of 'orderDate', {lacks}.\n" in message
    assert f"  nearest    {nearest}\n" in message
    assert message.endswith("parameters orderDateFrom, orderDateTo")


def test_nothing_at_all_lacks_the_range_too() -> None:
    for dialect, stem in ((ORDERS, "orderDate"), (INVOICES, "invoiceDate"), (VOUCHERS, "date"), (POSTINGS, "date")):
        assert f"needs a range of {stem!r}, and both bounds are missing" in refusal(WrongValue, dialect)


def test_bounds_may_stand_among_the_parameters() -> None:
    bounds = {"orderDateFrom": FIRST, "orderDateTo": NEXT}
    assert asked(ORDERS, parameters=bounds) == [("orderDateFrom", "2026-01-01"), ("orderDateTo", "2026-02-01")]


def test_a_range_that_is_reversed_or_holds_nothing_is_refused() -> None:
    assert refusal(WrongValue, PROJECTS, (where("startDate") >= NEXT) & (where("startDate") < FIRST)) == (
        "The range of 'startDate' holds nothing: it ends before it begins.\n"
        f"  where      (where('startDate') >= {NEXT!r}) & (where('startDate') < {FIRST!r})\n"
        "  nearest    where('startDate').from_to(datetime.date(2026, 1, 1), datetime.date(2026, 2, 1))\n"
        "  why        the API includes the beginning of a range and leaves out its end"
    )
    message = refusal(WrongValue, PROJECTS, where("startDate").from_to(FIRST, FIRST))
    assert "holds nothing: it ends where it begins" in message
    assert "nearest    where('startDate').between(datetime.date(2026, 1, 1), datetime.date(2026, 1, 1))" in message
    assert "is reversed" in refusal(WrongValue, PROJECTS, where("startDate").between(LAST, FIRST))


def test_there_is_no_day_after_the_last_and_none_before_the_first() -> None:
    message = refusal(WrongValue, PROJECTS, where("startDate") > date.max)
    assert message.startswith("There is no day after 9999-12-31, which the range would need.")
    assert "nearest    where('startDate').at_least(…)" in message
    assert "no day before 0001-01-01" in refusal(WrongValue, PURCHASE_ORDERS, where("creationDate") < date.min)


def test_a_bound_that_is_said_twice_is_refused_unless_both_are_the_same() -> None:
    message = refusal(NotExpressible, PROJECTS, (where("startDate") >= FIRST) & (where("startDate") > FIRST))
    assert "Tripletex's project search says 'startDateFrom' only once." in message
    twice = (where("startDate") > date(2025, 12, 31)) & (where("startDate") >= FIRST)
    assert asked(PROJECTS, twice) == [("startDateFrom", "2026-01-01")]


def test_an_or_is_refused_save_within_a_list() -> None:
    assert refusal(NotExpressible, PROJECTS, (where("isOffer") == True) | (where("id") == 1)) == (  # noqa: E712
        "Tripletex's project search has no OR, save between values of a field that takes a list.\n"
        "  part       (where('isOffer') == True) | (where('id') == 1)\n"
        "  nearest    where('id').in_(…, …)  where('projectManagerId').in_(…, …)  "
        "where('customerAccountManagerId').in_(…, …)  where('employeeInProjectId').in_(…, …)  "
        "where('departmentId').in_(…, …)\n"
        "  otherwise  where(…, locally=True) filters here what the server cannot"
    )
    assert "has no OR" in refusal(NotExpressible, PROJECTS, (where("number") == "1") | (where("number") == "2"))


def test_a_negation_is_refused_with_the_opposite_where_there_is_one() -> None:
    message = refusal(NotExpressible, PROJECTS, ~(where("isClosed") == True))  # noqa: E712 - a comparison
    assert "Tripletex's project search has no NOT." in message
    assert "nearest    where('isClosed').equals(False)" in message
    message = refusal(NotExpressible, PROJECTS, ~(where("startDate") >= FIRST))
    assert "nearest    where('startDate').less_than(datetime.date(2026, 1, 1))" in message
    assert "nearest" not in refusal(NotExpressible, PROJECTS, ~((where("id") == 1) & (where("number") == "2")))


@pytest.mark.parametrize(
    ("condition", "reason", "nearest"),
    [
        (where("id") == "1,2", "a comma separates the values of a list", "where('id').in_('1', '2')"),
        (where("id").in_(" 1"), "white space around a value of a list may be left out", ""),
        (where("id").in_(1, " "), "an empty value asks for nothing", ""),
        (where("number") == " ", "an empty value asks for nothing", ""),
    ],
)
def test_what_a_parameter_cannot_carry_is_refused(condition: Expression, reason: str, nearest: str) -> None:
    message = refusal(NotExpressible, PROJECTS, condition)
    assert f": {reason}.\n" in message
    assert (f"nearest    {nearest}\n" in message) is bool(nearest)
    assert message.endswith("where(…, locally=True) filters here what the server cannot")


def test_times_have_no_zone_and_no_fraction() -> None:
    message = refusal(WrongValue, CUSTOMERS, where("changedSince") >= "2026-01-31T09:30:00+01:00")
    assert "a time without a zone, as this API counts" in message
    assert "nearest    '2026-01-31T09:30:00'" in message
    message = refusal(WrongValue, CUSTOMERS, where("changedSince").since(datetime(2026, 1, 31, 9, 30, 0, 5)))
    assert "'changedSince' takes whole seconds, and was given '2026-01-31T09:30:00.000005'." in message
    assert "nearest    '2026-01-31T09:30:00'  '2026-01-31T09:30:01'" in message


def test_the_order_is_written_as_documented() -> None:
    asked_for = (Ordering("project.name"), Ordering("date", descending=True))
    pairs = asked(TIMESHEET_ENTRIES, where("date").between(FIRST, LAST), sort=asked_for)
    assert pairs[-1] == ("sorting", "project.name, -date")


def test_what_cannot_be_sorted_by_names_the_nearest() -> None:
    assert refusal(UnknownField, PROJECTS, sort=(Ordering("customer.nmae", descending=True),)).startswith(
        "Tripletex's project search cannot be sorted by 'customer.nmae'.\n"
        "  where      .sort('-customer.nmae')\n"
        "  nearest    .sort('-customer.name')"
    )
    assert "nearest    .sort('name')" in refusal(UnknownField, PROJECTS, sort=(Ordering("name.first"),))
    assert "cannot be sorted by 'name,-id'" in refusal(UnknownField, PROJECTS, sort=(Ordering("name,-id"),))
    message = refusal(UnknownField, PROJECTS, sort=(Ordering("projectCategory.x,y"),))
    assert "nearest    .sort('projectCategory')" in message
    assert asked(PROJECTS, sort=(Ordering("projectCategory.whatever"),)) == [("sorting", "projectCategory.whatever")]


def test_pages_have_any_size_and_begin_anywhere() -> None:
    assert asked(CONTACTS, page_size=5000, limit=3, parameters={"from": 100}) == [("count", "5000"), ("from", "100")]
    assert "nearest    .page_size(1)" in refusal(WrongValue, CONTACTS, page_size=0)


def test_fields_are_texts_and_builders() -> None:
    given = ("*", Fields(activity="name"), "employee(*)")
    pairs = asked(TIMESHEET_ENTRIES, where("date").between(FIRST, LAST), fields=given)
    assert pairs[-1] == ("fields", "*,activity(name),employee(*)")


def test_fields_that_the_members_lack_are_refused() -> None:
    message = refusal(UnknownField, CONTACTS, fields=("customer(organisationNumber)",))
    assert "Tripletex's contact search has no field 'customer.organisationNumber'." in message
    assert "where      .fields('customer(organisationNumber)')" in message
    assert "nearest    'organizationNumber'" in message


def test_what_is_not_there_is_refused() -> None:
    assert "has nothing like .expand()" in refusal(NotExpressible, CONTACTS, expand=("customer",))
    assert "has nothing like .text()" in refusal(NotExpressible, CONTACTS, text="x")


def test_a_parameter_is_not_said_twice() -> None:
    message = refusal(WrongValue, CONTACTS, where("id").in_(1), parameters={"id": 2})
    assert "The parameter 'id' is given twice" in message
