"""Searches for words, as ``$search`` has them (OData URL conventions 4.01, 5.1.7)."""

from __future__ import annotations

import re

from hypernav.errors import SearchError, WrongValue
from hypernav.search.odata.literals import sendable

_PLAIN_WORD = re.compile(r"[^\W_][\w.-]*")
_OPERATORS = {"AND", "OR", "NOT"}
_SPACES = " \t\r\n\f\v"


class SearchText(str):
    """Hold a search for phrases that is finished: ``&``, ``|`` and ``~`` join and negate. Sends nothing.

    >>> phrase("mountain bike") & ~phrase("clothing")
    phrase('mountain bike') & ~phrase('clothing')
    >>> print(phrase("mountain bike") & ~phrase("clothing"))
    "mountain bike" AND NOT clothing
    """

    __slots__ = ("_rank", "_typed")

    _rank: int
    _typed: str

    def __new__(cls, text: str, rank: int, typed: str) -> SearchText:
        """Return a search as it is written, how closely it binds, and what to type to get it."""
        made = super().__new__(cls, text)
        made._rank, made._typed = rank, typed
        return made

    @property
    def plain(self) -> str:
        """Return the search as a text and nothing more."""
        return str.__str__(self)

    def __and__(self, other: object) -> SearchText:
        """Return the search for what both match."""
        return self._joined("AND", "&", 2, other)

    def __or__(self, other: object) -> SearchText:
        """Return the search for what one of both matches."""
        return self._joined("OR", "|", 1, other)

    def __invert__(self) -> SearchText:
        """Return the search for what this one does not match."""
        text, typed = (f"({self.plain})", f"({self._typed})") if self._rank < 3 else (self.plain, self._typed)
        return SearchText(f"NOT {text}", 3, f"~{typed}")

    def __repr__(self) -> str:
        """Return what to type to get this search."""
        return self._typed

    def __getnewargs__(self) -> tuple[str, int, str]:  # type: ignore[override]  # what a copy is made from
        """Return what a copy is made from."""
        return (self.plain, self._rank, self._typed)

    def _joined(self, word: str, sign: str, rank: int, other: object) -> SearchText:
        if not isinstance(other, SearchText):
            raise SearchError(f"{other!r:.200} is no part of a search for words.", next='phrase("mountain bike")')
        texts = [f"({part.plain})" if part._rank < rank else part.plain for part in (self, other)]
        typed = [f"({part._typed})" if part._rank < rank else part._typed for part in (self, other)]
        return SearchText(f" {word} ".join(texts), rank, f" {sign} ".join(typed))


def phrase(text: str) -> SearchText:
    """Return the search for words in this order, to be joined by ``&``, ``|`` and ``~``.

    Raises:
        WrongValue: It is empty, or holds a double quote, for which a phrase has no way.

    >>> str(phrase("blue") | phrase("dark green"))
    'blue OR "dark green"'
    """
    if not text.strip(_SPACES):
        raise WrongValue("An empty phrase finds nothing.", next='phrase("mountain bike")')
    if '"' in text:
        raise WrongValue(
            f"A phrase of OData cannot hold a double quote, as {text!r:.200} does.",
            nearest=f"phrase({text.replace(chr(34), '')!r:.200})",
            otherwise=".text(…) of the whole text, without operators, can",
        )
    return SearchText(_word(sendable(text)), 3, f"phrase({text!r})")


def search_text(text: str) -> str:
    """Return words as ``$search`` has them: each one must be found, and none is taken for an operator.

    A text with a double quote goes in single quotes, as OData 4.01 has it for what a person has typed.

    Raises:
        WrongValue: There is nothing but white space, or half of a surrogate pair.

    >>> search_text("red bicycle"), search_text("this OR that")
    ('red bicycle', 'this "OR" that')
    >>> print(search_text('12" wheel'))
    '12" wheel'
    """
    if isinstance(text, SearchText):
        return text.plain
    if not text.strip(_SPACES):
        raise WrongValue("There are no words to look for.", where=f".text({text!r:.100})", next='.text("some words")')
    text = sendable(text)
    if '"' in text:
        return "'" + text.replace("'", "''") + "'"
    return " ".join(map(_word, re.split(f"[{_SPACES}]+", text.strip(_SPACES))))


def _word(word: str) -> str:
    return word if _PLAIN_WORD.fullmatch(word) and word not in _OPERATORS else f'"{word}"'
