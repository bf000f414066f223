"""The three shapes of collections: pages, all at once, bare ids; each with what is read by its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from hypernav.apis.insightvm.sandbox.call import Call, Json, Thing, own_url
from hypernav.sandbox.app import Refusal
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.lists import Arguments, Filter, Reading, filtered, sort_suffixes
from hypernav.sandbox.pages import Batch, ByNumber, Rel, changed

Of = Callable[..., Any]
"""A function of the call and, in views, of the thing that is shown."""
_orders = sort_suffixes("sort")


class _Digits(ByNumber):
    """Take numbers of pages and sizes in digits only, without signs and spaces."""

    def cut(self, arguments: Arguments, found: Any) -> Batch:
        """Return the page that parameters ask for."""
        for name, least in (("page", 0), ("size", 1)):
            text = arguments.get(name, str(least))
            if not text.isascii() or not text.isdigit() or int(text[:30]) < least:
                message = f"The parameter '{name}' must be a whole number of at least {least}, not '{text}'."
                raise Refusal(400, message)
        return super().cut(arguments, found)


_PAGES = _Digits("page", "size", 10, most=500, first=0, beyond="refuse")


def _itself(call: Call, thing: Any) -> Any:
    return thing


def _nothing_cheap(call: Call) -> Mapping[str, Reading]:
    return {}


def _declared(path: str, things: Of, more: Mapping[str, Any]) -> Entity:
    does = "list read" if "title" in more else "list"
    return Entity(**{"table": things, "path": path, "does": does, **more})


def paged(path: str, things: Of, view: Of, *, keys: Of = _nothing_cheap, **more: Any) -> Entity:
    """Declare a collection that is cut into pages, sorted as asked.

    Arguments:
        path: Its path below the API's root.
        things: From a call to all of its things, by their key where one can be read.
        view: From a call and a thing to the document of it.
        keys: From a call to cheap ways to properties that may be sorted by; others are read from the documents.
        more: What else it declares; one with a ``title`` has things that can be read.
    """

    def reading_of(call: Call) -> Callable[[str], Reading]:
        return lambda name: keys(call).get(name) or from_documents(call, name)

    def from_documents(call: Call, name: str) -> Reading:
        all_things = things(call)
        listed = all_things.values() if isinstance(all_things, Mapping) else all_things
        visible = (each for each in listed if declared.visible(call, each))
        found = filtered(visible, call.request.args, declared.filters)

        def read(thing: Any) -> Any:
            return _property(view(call, thing), name)

        if found and all(read(each) is None for each in found):
            raise Refusal(400, f"The property '{name}' cannot be sorted by.")
        return read

    defaults = {"row": view, "show": view, "orders": _orders, "sortable": reading_of, "pages": _PAGES}
    declared = _declared(path, things, {**defaults, **more})
    return declared


def everything(path: str, things: Of, view: Of = _itself, *, back: str = "", **more: Any) -> Entity:
    """Declare a collection that is not paged; ``back`` names a link to what it belongs to."""

    def wrap(call: Call, batch: Batch, rows: list[Any]) -> Json:
        owner = [call.link(back, path.split("/")[1], call.values["id"])] if back else []
        return {"links": [call.own_link, *owner], "resources": rows}

    return _declared(path, things, {"row": view, "show": view, "wrap": wrap, **more})


def references(path: str, ids: Of, rel: str = "", at: str = "", **more: Any) -> Entity:
    """Declare a collection of bare ids, with a link to each thing where ``rel`` is given.

    Arguments:
        path: Its path below the API's root.
        ids: From a call to the ids, by themselves where one can be read.
        rel: What the links are called.
        at: The path of what they lead to, with the values of the collection's path in braces.
        more: What else the collection declares.
    """

    def wrap(call: Call, batch: Batch, rows: list[Any]) -> Json:
        parts = at.format(**call.values).split("/")
        links = [call.link(rel, *parts, each, id=each) for each in rows] if rel else []
        return {"links": [call.own_link, *links], "resources": rows}

    return _declared(path, ids, {"wrap": wrap, **more})


def owned(owner: Callable[[Call], Thing], things: Callable[[Call, Thing], Any]) -> Of:
    """Return what finds the things of an owner, who must be there also where there are none."""
    return lambda call: things(call, owner(call))


# Filters


def containing(parameter: str, read: Callable[[Any], str]) -> Filter:
    """Keep the things whose text contains that of a parameter, in any case."""
    return _compared(parameter, str.__contains__, read)


def equal(parameter: str, read: Callable[[Any], str]) -> Filter:
    """Keep the things whose text is that of a parameter, in any case."""
    return _compared(parameter, str.__eq__, read)


def flagged(parameter: str, read: Callable[[Any], bool], *, both: bool = True) -> Filter:
    """Keep the things for which something is as true as a parameter; ``false`` asks for nothing unless for ``both``."""

    def test_of(arguments: Arguments) -> Callable[[Any], bool] | None:
        text = arguments.get(parameter)
        wanted = text is not None and text.casefold() == "true"
        return (lambda thing: read(thing) == wanted) if wanted or (both and text is not None) else None

    return test_of


def _compared(parameter: str, holds: Callable[[str, str], bool], read: Callable[[Any], str]) -> Filter:
    def test_of(arguments: Arguments) -> Callable[[Any], bool] | None:
        wanted = arguments.get(parameter, "").casefold()
        return (lambda thing: holds(read(thing).casefold(), wanted)) if wanted else None

    return test_of


# Pages


def page(call: Call, batch: Batch, rows: list[Any]) -> Json:
    """Return one page of a collection, with links to the other pages."""
    count = -(-batch.total // batch.size)
    return {
        "links": _page_links(call, batch) if count > 1 else [call.own_link],
        "page": {
            "number": batch.start // batch.size,
            "size": batch.size,
            "totalPages": count,
            "totalResources": batch.total,
        },
        "resources": rows,
    }


def _page_links(call: Call, batch: Batch) -> list[Json]:
    arguments = call.request.args
    orders = [f"{name},{'desc' if descends else 'asc'}" for name, descends in _orders(arguments)] or ["id,asc"]

    def to(rel: Rel) -> list[Json]:
        if rel not in batch.queries:
            return []
        pairs = changed(arguments, {**batch.queries[rel], "sort": None}) + [("sort", order) for order in orders]
        query = "&".join(f"{quote(name)}={quote(value, safe=',')}" for name, value in pairs)
        return [{"href": f"{own_url(call.request)}?{query}", "rel": rel}]

    return [*to("first"), *to("prev"), call.own_link, *to("next"), *to("last")]


def _property(document: Any, path: str) -> Any:
    for name in path.split("."):
        document = document.get(name) if isinstance(document, dict) else None
    return None if isinstance(document, dict | list) else document
