"""Send one write and say exactly what became of it: done, refused, in conflict, or unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from hypernav.copying import Unpicklable
from hypernav.documents.document import copied
from hypernav.documents.paths import at_path
from hypernav.edits.changes import changes
from hypernav.edits.preview import shown_value
from hypernav.edits.three_way import Overlap, merge
from hypernav.errors import (
    Conflict,
    ConnectionFailed,
    HypernavError,
    Invalid,
    NotFound,
    OutcomeUnknown,
    PatchError,
    ResponseError,
    UnreadableResponse,
)
from hypernav.navigation.writing import forget_own
from hypernav.patches.json.pointer import shown
from hypernav.patches.json.values import same_json

if TYPE_CHECKING:
    from hypernav.connection import Connection, Holding
    from hypernav.documents.document import Document
    from hypernav.edits.guards import Guard
    from hypernav.edits.request import WriteRequest
    from hypernav.edits.subject import Subject

State = Literal["open", "unknown", "done"]
_NOT_DONE = frozenset({501, 503, 505, 507, 511})
"""Failures of servers that say that nothing was done; after any other one, nobody knows."""
_FAILED = "unknown: the server failed while it worked on the write"
_REDIRECTED = "unknown: such a redirect does not say whether the write was done"
_MOST_OVERLAPS = 5
_MOST_NAMED = 12
_CORRECT = "kept as it is: correct it, then .send() again"
_KEPT = "kept as it is: .send() sends it again once that is settled"
_CHECK = ".check() reads it back and says which; it is not sent again before that"


@dataclass(slots=True)
class Delivery(Unpicklable):
    """Keep what became of one write, so that it is never sent twice, nor pickled: it has no second copy elsewhere."""

    _not_pickled = "A change that is to be sent once is not pickled; pickle .data of a draft, .patch of a patch."
    state: State = "open"
    _beginning: Lock = field(default_factory=Lock, repr=False, compare=False)

    def begin(self) -> None:
        """Claim the one time that it is sent: of several threads, one gets it.

        Raises:
            PatchError: It was done, nobody knows whether it was, or another thread is sending it.
        """
        with self._beginning:
            self.require_open("The write")
            # Unknown until somebody says otherwise: an interrupt in the middle of it says nothing.
            self.state = "unknown"

    def require_open(self, what: str) -> None:
        """Refuse to send what was sent.

        Raises:
            PatchError: It was done, or nobody knows whether it was.
        """
        if self.state == "done":
            raise PatchError(
                f"{what} was sent already, and is done.",
                next="make a new one; .undo() of the result takes it back",
            )
        if self.state == "unknown":
            raise PatchError(f"{what} was sent, and nobody knows yet whether it was done.", next=_CHECK)


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what answered a write that was done; ``holding`` is None where the answer cannot be read."""

    holding: Holding | None
    note: str = ""


def deliver(subject: Subject, request: WriteRequest, delivery: Delivery, *, asked_by: str) -> Answer:
    """Return what answers a write that was done. **Sends** exactly one request, and nothing a second time.

    Raises:
        OutcomeUnknown: The answer was lost.
        PatchError: It was sent already, or another thread is sending it.
        ResponseError: The server refused it, or failed.
    """
    connection = subject.connection
    delivery.begin()
    try:
        holding = connection.write(
            request.method, request.url, headers=request.headers, body=request.content, asked_by=asked_by
        )
    except UnreadableResponse as error:
        delivery.state = "done"
        return Answer(None, f"the answer could not be read: {error.what}")
    except OutcomeUnknown as error:
        add(error, next=_CHECK)
        raise
    except ResponseError as error:
        if error.status in (301, 302):
            add(error, outcome=_REDIRECTED, next=_CHECK)
        elif error.status >= 500 and error.status not in _NOT_DONE:
            add(error, outcome=_FAILED, next=_CHECK)
        else:
            delivery.state = "open"
        raise
    except (HypernavError, ValueError):
        delivery.state = "open"  # nothing left this machine
        raise
    finally:
        forget_own(subject.origin, subject.url)
    delivery.state = "done"
    return Answer(holding)


def add(error: HypernavError, **details: str) -> None:
    """Put details at the end of an error's own, in the place of those of the same label. Sends nothing."""
    labelled = {label.replace("_", " "): text for label, text in details.items()}
    kept = {label: text for label, text in error.details.items() if label not in labelled and label != "next"}
    following = {"next": labelled.pop("next", error.details.get("next", ""))}
    error.details = {label: text for label, text in {**kept, **labelled, **following}.items() if text}


