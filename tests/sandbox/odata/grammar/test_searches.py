"""Searches for words, and when AND, OR and NOT are words themselves."""

from __future__ import annotations

import pytest

from hypernav.sandbox.odata.grammar import GrammarError, parse, parse_search
from hypernav.sandbox.odata.grammar.tree import Joined, Typed, Without, Words

A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("  a", A),
        ("a b", Joined("and", (A, B))),
        ("a AND b", Joined("and", (A, B))),
        ("a OR b c", Joined("or", (A, Joined("and", (B, C))))),
        ("(a OR b) c", Joined("and", (Joined("or", (A, B)), C))),
        ("NOT a b", Joined("and", (Without(A), B))),
        ("NOT (a b)", Without(Joined("and", (A, B)))),
        ("a NOT b", Joined("and", (A, Without(B)))),
        ('"a b"', Words("a b", phrase=True)),
        ("AND", Words("AND")),
        ("NOT", Words("NOT")),
        ("NOT NOT", Without(Words("NOT"))),
        ("AND OR", Joined("and", (Words("AND"), Words("OR")))),
        ("AND OR NOT", Joined("or", (Words("AND"), Words("NOT")))),
        ("a and b", Joined("and", (A, Words("and"), B))),
        ("NOTa", Words("NOTa")),
        ("it's", Words("it's")),
        ("'a", None),
        ("'\"a'", Typed('"a')),
        ("'it''s'", Typed("it's")),
    ],
)
def test_a_search_is_read_as_it_is_meant(text, tree):
    if tree is None:
        with pytest.raises(GrammarError):
            parse_search(text)
    else:
        assert parse_search(text) == tree


@pytest.mark.parametrize(
    ("text", "position"),
    [("", 8), ("a)", 9), ("(a", 10), ('"a', 10), ('""', 9), ("a;b", 9), ("a ", 9), ("'a' b", 11), ("(" * 60 + "a", 58)],
)
def test_what_is_no_search_is_refused_at_its_place(text, position):
    with pytest.raises(GrammarError) as caught:
        parse_search(text)
    assert caught.value.position == position


def test_in_a_url_a_word_holds_some_characters_only_percent_encoded():
    assert parse("searchExpr", "a%3Bb", in_url=True) == Words("a;b")
    for text in ("a;b", "a#b", "a{b"):
        with pytest.raises(GrammarError):
            parse("searchExpr", text, in_url=True)


@pytest.mark.parametrize(("text", "position"), [('"a#b"', 10), ("é", 8), ('"a&b"', 10)])
def test_in_a_url_a_phrase_holds_some_characters_only_percent_encoded(text: str, position: int):
    with pytest.raises(GrammarError) as caught:
        parse("search", f"$search={text}", in_url=True)
    assert caught.value.position == position
