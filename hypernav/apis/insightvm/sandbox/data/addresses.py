"""Addresses of assets."""

from __future__ import annotations

from functools import cache
from ipaddress import ip_network

from hypernav.apis.insightvm.sandbox.data.chance import number
from hypernav.apis.insightvm.sandbox.data.sites import SitePlan

_FIRST_HOST = 10
_WIDEST_STEP = 3
_MAKERS = {
    "printer": "3C:D9:2B", "router": "00:1B:54", "firewall": "00:09:0F", "controller": "00:1B:1B",
    "camera": "AC:CC:8E", "macbook": "F0:18:98", "phone": "A4:83:E7", "hypervisor": "00:25:B5",
    "lights-out": "94:18:82", "nas": "00:11:32", "cloud": "02:42:AC",
}  # fmt: skip
_VIRTUAL, _PHYSICAL = "00:50:56", "D4:BE:D9"
_PHYSICAL_ROLES = {"workstation", "developer", "laptop", "oracle-db"}


@cache
def _base(subnet: str) -> tuple[int, int]:
    network = ip_network(subnet)
    return int(network.network_address), network.num_addresses


def ipv4(plan: SitePlan, position: int, *, offset: int = 0) -> str:
    """Return the address of the asset at a position of a site.

    >>> from hypernav.apis.insightvm.sandbox.data.sites import SITE_PLANS
    >>> ipv4(SITE_PLANS[3], 0)
    '198.51.100.10'
    """
    base, size = _base(plan.subnet)
    step = max(1, min(_WIDEST_STEP, (size - _FIRST_HOST - 2) // len(plan.roles)))
    host = base + _FIRST_HOST + position * step
    if offset:
        host = base + size - 2 - position
    return ".".join(str(host >> shift & 255) for shift in (24, 16, 8, 0))


def ipv6(site: int, position: int) -> str:
    """Return an address of the documentation range for an asset.

    >>> ipv6(3, 10)
    '2001:db8:3::1a'
    """
    return f"2001:db8:{site:x}::{position + 16:x}"


def mac(role: str, asset: int) -> str:
    """Return a hardware address of a maker that fits the role.

    >>> mac("printer", 1).startswith("3C:D9:2B:")
    True
    """
    maker = _MAKERS.get(role) or (_PHYSICAL if role in _PHYSICAL_ROLES else _VIRTUAL)
    tail = (number("mac", role) + asset * 2_657) & 0xFFFFFF
    return f"{maker}:{tail >> 16:02X}:{tail >> 8 & 255:02X}:{tail & 255:02X}"
