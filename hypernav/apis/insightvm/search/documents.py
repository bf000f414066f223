"""Criteria as the console takes them: one match for all filters, and each filter in the types that it documents.

The vendor's table of operator properties gives strings to ``is`` and most operators, arrays of strings to ``in`` and
``includes``, numbers to ranges, comparisons and days, ``yyyy-MM-dd`` to dates. Arrays go in ``values``: the schema of
the description has it for them, and consoles store it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Literal

from hypernav.apis.insightvm.search.opposites import without_negations
from hypernav.errors import SearchError, WrongValue
from hypernav.search.checks import Comparison
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Expression, Some, Term

_MOST_CASES = 4


def document_of(expression: Expression, dialect: Dialect) -> dict[str, Any]:
    """Return the criteria that an expression means: ``{"match": …, "filters": […]}``.

    Raises:
        UnknownField: A comparison names a field that there is not.
        UnknownOperator: A field does not have the operator.
        WrongValue: An operator takes other values.
        NotExpressible: ``&`` and ``|`` are mixed, or a ``~`` has no opposite.
        SearchError: The expression compares nothing.
    """
    if not isinstance(expression, Expression):
        raise SearchError(
            f"{expression!r:.200} is no expression of what is searched for.", next='where("host-name").contains("web")'
        )
    for term in expression.terms():
        dialect.check(term)
    settled = without_negations(expression, dialect)
    if settled is None:
        raise SearchError(f"{dialect.title} needs at least one condition.", next='where("host-name").contains("web")')
    match, terms = _grouped(settled, dialect)
    return {"match": match, "filters": [filter_of(dialect.check(term)) for term in terms]}


def _grouped(expression: Expression, dialect: Dialect) -> tuple[Literal["all", "any"], tuple[Term, ...]]:
    if isinstance(expression, Term):
        return "all", (expression,)
    assert isinstance(expression, Every | Some)
    terms: list[Term] = []
    for part in expression.parts:
        if not isinstance(part, Term):
            mixed = "& inside |" if isinstance(part, Every) else "| inside &"
            raise dialect.refuse(
                part,
                f"has one match for all filters, so no {mixed}: search for each case by itself",
                "  ".join(f"{each!r:.300}" for each in _cases(expression)),
            )
        terms.append(part)
    return "all" if isinstance(expression, Every) else "any", tuple(terms)


def _cases(expression: Expression) -> tuple[Expression, ...]:
    """Return the searches that find together what an expression means, nothing where they are too many."""
    if _count(expression) > _MOST_CASES:
        return ()
    return tuple(each[0] if len(each) == 1 else Every(each) for each in _conjunctions(expression))


def _count(expression: Expression) -> int:
    if not isinstance(expression, Every | Some):
        return 1
    counts = [_count(part) for part in expression.parts]
    if isinstance(expression, Some):
        return sum(counts)
    total = 1
    for count in counts:
        total *= count
    return total


def _conjunctions(expression: Expression) -> list[tuple[Expression, ...]]:
    if isinstance(expression, Some):
        return [each for part in expression.parts for each in _conjunctions(part)]
    if isinstance(expression, Every):
        return [sum(each, ()) for each in product(*map(_conjunctions, expression.parts))]
    return [(expression,)]


def filter_of(comparison: Comparison) -> dict[str, Any]:
    """Return the filter of one comparison.

    Raises:
        WrongValue: A value cannot be sent as it is.
    """
    operator, field = comparison.operator, comparison.field
    written: dict[str, Any] = {"field": field.name, "operator": operator.name}
    if operator.takes == "several":
        written["values"] = [_text(value, comparison) for value in comparison.operands]
    elif operator.takes == "range":
        written["lower"], written["upper"] = (_bound(value, comparison) for value in comparison.operands)
    elif operator.takes == "one":
        typed = operator.kind == "days" or operator.meaning in {"greater", "less"}
        written["value"] = (_bound if typed else _text)(comparison.value, comparison)
    return written


def _bound(value: Any, comparison: Comparison) -> int | float | str:
    """Return a number as a number, anything else as text."""
    if not isinstance(value, Decimal):
        return value if isinstance(value, int | float) else _text(value, comparison)
    number = int(value) if value == value.to_integral_value() else float(value)
    if Decimal(str(number)) != value:
        raise WrongValue(
            f"{comparison.field.name!r} takes a number of at most 17 digits, and was given {value}.",
            where=repr(comparison.term),
            nearest=repr(number),
        )
    return number


def _text(value: Any, comparison: Comparison) -> str:
    if isinstance(value, float | Decimal):
        # The console reads plain decimals: 1e-05 may be no number to it.
        return format(Decimal(str(value)), "f")
    text = value.isoformat() if isinstance(value, date) else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WrongValue(
            f"{comparison.field.name!r} was given half of a surrogate pair, which is no character and cannot be sent.",
            where=ascii(comparison.term),
            nearest=ascii(text.encode("utf-8", "ignore").decode()),
        ) from None
    return text
