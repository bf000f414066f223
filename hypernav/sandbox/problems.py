"""What can be wrong with a request, told before any API has put it into words, a status and an envelope of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Where = Literal["shape", "parameter", "body"]
"""The body is not what can be read at all; a parameter of the query is wrong; members of the body are."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, and what it must be instead.

    >>> print(Problem("limit", "must be a whole number"))
    limit: must be a whole number
    """

    name: str
    """The parameter, or the member by its path with dots; empty for the body as a whole."""
    what: str
    kind: str = "value"
    """What sort of mistake it is, for envelopes that have codes: ``required``, ``unknown``, ``kind``, ``value``, …"""
    given: Any = None

    def __str__(self) -> str:
        """Return the problem in words."""
        return f"{self.name}: {self.what}" if self.name else self.what


class Wrong(Exception):
    """A request that cannot be done; ``Api.refuse`` says it as the API does."""

    code = "invalid"


class Invalid(Wrong):
    """A request that says something wrong: all of it, not the first mistake only.

    >>> str(Invalid([Problem("name", "is required"), Problem("size", "must be a number")]))
    'name: is required; size: must be a number'
    """

    def __init__(self, problems: Iterable[Problem], where: Where = "body") -> None:
        """Keep the problems."""
        self.problems = tuple(problems)
        self.where: Where = where
        super().__init__("; ".join(map(str, self.problems)))


class Missing(Wrong):
    """A request about something that is not there, or that its sender may not know of."""

    code = "not_found"

    def __init__(self, title: str, key: object) -> None:
        """Keep what was looked for."""
        self.title = title
        self.key = key
        super().__init__(f"There is no {title} {key}.")


class Taken(Wrong):
    """A request to make something under a key that is taken."""

    code = "conflict"

    def __init__(self, title: str, key: object) -> None:
        """Keep what is there already."""
        self.title = title
        self.key = key
        super().__init__(f"The {title} {key} is there already.")


class Overtaken(Wrong):
    """A request to change something that was changed meanwhile."""

    code = "conflict"

    def __init__(self, title: str, member: str, current: object, given: object) -> None:
        """Keep both versions."""
        self.title = title
        super().__init__(f"The {title} was changed meanwhile: its {member} is {current}, not {given}.")


class Unmet(Wrong):
    """A request whose precondition does not hold (412), or that needs one and has none (428)."""

    code = "precondition"

    def __init__(self, status: Literal[412, 428], message: str) -> None:
        """Keep which of the two it is."""
        self.status = status
        super().__init__(message)


class Unknown(Wrong):
    """A request of somebody who is not known."""

    code = "unauthorized"

    def __init__(self, message: str, challenge: str = "") -> None:
        """Keep the challenge for ``WWW-Authenticate`` (RFC 9110, section 11.6.1)."""
        self.challenge = challenge
        super().__init__(message)


class Forbidden(Wrong):
    """A request of somebody who is known and may not do this."""

    code = "forbidden"


class Exceeded(Wrong):
    """A request above a limit; ``wait`` is in seconds, None where the API does not tell."""

    code = "rate_limited"

    def __init__(self, message: str, wait: float | None = None) -> None:
        """Keep how long to wait."""
        self.wait = wait
        super().__init__(message)
