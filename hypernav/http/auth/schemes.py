"""Kinds of credentials: immutable values that make the headers of one request to the origin they belong to."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import ClassVar, Never
from urllib.parse import unquote

from hypernav.copying import Unchanging, Unpicklable
from hypernav.web.secret import Masked, Secret

HeaderFunction = Callable[[str, str], Mapping[str, str]]

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def check_header(name: str, value: str) -> None:
    """Refuse a header field that would not reach the server as it stands.

    Raises:
        ValueError: The name is no token (RFC 9110, 5.1), or the value holds a line break, another control
            character or a character beyond Latin-1. The message does not show the value.

    >>> check_header("Accept", "application/json")
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a header name.")
    if not isinstance(value, str):
        raise ValueError(f"The value of the header {name} is a text, not {type(value).__name__}.")
    if any((character < " " and character != "\t") or character == "\x7f" for character in value):
        raise ValueError(f"The value of the header {name} holds a line break or another control character.")
    if any(character > "\xff" for character in value):
        placeholder = " '…' stands for your own token in the documentation." if "…" in value else ""
        raise ValueError(f"The value of the header {name} holds characters that headers cannot carry.{placeholder}")
    if value != value.strip(" \t"):
        raise ValueError(f"The value of the header {name} begins or ends with a space.")


class Auth(Unchanging, Unpicklable):
    """Base of the kinds of credentials. Sends nothing.

    A subclass says which headers a request carries, and which texts are secret.
    """

    __slots__ = ("source",)
    _not_pickled = "A credential is not pickled: give it again where it is needed."
    source: str
    """Where the credential came from: an argument, an environment variable, the keyring."""

    constant: ClassVar[bool] = True
    """Whether the headers are the same for every request, so that they can be prepared once."""

    def __init__(self, source: str = "an argument") -> None:
        """Keep where the credential came from."""
        object.__setattr__(self, "source", source)

    def headers(self, url: str, method: str = "GET") -> dict[str, str]:
        """Return the headers of one request."""
        raise NotImplementedError

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the texts that must not show anywhere."""
        return ()

    @property
    def certificate(self) -> tuple[str, str] | None:
        """Return the paths of a client certificate and its key, where there is one."""
        return None

    def describe(self) -> str:
        """Return the kind in words, without the secret."""
        raise NotImplementedError

    def variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the headers with shell variables in the place of secrets."""
        raise NotImplementedError

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError("A credential cannot be changed.")

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.describe()}>"


class TokenAuth(Auth):
    """Send a raw token in a header, as API keys are sent. Sends nothing by itself.

    Args:
        token: The token; nothing is put before it.
        header: The header that carries it.
        source: Where it came from.

    Raises:
        ValueError: The token or the header's name cannot stand in a header.

    >>> TokenAuth("abc", header="Private-Token")
    <TokenAuth: a token in Private-Token>
    """

    __slots__ = ("_header", "_token")
    _header: str
    _token: Secret
    scheme: ClassVar[str] = ""

    def __init__(self, token: str | Secret, *, header: str = "Authorization", source: str = "an argument") -> None:
        """Check and keep the token."""
        super().__init__(source)
        object.__setattr__(self, "_token", Secret(token))
        object.__setattr__(self, "_header", header)
        if not self._token:
            raise ValueError("The token is empty.")
        check_header(header, self._token.reveal())

    def headers(self, url: str, method: str = "GET") -> dict[str, str]:
        """Return the header with the token."""
        return {self._header: Masked(self.scheme + self._token.reveal())}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the token."""
        return (self._token.reveal(),)

    def describe(self) -> str:
        """Return the kind in words."""
        return f"a token in {self._header}"

    def variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the header with a shell variable for the token."""
        return {self._header: f"{self.scheme}${names[0] if names else 'TOKEN'}"}


class BearerAuth(TokenAuth):
    """Send a bearer token (RFC 6750). Sends nothing by itself.

    >>> BearerAuth("abc")
    <BearerAuth: a bearer token in Authorization>
    """

    __slots__ = ()
    scheme: ClassVar[str] = "Bearer "

    def __init__(self, token: str | Secret, *, source: str = "an argument") -> None:
        """Check and keep the token."""
        super().__init__(token, source=source)

    def describe(self) -> str:
        """Return the kind in words."""
        return "a bearer token in Authorization"


