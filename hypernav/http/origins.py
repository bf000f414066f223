"""Origins (RFC 6454): scheme, host and port, and the URLs that belong to them."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple

from hypernav.errors import InsecureLink
from hypernav.web.redaction import redacted_url
from hypernav.web.urls import components

DEFAULT_PORTS = {"http": 80, "https": 443}

_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]*))?")
_HOST = re.compile(r"(?=.{1,253}\.?\Z)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
_LAST_PART = re.compile(r"[^/?#&=;]*\Z")
_LONGEST_SHOWN = 200
_TO_ENCODE = re.compile(r"[^!-~]+")
# An authority that ends where a path begins, and a target that goes out as it is.
_USUAL = re.compile(r"(https?://[^/?#@\\]{1,260})(/[!-\"$-\[\]-~]*)")


class Origin(NamedTuple):
    """A scheme, a host and a port: what a credential belongs to. Sends nothing.

    >>> str(Origin("https", "acme.test", 443)), str(Origin("https", "acme.test", 8443))
    ('https://acme.test', 'https://acme.test:8443')
    """

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """Return host and port as a Host header has them: the default port is left out."""
        return self.host if self.port == DEFAULT_PORTS[self.scheme] else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}"


def origin_of(url: str) -> Origin:
    """Return the origin of an absolute URL, normalised.

    Scheme and host in lower case, names beyond ASCII as punycode (UTS 46), IPv6 in its short form, the default
    port filled in. A trailing dot stays: it names another host.

    Raises:
        InsecureLink: The URL is not http or https, or could be read in two ways: userinfo, backslash, control
            characters, a host that is none.

    >>> origin_of("HTTPS://Acme.Test:443/x") == origin_of("https://acme.test")
    True
    """
    return split(url)[0]


def split(url: str) -> tuple[Origin, str]:
    """Return the origin of an absolute URL, and its path and query as they go over the wire.

    What is printable ASCII goes out byte for byte; spaces and characters beyond ASCII are percent-encoded
    (RFC 3987, 3.1); the fragment stays here.

    Raises:
        InsecureLink: As for ``origin_of``.

    >>> split("https://acme.test/a%2fb/:go?x=>1#top")[1]
    '/a%2fb/:go?x=>1'
    """
    usual = _USUAL.fullmatch(url)
    origin = _spelled_out(usual[1]) if usual else None
    return (origin, usual[2]) if usual and origin else _taken_apart(url)


@lru_cache(maxsize=256)
def _spelled_out(text: str) -> Origin | None:
    """Return the origin that a text is, written as ``str`` writes it, or None: nothing but that is looked up."""
    try:
        origin, _ = _taken_apart(text)
    except InsecureLink:
        return None
    return origin if str(origin) == text else None


def _taken_apart(url: str) -> tuple[Origin, str]:
    if _FORBIDDEN.search(url):
        raise _refused(url, "it holds a backslash or a control character")
    scheme, authority, path, query, _ = components(url.strip(" "))
    if scheme is None or authority is None:
        raise _refused(url, "it is not an absolute http or https URL")
    scheme = scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise InsecureLink(f"{scheme}: links are not followed; only http and https are.", link=_shown(url))
    target = (path or "/") + ("" if query is None else f"?{query}")
    return Origin(scheme, *_host_and_port(url, scheme, authority)), _TO_ENCODE.sub(_percent_encoded, target)


def _host_and_port(url: str, scheme: str, authority: str) -> tuple[str, int]:
    if "@" in authority:
        raise _refused(url, "it holds a user name before the host")
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise _refused(url, "its host cannot be read")
    host, port = match.group(1), match.group(2)
    number = int(port[:6]) if port else DEFAULT_PORTS[scheme]
    if not 0 < number < 65536 or len(port or "") > 5:
        raise _refused(url, "its port cannot be read")
    return _normal_host(url, host), number


def _normal_host(url: str, host: str) -> str:
    if host.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host[1:-1]).compressed}]" if "%" not in host else _raise(url)
        except ValueError:
            raise _refused(url, "its host cannot be read") from None
    if not host.isascii():
        host = _punycode(url, host)
    host = host.lower()
    if not _HOST.fullmatch(host):
        raise _refused(url, "its host cannot be read")
    return host


def _raise(url: str) -> str:
    raise _refused(url, "its host has a zone")


def _punycode(url: str, host: str) -> str:
    # Its tables are large and hardly any API has such a name.
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise _refused(url, "its host cannot be read") from None


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def _refused(url: str, why: str) -> InsecureLink:
    return InsecureLink(f"This URL is not followed: {why}.", link=_shown(url))


def _shown(url: str) -> str:
    if len(url) <= _LONGEST_SHOWN:
        return ascii(redacted_url(url))[1:-1]
    # A part that is cut could begin a secret, which nobody would know any more.
    return f"{ascii(redacted_url(_LAST_PART.sub('', url[:_LONGEST_SHOWN])))[1:-1]}…"
