"""Hostile texts sent in every way there is: each comes back as the one value it was, or is refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest

from hypernav.errors import UnknownField, WrongValue
from hypernav.sandbox.odata.grammar import parse, parse_filter, parse_option, parse_search
from hypernav.sandbox.odata.grammar.tree import (
    Binary,
    Call,
    EnumMembers,
    ExpandItem,
    Joined,
    Lambda,
    Literal,
    Logic,
    Node,
    Option,
    Path,
    Segment,
    Typed,
    Unary,
    Values,
    Words,
)
from hypernav.search import Expression, Ordering, Query, where
from hypernav.search.odata import ODATA, Enum, Expand, phrase
from tests.search.hostile import LITERALS
from tests.search.odata.trips import LATEST
from tests.search.wire import received

NAME = Path((Segment("Name"),))
MEMBER = Path((), "e")
SPACES = " \t\r\n\f\v"


def text(value: str) -> Literal:
    return Literal("string", value)


FAMILIES: dict[str, tuple[Callable[[str], Expression], Callable[[str], Node]]] = {
    "eq": (lambda value: where("Name") == value, lambda value: Binary("eq", NAME, text(value))),
    "ne": (lambda value: where("Name") != value, lambda value: Binary("ne", NAME, text(value))),
    "gt": (lambda value: where("Name") > value, lambda value: Binary("gt", NAME, text(value))),
    "contains": (lambda value: where("Name").contains(value), lambda value: Call("contains", (NAME, text(value)))),
    "startswith": (
        lambda value: where("Name").starts_with(value),
        lambda value: Call("startswith", (NAME, text(value))),
    ),
    "not endswith": (
        lambda value: where("Name").does_not_end_with(value),
        lambda value: Unary("not", Call("endswith", (NAME, text(value)))),
    ),
    "ignoring case": (
        lambda value: where("Name").icontains(value),
        lambda value: Call("contains", (Call("tolower", (NAME,)), Call("tolower", (text(value),)))),
    ),
    "pattern": (
        lambda value: where("Name").matches_pattern(value),
        lambda value: Call("matchespattern", (NAME, text(value))),
    ),
    "in": (
        lambda value: where("Name").in_(value, value),
        lambda value: Binary("in", NAME, Values((text(value), text(value)))),
    ),
    "lambda": (
        lambda value: where("Emails").any(where("$this") == value),
        lambda value: Lambda(Path((Segment("Emails"),)), "any", "e", Binary("eq", MEMBER, text(value))),
    ),
    "two of them": (
        lambda value: (where("Name") == value) & (where("Name") == value),
        lambda value: Logic("and", (Binary("eq", NAME, text(value)),) * 2),
    ),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_text_comes_back_as_the_one_value_it_was(family):
    make, expected = FAMILIES[family]
    lost = []
    for value in LITERALS:
        parameters = received(LATEST, Query(conditions=(make(value),)))
        assert [name for name, _ in parameters] == ["$filter"]
        if parse_filter(parameters[0][1]) != expected(value):
            lost.append(value)
    assert lost == []


@pytest.mark.parametrize("family", ["eq", "in", "lambda"])
def test_every_text_survives_in_a_url_in_which_only_what_may_stand_there_does(family):
    make, expected = FAMILIES[family]
    for value in LITERALS:
        sent = dict(LATEST.compile(Query(conditions=(make(value),))).calls[0].parameters)["$filter"]
        assert parse("filter", f"$filter={quote(sent, safe='')}", in_url=True) == Option("$filter", expected(value))


def test_every_text_survives_inside_of_an_expansion():
    for value in LITERALS:
        expand = Expand("Trips", where=where("Name") == value, sort="Name")
        sent = dict(received(ODATA, Query(expand=(expand, "Photo"))))["$expand"]
        trips, photo = parse_option("$expand", sent).value
        assert trips.options[0] == Option("$filter", Binary("eq", NAME, text(value)))
        assert [option.name for option in trips.options] == ["$filter", "$orderby"]
        assert photo == ExpandItem(("Photo",))


def test_every_text_is_searched_for_word_by_word_and_none_is_an_operator():
    refused = []
    for value in LITERALS:
        if not value.strip(SPACES):
            refused.append(value)
            continue
        found = parse_search(dict(received(ODATA, Query(text=value)))["$search"])
        if '"' in value:
            assert found == Typed(value)
            continue
        parts = found.parts if isinstance(found, Joined) else (found,)
        assert isinstance(found, Words) or found.operator == "and"
        assert [part.text for part in parts] == [word for word in re.split(f"[{SPACES}]", value) if word]
    # There is nothing to search for in them but white space.
    assert len([value for value in refused if value]) == 9


def test_every_text_can_be_searched_for_as_one_phrase_unless_it_holds_a_double_quote():
    refused = []
    for value in LITERALS:
        if not value.strip(SPACES) or '"' in value:
            refused.append(value)
            continue
        sent = dict(received(ODATA, Query(text=phrase(value) & ~phrase(value))))["$search"]
        found = parse_search(sent)
        assert isinstance(found, Joined)
        assert found.parts[0].text == found.parts[1].part.text == value
    for value in refused:
        with pytest.raises(WrongValue):
            phrase(value)


def test_no_text_that_is_no_path_gets_in_as_a_field():
    taken = []
    for value in LITERALS:
        if not value.strip():
            continue
        try:
            sent = dict(received(ODATA, Query(conditions=(where(value) == 1,))))["$filter"]
        except UnknownField:
            continue
        tree = parse_filter(sent)
        assert isinstance(tree, Binary)
        assert (tree.operator, tree.right) == ("eq", Literal("number", 1))
        assert isinstance(tree.left, Path)
        assert tree.left.text.removeprefix("$it/") == value
        taken.append(value)
    assert all(part.isidentifier() for value in taken for part in value.split("/"))


def test_no_text_that_is_no_name_is_asked_for_as_a_flag():
    for value in LITERALS:
        try:
            sent = dict(received(ODATA, Query(conditions=(where("style").has(value),))))["$filter"]
        except WrongValue:
            continue
        assert parse_filter(sent).right == Literal("enum", EnumMembers("", tuple(value.split(","))))


@pytest.mark.parametrize("make", [lambda value: Enum(value, "Red"), lambda value: Enum("Sales.Color", value)])
def test_no_text_that_is_no_name_gets_in_as_a_member_of_an_enumeration(make):
    for value in LITERALS:
        try:
            made = make(value)
        except WrongValue:
            continue
        assert parse("enumLiteral", str(made)).value.members == made.members


@pytest.mark.parametrize(
    ("option", "make"),
    [
        ("$select", lambda value: Query(fields=(value,))),
        ("$expand", lambda value: Query(expand=(value,))),
        ("$orderby", lambda value: Query(sort=(Ordering(value),))),
    ],
)
def test_no_text_that_is_no_path_gets_in_as_what_to_select_expand_or_sort_by(option, make):
    for value in LITERALS:
        try:
            sent = dict(received(ODATA, make(value)))[option]
        except UnknownField:
            continue
        (item,) = parse_option(option, sent).value
        assert not getattr(item, "options", ())


@pytest.mark.parametrize(
    "make", [lambda value: Query(conditions=(where("Name") == value,)), lambda value: Query(text=value)]
)
def test_half_of_a_surrogate_pair_is_refused_as_no_url_can_hold_it(make):
    with pytest.raises(WrongValue, match="holds half of a surrogate pair, which no URL can hold"):
        ODATA.compile(make("a\ud800b"))
