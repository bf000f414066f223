from __future__ import annotations

import sys

import pytest

from hypernav.display.frames import frame
from hypernav.errors import MissingExtra

pandas = pytest.importorskip("pandas")


def test_a_frame_has_every_member_in_order():
    made = frame([{"b": 1, "a": 2}, {"c": 3}], (), "2 of 9")
    assert list(made.columns) == ["b", "a", "c"]
    assert made.attrs["hypernav"] == "2 of 9"


def test_integers_beyond_64_bits_stay_exact():
    values = [2**63, 1, -(2**70)]
    assert frame([{"n": value} for value in values], (), "")["n"].tolist() == values


def test_whole_numbers_with_gaps_stay_whole():
    made = frame([{"n": 2**62 + 1}, {}, {"n": None}], (), "")
    assert made["n"].dtype == "Int64"
    assert made["n"][0] == 2**62 + 1
    assert made["n"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ([1, 2], "int64"),
        ([1, None], "Int64"),
        ([1.5, 2.5], "float64"),
        ([1, 2.5], "float64"),
        ([2**60 + 1, 0.5], "object"),
        ([True, False], "bool"),
        ([True, None], "boolean"),
        ([True, 1], "object"),
        (["a", "b"], "str"),
        ([{"a": 1}, [2]], "object"),
        ([None, None], "object"),
    ],
)
def test_the_type_of_a_column_keeps_each_value(values, dtype):
    made = frame([{"x": value} for value in values], (), "")["x"]
    assert made.dtype == dtype
    assert [None if pandas.api.types.is_scalar(value) and pandas.isna(value) else value for value in made] == values


def test_named_columns_are_paths():
    made = frame([{"a": {"b": 1}}], ("a.b",), "")
    assert made["a.b"].tolist() == [1]


def test_a_member_whose_name_holds_dots_is_one_column():
    assert frame([{"a.b": 1, "a": {"b": 2}}], (), "")["a.b"].tolist() == [1]


def test_bare_ids_are_one_column():
    assert frame([3, 4], (), "")["value"].tolist() == [3, 4]


def test_records_and_ids_together_have_both():
    assert list(frame([{"a": 1}, 4], (), "").columns) == ["a", "value"]


def test_no_records_are_an_empty_frame():
    assert frame([], (), "0 of 0").shape == (0, 0)


def test_without_pandas_the_message_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"hypernav\[pandas\]"):
        frame([{"a": 1}], (), "")
