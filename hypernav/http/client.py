"""The client: one place through which every request goes."""

from __future__ import annotations

import os
import random as random_numbers
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from hypernav.copying import Unchanging, Unpicklable
from hypernav.errors import ConnectionFailed, HypernavError
from hypernav.http.answers.decoding import accept_encoding
from hypernav.http.answers.response import Response
from hypernav.http.auth.access import Access, check_step, masked, upgraded
from hypernav.http.auth.schemes import Auth, check_header, without_userinfo
from hypernav.http.auth.sources import auth_from_netrc
from hypernav.http.clock import Clock, SystemClock
from hypernav.http.curl import as_curl, shown_fields
from hypernav.http.exchange import Exchanger
from hypernav.http.ledger import Ledger
from hypernav.http.origins import Origin, origin_of, split
from hypernav.http.probes import refuse_while_probed
from hypernav.http.request import Request
from hypernav.http.transport import NotSent, Transport
from hypernav.options import Options
from hypernav.profile import Profile
from hypernav.web.headers import Headers, overlaid
from hypernav.web.redaction import Redactor
from hypernav.web.secret_names import is_secret
from hypernav.web.urls import resolve

if TYPE_CHECKING:
    from hypernav.http.http1.network import NetworkTransport

_NOTHING: Mapping[str, str] = {}
_Error = TypeVar("_Error", bound=HypernavError)
_ABSOLUTE = ("http://", "https://")


