"""JSON Patch as a person uses it: built, joined, read, written, applied, undone, previewed."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import jsonpatch
import pytest

from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.patches import Change, JsonPatch, Operation
from tests.patches.documents import NAMES

FULL = (
    JsonPatch()
    .test("/_version", 10)
    .replace("/description", "x")
    .add(("tags", "-"), "beta")
    .remove("/old")
    .move("/name", "/title")
    .copy("/title", ("labels", 0))
)
DOCUMENT = {"_version": 10, "description": "", "tags": ["web"], "old": None, "name": "a", "labels": []}
RESULT = {"_version": 10, "description": "x", "tags": ["web", "beta"], "title": "a", "labels": ["a"]}
STANDARD = [
    {"op": "test", "path": "/_version", "value": 10},
    {"op": "replace", "path": "/description", "value": "x"},
    {"op": "add", "path": "/tags/-", "value": "beta"},
    {"op": "remove", "path": "/old"},
    {"op": "move", "from": "/name", "path": "/title"},
    {"op": "copy", "from": "/title", "path": "/labels/0"},
]


def test_all_six_operations_are_built_written_and_applied():
    assert FULL.to_json() == STANDARD
    assert FULL.apply(DOCUMENT) == RESULT
    assert FULL.inverse(DOCUMENT).apply(RESULT) == DOCUMENT


def test_building_on_a_patch_leaves_it_as_it_was():
    patch = JsonPatch().remove("/a")
    patch.remove("/b")
    assert patch == JsonPatch().remove("/a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        patch.operations = ()  # type: ignore[misc]


def test_a_value_that_changes_later_does_not_change_the_patch():
    tags = ["a"]
    patch = JsonPatch().add("/tags", tags)
    tags.append("b")
    patch.apply({})["tags"].append("c")
    patch.to_json()[0]["value"].append("d")
    assert patch.apply({}) == {"tags": ["a"]}


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_escaped(name: str):
    patch = JsonPatch().add((name,), 1).replace((name,), {name: 2}).copy((name, name), (name, "x")).test((name, "x"), 2)
    assert JsonPatch.loads(patch.dumps()).apply({}) == {name: {name: 2, "x": 2}}


def test_a_patch_is_a_sequence_of_operations():
    assert len(FULL) == 6
    assert [each.op for each in FULL] == ["test", "replace", "add", "remove", "move", "copy"]
    assert FULL[0] == Operation.make("test", "/_version", value=10)
    assert FULL[:1] + FULL[1:] == FULL
    assert FULL[1:2] == JsonPatch().replace("/description", "x")
    assert not JsonPatch()
    assert FULL


def test_patches_are_joined_with_patches_only():
    assert sum([FULL[:2], FULL[2:5], FULL[5:]], JsonPatch()) == FULL
    with pytest.raises(TypeError):
        FULL + STANDARD  # type: ignore[operator]


def test_patches_are_equal_by_what_they_say():
    assert JsonPatch.loads(STANDARD) == FULL
    assert len({FULL, JsonPatch.loads(STANDARD), FULL[:5]}) == 2
    assert JsonPatch().add("/a", 1) != JsonPatch().add("/a", True)
    assert JsonPatch().add("/a", 1) == JsonPatch().add("/a", 1.0)
    assert JsonPatch() != []


def test_a_patch_survives_copying_and_pickling():
    assert pickle.loads(pickle.dumps(FULL)) == copy.deepcopy(FULL) == copy.copy(FULL) == FULL


def test_a_short_patch_shows_itself_as_what_to_type_on_a_line():
    assert repr(JsonPatch()) == "JsonPatch()"
    assert repr(FULL[:2]) == "JsonPatch().test('/_version', 10).replace('/description', 'x')"


def test_a_long_patch_shows_itself_as_what_to_type_on_some_lines():
    assert repr(FULL) == (
        "(\n"
        "    JsonPatch()\n"
        "    .test('/_version', 10)\n"
        "    .replace('/description', 'x')\n"
        "    .add('/tags/-', 'beta')\n"
        "    .remove('/old')\n"
        "    .move('/name', '/title')\n"
        "    .copy('/title', '/labels/0')\n"
        ")"
    )
    assert eval(repr(FULL), {"JsonPatch": JsonPatch}) == FULL


def test_a_patch_prints_as_a_line_an_operation():
    assert str(FULL).splitlines() == [
        "test     /_version     10",
        'replace  /description  "x"',
        'add      /tags/-       "beta"',
        "remove   /old",
        "move     /name         → /title",
        "copy     /title        → /labels/0",
    ]
    assert str(JsonPatch()) == "No operations"


def test_a_very_long_patch_says_how_long_it_is():
    patch = JsonPatch.loads([{"op": "remove", "path": f"/{number}"} for number in range(1_001)])
    assert repr(patch) == "<JsonPatch of 1,001 operations: str() shows the first 100, .dumps() has all>"
    assert str(patch).splitlines()[99:] == ["remove  /99", "… 901 more operations"]
    assert str(patch[:101]).endswith("\n… 1 more operation")


def test_hostile_text_is_shown_harmless():
    patch = JsonPatch().replace("/\x1b[31m", "\u202e\x1b[0m")
    assert (repr(patch) + str(patch)).isprintable()


@pytest.mark.parametrize("made", [str, str.encode, lambda text: text.encode("utf-16")])
def test_a_patch_is_read_from_text_and_from_bytes(made: Any):
    assert JsonPatch.loads(made(FULL.dumps())) == FULL
    assert JsonPatch.loads(made(FULL.dumps(indent=2))) == FULL


def test_a_patch_is_read_from_data_and_from_itself():
    assert JsonPatch.loads(tuple(STANDARD)) == FULL
    assert JsonPatch.loads(FULL) is FULL


def test_it_names_its_media_type():
    assert JsonPatch.media_type == "application/json-patch+json"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            [{"op": "remove", "path": "/a"}, {"op": "ad", "path": "/b", "value": 1}],
            """There is no operation "ad".
  operation  2 of 2: {"op": "ad", "path": "/b", "value": 1}
  nearest    add
  operations add, remove, replace, move, copy, test""",
        ),
        (
            {"description": "x"},
            """A JSON Patch is an array of operations, not {"description": "x"}.
  next       MergePatch.loads(…) reads an object of changes""",
        ),
        ("7", "A JSON Patch is an array of operations, not 7."),
        (
            '[{"op": "remove"',
            """The text is no JSON, so it is no JSON Patch.
  began      [{"op": "remove"
  because    Expecting ',' delimiter: line 1 column 17 (char 16)""",
        ),
    ],
)
def test_what_is_no_patch_is_refused_with_the_operation_and_the_reason(document: Any, message: str):
    with pytest.raises(PatchError) as caught:
        JsonPatch.loads(document)
    assert str(caught.value) == message


def test_operations_are_not_dicts():
    with pytest.raises(PatchError) as caught:
        JsonPatch(STANDARD[3:4])  # type: ignore[arg-type]
    assert str(caught.value) == (
        '{"op": "remove", "path": "/old"} is no operation.\n'
        "  next       JsonPatch.loads([…]) reads standard documents; JsonPatch().replace(…) builds new ones"
    )


def test_a_list_of_operations_makes_a_patch():
    assert JsonPatch(list(FULL)) == FULL  # type: ignore[arg-type]


def test_values_that_are_no_json_are_refused_when_the_patch_is_built():
    with pytest.raises(PatchError, match="A set is not JSON"):
        JsonPatch().add("/tags", {"a"})
    with pytest.raises(PatchError, match="nan is not JSON"):
        JsonPatch().test("/score", float("nan"))


def test_documents_that_are_no_json_are_refused():
    for use in (FULL.apply, FULL.inverse, FULL.preview):
        with pytest.raises(PatchError, match="A set is not JSON"):
            use({**DOCUMENT, "seen": set()})


def test_a_preview_shows_each_place_before_and_after():
    assert FULL.preview(DOCUMENT).changes == (
        Change("/description", "replace", "", "x"),
        Change("/tags/1", "add", MISSING, "beta"),
        Change("/old", "remove", None, MISSING),
        Change("/name", "move", "a", MISSING),
        Change("/title", "move", MISSING, "a"),
        Change("/labels/0", "copy", MISSING, "a"),
    )
    assert FULL.preview(DOCUMENT).tests == (Change("/_version", "test", 10, 10),)


def test_a_preview_is_not_changed_by_later_operations():
    preview = JsonPatch().add("/a", []).add("/a/-", 1).replace("/a/0", 2).preview({})
    assert [change.after for change in preview] == [[], 1, 2]


def test_what_cannot_be_applied_cannot_be_previewed_or_undone():
    for use in (FULL.preview, FULL.inverse):
        with pytest.raises(PatchError, match="/_version is not what the patch expects"):
            use({**DOCUMENT, "_version": 11})


def test_an_inverse_undoes_in_the_opposite_order():
    patch = JsonPatch().add("/tags/0", "a").add("/tags/0", "b").replace("/tags/1", "c")
    assert patch.inverse({"tags": []}) == JsonPatch().replace("/tags/1", "a").remove("/tags/0").remove("/tags/0")


def test_another_implementation_takes_equal_numbers_for_a_change():
    before, after = {"n": 1}, {"n": 1.0}
    assert list(jsonpatch.make_patch(before, after)) == [{"op": "replace", "path": "/n", "value": 1.0}]
    assert JsonPatch.diff(before, after) == JsonPatch()
