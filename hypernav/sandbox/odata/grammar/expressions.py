"""Expressions of OData's grammar, with the precedence that its URL conventions give operators (5.1.1.17)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypernav.sandbox.odata.grammar.paths import PathReader
from hypernav.sandbox.odata.grammar.reader import MAX_LINKS
from hypernav.sandbox.odata.grammar.tree import (
    Array,
    Binary,
    Call,
    Literal,
    Logic,
    Node,
    Object,
    TypeName,
    Unary,
    Values,
)

_RANKS: Mapping[str, int] = {
    **dict.fromkeys(["or"], 1),
    **dict.fromkeys(["and"], 2),
    **dict.fromkeys(["eq", "ne"], 3),
    **dict.fromkeys(["lt", "le", "gt", "ge"], 4),
    **dict.fromkeys(["add", "sub"], 5),
    **dict.fromkeys(["mul", "div", "divby", "mod"], 6),
    **dict.fromkeys(["has", "in"], 8),
}
_UNARY = 7
FUNCTIONS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys("mindatetime maxdatetime now".split(), (0, 0)),
    **dict.fromkeys("length tolower toupper trim round floor ceiling geo.length".split(), (1, 1)),
    **dict.fromkeys("year month day hour minute second fractionalseconds totalseconds".split(), (1, 1)),
    **dict.fromkeys("date time totaloffsetminutes".split(), (1, 1)),
    **dict.fromkeys("concat contains endswith indexof startswith hassubset hassubsequence".split(), (2, 2)),
    **dict.fromkeys("geo.distance geo.intersects".split(), (2, 2)),
    **dict.fromkeys("matchespattern substring".split(), (2, 3)),
}
"""OData's own functions, and how few and how many arguments each takes."""

_OPERATOR = re.compile(r"[ \t]+([A-Za-z]+)(?![A-Za-z0-9_(])")
_NOT = re.compile(r"(?i:not)[ \t]+")
_FUNCTION = re.compile(r"((?:geo\.)?[A-Za-z]+)(?=\()")
_ONLY_TYPE = re.compile(r"[ \t]*(Collection\([\w.]+\)|[^\W\d][\w.]*)[ \t]*\)")
_NEGATIVE = re.compile(r"-(?![0-9]|INF)")


