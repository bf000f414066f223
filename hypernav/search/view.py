"""What a person sees of a search: what was asked, and the first page of what answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from hypernav.display.errors import error_view
from hypernav.display.look import MembersFacts, look_view
from hypernav.display.mimebundle import bundle as bundle_of
from hypernav.display.neutral import cut
from hypernav.display.text import render_text
from hypernav.display.view import Lines, Section, View
from hypernav.errors import HypernavError
from hypernav.navigation.expected import likely_url
from hypernav.navigation.lists.records import columns_of
from hypernav.navigation.loading import read_for_display
from hypernav.navigation.node import embedded_state
from hypernav.navigation.resolving import read, url_of
from hypernav.search.answers import Answers
from hypernav.search.expression import Every, Expression, Some
from hypernav.search.query import Query
from hypernav.search.requests import address_of
from hypernav.web.redaction import BODY_LEVELS, argument
from hypernav.web.urls import parts_of

_BODY_LENGTH = 500


def text(answers: Answers, query: Query) -> str:
    """Return the first page of a search that was read, as text."""
    return render_text(page(answers, query), answers.node.session.options)


def bundle(
    answers: Answers, query: Query, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
) -> dict[str, str]:
    """Ask, and return the first page as text and HTML. **Sends** one request unless loaded.

    An error becomes a page of its own.
    """
    try:
        read_for_display(answers.first)
        shown = page(answers, query)
    except HypernavError as error:
        shown = error_view(error, answers.node.session.client.redact.in_data)
    return bundle_of(shown, answers.node.session.options, include, exclude)


def page(answers: Answers, query: Query) -> View:
    """Return the first page of a search as a view: what was asked, and the members. **Sends** unless loaded."""
    first, session = answers.first, answers.node.session
    document = read(first).document
    shown, phrase = answers.records(None, most=query.limit)
    redact = session.client.redact
    url = parts_of(redact.url(document.url))
    own = embedded_state(first)
    view = look_view(
        api=session.name,
        method=own.method if own else "GET",
        path=(url.path or "/") + (f"?{url.query}" if url.query else ""),
        status=document.status,
        sandbox=session.sandbox,
        relations=(),
        data={},
        members=MembersFacts(
            records=[redact.data(record) for record in shown],
            columns=columns_of(answers.node, document.url) or columns_of(answers.node, url_of(answers.node)),
        ),
        writes=(),
        notes=(*answers.plan.notes, *answers.notices, *map(str, answers.judgement.effect.contradicted)),
        epoch_milliseconds=session.profile.epoch_milliseconds,
        options=session.options,
    )
    question = Section("Search", body=Lines(tuple(_question(answers, query))))
    rest = (
        replace(section, note=phrase) if section.title == "Members" else section
        for section in view.sections
        if section.title not in ("Relations", "Data")
    )
    return View(view.heading, (question, *rest))


def _question(answers: Answers, query: Query) -> list[str]:
    requests = answers.requests(likely_url(answers.node) or address_of(answers.node))
    redact = answers.node.session.client.redact
    sent = [redact.data(each.body, levels=BODY_LEVELS) for each in requests if each.body is not None]
    bodies = [redact(json.dumps(body, ensure_ascii=False)) for body in sent]
    said = asked(query, (), answers)
    first = [*_lines(answers.asked), *said[1:]] if answers.asked is not None else said
    return [*(map(redact, first) if first else ["everything"]), *(f"body {cut(body, _BODY_LENGTH)}" for body in bodies)]


def _lines(expression: Expression) -> list[str]:
    """Return an expression with each of its parts on a line of its own."""
    if not isinstance(expression, Every | Some):
        return [repr(expression)]
    sign = "&" if isinstance(expression, Every) else "|"
    parts = [f"({part!r})" if isinstance(part, Every | Some) else repr(part) for part in expression.parts]
    return [parts[0], *(f"{sign} {part}" for part in parts[1:])]


def asked(query: Query, optional: tuple[Expression, ...], answers: Answers | None = None) -> list[str]:
    """Return what a search asks for, a phrase each, the expression first.

    Args:
        query: What is asked for.
        optional: Conditions that are filtered here where the server cannot say them.
        answers: What answers, once it is settled who filters what.
    """
    expression = answers.asked if answers is not None else query.expression
    parameters = () if answers is not None else query.values
    further = answers.parameters if answers is not None else query.parameters
    parts = [
        repr(expression) if expression is not None else "",
        *(argument(name, value) for name, value in (*parameters, *further.items())),
        *_asked_here(optional, answers),
        f"sort {', '.join(map(str, query.sort))}" if query.sort else "",
        f"limit {query.limit}" if query.limit is not None else "",
        f"page size {query.page_size}" if query.page_size is not None else "",
        f"fields {', '.join(map(str, query.fields))}" if query.fields else "",
        f"expand {', '.join(map(str, query.expand))}" if query.expand else "",
        f"text {query.text!r}" if query.text else "",
    ]
    return [part for part in parts if part]


def _asked_here(optional: tuple[Expression, ...], answers: Answers | None) -> list[str]:
    if answers is None:
        return [f"filtered here where the server cannot: {part!r}" for part in optional]
    return [f"filtered here: {answers.local!r}"] if answers.local is not None else []
