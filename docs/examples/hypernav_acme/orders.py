"""Acme Orders, simulated by declaration: one kind of thing, with everything that can be done with it."""

from __future__ import annotations

from typing import Any

from hypernav.sandbox.api import Api
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.gate import Basic, Limit, Principal
from hypernav.sandbox.lists import contains, equals, one_of, sort_dashes
from hypernav.sandbox.pages import ByOffset
from hypernav.sandbox.records import Records
from hypernav.sandbox.schema import Property, Schema

ORDER = Schema(
    {
        "id": Property(kind="integer", read_only=True),
        "customer": Property(required=True, most=40),
        "status": Property(values=("open", "sent", "paid"), default="open"),
        "total": Property(kind="number", required=True, least=0),
    }
)
ORDERS = Entity(
    table="orders",
    path="/orders",
    does="list create read replace patch delete",
    schema=ORDER,
    version="version",
    filters=(equals("status"), contains("customer"), one_of("id")),
    orders=sort_dashes("sort"),
    sortable=("id", "total"),
    default_order=(("id", True),),
    pages=ByOffset("offset", "limit", 20, most=100),
)


class Orders(Api):
    """Simulate Acme Orders."""

    name, title, origin, prefix = "acme-orders", "Acme Orders", "https://orders.acme.test", "/v1"
    access = Basic(Principal("ada", "pw"))
    limits = (Limit(100, 60, tell=lambda usage: {"X-Left": str(max(0, usage.left))}),)
    entities = (ORDERS,)

    def build(self) -> dict[str, Records]:
        """Return 120 orders."""
        orders = ({"id": n, "customer": f"C{n % 9}", "status": "open", "total": n * 4.5} for n in range(1, 121))
        return {"orders": Records(({**order, "version": 1} for order in orders), title="order")}

    def many(self, call: Any, entity: Any, batch: Any, rows: list[Any]) -> Any:
        """Return a page with its total and links."""
        links = {rel: call.here(changes) for rel, changes in batch.queries.items()}
        return {"total": batch.total, "items": rows, "links": links}
