"""What literals mean in Python, and texts where Python has no such value."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from hypernav.sandbox.odata.grammar import GrammarError, parse
from hypernav.sandbox.odata.grammar.tree import EnumMembers


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("null", "null", None),
        ("True", "boolean", True),
        ("42", "number", 42),
        ("-0", "number", 0),
        ("+7", "number", 7),
        ("4.0", "number", Decimal("4.0")),
        ("1e3", "number", Decimal("1e3")),
        ("-INF", "number", float("-inf")),
        ("''", "string", ""),
        ("'it''s'", "string", "it's"),
        ("'%27'", "string", "%27"),
        ("01234567-89AB-cdef-0123-456789abcdef", "guid", uuid.UUID("0123456789abcdef0123456789abcdef")),
        ("2026-01-31", "date", date(2026, 1, 31)),
        ("-0044-03-15", "date", "-0044-03-15"),
        ("10000-01-01", "date", "10000-01-01"),
        ("09:30", "time", time(9, 30)),
        ("09:30:15.25", "time", time(9, 30, 15, 250_000)),
        ("09:30:15.1234567", "time", "09:30:15.1234567"),
        ("23:59:60", "time", "23:59:60"),
        ("2026-01-31T09:30Z", "datetime", datetime(2026, 1, 31, 9, 30, tzinfo=UTC)),
        (
            "2026-01-31T09:30:00-05:30",
            "datetime",
            datetime(2026, 1, 31, 9, 30, tzinfo=timezone(-timedelta(hours=5, minutes=30))),
        ),
        ("0000-01-31T09:30Z", "datetime", "0000-01-31T09:30Z"),
        ("duration'P1DT2H3M4.5S'", "duration", timedelta(1, 7384, 500_000)),
        ("Duration'-PT1M'", "duration", -timedelta(minutes=1)),
        ("duration'PT0.1234567S'", "duration", "PT0.1234567S"),
        ("Sales.Pattern'Solid,-5'", "enum", EnumMembers("Sales.Pattern", ("Solid", "-5"))),
        ("binary'Zm9v'", "binary", b"foo"),
        ("geometry'SRID=0;Point(1 2)'", "geo", "geometry'SRID=0;Point(1 2)'"),
    ],
)
def test_a_literal_means_a_value(text, kind, value):
    found = parse("primitiveLiteral", text)
    assert (found.kind, found.value) == (kind, value)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("rule", "text", "position"),
    [
        ("primitiveLiteral", "", 0),
        ("primitiveLiteral", "Name", 0),
        ("primitiveLiteral", "nullable", 0),
        ("primitiveLiteral", "1x", 0),
        ("primitiveLiteral", "'a", 2),
        ("primitiveLiteral", "1e99999", 2),
        ("primitiveLiteral", "1" * 1001, 0),
        ("primitiveLiteral", "2026-02-30", 8),
        ("primitiveLiteral", "2026-13-01", 6),
        ("primitiveLiteral", "09:60", 3),
        ("primitiveLiteral", "binary'Z'", 7),
        ("primitiveLiteral", "binary'Zh'", 8),
        ("date", "02026-01-01", 4),
        ("date", "202-01-01", 3),
        ("dateTimeOffsetLiteral", "2026-01-31T09:30", 16),
        ("durationValue", "P", 1),
        ("durationValue", "PT", 2),
        ("durationValue", "PT1M2H", 5),
        ("durationValue", "P999999999DT999999999H", 0),
        ("byteValue", "1234", 3),
        ("enumLiteral", "Pattern'Solid'", 0),
        ("enumLiteral", "Sales.Pattern''", 14),
        ("odataIdentifier", "a" * 129, 0),
        ("stringInUrl", '"a\\x"', 3),
        ("stringInUrl", '"a', 2),
    ],
)
def test_what_is_no_literal_is_refused_at_its_place(rule, text, position):
    with pytest.raises(GrammarError) as caught:
        parse(rule, text)
    assert caught.value.position == position


@pytest.mark.parametrize("character", ["/", "?", "#", " ", '"', "é", "\t"])
def test_in_a_url_a_string_holds_some_characters_only_percent_encoded(character):
    with pytest.raises(GrammarError, match="a percent-encoded character expected at position 1"):
        parse("stringLiteral", f"'{character}'", in_url=True)
    assert parse("stringLiteral", f"'{character}'").value == character


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"a b"', "a b"),
        ('"\\"\\\\\\/\\n"', '"\\/\n'),
        ('"\\u00e9"', "é"),
        ('"\\ud83d\\ude00"', "😀"),
        ('"\\ud800"', "\ufffd"),
    ],
)
def test_a_json_string_means_its_characters(text, value):
    assert parse("stringInUrl", text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "geography'SRID=4326;Point(1)'",
        "geography'SRID=4326;LineString(1 2)'",
        "geography'SRID=4326;Polygon((1 1,2 2,3 3))'",
        "geography'SRID=4326;Circle(1 2)'",
        "geography'Point(1 2)'",
        "geography'SRID=123456;Point(1 2)'",
        "geography'SRID=0;GeometryCollection()'",
        "geography'SRID=0;Point(1 x)'",
        "geography'SRID=0;" + "GeometryCollection(" * 60 + "Point(1 2)" + ")" * 60 + "'",
    ],
)
def test_what_is_no_place_is_refused(text):
    with pytest.raises(GrammarError):
        parse("primitiveLiteral", text)
