"""The fields, operators and values of asset searches, as data: what the vendor's tables say, once, with the aliases.

The tables are the ones of the vendor's API description, corrected where it contradicts itself: canonical
operator names are those of its table of fields; other spellings that occur in the vendor's texts are aliases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ValueKind = Literal["string", "number", "integer", "address", "date", "enumeration", "identifier"]
"""What the values of a field are. Fields of kind ``date`` take a number of days for two of their operators."""
OperandKind = Literal["none", "value", "values", "range", "date", "date range", "days"]
"""What an operator takes: nothing, ``value``, ``values``, ``lower`` and ``upper``, a date, two dates, or days."""


@dataclass(frozen=True, slots=True)
class Enumerated:
    """One value of an enumeration: what is sent, and what it means."""

    value: int | str
    name: str


@dataclass(frozen=True, slots=True)
class SearchField:
    """A field that assets can be searched by.

    >>> SEARCH_FIELDS["risk-score"].operators
    ('is', 'is-not', 'in-range', 'is-greater-than', 'is-less-than')
    """

    name: str
    kind: ValueKind
    operators: tuple[str, ...]
    values: tuple[Enumerated, ...] = ()
    """The enumerated values, if the field has an enumeration."""


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator and the members of a filter that it needs.

    >>> OPERATORS["in-range"].members
    ('lower', 'upper')
    """

    name: str
    operand: OperandKind

    @property
    def members(self) -> tuple[str, ...]:
        """Return the names of the members that hold the operands. Sends nothing."""
        if self.operand == "none":
            return ()
        if self.operand in {"range", "date range"}:
            return ("lower", "upper")
        return ("values",) if self.operand == "values" else ("value",)


_OPERANDS: Mapping[OperandKind, str] = {
    "none": "is-applied is-not-applied is-empty is-not-empty",
    "values": "in not-in includes does-not-include",
    "range": "in-range not-in-range",
    "date range": "is-between",
    "date": "is-on-or-before is-on-or-after",
    "days": "is-earlier-than is-within-the-last",
    "value": "are is is-not contains does-not-contain starts-with ends-with is-like not-like"
    " is-greater-than is-less-than",
}
OPERATORS: Mapping[str, Operator] = {
    name: Operator(name, operand) for operand, names in _OPERANDS.items() for name in names.split()
}
"""Each operator by its canonical name."""

OPERATOR_ALIASES: Mapping[str, str] = {
    "ends with": "ends-with",
    "like": "is-like",
    "not-contains": "does-not-contain",
    "less-than": "is-less-than",
    "greater-than": "is-greater-than",
}
"""Other spellings of the vendor's texts, understood and never sent."""

NEGATIONS: Mapping[str, str] = {
    "is-not": "is",
    "does-not-contain": "contains",
    "not-like": "is-like",
    "not-in": "in",
    "not-in-range": "in-range",
    "does-not-include": "includes",
    "is-not-applied": "is-applied",
    "is-not-empty": "is-empty",
}
"""Operators that match exactly the assets that another one does not match."""


def _named(text: str) -> tuple[Enumerated, ...]:
    pairs = (entry.split("=") for entry in text.split("|"))
    return tuple(Enumerated(int(value) if value.isdigit() else value, name) for value, name in pairs)


_IS = ("is", "is-not")
_IN = ("in", "not-in")
_CONTAINS = ("contains", "does-not-contain")
_TEXT = (*_IS, "starts-with", "ends-with", *_CONTAINS)
_LIKE = ("is-like", "not-like")
_APPLIED = ("is-applied", "is-not-applied")
_PREFIXED = (*_IS, *_CONTAINS, "starts-with")
_DATES = ("is-on-or-before", "is-on-or-after", "is-between", "is-earlier-than", "is-within-the-last")
_NUMBERS = (*_IS, "in-range", "is-greater-than", "is-less-than")

_PRESENCE = _named("0=present|1=not present")
_ADDRESSES = _named("0=IPv4|1=IPv6")
_LOSS = _named("N=None|P=Partial|C=Complete")
_LOSS_3 = _named("N=None|L=Low|H=High")
_STATUSES = "created running paused restarting exited dead unknown"
_POWER = "poweredOn poweredOff suspended"


