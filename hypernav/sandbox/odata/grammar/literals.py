"""The literals of OData's grammar (section 7 of its construction rules), but for dates and places."""

from __future__ import annotations

import base64
import re
from decimal import Decimal
from uuid import UUID

from hypernav.sandbox.odata.grammar.geography import GeographyReader
from hypernav.sandbox.odata.grammar.times import DATE_AHEAD, DIGITS, POINT_AHEAD, TIME_AHEAD
from hypernav.sandbox.odata.grammar.tree import EnumMembers, Literal

_HEXADECIMAL = "0123456789ABCDEFabcdef"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_UNRESERVED = _LETTERS + DIGITS + "-._~"
_IN_QUOTES = frozenset(_UNRESERVED + "!()*+,;$&=:@")
"""What may stand as it is between the quotes of a string in a URL."""
_IN_JSON = frozenset(_UNRESERVED + "!()*+,;:@/?$'= {}[]")
"""What may stand as it is in a JSON string in a URL."""
_JSON_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_MOST_DIGITS = 1_000
_MOST_EXPONENT_DIGITS = 4

_GUID_AHEAD = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-")
_NUMBER_AHEAD = re.compile(r"[+-]?[0-9]|-INF")
_WORD = re.compile(r"null|NaN|INF|(?i:true|false)")
_BOOLEAN = re.compile(r"(?i:true|false)")
_PREFIX = re.compile(r"(?i:(binary|duration)')")
_PLACE_AHEAD = re.compile(r"(?i:geography|geometry)'")


