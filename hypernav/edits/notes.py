"""What somebody should know of a change before it is sent, besides what it changes and what guards it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hypernav.edits.changes import subscripts
from hypernav.names import suggest
from hypernav.profile import Editing


def notes_of(
    editing: Editing, url: str, base: Mapping[str, Any], current: Mapping[str, Any], repeated: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return remarks on a change, one line each; ``repeated`` are names that an object has twice. Sends nothing.

    >>> notes_of(Editing(form="merge patch"), "https://acme.test/x", {"name": ""}, {"name": "", "nam": ""})
    ("['nam'] is a new member; the nearest there was: ['name']",)
    """
    twice = (
        f"{subscripts((name,))} stands twice in an object of the answer: the last one was read" for name in repeated
    )
    return (*_notes(editing, url, base, current), *twice)


def _notes(editing: Editing, url: str, base: Mapping[str, Any], current: Mapping[str, Any]) -> Iterator[str]:
    for name in current:
        if name not in base and name not in editing.members.values():
            near = suggest(name, [known for known in base if not known.startswith("_")])
            nearest = f"; the nearest there was: {'  '.join(subscripts((one,)) for one in near)}" if near else ""
            yield f"{subscripts((name,))} is a new member{nearest}"
    if editing.form == "whole representation" and not editing.body:
        yield "the write replaces the whole: what the request does not carry, the server may take away"
        if "?" in url:
            yield "the address has a query, and so perhaps shows a part only, which would replace the whole"
    if editing.form == "changed members" and any(name not in current for name in base):
        yield "a member that was taken away is sent as null"
