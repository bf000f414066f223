"""Who may ask a simulated server, and how often."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from werkzeug.wrappers import Request

from hypernav.sandbox.identifiers import Numbering
from hypernav.sandbox.problems import Exceeded, Unknown

_PRINCIPAL = "hypernav.principal"


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who may ask, and in which roles."""

    name: str
    secret: str = field(repr=False)
    """The token or password."""
    roles: frozenset[str] = frozenset()


class Access(Protocol):
    """A way of finding out who asks."""

    def admit(self, request: Request, now: float) -> Any:
        """Return who sent a request at that time, in epoch seconds.

        Raises:
            Unknown: Nobody who is known did.
        """

    @property
    def credentials(self) -> Mapping[str, str]:
        """Return what a client presents: ``{"token": …}`` or ``{"user": …, "password": …}``."""


class Anybody:
    """Let everybody ask."""

    credentials: Mapping[str, str] = {}

    def admit(self, request: Request, now: float) -> Principal:
        """Return nobody in particular."""
        return Principal("anybody", "")


class HeaderToken:
    """Know people by a token in a header.

    Arguments:
        principals: Who may ask; the first one's token is what clients present.
        header: The header that holds the token.
        scheme: The word before the token, if there is one.

    >>> tokens = HeaderToken(Principal("ada", "s3cret"), header="X-Api-Key")
    >>> tokens.admit(Request.from_values(headers={"X-Api-Key": "s3cret"}), 0).name
    'ada'
    """

    def __init__(self, *principals: Principal, header: str = "Authorization", scheme: str = "") -> None:
        """Keep who may ask."""
        self.principals = principals
        self.header = header
        self.scheme = scheme

    @property
    def credentials(self) -> Mapping[str, str]:
        """Return what a client presents."""
        return {"token": self.principals[0].secret}

    def admit(self, request: Request, now: float) -> Principal:
        """Return whose token a request carries.

        Raises:
            Unknown: It carries none that is known.
        """
        token = token_of(request, self.header, self.scheme)
        for principal in self.principals:
            if _same(token, principal.secret):
                return principal
        raise Unknown("A token is needed." if not token else "The token is not known.", self.scheme)


class Bearer(HeaderToken):
    """Know people by a bearer token (RFC 6750, section 2.1)."""

    def __init__(self, *principals: Principal) -> None:
        """Keep who may ask."""
        super().__init__(*principals, scheme="Bearer")


class Basic:
    """Know people by name and password (RFC 7617).

    >>> Basic(Principal("ada", "pw")).admit(Request.from_values(auth=("ada", "pw")), 0).name
    'ada'
    """

    def __init__(self, *principals: Principal, realm: str = "sandbox") -> None:
        """Keep who may ask."""
        self.principals = principals
        self.realm = realm

    @property
    def credentials(self) -> Mapping[str, str]:
        """Return what a client presents."""
        return {"user": self.principals[0].name, "password": self.principals[0].secret}

    def admit(self, request: Request, now: float) -> Principal:
        """Return whose name and password a request carries.

        Raises:
            Unknown: It carries none, or wrong ones.
        """
        given = request.authorization
        challenge = f'Basic realm="{self.realm}", charset="UTF-8"'
        if given is None or given.type != "basic":
            raise Unknown("A name and a password are needed.", challenge)
        return known(self.principals, given.username or "", given.password or "", challenge)


class Sessions:
    """Know people by a token that a login hands out and that expires.

    Arguments:
        principals: Who may log in.
        seconds: How long a token holds.
        header: The header that holds the token.
        scheme: The word before the token, if there is one.

    >>> sessions = Sessions(Principal("ada", "pw"), seconds=60)
    >>> token = sessions.open("ada", "pw", 1000)
    >>> sessions.admit(Request.from_values(headers={"Authorization": f"Bearer {token}"}), 1059).name
    'ada'
    """

    def __init__(
        self, *principals: Principal, seconds: float, header: str = "Authorization", scheme: str = "Bearer"
    ) -> None:
        """Keep who may log in."""
        self.principals = principals
        self.seconds = seconds
        self.header = header
        self.scheme = scheme
        self._tokens = Numbering("session")
        self._open: dict[str, tuple[Principal, float]] = {}

    @property
    def credentials(self) -> Mapping[str, str]:
        """Return what a client logs in with."""
        return {"user": self.principals[0].name, "password": self.principals[0].secret}

    def open(self, name: str, secret: str, now: float) -> str:
        """Return a fresh token for somebody; for the route of the login, which ``Api.open_paths`` must name.

        Raises:
            Unknown: Name or password is wrong.
        """
        principal = known(self.principals, name, secret, self.scheme)
        token = self._tokens.uuid()
        self._open[token] = principal, now + self.seconds
        return token

    def close(self, token: str) -> None:
        """Let a token hold no longer."""
        self._open.pop(token, None)

    def admit(self, request: Request, now: float) -> Principal:
        """Return who logged in for the token of a request.

        Raises:
            Unknown: The token is not known, or holds no longer.
        """
        principal, until = self._open.get(token_of(request, self.header, self.scheme), (None, 0))
        if principal is None:
            raise Unknown("Log in first.", self.scheme)
        if now >= until:
            raise Unknown("The session has expired: log in again.", self.scheme)
        return principal


