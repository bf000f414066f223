import codecs

import pytest

from hypernav.http import Response
from hypernav.navigation.content import content_of
from hypernav.web.headers import Headers

OTHER_TYPES = (
    "text/html",
    "text/html; charset=utf-8",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "text/x-json",
    "text/plain",
    "application/octet-stream",
    "binary/octet-stream",
    "application/vnd.api",
    "json",
    "application/json, application/json",
    "application/json; charset=utf-8, application/json; charset=utf-8",
    "",
)
BLANK = (b"", b" ", b"\r\n", b"\t \n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n")


def content(body: bytes, media_type: str):
    headers = Headers([("Content-Type", media_type)]) if media_type else Headers()
    return content_of(Response(200, headers, "https://acme.test/", body))


@pytest.mark.parametrize("media_type", OTHER_TYPES)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8, b" \r\n"])
def test_json_is_read_under_whatever_media_type_it_comes(media_type, mark):
    assert content(mark + b'[{"id": 1}]', media_type) == [{"id": 1}]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_in_utf_16_is_read_where_a_mark_shows_it(codec):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(codec, b"")
    assert content(mark + '{"a": 1}'.encode(codec), "text/plain") == {"a": 1}


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "text/html", "application/octet-stream", ""])
@pytest.mark.parametrize("body", BLANK)
def test_a_body_of_white_space_is_empty(body, media_type):
    assert content(body, media_type) is None


@pytest.mark.parametrize(
    "media_type", ["application/x-ndjson", "application/jsonlines", "text/csv", "application/yaml", "application/xml"]
)
def test_a_text_of_another_format_is_no_json(media_type):
    assert content(b'{"a": 1}', media_type) in ('{"a": 1}', b'{"a": 1}')


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "text/javascript"])
def test_a_text_that_only_looks_like_json_stays_a_text(media_type):
    assert content(b"{not json}", media_type) == "{not json}"


def test_bytes_that_only_look_like_json_stay_bytes():
    assert content(b"[\x00\x01", "application/octet-stream") == b"[\x00\x01"


TEXTS = """application/xml application/atom+xml application/yaml application/openapi+yaml application/javascript
application/x-ndjson application/jsonlines text/csv text/x-anything""".split()
BYTES = "application/octet-stream application/jsonl application/json-seq application/csv image/png".split()


@pytest.mark.parametrize("media_type", TEXTS)
def test_a_type_of_texts_is_read_as_a_text(media_type):
    assert content(b"a: 1", media_type) == "a: 1"


@pytest.mark.parametrize("media_type", BYTES)
def test_another_type_stays_bytes(media_type):
    assert content(b"a: 1", media_type) == b"a: 1"


@pytest.mark.parametrize(
    "ending", ["xml", "rss+xml", "yaml", "x-ndjson", "jsonlines", "jsonl", "json-seq", "geo+json-seq", "csv"]
)
def test_a_format_that_may_look_like_json_is_never_read_as_json(ending):
    assert content(b'{"a": 1}', f"application/{ending}") in ('{"a": 1}', b'{"a": 1}')
