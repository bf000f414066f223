"""Where a document and its changed copy differ: objects member by member, anything else as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from hypernav.documents.paths import Path
from hypernav.missing import MISSING
from hypernav.patches.json.pointer import pointer
from hypernav.patches.json.values import same_json


class Changed(NamedTuple):
    """Hold one place where two documents differ.

    >>> Changed(("tags", 0), MISSING, "x").pointer
    '/tags/0'
    """

    path: Path
    before: Any
    """``MISSING`` where the first document has nothing there."""
    after: Any
    """``MISSING`` where the second document has nothing there."""

    @property
    def pointer(self) -> str:
        """Return the path as a JSON Pointer (RFC 6901). Sends nothing."""
        return pointer(self.path)


def changes(before: Any, after: Any, path: Path = ()) -> list[Changed]:
    """Return where two documents differ; an array that differs anywhere counts as a whole. Sends nothing.

    >>> [each.pointer for each in changes({"a": {"b": 1}, "c": [1]}, {"a": {"b": 2}, "c": [1, 2]})]
    ['/a/b', '/c']
    """
    return list(_changes(before, after, path))


def _changes(before: Any, after: Any, path: Path) -> Iterator[Changed]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            yield from _changes(before.get(name, MISSING), after.get(name, MISSING), (*path, name))
    elif not same_json(before, after):
        yield Changed(path, before, after)


def subscripts(path: Path) -> str:
    """Return a path as somebody would type it after a name. Sends nothing.

    >>> subscripts(("environments", "production", "rules", 0))
    "['environments']['production']['rules'][0]"
    """
    return "".join(f"[{step!r}]" for step in path)
