"""Realistic mistakes: each is caught before anything is sent, with the right thing as the first suggestion."""

from __future__ import annotations

import pytest

from hypernav.errors import NotExpressible, UnknownField, UnknownOperator, WrongValue
from tests.search.mistakes.insightvm import MISTAKES


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_is_caught_with_the_right_suggestion_first(mistake):
    with pytest.raises((UnknownField, UnknownOperator, WrongValue, NotExpressible)) as raised:
        mistake.make()
    assert raised.value.details["nearest"].split("  ")[0] == mistake.nearest


def test_there_are_at_least_30():
    assert len({mistake.what for mistake in MISTAKES}) == len(MISTAKES) >= 30
