"""A deadline that no drip outlasts."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from hypernav.errors import DeadlineExceeded
from hypernav.options import Options
from tests.servers import chunked, drip, hang, reply

SHORT = Options(deadline=0.4, read_timeout=10)
MESSAGES = {
    "status line and headers": reply(json={"a": 1}, headers={"X-Long": "x" * 400}),
    "body with a length": reply(body=b"x" * 400),
    "body without a length": reply(body=b"x" * 400, length=None),
    "chunks": chunked(*[b"x"] * 100),
    "chunk extensions": chunked(b"x", end=b"1;" + b"a" * 400 + b"\r\nx\r\n0\r\n\r\n"),
    "trailers": chunked(b"x", end=b"0\r\n" + b"X-T: 1\r\n" * 50 + b"\r\n"),
    "interim answers": b"HTTP/1.1 100 Continue\r\n\r\n" * 20 + reply(),
    "a redirect": reply(302, body=b"x" * 400, headers={"Location": "/y"}),
    "an error": reply(503, body=b"x" * 400),
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_a_dripping_server_does_not_defeat_the_deadline(server, make, message):
    server.on("*", drip(message, every=0.02))
    with pytest.raises(DeadlineExceeded) as caught:
        make(options=SHORT).send("GET", "/x")
    assert caught.value.details["limit"] == "deadline"
    assert caught.value.details["where"] == f"GET {server.url}/x"


def test_a_silent_server_runs_into_the_read_timeout(server, make):
    server.on("/x", hang())
    with pytest.raises(DeadlineExceeded, match=r"Nothing came for 0\.2 s\.") as caught:
        make(options=Options(read_timeout=0.2)).send("GET", "/x")
    assert caught.value.details["limit"] == "read_timeout"
    assert server.count == 1


def test_the_deadline_ends_a_whole_chain_of_redirects(server, make):
    server.on("*", lambda request: drip(reply(302, headers={"Location": f"{request.path}x"}), every=0.002))
    with pytest.raises(DeadlineExceeded):
        make(options=SHORT.replace(max_redirects=1000)).send("GET", "/x")


def test_a_server_that_does_not_take_the_request_is_given_up(make):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        client = make(f"http://127.0.0.1:{deaf.getsockname()[1]}", options=SHORT)
        with pytest.raises(DeadlineExceeded, match="request"):
            client.send("GET", "/x", body=b"x" * 50_000_000)


def test_a_handshake_that_never_comes_ends_with_the_connect_timeout(make):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        client = make(f"https://127.0.0.1:{mute.getsockname()[1]}", options=Options(connect_timeout=0.2))
        with pytest.raises(DeadlineExceeded, match=r"No connection within 0\.2 s") as caught:
            client.send("POST", "/x", body=b"{}")
    assert caught.value.details["sent"] == "nothing"


def test_a_dripping_handshake_ends_with_the_connect_timeout(make):
    stop = threading.Event()

    def drip_bytes(listener: socket.socket) -> None:
        connected, _ = listener.accept()
        with connected:
            while not stop.wait(0.02):
                try:
                    connected.sendall(b"\x16")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip_bytes, args=(listener,))
        thread.start()
        client = make(f"https://127.0.0.1:{listener.getsockname()[1]}", options=Options(connect_timeout=0.3))
        began = time.monotonic()
        try:
            with pytest.raises(OSError):  # a broken handshake may be noticed before its time is over
                client.send("GET", "/x")
        finally:
            stop.set()
            thread.join()
        assert time.monotonic() - began < 30


def test_a_silence_ends_with_the_deadline_where_that_comes_first(server, make):
    server.on("/x", hang())
    with pytest.raises(DeadlineExceeded) as caught:
        make(options=SHORT).send("GET", "/x")
    assert caught.value.details["limit"] == "deadline"
    assert server.count == 1
