"""A search by a value that cannot match, to learn whether a server heeds a condition at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypernav.display.values import counted
from hypernav.documents.effect import Asked
from hypernav.errors import NotFound, ResponseError, SearchError
from hypernav.navigation.lists.collection import pages
from hypernav.search.answers import Answers, answers_of
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Expression, Term
from hypernav.search.operators import meaning_of
from hypernav.search.planning import terms_of
from hypernav.search.query import Query

_TEXT = "no-such-value-5f3c9a71"
_LARGE = 10**15
_LOW = ("less", "at most")
_POSITIVE = (*_LOW, "equal", "greater", "at least", "contains", "starts with", "ends with", "like", "in", "all of")


def probe(answers: Answers, dialect: Dialect, query: Query, field: str = "") -> Asked:
    """Ask with one condition alone, its value replaced by one that cannot match. **Sends** one request.

    Args:
        answers: What answered the search.
        dialect: The way of searching.
        query: What the search asks for.
        field: Whose condition to try; the first one that can be where it is empty.

    Returns:
        *held* where nothing comes, *contradicted* where members come all the same.

    Raises:
        SearchError: No condition can be tried.
    """
    term = _impossible(dialect, query, field)
    alone = Query(conditions=(term,), parameters=query.parameters, page_size=query.page_size)
    asked = f"{term!r} alone"
    if dialect.literal_parameters:
        alone = replace(alone, conditions=(), values=((term.field, term.values[0]),))
        asked = f"where({term.field}={term.values[0]!r}) alone"
    try:
        came = pages(answers_of(answers.node, dialect, alone).first).count
    except NotFound:
        raise
    except ResponseError as error:
        if 400 <= error.status < 500:
            return Asked(asked, "held", f"refused with {error.status}")
        raise
    if came:
        return Asked(asked, "contradicted", f"not so: {counted(came, 'member')} came", came)
    if answers.loaded and not pages(answers.first).count:
        return Asked(asked, "cannot be seen", "nothing comes for the search itself either")
    return Asked(asked, "held", "nothing came")


def _impossible(dialect: Dialect, query: Query, field: str) -> Term:
    conditions = (part for whole in (*terms_of(query.values), *query.conditions) for part in _parts(whole))
    terms = [each for each in conditions if isinstance(each, Term) and field in ("", each.field)]
    for term in terms:
        found = _other(term)
        if found is not None and _said(dialect, found):
            return found
    raise SearchError(
        "There is no condition of which a value is known that cannot match.",
        where=f".probe({field!r})" if field else ".probe()",
        next="name the field of a condition that compares with a text, a number or a time",
    )


def _parts(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Every):
        yield from expression.parts
    else:
        yield expression


def _said(dialect: Dialect, term: Term) -> bool:
    if dialect.literal_parameters:
        return True
    try:
        dialect.compile(Query(conditions=(term,)))
    except SearchError:
        return False
    return True


def _other(term: Term) -> Term | None:
    """Return the same comparison with a value that nothing has, None where there is none."""
    meaning = meaning_of(term.operator)
    if meaning not in _POSITIVE or not term.values:
        return None
    given = term.values[0]
    if isinstance(given, list | tuple | set | frozenset):
        given = next(iter(given), None)
    value = _unlikely(given, low=meaning in _LOW)
    return None if value is None else replace(term, values=(value,))


def _unlikely(given: Any, *, low: bool) -> Any:
    if isinstance(given, str):
        return _TEXT
    if isinstance(given, datetime):
        return datetime(1800 if low else 9999, 1, 1, tzinfo=UTC if given.tzinfo else None)
    if isinstance(given, date):
        return date(1800 if low else 9999, 1, 1)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return -_LARGE if low else _LARGE
    return None
