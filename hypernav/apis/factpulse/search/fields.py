"""What FactPulse's searches can be filtered by, as its description has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hypernav.search.vocabulary import Enumerated, Field, Operator, Vocabulary, fields_table, operators_table, same

# Flows

_RULES = "B2B B2BInt B2C B2G B2GInt OutOfScope B2GOutOfScope ArchiveOnly NotApplicable"
_FLOW_TYPES = (
    "CustomerInvoice SupplierInvoice StateInvoice CustomerInvoiceLC SupplierInvoiceLC StateCustomerInvoiceLC "
    "StateSupplierInvoiceLC AggregatedCustomerTransactionReport UnitaryCustomerTransactionReport "
    "AggregatedCustomerPaymentReport UnitaryCustomerPaymentReport UnitarySupplierTransactionReport MultiFlowReport"
)
_LISTED = ("equals", "in")

FLOWS = Vocabulary(
    "FactPulse's flow search",
    fields_table(
        Field("updatedAt", "datetime", ("is-after", "is-before"), title="when the flow was changed last"),
        Field("updatedAfter", "datetime", ("equals",), title="the same as updatedAt after it, itself not included"),
        Field("updatedBefore", "datetime", ("equals",), title="the same as updatedAt before it"),
        Field("processingRule", "enumeration", _LISTED, same(_RULES), "under which rule the flow is processed"),
        Field("flowType", "enumeration", _LISTED, same(_FLOW_TYPES), "what the flow carries"),
        Field(
            "flowDirection",
            "enumeration",
            _LISTED,
            (Enumerated("In", "incoming"), Enumerated("Out", "outgoing")),
            "whether it comes in or goes out",
        ),
        Field("trackingId", "string", ("equals",), title="the sender's own id, up to 36 characters"),
        Field("ackStatus", "enumeration", ("equals",), same("Pending Ok Error"), "how the flow was acknowledged"),
    ),
    operators_table(
        Operator("is-after", meaning="greater"),
        Operator("is-before", meaning="less"),
        Operator("equals", meaning="equal"),
        Operator("in", takes="several", meaning="in"),
    ),
)

# The directory

DIRECTORY_OPERATORS = operators_table(
    Operator("strict", meaning="equal"),
    Operator("contains", meaning="contains"),
    Operator("startWith", meaning="starts with"),
)
_EXACT = ("strict",)
_EITHER = ("contains", "strict")
_ACTIVE = (Enumerated("A", "active"), Enumerated("C", "closed"))


@dataclass(frozen=True, slots=True)
class Length:
    """How long the text of a field is at most, and whether it is of that many digits."""

    longest: int
    digits: bool = False


LENGTHS: Mapping[str, Length] = {
    "siren": Length(9, digits=True),
    "siret": Length(14, digits=True),
    "postalCode": Length(5, digits=True),
    "businessName": Length(150),
    "name": Length(100),
    "addressLines": Length(600),
    "countrySubdivision": Length(255),
    "locality": Length(100),
    "routingIdentifier": Length(100),
    "routingCodeName": Length(100),
    "addressingIdentifier": Length(125),
    "addressingSuffix": Length(100),
    "trackingId": Length(36),
}
"""The lengths that the description states."""

_SIREN = Field("siren", "string", _EXACT, title="the 9 digits of a company")
_SIRET = Field("siret", "string", _EXACT, title="the 14 digits of an establishment")
_STATUS = Field("administrativeStatus", "enumeration", _EXACT, _ACTIVE, "whether it is active or closed")
_ADDRESS = Field("addressLines", "string", ("contains",), title="the lines of the address")
_POSTAL_CODE = Field("postalCode", "string", ("strict", "startWith"), title="the 5 digits of the postal code")
_LOCALITY = Field("locality", "string", _EITHER, title="the municipality")
_ROUTING = Field("routingIdentifier", "string", _EITHER, title="the routing code")


def _directory(title: str, *fields: Field) -> Vocabulary:
    return Vocabulary(title, fields_table(*fields), DIRECTORY_OPERATORS)


COMPANIES = _directory(
    "FactPulse's directory of companies",
    _SIREN,
    Field("businessName", "string", _EITHER, title="the name of the company"),
    Field("entityType", "enumeration", _EXACT, same("Public PrivateVatRegistered"), "what kind of company it is"),
    _STATUS,
)
ESTABLISHMENTS = _directory(
    "FactPulse's directory of establishments",
    _SIRET,
    _SIREN,
    Field(
        "facilityType", "enumeration", _EXACT, (Enumerated("P", "main"), Enumerated("S", "secondary")), "main or not"
    ),
    Field("name", "string", _EITHER, title="the name of the establishment"),
    _ADDRESS,
    _POSTAL_CODE,
    Field("countrySubdivision", "string", _EXACT, title="the part of the country"),
    _LOCALITY,
    _STATUS,
)
ROUTING_CODES = _directory(
    "FactPulse's directory of routing codes",
    _ROUTING,
    _SIRET,
    Field("routingCodeName", "string", _EITHER, title="what the routing code is called"),
    _STATUS,
    _ADDRESS,
    _POSTAL_CODE,
    _LOCALITY,
)
DIRECTORY_LINES = _directory(
    "FactPulse's directory line search",
    Field("addressingIdentifier", "string", _EITHER, title="the electronic address"),
    _SIREN,
    _SIRET,
    _ROUTING,
    Field("addressingSuffix", "string", _EITHER, title="the end of an address that is no establishment"),
)

CLIENTS = Vocabulary("FactPulse's client list")
