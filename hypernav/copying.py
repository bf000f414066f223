"""What becomes of a thing that somebody copies or pickles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Never, Self, SupportsIndex


class Unchanging:
    """Be one's own copy, as what nobody can change may be.

    >>> import copy
    >>> class Point(Unchanging):
    ...     __slots__ = ("x",)
    >>> point = Point()
    >>> copy.copy(point) is copy.deepcopy(point) is point
    True
    """

    __slots__ = ()

    def __copy__(self) -> Self:
        """Return this very thing."""
        return self

    def __deepcopy__(self, memo: Mapping[int, Any]) -> Self:
        """Return this very thing."""
        return self


class Unpicklable:
    """Refuse to be pickled, as what holds credentials or connections must.

    >>> class Line(Unpicklable):
    ...     _not_pickled = "A line is not pickled: draw it where it is needed."
    >>> Line().__reduce_ex__(5)
    Traceback (most recent call last):
    TypeError: A line is not pickled: draw it where it is needed.
    """

    __slots__ = ()
    _not_pickled: ClassVar[str] = ""
    """Why, and what to do instead; ``{self!r}`` stands for the thing."""

    def __reduce_ex__(self, protocol: SupportsIndex) -> Never:
        """Refuse.

        Raises:
            TypeError: Always.
        """
        raise TypeError(self._not_pickled.format(self=self))
