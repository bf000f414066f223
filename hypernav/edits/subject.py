"""What of a place can be edited: its whole representation, and how the API takes a change of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hypernav.documents.document import Document
from hypernav.documents.exact import exactly, repeated_names
from hypernav.documents.paths import value_at
from hypernav.edits.forms import Form, form_by_evidence, in_form
from hypernav.edits.request import json_patch_of
from hypernav.edits.server_members import ServerMembers
from hypernav.errors import PatchError, RelationNotFound
from hypernav.missing import MISSING
from hypernav.navigation.node import Address, Node, embedded_state
from hypernav.navigation.resolving import at_address, read, url_of
from hypernav.navigation.session import Session
from hypernav.patches.json.pointer import segments_of
from hypernav.patches.json.preview import Change
from hypernav.profile import Editing, Place
from hypernav.web.headers import Headers
from hypernav.web.urls import parts_of


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold a representation as it was read, and how the API takes a change of it."""

    node: Node
    url: str
    data: Mapping[str, Any]
    """The representation itself, which nobody changes."""
    headers: Headers
    editing: Editing
    why: str
    """What says that the API takes changes in this form."""
    origin: Node
    """The place as it was asked for, such as the summary in a list."""
    repeated: tuple[str, ...] = ()
    """Names that an object of it has twice, of which the last one was read."""

    @property
    def session(self) -> Session:
        """Return what reads and writes."""
        return self.node.session

    @property
    def where(self) -> str:
        """Return the representation as messages name it. Sends nothing."""
        return where(self.session, self.url)

    @property
    def members(self) -> ServerMembers:
        """Return the rules of what may be edited. Sends nothing."""
        editing = self.editing
        taken = editing.members if editing.form == "whole representation" else {}
        if editing.body:
            taken = {editing.body: editing.body}
        versions = (editing.guard_member, *editing.guard_parts) if editing.guard_member else editing.guard_parts
        parts = parts_of(self.url)
        names = {self.url, parts.path, f"{parts.netloc}{parts.path}", f"{parts.scheme}://{parts.netloc}{parts.path}"}
        return ServerMembers(
            where=self.where,
            read_only=editing.read_only,
            taken=taken,
            versions=versions,
            data=self.data,
            own_urls=frozenset(names),
        )

    def changes_to(self, data: Any) -> tuple[Change, ...]:
        """Return what differs in other data of the same place, without what the server sets."""
        shown = json_patch_of(self.data, data).preview(self.data).changes
        rules = self.members
        return tuple(one for one in shown if not rules.is_servers(segments_of(one.pointer), self.data))

    def at(self, document: Document) -> Subject:
        """Return the same place as another answer shows it. Sends nothing.

        Raises:
            PatchError: What it shows is no object.
        """
        data = _object(self.node.session, document, self.editing)
        return replace(self, data=data, headers=document.headers, repeated=repeated_names(document))


def where(session: Session, url: str) -> str:
    """Return an address as messages name it. Sends nothing."""
    parts = parts_of(session.client.redact.url(url))
    return f"GET {parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def whole_of(node: Node) -> Document:
    """Return the full representation of a place, not a summary of it. **Sends** one GET unless that was read already.

    Raises:
        PatchError: The place is a part of a document and has no address of its own.
    """
    if embedded_state(node) is None:
        document = read(node).document
        # Reading may have found that the document came along with another one.
        if embedded_state(node) is None:
            return document
    try:
        url = url_of(node)
    except RelationNotFound as error:
        raise PatchError(
            "A part of a document that has no address of its own cannot be edited by itself.",
            where=error.details.get("where", ""),
            next="edit what it is a part of: .edit() of that place, then its members",
        ) from None
    # What came along is a summary, and an answer to a write may be less than the whole.
    return node.session.read(url, asked_by=".edit()").document


def subject_of(node: Node, *, form: str = "", guard: bool = True) -> Subject:
    """Return what can be edited at a place. **Sends** one GET unless the place is loaded in full.

    Args:
        node: The place.
        form: The form to send the change in, where it is not to be the one that the API takes best.
        guard: Whether to use the guard that the API has.

    Raises:
        PatchError: The place takes no edits, or is nothing that has members.
    """
    document = whole_of(node)
    session, url = node.session, document.url.partition("#")[0]
    target = at_address(node, Address(url))
    declared = session.declared(url).place
    editing, why = _form(session, document, declared, form)
    if form:
        patches = declared.editing is None and "PATCH" in (_methods(session, document, declared) or ("PATCH",))
        editing, why = in_form(editing, form, patches=patches), "you asked for it"
    if not guard:
        editing = replace(editing, guard="", guard_parts=())
    data, repeated = _object(session, document, editing), repeated_names(document)
    return Subject(target, url, data, document.headers, editing, why, node, repeated)


def _form(session: Session, document: Document, declared: Place, wanted: str) -> Form:
    if declared.editing is not None:
        if declared.editing.form == "value":
            raise _takes_value(session, document, declared.editing)
        return Form(declared.editing, f"{session.profile.title} takes it here")
    if declared.instructions and not wanted:
        raise PatchError(
            f"{where(session, document.url)} takes instructions, not edits.",
            next=".instruct() begins one; dir(.instruct()) lists the kinds there are",
        )
    allowed = session.allowed_methods.get(document.url) or tuple(name.upper() for name in declared.writes)
    found = form_by_evidence(document.headers, allowed, document.data)
    # Of a place that is declared, the declared methods are all there are, unless the server says otherwise.
    closed = bool(declared.path) and not wanted and "Allow" not in document.headers
    if found is None or (closed and not {"PUT", "PATCH"}.intersection(allowed)):
        raise _takes_none(document, where(session, document.url), allowed)
    return found


def _methods(session: Session, document: Document, declared: Place) -> tuple[str, ...]:
    """Return the methods that a place takes, () where nothing says."""
    stated = tuple(name.strip().upper() for name in document.headers.get("Allow", "").split(",") if name.strip())
    return stated or session.allowed_methods.get(document.url) or tuple(name.upper() for name in declared.writes)


def _takes_none(document: Document, shown: str, allowed: tuple[str, ...]) -> PatchError:
    collection = document.members is not None
    return PatchError(
        f"{shown} takes no edits{': it is a collection' if collection else ''}.",
        takes=", ".join(allowed) or document.headers.get("Allow", "") or "GET",
        next="edit one of its members: .find(…).edit()" if collection else ".options() asks the server what it takes",
    )


def _takes_value(session: Session, document: Document, editing: Editing) -> PatchError:
    return PatchError(
        f"{where(session, document.url)} takes a value, not an edited document: {editing.value}.",
        next=f".{editing.method.lower()}(value)",
    )


def _object(session: Session, document: Document, editing: Editing) -> Mapping[str, Any]:
    data = value_at(exactly(document).data, editing.within)
    if isinstance(data, dict):
        return data
    shown = where(session, document.url)
    if data is MISSING:
        raise PatchError(f"{shown} has no {editing.within!r}, where its representation should be.", next=".refresh()")
    if isinstance(data, list):
        raise PatchError(
            f"{shown} is an array, which has no members to edit.",
            next="edit one of its members: .find(…).edit(); or write all of it: .put([…])",
        )
    kind = "text" if isinstance(data, str) else "null" if data is None else type(data).__name__
    raise PatchError(
        f"{shown} is a single value ({kind}), which has no members to edit.", next=".put(value) writes another one"
    )
