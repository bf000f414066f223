"""JSON texts as data."""

from __future__ import annotations

import contextlib
import gc
import json
import math
import sys

import pytest
from hypothesis import given, settings, strategies

from hypernav.errors import UnreadableResponse
from hypernav.http.answers.body import parse_json, weight_of

BIG = [2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**64 + 1, 2**128, 10**18, 10**19, 10**100, 9999999999999999999]
INTEGERS = [sign * number for number in [*BIG, 0, 1, 999999999999999999] for sign in (1, -1)]


@pytest.mark.parametrize("number", INTEGERS)
@pytest.mark.parametrize("around", ["{}", "[{}]", '{{"id": {}}}', '{{"id":{}}}', "[1,{}]", " {} ", "[\n\t{}\n]"])
def test_integers_are_exact_at_any_size(number, around):
    data = parse_json(around.format(number).encode())
    while not isinstance(data, int | float):
        data = data["id"] if isinstance(data, dict) else data[-1]
    assert data == number
    assert type(data) is int


@given(strategies.integers())
def test_any_integer_comes_back(number):
    assert parse_json(b'{"n":[%s]}' % str(number).encode()) == {"n": [number]}


DATA = strategies.recursive(
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.floats(allow_nan=False, allow_infinity=False)
    | strategies.text(),
    lambda children: strategies.lists(children) | strategies.dictionaries(strategies.text(), children),
)


@settings(max_examples=50)
@given(DATA)
def test_any_data_come_back(data):
    text = json.dumps(data).encode()
    assert parse_json(text, max_depth=1000) == json.loads(text)


@given(strategies.binary(max_size=60))
def test_any_bytes_give_data_or_one_kind_of_error(body):
    with contextlib.suppress(UnreadableResponse):
        assert parse_json(body) == json.loads(body.decode(json.detect_encoding(body), "surrogatepass"))


@settings(max_examples=50)
@given(DATA, strategies.data())
def test_no_cut_text_of_a_collection_is_accepted(data, drawn):
    text = json.dumps({"items": data}).encode()
    kept = drawn.draw(strategies.integers(0, len(text) - 1))
    with pytest.raises(UnreadableResponse, match=r"truncated|no body|not JSON"):
        parse_json(text[:kept])


def test_long_digits_in_texts_are_no_numbers():
    assert parse_json(b'{"id": "123456789012345678901234567890"}') == {"id": "123456789012345678901234567890"}


def test_long_fractions_are_floats():
    assert parse_json(b"[0.1234567890123456789012]") == [0.1234567890123456789012]


