"""Trees of the grammar turned into expressions, as far as expressions can say them: the way back of the compiler."""

from __future__ import annotations

from typing import Any

from hypernav.sandbox.odata.grammar.tree import (
    Binary,
    Call,
    Lambda,
    Literal,
    Logic,
    Node,
    Path,
    Unary,
    Values,
)
from hypernav.search import Every, Expression, Negation, Some, where
from hypernav.search.odata import Enum
from hypernav.search.odata.fields import FUNCTIONS

_TESTS = {"contains", "startswith", "endswith", "matchespattern"}


class NotSayable(Exception):
    """An expression has no way to say a tree."""


def expression_of(tree: Node, variable: str = "") -> Expression:
    """Return the expression that means a tree, inside a lambda with the name of its variable."""
    if isinstance(tree, Logic):
        parts = tuple(expression_of(part, variable) for part in tree.parts)
        return Every(parts) if tree.operator == "and" else Some(parts)
    if isinstance(tree, Unary) and tree.operator == "not":
        return Negation(expression_of(tree.operand, variable))
    if isinstance(tree, Lambda):
        condition = where(field_of(tree.collection, variable))
        if tree.condition is None:
            return condition.any()
        return getattr(condition, tree.quantifier)(expression_of(tree.condition, tree.variable))
    if isinstance(tree, Call) and tree.function in _TESTS and len(tree.arguments) == 2:
        return getattr(where(field_of(tree.arguments[0], variable)), tree.function)(text_of(tree.arguments[1]))
    if isinstance(tree, Binary) and tree.operator in {"eq", "ne", "gt", "ge", "lt", "le", "has", "in"}:
        return compared(tree, variable)
    raise NotSayable(tree)


def compared(tree: Binary, variable: str) -> Expression:
    condition = where(field_of(tree.left, variable))
    if tree.operator == "in":
        if not isinstance(tree.right, Values) or not tree.right.items:
            raise NotSayable(tree)
        return condition.in_([value_of(item) for item in tree.right.items])
    return getattr(condition, tree.operator)(value_of(tree.right))


def field_of(tree: Node, variable: str) -> str:
    if isinstance(tree, Call) and tree.function in FUNCTIONS:
        return f"{tree.function}({field_of(tree.arguments[0], variable)})"
    if not isinstance(tree, Path) or any(segment.arguments is not None for segment in tree.segments):
        raise NotSayable(tree)
    if not tree.segments and tree.root.startswith("@"):
        raise NotSayable(tree)
    if tree.root == variable and variable:
        return Path(tree.segments, "" if tree.segments else "$this").text
    if variable and tree.root != "$it":
        raise NotSayable(tree)
    return tree.text


def value_of(tree: Node) -> Any:
    if not isinstance(tree, Literal) or tree.kind in {"geo", "binary"}:
        raise NotSayable(tree)
    return Enum(tree.value.type, *tree.value.members) if tree.kind == "enum" else tree.value


def text_of(tree: Node) -> str:
    value = value_of(tree)
    if not isinstance(value, str):
        raise NotSayable(tree)
    return value