def _same(text: str) -> tuple[Enumerated, ...]:
    return tuple(Enumerated(word, word) for word in text.split())


def _table(*fields: SearchField) -> Mapping[str, SearchField]:
    return {field.name: field for field in fields}


SEARCH_FIELDS: Mapping[str, SearchField] = _table(
    SearchField("alternate-address-type", "enumeration", ("in",), _ADDRESSES),
    SearchField("container-image", "string", (*_TEXT, *_LIKE)),
    SearchField("container-status", "enumeration", _IS, _same(_STATUSES)),
    SearchField("containers", "enumeration", ("are",), _PRESENCE),
    SearchField("criticality-tag", "enumeration", (*_IS, "is-greater-than", "is-less-than", *_APPLIED),
                tuple(Enumerated(name, name) for name in ("Very High", "High", "Medium", "Low", "Very Low"))),
    SearchField("custom-tag", "string", (*_TEXT, *_APPLIED)),
    SearchField("cve", "string", (*_IS, *_CONTAINS)),
    SearchField("cvss-access-complexity", "enumeration", _IS, _named("L=Low|M=Medium|H=High")),
    SearchField("cvss-authentication-required", "enumeration", _IS, _named("N=None|S=Single|M=Multiple")),
    SearchField("cvss-access-vector", "enumeration", _IS, _named("L=Local|A=Adjacent|N=Network")),
    SearchField("cvss-availability-impact", "enumeration", _IS, _LOSS),
    SearchField("cvss-confidentiality-impact", "enumeration", _IS, _LOSS),
    SearchField("cvss-integrity-impact", "enumeration", _IS, _LOSS),
    SearchField("cvss-v3-confidentiality-impact", "enumeration", _IS, _LOSS_3),
    SearchField("cvss-v3-integrity-impact", "enumeration", _IS, _LOSS_3),
    SearchField("cvss-v3-availability-impact", "enumeration", _IS, _LOSS_3),
    SearchField("cvss-v3-attack-vector", "enumeration", _IS, _named("N=Network|A=Adjacent|L=Local|P=Physical")),
    SearchField("cvss-v3-attack-complexity", "enumeration", _IS, _named("L=Low|H=High")),
    SearchField("cvss-v3-user-interaction", "enumeration", _IS, _named("N=None|R=Required")),
    SearchField("cvss-v3-privileges-required", "enumeration", _IS, _LOSS_3),
    SearchField("host-name", "string", (*_TEXT, "is-empty", "is-not-empty", *_LIKE)),
    SearchField("host-type", "enumeration", _IN, _named("0=Unknown|1=Guest|2=Hypervisor|3=Physical|4=Mobile")),
    SearchField("ip-address", "address", (*_IS, "in-range", "not-in-range", *_LIKE)),
    SearchField("ip-address-type", "enumeration", _IN, _ADDRESSES),
    SearchField("last-scan-date", "date", _DATES),
    SearchField("location-tag", "string", (*_TEXT, *_APPLIED)),
    SearchField("mobile-device-last-sync-time", "date", ("is-within-the-last", "is-earlier-than")),
    SearchField("open-ports", "integer", (*_IS, "in-range")),
    SearchField("operating-system", "string", (*_CONTAINS, "is-empty", "is-not-empty")),
    SearchField("owner-tag", "string", (*_TEXT, *_APPLIED)),
    SearchField("pci-compliance", "enumeration", ("is",), _named("0=fail|1=pass")),
    SearchField("risk-score", "number", _NUMBERS),
    SearchField("service-name", "string", _CONTAINS),
    SearchField("site-id", "identifier", _IN),
    SearchField("software", "string", _CONTAINS),
    SearchField("vAsset-cluster", "string", _PREFIXED),
    SearchField("vAsset-datacenter", "string", _IS),
    SearchField("vAsset-host-name", "string", _PREFIXED),
    SearchField("vAsset-power-state", "enumeration", _IN, _same(_POWER)),
    SearchField("vAsset-resource-pool-path", "string", _CONTAINS),
    SearchField("vulnerability-assessed", "date", _DATES),
    SearchField("vulnerability-category", "string", _TEXT),
    SearchField("vulnerability-cvss-v3-score", "number", _IS),
    SearchField("vulnerability-cvss-score", "number", _NUMBERS),
    # The vendor's texts use this field and do not list its values; these are the three kinds its console offers.
    SearchField("vulnerability-exposures", "enumeration", ("includes", "does-not-include"),
                _named("malwarekit=Malware kit|metasploit=Metasploit module|exploitdb=Exploit Database entry")),
    SearchField("vulnerability-title", "string", (*_CONTAINS, *_IS, "starts-with", "ends-with")),
    SearchField("vulnerability-validated-status", "enumeration", ("are",), _PRESENCE),
)  # fmt: skip
"""Each field of asset searches by its name."""

