"""Mistakes that people make when they search FactPulse."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypernav.apis.factpulse.search import COMPANIES, DIRECTORY_LINES, ESTABLISHMENTS, FLOWS, ROUTING_CODES
from hypernav.search import Dialect, Expression, Ordering, Plan, Query, where
from tests.search.mistakes.mistake import Mistake


def ask(dialect: Dialect, *conditions: Expression) -> Plan:
    return dialect.compile(Query(conditions=conditions))


def sort(dialect: Dialect, ordering: str) -> Plan:
    return dialect.compile(Query(sort=(Ordering.read(ordering),)))


NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
OK = where("ackStatus") == "Ok"
OR = 'where("flowType").in_("CustomerInvoice", "SupplierInvoice")'
MISTAKES = [
    Mistake("a field in snake case", lambda: ask(FLOWS, where("updated_at") > NOON), "'updatedAt'"),
    Mistake("a field misspelled", lambda: ask(FLOWS, where("flowTyp") == "StateInvoice"), "'flowType'"),
    Mistake("the plural of a field", lambda: ask(FLOWS, where("flowTypes") == "StateInvoice"), "'flowType'"),
    Mistake("an acknowledgement", lambda: ask(FLOWS, where("acknowledgmentStatus") == "Ok"), "'ackStatus'"),
    Mistake("a type misspelled", lambda: ask(FLOWS, where("flowType") == "CustomerInvoce"), "'CustomerInvoice'"),
    Mistake("a type in words", lambda: ask(FLOWS, where("flowType") == "supplier invoice"), "'SupplierInvoice'"),
    Mistake("one of several types", lambda: ask(FLOWS, where("flowType").in_("StateInvoices")), "'StateInvoice'"),
    Mistake("a direction misspelled", lambda: ask(FLOWS, where("flowDirection") == "outgoin"), "'outgoing'"),
    Mistake("a rule misspelled", lambda: ask(FLOWS, where("processingRule") == "OutOfScop"), "'OutOfScope'"),
    Mistake("a status in capitals", lambda: ask(FLOWS, where("ackStatus") == "ERRORS"), "'Error'"),
    Mistake("a list of states", lambda: ask(FLOWS, where("ackStatus").in_("Ok", "Error")), ".equals"),
    Mistake("at least a time", lambda: ask(FLOWS, where("updatedAt") >= NOON), ".is_after"),
    Mistake("a time in between", lambda: ask(FLOWS, where("updatedAt").between(NOON, NOON)), ".is_after"),
    Mistake(
        "a date for a time", lambda: ask(FLOWS, where("updatedAt") > date(2026, 1, 31)), "'2026-01-31T00:00:00+00:00'"
    ),
    Mistake(
        "a time without a zone",
        lambda: ask(FLOWS, where("updatedAt") > "2026-01-31T12:00:00"),
        "'2026-01-31T12:00:00+00:00'",
    ),
    Mistake(
        "a time in milliseconds",
        lambda: ask(FLOWS, where("updatedAt") > 1_769_860_800_000),
        "'2026-01-31T12:00:00+00:00'",
    ),
    Mistake("a French date", lambda: ask(FLOWS, where("updatedAt") > "31/01/2026"), "'2026-01-31T00:00:00+00:00'"),
    Mistake("an OR over fields", lambda: ask(FLOWS, OK | (where("flowDirection") == "In")), OR),
    Mistake(
        "a page that is too large", lambda: FLOWS.compile(Query(conditions=(OK,), page_size=500)), ".page_size(100)"
    ),
    Mistake("no condition", lambda: ask(FLOWS), '.where("updatedAt").is_after("2026-01-01T00:00:00Z")'),
    Mistake("a SIREN with spaces", lambda: ask(COMPANIES, where("siren") == "702 042 755"), "'702042755'"),
    Mistake("a SIREN as a number", lambda: ask(COMPANIES, where("siren") == 702042755), "'702042755'"),
    Mistake(
        "a SIRET without its zero", lambda: ask(ESTABLISHMENTS, where("siret") == "5520176000018"), "'05520176000018'"
    ),
    Mistake("part of a SIREN", lambda: ask(COMPANIES, where("siren").starts_with("702")), ".strict"),
    Mistake("a company's name", lambda: ask(COMPANIES, where("name").contains("Pascale")), "'businessName'"),
    Mistake("a name that begins so", lambda: ask(COMPANIES, where("businessName").starts_with("Boul")), ".contains"),
    Mistake("a status in words", lambda: ask(COMPANIES, where("administrativeStatus") == "actif"), "'active'"),
    Mistake("a kind of company", lambda: ask(COMPANIES, where("entityType") == "Private"), "'PrivateVatRegistered'"),
    Mistake("a postal code", lambda: ask(ESTABLISHMENTS, where("postcode") == "38100"), "'postalCode'"),
    Mistake("a whole address", lambda: ask(ESTABLISHMENTS, where("addressLines") == "16 RUE X"), ".contains"),
    Mistake("a kind of establishment", lambda: ask(ESTABLISHMENTS, where("facilityType") == "secondry"), "'secondary'"),
    Mistake("a routing code", lambda: ask(ROUTING_CODES, where("routingCode") == "x"), "'routingCodeName'"),
    Mistake("an address", lambda: ask(DIRECTORY_LINES, where("addressingIdentifer") == "x"), "'addressingIdentifier'"),
    Mistake("a sort field misspelled", lambda: sort(COMPANIES, "-busnessName"), ".sort('-businessName')"),
    Mistake("a member misspelled", lambda: COMPANIES.compile(Query(fields=("business_name",))), "'businessName'"),
    Mistake("a relation in the plural", lambda: ROUTING_CODES.compile(Query(expand=("sirets",))), "'siret'"),
]
