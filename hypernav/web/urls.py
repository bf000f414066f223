"""Addresses: resolve a reference against its document, and set and read the parameters of a URL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit

_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*"
_ORIGIN = re.compile(rf"{_SCHEME}://[^/?#\\]*")
_BEFORE_PATH = re.compile(rf"(?:{_SCHEME}:)?(?://[^/?#]*)?")
# What stands before a colon and is no scheme is part of a path (RFC 3986, 4.2).
_COMPONENTS = re.compile(rf"(?:({_SCHEME}):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
# What RFC 3986, 3.4 lets stand in a query and no server takes for a separator.
_KEPT_IN_QUERIES = "$@:,*/()'!"
_KEPT_IN_NAMES = "$-_.~[]:@!*,;"


class Components(NamedTuple):
    """Hold the components of a URL or reference as written (RFC 3986, 3); None where one is absent, not empty.

    >>> components("//acme.test/x?")
    Components(scheme=None, authority='acme.test', path='/x', query='', fragment=None)
    """

    scheme: str | None
    authority: str | None
    path: str
    query: str | None
    fragment: str | None

    def __str__(self) -> str:
        """Return the URL again (RFC 3986, 5.3)."""
        scheme = "" if self.scheme is None else f"{self.scheme}:"
        authority = "" if self.authority is None else f"//{self.authority}"
        query = "" if self.query is None else f"?{self.query}"
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return scheme + authority + self.path + query + fragment


def components(url: str) -> Components:
    """Return the components of a URL or reference (RFC 3986, appendix B); whatever the text is, it has some."""
    match = _COMPONENTS.fullmatch(url)
    assert match is not None  # each part of the expression may be empty, and the last one takes the rest
    scheme, authority, path, query, fragment = match.groups()
    return Components(scheme, authority, path, query, fragment)


def resolve(reference: str, *, base: str) -> str:
    """Return the absolute URL of a reference in the document at ``base`` (RFC 3986, 5.2, strict).

    A reference with a scheme or a host, and each query, is taken byte for byte as it is, because a server may compare
    them so. What makes no URL is returned all the same, for the sender to refuse.

    Args:
        reference: What the document says: a URL, a path, a query, a fragment or nothing.
        base: The absolute URL of the document; ``""`` leaves the reference as it is.

    >>> resolve("/x?page=2", base="https://api.test/v1/orders?page=1")
    'https://api.test/x?page=2'
    >>> resolve("?page=2", base="https://api.test/v1/orders?page=1#top")
    'https://api.test/v1/orders?page=2'
    >>> resolve("../items?", base="https://api.test/v1/orders")
    'https://api.test/items?'
    """
    # What the references of nearly all APIs are like needs no taking apart.
    if reference.startswith(("https://", "http://")) or not base:
        return reference
    if reference.startswith("/") and not reference.startswith("//") and "/." not in reference:
        match = _BEFORE_PATH.match(base)
        return (match.group() if match is not None else "") + reference
    if reference.startswith("?"):
        return base.partition("#")[0].partition("?")[0] + reference
    return _resolved(reference.lstrip(" "), base)


def _resolved(reference: str, base: str) -> str:
    given = components(reference)
    if given.scheme is not None:
        return reference
    scheme, authority, path, query, _ = components(base)
    if given.authority is not None:
        return str(Components(scheme, given.authority, given.path, given.query, given.fragment))
    if given.path:
        path = _without_dots(given.path if given.path.startswith("/") else _merged(authority, path, given.path))
        query = given.query
    elif given.query is not None:
        query = given.query
    return str(Components(scheme, authority, path, query, given.fragment))


def _merged(authority: str | None, base_path: str, path: str) -> str:
    if authority is not None and not base_path:
        return f"/{path}"
    return base_path[: base_path.rfind("/") + 1] + path


def _without_dots(path: str) -> str:
    """Return a path without ``.`` and ``..`` segments (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")
    for position, segment in enumerate(segments):
        if segment == ".." and len(kept) > 1:
            kept.pop()
        if segment not in (".", ".."):
            kept.append(segment)
        elif position == len(segments) - 1:
            kept.append("")
    return "/".join(kept)


def origin_part(url: str) -> str:
    """Return the scheme and authority that a URL begins with, as written, without a slash.

    >>> origin_part("https://api.test:8443/v1?x=/")
    'https://api.test:8443'
    """
    match = _ORIGIN.match(url)
    return match.group() if match is not None else ""


def with_parameters(url: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return a URL with query parameters: those it has already under the same names go, the others stay.

    Whatever a server could take for a separator, a space or an escape is percent-encoded, ``+`` included.

    >>> with_parameters("/flags?env=test&limit=5", [("limit", "20"), ("filter", "tags:a+b")])
    '/flags?env=test&limit=20&filter=tags:a%2Bb'
    """
    pairs = list(parameters)
    if not pairs:
        return url
    before, mark, fragment = url.partition("#")
    base, _, query = before.partition("?")
    names = {name for name, _ in pairs}
    kept = [pair for pair in query.split("&") if pair and _name_of(pair) not in names]
    added = [f"{quote(name, safe=_KEPT_IN_QUERIES)}={quote(value, safe=_KEPT_IN_QUERIES)}" for name, value in pairs]
    return f"{base}?{'&'.join([*kept, *added])}{mark}{fragment}"


def parts_of(url: str) -> SplitResult:
    """Return the parts of a URL; one that cannot be read, such as that of a broken host, is all path.

    >>> parts_of("https://api.test/v1?a=1").netloc, parts_of("https://[api.test").path
    ('api.test', 'https://[api.test')
    """
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def path_of(url: str) -> str:
    """Return the path of a URL, ``""`` where there is none or it cannot be read.

    >>> path_of("https://api.test/v1/orders?page=1")
    '/v1/orders'
    """
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def with_parameter(url: str, name: str, value: str | int) -> str:
    """Return a URL with one query parameter set, everything else byte for byte as it was.

    The fragment goes, since it is never sent (RFC 9110, 4.2.5).

    >>> with_parameter("https://acme.test/x?q=a%2Bb&page=1&sort=-id", "page", 2)
    'https://acme.test/x?q=a%2Bb&page=2&sort=-id'
    """
    before, _, query = url.partition("#")[0].partition("?")
    pair = f"{quote(name, safe=_KEPT_IN_NAMES)}={quote(str(value), safe='')}"
    pairs: list[str] = []
    placed = False
    for old in query.split("&") if query else ():
        if _name_of(old) != name:
            pairs.append(old)
        elif not placed:
            pairs.append(pair)
            placed = True
    return before + "?" + "&".join(pairs if placed else [*pairs, pair])


def without_parameters(url: str, unwanted: Callable[[str, str], bool]) -> str:
    """Return a URL without those query parameters whose decoded name and value are unwanted, otherwise as it was.

    >>> without_parameters("/x?page=2&q=a%2Bb#top", lambda name, value: name == "page")
    '/x?q=a%2Bb#top'
    """
    before, mark, fragment = url.partition("#")
    base, _, query = before.partition("?")
    pairs = query.split("&")
    kept = [pair for pair in pairs if not unwanted(_name_of(pair), unquote_plus(pair.partition("=")[2]))]
    if len(kept) == len(pairs):
        return url
    return f"{base}{'?' * bool(kept)}{'&'.join(kept)}{mark}{fragment}"


def below(url: str, path: str) -> str:
    """Return the URL of what stands below another one; the query stays, the fragment goes.

    >>> below("https://acme.test/x/?q=1", "/search")
    'https://acme.test/x/search?q=1'
    """
    base, mark, query = url.partition("#")[0].partition("?")
    return base.rstrip("/") + path + mark + query


def in_order(url: str) -> str:
    """Return a URL to compare it by: without its fragment, its query parameters in an order of their own.

    >>> in_order("/x?b=2&a=1#top") == in_order("/x?a=1&b=2")
    True
    """
    before, _, query = url.partition("#")[0].partition("?")
    return f"{before}?{'&'.join(sorted(query.split('&')))}" if "&" in query else f"{before}?{query}"


def parameter(url: str, name: str) -> str | None:
    """Return the decoded value of a query parameter, or None.

    >>> parameter("https://acme.test/x?page=2", "page")
    '2'
    """
    return next(iter(parameter_values(url, name)), None)


def parameter_values(url: str, name: str) -> list[str]:
    """Return the decoded values of a query parameter, in order.

    >>> parameter_values("https://acme.test/x?tag=a&tag=b", "tag")
    ['a', 'b']
    """
    pairs = url.partition("#")[0].partition("?")[2].split("&")
    return [unquote_plus(pair.partition("=")[2]) for pair in pairs if _name_of(pair) == name]


def is_readable(url: str) -> bool:
    """Tell whether a URL can be taken apart at all: that of a broken or deceiving host cannot.

    >>> is_readable("https://api.test/v1"), is_readable("https://[api.test/v1")
    (True, False)
    """
    if url.isascii() and "[" not in url and "]" not in url:
        return True
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _name_of(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])
