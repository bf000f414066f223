"""How the effect of a patch reads."""

from __future__ import annotations

import pickle

from hypernav.missing import MISSING
from hypernav.patches import Change, JsonPatch, Preview


def test_values_stand_beside_each_other():
    patch = JsonPatch().test("/_version", 10).replace("/description", "x").add("/tags/-", "beta").remove("/old")
    assert str(patch.preview({"_version": 10, "description": "", "tags": [], "old": None})).splitlines() == [
        "3 changes, if /_version is 10",
        "  place         operation  before     after",
        "  ────────────  ─────────  ─────────  ─────────",
        '  /description  replace    ""         "x"',
        '  /tags/0       add        (nothing)  "beta"',
        "  /old          remove     null       (nothing)",
    ]


def test_a_change_reads_as_a_line():
    assert str(Change("/old", "remove", {"a": 1})) == '/old  remove  {"a": 1}  →  (nothing)'
    assert str(Change("", "replace", 1, 2)) == "the document  replace  1  →  2"


def test_long_values_are_shown_from_where_they_differ():
    text = "The quick brown fox. " * 20
    _, _, before, after = Change("/a", "replace", text, text + "And the dog.").columns()
    assert before == '411 characters …rown fox. "'
    assert after == '411 characters …rown fox. And the dog."'
    _, _, before, after = Change("/a", "replace", "x" * 100, "y" * 100).columns()
    assert before == '"' + "x" * 47 + "… 54 more characters"
    assert after == '"' + "y" * 47 + "… 54 more characters"


def test_values_that_are_the_same_are_shown_from_their_start():
    _, _, before, after = Change("/a", "replace", "x" * 100, "x" * 100).columns()
    assert before == after == '"' + "x" * 47 + "… 54 more characters"


def test_no_changes_are_said_to_be_none():
    assert str(Preview()) == "No changes"
    assert str(JsonPatch().test("/a", 1).preview({"a": 1})) == "No changes, if /a is 1"


def test_many_tests_are_counted():
    patch = JsonPatch.loads([{"op": "test", "path": f"/{number}", "value": number} for number in range(9)])
    document = {str(number): number for number in range(9)}
    assert str(patch.preview(document)) == (
        "No changes, if /0 is 0 and /1 is 1 and /2 is 2 and 6 more places are as expected"
    )
    assert str(patch[:4].preview(document)).endswith("and /2 is 2 and 1 more place is as expected")


def test_many_changes_are_counted():
    patch = JsonPatch.loads([{"op": "add", "path": f"/{number}", "value": 1} for number in range(1_101)])
    lines = str(patch.preview({})).splitlines()
    assert lines[0] == "1,101 changes"
    assert lines[-1] == "  … 1,001 more changes"
    assert len(lines) == 104
    assert str(patch[:101].preview({})).endswith("\n  … 1 more change")


def test_hostile_text_is_shown_harmless():
    shown = str(JsonPatch().add("/\x1b[31m", "\u202e\x00").preview({}))
    assert all(line.isprintable() for line in shown.splitlines())


def test_changes_are_equal_as_json_is():
    assert Change("/a", "replace", 1, MISSING) == Change("/a", "replace", 1.0, MISSING)
    assert hash(Change("/a", "replace", 1)) == hash(Change("/a", "replace", 1.0))
    assert Change("/a", "replace", 1) != Change("/a", "replace", True)
    assert Change("/a", "add", 1) != Change("/a", "replace", 1)
    assert Change("/a", "add", MISSING, None) != Change("/a", "add", MISSING, MISSING)
    assert Change("/a", "add") != "/a"


def test_a_preview_is_a_plain_value():
    preview = JsonPatch().replace("/a", 2).preview({"a": 1})
    assert preview == Preview((Change("/a", "replace", 1, 2),))
    assert pickle.loads(pickle.dumps(preview)) == preview
    assert len(preview) == 1
    assert list(preview) == list(preview.changes)
    assert not Preview()
