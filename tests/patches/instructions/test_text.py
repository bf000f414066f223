"""Instructions as text: for people, and as Python."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.patches.instructions.text import call, expression, listing


def test_a_short_chain_is_one_line_and_a_long_one_several() -> None:
    assert expression("Patch()", ["one()", "two()"]) == "Patch().one().two()"
    calls = [f"add(value={'x' * 80!r})", "stop()"]
    assert expression("Patch()", calls) == f"(\n    Patch()\n    .{calls[0]}\n    .stop()\n)"
    assert expression("Patch(" + "x" * 200 + ")", []) == "Patch(" + "x" * 200 + ")"


@pytest.mark.parametrize(
    ("instruction", "text"),
    [
        ({"kind": "turnOn"}, "turn_on()"),
        ({"kind": "addTags", "tagKey": "a"}, "add_tags(tag_key='a')"),
        ({"kind": "add", "memberIDs": []}, "add(memberIDs=[])"),
        ({"kind": "add", "OnValue": True}, "add(OnValue=True)"),
        ({"kind": "add", "from": 1}, "add(from_=1)"),
        ({"kind": "add", "snake_case": 1}, "instruction('add', snake_case=1)"),
        ({"kind": "add", "a b": 1, "c": 2}, "instruction('add', **{'a b': 1, 'c': 2})"),
        ({"kind": "addURL"}, "instruction('addURL')"),
        ({"kind": "comment", "class": 1}, "instruction('comment', **{'class': 1})"),
        ({"kind": "comment", "text": 1}, "instruction('comment', text=1)"),
        ({"kind": "two words"}, "instruction('two words')"),
    ],
    ids=str,
)
def test_an_instruction_is_written_so_that_it_can_be_read_back(instruction: dict[str, Any], text: str) -> None:
    assert call(instruction, lambda name: name.isidentifier() and name != "comment") == text


def test_a_list_of_instructions_is_numbered_and_aligned() -> None:
    lines = listing("", [{"kind": "turnOn"}] * 10, "", "").splitlines()
    assert lines[0] == "10 instructions"
    assert (lines[1], lines[10]) == ("   1  turn_on", "  10  turn_on")


def test_one_instruction_is_not_called_several() -> None:
    assert listing("a shop", [{"kind": "openShop"}], "", "").startswith("1 instruction for a shop\n")


def test_long_values_are_cut_and_say_by_how_much() -> None:
    text = listing("", [{"kind": "add", "values": [f"v{one}" for one in range(1500)], "note": "x" * 500}], "", "")
    assert 'values: "v0", "v1", "v2", … 1497 more of 1500' in text
    assert "422 more characters" in text


def test_hostile_texts_are_made_visible() -> None:
    text = listing("", [{"kind": "add", "note": "\x1b[31m\u202e", "values": ["\u202e"]}], "a\nb", "c\nd\u202e")
    assert all(line.isprintable() for line in text.splitlines())
    assert len(text.splitlines()) == 2


def test_an_empty_list_is_shown() -> None:
    assert listing("", [{"kind": "add", "values": []}], "", "").endswith("values: []")
