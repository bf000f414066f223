"""Orderings of AIP-132 and selections of partial responses, read."""

from __future__ import annotations

import pytest

from hypernav.apis.google_api_gateway.sandbox.selections import parse_fields, parse_order


@pytest.mark.parametrize("text", ["foo, bar desc", " foo , bar desc ", "foo,bar desc", "foo,bar  desc"])
def test_further_spaces_of_an_ordering_mean_nothing(text):
    assert parse_order(text) == [("foo", False), ("bar", True)]


def test_an_ordering_may_name_a_field_of_a_field():
    assert parse_order("address.street desc") == [("address.street", True)]


@pytest.mark.parametrize("text", ["", "a,", "a asc", "desc,", "a desc b", "a desc desc"])
def test_what_is_no_ordering_is_refused(text):
    with pytest.raises(ValueError, match="is no field with or without desc"):
        parse_order(text)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("name", {"name": {}}),
        (
            "kind,items(title,characteristics/length)",
            {"kind": {}, "items": {"title": {}, "characteristics": {"length": {}}}},
        ),
        ("a/b,a/c", {"a": {"b": {}, "c": {}}}),
        ("a(b(c))", {"a": {"b": {"c": {}}}}),
        ("*", {"*": {}}),
    ],
)
def test_a_selection_is_a_tree_of_names(text, tree):
    assert parse_fields(text) == tree


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "at character 0 of the fields: a name should stand here"),
        ("a,", "at character 2 of the fields: a name should stand here"),
        ("a//b", "at character 0 of the fields: a name should stand here"),
        ("a(b", "at character 3 of the fields: a parenthesis should close"),
        ("a)b", "at character 1 of the fields: the selection should end"),
        ("a(" * 100, "at character 122 of the fields: parentheses are too deep"),
    ],
)
def test_what_is_no_selection_is_refused_with_its_place(text, message):
    with pytest.raises(ValueError) as caught:
        parse_fields(text)
    assert str(caught.value) == message
