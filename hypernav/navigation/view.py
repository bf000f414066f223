"""What a person sees of a place: one line, a page of text, a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypernav.display.errors import error_view
from hypernav.display.look import MembersFacts, expression, look_view
from hypernav.display.mimebundle import bundle as bundle_of
from hypernav.display.text import render_text
from hypernav.display.view import RelationRow, View
from hypernav.documents.document import Document
from hypernav.documents.link import Link
from hypernav.documents.representations import followed
from hypernav.errors import HypernavError, TemplateError
from hypernav.navigation.lists.collection import pages
from hypernav.navigation.lists.records import columns_of, phrase
from hypernav.navigation.loading import read_for_display
from hypernav.navigation.naming import expression_of, own_url, where
from hypernav.navigation.node import Node
from hypernav.navigation.relations import Relation, Relations
from hypernav.navigation.resolving import known, relations_of
from hypernav.navigation.state import State
from hypernav.navigation.waiting import failure
from hypernav.profile import UNDECLARED
from hypernav.visible import shown
from hypernav.web.templates import required_of
from hypernav.web.urls import parts_of


def one_line(node: Node) -> str:
    """Return what a place is in one line. Sends nothing."""
    state = known(node)
    if state is None:
        return shown(f"Resource({expression_of(node)}, not loaded)")
    document = state.document
    parts = [where(node, document), str(document.status)]
    if state.pages is not None:
        parts.append(phrase(state.pages, state.pages.count))
    elif document.members is not None:
        parts.append(f"{len(document.members)} on this page")
    if node.parent is not None:
        parts.append("summary")
    return shown(f"Resource({', '.join(parts)})")


def text(node: Node) -> str:
    """Return the page of a loaded place as text. Sends nothing."""
    state = known(node)
    return render_text(page(node, state), node.session.options) if state else one_line(node)


def bundle(node: Node, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None) -> dict[str, str]:
    """Look at a place and return its page as text and HTML. **Sends** one GET for each hop not loaded yet.

    An error becomes a page of its own, so that looking at a wrong place shows what to do next.
    """
    try:
        shown = page(node, read_for_display(node))
    except HypernavError as error:
        shown = error_view(error, node.session.client.redact.in_data)
    return bundle_of(shown, node.session.options, include, exclude)


def page(node: Node, state: State) -> View:
    """Return the page of a loaded place as a view. Sends nothing."""
    session = node.session
    document = state.document
    relations = relations_of(node, document)
    method, _, path = where(node, document).partition(" ")
    return look_view(
        api=session.name,
        method=method,
        path=path,
        status=document.status,
        sandbox=session.sandbox,
        relations=_rows(node, relations, document),
        data=session.client.redact.data(document.data),
        members=_members(node, state),
        writes=_writes(node, document),
        notes=_notes(node, document),
        epoch_milliseconds=session.profile.epoch_milliseconds,
        options=session.options,
    )


def _is_members(row: Relation, document: Document) -> bool:
    """Tell whether a relation is nothing but the members, which have a table of their own."""
    return not row.links and document.members is not None and document.members_path[-1:] == (row.name,)


def _rows(node: Node, relations: Relations, document: Document) -> list[RelationRow]:
    redact = node.session.client.redact
    rows = (_row(relations, row, document) for row in relations.rows() if not _is_members(row, document))
    return [
        replace(
            row,
            expression=redact.in_data(row.expression),
            name=redact.in_data(row.name),
            target=redact.url(row.target),
            title=redact(row.title),
        )
        for row in rows
    ]


def _row(relations: Relations, row: Relation, document: Document) -> RelationRow:
    link = followed(row.links)[0] if row.links else None
    several = len({other.href for other in followed(row.links)})
    needed = _needed(link) if link is not None and link.templated else ()
    return RelationRow(
        row.evidence,
        expression(row.name, relations.identifiers, count=max(several, 1), variables=needed),
        row.name,
        link.title if link else "",
        _target(row, document),
        link.method if link else "GET",
        max(several, 1),
        bool(link and link.deprecation),
        _disagreement(row),
    )


def _needed(link: Link) -> tuple[str, ...]:
    try:
        return required_of(link.href)
    except TemplateError:
        return ()


def _target(row: Relation, document: Document) -> str:
    if not row.links:
        return "came along"
    link = followed(row.links)[0]
    if link.templated:
        return link.href
    url = link.url
    try:
        here, there = parts_of(document.url), parts_of(url)
    except ValueError:
        return url
    same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
    return url[len(f"{there.scheme}://{there.netloc}") :] or "/" if same else url


def _disagreement(row: Relation) -> str:
    sources = sorted({link.source for link in row.links if link.source})
    differ = len({link.href for link in row.links}) > 1
    return f"{' and '.join(sources)} disagree" if differ and len(sources) > 1 else ""


def _members(node: Node, state: State) -> MembersFacts | None:
    document = state.document
    if document.members is None:
        return None
    found = pages(node)
    redact = node.session.client.redact
    shown = node.session.options.rows
    records = [redact.data(record) if row < shown else record for row, record in enumerate(document.records)]
    return MembersFacts(
        records=records,
        total=found.total,
        more=True if found.page_count > 1 else found.more,
        columns=columns_of(node, document.url),
        key=document.members_key,
    )


def _writes(node: Node, document: Document) -> tuple[str, ...]:
    session = node.session
    url = own_url(node, document)
    offered = session.allowed_methods.get(url)
    declared = (session.declared(url) if url else UNDECLARED).place
    methods = declared.writes if offered is None else tuple(name.lower() for name in offered)
    bodies = {"post": ".post(body)", "put": ".put(body)", "patch": ".patch(body)", "delete": ".delete()"}
    builders = (".edit()" if declared.editing else "", ".instruct()" if declared.instructions else "")
    return (*filter(None, builders), *(bodies[name] for name in bodies if name in methods))


def _notes(node: Node, document: Document) -> tuple[str, ...]:
    further = pages(node).notices if document.members is not None else ()
    notes = list(dict.fromkeys((*map(node.session.client.redact, document.notices), *further)))
    if node.parent is not None and document.self_url not in (None, node.parent.url):
        notes.append("a summary: .refresh() gets the whole representation")
    failed = failure(node, document)
    if failed:
        notes.append(failed)
    return tuple(notes)
