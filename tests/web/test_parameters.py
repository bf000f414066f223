"""Values as query parameters: one text for each value, and what is no parameter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

import numpy as np
import pandas as pd
import pytest

from hypernav.errors import WrongValue
from hypernav.web.parameters import parameters_of, text_of


class State(Enum):
    """What an order may be."""

    OPEN = "open"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"),
        ("", ""),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (State.OPEN, "open"),
        (Decimal("1.10"), "1.10"),
        (date(2026, 1, 31), "2026-01-31"),
        (datetime(2026, 1, 31, 9, 30, tzinfo=UTC), "2026-01-31T09:30:00+00:00"),
        (time(9, 30), "09:30:00"),
    ],
)
def test_a_value_has_one_text(value, text):
    assert text_of(value) == text


def test_a_duration_has_no_text():
    with pytest.raises(WrongValue) as caught:
        text_of(timedelta(hours=2))
    assert str(caught.value) == (
        "A duration has no common spelling in a query, and datetime.timedelta(seconds=7200) was given.\n"
        "  next       give the text that the API takes, such as 'PT2H' or 7200"
    )


def test_numbers_and_columns_of_other_libraries_are_plain_values():
    given = {"id": np.int64(5), "open": np.bool_(True), "tag": pd.Series(["a", "b"]), "size": np.array([1, 2])}
    assert list(parameters_of(given)) == [
        *(("id", "5"), ("open", "true"), ("tag", "a"), ("tag", "b"), ("size", "1"), ("size", "2")),
    ]


@pytest.mark.parametrize("value", [float("nan"), pd.NaT, [1.5, Decimal("NaN")], np.float64("nan")], ids=repr)
def test_what_is_no_value_is_refused(value):
    with pytest.raises(
        WrongValue, match=r"The parameter 'price' was given .*, which is no value\.\n  next       leave it"
    ):
        list(parameters_of({"price": value}))


@pytest.mark.parametrize("value", [{"a"}, b"a", len, object(), pd.NA, (each for each in "ab")], ids=repr)
def test_what_has_no_text_of_its_own_is_refused(value):
    with pytest.raises(WrongValue, match="The parameter 'x' takes a plain value or a list of them"):
        list(parameters_of({"x": value}))


def test_a_structure_is_no_parameter():
    with pytest.raises(WrongValue) as caught:
        list(parameters_of({"filter": {"a": 1}}))
    assert str(caught.value) == (
        "The parameter 'filter' takes a plain value or a list of them, and was given {'a': 1}.\n"
        "  next       give JSON as text: json.dumps(…)"
    )
