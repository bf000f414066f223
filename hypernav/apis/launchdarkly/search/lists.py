"""What a list takes besides conditions: its order, what comes along, the size of its pages, further parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from hypernav.errors import WrongValue
from hypernav.names import suggest
from hypernav.search.dialect import Dialect
from hypernav.search.lists import joined, page_size, sortable
from hypernav.search.query import Query
from hypernav.search.values import Unfit, fitting
from hypernav.search.vocabulary import Field

Pairs = tuple[tuple[str, str], ...]


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
    largest_page: int | None = None
    """The most items that one request gives, where a maximum is documented."""
    text: str = ""
    """The field of the filter that looks for words anywhere."""
    times: tuple[str, ...] = ()
    """Parameters that are times, sent as epoch milliseconds."""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the members of a query that the list has something for."""
        said = {"sort": self.sorts, "expand": self.expands, "text": self.text}
        return ("page_size", "parameters", *(word for word, has in said.items() if has))


def list_parameters(dialect: Dialect, listing: Listing, query: Query, said: Iterable[tuple[str, str]] = ()) -> Pairs:
    """Return what a search says, then ``sort``, ``expand``, ``limit`` and the further parameters.

    Args:
        dialect: Whose list it is, for messages.
        listing: What the list takes.
        query: What is asked for.
        said: What the search has said by now, such as its filter.

    Raises:
        UnknownField: The list cannot be sorted so.
        WrongValue: It cannot send that along, not that many, or a parameter is given twice.
        NotExpressible: It cannot be sorted by several fields.
    """
    own = list(said)
    if query.sort:
        own.append(("sort", _order(dialect, listing, query)))
    if query.expand:
        own.append(("expand", ",".join(_expansions(dialect, listing, query))))
    size = page_size(query, listing.largest_page, dialect.title)
    if size is not None:
        own.append(("limit", str(size)))
    given = {name: _timed(name, value, listing) for name, value in query.parameters.items()}
    return joined(own, replace(query, parameters=given))


def _order(dialect: Dialect, listing: Listing, query: Query) -> str:
    texts = [str(sortable(ordering, listing.sorts, dialect.title)) for ordering in query.sort]
    if listing.one_sort and len(texts) > 1:
        raise dialect.refuse(".sort()", "can be sorted by one field only", f".sort({texts[0]!r})")
    lone = next((text for text in texts if text.removeprefix("-") == listing.lone_sort), "")
    if lone and len(texts) > 1:
        what = f"cannot be sorted by {listing.lone_sort!r} and another field"
        raise dialect.refuse(".sort()", what, f".sort({lone!r})")
    if lone and not query.parameters.get("env"):
        raise WrongValue(
            f"{dialect.title} is sorted by {listing.lone_sort!r} in one environment, and none is named.",
            where=f".sort({lone!r})",
            nearest='.parameters(env="production")',
        )
    return ",".join(texts)


def _expansions(dialect: Dialect, listing: Listing, query: Query) -> Iterator[str]:
    for given in query.expand:
        for part in given.split(",") if isinstance(given, str) else [given]:
            name = str(part).strip()
            if name not in listing.expands:
                raise WrongValue(
                    f"{dialect.title} cannot expand {name!r:.100}.",
                    where=f".expand({given!r:.100})",
                    nearest="  ".join(f".expand({near!r})" for near in suggest(name, listing.expands)),
                    expands=", ".join(listing.expands),
                )
            yield name


def _timed(name: str, value: Any, listing: Listing) -> Any:
    """Return a parameter, as epoch milliseconds where it is a time."""
    if name not in listing.times or value is None:
        return value
    try:
        return fitting(Field(name, "milliseconds"), "milliseconds", value)
    except Unfit as error:
        raise WrongValue(
            f"The parameter {name!r} takes {error.expected}, and was given {value!r:.100}.",
            where=f"parameters({name}={value!r:.100})",
            nearest="  ".join(error.nearest),
        ) from None
