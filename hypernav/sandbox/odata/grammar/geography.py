"""Places on Earth and in planes, as OData's grammar has them (section 7 of its construction rules)."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypernav.sandbox.odata.grammar.times import DIGITS, TimeReader
from hypernav.sandbox.odata.grammar.tree import Literal

_KIND = re.compile(r"(?i:(MultiLineString|MultiPolygon|MultiPoint|LineString|Point|Polygon|GeometryCollection)(?=\())")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|NaN|-?INF")


class GeographyReader(TimeReader):
    """Read places.

    >>> from hypernav.sandbox.odata.grammar.source import Source
    >>> GeographyReader(Source.plain("geography'SRID=0;Point(142.1 64.1)'")).place().kind
    'geo'
    """

    def place(self) -> Literal:
        """Take a place with its prefix, in quotes; the value is its text."""
        start = self.position
        if self.match(re.compile(r"(?i:geography|geometry)")) is None:
            raise self.fail("geography or geometry")
        self.expect("'")
        self.shape()
        self.expect("'")
        return Literal("geo", self.text[start : self.position])

    def shape(self) -> Literal:
        """Take a shape with the reference system of its coordinates; the value is its text."""
        start = self.position
        if self.match(re.compile(r"(?i:SRID)")) is None:
            raise self.fail("SRID")
        self.expect("=")
        self.many_of(DIGITS, "a number of a reference system", most=5)
        self.expect(";")
        self._figure()
        return Literal("geo", self.text[start : self.position])

    def _figure(self) -> None:
        kind = self.match(_KIND)
        if kind is None:
            raise self.fail("a shape: Point, LineString, Polygon, …")
        bodies: dict[str, Callable[[], None]] = {
            "point": lambda: self._several(self._position, least=1, most=1),
            "linestring": self._line,
            "polygon": self._polygon,
            "multipoint": lambda: self._several(lambda: self._several(self._position, least=1, most=1)),
            "multilinestring": lambda: self._several(self._line),
            "multipolygon": lambda: self._several(self._polygon),
            "geometrycollection": lambda: self._several(self._figure, least=1),
        }
        with self.deeper():
            bodies[kind.group(1).lower()]()

    def _line(self) -> None:
        self._several(self._position, least=2)

    def _polygon(self) -> None:
        self._several(self._ring, least=1)

    def _ring(self) -> None:
        start = self.position + 1
        self._several(self._position, least=1)
        positions = self.text[start : self.position - 1].split(",")
        if positions[0] != positions[-1]:
            raise self.fail("a ring that ends where it began", start)

    def _several(self, part: Callable[[], None], least: int = 0, most: int | None = None) -> None:
        """Take parts between commas, in parentheses."""
        self.expect("(")
        count = 0
        if least or not self.at(")"):
            part()
            count = 1
            while count != most and self.accept(","):
                part()
                count += 1
        if count < least:
            raise self.fail("','")
        self.expect(")")

    def _position(self) -> None:
        """Take two coordinates, then an altitude and a measure if they are there."""
        self._coordinate()
        self.expect(" ")
        self._coordinate()
        for _ in range(2):
            if self.accept(" "):
                self._coordinate()

    def _coordinate(self) -> None:
        if self.match(_NUMBER) is None:
            raise self.fail("a number")
