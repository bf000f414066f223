"""The way back from a write that was done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypernav.documents.document import copied
from hypernav.documents.paths import put_at
from hypernav.edits.changes import Changed, changes
from hypernav.edits.guards import guard_of
from hypernav.edits.subject import Subject, subject_of
from hypernav.edits.three_way import merge
from hypernav.errors import PatchError
from hypernav.missing import MISSING


def undone(
    subject: Subject, sent: dict[str, Any], after: Subject | None, latest: Subject | None
) -> tuple[Subject, dict[str, Any]]:
    """Return what a draft begins with that takes back what a write changed, and what it is to be.

    **Sends** one GET where nobody knows what is there now and the write needs it for its guard.

    Args:
        subject: What the write began with.
        sent: What it was to be.
        after: What the write left, where its answer told.
        latest: What is there now, where that is known.

    Raises:
        PatchError: The place takes no edits.
    """
    if subject.editing.form == "value":
        raise PatchError(
            f"{subject.where} takes instructions only, so no draft can take these back.",
            next="send the opposite ones: .instruct()",
        )
    guarded = _is_guarded(subject)
    if guarded and (latest is None or not _is_guarded(latest)):
        latest = subject_of(subject.node, form=subject.editing.form)
    elif latest is None:
        latest = replace(subject, data=sent)  # what has no guard is read right before it is written anyway
    written = after or replace(subject, data=sent)
    back: dict[str, Any] = copied(dict(written.data))
    for each in changes(sent, dict(subject.data)):
        if not written.members.is_servers(each.path, written.data):
            _put_back(back, each)
    merged = merge(written.data, back, latest.data)
    # Where somebody changed the same since, the draft begins before that, so that sending it is a conflict.
    return (written, back) if merged.overlaps else (latest, merged.document)


def _is_guarded(subject: Subject) -> bool:
    return guard_of(subject.editing, subject.data, (), subject.headers).complete


def _put_back(current: dict[str, Any], change: Changed) -> None:
    """Set a member to what it was before, or take it away where it was not there."""
    if change.after is not MISSING:
        put_at(current, change.path, copied(change.after))
        return
    inside: Any = current
    for step in change.path[:-1]:
        inside = inside.get(step) if isinstance(inside, dict) else None
    if isinstance(inside, dict):
        inside.pop(change.path[-1], None)
