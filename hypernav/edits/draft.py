"""Drafts: an editable copy of a place that shows what it would send, sends it once, and knows what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import replace
from typing import Any, Generic, Literal, Self, TypeVar

from hypernav.display.values import counted
from hypernav.documents.document import Document, copied
from hypernav.edits.changes import Changed, changes
from hypernav.edits.conflict import conflict_before, named, overlap_text, refused
from hypernav.edits.delivery import Answer, Delivery, deliver
from hypernav.edits.editable_copy import EditableCopy
from hypernav.edits.guards import Guard, guard_of
from hypernav.edits.notes import notes_of
from hypernav.edits.preview import WritePreview
from hypernav.edits.request import SendOptions, WriteRequest, compose, json_patch_of
from hypernav.edits.result import Checked, Done
from hypernav.edits.subject import Subject, subject_of
from hypernav.edits.three_way import merge
from hypernav.edits.unsent import Unsent
from hypernav.edits.verdict import outcome_of, would_overwrite
from hypernav.errors import PatchConflict, PatchError, ResponseError
from hypernav.names import suggest
from hypernav.navigation.node import Node
from hypernav.patches.json.json_patch import JsonPatch
from hypernav.patches.json.preview import Change
from hypernav.visible import shown

R = TypeVar("R")
_SIDES = ("mine", "theirs")
_NOTHING: Mapping[str, str] = {}


class Draft(Unsent, MutableMapping[str, Any], Generic[R]):
    """Edit a copy of a place's representation as a dict, at any depth; nothing is sent until ``send``.

    >>> import hypernav as hn
    >>> flag = hn.connect("launchdarkly", sandbox=True).go("/api/v2/flags/default/checkout")
    >>> draft = flag.edit()
    >>> draft["tags"].append("retire")
    >>> draft["environments"]["staging"]["on"] = False
    >>> draft
    Draft(PATCH /api/v2/flags/default/checkout, 2 values changed, not sent)
    >>> draft.send(comment="nobody uses it")["environments"]["staging"]["on"]
    False
    """

    __slots__ = ("__weakref__", "_copy")

    def __init__(self, subject: Subject, current: dict[str, Any] | None = None) -> None:
        """Begin with a copy of what was read, or with what it is to be. Sends nothing."""
        super().__init__(subject, Delivery())
        self._copy = EditableCopy(dict(subject.data) if current is None else current, subject.members)

    # The copy

    def __getitem__(self, name: str) -> Any:
        """Return a member; an object or array can be edited in its turn. Sends nothing."""
        return self._copy.top[name]

    def __setitem__(self, name: str, value: Any) -> None:
        """Set a member. Sends nothing.

        Raises:
            PatchError: The member is the server's, or the value is no JSON.
        """
        self._copy.top[name] = value

    def __delitem__(self, name: str) -> None:
        """Take a member away. Sends nothing.

        Raises:
            PatchError: The member is the server's.
        """
        del self._copy.top[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the members. Sends nothing."""
        return iter(self._copy.value)

    def __len__(self) -> int:
        """Return how many members there are. Sends nothing."""
        return len(self._copy.value)

    def setdefault(self, name: str, default: Any = None) -> Any:
        """Return a member, set to the default where there is none; what is returned can be edited. Sends nothing."""
        return self._copy.top.setdefault(name, default)

    def __ior__(self, other: Mapping[str, Any]) -> Self:
        """Set several members. Sends nothing."""
        self.update(other)
        return self

    def __copy__(self) -> Self:
        """Return a draft of its own with the same changes; both are one to send, so that it is sent once."""
        other = type(self)(self._subject, self._copy.value)
        other._delivery = self._delivery
        other._copy.closed = self._copy.closed
        return other

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._copy.value)

    @property
    def data(self) -> dict[str, Any]:
        """Return what the representation is to be, as plain data. Sends nothing."""
        data: dict[str, Any] = copied(self._copy.value)
        return data

    @property
    def base(self) -> dict[str, Any]:
        """Return what the draft began with, as plain data. Sends nothing."""
        data: dict[str, Any] = copied(dict(self._subject.data))
        return data

    @property
    def diff(self) -> JsonPatch:
        """Return what changed so far. Sends nothing."""
        return json_patch_of(self._subject.data, self._copy.value)

    @property
    def changed(self) -> bool:
        """Return whether anything changed so far. Sends nothing."""
        return bool(self._changes())

    def discard(self) -> Self:
        """Take all changes back. Sends nothing.

        Raises:
            PatchError: It was sent already.
        """
        self._delivery.require_open("The draft")
        self._copy.exchange(dict(self._subject.data), self._subject.members)
        return self

    # Sending

    def send(
        self,
        *,
        comment: str = "",
        ignore_conflicts: bool = False,
        headers: Mapping[str, str] = _NOTHING,
        verify: bool = False,
        strict: bool = False,
    ) -> Done[R, Draft[R]]:
        """Send the change, once. **Sends** exactly one write; before it, one GET where the API has no guard.

        The result's ``effect`` tells what the answer shows of each value that was sent; a contradiction warns once.

        Args:
            comment: A comment for the API's own records, where it takes one.
            ignore_conflicts: Whether to send a change although pending ones would break, where the API has that.
            headers: Further headers of this one request.
            verify: Whether to read the place back afterwards. **Sends** one GET.
            strict: Whether a contradiction is raised.

        Raises:
            PatchError: Nothing changed, it was sent already, or the API has no way to take the change.
            Conflict: Somebody else was first; ``base``, ``mine`` and ``theirs`` hold the sides, ``rebase`` merges.
            Invalid: The server does not take the change; ``fields`` says which part. The draft is kept.
            OutcomeUnknown: The answer was lost; ``check`` reads back what became of it.
            AnswerContradicts: With ``strict``: it was done, and a value came back as another one; ``done`` has it.
        """
        self._delivery.require_open("The draft")
        asked = SendOptions(comment=comment, ignore_conflicts=ignore_conflicts, headers=headers)
        request, guard = self._composed(asked)
        if not guard.complete:
            self._look_once_more()
        try:
            answer = deliver(self._subject, request, self._delivery, asked_by="draft.send()")
        except ResponseError as error:
            if self._delivery.state == "open":
                raise refused(error, self._subject, self.data, guard) from error.__cause__
            raise
        done = self._done(request, answer, comment)
        return (done.verify() if verify else done).told(strict=strict or self._session.options.strict)

    def check(self) -> Checked[R, Draft[R]]:
        """Read back what became of a write whose answer was lost. **Sends** one GET.

        Raises:
            PatchError: No answer was lost.
        """
        if self._delivery.state != "unknown":
            raise PatchError(f"There is nothing to check: the draft is {self._delivery.state}.", next=".send()")
        subject = self._subject
        theirs = subject.at(self._session.read_now(subject.url, asked_by="draft.check()").document)
        tag = subject.headers.get("ETag", "")
        outcome = outcome_of(
            subject.editing,
            subject.data,
            self._changes(),
            theirs.data,
            same_tag=bool(tag) and tag == theirs.headers.get("ETag", ""),
        )
        found: dict[str, Any] = copied(dict(theirs.data))
        if outcome != "done":
            self._delivery.state = "open"
            following = ".send() sends it" if outcome == "not done" else ".rebase() merges, then .send()"
            return Checked(outcome, found, None, f"the draft is kept; {following}")
        self._delivery.state = "done"
        self._copy.closed = "it was sent"
        request, _ = self._composed(SendOptions())
        done = self._result(request, Answer(None, "the answer was lost, and it was read back")).seen(theirs.data)
        return Checked(outcome, found, done, "it holds what you sent; .done is the result")

    def rebase(self, *, prefer: Literal["", "mine", "theirs"] = "") -> Self:
        """Put the changes on top of what is there now. **Sends** one GET, and no write.

        Args:
            prefer: The side to take where both changed the same: ``"mine"`` or ``"theirs"``.

        Raises:
            PatchConflict: Both sides changed the same and ``prefer`` does not say which to take; the draft stays.
            PatchError: It was sent already.
        """
        self._delivery.require_open("The draft")
        if prefer and prefer not in _SIDES:
            near = suggest(str(prefer), _SIDES)
            raise PatchError(f"There is no side {prefer!r}.", nearest="  ".join(map(repr, near)), sides="mine, theirs")
        subject = self._subject
        theirs = subject.at(self._session.read_now(subject.url, asked_by="draft.rebase()").document)
        merged = merge(subject.data, self._copy.value, theirs.data, prefer=prefer)
        if merged.overlaps and not prefer:
            conflict = PatchConflict(
                f"Both sides changed {named(each.pointer for each in merged.overlaps)}.",
                where=subject.where,
                overlap=overlap_text(self._session, merged.overlaps),
                draft="kept as it is",
                next='.rebase(prefer="mine") or .rebase(prefer="theirs")',
            )
            conflict.overlaps = merged.overlaps
            raise conflict
        self._subject = theirs
        self._copy.exchange(merged.document, theirs.members)
        return self

    def __repr__(self) -> str:
        """Say in one line what this is. Sends nothing."""
        count = counted(len(self._changes()), "value")
        path = self._subject.where.partition(" ")[2]
        state = {"open": "not sent", "done": "done", "unknown": "outcome unknown"}[self._delivery.state]
        return shown(f"Draft({self._subject.editing.method} {path}, {count} changed, {state})")

    def _changes(self) -> list[Changed]:
        return changes(self._subject.data, self._copy.value)

    def _composed(self, asked: SendOptions) -> tuple[WriteRequest, Guard]:
        subject, changed = self._subject, self._changes()
        if not changed:
            raise PatchError(
                f"The draft changes nothing of {subject.where}.",
                sent="nothing",
                next="change a member first: draft[…] = …",
            )
        guard = guard_of(subject.editing, subject.data, changed, subject.headers)
        request = compose(subject.editing, subject.url, subject.data, self._copy.value, changed, guard, asked)
        return request, guard

    def _expected(self) -> tuple[Change, ...]:
        return self.diff.preview(self._subject.data).changes

    def _asked(self, request: WriteRequest, guard: Guard) -> Document:
        self._delivery.require_open("The draft")
        try:
            return super()._asked(request, guard)
        except ResponseError as error:
            raise refused(error, self._subject, self.data, guard) from error.__cause__

    def _shown(
        self, request: WriteRequest, guard: Guard, asked: SendOptions, changed: tuple[Change, ...]
    ) -> WritePreview:
        subject, shown = self._subject, super()._shown(request, guard, asked, changed)
        notes = notes_of(subject.editing, subject.url, subject.data, self._copy.value, subject.repeated)
        return replace(shown, form=f"{subject.editing.form}: {subject.why}", notes=(*shown.notes, *notes))

    def _look_once_more(self) -> None:
        subject = self._subject
        theirs = subject.at(self._session.read_now(subject.url, asked_by="draft.send()").document)
        if would_overwrite(subject.editing, subject.data, self._changes(), theirs.data):
            raise conflict_before(subject, self.data, theirs)

    def _done(self, request: WriteRequest, answer: Answer, comment: str) -> Done[R, Draft[R]]:
        self._copy.closed = "it was sent"
        return self._result(request, answer, comment)

    def _result(self, request: WriteRequest, answer: Answer, comment: str = "") -> Done[R, Draft[R]]:
        return Done(self._subject, request, self.data, answer, Draft, comment=comment)


def edit(node: Node, form: str = "", *, guard: bool = True) -> Draft[Any]:
    """Return a draft of a place. **Sends** one GET unless the place is loaded in full."""
    return Draft(subject_of(node, form=form, guard=guard))
