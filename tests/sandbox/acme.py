"""A small API to try the machinery on."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Request

from hypernav.sandbox import Refusal, Reply, Routes, Sandbox
from hypernav.sandbox.app import absolute
from hypernav.sandbox.operations import Operation, Operations

ROUTES = Routes()


@ROUTES.get("/things/<thing>")
def get_thing(sandbox: Sandbox, request: Request, thing: str) -> Any:
    return {"id": thing, "url": absolute(request, request.environ["REQUEST_URI"])}


@ROUTES.get("/numbers/<int:number>")
def get_number(sandbox: Sandbox, request: Request, number: int) -> Any:
    return {"number": number, "query": request.args.to_dict()}


@ROUTES.post("/things")
def post_thing(sandbox: Sandbox, request: Request) -> Any:
    return Reply(request.get_json(), 201, {"Location": "/things/1"})


@ROUTES.delete("/things/<thing>")
def delete_thing(sandbox: Sandbox, request: Request, thing: str) -> None:
    return None


@ROUTES.get("/raw")
def get_raw(sandbox: Sandbox, request: Request) -> Any:
    return Reply(b"<a/>", media_type="application/xml")


@ROUTES.get("/refused")
def get_refused(sandbox: Sandbox, request: Request) -> Any:
    raise Refusal(418, "I am a teapot", code="teapot", headers={"X-Pot": "tea"}, spout="left")


@ROUTES.get("/mistaken")
def get_mistaken(sandbox: Sandbox, request: Request) -> Any:
    return {}["x"]


@ROUTES.get("/unwritable")
def get_unwritable(sandbox: Sandbox, request: Request) -> Any:
    return {"thing": object()}


KNOWN = Operations(
    [
        Operation("GET", "/persons/{id}"),
        Operation("PATCH", "/things/{id}"),
        Operation("GET", "/things/{id}"),
        Operation("GET", "/numbers/{number}"),
    ]
)


class Acme(Sandbox):
    """The API itself; the token ``let-me-in`` opens it."""

    def authenticate(self, request: Request) -> None:
        if request.headers.get("Authorization", "let-me-in") != "let-me-in":
            raise Refusal(401, "Who are you?", code="unauthorized")


def acme() -> Acme:
    """Return a fresh instance."""
    return Acme(
        name="acme",
        title="Acme",
        origin="https://acme.test",
        routes=ROUTES,
        credentials={"token": "let-me-in"},
        operations=KNOWN,
    )
