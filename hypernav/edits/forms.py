"""In which form a place takes a change: as its API declares, as its answer tells, or as somebody asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Literal, NamedTuple

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
_DEFAULT_TYPES = {"json patch": JSON_PATCH, "merge patch": MERGE_PATCH}


class Form(NamedTuple):
    """Hold how a place takes a change, and what says so."""

    editing: Editing
    why: str


def form_by_evidence(headers: Headers, allowed: Collection[str]) -> Form | None:
    """Return how a place takes a change by what its server says, None where it takes none. Sends nothing.

    ``Accept-Patch`` (RFC 5789, 3.1) names the patches that it takes; ``Allow`` (RFC 9110, 10.2.1) the methods; what
    says nothing takes a PUT of the whole. An ETag guards each of them (RFC 9110, 13.1.1).

    Args:
        headers: The header fields of the answer to a GET.
        allowed: Methods that the place takes, where they are known from elsewhere; in upper case.

    >>> form_by_evidence(Headers([("Accept-Patch", "application/merge-patch+json")]), ()).editing.form
    'merge patch'
    >>> form_by_evidence(Headers([("ETag", '"7"')]), ()).editing.guard
    'if-match'
    """
    guard: Literal["", "if-match"] = "if-match" if "ETag" in headers else ""
    types = {one.partition(";")[0].strip().lower() for one in headers.get("Accept-Patch", "").split(",")}
    if JSON_PATCH in types:
        why = f"the server's Accept-Patch names {JSON_PATCH}"
        return Form(Editing(form="json patch", content_type=JSON_PATCH, guard=guard or "test"), why)
    if MERGE_PATCH in types:
        why = f"the server's Accept-Patch names {MERGE_PATCH}"
        return Form(Editing(form="merge patch", content_type=MERGE_PATCH, guard=guard), why)
    methods = {one.strip().upper() for one in headers.get("Allow", "").split(",")} - {""} or set(allowed)
    if "PUT" in methods or not methods:
        why = "the server takes PUT" if methods else "the server says nothing of patches"
        return Form(Editing(form="whole representation", guard=guard), why)
    if "PATCH" in methods:
        why = "the server takes PATCH and does not say in which form"
        return Form(Editing(form="merge patch", content_type=MERGE_PATCH, guard=guard), why)
    return None


def in_form(editing: Editing, form: str) -> Editing:
    """Return how a place takes a change in another form, with its guard as far as the form has it. Sends nothing.

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
    if guard in ("", "member") and known == "json patch":
        guard = "test"
    return replace(editing, form=known, method="", content_type=content_type, guard=guard)
