"""Write an expression as a filter of AIP-160: restrictions, AND, OR, NOT, and parentheses around every group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hypernav.apis.google_api_gateway.search.fields import LABEL
from hypernav.errors import WrongValue
from hypernav.search.checks import Comparison, uncarried
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Expression, Negation, Some, Term
from hypernav.web.times import rfc_3339

_COMPARATORS: Mapping[str, str] = {
    "equals": "=",
    "not-equals": "!=",
    "is-less-than": "<",
    "is-at-most": "<=",
    "is-greater-than": ">",
    "is-at-least": ">=",
    "has": ":",
}
_WILD = frozenset({"equals", "not-equals", "in", "has", "starts-with", "ends-with"})
"""Operators that take ``*`` in a text for any characters, and know no escape for it."""
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEYWORDS = frozenset({"AND", "OR", "NOT"})
# The grammar leaves open how a string is escaped; filters become expressions of CEL, whose strings these are.
_ESCAPES: Mapping[str, str] = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')


def filter_of(expression: Expression, dialect: Dialect) -> str:
    """Return the filter that says an expression.

    OR binds tighter than AND in this language, so every group has its parentheses.

    Raises:
        UnknownField: The list has no such field.
        UnknownOperator: The field does not have the operator.
        WrongValue: The operator takes other values.
        NotExpressible: A text holds ``*``, which stands for any characters.
    """
    if isinstance(expression, Every):
        return " AND ".join(_grouped(part, dialect, (Every, Some)) for part in expression.parts)
    if isinstance(expression, Some):
        return " OR ".join(_grouped(part, dialect, (Every, Some)) for part in expression.parts)
    if isinstance(expression, Negation):
        return f"NOT {_grouped(expression.part, dialect, (Every, Some, Negation))}"
    assert isinstance(expression, Term)
    return _restriction(dialect.check(expression))


def _grouped(expression: Expression, dialect: Dialect, groups: tuple[type[Expression], ...]) -> str:
    said = filter_of(expression, dialect)
    return f"({said})" if isinstance(expression, groups) else said


def text_filter(words: str, title: str) -> str:
    """Return the filter that looks for words anywhere: each of them must occur.

    Raises:
        WrongValue: The words hold ``*``, or are none.

    >>> text_filter("payment orders", "Acme's APIs")
    '"payment" AND "orders"'
    """
    found = words.split()
    if not found or "*" in words:
        raise WrongValue(
            f"{title} is searched for words, and {words!r:.200} {'holds *' if found else 'has none'}.",
            where=f".text({words!r:.200})",
            nearest=f".text({' '.join(words.replace('*', ' ').split())!r:.200})" if found else "",
        )
    return " AND ".join(map(quoted, found))


def quoted(text: str) -> str:
    r"""Return a text as a string of the language.

    >>> print(quoted('say "hi"'))
    "say \"hi\""
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _restriction(comparison: Comparison) -> str:
    member = _member(comparison.field.name)
    name = comparison.operator.name
    operands = comparison.operands
    if name == "exists":
        return f"{member}:*"
    if name == "is-between":
        low, high = map(_value, operands)
        return f"({member} >= {low} AND {member} <= {high})"
    _refuse_wild(comparison)
    if name in {"starts-with", "ends-with"}:
        pattern = f"{operands[0]}*" if name == "starts-with" else f"*{operands[0]}"
        return f"{member} = {quoted(pattern)}"
    if name == "in":
        said = [f"{member} = {_literal(comparison, value)}" for value in operands]
        return said[0] if len(said) == 1 else f"({' OR '.join(said)})"
    comparator = _COMPARATORS[name]
    between = "" if comparator == ":" else " "
    return f"{member}{between}{comparator}{between}{_literal(comparison, comparison.value)}"


def _member(name: str) -> str:
    # A label's key may hold dots; everything else with dots is a path.
    parts = ["labels", name.removeprefix(LABEL)] if name.startswith(LABEL) else name.split(".")
    return ".".join(part if _BARE.fullmatch(part) and part not in _KEYWORDS else quoted(part) for part in parts)


def _refuse_wild(comparison: Comparison) -> None:
    wild = [value for value in comparison.operands if isinstance(value, str) and "*" in value]
    if not wild or comparison.operator.name not in _WILD:
        return
    field, value = comparison.field.name, wild[0]
    bare = value.strip("*")
    nearest = f"where({field!r}).starts_with({bare!r:.200})"
    if value.startswith("*"):
        nearest = f"where({field!r}).ends_with({bare!r:.200})"
    known = "starts-with" in comparison.field.operators and "*" not in bare
    raise uncarried(
        comparison.term,
        f"* stands for any characters in {field!r}, and has no escape.",
        (nearest if bare else f"where({field!r}).exists()") if known else "",
    )


def _literal(comparison: Comparison, value: Any) -> str:
    return str(value) if comparison.field.kind == "enumeration" else _value(value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return quoted(rfc_3339(value))
    return quoted(value) if isinstance(value, str) else str(value)
