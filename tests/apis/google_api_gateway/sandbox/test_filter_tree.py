"""Filters of AIP-160, read: every rule of the grammar, and what is none."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.apis.google_api_gateway.sandbox.filter_tree import (
    And,
    Function,
    Member,
    Not,
    Or,
    Restriction,
    Value,
    parse_filter,
)


def member(text: str, *, quoted: bool = False) -> Member:
    return Member((Value(text, quoted),)) if quoted else Member(tuple(map(Value, text.split("."))))


def alone(text: str) -> Restriction:
    return Restriction(member(text))


def compared(field: str, comparator: str, value: str, *, quoted: bool = False) -> Restriction:
    return Restriction(member(field), comparator, member(value, quoted=quoted))


A, B, C, D = map(alone, "abcd")


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_filter_may_be_empty(text):
    assert parse_filter(text) is None


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a b AND c AND d", And((And((A, B)), C, D))),
        ("New York Giants OR Yankees", And((alone("New"), alone("York"), Or((alone("Giants"), alone("Yankees")))))),
        ("a < 10 OR a >= 100", Or((compared("a", "<", "10"), compared("a", ">=", "100")))),
        ("a OR b OR c", Or((A, B, C))),
        ("a AND b OR c", And((A, Or((B, C))))),
        ("(a AND b) OR c", Or((And((A, B)), C))),
        ("NOT (a OR b)", Not(Or((A, B)))),
        ('-file:".java"', Not(compared("file", ":", ".java", quoted=True))),
        ("-30", Not(alone("30"))),
        ("package=com.google", compared("package", "=", "com.google")),
        ("msg != 'hello'", compared("msg", "!=", "hello", quoted=True)),
        ("1 > 0", compared("1", ">", "0")),
        ("2.5 >= 2.4", compared("2.5", ">=", "2.4")),
        ("yesterday < request.time", compared("yesterday", "<", "request.time")),
        (
            "experiment.rollout <= cohort(request.user)",
            Restriction(member("experiment.rollout"), "<=", Function("cohort", (member("request.user"),))),
        ),
        ("map:key", compared("map", ":", "key")),
        ("prod", alone("prod")),
        ("expr.type_map.1.type", alone("expr.type_map.1.type")),
        (
            "regex(m.key, '^.*prod.*$')",
            Restriction(Function("regex", (member("m.key"), member("^.*prod.*$", quoted=True)))),
        ),
        ("math.mem('30mb')", Restriction(Function("math.mem", (member("30mb", quoted=True),)))),
        (
            "(msg.endsWith('world') AND retries < 10)",
            And(
                (
                    Restriction(Function("msg.endsWith", (member("world", quoted=True),))),
                    compared("retries", "<", "10"),
                )
            ),
        ),
    ],
)
def test_the_examples_of_the_grammar_are_read_as_it_says(text, tree):
    assert parse_filter(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("m.foo:*", compared("m.foo", ":", "*")),
        ("a=-30", compared("a", "=", "-30")),
        ("a  =\n5", compared("a", "=", "5")),
        (" ( a ) ", A),
        ("f()", Restriction(Function("f", ()))),
        ("a = (b OR c)", Restriction(member("a"), "=", Or((B, C)))),
        ("labels.AND = x", compared("labels.AND", "=", "x")),
        ('labels."a.b" = x', Restriction(Member((Value("labels"), Value("a.b", quoted=True))), "=", member("x"))),
        ("a NOT b", And((A, Not(B)))),
        ("a -b", And((A, Not(B)))),
        ("ORDER AND NOTE", And((alone("ORDER"), alone("NOTE")))),
        ("a-b = 5", compared("a-b", "=", "5")),
    ],
)
def test_white_space_signs_and_words_like_keywords_are_told_apart(text, tree):
    assert parse_filter(text) == tree


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('""', ""),
        ("'it\\'s'", "it's"),
        ('"a\\"b\\\\c"', 'a"b\\c'),
        ('"\\n\\r\\t\\x41\\u0042\\U0001F600"', "\n\r\tAB😀"),
        ("'a \" AND b'", 'a " AND b'),
    ],
)
def test_a_string_holds_what_its_escapes_say(text, value):
    assert parse_filter(f"a = {text}") == Restriction(member("a"), "=", Member((Value(value, quoted=True),)))


@pytest.mark.parametrize(
    ("text", "position", "what"),
    [
        ("a AND", 5, "white space should follow AND"),
        ("a AND ", 6, "a text should stand here"),
        ("AND a", 0, "a text should stand here"),
        ("a OR OR b", 5, "a text should stand here"),
        ("NOT", 3, "white space should follow NOT"),
        ("NOT(a)", 3, "white space should follow NOT"),
        ("NOT NOT a", 4, "a text should stand here"),
        ("a AND(b)", 5, "white space should follow AND"),
        ("(a", 2, "a parenthesis should close"),
        ("a)", 1, "the filter should end"),
        ("()", 1, "a text should stand here"),
        ("(a)(b)", 3, "the filter should end"),
        ("a =", 3, "a text should stand here"),
        ("a == b", 3, "a text should stand here"),
        ("= b", 0, "a text should stand here"),
        ("a.", 2, "a text should stand here"),
        ("a = AND", 4, "a text should stand here"),
        ('a = "b', 6, "a string should end"),
        ('a = "b\nc"', 6, "a string should end"),
        ('a = "\\q"', 7, "there is no such escape"),
        ('a = "\\u00g0"', 7, "there is no such escape"),
        ('a = "\\UFFFFFFFF"', 7, "there is no such escape"),
        ("f(a b)", 4, "an argument should end"),
        ("f(a", 3, "an argument should end"),
        ("a > 2012-04-21T11:30:00", 17, "the filter should end"),
        ("a, b", 1, "the filter should end"),
        ("(" * 100 + "a" + ")" * 100, 60, "parentheses are too deep"),
    ],
)
def test_what_is_no_filter_is_refused_with_its_place(text, position, what):
    with pytest.raises(ValueError) as caught:
        parse_filter(text)
    assert str(caught.value) == f"at character {position} of the filter: {what}"


@given(st.text(alphabet="ab .,:=<>!()-\"'\\\n\u00e9ANDORNOT", max_size=40))
def test_whatever_is_read_is_a_tree_or_refused(text):
    with contextlib.suppress(ValueError):
        tree = parse_filter(text)
        assert (tree is None) == (not text.strip())
