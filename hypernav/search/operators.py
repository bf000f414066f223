"""What operators mean, whatever they are called: the words that people write, by meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Meaning = Literal[
    "",
    "equal",
    "not equal",
    "greater",
    "at least",
    "less",
    "at most",
    "contains",
    "does not contain",
    "starts with",
    "does not start with",
    "ends with",
    "does not end with",
    "like",
    "not like",
    "matches",
    "does not match",
    "in",
    "not in",
    "between",
    "not between",
    "empty",
    "not empty",
    "exists",
    "all of",
]
"""What an operator asks of a value; ``""`` for one that only its API knows."""

PYTHON_OPERATORS: Mapping[str, Meaning] = {
    "==": "equal",
    "!=": "not equal",
    "<": "less",
    "<=": "at most",
    ">": "greater",
    ">=": "at least",
}
"""Python's operators by what they mean."""

_WORDS: Mapping[Meaning, str] = {
    "equal": "is_ equals equal eq is_equal_to",
    "not equal": "is_not not_equals not_equal ne is_not_equal_to does_not_equal",
    "greater": "is_greater_than greater_than gt is_more_than more_than is_after after",
    "at least": "is_at_least at_least ge gte is_greater_than_or_equal_to greater_than_or_equal is_on_or_after since",
    "less": "is_less_than less_than lt is_before before",
    "at most": "is_at_most at_most le lte is_less_than_or_equal_to less_than_or_equal is_on_or_before until",
    "contains": "contains includes has",
    "does not contain": "does_not_contain not_contains does_not_include",
    "starts with": "starts_with startswith begins_with",
    "does not start with": "does_not_start_with",
    "ends with": "ends_with endswith",
    "does not end with": "does_not_end_with",
    "like": "is_like like ilike",
    "not like": "not_like is_not_like",
    "matches": "matches matches_regex matches_pattern",
    "does not match": "does_not_match not_matches",
    "in": "in_ is_in any_of is_any_of one_of is_one_of",
    "not in": "not_in is_not_in none_of is_none_of nin",
    "between": "is_between between in_range is_in_range",
    "not between": "not_between is_not_between not_in_range",
    "empty": "is_empty is_null is_missing",
    "not empty": "is_not_empty is_not_null",
    "exists": "exists",
    "all of": "all_of has_all",
}
_MEANINGS: Mapping[str, Meaning] = {
    **{word: meaning for meaning, words in _WORDS.items() for word in words.split()},
    **PYTHON_OPERATORS,
}
_BY_LETTERS: Mapping[str, Meaning] = {word.replace("_", ""): meaning for word, meaning in _MEANINGS.items()}
_NEAR: Mapping[Meaning, tuple[Meaning, ...]] = {
    "equal": ("in", "contains", "like"),
    "not equal": ("not in", "does not contain"),
    "greater": ("at least", "between"),
    "at least": ("greater", "between"),
    "less": ("at most", "between"),
    "at most": ("less", "between"),
    "contains": ("like", "starts with", "in", "equal"),
    "does not contain": ("not like", "not in", "not equal"),
    "starts with": ("contains", "like", "equal"),
    "ends with": ("contains", "like", "equal"),
    "like": ("contains", "equal"),
    "not like": ("does not contain", "not equal"),
    "matches": ("like", "contains"),
    "does not match": ("not like", "does not contain"),
    "in": ("equal", "all of", "contains"),
    "not in": ("not equal", "does not contain"),
    "between": ("at least", "greater"),
    "not between": ("less",),
    "empty": ("exists",),
    "not empty": ("exists",),
    "exists": ("not empty", "empty"),
    "all of": ("in", "contains"),
}


def meaning_of(operator: str) -> Meaning:
    """Return what an operator means as it was written, ``""`` where it is no common word.

    >>> meaning_of(">="), meaning_of("startswith"), meaning_of("is_within_the_last")
    ('at least', 'starts with', '')
    """
    return _MEANINGS.get(operator) or _BY_LETTERS.get(letters_of(operator), "")


def letters_of(name: str) -> str:
    """Return what is left of a name however its words are cut: ``startsWith``, ``starts-with``.

    >>> letters_of("startsWith") == letters_of("starts-with")
    True
    """
    return "".join(character for character in name.casefold() if character.isalnum())


def words_of(meaning: Meaning) -> tuple[str, ...]:
    """Return the words for a meaning, the usual one first.

    >>> words_of("not in")[0]
    'not_in'
    """
    return tuple(_WORDS.get(meaning, "").split())


def common_words() -> tuple[str, ...]:
    """Return all words that mean something wherever they are used.

    >>> "startswith" in common_words()
    True
    """
    return tuple(word for words in _WORDS.values() for word in words.split())


def near_meanings(meaning: Meaning) -> tuple[Meaning, ...]:
    """Return what comes close to a meaning that a field cannot say, nearest first.

    >>> near_meanings("at least")[0]
    'greater'
    """
    return _NEAR.get(meaning, ())


def offered() -> tuple[str, ...]:
    """Return the usual word of each meaning, as TAB offers them where the API is not known."""
    return tuple(words.split()[0] for words in _WORDS.values())
