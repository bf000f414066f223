"""The network: connections, certificates, proxies."""

from __future__ import annotations

import pickle
import socket
import threading
from typing import Any

import pytest
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection

from hypernav.errors import ConnectionFailed, DeadlineExceeded, HypernavError, OutcomeUnknown
from hypernav.http import CertificateAuth, Client, TokenAuth
from hypernav.options import Options
from tests.certificates import Authority
from tests.servers import Script, Server, names, reply


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusting(authority):
    return Options(verify=str(authority.path), max_attempts=1)


def test_one_connection_serves_many_requests(server, client):
    server.on("/x", reply(json={}))
    for _ in range(20):
        client.send("GET", "/x")
    assert (server.count, server.connections) == (20, 1)


def test_a_connection_is_not_used_again_where_the_server_ends_it(server, client):
    server.on("/x", reply(headers={"Connection": "close"}))
    for _ in range(3):
        client.send("GET", "/x")
    assert server.connections == 3


def test_a_client_serves_many_threads(server, client):
    server.on("*", lambda request: reply(body=request.target.encode()))
    answers: dict[str, bytes] = {}

    def ask(number: int) -> None:
        for round_ in range(10):
            path = f"/{number}/{round_}"
            answers[path] = client.send("GET", path).body

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {
        f"/{number}/{round_}": f"/{number}/{round_}".encode() for number in range(8) for round_ in range(10)
    }
    assert client.ledger.count == 80


def test_a_closed_client_stays_usable(server, client):
    server.on("/x", reply())
    client.send("GET", "/x")
    client.close()
    client.send("GET", "/x")
    assert server.connections == 2


def test_many_origins_are_served_at_once(server, client):
    server.on("/x", reply())
    with names({f"host{number}.test": server for number in range(100)}):
        for number in [*range(100), *range(100)]:
            client.allow(f"http://host{number}.test")
            assert client.send("GET", f"http://host{number}.test/x").status == 200


def test_a_body_is_sent_whole(server, client):
    server.on("/x", lambda request: reply(body=str(len(request.body)).encode()))
    for size in (0, 1, 65_535, 65_536, 65_537, 1_000_000):
        assert client.send("PUT", "/x", body=b"x" * size).body == str(size).encode()


def test_a_request_without_a_body_states_no_length(server, client):
    server.on("/x", reply())
    client.send("GET", "/x")
    assert "content-length" not in server.requests[0].headers
    assert "transfer-encoding" not in server.requests[0].headers


def test_an_answer_that_comes_before_the_whole_request_is_read(server, make):
    def run(connection, request):
        connection.send(reply(413, body=b"too much"))

    server.on("/x", Script(run))
    assert make().send("POST", "/x", body=b"x" * 10_000).status == 413


class Breaking:
    """A connection that breaks after some pieces of a request were sent."""

    def __init__(self, connected: socket.socket, pieces: int) -> None:
        self.connected = connected
        self.left = pieces

    def send(self, data: bytes | memoryview) -> int:
        if not self.left:
            self.connected.shutdown(socket.SHUT_WR)
            raise BrokenPipeError(32, "Broken pipe")
        self.left -= 1
        return self.connected.send(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connected, name)


def breaking(monkeypatch: pytest.MonkeyPatch, *pieces: int) -> None:
    """Let each new connection break after some pieces; further ones hold."""
    connect, left = HTTPConnection.connect, list(pieces)

    def connect_to_break(connection: HTTPConnection) -> None:
        connect(connection)
        if left:
            connection.sock = Breaking(connection.sock, left.pop(0))

    monkeypatch.setattr(HTTPConnection, "connect", connect_to_break)