def refused(error: ResponseError, subject: Subject, mine: Any, guard: Guard) -> ResponseError:
    """Return the error of a write that was not taken: what the server says, and both sides where it is a conflict.

    **Sends** one GET for theirs where it is a conflict, or where a test of the patch failed.
    """
    precondition = error.status == 428
    if not isinstance(error, Conflict) and not precondition and not _speaks_of_tests(error, guard):
        add(error, draft=_CORRECT if isinstance(error, Invalid) else _KEPT)
        return error
    theirs, trouble = read_theirs(subject)
    if isinstance(error, Invalid) and (theirs is None or not _test_failed(guard, theirs)):
        add(error, draft=_CORRECT)
        return error
    conflict = error if isinstance(error, Conflict) else _as_conflict(error)
    return explained(conflict, subject, mine, theirs, trouble)


def _speaks_of_tests(error: ResponseError, guard: Guard) -> bool:
    """Tell whether a refusal may mean that a test did not hold: no status is kept for that (RFC 6902 names none)."""
    return bool(guard.tests) and isinstance(error, Invalid) and "test" in f"{error.code} {error.message}".lower()


def _test_failed(guard: Guard, theirs: Subject) -> bool:
    return any(not same_json(value, at_path(theirs.data, path)) for path, value in guard.tests)


def _as_conflict(error: ResponseError) -> Conflict:
    conflict = Conflict(error.what)
    conflict.__dict__.update(error.__dict__)
    return conflict


def read_theirs(subject: Subject) -> tuple[Subject | None, str]:
    """Return what is there now, or None and why it cannot be read. **Sends** one GET."""
    try:
        holding = subject.connection.read_now(subject.url, asked_by="a conflict")
        return subject.at(holding.document), "read back with one GET"
    except NotFound:
        return None, "it is not there any more"
    except HypernavError as error:
        return None, f"could not be read: {error.what}"


def conflict_before(subject: Subject, mine: Any, theirs: Subject) -> Conflict:
    """Return the error of a write that was not sent because what it began with changed. Sends nothing."""
    conflict = Conflict(f"{subject.where} was changed by somebody else since the draft was made.", sent="nothing")
    explained(conflict, subject, mine, theirs, "read with one GET right before the write")
    return conflict


def explained(conflict: Conflict, subject: Subject, mine: Any, theirs: Subject | None, how: str) -> Conflict:
    """Give a conflict its three sides, and a message that shows where they overlap. Sends nothing."""
    conflict.base, conflict.mine = copied(dict(subject.data)), mine
    if theirs is None:
        add(conflict, theirs=how, draft="kept as it is")
        return conflict
    conflict.theirs = copied(dict(theirs.data))
    merged = merge(subject.data, mine, theirs.data)
    rules = theirs.members
    moved = [each for each in changes(subject.data, theirs.data) if not rules.is_servers(each.path, theirs.data)]
    add(
        conflict,
        theirs=how,
        changed=named(each.pointer for each in moved) or "nothing that can be edited",
        overlap=overlap_text(subject.connection, merged.overlaps) or "none",
        draft="kept as it is",
        next=_next(merged.overlaps, moved),
    )
    return conflict


def _next(overlaps: Iterable[Overlap], moved: Iterable[Any]) -> str:
    if any(True for _ in overlaps):
        return '.rebase(prefer="mine") or .rebase(prefer="theirs"), then .send()'
    if any(True for _ in moved):
        return ".rebase() merges both, then .send()"
    return ".rebase() begins with what is there now, then .send(); if that fails too, the conflict is of another kind"


def named(pointers: Iterable[str]) -> str:
    """Return pointers for a message, not more than can be read. Sends nothing."""
    known = list(dict.fromkeys(pointers))
    more = len(known) - _MOST_NAMED
    return "  ".join(map(shown, known[:_MOST_NAMED])) + (f"  … {more:,} more" if more > 0 else "")


def overlap_text(connection: Connection, overlaps: tuple[Overlap, ...]) -> str:
    """Return overlaps with their three sides for a message. Sends nothing."""
    lines: list[str] = []
    for each in overlaps[:_MOST_OVERLAPS]:
        name = next((step for step in reversed(each.path) if isinstance(step, str)), "")
        lines.append(shown(each.pointer))
        for side, value in (("base", each.base), ("mine", each.mine), ("theirs", each.theirs)):
            lines.append(f"  {side:<6}  {shown_value(connection, value, name)}")
    more = len(overlaps) - _MOST_OVERLAPS
    return "\n".join([*lines, *([f"… {more:,} more"] if more > 0 else [])])


def ask(subject: Subject, request: WriteRequest) -> Document:
    """Return the server's answer to a dry run, which changes nothing there. **Sends** one request.

    Raises:
        ConnectionFailed: The answer was lost.
        ResponseError: The server would refuse the change.
    """
    try:
        document, _ = subject.connection.exchange(
            request.method, request.url, headers=request.headers, body=request.content, asked_by=".dry_run()"
        )
    except OutcomeUnknown as error:
        raise ConnectionFailed(
            "The answer to the dry run was lost. It was to change nothing.",
            where=error.details.get("where", ""),
            because=error.details.get("because", ""),
            next=".dry_run() again, or .preview(), which sends nothing",
        ) from error
    return document
