from __future__ import annotations

import dataclasses
import subprocess
import sys

import html5lib
import pytest

from hypernav.display.tables import MISSING, Table, frame_of, table_of
from hypernav.errors import FieldNotFound
from hypernav.options import Options

FLAGS = [
    {"key": "checkout", "kind": "boolean", "creationDate": 1762161120000, "environments": {"production": {"on": True}}},
    {"key": "banner", "kind": "multivariate", "creationDate": 1762247520000, "environments": {}},
]
FOOTER = "2 of 57 (the server's count), more exist"


def test_a_table_is_aligned_text_with_its_footer():
    table = table_of(
        FLAGS,
        ["key", "kind", "creationDate", "environments.production.on"],
        footer=FOOTER,
        epoch_milliseconds=frozenset({"creationDate"}),
    )
    assert str(table) == (
        "key       kind          creationDate          environments.production.on\n"
        "────────  ────────────  ────────────────────  ──────────────────────────\n"
        "checkout  boolean       2025-11-03 09:12 UTC  true\n"
        "banner    multivariate  2025-11-04 09:12 UTC\n"
        "2 of 57 (the server's count), more exist"
    )


def test_rows_hold_raw_values():
    table = table_of(
        FLAGS, ["creationDate", "environments.production.on"], epoch_milliseconds=frozenset({"creationDate"})
    )
    assert table.rows == ((1762161120000, True), (1762247520000, MISSING))
    assert list(table) == list(table.rows)
    assert len(table) == 2


def test_a_table_cannot_be_changed():
    table = table_of(FLAGS, ["key"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.footer = "complete"  # type: ignore[misc]  # the point of the test


def test_a_repr_is_one_line_and_carries_the_count():
    assert repr(table_of(FLAGS, ["key"], footer=FOOTER)) == f"<Table: 2 rows × 1 column; {FOOTER}>"


def test_columns_are_chosen_where_none_are_named_and_the_others_counted():
    table = table_of(FLAGS, footer="all")
    assert table.columns == ("key", "kind", "creationDate")
    assert table.footer == "all · 1 more column: name them to see them"


def test_preferred_columns_are_taken():
    assert table_of(FLAGS, preferred=("kind", "gone")).columns == ("kind",)


def test_no_more_columns_are_chosen_than_the_options_allow():
    assert table_of(FLAGS, options=Options(columns=1)).columns == ("key",)


def test_a_misspelt_column_is_an_error_with_the_nearest_name():
    with pytest.raises(FieldNotFound, match="nearest    kind"):
        table_of(FLAGS, ["kidn"])


def test_one_column_may_be_given_as_a_string():
    assert table_of(FLAGS, "key").columns == ("key",)


def test_records_may_come_from_a_generator():
    assert len(table_of((record for record in FLAGS), ["key"])) == 2


def test_a_table_of_a_page_is_shown_whole_and_a_longer_one_says_what_is_missing():
    assert str(table_of([{"n": place} for place in range(100)])).count("\n") == 101
    text = str(table_of([{"n": place} for place in range(1000)], footer="1,000 of 1,000"))
    assert "…  900 more rows · .rows holds all" in text
    assert text.endswith("1,000 of 1,000")


def test_numbers_stand_to_the_right_and_digits_in_strings_to_the_left():
    assert str(table_of([{"n": 1, "id": "1"}, {"n": 100, "id": "100"}], ["n", "id"])) == (
        "  n  id\n───  ───\n  1  1\n100  100"
    )


def test_html_is_a_table_with_the_footer():
    bundle = table_of(FLAGS, ["key"], footer=FOOTER)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    tree = html5lib.parseFragment(bundle["text/html"], namespaceHTMLElements=False)
    assert [cell.text for cell in tree.iter("td")] == ["checkout", "banner"]
    assert [note.text for note in tree.iter("p")] == [FOOTER]
    assert bundle["text/plain"] == str(table_of(FLAGS, ["key"], footer=FOOTER))


def test_an_empty_table_still_has_its_footer():
    assert str(table_of([], footer="0 of 0")) == "0 of 0"
    assert str(table_of([], ["key"], footer="0 of 0")) == "0 of 0"


def test_a_hostile_cell_is_harmless():
    table = table_of([{"key": "<script>\x1b[2J"}], ["key"])
    assert "\x1b" not in str(table)
    assert "<script>" not in table._repr_mimebundle_()["text/html"]


def test_tables_compare_by_value():
    assert table_of(FLAGS, ["key"]) == table_of(FLAGS, ["key"])
    assert Table(("a",), ((1,),)) != Table(("a",), ((2,),))


def test_a_frame_carries_how_much_it_is():
    made = frame_of(FLAGS, ["key", "environments.production.on"], footer=FOOTER)
    assert made.attrs["hypernav"] == FOOTER
    assert made["environments.production.on"].tolist()[0] is True


def test_a_frame_with_a_misspelt_column_is_an_error():
    with pytest.raises(FieldNotFound, match="key"):
        frame_of(FLAGS, ["kye"])


def test_neither_pandas_nor_tabulate_is_imported_with_the_module():
    code = (
        "import sys, hypernav.display.tables;"
        "print([name for name in ('pandas', 'tabulate', 'numpy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_table_hides_a_secret_and_its_rows_have_it():
    table = table_of([{"name": "a", "apiKey": "sdk-1"}], ["name", "apiKey"])
    assert "sdk-1" not in str(table) + table._repr_mimebundle_()["text/html"]
    assert table.rows == (("a", "sdk-1"),)
