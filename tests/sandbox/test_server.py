"""A sandbox on a loopback port."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest

from hypernav.sandbox import Sandbox, Server, serve
from tests.sandbox.acme import acme


@pytest.fixture
def app() -> Sandbox:
    return acme()


@pytest.fixture
def server(app: Sandbox) -> Iterator[Server]:
    with serve(app) as running:
        yield running


@pytest.fixture
def connection(server: Server) -> Iterator[http.client.HTTPConnection]:
    opened = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    yield opened
    opened.close()


def ask(connection: http.client.HTTPConnection, method: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Send one request and return status and body."""
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_it_answers_on_a_free_loopback_port(server: Server, connection: http.client.HTTPConnection) -> None:
    assert server.url == f"http://127.0.0.1:{server.port}"
    status, body = ask(connection, "GET", "/things/a%2Fb")
    assert status == 200
    assert body == f'{{"id":"a/b","url":"{server.url}/things/a%2Fb"}}'.encode()


def test_it_keeps_the_connection(connection: http.client.HTTPConnection) -> None:
    ask(connection, "GET", "/things/a")
    first = connection.sock
    for method in ("GET", "HEAD", "DELETE", "OPTIONS"):
        ask(connection, method, "/things/a")
    assert connection.sock is first
    assert first is not None


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "evil.example:{port}", "127.0.0.1:1", ""])
def test_it_refuses_other_hosts(server: Server, connection: http.client.HTTPConnection, host: str) -> None:
    status, body = ask(connection, "GET", "/things/a", Host=host.format(port=server.port))
    assert status == 421
    assert b"misdirected_request" in body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "[::1]", "127.0.0.1"])
def test_it_takes_every_name_of_this_machine(server: Server, connection: http.client.HTTPConnection, host: str) -> None:
    assert ask(connection, "GET", "/things/a", Host=f"{host}:{server.port}")[0] == 200


def test_a_body_without_a_length_is_refused(connection: http.client.HTTPConnection) -> None:
    assert ask(connection, "POST", "/things", Transfer_Encoding="chunked")[0] == 411


def test_a_truncated_answer_ends_the_connection(app: Sandbox, connection: http.client.HTTPConnection) -> None:
    app.faults.add(truncate=4)
    with pytest.raises(http.client.IncompleteRead):
        ask(connection, "GET", "/things/a")


def test_a_dropped_connection_answers_nothing(app: Sandbox, connection: http.client.HTTPConnection) -> None:
    app.faults.add(drop="before")
    with pytest.raises(http.client.RemoteDisconnected):
        ask(connection, "GET", "/things/a")


def test_an_absolute_target_is_taken_for_its_path(connection: http.client.HTTPConnection, server: Server) -> None:
    assert ask(connection, "GET", f"{server.url}/things/a")[0] == 200


def test_many_clients_are_answered_at_once(server: Server) -> None:
    statuses: list[int] = []

    def client() -> None:
        opened = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        statuses.extend(ask(opened, "GET", "/things/a")[0] for _ in range(5))
        opened.close()

    threads = [threading.Thread(target=client) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 40


def test_closing_ends_connections_that_are_kept(app: Sandbox) -> None:
    with serve(app) as server:
        kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        assert ask(kept, "GET", "/things/a")[0] == 200
        connected = kept.sock
        assert connected is not None
    assert connected.recv(1) == b""
    kept.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=1)


def test_a_taken_port_is_an_error(app: Sandbox, server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        serve(app, port=server.port)
