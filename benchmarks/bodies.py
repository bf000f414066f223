"""What the server answers: fixed bodies, the same in each run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shapes import PAGES as PAGES_OF_SHAPES
from shapes import SHAPES

HOPS = 500
PAGES = 200
RECORDS = 500
LINKED = 10_000
LINKED_BYTES = 10_000_000
LINKS_OF_RECORD = ("self", "owner", "history", "comments", "next")
_JSON = {"Content-Type": "application/json"}


def all_answers(url: str) -> dict[str, bytes]:
    """Return request target to answer, head and body, of everything that is served at a URL."""
    hops = {f"/hops/{number}": _answer(hop(number)) for number in range(HOPS)}
    pages = {"/records" + (f"?page={number}" if number else ""): _answer(page(number)) for number in range(PAGES)}
    shaped = {
        shape.target(number): _answer(*shape.answer(number, url))
        for shape in SHAPES
        for number in range(PAGES_OF_SHAPES)
    }
    return {**hops, **pages, **shaped}


def hop(number: int) -> dict[str, Any]:
    """Return a small document that leads to the next one: 0.6 kB as JSON."""
    links = {"self": {"href": f"/hops/{number}", "type": "application/json"}}
    if number + 1 < HOPS:
        links["next"] = {"href": f"/hops/{number + 1}", "type": "application/json"}
    body: dict[str, Any] = {
        "_links": links,
        "number": number,
        "key": f"flag-{number}",
        "name": f"Flag number {number}",
        "kind": "boolean",
        "tags": ["beta", "checkout", "web"],
        "creationDate": 1762161120000 + number,
        "temporary": number % 2 == 0,
        "description": "",
    }
    body["description"] = "x" * (600 - len(_bytes(body)))
    return body


def page(number: int) -> dict[str, Any]:
    """Return one page of the long collection."""
    links = {"self": {"href": f"/records?page={number}"}}
    if number + 1 < PAGES:
        links["next"] = {"href": f"/records?page={number + 1}"}
    first = number * RECORDS
    return {
        "items": [record(position) for position in range(first, first + RECORDS)],
        "totalCount": PAGES * RECORDS,
        "_links": links,
    }


def record(number: int) -> dict[str, Any]:
    """Return one record of the long collection: 0.2 kB as JSON."""
    return {
        "_links": {"self": {"href": f"/records/{number}", "type": "application/json"}},
        "id": number,
        "name": f"Record {number}",
        "score": number * 1.5,
        "active": number % 3 == 0,
        "owner": {"id": number % 97, "email": f"owner{number % 97}@acme.test"},
        "tags": ["alpha", "beta"],
    }


def linked_of_fields() -> bytes:
    """Return 10,000 linked records of about thirty fields each, as APIs send them: 10 MB."""
    return _bytes({"items": [_detailed(number) for number in range(LINKED)], "_links": {"self": {"href": "/linked"}}})


def linked_of_text() -> bytes:
    """Return 10,000 linked records that are mostly one long text each: 10 MB."""
    filler = "x" * (LINKED_BYTES // LINKED - len(_bytes(record(0))) - 30)
    records = [{**record(number), "notes": filler} for number in range(LINKED)]
    return _bytes({"items": records, "_links": {"self": {"href": "/linked"}}})


def linked_of_links() -> bytes:
    """Return 10,000 HAL records of five links each: 10 MB."""
    records = [_with_links(number) for number in range(LINKED)]
    return _bytes({"_embedded": {"records": records}, "_links": {"self": {"href": "/linked"}}})


def _detailed(number: int) -> dict[str, Any]:
    few = {
        "seen": "2025-11-03T09:00:00Z",
        "changed": 1762161120000 + number,
        "address": f"10.0.{number // 256 % 256}.{number % 256}",
        "risk": number * 1.25,
        "state": "medium",
        "note": "another value of a field",
        "checked": True,
        "closed": None,
        "site": f"https://acme.test/sites/{number % 50}",
    }
    return {
        **record(number),
        **{f"{part}_{name}": value for part in ("first", "last", "worst") for name, value in few.items()},
    }


def _with_links(number: int) -> dict[str, Any]:
    path = f"/records/{number}"
    links = {rel: {"href": f"{path}/{rel}", "type": "application/json"} for rel in LINKS_OF_RECORD}
    few = {f"field_{position}": f"value {position} of record {number}" for position in range(15)}
    return {**record(number), **few, "_links": {**links, "self": {"href": path, "type": "application/json"}}}


def _answer(body: Any, headers: Mapping[str, str] = _JSON) -> bytes:
    content = _bytes(body)
    fields = {**headers, "Date": "Mon, 03 Nov 2025 09:00:00 GMT", "Content-Length": str(len(content))}
    lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode() + content


def _bytes(body: Any) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()
