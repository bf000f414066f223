"""JSON bodies and media types."""

from __future__ import annotations

import pytest
from werkzeug.wrappers import Request

from hypernav.sandbox.bodies import decode_json, encode_json, essence, same_json


def test_big_integers_are_written_exactly() -> None:
    assert encode_json([2**64, 2**63]) == b"[18446744073709551616,9223372036854775808]"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"{", "Expecting"),
        (b"NaN", "NaN is not JSON"),
        (b"\xff", "utf-8"),
        (b"[1,]", "Illegal|Expecting"),
        (b'["\\ud800"]', "surrogates not allowed"),
    ],
)
def test_what_is_not_json_is_refused(body: bytes, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        decode_json(Request.from_values(method="POST", data=body))


def test_a_surrogate_pair_is_one_character() -> None:
    assert decode_json(Request.from_values(method="POST", data=b'"\\ud83d\\ude00"')) == "\N{GRINNING FACE}"


def test_a_media_type_is_compared_without_case_and_parameters() -> None:
    assert essence("Application/JSON; Domain-Model=x") == ("application/json", {"domain-model": "x"})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 1, "b": 2}, {"b": 2.0, "a": 1}, True),
        ({"a": 1}, {"a": 1, "b": None}, False),
        ([1, [0]], [1, [False]], False),
        ([1], [1, 2], False),
        (0, False, False),
        (None, False, False),
        ("a", "a", True),
    ],
)
def test_values_are_compared_as_json(one: object, other: object, same: bool) -> None:
    assert same_json(one, other) is same
