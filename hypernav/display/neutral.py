"""How wide texts are in a terminal, and how they are cut."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def width(text: str) -> int:
    """Return how many columns of a terminal text takes: East Asian wide characters take two.

    >>> width("旗 flag")
    7
    """
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill text with spaces up to a width in terminal columns.

    >>> pad("a", 3, right=True)
    '  a'
    """
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def cut(text: str, length: int) -> str:
    """Return text, or its first characters and how many more there are.

    >>> cut("abcdefgh", 4)
    'abcd… 4 more characters'
    """
    rest = len(text) - length
    if rest <= 0:
        return text
    return f"{text[:length]}… {rest:,} more character{'' if rest == 1 else 's'}"


class Cell(NamedTuple):
    """Hold the text of a table's cell and how many characters of it are left out already.

    >>> str(Cell("New check", 3))
    'New check…+3'
    """

    text: str
    rest: int = 0

    def __str__(self) -> str:
        """Return the text, and how much is missing."""
        return f"{self.text}…+{self.rest:,}" if self.rest else self.text

    def cut(self, length: int) -> Cell:
        """Return the first characters, with the count of all that are left out.

        >>> str(Cell("abcdefgh", 2).cut(4))
        'abcd…+6'
        """
        over = max(0, len(self.text) - length)
        return Cell(self.text[:length], self.rest + over) if over else self


def python_string(text: str) -> str:
    r"""Return text as a Python string literal in double quotes that can be pasted.

    >>> print(python_string('say "hi"\n'))
    "say \"hi\"\n"
    """
    return '"' + "".join(map(_literal_character, text)) + '"'


def _literal_character(character: str) -> str:
    if character in "\"'":
        return character if character == "'" else '\\"'
    return repr(character)[1:-1]
