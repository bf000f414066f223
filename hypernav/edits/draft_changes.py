"""Where a document and its changed copy differ: objects member by member, anything else as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from hypernav.edits.pointer import pointer
from hypernav.edits.values import same_json
from hypernav.missing import MISSING

Path = tuple[str | int, ...]
"""Names of members and numbers of elements, from the top."""


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


def at_path(document: Any, path: Path) -> Any:
    """Return what stands at a path, ``MISSING`` where nothing does. Sends nothing.

    >>> at_path({"a": [{"b": 1}]}, ("a", 0, "b")), at_path({}, ("a", 0))
    (1, MISSING)
    """
    for step in path:
        if isinstance(document, dict) and isinstance(step, str):
            document = document.get(step, MISSING)
        elif isinstance(document, list) and isinstance(step, int) and 0 <= step < len(document):
            document = document[step]
        else:
            return MISSING
    return document


def dotted(document: Any, path: str) -> Any:
    """Return what stands at a path with dots, ``MISSING`` where nothing does; "" is the document. Sends nothing.

    A member whose own name has dots is found too.

    >>> dotted({"sys": {"version": 7}}, "sys.version"), dotted({"@odata.etag": "W/1"}, "@odata.etag")
    (7, 'W/1')
    """
    return at_path(document, split_dotted(document, path))


def split_dotted(document: Any, path: str) -> Path:
    """Return a path with dots as its names, as far as the document tells where names end. Sends nothing.

    >>> split_dotted({"@odata.etag": "W/1"}, "@odata.etag"), split_dotted({}, "sys.version")
    (('@odata.etag',), ('sys', 'version'))
    """
    names: list[str] = []
    while path:
        name = path if isinstance(document, dict) and path in document else path.partition(".")[0]
        names.append(name)
        path = path[len(name) + 1 :]
        document = document.get(name) if isinstance(document, dict) else None
    return tuple(names)


def subscripts(path: Path) -> str:
    """Return a path as somebody would type it after a name. Sends nothing.

    >>> subscripts(("environments", "production", "rules", 0))
    "['environments']['production']['rules'][0]"
    """
    return "".join(f"[{step!r}]" for step in path)


def put_at(document: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value at a path of names, making the objects on the way. Sends nothing.

    >>> document = {}
    >>> put_at(document, ("role", "id"), "user")
    >>> document
    {'role': {'id': 'user'}}
    """
    for step in path[:-1]:
        document = document.setdefault(str(step), {})
    document[str(path[-1])] = value
