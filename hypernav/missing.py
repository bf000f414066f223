"""The value that says that there is none."""

from __future__ import annotations

from typing import Final

__all__ = ["MISSING", "Missing"]


class Missing:
    """Stand for a value that a record does not have, which is not the same as null. Falsy.

    >>> bool(MISSING), MISSING
    (False, MISSING)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the name of the constant."""
        return "MISSING"

    def __bool__(self) -> bool:
        """Return False."""
        return False

    def __reduce__(self) -> str:
        """Copy and unpickle to the one constant."""
        return "MISSING"


MISSING: Final = Missing()
