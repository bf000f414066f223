"""In which form a place takes a change: as its API declares, as its answer tells, or as somebody asks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from hypernav.documents.paths import value_at
from hypernav.errors import PatchError
from hypernav.names import suggest
from hypernav.profile import Editing, EditingForm
from hypernav.web.headers import Headers

JSON_PATCH = "application/json-patch+json"
MERGE_PATCH = "application/merge-patch+json"
_FORMS: dict[str, EditingForm] = {
    "json patch": "json patch",
    "merge patch": "merge patch",
    "changed members": "changed members",
    "whole representation": "whole representation",
}
_TAG_MEMBERS = ("@odata.etag", "odata.etag", "__metadata.etag", "_etag", "etag")
"""Members that hold the ETag of a representation: OData JSON Format 4.01, 4.5.8; 3.0; 2.0; and by custom."""
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_DEFAULT_TYPES = {"json patch": JSON_PATCH, "merge patch": MERGE_PATCH}


class Form(NamedTuple):
    """Hold how a place takes a change, and what says so."""

    editing: Editing
    why: str


def form_by_evidence(headers: Headers, allowed: Collection[str], data: Any = None) -> Form | None:
    """Return how a place takes a change by what its server says, None where it takes none. Sends nothing.

    ``Accept-Patch`` (RFC 5789, 3.1) names the patches that it takes; ``Allow`` (RFC 9110, 10.2.1) the methods; OData
    and Redfish take PATCH of the changed members as plain JSON (OData Protocol 4.01, 11.4.3; DSP0266, 7.7); what says
    nothing takes a PUT of the whole. An ETag guards each of them (RFC 9110, 13.1.1), and so does a date, less well.

    Args:
        headers: The header fields of the answer to a GET.
        allowed: Methods that the place takes, where they are known from elsewhere; in upper case.
        data: The representation.

    >>> form_by_evidence(Headers([("Accept-Patch", "application/merge-patch+json")]), ()).editing.form
    'merge patch'
    >>> form_by_evidence(Headers([("ETag", '"7"')]), ()).editing.guard
    'if-match'
    """
    guard, member = _guard(headers, data)
    types = {one.partition(";")[0].strip().lower() for one in headers.get("Accept-Patch", "").split(",")} - {""}
    if JSON_PATCH in types:
        why = f"the server's Accept-Patch names {JSON_PATCH}"
        tested = guard if guard == "if-match" else "test"
        return Form(Editing(form="json patch", content_type=JSON_PATCH, guard=tested, guard_member=member), why)
    if MERGE_PATCH in types:
        why = f"the server's Accept-Patch names {MERGE_PATCH}"
        return Form(Editing(form="merge patch", content_type=MERGE_PATCH, guard=guard, guard_member=member), why)
    methods = {one.strip().upper() for one in headers.get("Allow", "").split(",")} - {""} or set(allowed)
    standard = _standard(headers, data)
    if standard and not types and ("PATCH" in methods or not methods):
        why = f"{standard} takes PATCH of the changed members as plain JSON"
        return Form(Editing(form="changed members", method="PATCH", guard=guard, guard_member=member), why)
    if "PUT" in methods or not methods:
        why = "the server takes PUT" if methods else "the server says nothing of patches"
        return Form(Editing(form="whole representation", guard=guard, guard_member=member), why)
    if "PATCH" in methods:
        why = "the server takes PATCH and does not say in which form"
        return Form(Editing(form="merge patch", content_type=MERGE_PATCH, guard=guard, guard_member=member), why)
    return None


def _guard(headers: Headers, data: Any) -> tuple[Literal["", "if-match", "if-unmodified-since"], str]:
    """Return what guards writes, and the member that holds the ETag where it stands in the body."""
    if "ETag" in headers:
        return "if-match", ""
    for name in _TAG_MEMBERS:
        tag = value_at(data, name)
        if isinstance(tag, str) and _TAG.fullmatch(tag):
            return "if-match", name
    return ("if-unmodified-since" if "Last-Modified" in headers else ""), ""


def _standard(headers: Headers, data: Any) -> str:
    """Return the standard whose services take plain JSON for PATCH, "" where an answer shows none."""
    if not isinstance(data, dict):
        return ""
    if str(data.get("@odata.id", "")).startswith("/redfish/"):
        return "Redfish"
    named = any(name.startswith(("@odata.", "odata.")) for name in data) or isinstance(data.get("__metadata"), dict)
    return "OData" if named or "OData-Version" in headers else ""


def in_form(editing: Editing, form: str, *, patches: bool = False) -> Editing:
    """Return how a place takes a change in another form, with its guard as far as the form has it. Sends nothing.

    Args:
        editing: How it takes the change otherwise.
        form: The other form.
        patches: Whether changed members go as a PATCH, as most servers take plain JSON, and not as a PUT.

    Raises:
        PatchError: There is no such form.

    >>> in_form(Editing(form="json patch", guard="test", guard_member="_version"), "merge patch").guard
    ''
    """
    known = _FORMS.get(form)
    if known is None:
        raise PatchError(
            f"There is no form {form!r} of an edit.",
            nearest="  ".join(f"form={one!r}" for one in suggest(form, _FORMS)),
            forms=", ".join(map(repr, _FORMS)),
        )
    if known == editing.form:
        return editing
    # An API that takes plain JSON for one patch takes it for the other too; else each has a media type of its own.
    plain = editing.content_type == "application/json" and editing.form in _DEFAULT_TYPES
    content_type = "application/json" if plain else _DEFAULT_TYPES.get(form, "application/json")
    guard = editing.guard
    if guard == "test" and known != "json patch":
        guard = ""
    # A JSON Patch has no members to put a version into, and tests it.
    if guard in ("", "member", "if-unmodified-since") and known == "json patch":
        guard = "test"
    method = "PATCH" if patches and known == "changed members" else ""
    return replace(editing, form=known, method=method, content_type=content_type, guard=guard)
