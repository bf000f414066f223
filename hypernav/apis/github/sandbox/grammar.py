"""The grammar of GitHub's search queries, read strictly: what stands in ``q``, as a tree.

Source: docs.github.com, "Understanding the search syntax"; OR and parentheses: "Building advanced filters for issues".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST = 5
"""How many parentheses may be inside one another."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.$#-]*(?=:)")
_KEYWORD = re.compile(r"(AND|OR|NOT)(?=[\s()]|\Z)")
_BARE = re.compile(r'[^\s"(),:\\]+')
_BARE_VALUE = re.compile(r'[^\s"(),\\]+')
_RANGE = re.compile(r"(?P<low>\*|[^.*<>=]+)\.\.(?P<high>\*|[^.*<>=]+)")
_SIGNED = re.compile(r"(?P<sign>>=|<=|>|<)(?P<value>[^<>=]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a phrase that was in quotation marks."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One value behind a qualifier."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A qualifier and its values, of which any may hold."""

    name: str
    values: tuple[Value, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Parts of which all must hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Parts of which one must hold."""

    parts: tuple[Node, ...]


Node = Word | Qualifier | Together | Either


@dataclass(frozen=True, slots=True)
class Bounds:
    """A range of numbers or dates, each bound None where it is open."""

    low: str | None
    high: str | None
    low_included: bool = True
    high_included: bool = True


def parse(query: str) -> Together:
    """Return the tree of a query.

    Raises:
        ValueError: It is no query; the message says where.

    >>> parse('crash -label:"help wanted"').parts
    (Word(text='crash', phrase=False, negated=False),
     Qualifier(name='label', values=(Value(text='help wanted', quoted=True),), negated=True))
    """
    for position, character in enumerate(query):
        if unicodedata.category(character) == "Cc":
            raise ValueError(f"a control character at {position}")
    reader = _Reader(query)
    node = reader.alternatives()
    if reader.position < len(query):
        raise reader.wrong("something after the end")
    return node if isinstance(node, Together) else Together((node,))


def bounds(value: Value) -> Bounds | None:
    """Return the range that a value is, None where it is a single one.

    >>> bounds(Value("10..50")), bounds(Value(">2026-01-31")).low_included, bounds(Value("bug"))
    (Bounds(low='10', high='50', low_included=True, high_included=True), False, None)
    """
    if value.quoted:
        return None
    signed = _SIGNED.fullmatch(value.text)
    if signed is not None:
        included = signed["sign"].endswith("=")
        if signed["sign"].startswith(">"):
            return Bounds(signed["value"], None, low_included=included)
        return Bounds(None, signed["value"], high_included=included)
    ranged = _RANGE.fullmatch(value.text)
    if ranged is None:
        return None
    low, high = (None if each == "*" else each for each in (ranged["low"], ranged["high"]))
    return Bounds(low, high)


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.position = 0
        self.depth = 0

    def wrong(self, what: str) -> ValueError:
        return ValueError(f"{what} at {self.position} of {self.query[:80]!r}")

    def alternatives(self) -> Node:
        ways = [self.together()]
        while self._keyword() == "OR":
            self._take_keyword()
            ways.append(self.together())
        if len(ways) > 1 and any(len(way) > 1 for way in ways):
            raise self.wrong("OR beside parts that are not in parentheses")
        nodes = tuple(way[0] if len(way) == 1 else Together(way) for way in ways)
        return nodes[0] if len(nodes) == 1 else Either(nodes)

    def together(self) -> tuple[Node, ...]:
        parts = tuple(self._parts())
        if not parts:
            raise self.wrong("nothing to look for")
        return parts

    def _parts(self) -> Iterator[Node]:
        first = True
        while True:
            self._skip_spaces()
            keyword = self._keyword()
            if self.position == len(self.query) or keyword == "OR" or self.query[self.position] == ")":
                return
            if keyword == "AND" and not first:
                self._take_keyword()
                self._skip_spaces()
            yield self._part()
            first = False
            self._require_gap()

    def _part(self) -> Node:
        keyword = self._keyword()
        if keyword == "NOT":
            self._take_keyword()
            self._skip_spaces()
            return self._word(negated=True)
        if keyword is not None:
            raise self.wrong(f"{keyword} without a part before it")
        if self.query[self.position : self.position + 1] == "(":
            return self._group()
        negated = self.query[self.position : self.position + 1] == "-"
        name = _NAME.match(self.query, self.position + negated)
        if name is not None:
            self.position = name.end() + 1
            return Qualifier(name.group(), tuple(self._values()), negated)
        if negated:
            raise self.wrong("a minus before no qualifier")
        return self._word(negated=False)

    def _group(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(f"more than {DEEPEST} parentheses inside one another")
        self.position += 1
        node = self.alternatives()
        if self.query[self.position : self.position + 1] != ")":
            raise self.wrong("a parenthesis without its partner")
        self.position += 1
        self.depth -= 1
        return node

    def _word(self, *, negated: bool) -> Word:
        phrase = self._quoted()
        if phrase is not None:
            return Word(phrase, True, negated)
        bare = _BARE.match(self.query, self.position)
        if bare is None or _KEYWORD.match(self.query, self.position):
            raise self.wrong("no word")
        self.position = bare.end()
        return Word(bare.group(), False, negated)

    def _values(self) -> Iterator[Value]:
        yield self._value()
        while self.query[self.position : self.position + 1] == ",":
            self.position += 1
            yield self._value()

    def _value(self) -> Value:
        text = self._quoted()
        if text is not None:
            return Value(text, True)
        bare = _BARE_VALUE.match(self.query, self.position)
        if bare is None:
            raise self.wrong("a qualifier without a value")
        self.position = bare.end()
        return Value(bare.group())

    def _quoted(self) -> str | None:
        if self.query[self.position : self.position + 1] != '"':
            return None
        end = self.query.find('"', self.position + 1)
        if end < 0:
            raise self.wrong("a quotation mark without its partner")
        text = self.query[self.position + 1 : end]
        if not text or "\\" in text:
            raise self.wrong("a backslash, or nothing, between quotation marks")
        self.position = end + 1
        return text

    def _keyword(self) -> str | None:
        found = _KEYWORD.match(self.query, self.position)
        return found.group() if found else None

    def _take_keyword(self) -> None:
        self.position += len(self._keyword() or "")

    def _skip_spaces(self) -> None:
        while self.query[self.position : self.position + 1].isspace():
            self.position += 1

    def _require_gap(self) -> None:
        following = self.query[self.position : self.position + 1]
        if following and not following.isspace() and following != ")":
            raise self.wrong("no space between two parts")
