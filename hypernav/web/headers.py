"""Header fields of one message: names without case, several values a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Never


def media_type_of(value: str) -> str:
    """Return the media type that a Content-Type states, in lower case and without parameters (RFC 9110, 8.3).

    Of several, which proxies make of a header that was set twice, the first counts.

    >>> media_type_of("application/JSON, application/json; charset=utf-8")
    'application/json'
    """
    return value.partition(";")[0].partition(",")[0].strip().lower()


def overlaid(below: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Return header fields with others in the place of those of the same name, whatever its case.

    >>> overlaid({"Accept": "*/*", "X-A": "1"}, {"accept": "text/csv"})
    {'X-A': '1', 'accept': 'text/csv'}
    """
    named = {name.lower() for name in above}
    return {**{name: value for name, value in below.items() if name.lower() not in named}, **above}


class Headers(Mapping[str, str]):
    """Hold the header fields of one message, immutable, in their order. Sends nothing.

    Names compare without case (RFC 9110, 5.1). Several fields of one name are read as one value joined
    with commas (RFC 9110, 5.3); ``get_all`` keeps them apart, as ``Set-Cookie`` needs.

    Args:
        pairs: Names and values in the order of the message, or a mapping.

    >>> headers = Headers([("Link", "</b>; rel=next"), ("link", "</a>; rel=prev")])
    >>> headers["LINK"]
    '</b>; rel=next, </a>; rel=prev'
    >>> headers.get_all("Link")
    ['</b>; rel=next', '</a>; rel=prev']
    """

    __slots__ = ("_index", "_pairs")
    _pairs: tuple[tuple[str, str], ...]
    _index: dict[str, list[str]]

    def __init__(self, pairs: Iterable[tuple[str, str]] | Mapping[str, str] = ()) -> None:
        """Keep the pairs."""
        given = pairs.items() if isinstance(pairs, Mapping) else pairs
        kept = tuple((name, value) for name, value in given)
        index: dict[str, list[str]] = {}
        for name, value in kept:
            index.setdefault(name.lower(), []).append(value)
        object.__setattr__(self, "_pairs", kept)
        object.__setattr__(self, "_index", index)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every field as it came, in order."""
        return self._pairs

    def get_all(self, name: str) -> list[str]:
        """Return the values of every field of that name, in order; none is an empty list."""
        return list(self._index.get(name.lower(), ()))

    def __getitem__(self, name: str) -> str:
        values = self._index[name.lower()]
        return values[0] if len(values) == 1 else ", ".join(values)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._index

    def __iter__(self) -> Iterator[str]:
        seen: set[str] = set()
        for name, _ in self._pairs:
            if name.lower() not in seen:
                seen.add(name.lower())
                yield name

    def __len__(self) -> int:
        return len(self._index)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._index == other._index

    def __hash__(self) -> int:
        return hash(tuple((name, tuple(values)) for name, values in sorted(self._index.items())))

    def __repr__(self) -> str:
        """Show the names only: values may be credentials."""
        return f"<Headers {', '.join(self) or 'none'}>"

    def __setattr__(self, name: str, value: Any) -> Never:
        raise AttributeError("Headers cannot be changed.")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError("Headers cannot be changed.")

    def __reduce__(self) -> tuple[Any, ...]:
        return Headers, (self._pairs,)


def cookie_names(headers: Headers) -> list[str]:
    """Return the names of the cookies that an answer sets (RFC 6265, 4.1), each once.

    >>> cookie_names(Headers([("Set-Cookie", "sid=1; Path=/"), ("Set-Cookie", "lang=en")]))
    ['sid', 'lang']
    """
    names = (value.partition(";")[0].partition("=")[0].strip() for value in headers.get_all("Set-Cookie"))
    return list(dict.fromkeys(name[:_LONGEST_NAME] for name in names if name.isprintable() and name))


_LONGEST_NAME = 60
