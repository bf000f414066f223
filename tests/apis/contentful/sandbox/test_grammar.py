"""Contentful's search parameters, read as its documentation has them, and nothing else."""

from __future__ import annotations

import pytest

from hypernav.apis.contentful.sandbox.grammar import Asked, Condition, parse


def test_conditions_and_options_are_told_apart():
    pairs = [
        ("content_type", "cat"),
        ("fields.name[match]", "a, b"),
        ("sys.id[nin]", "a,b"),
        ("fields.lives", "9"),
        ("fields.x[exists]", "false"),
        ("fields.center[near]", "38,-122.5"),
        ("order", "-sys.createdAt,fields.name"),
        ("select", "sys,fields.name"),
        ("limit", "1000"),
        ("include", "10"),
        ("query", "bacon"),
    ]
    assert parse(pairs) == Asked(
        (
            Condition("fields.name", "match", ("a, b",)),
            Condition("sys.id", "nin", ("a", "b")),
            Condition("fields.lives", "", ("9",)),
            Condition("fields.x", "exists", (False,)),
            Condition("fields.center", "near", (38.0, -122.5)),
        ),
        {
            "content_type": "cat",
            "order": ("-sys.createdAt", "fields.name"),
            "select": ("sys", "fields.name"),
            "limit": 1000,
            "include": 10,
            "query": "bacon",
        },
    )


@pytest.mark.parametrize(
    ("pairs", "what"),
    [
        ([("field.name", "x")], "'field.name' is no search parameter, at 0"),
        ([("sys.id[in", "x")], "'sys.id[in' is no search parameter, at 0"),
        ([("sys.id[like]", "x")], "'sys.id[like]' has no operator 'like'"),
        ([("sys.id", "a"), ("sys.id", "b")], "'sys.id' is there twice, at 1"),
        ([("sys.id[in]", "a,,b")], "'sys.id[in]' has an empty value, at 1"),
        ([("metadata.tags[exists]", "yes")], "'metadata.tags[exists]' is true or false, not 'yes'"),
        ([("sys.x[near]", "1")], "'sys.x[near]' is no place: '1'"),
        ([("sys.x[within]", "1,2,a")], "'sys.x[within]' is no place"),
        ([("sys.x[near]", "91,0")], "'sys.x[near]' is outside the world"),
        ([("limit", "1001")], "'limit' is 0 to 1000, not '1001'"),
        ([("include", "-1")], "'include' is 0 to 10, not '-1'"),
        ([("content_type", "")], "'content_type' is empty"),
        ([("fields.name", "x")], "'fields.name' needs a content_type"),
        ([("order", "-fields.name")], "'fields.name' needs a content_type"),
        (
            [("content_type", "cat"), ("fields.a.fields.b", "x")],
            "'fields.a.fields.b' needs 'fields.a.sys.contentType.sys.id'",
        ),
    ],
)
def test_what_is_no_search_is_refused(pairs: list[tuple[str, str]], what: str):
    with pytest.raises(ValueError) as caught:
        parse(pairs)
    assert str(caught.value).startswith(what)


def test_assets_need_no_content_type():
    assert parse([("fields.title", "x")], entries=False).conditions == (Condition("fields.title", "", ("x",)),)
