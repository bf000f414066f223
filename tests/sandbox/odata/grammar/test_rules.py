"""Each rule by its name: a text that it takes, with what that means, and one that it refuses, with the place."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hypernav.sandbox.odata.grammar import RULES, GrammarError, parse
from hypernav.sandbox.odata.grammar.tree import Argument, Binary, EnumMembers, Lambda, Literal, Option, Path, Segment

A = Path((Segment("A"),))
ONE = Literal("number", 1)
IDENTITY = "01234567-89ab-cdef-0123-456789abcdef"
GUID = Literal("guid", uuid.UUID(IDENTITY))
DAY, POINT = Literal("date", date(2026, 1, 31)), Literal("datetime", datetime(2026, 1, 31, 9, 30, tzinfo=UTC))
HALF = Literal("number", Decimal("1.5"))
CLOCK = Literal("time", time(9, 30))
LENGTH = Literal("duration", timedelta(hours=1))
MOMENT = "2026-01-31T09:30Z"

TAKEN: dict[str, tuple[str, Any]] = {
    "commonExpr": ("A eq 1", Binary("eq", A, ONE)),
    "boolCommonExpr": ("A eq 1", Binary("eq", A, ONE)),
    "boolcommonExpr": ("A eq 1", Binary("eq", A, ONE)),
    "notExpr": ("A eq 1", Binary("eq", A, ONE)),
    "isofExpr": ("A eq 1", Binary("eq", A, ONE)),
    "firstMemberExpr": ("A/B", Path((Segment("A"), Segment("B")))),
    "propertyPathExpr": ("A/B", Path((Segment("A"), Segment("B")))),
    "anyExpr": ("any(a:a)", Lambda(Path(()), "any", "a", Path((), "a"))),
    "filter": ("$filter=A", Option("$filter", A)),
    "orderby": ("$top=1", Option("$top", 1)),
    "orderBy": ("$top=1", Option("$top", 1)),
    "select": ("$top=1", Option("$top", 1)),
    "expand": ("$top=1", Option("$top", 1)),
    "compute": ("$top=1", Option("$top", 1)),
    "search": ("$top=1", Option("$top", 1)),
    "systemQueryOption": ("$top=1", Option("$top", 1)),
    "deltatoken": ("$deltatoken=x", Option("$deltatoken", "x")),
    "skiptoken": ("$skiptoken=x", Option("$skiptoken", "x")),
    "customQueryOption": ("a=b", Option("a", "b")),
    "queryOptions": ("a=b&$top=1", (Option("a", "b"), Option("$top", 1))),
    "searchExpr": ("a", parse("search", "$search=a").value),
    "primitiveLiteral": ("1", ONE),
    "null": ("null", Literal("null", None)),
    "boolean": ("TRUE", Literal("boolean", True)),
    "booleanValue": ("true", Literal("boolean", True)),
    **dict.fromkeys(("guid", "guidValue"), (IDENTITY, GUID)),
    **dict.fromkeys(("date", "dateValue"), ("2026-01-31", DAY)),
    **dict.fromkeys(("timeOfDayLiteral", "timeOfDayValue"), ("09:30", CLOCK)),
    **dict.fromkeys(("dateTimeOffsetLiteral", "dateTimeOffsetValue", "dateTimeOffsetValueInUrl"), (MOMENT, POINT)),
    **dict.fromkeys(("decimalLiteral", "doubleLiteral", "singleLiteral"), ("1.5", HALF)),
    **dict.fromkeys(("decimalValue", "doubleValue", "singleValue"), ("1.5", HALF)),
    **dict.fromkeys(("byteLiteral", "byteValue"), ("255", Literal("number", 255))),
    **dict.fromkeys(("sbyteLiteral", "sbyteValue"), ("-128", Literal("number", -128))),
    **dict.fromkeys(("int16Literal", "int16Value"), ("+32767", Literal("number", 32767))),
    **dict.fromkeys(("int32Literal", "int32Value"), ("-2147483648", Literal("number", -2147483648))),
    **dict.fromkeys(("int64Literal", "int64Value"), ("9223372036854775807", Literal("number", 2**63 - 1))),
    "stringLiteral": ("'a''b'", Literal("string", "a'b")),
    "stringInUrl": ('"a\\n"', Literal("string", "a\n")),
    "durationValue": ("PT1H", LENGTH),
    "durationLiteral": ("'PT1H'", LENGTH),
    "enumLiteral": ("'Solid,2'", Literal("enum", EnumMembers("", ("Solid", "2")))),
    "enumValue": ("Solid,-2", ("Solid", "-2")),
    "binaryLiteral": ("binary'Zm9v'", Literal("binary", b"foo")),
    "primitiveValue": ("1.5", HALF),
    **dict.fromkeys(("odataIdentifier", "entitySetName"), ("A", "A")),
    "functionParameter": ("a=1", Argument("a", ONE)),
}

REFUSED: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("commonExpr", "boolCommonExpr", "boolcommonExpr", "notExpr", "isofExpr"), ("A eq", 4)),
    **dict.fromkeys(("firstMemberExpr", "propertyPathExpr"), ("A eq 1", 1)),
    "anyExpr": ("A", 0),
    **dict.fromkeys(("filter", "orderby", "orderBy", "select", "expand", "compute", "search"), ("a=b", 0)),
    **dict.fromkeys(("systemQueryOption", "deltatoken", "skiptoken"), ("a=b", 0)),
    "customQueryOption": ("=b", 0),
    "queryOptions": ("a=b&", 4),
    "searchExpr": ("(a", 2),
    **dict.fromkeys(("primitiveLiteral", "null"), ("A", 0)),
    "boolean": ("1", 0),
    "booleanValue": ("TRUE", 0),
    **dict.fromkeys(("guid", "guidValue"), (IDENTITY[:-1], 35)),
    **dict.fromkeys(("date", "dateValue"), (MOMENT, 10)),
    **dict.fromkeys(("timeOfDayLiteral", "timeOfDayValue"), ("9:30", 0)),
    **dict.fromkeys(("dateTimeOffsetLiteral", "dateTimeOffsetValue", "dateTimeOffsetValueInUrl"), ("2026-01-31", 10)),
    **dict.fromkeys(("decimalLiteral", "doubleLiteral", "singleLiteral"), ("1.", 2)),
    **dict.fromkeys(("decimalValue", "doubleValue", "singleValue"), ("1.", 2)),
    **dict.fromkeys(("byteLiteral", "byteValue", "sbyteLiteral", "sbyteValue"), ("1000", 3)),
    **dict.fromkeys(("int16Literal", "int16Value"), ("100000", 5)),
    **dict.fromkeys(("int32Literal", "int32Value"), ("10000000000", 10)),
    **dict.fromkeys(("int64Literal", "int64Value"), ("10000000000000000000", 19)),
    "stringLiteral": ('"a"', 0),
    "stringInUrl": ("'a'", 0),
    "durationValue": ("'PT1H'", 0),
    "durationLiteral": ("'PT1H", 5),
    "enumLiteral": ("Solid", 0),
    "enumValue": ("Solid,", 6),
    "binaryLiteral": ("1", 0),
    "primitiveValue": ("1.5x", 3),
    **dict.fromkeys(("odataIdentifier", "entitySetName"), ("1", 0)),
    "functionParameter": ("1", 0),
}

SHAPES = {
    "Point": ("(1 2)", "(1 2,3 4)"),
    "LineString": ("(1 2,3 4)", "(1 2)"),
    "Polygon": ("((1 1,2 2,1 1))", "((1 1,2 2))"),
    "MultiPoint": ("((1 2),(3 4))", "(1 2)"),
    "MultiLineString": ("((1 2,3 4),(5 6,7 8))", "((1 2))"),
    "MultiPolygon": ("(((1 1,2 2,1 1)),((1 1,1 1)))", "((1 1,1 1))"),
    "Collection": ("(Point(1 2),LineString(1 2,3 4))", "(1 2)"),
}
PLACES = [(prefix, shape) for prefix in ("geography", "geometry") for shape in SHAPES]


def place_of(prefix: str, shape: str, body: str) -> str:
    return f"{prefix}'SRID=0;{'Geometry' if shape == 'Collection' else ''}{shape}{body}'"


def test_every_rule_is_held_to_a_text_here():
    places = {f"{prefix}{shape}" for prefix, shape in PLACES}
    assert (TAKEN.keys() | places, REFUSED.keys() | places) == (RULES, RULES)


@pytest.mark.parametrize("rule", TAKEN)
def test_a_rule_takes_its_text(rule: str):
    text, meaning = TAKEN[rule]
    assert parse(rule, text) == meaning


@pytest.mark.parametrize("rule", REFUSED)
def test_a_rule_refuses_another_text_at_its_place(rule: str):
    text, position = REFUSED[rule]
    with pytest.raises(GrammarError) as caught:
        parse(rule, text)
    assert caught.value.position == position


@pytest.mark.parametrize(("prefix", "shape"), PLACES)
def test_a_place_has_the_coordinates_of_its_shape(prefix: str, shape: str):
    good, bad = (place_of(prefix, shape, body) for body in SHAPES[shape])
    assert parse(f"{prefix}{shape}", good) == Literal("geo", good)
    with pytest.raises(GrammarError):
        parse(f"{prefix}{shape}", bad)
    with pytest.raises(GrammarError, match="a literal of the kind geo"):
        parse(f"{prefix}{shape}", "1")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("False", Literal("boolean", False)),
        (IDENTITY, GUID),
        ("PT1H", LENGTH),
        (MOMENT, POINT),
        ("2026-01-31", DAY),
        ("09:30", CLOCK),
        ("Solid,2", ("Solid", "2")),
        ("SRID=0;Point(1 2)", Literal("geo", "SRID=0;Point(1 2)")),
        ("1.5", HALF),
        ("_w==", Literal("binary", b"\xff")),
    ],
)
def test_a_value_of_a_document_is_what_it_looks_like(text: str, meaning: Any):
    assert parse("primitiveValue", text) == meaning


@pytest.mark.parametrize(
    ("rule", "text", "meaning"),
    [
        ("enumLiteral", "N.Pattern'Solid'", Literal("enum", EnumMembers("N.Pattern", ("Solid",)))),
        ("durationLiteral", "duration'PT1H'", LENGTH),
    ],
)
def test_a_literal_may_say_its_type(rule: str, text: str, meaning: Any):
    assert parse(rule, text) == meaning


def test_a_value_is_never_percent_encoded_and_a_literal_may_be():
    assert parse("dateTimeOffsetValueInUrl", "2026-01-31T09%3A30Z", in_url=True) == POINT
    with pytest.raises(GrammarError):
        parse("dateTimeOffsetValue", "2026-01-31T09%3A30Z", in_url=True)
