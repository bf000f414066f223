"""Values that never show."""

from __future__ import annotations

import hmac
from typing import Never, SupportsIndex, overload

from hypernav.copying import Unchanging, Unpicklable

HIDDEN = "[hidden]"
"""What stands in a text where a secret stood."""


class Masked(Unchanging, Unpicklable, str):
    """A text that is used as it is but never shown: header values that carry a credential. Sends nothing.

    Only what *shows* a value is changed (``repr``, which tracebacks, debuggers and pretty printers use);
    comparing, joining and encoding work as for any text.

    >>> Masked("Bearer abc")
    '[hidden]'
    """

    __slots__ = ()
    _not_pickled = "A credential is not pickled."

    def __repr__(self) -> str:
        """Return the mask, quoted."""
        return repr(HIDDEN)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        """Return a part that does not show either: pretty printers cut long texts before showing them."""
        return Masked(str.__getitem__(self, key))


class MaskedBytes(bytes):
    """Bytes that are used as they are but never shown: a request as it goes over the wire. Sends nothing.

    >>> MaskedBytes(b"Authorization: abc")
    b'[hidden]'
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the mask, quoted."""
        return repr(HIDDEN.encode())

    @overload
    def __getitem__(self, key: SupportsIndex) -> int: ...

    @overload
    def __getitem__(self, key: slice) -> bytes: ...

    def __getitem__(self, key: SupportsIndex | slice) -> int | bytes:
        """Return a part, which does not show either."""
        return MaskedBytes(bytes.__getitem__(self, key)) if isinstance(key, slice) else bytes.__getitem__(self, key)


class Secret(Unchanging, Unpicklable):
    """Hold a text that is never shown: not by repr, str, format, JSON, pickle or a failed comparison. Sends nothing.

    Args:
        value: The text to hide; another ``Secret`` is taken as it is.

    >>> token = Secret("api-12345")
    >>> token, f"{token}", token.reveal()
    (Secret('[hidden]'), '[hidden]', 'api-12345')
    """

    __slots__ = ("_value",)
    _not_pickled = "A Secret is not pickled: give the credential again where it is needed."
    _value: Masked

    def __init__(self, value: str | Secret) -> None:
        """Keep the text."""
        text = value.reveal() if isinstance(value, Secret) else value
        if not isinstance(text, str):
            raise TypeError(f"A secret is a text, not {type(text).__name__}.")
        object.__setattr__(self, "_value", Masked(text))

    def reveal(self) -> str:
        """Return the text itself.

        >>> Secret("abc").reveal()
        'abc'
        """
        return str(self._value)

    def __repr__(self) -> str:
        return f"Secret({HIDDEN!r})"

    def __str__(self) -> str:
        return HIDDEN

    def __format__(self, specification: str) -> str:
        return format(HIDDEN, specification)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash((Secret, str(self._value)))

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError("A Secret cannot be changed.")
