"""Three APIs that nobody told hypernav about: a HAL shop, a link-array catalogue, a tracker with Link headers."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Request

from tests.counting import Answer, Site

HAL = "application/hal+json"
PROBLEM = "application/problem+json"
GEO = "application/geo+json"

ORDERS = 23
ORDERS_A_PAGE = 10
SCENES = 11
SCENES_A_PAGE = 4
ISSUES = 17
ISSUES_A_PAGE = 5


def shop() -> Site:
    """Return a HAL API: CURIEs, templates, arrays of links, lists and single parts embedded, relative targets."""
    return Site(
        {
            "/": Answer(_shop_entry(), type=HAL),
            "/orders": _orders,
            "/promotions/summer": Answer(
                {"code": "SUN", "_links": {"self": {"href": "summer"}, "up": {"href": "../"}}}, type=HAL
            ),
            "/widgets": Answer({"_links": {"self": {"href": "/widgets"}}, "kinds": ["round", "flat"]}, type=HAL),
            "/help/de": Answer({"text": "Hilfe", "_links": {"self": {"href": "/help/de"}}}, type=HAL),
            "/help/en": Answer({"text": "Help", "_links": {"self": {"href": "/help/en"}}}, type=HAL),
        },
        _shop_otherwise,
    )


def _shop_entry() -> dict[str, Any]:
    return {
        "name": "Hardware Shop",
        "_links": {
            "self": {"href": "/"},
            "curies": [{"name": "shop", "href": "https://docs.shop.test/rels/{rel}", "templated": True}],
            "shop:orders": {"href": "orders"},
            "shop:order": {"href": "/orders/{id}", "templated": True},
            "shop:find": {"href": "/orders{?status,page}", "templated": True},
            "shop:widgets": {"href": "/widgets"},
            "help": [
                {"href": "/help/en", "name": "english", "hreflang": "en", "title": "Help"},
                {"href": "/help/de", "name": "german", "hreflang": "de", "title": "Hilfe"},
            ],
        },
        "_embedded": {
            "shop:promotion": {"code": "SUN", "_links": {"self": {"href": "/promotions/summer"}}},
            "shop:bestsellers": [
                {"id": 3, "name": "Hammer", "_links": {"self": {"href": "/products/3"}}},
                {"id": 5, "name": "Nail", "_links": {"self": {"href": "/products/5"}}},
            ],
        },
    }


def _order(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "status": "open" if number % 3 else "shipped",
        "total": {"amount": number * 10, "currency": "EUR"},
        "_links": {
            "self": {"href": f"/orders/{number}"},
            "customer": {"href": f"../customers/{number % 4}"},
            "next-order": {"href": f"/orders/{number % ORDERS + 1}"},
        },
    }


def _orders(request: Request) -> Any:
    page = int(request.args.get("page", 1))
    status = request.args.get("status")
    every = [_order(number) for number in range(1, ORDERS + 1)]
    chosen = [order for order in every if status in (None, order["status"])]
    start = (page - 1) * ORDERS_A_PAGE
    kept = f"&status={status}" if status else ""
    links: dict[str, Any] = {"self": {"href": f"orders?page={page}{kept}"}}
    if start + ORDERS_A_PAGE < len(chosen):
        links["next"] = {"href": f"orders?page={page + 1}{kept}&cursor=a%2Fb+c"}
    body = {"total": len(chosen), "_links": links}
    return Answer({**body, "_embedded": {"orders": chosen[start : start + ORDERS_A_PAGE]}}, type=HAL)


def _shop_otherwise(request: Request) -> Any:
    kind, _, name = request.path.strip("/").partition("/")
    if kind == "orders" and name.isdigit() and 1 <= int(name) <= ORDERS:
        return Answer(_order(int(name)), type=HAL)
    if kind == "customers":
        links = {"self": {"href": name}, "friend": {"href": str((int(name) + 1) % 4)}, "orders": {"href": "../orders"}}
        return Answer({"name": f"Customer {name}", "_links": links}, type=HAL)
    problem = {
        "type": "https://docs.shop.test/problems/no-such-thing",
        "title": "There is no such thing",
        "status": 404,
        "detail": f"Nothing is sold at {request.path}.",
        "instance": "/problems/77",
        "_links": {"help": {"href": "/help/en"}},
    }
    return Answer(problem, 404, type=PROBLEM)


def catalogue() -> Site:
    """Return a link-array API as STAC and OGC API write them: several children, POST paging, a page object from 0."""
    return Site(
        {
            "/stac": _catalogue_entry,
            "/stac/collections/radar": {"id": "radar", "links": [_link("self", "/stac/collections/radar")]},
            "/stac/collections/optical": {
                "id": "optical",
                "links": [
                    _link("self", "{here}/stac/collections/optical"),
                    _link("items", "./optical/items", type=GEO),
                    _link("item", "optical/items/scene-1", title="First"),
                    _link("item", "optical/items/scene-2", title="Second"),
                ],
            },
            "/stac/search": _scenes,
            "/stac/collections/optical/items": _scenes_by_get,
            "/stac/stations": _stations,
        },
        _scene_or_refusal,
    )


def _link(rel: str, href: str, **others: Any) -> dict[str, Any]:
    return {"rel": rel, "href": href, **others}


def _catalogue_entry(request: Request) -> Any:
    links = [
        _link("self", "{here}/stac", type="application/json"),
        _link("child", "{here}/stac/collections/optical", title="Optical", type="application/json"),
        _link("child", "{here}/stac/collections/radar", title="Radar", type="application/json"),
        _link("search", "{here}/stac/search", method="GET", type=GEO),
        _link("search", "{here}/stac/search", method="POST", type=GEO),
        _link("stations", "/stac/stations"),
        _link("service-desc", "{here}/stac/api", type="application/vnd.oai.openapi+json;version=3.0"),
        _link("service-doc", "{here}/stac/api.html", type="text/html"),
        {"href": "/stac/nameless"},
    ]
    return {"type": "Catalog", "id": "scenes", "stac_version": "1.0.0", "links": links}


def _scene(number: int) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"scene-{number}",
        "properties": {"eo:cloud_cover": number, "datetime": f"2024-01-{number:02d}T00:00:00Z"},
        "links": [
            _link("self", f"{{here}}/stac/collections/optical/items/scene-{number}"),
            _link("parent", "../../optical"),
        ],
    }


def _page_of_scenes(start: int, limit: int, further: dict[str, Any]) -> dict[str, Any]:
    scenes = [_scene(number) for number in range(1, SCENES + 1)][start : start + limit]
    links = [_link("root", "{here}/stac")]
    if start + limit < SCENES:
        links.append(further)
    return {
        "type": "FeatureCollection",
        "numberMatched": SCENES,
        "numberReturned": len(scenes),
        "features": scenes,
        "links": links,
    }


def _scenes(request: Request) -> Any:
    asked = request.get_json() if request.method == "POST" else {"token": int(request.args.get("token", 0))}
    start = int(asked.get("token") or 0)
    following = start + SCENES_A_PAGE
    if request.method == "POST":
        body = {**asked, "token": following}
        further = _link("next", "{here}/stac/search", method="POST", body=body, type=GEO)
    else:
        further = _link("next", f"{{here}}/stac/search?token={following}", method="GET")
    return Answer(_page_of_scenes(start, SCENES_A_PAGE, further), type=GEO)


def _scenes_by_get(request: Request) -> Any:
    """Answer pages whose next link asks for a POST with a body that adds to the one before."""
    start = int(request.args.get("from", 0))
    if request.method == "POST":
        start = int(request.get_json()["from"])
    body = {"from": start + SCENES_A_PAGE}
    further = _link("next", "{here}/stac/collections/optical/items", method="POST", body=body)
    return Answer(_page_of_scenes(start, SCENES_A_PAGE, further), type=GEO)


def _stations(request: Request) -> Any:
    """Answer pages counted from 0 by a page object, with first, next and last among the links."""
    page, size = int(request.args.get("page", 0)), int(request.args.get("size", 2))
    names = ["Kiruna", "Svalbard", "Neustrelitz", "Matera", "Maspalomas"]
    last = (len(names) - 1) // size
    links = [
        _link("first", f"/stac/stations?page=0&size={size}"),
        _link("last", f"/stac/stations?page={last}&size={size}"),
    ]
    if page < last:
        links.append(_link("next", f"/stac/stations?page={page + 1}&size={size}"))
    return {
        "resources": [{"name": name} for name in names[page * size : (page + 1) * size]],
        "page": {"number": page, "size": size, "totalPages": last + 1, "totalResources": len(names)},
        "links": links,
    }


def _scene_or_refusal(request: Request) -> Any:
    name = request.path.rpartition("/")[2]
    if name.startswith("scene-") and name[6:].isdigit() and 1 <= int(name[6:]) <= SCENES:
        return Answer(_scene(int(name[6:])), type=GEO)
    return Answer({"code": "NotFoundError", "description": f"No record at {request.path}"}, 404)


def tracker() -> Site:
    """Return an API that has no links but Link headers: bare arrays, X-Total, relative targets, three errors."""
    return Site(
        {
            "/api": {"issues_url": "{here}/api/issues", "name": "Tracker"},
            "/api/issues": _issues,
            "/api/broken": Answer(
                "<html><body><h1>Bad Gateway</h1></body></html>", 500, type="text/html; charset=utf-8"
            ),
            "/api/refused": Answer("You shall not pass", 403, type="text/plain"),
            "/api/invalid": Answer(
                {"message": "Validation Failed", "errors": [{"field": "title", "code": "missing"}]},
                422,
                {"X-Request-Id": "req-9"},
            ),
        },
        lambda request: Answer({"message": "Not Found"}, 404, {"Link": '</api>; rel="up"'}),
    )


def _issues(request: Request) -> Any:
    page = int(request.args.get("page", 1))
    last = -(-ISSUES // ISSUES_A_PAGE)
    numbers = range(1, ISSUES + 1)[(page - 1) * ISSUES_A_PAGE : page * ISSUES_A_PAGE]
    links = ['</api>; rel="up index"; title="Start, of everything"', f'<?page={last}>; rel="last"']
    if page < last:
        links.append(f'<issues?page={page + 1}&note=a%2Cb>; rel="next https://tracker.test/rels/older"')
    if page > 1:
        links.append(f"<?page={page - 1}>; rel=prev, <?page=1>; rel=first")
    issues = [{"number": number, "title": f"Issue {number}"} for number in numbers]
    return Answer(issues, headers={"Link": ", ".join(links), "X-Total": str(ISSUES)})
