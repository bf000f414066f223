"""Render a view as one self-contained block of HTML, bounded by construction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hypernav.display.element import Content, Markup, element, link, style
from hypernav.display.neutral import Cell, cut
from hypernav.display.values import counted
from hypernav.display.view import Code, Fields, Lines, MembersTable, RelationsTable, Section, View, Writes
from hypernav.options import Options

LEAST_BYTES = 6_000
"""A smaller bound than this is read as this: the frame of a display needs the room."""

_LONGEST = 400
_HEADING = 300
_SHORTEST = 100
_NOTE_BYTES = 120
_TABLE_BYTES = 60
_MOST_SECTIONS = 20
_MOST_ROWS = 12

Gate = Callable[[str], str]


def render_html(view: View, options: Options) -> str:
    """Return a view as HTML of at most ``options.html_bytes`` bytes (at least 6,000).

    What does not fit is left out row by row, and each place where that happens says how much is missing.

    >>> html = render_html(View(("acme", "GET <b>")), Options())
    >>> "&lt;b&gt;" in html, "<script" in html
    (True, False)
    """
    gate = _gate(max(_LONGEST, options.string_length + 60))
    head = [style(), *_heading(view, gate)]
    room = max(LEAST_BYTES, options.html_bytes) - _sizes(head) - 2 * _NOTE_BYTES
    sections = view.sections[:_MOST_SECTIONS]
    if view.kind == "error":
        return element("div", *head, *_details(sections, gate, room), class_="hypernav mathjax_ignore").markup
    shown: list[Markup] = []
    for place, section in enumerate(sections):
        node = _section(section, gate, room // (len(sections) - place))
        if node is not None:
            shown.append(node)
            room -= node.size
    missing = len(view.sections) - len(shown)
    tail = [element("p", _not_shown(missing, "section"))] if missing else []
    return element("div", *head, *shown, *tail, class_="hypernav mathjax_ignore").markup


def _gate(length: int) -> Gate:
    return lambda text: cut(text, length)


def _sizes(nodes: Iterable[Markup]) -> int:
    return sum(node.size for node in nodes)


def _not_shown(count: int, noun: str) -> str:
    return f"… {counted(count, f'more {noun}')} not shown"


def _heading(view: View, gate: Gate) -> list[Markup]:
    text = " · ".join(map(gate, view.heading))
    return [element("p", cut(text, _HEADING), class_="hn-head")] if text else []


def _details(sections: Sequence[Section], gate: Gate, room: int) -> list[Markup]:
    """Return the sections of an error as one table, a row each."""
    rows = (
        [element("th", cut(section.title, _SHORTEST), scope="row"), element("td", *_plain(section, gate))]
        for section in sections
    )
    return _table("what is known", ["about", "detail"], (), rows, (len(sections), "detail"), room) if sections else []


def _plain(section: Section, gate: Gate) -> list[Markup]:
    lines = [section.note] if section.note else []
    lines += section.body.rows if isinstance(section.body, Code | Lines | Writes) else ()
    return [element("div", gate(line)) for line in lines]


def _section(section: Section, gate: Gate, room: int) -> Markup | None:
    title, note = cut(section.title, _SHORTEST), cut(section.note, 2 * _SHORTEST)
    left = room - _framed(title, note, ()).size
    full = _framed(title, note, _body(section, gate, left))
    if full.size <= room:
        return full
    least = _framed(title, note, [element("p", "… not shown: too large")])
    return least if least.size <= room else None


def _framed(title: str, note: str, body: Sequence[Markup]) -> Markup:
    if not title:
        return element("div", *body, *([element("p", note)] if note else []))
    label: list[Content] = [element("b", title)]
    if note:
        label += [" ", element("span", note)]
    return element("details", element("summary", *label), *body, open_=True)


def _body(section: Section, gate: Gate, room: int) -> list[Markup]:
    body = section.body
    if isinstance(body, RelationsTable):
        return _relations(body, gate, room)
    if isinstance(body, Fields):
        return _fields(body, gate, room)
    if isinstance(body, MembersTable):
        return _members(body, gate, room)
    if isinstance(body, Writes):
        return _list([[element("code", gate(row))] for row in body.rows], "expression", room, "hn-row")
    if isinstance(body, Code):
        return _list([[element("code", gate(row))] for row in body.rows], "line", room)
    return _list([[gate(row)] for row in body.rows], "line", room)


def _relations(body: RelationsTable, gate: Gate, room: int) -> list[Markup]:
    titled = any(row.title for row in body.rows)
    marked = any(row.marks for row in body.rows)
    heads = ["evidence", "expression", *(["title"] if titled else []), "leads to", *(["remarks"] if marked else [])]

    def cells() -> Iterable[list[Markup]]:
        for row in body.rows:
            yield [
                element("td", gate(row.evidence)),
                element("td", element("code", gate(row.expression))),
                *([element("td", gate(row.title))] if titled else []),
                element("td", _target(row.target, gate)),
                *([element("td", gate(", ".join(row.marks)))] if marked else []),
            ]

    caption = f"{counted(len(body.rows), 'relation')}, by evidence"
    return _table(caption, heads, (), cells(), (len(body.rows), "relation"), room, fold=True)


def _target(target: str, gate: Gate) -> Content:
    shown = link(target)
    return shown if isinstance(shown, Markup) else gate(shown)


def _fields(body: Fields, gate: Gate, room: int) -> list[Markup]:
    total = max(body.total, len(body.rows))
    rows = ([element("th", gate(name), scope="row"), element("td", gate(value))] for name, value in body.rows)
    return _table(
        counted(total, "field"), ["field", "value"], (), rows, (total, "field"), room, fold=True, hint=body.hint
    )


def _members(body: MembersTable, gate: Gate, room: int) -> list[Markup]:
    footer = [element("p", gate(body.footer))] if body.footer else []
    if not body.rows or not body.columns:
        return footer
    room -= _sizes(footer)
    columns = _fitting(body.columns, gate, room // 4)
    kinds = ["hn-n" if numeric else "" for numeric in body.numeric[:columns]] + [""] * columns
    rows = (
        [element("td", gate(str(cell)), class_=kind) for cell, kind in zip(row[:columns], kinds, strict=False)]
        for row in body.rows
    )
    hidden = len(body.columns) - columns
    caption = counted(len(body.rows), "row") + (f" · {_not_shown(hidden, 'column')}" if hidden else "")
    table = _table(
        caption, [gate(str(name)) for name in body.columns[:columns]], kinds, rows, (len(body.rows), "row"), room
    )
    return [*table, *footer]


def _fitting(columns: Sequence[Cell], gate: Gate, room: int) -> int:
    """Return how many columns' heads fit into the room."""
    for place, column in enumerate(columns):
        room -= element("th", gate(str(column)), scope="col", class_="hn-n").size
        if room < 0:
            return place
    return len(columns)


