"""Names of hosts and of people."""

from __future__ import annotations

from dataclasses import dataclass

from hypernav.apis.insightvm.sandbox.data.chance import number, percent
from hypernav.apis.insightvm.sandbox.data.sites import SitePlan

DOMAIN = "corp.meridian.example"
_OUTSIDE = "meridian.example"
_NAMELESS = {"controller": 60, "camera": 45, "router": 12, "firewall": 10, "lights-out": 20, "phone": 25}

GIVEN_NAMES = (
    "Amelia", "Bruno", "Chiara", "Dmitri", "Elena", "Farid", "Grace", "Hiro", "Ingrid", "Jorge",
    "Katarzyna", "Liam", "Mei", "Noah", "Olivia", "Priya", "Quentin", "Rosa", "Samir", "Tomasz",
)  # fmt: skip
FAMILY_NAMES = (
    "Almeida", "Becker", "Chen", "Dubois", "Eriksson", "Fischer", "Garcia", "Hughes", "Ito", "Johansson",
    "Kowalski", "Laurent", "Murphy", "Nakamura", "Okafor", "Patel", "Rossi", "Silva", "Tanaka", "Weber",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HostName:
    """A name of an asset and where it was learnt."""

    name: str
    source: str


def person(key: object) -> str:
    """Return the name of a person.

    >>> len(person(7).split())
    2
    """
    first = GIVEN_NAMES[number("given", key) % len(GIVEN_NAMES)]
    return f"{first} {FAMILY_NAMES[number('family', key) % len(FAMILY_NAMES)]}"


def host_names(
    plan: SitePlan, role: str, code: str, position: int, address: str, *, windows: bool
) -> tuple[HostName, ...]:
    """Return the names of an asset, the primary one first; some devices have none.

    >>> from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS
    >>> host_names(SITE_PLANS[2], "domain-controller", "DC", 0, "10.11.0.10", windows=True)[0].name
    'bos2-dc-001.corp.meridian.example'
    """
    if percent("nameless", plan.id, position) < _NAMELESS.get(role, 1):
        return ()
    if role == "phone":
        return (HostName(f"{person((plan.id, position)).split()[0].lower()}-phone-{position + 1:03d}", "other"),)
    if plan.connection == "aws" and "." in address:
        return (HostName(f"ip-{address.replace('.', '-')}.ec2.internal", "dns"),)
    short = f"{plan.place}-{code}-{position + 1:03d}"
    if plan.name.endswith("DMZ"):
        return (HostName(f"{short.lower()}.{_OUTSIDE}", "dns"),)
    names = [HostName(f"{short.lower()}.{DOMAIN}", "dns")]
    if windows:
        names.append(HostName(short.upper(), "netbios"))
    return tuple(names)
