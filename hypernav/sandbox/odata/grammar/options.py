"""Query options of OData's grammar (section 2 of its construction rules)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import Any, TypeVar

from hypernav.sandbox.odata.grammar.expressions import ExpressionReader
from hypernav.sandbox.odata.grammar.searches import SearchReader
from hypernav.sandbox.odata.grammar.source import Source
from hypernav.sandbox.odata.grammar.times import DIGITS
from hypernav.sandbox.odata.grammar.tree import ComputeItem, ExpandItem, Node, Option, OrderItem, SelectItem

Item = TypeVar("Item")

_NAME = re.compile(r"\$?[A-Za-z]+")
_DIRECTION = re.compile(r"[ \t]+(?i:(asc|desc))(?![A-Za-z0-9_])")
_NAMED = re.compile(r"[^\W\d]\w*(?=[,)])")
_FORMAT = re.compile(r"(?i:atom|json|xml)\Z|[^/]+/[^/]+\Z")
_VERSION = re.compile(r"(\*|[A-Za-z0-9._~-]+)\Z")
_IN_OPTIONS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!()*+,;:@/?$'=")
"""What may stand as it is in an option of a URL that has no grammar of its own."""
_OF_COUNT = frozenset({"$filter", "$search"})
_OF_REFERENCES = _OF_COUNT | {"$orderby", "$skip", "$top", "$count"}
_OF_EXPANSIONS = _OF_REFERENCES | {"$select", "$expand", "$compute", "$levels"}
_OF_SELECTIONS = _OF_REFERENCES | {"$select", "$compute"}
_ONLY_WITH_DOLLAR = {"$deltatoken", "$skiptoken"}


class OptionReader(ExpressionReader, SearchReader):
    """Read query options.

    >>> OptionReader(Source.plain("Name desc,Price")).orderby()[0].descending
    True
    """

    def option(self) -> Option:
        """Take one of OData's own options, its name with or without ``$`` and in any case."""
        start = self.position
        name = self._option_name()
        if name is None or name not in self._readers() or name == "$levels":
            self.position = start
            raise self.fail("a query option of OData")
        self.expect("=")
        return Option(name, self._readers()[name]())

    def query_option(self, custom: Container[str] | None = None) -> Option:
        """Take an option of OData's, a parameter alias, or an option of the service's own.

        Args:
            custom: The names of the service's own options; None for any.
        """
        if self.at("@"):
            return self._alias_and_value()
        start = self.position
        name = self._option_name()
        is_own = name is not None and name in self._readers() and name != "$levels" and self.at("=")
        self.position = start
        if is_own or self.at("$"):
            return self.option()
        found = self.match(re.compile(r"[^=]+"))
        if found is None:
            raise self.fail("the name of a query option")
        if custom is not None and found.group() not in custom:
            raise self.fail("'='")
        return Option(found.group(), self._custom_value() if self.accept("=") else None)

    def _custom_value(self) -> str:
        return self._any("a value") if self.next else ""

    def options_in_parentheses(self, allowed: frozenset[str]) -> tuple[Option, ...]:
        """Take query options between semicolons, in parentheses."""
        self.expect("(")
        with self.deeper():
            found = [self._nested(allowed)]
            while self.accept(";"):
                found.append(self._nested(allowed))
        self.expect(")")
        return tuple(found)

    def _nested(self, allowed: frozenset[str]) -> Option:
        if self.at("@"):
            return self._alias_and_value()
        start = self.position
        name = self._option_name()
        if name not in allowed or name is None:
            self.position = start
            raise self.fail(f"one of {', '.join(sorted(allowed))}")
        self.expect("=")
        return Option(name, self._readers()[name]())

    def _option_name(self) -> str | None:
        found = self.match(_NAME)
        if found is None:
            return None
        name = found.group().lower()
        if name.startswith("$"):
            return name
        return None if f"${name}" in _ONLY_WITH_DOLLAR else f"${name}"

    def _alias_and_value(self) -> Option:
        name = "@" + self._alias()
        self.expect("=")
        return Option(name, self.json_value())

    def _readers(self) -> Mapping[str, Callable[[], Any]]:
        return {
            "$filter": self.expression,
            "$orderby": self.orderby,
            "$select": self.select,
            "$expand": self.expand,
            "$compute": self.compute,
            "$search": self.search,
            "$skip": self._digits,
            "$top": self._digits,
            "$count": lambda: self.boolean().value,
            "$levels": self._levels,
            "$index": self._index,
            "$format": lambda: self._whole(_FORMAT, "a format"),
            "$schemaversion": lambda: self._whole(_VERSION, "a version of the schema, or *"),
            "$id": lambda: self._any("an IRI"),
            "$skiptoken": lambda: self._any("a token"),
            "$deltatoken": lambda: self._any("a token"),
        }

    def orderby(self) -> tuple[OrderItem, ...]:
        """Take what to order by."""
        return self._listed(self._order_item)

    def _order_item(self) -> OrderItem:
        expression = self.expression()
        direction = self.match(_DIRECTION)
        return OrderItem(expression, direction is not None and direction.group(1).lower() == "desc")

    def compute(self) -> tuple[ComputeItem, ...]:
        """Take what to compute."""
        return self._listed(self._compute_item)

    def _compute_item(self) -> ComputeItem:
        expression: Node = self.expression()
        self.expect_spaces()
        self.expect("as")
        self.expect_spaces()
        return ComputeItem(expression, self.identifier())

    def select(self) -> tuple[SelectItem, ...]:
        """Take what to select."""
        return self._listed(self._select_item)

    def _select_item(self) -> SelectItem:
        if self.accept("*"):
            return SelectItem(("*",))
        segments: list[str] = [self._property()]
        if segments[0].endswith(".*"):
            return SelectItem(tuple(segments))
        while self.accept("/"):
            segments.append(self._property())
        if not self.at("("):
            return SelectItem(tuple(segments))
        if _NAMED.match(self.text, self.position + 1):
            self.position += 1
            parameters = self._listed(self.identifier)
            self.expect(")")
            return SelectItem(tuple(segments), parameters=parameters)
        return SelectItem(tuple(segments), self.options_in_parentheses(_OF_SELECTIONS))

    def _property(self) -> str:
        if self.at("@"):
            return self._annotation()
        name = self.name()
        return f"{name}.*" if self.accept(".*") else name

    def expand(self) -> tuple[ExpandItem, ...]:
        """Take what to expand."""
        return self._listed(self._expand_item)

    def _expand_item(self) -> ExpandItem:
        if self.accept("$value"):
            return ExpandItem(("$value",))
        segments: list[str] = []
        while not segments or self.accept("/"):
            if self.accept("*"):
                return self._expand_all([*segments, "*"])
            ending = next((each for each in ("$ref", "$count") if segments and self.accept(each)), None)
            if ending is not None:
                allowed = _OF_REFERENCES if ending == "$ref" else _OF_COUNT
                return self._expanded([*segments, ending], allowed)
            segments.append(self._annotation() if self.at("@") else self.name())
        return self._expanded(segments, _OF_EXPANSIONS)

    def _expand_all(self, segments: list[str]) -> ExpandItem:
        if self.accept("/"):
            self.expect("$ref")
            return ExpandItem((*segments, "$ref"))
        return self._expanded(segments, frozenset({"$levels"}))

    def _expanded(self, segments: list[str], allowed: frozenset[str]) -> ExpandItem:
        return ExpandItem(tuple(segments), self.options_in_parentheses(allowed) if self.at("(") else ())

    def _listed(self, item: Callable[[], Item]) -> tuple[Item, ...]:
        found = [item()]
        while self.accept(","):
            found.append(item())
        return tuple(found)

    def _digits(self) -> int:
        return int(self.many_of(DIGITS, "a number", most=19))

    def _index(self) -> int:
        negative = self.accept("-")
        number = self._digits()
        return -number if negative else number

    def _levels(self) -> int | str:
        if self.match(re.compile(r"(?i:max)")):
            return "max"
        first = self.one_of("123456789", "a number from 1, or max")
        return int(first + self.many_of(DIGITS, "digits", least=0, most=8))

    def _any(self, expected: str) -> str:
        """Take at least one character, to the end."""
        if not self.next:
            raise self.fail(expected)
        start = self.position
        self.position = len(self.text)
        self.may_stand(_IN_OPTIONS, start, self.position)
        return self.text[start:]

    def _whole(self, pattern: re.Pattern[str], expected: str) -> str:
        found = self.match(pattern)
        if found is None:
            raise self.fail(expected)
        return found.group()


def read_options(source: Source, custom: Container[str] | None = None) -> tuple[Option, ...]:
    """Return the query options of a URL's query.

    Args:
        source: What stands between ``?`` and ``#``, percent-encoded.
        custom: The names of the service's own options; None for any.

    >>> [option.name for option in read_options(Source.percent_encoded("$top=2&$orderby=Name"))]
    ['$top', '$orderby']
    """
    found: list[Option] = []
    for part in source.parts("&"):
        reader = OptionReader(part)
        found.append(reader.query_option(custom))
        reader.end()
    return tuple(found)
