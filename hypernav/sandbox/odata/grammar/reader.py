"""The steps of a reader of OData's grammar: characters, names and white space, with the place where it stops."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from hypernav.sandbox.odata.grammar.source import GrammarError, Source

MAX_DEPTH = 50
"""How deep expressions may lie in each other; more is an attack on the reader and no question of a person."""
MAX_LINKS = 200
"""How many operators of one rank may follow each other, ``and`` and ``or`` aside."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST_NAME = 128
_BEGIN = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"}
_GO_ON = _BEGIN | {"Nd", "Mn", "Mc", "Pc", "Cf"}


class Reader:
    """Read a source from its beginning; each method either takes what it names, or raises and says where.

    >>> reader = Reader(Source.plain("Name eq"))
    >>> reader.identifier(), reader.spaces(), reader.at("eq")
    ('Name', 1, True)
    """

    def __init__(self, source: Source) -> None:
        """Begin at the beginning."""
        self.source = source
        self.text = source.text
        self.position = 0
        self.depth = 0
        self.variables: tuple[str, ...] = ()

    def fail(self, expected: str, position: int | None = None) -> GrammarError:
        """Return the error that says what was expected here, or at another position."""
        at = self.position if position is None else position
        return GrammarError(expected, self.source.given, self.source.offsets[min(at, len(self.text))])

    @property
    def next(self) -> str:
        """Return the next character, ``""`` at the end."""
        return self.text[self.position : self.position + 1]

    def at(self, characters: str) -> bool:
        """Tell whether these characters come next."""
        return self.text.startswith(characters, self.position)

    def ahead(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether something like this comes next."""
        return pattern.match(self.text, self.position) is not None

    def accept(self, characters: str) -> bool:
        """Take these characters if they come next, and tell whether they did."""
        if not self.at(characters):
            return False
        self.position += len(characters)
        return True

    def expect(self, characters: str) -> None:
        """Take these characters, character by character."""
        for character in characters:
            if not self.accept(character):
                raise self.fail(repr(character))

    def one_of(self, characters: str, expected: str) -> str:
        """Take one of these characters and return it."""
        found = self.next
        if not found or found not in characters:
            raise self.fail(expected)
        self.position += 1
        return found

    def many_of(self, characters: str, expected: str, least: int = 1, most: int | None = None) -> str:
        """Take as many of these characters as there are and return them."""
        start = self.position
        while self.next and self.next in characters and (most is None or self.position - start < most):
            self.position += 1
        if self.position - start < least:
            raise self.fail(expected)
        return self.text[start : self.position]

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what a pattern matches here and return it, None if it does not."""
        found = pattern.match(self.text, self.position)
        if found is not None:
            self.position = found.end()
        return found

    def spaces(self) -> int:
        """Take spaces and tabs and return how many there were."""
        start = self.position
        while self.next in {" ", "\t"}:
            self.position += 1
        return self.position - start

    def expect_spaces(self) -> None:
        """Take at least one space or tab."""
        if not self.spaces():
            raise self.fail("a space")

    def end(self) -> None:
        """Be at the end."""
        if self.position < len(self.text):
            raise self.fail("the end")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Go one level deeper, but not without end."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fail(f"nothing deeper than {MAX_DEPTH} levels")
        yield
        self.depth -= 1

    def identifier(self) -> str:
        """Take a simple name and return it: a letter or ``_``, then up to 127 letters, digits or ``_``."""
        start = self.position
        end = self._name_end(start)
        if end == start:
            raise self.fail("a name")
        if end - start > _LONGEST_NAME:
            raise self.fail("a name of at most 128 characters", start)
        self.position = end
        return self.text[start:end]

    def name(self) -> str:
        """Take a name, qualified by its namespace or not, and return it."""
        names = [self.identifier()]
        while self.at(".") and self._name_end(self.position + 1) > self.position + 1:
            self.position += 1
            names.append(self.identifier())
        return ".".join(names)

    def goes_on(self, position: int) -> bool:
        """Tell whether the character at a position would go on a name that ends before it."""
        return position < len(self.text) and _goes_on(self.text[position])

    def _name_end(self, start: int) -> int:
        found = _NAME.match(self.text, start)
        end = found.end() if found else start
        if end == start and (start >= len(self.text) or unicodedata.category(self.text[start]) not in _BEGIN):
            return start
        while self.goes_on(end):
            end += 1
        return end


def _goes_on(character: str) -> bool:
    return character == "_" or unicodedata.category(character) in _GO_ON
