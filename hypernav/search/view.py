"""What a person sees of a search: what was asked, and the first page of what answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hypernav import looking, members
from hypernav.display.errors import error_view
from hypernav.display.look import MembersFacts, look_view
from hypernav.display.mimebundle import bundle as bundle_of
from hypernav.display.neutral import cut
from hypernav.display.text import render_text
from hypernav.display.view import Lines, Section, View
from hypernav.errors import HypernavError
from hypernav.search.expression import Every, Expression, Some
from hypernav.web.redaction import BODY_LEVELS, Redactor, argument

if TYPE_CHECKING:
    from hypernav.search.search import Search

_BODY_LENGTH = 500
_NOTHING: frozenset[str] = frozenset()


def text(search: Search) -> str:
    """Return the first page of a search that was read, as text. Sends nothing."""
    return render_text(page(search), search._place._connection.options)


def bundle(
    search: Search, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
) -> dict[str, str]:
    """Ask, and return the first page as text and HTML. **Sends** one request unless loaded.

    An error becomes a page of its own.
    """
    try:
        looking.visit(search._read().first)
        shown = page(search)
    except HypernavError as error:
        shown = error_view(error, search._place._connection.client.redact.in_data)
    return bundle_of(shown, search._place._connection.options, include, exclude)


def page(search: Search) -> View:
    """Return the first page of a search as a view: what was asked, and the members. **Sends** unless loaded."""
    answers = search._read()
    document = looking.look(answers.first).document
    connection = search._place._connection
    shown, phrase = answers.records(None, most=search._query.limit)
    redact = connection.client.redact
    url = urlsplit(redact.url(document.url))
    columns = members.columns_of(search._place, document.url) or members.columns_of(search._place, search._place.url)
    method = answers.first._own.method if answers.first._own else "GET"
    asked = look_view(
        api=connection.name,
        method=method,
        path=(url.path or "/") + (f"?{url.query}" if url.query else ""),
        status=document.status,
        sandbox=connection.sandbox,
        relations=(),
        data={},
        members=MembersFacts(
            records=[redact.data(record) for record in shown],
            columns=columns,
        ),
        writes=(),
        notes=(*answers.plan.notes, *answers.notices),
        epoch_milliseconds=connection.profile.epoch_milliseconds if connection.profile else _NOTHING,
        options=connection.options,
    )
    question = Section("Search", body=Lines(tuple(_question(search, redact))))
    rest = (
        replace(section, note=phrase) if section.title == "Members" else section
        for section in asked.sections
        if section.title not in ("Relations", "Data")
    )
    return View(asked.heading, (question, *rest))


def _question(search: Search, redact: Redactor) -> list[str]:
    sent = [redact.data(each.body, levels=BODY_LEVELS) for each in search.requests() if each.body is not None]
    bodies = [redact(json.dumps(body, ensure_ascii=False)) for body in sent]
    expression = search._read().asked
    first = [*_lines(expression), *asked(search)[1:]] if expression is not None else asked(search)
    return [*(map(redact, first) if first else ["everything"]), *(f"body {cut(body, _BODY_LENGTH)}" for body in bodies)]


def _lines(expression: Expression) -> list[str]:
    """Return an expression with each of its parts on a line of its own."""
    if not isinstance(expression, Every | Some):
        return [repr(expression)]
    sign = "&" if isinstance(expression, Every) else "|"
    parts = [f"({part!r})" if isinstance(part, Every | Some) else repr(part) for part in expression.parts]
    return [parts[0], *(f"{sign} {part}" for part in parts[1:])]


def asked(search: Search) -> list[str]:
    """Return what a search asks for, a phrase each, the expression first. Sends nothing."""
    query = search._query
    answers = search._answers
    expression = answers.asked if answers is not None else query.expression
    parameters = answers.parameters if answers is not None else {**query.values, **query.parameters}
    parts = [
        repr(expression) if expression is not None else "",
        *(argument(name, value) for name, value in parameters.items()),
        *_asked_here(search),
        f"sort {', '.join(map(str, query.sort))}" if query.sort else "",
        f"limit {query.limit}" if query.limit is not None else "",
        f"page size {query.page_size}" if query.page_size is not None else "",
        f"fields {', '.join(map(str, query.fields))}" if query.fields else "",
        f"expand {', '.join(map(str, query.expand))}" if query.expand else "",
        f"text {query.text!r}" if query.text else "",
    ]
    return [part for part in parts if part]


def _asked_here(search: Search) -> list[str]:
    if search._answers is None:
        return [f"filtered here where the server cannot: {part!r}" for part in search._optional]
    return [f"filtered here: {search._answers.local!r}"] if search._answers.local is not None else []
