from __future__ import annotations

import ast

import pytest

from hypernav.display.neutral import Cell, cut, pad, python_string, width
from hypernav.visible import neutral
from tests.display.payloads import PAYLOADS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("é 旗 👍", "é 旗 👍"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\x00", "\\x00"),
        ("\u202e\u2066\u200f", "\\u202e\\u2066\\u200f"),
        ("\u2028", "\\u2028"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("5\u00a0€\u3000x", "5 € x"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_characters_that_deceive_are_shown_as_escapes(text, shown):
    assert neutral(text) == shown


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("旗", 2), ("e\u0301", 1), ("한국", 4), ("", 0), ("ｆ", 2)])
def test_wide_characters_take_two_columns(text, columns):
    assert width(text) == columns


def test_padding_counts_columns_and_not_characters():
    assert pad("旗", 4) == "旗  "
    assert pad("旗", 4, right=True) == "  旗"


def test_padding_a_text_that_is_too_long_leaves_it():
    assert pad("abc", 2) == "abc"


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "abc… 1 more character"),
        ("x" * 5000, 2, "xx… 4,998 more characters"),
    ],
)
def test_a_cut_says_how_much_is_missing(text, length, shown):
    assert cut(text, length) == shown


def test_a_cell_that_is_cut_twice_counts_all_that_is_missing():
    assert str(Cell("x" * 100).cut(80).cut(10)) == "x" * 10 + "…+90"


def test_a_cell_that_fits_is_not_cut():
    assert Cell("abc", 2).cut(3) == Cell("abc", 2)


def test_a_pasted_string_literal_is_the_text_again():
    for text in [*PAYLOADS, "'\"", '"', "'", "\\", '\\"']:
        assert ast.literal_eval(python_string(text[:2000])) == text[:2000]


def test_a_string_literal_uses_double_quotes_and_no_raw_control_characters():
    for text in PAYLOADS:
        literal = python_string(text[:200])
        assert literal.startswith('"')
        assert literal.endswith('"')
        assert neutral(literal) == literal.replace("\u00a0", " ")
