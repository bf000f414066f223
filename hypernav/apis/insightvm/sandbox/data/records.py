"""What users of the console can change, as small values; a change makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site: what is scanned, by which engine, with which template."""

    id: int
    name: str
    description: str = ""
    importance: str = "normal"
    kind: str = "static"
    connection: str = ""
    engine: int
    template: str
    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    included_groups: tuple[int, ...] = ()
    excluded_groups: tuple[int, ...] = ()
    users: tuple[int, ...] = ()
    last_scan: datetime | None = None
    criteria: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag and the ways it comes to assets: directly, by site, by group, by criteria."""

    id: int
    name: str
    kind: str
    color: str = "default"
    built_in: bool = False
    modifier: float = 1.0
    created: datetime
    criteria: Mapping[str, Any] | None = None
    assets: frozenset[int] = frozenset()
    sites: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An asset group, with assets of its own or with criteria."""

    id: int
    name: str
    description: str = ""
    kind: str = "static"
    criteria: Mapping[str, Any] | None = None
    assets: frozenset[int] = frozenset()
    users: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A scan of a site. ``polls`` counts how often somebody looked while it ran."""

    id: int
    site: int
    name: str
    kind: str
    status: str
    start: datetime
    end: datetime | None
    engine: int
    template: str
    started_by: str
    scope: tuple[int, ...] = ()
    """Assets that it covers; empty where the past says which ones."""
    polls: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as configured: the members of the API's document."""

    id: int
    members: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInstance:
    """One generation of a report."""

    id: int
    report: int
    generated: datetime
    status: str = "complete"
    polls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A vulnerability exception: which results somebody asked to leave out, and what was decided."""

    id: int
    vulnerability: str
    scope: str
    target: int | None = None
    key: str = ""
    port: int | None = None
    state: str = "under review"
    reason: str
    comment: str = ""
    submitter: int
    submitted: datetime
    reviewer: int | None = None
    review_comment: str = ""
    reviewed: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A scan engine."""

    id: int
    name: str
    address: str
    port: int = 40814
    status: str = "active"
    product_version: str = "6.6.318"
    content_version: str = "1732001133"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A pool of scan engines."""

    id: int
    name: str
    engines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may log in. No sites and no groups given means all of them."""

    id: int
    login: str
    name: str
    email: str
    role: str
    password: str = field(default="", repr=False)
    second_factor: str = field(default="", repr=False)
    source: int = 1
    enabled: bool = True
    locked: bool = False
    locale: str = "en-US"
    sites: frozenset[int] | None = None
    groups: frozenset[int] | None = None
