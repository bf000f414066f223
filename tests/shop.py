"""A shop whose things are guarded against lost updates in each way that there is, and that truly refuses.

The first segment of a path says how its things take changes: ``/tagged/1`` wants an ETag, ``/versioned/1`` a version
in the body, ``/headed/1`` one in a header, ``/masked/1`` an etag in the body and a mask in the query, ``/patched/1``
takes JSON Patch, ``/merged/1`` merge patch, ``/bare/1`` has no guard.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request

from hypernav.http.client import Client
from hypernav.navigator import Navigator, session_for
from hypernav.options import Options
from hypernav.profile import Editing, Place, Profile
from hypernav.sandbox import InProcessTransport, Refusal, Reply, Routes, Sandbox
from hypernav.sandbox.patches import PatchRefused, apply_json_patch, apply_merge_patch

ROUTES = Routes()
ORIGIN = "https://shop.test"
THING = {"id": 1, "name": "Chair", "price": 40, "tags": ["oak"], "size": {"height": 90, "width": 45}, "version": 1}
PROFILE = Profile(
    name="shop",
    title="Shop",
    places=(
        Place(
            "/versioned/{thing}",
            editing=Editing(
                form="changed members",
                guard="member",
                guard_member="version",
                required=("id", "version"),
                within="value",
            ),
        ),
        Place(
            "/headed/{thing}",
            editing=Editing(
                form="whole representation",
                guard="header",
                guard_member="sys.version",
                guard_header="X-Shop-Version",
                members={"fields": "fields"},
            ),
        ),
        Place(
            "/masked/{thing}",
            editing=Editing(
                form="changed members",
                method="PATCH",
                guard="member",
                guard_member="etag",
                mask_parameter="updateMask",
            ),
        ),
    ),
)


STRANGER = Profile(name="shop", title="shop")


class Shop(Sandbox):
    """The server; ``thing`` is what it holds, ``failing`` answers a failed test, ``wide`` counts writes."""

    def __init__(self) -> None:
        super().__init__(name="shop", title="Shop", origin=ORIGIN, routes=ROUTES, credentials={})
        self.thing: dict[str, Any] = copy.deepcopy(THING)
        self.failed_test = Refusal(409, "test failed")
        self.writes = 0
        self.minimal = False
        self.weak = False

    @property
    def tag(self) -> str:
        return f'{"W/" if self.weak else ""}"{self.thing["version"]}"'

    def change(self, **members: Any) -> None:
        """Change something, as somebody else would."""
        self.thing = {**self.thing, **copy.deepcopy(members), "version": self.thing["version"] + 1}

    def written(self, thing: dict[str, Any], shown: Any) -> Any:
        self.writes += 1
        self.thing = {**thing, "version": self.thing["version"] + 1}
        return Reply(None, 204) if self.minimal else shown(self)


Shown = Callable[[Shop], Any]


def tagged(shop: Shop) -> Reply:
    shown = {name: value for name, value in shop.thing.items() if name != "version"}
    return Reply(shown, headers={"ETag": shop.tag})


@ROUTES.get("/tagged/<thing>")
def get_tagged(shop: Shop, request: Request, thing: str) -> Any:
    return tagged(shop)


@ROUTES.put("/tagged/<thing>")
def put_tagged(shop: Shop, request: Request, thing: str) -> Any:
    _require_tag(shop, request)
    return shop.written(request.get_json(), tagged)


def _require_tag(shop: Shop, request: Request) -> None:
    given = request.headers.get("If-Match", "")
    if not given:
        raise Refusal(428, "If-Match is required")
    # A weak tag never matches in a strong comparison (RFC 9110, 8.8.3.2).
    if given != shop.tag or shop.weak:
        raise Refusal(412, "The thing was changed")


def versioned(shop: Shop) -> Any:
    return {"value": shop.thing}


@ROUTES.get("/versioned/<thing>")
def get_versioned(shop: Shop, request: Request, thing: str) -> Any:
    return versioned(shop)


@ROUTES.put("/versioned/<thing>")
def put_versioned(shop: Shop, request: Request, thing: str) -> Any:
    body = request.get_json()
    if body.get("version") != shop.thing["version"]:
        raise Refusal(409, "Revision", code="8000")
    return shop.written({**shop.thing, **body}, versioned)


def headed(shop: Shop) -> Any:
    fields = {name: value for name, value in shop.thing.items() if name not in ("version", "id")}
    return {"sys": {"id": "1", "version": shop.thing["version"]}, "fields": fields}


@ROUTES.get("/headed/<thing>")
def get_headed(shop: Shop, request: Request, thing: str) -> Any:
    return headed(shop)


@ROUTES.put("/headed/<thing>")
def put_headed(shop: Shop, request: Request, thing: str) -> Any:
    if request.headers.get("X-Shop-Version") != str(shop.thing["version"]):
        raise Refusal(409, "VersionMismatch")
    return shop.written({"id": 1, **request.get_json()["fields"]}, headed)


def masked(shop: Shop) -> Any:
    return {**shop.thing, "etag": f"e{shop.thing['version']}"}


@ROUTES.get("/masked/<thing>")
def get_masked(shop: Shop, request: Request, thing: str) -> Any:
    return masked(shop)


@ROUTES.patch("/masked/<thing>")
def patch_masked(shop: Shop, request: Request, thing: str) -> Any:
    body = request.get_json()
    if body.get("etag") != f"e{shop.thing['version']}":
        raise Refusal(409, "ABORTED")
    names = request.args["updateMask"].split(",")
    if set(body) - {"etag"} != set(names):
        raise Refusal(400, "updateMask names other members than the body")
    return shop.written({**shop.thing, **{name: body[name] for name in names}}, masked)


def patched(shop: Shop) -> Reply:
    shown = {name: value for name, value in shop.thing.items() if name != "version"}
    return Reply(shown, headers={"Accept-Patch": "text/example, application/json-patch+json"})


@ROUTES.get("/patched/<thing>")
def get_patched(shop: Shop, request: Request, thing: str) -> Any:
    return patched(shop)


@ROUTES.patch("/patched/<thing>")
def patch_patched(shop: Shop, request: Request, thing: str) -> Any:
    if request.mimetype != "application/json-patch+json":
        raise Refusal(415, "application/json-patch+json is required")
    try:
        return shop.written(apply_json_patch(shop.thing, request.get_json()), patched)
    except PatchRefused as error:
        raise (shop.failed_test if error.reason == "test" else Refusal(422, str(error))) from None


def merged(shop: Shop) -> Reply:
    return Reply({**shop.thing}, headers={"Accept-Patch": "application/merge-patch+json", "ETag": shop.tag})


@ROUTES.get("/merged/<thing>")
def get_merged(shop: Shop, request: Request, thing: str) -> Any:
    return merged(shop)


@ROUTES.patch("/merged/<thing>")
def patch_merged(shop: Shop, request: Request, thing: str) -> Any:
    if request.mimetype != "application/merge-patch+json":
        raise Refusal(415, "application/merge-patch+json is required")
    _require_tag(shop, request)
    return shop.written(apply_merge_patch(shop.thing, request.get_json()), merged)


def bare(shop: Shop) -> Any:
    return {name: value for name, value in shop.thing.items() if name != "version"}


@ROUTES.get("/bare/<thing>")
def get_bare(shop: Shop, request: Request, thing: str) -> Any:
    return bare(shop)


@ROUTES.put("/bare/<thing>")
def put_bare(shop: Shop, request: Request, thing: str) -> Any:
    if not isinstance(request.get_json().get("price"), int):
        raise Refusal(422, "Not valid", errors=[{"field": "price", "message": "must be a whole number"}])
    return shop.written(request.get_json(), bare)


def visit(app: Sandbox, profile: Profile | None = PROFILE, **settings: Any) -> Navigator:
    """Return a navigator of an application in this process; each has a client and a memory of its own."""
    options = settings.pop("options", None) or Options()
    client = Client(
        app.origin,
        options=options,
        profile=profile,
        transports={app.origin: InProcessTransport(app)},
        clock=app.clock,
        **settings,
    )
    return Navigator(session_for(client, f"{app.origin}/", profile or STRANGER, options, sandbox=True))


def lines(nav: Navigator) -> list[str]:
    """Return what was sent, a request each: the method and the path."""
    return [f"{entry.method} {entry.url.removeprefix('https://shop.test')}" for entry in nav.ledger if not entry.cached]


def fields(draft: Any) -> Any:
    """Return the members of a thing, wherever its place holds them."""
    return draft.get("fields", draft)
