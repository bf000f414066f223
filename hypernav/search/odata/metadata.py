"""Which metadata tells of a place, which conditions depend on it, and what it says of the items there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from hypernav.errors import SearchError
from hypernav.search.expression import Expression
from hypernav.search.odata.csdl import Schema, read_csdl
from hypernav.search.odata.fields import FieldPath
from hypernav.search.odata.properties import Properties, vocabulary_of
from hypernav.search.operators import meaning_of
from hypernav.search.vocabulary import Vocabulary

_COLLECTION = re.compile(r"Collection\(([\w.]+)\)")
_PARENTHESES = re.compile(r"\([^()]*\)")


def asks_for_nothing(expressions: Iterable[Expression]) -> bool:
    """Tell whether conditions ask what is empty, which is said otherwise of a collection than of a value.

    >>> from hypernav.search import where
    >>> asks_for_nothing([where("Trips").any(where("Stops").is_empty())]), asks_for_nothing([where("A") == 1])
    (True, False)
    """
    for term in (term for expression in expressions for term in expression.terms()):
        path = FieldPath.read(term.field)
        plain = path is not None and not path.functions and path.segments[-1:] != ("$count",)
        if plain and meaning_of(term.operator) in {"empty", "not empty"}:
            return True
        if asks_for_nothing(value for value in term.values if isinstance(value, Expression)):
            return True
    return False


def vocabulary_at(xml: str, place: str) -> Vocabulary:
    """Return the vocabulary of the items at a place, as metadata declares it.

    Args:
        xml: The metadata document.
        place: The fragment of a context URL, or a path below the service's root: ``People('russell')/Trips``.

    Raises:
        SearchError: The document is no metadata of OData 4, or declares no such place.
    """
    schema = _schema(xml)
    collection = _COLLECTION.fullmatch(place)
    if collection is not None:
        return vocabulary_of(Properties(schema, schema.type_of(collection[1]), place))
    first, *rest = [step for step in _PARENTHESES.sub("", place).split("/") if step and not step.startswith("$")] or [
        ""
    ]
    properties = Properties(schema, schema.type_of(first), "/".join((first, *rest)))
    if not rest:
        return vocabulary_of(properties)
    found = properties.reached(FieldPath(tuple(rest)))
    if found is None or not found.type:
        raise SearchError(f"The metadata declares nothing at {place!r:.200}.", sets=", ".join(schema.sets))
    return vocabulary_of(Properties(schema, found.type, properties.title))


@lru_cache(4)
def _schema(xml: str) -> Schema:
    return read_csdl(xml)
