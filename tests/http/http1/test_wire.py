"""HTTP/1.1 messages as bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from hypernav.errors import UnreadableResponse
from hypernav.http.http1.wire import Head, decode_head, encode_head, framing_of
from tests.servers import Script, reply


def _framing(*headers: tuple[str, str], version: int = 1, status: int = 200, method: str = "GET"):
    return framing_of(Head(version, status, list(headers)), method)


def test_a_head_is_read_in_order():
    head = decode_head(b"HTTP/1.1 200 OK\r\nA: 1\r\nb:2\r\nA:\t3 \r\nEmpty:\r\n\r\n")
    assert (head.version, head.status) == (1, 200)
    assert head.headers == [("A", "1"), ("b", "2"), ("A", "3"), ("Empty", "")]


def test_lines_may_end_without_a_carriage_return():
    assert decode_head(b"HTTP/1.0 404 Not Found\nA: 1\n\n").headers == [("A", "1")]


def test_a_reason_may_be_missing():
    assert decode_head(b"HTTP/1.1 204\r\n\r\n").status == 204
    assert decode_head(b"HTTP/1.1 204 \r\n\r\n").status == 204


def test_folded_lines_are_joined():
    assert decode_head(b"HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\n\t3\r\nB: 4\r\n\r\n").headers == [("A", "1 2 3"), ("B", "4")]


def test_lines_that_are_no_field_are_left_out():
    block = b"HTTP/1.1 200 OK\r\nnonsense\r\n: x\r\nA B: 1\r\n(C): 2\r\nD: 3\r\n\r\n"
    assert decode_head(block).headers == [("D", "3")]


@pytest.mark.parametrize(
    "line",
    [
        b"A: 1\rB: 2",
        b"A: 1\r\r",
        b"A: 1\0",
        b"Content-Length : 5",
        b"Transfer-Encoding\t: chunked",
        b"Content-Length",
        b" Content-Length : 5\r\nContent-Length 5",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(line):
    block = b"HTTP/1.1 200 OK\r\n" + line + b"\r\n\r\n"
    if line.endswith(b"Content-Length 5"):
        assert decode_head(block).headers == []
        return
    with pytest.raises(UnreadableResponse):
        decode_head(block)


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"HTTP/2 200 OK",
        b"HTTP/0.9 200",
        b"ICY 200 OK",
        b"HTTP/1.1 2000 OK",
        b"HTTP/1.1 20",
        b"HTTP/1.1  200",
        b"<html>",
    ],
)
def test_what_is_not_http_is_refused(first):
    with pytest.raises(UnreadableResponse, match=r"The answer is not HTTP/1\.1"):
        decode_head(first + b"\r\n\r\n")


def test_header_fields_are_counted():
    assert len(decode_head(b"HTTP/1.1 200 OK\r\n" + b"A: 1\r\n" * 512 + b"\r\n").headers) == 512
    with pytest.raises(UnreadableResponse, match="more than 512 header fields"):
        decode_head(b"HTTP/1.1 200 OK\r\n" + b"A: 1\r\n" * 513 + b"\r\n")


@given(strategies.binary(max_size=200))
def test_any_bytes_are_read_or_refused(block):
    try:
        head = decode_head(block)
        framing_of(head, "GET")
    except UnreadableResponse:
        return
    assert 100 <= head.status <= 999


def test_a_length_frames_the_body():
    framing = _framing(("content-length", "5"))
    assert (framing.kind, framing.length, framing.reusable) == ("length", 5, True)


def test_equal_lengths_are_one():
    assert _framing(("Content-Length", "5"), ("content-length", "5, 5")).length == 5


@pytest.mark.parametrize(
    "values", [("5", "6"), ("5, 6",), ("-1",), ("+5",), ("5.0",), ("0x5",), ("",), ("٥",), ("9" * 30,)]
)
def test_lengths_that_differ_or_are_none_are_refused(values):
    with pytest.raises(UnreadableResponse, match="can be read in two ways"):
        _framing(*[("Content-Length", value) for value in values])


def test_chunks_win_over_a_length_and_end_the_connection():
    framing = _framing(("Content-Length", "5"), ("Transfer-Encoding", "Chunked"))
    assert (framing.kind, framing.reusable) == ("chunked", False)


@pytest.mark.parametrize("coding", ["gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "xchunked"])
def test_other_transfer_codings_are_refused(coding):
    with pytest.raises(UnreadableResponse, match="framed in an unknown way"):
        _framing(("Transfer-Encoding", coding))


@pytest.mark.parametrize("method, status", [("HEAD", 200), ("GET", 204), ("GET", 304)])
def test_some_answers_never_have_a_body(method, status):
    assert _framing(("Content-Length", "5"), method=method, status=status).kind == "none"


def test_otherwise_the_connection_ends_the_body():
    framing = _framing()
    assert (framing.kind, framing.reusable) == ("close", False)


@pytest.mark.parametrize(
    "version, option, reusable",
    [(1, "", True), (1, "close", False), (1, "Keep-Alive, Close", False), (0, "", False), (0, "keep-alive", True)],
)
def test_a_connection_is_used_again_where_both_sides_want_it(version, option, reusable):
    assert _framing(("Content-Length", "0"), ("Connection", option), version=version).reusable is reusable


@pytest.mark.parametrize(
    "method, target, host, headers",
    [
        ("GET", "/x\r\nX: 1", "a", []),
        ("GET", "/x", "a\r\nX: 1", []),
        ("GET\n", "/x", "a", []),
        ("GET", "/x", "a", [("X", "1\r\nY: 2")]),
        ("GET", "/x", "a", [("X\r\nY", "1")]),
        ("GET", "/x\0", "a", []),
    ],
)
def test_a_request_that_would_break_its_lines_is_not_written(method, target, host, headers):
    with pytest.raises(ValueError, match="holds a line break or a NUL"):
        encode_head(method, target, host, headers, None)


def test_a_request_states_the_length_of_its_body():
    assert encode_head("POST", "/x", "a", [], 0).endswith(b"Content-Length: 0\r\n\r\n")


def test_a_head_beyond_the_cap_is_refused(server, client):
    server.on("/x", reply(headers={"X": "x" * 300_000}))
    with pytest.raises(UnreadableResponse, match="The header of the answer is larger than 256 KiB"):
        client.send("GET", "/x")


def test_an_endless_head_is_refused(server, client):
    def run(connection, request):
        while True:
            connection.send(b"X: " + b"x" * 10_000)

    server.on("/x", Script(run))
    with pytest.raises(UnreadableResponse, match="larger than 256 KiB"):
        client.send("GET", "/x")


def test_interim_answers_are_passed_over(server, client):
    server.on("/x", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </y>\r\n\r\n" + reply(body=b"x"))
    response = client.send("GET", "/x")
    assert response.body == b"x"
    assert "Link" not in response.headers


@pytest.mark.parametrize("message", [b"HTTP/1.1 101 Switching\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * 50])
def test_another_protocol_or_endless_interim_answers_are_refused(server, client, message):
    server.on("/x", message)
    with pytest.raises(UnreadableResponse, match="changes the protocol or never comes to the answer"):
        client.send("GET", "/x")


@pytest.mark.parametrize(
    "chunk", [b"x\r\n", b"-1\r\nx\r\n", b"0x1\r\nx\r\n", b"1\r\nxy\r\n", b"f" * 20 + b"\r\n", b"1" * 5000]
)
def test_a_chunk_that_cannot_be_read_is_refused(server, client, chunk):
    server.on("/x", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + b"0\r\n\r\n")
    with pytest.raises(UnreadableResponse, match="A chunk of the answer's body cannot be read"):
        client.send("GET", "/x")


def test_many_small_chunks_are_read(server, client):
    body = b"1;a=b\r\nx\r\n" * 20_000 + b"0\r\nX-Trailer: 1\r\n\r\n"
    server.on("/x", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
    assert client.send("GET", "/x").body == b"x" * 20_000
    assert client.send("GET", "/x").body == b"x" * 20_000
    assert server.connections == 1


def test_very_many_chunks_of_a_few_bytes_are_refused(server, client):
    body = b"2\r\nxx\r\n" * 150_000 + b"0\r\n\r\n"
    server.on("/x", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
    with pytest.raises(UnreadableResponse, match=r"The answer comes in more than 100,000 chunks of a few bytes each\."):
        client.send("GET", "/x")


def test_very_many_chunks_of_some_bytes_are_read(server, client):
    body = b"8;x\r\nabcdefgh\r\n" * 150_000 + b"0\r\n\r\n"
    server.on("/x", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
    assert client.send("GET", "/x").body == b"abcdefgh" * 150_000


TRAILED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"


def test_an_endless_trailer_is_refused(server, client):
    def run(connection, request):
        connection.send(TRAILED)
        while True:
            connection.send(b"X-More: " + b"y" * 1000 + b"\r\n")

    server.on("/x", Script(run))
    with pytest.raises(UnreadableResponse, match=r"The trailer of the answer is too large\."):
        client.send("GET", "/x")


@pytest.mark.parametrize(("lines", "taken"), [(262, True), (263, False)])
def test_a_trailer_may_be_as_large_as_a_head(server, client, lines, taken):
    server.on("/x", TRAILED + (b"X-T: " + b"y" * 993 + b"\r\n") * lines + b"\r\n")
    if taken:
        assert client.send("GET", "/x").body == b"x"
    else:
        with pytest.raises(UnreadableResponse, match=r"The trailer of the answer is too large\."):
            client.send("GET", "/x")


def test_a_line_of_a_trailer_has_its_own_bound(server, client):
    server.on("/x", TRAILED + b"X-T: " + b"y" * 5000 + b"\r\n\r\n")
    with pytest.raises(UnreadableResponse, match="A chunk of the answer's body cannot be read"):
        client.send("GET", "/x")
