"""Pages of the simulated LaunchDarkly: ``limit``, ``offset`` and the links to the other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from hypernav.apis.launchdarkly.sandbox.refusals import invalid

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
    text = request.args.get(name, "").strip()
    if not text:
        return default
    try:
        number = int(text)
    except ValueError:
        raise invalid(f"Invalid query parameter {name}: {text!r} is not an integer") from None
    if number < least or (most is not None and number > most):
        bounds = f"at least {least}" if most is None else f"between {least} and {most}"
        raise invalid(f"Invalid query parameter {name}: must be {bounds}")
    return number


def boolean(request: Request, name: str, default: bool) -> bool:
    """Return a boolean parameter of the query; ``summary=0`` and ``summary=false`` mean the same."""
    text = request.args.get(name, "").strip().lower()
    if text in ("1", "t", "true"):
        return True
    return False if text in ("0", "f", "false") else default


def comma_list(request: Request, name: str) -> set[str]:
    """Return the values of a comma-separated parameter, which may also be repeated."""
    return {value.strip() for text in request.args.getlist(name) for value in text.split(",") if value.strip()}


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
    limit, offset = integer(request, "limit", default, 1), integer(request, "offset", 0, 0)
    limit = limit if most is None else min(limit, most)
    return {
        "items": [represent(record) for record in records[offset : offset + limit]],
        "_links": page_links(request, path, len(records), limit, offset),
        "totalCount": len(records),
    }


def page_links(request: Request, path: str, total: int, limit: int, offset: int) -> Record:
    """Return ``self`` and the links to the first, previous, next and last page, where those exist and differ."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in ("limit", "offset")]

    def page(start: int) -> dict[str, str]:
        return link(path, [*kept, ("limit", str(limit)), ("offset", str(start))])

    links = {"self": link(path, request.args.items(multi=True))}
    if offset > 0:
        links["first"] = page(0)
        links["prev"] = page(max(0, min(offset, total) - limit))
    if offset + limit < total:
        links["next"] = page(offset + limit)
        links["last"] = page(offset + (total - offset - 1) // limit * limit)
    return links
