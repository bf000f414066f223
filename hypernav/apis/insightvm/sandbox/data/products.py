"""What runs on assets: a product, its releases over time, and which release somebody had on a given day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from hypernav.apis.insightvm.sandbox.data.instants import month_after


@dataclass(frozen=True, slots=True)
class Release:
    """A version of a product and the day it came out."""

    day: date
    version: str


@dataclass(frozen=True)
class Product:
    """A product that assets run, with its releases from the oldest to the newest."""

    key: str
    kind: Literal["os", "software", "service"]
    vendor: str
    family: str
    name: str
    category: str
    """What a console calls the ``type``: ``Browser``, ``Database Server``, ``General`` …"""
    cpe: str
    """Part, vendor and product of the CPE: ``a:google:chrome``."""
    releases: tuple[Release, ...]
    architecture: str = ""

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Return the days of the releases."""
        return tuple(release.day for release in self.releases)

    def release_on(self, day: date) -> int:
        """Return the position of the newest release that was out on a day; the oldest one if none was.

        >>> releases = parse_releases("1@2020-01 2@2021-01")
        >>> product = Product("x", "software", "Acme", "X", "X", "Tool", "a:acme:x", releases)
        >>> product.release_on(date(2020, 7, 1))
        0
        """
        return max(0, bisect_right(self.days, day) - 1)

    def description(self, position: int) -> str:
        """Return vendor, name and version as one text."""
        name = self.name if self.name.startswith(self.vendor) else f"{self.vendor} {self.name}"
        return f"{name} {self.releases[position].version}".strip()


def parse_releases(text: str) -> tuple[Release, ...]:
    """Read releases written as ``version@year-month`` with blanks between them.

    >>> parse_releases("2.4.49@2021-09")[0].version
    '2.4.49'
    """
    return tuple(
        Release(date(int(day[:4]), int(day[5:7]), int(day[8:10] or 1)), version)
        for version, _, day in (entry.partition("@") for entry in text.split())
    )


def monthly(
    first: str, last: str, pattern: str, *, day: int = 14, every: int = 1, start: int = 0
) -> tuple[Release, ...]:
    """Make the releases of a product that has one each month.

    ``{n}`` in the pattern counts the releases from ``start``, ``{major}`` and ``{minor}`` count them by the dozen,
    ``{build}`` grows with them, ``{yy}`` and ``{month}`` are those of the release.

    >>> [release.version for release in monthly("2025-01", "2025-02", "{n}.0.{build}", start=131)]
    ['131.0.6774', '132.0.6835']
    """
    begin, end = date(int(first[:4]), int(first[5:]), 1), date(int(last[:4]), int(last[5:]), 1)
    releases = []
    for count in range(0, (end.year - begin.year) * 12 + end.month - begin.month + 1, every):
        month = month_after(begin, count)
        number = start + count // every
        major, minor = divmod(number, 12)
        parts = {"n": number, "major": major, "minor": minor, "build": _build(number)}
        version = pattern.format(month=month.month, yy=month.year % 100, **parts)
        releases.append(Release(month.replace(day=day), version))
    return tuple(releases)


def _build(number: int) -> int:
    return 5005 + (number - 102) * 61
