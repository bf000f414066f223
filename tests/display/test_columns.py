from __future__ import annotations

import pytest

from hypernav.display.columns import MISSING, Choice, check_columns, choose_columns, field_of
from hypernav.errors import FieldNotFound

FLAG = {
    "key": "checkout",
    "environments": {"production": {"on": True}, "eu.west": {"on": False}},
    "a.b": {"c.d": 1},
    "variations": [{"value": True}, {"value": False}],
    "maintainer": None,
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("key", "checkout"),
        ("environments.production.on", True),
        ("environments.eu.west.on", False),
        ("a.b", {"c.d": 1}),
        ("a.b.c.d", 1),
        ("variations.0.value", True),
        ("variations.-1.value", False),
        ("maintainer", None),
        ("maintainer.email", MISSING),
        ("key.length", MISSING),
        ("variations.2", MISSING),
        ("variations.first", MISSING),
        ("variations.١", MISSING),
        ("", MISSING),
        (".", MISSING),
        ("environments.", MISSING),
    ],
)
def test_a_path_leads_to_a_value_or_to_missing(path, value):
    assert field_of(FLAG, path) == value


def test_the_longest_name_with_dots_wins():
    assert field_of({"a.b": 1, "a": {"b": 2}}, "a.b") == 1


def test_a_shorter_name_is_tried_where_the_longest_leads_nowhere():
    assert field_of({"a.b": 1, "a": {"b": {"c": 3}}}, "a.b.c") == 3


@pytest.mark.parametrize("record", [7, "x", None, [1, 2]])
def test_a_record_that_is_no_object_is_its_own_value(record):
    assert field_of(record, "value") == record


def test_columns_are_the_scalars_that_most_records_have():
    records = [{"b": 1, "c": {}, "rare": 1}, {"b": 2, "c": {}}, {"b": 3, "c": {}}]
    assert choose_columns(records, (), 8) == Choice(("b",), 2)


def test_id_key_and_name_come_first_and_underscores_last():
    record = {"_id": 1, "kind": "x", "name": "n", "key": "k", "id": 7}
    assert choose_columns([record], (), 8).columns == ("id", "key", "name", "kind", "_id")


def test_a_column_inside_a_member_whose_name_has_dots_shows_that_member():
    record = {"@acme.site": {"name": "a"}, "other": {}}
    assert choose_columns([record], ("@acme.site.name",), 8) == Choice(("@acme.site.name",), 1)


def test_at_most_so_many_columns_are_chosen_and_the_others_counted():
    record = {f"c{place}": place for place in range(20)}
    assert choose_columns([record], (), 8) == Choice(tuple(f"c{place}" for place in range(8)), 12)


def test_the_preferred_columns_are_taken_as_far_as_records_have_them():
    records = [{"key": "a", "kind": "x", "environments": {"p": {"on": True}}}]
    assert choose_columns(records, ("key", "environments.p.on", "gone"), 8) == Choice(("key", "environments.p.on"), 1)


def test_links_are_no_columns_and_not_counted():
    assert choose_columns([{"_links": {}, "links": [], "_embedded": {}, "a": 1}], (), 8) == Choice(("a",), 0)


def test_records_without_scalars_show_what_they_have():
    assert choose_columns([{"a": {}, "b": []}], (), 8).columns == ("a", "b")


def test_bare_ids_have_one_column():
    assert choose_columns([1, 2, 3], (), 8) == Choice(("value",))


def test_no_records_have_no_columns():
    assert choose_columns([], ("key",), 8) == Choice(())


def test_a_column_that_no_record_has_is_refused_with_the_nearest_names():
    with pytest.raises(FieldNotFound) as caught:
        check_columns([{"key": "a", "kind": "b"}], ["kidn"])
    assert str(caught.value) == 'No record has the field "kidn".\n  nearest    kind\n  fields     key  kind'


def test_a_misspelt_step_is_found_at_its_own_level():
    with pytest.raises(FieldNotFound, match=r"environments\.production"):
        check_columns([FLAG], ["environments.prodution.on"])
    with pytest.raises(FieldNotFound, match=r"environments\.production\.on"):
        check_columns([FLAG], ["environments.production.onn"])
    with pytest.raises(FieldNotFound, match=r"variations\.0\.value"):
        check_columns([FLAG], ["variations.0.valeu"])


@pytest.mark.parametrize(
    ("records", "column"),
    [
        ([], "anything"),
        ([{"a": 1}, {"b": 1}], "b"),
        ([{"maintainer": None}], "maintainer.email"),
        ([{"tags": []}], "tags.0"),
        ([{"environments": {}}], "environments.production.on"),
        ([1, 2], "value"),
        ([{"id": 1}, {"maintainer": None}], "maintainer.email"),
        ([{"a.b": None}, {"a": 1}], "a.b.c"),
        ([{"tags": []}, {"tags": None}, {}], "tags.0.name"),
    ],
)
def test_a_column_passes_where_it_may_be_right(records, column):
    check_columns(records, [column])


@pytest.mark.parametrize(
    ("records", "column", "nearest"),
    [
        ([{"author": {"first": "Jane"}}, {"author": None}], "author.frist", "author.first"),
        ([{"author": None}, {"author": {"first": "Jane"}}], "author.frist", "author.first"),
        ([{"author": {"first": "Jane"}}, {"author": {}}, {}], "author.frist", "author.first"),
        ([{"name": "a"}, {}], "nmae", "name"),
        ([{"name": "a"}, None], "nmae", "name"),
        ([{"tags": [{"key": 1}]}, {"tags": []}], "tags.0.kye", "tags.0.key"),
        ([{"author": "Jane"}, {"author": None}], "author.first", "author"),
    ],
)
def test_a_column_that_no_record_has_is_refused_where_another_is_null_or_empty_there(records, column, nearest):
    with pytest.raises(FieldNotFound) as caught:
        check_columns(records, [column])
    assert caught.value.details["nearest"].split()[0] == nearest


def test_records_that_are_no_objects_have_a_column_among_those_that_are():
    assert choose_columns([{"a": 1}, "only-an-id", None], (), most=8) == Choice(("a", "value"))
    assert choose_columns([{"a": 1, "b": 2}, 7], (), most=2) == Choice(("a", "value"), 1)
    assert choose_columns([{"a": 1, "b": 2}, 7], ("b",), most=8) == Choice(("b", "value"), 1)
    assert choose_columns([{"value": 1}, 7], (), most=8) == Choice(("value",))
    assert choose_columns([{"a": 1}] * 150 + [[1]], (), most=8) == Choice(("a", "value"))


def test_a_column_of_bare_ids_is_called_value():
    with pytest.raises(FieldNotFound, match="value"):
        check_columns([1, 2], ["key"])


def test_the_message_is_bounded_and_harmless():
    records = [{f"\x1b{place}" + "x" * 1000: 1 for place in range(1000)}]
    with pytest.raises(FieldNotFound) as caught:
        check_columns(records, ["y" * 100_000])
    assert len(str(caught.value)) < 3_000
    assert "\x1b" not in str(caught.value)
