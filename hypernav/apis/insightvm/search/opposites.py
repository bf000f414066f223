"""Negations moved into the comparisons, because criteria have none: each becomes the opposite operator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hypernav.apis.insightvm.search.fields import NEGATIONS
from hypernav.names import to_identifier
from hypernav.search.checks import Comparison
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Expression, Negation, Some, Term, conjunction, disjunction

OPPOSITES: Mapping[str, str] = {**NEGATIONS, **{positive: negative for negative, positive in NEGATIONS.items()}}
"""Each operator that has an exact opposite, and that one."""


def without_negations(expression: Expression, dialect: Dialect, *, negated: bool = False) -> Expression | None:
    """Return an expression that means the same and has no ``~``, None for one without comparisons.

    Args:
        expression: What is searched for.
        dialect: What knows the operators of each field, and refuses.
        negated: Whether the opposite is meant.

    Raises:
        NotExpressible: A comparison under a ``~`` has no opposite.
    """
    if isinstance(expression, Negation):
        return without_negations(expression.part, dialect, negated=not negated)
    if isinstance(expression, Term):
        return opposite(expression, dialect) if negated else expression
    assert isinstance(expression, Every | Some)
    parts = (without_negations(part, dialect, negated=negated) for part in expression.parts)
    # De Morgan: the opposite of "all hold" is that the opposite of one holds.
    join = conjunction if isinstance(expression, Every) is not negated else disjunction
    return join(tuple(part for part in parts if part is not None))


def opposite(term: Term, dialect: Dialect) -> Term:
    """Return the comparison that matches exactly what another one does not match.

    Raises:
        NotExpressible: The field has no such operator.
    """
    comparison = dialect.check(term)
    name = OPPOSITES.get(comparison.operator.name)
    if name in comparison.field.operators:
        return Term(term.field, to_identifier(name), term.values)
    near = _near_opposite(comparison)
    raise dialect.refuse(
        Negation(term),
        f"has no exact opposite of .{comparison.operator.identifier}() for {comparison.field.name!r}",
        repr(near) if near is not None else "",
    )


def _near_opposite(comparison: Comparison) -> Expression | None:
    """Return what comes close to the opposite of a comparison that has no exact one."""
    make = _NEAR.get(comparison.operator.name)
    try:
        near = make(comparison) if make else _others(comparison)
    except OverflowError:  # there is no day before the first one
        return None
    has = {to_identifier(name) for name in comparison.field.operators}
    return near if near is not None and all(term.operator in has for term in near.terms()) else None


def _term(comparison: Comparison, operator: str, *values: Any) -> Term:
    return Term(comparison.field.name, operator, values)


def _others(comparison: Comparison) -> Expression | None:
    """Return the other values of an enumeration: of two for an operator of one value, of any for one of several."""
    entries = comparison.field.values
    left = [entry.name for entry in entries if entry.value not in comparison.operands]
    several = comparison.operator.takes == "several"
    if not left or not entries or (len(left) > 1 and not several):
        return None
    return _term(comparison, comparison.operator.identifier, *left)


def _days_from(comparison: Comparison, operator: str, position: int, days: int) -> Term:
    day = comparison.operands[position] + timedelta(days=days)
    return _term(comparison, operator, day.isoformat())


_NEAR: Mapping[str, Callable[[Comparison], Expression | None]] = {
    "is-greater-than": lambda each: _term(each, "is_less_than", *each.term.values),
    "is-less-than": lambda each: _term(each, "is_greater_than", *each.term.values),
    "is-within-the-last": lambda each: _term(each, "is_earlier_than", *each.term.values),
    "is-earlier-than": lambda each: _term(each, "is_within_the_last", *each.term.values),
    "is-on-or-after": lambda each: _days_from(each, "is_on_or_before", 0, -1),
    "is-on-or-before": lambda each: _days_from(each, "is_on_or_after", 0, 1),
    "is-between": lambda each: Some(
        (_days_from(each, "is_on_or_before", 0, -1), _days_from(each, "is_on_or_after", 1, 1))
    ),
    "in-range": lambda each: Some(
        (_term(each, "is_less_than", each.operands[0]), _term(each, "is_greater_than", each.operands[1]))
    ),
    "starts-with": lambda each: _term(each, "does_not_contain", *each.term.values),
    "ends-with": lambda each: _term(each, "does_not_contain", *each.term.values),
}
