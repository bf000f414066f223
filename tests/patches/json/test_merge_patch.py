"""JSON Merge Patch: what it says, and what it refuses to say."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from hypernav.errors import PatchConflict, PatchError
from hypernav.missing import MISSING
from hypernav.patches import Change, MergePatch
from hypernav.patches.json.merge_patch import apply_merge_patch
from tests.patches.documents import NAMES

PATCH = MergePatch({"name": "x"}).set("/owner/email", "a@acme.test").set(("tags",), ["a"]).remove("/old")
DOCUMENT = {"name": "", "owner": {"id": 7}, "old": 1}
RESULT = {"name": "x", "owner": {"id": 7, "email": "a@acme.test"}, "tags": ["a"]}


def test_a_patch_is_built_from_data_and_fluently():
    assert MergePatch({"name": "x", "owner": {"email": "a@acme.test"}, "tags": ["a"], "old": None}) == PATCH
    assert PATCH.apply(DOCUMENT) == RESULT
    assert PATCH.inverse(DOCUMENT).apply(RESULT) == DOCUMENT


def test_building_on_a_patch_leaves_it_as_it_was():
    patch = MergePatch({"a": {"b": 1}})
    patch.set("/a/c", 2)
    patch.remove("/a")
    assert patch == MergePatch({"a": {"b": 1}})
    with pytest.raises(dataclasses.FrozenInstanceError):
        patch._document = {}  # type: ignore[misc]


def test_a_value_that_changes_later_does_not_change_the_patch():
    document: dict[str, Any] = {"a": {"tags": ["x"]}}
    patch = MergePatch(document).set("/b", document["a"]["tags"])
    document["a"]["tags"].append("y")
    patch.to_json()["a"]["tags"].append("z")
    patch.apply({})["b"].append("z")
    assert patch == MergePatch({"a": {"tags": ["x"]}, "b": ["x"]})


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_a_name_like_any_other(name: str):
    patch = MergePatch().set((name, name), 1).remove((name, "gone"))
    assert patch == MergePatch({name: {name: 1, "gone": None}})
    assert patch.apply({name: {"gone": 2}}) == {name: {name: 1}}


def test_an_object_that_is_set_is_merged_and_anything_else_replaces():
    document = {"a": {"x": 1}, "b": {"x": 1}}
    assert MergePatch().set("/a", {"y": 2}).set("/b", [None]).apply(document) == {"a": {"x": 1, "y": 2}, "b": [None]}


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        (MergePatch().set("/a", 1).set("/a", 2), {"a": 2}),
        (MergePatch().set("/a", {"x": 1}).set("/a", {"y": 2}), {"a": {"x": 1, "y": 2}}),
        (MergePatch().set("/a", {"x": {"p": 1}}).set("/a", {"x": {"q": 2}}), {"a": {"x": {"p": 1, "q": 2}}}),
        (MergePatch().set("/a/x", 1).remove("/a"), {"a": None}),
        (MergePatch().remove("/a/x").set("/a/x", 1), {"a": {"x": 1}}),
        (MergePatch().set("/a/x", 1).set("/a", 2), {"a": 2}),
        (MergePatch().set("/a", 1).set("", {"b": 2}), {"a": 1, "b": 2}),
        (MergePatch().set("/a", 1).set("", [None]), [None]),
        (MergePatch().set("", None), None),
    ],
)
def test_what_is_said_later_goes_on_from_what_was_said_before(patch: MergePatch, expected: Any):
    assert patch.to_json() == expected


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: MergePatch().remove("/a").set("/a/b", 1),
            """The patch already removes /a: it cannot then change only /a/b.
  because    an object in a merge patch is merged with what the server has
  next       apply two patches, or JsonPatch().replace('/a', …)""",
        ),
        (
            lambda: MergePatch().set("/a", [1]).set("/a", {"b": 1}),
            """The patch already replaces /a: it cannot then merge an object into it.
  because    an object in a merge patch is merged with what the server has
  next       apply two patches, or JsonPatch().replace('/a', …)""",
        ),
        (
            lambda: MergePatch([1]).remove("/a"),
            """The patch already replaces the document: it cannot then change only /a.
  because    an object in a merge patch is merged with what the server has
  next       apply two patches, or JsonPatch().replace('', …)""",
        ),
    ],
)
def test_what_would_depend_on_the_server_is_refused(build: Any, message: str):
    with pytest.raises(PatchConflict) as caught:
        build()
    assert str(caught.value) == message


def test_null_is_refused_as_a_value():
    with pytest.raises(PatchError) as caught:
        MergePatch().set("/a/b", None)
    assert str(caught.value) == (
        "A merge patch cannot set /a/b to null: there, null removes.\n"
        "  next       .remove('/a/b') if it may go; else JsonPatch().add('/a/b', None)"
    )
    with pytest.raises(PatchError, match="cannot set /a/x/b~1c to null"):
        MergePatch().set("/a", {"x": {"b/c": None}})


def test_null_inside_an_array_is_a_value():
    patch = MergePatch().set("/a", [None, {"b": None}])
    assert patch.apply({}) == {"a": [None, {"b": None}]}


@pytest.mark.parametrize("path", ["/tags/0", ("tags", 0), "/tags/-", "/tags/0/name", ("a", 0, "b")])
def test_editing_inside_an_array_is_refused(path: Any):
    with pytest.raises(PatchError, match="leads into an array, whose items a merge patch cannot name"):
        MergePatch().set(path, "x")
    with pytest.raises(PatchError, match="leads into an array"):
        MergePatch().remove(path)


def test_the_way_out_of_an_array_is_told():
    with pytest.raises(PatchError) as caught:
        MergePatch().set("/tags/0", "x")
    assert caught.value.details["next"] == (
        "set the whole array, or use JsonPatch; for a member that is named \"0\", its names as text: ('tags', '0')"
    )
    assert MergePatch().set(("tags", "0"), "x") == MergePatch({"tags": {"0": "x"}})


def test_the_whole_document_cannot_be_removed():
    with pytest.raises(PatchError) as caught:
        MergePatch().remove("")
    assert str(caught.value) == (
        "A document cannot be removed from itself.\n  next       MergePatch(None) makes it null"
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1, "b": {"c": 1, "d": 2}}, {"b": {"c": 1, "d": 3}}, {"a": None, "b": {"d": 3}}),
        ({"a": [1, 2]}, {"a": [1, 3]}, {"a": [1, 3]}),
        ({"a": 1}, {"a": True}, {"a": True}),
        ({"a": [1]}, {"a": [True]}, {"a": [True]}),
        ({"a": 1}, {"a": 1.0}, {}),
        ({"a": None}, {"a": None}, {}),
        ({"a": None, "b": 1}, {"b": 1}, {"a": None}),
        ({"a": {"b": 1}}, {"a": {}}, {"a": {"b": None}}),
        ({"a": 1}, {"a": {}}, {"a": {}}),
        ({"a": {"b": {}}}, {"a": {"b": {}}}, {}),
        ({"a": 1}, [None], [None]),
        ({"a": 1}, None, None),
        (1, 1, 1),
        ([1], {"a": 1}, {"a": 1}),
    ],
)
def test_a_difference_says_no_more_than_what_changed(before: Any, after: Any, expected: Any):
    patch = MergePatch.diff(before, after)
    assert patch == MergePatch(expected)
    assert patch.apply(before) == after


@pytest.mark.parametrize(
    ("before", "after", "pointer"),
    [
        ({"a": 1}, {"a": None}, "/a"),
        ({}, {"a": {"b/c": {"d": None}}}, "/a/b~1c/d"),
        ({"a": {"b": 1}}, {"a": {"b": None}}, "/a/b"),
        ([1], {"a": None}, "/a"),
    ],
)
def test_a_difference_that_would_need_a_null_names_the_place(before: Any, after: Any, pointer: str):
    with pytest.raises(PatchError) as caught:
        MergePatch.diff(before, after)
    assert caught.value.what == f"A merge patch cannot set {pointer} to null: there, null removes."


def test_what_was_null_cannot_be_put_back():
    with pytest.raises(PatchError, match="cannot set /a to null"):
        MergePatch({"a": 1}).inverse({"a": None})


def test_a_preview_shows_only_what_changes():
    patch = MergePatch({"a": 1, "b": {"c": 2, "d": 3}, "gone": None, "never": None, "new": {"x": {"y": 1, "z": None}}})
    preview = patch.preview({"a": 1, "b": {"c": 0, "d": 3}, "gone": [1], "e": 5})
    assert preview.changes == (
        Change("/b/c", "replace", 0, 2),
        Change("/gone", "remove", [1], MISSING),
        Change("/new", "add", MISSING, {"x": {"y": 1}}),
    )
    assert MergePatch([1]).preview({"a": 1}).changes == (Change("", "replace", {"a": 1}, [1]),)
    assert MergePatch({"a": {}}).preview({"a": 1}).changes == (Change("/a", "replace", 1, {}),)
    assert not MergePatch().preview({"a": 1})


def test_neither_document_nor_patch_is_changed_by_applying():
    document, patch = {"a": {"b": [1]}, "c": 1}, {"a": {"d": [2]}, "c": None}
    kept = copy.deepcopy((document, patch))
    made = MergePatch(patch)
    made.apply(document)["a"]["b"].append(9)
    made.apply(document)["a"]["d"].append(9)
    made.preview(document).changes[0].after.append(9)
    made.inverse(document)
    assert (document, patch) == kept
    assert made == MergePatch(patch)


def test_it_reads_and_writes_standard_documents():
    text = '{"name": "x", "owner": {"email": "a@acme.test"}, "tags": ["a"], "old": null}'
    assert PATCH.dumps() == text
    assert MergePatch.loads(text) == MergePatch.loads(text.encode()) == MergePatch.loads(PATCH.to_json()) == PATCH
    assert MergePatch.loads(PATCH.dumps(indent=2)) == PATCH
    assert MergePatch.loads(PATCH) is PATCH
    assert MergePatch.media_type == "application/merge-patch+json"


def test_what_is_no_merge_patch_is_refused():
    with pytest.raises(PatchError) as caught:
        MergePatch.loads('[{"op": "remove", "path": "/a"}]')
    assert str(caught.value) == (
        "An array of operations is a JSON Patch, not a merge patch.\n"
        "  next       JsonPatch.loads(…); MergePatch(…) if the whole document shall become that array"
    )
    with pytest.raises(PatchError, match="The text is no JSON, so it is no merge patch"):
        MergePatch.loads("{")
    with pytest.raises(PatchError, match="A set is not JSON"):
        MergePatch({"a": {1}})
    with pytest.raises(PatchError, match="A set is not JSON"):
        PATCH.apply({"a": {1}})


def test_it_shows_itself_as_what_to_type_and_prints_as_lines():
    assert eval(repr(PATCH), {"MergePatch": MergePatch}) == PATCH
    assert str(PATCH.set("/empty", {})).splitlines() == [
        'set     /name         "x"',
        'set     /owner/email  "a@acme.test"',
        'set     /tags         ["a"]',
        "remove  /old",
        "set     /empty        {}",
    ]
    assert str(MergePatch()) == "Nothing to change"
    assert str(MergePatch(None)) == "set  the document  null"


def test_patches_are_equal_by_what_they_say():
    assert MergePatch({"a": 1, "b": 2}) == MergePatch({"b": 2.0, "a": 1})
    assert len({MergePatch({"a": 1}), MergePatch({"a": 1.0}), MergePatch({"a": True})}) == 2
    assert MergePatch({"a": 1}) != {"a": 1}
    assert pickle.loads(pickle.dumps(PATCH)) == copy.deepcopy(PATCH) == PATCH


def test_a_patch_that_says_nothing_is_falsy():
    assert not MergePatch()
    assert MergePatch({"a": None})
    assert MergePatch([])
    assert MergePatch(None)


def test_members_of_another_kind_of_value_are_forgotten():
    assert apply_merge_patch({"a": [1]}, {"a": {"b": {"c": None}}}) == {"a": {"b": {}}}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"a": 1}, {"b": 2}),
        ({"a": 1}, {"a": None}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}),
        ({"a": {"b": 1}}, {"a": {"b": None}}),
        ({"a": None}, {"a": 3}),
        ({}, {"a": {"b": None}}),
        ({"a": [1]}, {"a": [2]}),
    ],
)
def test_two_patches_added_do_what_they_do_one_after_the_other(first: dict[str, Any], second: dict[str, Any]):
    one, other = MergePatch(first), MergePatch(second)
    for document in ({}, {"a": {"b": 0, "c": 0}}, {"a": 9, "b": 9}):
        assert (one + other).apply(document) == other.apply(one.apply(document))


def test_patches_that_cannot_be_one_are_not_added():
    with pytest.raises(PatchConflict):
        MergePatch({"a": None}) + MergePatch({"a": {"b": 1}})
    with pytest.raises(TypeError):
        MergePatch({}) + {"a": 1}  # type: ignore[operator]
