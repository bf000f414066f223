"""The data of a place: all of it, one field of it, and what a JSONPath finds in it."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from hypernav.documents.document import Document, copied
from hypernav.errors import FieldNotFound, SearchError
from hypernav.names import suggest
from hypernav.navigation.naming import own_url, where
from hypernav.navigation.node import Node
from hypernav.navigation.resolving import known, read, relations_of

# RFC 9535, 2.5.1.1: any character from U+0080 may stand in a name, of which the parser takes a few only.
_BEYOND_ASCII = (
    r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|@?[A-Za-z_\x80-\U0010FFFF][\w@\-\x80-\U0010FFFF]*"""
)


def data_of(node: Node) -> Any:
    """Return the document at a place as plain data, which is the user's to change. **Sends** one GET unless loaded."""
    state = read(node)
    if state.copy is None:
        with node.session.lock:
            if state.copy is None:
                state.copy = state.document.copy_data()
    return state.copy


def read_field(node: Node, key: str) -> Any:
    """Return a field of the document at a place. **Sends** one GET unless loaded.

    Raises:
        FieldNotFound: The document has no such field.
    """
    if node.state is None and type(node.record) is dict and key in node.record:
        value = node.record[key]  # what stands in a list is read there: no document is made of it for that
    else:
        document = read(node).document
        try:
            value = document.data[key]
        except (KeyError, TypeError):
            raise field_not_found(node, document, key) from None
    return copied(value) if type(value) in (dict, list) else value


def known_fields(node: Node) -> list[str]:
    """Return the names of the fields at a place, as far as it was read. Sends nothing."""
    state = known(node)
    data = state.document.data if state else None
    return [str(key) for key in data] if isinstance(data, dict) else []


def has_field(node: Node, key: object) -> bool:
    """Tell whether the document at a place has a field. **Sends** one GET unless loaded."""
    data = read(node).document.data
    return isinstance(data, dict) and key in data


def field_not_found(node: Node, document: Document, key: str) -> FieldNotFound:
    """Return the refusal of a field that a document does not have. Sends nothing."""
    fields = list(document.data) if isinstance(document.data, dict) else []
    summary = node.parent is not None and own_url(node, document)
    relations = relations_of(node, document)
    error = FieldNotFound(
        f"{where(node, document)} has no field {key!r}.",
        nearest="  ".join(f"[{name!r}]" for name in suggest(key, fields)),
        fields=", ".join(islice(fields, 30)) + (f" … {len(fields) - 30} more" if len(fields) > 30 else ""),
        summary="this is the summary that the list carries; .refresh() gets the whole thing" if summary else "",
        to_follow=f".follow({key!r})   is a relation" if key in relations else "",
    )
    return node.session.client.without_secrets(error)


def select(node: Node, path: str) -> list[Any]:
    """Return the values that a JSONPath finds in the document at a place. **Sends** one GET unless loaded.

    Raises:
        SearchError: It is no JSONPath.
    """
    from jsonpath_ng.exceptions import JSONPathError  # its parser is slow to import
    from jsonpath_ng.ext.parser import parse

    state = read(node)
    try:
        expression = parse(re.sub(_BEYOND_ASCII, _quoted, path, flags=re.DOTALL))
    except (JSONPathError, AttributeError) as error:
        raise SearchError(
            f"{path!r} is not a JSONPath: {error}.",
            where=where(node, state.document),
            example="$..name",
            brackets="a name with spaces, dots or signs stands in brackets: $['first name']",
        ) from error
    return [match.value for match in expression.find(data_of(node))]


def _quoted(part: re.Match[str]) -> str:
    name = part[0]
    return name if name[0] in "'\"`" or name.isascii() else f"'{name}'"
