"""Read what a list is sorted by (AIP-132) and which of its members are sent (partial responses)."""

from __future__ import annotations

from typing import Any

_DEEPEST = 60


def parse_order(text: str) -> list[tuple[str, bool]]:
    """Return the fields of an ``orderBy`` and whether each descends (AIP-132).

    Raises:
        ValueError: It is no ordering.

    >>> parse_order(" createTime  desc,name ")
    [('createTime', True), ('name', False)]
    """
    found: list[tuple[str, bool]] = []
    for part in text.split(","):
        field, *direction = part.split()[:3] or [""]
        if not field or direction not in ([], ["desc"]):
            raise ValueError(f"{part!r} is no field with or without desc")
        found.append((field, bool(direction)))
    return found


def parse_fields(text: str) -> dict[str, Any]:
    """Return what a partial response holds, as nested names; a name that leads to nothing stands for all of it.

    Raises:
        ValueError: It is no selection of fields.

    >>> parse_fields("apis(name,labels/env),nextPageToken")
    {'apis': {'name': {}, 'labels': {'env': {}}}, 'nextPageToken': {}}
    """
    tree, end = _selection(text, 0, depth=0)
    if end != len(text):
        raise ValueError(f"at character {end} of the fields: the selection should end")
    return tree


def _selection(text: str, begin: int, depth: int) -> tuple[dict[str, Any], int]:
    if depth > _DEEPEST:
        raise ValueError(f"at character {begin} of the fields: parentheses are too deep")
    tree: dict[str, Any] = {}
    while True:
        end = begin
        while end < len(text) and text[end] not in ",()":
            end += 1
        path = text[begin:end].split("/")
        if not all(path):
            raise ValueError(f"at character {begin} of the fields: a name should stand here")
        below: dict[str, Any] = {}
        if text[end : end + 1] == "(":
            below, end = _selection(text, end + 1, depth + 1)
            if text[end : end + 1] != ")":
                raise ValueError(f"at character {end} of the fields: a parenthesis should close")
            end += 1
        place = tree
        for name in path:
            place = place.setdefault(name, {})
        place.update(below)
        if text[end : end + 1] != ",":
            return tree, end
        begin = end + 1
