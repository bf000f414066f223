"""Expressions taken apart into comparisons of which all must hold, for grammars that join by AND."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hypernav.search.checks import Comparison
from hypernav.search.expression import Every, Expression, Negation, Some, Term

Check = Callable[[Term], Comparison]


def conjuncts(
    expression: Expression | None,
    check: Check,
    either: Callable[[Some], Comparison],
    negation: Callable[[Negation], Exception],
) -> Iterator[Comparison]:
    """Yield the comparisons of an expression, where a grammar has no negation.

    Args:
        expression: What is searched for, None for anything.
        check: Returns what a comparison means.
        either: Returns the one comparison that says an OR, or raises.
        negation: Returns the refusal of a negation.
    """
    if isinstance(expression, Term):
        yield check(expression)
    elif isinstance(expression, Every):
        for part in expression.parts:
            yield from conjuncts(part, check, either, negation)
    elif isinstance(expression, Some):
        yield either(expression)
    elif isinstance(expression, Negation):
        raise negation(expression)


def inward(
    expression: Expression | None,
    check: Check,
    opposite: Check,
    either: Callable[[Every | Some, Sequence[list[Comparison]]], Comparison],
    *,
    negated: bool = False,
) -> Iterator[Comparison]:
    """Yield the comparisons of an expression, negations moved inward by De Morgan's laws.

    Args:
        expression: What is searched for, None for anything.
        check: Returns what a comparison means.
        opposite: Returns the comparison that holds where a term does not, or raises.
        either: Returns the one comparison that says an OR, given the expression and the comparisons of each way, or
            raises.
        negated: Whether the expression stands behind a negation.
    """
    if isinstance(expression, Term):
        yield opposite(expression) if negated else check(expression)
    elif isinstance(expression, Negation):
        yield from inward(expression.part, check, opposite, either, negated=not negated)
    elif isinstance(expression, Every | Some):
        if isinstance(expression, Every) is not negated:
            for part in expression.parts:
                yield from inward(part, check, opposite, either, negated=negated)
        else:
            ways = [list(inward(part, check, opposite, either, negated=negated)) for part in expression.parts]
            yield either(expression, ways)
