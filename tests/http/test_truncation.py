"""Bodies that were cut are never taken for whole: the four shapes of truncation."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest

from hypernav.errors import OutcomeUnknown, UnreadableResponse
from tests.servers import chunked, cut, reply

DOCUMENT = json.dumps({"items": [{"id": number, "name": f"thing {number}"} for number in range(50)]}).encode()
PACKED = gzip.compress(DOCUMENT)
ENCODED = {"Content-Encoding": "gzip"}


@pytest.mark.parametrize("kept", [0, 1, 100, len(DOCUMENT) - 1])
def test_a_body_shorter_than_its_length_is_truncated(server, client, kept):
    server.on("/x", cut(reply(body=DOCUMENT), at=kept - len(DOCUMENT)))
    with pytest.raises(UnreadableResponse, match="The answer is truncated") as caught:
        client.send("GET", "/x")
    assert caught.value.details["received"] == f"{kept:,} of {len(DOCUMENT):,} bytes (Content-Length)"


@pytest.mark.parametrize(
    "end", [b"", b"0", b"0\r\n", b"5", b"5\r\n", b"5\r\nabc", b"5\r\nabcde", b"5\r\nabcde\r\n", b"0\r\nX-T: 1\r\n"]
)
def test_chunks_without_the_last_one_are_truncated(server, client, end):
    message = chunked(DOCUMENT, end=end)
    server.on("/x", cut(message, at=len(message)))
    with pytest.raises(UnreadableResponse, match="The answer is truncated") as caught:
        client.send("GET", "/x")
    assert caught.value.details["received"] == "its chunks stop before the last one"


@pytest.mark.parametrize("kept", range(1, len(DOCUMENT), 97))
def test_a_close_delimited_json_body_that_was_cut_is_truncated(server, client, kept):
    server.on("/x", reply(body=DOCUMENT[:kept], length=None, content_type="application/json"))
    response = client.send("GET", "/x")
    with pytest.raises(UnreadableResponse, match="The answer is truncated: its JSON stops in the middle"):
        response.json()


@pytest.mark.parametrize("kept", [1, 2, 9, 10, 11, 40, len(PACKED) - 9, len(PACKED) - 8, len(PACKED) - 1])
def test_a_gzip_body_that_was_cut_is_truncated_although_its_length_is_right(server, client, kept):
    server.on("/x", reply(body=PACKED[:kept], headers=ENCODED))
    with pytest.raises(UnreadableResponse, match="The answer is truncated") as caught:
        client.send("GET", "/x")
    assert caught.value.details["received"] == "gzip without its end marker"


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_deflate_body_that_was_cut_is_truncated(server, client, wrapped):
    packer = zlib.compressobj(wbits=15 if wrapped else -15)
    packed = packer.compress(DOCUMENT) + packer.flush()
    server.on("/whole", reply(body=packed, headers={"Content-Encoding": "deflate"}))
    server.on("/cut", reply(body=packed[:-6], headers={"Content-Encoding": "deflate"}))
    assert client.send("GET", "/whole").body == DOCUMENT
    with pytest.raises(UnreadableResponse, match="truncated"):
        client.send("GET", "/cut")


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_a_body_in_another_coding_that_was_cut_is_truncated(server, client, coding):
    library = pytest.importorskip({"br": "brotli", "zstd": "zstandard"}[coding])
    packed = library.compress(DOCUMENT)
    server.on("/whole", reply(body=packed, headers={"Content-Encoding": coding}))
    server.on("/cut", reply(body=packed[:-3], headers={"Content-Encoding": coding}))
    assert client.send("GET", "/whole").body == DOCUMENT
    with pytest.raises(UnreadableResponse, match="truncated"):
        client.send("GET", "/cut")


def test_a_body_cut_by_the_connection_is_asked_for_again(server, client):
    server.on("/x", cut(reply(body=DOCUMENT), at=-10), cut(chunked(DOCUMENT), at=-3), reply(body=DOCUMENT))
    assert client.send("GET", "/x").body == DOCUMENT
    assert [entry.note for entry in client.ledger] == ["Truncated", "Truncated", "attempt 3"]


def test_a_write_whose_answer_was_cut_is_unknown_and_not_sent_again(server, client):
    server.on("/x", cut(reply(201, body=DOCUMENT), at=-10))
    with pytest.raises(OutcomeUnknown, match="after it began with status 201"):
        client.send("POST", "/x", body=b"{}")
    assert server.count == 1


def test_an_error_body_that_was_cut_is_truncated(server, client):
    server.on("/x", cut(reply(404, body=DOCUMENT), at=-10))
    with pytest.raises(UnreadableResponse, match="truncated"):
        client.send("GET", "/x")


def test_what_follows_a_body_belongs_to_no_answer(server, client):
    server.on("/x", reply(body=b"12345", length=5) + b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong")
    server.on("/y", reply(body=b"right"))
    assert client.send("GET", "/x").body == b"12345"
    assert client.send("GET", "/y").body == b"right"
    assert server.connections == 2


@pytest.mark.parametrize("status", [204, 304])
def test_answers_without_a_body_need_no_length(server, client, status):
    server.on("/x", reply(status, length=None))
    server.on("/y", reply(body=b"y"))
    assert client.send("GET", "/x").body == b""
    assert client.send("GET", "/y").body == b"y"


def test_the_answer_to_head_has_no_body_whatever_length_it_states(server, client):
    server.on("/x", reply(length=1000))
    assert client.send("HEAD", "/x").body == b""
    server.on("/x", reply(body=b"x"))
    assert client.send("GET", "/x").body == b"x"
    assert server.connections == 1
