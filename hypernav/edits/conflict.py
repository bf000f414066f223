"""A write that was not taken because somebody else was first: its three sides, and where they overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from hypernav.documents.document import copied
from hypernav.documents.paths import at_path
from hypernav.edits.changes import Changed, changes
from hypernav.edits.delivery import add
from hypernav.edits.guards import Guard, guard_of
from hypernav.edits.preview import shown_value
from hypernav.edits.subject import Subject
from hypernav.edits.three_way import Overlap, merge
from hypernav.errors import Conflict, HypernavError, Invalid, NotFound, ResponseError
from hypernav.navigation.session import Session
from hypernav.patches.json.pointer import shown
from hypernav.patches.json.values import same_json
from hypernav.profile import Editing

_MOST_OVERLAPS = 5
_MOST_NAMED = 12
_CORRECT = "kept as it is: correct it, then .send() again"
_SETTLE = "settle what the message names, then .send() sends it again"
_WITHOUT_GUARD = ".edit(guard=False) does without the condition, and reads the place once more before it writes"
_REWRITTEN = re.compile(r"[-;:](?:gzip|br|deflate|zstd|df)\"$")
"""What servers put at the end of an ETag of a body that they compress, and do not take away from If-Match."""
_KEPT = "kept as it is: .send() sends it again once that is settled"


def refused(error: ResponseError, subject: Subject, mine: Any, guard: Guard) -> ResponseError:
    """Return the error of a write that was not taken: what the server says, and both sides where it is a conflict.

    **Sends** one GET for theirs where it may be a conflict, or where a test of the patch failed.
    """
    if error.status == 428:
        add(error, draft="kept as it is", next=_condition(subject, guard))
        return error
    if not isinstance(error, Conflict) and not _speaks_of_tests(error, guard):
        add(error, draft=_CORRECT if isinstance(error, Invalid) else _KEPT)
        if error.status == 415:
            add(error, next=_other_form(subject.editing))
        return error
    theirs, trouble = read_theirs(subject)
    if isinstance(error, Invalid) and (theirs is None or not _test_failed(guard, theirs)):
        add(error, draft=_CORRECT)
        return error
    if theirs is not None and isinstance(error, Conflict) and _is_unchanged(subject, mine, theirs, guard):
        because, following = _other_kind(error, guard)
        add(error, because=because, theirs=trouble, draft="kept as it is", next=following)
        return error
    conflict = error if isinstance(error, Conflict) else _as_conflict(error)
    return explained(conflict, subject, mine, theirs, trouble)


def _condition(subject: Subject, guard: Guard) -> str:
    """Return what to do where the server wants a condition (RFC 6585, 3)."""
    given = '.send(headers={"If-Match": "…"}) gives it'
    if guard.headers:
        return (
            f"the server wants another condition than {', '.join(guard.headers)}: {given}, of the value that it expects"
        )
    if "ETag" in subject.headers:
        return "the server wants a condition: .edit() without guard=False sends the ETag that came as If-Match"
    return f"the server wants a condition such as If-Match, and sent no ETag: {given}, of the value that it expects"


def _other_form(editing: Editing) -> str:
    forms = ("changed members", "merge patch", "json patch", "whole representation")
    named = ", ".join(f".edit(form={form!r})" for form in forms if form != editing.form)
    return f"the server takes no {editing.content_type} here; another form may do: {named}"


def _is_unchanged(subject: Subject, mine: Any, theirs: Subject, guard: Guard) -> bool:
    """Tell whether nobody was first: nothing that can be edited changed, and the guard is the same still."""
    changed = changes(subject.data, mine)
    again = guard_of(theirs.editing, theirs.data, changed, theirs.headers)
    return again == guard and not _moved(subject, theirs)


def _moved(subject: Subject, theirs: Subject) -> list[Changed]:
    rules = theirs.members
    return [each for each in changes(subject.data, theirs.data) if not rules.is_servers(each.path, theirs.data)]


def _other_kind(error: ResponseError, guard: Guard) -> tuple[str, str]:
    """Return why a refusal is no conflict although its status says so, and what works then."""
    if error.status != 412 or not guard.headers:
        return "nothing changed there since the draft was made: its state does not allow this", _SETTLE
    tag = guard.headers.get("If-Match", "")
    if tag.startswith("W/"):
        why = f"nothing changed there, and {tag} is a weak ETag, which a strict server never takes (RFC 9110, 13.1.1)"
    elif _REWRITTEN.search(tag):
        why = f"nothing changed there, and {tag} was rewritten on the way by what compresses, so that it never matches"
    else:
        why = f"nothing changed there: the server does not take the {guard.what} that it gave"
    return why, _WITHOUT_GUARD


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
    moved = _moved(subject, theirs)
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
    return ".rebase() begins with what is there now, then .send()"


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
