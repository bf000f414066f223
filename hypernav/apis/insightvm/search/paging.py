"""How pages are asked for: ``size``, and ``sort`` once for each property, with its direction spelled out.

The direction is always sent: the last word of ``sort=name,title,DESC`` is one only if it is ``ASC`` or ``DESC``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypernav.errors import UnknownField, WrongValue
from hypernav.search.checks import near_fields
from hypernav.search.query import Ordering, Query
from hypernav.web.parameters import parameters_of

LARGEST_SIZE = 500
"""The largest page that a console gives."""
_DIRECTION = re.compile(r"(.+?)\s*[, :]\s*(asc|desc)(?:ending)?", re.IGNORECASE)


def page_parameters(query: Query, title: str, sortable: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the parameters that a query's page size, orderings and further parameters become.

    Args:
        query: What is asked for.
        title: What is searched, as messages name it.
        sortable: Properties that it can be sorted by, none where they are not known.

    Raises:
        WrongValue: A page is larger than a console gives.
        UnknownField: It cannot be sorted by a property.
    """
    if query.page_size is not None:
        yield "size", str(_checked_size(query.page_size))
    for ordering in query.sort:
        yield "sort", f"{_checked_property(ordering, title, sortable)},{'DESC' if ordering.descending else 'ASC'}"
    yield from parameters_of(query.parameters)


def _checked_size(size: int) -> int:
    if size > LARGEST_SIZE:
        raise WrongValue(
            f"A page has at most {LARGEST_SIZE} items, and {size} were asked for.",
            where=f".page_size({size})",
            nearest=f"{LARGEST_SIZE}",
            note="limit counts items in all, however many pages they take",
        )
    return size


def _checked_property(ordering: Ordering, title: str, sortable: tuple[str, ...]) -> str:
    spelled = _DIRECTION.fullmatch(ordering.field)
    if ordering.field in sortable or not (sortable or spelled or "," in ordering.field):
        return ordering.field
    name = spelled[1] if spelled else ordering.field
    descending = ordering.descending or (spelled is not None and spelled[2].casefold() == "desc")
    near = [str(Ordering(each, descending)) for each in near_fields(name, sortable or [name])]
    raise UnknownField(
        f"{title} cannot be sorted by {ordering.field!r}.",
        where=f".sort({str(ordering)!r})",
        nearest="  ".join(map(repr, near)),
        properties=", ".join(sortable),
    )
