"""JSON Pointers (RFC 6901): built from segments, taken apart, and followed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NoReturn

from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.names import suggest
from hypernav.patches.json.values import json_text, shortened, visible

Path = str | Sequence[str | int]
"""A place in a document: a pointer such as ``"/tags/0"``, or its segments such as ``("tags", 0)``."""

_INDEX = re.compile("0|[1-9][0-9]*")
_LONGEST_INDEX = 18


def pointer(*path: str | int | Sequence[str | int]) -> str:
    """Return the JSON Pointer of a place (RFC 6901, sections 3 and 4).

    Args:
        path: The segments from the top, unescaped: names of members, indices from 0, ``"-"`` for the place after
            the last item. Or one argument: a pointer as text, ``""`` for the whole document, or all segments in a
            tuple or list.

    Raises:
        PatchError: It is no pointer, or a segment is neither text nor an index.

    >>> pointer("environments", "a/b", "on"), pointer("tags", 0), pointer("/tags/0"), pointer("")
    ('/environments/a~1b/on', '/tags/0', '/tags/0', '')
    >>> pointer(("/tags",))
    '/~1tags'
    """
    only = path[0] if len(path) == 1 else ()
    if len(path) == 1 and not isinstance(only, int) and (not isinstance(only, str) or only[:1] in ("", "/")):
        return as_pointer(only)
    return _joined(path)


def as_pointer(path: Path) -> str:
    """Return a place as a pointer, checked: text as it is, segments joined.

    Raises:
        PatchError: It is no pointer, or a segment is neither text nor an index.

    >>> as_pointer(("tags", 0)), as_pointer("/tags/0")
    ('/tags/0', '/tags/0')
    """
    if not isinstance(path, str):
        return _joined(path)
    if path and not path.startswith("/"):
        raise PatchError(
            "A JSON Pointer begins with a slash.",
            pointer=visible(shortened(path)),
            nearest=visible(shortened(_joined((path,)))),
        )
    _check_escapes(path)
    return str.__str__(path)


def _check_escapes(text: str) -> None:
    if "~" in text:
        # Loaded where it is needed: importing this package stays quick.
        import jsonpointer

        try:
            jsonpointer.JsonPointer(text)
        except jsonpointer.JsonPointerException:
            raise PatchError(
                "In a JSON Pointer, ~ is written ~0 and / is written ~1.",
                pointer=visible(shortened(text)),
                nearest=visible(shortened(re.sub("~(?![01])", "~0", text))),
                next='segments are escaped for you: ("a~b", "c")',
            ) from None


def _joined(path: object) -> str:
    if not isinstance(path, list | tuple):
        raise PatchError(
            f"{shortened(ascii(path))} is no place in a document.",
            next='a pointer such as "/tags/0", or its segments such as ("tags", 0)',
        )
    return "".join(map(_segment, path))


def _segment(segment: Any) -> str:
    if isinstance(segment, str):
        return "/" + segment.replace("~", "~0").replace("/", "~1")
    if isinstance(segment, int) and not isinstance(segment, bool) and segment >= 0:
        return f"/{int(segment)}"
    if isinstance(segment, int) and not isinstance(segment, bool):
        raise PatchError(
            f"JSON Pointers do not count from the end: {segment} is no index.",
            next='the index from 0, or "-" for the place after the last item',
        )
    raise PatchError(
        f"{shortened(ascii(segment))} is no segment of a JSON Pointer.",
        next="the name of a member as text, or an index from 0",
    )


def segments(text: str) -> tuple[str, ...]:
    """Return the segments of a pointer, unescaped.

    Raises:
        PatchError: It is no pointer.

    >>> segments("/environments/a~1b/on"), segments("")
    (('environments', 'a/b', 'on'), ())
    """
    return segments_of(as_pointer(text))


def segments_of(text: str) -> tuple[str, ...]:
    """Return the segments of what is known to be a pointer."""
    parts = text.split("/")[1:]
    if "~" not in text:
        return tuple(parts)
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)


def parent(text: str) -> str:
    """Return the pointer of what a place is in; the whole document is in nothing.

    Raises:
        PatchError: It is no pointer, or the whole document's.

    >>> parent("/tags/0")
    '/tags'
    """
    if not as_pointer(text):
        raise PatchError("The whole document has no parent.", pointer='""')
    return text.rpartition("/")[0]


def is_below(text: str, other: str) -> bool:
    """Say whether a place is inside another one, at any depth; no place is inside itself.

    >>> is_below("/tags/0", "/tags"), is_below("/tags", "/tags"), is_below("/tagsets", "/tags")
    (True, False, False)
    """
    return as_pointer(text).startswith(as_pointer(other) + "/")


def find(document: Any, path: Path, default: Any = MISSING) -> Any:
    """Return what stands at a place, or the default where nothing does.

    Raises:
        PatchError: The path is no pointer.

    >>> find({"tags": ["beta"]}, "/tags/0"), find({}, "/tags/0")
    ('beta', MISSING)
    """
    value = document
    for segment in segments_of(as_pointer(path)):
        value = step(value, segment)
        if value is MISSING:
            return default
    return value


def at_pointer(document: Any, path: Path) -> Any:
    """Return what stands at a place (RFC 6901, section 4).

    Raises:
        PatchError: The path is no pointer, or nothing is there; with the nearest place that is.

    >>> at_pointer({"tags": ["beta"]}, ("tags", 0))
    'beta'
    >>> at_pointer({"tags": ["beta"]}, "/tag/0")
    Traceback (most recent call last):
        ...
    hypernav.errors.PatchError: There is nothing at /tag/0.
      because    the document has no member "tag"
      nearest    /tags
    """
    text = as_pointer(path)
    value = find(document, text)
    if value is MISSING:
        refuse(document, text)
    return value


def step(value: Any, segment: str) -> Any:
    """Return what a container holds under one segment, ``MISSING`` where it holds nothing there."""
    if isinstance(value, dict):
        return value.get(segment, MISSING)
    if isinstance(value, list):
        index = index_of(segment)
        return value[index] if index is not None and index < len(value) else MISSING
    return MISSING


def index_of(segment: str) -> int | None:
    """Return the array index that a segment writes (RFC 6901, section 4: no signs, no leading zeros).

    >>> index_of("10"), index_of("01"), index_of("-")
    (10, None, None)
    """
    return int(segment) if len(segment) <= _LONGEST_INDEX and _INDEX.fullmatch(segment) else None


def refuse(document: Any, text: str) -> NoReturn:
    """Raise the error that says why there is nothing at a pointer, and what is near."""
    value, reached = document, ""
    for segment in segments_of(text):
        below = step(value, segment)
        if below is MISSING:
            because, nearest = why_not(value, reached, segment)
            raise PatchError(f"There is nothing at {shown(text)}.", because=because, nearest=nearest)
        value, reached = below, reached + _segment(segment)
    raise AssertionError(f"something is at {text}")


def why_not(value: Any, reached: str, segment: str) -> tuple[str, str]:
    """Return why a value holds nothing under a segment, and the places near."""
    where = shown(reached)
    if isinstance(value, dict):
        near = [shown(reached + _segment(name)) for name in suggest(segment, value)]
        return f"{where} has no member {json_text(segment)}", ", ".join(near)
    if not isinstance(value, list):
        return f"{where} is {json_text(value, 40)}, which holds nothing", ""
    if segment == "-":
        return f'"-" is the place after the last item of {where}: only add, move and copy write there', ""
    if index_of(segment) is None:
        return f"{where} is an array, and {json_text(segment)} is no index from 0", ""
    return f"{where} has {len(value):,} item{'' if len(value) == 1 else 's'}, counted from 0", ""


def shown(text: str) -> str:
    """Return a pointer as messages say it.

    >>> shown("/tags"), shown("")
    ('/tags', 'the document')
    """
    return visible(shortened(text, 200)) if text else "the document"
