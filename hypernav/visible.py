"""The gate for texts that leave: nothing in them steers a terminal, turns a line around, or is a user's secret."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any, Protocol
from weakref import WeakSet

_JOINERS = "\u200c\u200d"


class Hiding(Protocol):
    """What knows secrets."""

    def in_data(self, text: str) -> str:
        """Return a text without them."""


_hiding: WeakSet[Any] = WeakSet()


def hide_by(known: Hiding) -> None:
    """Let a text leave without these secrets from now on, as long as somebody holds what knows them."""
    _hiding.add(known)


def shown(text: str) -> str:
    r"""Return a text as it may leave: secrets of all clients hidden, and what would steer a terminal made visible.

    >>> print(shown("line one\nred \x1b[31m"))
    line one
    red \x1b[31m
    """
    for known in tuple(_hiding):
        text = known.in_data(text)
    return text if text.isprintable() else "\n".join(map(neutral, text.split("\n")))


def neutral(text: str) -> str:
    r"""Return text with control, direction and unassigned characters shown as escapes.

    Spaces of any kind become ordinary ones; joiners, which some scripts cannot do without, stay.

    >>> print(neutral("\x1b[31mred\u202e"))
    \x1b[31mred\u202e
    """
    if text.isprintable():
        return text
    return "".join(map(_visible_character, text))


@lru_cache(maxsize=4096)
def _visible_character(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    return repr(character)[1:-1]
