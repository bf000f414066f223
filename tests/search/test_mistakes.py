"""Realistic mistakes in every way of searching: caught before anything is sent, with the right thing first."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import tests.search.mistakes
from hypernav.errors import NotExpressible, SearchError, UnknownField, UnknownOperator, WrongValue
from tests.dialects import api_of, dialects
from tests.search.mistakes.mistake import Mistake

LEAST = 200
SHARE = 0.95
LEAVES = (UnknownField, UnknownOperator, WrongValue, NotExpressible)
_MODULES = [module.name for module in pkgutil.iter_modules(tests.search.mistakes.__path__) if module.name != "mistake"]
MISTAKES: dict[str, list[Mistake]] = {
    name: importlib.import_module(f"tests.search.mistakes.{name}").MISTAKES for name in _MODULES
}


def told(mistake: Mistake) -> str:
    """Return what a mistake is answered with first, or how it went through."""
    try:
        mistake.make()
    except LEAVES as error:
        return error.details.get("nearest", "nothing").split("  ")[0]
    except SearchError as error:
        return f"{type(error).__name__}: {error.what}"
    return "not caught"


def test_there_are_mistakes_in_every_way_of_searching():
    speaking = {api_of(name) for name in dialects()} - {""}
    assert speaking - set(MISTAKES) == set()
    assert "odata" in MISTAKES
    assert all(len(mistakes) >= 20 for mistakes in MISTAKES.values())
    assert sum(map(len, MISTAKES.values())) >= LEAST


def test_each_mistake_is_told_apart():
    for name, mistakes in MISTAKES.items():
        whats = [mistake.what for mistake in mistakes]
        assert len(set(whats)) == len(whats), name


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_nearly_all_mistakes_are_caught_with_the_right_thing_first(name: str):
    wrong = [
        f"{mistake.what}: {answer!r} instead of {mistake.nearest!r}"
        for mistake in MISTAKES[name]
        if (answer := told(mistake)) != mistake.nearest
    ]
    assert len(wrong) <= (1 - SHARE) * len(MISTAKES[name]), "\n".join(wrong)


def test_no_mistake_is_sent():
    sent = [mistake.what for mistakes in MISTAKES.values() for mistake in mistakes if told(mistake) == "not caught"]
    assert sent == []
