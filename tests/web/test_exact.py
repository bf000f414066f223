"""JSON that is written back as it came."""

import copy
import json
import pickle

import pytest

from hypernav.web.encoding import json_bytes
from hypernav.web.exact import ExactNumber, ExactText, read_exactly, repeated_names

SPELLED = [
    "12345678901234567.89",
    "0.12345678901234567890123",
    "12345678901234567890123",
    "1.0",
    "1e2",
    "1E+2",
    "-0",
    "-0.0",
    "1.10",
    '"a\\/b"',
    '"\\u00e9"',
    '"\\ud800"',
    '"\\ud83d\\ude00"',
    '"plain é"',
    '""',
    "true",
    "null",
]


@pytest.mark.parametrize("literal", SPELLED)
@pytest.mark.parametrize("around", ["%s", "[%s]", '{"a":%s}', '{"a":[{"b":%s},1]}'])
def test_what_nobody_touches_is_written_back_as_it_came(literal: str, around: str):
    text = around % literal
    assert json_bytes(read_exactly(text).data) == text.encode()


@pytest.mark.parametrize("literal", [one for one in SPELLED if "ud800" not in one])
def test_what_is_read_exactly_is_equal_to_what_is_read_plainly(literal: str):
    assert read_exactly(literal).data == json.loads(literal)


def test_half_of_a_character_is_shown_as_a_replacement_and_written_as_it_came():
    data = read_exactly('{"\\ud800":"x\\udfff"}').data
    assert data == {"\ufffd": "x\ufffd"}
    assert json_bytes(data) == b'{"\\ud800":"x\\udfff"}'


def test_what_is_spelled_as_usual_is_of_the_usual_types():
    data = read_exactly('["a", 1, 1.5]').data
    assert [type(each) for each in data] == [str, int, float]


@pytest.mark.parametrize("value", [ExactNumber("1e2"), ExactText("a/b", '"a\\/b"')])
def test_a_copy_elsewhere_is_plain(value: float | str):
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert again == value
        assert type(again) in (float, str)


def test_names_that_stand_twice_are_told_once_and_the_last_one_counts():
    text = '{"a": 1, "a": 2, "b": [{"c": 1, "c": 1, "c": 3}]}'
    assert read_exactly(text) == ({"a": 2, "b": [{"c": 3}]}, ("c", "a"))
    assert repeated_names(text) == ("c", "a")
    assert repeated_names('{"a": 1}') == ()


def test_texts_that_only_json_can_escape_are_written_beside_exact_numbers():
    assert json_bytes({"price": ExactNumber("1e2"), "half": "\ud800"}) == b'{"price":1e2,"half":"\\ud800"}'
