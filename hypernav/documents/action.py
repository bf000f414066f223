"""What a document offers to do beyond looking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypernav.documents.link import Link


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a document offers to do beyond looking. Sends nothing.

    >>> Action("pay", "POST", "/orders/7/pay").method
    'POST'
    """

    name: str
    method: str
    href: str
    title: str = ""
    fields: tuple[Mapping[str, Any], ...] = ()
    link: Link | None = None
