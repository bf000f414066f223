"""JSON texts of patches, read strictly."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import PatchError
from hypernav.patches.json.reading import read_json


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": [1, 1.5, null]}', {"a": [1, 1.5, None]}),
        (b"7", 7),
        ('"x"'.encode("utf-16"), "x"),
        (bytearray(b"[]"), []),
    ],
)
def test_json_is_read_from_text_and_bytes(text: Any, expected: Any):
    assert read_json(text, "patch") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"op": "add", "value": {"a": 1, "a": 2}}',
            """An object names the member "a" twice.
  because    readers differ in which one they take
  next       keep one of them""",
        ),
        (
            "[NaN]",
            """NaN is not JSON.
  next       null, or text""",
        ),
        (
            "[1",
            """The text is no JSON, so it is no patch.
  began      [1
  because    Expecting ',' delimiter: line 1 column 3 (char 2)""",
        ),
    ],
)
def test_what_readers_could_take_differently_is_refused(text: str, message: str):
    with pytest.raises(PatchError) as caught:
        read_json(text, "patch")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["", b"", b"\xff\xfe\xff", "[" * 100_000, "-Infinity", "1" * 5_000, "\ufeff[]", "{'a': 1}"]
)
def test_whatever_else_is_no_json_is_refused(text: Any):
    with pytest.raises(PatchError):
        read_json(text, "patch")


def test_the_start_of_a_hostile_text_is_shown_harmless():
    with pytest.raises(PatchError) as caught:
        read_json(b"\x1b[31m\xff" + b"x" * 1_000, "patch")
    assert all(line.isprintable() and len(line) < 250 for line in str(caught.value).splitlines())
