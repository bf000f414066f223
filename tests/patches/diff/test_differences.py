"""What leads from one document to another: few operations, none for what stays, hostile input included."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable
from types import FrameType, MappingProxyType
from typing import Any

import jsonpatch
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hypernav.errors import PatchError
from hypernav.patches import JsonPatch
from hypernav.patches.diff.differences import diff
from hypernav.patches.json.values import same_json

LONG = [f"item {number}" for number in range(1_000)]
RECORDS = [{"id": number, "name": f"Record {number}", "tags": ["a", "b"]} for number in range(1_000)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, JsonPatch().replace("/b", 3)),
        ({"a": 1}, {"a": 1, "b": 2}, JsonPatch().add("/b", 2)),
        ({"a": 1, "b": 2}, {"a": 1}, JsonPatch().remove("/b")),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}, JsonPatch().replace("/a/b/c", 2)),
        ({"a": 1}, {"a": True}, JsonPatch().replace("/a", True)),
        ({"a": 0}, {"a": False}, JsonPatch().replace("/a", False)),
        ({"a": [1]}, {"a": [True]}, JsonPatch().replace("/a/0", True)),
        ({"a": 1}, {"a": 1.0}, JsonPatch()),
        ({"a": [1, {"b": 2}]}, {"a": [1.0, {"b": 2.0}]}, JsonPatch()),
        ({"a": 2**70}, {"a": float(2**70)}, JsonPatch()),
        ({"a": 2**70}, {"a": 2**70 + 1}, JsonPatch().replace("/a", 2**70 + 1)),
        ({"a": 10**400}, {"a": 10**400}, JsonPatch()),
        ({"a": None}, {}, JsonPatch().remove("/a")),
        ({}, {"a": None}, JsonPatch().add("/a", None)),
        ({"a": {}}, {"a": []}, JsonPatch().replace("/a", [])),
        ({"a": "1"}, {"a": 1}, JsonPatch().replace("/a", 1)),
        (1, 2, JsonPatch().replace("", 2)),
        ({}, [], JsonPatch().replace("", [])),
        ({"a/b": {"~": 1}}, {"a/b": {"~": 2}}, JsonPatch().replace(("a/b", "~"), 2)),
    ],
)
def test_objects_are_compared_member_by_member(before: Any, after: Any, expected: JsonPatch):
    assert JsonPatch.diff(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["a", "b"], ["a", "x", "b"], JsonPatch().add("/1", "x")),
        (["a", "x", "b"], ["a", "b"], JsonPatch().remove("/1")),
        (["a", "b", "c"], ["a", "x", "c"], JsonPatch().replace("/1", "x")),
        (["a", "b", "c"], ["c", "a", "b"], JsonPatch().move("/2", "/0")),
        (["a", "b", "c"], ["b", "c", "a"], JsonPatch().move("/0", "/2")),
        (["a", "b", "c"], ["x", "c", "a", "b"], JsonPatch().add("/0", "x").move("/3", "/1")),
        (["a", "b"], ["x", "y", "z"], JsonPatch().replace("", ["x", "y", "z"])),
        ([], ["x"], JsonPatch().add("/0", "x")),
        ([], ["x", "y"], JsonPatch().replace("", ["x", "y"])),
        (["x", "y"], [], JsonPatch().replace("", [])),
        (["x"], [], JsonPatch().remove("/0")),
        ([1, 1, 1], [1, 1], JsonPatch().remove("/2")),
        ([[1, 2], [3, 4]], [[1, 2], [3, 5]], JsonPatch().replace("/1/1", 5)),
        ([[1], [2]], [[2], [1]], JsonPatch().move("/1", "/0")),
        ([1, True, 1], [True, 1, 1], JsonPatch().move("/1", "/0")),
    ],
)
def test_arrays_get_the_fewest_edits(before: Any, after: Any, expected: JsonPatch):
    patch = JsonPatch.diff(before, after)
    assert same_json(patch.apply(before), after)
    assert patch == expected


@pytest.mark.parametrize("place", [0, 1, 499, 998, 1_000])
def test_an_insertion_into_a_long_array_is_one_addition(place: int):
    after = [*LONG[:place], "new", *LONG[place:]]
    assert diff(LONG, after) == list(JsonPatch().add((place,), "new"))


@pytest.mark.parametrize("place", [0, 1, 499, 999])
def test_a_removal_from_a_long_array_is_one_removal(place: int):
    assert diff(LONG, LONG[:place] + LONG[place + 1 :]) == list(JsonPatch().remove((place,)))


@pytest.mark.parametrize(("source", "target"), [(0, 999), (999, 0), (10, 500), (500, 10)])
def test_a_moved_item_of_a_long_array_is_one_move(source: int, target: int):
    after = [*LONG[:source], *LONG[source + 1 :]]
    after.insert(target, LONG[source])
    assert diff(LONG, after) == list(JsonPatch().move((source,), (target,)))


def test_a_change_inside_a_long_array_is_one_change_there():
    after = copy.deepcopy(RECORDS)
    after[500]["name"] = "Other"
    assert diff(RECORDS, after) == list(JsonPatch().replace((500, "name"), "Other"))


def test_edits_of_all_kinds_in_a_long_array_are_told_one_by_one():
    after = copy.deepcopy(RECORDS)
    after[900]["tags"].insert(1, "x")
    del after[700]
    after.insert(100, after.pop(300))
    after.insert(0, {"id": -1})
    expected = JsonPatch().remove("/700").add("/0", {"id": -1}).move("/301", "/101").add("/900/tags/1", "x")
    assert diff(RECORDS, after) == list(expected)


@pytest.mark.parametrize("name", ["id", "_id", "key", "uuid", "name", "slug", "href", "url"])
def test_items_are_known_again_by_what_identifies_them(name: str):
    before = [{name: f"x{number}", "a": number, "b": number, "c": number} for number in range(5)]
    after = [{name: "new"}, *({**each, "a": 9, "b": 9, "c": 9} for each in before)]
    patch = JsonPatch.diff(before, after)
    assert patch[0] == JsonPatch().add("/0", {name: "new"})[0]
    assert [each.path for each in patch[1:]] == [f"/{place}/{part}" for place in range(1, 6) for part in "abc"]


def test_very_long_numbers_identify_items_too():
    before = [{"id": number * (2**61 - 1), "a": 1, "b": 1, "c": 1} for number in range(1, 6)]
    after = [{"id": 0}, *({**each, "a": 2, "b": 2, "c": 2} for each in before)]
    assert [each.op for each in diff(before, after)] == ["add", *["replace"] * 15]


def test_an_item_that_moves_and_changes_is_moved_then_changed():
    before = [{"id": 1, "n": 1}, {"id": 2, "n": 2}, {"id": 3, "n": 3}]
    after = [{"id": 3, "n": 30}, {"id": 1, "n": 1}, {"id": 2, "n": 2}]
    assert JsonPatch.diff(before, after) == JsonPatch().move("/2", "/0").replace("/0/n", 30)
    assert JsonPatch.diff(before, after, moves=False) == JsonPatch().remove("/2").add("/0", after[0])


@pytest.mark.parametrize(
    "before",
    [
        [{"id": 1, "n": 1}, {"id": 1, "n": 2}],
        [{"id": True, "n": 1}, {"id": 2, "n": 2}],
        [{"id": [1], "n": 1}, {"id": {}, "n": 2}],
        [{"id": 1, "n": 1}, {"n": 2}],
        [{"id": 1, "n": 1}, "text"],
    ],
)
def test_what_does_not_identify_items_is_not_relied_on(before: list[Any]):
    after = copy.deepcopy(before)
    after[0]["n"] = 9
    assert JsonPatch.diff(before, after) == JsonPatch().replace("/0/n", 9)


def test_an_item_without_identity_is_changed_where_most_of_it_stays_and_replaced_elsewhere():
    before = [{"a": 1, "b": 2, "c": 3, "d": 4}, "end"]
    assert JsonPatch.diff(before, [{"a": 1, "b": 2, "c": 3, "d": 5}, "end"]) == JsonPatch().replace("/0/d", 5)
    assert JsonPatch.diff(before, [{"a": 5, "b": 6, "c": 7, "d": 4}, "end"]) == JsonPatch().replace(
        "/0", {"a": 5, "b": 6, "c": 7, "d": 4}
    )


def test_the_likest_items_are_paired():
    like = {"a": 1, "b": 2, "c": 3}
    before = [{"x": 1, "y": 2}, like, {"z": 1}]
    after = [{**like, "c": 4}]
    patch = JsonPatch.diff(before, after)
    assert patch == JsonPatch().remove("/2").remove("/0").replace("/0/c", 4)


def test_a_renamed_member_is_moved_where_its_value_is_known_again():
    assert JsonPatch.diff({"a": [1]}, {"b": [1]}) == JsonPatch().move("/a", "/b")
    assert JsonPatch.diff({"a": "x"}, {"b": "x"}) == JsonPatch().move("/a", "/b")
    assert JsonPatch.diff({"a": [1]}, {"b": [1]}, moves=False) == JsonPatch().remove("/a").add("/b", [1])
    assert len(JsonPatch.diff({"a": "x", "b": "x"}, {"c": "x", "d": "x", "e": "x"})) == 3


@pytest.mark.parametrize("value", [None, True, False, 0, 7, "", [], {}])
def test_values_that_are_equal_by_chance_are_not_taken_for_a_renamed_member(value: Any):
    assert JsonPatch.diff({"a": value}, {"b": value}) == JsonPatch().remove("/a").add("/b", value)


@settings(max_examples=500)
@given(st.lists(st.integers(0, 4), max_size=12), st.lists(st.integers(0, 4), max_size=12))
def test_a_short_array_never_takes_more_edits_than_its_distance(before: list[int], after: list[int]):
    assert len(diff(before, after, moves=False)) <= distance(before, after)
    assert len(diff(before, after)) <= distance(before, after)


def distance(one: list[int], other: list[int]) -> int:
    """Return the edit distance of Levenshtein: insertions, removals and replacements."""
    row = list(range(len(other) + 1))
    for position, item in enumerate(one, 1):
        above, row = row, [position]
        for column, theirs in enumerate(other, 1):
            row.append(min(row[-1] + 1, above[column] + 1, above[column - 1] + (item != theirs)))
    return row[-1]


@settings(max_examples=500)
@given(st.permutations(range(12)))
def test_a_reordered_array_is_only_moved_and_each_item_at_most_once(order: list[int]):
    patch = JsonPatch.diff(list(range(12)), order)
    assert {each.op for each in patch} <= {"move"}
    assert patch.apply(list(range(12))) == order
    assert len(patch) <= 11


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG[::-1]),
        (LONG, [*LONG[500:], *LONG[:500]]),
        ([number % 3 for number in range(3_000)], [number % 3 for number in range(1, 3_001)]),
        ([number % 2 for number in range(3_000)], [(number * number) % 7 % 2 for number in range(2_900)]),
        ([0] * 5_000, [0] * 4_000 + [1] * 500),
        ([[number % 5] * 50 for number in range(400)], [[number % 7] * 50 for number in range(400)]),
        (RECORDS, [{**each, "name": "x", "id": each["id"] + 1} for each in RECORDS]),
        (RECORDS, [{"name": each["name"]} for each in RECORDS]),
    ],
)
def test_long_arrays_that_have_little_in_common_are_led_over_too(before: list[Any], after: list[Any]):
    for moves in (True, False):
        patch = JsonPatch.diff(before, after, moves=moves)
        assert same_json(patch.apply(before), after)
        assert same_json(patch.inverse(before).apply(after), before)


def test_a_long_array_of_few_values_gets_few_edits():
    before = ["LOW" if number * number % 11 < 5 else "HIGH" for number in range(10_000)]
    after = [*before[:3_000], "LOW", "LOW", *before[3_000:7_000], *before[7_003:]]
    assert len(diff(before, after)) <= 5
    flipped = ["MEDIUM" if number % 17 == 0 else value for number, value in enumerate(before)]
    assert len(diff(before, flipped)) == len(range(0, 10_000, 17))


def test_another_implementation_needs_more_where_every_record_changed_and_one_came_first():
    before = [{"id": number, "seen": number, "by": "a", "n": 1} for number in range(600)]
    after = [{"id": -1}, *({**each, "seen": 0} for each in before[1:])]
    theirs = jsonpatch.make_patch(before, after)
    assert len(diff(before, after)) < len(list(theirs))


def test_the_operations_do_not_depend_on_hash_seeds():
    before = {name: [name] for name in "abcdefgh"}
    after = {name.upper(): [name] for name in "abcd"}
    assert [repr(each) for each in diff(before, after)] == [
        *(f".remove('/{name}')" for name in "efgh"),
        *(f".move('/{name}', '/{name.upper()}')" for name in "abcd"),
    ]


def test_tuples_and_other_mappings_count_as_arrays_and_objects():
    assert JsonPatch.diff(MappingProxyType({"a": (1, 2)}), {"a": [1, 2]}) == JsonPatch()
    assert JsonPatch.diff({"a": (1, 2)}, {"a": (1, 3)}) == JsonPatch().replace("/a/1", 3)


@pytest.mark.parametrize(("value", "what"), [({1}, "A set is not JSON."), ({1: 2}, "The members of a JSON object")])
def test_documents_that_are_no_json_are_refused_by_place(value: Any, what: str):
    with pytest.raises(PatchError) as caught:
        JsonPatch.diff({"a": [0, value]}, {"a": [0]})
    assert caught.value.what.startswith(what)
    assert caught.value.details["at"] == "/a/1"


def test_a_number_that_is_not_json_is_refused_where_it_would_be_written():
    with pytest.raises(PatchError) as caught:
        JsonPatch.diff({"a": {"b": 1}}, {"a": {"b": float("nan")}})
    assert (caught.value.what, caught.value.details["at"]) == ("nan is not JSON.", "/a/b")


def test_documents_without_end_are_refused():
    endless: dict[str, Any] = {}
    endless["a"] = endless
    with pytest.raises(PatchError) as caught:
        JsonPatch.diff(endless, {"a": 1})
    assert str(caught.value) == (
        "The documents are nested too deep to be compared, or contain themselves.\n"
        "  next       compare the parts that matter"
    )


def work(before: Any, after: Any) -> int:
    """Return how many lines of Python run to compare two documents: the same number each time."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    earlier = sys.gettrace()
    sys.settrace(trace)
    try:
        diff(before, after)
    finally:
        sys.settrace(earlier)
    return count