@pytest.mark.parametrize("text", [b"NaN", b"[Infinity]", b'{"a": -Infinity}', b"[1, NaN]", b"nan", b"[inf]"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(UnreadableResponse):
        parse_json(text)


def test_the_refusal_of_nan_names_it():
    with pytest.raises(UnreadableResponse, match=r"The JSON holds NaN, which is no JSON number\."):
        parse_json(b'{"value": NaN}')


@pytest.mark.parametrize("text", [b"1e400", b"[-1e999]", b"1" + b"0" * 390 + b".5e300"])
def test_a_number_beyond_all_floats_is_refused(text):
    with pytest.raises(UnreadableResponse, match="A number of the JSON is too large"):
        parse_json(text)


def test_numbers_have_at_most_so_many_digits():
    assert parse_json(b"9" * 400) == int("9" * 400)
    for text in (
        b"9" * 401,
        b"-" + b"9" * 401,
        b"0." + b"1" * 400,
        b"1" * 200 + b"." + b"1" * 201,
        b"[" + b"1" * 5000 + b"]",
        b"1" * 100_000,
    ):
        with pytest.raises(UnreadableResponse, match="more than 400 digits"):
            parse_json(text)


def test_the_limit_of_python_itself_is_the_same_error():
    with pytest.raises(UnreadableResponse, match="too many digits"):
        parse_json(b"1" * (sys.get_int_max_str_digits() + 1), max_digits=10**6)


def _nested(depth: int, opening: bytes = b"[", closing: bytes = b"]", core: bytes = b"") -> bytes:
    return opening * depth + core + closing * depth


DEEP = {
    "arrays": _nested,
    "objects": lambda depth: _nested(depth, b'{"a":', b"}", b"1"),
    "mixed": lambda depth: _nested(depth // 2, b'[{"a":', b"}]", b"1") if depth % 2 == 0 else _nested(depth),
    "beside brackets in a text": lambda depth: b'["]]]]",' + _nested(depth - 1) + b',"[[[["]',
    "beside an escaped quote": lambda depth: b'["\\"]]]",' + _nested(depth - 1) + b',"[[\\\\"]',
    "beside many others": lambda depth: b"[" + b"[]," * 300 + _nested(depth - 1) + b"]",
    "large": lambda depth: b'["' + b"x" * 100_000 + b'",' + _nested(depth - 1) + b"]",
}


@pytest.mark.parametrize("shape", DEEP.values(), ids=DEEP)
def test_depth_is_limited_exactly(shape):
    parse_json(shape(200))
    for depth in (201, 202, 300, 900):
        with pytest.raises(UnreadableResponse, match="nested"):
            parse_json(shape(depth))


def test_brackets_in_texts_cannot_hide_depth():
    hidden = b"[" * 300 + b'"' + b"]" * 150 + b'"' + b"]" * 300
    with pytest.raises(UnreadableResponse, match="nested"):
        parse_json(hidden)
    shifted = b'["' + b"[" * 150 + b'",' + b"[" * 250 + b'"' + b"]" * 150 + b'"' + b"]" * 250 + b"]"
    with pytest.raises(UnreadableResponse, match="nested"):
        parse_json(shifted)


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 100_000 + b"]" * 100_000])
def test_bottomless_texts_do_not_break_the_parser(text):
    with pytest.raises(UnreadableResponse):
        parse_json(text)


def test_a_text_full_of_brackets_is_shallow():
    assert parse_json(b'"' + b"[" * 1000 + b'"') == "[" * 1000
    assert parse_json(b'{"a": "' + b"[{" * 1000 + b'"}') == {"a": "[{" * 1000}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_every_unicode_encoding_is_read(encoding):
    assert parse_json('{"name": "naïve 🦆"}'.encode(encoding)) == {"name": "naïve 🦆"}


def test_another_charset_is_read_where_the_media_type_states_it():
    assert parse_json('{"name": "naïve"}'.encode("latin-1"), charset="iso-8859-1") == {"name": "naïve"}


def test_utf_8_wins_over_a_wrong_charset():
    assert parse_json('{"name": "naïve"}'.encode(), charset="iso-8859-1") == {"name": "naïve"}


def test_bytes_in_no_charset_are_refused():
    with pytest.raises(UnreadableResponse) as caught:
        parse_json(b'{"name": "na\xefve"}')
    assert str(caught.value).splitlines() == ["The JSON is not valid UTF-8.", "  at         byte 12"]
    with pytest.raises(UnreadableResponse):
        parse_json(b'{"name": "na\xefve"}', charset="no-such-charset")
    with pytest.raises(UnreadableResponse):
        parse_json(b'{\x00"\x00a', charset="")


def test_half_characters_are_replaced():
    data = parse_json(b'{"\\ud83d": ["\\udc00 x", "\\ud83e\\udd86", "plain"]}')
    assert data == {"\ufffd": ["\ufffd x", "🦆", "plain"]}
    json.dumps(data, ensure_ascii=False).encode()


@pytest.mark.parametrize("half", ["d800", "D800", "dFFF", "DfFf", "dbff", "DC00"])
def test_each_spelling_of_half_a_character_is_replaced(half):
    assert parse_json(f'{{"a": "x\\u{half}"}}'.encode()) == {"a": "x\ufffd"}


@pytest.mark.parametrize("body", [b"", b" ", b"\n\t "])
def test_an_empty_body_says_that_it_is_empty(body):
    with pytest.raises(UnreadableResponse, match="The answer has no body"):
        parse_json(body)


def test_what_is_not_json_says_where_and_how_it_began():
    with pytest.raises(UnreadableResponse) as caught:
        parse_json(b"<html>not JSON</html>")
    assert str(caught.value).splitlines() == [
        "The answer is not JSON.",
        "  at         line 1, column 1: Expecting value",
        "  began      '<html>not JSON</html>'",
    ]


@pytest.mark.parametrize(
    "text", [b"{'a': 1}", b"[1,]", b"{} {}", b"[01]", b"[+1]", b"[.5]", b'["\x01"]', b"// x\n1", b"tru e"]
)
def test_relatives_of_json_are_refused(text):
    with pytest.raises(UnreadableResponse):
        parse_json(text)


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("text", [b"[" + b'"x",' * 50_000 + b"1]", b"[" + b'"x",' * 50_000 + b"!"])
def test_the_garbage_collector_is_left_as_it_was(on, text):
    (gc.enable if on else gc.disable)()
    try:
        try:
            parse_json(text)
        except UnreadableResponse:
            assert text.endswith(b"!")
        assert gc.isenabled() is on
    finally:
        gc.enable()


def test_floats_stay_what_they_are():
    assert parse_json(b"[1.5, -0.0, 1E5, 1e-5]") == [1.5, 0.0, 100000.0, 1e-05]
    assert math.copysign(1, parse_json(b"-0.0")) == -1


class TestLargeTexts:
    """Above some kilobytes the depth is bounded by the fast parser itself, within brackets put around the text."""

    PAD = b'"' + b"x" * 600_000 + b'"'

    def deep(self, levels: int) -> bytes:
        return b"[" * (levels - 1) + b"[" + self.PAD + b"]" + b"]" * (levels - 1)

    def test_a_depth_up_to_the_limit_is_read(self):
        data = parse_json(self.deep(200), max_depth=200)
        for _ in range(199):
            assert len(data) == 1
            data = data[0]
        assert len(data[0]) == 600_000

    @pytest.mark.parametrize("levels", [201, 900, 1024, 1025, 3000])
    def test_a_depth_above_the_limit_is_refused(self, levels):
        with pytest.raises(UnreadableResponse, match="nested"):
            parse_json(self.deep(levels), max_depth=200)

    @pytest.mark.parametrize("limit", [1, 900, 1024])
    def test_any_limit_holds(self, limit):
        assert parse_json(self.deep(limit), max_depth=limit) is not None
        with pytest.raises(UnreadableResponse):
            parse_json(self.deep(limit + 1), max_depth=limit)

    @pytest.mark.parametrize(
        "text", [b"%s],[%s", b"[%s],[%s]", b"%s, %s", b"%s]],[[%s", b"%s]%s", b"[%s%s", b"],[%s%s", b"%s%s],["]
    )
    def test_what_is_json_only_within_brackets_is_refused(self, text):
        with pytest.raises(UnreadableResponse):
            parse_json(text % (self.PAD, b"1"))

    @pytest.mark.parametrize("around", [b"%s", b" \n%s\t ", b"[%s]", b'{"a": %s}'])
    def test_texts_of_any_kind_are_read(self, around):
        assert parse_json(around % self.PAD) == json.loads(around % self.PAD)

    def test_a_number_too_big_for_the_fast_parser_stays_exact(self):
        assert parse_json(b"[%d,%s]" % (2**70, self.PAD))[0] == 2**70

    def test_a_truncated_text_is_told(self):
        with pytest.raises(UnreadableResponse, match="truncated"):
            parse_json(b'{"a": ' + self.PAD)


@pytest.mark.parametrize("text", [b"[" + b"1," * 9_000 + b"1]", b"[" + b"1," * 9_000], ids=["a page", "a broken page"])
@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_cycles_is_as_it_was_after_a_page(text: bytes, enabled: bool):
    (gc.enable if enabled else gc.disable)()
    try:
        with contextlib.suppress(UnreadableResponse):
            parse_json(text)
        assert gc.isenabled() == enabled
    finally:
        gc.enable()


@pytest.mark.parametrize("text", [b"[" + b"[]," * 9 + b"0]", b"[" + b"{}," * 4 + b"0]", b"[" + b"1," * 18 + b"1]"])
def test_more_values_than_allowed_are_refused_whatever_they_are(text):
    assert weight_of(text) <= 19
    assert parse_json(text, max_values=19)
    with pytest.raises(UnreadableResponse) as caught:
        parse_json(text, max_values=10)
    assert str(caught.value).splitlines() == [
        "The JSON holds more than 10 values, which would take much more memory than its text.",
        "  to allow   Options(max_json_values=…)",
    ]


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "idna", "utf_7", "base64", "x" * 100_000])
def test_a_codec_that_is_no_charset_is_not_used(charset):
    assert parse_json(b'["\\u00e9", "-"]', charset=charset) == ["é", "-"]
    with pytest.raises(UnreadableResponse, match="UTF-8"):
        parse_json(b'["\xe9"]', charset=charset)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "latin1", "windows-1252", "cp1252", "ISO_8859-15"])
def test_charsets_of_texts_are_used(charset):
    assert parse_json(b'["\xe9"]', charset=charset) == ["é"]


@pytest.mark.parametrize("levels", [200, 201, 600])
def test_halves_of_characters_are_replaced_however_deep_or_it_is_refused(levels):
    text = b"[" * levels + b'{"\\ud800":"\\udc00"}' + b"]" * levels
    if levels >= 200:
        with pytest.raises(UnreadableResponse, match="nested deeper than 200"):
            parse_json(text)
    data = parse_json(text, max_depth=levels + 1)
    for _ in range(levels):
        (data,) = data
    assert data == {"\ufffd": "\ufffd"}
