"""A short aligned table of links, as text."""

from __future__ import annotations

from hypernav.documents.link import Link
from hypernav.web.urls import origin_part, resolve

ROWS = 50
"""Links shown at the most."""
_WIDEST_RELATION = 40
_WIDEST_TARGET = 100
_WIDEST_NOTE = 200


def links_text(links: tuple[Link, ...], *, properties: bool = False) -> str:
    """Return one line a link: relation, method where one is not GET, evidence, target.

    A target on the document's own origin is shown as its path. Nothing shown holds user information or the
    value of a secret-looking parameter; control characters are shown escaped.

    Args:
        links: The links of the document.
        properties: Whether to add a column of what else the links say.

    >>> print(links_text((Link("item", "/a", method="DELETE"),)))
    relation  method  evidence  target
    item      DELETE  in-band   /a
    """
    methods = any(link.method != "GET" for link in links)
    header = ["relation", *(["method"] if methods else []), "evidence", "target"]
    rows = [[*header, "properties"] if properties else header]
    for link in links[:ROWS]:
        row = [_relation(link), *([link.method] if methods else []), link.evidence, target_of(link)]
        rows.append([*row, _properties(link)] if properties else row)
    lines = _aligned(rows) if links else ["no links"]
    if len(links) > ROWS:
        lines.append(f"… {len(links) - ROWS:,} more links")
    return "\n".join(lines)


def elsewhere_of(links: tuple[Link, ...]) -> tuple[str, ...]:
    """Return links of other resources, a line each, with the resource that they belong to.

    >>> elsewhere_of((Link("up", "/a/", context="https://api.test/a/b"),))
    ('up of https://api.test/a/b: /a/',)
    """
    return tuple(
        f"{_relation(link)} of {_clean(link.redacted_url(link.context), _WIDEST_TARGET)}: {target_of(link)}"
        for link in links[:ROWS]
    )


def note_of(note: str) -> str:
    r"""Return a remark as it is shown: cut, and harmless to a terminal.

    >>> print(note_of("cut\x1b"))
    cut\x1b
    """
    return _clean(note, _WIDEST_NOTE)


def _relation(link: Link) -> str:
    return _clean(link.redacted(link.rel), _WIDEST_RELATION) or "(none)"


def target_of(link: Link) -> str:
    """Return where a link leads, as it may be shown: a path, or a URL where it is another origin.

    >>> target_of(Link("next", "?page=2", context="https://api.test/orders"))
    '/orders?page=2'
    """
    context = link.context
    target = link.href if "{" in link.href else resolve(link.href, base=context)
    origin = origin_part(context)
    if origin and target.startswith(origin + "/"):
        target = target[len(origin) :]
    return _clean(link.redacted_url(target), _WIDEST_TARGET)


def _properties(link: Link) -> str:
    given = [
        f"{_clean(link.redacted(str(key)), 20)}={_clean(link.redacted(repr(value)), 40)}"
        for key, value in link.attributes.items()
        if key not in ("href", "rel", "method") and isinstance(value, str | int)
    ]
    return " ".join(given[:6])


def _clean(text: str, width: int) -> str:
    shown = text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[: width + 1])
    return shown if len(shown) <= width else f"{shown[: width - 1]}…"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
