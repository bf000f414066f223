"""What operators mean, whatever they are called."""

from __future__ import annotations

from typing import get_args

import pytest

from hypernav.names import to_identifier
from hypernav.search.operators import (
    PYTHON_OPERATORS,
    Meaning,
    common_words,
    meaning_of,
    near_meanings,
    offered,
    words_of,
)

MEANINGS = [meaning for meaning in get_args(Meaning) if meaning]


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        *PYTHON_OPERATORS.items(),
        ("is", "equal"),
        ("eq", "equal"),
        ("ne", "not equal"),
        ("is-not", "not equal"),
        ("gte", "at least"),
        ("isAtMost", "at most"),
        ("startswith", "starts with"),
        ("startsWith", "starts with"),
        ("Starts With", "starts with"),
        ("in", "in"),
        ("anyOf", "in"),
        ("notIn", "not in"),
        ("nin", "not in"),
        ("between", "between"),
        ("is-null", "empty"),
        ("ilike", "like"),
        ("has_all", "all of"),
    ],
)
def test_a_word_means_the_same_however_it_is_spelled(written, meaning):
    assert meaning_of(written) == meaning


@pytest.mark.parametrize("written", ["is_within_the_last", "", "=>", "cotains", "é" * 2_000])
def test_a_word_that_only_an_api_knows_means_nothing(written):
    assert not meaning_of(written)


@pytest.mark.parametrize("meaning", MEANINGS)
def test_every_meaning_has_words_that_can_be_typed(meaning):
    words = words_of(meaning)
    assert words
    assert [word for word in words if not word.isidentifier() or to_identifier(word) != word] == []


@pytest.mark.parametrize("meaning", MEANINGS)
def test_every_word_means_what_it_stands_for(meaning):
    assert {meaning_of(word) for word in words_of(meaning)} == {meaning}


def test_no_word_means_two_things():
    assert len(set(common_words())) == len(common_words()) == sum(len(words_of(meaning)) for meaning in MEANINGS)


def test_nothing_has_no_words():
    assert words_of("") == ()
    assert near_meanings("") == ()


@pytest.mark.parametrize("meaning", MEANINGS)
def test_what_comes_near_a_meaning_is_another_known_one(meaning):
    assert meaning not in near_meanings(meaning)
    assert set(near_meanings(meaning)) <= set(MEANINGS)


@pytest.mark.parametrize(
    ("meaning", "nearest"),
    [("at least", "greater"), ("at most", "less"), ("in", "equal"), ("starts with", "contains"), ("like", "contains")],
)
def test_the_nearest_meaning_comes_first(meaning, nearest):
    assert near_meanings(meaning)[0] == nearest


def test_the_usual_word_of_each_meaning_is_offered():
    assert offered() == tuple(words_of(meaning)[0] for meaning in MEANINGS)
