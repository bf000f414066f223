"""Filters evaluated on plain Python records: what a sandbox answers, and the proof that a compiled search means it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Any

from hypernav.sandbox.odata.comparing import before, equal, includes, is_number, number
from hypernav.sandbox.odata.functions import call
from hypernav.sandbox.odata.grammar.tree import (
    Array,
    Binary,
    Call,
    EnumMembers,
    Lambda,
    Literal,
    Logic,
    Node,
    Object,
    Path,
    Segment,
    Unary,
    Values,
)

_PRECISION = 40


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold what an expression is about: the record, the item that is searched for, variables, aliases, the time."""

    record: Any
    it: Any
    variables: Mapping[str, Any] = field(default_factory=dict)
    aliases: Mapping[str, Node] = field(default_factory=dict)
    now: datetime | None = None


def evaluate(
    tree: Node,
    record: Any,
    *,
    it: Any = None,
    aliases: Mapping[str, Node] | None = None,
    now: datetime | None = None,
) -> Any:
    """Return the value of an expression for a record; None is null.

    Args:
        tree: The expression, as the grammar reads it.
        record: Plain data: objects as dicts, collections as lists, times as texts or as Python has them.
        it: The item that is searched for, where the record is a member of it; the record itself otherwise.
        aliases: Parameter aliases by their names with ``@``.
        now: What ``now()`` gives.

    Raises:
        ValueError: It asks for what is not evaluated here, or for a function of values that it does not take.

    >>> from hypernav.sandbox.odata.grammar import parse_filter
    >>> evaluate(parse_filter("Price gt 20 and not endswith(Name,'ilk')"), {"Name": "Cheese", "Price": 25})
    True
    """
    return _value(tree, Scope(record, record if it is None else it, {}, aliases or {}, now))


def holds(tree: Node, record: Any) -> bool:
    """Tell whether a filter lets a record through: null does not.

    >>> from hypernav.sandbox.odata.grammar import parse_filter
    >>> holds(parse_filter("not contains(Name,'x')"), {"Name": None})
    False
    """
    return evaluate(tree, record) is True


def _value(node: Node, scope: Scope) -> Any:
    if isinstance(node, Literal):
        return _literal(node)
    if isinstance(node, Path):
        return _along(node, scope)
    if isinstance(node, Logic):
        return _joined(node, scope)
    if isinstance(node, Unary):
        return _turned(node, scope)
    if isinstance(node, Binary):
        return _compared(node, scope)
    if isinstance(node, Lambda):
        return _quantified(node, scope)
    if isinstance(node, Call):
        return _called(node, scope)
    if isinstance(node, Values | Array):
        return [_value(item, scope) for item in node.items]
    if isinstance(node, Object):
        return {name: _value(value, scope) for name, value in node.members}
    raise ValueError("a type has no value")


def _literal(literal: Literal) -> Any:
    if literal.kind in {"date", "time", "datetime", "duration"} and isinstance(literal.value, str):
        raise ValueError(f"{literal.value} is beyond what is evaluated here")
    return literal.value


def _truth(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise ValueError(f"{value!r:.100} is neither true nor false")


def _joined(node: Logic, scope: Scope) -> bool | None:
    """Join conditions of which null is unknown: one that decides is enough."""
    deciding = node.operator == "or"
    found: bool | None = not deciding
    for part in node.parts:
        truth = _truth(_value(part, scope))
        if truth is deciding:
            return deciding
        if truth is None:
            found = None
    return found


def _turned(node: Unary, scope: Scope) -> Any:
    value = _value(node.operand, scope)
    if node.operator == "not":
        truth = _truth(value)
        return None if truth is None else not truth
    if value is None:
        return None
    if not is_number(value) and not isinstance(value, timedelta):
        raise ValueError(f"{value!r:.100} has no negative")
    return value.copy_negate() if isinstance(value, Decimal) else -value


def _compared(node: Binary, scope: Scope) -> Any:
    left = _value(node.left, scope)
    right = _value(node.right, scope)
    if node.operator == "in":
        return any(equal(left, each) for each in (right or ()))
    if node.operator == "has":
        return None if left is None or right is None else includes(left, _flags(right))
    if node.operator in _COMPARISONS:
        return _COMPARISONS[node.operator](left, right)
    if left is None or right is None:
        return None
    try:
        with localcontext() as context:
            context.prec = _PRECISION
            return _calculated(node.operator, left, right)
    except (TypeError, ArithmeticError) as error:
        raise ValueError(f"{left!r:.100} {node.operator} {right!r:.100}: {error}") from None


def _flags(value: Any) -> EnumMembers:
    if not isinstance(value, EnumMembers):
        raise ValueError(f"{value!r:.100} is no member of an enumeration")
    return value


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": equal,
    "ne": lambda left, right: not equal(left, right),
    "lt": before,
    "gt": lambda left, right: before(right, left),
    "le": lambda left, right: before(left, right) or (left is not None and equal(left, right)),
    "ge": lambda left, right: before(right, left) or (left is not None and equal(left, right)),
}


