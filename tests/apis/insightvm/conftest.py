"""A console to read from, a console to change, and a way to ask them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pytest

from hypernav.apis.insightvm.sandbox import create
from hypernav.apis.insightvm.sandbox.console import Console
from hypernav.sandbox.transport import InProcessTransport

ORIGIN = "https://insightvm.test"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def links(self) -> dict[str, str]:
        return {link["rel"]: link["href"] for link in self.json["links"]}

    @property
    def ids(self) -> list[Any]:
        return [resource["id"] for resource in self.json["resources"]]


class Client:
    """Ask a console, as the user whose credentials it was made with."""

    def __init__(self, console: Console, user: str = "analyst", password: str = "demo", **headers: str) -> None:
        self.console = console
        self.transport = InProcessTransport(console)
        pair = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.headers = {"Authorization": f"Basic {pair}", **headers}

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
        given = {**self.headers, **(headers or {})}
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            given.setdefault("Content-Type", "application/json")
        raw = self.transport.exchange(method, urljoin(ORIGIN, path), given.items(), data)
        return Answer(raw.status, dict(raw.headers), b"".join(raw.body))

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: Any = None) -> Answer:
        return self.send("POST", path, body)

    def put(self, path: str, body: Any = None) -> Answer:
        return self.send("PUT", path, body)

    def delete(self, path: str, body: Any = None) -> Answer:
        return self.send("DELETE", path, body)

    def search(self, *filters: dict[str, Any], match: str = "all", query: str = "") -> Answer:
        return self.post(f"/api/3/assets/search{query}", {"match": match, "filters": list(filters)})

    def everything(self, path: str) -> list[Any]:
        """Follow ``next`` to the end."""
        found: list[Any] = []
        while path:
            page = self.get(path)
            found.extend(page.json["resources"])
            path = page.links.get("next", "")
        return found


@pytest.fixture(scope="package")
def reader() -> Client:
    """Return a client of a console that no test changes."""
    return Client(create())


@pytest.fixture
def writer() -> Client:
    """Return a client of a console of the test's own."""
    return Client(create())


@pytest.fixture
def as_user() -> type[Client]:
    """Return the class of clients, for other users and headers."""
    return Client
