"""Chances that depend on names only: the same name gives the same number on every machine and in every order."""

from __future__ import annotations

from zlib import crc32


def percent(*names: object) -> int:
    """Return a number from 0 to 99 for some names.

    >>> percent("a", 1) == percent("a", 1)
    True
    """
    return number(*names) % 100


def number(*names: object) -> int:
    """Return a whole number below 2**32 for some names.

    >>> number("a") == number("b")
    False
    """
    # The checksum of short names differs in its low bits only; the product spreads them.
    return (crc32("\x1f".join(map(str, names)).encode()) * 2_654_435_761 >> 7) & 0xFFFFFFFF
