"""Which origins may be asked, with which headers: the rule that credentials belong to an origin."""

from __future__ import annotations

from collections.abc import Mapping

from hypernav.errors import ForeignOrigin, InsecureLink
from hypernav.http.auth.schemes import Auth, check_header
from hypernav.http.origins import DEFAULT_PORTS, Origin
from hypernav.http.transport import Transport
from hypernav.web.secret import Masked
from hypernav.web.secret_names import is_secret

TRAVELLING_HEADERS = frozenset(
    {
        "accept",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "content-language",
        "content-type",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-unmodified-since",
        "prefer",
        "range",
        "user-agent",
    }
)
"""Headers of a request that another origin may see; whatever else it carries was meant for the API alone."""

_KEPT_SETS = 64


class Access:
    """What requests to one origin have in common, prepared once.

    Args:
        origin: The origin.
        transport: What answers for it.
        home: Whether it is the API's own origin.
        auth: Its credential.
        constant: Headers of every request, without those of a credential that changes.
    """

    __slots__ = ("_sets", "auth", "constant", "home", "origin", "transport")

    def __init__(
        self, origin: Origin, transport: Transport, *, home: bool, auth: Auth | None, constant: list[tuple[str, str]]
    ) -> None:
        self.origin = origin
        self.transport = transport
        self.home = home
        self.auth = auth
        self.constant = constant
        self._sets: dict[tuple[tuple[str, str], ...], list[tuple[str, str]]] = {}

    def headers(self, method: str, url: str, extra: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the header fields of one request.

        Raises:
            ValueError: A header cannot be sent.
        """
        key = tuple(extra.items())
        fields = self._sets.get(key)
        if fields is None:
            fields = self._merged(key)
            if len(self._sets) >= _KEPT_SETS:
                self._sets.clear()
            self._sets[key] = fields
        if self.auth is None or self.auth.constant:
            return fields
        named = {name.lower() for name, _ in key}
        changing = self.auth.headers(url, method).items()
        return fields + [(name, value) for name, value in changing if name.lower() not in named]

    def _merged(self, extra: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        for name, value in extra:
            check_header(name, value)
        given = [masked(pair) for pair in extra if self.home or pair[0].lower() in TRAVELLING_HEADERS]
        named = {name.lower() for name, _ in given}
        return [pair for pair in self.constant if pair[0].lower() not in named] + given


def masked(pair: tuple[str, str]) -> tuple[str, str]:
    """Return a header field whose value does not show, where its name says that it is a credential.

    >>> masked(("X-Api-Key", "abc"))
    ('X-Api-Key', '[hidden]')
    """
    name, value = pair
    return (name, Masked(value)) if is_secret(name, "header") else pair


def check_step(origin: Origin, home: Origin, url: str, asked_by: str) -> None:
    """Refuse an origin that the user did not allow.

    Raises:
        InsecureLink: The API is https and the link is http.
        ForeignOrigin: The origin is another one.

    >>> check_step(Origin("https", "a.test", 443), Origin("https", "a.test", 443), "https://a.test/", "")
    """
    if origin == home:
        return
    if home.scheme == "https" and origin.scheme == "http":
        same = "Options(upgrade_links=True) follows http links to this host as https" if upgraded(origin, home) else ""
        raise InsecureLink(
            f"{origin} is not encrypted, and this API is ({home}).",
            asked_by=asked_by,
            sent="nothing",
            link=url,
            to_follow=same,
        )
    encrypted = origin.scheme == "https" and home.scheme == "http" and origin.host == home.host
    raise ForeignOrigin(
        f"{origin} is not the origin of this API ({home}).",
        asked_by=asked_by,
        sent="nothing",
        to_connect=f'hn.connect("{url}")   is the same host, encrypted' if encrypted else "",
        to_follow=f'nav.allow("{origin}")   without credentials',
    )


def upgraded(origin: Origin, home: Origin) -> Origin | None:
    """Return the https origin that an http link to the API's own host means, or None.

    The default port of http means the API's own port; another port must be the API's own.

    >>> str(upgraded(Origin("http", "a.test", 80), Origin("https", "a.test", 8443)))
    'https://a.test:8443'
    """
    if home.scheme != "https" or origin.scheme != "http" or origin.host != home.host:
        return None
    return home if origin.port in (DEFAULT_PORTS["http"], home.port) else None
