"""A write that was not taken because somebody else was first: its three sides, and where they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypernav.documents.document import copied
from hypernav.documents.paths import at_path
from hypernav.edits.changes import changes
from hypernav.edits.delivery import add
from hypernav.edits.guards import Guard
from hypernav.edits.preview import shown_value
from hypernav.edits.subject import Subject
from hypernav.edits.three_way import Overlap, merge
from hypernav.errors import Conflict, HypernavError, Invalid, NotFound, ResponseError
from hypernav.navigation.session import Session
from hypernav.patches.json.pointer import shown
from hypernav.patches.json.values import same_json

_MOST_OVERLAPS = 5
_MOST_NAMED = 12
_CORRECT = "kept as it is: correct it, then .send() again"
_KEPT = "kept as it is: .send() sends it again once that is settled"


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
        state = subject.session.read_now(subject.url, asked_by="a conflict")
        return subject.at(state.document), "read back with one GET"
    except NotFound:
        return None, "it is not there any more"
    except HypernavError as error:
        return None, f"could not be read: {error.what}"


def conflict_before(subject: Subject, mine: Any, theirs: Subject) -> Conflict:
    """Return the error of a write that was not sent because what it began with changed."""
    conflict = Conflict(f"{subject.where} was changed by somebody else since the draft was made.", sent="nothing")
    explained(conflict, subject, mine, theirs, "read with one GET right before the write")
    return conflict


def explained(conflict: Conflict, subject: Subject, mine: Any, theirs: Subject | None, how: str) -> Conflict:
    """Give a conflict its three sides, and a message that shows where they overlap."""
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
        overlap=overlap_text(subject.session, merged.overlaps) or "none",
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
    """Return pointers for a message, not more than can be read."""
    known = list(dict.fromkeys(pointers))
    more = len(known) - _MOST_NAMED
    return "  ".join(map(shown, known[:_MOST_NAMED])) + (f"  … {more:,} more" if more > 0 else "")


def overlap_text(session: Session, overlaps: tuple[Overlap, ...]) -> str:
    """Return overlaps with their three sides for a message."""
    lines: list[str] = []
    for each in overlaps[:_MOST_OVERLAPS]:
        name = next((step for step in reversed(each.path) if isinstance(step, str)), "")
        lines.append(shown(each.pointer))
        for side, value in (("base", each.base), ("mine", each.mine), ("theirs", each.theirs)):
            lines.append(f"  {side:<6}  {shown_value(session, value, name)}")
    more = len(overlaps) - _MOST_OVERLAPS
    return "\n".join([*lines, *([f"… {more:,} more"] if more > 0 else [])])
