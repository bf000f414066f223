"""What the server answers: fixed bodies, the same in each run."""

from __future__ import annotations

import json
from typing import Any

HOPS = 500
PAGES = 200
RECORDS = 500
LINKED = 10_000
LINKED_BYTES = 10_000_000


def all_bodies() -> dict[str, bytes]:
    """Return path to body of everything that is served."""
    hops = {f"/hops/{number}": _bytes(hop(number)) for number in range(HOPS)}
    pages = {"/records" + (f"?page={number}" if number else ""): _bytes(page(number)) for number in range(PAGES)}
    return {**hops, **pages}


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


def _bytes(body: Any) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()
