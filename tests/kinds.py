"""One object of every kind that a user may hold, made against a server on loopback."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypernav.errors import HypernavError
from hypernav.navigator import Navigator
from hypernav.search import where
from tests.counting import Answer, Site

HAL = "application/hal+json"


def site() -> Site:
    """Return an API with a place for every kind."""
    return Site(
        {
            "/": Answer(_entry(), type=HAL),
            "/orders": Answer(_orders(1, "/orders?page=2"), type=HAL),
            "/orders?page=2": Answer(_orders(3, None), type=HAL),
            "/ids": [1, 2, 3],
            "/plain": {"items": [{"id": 1, "name": "one"}, {"id": 2, "name": "two"}]},
            "/text": Answer("some words", type="text/plain"),
            "/broken": Answer({"message": "Oops"}, 500),
            "POST /orders": Answer(_order(9), 201, {"Location": "/orders/9"}, HAL),
        },
        lambda request: (
            Answer({**_order(int(request.path.rpartition("/")[2])), **(request.get_json(silent=True) or {})}, type=HAL)
            if request.path.startswith("/orders/")
            else Answer({"message": "nothing here"}, 404)
        ),
    )


def _entry() -> dict[str, Any]:
    return {
        "name": "Kinds",
        "nested": {"list": [1, 2]},
        "_links": {
            "self": {"href": "/"},
            "orders": {"href": "/orders"},
            "ids": {"href": "/ids"},
            "plain": {"href": "/plain"},
            "text": {"href": "/text"},
            "broken": {"href": "/broken"},
            "order": {"href": "/orders/{id}", "templated": True},
            "help": [{"href": "/help/a", "name": "a"}, {"href": "/help/b", "name": "b"}],
            "elsewhere": {"href": "https://elsewhere.test/"},
            "find": {"href": "/orders/2"},
            "Web Applications": {"href": "/orders/1"},
        },
        "_embedded": {"featured": _order(5), "recent": [_order(6), _order(7)]},
    }


def _order(number: int) -> dict[str, Any]:
    links = {"self": {"href": f"/orders/{number}"}, "next-order": {"href": f"/orders/{number + 1}"}}
    return {"id": number, "status": "open", "_links": links}


def _orders(first: int, following: str | None) -> dict[str, Any]:
    links = {"self": {"href": "/orders"}, **({"next": {"href": following}} if following else {})}
    return {"total": 4, "_links": links, "_embedded": {"orders": [_order(first), _order(first + 1)]}}


def _read(nav: Navigator) -> Navigator:
    nav.load()
    return nav


def _failed(nav: Navigator) -> Any:
    place = nav.go("/broken")
    _error_of(place)
    return place


def _error_of(place: Any) -> HypernavError:
    try:
        place.load()
    except HypernavError as error:
        return error
    raise AssertionError("the place did not fail")


def _wholly_read(nav: Navigator) -> Any:
    orders = nav.go("/orders")
    list(orders)
    return orders


def _draft(nav: Navigator) -> Any:
    draft = nav.go("/orders/3").edit()
    draft["status"] = "closed"
    return draft


KINDS: dict[str, Callable[[Navigator], Any]] = {
    "effect of a write": lambda nav: _draft(nav).send().effect,
    "navigator, nothing read": lambda nav: nav,
    "navigator, entry read": _read,
    "entry not loaded": lambda nav: nav.root,
    "entry loaded": lambda nav: nav.root.load(),
    "path of one hop": lambda nav: nav.orders,
    "path of two hops": lambda nav: nav.orders.next,
    "path of three hops": lambda nav: nav.orders.next.item,
    "path from a loaded entry": lambda nav: _read(nav).orders.next,
    "path with a wrong hop": lambda nav: nav.ordres.next,
    "path by name": lambda nav: nav.follow("Web Applications", "next-order"),
    "collection not loaded": lambda nav: _read(nav).orders,
    "collection with its first page": lambda nav: nav.go("/orders").load(),
    "collection read to its end": _wholly_read,
    "member with a link": lambda nav: nav.go("/orders")[0],
    "member without a link": lambda nav: nav.go("/plain")[0],
    "member that is a bare id": lambda nav: nav.go("/ids")[0],
    "embedded document": lambda nav: _read(nav).featured,
    "embedded list": lambda nav: _read(nav).recent,
    "template without its value": lambda nav: _read(nav).order,
    "template filled": lambda nav: nav.go("/orders/{id}", id=3),
    "several links": lambda nav: _read(nav).help,
    "answer of a write": lambda nav: nav.go("/orders").post({"status": "open"}),
    "place that is text": lambda nav: nav.go("/text").load(),
    "place at a foreign origin": lambda nav: _read(nav).elsewhere,
    "place that failed": _failed,
    "error": lambda nav: _error_of(nav.go("/broken")),
    "page": lambda nav: next(nav.go("/orders").pages()),
    "table": lambda nav: nav.go("/orders").table(),
    "links": lambda nav: nav.go("/orders").links,
    "link": lambda nav: nav.go("/orders").links["next"][0],
    "data": lambda nav: nav.root.data,
    "paging report": lambda nav: nav.go("/orders").paging,
    "ledger": lambda nav: _read(nav).ledger,
    "history": lambda nav: _read(nav).history,
    "list of members": lambda nav: nav.go("/orders")[:2],
    "search of a path": lambda nav: nav.orders.where(status="open").sort(),
    "search not sent": lambda nav: nav.go("/orders").where(status="open").limit(3),
    "search read": lambda nav: nav.go("/plain").where(name="one", locally=True).load(),
    "request of a search": lambda nav: nav.go("/orders").where(status="open").request(),
    "field without its operator": lambda nav: nav.go("/orders").where("status"),
    "draft": _draft,
    "write that was done": lambda nav: _draft(nav).send(),
    "expression": lambda nav: (where("status") == "open") | ~where("name").contains("x"),
}
"""Name of a kind to what makes one of a navigator; a kind that is loaded sends its requests while it is made."""
