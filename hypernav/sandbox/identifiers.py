"""Identifiers that are always the same: derived from what they name, never from chance."""

from __future__ import annotations

import hashlib
import uuid


def digest(*parts: object) -> str:
    """Return 40 hexadecimal digits derived from the parts.

    >>> digest("flag", 1) == digest("flag", 1) != digest("flag", 2)
    True
    """
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


def object_id(*parts: object) -> str:
    """Return an id of 24 hexadecimal digits derived from the parts.

    >>> len(object_id("member", "ada"))
    24
    """
    return digest("object", *parts)[:24]


def uuid_of(*parts: object) -> str:
    """Return a version 4 shaped UUID (RFC 9562, section 5.4) derived from the parts.

    >>> uuid_of("rule", 7)[14]
    '4'
    """
    return str(uuid.UUID(hex=digest("uuid", *parts)[:32], version=4))


class Numbering:
    """Hand out fresh ids for things made while a sandbox runs, in a fixed order. Sends nothing.

    >>> numbering = Numbering("shop")
    >>> numbering.object_id() != numbering.object_id()
    True
    """

    def __init__(self, name: str) -> None:
        """Start counting."""
        self._name = name
        self._number = 0

    def object_id(self) -> str:
        """Return a fresh id of 24 hexadecimal digits."""
        return object_id(self._name, self._next())

    def uuid(self) -> str:
        """Return a fresh UUID."""
        return uuid_of(self._name, self._next())

    def _next(self) -> int:
        self._number += 1
        return self._number
