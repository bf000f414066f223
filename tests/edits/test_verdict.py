"""What a representation read back tells of a write."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.edits.changes import changes
from hypernav.edits.verdict import is_representation, outcome_of, would_overwrite
from hypernav.profile import Editing

VERSIONED = Editing(form="json patch", guard="test", guard_member="v", guard_parts=("parts.*.v",))
PLAIN = Editing(form="json patch", guard="test")
BASE: dict[str, Any] = {"v": 1, "name": "a", "size": 1, "parts": {"door": {"v": 5, "open": False}}}
MINE = {**BASE, "name": "b"}


def outcome(editing: Editing, theirs: dict[str, Any], *, mine: dict[str, Any] = MINE, same_tag: bool = False) -> str:
    return outcome_of(editing, BASE, changes(BASE, mine), {**BASE, **theirs}, same_tag=same_tag)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ({}, "not done"),
        ({"v": 2, "name": "b"}, "done"),
        ({"v": 5, "name": "b", "size": 9}, "done"),
        ({"v": 2, "name": "c"}, "changed by somebody else"),
        # The version moved and the values are the old ones: somebody else changed something, and perhaps ours back.
        ({"v": 2, "size": 9}, "changed by somebody else"),
        # A version that did not move says that nothing was done, whatever the values are.
        ({"name": "b"}, "not done"),
    ],
)
def test_versions_decide_together_with_values(theirs: dict[str, Any], expected: str):
    assert outcome(VERSIONED, theirs) == expected


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ({}, "not done"),
        ({"size": 9}, "not done"),
        ({"name": "b"}, "done"),
        ({"name": "c"}, "changed by somebody else"),
    ],
)
def test_without_a_version_the_values_decide(theirs: dict[str, Any], expected: str):
    assert outcome(PLAIN, theirs) == expected


def test_one_of_several_values_is_not_all_of_them():
    assert outcome(PLAIN, {"name": "b"}, mine={**BASE, "name": "b", "size": 2}) == "changed by somebody else"


def test_the_version_of_a_part_moves_for_what_is_in_it():
    mine = {**BASE, "parts": {"door": {"v": 5, "open": True}}}
    assert outcome(VERSIONED, {"parts": {"door": {"v": 6, "open": True}}}, mine=mine) == "done"
    assert outcome(VERSIONED, {"parts": {"door": {"v": 6, "open": False}}}, mine=mine) == "changed by somebody else"


def test_an_etag_that_stayed_says_that_nothing_was_done():
    assert outcome(PLAIN, {"name": "b"}, same_tag=True) == "not done"


def test_a_write_of_the_whole_overwrites_all_that_it_carries_and_nothing_else():
    editing = Editing(form="whole representation", members={"name": "name", "bulk": "size"})
    changed = changes(BASE, MINE)
    assert would_overwrite(editing, BASE, changed, {**BASE, "size": 2})
    assert not would_overwrite(editing, BASE, changed, {**BASE, "v": 2, "parts": {}})


def test_any_other_write_overwrites_only_what_it_changes():
    changed = changes(BASE, MINE)
    for editing in (PLAIN, Editing(form="merge patch"), Editing(form="changed members")):
        assert not would_overwrite(editing, BASE, changed, {**BASE, "size": 2})
        assert would_overwrite(editing, BASE, changed, {**BASE, "name": "c"})


def test_a_write_of_changed_members_overwrites_each_of_them_as_a_whole():
    mine = {**BASE, "parts": {"door": {"v": 5, "open": True}}}
    theirs = {**BASE, "parts": {"door": BASE["parts"]["door"], "lid": {}}}
    changed = changes(BASE, mine)
    assert would_overwrite(Editing(form="changed members"), BASE, changed, theirs)
    assert not would_overwrite(Editing(form="merge patch"), BASE, changed, theirs)


@pytest.mark.parametrize(
    ("answer", "is_one"),
    [
        (MINE, True),
        ({"name": "b", "size": 1, "v": 2}, True),
        ({"links": []}, False),
        ({"name": "b"}, False),
        ({"name": "operations/1", "done": True}, False),
        ({"v": 2, "size": 1, "parts": {}}, False),
        ([MINE], False),
        (None, False),
        ("done", False),
    ],
)
def test_the_new_representation_is_told_from_receipts(answer: Any, is_one: bool):
    assert is_representation(answer, BASE, MINE, PLAIN) is is_one


def test_a_representation_may_be_wrapped():
    assert is_representation({"value": MINE}, BASE, MINE, Editing(form="changed members", within="value"))


def test_links_do_not_count_and_what_was_taken_away_need_not_come_back():
    base = {"links": [], "_links": {}, "name": "a", "size": 1}
    assert is_representation({"size": 1}, base, {"links": [], "_links": {}, "size": 1}, PLAIN)
