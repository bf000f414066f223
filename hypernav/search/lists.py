"""What the lists of many APIs have in common: what they are sorted by, how long a page is, further parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypernav.errors import UnknownField, WrongValue
from hypernav.search.checks import near_fields
from hypernav.search.query import Ordering, Query
from hypernav.web.parameters import parameters_of


def sortable(ordering: Ordering, names: Sequence[str], title: str) -> Ordering:
    """Return an ordering by a field that a list can be sorted by.

    Args:
        ordering: What is asked for.
        names: What the list can be sorted by.
        title: What is searched, as messages name it.

    Raises:
        UnknownField: The list cannot be sorted by it.

    >>> sortable(Ordering("created", descending=True), ["created", "updated"], "Acme's order list").descending
    True
    """
    if ordering.field in names:
        return ordering
    sign = "-" if ordering.descending else ""
    raise UnknownField(
        f"{title} cannot be sorted by {ordering.field!r}.",
        where=f".sort({str(ordering)!r})",
        nearest="  ".join(f".sort({sign + name!r})" for name in near_fields(ordering.field, names)),
        sorts=", ".join(names) or "nothing",
    )


def page_size(query: Query, largest: int | None, title: str) -> int | None:
    """Return how many items a request is to give, None where nothing is said.

    Args:
        query: What is asked for.
        largest: The most items that the API gives at once; None where it states no maximum.
        title: What is searched, as messages name it.

    Raises:
        WrongValue: It is less than one, or more than the API gives at once.

    >>> page_size(Query(page_size=50), 100, "Acme's order list")
    50
    """
    size = query.page_size
    if size is None or (size >= 1 and (largest is None or size <= largest)):
        return size
    bounds = f"1 to {largest:,} items" if largest is not None else "at least 1 item"
    raise WrongValue(
        f"A page of {title} has {bounds}.",
        where=f".page_size({size})",
        nearest=f".page_size({1 if size < 1 else largest})",
    )


def joined(said: Iterable[tuple[str, str]], query: Query) -> tuple[tuple[str, str], ...]:
    """Return what a search says, and behind it the further parameters as they are.

    Raises:
        WrongValue: A further parameter says again what the search says already.

    >>> joined([("state", "open")], Query(parameters={"view": "simple"}))
    (('state', 'open'), ('view', 'simple'))
    """
    own = tuple(said)
    further = tuple(parameters_of(query.parameters))
    for name, value in further:
        if any(name == each for each, _ in own):
            raise WrongValue(
                f"The parameter {name!r} is given twice: this search says it already.",
                where=f"parameters({name}={value!r:.200})",
                next="leave it out of the parameters",
            )
    return (*own, *further)
