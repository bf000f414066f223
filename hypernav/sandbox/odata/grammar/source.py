"""The characters of a text, percent-encoding undone, each with its place in the text as it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SHOWN = 24


class GrammarError(ValueError):
    """A text that the grammar does not have; ``position`` says from which character on, counted from 0.

    >>> str(GrammarError("a closing parenthesis", "gr(een", 2))
    "a closing parenthesis expected at position 2, before '(een'"
    """

    def __init__(self, expected: str, given: str, position: int) -> None:
        """Say what was expected at a position of what was given."""
        rest = given[position : position + _SHOWN]
        where = f"before {rest!r}" if rest else "at the end"
        super().__init__(f"{expected} expected at position {position}, {where}")
        self.expected = expected
        self.position = position


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the characters that a grammar is about, and where each one stands in the text that was given.

    >>> source = Source.percent_encoded("O%27Neil")
    >>> source.text, source.offsets[2], source.is_encoded(1)
    ("O'Neil", 4, True)
    """

    given: str
    text: str
    offsets: tuple[int, ...]
    """For each character, and for the end, its place in ``given``."""
    encoded: frozenset[int] = frozenset()
    """Which characters were percent-encoded."""
    in_url: bool = False
    """Whether it stood in a URL, where many characters may only stand percent-encoded."""

    @classmethod
    def plain(cls, text: str) -> Source:
        """Return the characters of a text that is not percent-encoded."""
        return cls(text, text, tuple(range(len(text) + 1)))

    @classmethod
    def percent_encoded(cls, given: str) -> Source:
        """Return the characters of a part of a URL (RFC 3986, 2.1).

        Raises:
            GrammarError: An escape has no two hexadecimal digits, or escapes are not UTF-8.
        """
        characters: list[str] = []
        offsets: list[int] = []
        encoded: set[int] = set()
        position = 0
        while position < len(given):
            run = _ESCAPES.match(given, position)
            if run is None:
                if given[position] == "%":
                    raise GrammarError("two hexadecimal digits after %", given, position)
                characters.append(given[position])
                offsets.append(position)
                position += 1
                continue
            for character, offset in _decoded(run, given):
                encoded.add(len(characters))
                characters.append(character)
                offsets.append(offset)
            position = run.end()
        return cls(given, "".join(characters), (*offsets, len(given)), frozenset(encoded), in_url=True)

    def is_encoded(self, position: int) -> bool:
        """Tell whether a character was percent-encoded."""
        return position in self.encoded

    def parts(self, separator: str) -> Iterator[Source]:
        """Yield the parts between the separators that were not percent-encoded."""
        start = 0
        for position in range(len(self.text) + 1):
            ended = position == len(self.text)
            if ended or (self.text[position] == separator and position not in self.encoded):
                yield self._part(start, position)
                start = position + 1

    def _part(self, start: int, end: int) -> Source:
        inside = frozenset(position - start for position in self.encoded if start <= position < end)
        return Source(self.given, self.text[start:end], self.offsets[start : end + 1], inside, self.in_url)


def _decoded(run: re.Match[str], given: str) -> Iterator[tuple[str, int]]:
    try:
        text = bytes.fromhex(run.group().replace("%", "")).decode("utf-8")
    except UnicodeDecodeError as error:
        raise GrammarError("UTF-8", given, run.start() + 3 * error.start) from None
    offset = run.start()
    for character in text:
        yield character, offset
        offset += 3 * len(character.encode("utf-8"))