class ExpressionReader(PathReader):
    """Read expressions."""

    def expression(self) -> Node:
        """Take an expression."""
        with self.deeper():
            return self._ranked(1)

    def _ranked(self, rank: int) -> Node:
        """Take an expression whose operators bind at least as closely as a rank says."""
        left = self._prefixed_operand()
        links = 0
        while True:
            operator = self._operator_ahead()
            if operator is None or _RANKS[operator] < rank:
                return left
            if operator in {"and", "or"}:
                left = self._logic(operator, left)
                continue
            links += 1
            if links > MAX_LINKS:
                raise self.fail(f"at most {MAX_LINKS} operators of one rank")
            self._take_operator()
            left = Binary(operator, left, self._right(operator))

    def _right(self, operator: str) -> Node:
        if operator == "has":
            return self._flags()
        return self._list_or_operand() if operator == "in" else self._ranked(_RANKS[operator] + 1)

    def _logic(self, operator: str, first: Node) -> Node:
        parts = [first]
        while self._operator_ahead() == operator:
            self._take_operator()
            parts.append(self._ranked(_RANKS[operator] + 1))
        flat: tuple[Node, ...] = ()
        for part in parts:
            flat += part.parts if isinstance(part, Logic) and part.operator == operator else (part,)
        return Logic("and" if operator == "and" else "or", flat)

    def _operator_ahead(self) -> str | None:
        found = _OPERATOR.match(self.text, self.position)
        operator = found.group(1).lower() if found else ""
        return operator if operator in _RANKS else None

    def _take_operator(self) -> None:
        self.match(_OPERATOR)
        self.expect_spaces()

    def _flags(self) -> Literal:
        found = self.enumeration() if self.at("'") else self.literal_if_any()
        if found is None or found.kind != "enum":
            raise self.fail("members of an enumeration, such as Sales.Pattern'Yellow'")
        return found

    def _list_or_operand(self) -> Node:
        """Take the list of literals after ``in``, or an operand that is a collection."""
        if not self.at("("):
            return self._ranked(_RANKS["in"] + 1)
        self.expect("(")
        self.spaces()
        if self.accept(")"):
            return Values(())
        first = self.expression()
        self.spaces()
        if not isinstance(first, Literal):
            self.expect(")")
            return first
        items = [first]
        while self.accept(","):
            self.spaces()
            items.append(self.literal())
            self.spaces()
        self.expect(")")
        return Values(tuple(items))

    def _prefixed_operand(self) -> Node:
        if self.match(_NOT):
            with self.deeper():
                return Unary("not", self._ranked(_UNARY))
        if self.match(_NEGATIVE):
            self.spaces()
            with self.deeper():
                return Unary("-", self._ranked(_UNARY))
        return self.operand()

    def operand(self) -> Node:
        """Take a literal, a path, a call, or an expression in parentheses."""
        if self.accept("("):
            self.spaces()
            inside = self.expression()
            self.spaces()
            self.expect(")")
            return inside
        if self.next and self.next in "[{":
            return self.array() if self.at("[") else self.object()
        found = self.literal_if_any()
        if found is not None:
            return found
        return self._call_if_any() or self.path()

    def _call_if_any(self) -> Node | None:
        found = _FUNCTION.match(self.text, self.position)
        function = found.group(1).lower() if found else ""
        if found is None or not (function in FUNCTIONS or function in {"cast", "isof", "case"}):
            return None
        self.position = found.end()
        self.expect("(")
        if function in {"cast", "isof"}:
            return Call(function, self._typed_arguments())
        if function == "case":
            return Call(function, self._cases())
        return Call(function, self._call_arguments(*FUNCTIONS[function]))

    def _call_arguments(self, least: int, most: int) -> tuple[Node, ...]:
        self.spaces()
        found: list[Node] = []
        while len(found) < most:
            if found and not self.accept(","):
                break
            self.spaces()
            if len(found) >= least and self.at(")"):
                break
            found.append(self.expression())
            self.spaces()
        if len(found) < least:
            raise self.fail("','")
        self.expect(")")
        return tuple(found)

    def _cases(self) -> tuple[Node, ...]:
        found: list[Node] = []
        while not found or self.accept(","):
            self.spaces()
            found.append(self.expression())
            self.spaces()
            self.expect(":")
            self.spaces()
            found.append(self.expression())
            self.spaces()
        self.expect(")")
        return tuple(found)

    def _typed_arguments(self) -> tuple[Node, ...]:
        if self.ahead(_ONLY_TYPE):
            return (self._type(),)
        self.spaces()
        instance = self.expression()
        self.spaces()
        self.expect(",")
        return instance, self._type()

    def _type(self) -> TypeName:
        self.spaces()
        collection = self.accept("Collection(")
        name = self.name()
        if collection:
            self.expect(")")
        self.spaces()
        self.expect(")")
        return TypeName(f"Collection({name})" if collection else name)

    def array(self) -> Array:
        """Take a JSON array; its items may be expressions."""
        self.expect("[")
        self.spaces()
        found: list[Node] = []
        with self.deeper():
            while not self.at("]"):
                if found:
                    self.expect(",")
                    self.spaces()
                found.append(self.json_value())
                self.spaces()
        self.expect("]")
        return Array(tuple(found))

    def object(self) -> Object:
        """Take a JSON object; its values may be expressions."""
        self.expect("{")
        self.spaces()
        found: list[tuple[str, Node]] = []
        with self.deeper():
            while not self.at("}"):
                if found:
                    self.expect(",")
                    self.spaces()
                name = self.json_string().value
                self.spaces()
                self.expect(":")
                self.spaces()
                found.append((name, self.json_value()))
                self.spaces()
        self.expect("}")
        return Object(tuple(found))

    def json_value(self) -> Node:
        """Take what may stand in JSON in a URL: a JSON string, or an expression."""
        return self.json_string() if self.at('"') else self.expression()
