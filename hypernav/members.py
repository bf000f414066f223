"""Members of a collection: by position, by their fields, as tables and frames, and what a JSONPath finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hypernav.address import At
from hypernav.display.columns import field_of
from hypernav.display.tables import Table, frame_of, table_of
from hypernav.display.values import MISSING, count_phrase
from hypernav.errors import FieldNotFound, MemberNotFound, SearchError
from hypernav.looking import choices, known, look, members, own_url, pages, where
from hypernav.names import suggest
from hypernav.paging import PagingReport, Stop

if TYPE_CHECKING:
    import pandas

    from hypernav.documents.document import Document
    from hypernav.http import Client
    from hypernav.navigation.pages import Pages
    from hypernav.resource import Resource

_NEAR_MISSES = 3


def member_at(place: Resource, position: int) -> Resource:
    """Return the member at a position counted from 0. **Sends** one GET a page needed that is not read yet."""
    _require_from_the_beginning(position)
    member = next(islice(members(place), position, None), None)
    if member is None:
        several = choices(place)
        raise _no_member(position, f"the collection has {len(several) if several else pages(place).count}")
    return member


def members_between(place: Resource, bounds: slice) -> list[Resource]:
    """Return the members of a slice. **Sends** one GET a page needed that is not read yet."""
    return _between(members(place), bounds)


def at_position(found: Iterable[Resource], key: int | slice) -> Resource | list[Resource]:
    """Return a member of a search by position, or several. **Sends** one request a page needed, not read yet."""
    if isinstance(key, slice):
        return _between(found, key)
    _require_from_the_beginning(key)
    member = next(islice(found, key, None), None)
    if member is None:
        raise _no_member(key, f"the search has {sum(1 for _ in found)}")
    return member


def _require_from_the_beginning(position: int) -> None:
    if position < 0:
        raise IndexError(f"A position counted from the end needs every page: list(…)[{position}] reads them all.")


def _no_member(position: int, count: str) -> IndexError:
    return IndexError(f"There is no member [{position}]: {count}, counted from 0.")


def _between(found: Iterable[Resource], bounds: slice) -> list[Resource]:
    start, stop, step = bounds.start or 0, bounds.stop, bounds.step or 1
    if start < 0 or step < 1 or (stop is not None and stop < 0):
        return list(found)[bounds]
    return list(islice(found, start, stop, step))


def find(place: Resource, criteria: Mapping[str, Any]) -> Resource:
    """Return the first member whose fields have these values. **Sends** one GET a page until it is found."""
    _require(criteria)
    found = _first_match(members(place), criteria)
    if found is not None:
        return found
    named = where(place, look(place).document) if not choices(place) else "the links"
    raise place._connection.client.without_secrets(_not_found(members(place), criteria, named))


def find_among(found: Iterable[Resource], criteria: Mapping[str, Any], *, named: str, client: Client) -> Resource:
    """Return the first member of a search that has these values. **Sends** one request a page until it is found.

    What is raised has no secrets of ``client``.
    """
    _require(criteria)
    member = _first_match(found, criteria)
    if member is None:
        raise client.without_secrets(_not_found(found, criteria, named))
    return member


def _require(criteria: Mapping[str, Any]) -> None:
    if not criteria:
        raise MemberNotFound("find() needs a field and its value.", next='.find(key="…")')


def _first_match(found: Iterable[Resource], criteria: Mapping[str, Any]) -> Resource | None:
    for member in found:
        summary = summary_of(member)
        if all(field_of(summary, name) == value for name, value in criteria.items()):
            return member
    return None


def field_not_found(place: Resource, document: Document, key: str) -> FieldNotFound:
    """Return the refusal of a field that a document does not have. Sends nothing."""
    fields = list(document.data) if isinstance(document.data, dict) else []
    summary = place._parent is not None and own_url(place, document)
    relations = place._relations(document)
    error = FieldNotFound(
        f"{where(place, document)} has no field {key!r}.",
        nearest="  ".join(f"[{name!r}]" for name in suggest(key, fields)),
        fields=", ".join(islice(fields, 30)) + (f" … {len(fields) - 30} more" if len(fields) > 30 else ""),
        summary="this is the summary that the list carries; .refresh() gets the whole thing" if summary else "",
        to_follow=f".follow({key!r})   is a relation" if key in relations else "",
    )
    return place._connection.client.without_secrets(error)


def summary_of(member: Resource) -> Any:
    """Return what is known of a member: its document, or the summary of its page, or ``{"id": …}``. Sends nothing."""
    holding = known(member)
    if holding is not None:
        return holding.document.data
    address = member._address
    return {"id": address.identity} if isinstance(address, At) else {}


def table(place: Resource, columns: tuple[str, ...], limit: int | None, *, everything: bool) -> Table:
    """Return members as a table. **Sends** one GET unless loaded, and one a page that is asked for."""
    records, footer, preferred = _records(place, limit, everything=everything)
    return _table(place, records, footer, columns, preferred)


def table_of_records(place: Resource, records: list[Any], footer: str, columns: tuple[str, ...]) -> Table:
    """Return records that came from a place as a table. Sends nothing, since they were read."""
    return _table(place, records, footer, columns, columns_of(place, look(place).document.url))


def _table(
    place: Resource, records: list[Any], footer: str, columns: tuple[str, ...], preferred: tuple[str, ...]
) -> Table:
    connection = place._connection
    profile = connection.profile
    return table_of(
        records,
        columns,
        footer=footer,
        preferred=preferred,
        epoch_milliseconds=profile.epoch_milliseconds if profile else frozenset(),
        options=connection.options,
        redact=connection.client.redact,
    )


def frame(place: Resource, columns: tuple[str, ...], limit: int | None, *, everything: bool) -> pandas.DataFrame:
    """Return members as a DataFrame. **Sends** one GET unless loaded, and one a page that is asked for."""
    records, footer, _ = _records(place, limit, everything=everything)
    return frame_of(records, columns, footer=footer, redact=place._connection.client.redact)


def total(place: Resource) -> int | None:
    """Return the server's count of the members, None where there is none. **Sends** one GET unless loaded."""
    return None if look(place).document.members is None else pages(place).total


