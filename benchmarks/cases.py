"""What is compared: each case does the same work twice, with bare requests or json, and with hypernav."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

import bodies
import requests
from shapes import SHAPES, Shape

import hypernav as hn
from hypernav import formats
from hypernav.documents.document import Document
from hypernav.http import Response
from hypernav.web.headers import Headers

Work = Callable[[], int]
"""Work that returns a number by which both sides show that they did the same."""


@dataclass(frozen=True)
class Case:
    """Two ways to do the same work, and the ratio of times to reach."""

    name: str
    bare: Work
    ours: Work
    target: float | None
    """None where the case is for information only."""
    rounds: int


def network_cases(url: str) -> list[Case]:
    """Return the cases that ask the server."""
    return [
        Case("500 hops of 0.6 kB", lambda: _bare_hops(url), lambda: _hops(url), 0.70, 15),
        Case("100,000 records through 200 pages", lambda: _bare_records(url), lambda: _records(url), 0.85, 9),
    ]


def shape_cases(url: str) -> list[Case]:
    """Return the cases that page through each shape: going through the members, and reading one field of each."""
    going = [
        Case(each.name, partial(_bare_members, url, each), partial(_members, url, each), 0.85, 9) for each in SHAPES
    ]
    reading = [
        Case(f"({each.name}: a field of each)", partial(_bare_ids, url, each), partial(_ids, url, each), None, 9)
        for each in SHAPES
    ]
    return going + reading


def wrapping_cases() -> list[Case]:
    """Return the cases that read one big document which is there already."""
    fields, text, links = bodies.linked_of_fields(), bodies.linked_of_text(), bodies.linked_of_links()
    each, every = "10 MB of HAL: 10,000 records of 5 links", bodies.LINKS_OF_RECORD
    return [
        Case(
            "10 MB: 10,000 linked records of 33 fields", lambda: _bare_links(fields), lambda: _links(fields), 1.05, 41
        ),
        Case("10 MB: the same of one long text each", lambda: _bare_links(text), lambda: _links(text), 1.05, 41),
        Case(each, lambda: _bare_hal(links, "self"), lambda: _hal(links, "self"), 1.10, 41),
        Case("(the same, every link of each)", lambda: _bare_hal(links, *every), lambda: _hal(links, *every), None, 21),
    ]


def second_look(url: str, times: int = 20_000) -> dict[str, float]:
    """Return microseconds of looks at a place that was read already."""
    with hn.connect(f"{url}/hops/0") as nav:
        place = nav.next.load()
        looks: dict[str, Callable[[], object]] = {
            "place.load()": place.load,
            'place["name"]': lambda: place["name"],
            "place.data": lambda: place.data,
            'nav.go("/hops/1").load()': lambda: nav.go("/hops/1").load(),
            'nav.next["name"]': lambda: nav.next["name"],
        }
        timed = {name: _microseconds(look, times) for name, look in looks.items()}
        assert nav.ledger.count == 2, nav.ledger
    return timed


def _bare_hops(url: str) -> int:
    total, path = 0, "/hops/0"
    with requests.Session() as session:
        while path:
            document = session.get(url + path).json()
            total += document["number"]
            path = document["_links"].get("next", {}).get("href")
    return total


def _hops(url: str) -> int:
    with hn.connect(f"{url}/hops/0") as nav:
        place = nav.root
        total = int(place["number"])
        for _ in range(bodies.HOPS - 1):
            place = place.next
            total += place["number"]
    return total


def _bare_records(url: str) -> int:
    total, path = 0, "/records"
    with requests.Session() as session:
        while path:
            document = session.get(url + path).json()
            for record in document["items"]:
                total += record["id"]
            path = document["_links"].get("next", {}).get("href")
    return total


def _records(url: str) -> int:
    with hn.connect(f"{url}/records") as nav:
        return sum(record["id"] for record in nav.root)


def _bare_members(url: str, shape: Shape) -> int:
    return sum(1 for _ in _bare_items(url, shape))


def _members(url: str, shape: Shape) -> int:
    with hn.connect(url + shape.path) as nav:
        return sum(1 for _ in nav.root)


def _bare_ids(url: str, shape: Shape) -> int:
    return sum(len(str(item["id"])) for item in _bare_items(url, shape))


def _ids(url: str, shape: Shape) -> int:
    with hn.connect(url + shape.path) as nav:
        return sum(len(str(member["id"])) for member in nav.root)


def _bare_items(url: str, shape: Shape) -> Iterator[dict[str, Any]]:
    following: str | None = url + shape.path
    with requests.Session() as session:
        while following:
            response = session.get(following)
            document = response.json()
            yield from shape.items(document)
            following = shape.following(response, document)


def _bare_links(body: bytes) -> int:
    return sum(len(record["_links"]["self"]["href"]) for record in json.loads(body)["items"])


def _links(body: bytes) -> int:
    return sum(len(record.links["self"][0].href) for record in _read(body).members or ())


def _bare_hal(body: bytes, *rels: str) -> int:
    records = json.loads(body)["_embedded"]["records"]
    return sum(len(record["_links"][rel]["href"]) for record in records for rel in rels)


def _hal(body: bytes, *rels: str) -> int:
    return sum(len(record.links[rel][0].href) for record in _read(body).members or () for rel in rels)


def _read(body: bytes) -> Document:
    headers = Headers({"Content-Type": "application/json"})
    response = Response(200, headers, "https://acme.test/linked", body)
    return formats.read(response.url, response.status, response.headers, response.json())


def _microseconds(look: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(5):
        began = perf_counter()
        for _ in range(times // 5):
            look()
        best = min(best, (perf_counter() - began) / (times // 5))
    return best * 1e6
