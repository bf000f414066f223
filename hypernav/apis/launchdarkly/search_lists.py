"""What a list takes besides conditions: its order, what comes along, the size of its pages, further parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from hypernav.errors import UnknownField, WrongValue
from hypernav.names import suggest
from hypernav.search.checks import near_fields
from hypernav.search.dialect import Dialect
from hypernav.search.plain import parameters_of
from hypernav.search.query import Query
from hypernav.search.values import Unfit, fitting
from hypernav.search.vocabulary import Field

Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Declare what the operation of a list documents besides its filter.

    >>> Listing(sorts=("name",), largest_page=50).words
    ('page_size', 'parameters', 'sort')
    """

    sorts: tuple[str, ...] = ()
    one_sort: bool = False
    """Whether the order is by one field only."""
    lone_sort: str = ""
    """A field that cannot be combined with others, and needs the parameter ``env``."""
    expands: tuple[str, ...] = ()
    largest_page: int = 0
    """The most items that one request gives; 0 where none is documented."""
    text: str = ""
    """The field of the filter that looks for words anywhere."""
    times: tuple[str, ...] = ()
    """Parameters that are times, sent as epoch milliseconds."""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the members of a query that the list has something for. Sends nothing."""
        said = {"sort": self.sorts, "expand": self.expands, "text": self.text}
        return ("page_size", "parameters", *(word for word, has in said.items() if has))


def list_parameters(dialect: Dialect, listing: Listing, query: Query, said: Collection[str] = ()) -> Pairs:
    """Yield the parameters of a list: ``sort``, ``expand``, ``limit``, and the further ones as they are. Sends nothing.

    Args:
        dialect: Whose list it is, for messages.
        listing: What the list takes.
        query: What is asked for.
        said: Parameters that the search itself has said already, such as ``filter``.

    Raises:
        UnknownField: The list cannot be sorted so.
        WrongValue: It cannot send that along, not that many, or a parameter is given twice.
        NotExpressible: It cannot be sorted by several fields.
    """
    own = []
    if query.sort:
        own.append(("sort", _order(dialect, listing, query)))
    if query.expand:
        own.append(("expand", ",".join(_expansions(dialect, listing, query))))
    if query.page_size is not None:
        own.append(("limit", str(page_size(dialect, listing, query.page_size))))
    yield from own
    for name, value in query.parameters.items():
        if name in said or any(name == each for each, _ in own):
            raise WrongValue(
                f"The parameter {name!r} is given twice: this search says it already.",
                where=f"parameters({name}={value!r:.200})",
                next="leave it out of the parameters",
            )
        yield from parameters_of({name: _milliseconds(name, value) if name in listing.times else value})


def _order(dialect: Dialect, listing: Listing, query: Query) -> str:
    for ordering in query.sort:
        if ordering.field not in listing.sorts:
            raise UnknownField(
                f"{dialect.title} cannot be sorted by {ordering.field!r}.",
                where=f".sort({str(ordering)!r})",
                nearest="  ".join(map(repr, near_fields(ordering.field, listing.sorts))),
                sorts=", ".join(listing.sorts),
            )
    texts = [str(ordering) for ordering in query.sort]
    if listing.one_sort and len(texts) > 1:
        raise dialect.refuse(".sort()", "can be sorted by one field only", f".sort({texts[0]!r})")
    if listing.lone_sort in [ordering.field for ordering in query.sort]:
        _require_alone(dialect, listing.lone_sort, texts, query)
    return ",".join(texts)


def _require_alone(dialect: Dialect, lone: str, texts: list[str], query: Query) -> None:
    if len(texts) > 1:
        only = next(text for text in texts if text.removeprefix("-") == lone)
        raise dialect.refuse(".sort()", f"cannot be sorted by {lone!r} and another field", f".sort({only!r})")
    if not query.parameters.get("env"):
        raise WrongValue(
            f"{dialect.title} are sorted by {lone!r} in one environment, and none is named.",
            where=f".sort({texts[0]!r})",
            nearest='.parameters(env="production")',
        )


def _expansions(dialect: Dialect, listing: Listing, query: Query) -> Iterator[str]:
    for given in query.expand:
        for part in given.split(",") if isinstance(given, str) else [given]:
            name = str(part).strip()
            if name not in listing.expands:
                raise WrongValue(
                    f"{dialect.title} cannot expand {name!r:.100}.",
                    where=f".expand({given!r:.100})",
                    nearest="  ".join(map(repr, suggest(name, listing.expands))),
                    expands=", ".join(listing.expands),
                )
            yield name


def page_size(dialect: Dialect, listing: Listing, size: Any) -> int:
    """Return the size of a page, which the list must be able to give. Sends nothing.

    Raises:
        WrongValue: It is above the documented maximum, or no number of items.
    """
    most = listing.largest_page
    whole = isinstance(size, int) and not isinstance(size, bool)
    if whole and 0 < size <= (most or size):
        return int(size)
    nearest = most if whole and size > 0 else 1
    bounds = f"1 to {most} items" if most else "one item at least"
    raise WrongValue(
        f"A page of {dialect.title} has {bounds}.",
        where=f".page_size({size!r:.100})",
        nearest=f".page_size({nearest})",
    )


def _milliseconds(name: str, value: Any) -> Any:
    try:
        return None if value is None else fitting(Field(name, "milliseconds"), "milliseconds", value)
    except Unfit as error:
        raise WrongValue(
            f"The parameter {name!r} takes {error.expected}, and was given {value!r:.100}.",
            where=f"parameters({name}={value!r:.100})",
            nearest="  ".join(error.nearest),
        ) from None
