"""Searches for words as ``$search`` has them: words, phrases, and what joins them."""

from __future__ import annotations

import copy
import pickle

import pytest

from hypernav.errors import SearchError, WrongValue
from hypernav.sandbox.odata.grammar import parse_search
from hypernav.sandbox.odata.grammar.tree import Typed
from hypernav.search.odata import phrase
from hypernav.search.odata.words import search_text

BLUE, GREEN, DARK = phrase("blue"), phrase("green"), phrase("dark red")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("blue", "blue"),
        ("blue green", "blue green"),
        ("  blue \n green ", "blue green"),
        ("O'Neil", '"O\'Neil"'),
        ("this OR that", 'this "OR" that'),
        ("NOT", '"NOT"'),
        ("a;b (c)", '"a;b" "(c)"'),
        ("-draft", '"-draft"'),
        ("3.14", "3.14"),
        ("brand-new", "brand-new"),
        ("Δ", "Δ"),
        ("no\xa0break", '"no\xa0break"'),
    ],
)
def test_each_word_of_a_text_is_looked_for(text, expected):
    assert search_text(text) == expected


def test_a_text_with_a_double_quote_goes_as_what_a_person_has_typed():
    assert search_text("it's 12\" wide") == "'it''s 12\" wide'"
    assert parse_search("'it''s 12\" wide'") == Typed("it's 12\" wide")


@pytest.mark.parametrize("text", [" ", "\t\n"])
def test_white_space_is_nothing_to_look_for(text):
    with pytest.raises(WrongValue, match="There are no words to look for"):
        search_text(text)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (DARK, '"dark red"'),
        (BLUE & GREEN, "blue AND green"),
        (BLUE | GREEN, "blue OR green"),
        (~BLUE, "NOT blue"),
        (BLUE & GREEN | DARK, 'blue AND green OR "dark red"'),
        (BLUE & (GREEN | DARK), 'blue AND (green OR "dark red")'),
        (~(BLUE & GREEN), "NOT (blue AND green)"),
        (~~BLUE, "NOT NOT blue"),
        (phrase("OR") | BLUE, '"OR" OR blue'),
    ],
)
def test_phrases_are_joined_as_the_grammar_joins_them(search, expected):
    assert search_text(search) == str(search) == expected
    parse_search(expected)


def test_what_a_search_of_phrases_shows_makes_it_again():
    assert repr(~(BLUE & DARK) | GREEN) == "~(phrase('blue') & phrase('dark red')) | phrase('green')"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda search: pickle.loads(pickle.dumps(search))])
def test_a_copy_of_a_search_joins_as_it_did(duplicate):
    made = duplicate(BLUE | GREEN)
    assert (made, repr(made), made & DARK) == (BLUE | GREEN, repr(BLUE | GREEN), (BLUE | GREEN) & DARK)


def test_a_text_is_not_joined_to_phrases():
    with pytest.raises(SearchError) as caught:
        BLUE & "green"
    assert str(caught.value) == "'green' is no part of a search for words.\n  next       phrase(\"mountain bike\")"


def test_a_phrase_has_no_way_to_hold_a_double_quote():
    with pytest.raises(
        WrongValue, match="A phrase of OData cannot hold a double quote, as '12\" wheel' does"
    ) as caught:
        phrase('12" wheel')
    assert caught.value.details["nearest"] == "phrase('12 wheel')"


def test_an_empty_phrase_finds_nothing():
    with pytest.raises(WrongValue, match="An empty phrase finds nothing"):
        phrase(" ")
