"""What became of a write: the new representation, what it changed, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Generic, Self, TypeVar

from hypernav.display.edits import WriteFacts, write_view
from hypernav.display.mimebundle import bundle
from hypernav.display.text import render_text
from hypernav.display.values import counted
from hypernav.display.view import View
from hypernav.documents.document import copied
from hypernav.documents.effect import Asked, Effect
from hypernav.documents.paths import value_at
from hypernav.edits.changes import Changed, changes
from hypernav.edits.delivery import Answer
from hypernav.edits.effect import carries, effect_of
from hypernav.edits.preview import heading, rows_of, shown_value
from hypernav.edits.request import WriteRequest, json_patch_of
from hypernav.edits.subject import Subject
from hypernav.edits.undo import undone
from hypernav.edits.verdict import is_representation, is_whole
from hypernav.errors import AnswerContradicts, HypernavError, PatchError
from hypernav.missing import MISSING
from hypernav.navigation.fields import data_of, read_field
from hypernav.navigation.node import Address, Node
from hypernav.navigation.resolving import read
from hypernav.navigation.state import State
from hypernav.navigation.writing import address_of_answer
from hypernav.patches.json.json_patch import JsonPatch
from hypernav.patches.json.preview import Change
from hypernav.visible import shown
from hypernav.web.urls import path_of

R = TypeVar("R")
D = TypeVar("D")
"""The kind of draft that takes a write back."""

_MOST_FAILED = 10
_ASKED_BY = "the answer to a write"
_NOT_APPLIED = "Accepted, not applied"
_LATER = "202 says that it is to be done later"
_UNDECLARED = "what an instruction brings is not known here: .changes shows what changed"
_DONE = "the server took the write"
_AFTERWARDS = ".done holds it: .done.effect says what came back, .done.undo() takes it back"


class Done(Generic[R, D]):
    """Hold a write that was done: reads as the new representation, and knows the way back.

    >>> import hypernav as hn
    >>> draft = hn.connect("launchdarkly", sandbox=True).go("/api/v2/flags/default/checkout").edit()
    >>> draft["description"] = "New checkout"
    >>> done = draft.send(comment="wording")
    >>> done["description"], done.status, done.patch
    ('New checkout', 200, JsonPatch().replace('/description', 'New checkout'))
    >>> undone = done.undo().send(comment="not yet")
    >>> undone["description"] == done.before["description"]
    True
    """

    __slots__ = (
        "_after",
        "_begin_draft",
        "_changed",
        "_node",
        "_note",
        "_request",
        "_sent",
        "_subject",
        "answer",
        "comment",
        "effect",
        "failed",
        "resource",
        "status",
    )

    def __init__(
        self,
        subject: Subject,
        request: WriteRequest,
        sent: dict[str, Any] | None,
        answer: Answer,
        begin_draft: Callable[[Subject, dict[str, Any]], D],
        *,
        comment: str = "",
        failures: str = "",
    ) -> None:
        """Keep what was written over, and what the server answered.

        Args:
            subject: What was written over.
            request: What was sent.
            sent: What it was to be, where that is known before.
            answer: What the server answered.
            begin_draft: Makes the draft that takes the write back.
            comment: The comment that went along.
            failures: Path of the member of the answer that lists what failed, where a write may be done in part.
        """
        self._subject = subject
        self._changed = changes(subject.data, sent) if sent is not None else []
        self._request = request
        self._note = answer.note
        self._begin_draft = begin_draft
        self._after: Subject | None = None
        self._sent = sent
        self._node = subject.node
        self.comment = comment
        """The comment that went along."""
        state, session = answer.state, subject.session
        listed = value_at(state.document.data, failures) if state is not None and failures else ()
        self.failed: tuple[Any, ...] = tuple(copied(listed)) if isinstance(listed, list) else ()
        """What failed, as the server tells it, where instructions are carried out each by itself."""
        self.status: int | None = state.document.status if state else None
        """Status of the answer, None where it was lost or cannot be read."""
        self.answer: R = session.wrap(subject.node)
        """The answer itself as a place, such as a job to ``wait`` for."""
        if state is not None:
            address = address_of_answer(state.document, state.method)
            self.answer = session.wrap(Node(session, Address(address, _ASKED_BY), state))
            self._read(state)
        self.effect: Effect = self._effect(state)
        """What the answer shows of each value that was sent: held, contradicted, or cannot be seen. Sends nothing."""
        self.resource: R = session.wrap(self._node)
        """The place as it is now; where the answer did not say, looking at it **sends** one GET."""

    def _read(self, state: State) -> None:
        """Take the new representation from the answer, where that is what it carries."""
        subject, document = self._subject, state.document
        known = self._sent if self._sent is not None else subject.data
        if self._is_elsewhere(state) or not is_representation(document.data, subject.data, known, subject.editing):
            return
        self._after = subject.at(document)
        self._sent = dict(self._after.data) if self._sent is None else self._sent
        self._node = Node(subject.session, Address(subject.url, _ASKED_BY), state)

    def _is_elsewhere(self, state: State) -> bool:
        """Tell whether a redirect led to another place, under whose ETag the answer is told."""
        return state.method == "GET" and state.document.url != self._subject.url

    def _effect(self, state: State | None) -> Effect:
        """Return what an answer, or what was read back, shows of what was sent."""
        if self._sent is None or not self._changed:
            return _of_instructions(self._request, self.failed, self._tell)
        data = value_at(state.document.data, self._subject.editing.within) if state is not None else None
        if state is None or self._is_elsewhere(state):
            return effect_of(self._changed, None, self._tell, self._note)
        if state.document.status == 202:
            return effect_of(self._changed, None, self._tell, _LATER)
        return effect_of(self._changed, data if carries(data, self._subject.data) else None, self._tell)

    def _tell(self, value: Any, at: Changed) -> str:
        name = next((step for step in reversed(at.path) if isinstance(step, str)), "")
        return shown_value(self._subject.session, value, name)

    def verify(self) -> Self:
        """Read the place back once, so that ``effect`` says what is there now. **Sends** one GET.

        Where it cannot be read, the write was done all the same, and nothing of it can be seen.
        """
        try:
            state = self._subject.session.read_now(self.url, asked_by="send(verify=True)")
        except HypernavError as error:
            self.effect = effect_of(self._changed, None, self._tell, f"it could not be read back: {error.what}")
            return self
        self._node = Node(self._subject.session, Address(self.url, _ASKED_BY), state)
        with suppress(PatchError):
            self._after = self._subject.at(state.document)
        return self.seen(value_at(state.document.data, self._subject.editing.within))

    def seen(self, data: Any) -> Self:
        """Take what was read back for what the write left, so that ``effect`` tells of it. Sends nothing."""
        if self._changed:
            self.effect = effect_of(self._changed, data if isinstance(data, dict) else None, self._tell)
        return self

    def told(self, *, strict: bool = False) -> Self:
        """Return this result, and warn once where its answer contradicts what was sent. Sends nothing.

        Raises:
            AnswerContradicts: It does, and ``strict`` was asked for; the write was done all the same.
        """
        if self.failed and not strict:
            return self  # the answer itself says what failed, and so does the display
        method, path = self._request.method, path_of(self._subject.session.client.redact(self.url))
        try:
            self.effect.tell(_NOT_APPLIED, strict=strict, where=f"{method} {path}", outcome=_DONE, next=_AFTERWARDS)
        except AnswerContradicts as error:
            error.done = self
            raise
        return self

    @property
    def url(self) -> str:
        """Return the address of what was written. Sends nothing."""
        return self._subject.url

    @property
    def data(self) -> Any:
        """Return the new representation as plain data. **Sends** one GET where the answer did not carry it."""
        return copied(value_at(data_of(self._node), self._subject.editing.within))

    def __getitem__(self, name: str) -> Any:
        """Read a member of the new representation. **Sends** one GET where the answer did not carry it."""
        within = self._subject.editing.within
        return self.data[name] if within else read_field(self._node, name)

    def __contains__(self, name: object) -> bool:
        """Tell whether the new representation has a member. **Sends** as reading does."""
        return name in self.data

    @property
    def before(self) -> dict[str, Any]:
        """Return the representation before the write. Sends nothing."""
        data: dict[str, Any] = copied(self._subject.data)
        return data

    @property
    def patch(self) -> JsonPatch:
        """Return what the write changed. **Sends** one GET where only that would tell, as after instructions."""
        return json_patch_of(self._subject.data, self._brought())

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the places that changed, with their values before and after. **Sends** as ``patch`` does."""
        return self._subject.changes_to(self._brought())

    def undo(self) -> D:
        """Return a draft that takes back what this write changed, and nothing else. Nothing of it is sent.

        Where somebody changed the same since, sending it is a conflict, and ``rebase`` asks which to keep.
        **Sends** one GET where the answer did not carry the new representation, and the write back needs its version,
        or nothing else tells what changed.

        Raises:
            PatchError: The place takes instructions only, so that no draft can take anything back.
        """
        return self._begin_draft(*undone(self._subject, self._brought(), self._answered(), self._latest()))

    def _brought(self) -> dict[str, Any]:
        """Return what the write was to bring; **sends** one GET where that was not known before it."""
        if self._sent is None:
            self._after = self._subject.at(read(self._node).document)
            self._sent = dict(self._after.data)
        return self._sent

    def _answered(self) -> Subject | None:
        """Return what the write left, None where the answer does not tell all of it. Sends nothing."""
        if self._after is None or self._sent is None:
            return None
        # An answer may show less than there is: written back, it would take away the rest.
        return self._after if is_whole(self._after.data, self._subject.data, self._sent) else None

    def _latest(self) -> Subject | None:
        """Return what is there after the write, None where only a GET would tell. Sends nothing."""
        # The write made the session forget the place, so that what it knows now was read after it.
        state = self._subject.session.known(self.url)
        return self._subject.at(state.document) if state is not None else self._answered()

    def __repr__(self) -> str:
        """Say in one line what was done. Sends nothing."""
        count = "" if self._sent is None else f", {counted(len(self.changes), 'value')} changed"
        path = path_of(self._subject.session.client.redact(self.url))
        failed = f", {len(self.failed):,} failed" if self.failed else ""
        broken = len(self.effect.contradicted)
        failed += f", {broken:,} not applied" if broken and not self.failed else ""
        return shown(f"Done({self._request.method} {path}, {self.status or 'answer lost'}{count}{failed})")

    def __str__(self) -> str:
        """Return the page as text. Sends nothing."""
        return render_text(self._view(), self._subject.session.options)

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        return bundle(self._view(), self._subject.session.options, include, exclude)

    def _view(self) -> View:
        session = self._subject.session
        redact = session.client.redact
        notes = [self._note] if self._note else []
        broken = () if self.failed else self.effect.contradicted
        notes += [f"accepted, not applied: {each.reason}" for each in broken[:_MOST_FAILED]]
        notes += [f"{len(broken) - _MOST_FAILED:,} more: .effect has all"] if len(broken) > _MOST_FAILED else []
        notes += [f"failed: {shown_value(session, one, '')}" for one in self.failed[:_MOST_FAILED]]
        more = len(self.failed) - _MOST_FAILED
        notes += [f"{more:,} more failed: .failed has all"] if more > 0 else []
        if self._after is None:
            notes.append("the answer does not carry the new representation: reading it sends one GET")
        facts = WriteFacts(
            heading=heading(
                session,
                f"{self._request.method} {redact(path_of(self.url))}",
                f"{self.status or 'answer lost'} · {_outcome(self.failed, broken)}",
            ),
            changes=rows_of(session, self.changes if self._sent is not None else ()),
            unchanged="none" if self._sent is not None else "not known yet: .changes reads the place",
            comment=redact.in_data(self.comment),
            notes=notes,
            # What takes instructions only has no way back.
            expressions=(".resource",) if self._subject.editing.form == "value" else (".undo()", ".resource"),
        )
        return write_view(facts, session.options, session.profile.epoch_milliseconds)


