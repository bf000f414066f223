"""What a search wants, compared with the JSON that members have."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from hypernav.search.wanted import equal, equals_nothing, order, plain, text


class Kind(Enum):
    """A kind whose value is a kind again."""

    ONE = "one"


def test_a_member_of_an_enumeration_stands_for_its_value():
    assert (plain(Kind.ONE), plain("one")) == ("one", "one")


@pytest.mark.parametrize(("value", "nothing"), [(float("nan"), True), (Decimal("sNaN"), True), (0, False), ([], False)])
def test_what_is_not_even_equal_to_itself_is_found(value: Any, nothing: bool):
    assert equals_nothing(value) is nothing


@pytest.mark.parametrize(
    ("value", "wanted", "same"), [(None, None, True), (None, [], False), ({"a": 1}, {"a": 1}, True)]
)
def test_null_equals_null_alone(value: Any, wanted: Any, same: bool):
    assert equal(value, wanted) is same


def test_an_object_and_a_text_are_not_compared():
    with pytest.raises(TypeError):
        equal({"a": 1}, "a")


def test_what_is_not_there_has_no_order():
    assert order(None, 1) is None


def test_addresses_of_two_versions_are_compared_as_texts():
    assert order("::1", "10.0.0.1") == 1


def test_a_number_is_a_time_only_where_it_is_said():
    moment = datetime(2026, 1, 31, tzinfo=UTC)
    assert order(1_769_817_600_000, moment, is_time=True) == 0
    with pytest.raises(TypeError):
        order(1_769_817_600_000, moment)


def test_a_list_is_no_text():
    with pytest.raises(TypeError):
        text(["a"])