def changed_around(many: int) -> tuple[Any, Any]:
    """Return an array in which two items change, at the ends of many that do not."""
    kept = [{"id": number, "tags": ["a", {"b": number}]} for number in range(many)]
    return [{"id": -1}, *kept, {"id": -2}], [{"id": -3}, *copy.deepcopy(kept), {"id": -2, "n": 1}]


def nested_around(many: int) -> tuple[Any, Any]:
    """Return objects in objects with a change at the bottom, each with something beside it that does not change."""
    before: Any = {"bottom": 1}
    for level in range(many):
        before = {"inner": before, "beside": [level, [level]]}
    after = copy.deepcopy(before)
    inner = after
    for _ in range(many):
        inner = inner["inner"]
    inner["bottom"] = 2
    return before, after


@pytest.mark.parametrize(("shape", "size"), [(changed_around, 200), (nested_around, 20)])
def test_the_work_grows_no_faster_than_what_does_not_change(shape: Callable[[int], tuple[Any, Any]], size: int):
    small, large = work(*shape(size)), work(*shape(4 * size))
    assert large <= 4 * small


def test_the_documents_stay_as_they_are():
    before, after = {"a": [[1], {"b": 2}]}, {"a": [{"b": 3}, [1]]}
    kept = copy.deepcopy((before, after))
    patch = JsonPatch.diff(before, after)
    patch.apply(before)["a"].clear()
    assert (before, after) == kept
    after["a"][0]["b"] = 9
    assert patch.apply(before) == kept[1]
