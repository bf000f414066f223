"""What a person sees of a place: one line, a page of text, a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hypernav import looking, members
from hypernav.display.errors import error_view
from hypernav.display.look import MembersFacts, expression, look_view
from hypernav.display.mimebundle import bundle as bundle_of
from hypernav.display.text import render_text
from hypernav.display.view import RelationRow, View
from hypernav.errors import HypernavError, TemplateError
from hypernav.navigation.relations import Relation, Relations
from hypernav.navigation.waiting import failure
from hypernav.profile import Place
from hypernav.web.templates import required_of

if TYPE_CHECKING:
    from hypernav.connection import Holding
    from hypernav.documents.document import Document
    from hypernav.documents.link import Link
    from hypernav.resource import Resource

_NOTHING: frozenset[str] = frozenset()


def one_line(place: Resource) -> str:
    """Return what a place is in one line. Sends nothing."""
    holding = looking.known(place)
    if holding is None:
        return f"Resource({looking.path_of(place)}, not loaded)"
    document = holding.document
    parts = [looking.where(place, document), str(document.status)]
    if holding.pages is not None:
        parts.append(members.phrase(holding.pages, holding.pages.count))
    elif document.members is not None:
        parts.append(f"{len(document.members)} on this page")
    if place._parent is not None:
        parts.append("summary")
    return f"Resource({', '.join(parts)})"


def text(place: Resource) -> str:
    """Return the page of a loaded place as text. Sends nothing."""
    holding = looking.known(place)
    return render_text(page(place, holding), place._connection.options) if holding else one_line(place)


def bundle(
    place: Resource, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
) -> dict[str, str]:
    """Look at a place and return its page as text and HTML. **Sends** one GET for each hop not loaded yet.

    An error becomes a page of its own, so that looking at a wrong place shows what to do next.
    """
    try:
        shown = page(place, looking.visit(place))
    except HypernavError as error:
        shown = error_view(error, place._connection.client.redact.in_data)
    return bundle_of(shown, place._connection.options, include, exclude)


def page(place: Resource, holding: Holding) -> View:
    """Return the page of a loaded place as a view. Sends nothing."""
    connection = place._connection
    document = holding.document
    relations = place._relations(document)
    method, _, path = looking.where(place, document).partition(" ")
    return look_view(
        api=connection.name,
        method=method,
        path=path,
        status=document.status,
        sandbox=connection.sandbox,
        relations=_rows(place, relations, document),
        data=connection.client.redact.data(document.data),
        members=_members(place, holding),
        writes=_writes(place, document),
        notes=_notes(place, document),
        epoch_milliseconds=connection.profile.epoch_milliseconds if connection.profile else _NOTHING,
        options=connection.options,
    )


def _is_members(row: Relation, document: Document) -> bool:
    """Tell whether a relation is nothing but the members, which have a table of their own. Sends nothing."""
    return not row.links and document.members is not None and document.members_path[-1:] == (row.name,)


def _rows(place: Resource, relations: Relations, document: Document) -> list[RelationRow]:
    redact = place._connection.client.redact
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
    link = row.links[0] if row.links else None
    several = len({other.href for other in row.links})
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
    link = row.links[0]
    if link.templated:
        return link.href
    url = link.url
    try:
        here, there = urlsplit(document.url), urlsplit(url)
    except ValueError:
        return url
    same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
    return url[len(f"{there.scheme}://{there.netloc}") :] or "/" if same else url


def _disagreement(row: Relation) -> str:
    sources = sorted({link.source for link in row.links if link.source})
    differ = len({link.href for link in row.links}) > 1
    return f"{' and '.join(sources)} disagree" if differ and len(sources) > 1 else ""


def _members(place: Resource, holding: Holding) -> MembersFacts | None:
    document = holding.document
    if document.members is None:
        return None
    read = looking.pages(place)
    redact = place._connection.client.redact
    shown = place._connection.options.rows
    records = [redact.data(member.data) if row < shown else member.data for row, member in enumerate(document.members)]
    return MembersFacts(
        records=records,
        total=read.total,
        more=True if read.stop is None or read.page_count > 1 else read.stop.more,
        columns=members.columns_of(place, document.url),
        key=document.members_key,
    )


def _writes(place: Resource, document: Document) -> tuple[str, ...]:
    connection = place._connection
    url = looking.own_url(place, document)
    offered = connection.allowed_methods.get(url)
    found = connection.profile.place(urlsplit(url).path) if connection.profile and url else None
    declared = found[0] if found else Place("")
    methods = declared.writes if offered is None else tuple(name.lower() for name in offered)
    bodies = {"post": ".post(body)", "put": ".put(body)", "patch": ".patch(body)", "delete": ".delete()"}
    builders = (".edit()" if declared.editing else "", ".instruct()" if declared.instructions else "")
    return (*filter(None, builders), *(bodies[name] for name in bodies if name in methods))


def _notes(place: Resource, document: Document) -> tuple[str, ...]:
    pages = looking.pages(place).notices if document.members is not None else ()
    notes = list(dict.fromkeys((*map(place._connection.client.redact, document.notices), *pages)))
    if place._parent is not None and document.self_url:
        notes.append("a summary: .refresh() gets the whole representation")
    failed = failure(place, document)
    if failed:
        notes.append(failed)
    return tuple(notes)
