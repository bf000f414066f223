"""Addresses: resolve a reference against its document, and set and read the parameters of a URL."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote_plus, urljoin, urlsplit

# What RFC 3986, 3.4 lets stand in a query and no server takes for a separator.
_KEPT_IN_QUERIES = "$@:,*/()'!"
_KEPT_IN_NAMES = "$-_.~[]:@!*,;"


def resolve(reference: str, base: str) -> str:
    """Return the absolute URL of a reference in the document at ``base`` (RFC 3986, 5.2). Sends nothing.

    An absolute reference, a path and a query are taken byte for byte as they are, because a server may
    compare them so. What cannot be resolved comes back as it is, for the sender to refuse.

    >>> resolve("/x?page=2", "https://api.test/v1/orders?page=1")
    'https://api.test/x?page=2'
    >>> resolve("?page=2", "https://api.test/v1/orders?page=1#top")
    'https://api.test/v1/orders?page=2'
    """
    if reference.startswith(("https://", "http://")) or not base:
        return reference
    if reference.startswith("?"):
        return base.partition("#")[0].partition("?")[0] + reference
    if reference.startswith("/") and not reference.startswith(("//", "/\\")) and "/." not in reference:
        return origin_part(base) + reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def origin_part(url: str) -> str:
    """Return the scheme and authority that a URL begins with, as written, without a slash. Sends nothing.

    >>> origin_part("https://api.test:8443/v1?x=/")
    'https://api.test:8443'
    """
    start = url.find("://")
    if start < 0:
        return ""
    for position in range(start + 3, len(url)):
        if url[position] in "/?#\\":
            return url[:position]
    return url


def with_parameters(url: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return a URL with query parameters: those it has already under the same names go, the others stay. Sends nothing.

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


def path_of(url: str) -> str:
    """Return the path of a URL, ``""`` where there is none or it cannot be read. Sends nothing.

    >>> path_of("https://api.test/v1/orders?page=1")
    '/v1/orders'
    """
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def with_parameter(url: str, name: str, value: str | int) -> str:
    """Return a URL with one query parameter set, everything else byte for byte as it was. Sends nothing.

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


def parameter(url: str, name: str) -> str | None:
    """Return the decoded value of a query parameter, or None. Sends nothing.

    >>> parameter("https://acme.test/x?page=2", "page")
    '2'
    """
    return next(iter(parameter_values(url, name)), None)


def parameter_values(url: str, name: str) -> list[str]:
    """Return the decoded values of a query parameter, in order. Sends nothing.

    >>> parameter_values("https://acme.test/x?tag=a&tag=b", "tag")
    ['a', 'b']
    """
    pairs = url.partition("#")[0].partition("?")[2].split("&")
    return [unquote_plus(pair.partition("=")[2]) for pair in pairs if _name_of(pair) == name]


def is_readable(url: str) -> bool:
    """Tell whether a URL can be taken apart at all: that of a broken or deceiving host cannot. Sends nothing.

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