class BasicAuth(Auth):
    """Send a user name and a password (RFC 7617), and a second factor where the API takes one. Sends nothing by itself.

    Args:
        user: The user name; it may be empty and holds no colon.
        password: The password.
        second_factor: A code sent beside them.
        second_factor_header: The header that carries the code.
        source: Where they came from.

    Raises:
        ValueError: A part cannot stand in a header, or the user name holds a colon.

    >>> BasicAuth("nxadmin", "secret", second_factor="123456")
    <BasicAuth: Basic credentials of 'nxadmin' and a second factor in Token>
    """

    __slots__ = ("_header", "_password", "_second", "_user")
    _user: str
    _password: Secret
    _second: Secret
    _header: str

    def __init__(
        self,
        user: str,
        password: str | Secret,
        *,
        second_factor: str | Secret | None = None,
        second_factor_header: str = "Token",
        source: str = "an argument",
    ) -> None:
        """Check and keep the parts."""
        super().__init__(source)
        object.__setattr__(self, "_user", user)
        object.__setattr__(self, "_password", Secret(password))
        object.__setattr__(self, "_second", Secret(second_factor or ""))
        object.__setattr__(self, "_header", second_factor_header or "Token")
        if ":" in user or any(character < " " for character in user):
            raise ValueError("A user name holds no colon and no control character (RFC 7617, 2).")
        check_header(self._header, self._second.reveal())

    def _pair(self) -> str:
        return f"{self._user}:{self._password.reveal()}"

    def headers(self, url: str, method: str = "GET") -> dict[str, str]:
        """Return the Authorization header, and the second factor's."""
        headers: dict[str, str] = {
            "Authorization": Masked("Basic " + base64.b64encode(self._pair().encode("utf-8")).decode("ascii"))
        }
        if self._second:
            headers[self._header] = Masked(self._second.reveal())
        return headers

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the password, the pair and the second factor."""
        return tuple(text for text in (self._password.reveal(), self._pair(), self._second.reveal()) if text)

    def describe(self) -> str:
        """Return the kind in words."""
        second = f" and a second factor in {self._header}" if self._second else ""
        return f"Basic credentials of {self._user!r}{second}"

    def variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the headers with shell variables for the parts."""
        user, password, second = (*names, *("USER_NAME", "PASSWORD", "SECOND_FACTOR")[len(names) :])[:3]
        headers = {"Authorization": f'Basic $(printf %s "${user}:${password}" | base64 | tr -d "\\n")'}
        if self._second:
            headers[self._header] = f"${second}"
        return headers


class CallableAuth(Auth):
    """Ask a function for the headers of each request, for signatures and rotating tokens. Sends nothing by itself.

    Args:
        function: Takes the method and the URL, returns headers.
        secrets: Texts that must not show, where the function knows some.
        source: Where the function came from.

    >>> CallableAuth(lambda method, url: {"X-Signature": f"{method} signed"})
    <CallableAuth: headers made by a function>
    """

    __slots__ = ("_function", "_secrets")
    _function: HeaderFunction
    _secrets: tuple[Secret, ...]
    constant: ClassVar[bool] = False

    def __init__(
        self, function: HeaderFunction, *, secrets: tuple[str | Secret, ...] = (), source: str = "an argument"
    ) -> None:
        """Keep the function."""
        super().__init__(source)
        object.__setattr__(self, "_function", function)
        object.__setattr__(self, "_secrets", tuple(Secret(secret) for secret in secrets))

    def headers(self, url: str, method: str = "GET") -> dict[str, str]:
        """Return what the function says. Sends nothing, unless the function does.

        Raises:
            ValueError: A header that it returns cannot be sent.
        """
        headers = {name: Masked(value) for name, value in self._function(method, url).items()}
        for name, value in headers.items():
            check_header(name, value)
        return dict(headers)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the texts that the function named."""
        return tuple(secret.reveal() for secret in self._secrets)

    def describe(self) -> str:
        """Return the kind in words."""
        return "headers made by a function"

    def variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return nothing: the headers are known once the function made them, and get variables of their own names."""
        return {}


class CertificateAuth(Auth):
    """Present a client certificate, alone or beside another credential. Sends nothing by itself.

    Args:
        certificate: Path of the certificate, in PEM.
        key: Path of its private key, in PEM and without passphrase.
        beside: Another credential for the same origin.
        source: Where it came from.

    >>> CertificateAuth("me.pem", "me.key")
    <CertificateAuth: the client certificate me.pem>
    """

    __slots__ = ("_beside", "_certificate", "_key")
    _certificate: str
    _key: str
    _beside: Auth | None

    def __init__(self, certificate: str, key: str, *, beside: Auth | None = None, source: str = "an argument") -> None:
        """Keep the paths."""
        super().__init__(source)
        object.__setattr__(self, "_certificate", certificate)
        object.__setattr__(self, "_key", key)
        object.__setattr__(self, "_beside", beside)

    @property
    def constant(self) -> bool:  # type: ignore[override]  # as constant as what stands beside it
        """Say whether the headers are the same for every request."""
        return self._beside is None or self._beside.constant

    def headers(self, url: str, method: str = "GET") -> dict[str, str]:
        """Return the headers of the other credential."""
        return self._beside.headers(url, method) if self._beside else {}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the secrets of the other credential."""
        return self._beside.secrets if self._beside else ()

    @property
    def certificate(self) -> tuple[str, str] | None:
        """Return the paths of the certificate and its key."""
        return self._certificate, self._key

    def describe(self) -> str:
        """Return the kind in words."""
        beside = f" and {self._beside.describe()}" if self._beside else ""
        return f"the client certificate {self._certificate}{beside}"

    def variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the other credential's headers with shell variables."""
        return self._beside.variables(names) if self._beside else {}


def without_userinfo(url: str) -> tuple[str, BasicAuth | None]:
    """Return a URL that the user gave without its userinfo, and that userinfo as a credential.

    >>> without_userinfo("https://me:p%40ss@acme.test/x")
    ('https://acme.test/x', <BasicAuth: Basic credentials of 'me'>)
    """
    scheme, separator, rest = url.partition("://")
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    userinfo, at, host = authority.rpartition("@")
    if not at:
        return url, None
    user, _, password = userinfo.partition(":")
    clean = scheme + separator + host + rest[len(authority) :]
    return clean, BasicAuth(unquote(user), unquote(password), source="the URL given")
