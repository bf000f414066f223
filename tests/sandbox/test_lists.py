"""Filters, orders and parameters of lists."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict

from hypernav.sandbox import lists
from hypernav.sandbox.lists import contains, during, equals, filtered, named, one_of, ordered, truth, whole, words
from hypernav.sandbox.problems import Invalid

PEOPLE = [
    {"id": 1, "name": "Ada", "on": True, "from": 3, "to": 5, "home": {"city": "Oslo"}},
    {"id": 2, "name": "bo", "on": False, "from": 5, "to": 9, "home": {"city": "Lyon"}},
    {"id": 3, "name": "Cy", "on": None, "from": 1, "to": 2, "home": None},
]


def query(text: str) -> lists.Arguments:
    return MultiDict(parse_qsl(text, keep_blank_values=True))


@pytest.mark.parametrize(("text", "value"), [("", 20), ("n=", 20), ("n=%207", 7), ("n=1", 1), ("n=9", 9), ("m=3", 20)])
def test_a_whole_number_is_read(text: str, value: int) -> None:
    assert whole(query(text), "n", 20, least=1, most=9) == value


@pytest.mark.parametrize(
    ("text", "bounds", "mistake"),
    [
        ("n=x", {}, "n: must be a whole number"),
        ("n=1.5", {}, "n: must be a whole number"),
        ("n=1_0", {}, "n: must be a whole number"),
        ("n=%D9%A3", {}, "n: must be a whole number"),
        (f"n={'9' * 5000}", {}, "n: must be a whole number"),
        ("n=-1", {}, "n: must be at least 0"),
        ("n=10", {"most": 9}, "n: must be between 0 and 9"),
    ],
)
def test_another_number_is_refused_as_a_parameter(text: str, bounds: Any, mistake: str) -> None:
    with pytest.raises(Invalid) as caught:
        whole(query(text), "n", 0, **bounds)
    assert (str(caught.value), caught.value.where) == (mistake, "parameter")


@pytest.mark.parametrize(
    ("text", "value"), [("a=1", True), ("a=False", False), ("a=?", True), ("", True), ("a=f", False)]
)
def test_truth_is_read_in_the_usual_spellings(text: str, value: bool) -> None:
    assert truth(query(text), "a", True) is value


def test_several_words_stand_in_one_parameter_or_in_several() -> None:
    assert words(query("a=x|y&a=&a=z"), "a", "|") == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("filters", "text", "ids"),
    [
        ([equals("name")], "", [1, 2, 3]),
        ([equals("name")], "name=bo", [2]),
        ([equals("name")], "name=BO", []),
        ([equals("on")], "on=true", [1]),
        ([equals("on")], "on=", [3]),
        ([equals("city", "home.city")], "city=Oslo", [1]),
        ([contains("q", "name", "home.city")], "q=O", [1, 2]),
        ([contains("name")], "name=c", [3]),
        ([contains("name")], "name=", [1, 2, 3]),
        ([one_of("id")], "id=3,1,9", [1, 3]),
        ([one_of("ids", "id", "|")], "ids=2|3", [2, 3]),
        ([one_of("id"), equals("on")], "id=1,2&on=false", [2]),
        ([during("start", "end", "from", reading=int)], "start=3&end=5", [1]),
        ([during("start", "end", "from", "to", reading=int)], "start=4", [1, 2]),
        ([during("start", "end", "from", "to", reading=int)], "end=3", [3]),
        ([during("start", "end", "from", "to", reading=int)], "", [1, 2, 3]),
    ],
)
def test_a_filter_keeps_what_it_says(filters: Any, text: str, ids: list[int]) -> None:
    assert [each["id"] for each in filtered(PEOPLE, query(text), filters)] == ids


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(Invalid, match="start: is no moment in time"):
        filtered(PEOPLE, query("start=x"), [during("start", "end", "from", reading=int)])


@pytest.mark.parametrize(
    ("orders", "text", "read"),
    [
        (lists.sort_dashes("s"), "s=-a,b&s=c", [("a", True), ("b", False), ("c", False)]),
        (lists.sort_spaces("s"), "s=a%20desc,b%20ASC,c", [("a", True), ("b", False), ("c", False)]),
        (lists.sort_suffixes("s"), "s=a,b,desc&s=c,ASC&s=d", [("a", True), ("b", True), ("c", False), ("d", False)]),
        (lists.sort_suffixes("s"), "s=desc", [("desc", False)]),
        (lists.sort_suffixes("s"), "s=desc,DESC&s=", [("desc", True)]),
        (lists.sort_pair("by", "how"), "by=a&how=DESC", [("a", True)]),
        (lists.sort_pair("by", "how"), "how=DESC", []),
        (lists.sort_dashes("s"), "", []),
    ],
)
def test_an_order_is_read(orders: lists.Orders, text: str, read: Any) -> None:
    assert orders(query(text)) == read


@pytest.mark.parametrize(
    ("orders", "ids"),
    [
        ([], [1, 2, 3]),
        ([("name", True)], [3, 2, 1]),
        ([("home.city", False)], [2, 1, 3]),
        ([("home.city", True)], [1, 2, 3]),
        ([("on", True), ("id", True)], [1, 2, 3]),
    ],
)
def test_a_list_is_ordered_and_what_has_no_value_comes_last(orders: Any, ids: list[int]) -> None:
    found = ordered(PEOPLE, orders, named(["id", "name", "on", "home.city"]))
    assert [each["id"] for each in found] == ids


def test_equal_values_keep_their_order() -> None:
    records = json.loads('[{"a": 1, "n": 1}, {"a": 1, "n": 2}, {"a": 0, "n": 3}]')
    assert [each["n"] for each in ordered(records, [("a", True)], named(["a"]))] == [1, 2, 3]


def test_values_of_different_types_stand_side_by_side() -> None:
    records = [{"a": "b"}, {"a": 2}, {"a": "A"}]
    assert ordered(records, [("a", False)], named(["a"])) == [{"a": 2}, {"a": "A"}, {"a": "b"}]


def test_a_name_may_have_a_reading_of_its_own() -> None:
    reading = named({"size": lambda record: len(record["name"])})
    assert [each["id"] for each in ordered(PEOPLE, [("size", False)], reading)] == [2, 3, 1]


def test_an_order_by_another_name_is_refused() -> None:
    with pytest.raises(Invalid, match="orderBy: cannot be 'age': use id, name"):
        ordered(PEOPLE, [("age", False)], named(["name", "id"], "orderBy"))
