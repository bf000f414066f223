from __future__ import annotations

import copy
import pickle

import pytest

from hypernav.display.neutral import Cell
from hypernav.display.values import (
    MISSING,
    bytes_text,
    cell_text,
    count_phrase,
    counted,
    epoch_text,
    is_number,
    is_scalar,
    value_text,
)
from hypernav.options import Options

OPTIONS = Options()
TIMES = frozenset({"creationDate"})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (57, "57"),
        (-1.5, "-1.5"),
        (1e30, "1e+30"),
        (2**128, "340282366920938463463374607431768211456"),
        ("New checkout", "New checkout"),
        ("", '""'),
        ("null", '"null"'),
        ("true", '"true"'),
        ("57", '"57"'),
        ("-1.5e3", '"-1.5e3"'),
        (" padded ", '" padded "'),
        ([], "[]"),
        ({}, "{}"),
        (b"abc", "3 bytes"),
    ],
)
def test_a_value_shows_its_type(value, shown):
    assert value_text(value, OPTIONS) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025-11-03T09:12:00Z", "2025-11-03 09:12 UTC"),
        ("2025-11-03T09:12:44.125Z", "2025-11-03 09:12:44 UTC"),
        ("2025-11-03T09:12:00+02:00", "2025-11-03 09:12 +02:00"),
        ("2025-11-03T09:12:00-0330", "2025-11-03 09:12 -03:30"),
        ("2025-11-03T09:12", "2025-11-03 09:12"),
        ("2025-11-03", "2025-11-03"),
        ("2025-13-40T99:99:99Z", "2025-13-40T99:99:99Z"),
        ("2025-11-03T09:12:00Z and more", "2025-11-03T09:12:00Z and more"),
    ],
)
def test_a_date_of_iso_8601_is_shown_readable(text, shown):
    assert value_text(text, OPTIONS) == shown


def test_a_time_in_epoch_milliseconds_is_shown_as_a_date_where_the_profile_says_so():
    assert value_text(1762161120000, OPTIONS, name="creationDate", epoch_milliseconds=TIMES) == "2025-11-03 09:12 UTC"
    assert value_text(1762161120000, OPTIONS, name="other", epoch_milliseconds=TIMES) == "1762161120000"


@pytest.mark.parametrize("number", [0, -5, 10**20, float("inf")])
def test_a_number_that_can_be_no_date_stays_a_number(number):
    assert epoch_text(number) == str(number)


def test_a_switch_is_no_time():
    assert value_text(True, OPTIONS, name="creationDate", epoch_milliseconds=TIMES) == "true"


def test_times_inside_nested_data_are_dates_too():
    value = {"creationDate": 1762161120000}
    assert value_text(value, OPTIONS, epoch_milliseconds=TIMES) == "{creationDate: 2025-11-03 09:12 UTC}"


def test_a_long_string_says_how_much_of_it_is_missing():
    assert value_text("x" * 1_000_000, OPTIONS) == "x" * 80 + "… 999,920 more characters"
    assert cell_text("x" * 1_000_000, OPTIONS) == Cell("x" * 80, 999_920)


def test_a_string_of_a_million_digits_is_cut():
    assert value_text("9" * 1_000_000, OPTIONS) == '"' + "9" * 80 + '… 999,920 more characters"'


def test_an_integer_too_large_to_print_says_how_large_it_is():
    assert value_text(1 << 100_000, OPTIONS) == "integer of 100,001 bits"


def test_nested_data_is_shown_to_the_depth_of_the_options():
    value = {"a": {"b": {"c": 1}}, "d": [1, 2]}
    assert value_text(value, OPTIONS.replace(depth=1)) == "{2 fields}"
    assert value_text(value, OPTIONS) == "{a: {1 field}, d: [2 items]}"
    assert value_text(value, OPTIONS.replace(depth=3)) == "{a: {b: {1 field}}, d: [1, 2]}"


def test_a_long_list_says_how_many_items_are_missing():
    assert value_text(list(range(100, 200)), OPTIONS.replace(string_length=12)) == "[100, 101, … 98 more items]"


def test_a_wide_object_says_how_many_fields_are_missing():
    value = {f"field{place}": place for place in range(100)}
    assert value_text(value, OPTIONS.replace(string_length=24)) == "{field0: 0, field1: 1, … 98 more fields}"


def test_an_object_whose_first_field_does_not_fit_is_summed_up():
    assert value_text({"a": "x" * 79, "b": 1}, OPTIONS) == "{2 fields}"


def test_deeply_nested_data_does_not_exhaust_the_stack():
    value: object = 1
    for _ in range(5_000):
        value = [value]
    assert value_text(value, OPTIONS) == "[[1 item]]"


def test_missing_and_null_and_empty_differ_in_a_cell():
    shown = [str(cell_text(value, OPTIONS)) for value in (MISSING, None, "")]
    assert shown == ["", "null", '""']


def test_a_cell_shows_a_string_of_digits_as_it_is():
    assert str(cell_text("007", OPTIONS)) == "007"


def test_missing_is_one_value_through_copies_and_pickles():
    assert copy.deepcopy(MISSING) is MISSING
    assert pickle.loads(pickle.dumps(MISSING)) is MISSING
    assert not MISSING


@pytest.mark.parametrize(
    ("read", "total", "more", "shown"),
    [
        (20, 57, True, "20 of 57 (the server's count), more exist"),
        (57, 57, False, "57 of 57 (the server's count)"),
        (57, 57, None, "57 of 57 (the server's count)"),
        (20, 57, False, "20 of 57 (the server's count), but nothing leads further"),
        (20, 57, None, "20 of 57 (the server's count), more may exist"),
        (60, 57, True, "60, the server's count is 57, more exist"),
        (20, None, True, "20, more exist"),
        (20, None, False, "20, no more"),
        (20, None, None, "20, more may exist"),
        (1200, 3041, True, "1,200 of 3,041 (the server's count), more exist"),
        (0, 0, False, "0 of 0 (the server's count)"),
    ],
)
def test_a_list_never_looks_complete_when_it_is_not(read, total, more, shown):
    assert count_phrase(read, total, more=more) == shown


@pytest.mark.parametrize(("count", "shown"), [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (48_200, "48 kB")])
def test_bytes_are_counted_for_people(count, shown):
    assert bytes_text(count) == shown


def test_a_noun_follows_its_count():
    assert [counted(0, "row"), counted(1, "row"), counted(2, "entry", "entries")] == ["0 rows", "1 row", "2 entries"]


def test_a_switch_is_a_scalar_and_no_number():
    assert is_scalar(True)
    assert not is_number(True)
    assert not is_scalar({})