def known(principals: Iterable[Principal], name: str, secret: str, challenge: str = "") -> Principal:
    """Return the one of some people who has a name and a password.

    Raises:
        Unknown: Nobody has both.
    """
    for principal in principals:
        if principal.name == name and _same(secret, principal.secret):
            return principal
    raise Unknown("The name or the password is wrong.", challenge)


def token_of(request: Request, header: str = "Authorization", scheme: str = "") -> str:
    """Return the token in a header, behind the word of its scheme; empty for none.

    >>> token_of(Request.from_values(headers={"Authorization": "bearer x"}), scheme="Bearer")
    'x'
    """
    given = request.headers.get(header, "").strip()
    if not scheme:
        return given
    word, _, token = given.partition(" ")
    return token.strip() if word.lower() == scheme.lower() else ""


def admit(request: Request, principal: Any) -> None:
    """Keep who sent a request with the request."""
    request.environ[_PRINCIPAL] = principal


def principal_of(request: Request) -> Any:
    """Return who sent a request, as ``admit`` was told; None for nobody."""
    return request.environ.get(_PRINCIPAL)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


# How often


@dataclass(frozen=True, slots=True)
class Usage:
    """Say what a limit leaves after a request."""

    limit: Limit
    left: int
    """Requests that the window still allows; below zero where this one went over."""
    reset: float
    """When the window ends, in epoch seconds."""


def _together(request: Request, handler: Any) -> str | None:
    return ""


def _silence(usage: Usage) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Limit:
    """Allow so many requests in each window of so many seconds; windows begin at whole multiples of their length."""

    requests: int
    seconds: int = 60
    by: Callable[[Request, Any], str | None] = _together
    """From request and handler to what is counted by itself, such as each address; None is not counted."""
    tell: Callable[[Usage], Mapping[str, str]] = _silence
    """The headers that tell of it."""
    retry_after: bool = True
    """Whether a refusal says when to come again (RFC 9110, section 10.2.3)."""
    title: str = ""


class Counters:
    """Count the requests that limits are about; ``limits`` may be changed meanwhile.

    >>> counters = Counters([Limit(2, 10)])
    >>> [counters.count(Request.from_values(), None, now)[0].left for now in (0, 1, 2, 10)]
    [1, 0, -1, 1]
    """

    def __init__(self, limits: Sequence[Limit] = ()) -> None:
        """Keep the limits."""
        self.limits = list(limits)
        self._used: dict[tuple[int, str], tuple[int, int]] = {}

    def count(self, request: Request, handler: Any, now: float) -> list[Usage]:
        """Count a request and return what each limit leaves that it falls under."""
        usages = []
        for index, limit in enumerate(self.limits):
            counted = limit.by(request, handler)
            if counted is None:
                continue
            window = int(now // limit.seconds)
            before, used = self._used.get((index, counted), (window, 0))
            used = used + 1 if before == window else 1
            self._used[index, counted] = window, used
            usages.append(Usage(limit, limit.requests - used, float((window + 1) * limit.seconds)))
        return usages


def refuse_excess(usages: Iterable[Usage], now: float) -> None:
    """Refuse a request that goes over a limit.

    Raises:
        Exceeded: It does.
    """
    for usage in usages:
        if usage.left < 0:
            of = f" of {usage.limit.title}" if usage.limit.title else ""
            message = f"The limit{of} is {usage.limit.requests} requests in {usage.limit.seconds} s."
            raise Exceeded(message, usage.reset - now if usage.limit.retry_after else None)
