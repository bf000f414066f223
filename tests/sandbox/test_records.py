"""Tables of records."""

from __future__ import annotations

import pytest

from hypernav.sandbox.problems import Missing, Taken
from hypernav.sandbox.records import Records, value_at


@pytest.fixture
def orders() -> Records:
    return Records([{"id": 1, "status": "open"}, {"id": 4, "status": "paid"}], title="order")


def test_a_record_is_found_by_its_key(orders: Records) -> None:
    assert orders.get(4) == {"id": 4, "status": "paid"}
    assert 4 in orders
    assert len(orders) == 2


def test_what_is_not_there_is_missing(orders: Records) -> None:
    with pytest.raises(Missing, match="There is no order 2"):
        orders.get(2)


@pytest.mark.parametrize("key", [2, "4", None, [], {}])
def test_anything_can_be_looked_for(orders: Records, key: object) -> None:
    assert key not in orders


def test_a_number_is_never_given_twice(orders: Records) -> None:
    orders.remove(4)
    assert [orders.add({"status": "open"})["id"], orders.add({"id": None})["id"]] == [5, 6]


def test_a_key_may_be_made_in_another_way() -> None:
    tokens = Records(key="_id", new_key=lambda: "abc")
    assert tokens.add({"name": "x"}) == {"_id": "abc", "name": "x"}


def test_a_key_that_is_taken_is_refused(orders: Records) -> None:
    with pytest.raises(Taken, match="order 1 is there already"):
        orders.add({"id": 1})
    assert orders.get(1)["status"] == "open"


def test_a_record_is_put_in_the_place_of_the_one_before(orders: Records) -> None:
    orders.put({"id": 1, "status": "sent"})
    assert [each["status"] for each in orders] == ["sent", "paid"]


def test_records_are_found_by_what_they_hold(orders: Records) -> None:
    assert orders.where(status="paid", id=4) == [{"id": 4, "status": "paid"}]
    assert orders.where(status="paid", id=1) == []


def test_several_members_may_make_the_key() -> None:
    flags = Records([{"project": "a", "key": "x"}], key=("project", "key"), title="flag")
    flags.add({"project": "b", "key": "x"})
    assert ("b", "x") in flags
    with pytest.raises(Missing, match="There is no flag b/y"):
        flags.remove(("b", "y"))


def test_records_may_be_removed_while_they_are_looked_through(orders: Records) -> None:
    for each in orders:
        orders.remove(each["id"])
    assert len(orders) == 0


@pytest.mark.parametrize(
    ("path", "value"), [("a.b", 1), ("a", {"b": 1}), ("a.c", None), ("a.b.c", None), ("x.y", None)]
)
def test_a_value_is_found_by_its_path(path: str, value: object) -> None:
    assert value_at({"a": {"b": 1}}, path) == value
