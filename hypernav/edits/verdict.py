"""What a representation read back tells of a write: whether somebody else was first, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from hypernav.documents.identity import HYPERMEDIA
from hypernav.documents.paths import Path, at_path, steps_to, value_at
from hypernav.edits.changes import Changed
from hypernav.edits.guards import parts_of
from hypernav.edits.request import carried
from hypernav.patches.json.values import same_json
from hypernav.profile import Editing

Outcome = Literal["done", "not done", "changed by somebody else"]


def would_overwrite(editing: Editing, base: Any, changed: Sequence[Changed], theirs: Any) -> bool:
    """Tell whether a write that began with one representation would undo what another one has since. Sends nothing.

    A write of the whole overwrites all that it carries, one of members each of these as a whole, and any other one
    only what it changes.

    >>> changed = [Changed(("name",), "a", "b")]
    >>> would_overwrite(Editing(form="merge patch"), {"name": "a", "size": 1}, changed, {"name": "a", "size": 2})
    False
    >>> would_overwrite(Editing(form="whole representation"), {"name": "a", "size": 1}, changed, {"name": "a"})
    True
    """
    if editing.form == "whole representation":
        return not same_json(carried(editing, base), carried(editing, theirs))
    if editing.form == "changed members":
        names = {each.path[0] for each in changed}
        return any(not same_json(at_path(base, (name,)), at_path(theirs, (name,))) for name in names)
    return any(not same_json(each.before, at_path(theirs, each.path)) for each in changed)


def outcome_of(
    editing: Editing,
    base: Mapping[str, Any],
    changed: Sequence[Changed],
    theirs: Mapping[str, Any],
    *,
    same_tag: bool = False,
) -> Outcome:
    """Return what became of a write whose answer was lost, by the representation that is there now. Sends nothing.

    A version that did not move says that nothing was done; that it moved does not say by whom, so only the values
    that the write was to bring tell that it was done.

    Args:
        editing: How the place takes changes, and where its versions stand.
        base: The representation that the write began with.
        changed: What the write was to change.
        theirs: The representation that is there now.
        same_tag: Whether the ETag is the one that the write began with.

    >>> editing = Editing(form="json patch", guard="test", guard_member="_version")
    >>> changed = [Changed(("on",), False, True)]
    >>> outcome_of(editing, {"_version": 1, "on": False}, changed, {"_version": 1, "on": False})
    'not done'
    >>> outcome_of(editing, {"_version": 1, "on": False}, changed, {"_version": 2, "on": True})
    'done'
    """
    moved = [not same_json(at_path(base, path), at_path(theirs, path)) for path in _versions(editing, base, changed)]
    if same_tag or (moved and not any(moved)):
        return "not done"
    if all(same_json(each.after, at_path(theirs, each.path)) for each in changed):
        return "done"
    untouched = all(same_json(each.before, at_path(theirs, each.path)) for each in changed)
    return "not done" if untouched and not moved else "changed by somebody else"


def _versions(editing: Editing, base: Mapping[str, Any], changed: Sequence[Changed]) -> Iterator[Path]:
    paths = [steps_to(base, editing.guard_member)] if editing.guard_member else []
    paths += [part for each in changed for part in parts_of(editing, base, each.path)]
    yield from (path for path in dict.fromkeys(paths) if isinstance(at_path(base, path), str | int))


def is_representation(answer: Any, base: Mapping[str, Any], current: Mapping[str, Any], editing: Editing) -> bool:
    """Tell whether the answer to a write is the new representation, and not a receipt, links or a job. Sends nothing.

    It has every member that was changed and still exists, and half of those that there were.

    >>> base, current = {"id": 1, "name": "a", "links": []}, {"id": 1, "name": "b", "links": []}
    >>> is_representation({"links": []}, base, current, Editing(form="whole representation"))
    False
    >>> is_representation({"id": 1, "name": "b"}, base, current, Editing(form="whole representation"))
    True
    """
    data = value_at(answer, editing.within)
    if not isinstance(data, dict):
        return False
    touched = {name for name in current if not same_json(base.get(name), current[name])}
    known = {name for name in base if name not in HYPERMEDIA}
    return touched <= data.keys() and 2 * len(known & data.keys()) >= len(known)


def is_whole(data: Mapping[str, Any], base: Mapping[str, Any], current: Mapping[str, Any]) -> bool:
    """Tell whether a representation has all that the written one kept, so that it can be written back. Sends nothing.

    >>> base, current = {"name": "a", "size": 1}, {"name": "b", "size": 1, "colour": "red"}
    >>> is_whole({"name": "b", "size": 1}, base, current), is_whole({"name": "b"}, base, current)
    (True, False)
    """
    return {name for name in current if name in base and name not in HYPERMEDIA} <= data.keys()
