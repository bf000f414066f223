"""Build HTML: the one gate through which text enters a display, always escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from hypernav.display.style import STYLE
from hypernav.visible import neutral
from hypernav.web.urls import parts_of

_TAGS: Final = frozenset(
    {"b", "caption", "code", "details", "div", "li", "p", "span", "summary", "table", "tbody", "td", "th", "thead"}
    | {"tr", "ul"}
)
_CLASS = re.compile(r"[a-z][a-z_ -]*")
_SCOPES: Final = frozenset({"", "col", "row"})
_URL = re.compile(r"https?://[A-Za-z0-9._~:\[\]-]+([/?#][A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]*)?")
_LONGEST_URL = 2_000


class Markup:
    """Hold finished HTML. Made only by the functions of this module, which escape all text.

    >>> element("b", "<script>").markup
    '<b>&lt;script&gt;</b>'
    """

    __slots__ = ("markup", "size")

    def __init__(self, parts: Iterable[str]) -> None:
        """Join markup made in this module; elsewhere use :func:`element`."""
        self.markup = "".join(parts)
        """The HTML."""
        self.size = len(self.markup.encode())
        """Its length in bytes."""


Content = str | Markup


def element(tag: str, *children: Content, class_: str = "", scope: str = "", open_: bool = False) -> Markup:
    """Return an element; a child that is a string is text, and escaped.

    Raises:
        ValueError: The element or an attribute is not one of the few that displays use.

    >>> element("td", "a & b", class_="hn-n").markup
    '<td class="hn-n">a &amp; b</td>'
    """
    if tag not in _TAGS or scope not in _SCOPES or (class_ and not _CLASS.fullmatch(class_)):
        raise ValueError(f"Displays have no element {tag!r} with class {class_!r} and scope {scope!r}.")
    attributes = (
        f' class="{class_}"' if class_ else "",
        f' scope="{scope}"' if scope else "",
        " open" if open_ else "",
    )
    return Markup((f"<{tag}{''.join(attributes)}>", *map(_markup, children), f"</{tag}>"))


def link(url: str) -> Content:
    """Return an anchor to an absolute http or https URL, or the text where it is not one.

    >>> link("javascript:alert(1)")
    'javascript:alert(1)'
    >>> link("https://acme.test/?a=1&b=2").markup
    '<a href="https://acme.test/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">https://acme.test/?a=1&amp;b=2</a>'
    """
    if not _is_plain_url(url):
        return url
    address = html.escape(url, quote=True)
    return Markup((f'<a href="{address}" rel="noopener noreferrer" target="_blank">{address}</a>',))


def style() -> Markup:
    """Return the style sheet of displays, which is constant.

    >>> style().size < 2_000
    True
    """
    return Markup((f"<style>{STYLE}</style>",))


def _markup(child: Content) -> str:
    return child.markup if isinstance(child, Markup) else html.escape(neutral(child), quote=True)


def _is_plain_url(url: str) -> bool:
    if len(url) > _LONGEST_URL or not _URL.fullmatch(url):
        return False
    try:
        parts = parts_of(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
