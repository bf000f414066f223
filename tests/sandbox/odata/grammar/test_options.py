"""Query options: their names in any case, with ``$`` or without, and inside of each other."""

from __future__ import annotations

import pytest

from hypernav.sandbox.odata.grammar import GrammarError, parse, parse_option
from hypernav.sandbox.odata.grammar.tree import (
    ComputeItem,
    ExpandItem,
    Literal,
    Option,
    OrderItem,
    Path,
    Segment,
    SelectItem,
    Words,
)

NAME, PRICE = Path((Segment("Name"),)), Path((Segment("Price"),))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("$top", "5", 5),
        ("TOP", "5", 5),
        ("$count", "True", True),
        ("$index", "-42", -42),
        ("$format", "text/html", "text/html"),
        ("$schemaversion", "*", "*"),
        ("$skiptoken", "a b&c", "a b&c"),
        ("$id", "http://x/y", "http://x/y"),
        ("$orderby", "Name desc,Price", (OrderItem(NAME, True), OrderItem(PRICE))),
        ("$orderby", "Name\tASC", (OrderItem(NAME),)),
        ("$compute", "Price as Cost", (ComputeItem(PRICE, "Cost"),)),
        ("$select", "*,N.*,A/N.B/@C", (SelectItem(("*",)), SelectItem(("N.*",)), SelectItem(("A", "N.B", "@C")))),
        ("$select", "N.F(a,b)", (SelectItem(("N.F",), parameters=("a", "b")),)),
        (
            "$select",
            "A($top=5;$select=B)",
            (SelectItem(("A",), (Option("$top", 5), Option("$select", (SelectItem(("B",)),)))),),
        ),
        ("$expand", "A/*/$ref,$value", (ExpandItem(("A", "*", "$ref")), ExpandItem(("$value",)))),
        (
            "$expand",
            "A(levels=max;$search=a b;@c=1)",
            (
                ExpandItem(
                    ("A",),
                    (
                        Option("$levels", "max"),
                        Option("$search", parse_option("$search", "a b").value),
                        Option("@c", Literal("number", 1)),
                    ),
                ),
            ),
        ),
        ("$expand", "A/$count($search=(a))", (ExpandItem(("A", "$count"), (Option("$search", Words("a")),)),)),
    ],
)
def test_an_option_is_read_as_it_is_meant(name, text, value):
    assert parse_option(name, text).value == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("$top", "-1"),
        ("$top", "1.5"),
        ("$top", ""),
        ("$count", "1"),
        ("$format", "a b"),
        ("$levels", "5"),
        ("$unknown", "5"),
        ("$skiptoken", ""),
        ("$orderby", ""),
        ("$orderby", "Name desc desc"),
        ("$orderby", "Name,,Price"),
        ("$select", "Name "),
        ("$select", "A/*"),
        ("$select", "A($expand=B)"),
        ("$select", "A($levels=1)"),
        ("$expand", "A()"),
        ("$expand", "A($top=1"),
        ("$expand", "A($skiptoken=1)"),
        ("$expand", "*($top=1)"),
        ("$expand", "A/*/B"),
        ("$expand", "A/$ref/$count"),
        ("$expand", "A($levels=0)"),
        ("$expand", "A($expand=" * 60),
        ("$compute", "Price"),
    ],
)
def test_what_is_no_option_is_refused(name, text):
    with pytest.raises(GrammarError):
        parse_option(name, text)


def test_the_options_of_a_query_are_read_in_their_order():
    found = parse("queryOptions", "$top=5&find=O%27Neil&!special&@p=1&filter=Name%20eq%20%27%26%27", in_url=True)
    assert [option.name for option in found] == ["$top", "find", "!special", "@p", "$filter"]
    assert [option.value for option in found][:3] == [5, "O'Neil", None]
    assert found[4].value.right == Literal("string", "&")


@pytest.mark.parametrize("text", ["", "$top=5&", "&", "=5", "$top", "$top=5&$top", "a=b#c"])
def test_what_is_no_query_is_refused(text):
    with pytest.raises(GrammarError):
        parse("queryOptions", text, in_url=True)


def test_options_of_the_service_can_be_restricted_to_those_it_has():
    assert parse("queryOptions", "find=x", custom={"find"})[0] == Option("find", "x")
    with pytest.raises(GrammarError, match="'=' expected at position 5"):
        parse("queryOptions", "fined=x", custom={"find"})
