"""Identifiers that are always the same."""

from __future__ import annotations

import uuid

from hypernav.sandbox.identifiers import Numbering, object_id, uuid_of


def test_an_object_id_is_derived_from_its_parts() -> None:
    assert object_id("member", 1) == object_id("member", 1) != object_id("member", 2)
    assert len(bytes.fromhex(object_id("member", 1))) == 12


def test_parts_do_not_run_together() -> None:
    assert object_id("ab", "c") != object_id("a", "bc")


def test_a_uuid_is_one() -> None:
    assert uuid.UUID(uuid_of("rule", 7)).version == 4


def test_fresh_ids_are_different_and_come_in_the_same_order_each_time() -> None:
    one, other = Numbering("shop"), Numbering("shop")
    assert [one.uuid(), one.object_id()] == [other.uuid(), other.object_id()]
    assert len({one.object_id() for _ in range(100)}) == 100
