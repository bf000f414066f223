"""What the console lets assets and discovered assets be searched by: a table of the console's own.

Clients have theirs: a mistake that both read from one table would be seen by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchableField:
    """A field of a search."""

    name: str
    kind: str
    """``string``, ``number``, ``integer``, ``date``, ``address`` or ``enumeration``."""
    operators: tuple[str, ...]
    """The operators that it takes, by their canonical names."""
    values: tuple[tuple[int | str, str], ...] = ()
    """Value and name of each entry of an enumeration."""

    def value(self, given: object) -> int | str | None:
        """Return the value of the enumeration that is meant, by value or by name in any case; None for no such entry.

        >>> FIELDS["host-type"].value("Hypervisor"), FIELDS["host-type"].value("2"), FIELDS["host-type"].value(9)
        (2, 2, None)
        """
        text = str(given).strip().casefold()
        by_value = [value for value, _ in self.values if str(value).casefold() == text]
        by_name = [value for value, name in self.values if name.casefold() == text]
        return next(iter([*by_value, *by_name]), None)


OPERANDS: Mapping[str, str] = {
    **dict.fromkeys("is is-not are is-greater-than is-less-than is-on-or-after is-on-or-before".split(), "value"),
    **dict.fromkeys("contains does-not-contain starts-with ends-with".split(), "value"),
    **dict.fromkeys("is-like not-like".split(), "text"),
    **dict.fromkeys("is-earlier-than is-within-the-last".split(), "days"),
    **dict.fromkeys("in-range not-in-range is-between".split(), "range"),
    **dict.fromkeys("in not-in includes does-not-include".split(), "values"),
    **dict.fromkeys("is-applied is-not-applied is-empty is-not-empty".split(), "nothing"),
}
"""Each operator to what it takes: a value of the field's kind or several, two bounds, text, days, or nothing."""

OTHER_SPELLINGS: Mapping[str, str] = {
    "not-contains": "does-not-contain",
    "ends with": "ends-with",
    "like": "is-like",
    "greater-than": "is-greater-than",
    "less-than": "is-less-than",
}
"""Spellings of operators that the vendor's texts have as well, and their canonical names."""

OPPOSITES: Mapping[str, str] = {
    "is-not": "is",
    "does-not-contain": "contains",
    "not-like": "is-like",
    "not-in": "in",
    "not-in-range": "in-range",
    "does-not-include": "includes",
    "is-not-applied": "is-applied",
    "is-not-empty": "is-empty",
}
"""Operators that match exactly what another one does not match."""


def canonical(operator: str) -> str:
    """Return the canonical name of an operator, whichever of the spellings was given.

    >>> canonical(" greater-than")
    'is-greater-than'
    """
    return OTHER_SPELLINGS.get(operator.strip(), operator.strip())


def _fields(table: str) -> Mapping[str, SearchableField]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {
        name: SearchableField(name, kind, tuple(operators.split()), _values(values))
        for name, kind, operators, values in rows
    }


def _values(text: str) -> tuple[tuple[int | str, str], ...]:
    pairs = (entry.strip().partition("=") for entry in text.split(",") if entry.strip())
    return tuple((int(value) if value.isdecimal() else value, name or value) for value, _, name in pairs)


