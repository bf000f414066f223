"""The one request that sends a change: its method, address, headers and body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypernav.documents.document import copied
from hypernav.documents.identity import HYPERMEDIA
from hypernav.documents.paths import Path, covers, put_at, steps_to, value_at
from hypernav.edits.changes import Changed, subscripts
from hypernav.edits.guards import Guard
from hypernav.edits.server_members import holds_links
from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.patches.json.json_patch import JsonPatch
from hypernav.patches.json.merge_patch import MergePatch
from hypernav.patches.json.pointer import pointer, shown
from hypernav.profile import Editing
from hypernav.web.encoding import json_bytes
from hypernav.web.headers import overlaid
from hypernav.web.urls import path_of, with_parameters

_WRAPPERS = {"json patch": "patch", "merge patch": "merge"}
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, repr=False)
class WriteRequest:
    """Hold a request as it is sent, but for what the client adds to each one, such as credentials. Sends nothing.

    >>> WriteRequest("PUT", "https://acme.test/things/1", body={"name": "b"}).content
    b'{"name":"b"}'
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    """The body as plain data."""

    def __repr__(self) -> str:
        """Return one line without the content, which may hold secrets."""
        return f"<WriteRequest {self.method} {path_of(self.url)}, {len(self.content):,} bytes>"

    @property
    def content(self) -> bytes:
        """Return the body as it is sent. Sends nothing."""
        return json_bytes(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOptions:
    """Hold what is asked of a write besides the change itself."""

    comment: str = ""
    ignore_conflicts: bool = False
    dry_run: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further headers, which win over the write's own."""

    @property
    def arguments(self) -> str:
        """Return them as somebody would type them to send the same without a dry run. Sends nothing.

        >>> SendOptions(comment="why", dry_run=True).arguments
        "comment='why'"
        """
        named = [f"comment={self.comment!r}"] if self.comment else []
        named += ["ignore_conflicts=True"] if self.ignore_conflicts else []
        return ", ".join([*named, *(["headers=…"] if self.headers else [])])


def json_patch_of(base: Any, current: Any) -> JsonPatch:
    """Return the change as a JSON Patch of the plainest operations. Sends nothing.

    >>> json_patch_of({"a": 1}, {"b": 1}).to_json()
    [{'op': 'remove', 'path': '/a'}, {'op': 'add', 'path': '/b', 'value': 1}]
    """
    return JsonPatch.diff(base, current, moves=False)


def compose(
    editing: Editing,
    url: str,
    base: Mapping[str, Any],
    current: Mapping[str, Any],
    changed: Sequence[Changed],
    guard: Guard,
    asked: SendOptions,
) -> WriteRequest:
    """Return the request that makes one representation of another. Sends nothing.

    Args:
        editing: How the place takes the change.
        url: Where it goes.
        base: The representation that the change began with.
        current: What it is to be.
        changed: Where the two differ.
        guard: What the request carries against conflicts.
        asked: Comment, dry run and the like.

    Raises:
        PatchError: The form cannot say the change, a required member is missing, or the place has no such wish.
    """
    check_options(editing, asked)
    content = _content(editing, base, current, changed, guard)
    if asked.comment:
        content = {"comment": asked.comment, _WRAPPERS[editing.form]: content}
    headers = overlaid({"Content-Type": editing.content_type, **guard.headers}, asked.headers)
    return WriteRequest(editing.method, with_options(editing, url, asked, _mask(changed)), headers, content)


def check_options(editing: Editing | None, asked: SendOptions, *, instructing: bool = False) -> None:
    """Refuse a wish that the place does not have. Sends nothing.

    Raises:
        PatchError: The place takes no comment, no dry run, or nothing that ignores conflicts.

    >>> check_options(Editing(form="json patch", comment=True), SendOptions(comment="why"))
    """
    known = editing or Editing(form="json patch", comment=instructing)
    if not isinstance(asked.comment, str):
        raise PatchError(f"A comment is a text, not {asked.comment!r}.", nearest=f"comment={str(asked.comment)!r}")
    if asked.comment and not (instructing or (known.comment and known.form in _WRAPPERS)):
        raise PatchError("This place takes no comment.", comment=asked.comment, next=".send() without a comment")
    if asked.ignore_conflicts and not known.ignore_conflicts_parameter:
        raise PatchError(
            "This place has no way to ignore conflicts with pending changes.",
            next=".send() without ignore_conflicts; .rebase() merges with what somebody else did",
        )
    if asked.dry_run and not known.dry_run_parameter:
        raise PatchError(
            "This place has no dry run.", next=".preview() shows the request and the change, and sends nothing"
        )


def with_options(editing: Editing | None, url: str, asked: SendOptions, mask: str = "") -> str:
    """Return the address with the query parameters that the asked need. Sends nothing.

    >>> editing = Editing(form="json patch", dry_run_parameter="dryRun")
    >>> with_options(editing, "https://acme.test/x?env=a", SendOptions(dry_run=True))
    'https://acme.test/x?env=a&dryRun=true'
    """
    if editing is None:
        return url
    wanted = {
        editing.mask_parameter: mask,
        editing.ignore_conflicts_parameter: "true" if asked.ignore_conflicts else "",
        editing.dry_run_parameter: "true" if asked.dry_run else "",
    }
    return with_parameters(url, [(name, value) for name, value in wanted.items() if name and value])


def _mask(changed: Sequence[Changed]) -> str:
    return ",".join(dict.fromkeys(str(each.path[0]) for each in changed))


def _content(
    editing: Editing, base: Mapping[str, Any], current: Mapping[str, Any], changed: Sequence[Changed], guard: Guard
) -> Any:
    if editing.form == "json patch":
        patch = JsonPatch()
        for path, value in guard.tests:
            patch = patch.test(path, value)
        return (patch + json_patch_of(base, current)).to_json()
    if editing.body:
        return _bare(editing, current, changed)
    if editing.form == "merge patch":
        _require_no_null(changed)
        content = MergePatch.diff(base, current).to_json()
    elif editing.form == "changed members":
        content = _changed_members(editing, base, current, changed)
    else:
        content = whole(editing, current, base)
    for path, value in guard.members:
        put_at(content, path, value)
    return content


def _require_no_null(changed: Sequence[Changed]) -> None:
    """Refuse a null that a merge patch would have to set: there, null removes (RFC 7396, section 2)."""
    for each in changed:
        null = _null_in(each.after, each.path)
        if null is not None:
            raise PatchError(
                f"A merge patch cannot set {shown(pointer(null))} to null: there, null removes.",
                next=f"del draft{subscripts(null)} takes it away; .edit(form='changed members') or "
                ".edit(form='json patch') can set null, where the server takes one of these",
            )


def _null_in(value: Any, path: Path) -> Path | None:
    """Return where a value has a null that is no element of an array, None where it has none."""
    if value is None:
        return path
    inside = value.items() if isinstance(value, dict) else ()
    return next((found for name, one in inside if (found := _null_in(one, (*path, name))) is not None), None)


def _bare(editing: Editing, current: Mapping[str, Any], changed: Sequence[Changed]) -> Any:
    path = steps_to(current, editing.body)
    other = [each for each in changed if each.path[: len(path)] != path]
    if other:
        raise PatchError(
            f"The write takes {subscripts(path)} alone, and {subscripts(other[0].path)} was changed too.",
            next=".discard() takes the changes back",
        )
    return copied(value_at(current, editing.body))


def _changed_members(
    editing: Editing, base: Mapping[str, Any], current: Mapping[str, Any], changed: Sequence[Changed]
) -> dict[str, Any]:
    names = dict.fromkeys([*editing.required, *(str(each.path[0]) for each in changed)])
    _require(editing, {name: value_at(current, name) for name in editing.required}, base)
    # A member that was taken away has no value any more, which null says.
    return {name: copied(current.get(name)) for name in names}


def whole(editing: Editing, current: Mapping[str, Any], base: Mapping[str, Any] = _NOTHING) -> dict[str, Any]:
    """Return the body of a write of the whole representation; ``base`` is what it was before. Sends nothing.

    Raises:
        PatchError: A member that the API requires is missing.

    >>> whole(Editing(form="whole representation", members={"engineId": "scanEngine"}), {"id": 1, "scanEngine": 3})
    {'engineId': 3}
    """
    content: dict[str, Any] = {}
    if not editing.members:
        content = {name: copied(value) for name, value in current.items() if not _is_servers(editing, name, value)}
    for name, source in editing.members.items():
        value = value_at(current, source)
        if value is not MISSING:
            put_at(content, steps_to(current, name), copied(value))
    _require(editing, {name: value_at(content, name) for name in editing.required}, base)
    return content


def carried(editing: Editing, data: Mapping[str, Any]) -> Any:
    """Return what a write of a representation would carry of it, whether or not it may be sent. Sends nothing.

    >>> carried(Editing(form="whole representation", body="addresses"), {"addresses": ["10.0.0.1"], "links": []})
    ['10.0.0.1']
    """
    return value_at(data, editing.body) if editing.body else whole(replace(editing, required=()), data)


def _is_servers(editing: Editing, name: str, value: Any) -> bool:
    """Tell whether a member is not sent back: links, and what is declared to be the server's."""
    if name in HYPERMEDIA:
        return name != "links" or holds_links(value)
    return any(covers(pattern, (name,)) for pattern in editing.read_only) and name not in editing.required


def _require(editing: Editing, given: Mapping[str, Any], base: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if value is MISSING or value is None or value == "":
            source = editing.members.get(name, name)
            shown = subscripts(steps_to(base, source))
            absent = "a read does not return it" if value_at(base, source) is MISSING else "it was taken away"
            raise PatchError(
                f"The API requires {name!r}, and the draft has no {shown}.",
                because=absent if value is MISSING else "it is empty",
                next=f"draft{shown} = …",
            )