def _table(
    caption: str,
    heads: Sequence[str],
    kinds: Sequence[str],
    rows: Iterable[Sequence[Markup]],
    count: tuple[int, str],
    room: int,
    *,
    fold: bool = False,
    hint: str = "",
) -> list[Markup]:
    """Return a table of as many rows as fit, and a line on those that do not; ``fold`` closes all but the first."""
    classes = [*kinds, *([""] * len(heads))]
    row = element(
        "tr", *(element("th", head, scope="col", class_=kind) for head, kind in zip(heads, classes, strict=False))
    )
    top = [element("caption", caption), element("thead", row)]
    room -= 2 * (_sizes(top) + _TABLE_BYTES) + _NOTE_BYTES if fold else _sizes(top) + _TABLE_BYTES
    room -= _sizes(_rest(count[0], count[1], hint))
    shown = _that_fit((element("tr", *cells) for cells in rows), room)
    first, more = (shown[:_MOST_ROWS], shown[_MOST_ROWS:]) if fold else (shown, [])
    tables = [element("table", *top, element("tbody", *first))]
    if more:
        folded = element("table", *top, element("tbody", *more))
        tables.append(element("details", element("summary", counted(len(more), f"more {count[1]}")), folded))
    return [*tables, *_rest(count[0] - len(shown), count[1], hint)]


def _list(items: Sequence[Sequence[Content]], noun: str, room: int, class_: str = "") -> list[Markup]:
    room -= _sizes(_rest(len(items), noun, "")) + _TABLE_BYTES
    shown = _that_fit((element("li", *content) for content in items), room)
    return [element("ul", *shown, class_=class_), *_rest(len(items) - len(shown), noun, "")]


def _that_fit(nodes: Iterable[Markup], room: int) -> list[Markup]:
    shown: list[Markup] = []
    for node in nodes:
        room -= node.size
        if room < 0:
            break
        shown.append(node)
    return shown


def _rest(count: int, noun: str, hint: str) -> list[Markup]:
    if count <= 0:
        return []
    note = _not_shown(count, noun) + (f" · {cut(hint, _SHORTEST)} shows all" if hint else "")
    return [element("p", note)]
