"""Searches for words, as OData's grammar has them (rule ``searchExpr``)."""

from __future__ import annotations

from hypernav.sandbox.odata.grammar.reader import Reader
from hypernav.sandbox.odata.grammar.tree import Joined, Search, Typed, Without, Words

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_IN_WORDS = frozenset(_LETTERS + "!*+,:@/?$='")
"""What may stand as it is in a word of a search in a URL; the quote not as its first character."""
_IN_PHRASES = frozenset(_LETTERS + "!()*+,;:@/?$'= ")
_IN_TYPED = frozenset(_LETTERS + '!()*+,;:@/?$= "')
_ENDS_WORD = frozenset(' \t\r\n()"')


class SearchReader(Reader):
    """Read searches for words.

    >>> from hypernav.sandbox.odata.grammar.source import Source
    >>> SearchReader(Source.plain("NOT blue")).search()
    Without(part=Words(text='blue', phrase=False))
    """

    def search(self) -> Search:
        """Take a search expression, or in single quotes what a person has typed so far."""
        self.spaces()
        return self._typed() if self.at("'") else self.search_expression()

    def search_expression(self) -> Search:
        """Take a search expression: ``NOT`` binds more closely than ``AND``, and that more closely than ``OR``."""
        with self.deeper():
            parts = [self._conjunction()]
            while self._is_operator("OR"):
                self._take("OR")
                parts.append(self._conjunction())
        return _joined("or", parts)

    def _conjunction(self) -> Search:
        parts = [self._item()]
        while not self._is_operator("OR"):
            start = self.position
            if self._is_operator("AND"):
                self._take("AND")
            elif not self.spaces() or not self._item_begins(self.position):
                self.position = start
                break
            parts.append(self._item())
        return _joined("and", parts)

    def _item(self) -> Search:
        if self.accept("("):
            self.spaces()
            inside = self.search_expression()
            self.spaces()
            self.expect(")")
            return inside
        if self.at("NOT") and self._item_begins(self._beyond_spaces(self.position + 3)):
            self.position += 3
            self.spaces()
            with self.deeper():
                return Without(self._item())
        return self._phrase() if self.at('"') else self._word()

    def _phrase(self) -> Search:
        self.expect('"')
        start = self.position
        while self.next and self.next != '"':
            self._allow(_IN_PHRASES, self.position)
            self.position += 1
        if self.position == start:
            raise self.fail("a phrase")
        self.expect('"')
        return Words(self.text[start : self.position - 1], phrase=True)

    def _word(self) -> Search:
        start = self.position
        while self._in_word(self.position):
            self.position += 1
        if self.position == start:
            raise self.fail("a word")
        return Words(self.text[start : self.position])

    def _typed(self) -> Search:
        self.expect("'")
        found = ""
        while True:
            if not self.next:
                raise self.fail("'")
            if self.accept("'"):
                if not self.accept("'"):
                    return Typed(found)
                found += "'"
                continue
            self._allow(_IN_TYPED, self.position)
            found += self.next
            self.position += 1

    def _allow(self, allowed: frozenset[str], position: int) -> None:
        in_url = self.source.in_url and not self.source.is_encoded(position)
        if in_url and self.text[position] not in allowed:
            raise self.fail("a percent-encoded character", position)

    def _in_word(self, position: int) -> bool:
        character = self.text[position : position + 1]
        if not character or character in _ENDS_WORD:
            return False
        if self.source.in_url and not self.source.is_encoded(position):
            return character in _IN_WORDS
        return character != ";" or self.source.in_url

    def _item_begins(self, position: int) -> bool:
        """Tell whether a part of a search begins at a position; none does before the beginning."""
        character = self.text[position : position + 1] if position >= 0 else ""
        return character in {"(", '"'} or (character != "'" and self._in_word(position))

    def _beyond_spaces(self, position: int) -> int:
        """Return where the spaces from a position on end, -1 where there are none."""
        end = position
        while self.text[end : end + 1] in {" ", "\t"}:
            end += 1
        return end if end > position else -1

    def _is_operator(self, word: str) -> bool:
        """Tell whether an operator comes next: a word between spaces, with something to search for after it."""
        start = self._beyond_spaces(self.position)
        if start < 0 or not self.text.startswith(word, start):
            return False
        after = self._beyond_spaces(start + len(word))
        return after >= 0 and self._item_begins(after)

    def _take(self, word: str) -> None:
        self.spaces()
        self.expect(word)
        self.spaces()


def _joined(operator: str, parts: list[Search]) -> Search:
    if len(parts) == 1:
        return parts[0]
    flat: tuple[Search, ...] = ()
    for part in parts:
        flat += part.parts if isinstance(part, Joined) and part.operator == operator else (part,)
    return Joined("and" if operator == "and" else "or", flat)
