"""What an answer shows of what was asked: held, contradicted, or not to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hypernav.errors import AnswerContradicts
from hypernav.notebook import Shown
from hypernav.warning import warn

Outcome = Literal["held", "contradicted", "cannot be seen"]

_WIDTH = len("cannot be seen")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold one thing that was asked, and what the answer shows of it; texts are without secrets.

    >>> print(Asked("/name is 'b'", "contradicted", "it is still 'a'"))
    contradicted    /name is 'b': it is still 'a'
    """

    text: str
    """What was asked, such as ``/name is "b"``."""
    outcome: Outcome
    because: str = ""
    """An example of what contradicts it, or why it cannot be seen."""
    count: int = 0
    """How many values or members contradict it."""

    @property
    def reason(self) -> str:
        """Return what was asked and why it is contradicted or cannot be seen."""
        return f"{self.text}: {self.because}" if self.because else self.text

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.outcome:<{_WIDTH}}  {self.reason}"


@dataclass(frozen=True, slots=True)
class Effect(Shown):
    """Hold what an answer shows of everything that was asked; shows itself as one line for each.

    >>> effect = Effect((Asked("/name is 'b'", "held"), Asked("/size is 2", "contradicted", "it is still 1", 1)))
    >>> effect.held, [each.text for each in effect.contradicted]
    (False, ['/size is 2'])
    """

    asked: tuple[Asked, ...] = ()

    @property
    def held(self) -> bool:
        """Return whether the answer shows that all of it was done."""
        return all(each.outcome == "held" for each in self.asked)

    @property
    def contradicted(self) -> tuple[Asked, ...]:
        """Return what the answer contradicts."""
        return tuple(each for each in self.asked if each.outcome == "contradicted")

    @property
    def unseen(self) -> tuple[Asked, ...]:
        """Return what the answer does not show."""
        return tuple(each for each in self.asked if each.outcome == "cannot be seen")

    def tell(self, what: str, *, strict: bool = False, **details: str) -> None:
        """Warn of what is contradicted, or raise it where that was asked for; without a contradiction, do nothing.

        Args:
            what: The headline, such as ``Accepted, not applied``.
            strict: Whether to raise.
            details: Labelled lines of the error.

        Raises:
            AnswerContradicts: Something is contradicted, and ``strict`` was asked for.
        """
        broken = self.contradicted
        if not broken:
            return
        named = "; ".join(each.reason for each in broken[:_MOST_NAMED])
        more = f"; and {len(broken) - _MOST_NAMED:,} more" if len(broken) > _MOST_NAMED else ""
        if not strict:
            warn(f"{what}: {named}{more}.")
            return
        error = AnswerContradicts(f"{what}: {named}{more}.", **details)
        error.effect = self
        raise error

    @property
    def phrase(self) -> str:
        """Return what the answer contradicts, for a footer; empty where there is nothing."""
        return " · ".join(f"contradicts {each.reason}" for each in self.contradicted)

    def __getitem__(self, place: int) -> Asked:
        """Return one thing that was asked."""
        return self.asked[place]

    def __iter__(self) -> Iterator[Asked]:
        """Yield each thing that was asked."""
        return iter(self.asked)

    def __len__(self) -> int:
        """Return how many things were asked."""
        return len(self.asked)

    def __str__(self) -> str:
        """Return one line for each thing that was asked."""
        return "\n".join(map(str, self.asked)) or "nothing was asked"

    __repr__ = __str__
