"""Members of a collection as records: tables and frames, and how many of them there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from hypernav.display.tables import Table, frame_of, table_of
from hypernav.display.values import count_phrase
from hypernav.navigation.lists.collection import pages
from hypernav.navigation.lists.pages import Pages
from hypernav.navigation.node import Node
from hypernav.navigation.resolving import read
from hypernav.navigation.state import PagesRead
from hypernav.paging import PagingReport, Stop

if TYPE_CHECKING:
    import pandas


def table(node: Node, columns: tuple[str, ...], limit: int | None, *, everything: bool) -> Table:
    """Return members as a table. **Sends** one GET unless loaded, and one a page that is asked for."""
    records, footer, preferred = _records(node, limit, everything=everything)
    return _table(node, records, footer, columns, preferred)


def table_of_records(node: Node, records: list[Any], footer: str, columns: tuple[str, ...]) -> Table:
    """Return records that came from a place as a table. Sends nothing, since they were read."""
    return _table(node, records, footer, columns, columns_of(node, read(node).document.url))


def _table(node: Node, records: list[Any], footer: str, columns: tuple[str, ...], preferred: tuple[str, ...]) -> Table:
    session = node.session
    return table_of(
        records,
        columns,
        footer=footer,
        preferred=preferred,
        epoch_milliseconds=session.profile.epoch_milliseconds,
        options=session.options,
        redact=session.client.redact,
    )


def frame(node: Node, columns: tuple[str, ...], limit: int | None, *, everything: bool) -> pandas.DataFrame:
    """Return members as a DataFrame, those of the first page where no more are asked for, whatever was read before.

    **Sends** one GET unless loaded, and one a page that is asked for. A frame that lacks pages by that warns once.
    """
    records, footer, _ = _records(node, limit, everything=everything, first_page=True)
    made = frame_of(records, columns, footer=footer, redact=node.session.client.redact)
    if limit is None and not everything and read(node).document.members is not None:
        pages(node).warn_of_part(footer)
    return made


def total(node: Node) -> int | None:
    """Return the server's count of the members, None where there is none. **Sends** one GET unless loaded."""
    return None if read(node).document.members is None else pages(node).total


def report(node: Node) -> PagingReport:
    """Return how paging goes. **Sends** one GET unless loaded."""
    if read(node).document.members is None:
        return PagingReport("none", "one thing, not a collection", pages=1, stop=Stop("single page", more=False))
    return pages(node).report()


def columns_of(node: Node, url: str) -> tuple[str, ...]:
    """Return the columns that the profile prefers for the members at a URL. Sends nothing."""
    return node.session.declared(url).place.columns


def phrase(found: PagesRead, shown: int) -> str:
    """Return "N of M" for members shown of a collection, so that no list looks complete when it is not."""
    more = True if shown < found.count else found.more
    return count_phrase(shown, found.total, more=more)


def _records(
    node: Node, limit: int | None, *, everything: bool, first_page: bool = False
) -> tuple[list[Any], str, tuple[str, ...]]:
    state = read(node)
    if state.document.members is None:
        return [state.document.data], "", ()
    found = pages(node)
    if everything or limit is not None:
        found.read_until(limit)
        first_page = False
    records = list(next(found.records())) if first_page else list(islice(_summaries(found), limit))
    if len(records) == found.count:
        found.warn_if_cut()
    footer = " · ".join((phrase(found, len(records)), *found.notices))
    return records, footer, columns_of(node, state.document.url)


def _summaries(found: Pages) -> Iterator[Any]:
    for records in found.records():
        yield from records
