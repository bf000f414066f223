"""A short aligned table of links, as text."""

from __future__ import annotations

from hypernav.link import Link
from hypernav.urls import origin_part, resolve

_ROWS = 50
_WIDEST_RELATION = 40
_WIDEST_TARGET = 100


def table_of(
    links: tuple[Link, ...],
    elsewhere: tuple[Link, ...] = (),
    notes: tuple[str, ...] = (),
    *,
    properties: bool = False,
) -> str:
    """Return one line a link: relation, method where one is not GET, evidence, target. Sends nothing.

    A target on the document's own origin is shown as its path. Nothing shown holds user information or the
    value of a secret-looking parameter; control characters are shown escaped.

    Args:
        links: The links of the document.
        elsewhere: Links of other resources, shown with the resource they belong to.
        notes: Remarks shown below.
        properties: Whether to add a column of what else the links say.

    >>> print(table_of((Link("item", "/a", method="DELETE"),)))
    relation  method  evidence  target
    item      DELETE  in-band   /a
    """
    methods = any(link.method != "GET" for link in links)
    header = ["relation", *(["method"] if methods else []), "evidence", "target"]
    rows = [[*header, "properties"] if properties else header]
    for link in links[:_ROWS]:
        row = [_relation(link), *([link.method] if methods else []), link.evidence, _target(link)]
        rows.append([*row, _properties(link)] if properties else row)
    lines = _aligned(rows) if links else ["no links"]
    if len(links) > _ROWS:
        lines.append(f"… {len(links) - _ROWS:,} more links")
    for link in elsewhere[:_ROWS]:
        lines.append(f"{_relation(link)} of {_clean(link.redacted_url(link.context), _WIDEST_TARGET)}: {_target(link)}")
    return "\n".join([*lines, *(_clean(note, 200) for note in notes)])


def _relation(link: Link) -> str:
    return _clean(link.redacted(link.rel), _WIDEST_RELATION) or "(none)"


def _target(link: Link) -> str:
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
