"""What an answer shows of what was asked: held, contradicted, or not to be seen."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal

from hypernav.display.html import render_html
from hypernav.display.values import counted
from hypernav.display.view import Fields, Section, View
from hypernav.notebook import chosen
from hypernav.options import Options

Verdict = Literal["held", "contradicted", "cannot be seen"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Say of one thing that was asked how many answers show that it holds, or that it does not.

    >>> Finding("where('state').is_('open')", held=4, contradicted=2, example="state is 'closed'").verdict
    'contradicted'
    >>> print(Finding("where('state').is_('open')", held=4, unseen=2))
    where('state').is_('open')  cannot be seen: held by 4 of 6 members, the others do not show it
    """

    asked: str
    """What was asked, without secrets, as it is typed."""
    held: int = 0
    contradicted: int = 0
    unseen: int = 0
    example: str = ""
    """What contradicts, without secrets."""
    what: str = "member"
    """What is counted, in the singular."""
    note: str = ""
    """Why it cannot be seen, where that is known."""

    @property
    def verdict(self) -> Verdict:
        """Return ``held`` where each answer shows it, ``contradicted`` where one shows that it does not hold."""
        if self.contradicted:
            return "contradicted"
        return "held" if self.held and not self.unseen else "cannot be seen"

    @property
    def reason(self) -> str:
        """Return how many answers show what, and an example of what contradicts."""
        count = self.held + self.contradicted + self.unseen
        if self.contradicted:
            if count == 1 and self.example:
                return f"not so: {self.example}"
            example = f", such as one where {self.example}" if self.example else ""
            return f"not so in {self.contradicted:,} of {counted(count, self.what)}{example}"
        if not count:
            return self.note or f"no {self.what} was read"
        if not self.unseen:
            return counted(count, self.what)
        if self.held:
            return f"held by {self.held:,} of {counted(count, self.what)}, the others do not show it"
        return self.note or f"no {self.what} shows it"

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.asked}  {self.verdict}: {self.reason}"


@dataclass(frozen=True, slots=True, repr=False)
class Effect:
    """Hold what an answer shows of each thing that was asked, in order. Its text has one line each.

    >>> effect = Effect((Finding("where('n').is_(1)", held=3), Finding("sort -n", unseen=1)))
    >>> effect.held, effect.contradicted, len(effect)
    (False, (), 2)
    """

    findings: tuple[Finding, ...] = ()

    @property
    def held(self) -> bool:
        """Return whether everything that was asked is seen to hold."""
        return all(each.verdict == "held" for each in self.findings)

    @property
    def contradicted(self) -> tuple[Finding, ...]:
        """Return what the answer contradicts."""
        return tuple(each for each in self.findings if each.verdict == "contradicted")

    @property
    def phrase(self) -> str:
        """Return what the answer contradicts, for a footer; empty where there is nothing."""
        return " · ".join(f"contradicts {each.asked}: {each.reason}" for each in self.contradicted)

    def __len__(self) -> int:
        """Return how many things were asked."""
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        """Yield what is found of each thing that was asked."""
        return iter(self.findings)

    def __getitem__(self, place: int) -> Finding:
        """Return what is found of one thing."""
        return self.findings[place]

    def __str__(self) -> str:
        """Return one line for each thing that was asked."""
        return "\n".join(map(str, self.findings)) or "nothing was asked that an answer could contradict"

    __repr__ = __str__

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        return chosen({"text/plain": lambda: str(self), "text/html": self._html}, include, exclude)

    def _html(self) -> str:
        rows = tuple((each.asked, f"{each.verdict}: {each.reason}") for each in self.findings)
        return render_html(View((), (Section("Effect", body=Fields(rows, len(rows))),)), Options())
