"""Pages of the simulated LaunchDarkly: ``limit``, ``offset`` and the links to the other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from hypernav.apis.launchdarkly.sandbox.refusals import wrong_parameter
from hypernav.sandbox.lists import whole, words
from hypernav.sandbox.pages import ByOffset, changed
from hypernav.sandbox.problems import Invalid

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from hypernav.apis.launchdarkly.sandbox.store import Record

Parameters = Iterable[tuple[str, str]]


def link(path: str, parameters: Parameters = (), media_type: str = "application/json") -> dict[str, str]:
    """Return a link object.

    >>> link("/api/v2/flags/default", [("limit", "5")])
    {'href': '/api/v2/flags/default?limit=5', 'type': 'application/json'}
    """
    query = urlencode(list(parameters), quote_via=quote)
    return {"href": f"{path}?{query}" if query else path, "type": media_type}


def integer(request: Request, name: str, default: int, least: int, most: int | None = None) -> int:
    """Return an integer parameter of the query.

    Raises:
        Refusal: It is no integer, or out of its range.
    """
    try:
        return whole(request.args, name, default, least=least, most=most)
    except Invalid as wrong:
        raise wrong_parameter(wrong) from None


def comma_list(request: Request, name: str) -> set[str]:
    """Return the values of a comma-separated parameter, which may also be repeated."""
    return set(words(request.args, name))


def page_of(
    request: Request,
    path: str,
    records: Sequence[Record],
    represent: Callable[[Record], Any],
    *,
    default: int = 20,
    most: int | None = None,
) -> Record:
    """Return one page of a collection: items, total and the links to the pages that there are.

    ``most`` is the largest page that the API gives, whatever limit is asked for.
    """
    try:
        batch = ByOffset("offset", "limit", default, most).cut(request.args, records)
    except Invalid as wrong:
        raise wrong_parameter(wrong) from None
    # Links lead to other pages only: to the first one where this is another, to the last one where another follows.
    needed = {"first": "prev", "last": "next"}
    pages = {rel: changes for rel, changes in batch.queries.items() if needed.get(rel, rel) in batch.queries}
    links = {rel: link(path, changed(request.args, changes)) for rel, changes in pages.items()}
    return {
        "items": [represent(record) for record in batch.items],
        "_links": {"self": link(path, request.args.items(multi=True)), **links},
        "totalCount": batch.total,
    }
