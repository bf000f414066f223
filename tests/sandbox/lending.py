"""A library to try declarations on: authors with their books, and loans that only librarians may end."""

from __future__ import annotations

from typing import Any

from werkzeug.test import Client, TestResponse

from hypernav.sandbox import Refusal, Routes
from hypernav.sandbox.api import Api
from hypernav.sandbox.call import Call
from hypernav.sandbox.entities import Entity
from hypernav.sandbox.gate import Bearer, Limit, Principal
from hypernav.sandbox.lists import equals, sort_dashes
from hypernav.sandbox.pages import ByNumber, link_header
from hypernav.sandbox.problems import Taken
from hypernav.sandbox.records import Records
from hypernav.sandbox.schema import Property, Schema

NAME = Property(required=True, least=1, most=20)
BOOK = Schema(
    {
        "key": Property(required=True, pattern=r"[a-z-]+"),
        "title": NAME,
        "pages": Property(kind="integer", null=True),
        "labels": Property(kind="object", default={}),
    }
)
HAPPENED: list[str] = []
AUTHORS = Entity(
    table="authors",
    path="/authors",
    does="list create read replace delete",
    schema=Schema({"id": Property(kind="integer", read_only=True), "name": NAME}),
    visible=lambda call, author: author["name"] != "Anonymous" or "librarian" in call.principal.roles,
    tags="required",
    removed=lambda call, author: HAPPENED.append(f"removed {author['name']}"),
)
BOOKS = Entity(
    table="books",
    path="/authors/<int:author>/books",
    item="/<key>",
    does="list create read replace patch delete",
    schema=BOOK,
    within={"author": "author"},
    owner="authors",
    filters=(equals("title"),),
    orders=sort_dashes("sort"),
    sortable=("title", "pages"),
    pages=ByNumber("page", "size", 2, most=3),
    row=lambda call, book: {"key": book["key"], "url": call.url("authors", book["author"], "books", book["key"])},
    put="patch",
    patch="merge",
    editable=(("title",), ("pages",), ("labels", "*")),
    roles={"delete": ("librarian", "owner")},
    made=lambda call, book: book.update(made=call.now.isoformat()),
    changed=lambda call, before, after: HAPPENED.append(f"{before['title']} -> {after['title']}"),
    statuses={"create": 200, "delete": 200},
)
SHELVES = Entity(table=lambda call: {"a": {"id": "a", "size": 3}}, path="/shelves", item="/<id>", title="shelf")
MORE = Routes("call")


@MORE.get("/free")
def get_free(call: Call) -> Any:
    return {"principal": call.principal}


@MORE.post("/numbers")
def post_numbers(call: Call) -> Any:
    return call.body(list)


@MORE.post("/closed")
def post_closed(call: Call) -> Any:
    call.require("owner")


@MORE.get("/taken")
def get_taken(call: Call) -> Any:
    raise Taken("shelf", "a")


@MORE.get("/refused")
def get_refused(call: Call) -> Any:
    raise Refusal(418, "I am a teapot", code="teapot")


class Library(Api):
    name, title, origin, prefix = "library", "Library", "https://lending.test", "/v1"
    access = Bearer(
        Principal("ada", "reading", frozenset({"reader"})), Principal("bo", "lending", frozenset({"librarian"}))
    )
    open_paths = frozenset({"/v1/free"})
    limits = (
        Limit(1000, 10, tell=lambda usage: {"X-Left": str(usage.left)}),
        Limit(4, 60, by=lambda request, handler: "" if request.path == "/v1/shelves" else None, title="shelves"),
    )
    entities = (AUTHORS, BOOKS, SHELVES)
    more = MORE
    suffixes = ("", ".json")
    request_id_header = "X-Request-Id"
    compressed_from = 150

    def build(self) -> dict[str, Records]:
        names = ("Ada", "Bo", "Anonymous")
        authors = Records(({"id": n, "name": name} for n, name in enumerate(names, 1)), title="author")
        titles = (("one", "One", 100), ("two", "Two", None), ("three", "Three", 30))
        books = (
            {"author": 1, "key": key, "title": title, "pages": pages, "labels": {}} for key, title, pages in titles
        )
        other = {"author": 2, "key": "one", "title": "Another", "pages": 7, "labels": {}}
        return {"authors": authors, "books": Records([*books, other], key=("author", "key"), title="book")}

    def many(self, call: Call, entity: Entity, batch: Any, rows: list[Any]) -> Any:
        return {"rows": rows, "total": batch.total, "links": link_header(call.request, batch)}


def ask(api: Api, method: str, path: str, *, token: str = "lending", **given: Any) -> TestResponse:
    """Ask as a librarian, unless told otherwise."""
    headers = {"Authorization": f"Bearer {token}", **given.pop("headers", {})}
    target = {"REQUEST_URI": f"/v1{path}"}
    return Client(api).open(
        f"/v1{path}", method=method, headers=headers, base_url=api.origin, environ_overrides=target, **given
    )
