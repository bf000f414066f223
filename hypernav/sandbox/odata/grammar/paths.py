"""Paths of OData's grammar: from an instance over properties, types, keys, functions and lambdas to a value."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Literal as OneOf

from hypernav.sandbox.odata.grammar.literals import LiteralReader
from hypernav.sandbox.odata.grammar.tree import Argument, Lambda, Node, Option, Path, Segment

_ROOT = re.compile(r"\$(it|this|root)(?![A-Za-z0-9_])")
_NAMED_ARGUMENT = re.compile(r"[^\W\d]\w*=")
_LAMBDA = re.compile(r"(?i:(any|all))(?=\()")
_COUNT = re.compile(r"\$(count|filter)(?![A-Za-z0-9_])")
_WORDS = {"any": "a collection before any", "all": "a collection before all", "not": "a space"}
"""What no function is called, and what is wrong where it looks like one."""
_KEYS = {"boolean", "guid", "datetime", "date", "time", "number", "string", "duration", "enum"}


class PathReader(LiteralReader, ABC):
    """Read paths; a subclass reads the expressions inside their parentheses."""

    @abstractmethod
    def expression(self) -> Node:
        """Take an expression."""

    @abstractmethod
    def options_in_parentheses(self, allowed: frozenset[str]) -> tuple[Option, ...]:
        """Take query options between semicolons, in parentheses."""

    def path(self) -> Node:
        """Take a path; one that ends in ``any`` or ``all`` is a question about a collection."""
        root = self._root()
        if root == "$root":
            self.expect("/")
        elif root:
            return self._rest(root, [])
        return self._rest(root, [self._named(first=True)])

    def _rest(self, root: str, segments: list[Segment]) -> Node:
        while self.at("/") and not (segments and segments[-1].name == "$count"):
            quantifier = _LAMBDA.match(self.text, self.position + 1)
            if quantifier:
                self.position += 1
                return self.lambda_over(Path(tuple(segments), root))
            segments = self._step(segments)
        if len(segments) == 1 and not root and "." in segments[0].name and _is_bare_type(segments[0]):
            raise self.fail("'/' and a property of that type, or the parameters of a function")
        return Path(tuple(segments), root)

    def _step(self, segments: list[Segment]) -> list[Segment]:
        self.expect("/")
        found = self.match(_COUNT)
        if found is None:
            return [*segments, self._named()]
        if found.group(1) == "count":
            options = self.options_in_parentheses(frozenset({"$filter", "$search"})) if self.at("(") else None
            arguments = None if options is None else tuple(Argument(each.name, each.value) for each in options)
            return [*segments, Segment("$count", arguments)]
        self.expect("(")
        condition = self.expression()
        self.expect(")")
        segments = [*segments, Segment("$filter", (Argument("", condition),))]
        if self.at("("):
            segments[-1] = Segment("$filter", (Argument("", condition), *self._arguments()))
        return segments

    def _root(self) -> str:
        found = self.match(_ROOT)
        if found:
            return found.group()
        start = self.position
        if self.at("@"):
            return self._annotation()
        if self.variables and (self.next.isalpha() or self.at("_")):
            name = self.identifier()
            if name in self.variables and not self.at("(") and not self.at("."):
                return name
        self.position = start
        return ""

    def _annotation(self) -> str:
        self.expect("@")
        name = "@" + self.name()
        return f"{name}#{self.identifier()}" if self.accept("#") else name

    def _named(self, *, first: bool = False) -> Segment:
        if self.at("@") and not first:
            return Segment(self._annotation())
        start = self.position
        name = self.name()
        if not self.at("("):
            return Segment(name)
        if first and name.lower() in _WORDS:
            raise self.fail(_WORDS[name.lower()], start + len(name))
        return Segment(name, self._arguments())

    def _arguments(self) -> tuple[Argument, ...]:
        """Take a key, or the parameters of a function."""
        self.expect("(")
        self.spaces()
        if self.accept(")"):
            return ()
        if not self.ahead(_NAMED_ARGUMENT):
            key = self._key_value()
            self.expect(")")
            return (Argument("", key),)
        found = [self.named_argument()]
        self.spaces()
        while self.accept(","):
            self.spaces()
            found.append(self.named_argument())
            self.spaces()
        self.expect(")")
        return tuple(found)

    def _key_value(self) -> Node:
        if self.at("@"):
            return Path((), "@" + self._alias())
        found = self.literal()
        if found.kind not in _KEYS:
            raise self.fail("a literal that can be a key")
        return found

    def _alias(self) -> str:
        self.expect("@")
        return self.identifier()

    def named_argument(self) -> Argument:
        """Take a parameter of a function by its name."""
        name = self.identifier()
        self.expect("=")
        return Argument(name, self.expression())

    def lambda_over(self, collection: Path) -> Lambda:
        """Take ``any(…)`` or ``all(…)`` about a collection."""
        found = self.match(_LAMBDA)
        if found is None:
            raise self.fail("any or all")
        quantifier: OneOf["any", "all"] = "any" if found.group().lower() == "any" else "all"
        self.expect("(")
        self.spaces()
        if quantifier == "any" and self.accept(")"):
            return Lambda(collection, "any")
        variable = self.identifier()
        self.spaces()
        self.expect(":")
        self.spaces()
        outer = self.variables
        self.variables = (*outer, variable)
        condition = self.expression()
        self.variables = outer
        self.spaces()
        self.expect(")")
        return Lambda(collection, quantifier, variable, condition)


def _is_bare_type(segment: Segment) -> bool:
    return segment.arguments is None and not segment.name.startswith("@")
