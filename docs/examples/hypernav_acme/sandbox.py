"""Acme Shops, simulated: three shops and 25 orders."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Request

from hypernav.sandbox import Refusal, Reply, Routes, Sandbox, SandboxClock

ROUTES = Routes()
SHOPS = [
    {"key": "lyon", "name": "Lyon Part-Dieu", "city": "Lyon"},
    {"key": "oslo", "name": "Oslo Sentrum", "city": "Oslo"},
    {"key": "porto", "name": "Porto Baixa", "city": "Porto"},
]
PEOPLE = {"ada": ["lyon", "oslo"], "ben": ["lyon"], "eva": ["porto"]}
_NOON = 1_762_171_200_000


class Acme(Sandbox):
    """Simulate Acme Shops."""

    def __init__(self, clock: SandboxClock | None = None) -> None:
        """Build the shops' server with its orders."""
        origin = "https://api.acme.test"
        super().__init__(
            name="acme", title="Acme Shops", origin=origin, routes=ROUTES, credentials={"token": "demo"}, clock=clock
        )
        self.orders = [_order(number) for number in range(1, 26)]

    def authenticate(self, request: Request) -> None:
        """Take the one token there is."""
        if request.headers.get("Authorization") != "Bearer demo":
            raise Refusal(401, "Who are you?", code="no_token")

    def error(self, refusal: Refusal) -> Reply:
        """Put a refusal into Acme's envelope."""
        return Reply({"error": refusal.code, "detail": refusal.message}, refusal.status, refusal.headers)


def create(*, clock: SandboxClock | None = None) -> Acme:
    """Return a fresh sandbox."""
    return Acme(clock)


def _order(number: int) -> dict[str, Any]:
    shop = SHOPS[number % 3]["key"]
    status = "open" if number % 5 == 0 else "shipped"
    placed = _NOON - number * 3_600_000
    return {
        "id": number,
        "shop": shop,
        "status": status,
        "total": number * 4.5,
        "placedAt": placed,
        "pickupCode": f"A-{number:04}",
    }


def _page(request: Request, items: list[Any]) -> dict[str, Any]:
    number, size = request.args.get("page", 1, type=int), request.args.get("size", 4, type=int)
    return {"total": len(items), "items": items[(number - 1) * size : number * size]}


@ROUTES.get("/v1")
def get_root(acme: Acme, request: Request) -> Any:
    """Link the shops, and help in two languages."""
    names = {"en": "English", "nb": "Norsk"}
    pages = [{"href": f"/v1/help/{code}", "name": names[code], "hreflang": code} for code in names]
    return {"_links": {"shops": {"href": "/v1/shops"}, "help": pages}}


@ROUTES.get("/v1/help/<code>")
def get_help(acme: Acme, request: Request, code: str) -> Any:
    """Help."""
    return {"text": {"en": "Ask Ada.", "nb": "Spør Ada."}[code]}


@ROUTES.get("/v1/shops")
def get_shops(acme: Acme, request: Request) -> Any:
    """List the shops."""
    items = [{**shop, "_links": {"self": {"href": f"/v1/shops/{shop['key']}"}}} for shop in SHOPS]
    return _page(request, items)


@ROUTES.get("/v1/shops/<key>")
def get_shop(acme: Acme, request: Request, key: str) -> Any:
    """Return one shop."""
    for shop in SHOPS:
        if shop["key"] == key:
            return shop
    raise Refusal(404, f"There is no shop {key}.", code="no_shop")


@ROUTES.get("/v1/shops/<key>/staff")
def get_staff(acme: Acme, request: Request, key: str) -> Any:
    """List who works in a shop, as bare ids."""
    return _page(request, [name for name, shops in PEOPLE.items() if key in shops])


@ROUTES.get("/v1/staff/<name>")
def get_person(acme: Acme, request: Request, name: str) -> Any:
    """Return one person."""
    return {"id": name, "name": name.title(), "shops": PEOPLE[name]}


@ROUTES.get("/v1/orders/<key>")
def get_orders(acme: Acme, request: Request, key: str) -> Any:
    """List the orders of a shop."""
    return _page(request, [order for order in acme.orders if order["shop"] == key])


@ROUTES.post("/v1/orders/search")
def search_orders(acme: Acme, request: Request) -> Any:
    """List the orders that have the fields of the body."""
    wanted = request.get_json()
    return _page(request, [order for order in acme.orders if wanted.items() <= order.items()])
