"""What holds of all patches, whatever the documents: the promises tried on five hundred random ones each."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonpatch
import pytest
from hypothesis import given, settings

from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.patches import JsonPatch, MergePatch
from hypernav.patches.json.values import same_json
from tests.patches.documents import documents, pairs, patched

five_hundred = settings(max_examples=500)


@five_hundred
@given(pairs())
def test_a_difference_leads_from_one_document_to_the_other(pair: tuple[Any, Any]):
    before, after = pair
    assert same_json(JsonPatch.diff(before, after).apply(before), after)


@given(pairs())
def test_a_difference_without_moves_leads_there_too_and_moves_nothing(pair: tuple[Any, Any]):
    before, after = pair
    patch = JsonPatch.diff(before, after, moves=False)
    assert same_json(patch.apply(before), after)
    assert {each.op for each in patch} <= {"add", "remove", "replace"}


@five_hundred
@given(pairs())
def test_the_inverse_of_a_difference_leads_back(pair: tuple[Any, Any]):
    before, after = pair
    assert same_json(JsonPatch.diff(before, after).inverse(before).apply(after), before)


@five_hundred
@given(patched())
def test_the_inverse_of_any_operations_leads_back(case: tuple[Any, JsonPatch]):
    document, patch = case
    assert same_json(patch.inverse(document).apply(patch.apply(document)), document)


@given(patched())
def test_operations_do_what_another_implementation_does(case: tuple[Any, JsonPatch]):
    document, patch = case
    untested = [each for each in patch.to_json() if each["op"] != "test"]
    assert same_json(patch.apply(document), jsonpatch.apply_patch(document, untested))


@given(patched())
def test_a_preview_tells_what_applying_does(case: tuple[Any, JsonPatch]):
    document, patch = case
    preview = patch.preview(document)
    retold = JsonPatch()
    for change in preview:
        if change.after is not MISSING and change.before is not MISSING:
            retold = retold.replace(change.pointer, change.after)
        elif change.before is MISSING:
            retold = retold.add(change.pointer, change.after)
        else:
            retold = retold.test(change.pointer, change.before).remove(change.pointer)
    assert same_json(retold.apply(document), patch.apply(document))
    assert len(preview.tests) == sum(each.op == "test" for each in patch)


@given(patched())
def test_a_patch_never_changes_the_document(case: tuple[Any, JsonPatch]):
    document, patch = case
    kept = json.dumps(document)
    result = patch.apply(document)
    patch.inverse(document)
    patch.preview(document)
    _spoil(result)
    assert json.dumps(document) == kept


def _spoil(value: Any) -> None:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _spoil(inner)
    if isinstance(value, dict | list):
        value.clear()


@given(patched())
def test_a_patch_survives_text_and_its_own_expression(case: tuple[Any, JsonPatch]):
    _, patch = case
    assert JsonPatch.loads(patch.dumps()) == patch
    assert hash(JsonPatch.loads(patch.to_json())) == hash(patch)
    assert eval(repr(patch), {"JsonPatch": JsonPatch}) == patch
    assert copy.deepcopy(patch) == patch


@given(pairs())
def test_equal_documents_and_only_those_need_no_operations(pair: tuple[Any, Any]):
    before, after = pair
    assert (len(JsonPatch.diff(before, after)) == 0) is same_json(before, after)


@five_hundred
@given(pairs())
def test_a_merge_difference_leads_there_and_back_or_says_that_it_cannot(pair: tuple[Any, Any]):
    before, after = pair
    if not _said(before, after):
        with pytest.raises(PatchError, match="null"):
            MergePatch.diff(before, after)
        return
    patch = MergePatch.diff(before, after)
    assert same_json(patch.apply(before), after)
    assert MergePatch.loads(patch.dumps()) == patch
    assert eval(repr(patch), {"MergePatch": MergePatch}) == patch
    if _said(after, before):
        assert same_json(patch.inverse(before).apply(after), before)


def _said(before: Any, after: Any) -> bool:
    """Say whether a merge patch can lead there: no member that changes becomes null."""
    if not isinstance(after, dict):
        return True
    old = before if isinstance(before, dict) else {}
    changed = [(old.get(name), value) for name, value in after.items() if name not in old or value != old[name]]
    return all(value is not None and _said(was, value) for was, value in changed)


@given(pairs())
def test_a_merge_patch_leads_where_its_preview_says(pair: tuple[Any, Any]):
    document, content = pair
    patch = MergePatch(content)
    retold = document
    for change in patch.preview(document):
        operation = JsonPatch().remove if change.operation == "remove" else JsonPatch().add
        one = operation(change.pointer) if change.operation == "remove" else operation(change.pointer, change.after)
        retold = one.apply(retold)
    assert same_json(retold, patch.apply(document))


@given(documents)
def test_a_document_is_itself_again_when_it_is_copied_into_a_patch(document: Any):
    assert same_json(JsonPatch().replace("", document).apply(None), document)
