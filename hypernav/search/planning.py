"""What of a query the server is asked, and what is filtered here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hypernav.errors import NotExpressible, SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.paging.steps import says_page
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Expression, Some, Term, conjunction
from hypernav.search.lists import joined
from hypernav.search.plain import said_twice
from hypernav.search.query import Plan, Query
from hypernav.web.parameters import parameters_of


@dataclass(frozen=True, slots=True)
class Split:
    """Hold what the server is asked, and what is filtered here."""

    plan: Plan
    asked: Expression | None
    """What the server is asked."""
    local: Expression | None = None
    conditional: frozenset[str] = frozenset()
    """Names of the query parameters that say conditions."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Further query parameters, as they are given."""
    judged: tuple[Expression, ...] = ()
    """What the members that come back are held against."""
    trusting: bool = False
    """Whether it is conditions of a place of which nothing was known that are sent as they are."""


def divided(dialect: Dialect, query: Query, optional: tuple[Expression, ...]) -> Split:
    """Return the requests of a query, and the part of it that is filtered here.

    Args:
        dialect: The way of searching.
        query: What is asked for, without the optional conditions.
        optional: Conditions of which the server is asked what it can say, and the rest is filtered here.

    Raises:
        SearchError: The query cannot be asked.
    """
    trusting = dialect.literal_parameters and bool(query.values or query.conditions)
    values = query.values if dialect.literal_parameters else ()
    query = _settled(dialect, query, optional)
    asked, local = query, None
    if optional and query.match == "any":
        whole = replace(query, conditions=(*query.conditions, *optional))
        asked, local = (whole, None) if _said(dialect, whole) else (replace(query, conditions=()), whole.expression)
    elif optional:
        asked, local = _as_far_as_said(dialect, query, optional)
    plan = dialect.compile(asked)
    judged = (*terms_of(values), *([asked.expression] if asked.expression is not None else []))
    return Split(
        plan,
        asked.expression,
        local,
        conditional=_conditional(dialect, asked, plan) | {name for name, _ in values if not says_page(name)},
        parameters=asked.parameters,
        judged=judged,
        trusting=trusting,
    )


def terms_of(values: Iterable[tuple[str, Any]]) -> list[Term]:
    """Return the comparisons that names and values mean: equality, or one of several.

    >>> terms_of([("state", "open"), ("id", [1, 2])])
    [(where('state') == 'open'), where('id').in_(1, 2)]
    """
    several = (list, tuple, set, frozenset)
    return [
        Term(name, "in_", tuple(value)) if isinstance(value, several) else Term(name, "==", (value,))
        for name, value in values
    ]


def _settled(dialect: Dialect, query: Query, optional: tuple[Expression, ...]) -> Query:
    """Return a query whose names and values are conditions, or query parameters where nothing else is known."""
    if not query.values:
        return query
    terms = terms_of(query.values)
    if not dialect.literal_parameters:
        return replace(query, values=(), conditions=(*query.conditions, *terms))
    ways = (*terms, *query.conditions, *optional)
    if query.match == "any" and len(ways) > 1:
        raise dialect.refuse(
            Some(ways), "has no OR", f".parameters({', '.join(f'{name}=…' for name, _ in query.values)})"
        )
    return replace(query, values=(), parameters=_literal(dialect, query, terms))


def _literal(dialect: Dialect, query: Query, terms: list[Term]) -> Mapping[str, Any]:
    """Return names and values as query parameters, as they are, and behind them the further parameters."""
    given: dict[str, Any] = {}
    said: dict[str, tuple[Term, list[tuple[str, str]]]] = {}
    for term, (name, value) in zip(terms, query.values, strict=True):
        if not term.values or None in term.values:
            raise WrongValue(
                f"{name!r} was given {'nothing' if not term.values else None}, which no query parameter says.",
                where=f"where({name}={value!r:.200})",
                next="leave it out, or give the text that the API takes, such as 'null'",
            )
        given[name] = sorted(value, key=repr) if isinstance(value, set | frozenset) else value
        texts = list(parameters_of({name: given[name]}))
        one, before = said.setdefault(name, (term, texts))
        if before != texts:
            raise said_twice(dialect, one, term)
    own = [pair for _, texts in said.values() for pair in texts]
    joined(own, query)
    return {**given, **query.parameters}


def _as_far_as_said(
    dialect: Dialect, query: Query, optional: tuple[Expression, ...]
) -> tuple[Query, Expression | None]:
    """Return the query with what the server can say of the optional conditions, and the rest."""
    whole = replace(query, conditions=(*query.conditions, *optional))
    if _said(dialect, whole):
        return whole, None  # some conditions can be said beside others only
    kept: list[Expression] = []
    asked = query
    for part in _parts(optional):
        further = replace(asked, conditions=(*asked.conditions, part))
        if _said(dialect, further):
            asked = further
        else:
            kept.append(part)
    return asked, conjunction(tuple(kept))


def _conditional(dialect: Dialect, query: Query, plan: Plan) -> frozenset[str]:
    """Return the names of the parameters that a query has by its conditions and its words alone."""
    if not query.conditions and not query.text:
        return frozenset()
    names = {name for call in plan.calls for name, _ in call.parameters}
    try:
        without = dialect.compile(replace(query, conditions=(), text=""))
    except SearchError:
        return frozenset(names)
    return frozenset(names - {name for call in without.calls for name, _ in call.parameters})


def _said(dialect: Dialect, query: Query) -> bool:
    if dialect.literal_parameters:
        # A server ignores parameters that it does not know, so that nothing but a filter here is sure.
        return not query.conditions
    try:
        dialect.compile(query)
    except (NotExpressible, UnknownField, UnknownOperator):
        return False
    except SearchError:
        return True
    return True


def _parts(conditions: tuple[Expression, ...]) -> Iterator[Expression]:
    for condition in conditions:
        if isinstance(condition, Every):
            yield from _parts(condition.parts)
        else:
            yield condition