class Client(Unchanging, Unpicklable):
    """Send the requests of one API, and nothing to anybody else. Sends nothing when it is made.

    Credentials, and the API's own headers, go to the origin of ``base_url`` only. They are looked up for the URL
    that is about to be requested, on every link and redirect.

    Args:
        base_url: Where the API lives. Userinfo in it becomes the credential, unless ``auth`` is given.
        auth: The credential for that origin.
        headers: Headers of each request to that origin.
        options: Limits.
        profile: What is declared of the API: its headers, its units, the names of its variables.
        transports: Origin to what answers for it in the place of the network.
        clock: Time, for waits and for what is written down; deadlines of sockets keep real time.
        announce: Takes one line for each wait over 1 s; standard error by default.
        random: Returns numbers from 0 to 1, for jitter.
        tunnel_writes: Whether PUT, PATCH and DELETE go as POST with the profile's override header.
        accept: The ``Accept`` header of each request, unless the profile, ``headers`` or the request have another.

    Raises:
        InsecureLink: ``base_url`` is no http or https URL.
        ValueError: A header cannot be sent.

    >>> client = Client("https://acme.test/v1")
    >>> client.ledger.count
    0
    """

    _not_pickled = "A Client is not pickled, because of its credentials and connections: make it where it is needed."

    def __init__(
        self,
        base_url: str,
        *,
        auth: Auth | None = None,
        headers: Mapping[str, str] = _NOTHING,
        options: Options | None = None,
        profile: Profile | None = None,
        transports: Mapping[str, Transport] = {},
        clock: Clock | None = None,
        announce: Callable[[str], None] | None = None,
        random: Callable[[], float] = random_numbers.random,
        tunnel_writes: bool = False,
        accept: str = "application/json, */*;q=0.5",
    ) -> None:
        """Prepare the API's own origin."""
        clean, given = without_userinfo(base_url)
        self.options = options or Options()
        self.profile = profile
        self.ledger = Ledger()
        self.redact = Redactor(profile.secrets if profile else ())
        self.base_url = clean
        self.origin = origin_of(clean)
        self._accept = accept
        self._transports = {origin_of(name): transport for name, transport in transports.items()}
        self._network: NetworkTransport | None = None
        self._allowed: dict[Origin, Access] = {}
        self._tunnel_header = profile.method_override_header if profile and tunnel_writes else ""
        own = {**(profile.headers if profile else {}), **headers}
        self.own_headers = frozenset(map(str.lower, own))
        self._home = self._admit(self.origin, auth or given or self._from_netrc(), own, home=True)
        self.clock: Clock = clock or SystemClock()
        self._exchanger = Exchanger(
            options=self.options,
            rate_limit=profile.rate_limit if profile else None,
            clock=self.clock,
            announce=announce or _to_standard_error,
            random=random,
            ledger=self.ledger,
            redact=self.redact,
        )

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] = _NOTHING,
        body: bytes | None = None,
        asked_by: str = "",
    ) -> Response:
        """Return the answer to one request, whatever its status. **Sends** it, and follows redirects of safe methods.

        GET, HEAD and OPTIONS are sent again after a broken connection and after 408, 429, 502, 503 and 504; writes
        never. A redirected write is read from its new place after 303, repeated after 307 and 308 within the same
        origin (both say that nothing was done yet), and otherwise returned as it is.

        Args:
            method: The method.
            url: An absolute URL, or a reference relative to the base URL. It goes out byte for byte.
            headers: Further headers. Another origin than the API's sees the harmless ones of them only.
            body: The body.
            asked_by: What caused the request, for messages.

        Raises:
            ForeignOrigin: The URL, or a redirect, leads to an origin that was not allowed.
            InsecureLink: It leads from https to http, to another scheme, or could be read in two ways.
            SendingRefused: A completer or an inspector is evaluating.
            ConnectionFailed: The server cannot be reached, or the connection broke.
            DeadlineExceeded: It took longer than the limits.
            RateLimited: The server asks to wait longer than ``max_wait``.
            OutcomeUnknown: The answer to a write was lost.
            UnreadableResponse: The body is truncated, too large, or not in the coding that it states.
            ValueError: A header or the method cannot be sent.
        """
        refuse_while_probed()
        try:
            return self._exchanger.run(self._request(method, url, headers, body, asked_by), self._locate)
        except NotSent as error:
            self.without_secrets(error)
            failed = ConnectionFailed(error.what)
            failed.details = error.details
            raise failed from error.__cause__
        except HypernavError as error:
            self.without_secrets(error)
            raise

    def allow(self, origin: str, *, auth: Auth | None = None) -> None:
        """Follow links and redirects to another origin, without credentials unless it gets its own. Sends nothing.

        Args:
            origin: The origin, or any URL of it.
            auth: A credential for exactly this origin.

        Raises:
            InsecureLink: The origin is http and the API is https.

        >>> client = Client("https://acme.test")
        >>> client.allow("https://cdn.acme.test")
        """
        allowed = origin_of(origin)
        if self.origin.scheme == "https" and allowed.scheme == "http":
            check_step(allowed, self.origin, origin, "")
        if allowed != self.origin:
            self._admit(allowed, auth, _NOTHING, home=False)

    def url(self, reference: str, base: str = "") -> str:
        """Return a reference as an absolute URL, byte for byte (RFC 3986, 5.2). Sends nothing.

        Args:
            reference: An absolute URL, or a reference.
            base: The document that holds the reference; the base URL by default.

        >>> Client("https://acme.test/v1/").url("things?page=2")
        'https://acme.test/v1/things?page=2'
        """
        return resolve(reference, base=base or self.base_url)

    def curl(self, method: str, url: str, *, headers: Mapping[str, str] = _NOTHING, body: bytes | None = None) -> str:
        r"""Return a request as a command line, secrets as shell variables. Sends nothing.

        Raises:
            ForeignOrigin: As for ``send``.
            InsecureLink: As for ``send``.

        >>> print(Client("https://acme.test").curl("GET", "/things"))
        curl 'https://acme.test/things' \
          -H 'Accept: application/json, */*;q=0.5' \
          -H 'User-Agent: hypernav'
        """
        request = self._request(method, url, headers, body, "")
        final, fields, named = self._prepared(request)
        return as_curl(request.method, final, fields, named, body, self.redact)

    def shown(
        self, method: str, url: str, *, headers: Mapping[str, str] = _NOTHING
    ) -> tuple[str, str, list[tuple[str, str]]]:
        """Return method, URL and all header fields of a request as they would go out, secrets as variables.

        Raises:
            ForeignOrigin: As for ``send``.
            InsecureLink: As for ``send``.

        >>> Client("https://acme.test").shown("GET", "/things")[2][0]
        ('Accept', 'application/json, */*;q=0.5')
        """
        request = self._request(method, url, headers, None, "")
        final, fields, named = self._prepared(request)
        return request.method, self.redact.url(final), shown_fields(fields, named, self.redact)

    def resume_at(self, response: Response) -> float:
        """Return when sending may go on, in epoch seconds; 0 where an answer does not state it. Sends nothing."""
        return self._exchanger.resume_at(response)

    def asked_wait(self, headers: Headers, where: str, status: int, longest: float | None = None) -> float:
        """Return the seconds that an answer asks to wait before the next look, 0 where it asks nothing. Sends nothing.

        Raises:
            RateLimited: They are more than ``max_wait``, and no ``longest`` was given.
        """
        return self._exchanger.asked_wait(headers, where, status, longest)

    def pause(self, seconds: float, why: str) -> None:
        """Wait on the client's clock, announcing why where it takes longer than a second. Sends nothing."""
        self._exchanger.pause(seconds, why)

    def close(self) -> None:
        """Close the connections; the client stays usable. Sends nothing."""
        if self._network is not None:
            self._network.close()

    def _request(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, asked_by: str) -> Request:
        method = method.upper()
        check_header(method, "")
        if self._tunnel_header and method in ("PUT", "PATCH", "DELETE"):
            headers = {**headers, self._tunnel_header: method}
            method = "POST"
        return Request(method, self.url(url), headers, body, asked_by)

    def _prepared(self, request: Request) -> tuple[str, list[tuple[str, str]], Mapping[str, str]]:
        """Return a request's URL as it goes out, its header fields, and the variables of its credential."""
        access, final = self._locate(request)
        credentials = self.profile.credentials if self.profile else None
        named = access.auth.variables(credentials.variables if credentials else ()) if access.auth else {}
        given = {name.lower() for name in request.headers}
        named = {name: value for name, value in named.items() if name.lower() not in given}
        return final, access.headers(request.method, final, request.headers), named

    def _locate(self, request: Request) -> tuple[Access, str]:
        """Return what requests to a URL's origin carry, and the URL as it goes out; refuse other origins."""
        origin, target = split(request.url)
        if self.options.upgrade_links:
            origin = upgraded(origin, self.origin) or origin
        access = self._allowed.get(origin)
        if access is None:
            check_step(origin, self.origin, self.redact.url(request.url), request.asked_by)
            access = self._home
        return access, f"{origin}{target}"

    def _admit(self, origin: Origin, auth: Auth | None, own: Mapping[str, str], *, home: bool) -> Access:
        constant = {
            "Accept": self._accept,
            "Accept-Encoding": accept_encoding(),
            "User-Agent": "hypernav",
        }
        fields = overlaid(constant, own)
        if auth is not None:
            self.redact.register(auth.secrets)
            if auth.constant:
                fields = overlaid(fields, auth.headers(str(origin)))
        for name, value in fields.items():
            check_header(name, value)
        self.redact.register(value for name, value in own.items() if is_secret(name, "header"))
        prepared = [masked(pair) for pair in fields.items()]
        access = Access(origin, self._transport(origin, auth), home=home, auth=auth, constant=prepared)
        self._allowed[origin] = access
        return access

    def _transport(self, origin: Origin, auth: Auth | None) -> Transport:
        if origin in self._transports:
            return self._transports[origin]
        if self._network is None:
            # Loaded with the first client of a network: importing hypernav, and a sandbox, need no requests.
            from hypernav.http.http1.network import NetworkTransport

            self._network = NetworkTransport(self.options)
        if auth is not None and auth.certificate is not None:
            self._network.certify(origin, auth.certificate)
        return self._network

    def _from_netrc(self) -> Auth | None:
        return auth_from_netrc(self.origin, os.environ) if self.options.netrc else None

    def without_secrets(self, error: _Error) -> _Error:
        """Return an error itself, without secrets in its texts and in those of what caused it."""
        cause = error.__cause__ or error.__context__
        if isinstance(cause, HypernavError):
            self.without_secrets(cause)
        error.what = self.redact(error.what)
        error.args = (error.what, *error.args[1:])
        error.details = {label: self.redact(text) for label, text in error.details.items()}
        return error

    def __repr__(self) -> str:
        return f"<Client of {self.origin}, {self.ledger.totals}>"


def _to_standard_error(line: str) -> None:
    sys.stderr.write(f"{line}\n")
