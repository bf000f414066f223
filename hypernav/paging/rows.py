"""Notice that members come twice: pages that move while they are read repeat some and leave out others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypernav.documents.identity import ADDRESSES, IDENTIFIERS, telling_values

_MOST = 200_000
"""Members remembered; of what comes after these nothing is told."""


class Rows:
    """Remember how the members of a list name themselves, whole pages at a time.

    >>> rows = Rows()
    >>> rows.take([{"id": 1}, {"id": 2}])
    >>> rows.take([{"id": 2}, {"id": 3}])
    >>> rows.doubt
    '1 member came twice'
    """

    __slots__ = ("_added", "_name", "_seen", "_twice")

    def __init__(self) -> None:
        """Begin with no member."""
        self._name: str | None = None
        self._seen: set[Any] = set()
        self._added: set[Any] = set()
        """What the last page added to that."""
        self._twice = 0

    def mark(self) -> tuple[Any, ...]:
        """Return what ``back_to`` takes to forget one page that comes from now on."""
        self._added = set()
        return self._name, self._seen, self._twice

    def back_to(self, mark: tuple[Any, ...]) -> None:
        """Forget the page that came since ``mark``, as after an interrupt."""
        self._name, self._seen, self._twice = mark
        self._seen -= self._added

    @property
    def doubt(self) -> str:
        """Return how many members came more than once, ``""`` where none did."""
        return f"{self._twice:,} member{'' if self._twice == 1 else 's'} came twice" if self._twice else ""

    def are_new(self, members: Sequence[Any]) -> bool:
        """Tell whether none of these came before; False where they do not name themselves."""
        names = self._names(members)
        return bool(names) and self._seen.isdisjoint(names)

    def take(self, members: Sequence[Any]) -> None:
        """Remember the members of one more page."""
        if not members or self._name == "":
            return
        if self._name is None:
            told = (name for name in (*IDENTIFIERS, *ADDRESSES) if telling_values(members, name))
            self._name = next(told, "")
        names = self._names(members)
        known = len(names & self._seen)
        if not names or len(self._seen) > _MOST or known == len(names):
            # A name that each page uses again, such as that of a sensor, tells no rows apart.
            self._name = ""
            self._seen = set()
            return
        self._twice += known + len(members) - len(names)
        self._added = names - self._seen
        self._seen |= self._added

    def _names(self, members: Sequence[Any]) -> set[Any]:
        name = self._name
        if not name:
            return set()
        try:
            found = [member[name] for member in members]
            # Of a text the hash is enough, and takes less memory than the text.
            return set(found) if type(found[0]) is int else set(map(hash, found))
        except (KeyError, TypeError, IndexError):
            return set()
