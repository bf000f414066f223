"""The fields, operators and values of asset searches, as data: what the vendor's tables say, once, with the aliases.

The tables are the ones of the vendor's API description, corrected where it contradicts itself: canonical
operator names are those of its table of fields; other spellings that occur in the vendor's texts are aliases.
Searches are written by these tables; the simulated console reads them by its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from hypernav.search.vocabulary import Enumerated, Field, Operator, Vocabulary, fields_table, operators_table, same

OPERATORS: Mapping[str, Operator] = operators_table(
    Operator("is", meaning="equal"),
    Operator("is-not", meaning="not equal"),
    Operator("are", meaning="equal"),
    Operator("contains", meaning="contains"),
    Operator("does-not-contain", meaning="does not contain", aliases=("not-contains",)),
    Operator("starts-with", meaning="starts with"),
    Operator("ends-with", meaning="ends with", aliases=("ends with",)),
    Operator("is-like", meaning="like", kind="string", aliases=("like",)),
    Operator("not-like", meaning="not like", kind="string"),
    Operator("is-greater-than", meaning="greater", aliases=("greater-than",)),
    Operator("is-less-than", meaning="less", aliases=("less-than",)),
    Operator("in-range", "range", "between"),
    Operator("not-in-range", "range", "not between"),
    Operator("is-between", "range", "between"),
    Operator("is-on-or-after", meaning="at least"),
    Operator("is-on-or-before", meaning="at most"),
    Operator("is-earlier-than", kind="days"),
    Operator("is-within-the-last", kind="days"),
    Operator("in", "several", "in"),
    Operator("not-in", "several", "not in"),
    Operator("includes", "several", "in"),
    Operator("does-not-include", "several", "not in"),
    Operator("is-applied", "nothing", "not empty"),
    Operator("is-not-applied", "nothing", "empty"),
    Operator("is-empty", "nothing", "empty"),
    Operator("is-not-empty", "nothing", "not empty"),
)
"""Each operator by its canonical name."""

OPERATOR_ALIASES: Mapping[str, str] = MappingProxyType(
    {alias: operator.name for operator in OPERATORS.values() for alias in operator.aliases}
)
"""Other spellings of the vendor's texts, understood and never sent."""

NEGATIONS: Mapping[str, str] = MappingProxyType(
    {
        "is-not": "is",
        "does-not-contain": "contains",
        "not-like": "is-like",
        "not-in": "in",
        "not-in-range": "in-range",
        "does-not-include": "includes",
        "is-not-applied": "is-applied",
        "is-not-empty": "is-empty",
    }
)
"""Operators that match exactly the assets that another one does not match."""


def members_of(operator: Operator) -> tuple[str, ...]:
    """Return the names of the members of a filter that hold the operands of an operator.

    >>> members_of(OPERATORS["in-range"]), members_of(OPERATORS["in"])
    (('lower', 'upper'), ('values',))
    """
    return {"nothing": (), "one": ("value",), "several": ("values",), "range": ("lower", "upper")}[operator.takes]


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
# The vendor's text has both names for one letter here.
_LOSS_3_BOTH = _named("N=None|L=Low|L=Local|H=High")
_STATUSES = "created running paused restarting exited dead unknown"
_POWER = "poweredOn poweredOff suspended"


SEARCH_FIELDS: Mapping[str, Field] = fields_table(
    Field("alternate-address-type", "enumeration", ("in",), _ADDRESSES),
    Field("container-image", "string", (*_TEXT, *_LIKE)),
    Field("container-status", "enumeration", _IS, same(_STATUSES)),
    Field("containers", "enumeration", ("are",), _PRESENCE),
    Field("criticality-tag", "enumeration", (*_IS, "is-greater-than", "is-less-than", *_APPLIED),
          tuple(Enumerated(name, name) for name in ("Very High", "High", "Medium", "Low", "Very Low"))),
    Field("custom-tag", "string", (*_TEXT, *_APPLIED)),
    Field("cve", "string", (*_IS, *_CONTAINS)),
    Field("cvss-access-complexity", "enumeration", _IS, _named("L=Low|M=Medium|H=High")),
    Field("cvss-authentication-required", "enumeration", _IS, _named("N=None|S=Single|M=Multiple")),
    Field("cvss-access-vector", "enumeration", _IS, _named("L=Local|A=Adjacent|N=Network")),
    Field("cvss-availability-impact", "enumeration", _IS, _LOSS),
    Field("cvss-confidentiality-impact", "enumeration", _IS, _LOSS),
    Field("cvss-integrity-impact", "enumeration", _IS, _LOSS),
    Field("cvss-v3-confidentiality-impact", "enumeration", _IS, _LOSS_3_BOTH),
    Field("cvss-v3-integrity-impact", "enumeration", _IS, _LOSS_3_BOTH),
    Field("cvss-v3-availability-impact", "enumeration", _IS, _LOSS_3),
    Field("cvss-v3-attack-vector", "enumeration", _IS, _named("N=Network|A=Adjacent|L=Local|P=Physical")),
    Field("cvss-v3-attack-complexity", "enumeration", _IS, _named("L=Low|H=High")),
    Field("cvss-v3-user-interaction", "enumeration", _IS, _named("N=None|R=Required")),
    Field("cvss-v3-privileges-required", "enumeration", _IS, _LOSS_3),
    Field("host-name", "string", (*_TEXT, "is-empty", "is-not-empty", *_LIKE)),
    Field("host-type", "enumeration", _IN, _named("0=Unknown|1=Guest|2=Hypervisor|3=Physical|4=Mobile")),
    Field("ip-address", "address", (*_IS, "in-range", "not-in-range", *_LIKE)),
    Field("ip-address-type", "enumeration", _IN, _ADDRESSES),
    Field("last-scan-date", "date", _DATES),
    Field("location-tag", "string", (*_TEXT, *_APPLIED)),
    Field("mobile-device-last-sync-time", "date", ("is-within-the-last", "is-earlier-than")),
    Field("open-ports", "integer", (*_IS, "in-range")),
    Field("operating-system", "string", (*_CONTAINS, "is-empty", "is-not-empty")),
    Field("owner-tag", "string", (*_TEXT, *_APPLIED)),
    Field("pci-compliance", "enumeration", ("is",), _named("0=fail|1=pass")),
    Field("risk-score", "number", _NUMBERS),
    Field("service-name", "string", _CONTAINS),
    Field("site-id", "integer", _IN),
    Field("software", "string", _CONTAINS),
    Field("vAsset-cluster", "string", _PREFIXED),
    Field("vAsset-datacenter", "string", _IS),
    Field("vAsset-host-name", "string", _PREFIXED),
    Field("vAsset-power-state", "enumeration", _IN, same(_POWER)),
    Field("vAsset-resource-pool-path", "string", _CONTAINS),
    Field("vulnerability-assessed", "date", _DATES),
    Field("vulnerability-category", "string", _TEXT),
    Field("vulnerability-cvss-v3-score", "number", _IS),
    Field("vulnerability-cvss-score", "number", _NUMBERS),
    # The vendor lists no values; consoles have texts of their own, with numbers that differ from one to another.
    Field("vulnerability-exposures", "string", ("includes", "does-not-include")),
    Field("vulnerability-title", "string", (*_CONTAINS, *_IS, "starts-with", "ends-with")),
    Field("vulnerability-validated-status", "enumeration", ("are",), _PRESENCE),
)  # fmt: skip
"""Each field of asset searches by its name."""

