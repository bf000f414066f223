"""Warnings about answers, shown as one line of their own: without file and line, so that notebooks compare."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from hypernav.errors import AnswerWarning


def warn(text: str) -> None:
    """Warn of an answer. Each call warns: whoever warns keeps in mind that it did.

    Args:
        text: What is wrong, where, and where to look next; without secrets.

    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     warn("6 of 57 members, more exist.")
    >>> print(caught[0].message)
    6 of 57 members, more exist.
    """
    if not isinstance(warnings.formatwarning, _WithoutPlace):
        warnings.formatwarning = _WithoutPlace(warnings.formatwarning)
    warnings.warn_explicit(AnswerWarning(text), None, __name__, 1)


class _WithoutPlace:
    """Show warnings of answers as their category and text, and all others as before."""

    __slots__ = ("_before",)

    def __init__(self, before: Callable[..., str]) -> None:
        self._before = before

    def __call__(
        self, message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None
    ) -> str:
        if issubclass(category, AnswerWarning):
            return f"{category.__name__}: {message}\n"
        return self._before(message, category, filename, lineno, line)
