"""The rules of OData's grammar that are read here, by their names in its construction rules."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from hypernav.sandbox.odata.grammar.options import OptionReader, read_options
from hypernav.sandbox.odata.grammar.source import GrammarError, Source
from hypernav.sandbox.odata.grammar.times import DIGITS
from hypernav.sandbox.odata.grammar.tree import Literal, Node, Option, Path, Search

_MOST_DIGITS: Mapping[str, int] = {"byte": 3, "sbyte": 3, "int16": 5, "int32": 10, "int64": 19}


def _whole(digits: int) -> Callable[[OptionReader], Literal]:
    def read(reader: OptionReader) -> Literal:
        sign = reader.one_of("+-", "a sign") if reader.next in {"+", "-"} else ""
        return Literal("number", int(sign + reader.many_of(DIGITS, "a digit", most=digits)))

    return read


def _boolean_value(reader: OptionReader) -> Literal:
    start = reader.position
    found = reader.boolean()
    if not reader.text[start : reader.position].islower():
        raise reader.fail("true or false in small letters", start)
    return found


def _duration(reader: OptionReader) -> Literal:
    if not reader.at("'"):
        return _of_kind(reader, "duration")
    reader.expect("'")
    found = reader.duration()
    reader.expect("'")
    return found


def _of_kind(reader: OptionReader, kind: str) -> Literal:
    start = reader.position
    found = reader.literal_if_any()
    if found is None or found.kind != kind:
        raise reader.fail(f"a literal of the kind {kind}", start)
    return found


def _primitive_value(reader: OptionReader) -> Any:
    """Return a value as documents have it: of the readings that fail, the one that came farthest says why."""
    readings: tuple[Callable[[], Any], ...] = (
        reader.boolean,
        reader.guid,
        reader.duration,
        reader.point_in_time,
        reader.date,
        reader.time_of_day,
        reader.members,
        reader.shape,
        reader.number,
        reader.binary,
    )
    failures: list[GrammarError] = []
    for read in readings:
        reader.position = 0
        try:
            found = read()
            reader.end()
        except GrammarError as error:
            failures.append(error)
        else:
            return found
    raise max(failures, key=lambda error: error.position)


_READ: Mapping[str, Callable[[OptionReader], Any]] = {
    **dict.fromkeys(["commonExpr", "boolCommonExpr", "notExpr", "isofExpr"], OptionReader.expression),
    **dict.fromkeys(["firstMemberExpr", "propertyPathExpr"], OptionReader.path),
    "anyExpr": lambda reader: reader.lambda_over(Path(())),
    **dict.fromkeys(["filter", "orderby", "select", "expand", "compute", "search"], OptionReader.option),
    **dict.fromkeys(["systemQueryOption", "deltatoken", "skiptoken"], OptionReader.option),
    "customQueryOption": OptionReader.query_option,
    "searchExpr": OptionReader.search_expression,
    "primitiveLiteral": OptionReader.literal,
    "null": OptionReader.literal,
    "boolean": OptionReader.boolean,
    "booleanValue": _boolean_value,
    **dict.fromkeys(["guid", "guidValue"], OptionReader.guid),
    **dict.fromkeys(["date", "dateValue"], OptionReader.date),
    **dict.fromkeys(["timeOfDayLiteral", "timeOfDayValue"], OptionReader.time_of_day),
    **dict.fromkeys(["dateTimeOffsetLiteral", "dateTimeOffsetValue"], OptionReader.point_in_time),
    "dateTimeOffsetValueInUrl": OptionReader.point_in_time,
    **dict.fromkeys(["decimalLiteral", "doubleLiteral", "singleLiteral"], OptionReader.number),
    **dict.fromkeys(["decimalValue", "doubleValue", "singleValue"], OptionReader.number),
    **{f"{name}{end}": _whole(digits) for name, digits in _MOST_DIGITS.items() for end in ("Literal", "Value")},
    "stringLiteral": OptionReader.string,
    "stringInUrl": OptionReader.json_string,
    "durationValue": OptionReader.duration,
    "durationLiteral": _duration,
    "enumLiteral": lambda reader: reader.enumeration() if reader.at("'") else reader.literal(),
    "enumValue": OptionReader.members,
    "binaryLiteral": lambda reader: _of_kind(reader, "binary"),
    "primitiveValue": _primitive_value,
    **dict.fromkeys(["odataIdentifier", "entitySetName"], OptionReader.identifier),
    "functionParameter": OptionReader.named_argument,
    **{
        f"{prefix}{shape}": lambda reader: _of_kind(reader, "geo")
        for prefix in ("geography", "geometry")
        for shape in ("Collection", "LineString", "MultiLineString", "MultiPoint", "MultiPolygon", "Point", "Polygon")
    },
}
_SPELLINGS = {"boolcommonExpr": "boolCommonExpr", "orderBy": "orderby"}
"""Other spellings in the standard's own test cases."""
_IN_DOCUMENTS = "Value"
"""How the names of rules for literals in documents end, where nothing is percent-encoded."""

RULES: frozenset[str] = frozenset({*_READ, *_SPELLINGS, "queryOptions"})
"""The names of the rules that ``parse`` reads."""


def parse(rule: str, text: str, *, in_url: bool = False, custom: Container[str] | None = None) -> Any:
    """Return what a text means by a rule of the grammar.

    Args:
        rule: The name of the rule in the construction rules of OData 4.01, such as ``commonExpr``.
        text: The text, whole.
        in_url: Whether it is part of a URL, percent-encoded; else it is decoded already.
        custom: For ``queryOptions``, the names of the service's own options; None for any.

    Raises:
        GrammarError: The text is none of this rule; it is a ``ValueError`` that knows the position.

    >>> parse("commonExpr", "Price gt 20 and not endswith(Name,'ilk')").operator
    'and'
    """
    name = _SPELLINGS.get(rule, rule)
    source = Source.percent_encoded(text) if in_url and not name.endswith(_IN_DOCUMENTS) else Source.plain(text)
    if name == "queryOptions":
        return read_options(source, custom)
    reader = OptionReader(source)
    found = _READ[name](reader)
    reader.end()
    return found


def parse_filter(text: str) -> Node:
    """Return what the decoded value of ``$filter`` asks.

    Raises:
        GrammarError: It is no filter.

    >>> parse_filter("Name eq 'Milk'").operator
    'eq'
    """
    found: Node = parse("boolCommonExpr", text)
    return found


def parse_option(name: str, text: str) -> Option:
    """Return what the decoded value of one of OData's own options asks.

    Raises:
        GrammarError: It is no such option.

    >>> parse_option("$top", "5").value
    5
    """
    found: Option = parse("systemQueryOption", f"{name}={text}")
    return found


def parse_search(text: str) -> Search:
    """Return what the decoded value of ``$search`` asks.

    Raises:
        GrammarError: It is no search.

    >>> parse_search("blue OR green").operator
    'or'
    """
    found: Search = parse_option("$search", text).value
    return found
