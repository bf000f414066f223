"""The filters of Kitsu's lists, read as its server reads them."""

from __future__ import annotations

import pytest

from hypernav.apis.kitsu.sandbox.grammar import Filter, Filters, Wildcard, parse, pattern

ANY, ONE = Wildcard.ANY, Wildcard.ONE
COLUMNS = ("id", "name", "code", "canceled")


def test_columns_are_compared_exactly_and_names_by_pattern():
    assert parse([("code", "a%"), ("name", "a%")], COLUMNS).conditions == (
        Filter("code", "equal", ("a%",)),
        Filter("name", "like", ("a", ANY)),
    )


def test_a_list_is_any_of_its_values_save_for_names_and_related_rows():
    pairs = [("code", '["a",1,true]'), ("name", "[a]"), ("assignees", "[x")]
    assert parse(pairs, COLUMNS, ["assignees"]).conditions == (
        Filter("code", "in", ("a", 1, True)),
        Filter("name", "like", ("[a]",)),
        Filter("assignees", "related", ("[x",)),
    )


def test_pages_fields_and_relations_are_no_columns():
    pairs = [("page", "2"), ("limit", "50"), ("relations", "True"), ("fields", "name, code")]
    assert parse(pairs, COLUMNS) == Filters((), 2, 50, True, ("name", "code"))
    assert parse([("relations", "1")], COLUMNS) == Filters()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("a", ("a",)),
        ("%a_b%", (ANY, "a", ONE, "b", ANY)),
        ("\\%\\_\\\\", ("%_\\",)),
        ("\\ab", ("ab",)),
        ("%%", (ANY, ANY)),
    ],
)
def test_patterns_have_wildcards_and_escapes(text: str, parts: tuple[str | Wildcard, ...]):
    assert pattern(text) == parts


@pytest.mark.parametrize(
    ("pairs", "what"),
    [
        ([("nmae", "x")], "'nmae' is no column, at 0"),
        ([("code", "a"), ("code", "b")], "'code' is there twice, at 1"),
        ([("page", "1"), ("page", "2")], "'page' is there twice, at 1"),
        ([("page", "x")], "invalid literal for int"),
        ([("code", "a\0b")], "'code' holds NUL at 1"),
        ([("code", "[a")], "'code' begins like a list and is none"),
        ([("code", "[[1]]")], "'code' is no list of plain values"),
        ([("name", "a\\")], "an escape without what it escapes at 1"),
    ],
)
def test_what_is_no_filter_is_refused(pairs: list[tuple[str, str]], what: str):
    with pytest.raises(ValueError) as caught:
        parse(pairs, COLUMNS)
    assert str(caught.value).startswith(what)
