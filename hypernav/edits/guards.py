"""What keeps a write from undoing somebody else's change, and why it is that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypernav.documents.paths import Path, at_path, remaining, steps_to, value_at
from hypernav.edits.changes import Changed
from hypernav.missing import MISSING
from hypernav.patches.json.pointer import pointer, shown
from hypernav.profile import Editing
from hypernav.web.headers import Headers


@dataclass(frozen=True, slots=True)
class Guard:
    """Hold what a write carries so that the server refuses it where somebody else was first."""

    what: str
    """The guard itself, such as ``test /_version is 10``; ``none`` where there is none."""
    why: str
    """Why it is that one, and what it means; perhaps in several lines."""
    complete: bool = True
    """Whether the server refuses whenever something changed that the write would change too."""
    tests: tuple[tuple[Path, Any], ...] = ()
    """Paths, and the values that a JSON Patch tests there."""
    headers: Mapping[str, str] = field(default_factory=dict)
    members: tuple[tuple[Path, Any], ...] = ()
    """Paths, and the values that the body carries there."""


def guard_of(editing: Editing, base: Mapping[str, Any], changed: Sequence[Changed], headers: Headers) -> Guard:
    """Return the best guard that a place has for a change. Sends nothing.

    Args:
        editing: How the place takes the change.
        base: The representation that the change began with.
        changed: What is changed.
        headers: The header fields that came with the representation.

    >>> guard_of(Editing(form="json patch", guard="test", guard_member="_version"), {"_version": 7}, (), Headers()).what
    'test /_version is 7'
    """
    if editing.guard == "test":
        return _by_tests(editing, base, changed)
    if editing.guard == "if-match":
        tag = value_at(base, editing.guard_member) if editing.guard_member else headers.get("ETag", MISSING)
        if isinstance(tag, str) and tag:
            return _by_tag(tag)
        return _none("no ETag came with the representation")
    if editing.guard == "if-unmodified-since":
        return _by_date(headers.get("Last-Modified", ""))
    if not editing.guard:
        return _none("this API has none for this form")
    version = value_at(base, editing.guard_member)
    if not isinstance(version, str | int) or isinstance(version, bool):
        return _none(f"the representation has no {editing.guard_member}")
    if editing.guard == "header":
        shown = f"{editing.guard_header}: {version}"
        return Guard(shown, _COMPARED, headers={editing.guard_header: str(version)})
    path = steps_to(base, editing.guard_member)
    return Guard(f"{editing.guard_member} {version} in the body", _COMPARED, members=((path, version),))


_COMPARED = "the server refuses the write if its own version is another one"
_DATED = (
    "the server refuses the write after a later date (RFC 9110, 13.1.4), which may hide a change of the same second"
)
_WHOLE_PATCH = "a test that does not hold refuses the whole patch (RFC 6902, section 5)"
READS_ONCE_MORE = (
    "send() reads the place once more right before it writes, and refuses if it changed;\n"
    "in the moment between the two, somebody else's change could still be overwritten"
)


def _none(because: str) -> Guard:
    return Guard("none", f"{because}:\n{READS_ONCE_MORE}", complete=False)


def _by_tag(tag: str) -> Guard:
    weak = "\nit is a weak ETag, which a strict server never takes: .edit(guard=False) does without"
    why = "the server refuses the write if the ETag is no longer this one (RFC 9110, 13.1.1)"
    return Guard(f"If-Match: {tag}", why + (weak if tag.startswith("W/") else ""), headers={"If-Match": tag})


def _by_date(date: str) -> Guard:
    if not date:
        return _none("no Last-Modified came with the representation")
    why = f"{_DATED}:\n{READS_ONCE_MORE}"
    return Guard(f"If-Unmodified-Since: {date}", why, complete=False, headers={"If-Unmodified-Since": date})


def _by_tests(editing: Editing, base: Mapping[str, Any], changed: Sequence[Changed]) -> Guard:
    whole = steps_to(base, editing.guard_member)
    versions = dict(_versions(editing, base, changed))
    covered = [() if path == whole else path[:-1] for path in versions]
    left = [each for each in changed if not any(each.path[: len(part)] == part for part in covered)]
    values = dict(_values(base, left))
    bare = [each.pointer for each in left if each.before is MISSING and len(each.path) == 1]
    tests = tuple({**versions, **values}.items())
    # Values may be long, or secret; versions are neither.
    named = [f"{shown(pointer(path))} is {versions[path]}" for path in versions]
    named += [f"{shown(pointer(path))} is as it was read" for path in values]
    what = "test " + " and ".join(named)
    if not tests:
        return _none(f"{', '.join(bare)} did not exist, and JSON Patch has no test for that")
    why = f"each value is tested before it is changed;\n{_WHOLE_PATCH}" if values else _WHOLE_PATCH
    if bare:
        why += f"\n{', '.join(bare)} did not exist, and JSON Patch has no test for that:\n{READS_ONCE_MORE}"
    return Guard(what, why, complete=not bare, tests=tests)


def _versions(editing: Editing, base: Mapping[str, Any], changed: Iterable[Changed]) -> Iterator[tuple[Path, Any]]:
    """Yield the versions that guard a change, that of the whole and those of its parts."""
    found = [steps_to(base, editing.guard_member)] if editing.guard_member else []
    found += [part for each in changed for part in parts_of(editing, base, each.path)]
    for path in dict.fromkeys(found):
        value = at_path(base, path)
        if isinstance(value, str | int):
            yield path, value


def parts_of(editing: Editing, base: Any, path: Path) -> Iterator[Path]:
    """Yield the paths of the versions of those parts of a representation that a path lies in. Sends nothing.

    >>> editing = Editing(form="json patch", guard_parts=("environments.*.version",))
    >>> list(parts_of(editing, {}, ("environments", "production", "on")))
    [('environments', 'production', 'version')]
    """
    for pattern in editing.guard_parts:
        for part in (path[:length] for length in range(len(path))):
            name = steps_to(at_path(base, part), remaining(pattern, part) or "")
            if len(name) == 1:
                yield (*part, *name)
                break


def _values(base: Mapping[str, Any], changed: Iterable[Changed]) -> Iterator[tuple[Path, Any]]:
    """Yield what to test of each change: the value, or what a new member is put into."""
    for each in changed:
        if each.before is not MISSING:
            yield each.path, each.before
        elif len(each.path) > 1:
            yield each.path[:-1], at_path(base, each.path[:-1])
