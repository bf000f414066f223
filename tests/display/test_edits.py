"""The page of a write: rows of changes, the request line by line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.display.edits import ChangeRow, WriteFacts, body_lines, request_lines, write_view
from hypernav.display.html import render_html
from hypernav.display.text import render_text
from hypernav.display.values import MISSING
from hypernav.options import Options

OPTIONS = Options()


def page(**facts: Any) -> str:
    return render_text(write_view(WriteFacts(heading=("acme", "PUT /x"), **facts), OPTIONS), OPTIONS)


def test_a_page_has_only_the_sections_that_say_something():
    assert page() == "acme · PUT /x"
    assert page(unchanged="none") == "acme · PUT /x\nChanges    none"


def test_all_sections_stand_in_the_order_of_reading():
    view = write_view(
        WriteFacts(
            heading=("acme",),
            changes=[ChangeRow("/a", 1, 2)],
            instructions=["1 instruction"],
            comment="why",
            form="json patch",
            guard=("none", "because"),
            request=["PUT /x"],
            notes=["new"],
            expressions=[".send()"],
        ),
        OPTIONS,
    )
    assert view.titles == ("Changes", "Patch", "Comment", "Form", "Guard", "Request", "Notes", "Next")
    assert all(f"<b>{title}</b>" in render_html(view, OPTIONS) for title in view.titles)


def test_absent_null_and_empty_are_told_apart():
    text = page(changes=[ChangeRow("/a", MISSING, None), ChangeRow("/b", "", "null")])
    assert "/a     —       null" in text
    assert '/b     ""      "null"' in text


def test_many_changes_are_counted():
    text = page(changes=[ChangeRow(f"/{number}", 0, 1) for number in range(100)])
    assert "Changes    100 values" in text
    assert "…  40 more changes · .changes holds all" in text


@pytest.mark.parametrize(
    ("pointer", "name"),
    [("/a/b", "b"), ("/tags/0", "tags"), ("/tags/-", "tags"), ("", ""), ("/a~1b", "a/b"), ("/x~0/3", "x~")],
)
def test_a_row_knows_the_member_that_it_is_in(pointer: str, name: str):
    assert ChangeRow(pointer, 1, 2).name == name


def test_a_request_stands_line_by_line():
    assert request_lines("PUT", "https://acme.test/x", [("If-Match", '"1"')], {"a": 1}) == [
        "PUT https://acme.test/x",
        'If-Match: "1"',
        '{"a":1}',
    ]


def test_a_long_body_has_a_line_for_each_operation():
    patch = [{"op": "replace", "path": f"/m{number}", "value": "x" * 20} for number in range(3)]
    assert body_lines(patch)[0].startswith('[{"op":"replace","path":"/m0"')
    assert len(body_lines(patch)) == 3
    wrapped = body_lines({"comment": "why", "patch": patch})
    assert wrapped[0] == '{"comment":"why",'
    assert wrapped[1].startswith(' "patch":[{"op"')
    assert wrapped[3].endswith("}]}")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=60),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["patch", "merge", "instructions", "a", "comment"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_the_lines_of_any_body_are_that_body(content: Any):
    lines = body_lines(content)
    assert json.loads("".join(lines)) == content
    stripped = [lines[0], *(line.lstrip(" ") for line in lines[1:])]
    assert "".join(stripped) == json.dumps(content, separators=(",", ":"), ensure_ascii=False)
