"""How many members show that something holds which was asked of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from hypernav.display.values import counted
from hypernav.documents.effect import Asked, Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """Count the members that show that what was asked holds, does not hold, or that do not show it.

    >>> print(Finding("where('state') == 'open'", held=4, contradicted=2, example="state is 'closed'").shown)
    contradicted    where('state') == 'open': not so in 2 of 6 members, such as one where state is 'closed'
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
    def shown(self) -> Asked:
        """Return what answers show of what was asked."""
        return Asked(self.asked, self._outcome, self._because, self.contradicted)

    @property
    def _outcome(self) -> Outcome:
        if self.contradicted:
            return "contradicted"
        return "held" if self.held and not self.unseen else "cannot be seen"

    @property
    def _because(self) -> str:
        count = self.held + self.contradicted + self.unseen
        if self.contradicted:
            if count == 1 and self.example:
                return f"not so: {self.example}"
            example = f", such as one where {self.example}" if self.example else ""
            return f"not so in {self.contradicted:,} of {counted(count, self.what)}{example}"
        if not count:
            return self.note or f"no {self.what} was read"
        if not self.unseen:
            return f"so in {counted(count, self.what)}"
        if self.held:
            return f"so in {self.held:,} of {counted(count, self.what)}, the others do not show it"
        return self.note or f"no {self.what} shows it"
