"""What a fixture of paging says: a first page, and what must follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TWENTY = [{"id": number} for number in range(20)]
THREE = TWENTY[:3]


@dataclass(frozen=True)
class Shape:
    """A first page, how it must be paged, and what must follow it."""

    name: str
    body: Any
    strategy: str
    evidence: str
    next: str = ""
    stop: str = ""
    more: bool | None = None
    total: int | None = None
    url: str = "https://api.test/things"
    headers: Mapping[str, str] = field(default_factory=dict)


def link_array(**targets: str) -> list[dict[str, str]]:
    return [{"rel": rel, "href": href} for rel, href in targets.items()]


def hal(**targets: str) -> dict[str, dict[str, str]]:
    return {rel: {"href": href} for rel, href in targets.items()}
