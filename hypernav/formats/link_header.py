"""The ``Link`` header (RFC 8288), read by hand in one pass: nothing is scanned twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from hypernav.documents.document import Document
from hypernav.documents.link import Link
from hypernav.formats.base import Format
from hypernav.web.urls import resolve

MAX_CHARACTERS = 65_536
"""Characters read of all Link header fields of a response; more are left out, with a note."""
# Possessive, so that nothing is tried twice.
_QUOTED = r'"((?:[^"\\]++|\\.|\\\Z)*+)"?'
_PARAMETER = re.compile(rf'([^ \t=;,"]*+)[ \t]*+(?:=[ \t]*+(?:{_QUOTED}|([^;,]*+))|{_QUOTED})?', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN_LINKS = re.compile(r"[ \t,]*+")
_BETWEEN_PARAMETERS = re.compile(r"[ \t;]*+")


class HeaderLink(NamedTuple):
    """One link-value: its target and its parameters, the first of each name, in order."""

    target: str
    parameters: dict[str, str]


class LinkHeader(Format):
    r"""Read the Link header fields of a response, whatever its body is.

    Several relations in one value are several links; ``rev`` is ignored. A link with an ``anchor`` that is
    another resource than the response's URL is no link of this document: ``links.elsewhere`` keeps it.

    >>> from hypernav.formats import read
    >>> header = '<?page=2>; rel="next", </doc>; rel=help; title*=UTF-8\'\'%E2%82%AC'
    >>> links = read("https://a.test/x", 200, {"Link": header}, []).links
    >>> links["next"][0].url, links["help"][0].title
    ('https://a.test/x?page=2', '€')
    """

    name = "link header"

    def links(self, document: Document) -> Iterator[Link]:
        """Yield the links whose context is the response's URL."""
        for link, context in self._read(document):
            if context == document.url:
                yield link

    def elsewhere(self, document: Document) -> Iterator[Link]:
        """Yield the links of other resources, their targets made absolute, their context being the anchor."""
        if not any("anchor" in value.lower() for value in document.headers.get_all("link")):
            return
        for link, context in self._read(document):
            if context != document.url:
                yield Link(link.rel, link.url, context, link.attributes, source=self.name)

    def notes(self, document: Document) -> Iterable[str]:
        """Say that the header was too long to be read."""
        size = sum(map(len, document.headers.get_all("link")))
        if size > MAX_CHARACTERS:
            return (f"Link header of {size:,} characters not read (limit {MAX_CHARACTERS:,}).",)
        return ()

    def _read(self, document: Document) -> Iterator[tuple[Link, str]]:
        for target, parameters in parse_link_header(document.headers.get_all("link")):
            anchor = parameters.get("anchor")
            context = document.url if anchor is None else resolve(anchor, base=document.url)
            for rel in dict.fromkeys(parameters.get("rel", "").split()):
                relation = rel if ":" in rel else rel.lower()
                yield Link(relation, target, document.url, parameters, source=self.name), context


def parse_link_header(values: Iterable[str]) -> list[HeaderLink]:
    r"""Return the link-values of one or several Link header fields, in order.

    Malformed parts are skipped as RFC 8288, appendix B, does. Fields over 64 KiB together yield nothing.

    >>> parse_link_header(['</a,b>; rel="next"; title="x, \\"y\\"; z", <c>;rel=prev'])[0].parameters["title"]
    'x, "y"; z'
    """
    fields = list(values)
    if sum(map(len, fields)) > MAX_CHARACTERS:
        return []
    return [link for field in fields for link in Scanner(field).links()]


class Scanner:
    """Read one header field from left to right; ``steps`` counts the work, for tests to hold it to the length."""

    __slots__ = ("_position", "_text", "steps")

    def __init__(self, text: str) -> None:
        """Begin at the start of a field."""
        self._text = text
        self._position = 0
        self.steps = 0

    def links(self) -> Iterator[HeaderLink]:
        """Yield the link-values of the field."""
        while self._position < len(self._text):
            self._match(_BETWEEN_LINKS)
            if self._peek() == "<":
                closing = self._find(">")
                if closing < 0:
                    return
                target = self._text[self._position + 1 : closing].strip()
                self._position = closing + 1
                yield HeaderLink(target, _decoded(dict(self._parameters())))
            else:
                for _ in self._parameters():
                    pass

    def _parameters(self) -> Iterator[tuple[str, str]]:
        """Yield name and value up to the comma that ends the link-value; the first of a name wins.

        A quoted-string (RFC 9110, 5.6.4) that does not end takes the rest of the field; one without a name is skipped.
        """
        seen: set[str] = set()
        while self._position < len(self._text):
            self._match(_BETWEEN_PARAMETERS)
            if self._peek() == ",":
                return
            name, quoted, plain, _ = self._match(_PARAMETER).groups("")
            name = name.lower()
            if name and name not in seen:
                seen.add(name)
                yield name, _ESCAPED.sub(r"\1", quoted) or plain.rstrip()

    def _match(self, part: re.Pattern[str]) -> re.Match[str]:
        found = part.match(self._text, self._position)
        assert found is not None  # each part may be empty
        self.steps += found.end() - self._position + 1
        self._position = found.end()
        return found

    def _find(self, character: str) -> int:
        found = self._text.find(character, self._position)
        self.steps += (len(self._text) if found < 0 else found) - self._position + 1
        return found

    def _peek(self) -> str:
        self.steps += 1
        return self._text[self._position : self._position + 1]


def _decoded(parameters: dict[str, str]) -> dict[str, str]:
    """Return the parameters with ``title*`` (RFC 8187) in place of ``title`` where it can be decoded."""
    extended = {name: text for name, value in parameters.items() if name.endswith("*") and (text := _extended(value))}
    return {**parameters, **{name[:-1]: text for name, text in extended.items()}} if extended else parameters


def _extended(value: str) -> str:
    charset, quote, rest = value.partition("'")
    _, second, text = rest.partition("'")
    if not (quote and second) or charset.strip().lower() not in ("utf-8", "iso-8859-1"):
        return ""
    try:
        return unquote_to_bytes(text).decode(charset.strip())
    except UnicodeDecodeError:
        return ""