def _outcome(failed: Sequence[Any], broken: Sequence[Asked]) -> str:
    return "done in part" if failed else "accepted, not applied" if broken else "done"


def _of_instructions(request: WriteRequest, failed: Sequence[Any], tell: Callable[[Any, Changed], str]) -> Effect:
    """Return the effect of instructions: what each one brings is not declared, and what failed the server lists."""
    at = Changed((), MISSING, MISSING)
    broken = [Asked("an instruction", "contradicted", f"failed: {tell(one, at)}", 1) for one in failed]
    listed = request.body.get("instructions") if isinstance(request.body, dict) else None
    kinds = [each.get("kind", "an instruction") for each in listed or () if isinstance(each, dict)]
    return Effect((*broken, *(Asked(f"{kind}", "cannot be seen", _UNDECLARED) for kind in kinds)))


class Checked(Generic[R, D]):
    """Hold what a read told of a write whose answer was lost. Sends nothing.

    ``outcome`` is ``done``, ``not done`` or ``changed by somebody else``; after instructions, which do not say what
    they bring, it is ``not done`` or ``changed``. ``done`` holds the write that was done.

    >>> Checked("not done", {"name": "a"}, None, "the draft is kept; .send() sends it")
    Checked(not done: the draft is kept; .send() sends it)
    """

    __slots__ = ("done", "next", "outcome", "theirs")

    def __init__(self, outcome: str, theirs: dict[str, Any], done: Done[R, D] | None, following: str) -> None:
        """Keep the outcome and the representation that was read."""
        self.outcome = outcome
        self.theirs = theirs
        """The representation that is there now."""
        self.done = done
        self.next = following
        """What to do now."""

    def __repr__(self) -> str:
        """Say in one line which it is."""
        return f"Checked({self.outcome}: {self.next})"
