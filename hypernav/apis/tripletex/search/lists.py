"""What each list of Tripletex can be searched by, as its specification 2.72 has it.

The vendor has four categories: range, in, exact and like. A range is two parameters, ``xFrom`` and ``xTo``: "From and
including" and, nearly everywhere, "To and excluding".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

_LISTS = """
/customer Customer customer
  in id customerAccountNumber accountManagerId
  is organizationNumber email invoiceEmail
  name customerName phoneNumberMobile
  yes isInactive
  since changedSince
/employee Employee employee
  in id departmentId
  is employeeNumber
  like firstName lastName email
  yes allowInformationRegistration includeContacts onlyProjectManagers onlyContacts assignableProjectManagers
  yes hasSystemAccess onlyEmployeeTokens
  day periodStart periodEnd
/project Project project
  in id projectManagerId customerAccountManagerId employeeInProjectId departmentId
  is number
  id customerId
  like name externalAccountsNumber
  yes isOffer isClosed isFixedPrice includeRecentlyClosed
  days startDate endDate
/product Product product
  in ids number
  each productNumber
  like name
  is ean
  id supplierId currencyId vatTypeId productUnitId departmentId accountId
  yes isInactive isStockItem isSupplierProduct
  amounts costExcludingVatCurrency priceExcludingVatCurrency priceIncludingVatCurrency
/order Order order
  in id customerId
  is number
  like deliveryComment
  yes isClosed isSubscription
  days! orderDate
/invoice Invoice invoice
  in id voucherId
  is invoiceNumber kid
  id customerId
  days! invoiceDate
/timesheet/entry TimesheetEntry timesheet entry
  in id employeeId projectId activityId
  like comment
  days! date
/travelExpense TravelExpense travel expense
  id employeeId departmentId projectId projectManagerId
  days-from departureDate
  days-to returnDate
  one state=ALL,REJECTED,OPEN,APPROVED,SALARY_PAID,DELIVERED
/activity Activity activity
  in id
  like name description
  is number
  yes isProjectActivity isGeneral isChargeable isTask isInactive
/ledger/voucher Voucher voucher
  in id number typeId
  counts number
  days! date
/supplier Supplier supplier
  in id supplierNumber accountManagerId
  is organizationNumber email invoiceEmail
  yes isInactive isWholesaler showProducts
  since changedSince
/department Department department
  in id departmentManagerId
  like name departmentNumber
  yes isInactive
/contact Contact contact
  in id customerId departmentId
  like firstName lastName email
/supplierInvoice SupplierInvoice supplier invoice
  in id
  is invoiceNumber kid
  id voucherId supplierId
  days! invoiceDate
/ledger/posting Posting posting
  id accountId supplierId customerId employeeId departmentId projectId productId
  days! date
  one type=INCOMING_PAYMENT,INCOMING_PAYMENT_OPPOSITE,INCOMING_INVOICE_CUSTOMER_POSTING,INVOICE_EXPENSE,
    OUTGOING_INVOICE_CUSTOMER_POSTING,WAGE
/ledger/account Account account
  in id number
  yes isBankAccount isInactive isApplicableForSupplierInvoice isBalanceAccount
  one ledgerType=GENERAL,CUSTOMER,VENDOR,EMPLOYEE,ASSET
  name saftCode
/ledger/vatType VatType VAT type
  in id number
  one typeOfVat=OUTGOING,INCOMING,INCOMING_INVOICE,PROJECT,LEDGER
  day vatDate
  yes shouldIncludeSpecificationTypes
/ledger/voucherType VoucherType voucher type
  like name
/purchaseOrder PurchaseOrder purchase order
  in id supplierId projectId
  is number
  yes isClosed withDeviationOnly
  days-including deliveryDate creationDate
/salary/payslip Payslip payslip
  in id employeeId wageTransactionId activityId
  counts year month
  days voucherDate
  like comment
/timesheet/timeClock TimeClock time clock entry
  in id employeeId projectId activityId hourId
  days date
  yes isRunning
/travelExpense/cost Cost travel cost
  id travelExpenseId vatTypeId currencyId
  amounts rate amount
  counts count
  like location address
/reminder Reminder reminder
  in id
  id invoiceId customerId
  days! date
  days termOfPayment
/product/unit ProductUnit product unit
  in id
  name name nameShort commonCode
/asset Asset asset
  in id
  like name description
/currency Currency currency
  in id
  name code
/country Country country
  in id code
  yes isDisabled supportedInZtl
"""
Kind = Literal["in", "each", "is", "id", "like", "name", "yes", "since", "day", "one"]
"""How one parameter is asked for. ``name``: a text, of which the specification does not say how it matches."""
Unit = Literal["date", "integer", "number"]
_UNITS: Mapping[str, Unit] = {"days": "date", "counts": "integer", "amounts": "number"}


@dataclass(frozen=True, slots=True)
class Range:
    """Hold how a range of one field is asked for.

    >>> Range("orderDate", "date", required=True).begin
    'orderDateFrom'
    """

    stem: str
    unit: Unit
    has_from: bool = True
    has_to: bool = True
    includes_end: bool = False
    """Whether ``xTo`` is itself included, which it is in few lists."""
    required: bool = False
    """Whether the list is refused without both bounds."""

    @property
    def begin(self) -> str:
        """Return the parameter of the beginning, which is always included."""
        return f"{self.stem}From"

    @property
    def end(self) -> str:
        """Return the parameter of the end."""
        return f"{self.stem}To"


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold what one list can be searched by.

    >>> LISTS["/order"].ranges["orderDate"].required
    True
    """

    path: str
    type: str
    """Type of the members, as in ``resources.MEMBERS``."""
    title: str
    """What one of the members is called."""
    parameters: Mapping[str, Kind]
    ranges: Mapping[str, Range]
    choices: Mapping[str, tuple[str, ...]]
    """The values of enumerations."""


def _read(text: str) -> Mapping[str, Listed]:
    blocks = text.strip().replace("\n    ", "").split("\n/")
    return MappingProxyType({each.path: each for each in map(_listed, blocks)})


def _listed(block: str) -> Listed:
    head, *lines = block.removeprefix("/").splitlines()
    path, member, title = head.split(maxsplit=2)
    parameters: dict[str, Kind] = {}
    ranges: dict[str, Range] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for kind, word in _words(lines):
        base = kind.partition("-")[0].rstrip("!")
        if base in _UNITS:
            ranges[word] = _range(word, kind, _UNITS[base])
            continue
        name, _, values = word.partition("=")
        parameters[name] = kind  # type: ignore[assignment]  # the table has no others, as a test shows
        if values:
            choices[name] = tuple(values.split(","))
    return Listed(
        f"/{path}", member, title, MappingProxyType(parameters), MappingProxyType(ranges), MappingProxyType(choices)
    )


def _words(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        kind, *words = line.split()
        yield from ((kind, word) for word in words)


def _range(stem: str, kind: str, unit: Unit) -> Range:
    _, _, which = kind.partition("-")
    return Range(
        stem,
        unit,
        has_from=which != "to",
        has_to=which != "from",
        includes_end=which == "including",
        required=kind.endswith("!"),
    )


LISTS = _read(_LISTS)
"""Path to what the list there can be searched by."""
