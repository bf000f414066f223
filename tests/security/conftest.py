"""Servers that many cases share: at home and elsewhere, plain and encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.certificates import Authority
from tests.servers import Server

HOSTS = (
    *("good.test", "api.good.test", "sub.good.test", "evil.test", "good.test.evil", "localhost", "127.0.0.1", "::1"),
    "xn--gd-fmca.test",
)


@dataclass(frozen=True)
class Machines:
    """Who answers at home, and who would catch what leaks."""

    home: dict[str, Server]
    sink: dict[str, Server]
    authority: Authority
    client_certificate: tuple[str, str]

    def forget(self) -> None:
        for server in (*self.home.values(), *self.sink.values()):
            server.forget()


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> Authority:
    """Return an authority that clients of the tests trust."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def running(authority: Authority) -> Iterator[Machines]:
    context = authority.server_context(*HOSTS)
    with Server() as home, Server(tls=context) as home_tls, Server() as sink, Server(tls=context) as sink_tls:
        yield Machines(
            {"http": home, "https": home_tls}, {"http": sink, "https": sink_tls}, authority, authority.issue("me")
        )


@pytest.fixture
def machines(running: Machines) -> Machines:
    """Return the servers, with nothing scripted and nothing received."""
    running.forget()
    return running
