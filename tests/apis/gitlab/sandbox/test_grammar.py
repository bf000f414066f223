"""The filters of GitLab's lists, read as it reads them."""

from __future__ import annotations

import pytest

from hypernav.apis.gitlab.sandbox.grammar import Filter, Filters, parse

KNOWN = ("labels", "milestone", "iids", "author_username")


def test_conditions_options_and_negations_are_told_apart():
    pairs = [
        ("labels", "a, b"),
        ("not[labels]", "c"),
        ("milestone", "a, b"),
        ("iids[]", "1"),
        ("iids[]", "2"),
        ("not[iids][]", "3"),
        ("search", "foo"),
        ("order_by", "title"),
        ("sort", "asc"),
        ("page", "2"),
        ("per_page", "100"),
    ]
    assert parse(pairs, KNOWN) == Filters(
        (
            Filter("labels", ("a", "b")),
            Filter("labels", ("c",), True),
            Filter("milestone", ("a, b",)),
            Filter("iids", ("1", "2")),
            Filter("iids", ("3",), True),
        ),
        2,
        100,
        "title",
        False,
        "foo",
    )


def test_the_own_order_is_descending():
    assert parse([], KNOWN) == Filters(descending=True)


@pytest.mark.parametrize(
    ("pairs", "what"),
    [
        ([("lables", "x")], "'lables' is not known, at 0"),
        ([("not[labels", "x")], "'not[labels' is no parameter, at 0"),
        ([("or[labels]", "x")], "'or[labels]' is no parameter, at 0"),
        ([("labels", "a"), ("labels", "b")], "'labels' is there twice, at 1"),
        ([("iids", "1"), ("iids[]", "2")], "'iids[]' is there twice, at 1"),
        ([("sort", "asc"), ("sort", "asc")], "'sort' is not known, at 1"),
        ([("labels", " ")], "'labels' holds NUL, or nothing, at 0"),
        ([("milestone", "a\0")], "'milestone' holds NUL, or nothing, at 0"),
        ([("labels", "a,,b")], "'labels' has an empty value"),
        ([("per_page", "101")], "'per_page' is 1 to 100, not '101'"),
        ([("page", "x")], "'page' is 1 to 1000000000, not 'x'"),
        ([("sort", "up")], "'sort' is asc or desc, not 'up'"),
        ([("not[search]", "x")], "'not[search]' is not known, at 0"),
    ],
)
def test_what_is_no_filter_is_refused(pairs: list[tuple[str, str]], what: str):
    with pytest.raises(ValueError) as caught:
        parse(pairs, KNOWN)
    assert str(caught.value).startswith(what)
