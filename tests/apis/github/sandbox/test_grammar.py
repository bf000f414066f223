"""The grammar of GitHub's queries, read as the documentation has it, and nothing else."""

from __future__ import annotations

import pytest

from hypernav.apis.github.sandbox.grammar import (
    Bounds,
    Either,
    Node,
    Qualifier,
    Together,
    Value,
    Word,
    bounds,
    parse,
)


def _is(name: str, *values: str, negated: bool = False, quoted: bool = False) -> Qualifier:
    return Qualifier(name, tuple(Value(value, quoted) for value in values), negated)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("cats", (Word("cats"),)),
        ("  GitHub   Octocat in:readme ", (Word("GitHub"), Word("Octocat"), _is("in", "readme"))),
        ("hello NOT world", (Word("hello"), Word("world", negated=True))),
        ('cats NOT "hello world"', (Word("cats"), Word("hello world", True, True))),
        ('label:"bug fix" -org:github', (_is("label", "bug fix", quoted=True), _is("org", "github", negated=True))),
        ('label:"bug","wip"', (_is("label", "bug", "wip", quoted=True),)),
        ("label:bug,resolved", (_is("label", "bug", "resolved"),)),
        ("assignee:* language:c++", (_is("assignee", "*"), _is("language", "c++"))),
        ("created:2017-01-01T01:00:00+07:00", (_is("created", "2017-01-01T01:00:00+07:00"),)),
        ("props.environment:production", (_is("props.environment", "production"),)),
        ('label:"a,b:c (d) OR e"', (_is("label", "a,b:c (d) OR e", quoted=True),)),
    ],
)
def test_words_and_qualifiers_are_read_in_order(query: str, parts: tuple[Node, ...]):
    assert parse(query).parts == parts


def test_either_and_parentheses_are_read_as_a_tree():
    bug, wip, hubot = _is("label", "bug"), _is("label", "wip"), _is("assignee", "hubot")
    assert parse("label:bug OR label:wip") == Together((Either((bug, wip)),))
    assert parse("label:bug AND label:wip") == Together((bug, wip))
    assert parse("(label:bug assignee:hubot) OR label:wip").parts == (Either((Together((bug, hubot)), wip)),)
    assert parse("x (label:bug OR (label:wip AND assignee:hubot))").parts == (
        Word("x"),
        Either((bug, Together((wip, hubot)))),
    )


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("", "nothing to look for at 0"),
        ('label:"bug', "a quotation mark without its partner at 6"),
        ('label:""', "a backslash, or nothing, between quotation marks at 6"),
        ('label:"a\\"b"', "a backslash, or nothing, between quotation marks at 6"),
        ('label:"a"b', "no space between two parts at 9"),
        ('"a""b"', "no space between two parts at 3"),
        ("label:", "a qualifier without a value at 6"),
        ("label:a,", "a qualifier without a value at 8"),
        ("label: bug", "a qualifier without a value at 6"),
        ("(a", "a parenthesis without its partner at 2"),
        ("a)", "something after the end at 1"),
        ("()", "nothing to look for at 1"),
        ("a b OR c", "OR beside parts that are not in parentheses at 8"),
        ("OR a", "nothing to look for at 0"),
        ("a OR", "nothing to look for at 4"),
        ("a NOT", "no word at 5"),
        ("NOT OR", "no word at 4"),
        ("AND a", "AND without a part before it at 0"),
        ("a AND AND b", "AND without a part before it at 6"),
        ("-a", "a minus before no qualifier at 0"),
        ("1:2", "no space between two parts at 1"),
        ("a\nb", "a control character at 1"),
        ("(" * 6 + "a" + ")" * 6, "more than 5 parentheses inside one another at 5"),
    ],
)
def test_what_is_no_query_is_refused_with_its_position(query: str, what: str):
    with pytest.raises(ValueError) as caught:
        parse(query)
    assert str(caught.value).startswith(what)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10..50", Bounds("10", "50")),
        ("*..10", Bounds(None, "10")),
        ("10..*", Bounds("10", None)),
        (">5", Bounds("5", None, low_included=False)),
        (">=2017-01-01", Bounds("2017-01-01", None)),
        ("<5", Bounds(None, "5", high_included=False)),
        ("<=5", Bounds(None, "5")),
        (
            "2017-01-01T01:00:00+07:00..2017-03-01T15:30:15Z",
            Bounds("2017-01-01T01:00:00+07:00", "2017-03-01T15:30:15Z"),
        ),
        ("5", None),
        ("bug", None),
    ],
)
def test_ranges_are_read_of_values(value: str, expected: Bounds | None):
    assert bounds(Value(value)) == expected


def test_a_quoted_value_is_no_range():
    assert bounds(Value("1..5", quoted=True)) is None