def test_a_connection_that_breaks_before_a_write_was_sent_sent_nothing(server, client, monkeypatch):
    breaking(monkeypatch, 0)
    server.on("/x", reply())
    with pytest.raises(ConnectionFailed) as caught:
        client.send("POST", "/x", body=b"{}")
    assert str(caught.value).splitlines()[0] == "The connection broke: Broken pipe."
    assert caught.value.details["sent"] == "nothing"
    assert server.count == 0
    assert client.send("POST", "/x", body=b"{}").status == 200
    assert (server.count, server.connections) == (1, 2)


def test_a_connection_that_breaks_before_a_reading_was_sent_is_replaced(server, client, monkeypatch):
    breaking(monkeypatch, 0)
    server.on("/x", reply(body=b"ok"))
    assert client.send("GET", "/x").body == b"ok"
    assert [entry.note for entry in client.ledger] == ["NotSent", "attempt 2"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_used_connection_that_breaks_before_anything_was_sent_is_replaced_at_once(
    server, client, clock, monkeypatch, method
):
    breaking(monkeypatch, 1)
    server.on("/x", reply())
    client.send("GET", "/x")
    assert client.send(method, "/x", body=b"{}" if method == "POST" else None).status == 200
    assert ([each.method for each in server.requests], server.connections) == (["GET", method], 2)
    assert (client.ledger.count, clock.slept) == (2, [])


def test_a_used_connection_is_replaced_once_only(server, client, monkeypatch):
    breaking(monkeypatch, 1, 0)
    server.on("/x", reply())
    client.send("GET", "/x")
    with pytest.raises(ConnectionFailed, match="The connection broke: Broken pipe") as caught:
        client.send("POST", "/x", body=b"{}")
    assert caught.value.details["sent"] == "nothing"
    assert [each.method for each in server.requests] == ["GET"]


@pytest.mark.parametrize("size", [65_537, 1_000_000])
@pytest.mark.parametrize("used", [False, True])
def test_a_write_of_which_a_part_was_sent_is_unknown_and_not_sent_again(server, client, monkeypatch, size, used):
    breaking(monkeypatch, 2 if used else 1)
    server.on("/x", reply())
    if used:
        client.send("GET", "/x")
    with pytest.raises(OutcomeUnknown) as caught:
        client.send("POST", "/x", body=b"x" * size)
    assert caught.value.details["because"] == "The server closed the connection before it answered."
    assert (server.count, server.connections) == (used, 1)


def test_a_connection_that_broke_is_not_used_again(server, client, monkeypatch):
    breaking(monkeypatch, 1)
    server.on("/x", reply())
    with pytest.raises(OutcomeUnknown):
        client.send("POST", "/x", body=b"x" * 70_000)
    assert client.send("POST", "/x", body=b"{}").status == 200
    assert server.connections == 2


def test_a_trusted_certificate_is_accepted(authority, trusting):
    with Server(tls=authority.server_context("localhost", "127.0.0.1")) as server:
        server.on("/x", reply(body=b"ok"))
        client = Client(server.url, options=trusting)
        assert client.send("GET", "/x").body == b"ok"
        client.close()


FAULTS = {
    "not trusted": (Options(max_attempts=1), ("127.0.0.1",), 2, "127.0.0.1"),
    "expired": (None, ("127.0.0.1",), -1, "127.0.0.1"),
    "of another host": (None, ("other.test",), 2, "127.0.0.1"),
    "of a parent domain": (None, ("good.test",), 2, "api.good.test"),
    "of another address": (None, ("127.0.0.2",), 2, "127.0.0.1"),
    "of a wildcard one level too high": (None, ("*.good.test",), 2, "a.api.good.test"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_certificate_with_a_fault_is_refused_before_anything_is_sent(authority, trusting, fault):
    options, hosts, days, host = FAULTS[fault]
    with Server(tls=authority.server_context(*hosts, days=days)) as server, names({host: server}):
        client = Client(f"https://{host}:{server.port}", auth=TokenAuth("s3cret"), options=options or trusting)
        with pytest.raises(ConnectionFailed, match="The certificate of the server is not trusted") as caught:
            client.send("POST", "/x", body=b"{}")
        assert caught.value.details["sent"] == "nothing"
        client.close()
        assert server.count == 0


def test_a_plain_server_behind_https_is_a_failed_connection(server, trusting):
    client = Client(server.url.replace("http:", "https:"), options=trusting.replace(connect_timeout=0.3))
    with pytest.raises((ConnectionFailed, DeadlineExceeded)):
        client.send("GET", "/x")
    client.close()
    assert server.count == 0


def test_unchecked_certificates_are_an_option_of_one_client(authority):
    with Server(tls=authority.server_context("other.test")) as server:
        server.on("/x", reply(body=b"ok"))
        careless = Client(server.url, options=Options(verify=False))
        careful = Client(server.url, options=Options(max_attempts=1))
        assert careless.send("GET", "/x").body == b"ok"
        with pytest.raises(ConnectionFailed):
            careful.send("GET", "/x")
        careless.close()
        careful.close()


def test_a_name_that_does_not_resolve_says_so(client, monkeypatch):
    def fail(*arguments, **named):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    lost = Client("http://nowhere.test", options=Options(max_attempts=1))
    with pytest.raises(ConnectionFailed) as caught:
        lost.send("GET", "/x")
    assert str(caught.value).splitlines()[0] == "The name of the server cannot be resolved."


@pytest.fixture
def proxied(monkeypatch, server):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, server.url.replace("://", "://who:proxy-pass@"))
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    return server


def test_proxies_of_the_environment_are_off_unless_asked_for(proxied):
    with Server() as target:
        target.on("/x", reply(body=b"direct"))
        proxied.on("*", reply(body=b"by proxy"))
        with names({"good.test": target}):
            direct = Client("http://good.test", options=Options())
            assert direct.send("GET", "/x").body == b"direct"
            by_proxy = Client("http://good.test", options=Options(trust_environment=True))
            assert by_proxy.send("GET", "/x?y=%2f").body == b"by proxy"
        direct.close()
        by_proxy.close()
    assert proxied.requests[0].target == "http://good.test/x?y=%2f"
    assert proxied.requests[0].headers["proxy-authorization"].startswith("Basic ")
    assert proxied.requests[0].headers["host"] == "good.test"


def test_an_encrypted_request_goes_through_a_tunnel(proxied, authority, trusting):
    proxied.on("good.test:443", reply(403))
    client = Client("https://good.test", auth=TokenAuth("s3cret"), options=trusting.replace(trust_environment=True))
    with pytest.raises(HypernavError):
        client.send("GET", "/x")
    client.close()
    assert proxied.requests[0].method == "CONNECT"
    assert b"s3cret" not in proxied.everything


@pytest.mark.parametrize("kind", [TokenAuth])
def test_a_client_certificate_is_shown_only_where_it_belongs(authority, trusting, kind):
    context = authority.server_context("127.0.0.1", "localhost")
    with Server(tls=context) as home, Server(tls=context) as other:
        home.on("/x", reply())
        other.on("/x", reply())
        client = Client(home.url, auth=CertificateAuth(*authority.issue("me"), beside=kind("abc")), options=trusting)
        client.allow(other.url)
        client.send("GET", "/x")
        client.send("GET", f"{other.url}/x")
        client.close()
        assert home.certificates[0]["subject"][0][0] == ("commonName", "me")
        assert not other.certificates[0]
        assert home.requests[0].headers["authorization"] == "abc"
        assert "authorization" not in other.requests[0].headers


def test_a_client_is_not_pickled_and_says_why(client):
    with pytest.raises(TypeError, match="A Client is not pickled, because of its credentials and connections"):
        pickle.dumps(client)


def test_the_private_methods_of_urllib3_that_lend_connections_are_there():
    assert {"_get_conn", "_put_conn"} <= vars(HTTPConnectionPool).keys()
    assert "_prepare_proxy" in vars(HTTPSConnectionPool)