def _calculated(operator: str, left: Any, right: Any) -> Any:
    if not (is_number(left) and is_number(right)):
        return _with_times(operator, left, right)
    if isinstance(left, int) and isinstance(right, int) and operator != "divby":
        return _calculated_whole(operator, left, right)
    one, other = Decimal(number(left)), Decimal(number(right))
    return {
        "add": lambda: one + other,
        "sub": lambda: one - other,
        "mul": lambda: one * other,
        "div": lambda: one / other,
        "divby": lambda: one / other,
        "mod": lambda: one % other,
    }[operator]()


def _calculated_whole(operator: str, left: int, right: int) -> int:
    """Calculate with whole numbers; a quotient is cut towards 0, so that a remainder has the sign of the left one."""
    if operator in {"div", "mod"}:
        quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        return quotient if operator == "div" else left - right * quotient
    return {"add": left + right, "sub": left - right, "mul": left * right}[operator]


def _with_times(operator: str, left: Any, right: Any) -> Any:
    if operator == "add":
        return left + right
    if operator == "sub":
        return left - right
    if isinstance(left, timedelta) and is_number(right):
        return left * float(right) if operator == "mul" else left / float(right)
    raise TypeError("these cannot be calculated with")


def _quantified(node: Lambda, scope: Scope) -> bool:
    members = _collection(_along(node.collection, scope))
    if node.condition is None:
        return bool(members)
    condition = node.condition
    found = (
        _truth(_value(condition, replace(scope, variables={**scope.variables, node.variable: member}))) is True
        for member in members
    )
    return any(found) if node.quantifier == "any" else all(found)


def _collection(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise ValueError(f"{value!r:.100} is no collection")
    return list(value)


def _called(node: Call, scope: Scope) -> Any:
    if node.function == "now":
        return scope.now or datetime.now(UTC)
    if node.function == "case":
        pairs = zip(node.arguments[::2], node.arguments[1::2], strict=True)
        return next((_value(result, scope) for condition, result in pairs if _value(condition, scope) is True), None)
    if node.function in {"cast", "isof"} or node.function.startswith("geo."):
        raise ValueError(f"{node.function}() is not evaluated here")
    return call(node.function, tuple(_value(argument, scope) for argument in node.arguments))


def _along(path: Path, scope: Scope) -> Any:
    value, parent, name = _root(path.root, scope), None, ""
    for segment in path.segments:
        annotation = f"{name}{segment.name}"
        if segment.name.startswith("@") and isinstance(parent, Mapping) and annotation in parent:
            value = parent[annotation]
            continue
        parent, name = value, segment.name
        value = _step(value, segment, scope)
    return value


def _root(root: str, scope: Scope) -> Any:
    if root in scope.variables:
        return scope.variables[root]
    if root in scope.aliases:
        return _value(scope.aliases[root], scope)
    if root.startswith("@"):
        return scope.record.get(root) if isinstance(scope.record, Mapping) else None
    if root == "$root":
        raise ValueError("$root is not evaluated here")
    return scope.it if root == "$it" else scope.record


def _step(value: Any, segment: Segment, scope: Scope) -> Any:
    if segment.name in {"$count", "$filter"}:
        members = [member for member in _collection(value) if _is_kept(member, segment, scope)]
        return len(members) if segment.name == "$count" else members
    if segment.arguments is not None:
        raise ValueError(f"{segment.name}(…) is a function or a key, which is not evaluated here")
    if "." in segment.name and not segment.name.startswith("@"):
        return _of_type(value, segment.name)
    return value.get(segment.name) if isinstance(value, Mapping) else None


def _is_kept(member: Any, segment: Segment, scope: Scope) -> bool:
    """Tell whether a member passes the conditions in the parentheses of ``$count`` or ``$filter``."""
    for argument in segment.arguments or ():
        if argument.name not in {"", "$filter"}:
            raise ValueError(f"{argument.name} of members is not evaluated here")
        if _value(argument.value, replace(scope, record=member)) is not True:
            return False
    return True


def _of_type(value: Any, type_name: str) -> Any:
    """Return an instance if it says that it is of a type, or those members of a collection that do."""
    if isinstance(value, list | tuple):
        return [member for member in value if _of_type(member, type_name) is not None]
    said = str(value.get("@odata.type", "")) if isinstance(value, Mapping) else ""
    return value if said.lstrip("#") == type_name else None
