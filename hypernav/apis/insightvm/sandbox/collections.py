"""The three shapes of collections: pages, all at once, bare ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from hypernav.apis.insightvm.sandbox.call import Call, Json, segmented
from hypernav.sandbox.app import Refusal, absolute

T = TypeVar("T")
DEFAULT_SIZE, LARGEST_SIZE = 10, 500
_DIRECTIONS = {"ASC": False, "DESC": True}


def page(
    call: Call,
    items: Sequence[T],
    view: Callable[[T], Json],
    *,
    keys: Mapping[str, Callable[[T], Any]] | None = None,
    default_sort: str = "id",
) -> Json:
    """Return one page of a collection, sorted as asked, with links to the other pages.

    Arguments:
        call: The request.
        items: All items, in the default order.
        view: Returns the document of an item.
        keys: Cheap ways to a property that may be sorted by; others are read from the documents.
        default_sort: The property that the default order is by.

    Raises:
        Refusal: 400 for a bad parameter, 404 for a page beyond the end.
    """
    number, size = _whole(call, "page", 0, least=0), _whole(call, "size", DEFAULT_SIZE, least=1)
    size = min(size, LARGEST_SIZE)
    orders = sort_orders(call.request.args.getlist("sort"))
    items = _sorted(items, orders, view, keys or {})
    count = -(-len(items) // size)
    if number >= max(count, 1):
        raise Refusal(404, f"The page {number} is beyond the end: there are {count} pages of {size}.")
    echoed = [f"{name},{'desc' if descending else 'asc'}" for name, descending in orders] or [f"{default_sort},asc"]
    return {
        "links": _page_links(call, number, size, count, echoed),
        "page": {"number": number, "size": size, "totalPages": count, "totalResources": len(items)},
        "resources": [view(item) for item in items[number * size : (number + 1) * size]],
    }


def everything(call: Call, documents: Iterable[Json], *links: Json) -> Json:
    """Return a collection that is not paged."""
    return {"links": [call.here, *links], "resources": list(documents)}


def references(call: Call, identifiers: Iterable[Any], rel: str = "", *parts: object) -> Json:
    """Return a collection of bare ids, with a link to each thing where ``rel`` is given."""
    ids = list(identifiers)
    links = [call.link(rel, *parts, identifier, id=identifier) for identifier in ids] if rel else []
    return {"links": [call.here, *links], "resources": ids}


def sort_orders(given: Iterable[str]) -> list[tuple[str, bool]]:
    """Return property and direction (True for descending) of each order asked for.

    The last part of a parameter is a direction if it is one of the two words, and then holds for all its properties.

    >>> sort_orders(["name,title,DESC", "id"])
    [('name', True), ('title', True), ('id', False)]
    """
    orders: list[tuple[str, bool]] = []
    for parameter in given:
        names = [name.strip() for name in parameter.split(",") if name.strip()]
        descending = False
        if len(names) > 1 and names[-1].upper() in _DIRECTIONS:
            descending = _DIRECTIONS[names.pop().upper()]
        orders.extend((name, descending) for name in names)
    return orders


def _whole(call: Call, name: str, default: int, *, least: int) -> int:
    text = call.request.args.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise Refusal(400, f"The parameter '{name}' must be a whole number of at least {least}, not '{text}'.")
    return int(text)


def _sorted(
    items: Sequence[T],
    orders: Sequence[tuple[str, bool]],
    view: Callable[[T], Json],
    keys: Mapping[str, Callable[[T], Any]],
) -> Sequence[T]:
    ordered = list(items)
    for name, descending in reversed(orders):
        read = keys.get(name)
        values = [read(item) if read else _property(view(item), name) for item in ordered]
        if not read and ordered and all(value is None for value in values):
            raise Refusal(400, f"The property '{name}' cannot be sorted by.")
        pairs = sorted(zip(values, ordered, strict=True), key=lambda pair: _rank(pair[0]), reverse=descending)
        ordered = [item for value, item in pairs if value is not None] + [
            item for value, item in pairs if value is None
        ]
    return ordered


def _property(document: Any, path: str) -> Any:
    for name in path.split("."):
        document = document.get(name) if isinstance(document, dict) else None
    return None if isinstance(document, dict | list) else document


def _rank(value: Any) -> tuple[int, Any]:
    if value is None:
        return (0, 0)
    return (1, value) if isinstance(value, int | float) else (2, str(value).casefold())


def _page_links(call: Call, number: int, size: int, count: int, orders: Sequence[str]) -> list[Json]:
    if count <= 1:
        return [call.here]
    kept = [
        (name, value) for name, value in call.request.args.items(multi=True) if name not in {"page", "size", "sort"}
    ]
    path = absolute(call.request, segmented(call.request.path))

    def to(rel: str, target: int) -> Json:
        pairs = [*kept, ("page", target), ("size", size), *(("sort", order) for order in orders)]
        query = "&".join(f"{quote(name)}={quote(str(value), safe=',')}" for name, value in pairs)
        return {"href": f"{path}?{query}", "rel": rel}

    links = [to("first", 0)]
    if number:
        links.append(to("prev", number - 1))
    links.append(call.here)
    if number + 1 < count:
        links.append(to("next", number + 1))
    return [*links, to("last", count - 1)]
