"""How operations change a document, step by step, and what each one touched."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import PatchConflict, PatchError
from hypernav.missing import MISSING
from hypernav.patches import JsonPatch
from hypernav.patches.json.applying import Touch, steps, undoing


def touched(patch: JsonPatch, document: Any) -> list[Touch]:
    return [touch for step in steps(document, patch.operations) for touch in step.touches]


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        (JsonPatch().add("/a", 9), [("/a", [1, 2], 9)]),
        (JsonPatch().add("/b", 9), [("/b", MISSING, 9)]),
        (JsonPatch().add("/a/-", 9), [("/a/2", MISSING, 9)]),
        (JsonPatch().add("/a/0", 9), [("/a/0", MISSING, 9)]),
        (JsonPatch().remove("/a/1"), [("/a/1", 2, MISSING)]),
        (JsonPatch().replace("/a/1", 9), [("/a/1", 2, 9)]),
        (JsonPatch().move("/a/0", "/a/-"), [("/a/0", 1, MISSING), ("/a/1", MISSING, 1)]),
        (JsonPatch().copy("/a/0", "/a/-"), [("/a/2", MISSING, 1)]),
        (JsonPatch().test("/a/0", 1), []),
        (JsonPatch().move("/a", "/a"), []),
        (JsonPatch().replace("", 9), [("", {"a": [1, 2]}, 9)]),
        (JsonPatch().add("", 9), [("", {"a": [1, 2]}, 9)]),
    ],
)
def test_each_operation_tells_what_it_touched(patch: JsonPatch, expected: list[tuple[str, Any, Any]]):
    assert touched(patch, {"a": [1, 2]}) == expected


@pytest.mark.parametrize(
    ("document", "patch", "expected"),
    [
        ([1, 2, 3], JsonPatch().move("/0", "/2"), [2, 3, 1]),
        ([1, 2, 3], JsonPatch().move("/2", "/0"), [3, 1, 2]),
        ([1, {}, {}], JsonPatch().move("/0", "/1/y"), [{}, {"y": 1}]),
        ([{"x": 1}, {"y": 2}], JsonPatch().move("/1/y", "/0"), [2, {"x": 1}, {}]),
        ({"a": {"b": {"c": 1}}}, JsonPatch().move("/a/b", "/a"), {"a": {"c": 1}}),
        ({"a": {"b": {"c": 1}}}, JsonPatch().move("/a/b", ""), {"c": 1}),
        ([{"b": 1}], JsonPatch().move("/0/b", "/0"), [1, {}]),
        ({"a": 1}, JsonPatch().copy("", "/b"), {"a": 1, "b": {"a": 1}}),
        ({"a": 1, "b": 2}, JsonPatch().move("/a", "/b"), {"b": 1}),
        ({"-": 1}, JsonPatch().add("/-", 2).remove("/-"), {}),
        ({"0": 1}, JsonPatch().replace("/0", 2), {"0": 2}),
    ],
)
def test_moves_and_copies_end_where_the_standard_says_and_can_be_undone(document: Any, patch: JsonPatch, expected: Any):
    assert patch.apply(document) == expected
    assert patch.inverse(document).apply(expected) == document


def test_a_move_into_what_follows_it_counts_without_it():
    assert JsonPatch().move("/0", "/1").apply([1, 2]) == [2, 1]
    with pytest.raises(PatchError) as caught:
        JsonPatch().move("/1", "/0").move("/0", "/2").apply([1, 2])
    assert str(caught.value) == (
        "Nothing can be added at /2.\n"
        "  operation  2 of 2: .move('/0', '/2')\n"
        "  because    the document has 1 item, counted from 0\n"
        "  next       '/-' appends\n"
        "  counted    after the move has taken its value out (RFC 6902, 4.4)"
    )


def test_what_was_copied_is_independent_of_its_source():
    patch = JsonPatch().copy("/a", "/b").add("/b/-", 2)
    assert patch.apply({"a": [1]}) == {"a": [1], "b": [1, 2]}


def test_a_value_that_is_added_twice_is_two_values():
    assert (JsonPatch().add("/a", []) + JsonPatch().add("/b", []).add("/a/-", 1)).apply({}) == {"a": [1], "b": []}
    patch = JsonPatch().add("/a", []).add("/a/-", 1)
    assert patch.apply({}) == patch.apply({}) == {"a": [1]}


@pytest.mark.parametrize(
    ("patch", "what"),
    [
        (JsonPatch().replace("/b", 1), "There is nothing at /b."),
        (JsonPatch().remove("/b"), "There is nothing at /b."),
        (JsonPatch().remove("/a/-"), "There is nothing at /a/-."),
        (JsonPatch().replace("/a/-", 1), "There is nothing at /a/-."),
        (JsonPatch().move("/b", "/c"), "There is nothing at /b."),
        (JsonPatch().copy("/b", "/c"), "There is nothing at /b."),
        (JsonPatch().add("/b/c", 1), "There is nothing at /b."),
        (JsonPatch().add("/a/01", 1), "Nothing can be added at /a/01."),
        (JsonPatch().add("/a/2", 1), "Nothing can be added at /a/2."),
        (JsonPatch().add("/a/0/x", 1), "Nothing can be added at /a/0/x."),
    ],
)
def test_what_names_no_place_is_refused_and_nothing_is_done(patch: JsonPatch, what: str):
    document = {"a": [1]}
    with pytest.raises(PatchError) as caught:
        (JsonPatch().add("/done", True) + patch).apply(document)
    assert caught.value.what == what
    assert caught.value.details["operation"].startswith("2 of 2: .")
    assert document == {"a": [1]}


@pytest.mark.parametrize(
    ("document", "found", "text"),
    [({"on": 1}, 1, "1"), ({"on": "true"}, "true", '"true"'), ({"on": None}, None, "null"), ({}, MISSING, "nothing")],
)
def test_a_test_that_does_not_hold_tells_what_was_expected_and_found(document: Any, found: Any, text: str):
    with pytest.raises(PatchConflict) as caught:
        JsonPatch().test("/on", True).remove("/x").apply(document)
    assert (caught.value.pointer, caught.value.expected, caught.value.found) == ("/on", True, found)
    assert str(caught.value) == (
        "/on is not what the patch expects.\n"
        "  operation  1 of 2: .test('/on', True)\n"
        "  expected   true\n"
        f"  found      {text}\n"
        "  next       read the document again and make the patch from what it is now"
    )


@pytest.mark.parametrize(
    ("document", "expected"),
    [({"a": 1}, 1.0), ({"a": {"x": 1, "y": [2]}}, {"y": [2.0], "x": 1}), ({"a": None}, None), ({"a": False}, False)],
)
def test_a_test_holds_where_the_values_are_equal_as_json(document: Any, expected: Any):
    assert JsonPatch().test("/a", expected).apply(document) == document


def test_undoing_a_move_moves_back_where_nothing_was_lost():
    patch = JsonPatch().move("/a", "/b")
    assert patch.inverse({"a": [1]}) == JsonPatch().move("/b", "/a")
    assert patch.inverse({"a": [1], "b": 2}) == JsonPatch().replace("/b", 2).add("/a", [1])


def test_undoing_a_test_is_nothing():
    (step,) = steps({"a": 1}, JsonPatch().test("/a", 1).operations)
    assert undoing(step.touches, step.operation) == []
