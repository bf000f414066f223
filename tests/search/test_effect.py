"""What an answer shows of what was asked, as text and HTML."""

from __future__ import annotations

import pytest

from hypernav.search.effect import Effect, Finding


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (Finding("a", held=3), "a  held: 3 members"),
        (Finding("a", held=1, what="page"), "a  held: 1 page"),
        (
            Finding("a", held=1, contradicted=2, example="n is 3"),
            "a  contradicted: not so in 2 of 3 members, such as one where n is 3",
        ),
        (Finding("a", contradicted=1, example="n is 3"), "a  contradicted: not so: n is 3"),
        (Finding("a", contradicted=2), "a  contradicted: not so in 2 of 2 members"),
        (Finding("a", unseen=2), "a  cannot be seen: no member shows it"),
        (Finding("a", unseen=2, note="why"), "a  cannot be seen: why"),
        (Finding("a"), "a  cannot be seen: no member was read"),
        (
            Finding("a", held=1, unseen=1),
            "a  cannot be seen: held by 1 of 2 members, the others do not show it",
        ),
    ],
)
def test_a_finding_is_one_line(finding: Finding, line: str):
    assert str(finding) == line


def test_an_effect_is_held_where_all_of_it_is():
    assert Effect((Finding("a", held=1), Finding("b", held=1))).held
    assert not Effect((Finding("a", held=1), Finding("b", unseen=1))).held


def test_the_phrase_for_a_footer_has_contradictions_only():
    effect = Effect((Finding("a", held=1), Finding("b", contradicted=1, example="n is 3")))
    assert effect.phrase == "contradicts b: not so: n is 3"
    assert Effect((Finding("a", held=1),)).phrase == ""


def test_an_effect_is_a_sequence_of_findings():
    effect = Effect((Finding("a", held=1), Finding("b", unseen=1)))
    assert (len(effect), effect[1].asked, [each.asked for each in effect]) == (2, "b", ["a", "b"])


def test_an_effect_of_nothing_says_so():
    assert str(Effect()) == "nothing was asked that an answer could contradict"


def test_a_notebook_shows_the_lines_as_a_table_and_escapes_what_came():
    shown = Effect((Finding("a", contradicted=1, example="n is '<b>'"),))._repr_mimebundle_()
    assert shown["text/plain"] == "a  contradicted: not so: n is '<b>'"
    assert "n is &#x27;&lt;b&gt;" in shown["text/html"] or "n is '&lt;b&gt;" in shown["text/html"]