class LiteralReader(GeographyReader):
    """Read literals.

    >>> from hypernav.sandbox.odata.grammar.source import Source
    >>> LiteralReader(Source.plain("'O''Neil'")).literal()
    Literal(kind='string', value="O'Neil")
    """

    def literal(self) -> Literal:
        """Take a primitive literal."""
        found = self.literal_if_any()
        if found is None:
            raise self.fail("a literal")
        return found

    def literal_if_any(self) -> Literal | None:
        """Take a primitive literal if one comes next, None if something else does."""
        if self.at("'"):
            return self.string()
        start = self.position
        found = self._unquoted() or self._prefixed()
        if found is not None and self.goes_on(self.position) and self.text[self.position - 1] != "'":
            # A name such as nullable or INFO only begins like one.
            self.position = start
            return None
        return found

    def _unquoted(self) -> Literal | None:
        if self.ahead(_GUID_AHEAD):
            return self.guid()
        if self.ahead(POINT_AHEAD):
            return self.point_in_time()
        if self.ahead(DATE_AHEAD):
            return self.date()
        if self.ahead(TIME_AHEAD):
            return self.time_of_day()
        if self.ahead(_NUMBER_AHEAD):
            return self.number()
        word = self.match(_WORD)
        if word is None:
            return None
        if word.group() == "null":
            return Literal("null", None)
        if word.group() in {"NaN", "INF"}:
            return Literal("number", float(word.group()))
        return Literal("boolean", word.group().lower() == "true")

    def _prefixed(self) -> Literal | None:
        if self.ahead(_PLACE_AHEAD):
            return self.place()
        prefix = self.match(_PREFIX)
        if prefix is None:
            return self._qualified_members()
        found = self.binary() if prefix.group(1).lower() == "binary" else self.duration()
        self.expect("'")
        return found

    def _qualified_members(self) -> Literal | None:
        start = self.position
        if not (self.next.isalpha() or self.at("_")):
            return None
        type_name = self.name()
        if "." not in type_name or not self.at("'"):
            self.position = start
            return None
        return self.enumeration(type_name)

    def boolean(self) -> Literal:
        """Take ``true`` or ``false`` in any case."""
        found = self.match(_BOOLEAN)
        if found is None:
            raise self.fail("true or false")
        return Literal("boolean", found.group().lower() == "true")

    def guid(self) -> Literal:
        """Take a GUID."""
        start = self.position
        for count in (8, 4, 4, 4, 12):
            if count != 8:
                self.expect("-")
            for _ in range(count):
                self.one_of(_HEXADECIMAL, "a hexadecimal digit")
        return Literal("guid", UUID(self.text[start : self.position]))

    def number(self) -> Literal:
        """Take a number: an ``int`` where it is whole, else a ``Decimal``, or infinity, or no number at all."""
        start = self.position
        for word in ("NaN", "-INF", "INF"):
            if self.accept(word):
                return Literal("number", float(word))
        if self.next in {"+", "-"}:
            self.position += 1
        self.many_of(DIGITS, "a digit")
        whole = True
        if self.accept("."):
            whole = False
            self.many_of(DIGITS, "a digit")
        if self.position - start > _MOST_DIGITS:
            raise self.fail("a number of at most 1,000 digits", start)
        if self.next in {"e", "E"}:
            whole = False
            self.position += 1
            if self.next in {"+", "-"}:
                self.position += 1
            digits = self.many_of(DIGITS, "a digit")
            if len(digits) > _MOST_EXPONENT_DIGITS:
                raise self.fail("an exponent of at most four digits", self.position - len(digits))
        text = self.text[start : self.position]
        return Literal("number", int(text) if whole else Decimal(text))

    def string(self) -> Literal:
        """Take a string in single quotes, which are doubled inside it."""
        self.expect("'")
        found: list[str] = []
        while True:
            start = self.position
            end = self.text.find("'", start)
            if end < 0:
                self.position = len(self.text)
            self.may_stand(_IN_QUOTES, start, end if end >= 0 else len(self.text))
            if end < 0:
                raise self.fail("'")
            found.append(self.text[start:end])
            self.position = end + 1
            if not self.accept("'"):
                return Literal("string", "'".join(found))

    def may_stand(self, allowed: frozenset[str], start: int, end: int) -> None:
        """Refuse what would have to be percent-encoded in a URL and is not."""
        if not self.source.in_url:
            return
        for position in range(start, end):
            if self.text[position] not in allowed and not self.source.is_encoded(position):
                raise self.fail("a percent-encoded character", position)

    def json_string(self) -> Literal:
        """Take a JSON string in double quotes."""
        self.expect('"')
        found: list[str] = []
        while not self.accept('"'):
            if not self.next:
                raise self.fail('"')
            if self.accept("\\"):
                found.append(self._escaped())
                continue
            self.may_stand(_IN_JSON, self.position, self.position + 1)
            found.append(self.next)
            self.position += 1
        text = "".join(found)
        # Two escapes for the halves of a character beyond the 16 bits of an escape.
        return Literal("string", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

    def _escaped(self) -> str:
        if self.accept("u"):
            return chr(int("".join(self.one_of(_HEXADECIMAL, "a hexadecimal digit") for _ in range(4)), 16))
        return _JSON_ESCAPES[self.one_of("".join(_JSON_ESCAPES), "an escape of JSON")]

    def enumeration(self, type_name: str = "") -> Literal:
        """Take the members of an enumeration in single quotes; its name was taken already."""
        self.expect("'")
        members = self.members()
        self.expect("'")
        return Literal("enum", EnumMembers(type_name, members))

    def members(self) -> tuple[str, ...]:
        """Take members of an enumeration, or their numbers, between commas."""
        found = [self._member()]
        while self.accept(","):
            found.append(self._member())
        return tuple(found)

    def _member(self) -> str:
        if self.next not in {*DIGITS, "+", "-"}:
            return self.identifier()
        sign = self.one_of("+-", "a sign") if self.next in {"+", "-"} else ""
        return ("-" if sign == "-" else "") + self.many_of(DIGITS, "a digit", most=19)

    def binary(self) -> Literal:
        """Take bytes as base64url has them (RFC 4648, 5), without the quotes."""
        start = self.position
        letters = self.many_of(_LETTERS + DIGITS + "-_", "base64url", least=0)
        rest = len(letters) % 4
        last = {0: letters[-1:], 2: "AQgw", 3: "AEIMQUYcgkosw048"}.get(rest, "")
        if letters and letters[-1] not in last:
            raise self.fail("base64url", self.position - 1)
        if rest and self.accept("="):
            self.expect("=" * (3 - rest))
        padded = letters + "=" * (-len(letters) % 4)
        try:
            return Literal("binary", base64.urlsafe_b64decode(padded))
        except ValueError:
            raise self.fail("base64url", start) from None
