"""Expressions read with the precedence that the standard gives operators, and not deeper than people ask."""

from __future__ import annotations

import pytest

from hypernav.sandbox.odata.grammar import GrammarError, parse, parse_filter
from hypernav.sandbox.odata.grammar.tree import (
    Argument,
    Array,
    Binary,
    Call,
    Lambda,
    Literal,
    Logic,
    Object,
    Path,
    Segment,
    TypeName,
    Unary,
    Values,
)

A, B, C = (Path((Segment(name),)) for name in "ABC")
ONE, TWO = Literal("number", 1), Literal("number", 2)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("A or B and C", Logic("or", (A, Logic("and", (B, C))))),
        ("(A or B) and C", Logic("and", (Logic("or", (A, B)), C))),
        ("A and (B and C)", Logic("and", (A, B, C))),
        ("not A and B", Logic("and", (Unary("not", A), B))),
        ("not A eq B", Binary("eq", Unary("not", A), B)),
        ("not A in (1)", Unary("not", Binary("in", A, Values((ONE,))))),
        ("A gt B eq C", Binary("eq", Binary("gt", A, B), C)),
        ("A eq B gt C", Binary("eq", A, Binary("gt", B, C))),
        ("A add B mul C eq 1", Binary("eq", Binary("add", A, Binary("mul", B, C)), ONE)),
        ("A sub B sub C", Binary("sub", Binary("sub", A, B), C)),
        ("-A mul B", Binary("mul", Unary("-", A), B)),
        ("- A", Unary("-", A)),
        ("-1", Literal("number", -1)),
        ("A EQ 1 OR B Lt 2", Logic("or", (Binary("eq", A, ONE), Binary("lt", B, TWO)))),
        ("A in (B)", Binary("in", A, B)),
        ("A in ( 1 , 2 )", Binary("in", A, Values((ONE, TWO)))),
        ("A in ( )", Binary("in", A, Values(()))),
        ("A in [1,2]", Binary("in", A, Array((ONE, TWO)))),
        ("ToLower(A)", Call("tolower", (A,))),
        ("substring( A , 1 )", Call("substring", (A, ONE))),
        ("cast(A,Collection(Edm.String))", Call("cast", (A, TypeName("Collection(Edm.String)")))),
        ("isof(Model.A)", Call("isof", (TypeName("Model.A"),))),
        ("case(A:1,true:2)", Call("case", (A, ONE, Literal("boolean", True), TWO))),
        ('{"a":[A,1]}', Object((("a", Array((A, ONE))),))),
        ("date/time", Path((Segment("date"), Segment("time")))),
        ("nullable", Path((Segment("nullable"),))),
        ("A/any()", Lambda(A, "any")),
        ("A/ANY(a:a/B)", Lambda(A, "any", "a", Path((Segment("B"),), "a"))),
        ("A/all(a:B)", Lambda(A, "all", "a", B)),
        (
            "A/any(a:a/B/any(b:b eq a/C))",
            Lambda(
                A,
                "any",
                "a",
                Lambda(Path((Segment("B"),), "a"), "any", "b", Binary("eq", Path((), "b"), Path((Segment("C"),), "a"))),
            ),
        ),
        ("A/$count gt 1", Binary("gt", Path((Segment("A"), Segment("$count"))), ONE)),
        ("A/$filter(B)/$count", Path((Segment("A"), Segment("$filter", (Argument("", B),)), Segment("$count")))),
        (
            "A/$filter(B)(1)",
            Path((Segment("A"), Segment("$filter", (Argument("", B), Argument("", ONE))))),
        ),
        ("A/N.F( )", Path((Segment("A"), Segment("N.F", ())))),
        ("$it/A", Path((Segment("A"),), "$it")),
        ("$this", Path((), "$this")),
        ("$root/A(1)/B", Path((Segment("A", (Argument("", ONE),)), Segment("B")), "$root")),
        ("@a eq @b/C", Binary("eq", Path((), "@a"), Path((Segment("C"),), "@b"))),
        ("A/N.F(x=1,y=B)", Path((Segment("A"), Segment("N.F", (Argument("x", ONE), Argument("y", B)))))),
    ],
)
def test_an_expression_is_read_as_it_is_meant(text, tree):
    assert parse_filter(text) == tree


def test_the_names_along_a_path_are_its_text():
    assert parse_filter("$it/A/N.T/$count").text == "$it/A/N.T/$count"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("A eq", 4),
        ("A eq ", 5),
        ("A eq1", 1),
        ("A and", 5),
        (" A", 0),
        ("A ", 1),
        ("(A", 2),
        ("A)", 1),
        ("A eq 'x' or 1 eq 1'", 18),
        ("not(A)", 3),
        ("any(a:true)", 3),
        ("A/any(a)", 7),
        ("A/any(1:true)", 6),
        ("A/$count/B", 8),
        ("A/B/", 4),
        ("A//B", 2),
        ("Model.A", 7),
        ("A in (1,B)", 8),
        ("A has 1", 7),
        ("A has B", 6),
        ("contains(A)", 10),
        ("contains(A,1,2)", 12),
        ("now(1)", 4),
        ("case(A)", 6),
        ("Items(1,2)", 7),
        ("Items(null)", 10),
        ("f(a=)", 4),
        ("[1", 2),
        ('{"a" 1}', 5),
        ("{a:1}", 1),
        ("$root", 5),
        ("$ita", 0),
        ("A;B", 1),
        ("A,B", 1),
        ("A\x00", 1),
    ],
)
def test_what_is_no_expression_is_refused_where_it_ends_to_be_one(text, position):
    with pytest.raises(GrammarError) as caught:
        parse_filter(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "not " * 10_000 + "A",
        "- " * 10_000 + "A",
        "[" * 10_000,
        '{"a":' * 10_000,
        "A/any(a:" * 10_000,
        "tolower(" * 10_000,
        "A/$count($filter=" * 10_000,
        "1" + " eq 1" * 10_000,
        "1" + " add 1" * 10_000,
    ],
)
def test_what_is_nested_without_end_is_refused(text):
    with pytest.raises(GrammarError, match=r"nothing deeper than 50 levels|at most 200 operators of one rank"):
        parse_filter(text)


def test_many_conditions_beside_each_other_are_read():
    assert len(parse_filter(" and ".join(["A eq 1"] * 5_000)).parts) == 5_000
    assert len(parse_filter(f"A in ({','.join(['1'] * 5_000)})").right.items) == 5_000


@pytest.mark.parametrize(
    "text", ["A%20eq%201", "A%09eq%091", "A eq%201", "A%20in%20%281%2C2%29", "A%2Fany%28a%3Atrue%29"]
)
def test_in_a_url_punctuation_may_be_percent_encoded(text):
    assert parse("boolCommonExpr", text, in_url=True)
