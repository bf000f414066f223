"""What tests of the client share: a scripted server, clients that are closed, a clock that never waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hypernav.http import Client
from tests.servers import Server, VirtualClock


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a scripted server."""
    with Server() as running:
        yield running


@pytest.fixture
def clock() -> VirtualClock:
    """Return a clock that moves only when somebody sleeps on it."""
    return VirtualClock()


@pytest.fixture
def announced() -> list[str]:
    """Return the lines that were announced."""
    return []


@pytest.fixture
def make(server: Server, clock: VirtualClock, announced: list[str]) -> Iterator[Callable[..., Client]]:
    """Return a function that makes clients of the server (or of another URL) and closes them at the end."""
    made: list[Client] = []

    def client(url: str = "", **options: Any) -> Client:
        options.setdefault("clock", clock)
        options.setdefault("announce", announced.append)
        options.setdefault("random", lambda: 1.0)
        made.append(Client(url or server.url, **options))
        return made[-1]

    yield client
    for each in made:
        each.close()


@pytest.fixture
def client(make: Callable[..., Client]) -> Client:
    """Return a client of the server with default options."""
    return make()
