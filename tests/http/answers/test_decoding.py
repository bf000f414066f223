"""Content codings under a cap."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from functools import cache

import pytest

from hypernav.errors import UnreadableResponse
from hypernav.http.answers.decoding import accept_encoding, collect
from hypernav.options import Options
from tests.servers import chunked, reply

brotli = pytest.importorskip("brotli")
zstandard = pytest.importorskip("zstandard")

MEBIBYTE = 2**20
PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}
TEXT = b"The quick brown fox jumps over the lazy dog. " * 500


@cache
def _bomb(coding: str, mebibytes: int = 256) -> bytes:
    """Pack zeros without holding them all."""
    if coding in ("gzip", "deflate"):
        packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
        return b"".join(packer.compress(bytes(MEBIBYTE)) for _ in range(mebibytes)) + packer.flush()
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(bytes(MEBIBYTE)) for _ in range(mebibytes)) + packer.finish()
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join(packer.compress(bytes(MEBIBYTE)) for _ in range(mebibytes)) + packer.flush()


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
def test_each_coding_is_undone_however_it_arrives(coding, size):
    packed = PACKERS[coding](TEXT)
    parts = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert collect(parts, coding, MEBIBYTE) == TEXT


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("size", [100, 65_536, 10**7])
def test_a_body_much_larger_than_its_coding_is_undone(coding, size):
    text = b"".join(b'{"id": %d, "tags": []}, ' % number for number in range(50_000))
    packed = PACKERS[coding](text)
    parts = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert collect(parts, coding, 2 * MEBIBYTE) == text


@pytest.mark.parametrize("coding", PACKERS)
def test_a_body_that_hardly_compresses_is_undone(coding):
    text = random.Random(7).randbytes(300_000)
    assert collect([PACKERS[coding](text)], coding, MEBIBYTE) == text


@pytest.mark.parametrize("outer", PACKERS)
@pytest.mark.parametrize("inner", PACKERS)
def test_two_codings_are_undone(outer, inner):
    packed = PACKERS[outer](PACKERS[inner](TEXT))
    assert collect([packed], f"{inner}, {outer.upper()}", MEBIBYTE) == TEXT


def test_more_codings_are_refused():
    with pytest.raises(UnreadableResponse, match="encoded 3 times; at most 2 are undone"):
        collect([b""], "gzip, gzip, gzip", MEBIBYTE)


@pytest.mark.parametrize("coding", ["", "identity", "utf-8", "identity, none", "UTF-8"])
def test_words_for_nothing_are_passed_over(coding):
    assert collect([TEXT], coding, MEBIBYTE) == TEXT


@pytest.mark.parametrize("coding", ["compress", "lzma", "x" * 500])
def test_an_unknown_coding_is_refused(coding):
    with pytest.raises(UnreadableResponse, match="which cannot be undone here"):
        collect([TEXT], coding, MEBIBYTE)


@pytest.mark.parametrize("coding", PACKERS)
def test_bytes_that_are_not_in_the_coding_are_refused(coding):
    with pytest.raises(UnreadableResponse, match=rf"The answer says that it is {coding}, and it is not|truncated"):
        collect([b"\xff" * 500], coding, MEBIBYTE)


@pytest.mark.parametrize("coding", PACKERS)
def test_an_empty_body_is_empty_in_every_coding(coding):
    assert collect([], coding, MEBIBYTE) == b""
    assert collect([b""], coding, MEBIBYTE) == b""


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_members_that_follow_each_other_are_one_body(coding):
    packed = PACKERS[coding](TEXT) + PACKERS[coding](TEXT)
    assert collect([packed], coding, MEBIBYTE) == TEXT + TEXT
    assert collect([packed[:40], packed[40:]], coding, MEBIBYTE) == TEXT + TEXT


def test_what_follows_the_last_member_is_passed_over():
    assert collect([gzip.compress(TEXT) + b"\0" * 100], "gzip", MEBIBYTE) == TEXT


def test_deflate_without_its_wrapper_is_undone():
    packer = zlib.compressobj(wbits=-15)
    assert collect([packer.compress(TEXT) + packer.flush()], "deflate", MEBIBYTE) == TEXT


@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_stops_at_the_cap(coding):
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableResponse, match=r"larger than 67,108,864 bytes \(decoded\)"):
            collect([_bomb(coding)], coding, 64 * MEBIBYTE, 10**6)
        assert tracemalloc.get_traced_memory()[1] < 96 * MEBIBYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("outer", PACKERS)
def test_a_bomb_within_a_coding_stops_at_the_cap(coding, outer):
    with pytest.raises(UnreadableResponse, match="larger than"):
        collect([PACKERS[outer](_bomb(coding))], f"{coding}, {outer}", 8 * MEBIBYTE, 10**6)


@pytest.mark.parametrize("status", [200, 302, 401, 404, 500])
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_bomb_stops_in_every_answer(server, make, coding, framing, status):
    headers = {"Content-Encoding": coding, "Location": "/y"}
    bomb = _bomb(coding)
    if framing == "chunked":
        server.on("/x", chunked(bomb, status=status, headers=headers))
    else:
        server.on("/x", reply(status, body=bomb, headers=headers, length=-1 if framing == "length" else None))
    with pytest.raises(UnreadableResponse, match="larger than"):
        make(options=Options(max_body_bytes=MEBIBYTE)).send("GET", "/x")
    assert server.count == 1


def test_a_plain_body_stops_at_the_cap_too(server, make):
    client = make(options=Options(max_body_bytes=1000))
    server.on("/fits", reply(body=b"x" * 1000))
    server.on("/large", reply(body=b"x" * 1001))
    server.on("/endless", lambda request: reply(body=b"x" * 10**6, length=None))
    assert len(client.send("GET", "/fits").body) == 1000
    for path in ("/large", "/endless"):
        with pytest.raises(UnreadableResponse) as caught:
            client.send("GET", path)
        assert caught.value.what == "The answer is larger than 1,000 bytes (received)."
        assert caught.value.details["to allow"] == "Options(max_body_bytes=…)"


def test_only_what_can_be_undone_is_asked_for(server, client):
    assert accept_encoding() == "gzip, deflate, br, zstd"
    server.on("/x", reply(body=gzip.compress(b"[]"), headers={"Content-Encoding": "gzip"}))
    assert client.send("GET", "/x").json() == []
    assert server.requests[0].headers["accept-encoding"] == accept_encoding()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd"])
def test_a_body_that_unpacks_to_many_times_its_size_is_refused_above_a_mebibyte(coding):
    packed = PACKERS[coding](bytes(MEBIBYTE + 1))
    with pytest.raises(UnreadableResponse, match=r"The answer unpacks to more than 200 times its size\."):
        collect([packed], coding, 64 * MEBIBYTE)
    assert len(collect([PACKERS[coding](bytes(MEBIBYTE))], coding, 64 * MEBIBYTE)) == MEBIBYTE
    assert len(collect([packed], coding, 64 * MEBIBYTE, 10**6)) == MEBIBYTE + 1


def test_the_ratio_counts_what_was_received_so_far():
    with pytest.raises(UnreadableResponse, match="200 times"):
        collect([gzip.compress(bytes(2 * MEBIBYTE)), b"x" * MEBIBYTE], "gzip", 64 * MEBIBYTE)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_of_very_many_compressed_parts_is_refused(coding):
    with pytest.raises(UnreadableResponse, match=r"The answer is compressed in more than 10,000 parts\."):
        collect([PACKERS[coding](b"") * 10_001], coding, 64 * MEBIBYTE)
    assert collect([PACKERS[coding](b"a") * 10_000], coding, 64 * MEBIBYTE) == b"a" * 10_000