_ACTIVE_SYNC = _table(
    SearchField("last-sync-time", "date", ("is-within-the-last", "is-earlier-than")),
    SearchField("operating-system", "string", _CONTAINS),
    SearchField("user", "string", _PREFIXED),
)
_ADDRESS_RANGES = ("in-range", "not-in-range", *_IS)

DISCOVERY_FIELDS: Mapping[str, Mapping[str, SearchField]] = {
    "activesync-ldap": _ACTIVE_SYNC,
    "activesync-office365": _ACTIVE_SYNC,
    "activesync-powershell": _ACTIVE_SYNC,
    "aws": _table(
        SearchField("availability-zone", "string", _CONTAINS),
        SearchField("guest-os-family", "string", _CONTAINS),
        SearchField("instance-id", "string", _CONTAINS),
        SearchField("instance-name", "string", _PREFIXED),
        SearchField("instance-state", "string", _IN),
        SearchField("instance-type", "string", _IN),
        SearchField("ip-address", "address", _ADDRESS_RANGES),
        SearchField("region", "string", _IN),
        SearchField("vpc-id", "string", _PREFIXED),
    ),
    "dhcp": _table(
        SearchField("host-name", "string", _PREFIXED),
        SearchField("ip-address", "address", _ADDRESS_RANGES),
        SearchField("mac-address", "string", _PREFIXED),
    ),
    "sonar": _table(
        SearchField("search-domain", "string", ("contains", "is")),
        SearchField("ip-address", "address", ("in-range", "is")),
        SearchField("sonar-scan-date", "date", ("is-within-the-last",)),
    ),
    "vsphere": _table(
        SearchField("cluster", "string", _PREFIXED),
        SearchField("data-center", "string", _IS),
        SearchField("discovered-time", "date", _DATES),
        SearchField("guest-os-family", "string", _CONTAINS),
        SearchField("host-name", "string", _PREFIXED),
        SearchField("ip-address", "address", _ADDRESS_RANGES),
        SearchField("power-state", "enumeration", _IN, _same(_POWER)),
        SearchField("resource-pool-path", "string", _CONTAINS),
        SearchField("last-time-seen", "date", _DATES),
        SearchField("vm", "string", _PREFIXED),
    ),
}
"""Each field of discovery searches by its name, by type of the discovery connection."""


def operator_name(given: str) -> str:
    """Return the canonical name of an operator, whichever of the vendor's spellings was given. Sends nothing.

    >>> operator_name(" greater-than")
    'is-greater-than'
    """
    name = given.strip()
    return OPERATOR_ALIASES.get(name, name)


def enumerated_value(field: SearchField, given: object) -> int | str | None:
    """Return the value of an enumeration that is meant: by value, by number as text, or by name. Sends nothing.

    >>> enumerated_value(SEARCH_FIELDS["host-type"], "Hypervisor"), enumerated_value(SEARCH_FIELDS["host-type"], "2")
    (2, 2)
    >>> enumerated_value(SEARCH_FIELDS["host-type"], 9) is None
    True
    """
    text = str(given).strip().casefold()
    for entry in field.values:
        if text == str(entry.value).casefold():
            return entry.value
    return next((entry.value for entry in field.values if text == entry.name.casefold()), None)
