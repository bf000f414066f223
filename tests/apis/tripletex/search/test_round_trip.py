"""What searches send is read back by an independent reader of the same grammar: hostile texts, random conditions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.tripletex.sandbox.grammar import read_sorting, read_value
from hypernav.apis.tripletex.search import (
    ACTIVITIES,
    CUSTOMERS,
    PRODUCTS,
    PROJECTS,
    PURCHASE_ORDERS,
    VOUCHERS,
    ListDialect,
)
from hypernav.apis.tripletex.search.lists import LISTS
from hypernav.apis.tripletex.search.vocabulary import vocabulary_of
from hypernav.errors import NotExpressible, UnknownField, WrongValue
from hypernav.search import Expression, Ordering, Query, where
from tests.search.hostile import LITERALS
from tests.search.meaning import holds
from tests.search.wire import received

FAMILIES: list[tuple[ListDialect, str, Callable[[str], Expression]]] = [
    (PROJECTS, "number", lambda text: where("number") == text),
    (ACTIVITIES, "description", lambda text: where("description").contains(text)),
    (CUSTOMERS, "customerName", lambda text: where("customerName").is_like(text)),
    (PROJECTS, "id", lambda text: where("id").in_(text, "b")),
    (CUSTOMERS, "accountManagerId", lambda text: where("accountManagerId") == text),
    (PRODUCTS, "productNumber", lambda text: where("productNumber").in_(text, "b")),
]


@pytest.mark.parametrize(("dialect", "name", "ask"), FAMILIES, ids=[name for _, name, _ in FAMILIES])
def test_hostile_texts_come_back_or_are_refused(
    dialect: ListDialect, name: str, ask: Callable[[str], Expression]
) -> None:
    kind = dialect.listed.parameters[name]
    refused = []
    for literal in LITERALS:
        try:
            pairs = received(dialect, Query(conditions=(ask(literal),)))
        except (NotExpressible, WrongValue):
            refused.append(literal)
            continue
        assert {each for each, _ in pairs} == {name}
        read = [read_value(kind, value) for _, value in pairs]
        assert read in ([literal], [(literal, "b")], [(literal,)], [literal, "b"])
    # Only nothing, and what would part or shorten the values of a list, has no way through.
    lists = [each for each in refused if "," in each or each != each.strip()]
    assert all(not each.strip() or (kind == "in" and each in lists) for each in refused)
    assert len(refused) < (120 if kind == "in" else 30)


def test_hostile_orders_are_refused_or_one_path() -> None:
    for literal in LITERALS:
        try:
            pairs = received(PROJECTS, Query(sort=(Ordering(f"projectCategory.{literal}"),)))
        except UnknownField:
            continue
        assert read_sorting(pairs[0][1]) == ((f"projectCategory.{literal}", False),)


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 9))
NUMBERS = st.integers(1, 9)


def _conditions(stem: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Expression]:
    """Make conditions that each ask for one range of a field."""
    pairs = st.tuples(values, values).map(sorted)
    below = st.builds(
        lambda name, value: getattr(where(stem), name)(value), st.sampled_from(["less_than", "at_most"]), values
    )
    above = st.builds(
        lambda name, value: getattr(where(stem), name)(value), st.sampled_from(["at_least", "greater_than"]), values
    )
    return st.one_of(
        pairs.map(lambda pair: where(stem).between(*pair)),
        below,
        above,
        st.builds(lambda one, other: one & other, above, below),
    )


def _read(dialect: ListDialect, stem: str, condition: Expression) -> Callable[[Any], bool] | None:
    """Return what a server takes from the parameters, None where the search was refused."""
    each = dialect.listed.ranges[stem]
    beside = (
        ()
        if stem == "date" or dialect is not VOUCHERS
        else (where("date").from_to(date(2026, 1, 1), date(2027, 1, 1)),)
    )
    try:
        pairs = dict(received(dialect, Query(conditions=(condition, *beside))))
    except WrongValue:
        return None
    low = read_value(each.unit, pairs[each.begin]) if each.begin in pairs else None
    high = read_value(each.unit, pairs[each.end]) if each.end in pairs else None

    def takes(value: Any) -> bool:
        ends = high is None or value < high or (each.includes_end and value == high)
        return (low is None or value >= low) and ends

    return takes


@pytest.mark.parametrize(
    ("dialect", "stem", "values", "near"),
    [
        (PROJECTS, "startDate", DAYS, [date(2025, 12, 31) + timedelta(days=n) for n in range(11)]),
        (PURCHASE_ORDERS, "deliveryDate", DAYS, [date(2025, 12, 31) + timedelta(days=n) for n in range(11)]),
        (VOUCHERS, "number", NUMBERS, list(range(11))),
    ],
    ids=["half open dates", "closed dates", "whole numbers"],
)
@given(data=st.data())
def test_a_range_takes_exactly_what_its_conditions_mean(
    dialect: ListDialect, stem: str, values: st.SearchStrategy[Any], near: list[Any], data: st.DataObject
) -> None:
    condition = data.draw(_conditions(stem, values))
    takes = _read(dialect, stem, condition)
    meant = [value for value in near if holds(condition, {stem: value})]
    assert meant == ([value for value in near if takes(value)] if takes else [])


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "in": st.lists(st.integers(1, 99), min_size=1, max_size=3),
    "each": st.lists(st.text("ab,", min_size=1, max_size=3), min_size=1, max_size=3),
    "is": st.text("ab,é &", min_size=1, max_size=4).filter(str.strip),
    "id": st.integers(1, 10**12),
    "like": st.text("ab,%+", min_size=1, max_size=4),
    "name": st.text("ab,#", min_size=1, max_size=4),
    "yes": st.booleans(),
    "since": st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    "day": st.dates(),
}
OPERATORS = {"in": "in_", "each": "in_", "like": "contains", "name": "is_like", "since": "since"}


@pytest.mark.parametrize("path", list(LISTS))
@given(data=st.data())
def test_random_conditions_of_every_list_come_back(path: str, data: st.DataObject) -> None:
    listed = LISTS[path]
    dialect = ListDialect(listed, vocabulary_of(listed))
    plain = [name for name, kind in listed.parameters.items() if kind != "one"]
    names = data.draw(st.lists(st.sampled_from(plain), unique=True, max_size=4)) if plain else []
    given_values = {name: data.draw(VALUES[listed.parameters[name]]) for name in names}
    conditions = [
        getattr(where(name), OPERATORS.get(listed.parameters[name], "equals"))(value)
        for name, value in given_values.items()
    ]
    bounds = {each.begin: "2026-01-01" for each in listed.ranges.values() if each.required}
    bounds |= {each.end: "2026-02-01" for each in listed.ranges.values() if each.required}
    pairs = received(dialect, Query(conditions=tuple(conditions), parameters=bounds))
    for name, value in given_values.items():
        kind = listed.parameters[name]
        read = [read_value(kind, text) for each, text in pairs if each == name]
        if kind == "in":
            assert read == [tuple(map(str, value))]
        else:
            assert read == (value if kind == "each" else [str(value)] if kind == "id" else [value])
    assert {name for name, _ in pairs} == {*given_values, *bounds}
