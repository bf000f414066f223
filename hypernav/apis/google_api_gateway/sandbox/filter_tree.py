"""Read a filter of AIP-160 into its tree: strict recursive descent over the published grammar.

A sequence without AND means the same as with it. Functions are read and left to the service to know.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

_DEEPEST = 60
_COMPARATORS = ("<=", ">=", "!=", "<", ">", "=", ":")
_KEYWORDS = frozenset({"AND", "OR", "NOT"})
_NOT_IN_TEXT = frozenset(" \t\r\n.,()\"'<>=!:")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_HEXADECIMAL = {"x": 2, "u": 4, "U": 8}


@dataclass(frozen=True, slots=True)
class Value:
    """A piece of text, bare or in quotes."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A field or a literal: pieces with dots between them, such as ``labels.env`` or ``1.5``."""

    parts: tuple[Value, ...]

    @property
    def text(self) -> str:
        """Return the pieces with dots between them."""
        return ".".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Function:
    """A call that only the service knows."""

    name: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Restriction:
    """Compare what stands left with what stands right; without a comparator, look for a text anywhere."""

    comparable: Member | Function
    comparator: str = ""
    argument: Tree | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Hold where the part does not."""

    part: Tree


@dataclass(frozen=True, slots=True)
class And:
    """Hold where all parts do."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Hold where one of the parts does."""

    parts: tuple[Tree, ...]


Tree = Member | Function | Restriction | Not | And | Or


def parse_filter(text: str) -> Tree | None:
    """Return the tree of a filter, None for an empty one.

    Raises:
        ValueError: It is no filter; the message says at which character.

    >>> parse_filter("a AND b OR c") == parse_filter("a AND (b OR c)")
    True
    """
    reader = _Reader(text)
    reader.space()
    if reader.at_end():
        return None
    tree = reader.expression()
    reader.space()
    if not reader.at_end():
        raise reader.wrong("the filter should end")
    return tree


class _Reader:
    """Read one text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._depth = 0

    def at_end(self) -> bool:
        return self._position >= len(self._text)

    def wrong(self, what: str) -> ValueError:
        return ValueError(f"at character {self._position} of the filter: {what}")

    def space(self) -> bool:
        """Pass over white space, and tell whether there was any."""
        begin = self._position
        while not self.at_end() and self._text[self._position] in " \t\r\n":
            self._position += 1
        return self._position > begin

    def _follows(self, token: str) -> bool:
        return self._text.startswith(token, self._position)

    def _word(self) -> str:
        """Return the bare text that begins here, without passing over it."""
        end = self._position
        while end < len(self._text) and self._text[end] not in _NOT_IN_TEXT:
            end += 1
        return self._text[self._position : end]

    def _joined(self, keyword: str) -> bool:
        """Pass over a keyword between white space, or stay where it does not follow."""
        begin = self._position
        if self.space() and self._word() == keyword:
            self._position += len(keyword)
            if self.space():
                return True
            raise self.wrong(f"white space should follow {keyword}")
        self._position = begin
        return False

    def _list(self, item: Callable[[], Tree], goes_on: Callable[[], bool], kind: type[And] | type[Or]) -> Tree:
        parts = [item()]
        while goes_on():
            parts.append(item())
        return parts[0] if len(parts) == 1 else kind(tuple(parts))

    def expression(self) -> Tree:
        return self._list(self._sequence, lambda: self._joined("AND"), And)

    def _sequence(self) -> Tree:
        return self._list(self._factor, self._begins_factor, And)

    def _begins_factor(self) -> bool:
        begin = self._position
        if self.space() and not self.at_end() and not self._follows(")") and self._word() not in {"AND", "OR"}:
            return True
        self._position = begin
        return False

    def _factor(self) -> Tree:
        return self._list(self._term, lambda: self._joined("OR"), Or)

    def _term(self) -> Tree:
        if self._word() == "NOT":
            self._position += 3
            if not self.space():
                raise self.wrong("white space should follow NOT")
            return Not(self._simple())
        if self._follows("-"):
            self._position += 1
            return Not(self._simple())
        return self._simple()

    def _simple(self) -> Tree:
        return self._composite() if self._follows("(") else self._restriction()

    def _composite(self) -> Tree:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self.wrong("parentheses are too deep")
        self._position += 1
        self.space()
        tree = self.expression()
        self._close()
        self._depth -= 1
        return tree

    def _close(self) -> None:
        self.space()
        if not self._follows(")"):
            raise self.wrong("a parenthesis should close")
        self._position += 1

    def _restriction(self) -> Tree:
        comparable = self._comparable()
        begin = self._position
        self.space()
        comparator = next((each for each in _COMPARATORS if self._follows(each)), "")
        if not comparator:
            self._position = begin
            return Restriction(comparable)
        self._position += len(comparator)
        self.space()
        return Restriction(comparable, comparator, self._argument())

    def _argument(self) -> Tree:
        return self._composite() if self._follows("(") else self._comparable()

    def _comparable(self) -> Member | Function:
        parts = [self._value()]
        while self._follows("."):
            self._position += 1
            parts.append(self._value(keywords=True))
        if self._follows("(") and not any(part.quoted for part in parts):
            return Function(".".join(part.text for part in parts), self._arguments())
        return Member(tuple(parts))

    def _arguments(self) -> tuple[Tree, ...]:
        self._position += 1
        self.space()
        found: list[Tree] = []
        while not self._follows(")"):
            found.append(self._argument())
            self.space()
            if self._follows(","):
                self._position += 1
                self.space()
            elif not self._follows(")"):
                raise self.wrong("an argument should end")
        self._close()
        return tuple(found)

    def _value(self, *, keywords: bool = False) -> Value:
        if self._follows('"') or self._follows("'"):
            return Value(self._string(), quoted=True)
        word = self._word()
        if not word or (word in _KEYWORDS and not keywords):
            raise self.wrong("a text should stand here")
        self._position += len(word)
        return Value(word)

    def _string(self) -> str:
        quote = self._text[self._position]
        self._position += 1
        found: list[str] = []
        while not self.at_end() and self._text[self._position] not in "\r\n":
            character = self._text[self._position]
            self._position += 1
            if character == quote:
                return "".join(found)
            found.append(self._escape() if character == "\\" else character)
        raise self.wrong("a string should end")

    def _escape(self) -> str:
        kind = self._text[self._position : self._position + 1]
        self._position += 1
        if kind in _HEXADECIMAL:
            digits = self._text[self._position : self._position + _HEXADECIMAL[kind]]
            hexadecimal = len(digits) == _HEXADECIMAL[kind] and all(each in "0123456789abcdefABCDEF" for each in digits)
            if hexadecimal and int(digits, 16) <= sys.maxunicode:
                self._position += len(digits)
                return chr(int(digits, 16))
        elif kind and kind in "\\\"'`?":
            return kind
        elif kind in _ESCAPED:
            return _ESCAPED[kind]
        raise self.wrong("there is no such escape")