_ACTIVE_SYNC = fields_table(
    Field("last-sync-time", "date", ("is-within-the-last", "is-earlier-than")),
    Field("operating-system", "string", _CONTAINS),
    Field("user", "string", _PREFIXED),
)
_ADDRESS_RANGES = ("in-range", "not-in-range", *_IS)

DISCOVERY_FIELDS: Mapping[str, Mapping[str, Field]] = {
    "activesync-ldap": _ACTIVE_SYNC,
    "activesync-office365": _ACTIVE_SYNC,
    "activesync-powershell": _ACTIVE_SYNC,
    "aws": fields_table(
        Field("availability-zone", "string", _CONTAINS),
        Field("guest-os-family", "string", _CONTAINS),
        Field("instance-id", "string", _CONTAINS),
        Field("instance-name", "string", _PREFIXED),
        Field("instance-state", "string", _IN),
        Field("instance-type", "string", _IN),
        Field("ip-address", "address", _ADDRESS_RANGES),
        Field("region", "string", _IN),
        Field("vpc-id", "string", _PREFIXED),
    ),
    "dhcp": fields_table(
        Field("host-name", "string", _PREFIXED),
        Field("ip-address", "address", _ADDRESS_RANGES),
        Field("mac-address", "string", _PREFIXED),
    ),
    "sonar": fields_table(
        Field("search-domain", "string", ("contains", "is")),
        Field("ip-address", "address", ("in-range", "is")),
        Field("sonar-scan-date", "date", ("is-within-the-last",)),
    ),
    "vsphere": fields_table(
        Field("cluster", "string", _PREFIXED),
        Field("data-center", "string", _IS),
        Field("discovered-time", "date", _DATES),
        Field("guest-os-family", "string", _CONTAINS),
        Field("host-name", "string", _PREFIXED),
        Field("ip-address", "address", _ADDRESS_RANGES),
        Field("power-state", "enumeration", _IN, same(_POWER)),
        Field("resource-pool-path", "string", _CONTAINS),
        Field("last-time-seen", "date", _DATES),
        Field("vm", "string", _PREFIXED),
    ),
}
"""Each field of discovery searches by its name, by type of the discovery connection."""


def _vocabulary(title: str, fields: Mapping[str, Field]) -> Vocabulary:
    used = {name for field in fields.values() for name in field.operators}
    return Vocabulary(title, fields, operators_table(*(each for each in OPERATORS.values() if each.name in used)))


ASSET_VOCABULARY = replace(
    _vocabulary("InsightVM's asset search", SEARCH_FIELDS),
    shown={
        "host-name": "hostName hostNames.name",
        "ip-address": "ip addresses.ip",
        "open-ports": "services.port",
        "operating-system": "os",
        "risk-score": "riskScore",
    },
)
"""What assets can be searched by."""
DISCOVERY_VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {kind: _vocabulary(f"InsightVM's {kind} discovery", fields) for kind, fields in DISCOVERY_FIELDS.items()}
)
"""What discovered assets can be searched by, by type of the discovery connection."""


def operator_name(given: str) -> str:
    """Return the canonical name of an operator, whichever of the vendor's spellings was given.

    >>> operator_name(" greater-than")
    'is-greater-than'
    """
    name = given.strip()
    return OPERATOR_ALIASES.get(name, name)


def enumerated_value(field: Field, given: object) -> int | str | None:
    """Return the value of an enumeration that is meant: by value, by number as text, or by name.

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
