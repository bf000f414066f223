"""Requests to a sandbox in the same process."""

from __future__ import annotations

import pytest

from hypernav.errors import ConnectionFailed, UnreadableResponse
from hypernav.http.transport import Transport
from hypernav.sandbox import InProcessTransport
from tests.sandbox.acme import acme


def test_it_is_a_transport() -> None:
    transport: Transport = InProcessTransport(acme())
    answer = transport.exchange("GET", "https://acme.test/numbers/7?a=%2B", [], None, 1e9)
    assert (answer.status, b"".join(answer.body)) == (200, b'{"number":7,"query":{"a":"+"}}')
    transport.close()


def test_headers_and_body_arrive() -> None:
    fields = [("Content-Type", "application/json"), ("Authorization", "let-me-in")]
    answer = InProcessTransport(acme()).exchange("POST", "https://acme.test/things", fields, b'{"a":1}')
    assert answer.status == 201
    assert dict(answer.headers)["Location"] == "/things/1"


def test_the_host_is_that_of_the_url() -> None:
    answer = InProcessTransport(acme()).exchange("GET", "https://other.test:8443/things/a%2Fb", [], None)
    assert b"https://other.test:8443/things/a%2Fb" in b"".join(answer.body)


def test_a_dropped_connection_is_a_failed_one() -> None:
    app = acme()
    app.faults.add(drop="after")
    with pytest.raises(ConnectionFailed, match="hung up"):
        InProcessTransport(app).exchange("GET", "https://acme.test/things/a", [], None)


def test_a_body_that_is_cut_short_is_unreadable() -> None:
    app = acme()
    app.faults.add(truncate=3)
    answer = InProcessTransport(app).exchange("GET", "https://acme.test/things/a", [], None)
    with pytest.raises(UnreadableResponse, match="cut short: 3 of"):
        b"".join(answer.body)


def test_head_has_no_body_and_is_not_cut_short() -> None:
    answer = InProcessTransport(acme()).exchange("HEAD", "https://acme.test/things/a", [], None)
    assert b"".join(answer.body) == b""


def test_it_counts_requests() -> None:
    transport = InProcessTransport(acme())
    for _ in range(3):
        transport.exchange("GET", "https://acme.test/things/a", [], None)
    assert transport.requests == 3