FIELDS = _fields("""
alternate-address-type         | enumeration | in | 0=IPv4, 1=IPv6
container-image                | string | is is-not starts-with ends-with contains does-not-contain is-like not-like |
container-status               | enumeration | is is-not | created, running, paused, restarting, exited, dead, unknown
containers                     | enumeration | are | 0=present, 1=not present
criticality-tag                | enumeration | is is-not is-greater-than is-less-than is-applied is-not-applied \
| Very High, High, Medium, Low, Very Low
custom-tag                     | string \
| is is-not starts-with ends-with contains does-not-contain is-applied is-not-applied |
cve                            | string | is is-not contains does-not-contain |
cvss-access-complexity         | enumeration | is is-not | L=Low, M=Medium, H=High
cvss-authentication-required   | enumeration | is is-not | N=None, S=Single, M=Multiple
cvss-access-vector             | enumeration | is is-not | L=Local, A=Adjacent, N=Network
cvss-availability-impact       | enumeration | is is-not | N=None, P=Partial, C=Complete
cvss-confidentiality-impact    | enumeration | is is-not | N=None, P=Partial, C=Complete
cvss-integrity-impact          | enumeration | is is-not | N=None, P=Partial, C=Complete
cvss-v3-confidentiality-impact | enumeration | is is-not | N=None, L=Low, L=Local, H=High
cvss-v3-integrity-impact       | enumeration | is is-not | N=None, L=Low, L=Local, H=High
cvss-v3-availability-impact    | enumeration | is is-not | N=None, L=Low, H=High
cvss-v3-attack-vector          | enumeration | is is-not | N=Network, A=Adjacent, L=Local, P=Physical
cvss-v3-attack-complexity      | enumeration | is is-not | L=Low, H=High
cvss-v3-user-interaction       | enumeration | is is-not | N=None, R=Required
cvss-v3-privileges-required    | enumeration | is is-not | N=None, L=Low, H=High
host-name                      | string \
| is is-not starts-with ends-with contains does-not-contain is-empty is-not-empty is-like not-like |
host-type                      | enumeration | in not-in | 0=Unknown, 1=Guest, 2=Hypervisor, 3=Physical, 4=Mobile
ip-address                     | address | is is-not in-range not-in-range is-like not-like |
ip-address-type                | enumeration | in not-in | 0=IPv4, 1=IPv6
last-scan-date                 | date | is-on-or-before is-on-or-after is-between is-earlier-than is-within-the-last |
location-tag                   | string \
| is is-not starts-with ends-with contains does-not-contain is-applied is-not-applied |
mobile-device-last-sync-time   | date | is-within-the-last is-earlier-than |
open-ports                     | integer | is is-not in-range |
operating-system               | string | contains does-not-contain is-empty is-not-empty |
owner-tag                      | string \
| is is-not starts-with ends-with contains does-not-contain is-applied is-not-applied |
pci-compliance                 | enumeration | is | 0=fail, 1=pass
risk-score                     | number | is is-not in-range is-greater-than is-less-than |
service-name                   | string | contains does-not-contain |
site-id                        | integer | in not-in |
software                       | string | contains does-not-contain |
vAsset-cluster                 | string | is is-not contains does-not-contain starts-with |
vAsset-datacenter              | string | is is-not |
vAsset-host-name               | string | is is-not contains does-not-contain starts-with |
vAsset-power-state             | enumeration | in not-in | poweredOn, poweredOff, suspended
vAsset-resource-pool-path      | string | contains does-not-contain |
vulnerability-assessed         | date | is-on-or-before is-on-or-after is-between is-earlier-than is-within-the-last |
vulnerability-category         | string | is is-not starts-with ends-with contains does-not-contain |
vulnerability-cvss-v3-score    | number | is is-not |
vulnerability-cvss-score       | number | is is-not in-range is-greater-than is-less-than |
vulnerability-exposures        | string | includes does-not-include |
vulnerability-title            | string | contains does-not-contain is is-not starts-with ends-with |
vulnerability-validated-status | enumeration | are | 0=present, 1=not present
""")
"""What assets can be searched by: name, kind, operators, and for enumerations the values with their names."""

_ACTIVE_SYNC = _fields("""
last-sync-time   | date | is-within-the-last is-earlier-than |
operating-system | string | contains does-not-contain |
user             | string | is is-not contains does-not-contain starts-with |
""")

DISCOVERY_FIELDS: Mapping[str, Mapping[str, SearchableField]] = {
    **dict.fromkeys(("activesync-ldap", "activesync-office365", "activesync-powershell"), _ACTIVE_SYNC),
    "aws": _fields("""
availability-zone | string | contains does-not-contain |
guest-os-family   | string | contains does-not-contain |
instance-id       | string | contains does-not-contain |
instance-name     | string | is is-not contains does-not-contain starts-with |
instance-state    | string | in not-in |
instance-type     | string | in not-in |
ip-address        | address | in-range not-in-range is is-not |
region            | string | in not-in |
vpc-id            | string | is is-not contains does-not-contain starts-with |
"""),
    "dhcp": _fields("""
host-name   | string | is is-not contains does-not-contain starts-with |
ip-address  | address | in-range not-in-range is is-not |
mac-address | string | is is-not contains does-not-contain starts-with |
"""),
    "sonar": _fields("""
search-domain   | string | contains is |
ip-address      | address | in-range is |
sonar-scan-date | date | is-within-the-last |
"""),
    "vsphere": _fields("""
cluster            | string | is is-not contains does-not-contain starts-with |
data-center        | string | is is-not |
discovered-time    | date | is-on-or-before is-on-or-after is-between is-earlier-than is-within-the-last |
guest-os-family    | string | contains does-not-contain |
host-name          | string | is is-not contains does-not-contain starts-with |
ip-address         | address | in-range not-in-range is is-not |
power-state        | enumeration | in not-in | poweredOn, poweredOff, suspended
resource-pool-path | string | contains does-not-contain |
last-time-seen     | date | is-on-or-before is-on-or-after is-between is-earlier-than is-within-the-last |
vm                 | string | is is-not contains does-not-contain starts-with |
"""),
}
"""What discovered assets can be searched by, by type of the discovery connection."""