def report(place: Resource) -> PagingReport:
    """Return how paging goes. **Sends** one GET unless loaded."""
    if look(place).document.members is None:
        return PagingReport("none", "one thing, not a collection", pages=1, stop=Stop("single page", more=False))
    return pages(place).report()


def select(place: Resource, path: str) -> list[Any]:
    """Return the values that a JSONPath finds in the document at a place. **Sends** one GET unless loaded."""
    from jsonpath_ng.exceptions import JSONPathError  # its parser is slow to import
    from jsonpath_ng.ext.parser import parse

    holding = look(place)
    try:
        expression = parse(path)
    except (JSONPathError, AttributeError) as error:
        raise SearchError(
            f"{path!r} is not a JSONPath: {error}.", where=where(place, holding.document), example="$..name"
        ) from error
    return [match.value for match in expression.find(place.data)]


def columns_of(place: Resource, url: str) -> tuple[str, ...]:
    """Return the columns that the profile prefers for the members at a URL. Sends nothing."""
    profile = place._connection.profile
    declared = profile.place(urlsplit(url).path) if profile else None
    return declared[0].columns if declared else ()


def phrase(read: Pages, shown: int) -> str:
    """Return "N of M" for members shown of a collection, so that no list looks complete when it is not."""
    more = True if shown < read.count else _more(read)
    return count_phrase(shown, read.total, more=more)


def _more(read: Pages) -> bool | None:
    return True if read.stop is None else read.stop.more


def _records(place: Resource, limit: int | None, *, everything: bool) -> tuple[list[Any], str, tuple[str, ...]]:
    holding = look(place)
    if holding.document.members is None:
        return [holding.document.data], "", ()
    read = pages(place)
    if everything or limit is not None:
        read.read_until(limit)
    records = list(islice(_summaries(read), limit))
    footer = " · ".join((phrase(read, len(records)), *read.notices))
    return records, footer, columns_of(place, holding.document.url)


def _summaries(read: Pages) -> Iterator[Any]:
    for document in read.documents():
        for member in document.members or ():
            yield member.data


def _not_found(found: Iterable[Resource], criteria: Mapping[str, Any], named: str) -> MemberNotFound:
    wanted = ", ".join(f"{name}={value!r}" for name, value in criteria.items())
    summaries = [summary_of(member) for member in found]
    near, unknown = [], []
    for name, value in criteria.items():
        values = [field_of(summary, name) for summary in summaries]
        if summaries and all(value is MISSING for value in values):
            unknown.append(name)
        others = {str(value): value for value in values if value is not MISSING}
        near += [f"{name}={others[other]!r}" for other in suggest(str(value), others)[:_NEAR_MISSES]]
    fields = list(summaries[0]) if summaries and isinstance(summaries[0], dict) else []
    return MemberNotFound(
        f"No member has {wanted}.",
        where=f"{named}, {len(summaries)} searched",
        nearest="  ".join(near),
        no_such_field="  ".join(f"{name} (fields: {', '.join(fields[:30])})" for name in unknown),
    )
