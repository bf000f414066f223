"""Characters with their places, whether they were percent-encoded or not."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.sandbox.odata.grammar import GrammarError, parse, parse_filter
from hypernav.sandbox.odata.grammar.source import Source


@given(st.text())
def test_what_was_percent_encoded_is_what_it_was(text):
    source = Source.percent_encoded(quote(text, safe=""))
    assert source.text == text
    assert len(source.offsets) == len(text) + 1


def test_each_character_knows_its_place():
    source = Source.percent_encoded("a%C3%A9%27b")
    assert (source.text, source.offsets) == ("aé'b", (0, 1, 7, 10, 11))
    assert [source.is_encoded(place) for place in range(4)] == [False, True, True, False]


def test_only_a_separator_that_was_not_encoded_separates():
    parts = list(Source.percent_encoded("a%26b&c").parts("&"))
    assert [(part.text, part.offsets[0], part.is_encoded(1)) for part in parts] == [("a&b", 0, True), ("c", 6, False)]


@pytest.mark.parametrize(
    ("given", "position"), [("a%", 1), ("a%2", 1), ("%zz", 0), ("ab%C3", 2), ("%C3%28", 0), ("%ED%A0%80", 0)]
)
def test_what_is_no_escape_is_refused_at_its_place(given, position):
    with pytest.raises(GrammarError) as caught:
        Source.percent_encoded(given)
    assert caught.value.position == position


def test_an_error_says_what_was_expected_and_where():
    with pytest.raises(ValueError, match=r"^a name expected at position 14, before '!'$"):
        parse_filter("Name eq 1 and !")
    with pytest.raises(ValueError, match=r"^a name expected at position 8, at the end$"):
        parse("orderby", "orderby=")
