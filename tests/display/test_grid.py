from __future__ import annotations

import pytest

from hypernav.display.grid import grid
from hypernav.display.neutral import Cell, width


def lines(columns, rows, **more):
    return grid([Cell(name) for name in columns], [[Cell(text) for text in row] for row in rows], **more)


def test_columns_are_aligned_and_underlined():
    assert lines(["key", "kind"], [["checkout", "boolean"], ["a", "b"]]) == [
        "key       kind",
        "────────  ───────",
        "checkout  boolean",
        "a         b",
    ]


def test_numbers_stand_to_the_right():
    assert lines(["n"], [["1"], ["100"]], numeric=(True,)) == ["  n", "───", "  1", "100"]


def test_strings_that_look_like_numbers_stay_as_they_are():
    texts = ["007", "1e5", "0x1F", "1_000", "nan", "1.10", "١٢"]
    assert [line.strip() for line in lines(["id"], [[text] for text in texts])[2:]] == texts


def test_wide_characters_keep_the_columns_aligned():
    shown = lines(["旗", "b"], [["한국어", "x"], ["a", "y"]])
    assert [width(line.rpartition(" ")[0]) for line in shown[2:]] == [7, 7]
    assert shown[1] == "──────  ─"


def test_control_characters_are_escapes():
    assert lines(["a"], [["\x1b[31m\n"]])[2] == "\\x1b[31m\\n"


def test_the_widest_columns_are_cut_first_and_count_what_is_missing():
    shown = lines(["short", "long"], [["a" * 10, "b" * 100]], line_width=40)
    assert shown[2].startswith("a" * 10 + "  ")
    cell = shown[2].split("  ")[1]
    kept, _, missing = cell.partition("…+")
    assert len(kept) + int(missing) == 100
    assert width(shown[2]) <= 40


DATES = ["2025-11-03 08:59:59 UTC", "2025-11-03 08:59:59 +05:30", "2025-11-03T08:59:59.123456Z", "2025-11-03"]


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_never_cut(date):
    shown = lines(["id", "start", "end", "text"], [["7" * 30, date, date, "b" * 100]] * 2, line_width=90)
    assert shown[2].count(date) == 2
    assert "…+" in shown[2]


def test_a_number_is_never_cut():
    shown = lines(["n", "text"], [["12345678901234567890", "b" * 100]], numeric=(True, False), line_width=40)
    assert shown[2].startswith("12345678901234567890  bbb")
    assert width(shown[2]) <= 40


def test_the_text_around_dates_gives_way_until_the_line_fits():
    row = ["a" * 60, DATES[0], "b" * 30, DATES[0]]
    shown = lines(["name", "start", "note", "end"], [row], line_width=100)
    assert shown[2].count(DATES[0]) == 2
    assert width(shown[2]) <= 100


def test_a_text_beside_a_date_in_its_column_is_cut_where_the_date_ends():
    shown = lines(["when", "text"], [[DATES[0], "x"], ["n" * 90, "y" * 90]], line_width=40)
    assert shown[2].startswith(DATES[0] + "  ")
    assert width(shown[3].split("  ")[0]) <= len(DATES[0])


def test_a_number_longer_than_any_counts_with_is_cut():
    assert "…+" in lines(["n", "m"], [["1" * 200, "2"]], numeric=(True, True), line_width=100)[2]


def test_a_cell_cut_before_counts_all_that_is_missing():
    shown = grid([Cell("a")], [[Cell("x" * 80, 20)]], line_width=20)
    kept, _, missing = shown[2].partition("…+")
    assert len(kept) + int(missing) == 100


def test_a_cut_never_parts_an_escape():
    shown = lines(["a"], [["\x00" * 100]], line_width=21)[2]
    kept, _, missing = shown.partition("…+")
    assert kept == "\\x00" * (100 - int(missing))


def test_a_table_without_columns_has_no_lines():
    assert lines([], [[], []]) == []


def test_a_table_without_rows_shows_its_columns():
    assert lines(["a", "b"], []) == ["a  b", "─  ─"]


def test_empty_cells_keep_their_place():
    assert lines(["a", "b"], [["", "x"]])[2] == "   x"


def test_columns_may_have_the_same_name():
    assert lines(["a", "a"], [["1", "2"]])[2] == "1  2"
