import pytest

from hypernav.formats import hint_names
from hypernav.formats.hint_names import folded, is_reference, number_of

TABLES = {name: value for name, value in vars(hint_names).items() if isinstance(value, frozenset)}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_holds_names_as_they_are_compared(table):
    assert {folded(name) for name in TABLES[table]} == TABLES[table]


def test_no_name_stands_for_two_facts():
    names = [name for table in TABLES.values() for name in table]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("totalCount", "totalcount"),
        ("total_count", "totalcount"),
        ("Total-Count", "totalcount"),
        ("@odata.count", "odatacount"),
    ],
)
def test_names_compare_without_case_and_signs(key, name):
    assert folded(key) == name


def test_a_huge_name_is_not_read_to_its_end():
    assert len(folded("x" * 10_000_000)) == 40


@pytest.mark.parametrize(("value", "number"), [(7, 7), (0, 0), ("7", 7), (10**30, 10**30)])
def test_a_count_is_read_from_numbers_and_digits(value, number):
    assert number_of(value) == number


@pytest.mark.parametrize("value", [None, True, False, -1, 1.0, "", "-1", "1.0", "٣", " 7", "7" * 19, [], {}])
def test_what_is_no_count_is_none(value):
    assert number_of(value) is None


@pytest.mark.parametrize("value", ["https://a.test/2", "http://a.test", "/x", "?page=2", "./x", "../x", "x?page=2"])
def test_a_reference_is_told_from_a_token(value):
    assert is_reference(value)


@pytest.mark.parametrize(
    "value", ["", "abc", "eyJvIjoyfQ==", "2025-11-03", "/a b", "ftp://x.test/", "javascript:x", "a/b"]
)
def test_a_token_or_text_is_no_reference(value):
    assert not is_reference(value)
